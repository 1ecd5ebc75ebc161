//! Bodies by services: the executing units under their district, provider or size, or folded to these groups alone.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::services::reach;
use super::{Fact, Label, Row, Screen, Word};
use crate::analysis::change::Way;
use crate::analysis::figures::Figures;
use crate::analysis::group::{Group, Grouping, Size};
use crate::app::column::Column;
use crate::app::lens::{Lens, Mark};
use crate::app::value::Value;
use crate::domain::body::BodyId;
use crate::domain::phase::Phase;
use crate::domain::service::ServiceId;

pub(super) fn columns(lens: &Lens<'_>) -> Vec<Column> {
    let services = lens.data.catalogue.ids().map(Column::Matrix);
    [Column::Name, Column::Sum]
        .into_iter()
        .chain(services)
        .collect()
}

/// The whole Land, then every group with its units (or without them).
pub(super) fn rows(lens: &Lens<'_>, grouping: Grouping, folded: bool) -> Vec<Row> {
    let register = &lens.data.register;
    let mut members: BTreeMap<Group, Vec<BodyId>> = groups(lens, grouping);
    for unit in register.units() {
        if let Some(group) = group_of(lens, grouping, unit) {
            members.entry(group).or_default().push(unit);
        }
    }
    let mut groups: Vec<_> = members.into_iter().collect();
    groups.sort_by_key(|(group, _)| match group {
        Group::District(id) => u64::from(register.rank(*id)),
        // Whoever has most to do comes first.
        Group::Provider(_) => u64::MAX - lens.standing.group(*group).missing(),
        Group::Size(_) => 0,
        Group::NoDistrict | Group::NoUnit => u64::MAX,
    });
    let mut rows = vec![Row::Total];
    for (group, mut units) in groups {
        rows.push(Row::Group(group));
        if folded {
            continue;
        }
        units.sort_by_key(|id| {
            let inhabitants = register.inhabitants(*id).map(|(count, _)| count);
            let size = (grouping == Grouping::Size).then_some(Reverse(inhabitants));
            (size, register.rank(*id))
        });
        rows.extend(units.into_iter().map(Row::Body));
    }
    rows
}

/// All groups, those without a unit too.
fn groups(lens: &Lens<'_>, grouping: Grouping) -> BTreeMap<Group, Vec<BodyId>> {
    let none = |group| (group, Vec::new());
    // What lies in none, so that the groups add up to the Land.
    let rest = |group| (lens.standing.group(group).bodies.total() > 0).then_some(group);
    match grouping {
        Grouping::District => {
            let districts = lens.data.register.districts().map(Group::District);
            districts.chain(rest(Group::NoDistrict)).map(none).collect()
        }
        Grouping::Provider => {
            let providers = lens.standing.providers();
            providers.map(Group::Provider).map(none).collect()
        }
        Grouping::Size => {
            let sizes = Size::all().map(Group::Size);
            sizes.chain(rest(Group::NoUnit)).map(none).collect()
        }
    }
}

/// The group under which a unit stands; with several providers the one that most of its own cells name.
fn group_of(lens: &Lens<'_>, grouping: Grouping, unit: BodyId) -> Option<Group> {
    match grouping {
        Grouping::District => lens.data.register.body(unit).district.map(Group::District),
        Grouping::Size => Size::of_unit(&lens.data.register, unit).map(Group::Size),
        Grouping::Provider => {
            let mut counts = BTreeMap::new();
            let own = |service| lens.data.responsibility.cell(service, unit);
            for cell in lens.data.catalogue.ids().filter_map(own) {
                *counts
                    .entry(lens.standing.cell(cell).provider)
                    .or_insert(0_u32) += 1;
            }
            let most = counts
                .into_iter()
                .max_by_key(|(id, count)| (id.is_some(), *count, Reverse(*id)));
            Some(Group::Provider(most.and_then(|(id, _)| id)))
        }
    }
}

pub(super) fn value(lens: &Lens<'_>, row: Row, column: Column) -> Value {
    match (row, column) {
        (Row::Total, Column::Name) => Value::Land,
        (Row::Total, column) => figure(
            lens,
            &lens.standing.total,
            |id| Some(lens.standing.service(id)),
            |id| Some(lens.whole.service(id)),
            column,
        ),
        (Row::Group(group), Column::Name) => Value::Group(group),
        (Row::Group(group), column) => {
            let in_group = |id| lens.standing.service_in(id, group);
            let in_whole = |id| lens.whole.service_in(id, group);
            figure(
                lens,
                &lens.standing.group(group),
                in_group,
                in_whole,
                column,
            )
        }
        (Row::Body(id), Column::Name) => Value::Body(id),
        (Row::Body(id), Column::Sum) => Value::Count(lens.standing.served(id).services.reach()),
        (Row::Body(id), column) => super::district::value(lens, id, column),
        _ => Value::Nothing,
    }
}

/// Reach of a set of cells, over all services or of one; `whole` tells what a filter may have left out.
fn figure(
    lens: &Lens<'_>,
    all: &Figures,
    of: impl Fn(ServiceId) -> Option<Figures>,
    whole: impl Fn(ServiceId) -> Option<Figures>,
    column: Column,
) -> Value {
    match column {
        Column::Sum => Value::Count(all.bodies.reach()),
        Column::Matrix(service) => {
            let figures = of(service).unwrap_or_default();
            if figures.bodies.total() == 0 && whole(service).is_some_and(|it| it.bodies.total() > 0)
            {
                return Value::Nothing;
            }
            let share = lens.weighted(&figures).reach();
            if share.whole == 0 && figures.bodies.total() > 0 {
                // Somebody is responsible, but for no area that could be weighed.
                return Value::Nothing;
            }
            Value::Shaded {
                share,
                change: figures.change.filter(|_| lens.comparing),
            }
        }
        _ => Value::Nothing,
    }
}

