//! What the cells of an XLSX sheet refer to: texts that are kept once, and formats that tell dates from numbers.

use quick_xml::events::Event;

use super::markup::{append, attribute, attributes};
use super::parts::Parts;
use super::row::Halt;
use super::too_much;
use crate::domain::sheet_fault::Amount;

/// Most texts that are kept once.
const MAX_STRINGS: u64 = 5_000_000;
/// Most bytes of them.
const MAX_BYTES: u64 = 512 << 20;
/// Most formats; Excel allows 65,490.
const MAX_FORMATS: u64 = 200_000;

/// Texts that are kept once, in one piece.
#[derive(Default)]
pub(super) struct Strings {
    text: String,
    ends: Vec<usize>,
}

impl Strings {
    /// The text of that number, from 0.
    pub(super) fn get(&self, at: usize) -> Option<&str> {
        let end = *self.ends.get(at)?;
        let start = match at.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.text.get(start..end)
    }

    /// Reads them; none where the workbook has no such part.
    pub(super) fn read(parts: &mut Parts<'_>, path: &str) -> Result<Self, Halt> {
        let mut strings = Self::default();
        let Some(mut markup) = parts.markup(path)? else {
            return Ok(strings);
        };
        let (mut is_text, mut reading) = (false, 0_u32);
        let mut one = String::new();
        loop {
            match markup.next()? {
                Event::Start(element) => match element.local_name().into_inner() {
                    "si" => one.clear(),
                    "t" => is_text = true,
                    // How the text is pronounced: no part of it.
                    "rPh" => reading += 1,
                    _ => {}
                },
                Event::End(element) => match element.local_name().into_inner() {
                    "si" => strings.push(&one)?,
                    "t" => is_text = false,
                    "rPh" => reading = reading.saturating_sub(1),
                    _ => {}
                },
                Event::Eof => return Ok(strings),
                event if is_text && reading == 0 => append(&event, &mut one)?,
                _ => {}
            }
        }
    }

    fn push(&mut self, text: &str) -> Result<(), Halt> {
        push_unescaped(text, &mut self.text);
        self.ends.push(self.text.len());
        if self.ends.len() as u64 > MAX_STRINGS {
            return Err(too_much(Amount::Strings, MAX_STRINGS));
        }
        if self.text.len() as u64 > MAX_BYTES {
            return Err(too_much(Amount::Bytes, MAX_BYTES));
        }
        Ok(())
    }
}

/// Excel writes control characters as `_x000D_`.
pub(super) fn push_unescaped(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("_x") {
        out.push_str(before);
        let code = after
            .get(..4)
            .filter(|_| after.as_bytes().get(4) == Some(&b'_'))
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        if let Some(c) = code {
            out.push(c);
            rest = after.get(5..).unwrap_or_default();
        } else {
            out.push_str("_x");
            rest = after;
        }
    }
    out.push_str(rest);
}

/// Which formats of cells show a day. Numbers and codes: ECMA-376, part 1, 18.8.30.
#[derive(Default)]
pub(super) struct Formats {
    shows_day: Vec<bool>,
}

impl Formats {
    /// Whether a number in this format is a day.
    pub(super) fn shows_day(&self, style: usize) -> bool {
        self.shows_day.get(style).copied().unwrap_or(false)
    }

    /// Reads them; none where the workbook has no such part.
    pub(super) fn read(parts: &mut Parts<'_>, path: &str) -> Result<Self, Halt> {
        let mut formats = Self::default();
        let Some(mut markup) = parts.markup(path)? else {
            return Ok(formats);
        };
        // Codes of the workbook's own, in the order of their numbers.
        let mut own: Vec<(u32, bool)> = Vec::new();
        let mut in_cells = false;
        loop {
            match markup.next()? {
                Event::Start(element) => match element.local_name().into_inner() {
                    "cellXfs" => in_cells = true,
                    "numFmt" => {
                        let number = attribute(&element, "numFmtId")?;
                        let code = attribute(&element, "formatCode")?.unwrap_or_default();
                        if let Some(number) = number.and_then(|number| number.parse().ok()) {
                            own.push((number, code_shows_day(&code)));
                        }
                    }
                    "xf" if in_cells => {
                        let mut number = 0;
                        attributes(&element, |name, value| {
                            if name == "numFmtId" {
                                number = value.parse().unwrap_or(0);
                            }
                        })?;
                        let known = own.iter().rev().find(|(own, _)| *own == number);
                        let is_day = known.map_or_else(
                            || matches!(number, 14..=17 | 22 | 27..=36 | 50..=58),
                            |(_, is_day)| *is_day,
                        );
                        formats.shows_day.push(is_day);
                    }
                    _ => {}
                },
                Event::End(element) if element.local_name().into_inner() == "cellXfs" => {
                    return Ok(formats);
                }
                Event::Eof => return Ok(formats),
                _ => {}
            }
            if (formats.shows_day.len() + own.len()) as u64 > MAX_FORMATS {
                return Err(too_much(Amount::Parts, MAX_FORMATS));
            }
        }
    }
}

/// Whether a code of a format names a day, a month with a year, or a year: letters outside quotation marks and brackets.
fn code_shows_day(code: &str) -> bool {
    let (mut in_quotes, mut in_brackets, mut is_escaped) = (false, false, false);
    // Only the first section, that of positive numbers.
    for c in code.chars() {
        match c {
            _ if is_escaped => is_escaped = false,
            '\\' | '_' | '*' => is_escaped = true,
            '"' => in_quotes = !in_quotes,
            _ if in_quotes => {}
            '[' => in_brackets = true,
            ']' => in_brackets = false,
            _ if in_brackets => {}
            ';' => return false,
            'd' | 'D' | 'y' | 'Y' => return true,
            _ => {}
        }
    }
    false
}
