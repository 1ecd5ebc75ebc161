//! One municipality: every service, who does it there, and how far it is.

use super::{Fact, Label, Row, Screen};
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::body::{BodyId, Class};
use crate::domain::cell::CellId;
use crate::domain::service::ServiceId;

pub(super) const COLUMNS: [Column; 8] = [
    Column::Service,
    Column::Phase,
    Column::Body,
    Column::Since,
    Column::Planned,
    Column::Provider,
    Column::Marks,
    Column::Procedure,
];

pub(super) fn rows(lens: &Lens<'_>, id: BodyId) -> Vec<Row> {
    // A special authority serves no municipality of its own: only what it is responsible for concerns it.
    let is_authority = matches!(lens.data.register.body(id).class, Class::Authority(_));
    let concerns = |service: &ServiceId| {
        !is_authority || lens.data.responsibility.cell(*service, id).is_some()
    };
    lens.data
        .catalogue
        .ids()
        .filter(concerns)
        .map(Row::Service)
        .collect()
}

pub(super) fn value(lens: &Lens<'_>, body: BodyId, service: ServiceId, column: Column) -> Value {
    if column == Column::Service {
        return Value::Service(service);
    }
    let cell: Option<CellId> = lens.data.responsibility.serving(service, body);
    match (cell, column) {
        (None, Column::Body) => Value::Nobody,
        (None, _) => Value::Nothing,
        (Some(cell), Column::Body) => match lens.data.responsibility.slot(cell) {
            Some(slot) => Value::Acting {
                body: slot.body,
                via: slot.body != body,
            },
            None => Value::Nobody,
        },
        (Some(cell), column) => super::cells::value(lens, cell, column),
    }
}

pub(super) fn facts(lens: &Lens<'_>, id: BodyId) -> Vec<Fact> {
    let body = lens.data.register.body(id);
    let served = lens.standing.served(id);
    let mut facts = vec![
        Fact::new(Label::Reach, Value::Count(served.services.reach())),
        Fact::new(Label::Overdue, Value::Number(served.overdue)),
        Fact::new(Label::Key, Value::Key(id)),
    ];
    if let Some(ags) = body.ags() {
        facts.push(Fact::new(
            Label::Ags,
            Value::Text(crate::domain::text::CleanText::new(&ags)),
        ));
    }
    if let Some(samtgemeinde) = body.samtgemeinde {
        let screen = Screen::Municipality(samtgemeinde);
        facts.push(Fact::opening(
            Label::Samtgemeinde,
            Value::Body(samtgemeinde),
            screen,
        ));
    }
    if let Some(district) = body.district.filter(|district| *district != id) {
        facts.push(Fact::opening(
            Label::District,
            Value::Body(district),
            Screen::District(district),
        ));
    }
    facts.push(Fact::new(Label::Population, population(lens, id)));
    facts
}

/// Inhabitants with the source of their number; that of a Samtgemeinde is a sum over its members.
fn population(lens: &Lens<'_>, id: BodyId) -> Value {
    let count = super::municipalities::inhabitants(lens, id);
    let population = lens.data.register.body(id).population;
    let source =
        population.and_then(|population| lens.data.register.sources().get(population.source));
    match source {
        Some(source) => Value::Many(vec![
            count,
            Value::Text(lens.language.of(&source.name).clone()),
        ]),
        None => count,
    }
}
