//! Rows of XLSX files (ECMA-376), cell by cell: what the file says of its extent is not looked at, and a cell far
//! away costs nothing.

use quick_xml::events::{BytesStart, Event};

use super::markup::{append, attribute, attributes};
use super::parts::Parts;
use super::row::{Halt, Kind, Row, Sink};
use super::shared::{Formats, Strings, push_unescaped};
use super::{damaged, no_sheet};
use crate::domain::date::{self, Date};
use crate::domain::sheet_fault::SheetFault;
use crate::domain::text::CleanText;

/// What a workbook says of itself.
#[derive(Default)]
struct Workbook {
    /// Name, part and whether it is shown.
    sheets: Vec<(String, String, bool)>,
    /// Days are counted from 1904, as on old Macintoshes.
    from_1904: bool,
    strings: Strings,
    formats: Formats,
}

/// Hands on the rows of the sheet of that name, else of the first that is shown and has content; says its name.
pub(super) fn read(
    parts: &mut Parts<'_>,
    wanted: Option<&str>,
    sink: &mut Sink<'_>,
) -> Result<Option<CleanText>, Halt> {
    let book = workbook(parts)?;
    let names = || {
        book.sheets
            .iter()
            .map(|(name, ..)| name.clone())
            .collect::<Vec<_>>()
    };
    let folded = wanted.map(str::to_lowercase);
    let mut found = false;
    for (name, path, is_shown) in &book.sheets {
        let is_wanted = folded
            .as_ref()
            .map_or(*is_shown, |wanted| *wanted == name.to_lowercase());
        if !is_wanted {
            continue;
        }
        found = true;
        read_sheet(parts, path, &book, sink)?;
        if sink.rows() > 0 {
            return Ok(Some(CleanText::new(name)));
        }
    }
    match wanted {
        Some(wanted) if !found => Err(no_sheet(wanted, &names())),
        _ => Ok(None),
    }
}

fn workbook(parts: &mut Parts<'_>) -> Result<Workbook, Halt> {
    let main = links(parts, "_rels/.rels", "")?
        .into_iter()
        .find(|link| link.kind == "officeDocument")
        .map_or_else(|| "xl/workbook.xml".to_owned(), |link| link.part);
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let links = links(parts, &format!("{folder}/_rels/{file}.rels"), folder)?;
    let of_kind = |kind: &str, usual: &str| {
        let link = links.iter().find(|link| link.kind == kind);
        link.map_or_else(|| format!("{folder}/{usual}"), |link| link.part.clone())
    };
    let mut book = Workbook {
        strings: Strings::read(parts, &of_kind("sharedStrings", "sharedStrings.xml"))?,
        formats: Formats::read(parts, &of_kind("styles", "styles.xml"))?,
        ..Workbook::default()
    };
    let Some(mut markup) = parts.markup(&main)? else {
        return Err(SheetFault::NotATable.into());
    };
    loop {
        match markup.next()? {
            Event::Start(element) => match element.local_name().into_inner() {
                "workbookPr" => {
                    let first = attribute(&element, "date1904")?;
                    book.from_1904 = matches!(first.as_deref(), Some("1" | "true"));
                }
                "sheet" => {
                    let name = attribute(&element, "name")?.unwrap_or_default();
                    let mut id = "";
                    let mut is_shown = true;
                    attributes(&element, |name, value| match name {
                        "id" => id = value,
                        "state" => is_shown = value == "visible",
                        _ => {}
                    })?;
                    // Charts and macros are sheets too, of another kind.
                    let link = links
                        .iter()
                        .find(|link| link.id == id && link.kind == "worksheet");
                    if let Some(link) = link {
                        book.sheets.push((name, link.part.clone(), is_shown));
                    }
                }
                _ => {}
            },
            Event::Eof => return Ok(book),
            _ => {}
        }
    }
}

/// What one part says of another.
struct Link {
    id: String,
    /// The last word of its type: `worksheet`, `sharedStrings`, …
    kind: String,
    part: String,
}

/// Most links that a workbook may have.
const MAX_LINKS: usize = 10_000;

