//! Calendar days. The one place that knows which library counts them.

pub use chrono::NaiveDate as Date;
use chrono::{Datelike, Days, Months};

/// Reads a day written as `2026-10-31`; anything else, also a day that does not exist, is `None`.
pub fn parse(text: &str) -> Option<Date> {
    let shape = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    if text.len() != 10 || !text.bytes().enumerate().all(shape) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse().ok();
    Date::from_ymd_opt(
        i32::try_from(number(0, 4)?).ok()?,
        number(5, 7)?,
        number(8, 10)?,
    )
}

/// The day in UTC of so many seconds since 1 January 1970.
pub fn of_unix_seconds(seconds: u64) -> Option<Date> {
    let days = u32::try_from(seconds / 86_400).ok()?;
    Date::from_ymd_opt(1970, 1, 1)?.checked_add_days(Days::new(u64::from(days)))
}

/// Days from `earlier` to `later`; negative when they stand the other way round.
pub fn days_between(earlier: Date, later: Date) -> i64 {
    later.signed_duration_since(earlier).num_days()
}

/// The day `days` later, or the last day that can be written.
pub fn plus_days(date: Date, days: u32) -> Date {
    date.checked_add_days(Days::new(u64::from(days)))
        .unwrap_or(Date::MAX)
}

/// The day `days` earlier, or the first day that can be written.
pub fn minus_days(date: Date, days: u32) -> Date {
    date.checked_sub_days(Days::new(u64::from(days)))
        .unwrap_or(Date::MIN)
}

/// The same day `months` later, or the last day of that month; or the last day that can be written.
pub fn plus_months(date: Date, months: u32) -> Date {
    date.checked_add_months(Months::new(months))
        .unwrap_or(Date::MAX)
}

/// The same day `months` earlier, or the last day of that month; or the first day that can be written.
pub fn minus_months(date: Date, months: u32) -> Date {
    date.checked_sub_months(Months::new(months))
        .unwrap_or(Date::MIN)
}

/// The last day of the month that lies `months` after the month of `date`.
pub fn month_end(date: Date, months: u32) -> Date {
    date.with_day(1)
        .and_then(|first| first.checked_add_months(Months::new(months + 1)))
        .and_then(|next| next.pred_opt())
        .unwrap_or(Date::MAX)
}

/// The first day of a month, where it can be written.
pub fn month_start(year: i32, month: u32) -> Option<Date> {
    Date::from_ymd_opt(year, month, 1)
}

/// The Sunday of a week as ISO 8601 counts weeks.
pub fn week_end(year: i32, week: u32) -> Option<Date> {
    Date::from_isoywd_opt(year, week, chrono::Weekday::Sun)
}

/// Year, month (1–12) and day (1–31).
pub fn parts(date: Date) -> (i32, u32, u32) {
    (date.year(), date.month(), date.day())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_real_days_are_read() {
        assert!(parse("2024-02-29").is_some());
        for wrong in [
            "2025-02-29",
            "2025-13-01",
            "31.12.2025",
            "2025-1-1",
            "",
            "２０２５-01-01",
            "+025-01-01",
        ] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn month_ends_follow_the_calendar() {
        let january = parse("2024-01-31").unwrap();
        assert_eq!(month_end(january, 0), january);
        assert_eq!(month_end(january, 1), parse("2024-02-29").unwrap());
        assert_eq!(month_end(january, 33), parse("2026-10-31").unwrap());
    }
}
