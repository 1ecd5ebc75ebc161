//! One file as text: deserialised piece by piece, with every fault at its line and column.

mod parse;

use std::cell::{Cell, OnceCell};

use serde::Deserialize;

use super::SCHEMA;
use super::folder::{Entry, Format};
use super::milestones::{self, Milestones};
use super::shapes::{JsonRaw, OriginRow, Parsed, Raw, RonRaw, Versioned};
use crate::domain::date::{self, Date};
use crate::domain::origin::Origin;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::text::{self, CleanText};
pub(super) use parse::ron_options;
use parse::{parse_json, parse_ron};

/// Problems of one file that are told one by one: a damaged file of many rows must not fill the memory.
const MAX_PROBLEMS: usize = 1000;

/// Unknown fields of one row, or of one file, that are told one by one: each is looked for in the text.
const MAX_UNKNOWN: usize = 20;

/// A larger file is parsed row by row, as its rows together would take some memory.
const MOST_AT_ONCE: usize = 4 << 20;

/// A file being read, and what was found wrong with it so far.
pub(super) struct Document<'a> {
    name: CleanText,
    format: Format,
    text: &'a str,
    /// The place that was told last: rows are asked for in their order.
    last: Cell<(usize, (u32, u32))>,
    /// For whoever asks for a place further up.
    milestones: OnceCell<Milestones>,
    row: Option<&'a str>,
    problems: Vec<Problem>,
    further: u64,
}

impl<'a> Document<'a> {
    /// A byte order mark is passed over: editors on Windows write one, parsers stumble over it.
    pub(super) fn new(entry: &Entry, text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self::of(CleanText::new(&entry.path), entry.format, text)
    }

