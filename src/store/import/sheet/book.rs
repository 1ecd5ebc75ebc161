//! Rows of XLSX and ODS files, as the library `calamine` reads them, after [`super::guard`] has looked at the file.

use std::cell::RefCell;
use std::fmt::Display;
use std::io::{self, Cursor, Read, Seek, SeekFrom};

use calamine::{
    Data, DataRef, ExcelDateTime, Ods, OdsError, Range, Reader, Sheet, SheetType, SheetVisible,
    Xlsx, XlsxError,
};

use super::MAX_NAMES;
use super::row::{Halt, Kind, Row, Sink};
use super::{damaged, no_sheet};
use crate::domain::date::{self, Date};
use crate::domain::sheet_fault::SheetFault;
use crate::domain::text::CleanText;

/// The bytes of a file; whoever watches is asked at every piece of them.
struct Watched<'r, 's, 'a> {
    bytes: Cursor<&'r [u8]>,
    read: u64,
    sink: &'r RefCell<&'s mut Sink<'a>>,
}

impl<'r, 's, 'a> Watched<'r, 's, 'a> {
    fn new(bytes: &'r [u8], sink: &'r RefCell<&'s mut Sink<'a>>) -> Self {
        Self {
            bytes: Cursor::new(bytes),
            read: 0,
            sink,
        }
    }
}

impl Read for Watched<'_, '_, '_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(into)?;
        let whole = self.bytes.get_ref().len() as u64;
        self.read = self.read.saturating_add(count as u64).min(whole);
        // The second half of the work; the first was the look at the file.
        let mut sink = self.sink.borrow_mut();
        match sink.ask(whole + self.read, 2 * whole) {
            Ok(()) => Ok(count),
            Err(_) => Err(io::Error::other("stopped")),
        }
    }
}

impl Seek for Watched<'_, '_, '_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

/// What the library says is wrong, unless it was stopped.
fn fault(error: &impl Display, sink: &RefCell<&mut Sink<'_>>) -> Halt {
    if sink.borrow().is_asked_to_stop() {
        Halt::Asked
    } else {
        damaged(&error.to_string())
    }
}

/// The sheets to look into, one after the other: that of the name that is wanted, else those that are shown.
fn sheets(
    all: &[Sheet],
    wanted: Option<&str>,
    sink: &RefCell<&mut Sink<'_>>,
) -> Result<Vec<String>, Halt> {
    let tables = || all.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let names = tables()
        .take(MAX_NAMES)
        .map(|sheet| CleanText::new(&sheet.name));
    sink.borrow_mut().name_sheets(names.collect());
    let folded = wanted.map(str::to_lowercase);
    let found: Vec<_> = tables()
        .filter(|sheet| match &folded {
            Some(wanted) => *wanted == sheet.name.to_lowercase(),
            None => sheet.visible == SheetVisible::Visible,
        })
        .map(|sheet| sheet.name.clone())
        .collect();
    match wanted {
        Some(wanted) if found.is_empty() => {
            let names: Vec<_> = tables().map(|sheet| sheet.name.clone()).collect();
            Err(no_sheet(wanted, &names))
        }
        _ => Ok(found),
    }
}

/// Hands on the rows of the sheet of that name, else of the first that is shown and has content; says its name.
pub(super) fn read_xlsx(
    bytes: &[u8],
    wanted: Option<&str>,
    sink: &mut Sink<'_>,
) -> Result<Option<CleanText>, Halt> {
    let sink = RefCell::new(sink);
    let mut book = Xlsx::new(Watched::new(bytes, &sink)).map_err(|error| match error {
        // A file of another program, packed in the same way.
        XlsxError::XmlEof("workbook") => SheetFault::NotATable.into(),
        XlsxError::Password => SheetFault::OldOrLocked.into(),
        error => fault(&error, &sink),
    })?;
    if book.sheets_metadata().is_empty() {
        return Err(SheetFault::NotATable.into());
    }
    for name in sheets(book.sheets_metadata(), wanted, &sink)? {
        read_cells(&mut book, &name, &sink)?;
        if sink.borrow().rows() > 0 {
            return Ok(Some(CleanText::new(&name)));
        }
    }
    Ok(None)
}

fn read_cells(
    book: &mut Xlsx<Watched<'_, '_, '_>>,
    sheet: &str,
    sink: &RefCell<&mut Sink<'_>>,
) -> Result<(), Halt> {
    let failed = |error: XlsxError| fault(&error, sink);
    let mut cells = book.worksheet_cells_reader(sheet).map_err(failed)?;
    let mut row = Row::default();
    while let Some(cell) = cells.next_cell().map_err(failed)? {
        let (at, column) = cell.get_position();
        let number = at.saturating_add(1);
        if number < row.number() {
            return Err(damaged("its rows are not in order"));
        }
        if number > row.number() {
            give(&row, sink)?;
            row.start(number);
        }
        put(&mut row, column as usize, cell.get_value())?;
    }
    give(&row, sink)
}

