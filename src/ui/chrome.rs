//! The lines around the table: where the operator is, facts above it, details below it.

use unicode_width::UnicodeWidthStr;

use super::context::words;
use super::field::{self, Style};
use super::format;
use super::label;
use super::outlook;
use super::pen::{Cut, Pen};
use super::question;
use super::saying;
use super::theme::Role;
use crate::app::column::Column;
use crate::app::language::Weighting;
use crate::app::model::Model;
use crate::app::screen::{Fact, Row, Screen};
use crate::app::value::Value;
use crate::domain::text::CleanText;
use crate::texts::fill;
use crate::ui::charset::Charset;

/// The second line: the way here, the source, and where in the list.
pub(super) fn crumbs(pen: &mut Pen<'_>, model: &Model, y: u16) {
    let w = words(model.language);
    let lens = model.lens();
    let width = pen.area().width;
    let list = &model.trail.now().list;
    let (n, m) = (list.rows.len().min(list.position() + 1), list.rows.len());
    let number = |number: usize| format::number(model.language, number as u64);
    let mut count = fill(w.count_of, &[("n", &number(n)), ("m", &number(m))]);
    let is_narrow = width < 60;
    if list.unfiltered > m && !is_narrow {
        let all = number(list.unfiltered);
        let parts = [("n", number(n)), ("m", number(m)), ("all", all)];
        let parts = parts
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        count = fill(w.filter_here, &parts);
    }
    let count_width = u16::try_from(pen.shown(&count).width()).unwrap_or(u16::MAX);
    let mut right = width.saturating_sub(count_width);
    pen.write((right, y), count_width, &count, Role::Plain, Cut::End);
    let names: Vec<_> = model
        .trail
        .screens()
        .map(|screen| label::screen(&lens, screen))
        .collect();
    // The source keeps some room: the way can be guessed, the source cannot.
    let for_source = if width >= 60 || model.filter.is_some() {
        SOURCE_WIDTH
    } else {
        0
    };
    let way = shorten(names, usize::from(right.saturating_sub(2 + for_source)));
    // A name may be cut, the sign of a filter never.
    let for_way = if is_narrow && model.filter.is_some() {
        right / 2
    } else {
        right.saturating_sub(2)
    };
    let used = pen.write((0, y), for_way, &way, Role::Title, Cut::End);
    let sources: Vec<_> = model.sources().iter().map(CleanText::as_str).collect();
    let source = sources.join(", ");
    right = right.saturating_sub(2);
    let mut used = used;
    if let Some(filter) = &model.filter {
        // What is left out must never go unnoticed.
        let text = format!("{}: {}", w.filter_label, filter.text());
        let room = right.saturating_sub(used + 2);
        used += 2 + pen.write((used + 2, y), room, &text, Role::Warning, Cut::End);
    }
    let free = right.saturating_sub(used + 2);
    let weighting = match model.weighting {
        Weighting::Bodies => w.by_bodies,
        Weighting::Inhabitants => w.by_inhabitants,
    };
    let text = format!("{weighting} · {}: {source}", w.source);
    if free >= SOURCE_WIDTH - 2 {
        pen.write((used + 2, y), free, &text, Role::Dim, Cut::End);
    }
}

/// Cells that the source has at least, where the screen is not narrow.
const SOURCE_WIDTH: u16 = 24;

/// The way with its oldest parts left out until it fits; the present screen is never left out.
fn shorten(names: Vec<String>, width: usize) -> String {
    let mut names: std::collections::VecDeque<_> = names.into();
    let mut cut = false;
    loop {
        let way = names
            .iter()
            .map(|name| Charset::Unicode.cut(name, 28))
            .collect::<Vec<_>>()
            .join(" › ");
        let way = if cut { format!("… › {way}") } else { way };
        if way.width() <= width || names.len() <= 1 {
            return way;
        }
        names.pop_front();
        cut = true;
    }
}

/// Facts above the table: as many as the lines hold, the most important first.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, lines: (u16, u16), charset: Charset) {
    let facts = model.trail.now().screen.facts(&model.lens());
    flow(pen, model, lines, charset, facts);
}

