//! All snapshots, the newest first: one of them is chosen to compare with.

use super::Row;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::date::days_between;
use crate::domain::rollout::SnapshotId;

pub(super) const COLUMNS: [Column; 3] = [Column::Stand, Column::Interval, Column::Source];

pub(super) fn rows(lens: &Lens<'_>) -> Vec<Row> {
    lens.data.rollout.ids().rev().map(Row::Snapshot).collect()
}

pub(super) fn value(lens: &Lens<'_>, id: SnapshotId, column: Column) -> Value {
    let rollout = &lens.data.rollout;
    let Some(snapshot) = rollout.snapshot(id) else {
        return Value::Nothing;
    };
    match column {
        Column::Stand => Value::Day(snapshot.date),
        Column::Interval => {
            let before = id.previous().and_then(|before| rollout.snapshot(before));
            before.map_or(Value::Nothing, |before| {
                Value::Days(days_between(before.date, snapshot.date))
            })
        }
        Column::Source => Value::Many(snapshot.sources.iter().cloned().map(Value::Text).collect()),
        _ => Value::Nothing,
    }
}