/// Hands a row on; before the first there is none.
fn give(row: &Row, sink: &RefCell<&mut Sink<'_>>) -> Result<(), Halt> {
    if row.number() > 0 {
        sink.borrow_mut().give(row)?;
    }
    Ok(())
}

/// The same for an ODS file, of which the library reads all sheets at once.
pub(super) fn read_ods(
    bytes: &[u8],
    wanted: Option<&str>,
    sink: &mut Sink<'_>,
) -> Result<Option<CleanText>, Halt> {
    let sink = RefCell::new(sink);
    let mut book = Ods::new(Watched::new(bytes, &sink)).map_err(|error| fault(&error, &sink))?;
    let all = book.sheets_metadata().to_vec();
    for name in sheets(&all, wanted, &sink)? {
        let failed = |error: OdsError| fault(&error, &sink);
        let cells = book.worksheet_range(&name).map_err(failed)?;
        let has_faults = cells.used_cells().any(|(.., field)| is_sign(field));
        let formulas = if has_faults {
            book.worksheet_formula(&name).map_err(failed)?
        } else {
            Range::empty()
        };
        let (first_row, first_column) = cells.start().unwrap_or_default();
        let mut row = Row::default();
        for (at, fields) in (first_row..).zip(cells.rows()) {
            row.start(at.saturating_add(1));
            for (column, field) in (first_column..).zip(fields) {
                let formula = formulas.get_value((at, column));
                let is_fault = is_sign(field) && formula.is_some_and(|text| !text.is_empty());
                put_of_ods(&mut row, column as usize, field, is_fault)?;
            }
            let mut sink = sink.borrow_mut();
            sink.give(&row)?;
            sink.tell(1, 1)?;
        }
        if sink.borrow().rows() > 0 {
            return Ok(Some(CleanText::new(&name)));
        }
    }
    Ok(None)
}

/// Whether a text is what a formula that failed shows, as `#REF!` or `Err:502`. Others may write the same: the library
/// does not say which cells of an ODS file are faulty, so it counts only where there is a formula.
fn is_sign(field: &Data) -> bool {
    matches!(field, Data::String(text) if text.starts_with('#') || text.starts_with("Err:"))
}

fn put_of_ods(row: &mut Row, column: usize, field: &Data, is_fault: bool) -> Result<(), Halt> {
    let field = match field {
        Data::String(text) if is_fault => return row.put(column, text, Kind::Error),
        Data::String(text) => DataRef::SharedString(text),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Int(_) | Data::DateTime(_) | Data::Error(_) | Data::Empty => DataRef::Empty,
    };
    put(row, column, &field)
}

fn put(row: &mut Row, column: usize, field: &DataRef<'_>) -> Result<(), Halt> {
    match field {
        DataRef::Empty => Ok(()),
        DataRef::String(text) => row.put(column, text, Kind::Text),
        DataRef::SharedString(text) => row.put(column, text, Kind::Text),
        DataRef::Bool(value) => row.put(column, &value.to_string(), Kind::Text),
        DataRef::Error(error) => row.put(column, &error.to_string(), Kind::Error),
        DataRef::Int(number) => row.put(column, &number.to_string(), Kind::Number),
        DataRef::Float(number) => row.put(column, &plain(*number), Kind::Number),
        DataRef::DateTime(moment) => match day_of(*moment) {
            Some((day, text)) => row.put(column, &text, Kind::Date(day)),
            None => row.put(column, &plain(moment.as_f64()), Kind::Number),
        },
        DataRef::DateTimeIso(text) => {
            let (start, time) = text.split_at_checked(10).unwrap_or((text, ""));
            let Some(day) = date::parse(start) else {
                return row.put(column, text, Kind::Text);
            };
            let is_midnight = |byte| matches!(byte, b'T' | b'0' | b':' | b'.');
            let is_whole_day = time.bytes().all(is_midnight);
            let text = if is_whole_day { start } else { text };
            row.put(column, text, Kind::Date(day))
        }
        DataRef::DurationIso(text) => row.put(column, &clock(text), Kind::Text),
    }
}

/// `PT14H30M00S` as `14:30:00`.
fn clock(length: &str) -> String {
    let parts = length
        .strip_prefix("PT")
        .and_then(|parts| parts.strip_suffix('S'));
    parts.map_or_else(|| length.to_owned(), |parts| parts.replace(['H', 'M'], ":"))
}

/// A number as a spreadsheet shows it: 15 digits that count, no exponent.
fn plain(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    format!("{rounded}")
}

/// The day, and its text with the time where there is one. A time without a day, and a length of time, is none.
fn day_of(moment: ExcelDateTime) -> Option<(Date, String)> {
    // 2,958,465 is 31 December 9999.
    if moment.is_duration() || !(1.0..2_958_466.0).contains(&moment.as_f64()) {
        return None;
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let whole = format!("{year:04}-{month:02}-{day:02}");
    let day = date::parse(&whole)?;
    let text = match (hour, minute, second) {
        (0, 0, 0) => whole,
        _ => format!("{whole}T{hour:02}:{minute:02}:{second:02}"),
    };
    Some((day, text))
}
