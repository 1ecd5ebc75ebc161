//! Days as lists write them: `31.10.2026`, `10/2026`, `Oktober 2026`, `KW 44/2026`, `Q3/2026`, `2026-10-31`.

use crate::domain::collate::Folded;
use crate::domain::date::{self, Date};

/// A time that a list names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct When {
    /// The day, or the last one of the week, month or quarter.
    pub(super) last: Date,
    /// Whether a day was named.
    pub(super) is_day: bool,
}

/// Months in German and English, by their first three letters as they are folded.
const MONTHS: [&[&str]; 12] = [
    &["jan"],
    &["feb"],
    &["mar", "mrz"],
    &["apr"],
    &["mai", "may"],
    &["jun"],
    &["jul"],
    &["aug"],
    &["sep"],
    &["okt", "oct"],
    &["nov"],
    &["dez", "dec"],
];

/// Reads a time; `None` where the text is none, or something else besides.
pub(super) fn parse(text: &str) -> Option<When> {
    let text = text.trim();
    // A sign beside a time is a word that nobody knows, not a part of the time.
    let is_written = |c: char| {
        c.is_alphanumeric() || c.is_whitespace() || c.is_ascii_punctuation() || "–—‑’≈".contains(c)
    };
    if !text.chars().all(is_written) {
        return None;
    }
    let day = |last| When { last, is_day: true };
    let span = |last| When {
        last,
        is_day: false,
    };
    let iso = text.get(..10).and_then(date::parse);
    if let Some(iso) = iso.filter(|_| text.len() == 10 || text.as_bytes().get(10) == Some(&b'T')) {
        return Some(day(iso));
    }
    let lower = text.to_lowercase();
    let numbers: Vec<u32> = lower
        .split(|c: char| !c.is_ascii_digit())
        .filter(|part| !part.is_empty() && part.len() <= 4)
        .filter_map(|part| part.parse().ok())
        .collect();
    let words: String = lower.chars().filter(|c| c.is_alphabetic()).collect();
    match (words.as_str(), numbers.as_slice()) {
        ("", [d, m, y]) if lower.contains('.') => {
            let first = date::month_start(year(*y)?, *m)?;
            let found = date::plus_days(first, d.checked_sub(1)?);
            (date::parts(found).1 == *m).then(|| day(found))
        }
        ("", [y, m]) if *y > 1999 && lower.contains('-') => month(*y, *m).map(span),
        ("", [m, y]) if *y > 1999 => month(*y, *m).map(span),
        ("q" | "quartal" | "quarter", [q @ 1..=4, y]) | ("q", [y, q @ 1..=4]) => {
            month(*y, q * 3).map(span)
        }
        ("kw" | "w" | "kalenderwoche", [w, y]) => date::week_end(year(*y)?, *w).map(span),
        (word, [y]) => month(*y, month_of(word)?).map(span),
        (word, [d @ 1..=31, y]) => {
            let first = date::month_start(year(*y)?, month_of(word)?)?;
            Some(day(date::plus_days(first, d - 1)))
        }
        _ => None,
    }
}

fn year(number: u32) -> Option<i32> {
    match number {
        0..=99 => i32::try_from(2000 + number).ok(),
        2000..=2100 => i32::try_from(number).ok(),
        _ => None,
    }
}

fn month(in_year: u32, number: u32) -> Option<Date> {
    let first = date::month_start(year(in_year)?, number)?;
    Some(date::month_end(first, 0))
}

fn month_of(word: &str) -> Option<u32> {
    let folded = Folded::new(word);
    let start = folded.key().get(..3)?;
    let at = MONTHS.iter().position(|names| names.contains(&start))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_weeks_months_and_quarters_are_read() {
        for (text, expected, is_day) in [
            ("31.10.2026", "2026-10-31", true),
            ("1.2.26", "2026-02-01", true),
            ("2026-10-31", "2026-10-31", true),
            ("2026-10-31T14:30:00", "2026-10-31", true),
            ("31. Oktober 2026", "2026-10-31", true),
            ("10/2026", "2026-10-31", false),
            ("02.2028", "2028-02-29", false),
            ("2026-02", "2026-02-28", false),
            ("Oktober 2026", "2026-10-31", false),
            ("März 2027", "2027-03-31", false),
            ("Dez. 2026", "2026-12-31", false),
            // ISO 8601: week 44 of 2026 ends on 1 November.
            ("KW 44/2026", "2026-11-01", false),
            ("KW44 2026", "2026-11-01", false),
            ("Q3/2026", "2026-09-30", false),
            ("3. Quartal 2026", "2026-09-30", false),
            ("2026-Q4", "2026-12-31", false),
        ] {
            let when = parse(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!(
                (when.last.to_string().as_str(), when.is_day),
                (expected, is_day),
                "{text}"
            );
        }
        for text in [
            "",
            "31.02.2026",
            "13/2026",
            "Q5/2026",
            "KW 60/2026",
            "live",
            "2026",
            "3",
            "0.1.2026",
            "Phase 2026",
            "●31.12.2027",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
