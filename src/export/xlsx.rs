//! A workbook: the table as numbers, dates and texts, never as formulas, and a sheet with what holds for all figures and
//! what letters mean. It says nothing of when it was made but the date of the snapshot: the same data gives the same bytes.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::sheet::{ESTIMATED, Sheet};
use super::spread::{Entry, Part, Spread};
use crate::app::language::Language;
use crate::domain::date::{self, Date};
use crate::ui::context::words;

/// The line of heads; above it stand the title and what holds for all figures.
const HEADS: u32 = 2;
/// Most characters that a field of a workbook holds.
const LONGEST: usize = 32_767;
/// Columns are as wide as their longest text, within these bounds.
const WIDTHS: (usize, usize) = (6, 60);

pub(super) fn file(sheet: &Sheet) -> Result<Vec<u8>, String> {
    book(sheet).map_err(|error| error.to_string())
}

fn book(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let w = words(sheet.language);
    let mut book = Workbook::new();
    let about = DocProperties::new()
        .set_title(short(&sheet.title))
        .set_subject(short(&sheet.line()))
        .set_author("ozgtop")
        .set_creation_datetime(&moment(sheet.date)?);
    book.set_properties(&about);
    let table = book.add_worksheet();
    table.set_name(name(&sheet.title, w.export_legend))?;
    fill_table(table, sheet)?;
    let legend = book.add_worksheet();
    legend.set_name(w.export_legend)?;
    fill_legend(legend, sheet)?;
    book.save_to_buffer()
}

/// The date of the snapshot; a fixed one where there is none.
fn moment(day: Option<Date>) -> Result<ExcelDateTime, XlsxError> {
    let known = day.and_then(excel_day);
    known.map_or_else(|| ExcelDateTime::from_ymd(2000, 1, 1), Ok)
}

/// A day as workbooks count them; `None` before 1900.
fn excel_day(day: Date) -> Option<ExcelDateTime> {
    let (year, month, day) = date::parts(day);
    let (year, month) = (u16::try_from(year).ok()?, u8::try_from(month).ok()?);
    ExcelDateTime::from_ymd(year, month, u8::try_from(day).ok()?).ok()
}

/// The name of a sheet: up to 31 characters, and none of those that workbooks keep for themselves.
fn name(title: &str, taken: &str) -> String {
    let kept = |c: char| match c {
        '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\'' => ' ',
        c => c,
    };
    // Characters beyond the first plane count twice there.
    let plain = title.chars().filter(|c| u32::from(*c) < 0x1_0000);
    let name: String = plain.map(kept).take(31).collect();
    let name = name.trim().to_owned();
    let is_taken =
        name.to_lowercase() == taken.to_lowercase() || name.eq_ignore_ascii_case("history");
    if name.is_empty() || is_taken {
        "ozgtop".to_owned()
    } else {
        name
    }
}

fn short(text: &str) -> String {
    text.chars().take(250).collect()
}

fn fill_table(table: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let spread = Spread::of(sheet, false);
    let bold = Format::new().set_bold();
    write_text(table, (0, 0), &sheet.trail, Some(&bold))?;
    write_text(table, (1, 0), &sheet.line(), None)?;
    let wrapped = bold.clone().set_text_wrap();
    let mut widths = vec![WIDTHS.0; spread.heads.len()];
    for (at, head) in (0..).zip(&spread.heads) {
        write_text(table, (HEADS, at), head, Some(&wrapped))?;
        // A head of several words may take several lines.
        let longest = head.split(' ').map(|word| word.chars().count()).max();
        widen(&mut widths, at, longest.unwrap_or(0));
    }
    let mut line = HEADS;
    for (row, of) in spread.rows.iter().zip(&sheet.rows) {
        line += 1;
        for (at, part) in (0..).zip(row) {
            let width = write(table, sheet.language, (line, at), part, of.is_sum)?;
            widen(&mut widths, at, width);
        }
    }
    for (at, width) in (0..).zip(widths) {
        let width = u32::try_from(width.clamp(WIDTHS.0, WIDTHS.1) + 2).unwrap_or(20);
        table.set_column_width(at, f64::from(width))?;
    }
    if let Some(last) = u16::try_from(spread.heads.len())
        .ok()
        .and_then(|n| n.checked_sub(1))
    {
        table.autofilter(HEADS, 0, line, last)?;
    }
    table.set_freeze_panes(HEADS + 1, 1)?;
    table.set_repeat_rows(0, HEADS)?;
    table.set_landscape();
    table.set_print_fit_to_pages(1, 0);
    Ok(())
}

