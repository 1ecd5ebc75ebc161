//! All districts: how far each is over all services.

use super::services::figure;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::body::BodyId;

pub(super) const COLUMNS: [Column; 14] = [
    Column::Name,
    Column::Kind,
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
    Column::Population,
];

pub(super) fn value(lens: &Lens<'_>, id: BodyId, column: Column) -> Value {
    match column {
        Column::Name => Value::Body(id),
        Column::Kind => Value::Kind(id),
        Column::Population => super::municipalities::inhabitants(lens, id),
        column => figure(lens, &lens.standing.district(id), column),
    }
}
