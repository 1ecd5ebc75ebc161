//! The packed parts of a workbook, and how much they may unpack to.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::markup::Markup;
use super::row::Halt;
use super::{MAX_UNPACKED, damaged, too_much};
use crate::domain::sheet_fault::{Amount, SheetFault};

/// Most packed parts; a workbook with a hundred sheets and pictures has some hundreds.
const MAX_PARTS: usize = 10_000;
/// Largest packed file in bytes: its directory alone could otherwise fill the memory.
const MAX_PACKED: usize = 256 << 20;

/// A packed part, unpacked while it is read.
pub(super) type Part<'p, 'a> = ZipFile<'p, Cursor<&'a [u8]>>;

/// A packed file.
pub(super) struct Parts<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Names as others refer to them: with `/`, in small letters, as Excel does not tell case.
    names: Vec<String>,
}

impl<'a> Parts<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Halt> {
        if bytes.len() > MAX_PACKED {
            return Err(too_much(Amount::Bytes, MAX_PACKED as u64));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| of_zip(&error))?;
        if archive.len() > MAX_PARTS {
            return Err(too_much(Amount::Parts, MAX_PARTS as u64));
        }
        let names = (0..archive.len())
            .map(|at| {
                archive
                    .name_for_index(at)
                    .map(plain_name)
                    .unwrap_or_default()
            })
            .collect();
        Ok(Self { archive, names })
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.names.contains(&plain_name(name))
    }

    /// Whether the packed file says that it is a spreadsheet of `OpenDocument`; a locked one is told.
    pub(super) fn is_spreadsheet_of_open_document(&mut self) -> Result<bool, Halt> {
        let kind = self.start_of("mimetype", 64)?;
        if !kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet") {
            return Ok(false);
        }
        let list = self.start_of("META-INF/manifest.xml", 1 << 20)?;
        let sign = b"encryption-data";
        if list.windows(sign.len()).any(|window| window == sign) {
            return Err(SheetFault::OldOrLocked.into());
        }
        Ok(true)
    }

    /// The first bytes of a part; none where there is no such part.
    fn start_of(&mut self, name: &str, bytes: u64) -> Result<Vec<u8>, Halt> {
        let mut start = Vec::new();
        if let Some(part) = self.part(name)? {
            part.take(bytes)
                .read_to_end(&mut start)
                .map_err(|error| damaged(&error.to_string()))?;
        }
        Ok(start)
    }

    fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'a>>, Halt> {
        let name = plain_name(name);
        let Some(at) = self.names.iter().position(|known| *known == name) else {
            return Ok(None);
        };
        let part = self.archive.by_index(at).map_err(|error| of_zip(&error))?;
        if part.encrypted() {
            return Err(SheetFault::OldOrLocked.into());
        }
        Ok(Some(part))
    }

    /// A part as markup; `None` where there is no such part. What it says of its size is only believed where it is too much.
    pub(super) fn markup(&mut self, name: &str) -> Result<Option<Markup<Part<'_, 'a>>>, Halt> {
        let Some(part) = self.part(name)? else {
            return Ok(None);
        };
        let stated = part.size();
        if stated > MAX_UNPACKED {
            return Err(too_much(Amount::Bytes, MAX_UNPACKED));
        }
        Ok(Some(Markup::new(part, stated)))
    }
}

fn plain_name(name: &str) -> String {
    name.replace('\\', "/")
        .trim_start_matches('/')
        .to_ascii_lowercase()
}

fn of_zip(error: &ZipError) -> Halt {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            SheetFault::OldOrLocked.into()
        }
        error => damaged(&error.to_string()),
    }
}
