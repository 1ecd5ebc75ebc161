//! A screen's table as text, JSON or CSV: the same values as on the screen.

use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

use super::arguments::Format;
use super::csv;
use super::printer::Printer;
use crate::app::column::Column;
use crate::app::list::List;
use crate::app::message::Message;
use crate::app::model::Model;
use crate::app::screen::{Row, Screen};
use crate::app::update::update;
use crate::app::value::Value;
use crate::export::sheet::sources;
use crate::export::{Printed, json};
use crate::ui::charset::Charset;
use crate::ui::context::words;
use crate::ui::field::{self, Style};
use crate::ui::{format, label};

pub(super) fn print<W: Write>(
    printer: &mut Printer<W>,
    model: &mut Model,
    charset: Charset,
    format: Format,
    printed: &Printed,
) -> io::Result<()> {
    // What a filter asks may depend on what the list is about.
    update(model, Message::Opened(printed.screen));
    let model = &*model;
    let lens = model.lens();
    let mut list = List {
        sort: model.trail.now().list.sort,
        ..List::default()
    };
    list.refill(&printed.screen, &lens, usize::MAX);
    let mut columns = printed.screen.columns(&lens);
    if matches!(printed.screen, Screen::Problems(_)) {
        columns.push(Column::Advice);
    }
    match format {
        Format::Table => as_table(printer, model, charset, printed, &list.rows, &columns),
        Format::Json => {
            let document = json::document(model, printed, &list.rows, &columns);
            printer.data(&serde_json::to_string_pretty(&document).unwrap_or_default())
        }
        Format::Csv => csv::write(printer, model, printed, &list.rows, &columns),
    }
}

fn as_table<W: Write>(
    printer: &mut Printer<W>,
    model: &Model,
    charset: Charset,
    printed: &Printed,
    rows: &[Row],
    columns: &[Column],
) -> io::Result<()> {
    let lens = model.lens();
    printer.line(&heading(model))?;
    let style = Style {
        charset,
        width: 20,
        long: true,
    };
    let text = |value: &Value, width| -> String {
        let pieces = field::pieces(&lens, value, Style { width, ..style });
        charset
            .text(&pieces.into_iter().map(|(text, _)| text).collect::<String>())
            .into_owned()
    };
    if printed.with_facts && !matches!(printed.screen, Screen::Cell(_)) {
        for fact in printed.screen.facts(&lens) {
            printer.line(&format!(
                "{}: {}",
                label::fact(&lens, fact.label),
                text(&fact.value, 60)
            ))?;
        }
        printer.line("")?;
    }
    let wide = |column: &Column| if *column == Column::Bar { 20 } else { 60 };
    let mut lines: Vec<Vec<String>> = vec![
        columns
            .iter()
            .map(|column| label::head(&lens, *column))
            .collect(),
    ];
    for row in rows {
        let value =
            |column: &Column| text(&printed.screen.value(&lens, *row, *column), wide(column));
        lines.push(columns.iter().map(value).collect());
    }
    let width = |at: usize| {
        lines
            .iter()
            .filter_map(|line| line.get(at))
            .map(|text| charset.text(text).width())
            .max()
    };
    let widths: Vec<_> = (0..columns.len())
        .map(|at| width(at).unwrap_or(0))
        .collect();
    for line in &lines {
        let mut out = String::new();
        for ((text, width), column) in line.iter().zip(&widths).zip(columns) {
            let pad = " ".repeat(width.saturating_sub(charset.text(text).width()));
            let (before, after) = if column.spec().right {
                (pad.as_str(), "")
            } else {
                ("", pad.as_str())
            };
            out.extend([before, text.as_str(), after, "  "]);
        }
        printer.line(out.trim_end())?;
    }
    Ok(())
}

/// Land, snapshot, source, and whether it is made up.
fn heading(model: &Model) -> String {
    let w = words(model.language);
    let mut parts = vec![model.data.land.name.to_string()];
    if let Some(date) = model.standing.date {
        parts.push(format!(
            "{} {}",
            w.snapshot,
            format::day(model.language, date)
        ));
    }
    if model.data.is_synthetic() {
        parts.push(w.example_data.to_owned());
    }
    if let Some(filter) = &model.filter {
        parts.push(format!("{}: {}", w.filter_label, filter.text()));
    }
    let sources = sources(model);
    if !sources.is_empty() {
        parts.push(format!("{}: {}", w.source, sources.join(", ")));
    }
    parts.join(" · ")
}
