//! The table: head and visible rows, the selected one marked by a sign and a reversed name.

use std::collections::HashSet;

use unicode_width::UnicodeWidthStr;

use super::chrome::wrap;
use super::columns::{self, Fitted};
use super::context::{Context, words};
use super::field::{self, Style};
use super::keys;
use super::label;
use super::pen::{Cut, Pen};
use super::theme::Role;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::model::Model;
use crate::app::screen::{Row, Screen};
use crate::app::table::Table as Of;
use crate::app::trail::Stop;
use crate::app::value::Value;

/// Where the table stands: first line and number of lines, with or without a head.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) y: u16,
    pub(super) head: u16,
    pub(super) rows: u16,
}

/// A table ready to be painted.
pub(super) struct Table<'a> {
    stop: &'a Stop,
    lens: Lens<'a>,
    columns: Vec<Column>,
    fitted: Vec<Fitted>,
    context: &'a Context,
    /// Rows that were loaded anew and are different.
    marked: &'a HashSet<Row>,
}

impl<'a> Table<'a> {
    pub(super) fn new(model: &'a Model, context: &'a Context, width: u16) -> Self {
        let (stop, lens) = (model.trail.now(), model.lens());
        let columns = stop.screen.columns(&lens);
        let fitted = {
            let chose = lens.chosen.of(Of::of(&stop.screen)).is_some();
            columns::fit(&columns, stop.list.column, width, chose)
        };
        Self {
            stop,
            lens,
            columns,
            fitted,
            context,
            marked: &model.live.marked,
        }
    }

    pub(super) fn paint(&self, pen: &mut Pen<'_>, place: Place) {
        if place.head > 0 {
            self.paint_head(pen, place.y, place.head);
        }
        let first = place.y + place.head;
        if self.stop.list.rows.is_empty() {
            let why = why_empty(&self.lens, &self.stop.screen);
            let width = usize::from(pen.area().width.saturating_sub(columns::MARKER));
            let lines = wrap(&pen.shown(&why), width);
            for (y, line) in (first..first + place.rows).zip(lines) {
                pen.write((columns::MARKER, y), u16::MAX, &line, Role::Plain, Cut::End);
            }
        }
        let visible = self.stop.list.visible(usize::from(place.rows));
        for (y, row) in (first..).zip(visible).take(usize::from(place.rows)) {
            self.paint_row(pen, y, row);
        }
    }

    fn paint_head(&self, pen: &mut Pen<'_>, y: u16, lines: u16) {
        let stop = self.stop;
        let sort = stop.list.sort.or_else(|| stop.screen.default_sort());
        let w = words(self.lens.language);
        let last = y + lines.saturating_sub(1);
        // One underlined line costs fewer bytes than a piece for every head.
        pen.line(last, Role::Head);
        for (turn, fitted) in self.fitted.iter().enumerate() {
            let Some(column) = self.columns.get(fitted.at) else {
                continue;
            };
            let sign = match sort.filter(|sort| sort.column == *column) {
                Some(sort) if sort.descending => w.sorted_down,
                Some(_) => w.sorted_up,
                None => "",
            };
            // The narrow heads of a matrix take turns on two lines, each over its own column and its neighbour's.
            let is_matrix = matches!(column, Column::Matrix(_));
            let raised = is_matrix && lines > 1 && turn % 2 == 0;
            let width = match lines {
                2.. if is_matrix => (2 * fitted.width + 1).min(pen.area().width - fitted.x),
                _ => fitted.width,
            };
            // The sign of the order takes room from the word, never the other way round.
            let room = usize::from(width).saturating_sub(sign.width());
            let head = self.head(*column, room);
            let head: String = pen.shown(&head).chars().take(room).collect();
            let head = format!("{head}{sign}");
            let role = match (fitted.at == stop.list.column, raised) {
                (true, false) => Role::HeadCursor,
                (true, true) => Role::Selected,
                (false, false) => Role::Head,
                (false, true) => Role::Plain,
            };
            let free = width.saturating_sub(u16::try_from(head.width()).unwrap_or(u16::MAX));
            let indent = if column.spec().right { free } else { 0 };
            let line = if raised { y } else { last };
            pen.write((fitted.x + indent, line), width, &head, role, Cut::End);
        }
    }

