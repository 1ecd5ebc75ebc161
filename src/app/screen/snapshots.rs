//! All snapshots, the newest first: one of them is chosen to compare with.

use super::Row;
use crate::analysis::trend::Subject;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::rollout::SnapshotId;

pub(super) const COLUMNS: [Column; 5] = [
    Column::Stand,
    Column::Online,
    Column::ByBodies,
    Column::Interval,
    Column::Source,
];

pub(super) fn rows(lens: &Lens<'_>) -> Vec<Row> {
    lens.data.rollout.ids().rev().map(Row::Snapshot).collect()
}

pub(super) fn value(lens: &Lens<'_>, id: SnapshotId, column: Column) -> Value {
    let Some(snapshot) = lens.data.rollout.snapshot(id) else {
        return Value::Nothing;
    };
    match column {
        Column::Source => Value::Many(snapshot.sources.iter().cloned().map(Value::Text).collect()),
        column => super::trend::value(lens, Subject::Land, id, column),
    }
}
