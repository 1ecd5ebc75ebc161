//! The address of the present screen.

use super::keys::{self, DRAWINGS, GROUPINGS, TOPICS};
use super::names::{provider_name, short};
use super::{Address, Word};
use crate::analysis::group::Grouping;
use crate::analysis::select::Filter;
use crate::analysis::trend::Subject;
use crate::app::column::Column;
use crate::app::language::Weighting;
use crate::app::lens::Lens;
use crate::app::list::Sort;
use crate::app::model::Model;
use crate::app::screen::{Row, Screen};
use crate::app::table::Table;
use crate::app::trail::Stop;
use crate::domain::dataset::Dataset;
use crate::domain::rollout::SnapshotId;

impl Address {
    /// The address of a screen as it is first seen.
    pub fn of_screen(screen: &Screen, data: &Dataset) -> Self {
        Self {
            path: path(screen, data),
            form: form(screen).map(Word::new),
            ..Self::default()
        }
    }

    /// The address of what is on screen.
    pub fn of(model: &Model) -> Self {
        let (lens, stop) = (model.lens(), model.trail.now());
        let newest = model.data.rollout.newest();
        let date = |id: SnapshotId| Some(model.data.rollout.snapshot(id)?.date.to_string());
        let at = model.standing.at.filter(|at| Some(*at) != newest);
        let word = |text: String| Word::new(&text);
        let (service, select) = selected(&lens, stop);
        let blank = |c: char| if c.is_control() { ' ' } else { c };
        let filter = model.filter.as_ref().map(Filter::text);
        let by_people = model.weighting == Weighting::Inhabitants;
        Self {
            path: path(&stop.screen, &model.data),
            form: form(&stop.screen).map(Word::new),
            filter: filter.map(|text| word(text.chars().map(blank).collect())),
            date: at.and_then(date).map(word),
            compare: model.compared.and_then(date).map(word),
            sort: stop.list.sort.map(|sort| word(order(&lens, sort))),
            weighting: by_people.then(|| Word::new("inhabitants")),
            service: service.map(word),
            select: select.map(word),
            columns: columns(&lens, Table::of(&stop.screen)),
        }
    }
}

/// The columns that were chosen for a table, but for the first, which is always there.
fn columns(lens: &Lens<'_>, table: Table) -> Vec<Word> {
    let chosen = lens.chosen.of(table).unwrap_or_default().iter().skip(1);
    chosen.map(|column| Word::new(&column.key(lens))).collect()
}

fn order(lens: &Lens<'_>, sort: Sort) -> String {
    let sign = if sort.descending { "-" } else { "" };
    format!("{sign}{}", sort.column.key(lens))
}

/// The selected service and the selected row, as far as they are not those that a new screen selects.
fn selected(lens: &Lens<'_>, stop: &Stop) -> (Option<String>, Option<String>) {
    let key = |id| lens.data.catalogue.service(id).key.to_string();
    let column = stop.screen.columns(lens).get(stop.list.column).copied();
    let mut service = match (stop.screen, column) {
        (Screen::Map { service, .. }, _) => service.map(key),
        (_, Some(Column::Matrix(id))) => Some(key(id)),
        _ => None,
    };
    let first = match stop.screen {
        Screen::Trend { .. } => lens.standing.at.map(Row::Snapshot),
        _ => stop.list.rows.first().copied(),
    };
    let row = stop.list.selected.filter(|row| Some(*row) != first);
    if let Some(Row::Service(id)) = row {
        service = Some(key(id));
        return (service, None);
    }
    let select = row.and_then(|row| keys::row(lens, &stop.screen, row));
    (service, select)
}

fn form(screen: &Screen) -> Option<&'static str> {
    Some(match screen {
        Screen::ServiceDistricts(_) => "districts",
        Screen::Municipalities { all: true } => "all",
        Screen::Matrix { folded: true, .. } => "folded",
        Screen::Trend { numbers: true, .. } => "numbers",
        _ => return None,
    })
}

fn path(screen: &Screen, data: &Dataset) -> Vec<Word> {
    let service = |id| data.catalogue.service(id).key.to_string();
    let body = |id| short(&data.register, id);
    let mut parts = vec![first(screen).to_owned()];
    match *screen {
        Screen::Service {
            service: id,
            within,
        } => {
            parts.push(service(id));
            parts.extend(within.map(body));
        }
        Screen::ServiceDistricts(id) => parts.push(service(id)),
        Screen::District(id) | Screen::Municipality(id) => parts.push(body(id)),
        Screen::Provider(id) => parts.push(provider_name(data, id)),
        Screen::Cell(id) => {
            if let Some(slot) = data.responsibility.slot(id) {
                parts.extend([service(slot.service), body(slot.body)]);
            }
        }
        Screen::Matrix { grouping, .. } => {
            let own = grouping != Grouping::default();
            parts.extend(own.then(|| keys::word(&GROUPINGS, &grouping).to_owned()));
        }
        Screen::Problems(topic) => {
            parts.extend(topic.map(|topic| keys::word(&TOPICS, &topic).to_owned()));
        }
        Screen::Changes(way) => parts.extend(way.map(|way| way.key().to_owned())),
        Screen::Columns(table) => parts.extend(table.name().map(str::to_owned)),
        Screen::Map { drawing, .. } => parts.push(keys::word(&DRAWINGS, &drawing).to_owned()),
        Screen::Trend { subject, .. } => match subject {
            Subject::Land => {}
            Subject::Service(id) => parts.extend(["service".to_owned(), service(id)]),
            Subject::District(id) => parts.extend(["district".to_owned(), body(id)]),
            Subject::Provider(id) => {
                parts.extend(["provider".to_owned(), provider_name(data, id)]);
            }
        },
        _ => {}
    }
    parts.iter().map(|part| Word::new(part)).collect()
}

/// The first word of a screen.
fn first(screen: &Screen) -> &'static str {
    match screen {
        Screen::Overview => "overview",
        Screen::Services => "services",
        Screen::Service { .. } | Screen::ServiceDistricts(_) => "service",
        Screen::Districts => "districts",
        Screen::District(_) => "district",
        Screen::Municipalities { .. } => "municipalities",
        Screen::Municipality(_) => "municipality",
        Screen::Providers => "providers",
        Screen::Provider(_) => "provider",
        Screen::Cell(_) => "cell",
        Screen::Matrix { .. } => "matrix",
        Screen::Problems(_) => "problems",
        Screen::Changes(_) => "changes",
        Screen::Map { .. } => "map",
        Screen::Evidence => "evidence",
        Screen::Upcoming => "upcoming",
        Screen::Trend { .. } => "trend",
        Screen::Snapshots => "snapshots",
        Screen::Views => "views",
        Screen::Columns(_) => "columns",
        Screen::Help => "help",
        Screen::Cells => "cells",
        Screen::Bodies => "bodies",
    }
}
