//! What changed between two dates: one row a cell, steps back first.

use super::{Fact, Label, Row, Screen};
use crate::analysis::change::Way;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::cell::CellId;

pub(super) const COLUMNS: [Column; 7] = [
    Column::Service,
    Column::Body,
    Column::Transition,
    Column::Seen,
    Column::Since,
    Column::District,
    Column::Provider,
];

pub(super) fn rows(lens: &Lens<'_>, way: Option<Way>) -> Vec<Row> {
    let changed = lens.digest.changed.iter();
    let wanted = changed.filter(|(_, it)| way.is_none_or(|way| it.way() == way));
    wanted.map(|(id, _)| Row::Cell(*id)).collect()
}

pub(super) fn value(lens: &Lens<'_>, id: CellId, column: Column) -> Value {
    match column {
        Column::Transition => Value::Transition(lens.standing.transition(id)),
        Column::Seen => seen(lens, id),
        column => super::cells::value(lens, id, column),
    }
}

/// The snapshot from which on the cell stands in its present phase.
fn seen(lens: &Lens<'_>, id: CellId) -> Value {
    let Some(at) = lens.standing.at else {
        return Value::Nothing;
    };
    let phase = lens.standing.cell(id).phase;
    let until = lens
        .data
        .rollout
        .history(id)
        .rev()
        .filter(|(from, _)| *from <= at);
    let first = until.take_while(|(_, cell)| cell.phase == phase).last();
    let snapshot = first.and_then(|(from, _)| lens.data.rollout.snapshot(from));
    snapshot.map_or(Value::Nothing, |snapshot| Value::Day(snapshot.date))
}

/// The two dates, and how many cells went which way.
pub(super) fn facts(lens: &Lens<'_>) -> Vec<Fact> {
    let mut facts = vec![
        Fact::new(
            Label::Between,
            Value::Span(lens.standing.base_date, lens.standing.date),
        ),
        Fact::new(Label::MoreOnline, Value::Change(lens.standing.total.change)),
    ];
    for way in Way::ALL {
        let count = Value::Number(lens.digest.count(way));
        facts.push(Fact::opening(
            Label::Way(way),
            count,
            Screen::Changes(Some(way)),
        ));
    }
    facts
}
