//! Time along the columns of a picture: which day lies in which column, and what is written below.

use crate::app::language::Language;
use crate::domain::date::{self, Date};
use crate::ui::format;

/// Days spread over columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Time {
    start: Date,
    days: i64,
    width: i64,
}

impl Time {
    /// From the first day to the last one, over so many columns.
    pub(super) fn new(start: Date, end: Date, width: u16) -> Self {
        Self {
            start,
            days: date::days_between(start, end).max(1),
            width: i64::from(width.max(1)),
        }
    }

    /// The column of a day; it may lie outside.
    pub(super) fn column(&self, day: Date) -> i64 {
        let days = date::days_between(self.start, day);
        (days * (self.width - 1)).div_euclid(self.days)
    }

    /// The day at the right edge of a column.
    pub(super) fn day(&self, column: i64) -> Date {
        let days = (column * self.days).div_euclid((self.width - 1).max(1));
        date::plus_days(self.start, u32::try_from(days).unwrap_or(0))
    }

    /// Columns with their words below the axis, so far apart that no two touch: years, months, or the two ends.
    pub(super) fn ticks(&self, language: Language) -> Vec<(u16, String)> {
        let (from, ..) = date::parts(self.start);
        let end = date::plus_days(self.start, u32::try_from(self.days).unwrap_or(0));
        let (to, ..) = date::parts(end);
        for step in [1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000] {
            let label = |on| match step {
                12.. => date::parts(on).0.to_string(),
                _ => format::month(language, on),
            };
            let per_tick = i64::from(step) * 30 * self.width / self.days;
            let least = if step < 12 { 10 } else { 7 };
            if per_tick < least {
                continue;
            }
            let months = (i64::from(from) * 12 / i64::from(step)..)
                .map(|at| at * i64::from(step))
                .take_while(|month| *month <= i64::from(to) * 12 + 11);
            let day = |month: i64| {
                let year = i32::try_from(month.div_euclid(12)).ok()?;
                let month = u32::try_from(month.rem_euclid(12) + 1).ok()?;
                date::month_start(year, month)
            };
            let days = months
                .filter_map(day)
                .filter(|on| *on >= self.start && *on <= end);
            let mut ticks: Vec<_> = days.filter_map(|on| self.tick(on, label(on))).collect();
            if ticks.len() > 1 {
                // The first year or month begins before the picture: its beginning gets a word where there is room.
                if ticks.first().is_some_and(|(x, _)| *x > 8) {
                    ticks.insert(0, (0, format::month(language, self.start)));
                }
                return ticks;
            }
        }
        let ends = [self.start, end];
        let mut ticks: Vec<(u16, String)> = Vec::new();
        for on in ends {
            let tick = self.tick(on, format::short_day(language, on));
            ticks.extend(tick.filter(|(x, _)| ticks.last().is_none_or(|(last, _)| last + 9 < *x)));
        }
        ticks
    }

    /// A word under its column; none where that is outside of the picture.
    fn tick(&self, on: Date, label: String) -> Option<(u16, String)> {
        let x = u16::try_from(self.column(on)).ok()?;
        (i64::from(x) < self.width).then_some((x, label))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        date::parse(text).unwrap()
    }

    #[test]
    fn days_lie_in_columns_and_columns_have_days() {
        let time = Time::new(day("2026-01-01"), day("2026-04-11"), 101);
        assert_eq!(time.column(day("2026-01-01")), 0);
        assert_eq!(time.column(day("2026-01-11")), 10);
        assert_eq!(time.column(day("2026-04-11")), 100);
        assert!(time.column(day("2025-12-31")) < 0);
        assert_eq!(time.day(10), day("2026-01-11"));
        let single = Time::new(day("2026-01-01"), day("2026-01-01"), 1);
        assert_eq!(single.column(day("2026-01-01")), 0);
        assert!(single.ticks(Language::De).len() <= 1);
    }

    #[test]
    fn ticks_never_touch() {
        for (start, end) in [
            ("2024-01-31", "2026-10-31"),
            ("2026-10-01", "2026-10-31"),
            ("0001-01-01", "9999-12-31"),
            ("2026-01-31", "2026-04-30"),
        ] {
            for width in 1..220 {
                for language in [Language::De, Language::En] {
                    let time = Time::new(day(start), day(end), width);
                    let ticks = time.ticks(language);
                    for pair in ticks.windows(2) {
                        let taken = u16::try_from(pair[0].1.len()).unwrap();
                        assert!(pair[0].0 + taken < pair[1].0, "{width} {ticks:?}");
                    }
                    assert!(width < 40 || ticks.len() > 1, "{start} {width} {ticks:?}");
                }
            }
        }
    }
}
