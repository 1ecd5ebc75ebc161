//! Cells in rows: the columns that every cell has.

use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::cell::CellId;

pub(super) const COLUMNS: [Column; 12] = [
    Column::Service,
    Column::Body,
    Column::Key,
    Column::Kind,
    Column::District,
    Column::Phase,
    Column::Marks,
    Column::Since,
    Column::Planned,
    Column::Provider,
    Column::Procedure,
    Column::Updated,
];

pub(super) fn value(lens: &Lens<'_>, id: CellId, column: Column) -> Value {
    let Some(slot) = lens.data.responsibility.slot(id) else {
        return Value::Nothing;
    };
    let cell = lens.standing.cell(id);
    let values = &lens.data.rollout.values;
    match column {
        Column::Service => Value::Service(slot.service),
        // Many names are borne by a Landkreis, a city and an authority at once.
        Column::Body => Value::Acting {
            body: slot.body,
            via: false,
        },
        Column::Phase => Value::Phase(cell),
        Column::Moved => Value::Transition(lens.standing.transition(id)),
        Column::Marks => Value::Marks(cell),
        Column::Since => Value::Since(cell),
        Column::Planned => Value::Planned(cell),
        Column::Updated => cell.updated.map_or(Value::Nothing, Value::Day),
        Column::Provider => Value::from_text(cell.provider.and_then(|id| values.provider(id))),
        Column::Procedure => Value::from_text(cell.procedure.and_then(|id| values.procedure(id))),
        Column::Population => match slot.area {
            Some(area) => Value::Inhabitants {
                count: area.inhabitants,
                official: area.official,
            },
            None => Value::Nothing,
        },
        column => super::municipalities::value(lens, slot.body, column),
    }
}
