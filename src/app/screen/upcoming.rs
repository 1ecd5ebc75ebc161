//! What is to go live in the next weeks, the next first.

use crate::app::column::Column;

pub(super) const COLUMNS: [Column; 8] = [
    Column::Body,
    Column::Service,
    Column::Phase,
    Column::Planned,
    Column::Marks,
    Column::Since,
    Column::District,
    Column::Provider,
];
