//! What stands in a field of a table: a domain value, not yet words. Screen, list and export all start from it.

use super::lens::Lens;
use crate::analysis::tally::{Share, Tally};
use crate::domain::body::{BodyId, Class};
use crate::domain::cell::Cell;
use crate::domain::collate;
use crate::domain::date::{self, Date};
use crate::domain::phase::Status;
use crate::domain::problem::Problem;
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;

/// The value of one field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is known or nothing applies.
    Nothing,
    /// A text of the data.
    Text(CleanText),
    /// A service.
    Service(ServiceId),
    /// A body by its bare name.
    Body(BodyId),
    /// The body that acts, by its full name; with "über" where it acts for another one.
    Acting {
        /// The responsible body.
        body: BodyId,
        /// Whether it acts for the body the row is about.
        via: bool,
    },
    /// No body acts, or the data does not tell which.
    Nobody,
    /// The class of a body.
    Kind(BodyId),
    /// Inhabitants; estimates carry `≈`.
    Inhabitants {
        /// How many.
        count: u64,
        /// Whether the number is official.
        official: bool,
    },
    /// A plain number.
    Number(u64),
    /// A difference.
    Change(Option<i64>),
    /// `n/m`.
    Count(Share),
    /// `n/m` of inhabitants; `estimated` carries `≈`.
    People {
        /// The share.
        share: Share,
        /// Whether it rests on estimates.
        estimated: bool,
    },
    /// Percent of a share; `estimated` carries `≈`.
    Percent {
        /// The share.
        share: Share,
        /// Whether it rests on estimates.
        estimated: bool,
    },
    /// The distribution over phases.
    Bar(Tally),
    /// A derived status.
    Status(Status),
    /// Phase of a cell.
    Phase(Cell),
    /// Marks of a cell, the computed ones included.
    Marks(Cell),
    /// One cell of a matrix; `own` is false where another body acts.
    Matrix {
        /// The cell, `None` where no body is responsible.
        cell: Option<Cell>,
        /// Whether the row's body is responsible itself.
        own: bool,
    },
    /// The marks of a cell in words.
    MarkWords(Cell),
    /// Since when a cell is in its phase, with a sign where it has stalled.
    Since(Cell),
    /// The planned date of a cell, with a sign where it is overdue.
    Planned(Cell),
    /// A cell on one date, and on the date before: how it moved.
    Step {
        /// The cell.
        cell: Cell,
        /// The cell in the snapshot before.
        before: Option<Cell>,
    },
    /// The bodies that a service's rule names.
    Rule(ServiceId),
    /// The key of a body.
    Key(BodyId),
    /// A number that names something, written without separators.
    Id(u32),
    /// When and by whom a figure was published.
    Quoted {
        /// The day.
        date: Date,
        /// Who published it.
        source: CleanText,
    },
    /// A calendar day.
    Day(Date),
    /// Month of the last planned date; `unplanned` cells have none.
    End {
        /// The last planned date.
        date: Option<Date>,
        /// Cells that are not live and have no date.
        unplanned: u64,
    },
    /// The name of a fact.
    Fact(super::screen::Label),
    /// Several values in a row.
    Many(Vec<Value>),
    /// A word of the program's own.
    Word(super::screen::Word),
    /// A part of a problem, by its position.
    Problem(usize, ProblemPart),
    /// A row of the help, by its position.
    Help(usize, HelpPart),
}

/// Which part of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemPart {
    /// Its kind in a word.
    Kind,
    /// Where it stands, or the cell it is about.
    Subject,
    /// What is wrong.
    What,
    /// What to do.
    Advice,
}

/// Which part of a row of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpPart {
    /// Keys, or the term.
    Term,
    /// What it means.
    Meaning,
}

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
    /// A text, or nothing.
    pub fn from_text(text: Option<&CleanText>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.clone()))
    }

    /// The key by which a column is sorted.
    pub fn order(&self, lens: &Lens<'_>) -> Order {
        let class = |body: &BodyId| match lens.data.register.body(*body).class {
            Class::Authority(kind) => 100 + i64::from(kind.0),
            class => Class::CODES
                .iter()
                .position(|(known, _)| *known == class)
                .map_or(99, index),
        };
        match self {
            Self::Text(text) => Order::Text(collate::sort_key(text.as_str())),
            Self::Service(id) => {
                let name = lens.language.of(&lens.data.catalogue.service(*id).name);
                Order::Text(collate::sort_key(name.as_str()))
            }
            Self::Body(id) | Self::Acting { body: id, .. } => {
                Order::Number(i64::from(lens.data.register.rank(*id)))
            }
            Self::Kind(id) => Order::Number(class(id)),
            Self::Inhabitants { count, .. } | Self::Number(count) => number(*count),
            Self::Change(change) => change.map_or(Order::Nothing, Order::Number),
            Self::Count(share) | Self::People { share, .. } => number(share.part),
            Self::Percent { share, .. } => ratio(*share),
            Self::Bar(tally) => ratio(tally.reach()),
            Self::Status(status) => Order::Number(*status as i64),
            Self::Phase(cell) | Self::Step { cell, .. } => {
                cell.phase.map_or(Order::Number(-1), |phase| {
                    Order::Number(index(phase.rank()))
                })
            }
            Self::Id(id) => Order::Number(i64::from(*id)),
            Self::Key(id) => Order::Text(lens.data.register.body(*id).key.as_str().to_owned()),
            Self::Marks(cell) | Self::MarkWords(cell) => {
                Order::Number(lens.marks(cell).iter().map(|mark| 1 << mark.weight()).sum())
            }
            Self::Matrix { cell, own } => match cell {
                None => Order::Nothing,
                Some(cell) => {
                    let rank = cell.phase.map_or(0, |phase| index(phase.rank()) + 1);
                    Order::Number(rank * 2 + i64::from(*own))
                }
            },
            Self::Since(Cell { since: date, .. }) | Self::Planned(Cell { planned: date, .. }) => {
                date.map_or(Order::Nothing, day)
            }
            Self::Day(date) | Self::Quoted { date, .. } => day(*date),
            Self::End { date, unplanned } => match date {
                Some(date) => day(*date),
                None if *unplanned > 0 => Order::Number(i64::MAX),
                None => Order::Nothing,
            },
            Self::Many(values) => values
                .first()
                .map_or(Order::Nothing, |value| value.order(lens)),
            Self::Problem(at, part) => problem(lens, *at, *part),
            Self::Help(at, _) => number(*at as u64),
            Self::Nothing | Self::Nobody | Self::Fact(_) | Self::Word(_) | Self::Rule(_) => {
                Order::Nothing
            }
        }
    }
}
