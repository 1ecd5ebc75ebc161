//! What stands between a packed workbook and the library that reads it. The library believes files: it makes room for
//! as many texts as one states, and repeats rows and cells as often as one says. So every part that it may open is
//! unpacked once before, counted, and refused where it would cost more than a table may. The library is then given an
//! archive of only those parts.

use std::io::{Cursor, Read};

use zip::result::ZipError;
use zip::{ZipArchive, ZipWriter};

use super::repeats::Repeats;
use super::row::{Halt, Sink};
use super::tags::{Allowance, Tag, walk};
use super::{MAX_TEXT, MAX_UNPACKED, damaged, too_much};
use crate::domain::sheet_fault::{Amount, SheetFault};

/// Most packed parts; a workbook with a hundred sheets and pictures has some hundreds.
const MAX_PARTS: usize = 10_000;
/// Largest packed file in bytes: its directory alone could otherwise fill the memory.
const MAX_PACKED: usize = 256 << 20;
/// Most bytes of an XLSX file outside its rows: the library keeps them, texts above all.
const MAX_KEPT: u64 = 256 << 20;
/// Most texts that are kept once.
const MAX_STRINGS: u64 = 5_000_000;
/// Most formats, Excel allows 65,490; and most bytes of their names, which the library copies for each.
const MAX_FORMATS: u64 = 100_000;
const MAX_FORMAT_BYTES: u64 = 64 << 20;

/// A packed workbook that may be read.
pub(super) struct Vetted {
    pub(super) bytes: Vec<u8>,
    pub(super) is_open_document: bool,
}

/// Looks through a packed workbook.
pub(super) fn look_through(bytes: &[u8], sink: &mut Sink<'_>) -> Result<Vetted, Halt> {
    let entry = b"PK\x01\x02";
    let entries = bytes.windows(entry.len()).filter(|four| four == entry);
    if bytes.len() > MAX_PACKED {
        return Err(too_much(Amount::Bytes, MAX_PACKED as u64));
    }
    if entries.take(MAX_PARTS + 1).count() > MAX_PARTS {
        return Err(too_much(Amount::Parts, MAX_PARTS as u64));
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| of_zip(&error))?;
    let names: Vec<_> = archive.file_names().map(|name| plain(&name)).collect();
    let has = |wanted| names.iter().any(|name| name == wanted);
    let is_open_document = has("mimetype");
    if has("xl/workbook.bin") {
        return Err(SheetFault::OldOrLocked.into());
    }
    if !is_open_document && !has("_rels/.rels") {
        return Err(SheetFault::NotATable.into());
    }
    let needed: Vec<_> = (0..names.len())
        .zip(&names)
        .filter(|(_, name)| is_needed(name, is_open_document))
        .collect();
    let mut allowance = Allowance {
        sink,
        left: MAX_UNPACKED,
        stated: 0,
    };
    for (at, _) in &needed {
        let part = archive.by_index(*at).map_err(|error| of_zip(&error))?;
        allowance.stated = allowance.stated.saturating_add(part.size());
    }
    let mut vetted = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, name) in needed {
        let part = archive.by_index(at).map_err(|error| of_zip(&error))?;
        look_at(part, name, is_open_document, &mut allowance)?;
        let part = archive.by_index_raw(at).map_err(|error| of_zip(&error))?;
        vetted.raw_copy_file(part).map_err(|error| of_zip(&error))?;
    }
    let bytes = vetted.finish().map_err(|error| of_zip(&error))?;
    Ok(Vetted {
        bytes: bytes.into_inner(),
        is_open_document,
    })
}

fn look_at(
    part: impl Read,
    name: &str,
    is_open_document: bool,
    allowance: &mut Allowance<'_, '_>,
) -> Result<(), Halt> {
    if name == "mimetype" {
        return is_spreadsheet(part);
    }
    if is_open_document {
        let mut repeats = Repeats::default();
        return walk(part, allowance, &mut |tag, allowance| {
            repeats.see(tag, allowance)
        });
    }
    let mut costs = Costs::default();
    walk(part, allowance, &mut |tag, _| costs.see(tag))
}

