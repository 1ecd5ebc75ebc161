//! Rows of ODS files (OASIS `OpenDocument` 1.2), cell by cell: repeated rows and cells are only followed where
//! they have content, so the usual "and 1,000,000 empty rows" costs nothing.

use quick_xml::events::{BytesStart, Event};

use super::markup::{append, attribute, attributes};
use super::parts::Parts;
use super::row::{Halt, Kind, Row, Sink};
use super::{damaged, no_sheet, xlsx};
use crate::domain::date;
use crate::domain::text::CleanText;

/// Hands on the rows of the sheet of that name, else of the first with content; says its name.
pub(super) fn read(
    parts: &mut Parts<'_>,
    wanted: Option<&str>,
    sink: &mut Sink<'_>,
) -> Result<Option<CleanText>, Halt> {
    let Some(mut markup) = parts.markup("content.xml")? else {
        return Err(damaged("content.xml is missing"));
    };
    let folded = wanted.map(str::to_lowercase);
    let mut sheet = Sheet::default();
    let mut names = Vec::new();
    // Whether this sheet is read: within one, and wanted.
    let mut is_read = false;
    loop {
        match markup.next()? {
            Event::Start(element) => match element.name().into_inner() {
                "table:table" => {
                    let name = attribute(&element, "table:name")?.unwrap_or_default();
                    is_read = folded
                        .as_ref()
                        .is_none_or(|wanted| *wanted == name.to_lowercase());
                    sheet = Sheet::default();
                    if names.len() < 10_000 {
                        names.push(name);
                    }
                }
                name if is_read => sheet.start(name, &element)?,
                _ => {}
            },
            Event::End(element) => match element.name().into_inner() {
                "table:table" => {
                    if is_read && (sink.rows() > 0 || wanted.is_some()) {
                        return Ok(names.last().map(|name| CleanText::new(name)));
                    }
                    is_read = false;
                }
                name if is_read => {
                    if sheet.end(name, sink)? {
                        let (done, whole) = markup.progress();
                        sink.tell(done, whole)?;
                    }
                }
                _ => {}
            },
            Event::Eof => break,
            event if is_read => sheet.append(&event)?,
            _ => {}
        }
    }
    match wanted {
        Some(wanted) => Err(no_sheet(wanted, &names)),
        None => Ok(None),
    }
}

/// One sheet while it is read.
#[derive(Default)]
struct Sheet {
    row: Row,
    /// Number of the last row.
    number: u32,
    /// How often this row stands here.
    rows: u32,
    column: usize,
    /// How often this cell stands here.
    cells: usize,
    kind: Kind,
    /// What the cell says, where it says it beside its text.
    value: Option<String>,
    text: String,
    paragraphs: u32,
    /// Within a paragraph of the cell; or so deep in a comment or a picture.
    in_paragraph: u32,
    aside: u32,
}

impl Sheet {
    fn start(&mut self, name: &str, element: &BytesStart<'_>) -> Result<(), Halt> {
        if self.aside > 0 || name == "office:annotation" || name.starts_with("draw:") {
            self.aside += 1;
            return Ok(());
        }
        match name {
            "table:table-row" => {
                self.rows = repeated(element, "number-rows-repeated")?;
                self.row.start(self.number.saturating_add(1));
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => self.start_cell(element)?,
            "text:p" => {
                if self.paragraphs > 0 {
                    self.text.push('\n');
                }
                self.paragraphs += 1;
                self.in_paragraph += 1;
            }
            "text:s" => {
                let blanks = attribute(element, "text:c")?
                    .and_then(|count| count.parse().ok())
                    .unwrap_or(1_usize);
                self.text.extend(std::iter::repeat_n(' ', blanks.min(100)));
            }
            "text:tab" => self.text.push(' '),
            "text:line-break" => self.text.push('\n'),
            _ => {}
        }
        Ok(())
    }

    fn start_cell(&mut self, element: &BytesStart<'_>) -> Result<(), Halt> {
        self.cells =
            usize::try_from(repeated(element, "number-columns-repeated")?).unwrap_or(usize::MAX);
        self.text.clear();
        self.paragraphs = 0;
        self.kind = Kind::Text;
        self.value = None;
        let (mut kind, mut value, mut is_error) = ("", None, false);
        for raw in element.attributes().with_checks(false) {
            let raw = raw.map_err(|error| damaged(&error.to_string()))?;
            match (raw.key.into_inner(), raw.value) {
                ("office:value-type", value) => {
                    kind = match value.as_ref() {
                        "float" | "percentage" | "currency" => "float",
                        "date" => "date",
                        "boolean" => "boolean",
                        _ => "",
                    }
                }
                ("calcext:value-type", value) => is_error = value == "error",
                ("office:value" | "office:date-value" | "office:boolean-value", given) => {
                    value = Some(given.into_owned());
                }
                _ => {}
            }
        }
        match (kind, value) {
            (_, _) if is_error => self.kind = Kind::Error,
            ("float", Some(value)) => {
                self.kind = Kind::Number;
                self.value = Some(value.parse().map_or(value, xlsx::plain));
            }
            ("date", Some(value)) => {
                let day = value.get(..10).and_then(date::parse);
                self.kind = day.map_or(Kind::Text, Kind::Date);
                let is_whole_day = value.get(10..).is_none_or(|time| {
                    time.bytes()
                        .all(|byte| matches!(byte, b'T' | b'0' | b':' | b'.'))
                });
                let value = if is_whole_day && day.is_some() {
                    value.get(..10).unwrap_or_default().to_owned()
                } else {
                    value
                };
                self.value = Some(value);
            }
            ("boolean", value) => self.value = value,
            _ => {}
        }
        Ok(())
    }

    /// Ends an element; true where a row ended.
    fn end(&mut self, name: &str, sink: &mut Sink<'_>) -> Result<bool, Halt> {
        if self.aside > 0 {
            self.aside -= 1;
            return Ok(false);
        }
        match name {
            "text:p" => self.in_paragraph = self.in_paragraph.saturating_sub(1),
            "table:table-cell" | "table:covered-table-cell" => {
                let text = self.value.as_deref().unwrap_or(&self.text);
                if !text.is_empty() {
                    // Cells beyond the limit are a fault on the first of them, so this ends soon.
                    for column in self.column..self.column.saturating_add(self.cells) {
                        self.row.put(column, text, self.kind)?;
                    }
                }
                self.column = self.column.saturating_add(self.cells);
            }
            "table:table-row" => {
                let first = self.number.saturating_add(1);
                for number in first..first.saturating_add(self.rows) {
                    self.row.set_number(number);
                    if !sink.give(&self.row)? {
                        break;
                    }
                }
                self.number = self.number.saturating_add(self.rows);
                return Ok(true);
            }
            _ => {}
        }
        Ok(false)
    }

    fn append(&mut self, event: &Event<'_>) -> Result<(), Halt> {
        if self.aside == 0 && self.in_paragraph > 0 {
            append(event, &mut self.text)?;
        }
        Ok(())
    }
}

/// How often something stands here, at least once.
fn repeated(element: &BytesStart<'_>, name: &str) -> Result<u32, Halt> {
    let mut count = 1;
    attributes(element, |key, value| {
        if key == name {
            count = value.parse().unwrap_or(1).max(1);
        }
    })?;
    Ok(count)
}
