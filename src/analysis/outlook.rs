//! What lies ahead of a subject from one date on: when it will be everywhere, and whether a target will be met.

use std::collections::HashMap;

use super::forecast::{Arrival, Curve, Goal, Pace, Unpaced, Window, curve, pace};
use super::tally::Share;
use super::trend::{Subject, Trends};
use crate::domain::dataset::Dataset;
use crate::domain::date::{self, Date};
use crate::domain::rollout::SnapshotId;
use crate::domain::target::Target;

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
    /// Its day has come, and it was reached.
    Met {
        /// How far it was on the last date up to its day.
        then: (Date, Share),
        /// How far it is on the date on screen.
        now: Share,
    },
    /// Its day has come, and it was not reached.
    Missed {
        /// How far it was on the last date up to its day.
        then: (Date, Share),
        /// How far it is on the date on screen.
        now: Share,
        /// Where it is reached by now, too late: the first date of the present unbroken time at the target.
        since: Option<Date>,
    },
    /// Its day lies before the first date.
    NoSnapshot {
        /// How far it is on the date on screen.
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
            let outlook = match subject {
                Subject::Provider(_) => Outlook::of_changing(&series),
                _ => Outlook::new(&series, target),
            };
            (subject, outlook)
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

    /// What can be said of a subject whose cells change hands, as those of a provider do: that everything it has is live, and
    /// otherwise nothing, for a gain may be a cell that moved in. A target is not one for what happens to be held.
    pub fn of_changing(series: &[(Date, Share)]) -> Self {
        let arrival = match pace(series, Goal::ALL).arrival {
            Arrival::Reached { since } => Arrival::Reached { since },
            _ => Arrival::TooLittleData,
        };
        Self {
            pace: Pace {
                arrival,
                window: Err(Unpaced::ChangesHands),
            },
            curve: Curve {
                arrival: Ok(arrival),
                fit: None,
            },
            target: None,
        }
    }

    /// The share on a day at the present pace from `now` on, until everything or nothing is reached; the last step may lie
    /// above the whole, by no more than a month brings.
    pub fn at_pace(&self, now: Share, on: Date) -> Option<f64> {
        let window = self.pace.window.ok()?;
        let whole = now.whole as f64;
        let share = carried_on(window, now, on) / whole;
        let month = gain(window, 31).abs() / whole;
        (share <= 1.0 + month && share >= 0.0).then_some(share)
    }
}

/// What so many days bring at a pace.
fn gain(window: Window, days: i64) -> f64 {
    window.gained as f64 * days as f64 / window.days as f64
}

/// How many are live on a day at a pace, neither rounded nor kept within nothing and all.
fn carried_on(window: Window, now: Share, on: Date) -> f64 {
    now.part as f64 + gain(window, date::days_between(window.to, on))
}

/// The target on its day, which has come.
fn judged(series: &[(Date, Share)], target: Target, arrival: Arrival, now: Share) -> Verdict {
    let by_then = series.iter().rev().find(|(on, _)| *on <= target.date());
    let Some(then) = by_then.copied() else {
        return Verdict::NoSnapshot { now };
    };
    if Goal::from(target).is_met(then.1) {
        return Verdict::Met { then, now };
    }
    let since = match arrival {
        Arrival::Reached { since } => Some(since),
        _ => None,
    };
    Verdict::Missed { then, now, since }
}

fn verdict(series: &[(Date, Share)], target: Target) -> Verdict {
    let Pace { arrival, window } = pace(series, target.into());
    let Some((on, now)) = series.last().filter(|(_, now)| now.whole > 0) else {
        return Verdict::Unknown;
    };
    match (arrival, window) {
        _ if target.date() <= *on => judged(series, target, arrival, *now),
        (Arrival::Reached { since }, _) => Verdict::Reached { since },
        (Arrival::Expected { date, .. }, _) if date <= target.date() => Verdict::InTime { arrival },
        (_, Ok(window)) => {
            let then = carried_on(window, *now, target.date());
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "from nothing to the whole"
            )]
            let part = then.floor().clamp(0.0, now.whole as f64) as u64;
            let whole = now.whole;
            let then = Share { part, whole };
            Verdict::Late { then, arrival }
        }
        (_, Err(_)) => Verdict::Unknown,
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
        let Verdict::Late { then, arrival } = of([80, 40], 90, "2027-12-31") else {
            panic!()
        };
        assert_eq!((then.part, arrival), (0, Arrival::NotAtThisPace));
        assert_eq!(
            verdict(&[], Target::read(90, "2027-12-31").unwrap()),
            Verdict::Unknown
        );
    }

    #[test]
    fn a_target_whose_day_has_come_is_judged_by_the_last_date_before_it() {
        let [first, last] = ["2026-07-23", "2026-10-31"].map(|day| date::parse(day).unwrap());
        let share = |part| Share { part, whole: 100 };
        let missed = |then, since| Verdict::Missed {
            then,
            now: share(80),
            since,
        };
        let (early, late) = ((first, share(40)), (last, share(80)));
        assert_eq!(of([40, 80], 90, "2026-10-30"), missed(early, None));
        assert_eq!(of([40, 80], 90, "2026-10-31"), missed(late, None));
        // Reached by now, but not on its day.
        assert_eq!(of([40, 80], 80, "2026-10-30"), missed(early, Some(last)));
        let met = |then, now| Verdict::Met {
            then,
            now: share(now),
        };
        assert_eq!(of([40, 80], 80, "2026-10-31"), met(late, 80));
        // Reached on its day, and lost again.
        assert_eq!(of([80, 40], 80, "2026-08-01"), met((first, share(80)), 40));
        assert_eq!(of([80, 90], 80, "2026-07-23"), met((first, share(80)), 90));
        let now = share(80);
        assert_eq!(of([40, 80], 80, "2026-07-22"), Verdict::NoSnapshot { now });
        assert_eq!(
            of([80, 80], 80, "2026-12-31"),
            Verdict::Reached { since: first }
        );
    }

    #[test]
    fn a_pace_is_carried_on_until_it_arrives() {
        let dates = ["2026-07-23", "2026-10-31"].map(|day| date::parse(day).unwrap());
        let share = |part| Share { part, whole: 100 };
        let series: Vec<_> = dates.into_iter().zip([40, 80].map(share)).collect();
        let at =
            |days| Outlook::new(&series, None).at_pace(share(80), date::plus_days(dates[1], days));
        assert_eq!((at(25), at(50)), (Some(0.9), Some(1.0)));
        // 12.4 in 31 days: up to 112.4 after 81 days.
        assert!(at(81).is_some() && at(82).is_none());
        assert_eq!(
            Outlook::of_changing(&series).at_pace(share(80), dates[1]),
            None
        );
    }
}
