//! By what a column is sorted: the order of values.

use super::lens::Lens;
use super::value::{ProblemPart, Value};
use crate::analysis::tally::Share;
use crate::domain::body::Class;
use crate::domain::cell::Cell;
use crate::domain::collate;
use crate::domain::date::{self, Date};
use crate::domain::problem::Problem;

/// By what values are put in order; tables put what is nothing last, whatever the direction.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// No value.
    Nothing,
    /// A number.
    Number(i64),
    /// A folded text.
    Text(String),
}

fn index(at: usize) -> i64 {
    i64::try_from(at).unwrap_or(i64::MAX)
}

fn number(value: u64) -> Order {
    Order::Number(i64::try_from(value).unwrap_or(i64::MAX))
}

fn day(date: Date) -> Order {
    Order::Number(date::days_between(Date::MIN, date))
}

/// Parts per million: fine enough to tell shares of millions apart.
fn ratio(share: Share) -> Order {
    share.fraction().map_or(Order::Nothing, |fraction| {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a fraction from 0 to 1, times a million"
        )]
        let parts = (fraction * 1e6) as i64;
        Order::Number(parts)
    })
}

/// By how much a series of shares has risen.
fn rise(shares: &[Share]) -> Order {
    match (
        shares.first().copied().map(ratio),
        shares.last().copied().map(ratio),
    ) {
        (Some(Order::Number(first)), Some(Order::Number(last))) => Order::Number(last - first),
        _ => Order::Nothing,
    }
}

/// Problems in order: by kind as they are listed, by what they are about, or by how many days they are late.
fn problem(lens: &Lens<'_>, at: usize, part: ProblemPart) -> Order {
    let found = lens.problems.get(at);
    let slot = found
        .and_then(Problem::cell)
        .and_then(|cell| lens.data.responsibility.slot(cell));
    match part {
        ProblemPart::Subject => match slot {
            Some(slot) => {
                let service = lens.data.catalogue.service(slot.service);
                let rank = lens.data.register.rank(slot.body);
                Order::Text(format!(
                    "{} {rank:08}",
                    collate::sort_key(service.short.as_str())
                ))
            }
            None => found
                .and_then(|found| found.place.as_ref())
                .map_or(Order::Nothing, |place| {
                    Order::Text(format!("{} {:?}", place.file, place.position))
                }),
        },
        ProblemPart::What => found
            .and_then(|found| found.fault.days())
            .map_or(Order::Nothing, Order::Number),
        ProblemPart::Kind | ProblemPart::Advice => number(at as u64),
    }
}

impl Value {
    /// The key by which a column is sorted.
    pub fn order(&self, lens: &Lens<'_>) -> Order {
        match self {
            Self::Text(text) => Order::Text(collate::sort_key(text.as_str())),
            Self::Service(id) => {
                let name = lens.language.of(&lens.data.catalogue.service(*id).name);
                Order::Text(collate::sort_key(name.as_str()))
            }
            Self::Short(id) => {
                let short = &lens.data.catalogue.service(*id).short;
                Order::Text(collate::sort_key(short.as_str()))
            }
            Self::Body(id) | Self::Acting { body: id, .. } => {
                Order::Number(i64::from(lens.data.register.rank(*id)))
            }
            Self::Kind(id) => Order::Number(class(lens.data.register.body(*id).class)),
            Self::Key(id) => Order::Text(lens.data.register.body(*id).key.as_str().to_owned()),
            Self::Phase(cell) | Self::Step { cell, .. } => {
                let rank = cell.phase.map(|phase| index(phase.rank()));
                Order::Number(rank.unwrap_or(-1))
            }
            Self::Marks(cell) | Self::MarkWords(cell) => {
                Order::Number(lens.marks(cell).iter().map(|mark| 1 << mark.weight()).sum())
            }
            Self::Matrix { moved, .. } if lens.comparing => {
                moved.map_or(Order::Nothing, |moved| Order::Number(moved.way() as i64))
            }
            Self::Matrix { cell, own, .. } => cell.map_or(Order::Nothing, |cell| {
                let rank = cell.phase.map_or(0, |phase| index(phase.rank()) + 1);
                Order::Number(rank * 2 + i64::from(*own))
            }),
            Self::Transition(moved) => moved.map_or(Order::Nothing, |moved| {
                Order::Number(moved.way() as i64 * 100 - moved.steps().abs())
            }),
            Self::Many(values) | Self::List(values) => {
                let first = values.first();
                first.map_or(Order::Nothing, |value| value.order(lens))
            }
            Self::Problem(at, part) => problem(lens, *at, *part),
            quantity => quantity.amount(),
        }
    }

    /// The order of numbers, shares and days; nothing for what has none.
    fn amount(&self) -> Order {
        match self {
            Self::Inhabitants { count, .. } | Self::Number(count) => number(*count),
            Self::Change(change) => change.map_or(Order::Nothing, Order::Number),
            Self::Moves {
                forward, backward, ..
            } => number(*forward + *backward),
            Self::More(number) | Self::Days(number) | Self::Interval { days: number, .. } => {
                Order::Number(*number)
            }
            Self::Spark(shares) => rise(shares),
            Self::Count(share) | Self::People { share, .. } => number(share.part),
            Self::Shaded {
                change: Some(change),
                ..
            } => Order::Number(*change),
            Self::Percent { share, .. } | Self::Shaded { share, .. } => ratio(*share),
            Self::Bar(tally) => ratio(tally.reach()),
            Self::Status(status) => Order::Number(*status as i64),
            Self::Id(id) => Order::Number(i64::from(*id)),
            Self::Index([working, broken, inactive]) => {
                let weights = [(*working, 32), (*broken, 16), (*inactive, 0)];
                let weighed = weights.map(|(count, shift)| i64::from(count) << shift);
                Order::Number(weighed.iter().sum())
            }
            Self::Help(at, _) => number(*at as u64),
            Self::Shown(is_shown) => Order::Number(i64::from(*is_shown)),
            Self::IsNew(is_new) => Order::Number(i64::from(*is_new)),
            Self::Since(Cell { since: date, .. })
            | Self::Planned(Cell { planned: date, .. })
            | Self::Span(_, date) => date.map_or(Order::Nothing, day),
            Self::Day(date) | Self::Month(date) | Self::Quoted { date, .. } => day(*date),
            Self::End { date, unplanned } => match date {
                Some(date) => day(*date),
                None if *unplanned > 0 => Order::Number(i64::MAX),
                None => Order::Nothing,
            },
            _ => Order::Nothing,
        }
    }
}

fn class(class: Class) -> i64 {
    match class {
        Class::Authority(kind) => 100 + i64::from(kind.0),
        class => {
            let mut codes = Class::CODES.iter();
            codes
                .position(|(known, _)| *known == class)
                .map_or(99, index)
        }
    }
}
