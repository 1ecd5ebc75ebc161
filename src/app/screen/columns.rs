//! The columns of a table: which are shown, and in what order.

use super::Row;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::table::{Table, arranged};
use crate::app::value::Value;

pub(super) const COLUMNS: [Column; 3] = [Column::Name, Column::Shown, Column::Key];

/// All columns, shown or not.
pub(super) fn rows(lens: &Lens<'_>, table: Table) -> Vec<Row> {
    let all = table.all(lens);
    let shown = lens.chosen.of(table).unwrap_or(&all);
    let arranged = arranged(&all, shown).into_iter();
    arranged.map(Row::Column).collect()
}

pub(super) fn value(lens: &Lens<'_>, table: Table, of: Column, column: Column) -> Value {
    match column {
        Column::Name => Value::Column(of),
        Column::Shown => Value::Shown(
            lens.chosen
                .of(table)
                .is_none_or(|shown| shown.contains(&of)),
        ),
        Column::Key => Value::Text(crate::domain::text::CleanText::new(&of.key(lens))),
        _ => Value::Nothing,
    }
}
