//! Which column of a list is what, as a RON file says it.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;
use std::path::Path;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::column::Column;
use super::layout::service;
use super::words::{Meaning, folded};
use crate::domain::date::{self, Date};
use crate::domain::import_fault::ImportFault;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::service::Catalogue;
use crate::domain::text::CleanText;
use crate::store::{SCHEMA, document, folder};

/// What a mapping file says.
#[derive(Debug, Default, serde::Deserialize)]
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
    #[serde(default, deserialize_with = "pairs")]
    pub(super) columns: Vec<(String, Column)>,
    /// Heads of columns that are each one service, with its key.
    #[serde(default, deserialize_with = "pairs")]
    pub(super) services: Vec<(String, String)>,
    /// Words for phases.
    #[serde(default, deserialize_with = "pairs")]
    pub(super) phases: Vec<(String, Meaning)>,
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
#[derive(Debug, Default, serde::Deserialize)]
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
            let fault = fault_of(&error.code);
            vec![at(
                Some((number(start.line), number(start.col))),
                fault.into(),
            )]
        })?;
        let mut problems = Vec::new();
        for key in mapping.unknown_services(catalogue) {
            let known = catalogue.ids().map(|id| catalogue.service(id).key.as_str());
            let fault = ImportFault::BadWord {
                text: CleanText::new(key),
                allowed: known.collect::<Vec<_>>().join(", "),
            };
            problems.push(at(place_of(text, key), fault.into()));
        }
        let mut same = same_words(&mapping.columns);
        same.extend(same_words(&mapping.services));
        same.extend(same_words(&mapping.phases));
        for (second, words) in same {
            let fault = ImportFault::SameWord { words };
            problems.push(at(place_of(text, &format!("{second:?}")), fault.into()));
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

    /// Keys of services that the catalogue does not have.
    fn unknown_services(&self, catalogue: &Catalogue) -> impl Iterator<Item = &String> {
        let keys = self.services.iter().map(|(_, key)| key);
        let keys = keys.chain([&self.constants.service]);
        keys.filter(|key| !key.is_empty() && service(catalogue, key).is_none())
    }

    /// The date of the snapshot.
    pub fn date(&self) -> Option<Date> {
        self.date.as_deref().and_then(date::parse)
    }

    /// Whether it says which column is what; else the head says it.
    pub(super) fn says_columns(&self) -> bool {
        !self.columns.is_empty() || !self.services.is_empty()
    }
}

/// What the library finds wrong; a word that may not stand there is told with those that may.
fn fault_of(error: &ron::Error) -> ImportFault {
    let (found, expected) = match error {
        ron::Error::NoSuchEnumVariant {
            found, expected, ..
        }
        | ron::Error::NoSuchStructField {
            found, expected, ..
        } => (found, expected),
        other => {
            let detail = CleanText::new(&other.to_string());
            return ImportFault::BadMapping { detail };
        }
    };
    ImportFault::BadWord {
        text: CleanText::new(found),
        allowed: expected.join(", "),
    }
}

/// All entries of a map in the order of the file: a map of the library keeps the last of two that are the same.
fn pairs<'de, D, T>(deserializer: D) -> Result<Vec<(String, T)>, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de>,
{
    struct Pairs<T>(PhantomData<T>);
    impl<'de, T: Deserialize<'de>> Visitor<'de> for Pairs<T> {
        type Value = Vec<(String, T)>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("words and what they mean")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
            let mut all = Vec::new();
            while let Some(entry) = map.next_entry()? {
                all.push(entry);
            }
            Ok(all)
        }
    }
    deserializer.deserialize_map(Pairs(PhantomData))
}

/// Words that are compared as the same and mean two things: the second, and both as they are told.
fn same_words<T: PartialEq>(all: &[(String, T)]) -> Vec<(String, String)> {
    let mut seen: BTreeMap<String, &(String, T)> = BTreeMap::new();
    let mut same = Vec::new();
    for entry in all {
        let first = *seen.entry(folded(&entry.0)).or_insert(entry);
        if first.1 != entry.1 {
            let [one, two] = [first, entry].map(|(word, _)| CleanText::new(word));
            same.push((entry.0.clone(), format!("{one}, {two}")));
        }
    }
    same
}

/// Line and column of the first place of a word, from 1.
fn place_of(text: &str, word: &str) -> Option<(u32, u32)> {
    let before = text.get(..text.find(word)?)?;
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next()?.chars().count() + 1;
    Some((u32::try_from(line).ok()?, u32::try_from(column).ok()?))
}