/// A name as the library compares it: with `/`, in small letters.
fn plain(name: &Result<std::borrow::Cow<'_, str>, ZipError>) -> String {
    let name = name.as_deref().unwrap_or_default();
    name.replace('\\', "/").to_ascii_lowercase()
}

/// Whether the library may have to open a part.
fn is_needed(name: &str, is_open_document: bool) -> bool {
    if is_open_document {
        return matches!(name, "mimetype" | "meta-inf/manifest.xml" | "content.xml");
    }
    let folders = ["pivotcache", "externallinks", "drawings", "charts", "media"];
    let mut way = name.split('/');
    let ending = name.rsplit_once('.').map(|(_, ending)| ending);
    matches!(ending, Some("xml" | "rels"))
        && !way.any(|folder| folders.contains(&folder) || folder == "customxml")
}

fn is_spreadsheet(part: impl Read) -> Result<(), Halt> {
    let mut kind = Vec::new();
    part.take(64)
        .read_to_end(&mut kind)
        .map_err(|error| damaged(&error.to_string()))?;
    if kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
        Ok(())
    } else {
        Err(SheetFault::NotATable.into())
    }
}

/// What one part of an XLSX file would cost the library. Every part is looked at alike, whatever its name.
#[derive(Default)]
struct Costs {
    strings: u64,
    kept: u64,
    formats: u64,
    /// Longest name of a font or a format.
    longest: u64,
    /// Bytes of the cell or the text that is open.
    open: Option<u64>,
    rows: u32,
}

impl Costs {
    fn see(&mut self, tag: &Tag<'_>) -> Result<(), Halt> {
        let local = tag.local();
        if let Some(bytes) = &mut self.open {
            *bytes += tag.bytes;
            if *bytes > MAX_TEXT {
                return Err(too_much(Amount::Text, MAX_TEXT));
            }
        }
        if self.rows == 0 {
            self.kept += tag.bytes;
        }
        match local {
            b"si" | b"c" => self.open = (tag.opens && !tag.closes).then_some(0),
            b"row" if tag.opens && !tag.closes => self.rows += 1,
            b"row" if !tag.opens => self.rows = self.rows.saturating_sub(1),
            _ => {}
        }
        match local {
            b"si" => self.strings += u64::from(tag.opens),
            b"xf" => self.formats += u64::from(tag.opens),
            b"numFmt" | b"name" => self.longest = self.longest.max(tag.bytes),
            b"sst" => tag.attributes(stated_strings)?,
            b"row" | b"c" => tag.attributes(place)?,
            _ => {}
        }
        if self.strings > MAX_STRINGS {
            return Err(too_much(Amount::Strings, MAX_STRINGS));
        }
        if self.kept > MAX_KEPT {
            return Err(too_much(Amount::Bytes, MAX_KEPT));
        }
        if self.formats > MAX_FORMATS || self.formats * self.longest > MAX_FORMAT_BYTES {
            return Err(too_much(Amount::Parts, MAX_FORMATS));
        }
        Ok(())
    }
}

/// The library makes room for as many texts as are stated.
fn stated_strings(name: &[u8], value: &[u8]) -> Result<(), Halt> {
    let value = value.trim_ascii();
    let digits = value.iter().skip_while(|byte| matches!(byte, b'0' | b'+'));
    let count = digits.fold(0_u64, |sum, digit| {
        let digit = u64::from(digit.wrapping_sub(b'0'));
        sum.saturating_mul(10).saturating_add(digit)
    });
    if name == b"uniqueCount" && count > MAX_STRINGS {
        return Err(too_much(Amount::Strings, MAX_STRINGS));
    }
    Ok(())
}

/// The library counts a place as `AB12` further than its number reaches, and begins again from 0.
fn place(name: &[u8], value: &[u8]) -> Result<(), Halt> {
    let letters = value.iter().take_while(|b| b.is_ascii_alphabetic()).count();
    if name == b"r" && (letters > 3 || value.len() - letters > 7) {
        return Err(damaged("the place of a cell cannot be read"));
    }
    Ok(())
}

fn of_zip(error: &ZipError) -> Halt {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            SheetFault::OldOrLocked.into()
        }
        error => damaged(&error.to_string()),
    }
}