/// What the letters mean: the numbers stand in the first row and below the table.
pub(super) fn facts(lens: &Lens<'_>) -> Vec<Fact> {
    let phases = Phase::ALL.into_iter().rev().map(Some).chain([None]);
    let mut facts: Vec<_> = phases
        .map(|phase| Fact::bare(Value::Legend(phase)))
        .collect();
    facts.push(Fact::bare(Value::Word(Word::NotResponsible)));
    facts.push(Fact::bare(Value::Word(Word::Elsewhere)));
    if lens.standing.choice.is_filtered() {
        facts.push(Fact::bare(Value::Word(Word::LeftOut)));
    }
    if lens.comparing {
        facts.extend([Way::Forward, Way::Backward].map(|way| Fact::bare(Value::WayLegend(way))));
        facts.push(Fact::bare(Value::Word(Word::MoreOrFewer)));
    } else {
        facts.extend(Mark::ALL.map(|mark| Fact::bare(Value::MarkLegend(mark))));
    }
    facts
}

/// What is told about the field under the cursor: it is too narrow to say itself.
pub(super) fn under_cursor(lens: &Lens<'_>, row: Row, column: Option<Column>) -> Vec<Fact> {
    match (row, service_of(column)) {
        (Row::Body(id), None) => unit(lens, id),
        (Row::Body(id), Some(service)) => cell(lens, id, service),
        (Row::Total, None) => set(Value::Land, &lens.standing.total, lens),
        (Row::Total, Some(service)) => set(
            Value::Service(service),
            &lens.standing.service(service),
            lens,
        ),
        (Row::Group(group), None) => set(Value::Group(group), &lens.standing.group(group), lens),
        (Row::Group(group), Some(service)) => {
            let name = Value::List(vec![Value::Group(group), Value::Service(service)]);
            match lens.standing.service_in(service, group) {
                Some(figures) => set(name, &figures, lens),
                None => vec![Fact::bare(name), Fact::bare(Value::Nobody)],
            }
        }
        _ => Vec::new(),
    }
}

fn set(name: Value, figures: &Figures, lens: &Lens<'_>) -> Vec<Fact> {
    let mut facts = vec![Fact::bare(name)];
    facts.extend(reach(figures));
    facts.extend(super::services::attention(lens, figures));
    facts
}

fn unit(lens: &Lens<'_>, id: BodyId) -> Vec<Fact> {
    let served = lens.standing.served(id);
    vec![
        Fact::bare(Value::Acting {
            body: id,
            via: false,
        }),
        Fact::new(Label::Reach, Value::Count(served.services.reach())),
        Fact::new(Label::Own, Value::Count(served.own.reach())),
        Fact::new(Label::Overdue, Value::Number(served.overdue)),
        Fact::new(
            Label::Population,
            super::municipalities::inhabitants(lens, id),
        ),
    ]
}

fn cell(lens: &Lens<'_>, id: BodyId, service: ServiceId) -> Vec<Fact> {
    let mut facts = vec![Fact::bare(Value::Service(service))];
    let serving = lens.data.responsibility.serving(service, id);
    let slot = serving.and_then(|cell| lens.data.responsibility.slot(cell));
    let (Some(cell), Some(slot)) = (serving, slot) else {
        facts.push(Fact::bare(Value::Body(id)));
        facts.push(Fact::bare(Value::Nobody));
        return facts;
    };
    if slot.body != id {
        facts.push(Fact::bare(Value::Body(id)));
    }
    facts.push(Fact::bare(Value::Acting {
        body: slot.body,
        via: slot.body != id,
    }));
    let moved = lens.standing.transition(cell).filter(|_| lens.comparing);
    let cell = lens.standing.cell(cell);
    facts.push(match moved {
        Some(moved) => Fact::bare(Value::Transition(Some(moved))),
        None => Fact::bare(Value::Phase(cell)),
    });
    if !lens.marks(&cell).is_empty() {
        facts.push(Fact::bare(Value::MarkWords(cell)));
    }
    if cell.since.is_some() {
        facts.push(Fact::new(Label::Since, Value::Since(cell)));
    }
    if cell.planned.is_some() && !cell.is_live() {
        facts.push(Fact::new(Label::Planned, Value::Planned(cell)));
    }
    facts
}

/// A name opens what it names, a field the cell behind it or the cells it counts.
pub(super) fn open(lens: &Lens<'_>, row: Row, column: Option<Column>) -> Option<Screen> {
    match (row, service_of(column)) {
        (Row::Total, None) => Some(Screen::Services),
        (Row::Total | Row::Group(Group::NoDistrict | Group::NoUnit), Some(service)) => {
            Some(Screen::Service {
                service,
                within: None,
            })
        }
        (Row::Group(Group::District(id)), None) => Some(Screen::District(id)),
        (Row::Group(Group::District(id)), Some(service)) => Some(Screen::Service {
            service,
            within: Some(id),
        }),
        (Row::Group(Group::Provider(id)), _) => Some(Screen::Provider(id)),
        (Row::Body(id), None) => Some(Screen::Municipality(id)),
        (Row::Body(id), Some(service)) => lens
            .data
            .responsibility
            .serving(service, id)
            .map(Screen::Cell),
        _ => None,
    }
}

fn service_of(column: Option<Column>) -> Option<ServiceId> {
    match column {
        Some(Column::Matrix(service)) => Some(service),
        _ => None,
    }
}
