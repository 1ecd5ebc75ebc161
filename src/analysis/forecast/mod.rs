//! When a series of live shares will arrive at a goal: by the pace of the last months, and by an S-curve.
//!
//! Both say what they assume, and refuse where the data does not carry a date. Series count bodies: a body goes live as a
//! whole, so inhabitants arrive in lumps for which neither method says how sure it is.

mod curve;
mod pace;
#[cfg(test)]
mod tests;

pub use curve::{Curve, Fit, Unfit, curve};
pub use pace::{Pace, Unpaced, Window, pace};

/// What is to be reached by when; the settings and the data may name one.
use crate::domain::target::Target;

use super::tally::Share;
use crate::domain::date::{self, Date};

/// Days after which a date says no more than "not foreseeably": 30 years of 365.25 days.
pub const HORIZON_DAYS: u32 = 10_957;

/// Standard deviations that a range reaches to either side.
const DEVIATIONS: f64 = 2.0;

/// The share of the responsible bodies that is to be live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Goal {
    percent: u16,
}

impl Goal {
    /// Every responsible body: 99 % is not enough.
    pub const ALL: Self = Self { percent: 100 };

    /// How many of `whole` bodies are needed: the smallest number that is not less than the share.
    pub fn needed(self, whole: u64) -> u64 {
        let needed = (u128::from(whole) * u128::from(self.percent)).div_ceil(100);
        u64::try_from(needed).unwrap_or(whole).min(whole)
    }

    /// Whether a share is at the goal. Nobody responsible reaches nothing.
    pub fn is_met(self, share: Share) -> bool {
        share.whole > 0 && share.part >= self.needed(share.whole)
    }
}

impl From<Target> for Goal {
    fn from(target: Target) -> Self {
        Self {
            percent: target.percent(),
        }
    }
}

/// When a series arrives at its goal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// It has.
    Reached {
        /// The first date of the present unbroken time at the goal.
        since: Date,
    },
    /// It will: always later than the last date of the series.
    Expected {
        /// The expected day.
        date: Date,
        /// The early end of the range, never later than `date`.
        earliest: Date,
        /// The late end of the range; `None` where it is open: never, or in more than 30 years.
        latest: Option<Date>,
    },
    /// It does not: the series is flat or falling.
    NotAtThisPace,
    /// In more than 30 years.
    TooFar,
    /// Nothing responsible, or too few dates to tell.
    TooLittleData,
}

/// What needs no forecast: a goal that is reached already, or a series that says too little.
fn settled(series: &[(Date, Share)], goal: Goal) -> Option<Arrival> {
    let Some((_, now)) = series.last().filter(|(_, now)| now.whole > 0) else {
        return Some(Arrival::TooLittleData);
    };
    if !goal.is_met(*now) {
        return (series.len() < 2).then_some(Arrival::TooLittleData);
    }
    let unbroken = series
        .iter()
        .rev()
        .take_while(|(_, share)| goal.is_met(*share));
    unbroken
        .last()
        .map(|(since, _)| Arrival::Reached { since: *since })
}

/// An arrival from days after the date `from`: each rounded up to whole days, put in order and kept within the horizon.
fn expected(from: Date, days: f64, earliest: f64, latest: Option<f64>) -> Arrival {
    let Some(days) = whole_days(days) else {
        return Arrival::TooFar;
    };
    let earliest = whole_days(earliest).map_or(days, |early| early.min(days));
    let latest = latest.and_then(whole_days).map(|late| late.max(days));
    Arrival::Expected {
        date: date::plus_days(from, days),
        earliest: date::plus_days(from, earliest),
        latest: latest.map(|late| date::plus_days(from, late)),
    }
}

/// Rounds up to whole days, at least one: what is not reached today is not reached before tomorrow. `None` beyond the horizon
/// and for what is no number. A millionth of a day is the error of the calculation, not a further day.
fn whole_days(days: f64) -> Option<u32> {
    let up = (days - 1e-6).ceil().max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "from 1 to the horizon, by the condition before"
    )]
    (!days.is_nan() && up <= f64::from(HORIZON_DAYS)).then_some(up as u32)
}
