//! Which column is what, by position: from a mapping file, or proposed from the head.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::column::Column;
use super::mapping::Mapping;
use super::words::folded;
use crate::domain::import_fault::ImportFault;
use crate::domain::service::{Catalogue, ServiceId};
use crate::domain::text::CleanText;
use crate::store::SCHEMA;
use crate::store::import::sheet::Row;

/// Which column is what, by position.
#[derive(Clone, Debug, Default)]
pub(super) struct Layout {
    pub(super) columns: BTreeMap<Column, usize>,
    pub(super) services: Vec<(usize, ServiceId)>,
    /// The heads, by position.
    pub(super) heads: Vec<CleanText>,
    /// Columns that are read, or that nothing is to be read from.
    pub(super) settled: BTreeSet<usize>,
    /// Columns that may be the same thing, or that the mapping names and the list does not have.
    pub(super) doubtful: Vec<ImportFault>,
}

impl Layout {
    /// What a head says; `None` where the row is no head of a list of this kind.
    pub(super) fn of(row: &Row, mapping: &Mapping, catalogue: &Catalogue) -> Option<Self> {
        // A look for services in every field of a wide list costs much: only a head is worth it.
        if !names_a_body(row, mapping) {
            return None;
        }
        let mut layout = Self::default();
        for at in 0..row.len() {
            let head = row.text(at);
            layout.heads.push(CleanText::new(head));
            if head.is_empty() {
                continue;
            }
            let role = role(head, mapping, catalogue);
            if role.is_some() {
                layout.settled.insert(at);
            }
            match role {
                Some(Role::Service(id)) => layout.services.push((at, id)),
                Some(Role::Is(Column::Ignore)) | None => {}
                Some(Role::Is(column)) => layout.put(column, at),
            }
        }
        layout.look_for_absent(mapping);
        let has = |column| layout.columns.contains_key(&column);
        let names_body = has(Column::Body) || has(Column::Ars);
        let names_service = has(Column::Service) || !mapping.constants.service.is_empty();
        let says_phase = [Column::Phase, Column::Planned, Column::Since]
            .into_iter()
            .any(has);
        (names_body && (!layout.services.is_empty() || (names_service && says_phase)))
            .then_some(layout)
    }

    fn put(&mut self, column: Column, at: usize) {
        let Some(first) = self.columns.get(&column) else {
            self.columns.insert(column, at);
            return;
        };
        let head = |at: usize| self.heads.get(at).map_or("", CleanText::as_str);
        self.doubtful.push(ImportFault::TwoColumns {
            what: CleanText::new(column.key()),
            columns: format!("{}, {}", head(*first), head(at)),
        });
    }

    /// Columns that the mapping names and the list does not have are told.
    fn look_for_absent(&mut self, mapping: &Mapping) {
        let heads: BTreeSet<_> = self
            .heads
            .iter()
            .map(|head| folded(head.as_str()))
            .collect();
        let columns = mapping.columns.iter();
        let columns = columns.filter(|(_, column)| *column != Column::Ignore);
        let services = mapping.services.iter().map(|(head, _)| head);
        for head in columns.map(|(head, _)| head).chain(services) {
            if !heads.contains(&folded(head)) {
                let known = self.heads.iter().filter(|head| !head.is_empty());
                let known: Vec<_> = known.map(CleanText::as_str).take(40).collect();
                self.doubtful.push(ImportFault::AbsentColumn {
                    column: CleanText::new(head),
                    known: known.join(", "),
                });
            }
        }
    }

    /// How a column is told: by its head, where it has none by its letter as spreadsheets show it.
    pub(super) fn told(&self, at: usize) -> String {
        match self.heads.get(at) {
            Some(head) if !head.is_empty() => head.to_string(),
            _ => letters(at),
        }
    }

    /// The head of a column; empty where the list has no such column.
    pub(super) fn head(&self, column: Column) -> CleanText {
        let at = self.columns.get(&column).copied().unwrap_or(usize::MAX);
        self.heads.get(at).cloned().unwrap_or_default()
    }

