//! Which column is what, by position: from a mapping file, or proposed from the head.

use std::collections::BTreeMap;
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
    /// Columns that may be the same thing.
    pub(super) doubtful: Vec<ImportFault>,
}

impl Layout {
    /// What a head says; `None` where the row is no head of a list of this kind.
    pub(super) fn of(row: &Row, mapping: &Mapping, catalogue: &Catalogue) -> Option<Self> {
        let mut layout = Self::default();
        for at in 0..row.len() {
            let head = row.text(at);
            layout.heads.push(CleanText::new(head));
            if head.is_empty() {
                continue;
            }
            match role(head, mapping, catalogue) {
                Some(Role::Service(id)) => layout.services.push((at, id)),
                Some(Role::Is(Column::Ignore)) | None => {}
                Some(Role::Is(column)) => layout.put(column, at),
            }
        }
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
            let _ = writeln!(out, "        {}: {key},", quoted(head.as_str()));
        }
        out.push_str("    },\n    services: {\n");
        for (at, id) in &self.services {
            let head = self.heads.get(*at).map_or("", CleanText::as_str);
            let key = catalogue.service(*id).key.as_str();
            let _ = writeln!(out, "        {}: {},", quoted(head), quoted(key));
        }
        out.push_str("    },\n    // open planned onboarding pilot live unknown deferred disturbed\n    phases: {\n");
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
        let (_, key) = mapping
            .services
            .iter()
            .find(|(name, _)| folded(name) == wanted)?;
        return service(catalogue, key).map(Role::Service);
    }
    match Column::of_head(head) {
        Some(column) => Some(Role::Is(column)),
        None => service(catalogue, head).map(Role::Service),
    }
}

/// The service that a text names: key, OZG-ID, LeiKa key, three letters, name or the unmistakable start of one.
pub(super) fn service(catalogue: &Catalogue, text: &str) -> Option<ServiceId> {
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