fn links(parts: &mut Parts<'_>, path: &str, folder: &str) -> Result<Vec<Link>, Halt> {
    let mut links = Vec::new();
    let Some(mut markup) = parts.markup(path)? else {
        return Ok(links);
    };
    while links.len() < MAX_LINKS {
        match markup.next()? {
            Event::Start(element) if element.local_name().into_inner() == "Relationship" => {
                let get = |name| attribute(&element, name).map(Option::unwrap_or_default);
                let (kind, target) = (get("Type")?, get("Target")?);
                links.push(Link {
                    id: get("Id")?,
                    kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                    part: if target.starts_with('/') || folder.is_empty() {
                        target
                    } else {
                        format!("{folder}/{}", target.trim_start_matches("./"))
                    },
                });
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(links)
}

/// Where a cell stands, and how its value is to be read.
#[derive(Default)]
struct Cell {
    column: usize,
    style: usize,
    kind: CellKind,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum CellKind {
    #[default]
    Number,
    Shared,
    Text,
    Switch,
    Error,
    Day,
}

fn read_sheet(
    parts: &mut Parts<'_>,
    path: &str,
    book: &Workbook,
    sink: &mut Sink<'_>,
) -> Result<(), Halt> {
    let Some(mut markup) = parts.markup(path)? else {
        return Err(damaged(&format!("{path} is missing")));
    };
    let mut row = Row::default();
    let mut cell = Cell::default();
    let (mut number, mut next_column) = (0_u32, 0_usize);
    let (mut is_value, mut reading) = (false, 0_u32);
    let mut value = String::new();
    loop {
        match markup.next()? {
            Event::Start(element) => match element.local_name().into_inner() {
                "row" => {
                    number = row_number(&element, number)?;
                    row.start(number);
                    next_column = 0;
                }
                "c" => {
                    cell = start_cell(&element, next_column)?;
                    next_column = cell.column + 1;
                    value.clear();
                }
                "v" | "t" => is_value = true,
                "rPh" => reading += 1,
                _ => {}
            },
            Event::End(element) => match element.local_name().into_inner() {
                "v" | "t" => is_value = false,
                "rPh" => reading = reading.saturating_sub(1),
                "c" => put(&mut row, &cell, &value, book)?,
                "row" => {
                    sink.give(&row)?;
                    let (done, whole) = markup.progress();
                    sink.tell(done, whole)?;
                }
                "sheetData" => return Ok(()),
                _ => {}
            },
            Event::Eof => return Ok(()),
            event if is_value && reading == 0 => append(&event, &mut value)?,
            _ => {}
        }
    }
}

/// The number of a row: what it says, else the one after the last. Rows go down.
fn row_number(element: &BytesStart<'_>, last: u32) -> Result<u32, Halt> {
    let mut stated = None;
    attributes(element, |name, value| {
        if name == "r" {
            stated = Some(value.parse::<u32>());
        }
    })?;
    match stated {
        None => Ok(last.saturating_add(1)),
        Some(Ok(number)) if number > last => Ok(number),
        Some(_) => Err(damaged("its rows are not in order")),
    }
}

fn start_cell(element: &BytesStart<'_>, next: usize) -> Result<Cell, Halt> {
    let mut cell = Cell {
        column: next,
        ..Cell::default()
    };
    let mut is_known = true;
    attributes(element, |name, value| match name {
        "r" => match column(value) {
            Some(column) => cell.column = column,
            None => is_known = false,
        },
        "s" => cell.style = value.parse().unwrap_or(0),
        "t" => {
            cell.kind = match value {
                "s" => CellKind::Shared,
                "str" | "inlineStr" => CellKind::Text,
                "b" => CellKind::Switch,
                "e" => CellKind::Error,
                "d" => CellKind::Day,
                _ => CellKind::Number,
            }
        }
        _ => {}
    })?;
    if is_known {
        Ok(cell)
    } else {
        Err(damaged("the place of a cell cannot be read"))
    }
}

/// The column of a place as `AB12`, from 0; at most the last one of a spreadsheet.
fn column(place: &str) -> Option<usize> {
    let letters = place.bytes().take_while(u8::is_ascii_alphabetic);
    let number = letters.take(4).fold(0_usize, |sum, letter| {
        sum * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1
    });
    number.checked_sub(1).filter(|column| *column < 16_384)
}

fn put(row: &mut Row, cell: &Cell, value: &str, book: &Workbook) -> Result<(), Halt> {
    let at = cell.column;
    match cell.kind {
        CellKind::Shared => {
            let text = value
                .trim()
                .parse()
                .ok()
                .and_then(|number| book.strings.get(number));
            match text {
                Some(text) => row.put(at, text, Kind::Text),
                None if value.is_empty() => Ok(()),
                None => Err(damaged("a cell refers to a text that is missing")),
            }
        }
        CellKind::Text if value.contains("_x") => {
            let mut text = String::new();
            push_unescaped(value, &mut text);
            row.put(at, &text, Kind::Text)
        }
        CellKind::Text => row.put(at, value, Kind::Text),
        CellKind::Error => row.put(at, value, Kind::Error),
        CellKind::Switch => {
            let word = match value.trim() {
                "1" | "true" => "true",
                "" => "",
                _ => "false",
            };
            row.put(at, word, Kind::Text)
        }
        CellKind::Day => {
            let day = value.get(..10).and_then(date::parse);
            row.put(at, value, day.map_or(Kind::Text, Kind::Date))
        }
        CellKind::Number => put_number(row, cell, value, book),
    }
}

fn put_number(row: &mut Row, cell: &Cell, value: &str, book: &Workbook) -> Result<(), Halt> {
    let at = cell.column;
    let value = value.trim();
    let Ok(number) = value.parse::<f64>() else {
        return row.put(at, value, Kind::Text);
    };
    if book.formats.shows_day(cell.style)
        && let Some((day, text)) = day_of(number, book.from_1904)
    {
        return row.put(at, &text, Kind::Date(day));
    }
    let is_short = value.len() <= 15 && value.bytes().all(|byte| byte.is_ascii_digit());
    if is_short {
        return row.put(at, value, Kind::Number);
    }
    row.put(at, &plain(number), Kind::Number)
}

/// A number as a spreadsheet shows it: 15 digits that count, no exponent.
pub(super) fn plain(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    let rounded = format!("{number:.14e}").parse::<f64>().unwrap_or(number);
    format!("{rounded}")
}

/// The day of so many days since the end of 1899 (or 1904), as text with the time where there is one. Day 60 is
/// 29 February 1900, which never was, but is counted: days before are one further.
fn day_of(serial: f64, from_1904: bool) -> Option<(Date, String)> {
    // 2,958,465 is 31 December 9999.
    if !(0.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let seconds = (serial * 86_400.0).round();
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "0 to 2,958,466 days"
    )]
    let (days, seconds) = ((seconds / 86_400.0) as u32, (seconds % 86_400.0) as u32);
    let first = if from_1904 {
        "1904-01-01"
    } else {
        "1899-12-30"
    };
    let shift = u32::from(!from_1904 && days < 60);
    let day = date::plus_days(date::parse(first)?, days + shift);
    let text = match seconds {
        0 => day.to_string(),
        s => format!("{day}T{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60),
    };
    Some((day, text))
}
