//! Which column of a list is what: a RON file, or a proposal from the head.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use serde::Deserialize;

use super::words::{Meaning, folded};
use crate::domain::date::{self, Date};
use crate::domain::import_fault::ImportFault;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::service::{Catalogue, ServiceId};
use crate::domain::text::CleanText;
use crate::store::import::sheet::Row;
use crate::store::{SCHEMA, document, folder};

/// What a column is.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "snake_case")]
pub enum Column {
    /// Name of the body.
    Body,
    /// ARS or AGS of the body.
    Ars,
    /// Kind of the body.
    Kind,
    /// District of the body.
    District,
    /// The service.
    Service,
    /// The phase, or the time at which it is to go live.
    Phase,
    /// Since when.
    Since,
    /// When it is to go live.
    Planned,
    /// IT provider.
    Provider,
    /// Fachverfahren.
    Procedure,
    /// `efa` or `own`.
    Solution,
    /// Words for deferred, disturbed, own solution.
    Marks,
    /// What holds it back.
    Blocker,
    /// Where it is found.
    Url,
    /// Whom to ask.
    Contact,
    /// Anything else.
    Note,
    /// When it was reported.
    Updated,
    /// Nothing that is read.
    Ignore,
}

/// Heads that mean a column, as they are compared, with the words of mapping files.
const HEADS: [(Column, &str, &[&str]); 18] = [
    (
        Column::Body,
        "body",
        &[
            "kommune",
            "gemeinde",
            "behörde",
            "stelle",
            "name",
            "kommunenname",
            "gebietskörperschaft",
            "zuständige stelle",
            "body",
            "municipality",
            "authority",
        ],
    ),
    (
        Column::Ars,
        "ars",
        &[
            "ars",
            "ags",
            "regionalschlüssel",
            "amtlicher regionalschlüssel",
            "gemeindeschlüssel",
            "amtlicher gemeindeschlüssel",
            "schlüssel",
        ],
    ),
    (
        Column::Kind,
        "kind",
        &["art", "typ", "kommunenart", "gemeindeart", "kind", "type"],
    ),
    (
        Column::District,
        "district",
        &["kreis", "landkreis", "lk", "district", "county"],
    ),
    (
        Column::Service,
        "service",
        &[
            "leistung",
            "ozg leistung",
            "ozg id",
            "ozgid",
            "leika",
            "leika schlüssel",
            "dienst",
            "onlinedienst",
            "verwaltungsleistung",
            "service",
        ],
    ),
    (
        Column::Phase,
        "phase",
        &[
            "status",
            "phase",
            "stand",
            "umsetzungsstand",
            "umsetzungsstatus",
            "rollout status",
            "roll out status",
            "state",
        ],
    ),
    (
        Column::Since,
        "since",
        &[
            "seit",
            "status seit",
            "phase seit",
            "live seit",
            "online seit",
            "since",
        ],
    ),
    (
        Column::Planned,
        "planned",
        &[
            "geplant",
            "go live",
            "golive",
            "go live geplant",
            "geplanter go live",
            "geplant für",
            "termin",
            "planned",
            "zieltermin",
        ],
    ),
    (
        Column::Provider,
        "provider",
        &[
            "dienstleister",
            "it dienstleister",
            "anbieter",
            "provider",
            "it provider",
            "rechenzentrum",
        ],
    ),
    (
        Column::Procedure,
        "procedure",
        &["fachverfahren", "verfahren", "software", "procedure"],
    ),
    (Column::Solution, "solution", &["lösung", "efa", "solution"]),
    (Column::Marks, "marks", &["merkmale", "vermerk", "marks"]),
    (
        Column::Blocker,
        "blocker",
        &["hindernis", "hinderungsgrund", "blocker"],
    ),
    (
        Column::Url,
        "url",
        &["url", "link", "adresse", "internetadresse"],
    ),
    (
        Column::Contact,
        "contact",
        &[
            "kontakt",
            "ansprechpartner",
            "ansprechpartnerin",
            "ansprechperson",
            "contact",
        ],
    ),
    (
        Column::Note,
        "note",
        &[
            "bemerkung",
            "bemerkungen",
            "anmerkung",
            "anmerkungen",
            "hinweis",
            "kommentar",
            "notiz",
            "note",
            "comment",
        ],
    ),
    (
        Column::Updated,
        "updated",
        &[
            "aktualisiert",
            "gemeldet am",
            "stand vom",
            "letzte änderung",
            "meldung vom",
            "updated",
        ],
    ),
    (Column::Ignore, "ignore", &["nr", "lfd nr", "id", "#"]),
];

