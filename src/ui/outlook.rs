//! Forecasts in words, each with its method and its range; and one snapshot of a trend in words.

use super::charset::Charset;
use super::context::words;
use super::field::{self, Style};
use super::format;
use super::phase::{self, BAR_ORDER};
use crate::analysis::forecast::{Arrival, Curve, HORIZON_DAYS, Pace, Unfit, Unpaced, Window};
use crate::analysis::outlook::{Prospect, Verdict};
use crate::analysis::tally::Share;
use crate::analysis::trend::Subject;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::screen::{Row, Screen};
use crate::app::value::{Ahead, Value};
use crate::domain::date::{self, Date};
use crate::domain::phase::Phase;
use crate::domain::rollout::SnapshotId;
use crate::texts::fill;

/// A forecast of a subject as a sentence.
pub(super) fn ahead(lens: &Lens<'_>, subject: Subject, ahead: Ahead) -> String {
    let Some(outlook) = lens.digest.outlooks.of(subject) else {
        return String::new();
    };
    match ahead {
        Ahead::Pace => pace(lens, &outlook.pace),
        Ahead::Curve => curve(lens, &outlook.curve),
        Ahead::Target => outlook
            .target
            .map(|prospect| target(lens, &prospect))
            .unwrap_or_default(),
    }
}

/// A day of arrival in months; `None` where there is none to tell.
fn when(lens: &Lens<'_>, arrival: Arrival) -> Option<String> {
    let w = words(lens.language);
    let month = |on| format::month(lens.language, on);
    match arrival {
        Arrival::Reached { since } => Some(fill(
            w.arrival_reached,
            &[("date", &format::day(lens.language, since))],
        )),
        Arrival::Expected {
            date,
            earliest,
            latest,
        } => {
            let latest = latest.map_or(w.arrival_open.to_owned(), month);
            Some(fill(
                w.arrival_expected,
                &[
                    ("date", &month(date)),
                    ("earliest", &month(earliest)),
                    ("latest", &latest),
                ],
            ))
        }
        Arrival::TooFar => {
            let horizon = date::plus_days(lens.standing.date?, HORIZON_DAYS);
            let (year, ..) = date::parts(horizon);
            Some(fill(w.arrival_far, &[("year", &year.to_string())]))
        }
        Arrival::NotAtThisPace | Arrival::TooLittleData => None,
    }
}

fn pace(lens: &Lens<'_>, pace: &Pace) -> String {
    let w = words(lens.language);
    if let Arrival::Reached { .. } = pace.arrival {
        return when(lens, pace.arrival).unwrap_or_default();
    }
    let Window { gained, days, .. } = match pace.window {
        Ok(window) => window,
        Err(why) => return unpaced(lens, why),
    };
    let gained = match gained {
        0 => "±0".to_owned(),
        gained => format!("{gained:+}"),
    };
    let how = [("days", days.to_string()), ("n", gained)];
    let [days, gained] = how.each_ref().map(|(name, text)| (*name, text.as_str()));
    match pace.arrival {
        Arrival::NotAtThisPace => fill(w.pace_never, &[days, gained]),
        arrival => {
            let when = when(lens, arrival).unwrap_or_default();
            fill(w.pace_expected, &[("when", &when), days, gained])
        }
    }
}

/// Why there is no forecast.
fn unpaced(lens: &Lens<'_>, why: Unpaced) -> String {
    let w = words(lens.language);
    match why {
        Unpaced::NoBody => w.pace_nobody.to_owned(),
        Unpaced::OneSnapshot => w.pace_one.to_owned(),
        Unpaced::Short { days } => fill(w.pace_short, &[("days", &days.to_string())]),
        Unpaced::ChangesHands => w.pace_changes_hands.to_owned(),
    }
}

fn curve(lens: &Lens<'_>, curve: &Curve) -> String {
    let w = words(lens.language);
    let unfit = match (curve.arrival, curve.fit) {
        (Ok(arrival), fit) => {
            let when = when(lens, arrival).unwrap_or_default();
            let Some(fit) = fit else { return when };
            let r = format::decimal(lens.language, fit.determination);
            return fill(w.curve_expected, &[("when", &when), ("r", &r)]);
        }
        (Err(unfit), _) => unfit,
    };
    let number = |text, number: &dyn ToString| fill(text, &[("n", &number.to_string())]);
    match unfit {
        Unfit::FewPoints { found } => number(w.unfit_few, &found),
        Unfit::ShortSpan { days } => number(w.unfit_short, &days),
        Unfit::EarlyDays => w.unfit_early.to_owned(),
        Unfit::NotRising => w.unfit_flat.to_owned(),
        Unfit::Scattered { determination } => {
            let r = format::decimal(lens.language, determination.max(0.0));
            fill(w.unfit_scattered, &[("r", &r)])
        }
        Unfit::Behind => w.unfit_behind.to_owned(),
    }
}

