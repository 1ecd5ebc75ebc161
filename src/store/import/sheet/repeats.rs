//! How large the library would make the sheets of an ODS file. It writes every repeated row and cell out, of all sheets
//! at once, and a rectangle around what has content; empty rows and cells at the end, which `LibreOffice` writes by the
//! million, cost nothing.

use super::row::Halt;
use super::tags::{Allowance, Tag};
use super::{MAX_TEXT, damaged, too_much};
use crate::domain::sheet_fault::{Amount, SheetFault};

/// Last row of a spreadsheet; what stands below it the library leaves out without a word.
const LAST_ROW: u64 = 1_048_576;
/// Most columns that the library repeats an empty cell for.
const LAST_COLUMN: u64 = 16_384;
/// Most fields of all sheets together, the empty ones between and before others among them: 200,000 rows of 20.
const MAX_FIELDS: u64 = 4_000_000;

/// The content of an ODS file so far.
#[derive(Default)]
pub(super) struct Repeats {
    /// Fields of the sheets that ended.
    ended: u64,
    /// Fields of this sheet that the library keeps before it makes the rectangle.
    kept: u64,
    /// Rows before this one; the first and the last with content; the widest.
    before: u64,
    first: Option<u64>,
    last: u64,
    widest: u64,
    row: Line,
    cell: Option<Cell>,
}

#[derive(Default)]
struct Line {
    times: u64,
    columns: u64,
    /// Columns up to the last with content.
    filled: u64,
    /// Empty cells of which nobody knows yet whether something follows.
    pending: u64,
}

struct Cell {
    times: u64,
    bytes: u64,
}

impl Repeats {
    pub(super) fn see(
        &mut self,
        tag: &Tag<'_>,
        allowance: &mut Allowance<'_, '_>,
    ) -> Result<(), Halt> {
        let mut blanks = 0;
        match tag.name {
            b"manifest:encryption-data" => return Err(SheetFault::OldOrLocked.into()),
            b"table:table" if !tag.opens => self.end_sheet(),
            b"table:table-row" if tag.opens => {
                self.row = Line {
                    times: number(tag, b"table:number-rows-repeated")?,
                    ..Line::default()
                }
            }
            b"table:table-cell" | b"table:covered-table-cell" if tag.opens => {
                self.start_cell(tag)?;
            }
            b"text:s" if tag.opens => blanks = number(tag, b"text:c")?,
            _ => {}
        }
        if let Some(cell) = &mut self.cell {
            cell.bytes = cell.bytes.saturating_add(tag.bytes).saturating_add(blanks);
            if cell.bytes > MAX_TEXT {
                return Err(too_much(Amount::Text, MAX_TEXT));
            }
        }
        if tag.closes {
            match tag.name {
                b"table:table-cell" | b"table:covered-table-cell" => self.end_cell(allowance)?,
                b"table:table-row" => self.end_row()?,
                _ => {}
            }
        }
        Ok(())
    }

    fn start_cell(&mut self, tag: &Tag<'_>) -> Result<(), Halt> {
        if self.cell.is_some() {
            return Err(damaged("a cell within a cell"));
        }
        let times = number(tag, b"table:number-columns-repeated")?;
        let mut is_filled = false;
        tag.attributes(|name, _| {
            is_filled |= name.starts_with(b"office:")
                || matches!(name, b"calcext:value-type" | b"table:formula");
            Ok(())
        })?;
        let line = &mut self.row;
        line.columns = line.columns.saturating_add(times);
        self.kept += std::mem::take(&mut line.pending);
        let written = times.min(LAST_COLUMN);
        if is_filled {
            line.filled = line.columns.min(LAST_COLUMN);
            self.kept += written;
        } else {
            line.pending = written;
        }
        self.cell = Some(Cell {
            times: if is_filled { written } else { 0 },
            bytes: 0,
        });
        self.check()
    }

    /// What a cell says is written out as often as the cell stands there.
    fn end_cell(&mut self, allowance: &mut Allowance<'_, '_>) -> Result<(), Halt> {
        let Some(cell) = self.cell.take() else {
            return Ok(());
        };
        let times = cell.times.saturating_mul(self.row.times.min(LAST_ROW));
        allowance.take(cell.bytes.saturating_mul(times.saturating_sub(1)))
    }

    fn end_row(&mut self) -> Result<(), Halt> {
        let after = self.before.saturating_add(self.row.times);
        if self.row.filled > 0 {
            if after > LAST_ROW {
                return Err(too_much(Amount::Rows, LAST_ROW));
            }
            self.first.get_or_insert(self.before);
            self.last = after;
            self.widest = self.widest.max(self.row.filled);
        }
        self.before = after;
        self.row = Line::default();
        self.check()
    }

    fn end_sheet(&mut self) {
        *self = Self {
            ended: self.fields(),
            ..Self::default()
        };
    }

    fn fields(&self) -> u64 {
        let rows = self.last - self.first.unwrap_or(self.last);
        let rectangle = rows.saturating_mul(self.widest);
        self.ended.saturating_add(self.kept.max(rectangle))
    }

    fn check(&self) -> Result<(), Halt> {
        if self.fields() > MAX_FIELDS {
            return Err(too_much(Amount::Cells, MAX_FIELDS));
        }
        Ok(())
    }
}

/// How often something stands there.
fn number(tag: &Tag<'_>, wanted: &[u8]) -> Result<u64, Halt> {
    let mut times = 1;
    tag.attributes(|name, value| {
        if name == wanted {
            let text = std::str::from_utf8(value).unwrap_or_default();
            times = text
                .parse::<u64>()
                .map_err(|_| damaged("a number of repeats cannot be read"))?
                .max(1);
        }
        Ok(())
    })?;
    Ok(times)
}