impl Column {
    fn key(self) -> &'static str {
        let known = HEADS.iter().find(|(column, ..)| *column == self);
        known.map_or("", |(_, key, _)| key)
    }
}

/// What a mapping file says.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// Version of the format.
    schema: u32,
    /// Where the list comes from.
    pub source: Option<String>,
    /// Date of the snapshot.
    date: Option<String>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// Heads and what their columns are.
    #[serde(default)]
    columns: BTreeMap<String, Column>,
    /// Heads of columns that are each one service, with its key.
    #[serde(default)]
    services: BTreeMap<String, String>,
    /// Words for phases.
    #[serde(default)]
    pub(super) phases: BTreeMap<String, Meaning>,
    /// What holds for every row.
    #[serde(default)]
    pub(super) constants: Constants,
    /// Whether a Mitgliedsgemeinde stands for its Samtgemeinde.
    #[serde(default)]
    pub(super) resolve_members: bool,
    /// Whether a past day alone in a column of phases means online since then; else it is a plan that was missed.
    #[serde(default)]
    pub(super) past_days_are_live: bool,
}

/// What holds for every row where the list does not say otherwise.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Constants {
    pub(super) service: String,
    pub(super) provider: String,
    pub(super) procedure: String,
    pub(super) solution: String,
}

impl Mapping {
    /// Reads a mapping file; every fault has its place.
    pub fn read(path: &Path, catalogue: &Catalogue) -> Result<Self, Vec<Problem>> {
        let name = CleanText::new(&path.to_string_lossy());
        let at = |position, fault| {
            let place = Place {
                file: name.clone(),
                position,
            };
            Problem::at(place, fault)
        };
        let (bytes, _) =
            folder::read_named(path, 1 << 20).map_err(|fault| vec![at(None, fault)])?;
        let text = String::from_utf8(bytes).map_err(|_| vec![at(None, Fault::NotUtf8)])?;
        let text = text.trim_start_matches('\u{feff}');
        let mapping: Self = document::ron_options().from_str(text).map_err(|error| {
            let start = error.span.start;
            let number = |count| u32::try_from(count).unwrap_or(u32::MAX);
            let fault = Fault::Shape {
                detail: CleanText::new(&error.code.to_string()),
            };
            vec![at(Some((number(start.line), number(start.col))), fault)]
        })?;
        let mut problems = Vec::new();
        let keys = mapping
            .services
            .values()
            .chain([&mapping.constants.service]);
        for key in keys.filter(|key| !key.is_empty() && service(catalogue, key).is_none()) {
            let fault = Fault::UnknownService {
                key: CleanText::new(key),
            };
            problems.push(at(place_of(text, key), fault));
        }
        if mapping.schema > SCHEMA {
            let fault = Fault::FutureSchema {
                found: mapping.schema,
                known: SCHEMA,
            };
            problems.push(at(place_of(text, "schema"), fault));
        }
        if let Some(day) = mapping
            .date
            .as_ref()
            .filter(|day| date::parse(day).is_none())
        {
            let fault = Fault::BadDate {
                text: CleanText::new(day),
            };
            problems.push(at(place_of(text, day), fault));
        }
        if problems.is_empty() {
            Ok(mapping)
        } else {
            Err(problems)
        }
    }

    /// The date of the snapshot.
    pub fn date(&self) -> Option<Date> {
        self.date.as_deref().and_then(date::parse)
    }

    fn says_columns(&self) -> bool {
        !self.columns.is_empty() || !self.services.is_empty()
    }
}

/// Line and column of the first place of a word, from 1.
fn place_of(text: &str, word: &str) -> Option<(u32, u32)> {
    let before = text.get(..text.find(word)?)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next()?.chars().count() + 1;
    Some((u32::try_from(line).ok()?, u32::try_from(column).ok()?))
}

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
    let known = HEADS
        .iter()
        .find(|(_, _, names)| names.iter().any(|name| folded(name) == wanted));
    match known {
        Some((column, ..)) => Some(Role::Is(*column)),
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