fn target(lens: &Lens<'_>, prospect: &Prospect) -> String {
    let w = words(lens.language);
    let Prospect { target, verdict } = prospect;
    let day = |on| format::day(lens.language, on);
    let share = |share: Share| {
        let percent = format::percent(share);
        format!("{}/{} {percent}", share.part, share.whole)
    };
    let judged = |text, (on, then): &(Date, Share), now: Share| {
        let parts = [day(*on), share(*then), format::percent(now)];
        let [on, then, now] = parts.each_ref().map(String::as_str);
        fill(text, &[("date", on), ("share", then), ("now", now)])
    };
    let percent = target.percent().to_string();
    let on = day(target.date());
    let head = fill(w.target_head, &[("percent", &percent), ("date", &on)]);
    let tail = match verdict {
        Verdict::Reached { since } => fill(w.target_reached, &[("date", &day(*since))]),
        Verdict::Met { then, now } => judged(w.target_met, then, *now),
        Verdict::Missed {
            then,
            since: Some(since),
            ..
        } => fill(
            w.target_too_late,
            &[
                ("since", &day(*since)),
                ("date", &day(then.0)),
                ("share", &share(then.1)),
            ],
        ),
        Verdict::Missed { then, now, .. } => judged(w.target_missed, then, *now),
        Verdict::NoSnapshot { now } => fill(w.target_no_snapshot, &[("share", &share(*now))]),
        Verdict::InTime { arrival } => {
            let when = when(lens, *arrival).unwrap_or_default();
            fill(w.target_in_time, &[("when", &when)])
        }
        Verdict::Late { then, arrival } => match arrival {
            Arrival::Expected { date, .. } => {
                let month = format::month(lens.language, *date);
                let parts = [("share", share(*then)), ("when", month)];
                let [then, month] = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
                fill(w.target_late, &[then, month])
            }
            _ => fill(w.target_never, &[("share", &share(*then))]),
        },
        Verdict::Unknown => w.target_unknown.to_owned(),
    };
    format!("{head}: {tail}")
}

/// One snapshot of a trend in two lines: reach both ways and the change, then how many are in which phase.
pub(super) fn stand(
    lens: &Lens<'_>,
    subject: Subject,
    id: SnapshotId,
    charset: Charset,
) -> Vec<String> {
    let w = words(lens.language);
    let screen = Screen::trend(subject);
    let style = Style {
        charset,
        width: 20,
        long: true,
    };
    let of = |column| -> String {
        let value = screen.value(lens, Row::Snapshot(id), column);
        let value = match value {
            Value::Nothing => return "–".to_owned(),
            value => value,
        };
        let pieces = field::pieces(lens, &value, style);
        pieces.into_iter().map(|(text, _)| text).collect()
    };
    let bodies = format!("{} {}", of(Column::Online), of(Column::ByBodies));
    let dates = lens.trends.dates();
    let on = dates.get(id.index()).copied();
    let missing = on.is_some_and(|on| lens.trends.gap_before(on).is_some());
    let change = [
        ("change", of(Column::Change)),
        ("days", of(Column::Interval)),
    ];
    let change = match id.index() {
        0 => w.stand_first.to_owned(),
        // The interval is told where it is not the usual one.
        _ if !missing => of(Column::Change),
        _ => fill(
            w.stand_change,
            &change.each_ref().map(|(name, text)| (*name, text.as_str())),
        ),
    };
    let parts = [
        ("date", of(Column::Stand)),
        ("bodies", bodies),
        ("people", of(Column::ByInhabitants)),
        ("change", change),
    ];
    let parts = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
    let first = fill(w.stand_detail, &parts);
    // How many are live stands in the first line.
    let phases = BAR_ORDER
        .iter()
        .filter(|phase| **phase != Some(Phase::Live));
    let phases = phases.map(|phase| {
        let look = phase::look(w, *phase);
        let fill = look.fill(charset);
        format!("{fill} {}", of(Column::InPhase(*phase)))
    });
    vec![first, phases.collect::<Vec<_>>().join("  ")]
}
