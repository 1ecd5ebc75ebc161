//! A screen's table as CSV for spreadsheets.

use std::io::{self, Write};

use serde_json::Value as Json;

use super::printer::Printer;
use crate::app::column::Column;
use crate::app::model::Model;
use crate::app::screen::{Row, Screen};
use crate::export::markup::spreadsheet;
use crate::export::sheet::{compared, sources};
use crate::export::{Printed, json};
use crate::ui::context::words;

/// CSV with the JSON's values, nested names joined by underscores; date and source stand in every line.
pub(super) fn write<W: Write>(
    printer: &mut Printer<W>,
    model: &Model,
    printed: &Printed,
    rows: &[Row],
    columns: &[Column],
) -> io::Result<()> {
    let lens = model.lens();
    let line = |row: &Row| {
        let mut line = Vec::new();
        for (key, value) in json::row_of(&lens, printed, *row, columns) {
            flatten(&mut line, key, &value);
        }
        line
    };
    let lines: Vec<Line> = rows
        .iter()
        .filter(|row| !matches!(row, Row::Fact(_)))
        .map(line)
        .collect();
    let keys: Vec<_> = match printed.screen {
        Screen::Problems(_) | Screen::Cell(_) => Vec::new(), // their rows have names of their own
        _ => columns.iter().map(|column| column.key(&lens)).collect(),
    };
    let head = head(&keys, &lines);
    let date = model
        .standing
        .date
        .map(|date| date.to_string())
        .unwrap_or_default();
    let mut source = sources(model).join(", ");
    if model.data.is_synthetic() {
        source = format!("{}: {source}", words(model.language).example_data);
    }
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let schema = json::SCHEMA.to_string();
    let compared = compared(model, printed).map(|date| date.to_string());
    let mut ends = vec![
        ("schema", schema.as_str()),
        ("snapshot_date", date.as_str()),
    ];
    ends.extend(compared.as_deref().map(|date| ("compared_date", date)));
    ends.extend(model.filter.as_ref().map(|it| ("filter", it.text())));
    ends.push(("data_source", source.as_str()));
    let names = head
        .iter()
        .map(String::as_str)
        .chain(ends.iter().map(|(name, _)| *name));
    writer.write_record(names).map_err(io::Error::other)?;
    for line in &lines {
        let field = |key: &String| {
            line.iter()
                .find(|(name, _)| name == key)
                .map_or("", |(_, text)| text.as_str())
        };
        let fields = head
            .iter()
            .map(field)
            .chain(ends.iter().map(|(_, text)| *text));
        writer
            .write_record(fields.map(|field| spreadsheet(field).into_owned()))
            .map_err(io::Error::other)?;
    }
    let bytes = writer
        .into_inner()
        .map_err(|error| io::Error::other(error.to_string()))?;
    printer.data(&String::from_utf8_lossy(&bytes))
}

/// The fields of a row with their names.
type Line = Vec<(String, String)>;

/// All names that occur, in the order of the columns; a column that is empty throughout keeps its own.
fn head(keys: &[String], lines: &[Line]) -> Vec<String> {
    let mut seen: Vec<&String> = Vec::new();
    for (name, _) in lines.iter().flatten() {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    let mut head = Vec::new();
    for key in keys {
        let nested = format!("{key}_");
        let before = head.len();
        head.extend(
            seen.extract_if(.., |name| *name == key || name.starts_with(&nested))
                .cloned(),
        );
        if head.len() == before {
            head.push(key.clone());
        }
    }
    head.extend(seen.into_iter().cloned());
    head
}

fn flatten(line: &mut Line, key: String, value: &Json) {
    match value {
        Json::Object(fields) => {
            for (name, value) in fields {
                flatten(line, format!("{key}_{name}"), value);
            }
        }
        Json::Array(values) => {
            let texts: Vec<_> = values
                .iter()
                .map(|value| value.as_str().map_or(value.to_string(), str::to_owned))
                .collect();
            line.push((key, texts.join(" ")));
        }
        // What is not there has no shape; another row may tell it.
        Json::Null => {}
        Json::String(text) => line.push((key, text.clone())),
        other => line.push((key, other.to_string())),
    }
}
