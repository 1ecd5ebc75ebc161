//! The forecast by pace: what the last 90 days have brought, carried on in a straight line.

use super::{Arrival, DEVIATIONS, Goal, HORIZON_DAYS, expected, settled};
use crate::analysis::tally::Share;
use crate::domain::date::{self, Date};

/// Days that the pace is measured over, where the series is that long.
const WINDOW_DAYS: i64 = 90;

/// Days that it must be measured over at least.
const LEAST_DAYS: i64 = 28;

/// What the pace was measured over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its first date.
    pub from: Date,
    /// Its last date: that of the snapshot on screen.
    pub to: Date,
    /// Live bodies gained in it; negative where more were lost.
    pub gained: i64,
    /// Its length in days.
    pub days: i64,
}

/// Why there is no pace to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unpaced {
    /// Nobody is responsible on the last date, or there is none.
    NoBody,
    /// There is one date only.
    OneSnapshot,
    /// The dates span too short a time; 28 days are needed.
    Short {
        /// Days from the first to the last.
        days: i64,
    },
    /// The cells of the subject change: a gain may be a cell that moved in.
    ChangesHands,
}

/// A forecast and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// When the goal is reached.
    pub arrival: Arrival,
    /// What the pace was measured over, or why it was not.
    pub window: Result<Window, Unpaced>,
}

/// Carries on the pace of the last 90 days: from the latest date that lies at least 90 days before the last one, else from
/// the earliest, but over no less than 28 days. Missing bodies = needed of today's responsible bodies − live today;
/// days = missing × days of the window / gained, rounded up.
///
/// The range takes the gained bodies as a count of independent events: a count n is uncertain by √n (Poisson; e.g. G. Cowan,
/// Statistical Data Analysis, 1998, ch. 2.2). The range is two of these standard deviations wide on either side: the early end
/// is reached with n + 2√n, the late one with n − 2√n, which is never where four or fewer were gained. `series` runs from
/// the earliest date to the one on screen.
pub fn pace(series: &[(Date, Share)], goal: Goal) -> Pace {
    let window = window(series);
    let arrival = settled(series, goal).unwrap_or_else(|| match (window, series.last()) {
        (Ok(window), Some((_, now))) => {
            carry_on(window, goal.needed(now.whole).saturating_sub(now.part))
        }
        _ => Arrival::TooLittleData,
    });
    Pace { arrival, window }
}

fn window(series: &[(Date, Share)]) -> Result<Window, Unpaced> {
    let (Some((first, _)), Some((to, now))) = (series.first(), series.last()) else {
        return Err(Unpaced::NoBody);
    };
    if now.whole == 0 {
        return Err(Unpaced::NoBody);
    }
    if series.len() == 1 {
        return Err(Unpaced::OneSnapshot);
    }
    let distance = |(from, _): &&(Date, Share)| date::days_between(*from, *to);
    let long_enough = series.iter().rev().find(|it| distance(it) >= WINDOW_DAYS);
    let (from, then) = long_enough
        .or_else(|| series.first().filter(|it| distance(it) >= LEAST_DAYS))
        .ok_or(Unpaced::Short {
            days: date::days_between(*first, *to),
        })?;
    let gained = i128::from(now.part) - i128::from(then.part);
    Ok(Window {
        from: *from,
        to: *to,
        gained: i64::try_from(gained).unwrap_or(if gained < 0 { i64::MIN } else { i64::MAX }),
        days: date::days_between(*from, *to),
    })
}

fn carry_on(window: Window, missing: u64) -> Arrival {
    let (Ok(gained), Ok(days)) = (u64::try_from(window.gained), u64::try_from(window.days)) else {
        return Arrival::NotAtThisPace;
    };
    if gained == 0 {
        return Arrival::NotAtThisPace;
    }
    // In whole numbers: a day more or less must not hang on a rounding.
    let wanted = (u128::from(missing) * u128::from(days)).div_ceil(u128::from(gained));
    let within = u32::try_from(wanted)
        .ok()
        .filter(|wanted| *wanted <= HORIZON_DAYS);
    let Some(wanted) = within else {
        return Arrival::TooFar;
    };
    let effort = missing as f64 * days as f64;
    let (count, spread) = (gained as f64, DEVIATIONS * (gained as f64).sqrt());
    let latest = (count > spread).then(|| effort / (count - spread));
    expected(
        window.to,
        f64::from(wanted),
        effort / (count + spread),
        latest,
    )
}