/// Facts one after the other, line by line, whole ones only.
fn flow(
    pen: &mut Pen<'_>,
    model: &Model,
    (top, lines): (u16, u16),
    charset: Charset,
    facts: Vec<Fact>,
) {
    let lens = model.lens();
    let width = pen.area().width;
    let (mut x, mut y) = (0_u16, top);
    for fact in facts {
        let style = Style {
            charset,
            width: 40,
            long: true,
        };
        let mut pieces = match label::fact(&lens, fact.label) {
            name if name.is_empty() => Vec::new(),
            name => vec![(format!("{name} "), Role::Plain)],
        };
        pieces.extend(field::pieces(&lens, &fact.value, style));
        let needed = pen.width(&pieces);
        if let Value::Ahead(..) = fact.value {
            // A forecast is a sentence: on a line of its own, and never cut while there are lines.
            let sentence: String = pieces.into_iter().map(|(text, _)| text).collect();
            y += u16::from(x > 0);
            for line in wrap(&pen.shown(&sentence), usize::from(width)) {
                if y < top + lines {
                    pen.write((0, y), width, &line, Role::Plain, Cut::End);
                }
                y += 1;
            }
            x = 0;
            continue;
        }
        if x > 0 && x.saturating_add(needed) > width {
            (x, y) = (0, y + 1);
        }
        if y >= top + lines {
            return;
        }
        pen.pieces((x, y), width.saturating_sub(x), &pieces, None, Cut::End);
        x = x.saturating_add(needed).saturating_add(2);
    }
}

/// Lines about the selected row: a problem in full and what to do, or a value that its line had to cut.
pub(super) fn detail(pen: &mut Pen<'_>, model: &Model, (top, lines): (u16, u16), charset: Charset) {
    let stop = model.trail.now();
    let Some(row) = stop.list.selected else {
        return;
    };
    let lens = model.lens();
    let columns = stop.screen.columns(&lens);
    let column = columns.get(stop.list.column).copied();
    let under_cursor = stop.screen.under_cursor(&lens, row, column);
    if !under_cursor.is_empty() {
        return flow(pen, model, (top, lines), charset, under_cursor);
    }
    let style = Style {
        charset,
        width: 400,
        long: true,
    };
    let text = |column| -> String {
        let pieces = field::pieces(&lens, &stop.screen.value(&lens, row, column), style);
        pieces.into_iter().map(|(text, _)| text).collect()
    };
    let width = usize::from(pen.area().width);
    let parts = match row {
        Row::Problem(_) => vec![
            format!("{}: {}", text(Column::Subject), text(Column::What)),
            format!(
                "{}: {}",
                words(model.language).do_this,
                text(Column::Advice)
            ),
        ],
        Row::Fact(_) => vec![text(Column::Value)],
        Row::Help(_) => vec![text(Column::Meaning)],
        Row::Saved(_) => saying::broken(&text(Column::Address), width),
        Row::Snapshot(id) => match stop.screen {
            Screen::Trend { subject, .. } => outlook::stand(&lens, subject, id, charset),
            _ => return,
        },
        Row::Cell(_) if matches!(stop.screen, Screen::Evidence) => {
            vec![
                format!("{}: {}", text(Column::Body), text(Column::Index)),
                text(Column::Url),
            ]
        }
        Row::Question(question) => {
            let mut parts = vec![question::answer(&lens, question)];
            match stop.screen.value(&lens, row, Column::Worst) {
                // Where there is room the beginning of the list itself.
                Value::List(values) if lines > 6 => parts.extend(values.iter().map(|value| {
                    let pieces = field::pieces(&lens, value, style);
                    pieces.into_iter().map(|(text, _)| text).collect()
                })),
                _ => parts.push(text(Column::Worst)),
            }
            parts
        }
        _ => return,
    };
    let always = matches!(row, Row::Saved(_) | Row::Cell(_));
    below(pen, (top, lines), &parts, always);
}

/// Paints what the line of the selected row had to cut, or what is always told.
fn below(pen: &mut Pen<'_>, (top, lines): (u16, u16), parts: &[String], always: bool) {
    let width = usize::from(pen.area().width);
    let all: Vec<_> = parts
        .iter()
        .flat_map(|part| wrap(&pen.shown(part), width))
        .collect();
    let is_long = |line: &String| line.width() > width.saturating_sub(30);
    let is_told = always || all.len() > 1 || all.first().is_some_and(is_long);
    for (y, line) in (top..top + lines).zip(all).filter(|_| is_told) {
        pen.write((0, y), u16::MAX, &line, Role::Plain, Cut::End);
    }
}

/// Breaks a text at spaces.
pub fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else {
            continue;
        };
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}