    fn of(name: CleanText, format: Format, text: &'a str) -> Self {
        Self {
            name,
            format,
            text,
            last: Cell::new((0, (1, 1))),
            milestones: OnceCell::new(),
            row: None,
            problems: Vec::new(),
            further: 0,
        }
    }

    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// Deserialises the whole file. One of a later version gets this single problem instead of many that follow from it.
    pub(super) fn file<T: Deserialize<'a> + Versioned>(&mut self) -> Option<T> {
        let before = self.problems.len();
        let value: Option<T> = self.parse(self.text);
        let sound = value.as_ref().is_some_and(|value| value.schema() <= SCHEMA);
        if sound && self.problems.len() == before {
            return value;
        }
        match self
            .stated_version()
            .or(value.as_ref().map(Versioned::schema))
        {
            Some(found) if found > SCHEMA => {
                self.problems.truncate(before);
                let at = find_field(self.text, "schema").and_then(|at| self.text.get(at..));
                self.fault(
                    at.unwrap_or(self.text),
                    Fault::FutureSchema {
                        found,
                        known: SCHEMA,
                    },
                );
                None
            }
            _ => value,
        }
    }

    /// Deserialises the whole file at once where nothing is wrong with it, not even an unknown field; else `None`, without a
    /// word on what is wrong.
    pub(super) fn sound<T: Deserialize<'a> + Versioned>(&self) -> Option<T> {
        if self.bytes() > MOST_AT_ONCE {
            return None;
        }
        let mut unknown = Vec::new();
        let value: T = match self.format {
            Format::Json => parse_json(self.text, &mut unknown).ok()?,
            Format::Ron => parse_ron(self.text, &mut unknown).ok()?,
        };
        (unknown.is_empty() && value.schema() <= SCHEMA).then_some(value)
    }

    /// The same, checked by `check`: what that finds wrong has no place, so it counts for nothing, and the file is to be read
    /// row by row.
    pub(super) fn at_once<F: Deserialize<'a> + Versioned, T>(
        &self,
        check: impl FnOnce(&mut Self, F) -> Option<T>,
    ) -> Option<T> {
        let mut apart = Self::of(self.name.clone(), self.format, "");
        let checked = check(&mut apart, self.sound()?)?;
        apart.is_sound().then_some(checked)
    }

    /// Whether nothing wrong was found so far.
    pub(super) fn is_sound(&self) -> bool {
        self.problems.is_empty()
    }

    fn stated_version(&self) -> Option<u32> {
        #[derive(Deserialize)]
        struct Head {
            schema: u32,
        }
        let head: Head = match self.format {
            Format::Json => serde_json::from_str(self.text).ok()?,
            Format::Ron => ron_options().from_str(self.text).ok()?,
        };
        Some(head.schema)
    }

    /// Deserialises one row; what is found in it later without a place of its own belongs to this row.
    pub(super) fn row<T: Deserialize<'a>>(&mut self, row: &'a str) -> Option<T> {
        self.row = Some(row);
        self.parse(row)
    }

    fn offset(&self, part: &str) -> Option<usize> {
        let offset = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        (offset < self.text.len()).then_some(offset)
    }

    /// The place of a piece of this file's text; that of the row, or the file, where the piece is not part of it
    /// (a text with escapes is a copy).
    pub(super) fn place(&self, part: &str) -> Place {
        Place {
            file: self.name.clone(),
            position: self.position(part),
        }
    }

    /// Line and column of the same.
    pub(super) fn position(&self, part: &str) -> Option<(u32, u32)> {
        let offset = self.offset(part).or_else(|| self.offset(self.row?))?;
        Some(self.position_at(offset))
    }

    /// Line and column of a byte.
    fn position_at(&self, offset: usize) -> (u32, u32) {
        let (at, position) = self.last.get();
        if offset < at {
            let milestones = self.milestones.get_or_init(|| Milestones::new(self.text));
            return milestones.position(self.text, offset);
        }
        let passed = self.text.get(at..offset).unwrap_or_default();
        let position = milestones::advance(position, passed);
        self.last.set((offset, position));
        position
    }

    /// What an import read; a date that is none is a problem.
    pub(super) fn origin(&mut self, row: Option<&OriginRow<'a>>) -> Option<Origin> {
        let row = row?;
        Some(Origin {
            name: self.clean(row.name.as_str()),
            sha256: self.clean(row.sha256.as_str()),
            date: row.date.as_ref().and_then(|day| self.date(day.as_str())),
        })
    }

    /// Records a problem; beyond the first [`MAX_PROBLEMS`] of a file they are only counted.
    pub(super) fn push(&mut self, problem: Problem) {
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.further += 1;
        }
    }

    /// What was found wrong with the file, and how much more there is.
    pub(super) fn into_problems(mut self) -> Vec<Problem> {
        if self.further > 0 {
            let place = Place {
                file: self.name.clone(),
                position: None,
            };
            self.problems.push(Problem::at(
                place,
                Fault::ManyMore {
                    count: self.further,
                },
            ));
        }
        self.problems
    }

    /// Records a fault at a piece of the text.
    pub(super) fn fault(&mut self, part: &str, fault: Fault) {
        if self.problems.len() >= MAX_PROBLEMS {
            self.further += 1; // without looking for its place
            return;
        }
        let problem = Problem::at(self.place(part), fault);
        self.push(problem);
    }

    /// Deserialises a piece of the text. Unknown fields are problems but do not lose the rest.
    pub(super) fn parse<T: Deserialize<'a>>(&mut self, part: &'a str) -> Option<T> {
        let mut unknown = Vec::new();
        let outcome = match self.format {
            Format::Json => parse_json(part, &mut unknown),
            Format::Ron => parse_ron(part, &mut unknown),
        };
        self.further += unknown.len().saturating_sub(MAX_UNKNOWN) as u64;
        for field in unknown.into_iter().take(MAX_UNKNOWN) {
            let at = find_field(part, &field)
                .and_then(|at| part.get(at..))
                .unwrap_or(part);
            self.fault(
                at,
                Fault::UnknownField {
                    field: CleanText::new(&field),
                },
            );
        }
        match outcome {
            Ok(value) => Some(value),
            Err((offset, fault)) => {
                let ends = part
                    .get(offset..)
                    .is_some_and(|rest| rest.trim().is_empty());
                let fault = match fault {
                    Fault::Syntax { .. } | Fault::WrongType { .. } if ends => Fault::CutOff,
                    fault => fault,
                };
                let at = part.get(offset..).filter(|rest| !rest.is_empty());
                self.fault(at.unwrap_or(part), fault);
                None
            }
        }
    }

    /// Records a fault at a field of the row.
    pub(super) fn fault_of_field(&mut self, field: &str, fault: Fault) {
        let row = self.row.unwrap_or(self.text);
        let at = find_field(row, field).and_then(|at| row.get(at..));
        self.fault(at.unwrap_or(row), fault);
    }

    /// A text of the file, cleaned; one that tries to hide something is a problem.
    pub(super) fn clean(&mut self, raw: &str) -> CleanText {
        let clean = CleanText::new(raw);
        if text::is_hostile(raw) {
            self.fault(
                raw,
                Fault::HostileText {
                    text: clean.clone(),
                },
            );
        }
        clean
    }

    /// A date, or a problem.
    pub(super) fn date(&mut self, raw: &str) -> Option<Date> {
        let date = date::parse(raw);
        if date.is_none() {
            self.fault(
                raw,
                Fault::BadDate {
                    text: CleanText::new(raw),
                },
            );
        }
        date
    }

    /// One of several words, or a problem that lists them.
    pub(super) fn word<T: Copy>(
        &mut self,
        field: &'static str,
        raw: &str,
        words: &[(T, &str)],
    ) -> Option<T> {
        let found = words
            .iter()
            .find(|(_, word)| *word == raw)
            .map(|(value, _)| *value);
        if found.is_none() {
            let allowed = words
                .iter()
                .map(|(_, word)| *word)
                .collect::<Vec<_>>()
                .join(", ");
            self.fault(
                raw,
                Fault::UnknownWord {
                    field,
                    text: CleanText::new(raw),
                    allowed,
                },
            );
        }
        found
    }
}

/// A row of a file: read by itself, so that a bad one does not hide the others, or parsed together with the file, as nothing
/// is wrong with any.
pub(super) trait Row<'a, T> {
    /// What the row says, with its text.
    fn read(self, document: &mut Document<'a>) -> Option<(&'a str, T)>;
}

fn read_by_itself<'a, T: Deserialize<'a>>(
    row: impl Raw<'a>,
    document: &mut Document<'a>,
) -> Option<(&'a str, T)> {
    let text = row.text();
    Some((text, document.row(text)?))
}

impl<'a, T: Deserialize<'a>> Row<'a, T> for JsonRaw<'a> {
    fn read(self, document: &mut Document<'a>) -> Option<(&'a str, T)> {
        read_by_itself(self, document)
    }
}

impl<'a, T: Deserialize<'a>> Row<'a, T> for RonRaw<'a> {
    fn read(self, document: &mut Document<'a>) -> Option<(&'a str, T)> {
        read_by_itself(self, document)
    }
}

impl<'a, T> Row<'a, T> for Parsed<T> {
    fn read(self, _: &mut Document<'a>) -> Option<(&'a str, T)> {
        Some(("", self.0))
    }
}

/// Where a field's name stands before its colon.
fn find_field(part: &str, field: &str) -> Option<usize> {
    part.match_indices(field).map(|(at, _)| at).find(|at| {
        let rest = part.get(at + field.len()..).unwrap_or_default();
        rest.trim_start_matches('"').trim_start().starts_with(':')
    })
}
