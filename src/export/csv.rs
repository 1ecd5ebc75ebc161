//! CSV for spreadsheet programs: a table with one line of heads, and below it, after an empty line, what it is, from when
//! and from whom. In German parted by `;`, as a German Excel wants it, else by `,`; UTF-8 with a mark, for the same reason.

use ::csv::{Terminator, WriterBuilder};

use super::markup::spreadsheet;
use super::sheet::Sheet;
use super::spread::{Entry, Spread};
use crate::app::language::Language;
use crate::ui::context::words;

/// The table; `bare` leaves out what stands below it.
pub(super) fn file(sheet: &Sheet, bare: bool) -> Result<Vec<u8>, String> {
    let spread = Spread::of(sheet, true);
    let mut table = vec![spread.heads];
    for row in spread.rows {
        table.push(row.into_iter().map(|part| text(part.entry)).collect());
    }
    let mut out = "\u{feff}".as_bytes().to_vec();
    out.extend(lines(sheet.language, &table)?);
    if bare {
        return Ok(out);
    }
    let w = words(sheet.language);
    let pair = |(name, text): &(String, String)| vec![name.clone(), text.clone()];
    let mut head = vec![vec![String::new(), sheet.trail.clone()]];
    head.extend(sheet.head.iter().map(pair));
    head.extend(
        sheet
            .notes
            .iter()
            .map(|note| vec![String::new(), note.clone()]),
    );
    let mut blocks = vec![head, sheet.facts.iter().map(pair).collect::<Vec<_>>()];
    let mut legend = vec![vec![
        w.export_legend.to_owned(),
        w.export_meaning.to_owned(),
    ]];
    legend.extend(sheet.legend.iter().map(pair));
    blocks.push(legend);
    for block in blocks.iter().filter(|block| !block.is_empty()) {
        out.extend(b"\r\n");
        out.extend(lines(sheet.language, block)?);
    }
    Ok(out)
}

fn text(entry: Entry) -> String {
    match entry {
        Entry::Empty => String::new(),
        Entry::Text(text) => text,
        Entry::Number(number) => number.to_string(),
        Entry::Percent(percent) => format!("{percent}%"),
        Entry::Day(date) => date.to_string(),
    }
}

fn lines(language: Language, table: &[Vec<String>]) -> Result<Vec<u8>, String> {
    let sign = match language {
        Language::De => b';',
        Language::En => b',',
    };
    let mut writer = WriterBuilder::new()
        .delimiter(sign)
        .terminator(Terminator::CRLF)
        .flexible(true)
        .from_writer(Vec::new());
    for row in table {
        writer
            .write_record(row.iter().map(|field| spreadsheet(field).into_owned()))
            .map_err(|error| error.to_string())?;
    }
    writer.into_inner().map_err(|error| error.to_string())
}
