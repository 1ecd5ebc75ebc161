//! What lies ahead of a subject from one date on: when it will be everywhere, and whether a target will be met.

use std::collections::HashMap;

use super::forecast::{Arrival, Curve, Goal, Pace, Target, curve, pace};
use super::tally::Share;
use super::trend::{Subject, Trends};
use crate::domain::dataset::Dataset;
use crate::domain::date::{self, Date};
use crate::domain::rollout::SnapshotId;

/// The forecasts of a subject, by bodies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Outlook {
    /// When everything is live at the pace of the last months.
    pub pace: Pace,
    /// The same by S-curve.
    pub curve: Curve,
    /// What becomes of the target at that pace, where there is one.
    pub target: Option<Prospect>,
}

/// What becomes of a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Prospect {
    /// The target.
    pub target: Target,
    /// What becomes of it.
    pub verdict: Verdict,
}

/// What becomes of a target at the pace of the last months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is reached.
    Reached {
        /// The first date of the present unbroken time at the target.
        since: Date,
    },
    /// Its day lies before the date on screen, and it is not reached.
    Missed {
        /// How far it is on that date.
        now: Share,
    },
    /// It will be reached by its day.
    InTime {
        /// When.
        arrival: Arrival,
    },
    /// It will not be reached by its day.
    Late {
        /// How far it will be on its day.
        then: Share,
        /// When it will be reached instead, if ever.
        arrival: Arrival,
    },
    /// Too little data to tell.
    Unknown,
}

/// The forecasts of all subjects from one date on.
#[derive(Debug, Default)]
pub struct Outlooks {
    of: HashMap<Subject, Outlook>,
}

impl Outlooks {
    /// Forecasts for everything that has figures.
    pub fn new(
        data: &Dataset,
        trends: &Trends,
        at: Option<SnapshotId>,
        target: Option<Target>,
    ) -> Self {
        let Some(at) = at else {
            return Self::default();
        };
        let services = data.catalogue.ids().map(Subject::Service);
        let districts = data.register.districts().map(Subject::District);
        let subjects = [Subject::Land].into_iter().chain(services).chain(districts);
        let outlook = |subject| {
            let series = trends.reach(subject, at, |point| &point.bodies);
            (subject, Outlook::new(&series, target))
        };
        Self {
            of: subjects
                .chain(trends.providers().map(Subject::Provider))
                .map(outlook)
                .collect(),
        }
    }

    /// The forecasts of a subject; `None` where it has no figures.
    pub fn of(&self, subject: Subject) -> Option<&Outlook> {
        self.of.get(&subject)
    }
}

impl Outlook {
    /// Forecasts from a series that runs from the earliest date to the one on screen.
    pub fn new(series: &[(Date, Share)], target: Option<Target>) -> Self {
        Self {
            pace: pace(series, Goal::ALL),
            curve: curve(series, Goal::ALL),
            target: target.map(|target| Prospect {
                target,
                verdict: verdict(series, target),
            }),
        }
    }
}

fn verdict(series: &[(Date, Share)], target: Target) -> Verdict {
    let Pace { arrival, window } = pace(series, target.into());
    let Some((on, now)) = series.last().filter(|(_, now)| now.whole > 0) else {
        return Verdict::Unknown;
    };
    match (arrival, window) {
        (Arrival::Reached { since }, _) => Verdict::Reached { since },
        _ if target.date() < *on => Verdict::Missed { now: *now },
        (Arrival::Expected { date, .. }, _) if date <= target.date() => Verdict::InTime { arrival },
        (_, Some(window)) => {
            let days = date::days_between(*on, target.date());
            let more = i128::from(window.gained) * i128::from(days) / i128::from(window.days);
            let then = (i128::from(now.part) + more).clamp(0, i128::from(now.whole));
            let then = Share {
                part: u64::try_from(then).unwrap_or(now.part),
                whole: now.whole,
            };
            Verdict::Late { then, arrival }
        }
        (_, None) => Verdict::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(parts: [u64; 2], percent: u32, day: &str) -> Verdict {
        let dates = ["2026-07-23", "2026-10-31"].map(|day| date::parse(day).unwrap());
        let shares = parts.map(|part| Share { part, whole: 100 });
        let series: Vec<_> = dates.into_iter().zip(shares).collect();
        verdict(&series, Target::read(percent, day).unwrap())
    }

    /// 40 in 100 days from 40 to 80: 90 after 25 days, 92 after 30 days.
    #[test]
    fn a_target_is_judged_by_its_day() {
        let Verdict::InTime { arrival } = of([40, 80], 90, "2026-11-25") else {
            panic!()
        };
        assert!(
            matches!(arrival, Arrival::Expected { date, .. } if date.to_string() == "2026-11-25")
        );
        let Verdict::Late { then, .. } = of([40, 80], 90, "2026-11-24") else {
            panic!()
        };
        assert_eq!((then.part, then.whole), (89, 100));
        let missed = Share {
            part: 80,
            whole: 100,
        };
        assert_eq!(
            of([40, 80], 90, "2026-10-30"),
            Verdict::Missed { now: missed }
        );
        let since = date::parse("2026-10-31").unwrap();
        assert_eq!(of([40, 80], 80, "2026-10-30"), Verdict::Reached { since });
        let Verdict::Late { then, arrival } = of([80, 40], 90, "2027-12-31") else {
            panic!()
        };
        assert_eq!((then.part, arrival), (0, Arrival::NotAtThisPace));
        assert_eq!(
            verdict(&[], Target::read(90, "2027-12-31").unwrap()),
            Verdict::Unknown
        );
    }
}
