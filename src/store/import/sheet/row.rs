//! One row, and where rows go to.

use std::ops::ControlFlow;

use super::{MAX_CELLS, MAX_COLUMNS, MAX_ROWS, too_much};
use crate::domain::date::Date;
use crate::domain::sheet_fault::{Amount, SheetFault};
use crate::domain::text::CleanText;
use crate::store::import::Watch;

/// Rows between two looks at whether to go on.
const STRIDE: u32 = 1024;

/// What a field is, beside its text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// Text, or nothing.
    #[default]
    Text,
    /// A number, its text with a decimal point.
    Number,
    /// A day; the text is ISO, with the time where there is one.
    Date(Date),
    /// A formula that failed; the text is its sign, as `#REF!`.
    Error,
}

/// One row. All its text lies in one piece, which is used again for the next.
#[derive(Clone, Debug, Default)]
pub struct Row {
    number: u32,
    text: String,
    /// Where each field ends in `text`.
    fields: Vec<(usize, Kind)>,
    has_content: bool,
}

impl Row {
    /// Number of the row as the spreadsheet or the editor shows it, from 1.
    pub fn number(&self) -> u32 {
        self.number
    }

    /// Number of fields; those that follow are empty.
    pub fn len(&self) -> usize {
        self.fields.len()
    }

    /// Whether there is no field.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// The text of a field, columns from 0, without blanks around it; empty beyond the last.
    pub fn text(&self, column: usize) -> &str {
        let Some((end, _)) = self.fields.get(column) else {
            return "";
        };
        let start = column
            .checked_sub(1)
            .and_then(|before| self.fields.get(before))
            .map_or(0, |(end, _)| *end);
        let text = self.text.get(start..*end).unwrap_or_default().trim();
        // So keys are written in CSV files to keep their leading zero in Excel: `="03459"`.
        let formula = text.strip_prefix("=\"");
        formula
            .and_then(|rest| rest.strip_suffix('"'))
            .unwrap_or(text)
    }

    /// What a field is.
    pub fn kind(&self, column: usize) -> Kind {
        self.fields
            .get(column)
            .map_or(Kind::Text, |(_, kind)| *kind)
    }

    pub(super) fn start(&mut self, number: u32) {
        self.number = number;
        self.text.clear();
        self.fields.clear();
        self.has_content = false;
    }

    /// Adds a field at that column; a field that has content beyond the limit is a fault, an empty one is nothing.
    pub(super) fn put(&mut self, column: usize, text: &str, kind: Kind) -> Result<(), Halt> {
        if text.is_empty() {
            return Ok(());
        }
        if column >= MAX_COLUMNS {
            return Err(too_much(Amount::Columns, MAX_COLUMNS as u64));
        }
        while self.fields.len() < column {
            self.fields.push((self.text.len(), Kind::Text));
        }
        if self.fields.len() > column {
            // A second field at one place: only a broken writer does that. The first counts.
            return Ok(());
        }
        // A NUL shows nothing and means nothing.
        if text.contains('\0') {
            self.text.extend(text.chars().filter(|c| *c != '\0'));
        } else {
            self.text.push_str(text);
        }
        self.fields.push((self.text.len(), kind));
        self.has_content |= !text.trim().is_empty();
        Ok(())
    }
}

/// Why reading ends early.
#[derive(Debug)]
pub(super) enum Halt {
    Asked,
    Fault(SheetFault),
}

impl From<SheetFault> for Halt {
    fn from(fault: SheetFault) -> Self {
        Self::Fault(fault)
    }
}

/// Where rows go to; counts them.
pub(super) struct Sink<'a> {
    watch: &'a mut dyn Watch,
    take: &'a mut dyn FnMut(&Row) -> ControlFlow<()>,
    rows: u32,
    cells: u64,
    last: u32,
    since: u32,
    is_asked_to_stop: bool,
    left_out: Vec<u32>,
    sheets: Vec<CleanText>,
}

impl<'a> Sink<'a> {
    pub(super) fn new(
        watch: &'a mut dyn Watch,
        take: &'a mut dyn FnMut(&Row) -> ControlFlow<()>,
    ) -> Self {
        Self {
            watch,
            take,
            rows: 0,
            cells: 0,
            last: 0,
            since: 0,
            is_asked_to_stop: false,
            left_out: Vec::new(),
            sheets: Vec::new(),
        }
    }

    /// Rows that were handed on.
    pub(super) fn rows(&self) -> u32 {
        self.rows
    }

    /// Number of the last row that was seen; 0 before the first.
    pub(super) fn last_row(&self) -> u32 {
        self.last
    }

    /// The sheets of the workbook.
    pub(super) fn sheets(&self) -> &[CleanText] {
        &self.sheets
    }

    pub(super) fn name_sheets(&mut self, sheets: Vec<CleanText>) {
        self.sheets = sheets;
    }

    /// Numbers of the rows that could not be read.
    pub(super) fn left_out(&self) -> &[u32] {
        &self.left_out
    }

    pub(super) fn leave_out(&mut self, row: u32) {
        self.last = row;
        self.left_out.push(row);
    }

    /// Hands a row on where it has content, and says whether it has.
    pub(super) fn give(&mut self, row: &Row) -> Result<bool, Halt> {
        self.last = row.number.max(1);
        if !row.has_content {
            return Ok(false);
        }
        self.rows += 1;
        self.cells += row.fields.len() as u64;
        if self.rows > MAX_ROWS || row.number > MAX_ROWS.saturating_mul(4) {
            return Err(too_much(Amount::Rows, u64::from(MAX_ROWS)));
        }
        if self.cells > MAX_CELLS {
            return Err(too_much(Amount::Cells, MAX_CELLS));
        }
        match (self.take)(row) {
            ControlFlow::Continue(()) => Ok(true),
            ControlFlow::Break(()) => Err(Halt::Asked),
        }
    }

    /// Says now and then how far the work is; fails where it is to end.
    pub(super) fn tell(&mut self, done: u64, whole: u64) -> Result<(), Halt> {
        self.since += 1;
        if self.since < STRIDE {
            return Ok(());
        }
        self.since = 0;
        self.ask(done, whole)
    }

    /// Says how far the work is; fails where it is to end.
    pub(super) fn ask(&mut self, done: u64, whole: u64) -> Result<(), Halt> {
        match self.watch.goes_on(done, whole) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => {
                self.is_asked_to_stop = true;
                Err(Halt::Asked)
            }
        }
    }

    /// Whether whoever watches asked to stop.
    pub(super) fn is_asked_to_stop(&self) -> bool {
        self.is_asked_to_stop
    }
}
