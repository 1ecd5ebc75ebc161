//! The two parsers of files, and their errors as faults with an offset.

use serde::Deserialize;

use crate::domain::problem::{Expected, Fault};
use crate::domain::text::CleanText;

/// What both report: a byte offset in the parsed piece and a fault.
pub(super) type Found = (usize, Fault);

pub(super) fn parse_json<'a, T: Deserialize<'a>>(
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
        let fault = json_fault(&error, detail);
        let whole = matches!(fault, Fault::MissingField { .. });
        (if whole { 0 } else { offset }, fault)
    })
}

/// The parser's errors have no fields: what they are about stands in their text alone.
fn json_fault(error: &serde_json::Error, detail: &str) -> Fault {
    let field = |start: &str| {
        let name = detail.strip_prefix(start)?.strip_suffix('`')?;
        Some(CleanText::new(name))
    };
    if detail.starts_with("recursion limit") {
        Fault::TooDeep
    } else if error.is_eof() {
        Fault::CutOff
    } else if let Some(field) = field("missing field `") {
        Fault::MissingField { field }
    } else if let Some(field) = field("duplicate field `") {
        Fault::DuplicateField { field }
    } else if let Some(expected) = json_expected(detail).filter(|_| error.is_data()) {
        Fault::WrongType { expected }
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

fn json_expected(detail: &str) -> Option<Expected> {
    Some(match detail.rsplit_once("expected ")?.1 {
        "a text in quotation marks" => Expected::Text,
        "u8" | "u16" | "u32" | "u64" => Expected::Integer,
        "f32" | "f64" => Expected::Number,
        "a boolean" => Expected::Switch,
        "a sequence" => Expected::List,
        other if other.starts_with("struct ") => Expected::Group,
        _ => return None,
    })
}

/// RON as hand-edited files want it: optional fields without `Some(…)`.
pub(in crate::store) fn ron_options() -> ron::Options {
    ron::Options::default().with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
}

pub(super) fn parse_ron<'a, T: Deserialize<'a>>(
    part: &'a str,
    unknown: &mut Vec<String>,
) -> Result<T, Found> {
    let spanned = |error: &ron::error::SpannedError| {
        let start = &error.span.start;
        let offset = offset_of(part, start.line, start.col.saturating_sub(1), true);
        let fault = ron_fault(&error.code);
        let whole = matches!(fault, Fault::MissingField { .. });
        (if whole { 0 } else { offset }, fault)
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
    let wrong = |expected| Fault::WrongType { expected };
    match error {
        E::ExceededRecursionLimit => Fault::TooDeep,
        E::Eof => Fault::CutOff,
        E::ExpectedString => wrong(Expected::Text),
        E::ExpectedInteger | E::IntegerOutOfBounds => wrong(Expected::Integer),
        E::ExpectedFloat => wrong(Expected::Number),
        E::ExpectedBoolean => wrong(Expected::Switch),
        E::ExpectedArray => wrong(Expected::List),
        E::ExpectedStructLike | E::ExpectedNamedStructLike(_) => wrong(Expected::Group),
        E::MissingStructField { field, .. } => Fault::MissingField {
            field: CleanText::new(field),
        },
        E::DuplicateStructField { field, .. } => Fault::DuplicateField {
            field: CleanText::new(field),
        },
        E::InvalidValueForType { .. }
        | E::ExpectedDifferentLength { .. }
        | E::NoSuchEnumVariant { .. }
        | E::NoSuchStructField { .. }
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
