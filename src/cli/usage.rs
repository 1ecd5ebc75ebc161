//! What is wrong with a command line, in the words of the table of texts. clap finds the faults; it knows English alone.

use std::error::Error as _;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::arguments::NO_DATE;
use crate::texts::{Words, fill};

/// What clap has to say, help too, without its own words in the usage.
pub(super) fn worded(error: &clap::Error, w: &Words) -> String {
    in_words(&told(error, w), w)
}

/// A line of usage with its placeholders in the language.
pub(super) fn in_words(usage: &str, w: &Words) -> String {
    usage
        .replace("[OPTIONS]", &format!("[{}]", w.usage_options))
        .replace("[COMMAND]", &format!("[{}]", w.usage_command))
        .replace("<COMMAND>", &format!("<{}>", w.usage_command))
}

/// The fault, what may have been meant, and the usage; what clap says where a fault is none of the usual ones.
fn told(error: &clap::Error, w: &Words) -> String {
    let Some(fault) = fault(error, w) else {
        return error.render().to_string();
    };
    let mut parts = vec![format!("{}: {fault}", w.usage_error)];
    let meant: Vec<_> = [
        (ContextKind::SuggestedSubcommand, w.usage_meant_command),
        (ContextKind::SuggestedArg, w.usage_meant_argument),
        (ContextKind::SuggestedValue, w.usage_meant_value),
    ]
    .into_iter()
    .filter_map(|(kind, pattern)| meant(error, kind, pattern))
    .collect();
    if !meant.is_empty() {
        parts.push(meant.join("\n"));
    }
    if let Some(ContextValue::StyledStr(usage)) = error.get(ContextKind::Usage) {
        let usage = usage.to_string();
        let usage = usage.strip_prefix("Usage:").unwrap_or(&usage);
        parts.push(format!("{}:{usage}", w.usage_line));
    }
    parts.push(format!("{}\n", w.usage_more));
    parts.join("\n\n")
}

fn fault(error: &clap::Error, w: &Words) -> Option<String> {
    let text = |kind| texts(error, kind).into_iter().next();
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let value = text(ContextKind::InvalidValue).unwrap_or_default();
    let command = text(ContextKind::InvalidSubcommand).unwrap_or_default();
    let values = [
        ("argument", argument.as_str()),
        ("value", value.as_str()),
        ("command", command.as_str()),
    ];
    let with = |pattern| Some(fill(pattern, &values));
    match error.kind() {
        ErrorKind::UnknownArgument => with(w.usage_unknown),
        ErrorKind::InvalidSubcommand => with(w.usage_no_command),
        ErrorKind::InvalidValue | ErrorKind::NoEquals | ErrorKind::TooFewValues
            if value.is_empty() =>
        {
            let fault = with(w.usage_no_value)?;
            Some(fault + &possible(error, ContextKind::ValidValue, w.usage_values))
        }
        ErrorKind::InvalidValue => {
            let fault = with(w.usage_bad_value)?;
            Some(fault + &possible(error, ContextKind::ValidValue, w.usage_values))
        }
        ErrorKind::ValueValidation => {
            let why = error.source().map(|why| reason(&why.to_string(), w));
            let why = why.map(|why| format!(": {why}")).unwrap_or_default();
            Some(with(w.usage_bad_value)? + &why)
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = texts(error, ContextKind::InvalidArg);
            let lines = [w.usage_missing.to_owned()].into_iter().chain(missing);
            Some(lines.collect::<Vec<_>>().join("\n  "))
        }
        ErrorKind::MissingSubcommand => {
            let fault = with(w.usage_needs_command)?;
            Some(fault + &possible(error, ContextKind::ValidSubcommand, w.usage_commands))
        }
        ErrorKind::ArgumentConflict
            if texts(error, ContextKind::PriorArg) == [argument.as_str()] =>
        {
            with(w.usage_twice)
        }
        ErrorKind::TooManyValues => with(w.usage_too_many),
        _ => None,
    }
}

/// Why a value cannot be taken, as the readers of numbers and dates say it.
fn reason(why: &str, w: &Words) -> String {
    if let Some((value, range)) = why.split_once(" is not in ") {
        return fill(w.usage_range, &[("value", value), ("range", range)]);
    }
    match why {
        "invalid digit found in string" | "cannot parse integer from empty string" => {
            w.usage_no_number.to_owned()
        }
        NO_DATE => w.usage_date.to_owned(),
        _ => why.to_owned(),
    }
}

/// The texts that clap gives with an error, one or several.
fn texts(error: &clap::Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(text)) => vec![text.clone()],
        Some(ContextValue::Strings(texts)) => texts.clone(),
        _ => Vec::new(),
    }
}

/// What may stand there, in brackets on a line of its own.
fn possible(error: &clap::Error, kind: ContextKind, word: &str) -> String {
    let values = texts(error, kind);
    if values.is_empty() {
        return String::new();
    }
    format!("\n  [{word}: {}]", values.join(", "))
}

fn meant(error: &clap::Error, kind: ContextKind, pattern: &str) -> Option<String> {
    let names = texts(error, kind);
    let quoted: Vec<_> = names.iter().map(|name| format!("'{name}'")).collect();
    let number = names.len().to_string();
    let values = [("n", number.as_str()), ("names", &quoted.join(", "))];
    (!names.is_empty()).then(|| format!("  {}", fill(pattern, &values)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::arguments::Arguments;
    use crate::texts::{DE, EN};

    const WRONG: [&str; 14] = [
        "--colour none",
        "--lang",
        "--lang fr",
        "--theme drak",
        "--today 2026-13-01",
        "lst services",
        "list",
        "list service",
        "list services --fromat csv",
        "show service",
        "list services districts",
        "info --nonsense",
        "--data a --data b",
        "stand new yesterday",
    ];

    fn error(line: &str) -> clap::Error {
        let line = format!("ozgtop {line}");
        let arguments: Vec<_> = line.split(' ').map(Into::into).collect();
        Arguments::read(&arguments, &EN).unwrap_err()
    }

    #[test]
    fn in_english_it_is_what_clap_says() {
        for line in WRONG {
            let error = error(line);
            assert!(fault(&error, &EN).is_some(), "{line}: {:?}", error.kind());
            assert_eq!(told(&error, &EN), error.render().to_string(), "{line}");
        }
    }

    #[test]
    fn in_german_no_english_is_left() {
        let words = [
            "error",
            "argument ",
            "found",
            "value",
            "tip",
            "Usage",
            "exists",
            "required",
            "try",
            "unexpected",
        ];
        for line in WRONG {
            let text = told(&error(line), &DE);
            let english: Vec<_> = words.iter().filter(|word| text.contains(**word)).collect();
            assert!(english.is_empty(), "{line}: {english:?}\n{text}");
        }
        let numbers = [
            "simulate x --seed a",
            "simulate x --snapshots 0",
            "simulate x --size 5",
        ];
        for line in numbers {
            let text = told(&error(line), &DE);
            assert!(
                !text.contains("is not in") && !text.contains("digit"),
                "{text}"
            );
        }
    }
}
