//! One file as text: deserialised piece by piece, with every fault at its line and column.

use serde::Deserialize;

use super::SCHEMA;
use super::folder::{Entry, Format};
use super::shapes::Versioned;
use crate::domain::date::{self, Date};
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::text::{self, CleanText};

/// Line and column (both from 1, columns in characters) of the byte at `offset`.
pub(super) fn position(text: &str, offset: usize) -> (u32, u32) {
    Mark::START.advanced(text, offset).position()
}

/// A byte whose line and column (both from 0) are known. Places are asked for row by row, so that counting on from the
/// row's mark counts every byte of the file once; counting from the start each time would take the square of that.
#[derive(Clone, Copy)]
struct Mark {
    offset: usize,
    line: usize,
    column: usize,
}

impl Mark {
    const START: Self = Self {
        offset: 0,
        line: 0,
        column: 0,
    };

    /// The mark of a byte at or behind this one; of one before it, counted from the start.
    fn advanced(self, text: &str, offset: usize) -> Self {
        let from = if offset < self.offset {
            Self::START
        } else {
            self
        };
        let part = text.get(from.offset..offset).unwrap_or_default();
        let (before, rest) = part
            .rsplit_once('\n')
            .map_or((None, part), |(before, rest)| (Some(before), rest));
        let lines = before.map_or(0, |before| before.matches('\n').count() + 1);
        let indent = if lines == 0 { from.column } else { 0 };
        Self {
            offset,
            line: from.line + lines,
            column: indent + rest.chars().count(),
        }
    }

    fn position(self) -> (u32, u32) {
        let small = |number: usize| u32::try_from(number + 1).unwrap_or(u32::MAX);
        (small(self.line), small(self.column))
    }
}

/// A file being read, and what was found wrong with it so far.
pub(super) struct Document<'a> {
    name: CleanText,
    format: Format,
    text: &'a str,
    row: Option<&'a str>,
    /// The mark of `row`.
    mark: Mark,
    pub(super) problems: Vec<Problem>,
}

/// What the two parsers report in common: a byte offset in the parsed piece and a fault.
type Found = (usize, Fault);

impl<'a> Document<'a> {
    /// A byte order mark is passed over: editors on Windows write one, parsers stumble over it.
    pub(super) fn new(entry: &Entry, text: &'a str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        Self {
            name: CleanText::new(&entry.path),
            format: entry.format,
            text,
            row: None,
            mark: Mark::START,
            problems: Vec::new(),
        }
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
        if let Some(offset) = self.offset(row) {
            self.mark = self.mark.advanced(self.text, offset);
        }
        self.parse(row)
    }

    fn offset(&self, part: &str) -> Option<usize> {
        let offset = (part.as_ptr() as usize).wrapping_sub(self.text.as_ptr() as usize);
        (offset < self.text.len()).then_some(offset)
    }

    /// The place of a piece of this file's text; that of the row, or the file, where the piece is not part of it
    /// (a text with escapes is a copy).
    pub(super) fn place(&self, part: &str) -> Place {
        let offset = self.offset(part).or_else(|| self.offset(self.row?));
        Place {
            file: self.name.clone(),
            position: offset.map(|offset| self.mark.advanced(self.text, offset).position()),
        }
    }

    /// Records a fault at a piece of the text.
    pub(super) fn fault(&mut self, part: &str, fault: Fault) {
        self.problems.push(Problem::at(self.place(part), fault));
    }

    /// Deserialises a piece of the text. Unknown fields are problems but do not lose the rest.
    pub(super) fn parse<T: Deserialize<'a>>(&mut self, part: &'a str) -> Option<T> {
        let mut unknown = Vec::new();
        let outcome = match self.format {
            Format::Json => parse_json(part, &mut unknown),
            Format::Ron => parse_ron(part, &mut unknown),
        };
        for field in unknown {
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
                let at = part.get(offset..).filter(|rest| !rest.is_empty());
                self.fault(at.unwrap_or(part), fault);
                None
            }
        }
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

