//! Cells in words and signs: phase, marks, dates, how they moved.

use super::change;
use super::context::words;
use super::field::{Pieces, Style};
use super::format;
use super::label;
use super::phase;
use super::theme::Role;
use crate::analysis::change::Transition;
use crate::app::lens::{Lens, Mark};
use crate::app::value::Value;
use crate::domain::cell::Cell;
use crate::domain::date::Date;

/// The pieces of the values that speak of a cell; `None` for the others.
pub(super) fn pieces(lens: &Lens<'_>, value: &Value, style: Style) -> Option<Pieces> {
    let w = words(lens.language);
    Some(match value {
        Value::Phase(cell) => vec![phase_piece(lens, cell, style)],
        Value::Since(cell) => dated(lens, cell.since, cell, Mark::Stalled, style),
        Value::Planned(cell) => dated(lens, cell.planned, cell, Mark::Overdue, style),
        Value::Step { cell, before } => step(lens, cell, before.as_ref(), style),
        Value::Marks(cell) => vec![(signs(lens, cell, |_| true), Role::Warning)],
        Value::MarkWords(cell) => {
            let marks = lens.marks(cell).into_iter();
            let list: Vec<_> = marks.map(|mark| phase::mark(w, mark).1).collect();
            vec![(list.join(", "), Role::Warning)]
        }
        Value::Matrix { cell, own, moved } => matrix(lens, cell.as_ref(), *own, *moved, style),
        Value::Legend(phase) => {
            let look = phase::look(w, *phase);
            let letter = look.letter(style.charset, true);
            vec![(format!("{letter} {}", look.word), look.role)]
        }
        Value::MarkLegend(mark) => {
            let (sign, word, _) = phase::mark(w, *mark);
            let word = format!(" {word}");
            vec![(sign.to_string(), Role::Warning), (word, Role::Plain)]
        }
        Value::WayLegend(way) => {
            let word = format!(" {}", label::way(w, *way));
            vec![change::arrow(*way), (word, Role::Plain)]
        }
        Value::Transition(moved) => {
            let words = moved.map(|moved| change::transition(w, moved, style));
            words.unwrap_or_default()
        }
        _ => return None,
    })
}

fn day(lens: &Lens<'_>, date: Date, style: Style) -> String {
    if style.long {
        format::day(lens.language, date)
    } else {
        format::short_day(lens.language, date)
    }
}

/// Letter, reported marks and word of a phase.
fn phase_piece(lens: &Lens<'_>, cell: &Cell, style: Style) -> (String, Role) {
    let look = phase::look(words(lens.language), cell.phase);
    let letter = look.letter(style.charset, true);
    let signs = signs(lens, cell, |mark| {
        !matches!(mark, Mark::Overdue | Mark::Stalled)
    });
    (format!("{letter}{signs} {}", look.word), look.role)
}

/// The signs of those marks of a cell that are wanted.
fn signs(lens: &Lens<'_>, cell: &Cell, wanted: impl Fn(Mark) -> bool) -> String {
    let w = words(lens.language);
    let marks = lens.marks(cell).into_iter().filter(|mark| wanted(*mark));
    marks.map(|mark| phase::mark(w, mark).0).collect()
}

/// A date of a cell, with the sign of the mark that rests on it.
fn dated(lens: &Lens<'_>, date: Option<Date>, cell: &Cell, mark: Mark, style: Style) -> Pieces {
    let Some(date) = date else {
        return Pieces::new();
    };
    let mut all = vec![(day(lens, date, style), Role::Plain)];
    let sign = signs(lens, cell, |of| of == mark);
    if !sign.is_empty() {
        all.push((sign, Role::Warning));
    }
    all
}

/// A phase in a history: an arrow where it moved, and since when.
fn step(lens: &Lens<'_>, cell: &Cell, before: Option<&Cell>, style: Style) -> Pieces {
    let mut all = vec![phase_piece(lens, cell, style)];
    if let Some(moved) = before.and_then(|before| Transition::between(before, cell)) {
        let (sign, role) = change::arrow(moved.way());
        all.push((format!(" {sign}"), role));
    }
    if let Some(planned) = cell.planned.filter(|_| !cell.is_live()) {
        let w = words(lens.language);
        let day = format::short_day(lens.language, planned);
        all.push((format!("  {} {day}", w.head_planned), Role::Plain));
    }
    all
}

fn matrix(
    lens: &Lens<'_>,
    cell: Option<&Cell>,
    own: bool,
    moved: Option<Transition>,
    style: Style,
) -> Pieces {
    let w = words(lens.language);
    let Some(cell) = cell else {
        return vec![(phase::NOT_RESPONSIBLE.to_string(), Role::Dim)];
    };
    let look = phase::look(w, cell.phase);
    let letter = look.letter(style.charset, own);
    let mut all = vec![(letter.to_string(), if own { look.role } else { Role::Dim })];
    if !own {
        return all;
    }
    if lens.comparing {
        all.extend(moved.map(|moved| change::arrow(moved.way())));
    } else if let Some(mark) = lens.marks(cell).first() {
        all.push((phase::mark(w, *mark).0.to_string(), Role::Warning));
    }
    all
}
