//! One service: its responsible bodies, the missing ones first; or its districts.

use std::collections::BTreeSet;

use super::services::{attention, figure, reach};
use super::{Fact, Label, Row, Word};
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::body::BodyId;
use crate::domain::service::ServiceId;

pub(super) const COLUMNS: [Column; 10] = [
    Column::Body,
    Column::Phase,
    Column::Marks,
    Column::Since,
    Column::Planned,
    Column::District,
    Column::Provider,
    Column::Kind,
    Column::Population,
    Column::Procedure,
];

pub(super) const DISTRICT_COLUMNS: [Column; 11] = [
    Column::Name,
    Column::Kind,
    Column::Bar,
    Column::Online,
    Column::ByBodies,
    Column::ByInhabitants,
    Column::Change,
    Column::Missing,
    Column::Overdue,
    Column::PlannedEnd,
    Column::Unknown,
];

pub(super) fn rows(lens: &Lens<'_>, service: ServiceId, within: Option<BodyId>) -> Vec<Row> {
    let here = |cell: &_| {
        let district = lens
            .data
            .responsibility
            .slot(*cell)
            .map(|slot| lens.data.register.body(slot.body).district);
        within.is_none() || district == Some(within)
    };
    let mut cells: Vec<_> = lens
        .data
        .responsibility
        .of_service(service)
        .filter(here)
        .collect();
    cells.sort_by_key(|cell| {
        lens.data
            .responsibility
            .slot(*cell)
            .map(|slot| lens.data.register.rank(slot.body))
    });
    cells.into_iter().map(Row::Cell).collect()
}

pub(super) fn district_rows(lens: &Lens<'_>, service: ServiceId) -> Vec<Row> {
    let cells = lens.data.responsibility.of_service(service);
    let slots = cells.filter_map(|cell| lens.data.responsibility.slot(cell));
    let districts: BTreeSet<_> = slots
        .filter_map(|slot| lens.data.register.body(slot.body).district)
        .map(|id| (lens.data.register.rank(id), id))
        .collect();
    districts.into_iter().map(|(_, id)| Row::Body(id)).collect()
}

pub(super) fn district_value(
    lens: &Lens<'_>,
    service: ServiceId,
    district: BodyId,
    column: Column,
) -> Value {
    match column {
        Column::Name => Value::Body(district),
        Column::Kind => Value::Kind(district),
        column => match lens.standing.service_in_district(service, district) {
            Some(figures) => figure(lens, &figures, column),
            None => Value::Nothing,
        },
    }
}

pub(super) fn facts(lens: &Lens<'_>, id: ServiceId, within: Option<BodyId>) -> Vec<Fact> {
    let service = lens.data.catalogue.service(id);
    let figures = match within {
        Some(district) => lens
            .standing
            .service_in_district(id, district)
            .unwrap_or_default(),
        None => lens.standing.service(id),
    };
    let mut facts = Vec::new();
    if within.is_none() {
        // A status is of a service in the whole Land, never of a part of it.
        facts.push(Fact::new(
            Label::Status,
            Value::Status(lens.whole.service(id).bodies.status()),
        ));
    }
    let [bodies, mut inhabitants] = reach(&figures);
    let people = Value::People {
        share: figures.inhabitants.reach(),
        estimated: figures.estimated,
    };
    inhabitants.value = Value::Many(vec![people, inhabitants.value]);
    facts.extend([bodies, inhabitants]);
    facts.extend(attention(lens, &figures));
    facts.push(Fact::new(Label::Law, Value::Text(service.law.clone())));
    facts.push(Fact::new(Label::Rule, Value::Rule(id)));
    if !service.lead.is_empty() {
        facts.push(Fact::new(Label::Lead, Value::Text(service.lead.clone())));
    }
    facts.push(Fact::new(Label::OzgId, Value::Id(service.ozg_id)));
    facts.push(Fact::new(
        Label::OwnSolution,
        Value::Number(figures.own_solution),
    ));
    let note = lens.language.of(&service.note);
    if !note.is_empty() {
        facts.push(Fact::new(Label::ServiceNote, Value::Text(note.clone())));
    }
    if service.exceptions_missing {
        facts.push(Fact::new(
            Label::Exceptions,
            Value::Word(Word::ExceptionsMissing),
        ));
    }
    facts.push(Fact::new(
        Label::ThemeField,
        Value::Text(lens.language.of(&service.field).clone()),
    ));
    facts.push(Fact::new(
        Label::Leika,
        Value::Many(service.leika.iter().cloned().map(Value::Text).collect()),
    ));
    facts
}
