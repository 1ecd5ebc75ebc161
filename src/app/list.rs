//! A table as the operator left it: which row, which column, in which order, how far scrolled.

use super::column::Column;
use super::lens::Lens;
use super::order::Order;
use super::screen::{Row, Screen};

/// By which column a table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// Largest first.
    pub descending: bool,
}

/// Rows in order, with selection and scroll. The selection is a thing, not a number: it survives sorting and another date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct List {
    /// The rows in the order shown.
    pub rows: Vec<Row>,
    /// The selected row.
    pub selected: Option<Row>,
    /// How many rows there are without the filter.
    pub unfiltered: usize,
    /// Position of the first visible row, counted without those that stay.
    pub top: usize,
    /// Rows at the top that stay when the others scroll.
    pub frozen: usize,
    /// Position of the column under the cursor.
    pub column: usize,
    /// Present order; `None` is the screen's own.
    pub sort: Option<Sort>,
}

impl List {
    /// Fills the rows anew and keeps everything else as far as it still exists.
    pub fn refill(&mut self, screen: &Screen, lens: &Lens<'_>, height: usize) {
        let before = self.position();
        self.rows = screen.rows(lens);
        self.unfiltered = self.rows.len();
        if lens.standing.choice.is_filtered() {
            self.rows.retain(|row| screen.keeps(lens, *row));
            self.drop_empty_groups(lens);
        }
        self.frozen = screen.frozen().min(self.rows.len());
        if self.sort.is_some() && self.rows.iter().any(|row| matches!(row, Row::Body(_))) {
            // In another order there is nothing that groups could stand above.
            self.rows.retain(|row| !matches!(row, Row::Group(_)));
        }
        if let Some(sort) = self.sort.or_else(|| screen.default_sort()) {
            // What has no value comes last in either direction: it answers no question.
            let key = |row: &Row| {
                let order = screen.value(lens, *row, sort.column).order(lens);
                (order == Order::Nothing, order)
            };
            let rows = self.rows.get_mut(self.frozen..).unwrap_or_default();
            if sort.descending {
                rows.sort_by_cached_key(|row| {
                    let (nothing, order) = key(row);
                    (nothing, std::cmp::Reverse(order))
                });
            } else {
                rows.sort_by_cached_key(key);
            }
        }
        if self
            .selected
            .is_none_or(|selected| !self.rows.contains(&selected))
        {
            self.selected = self
                .rows
                .get(before.min(self.rows.len().saturating_sub(1)))
                .copied();
        }
        self.column = self
            .column
            .min(screen.columns(lens).len().saturating_sub(1));
        self.reveal(height);
    }

    /// Leaves out groups that have neither a chosen cell nor a row below them.
    fn drop_empty_groups(&mut self, lens: &Lens<'_>) {
        let mut below = false;
        let mut kept: Vec<Row> = Vec::with_capacity(self.rows.len());
        for row in self.rows.iter().rev() {
            if let Row::Group(group) = row {
                if below || lens.standing.group(*group).bodies.total() > 0 {
                    kept.push(*row);
                }
                below = false;
            } else {
                below = true;
                kept.push(*row);
            }
        }
        kept.reverse();
        self.rows = kept;
    }

    /// Position of the selection; 0 where there is none.
    pub fn position(&self) -> usize {
        self.selected
            .and_then(|selected| self.rows.iter().position(|row| *row == selected))
            .unwrap_or(0)
    }

    /// Moves the selection by `by` rows and stops at the ends.
    pub fn step(&mut self, by: isize, height: usize) {
        let last = self.rows.len().saturating_sub(1);
        self.select(self.position().saturating_add_signed(by).min(last), height);
    }

    /// Moves selection and window by a page, so that the cursor keeps its line.
    pub fn page(&mut self, by: isize, height: usize) {
        let position = self.position();
        let furthest = self.rows.len().saturating_sub(height.max(1));
        self.top = self.top.saturating_add_signed(by).min(furthest);
        self.select(
            position
                .saturating_add_signed(by)
                .min(self.rows.len().saturating_sub(1)),
            height,
        );
    }

    /// Selects a position.
    pub fn select(&mut self, position: usize, height: usize) {
        self.selected = self.rows.get(position).copied();
        self.reveal(height);
    }

    /// Scrolls as little as needed to show the selection, and never past the end.
    pub fn reveal(&mut self, height: usize) {
        let (frozen, height) = self.window(height);
        if let Some(position) = self.position().checked_sub(frozen) {
            let lowest = (position + 1).saturating_sub(height);
            self.top = self.top.min(position).max(lowest);
        }
        let count = self.rows.len().saturating_sub(frozen);
        self.top = self.top.min(count.saturating_sub(height));
    }

    /// Of `height` visible rows: how many stay, and how many scroll (at least one).
    pub fn window(&self, height: usize) -> (usize, usize) {
        let height = height.max(1);
        let frozen = self.frozen.min(height - 1);
        (frozen, height - frozen)
    }

    /// The visible rows, from the top.
    pub fn visible(&self, height: usize) -> impl Iterator<Item = Row> {
        let (frozen, scrolling) = self.window(height);
        let rest = self.rows.iter().skip(frozen + self.top).take(scrolling);
        self.rows.iter().take(frozen).chain(rest).copied()
    }
}
