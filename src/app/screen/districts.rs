//! All districts: how far each is over all services.

use super::services::figure;
use super::{Fact, Label};
use crate::analysis::group::Group;
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

/// The whole Land, and what of it lies in no district: the rows do not add up without it.
pub(super) fn facts(lens: &Lens<'_>) -> Vec<Fact> {
    let mut facts = super::services::totals(lens);
    let outside = lens.standing.group(Group::NoDistrict).bodies.reach();
    if outside.whole > 0 {
        let at = facts
            .iter()
            .position(|fact| fact.label == Label::ReachInhabitants);
        let fact = Fact::new(Label::NoDistrict, Value::Count(outside));
        facts.insert(at.unwrap_or(0), fact);
    }
    facts
}
