//! A row of a table as a line that stands for itself, or in full.

use super::{head, spoken, value};
use crate::analysis::group::Grouping;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::model::Model;
use crate::app::screen::overview::Question;
use crate::app::screen::{Row, Screen};
use crate::app::value::{ProblemPart, Value};
use crate::domain::collate::Folded;
use crate::texts::fill;
use crate::ui::context::words;
use crate::ui::question;

/// Examples of an answer that a row in full tells.
const MANY: usize = 20;

/// The row at a position in one line, without its number.
pub fn brief(model: &Model, at: usize) -> String {
    let (lens, screen) = (model.lens(), model.trail.now().screen);
    let Some(row) = model.trail.now().list.rows.get(at).copied() else {
        return String::new();
    };
    match row {
        Row::Question(_) => question_line(&lens, &screen, row),
        Row::Fact(_) => fact_line(&lens, &screen, row),
        Row::Snapshot(_) if matches!(screen, Screen::Cell(_)) => fact_line(&lens, &screen, row),
        row => {
            let columns = columns(&lens, &screen);
            let told = columns
                .into_iter()
                .filter(|column| is_brief(&screen, *column));
            let mut parts: Vec<String> = Vec::new();
            for part in told.filter_map(|column| field(&lens, &screen, row, column)) {
                // A district that is responsible itself lies in itself.
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
            parts.join(", ")
        }
    }
}

/// The row with its number and a full stop.
pub fn numbered(model: &Model, at: usize) -> String {
    format!("{}. {}.", at + 1, brief(model, at).trim_end_matches('.'))
}

/// The row at a position in full: one field a line, the services of a matrix one after the other.
pub fn full(model: &Model, at: usize) -> Vec<String> {
    let (lens, stop) = (model.lens(), model.trail.now());
    let w = words(model.language);
    let Some(row) = stop.list.rows.get(at).copied() else {
        return Vec::new();
    };
    let (n, m) = ((at + 1).to_string(), stop.list.rows.len().to_string());
    let mut columns = columns(&lens, &stop.screen).into_iter();
    let is_pair = matches!(row, Row::Fact(_)) || matches!(stop.screen, Screen::Cell(_));
    let name = columns.next().filter(|_| !is_pair);
    let name = name.map(|column| value::value(&lens, &row_value(&lens, &stop.screen, row, column)));
    let name = name.unwrap_or_else(|| brief(model, at));
    let mut lines = vec![sentence(&fill(
        w.linear_row_of,
        &[("n", &n), ("m", &m), ("row", &name)],
    ))];
    for column in columns.filter(|_| !is_pair) {
        let text = match row_value(&lens, &stop.screen, row, column) {
            Value::List(values) => value::list(&lens, &values, MANY),
            of => value::value(&lens, &of),
        };
        if !text.is_empty() {
            let line = [("name", head::head(&lens, column)), ("meaning", text)];
            let line = line.each_ref().map(|(name, text)| (*name, text.as_str()));
            lines.push(sentence(&fill(w.linear_meaning, &line)));
        }
    }
    match row {
        Row::Question(of) => lines.push(sentence(&spoken::spoken(w, &question::answer(&lens, of)))),
        Row::Problem(at) => {
            let advice = value::value(&lens, &Value::Problem(at, ProblemPart::Advice));
            lines.push(sentence(&format!("{}: {advice}", w.do_this)));
        }
        _ => {}
    }
    lines
}

/// One full stop at the end.
pub(super) fn sentence(text: &str) -> String {
    if text.ends_with(['.', '!', '?']) {
        text.to_owned()
    } else {
        format!("{text}.")
    }
}

/// The columns that are told: a matrix without a sum of its own gets it, behind the name.
fn columns(lens: &Lens<'_>, screen: &Screen) -> Vec<Column> {
    let mut columns = screen.columns(lens);
    if matches!(screen, Screen::District(_)) {
        columns.insert(1.min(columns.len()), Column::Sum);
    }
    columns
}

fn row_value(lens: &Lens<'_>, screen: &Screen, row: Row, column: Column) -> Value {
    match (screen, column) {
        (Screen::District(_), Column::Sum) => {
            let matrix = Screen::Matrix {
                grouping: Grouping::District,
                folded: false,
            };
            matrix.value(lens, row, column)
        }
        _ => screen.value(lens, row, column),
    }
}

/// Whether a column is told in the list; the others are told on demand.
fn is_brief(screen: &Screen, column: Column) -> bool {
    match column {
        Column::Bar
        | Column::Spark
        | Column::Kind
        | Column::Key
        | Column::Marks
        | Column::Matrix(_)
        | Column::InPhase(_)
        | Column::Updated
        | Column::Procedure
        | Column::Source
        | Column::Moved
        | Column::Population => false,
        // The screen's name says it.
        Column::Problem => matches!(screen, Screen::Problems(None)),
        Column::Service => !matches!(screen, Screen::Service { .. }),
        _ => true,
    }
}

/// A field with its name; `None` where there is nothing to say.
fn field(lens: &Lens<'_>, screen: &Screen, row: Row, column: Column) -> Option<String> {
    let of = row_value(lens, screen, row, column);
    let is_no_news = match (column, &of) {
        (_, Value::Number(0) | Value::Change(Some(0)))
        | (Column::Interval, Value::Interval { missing: false, .. }) => true,
        (_, Value::Count(share)) => share.whole == 0,
        // What is live is planned no more.
        (Column::Planned, Value::Planned(cell)) => cell.is_live(),
        _ => false,
    };
    if is_no_news {
        return None;
    }
    let text = value::value(lens, &of);
    if text.is_empty() {
        return None;
    }
    if head::is_plain(column) {
        return Some(text);
    }
    Some(format!("{} {text}", head::head(lens, column)))
}

/// Question, number, and what comes first.
fn question_line(lens: &Lens<'_>, screen: &Screen, row: Row) -> String {
    let text = |column| value::value(lens, &screen.value(lens, row, column));
    let asked = match row {
        Row::Question(Question::Backlog) => words(lens.language).linear_backlog.to_owned(),
        _ => text(Column::Question),
    };
    let answer = format!("{asked}: {}", text(Column::Number));
    match text(Column::Worst) {
        worst if worst.is_empty() => answer,
        worst => format!("{answer}. {worst}"),
    }
}

/// A fact of a cell, or what a snapshot tells about it.
fn fact_line(lens: &Lens<'_>, screen: &Screen, row: Row) -> String {
    let text = |column| value::value(lens, &screen.value(lens, row, column));
    let told = match text(Column::Value) {
        told if told.is_empty() => words(lens.language).fact_unknown.to_owned(),
        told => told,
    };
    format!("{}: {told}", text(Column::Label))
}

/// What the table can be sorted by, in whole words.
pub fn sort_names(model: &Model) -> Vec<String> {
    let lens = model.lens();
    let columns = model.trail.now().screen.columns(&lens);
    columns
        .into_iter()
        .map(|column| head::head(&lens, column))
        .collect()
}

/// The position of the column with this name, or the one that begins so or has it within.
pub fn sort_column(model: &Model, text: &str) -> Option<usize> {
    let query = Folded::new(text);
    let names: Vec<_> = sort_names(model)
        .iter()
        .map(|name| Folded::new(name))
        .collect();
    let same = names.iter().position(|name| name.is_same(&query));
    same.or_else(|| names.iter().position(|name| name.contains(&query)))
}
