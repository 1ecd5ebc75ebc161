//! The days of a plan, counted from its first snapshot. Knows no services and no bodies.

use super::Plan;
use crate::domain::date::{self, Date};

/// Shortest time in days over which a roll-out is spread: a plan of few months shows a piece of one, not a whole.
const SHORTEST: i64 = 700;

/// The snapshots of a plan as days since the first of them.
pub(super) struct Calendar {
    first: Date,
    /// Dates of the snapshots.
    pub(super) dates: Vec<Date>,
    /// The same as days.
    pub(super) days: Vec<i64>,
    /// Position of the snapshot at 19/33 of the time: by then the first services are finished.
    pub(super) middle: usize,
}

impl Calendar {
    /// The calendar of a plan.
    pub(super) fn new(plan: &Plan) -> Self {
        let date = |month: u16| match month {
            0 => plan.first,
            month => date::month_end(plan.first, u32::from(month)),
        };
        let dates: Vec<_> = (0..plan.months).map(date).collect();
        let days = dates
            .iter()
            .map(|date| date::days_between(plan.first, *date))
            .collect();
        Self {
            first: plan.first,
            middle: dates.len().saturating_sub(1) * 19 / 33,
            dates,
            days,
        }
    }

    /// Position of the newest snapshot.
    pub(super) fn last(&self) -> usize {
        self.days.len().saturating_sub(1)
    }

    /// Day of the snapshot in this position.
    pub(super) fn day(&self, at: usize) -> i64 {
        self.days.get(at).copied().unwrap_or_default()
    }

    /// Days over which the roll-out is spread; it ends with the newest snapshot.
    pub(super) fn length(&self) -> i64 {
        self.day(self.last()).max(SHORTEST)
    }

    /// The date of a day, also of one before the first snapshot.
    pub(super) fn date(&self, day: i64) -> Date {
        let days = u32::try_from(day.unsigned_abs()).unwrap_or(u32::MAX);
        if day < 0 {
            date::minus_days(self.first, days)
        } else {
            date::plus_days(self.first, days)
        }
    }
}
