//! Days in a filter: a day, a month, a quarter, a year, or a span counted from the date on screen.

use std::cmp::Ordering;

use super::field::Operator;
use super::vocabulary;
use crate::domain::date::{self, Date};

/// What a date is compared with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// From the first day to the last: `2026-10-31`, `31.10.2026`, `2026-10`, `10.2026`, `Q3/2026`, `2026`.
    Days(Date, Date),
    /// So many days, weeks, months or years away: `30d`, `4w`, `6m`, `1y` (in German also `30t`, `1j`).
    Away(u32, Unit),
    /// The day it is.
    Today,
    /// The date on screen.
    Stand,
    /// There is no date.
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Days,
    Months,
}

/// The two days that a filter may refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Now {
    /// The date on screen.
    pub(super) on: Date,
    /// The day it is.
    pub(super) today: Date,
}

/// Into which direction a span counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Back,
    Ahead,
}

/// Words for the day it is and for the date on screen.
pub(super) const TODAY: [&str; 2] = ["today", "heute"];
pub(super) const STAND: [&str; 2] = ["snapshot", "Stand"];

/// Reads what a date is compared with.
pub(super) fn read(text: &str) -> Option<When> {
    let is = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is(&TODAY) {
        return Some(When::Today);
    }
    if is(&STAND) {
        return Some(When::Stand);
    }
    if vocabulary::is_none(text) {
        return Some(When::None);
    }
    away(text).or_else(|| {
        let (first, last) = days(text)?;
        Some(When::Days(first, last))
    })
}

fn away(text: &str) -> Option<When> {
    let unit = text.chars().next_back()?;
    let number = number(text.strip_suffix(unit)?, 4)?;
    let (times, unit) = match unit.to_ascii_lowercase() {
        'd' | 't' => (1, Unit::Days),
        'w' => (7, Unit::Days),
        'm' => (1, Unit::Months),
        'y' | 'j' => (12, Unit::Months),
        _ => return None,
    };
    Some(When::Away(number * times, unit))
}

/// A number of at most so many digits.
fn number(text: &str, most: usize) -> Option<u32> {
    let is_number =
        !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

fn year(text: &str) -> Option<i32> {
    let year = number(text, 4).filter(|_| text.len() == 4)?;
    i32::try_from(year).ok()
}

fn days(text: &str) -> Option<(Date, Date)> {
    let months = |year, first: u32, count: u32| {
        let first = date::month_start(year, first)?;
        Some((first, date::month_end(first, count - 1)))
    };
    if let Some(day) = date::parse(text) {
        return Some((day, day));
    }
    let parts: Vec<_> = text.split(['.', '-', '/']).collect();
    match *parts.as_slice() {
        [one] => months(year(one)?, 1, 12),
        [day, month, of] => {
            let day = Date::from_ymd_opt(year(of)?, number(month, 2)?, number(day, 2)?)?;
            Some((day, day))
        }
        [one, other] => {
            let (part, of) = if year(one).is_some() {
                (other, one)
            } else {
                (one, other)
            };
            let of = year(of)?;
            match part.strip_prefix(['Q', 'q']) {
                Some(quarter) => {
                    let quarter = number(quarter, 1).filter(|it| (1..=4).contains(it))?;
                    months(of, quarter * 3 - 2, 3)
                }
                None => months(of, number(part, 2)?, 1),
            }
        }
        _ => None,
    }
}

impl When {
    /// Whether a date stands to this as the operator asks. A span reaches from the date on screen in its direction:
    /// what lies on the other side of that date is not within it. No date compares with nothing but `none`.
    pub(super) fn allows(
        self,
        operator: Operator,
        date: Option<Date>,
        now: Now,
        direction: Direction,
    ) -> bool {
        let (Some(date), false) = (date, self == Self::None) else {
            return date.is_none() && self == Self::None && !operator.is_order();
        };
        match self {
            Self::None => false,
            Self::Today => operator.allows(date.cmp(&now.today)),
            Self::Stand => operator.allows(date.cmp(&now.on)),
            Self::Days(first, last) => operator.allows(against(date, first, last)),
            Self::Away(number, unit) => {
                let limit = limit(now.on, number, unit, direction);
                let distance = match direction {
                    Direction::Back => limit.cmp(&date),
                    Direction::Ahead => date.cmp(&limit),
                };
                let is_behind = match direction {
                    Direction::Back => date > now.on,
                    Direction::Ahead => date < now.on,
                };
                operator.allows(distance) && !is_behind
            }
        }
    }
}

/// A day inside the range is equal to it.
fn against(date: Date, first: Date, last: Date) -> Ordering {
    if date < first {
        Ordering::Less
    } else if date > last {
        Ordering::Greater
    } else {
        Ordering::Equal
    }
}

fn limit(on: Date, number: u32, unit: Unit, direction: Direction) -> Date {
    match (unit, direction) {
        (Unit::Days, Direction::Back) => date::minus_days(on, number),
        (Unit::Days, Direction::Ahead) => date::plus_days(on, number),
        (Unit::Months, Direction::Back) => date::minus_months(on, number),
        (Unit::Months, Direction::Ahead) => date::plus_months(on, number),
    }
}