    /// The head of a column in so many cells: a service by its name where that says more than its three letters.
    fn head(&self, column: Column, room: usize) -> String {
        match column {
            Column::Matrix(id) if room >= 7 => {
                let name = &self.lens.data.catalogue.service(id).name;
                self.lens.language.of(name).to_string()
            }
            column => label::head(&self.lens, column),
        }
    }

    fn paint_row(&self, pen: &mut Pen<'_>, y: u16, row: Row) {
        let selected = self.stop.list.selected == Some(row);
        if selected {
            pen.write((0, y), 1, "▸", Role::Title, Cut::End);
        }
        if self.marked.contains(&row) {
            pen.write((1, y), 1, "*", Role::Title, Cut::End);
        }
        for fitted in &self.fitted {
            let Some(column) = self.columns.get(fitted.at) else {
                continue;
            };
            let value = self.stop.screen.value(&self.lens, row, *column);
            let over = (selected && fitted.at == self.key_column()).then_some(Role::Selected);
            self.paint_field(pen, (fitted.x, y), fitted.width, *column, &value, over);
        }
    }

    /// The column that is reversed in the selected row: the name, or in a matrix the cell under the cursor.
    fn key_column(&self) -> usize {
        match self.columns.get(self.stop.list.column) {
            Some(Column::Matrix(_)) => self.stop.list.column,
            _ => 0,
        }
    }

    fn paint_field(
        &self,
        pen: &mut Pen<'_>,
        (x, y): (u16, u16),
        width: u16,
        column: Column,
        value: &Value,
        over: Option<Role>,
    ) {
        let long = matches!(self.stop.screen, Screen::Cell(_));
        let style = Style {
            charset: self.context.charset,
            width: usize::from(width),
            long,
        };
        let pieces = field::pieces(&self.lens, value, style);
        let free = width.saturating_sub(pen.width(&pieces));
        // A shade begins in the gap before its column: it parts the numbers as well as the gap does.
        if let (Column::Matrix(_), Value::Shaded { .. }) = (column, value) {
            return pen.pieces((x.saturating_sub(1), y), width + 1, &pieces, over, Cut::End);
        }
        let indent = if column.spec().right { free } else { 0 };
        let cut = match column {
            Column::Phase
            | Column::What
            | Column::Value
            | Column::Meaning
            | Column::Advice
            | Column::Question
            | Column::Worst
            | Column::Transition => Cut::End,
            _ => Cut::Middle,
        };
        pen.pieces((x + indent, y), width - indent, &pieces, over, cut);
    }
}

/// Why a table has no rows, and how to get on.
pub(super) fn why_empty(lens: &Lens<'_>, screen: &Screen) -> String {
    let w = words(lens.language);
    let why = match screen {
        Screen::Views => w.empty_views,
        _ if lens.data.awaits_history && screen.needs_history() => w.history_awaited,
        Screen::Evidence if lens.standing.sights.is_empty() => w.empty_no_evidence,
        _ if lens.standing.choice.is_filtered() => w.empty_filter,
        Screen::Problems(_) => w.empty_problems,
        _ if lens.standing.at.is_none() => w.empty_rollout,
        Screen::Changes(_) if lens.standing.base.is_none() => w.empty_changes_first,
        Screen::Changes(Some(_)) => w.empty_way,
        Screen::Changes(_) => w.empty_changes,
        Screen::Upcoming => w.empty_upcoming,
        Screen::Evidence => w.empty_evidence,
        Screen::Services => w.empty_services,
        _ => w.empty_rows,
    };
    keys::filled(w, lens.keymap, why)
}
