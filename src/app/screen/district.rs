//! One district: its units by services. What another body does for a unit is told apart.

use super::services::{attention, reach};
use super::{Fact, Label, Row};
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::body::BodyId;

pub(super) fn columns(lens: &Lens<'_>) -> Vec<Column> {
    let services = lens.data.catalogue.ids().map(Column::Matrix);
    [Column::Name].into_iter().chain(services).collect()
}

/// The district itself, then its units by name.
pub(super) fn rows(lens: &Lens<'_>, district: BodyId) -> Vec<Row> {
    let register = &lens.data.register;
    let mut units: Vec<_> = register
        .within(district)
        .filter(|id| register.body(*id).class.is_unit())
        .collect();
    units.retain(|id| *id != district);
    units.sort_by_key(|id| register.rank(*id));
    [district].into_iter().chain(units).map(Row::Body).collect()
}

pub(super) fn value(lens: &Lens<'_>, id: BodyId, column: Column) -> Value {
    let Column::Matrix(service) = column else {
        let is_district = lens.data.register.body(id).class.is_district();
        // District and city often share a name: the first row says which it is.
        return if is_district {
            Value::Acting {
                body: id,
                via: false,
            }
        } else {
            Value::Body(id)
        };
    };
    let serving = lens.data.responsibility.serving(service, id);
    let own = lens.data.responsibility.cell(service, id).is_some();
    if serving.is_some() && !lens.standing.choice.serves(service, id) {
        return Value::Nothing;
    }
    Value::Matrix {
        cell: serving.map(|cell| lens.standing.cell(cell)),
        moved: serving.and_then(|cell| lens.standing.transition(cell)),
        own,
    }
}

pub(super) fn facts(lens: &Lens<'_>, id: BodyId) -> Vec<Fact> {
    let figures = lens.standing.district(id);
    let mut facts: Vec<_> = reach(&figures).into();
    facts.extend(attention(lens, &figures));
    facts.push(Fact::new(
        Label::Population,
        super::municipalities::inhabitants(lens, id),
    ));
    facts.push(Fact::new(Label::Key, Value::Key(id)));
    facts
}
