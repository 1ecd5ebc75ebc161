//! Rows of CSV, XLSX and ODS files, in one shape.
//!
//! The format is told by the content, not by the name. Rows are handed on one by one as they are read: nothing that a
//! file says of its own size is believed, and what it unpacks to is counted while it is unpacked.

mod book;
mod guard;
mod repeats;
mod row;
mod tags;
mod text;

#[cfg(test)]
mod tests;

use std::ops::ControlFlow;

use super::{Original, Watch};
use crate::domain::problem::{Place, Problem};
use crate::domain::sheet_fault::{Amount, SheetFault};
use crate::domain::text::CleanText;
use row::{Halt, Sink};
pub use row::{Kind, Row};

/// Most rows of a sheet; a spreadsheet has at most 1,048,576.
pub const MAX_ROWS: u32 = 1_100_000;
/// Most columns with content.
pub const MAX_COLUMNS: usize = 1_000;
/// Most fields with content.
pub const MAX_CELLS: u64 = 40_000_000;
/// Largest field in bytes; a spreadsheet allows 32,767 characters.
pub const MAX_TEXT: u64 = 1 << 20;
/// Most bytes that one packed file may unpack to.
pub const MAX_UNPACKED: u64 = 1 << 30;

/// Most sheets that are named to whoever has to choose one.
const MAX_NAMES: usize = 20;

/// What kind of file it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Text with this character between the fields.
    Csv(char),
    /// Office Open XML, as Excel writes it.
    Xlsx,
    /// `OpenDocument`, as `LibreOffice` writes it.
    Ods,
}

/// What is told about a file that was read.
#[derive(Clone, Debug)]
pub struct Facts {
    /// What kind of file it was.
    pub format: Format,
    /// The text is no UTF-8 and nothing says what it is: Windows-1252 was assumed.
    pub encoding_assumed: bool,
    /// The sheet that was read; a CSV file has none.
    pub sheet: Option<CleanText>,
    /// All sheets of the workbook.
    pub sheets: Vec<CleanText>,
    /// Rows with content, the head among them; each was handed on.
    pub rows: u32,
    /// Rows that could not be read.
    pub problems: Vec<Problem>,
}

/// Why there are no facts.
#[derive(Debug)]
pub enum Stop {
    /// Whoever watches, or takes the rows, asked to stop.
    Asked,
    /// The file cannot be read; rows before it were handed on.
    Fault(Box<Problem>),
}

/// Hands on every row with content of the sheet of that name, else of the first sheet that has any.
pub fn read(
    original: &Original,
    sheet: Option<&str>,
    watch: &mut dyn Watch,
    take: &mut dyn FnMut(&Row) -> ControlFlow<()>,
) -> Result<Facts, Stop> {
    let mut sink = Sink::new(watch, take);
    let outcome = read_bytes(&original.bytes, sheet, &mut sink);
    let place = |position| Place {
        file: original.origin.name.clone(),
        position,
    };
    let problem = |fault: SheetFault, position| Problem::at(place(position), fault.into());
    match outcome {
        Ok(_) if sink.rows() == 0 && sink.left_out().is_empty() => {
            Err(Stop::Fault(Box::new(problem(SheetFault::NoContent, None))))
        }
        Ok((format, encoding_assumed, sheet)) => Ok(Facts {
            format,
            encoding_assumed,
            sheet,
            sheets: sink.sheets().to_vec(),
            rows: sink.rows(),
            problems: sink
                .left_out()
                .iter()
                .map(|row| problem(SheetFault::OpenQuote, Some((*row, 1))))
                .collect(),
        }),
        Err(Halt::Asked) => Err(Stop::Asked),
        Err(Halt::Fault(fault)) => {
            let row = sink.last_row();
            let position = (row > 0).then_some((row, 1));
            Err(Stop::Fault(Box::new(problem(fault, position))))
        }
    }
}

type Outcome = Result<(Format, bool, Option<CleanText>), Halt>;

fn read_bytes(bytes: &[u8], sheet: Option<&str>, sink: &mut Sink<'_>) -> Outcome {
    if bytes.starts_with(b"PK\x03\x04") {
        let vetted = guard::look_through(bytes, sink)?;
        return if vetted.is_open_document {
            let name = book::read_ods(&vetted.bytes, sheet, sink)?;
            Ok((Format::Ods, false, name))
        } else {
            let name = book::read_xlsx(&vetted.bytes, sheet, sink)?;
            Ok((Format::Xlsx, false, name))
        };
    }
    // The old binary format of Office, which is also the wrapping of files with a password.
    if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(SheetFault::OldOrLocked.into());
    }
    let decoded = text::decode(bytes).ok_or(SheetFault::NotATable)?;
    if let Some(wanted) = sheet {
        return Err(no_sheet(wanted, &[]));
    }
    let delimiter = text::read(&decoded.text, sink)?;
    Ok((Format::Csv(delimiter), decoded.is_assumed, None))
}

fn no_sheet(wanted: &str, names: &[String]) -> Halt {
    let names: Vec<_> = names
        .iter()
        .take(MAX_NAMES)
        .map(|name| CleanText::new(name))
        .collect();
    let names: Vec<_> = names.iter().map(CleanText::as_str).collect();
    Halt::Fault(SheetFault::NoSheet {
        wanted: CleanText::new(wanted),
        names: if names.is_empty() {
            "–".to_owned()
        } else {
            names.join(", ")
        },
    })
}

fn too_much(what: Amount, limit: u64) -> Halt {
    Halt::Fault(SheetFault::TooMuch { what, limit })
}

fn damaged(detail: &str) -> Halt {
    Halt::Fault(SheetFault::Damaged {
        detail: CleanText::new(detail),
    })
}
