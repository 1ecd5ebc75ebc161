//! The saved views: their names, and where they lead.

use super::Row;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::text::CleanText;

pub(super) const COLUMNS: [Column; 2] = [Column::Name, Column::Address];

pub(super) fn rows(lens: &Lens<'_>) -> Vec<Row> {
    (0..lens.views.len()).map(Row::Saved).collect()
}

pub(super) fn value(lens: &Lens<'_>, at: usize, column: Column) -> Value {
    match (lens.views.get(at), column) {
        (Some(view), Column::Name) => Value::Text(view.name.clone()),
        (Some(view), Column::Address) => Value::Text(CleanText::new(&view.address)),
        _ => Value::Nothing,
    }
}
