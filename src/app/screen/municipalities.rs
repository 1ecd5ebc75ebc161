//! The municipalities: the executing units, or every one of the register.

use super::Row;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::body::BodyId;

pub(super) const COLUMNS: [Column; 9] = [
    Column::Name,
    Column::Kind,
    Column::District,
    Column::Population,
    Column::Online,
    Column::Own,
    Column::Overdue,
    Column::Next,
    Column::Key,
];

pub(super) fn rows(lens: &Lens<'_>, all: bool) -> Vec<Row> {
    let register = &lens.data.register;
    let ids: Vec<_> = if all {
        register.municipalities().collect()
    } else {
        register.units().collect()
    };
    by_name(lens, ids)
}

/// Bodies in the order of their names: what is equal in the sorted column stays in it.
pub(super) fn by_name(lens: &Lens<'_>, mut ids: Vec<BodyId>) -> Vec<Row> {
    ids.sort_by_key(|id| lens.data.register.rank(*id));
    ids.into_iter().map(Row::Body).collect()
}

pub(super) fn value(lens: &Lens<'_>, id: BodyId, column: Column) -> Value {
    let served = || lens.standing.served(id);
    match column {
        Column::Name | Column::Body => Value::Body(id),
        Column::Kind => Value::Kind(id),
        Column::District => lens
            .data
            .register
            .body(id)
            .district
            .map_or(Value::Nothing, Value::Body),
        Column::Population => inhabitants(lens, id),
        Column::Online => Value::Count(served().services.reach()),
        Column::Own => Value::Count(served().own.reach()),
        Column::Forward => Value::Number(served().forward),
        Column::Backward => Value::Number(served().backward),
        Column::Overdue => Value::Number(served().overdue),
        Column::Next => served().next.map_or(Value::Nothing, Value::Day),
        Column::Key => Value::Key(id),
        _ => Value::Nothing,
    }
}

/// Inhabitants of a body with their mark.
pub(super) fn inhabitants(lens: &Lens<'_>, id: BodyId) -> Value {
    match lens.data.register.inhabitants(id) {
        Some((count, official)) => Value::Inhabitants {
            count: u64::from(count),
            official,
        },
        None => Value::Nothing,
    }
}