fn parse_json<'a, T: Deserialize<'a>>(
    part: &'a str,
    unknown: &mut Vec<String>,
) -> Result<T, Found> {
    let mut deserializer = serde_json::Deserializer::from_str(part);
    let value =
        serde_ignored::deserialize(&mut deserializer, |path| unknown.push(last_field(&path)));
    let value = value.and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| {
        let offset = offset_of(part, error.line(), error.column().saturating_sub(1), false);
        let text = error.to_string();
        let detail = text
            .rsplit_once(" at line ")
            .map_or(text.as_str(), |(message, _)| message);
        (offset, json_fault(&error, detail))
    })
}

fn json_fault(error: &serde_json::Error, detail: &str) -> Fault {
    if detail.starts_with("recursion limit") {
        Fault::TooDeep
    } else if error.is_data() {
        Fault::Shape {
            detail: CleanText::new(detail),
        }
    } else {
        Fault::Syntax {
            format: "JSON",
            detail: CleanText::new(detail),
        }
    }
}

/// RON as hand-edited files want it: optional fields without `Some(…)`.
fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

fn parse_ron<'a, T: Deserialize<'a>>(part: &'a str, unknown: &mut Vec<String>) -> Result<T, Found> {
    let spanned = |error: &ron::error::SpannedError| {
        let start = &error.span.start;
        (
            offset_of(part, start.line, start.col.saturating_sub(1), true),
            ron_fault(&error.code),
        )
    };
    let mut deserializer = ron::de::Deserializer::from_str_with_options(part, &ron_options())
        .map_err(|e| spanned(&e))?;
    let value =
        serde_ignored::deserialize(&mut deserializer, |path| unknown.push(last_field(&path)));
    let value = value.and_then(|value| deserializer.end().map(|()| value));
    value.map_err(|error| spanned(&deserializer.span_error(error)))
}

fn ron_fault(error: &ron::Error) -> Fault {
    use ron::Error as E;
    let detail = CleanText::new(&error.to_string());
    match error {
        E::ExceededRecursionLimit => Fault::TooDeep,
        E::InvalidValueForType { .. }
        | E::ExpectedDifferentLength { .. }
        | E::NoSuchEnumVariant { .. }
        | E::NoSuchStructField { .. }
        | E::MissingStructField { .. }
        | E::DuplicateStructField { .. }
        | E::Message(_) => Fault::Shape { detail },
        _ => Fault::Syntax {
            format: "RON",
            detail,
        },
    }
}

/// The byte offset of a line (from 1) and a column (from 0), the column in characters or in bytes.
fn offset_of(text: &str, line: usize, column: usize, characters: bool) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text.get(start..).unwrap_or_default();
    let within = if characters {
        rest.char_indices()
            .nth(column)
            .map_or(rest.len(), |(at, _)| at)
    } else {
        (0..=column.min(rest.len()))
            .rev()
            .find(|at| rest.is_char_boundary(*at))
            .unwrap_or(0)
    };
    start + within
}

fn last_field(path: &serde_ignored::Path<'_>) -> String {
    let path = path.to_string();
    path.rsplit('.').next().unwrap_or_default().to_owned()
}

/// Where a field's name stands before its colon.
fn find_field(part: &str, field: &str) -> Option<usize> {
    part.match_indices(field).map(|(at, _)| at).find(|at| {
        let rest = part.get(at + field.len()..).unwrap_or_default();
        rest.trim_start_matches('"').trim_start().starts_with(':')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counting_on_from_a_mark_is_counting_from_the_start() {
        let text = "äb\n\nc\u{fc}\r\nd\n";
        let ends: Vec<_> = (0..=text.len())
            .filter(|at| text.is_char_boundary(*at))
            .collect();
        for from in &ends {
            let mark = Mark::START.advanced(text, *from);
            for to in &ends {
                let counted = mark.advanced(text, *to).position();
                assert_eq!(counted, position(text, *to), "{from} to {to}");
            }
        }
        let places: Vec<_> = ends.iter().map(|at| position(text, *at)).collect();
        let lines = [
            (1, 1),
            (1, 2),
            (1, 3),
            (2, 1),
            (3, 1),
            (3, 2),
            (3, 3),
            (3, 4),
        ];
        assert_eq!(places, [&lines[..], &[(4, 1), (4, 2), (5, 1)]].concat());
    }
}
