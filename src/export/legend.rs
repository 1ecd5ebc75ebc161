//! The letters, signs and figures of what is on screen, and what they mean: those that occur, in the order of the help.

use crate::analysis::map::shade::Shade;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::model::Model;
use crate::app::screen::help::{self, Figure, HelpRow};
use crate::app::screen::map::{Reading, reading};
use crate::app::screen::{Row, Screen};
use crate::app::value::{Ahead, Value};
use crate::domain::cell::Cell;
use crate::domain::phase::Phase;
use crate::ui::charset::Charset;
use crate::ui::context::words;
use crate::ui::linear::value;
use crate::ui::{help as told, question};

/// Terms and their meanings.
pub(super) fn of(model: &Model, columns: &[Column]) -> Vec<(String, String)> {
    let (lens, stop) = (model.lens(), model.trail.now());
    let mut seen = Seen::default();
    for column in columns {
        seen.column(*column);
    }
    for fact in stop.screen.facts(&lens) {
        seen.value(&lens, &fact.value);
    }
    let mut asked = Vec::new();
    for row in &stop.list.rows {
        for column in columns {
            seen.value(&lens, &stop.screen.value(&lens, *row, *column));
        }
        match (stop.screen, row) {
            (Screen::Map { service, .. }, Row::Body(id)) => {
                seen.reading(reading(&lens, service, *id));
            }
            (_, Row::Question(of)) => {
                let asks = stop.screen.value(&lens, *row, Column::Question);
                asked.push((value(&lens, &asks), question::answer(&lens, *of)));
            }
            _ => {}
        }
    }
    if model.filter.is_some() {
        seen.figure(Figure::Filtered);
    }
    if model.newer().is_some() {
        seen.figure(Figure::PastDate);
    }
    if lens.comparing {
        seen.figure(Figure::Difference);
    }
    let rows = (0..help::count(&lens)).filter_map(|at| help::row(&lens, at));
    let told = rows.filter(|row| seen.0.contains(row)).map(|row| {
        let (term, meaning) = told::word(&lens, row, Charset::Unicode);
        (plain(&term), plain(&meaning))
    });
    asked.into_iter().chain(told).collect()
}

/// Whose map it is.
pub(super) fn notes(model: &Model) -> Vec<String> {
    let w = words(model.language);
    match model.trail.now().screen {
        Screen::Map { .. } => vec![format!("{}: {}", w.attribution, w.attribution_map)],
        _ => Vec::new(),
    }
}

/// The help sets its signs apart with blanks.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What occurs.
#[derive(Default)]
struct Seen(Vec<HelpRow>);

impl Seen {
    fn row(&mut self, row: HelpRow) {
        if !self.0.contains(&row) {
            self.0.push(row);
        }
    }

    fn figure(&mut self, figure: Figure) {
        self.row(HelpRow::Figure(figure));
    }

    fn column(&mut self, column: Column) {
        match column {
            Column::ByBodies => self.figure(Figure::ReachByBodies),
            Column::ByInhabitants => self.figure(Figure::ReachByInhabitants),
            Column::Change => self.figure(Figure::Change),
            Column::PlannedEnd => self.figure(Figure::PlannedEnd),
            Column::Own => self.figure(Figure::Own),
            Column::Spark => self.figure(Figure::Spark),
            Column::Moved | Column::Forward | Column::Backward => self.figure(Figure::Moved),
            Column::Matrix(id) => self.row(HelpRow::Service(id)),
            Column::InPhase(phase) => self.row(HelpRow::Phase(phase)),
            _ => {}
        }
    }

    fn estimate(&mut self, is: bool) {
        if is {
            self.figure(Figure::Estimate);
        }
    }

    fn cell(&mut self, lens: &Lens<'_>, cell: &Cell) {
        self.row(HelpRow::Phase(cell.phase));
        self.marks(lens, cell);
    }

    fn marks(&mut self, lens: &Lens<'_>, cell: &Cell) {
        for mark in lens.marks(cell) {
            self.row(HelpRow::Mark(mark));
        }
    }

    fn reading(&mut self, reading: Reading) {
        match reading {
            Reading::Difference(..) => self.figure(Figure::Points),
            reading => self.row(HelpRow::Shade(reading.shade())),
        }
    }

    fn value(&mut self, lens: &Lens<'_>, value: &Value) {
        match value {
            Value::Phase(cell)
            | Value::Step { cell, .. }
            | Value::Matrix {
                cell: Some(cell),
                own: true,
                ..
            } => self.cell(lens, cell),
            Value::Marks(cell)
            | Value::MarkWords(cell)
            | Value::Since(cell)
            | Value::Planned(cell) => self.marks(lens, cell),
            Value::Matrix { cell: None, .. } => self.row(HelpRow::NotResponsible),
            Value::Matrix {
                cell: Some(cell), ..
            } => self.row(HelpRow::Phase(cell.phase)),
            Value::Bar(tally) => {
                let phases = Phase::ALL.map(Some).into_iter().chain([None]);
                for phase in phases.filter(|phase| tally.of(*phase) > 0) {
                    self.row(HelpRow::Phase(phase));
                }
            }
            Value::Transition(Some(moved)) => {
                self.row(HelpRow::Phase(moved.from));
                self.row(HelpRow::Phase(moved.to));
            }
            Value::Many(values) | Value::List(values) => {
                for value in values {
                    self.value(lens, value);
                }
            }
            value => self.figures(lens, value),
        }
    }

    fn figures(&mut self, lens: &Lens<'_>, value: &Value) {
        match value {
            Value::Status(status) => self.row(HelpRow::Status(*status)),
            Value::Shaded { share, .. } => match Shade::of(*share) {
                Some(_) => self.figure(Figure::Shaded),
                None => self.row(HelpRow::NotResponsible),
            },
            Value::Inhabitants { official, .. } => self.estimate(!official),
            Value::People { share, estimated } | Value::Percent { share, estimated } => {
                self.estimate(*estimated && share.whole > 0);
            }
            Value::Kind(id) => {
                self.row(HelpRow::Class(lens.data.register.body(*id).class));
            }
            Value::Short(id) => self.row(HelpRow::Service(*id)),
            Value::Cell(id) => {
                if let Some(slot) = lens.data.responsibility.slot(*id) {
                    self.row(HelpRow::Service(slot.service));
                }
            }
            Value::Acting { via: true, .. } => self.figure(Figure::Via),
            Value::End { unplanned: 1.., .. } => self.figure(Figure::Unplanned),
            Value::Interval { missing: true, .. } => self.figure(Figure::Gap),
            Value::Ahead(_, Ahead::Pace) => self.figure(Figure::Pace),
            Value::Ahead(_, Ahead::Curve) => self.figure(Figure::Curve),
            _ => {}
        }
    }
}
