//! Everything that is responsible for at least one service.

use super::Row;
use crate::app::column::Column;
use crate::app::lens::Lens;

pub(super) const COLUMNS: [Column; 7] = [
    Column::Key,
    Column::Name,
    Column::Kind,
    Column::District,
    Column::Population,
    Column::Own,
    Column::Overdue,
];

pub(super) fn rows(lens: &Lens<'_>) -> Vec<Row> {
    let responsible = |id: &_| !lens.data.responsibility.of_body(*id).is_empty();
    lens.data
        .register
        .ids()
        .filter(responsible)
        .map(Row::Body)
        .collect()
}
