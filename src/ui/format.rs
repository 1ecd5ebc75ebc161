//! Numbers, shares and dates as a person writes them in each language.

use crate::analysis::tally::Share;
use crate::app::language::Language;
use crate::domain::date::{self, Date};

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Digits in groups of three: `8.004.489`, `8,004,489`.
pub fn number(language: Language, value: u64) -> String {
    let separator = match language {
        Language::De => '.',
        Language::En => ',',
    };
    let digits = value.to_string();
    let mut out = String::with_capacity(digits.len() + 6);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

/// Two digits behind the point, rounded down: 0.899 is not yet 0.90.
pub fn decimal(language: Language, number: f64) -> String {
    let text = format!("{:.2}", (number * 100.0).floor() / 100.0);
    match language {
        Language::De => text.replace('.', ","),
        Language::En => text,
    }
}

/// A day with its full year: `31.10.2026`, `31 Oct 2026`.
pub fn day(language: Language, day: Date) -> String {
    let (year, month, day) = date::parts(day);
    match language {
        Language::De => format!("{day:02}.{month:02}.{year:04}"),
        Language::En => format!("{day} {} {year}", month_name(month)),
    }
}

/// A day in at most eight cells: `31.10.26`, `31Oct26`.
pub fn short_day(language: Language, day: Date) -> String {
    let (year, month, day) = date::parts(day);
    let year = year.rem_euclid(100);
    match language {
        Language::De => format!("{day:02}.{month:02}.{year:02}"),
        Language::En => format!("{day}{}{year:02}", month_name(month)),
    }
}

/// A month: `10.2026`, `10/2026`.
pub fn month(language: Language, day: Date) -> String {
    let (year, month, _) = date::parts(day);
    match language {
        Language::De => format!("{month:02}.{year:04}"),
        Language::En => format!("{month:02}/{year:04}"),
    }
}

fn month_name(month: u32) -> &'static str {
    MONTHS
        .get(month.saturating_sub(1) as usize)
        .copied()
        .unwrap_or("?")
}

/// Whole percent, rounded down; what is more than nothing never reads as nothing, and nothing of nothing is `–`.
pub fn percent(share: Share) -> String {
    match share.percent() {
        None => "–".to_owned(),
        Some(0) if share.part > 0 => "<1%".to_owned(),
        Some(percent) => format!("{percent}%"),
    }
}

/// Bytes as an operator reads them.
pub fn bytes(language: Language, size: u64) -> String {
    match size {
        0..10_240 => format!("{} B", number(language, size)),
        10_240..10_485_760 => format!("{} KiB", number(language, size >> 10)),
        _ => format!("{} MiB", number(language, size >> 20)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_as_in_the_language() {
        assert_eq!(number(Language::De, 8_004_489), "8.004.489");
        assert_eq!(number(Language::En, 1_069), "1,069");
        assert_eq!(number(Language::De, 403), "403");
        assert_eq!(number(Language::En, 1_000_000), "1,000,000");
        assert_eq!(decimal(Language::De, 0.899), "0,89");
        assert_eq!(decimal(Language::En, 0.899), "0.89");
        let date = date::parse("2026-10-05").unwrap();
        assert_eq!(day(Language::De, date), "05.10.2026");
        assert_eq!(day(Language::En, date), "5 Oct 2026");
        assert_eq!(short_day(Language::De, date), "05.10.26");
        assert_eq!(short_day(Language::En, date), "5Oct26");
        assert_eq!(month(Language::De, date), "10.2026");
        assert_eq!(month(Language::En, date), "10/2026");
        assert_eq!(bytes(Language::De, 9_999), "9.999 B");
        assert_eq!(bytes(Language::En, 9_999), "9,999 B");
        let percent = |part, whole| percent(Share { part, whole });
        assert_eq!(
            [
                percent(1, 403),
                percent(402, 403),
                percent(0, 5),
                percent(0, 0)
            ],
            ["<1%", "99%", "0%", "–"]
        );
    }
}
