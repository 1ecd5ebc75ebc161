//! The IT providers: whose cells are how far, and which are missing.

use super::services::{attention, figure, reach};
use super::{Fact, Row, Word};
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::cell::{CellId, ProviderId};

pub(super) const COLUMNS: [Column; 12] = [
    Column::Name,
    Column::Bar,
    Column::Online,
    Column::ByBodies,
    Column::ByInhabitants,
    Column::Change,
    Column::Spark,
    Column::Missing,
    Column::Overdue,
    Column::Stalled,
    Column::Unknown,
    Column::PlannedEnd,
];

pub(super) const CELL_COLUMNS: [Column; 8] = [
    Column::Body,
    Column::Service,
    Column::Phase,
    Column::Marks,
    Column::Since,
    Column::Planned,
    Column::Procedure,
    Column::District,
];

pub(super) fn rows(lens: &Lens<'_>, id: Option<ProviderId>) -> Vec<Row> {
    let ids = (0..).map(CellId).zip(&lens.standing.cells);
    ids.filter(|(_, cell)| cell.provider == id)
        .map(|(id, _)| Row::Cell(id))
        .collect()
}

pub(super) fn value(lens: &Lens<'_>, id: Option<ProviderId>, column: Column) -> Value {
    match column {
        Column::Name => name(lens, id),
        column => figure(lens, &lens.standing.provider(id), column),
    }
}

/// The provider's name, or the word for none.
pub(super) fn name(lens: &Lens<'_>, id: Option<ProviderId>) -> Value {
    let name = id.and_then(|id| lens.data.rollout.values.provider(id));
    name.map_or(Value::Word(Word::WithoutProvider), |name| {
        Value::Text(name.clone())
    })
}

pub(super) fn facts(lens: &Lens<'_>, id: Option<ProviderId>) -> Vec<Fact> {
    let figures = lens.standing.provider(id);
    let mut facts: Vec<_> = reach(&figures).into();
    facts.extend(attention(lens, &figures));
    facts
}