    /// The text of a column in a row; empty where the list has no such column.
    pub(super) fn text<'r>(&self, row: &'r Row, column: Column) -> &'r str {
        self.columns.get(&column).map_or("", |at| row.text(*at))
    }

    /// The mapping that this layout is, as a commented RON file.
    pub(super) fn to_ron(&self, phases: &[(String, String)], catalogue: &Catalogue) -> String {
        let quoted = |text: &str| format!("{text:?}");
        let mut out = format!(
            "(\n    schema: {SCHEMA},\n    // source: \"…\",\n    // date: \"2026-10-31\",\n    columns: {{\n"
        );
        // Writing to a `String` cannot fail.
        for (at, head) in self.heads.iter().enumerate() {
            if head.is_empty() || self.services.iter().any(|(service, _)| *service == at) {
                continue;
            }
            let known = self.columns.iter().find(|(_, of)| **of == at);
            let key = known.map_or("ignore", |(column, _)| column.key());
            // What is not understood is not read, and told: until whoever maps it says that it may be ignored.
            let start = if self.settled.contains(&at) {
                ""
            } else {
                "// "
            };
            let _ = writeln!(out, "        {start}{}: {key},", quoted(head.as_str()));
        }
        out.push_str("    },\n    services: {\n");
        for (at, id) in &self.services {
            let head = self.heads.get(*at).map_or("", CleanText::as_str);
            let key = catalogue.service(*id).key.as_str();
            let _ = writeln!(out, "        {}: {},", quoted(head), quoted(key));
        }
        out.push_str("    },\n    // open planned onboarding pilot live unknown deferred disturbed not_responsible\n    phases: {\n");
        for (word, meaning) in phases {
            let _ = match meaning.as_str() {
                "" => writeln!(out, "        // {}: ,", quoted(word)),
                meaning => writeln!(out, "        {}: {meaning},", quoted(word)),
            };
        }
        out.push_str("    },\n    // constants: (provider: \"…\", procedure: \"…\", solution: \"efa\", service: \"…\"),\n");
        out.push_str("    resolve_members: false,\n    past_days_are_live: false,\n)\n");
        out
    }
}

enum Role {
    Is(Column),
    Service(ServiceId),
}

/// Whether a row has the head of a column of bodies.
fn names_a_body(row: &Row, mapping: &Mapping) -> bool {
    let is_body = |column| matches!(column, Column::Body | Column::Ars);
    let mapped = mapping.columns.iter();
    let mapped: Vec<_> = mapped
        .filter(|(_, column)| is_body(*column))
        .map(|(head, _)| folded(head))
        .collect();
    (0..row.len()).map(|at| row.text(at)).any(|head| {
        if mapping.says_columns() {
            mapped.contains(&folded(head))
        } else {
            Column::of_head(head).is_some_and(is_body)
        }
    })
}

fn role(head: &str, mapping: &Mapping, catalogue: &Catalogue) -> Option<Role> {
    let wanted = folded(head);
    if mapping.says_columns() {
        let column = mapping
            .columns
            .iter()
            .find(|(name, _)| folded(name) == wanted);
        if let Some((_, column)) = column {
            return Some(Role::Is(*column));
        }
        let mapped = mapping
            .services
            .iter()
            .find(|(name, _)| folded(name) == wanted);
        if let Some((_, key)) = mapped {
            return service(catalogue, key).map(Role::Service);
        }
        // Numbers of rows need no word in a mapping.
        let column = Column::of_head(head).filter(|column| *column == Column::Ignore);
        return column.map(Role::Is);
    }
    match Column::of_head(head) {
        Some(column) => Some(Role::Is(column)),
        None => service(catalogue, head).map(Role::Service),
    }
}

/// The letter of a column as spreadsheets show it: A, …, Z, AA.
fn letters(at: usize) -> String {
    let before = at.checked_sub(26).map(|rest| letters(rest / 26));
    let letter = u8::try_from(at % 26).map_or('?', |letter| char::from(b'A' + letter));
    format!("{}{letter}", before.unwrap_or_default())
}

/// What lists call services beside their names, as it is compared, with their keys.
const ALSO: [(&str, &str); 4] = [
    ("gewerbeanmeldung", "unternehmensanmeldung"),
    ("wohnsitzanmeldung", "ummeldung"),
    ("elektronische wohnsitzanmeldung", "ummeldung"),
    ("ewa", "ummeldung"),
];

/// The service that a text names, also with more in brackets behind it: "Ummeldung (eWA)".
pub(super) fn service(catalogue: &Catalogue, text: &str) -> Option<ServiceId> {
    let bare = text.split('(').next().filter(|bare| *bare != text);
    called(catalogue, text).or_else(|| called(catalogue, bare?))
}

/// The same by key, OZG-ID, LeiKa key, three letters, name or the unmistakable start of one.
fn called(catalogue: &Catalogue, text: &str) -> Option<ServiceId> {
    let text = text.trim();
    let is_number = text.len() == 14 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = text
        .trim_start_matches("OZG")
        .trim_start_matches(['-', ' ']);
    let exact = catalogue.ids().find(|id| {
        let service = catalogue.service(*id);
        service.is_called(text)
            || service.ozg_id.to_string() == number
            || (is_number
                && service
                    .leika
                    .iter()
                    .any(|key| text.starts_with(key.as_str())))
    });
    if exact.is_some() {
        return exact;
    }
    let wanted = folded(text);
    let also = ALSO.iter().find(|(word, _)| *word == wanted);
    if let Some(known) = also.and_then(|(_, key)| catalogue.find(key)) {
        return Some(known);
    }
    let begins = |id: &ServiceId| {
        let service = catalogue.service(*id);
        [&service.name.de, &service.name.en].iter().any(|name| {
            let name = folded(name.as_str());
            name == wanted
                || name
                    .strip_prefix(&wanted)
                    .is_some_and(|rest| rest.starts_with(' '))
        })
    };
    let mut found = catalogue.ids().filter(begins);
    match (wanted.len() >= 4, found.next(), found.next()) {
        (true, Some(one), None) => Some(one),
        _ => None,
    }
}