fn widen(widths: &mut [usize], at: u16, width: usize) {
    if let Some(known) = widths.get_mut(usize::from(at)) {
        *known = (*known).max(width);
    }
}

/// Writes a field; tells how many characters it takes.
fn write(
    table: &mut Worksheet,
    language: Language,
    (row, column): (u32, u16),
    part: &Part,
    is_sum: bool,
) -> Result<usize, XlsxError> {
    let format = |pattern: &str| {
        let pattern = match part.sign {
            Some(ESTIMATED) => format!("\"{ESTIMATED}\"{pattern}"),
            Some(sign) => format!("{pattern}\"{sign}\""),
            None => pattern.to_owned(),
        };
        let format = Format::new().set_num_format(pattern);
        if is_sum { format.set_bold() } else { format }
    };
    match &part.entry {
        Entry::Empty => Ok(0),
        Entry::Text(text) => {
            let bold = is_sum.then(|| Format::new().set_bold());
            write_text(table, (row, column), text, bold.as_ref())?;
            Ok(text.chars().count())
        }
        Entry::Number(number) => {
            #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^52")]
            let value = *number as f64;
            table.write_number_with_format(row, column, value, &format("#,##0"))?;
            Ok(number.to_string().len() + 2)
        }
        Entry::Percent(percent) => {
            #[expect(clippy::cast_precision_loss, reason = "percent stay below 2^52")]
            let value = *percent as f64 / 100.0;
            table.write_number_with_format(row, column, value, &format("0%"))?;
            Ok(5)
        }
        Entry::Day(day) => {
            let Some(excel) = excel_day(*day) else {
                write_text(table, (row, column), &day.to_string(), None)?;
                return Ok(10);
            };
            let pattern = match language {
                Language::De => "dd.mm.yyyy",
                Language::En => "d mmm yyyy",
            };
            table.write_datetime_with_format(row, column, excel, &format(pattern))?;
            Ok(11)
        }
    }
}

/// Writes a text as a text, whatever it begins with.
fn write_text(
    table: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: Option<&Format>,
) -> Result<(), XlsxError> {
    let fits = text.encode_utf16().count() <= LONGEST;
    let cut: String = if fits {
        text.to_owned()
    } else {
        text.chars().take(LONGEST / 2 - 1).chain(['…']).collect()
    };
    match format {
        Some(format) => table.write_string_with_format(row, column, cut, format)?,
        None => table.write_string(row, column, cut)?,
    };
    Ok(())
}

fn fill_legend(legend: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let w = words(sheet.language);
    let bold = Format::new().set_bold();
    let mut row = 0;
    let blocks = [
        (&sheet.trail, &sheet.head),
        (&w.export_facts.to_owned(), &sheet.facts),
        (&w.export_legend.to_owned(), &sheet.legend),
    ];
    for (head, pairs) in blocks {
        if pairs.is_empty() {
            continue;
        }
        write_text(legend, (row, 0), head, Some(&bold))?;
        row += 1;
        for (name, text) in pairs {
            write_text(legend, (row, 0), name, None)?;
            write_text(legend, (row, 1), text, None)?;
            row += 1;
        }
        row += 1;
    }
    for note in &sheet.notes {
        write_text(legend, (row, 0), note, None)?;
        row += 1;
    }
    legend.set_column_width(0, 32)?;
    legend.set_column_width(1, 100)?;
    Ok(())
}
