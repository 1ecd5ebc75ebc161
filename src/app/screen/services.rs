//! All services: how far each is in the whole Land.

use super::{Fact, Label, Screen};
use crate::analysis::figures::Figures;
use crate::analysis::tally::Share;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::service::ServiceId;

pub(super) const COLUMNS: [Column; 13] = [
    Column::Name,
    Column::Status,
    Column::Bar,
    Column::Online,
    Column::ByBodies,
    Column::ByInhabitants,
    Column::Change,
    Column::Spark,
    Column::PlannedEnd,
    Column::Missing,
    Column::Overdue,
    Column::Stalled,
    Column::Unknown,
];

pub(super) fn value(lens: &Lens<'_>, id: ServiceId, column: Column) -> Value {
    match column {
        Column::Name => Value::Service(id),
        // A status is of a service in the whole Land, never of a part of it.
        Column::Status => figure(lens, &lens.whole.service(id), column),
        column => figure(lens, &lens.standing.service(id), column),
    }
}

/// The columns that every set of cells has.
pub(super) fn figure(lens: &Lens<'_>, figures: &Figures, column: Column) -> Value {
    match column {
        Column::Status if figures.bodies.total() == 0 => Value::Nothing,
        Column::Status => Value::Status(figures.bodies.status()),
        Column::Bar => Value::Bar(lens.weighted(figures)),
        Column::Online => Value::Count(figures.bodies.reach()),
        Column::ByBodies => Value::Percent {
            share: figures.bodies.reach(),
            estimated: false,
        },
        Column::ByInhabitants => Value::Percent {
            share: figures.inhabitants.reach(),
            estimated: figures.estimated,
        },
        Column::Change => Value::Change(figures.change),
        Column::Forward => Value::Number(figures.forward),
        Column::Backward => Value::Number(figures.backward),
        Column::PlannedEnd => Value::End {
            date: figures.planned_end,
            unplanned: figures.unplanned,
        },
        Column::Missing => Value::Number(figures.missing()),
        Column::Overdue => Value::Number(figures.overdue),
        Column::Stalled => Value::Number(figures.stalled),
        Column::Unknown => Value::Number(figures.bodies.unknown),
        _ => Value::Nothing,
    }
}

/// Reach of a set of cells, both ways, with its denominators.
pub(super) fn reach(figures: &Figures) -> [Fact; 2] {
    let share = figures.bodies.reach();
    let people = figures.inhabitants.reach();
    let bodies = vec![
        Value::Count(share),
        Value::Percent {
            share,
            estimated: false,
        },
    ];
    let people = Value::Percent {
        share: people,
        estimated: figures.estimated,
    };
    [
        Fact::new(Label::Reach, Value::Many(bodies)),
        Fact::new(Label::ReachInhabitants, people),
    ]
}

/// What needs attention in a set of cells.
pub(super) fn attention(lens: &Lens<'_>, figures: &Figures) -> [Fact; 4] {
    let Figures {
        change,
        forward,
        backward,
        ..
    } = *figures;
    let change = if lens.comparing {
        Value::Many(vec![
            Value::Change(change),
            Value::Moves {
                forward,
                backward,
                silence: (0, 0),
            },
        ])
    } else {
        Value::Change(change)
    };
    [
        Fact::new(Label::Change, change),
        Fact::new(Label::Overdue, Value::Number(figures.overdue)),
        Fact::new(Label::Stalled, Value::Number(figures.stalled)),
        Fact::new(Label::Unknown, Value::Number(figures.bodies.unknown)),
    ]
}

/// The whole Land in one line.
pub(super) fn totals(lens: &Lens<'_>) -> Vec<Fact> {
    let total = &lens.standing.total;
    let services = Share {
        part: lens.whole.everywhere,
        whole: lens.data.catalogue.len() as u64,
    };
    let mut facts = Vec::new();
    if !lens.standing.choice.is_filtered() {
        // Said of the whole Land: beside figures of a part of it, it would be taken for one of them.
        facts.push(Fact::new(Label::Everywhere, Value::Count(services)));
    }
    facts.extend(reach(total));
    facts.extend(attention(lens, total));
    facts
}

pub(super) fn facts(lens: &Lens<'_>) -> Vec<Fact> {
    let mut facts = totals(lens);
    facts.extend(headlines(lens));
    let problems = lens.problems.len() as u64;
    facts.push(Fact::opening(
        Label::Problems,
        Value::Number(problems),
        Screen::Problems(None),
    ));
    facts
}

/// The figures that were published about the Land.
pub(super) fn headlines(lens: &Lens<'_>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let headlines = &lens.data.land.headlines;
    for (at, headline) in headlines.iter().enumerate() {
        // Date and source stand once behind all figures that share them.
        let shared = headlines
            .get(at + 1)
            .is_some_and(|next| (next.date, &next.source) == (headline.date, &headline.source));
        let mut parts = vec![Value::Number(headline.value)];
        if !shared {
            parts.push(Value::Quoted {
                date: headline.date,
                source: headline.source.clone(),
            });
        }
        facts.push(Fact::new(Label::Headline(at), Value::Many(parts)));
    }
    facts
}
