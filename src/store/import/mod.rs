//! What operators have, as domain values: official registers, exports, tracking lists. One file per format.
//!
//! A row that cannot be used is a [`Problem`] with its row and column; the others count.

pub mod fetch;
pub mod gv100ad;
pub mod open_pvog;
pub mod sheet;
pub mod table;

use std::fmt::Write;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Duration;

use sha2::{Digest, Sha256};

use super::folder;
use crate::domain::date;
use crate::domain::origin::Origin;
use crate::domain::problem::{Place, Problem};
use crate::domain::text::CleanText;

/// Largest file that is imported, in bytes.
pub const MAX_BYTES: u64 = 512 << 20;

/// Is told how far a long work is, and says whether it goes on.
pub trait Watch {
    /// `done` of `whole` bytes or rows; `whole` is 0 where nobody knows it.
    fn goes_on(&mut self, done: u64, whole: u64) -> ControlFlow<()>;

    /// A server gave no answer of use, and is asked again after this pause.
    fn rests(&mut self, _: Duration) {}
}

/// Nobody watches.
impl Watch for () {
    fn goes_on(&mut self, _: u64, _: u64) -> ControlFlow<()> {
        ControlFlow::Continue(())
    }
}

/// A file that is to be imported.
#[derive(Debug)]
pub struct Original {
    /// Its content.
    pub bytes: Vec<u8>,
    /// Its name, hash and date.
    pub origin: Origin,
}

impl Original {
    /// Reads a file: a regular one of at most `limit` bytes, also through a link, as the operator named it himself.
    pub fn read(path: &Path, limit: u64) -> Result<Self, Box<Problem>> {
        let place = Place {
            file: CleanText::new(&path.to_string_lossy()),
            position: None,
        };
        let (bytes, changed) =
            folder::read_named(path, limit).map_err(|fault| Box::new(Problem::at(place, fault)))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let date = changed.and_then(date::of_unix_seconds);
        let origin = origin(&name, &bytes, date);
        Ok(Self { bytes, origin })
    }
}

/// What is kept of a source: its name, the hash of its bytes, its date.
pub fn origin(name: &str, bytes: &[u8], date: Option<date::Date>) -> Origin {
    Origin {
        name: CleanText::new(name),
        sha256: CleanText::new(&sha256([bytes])),
        date,
    }
}

/// The hash of parts, one after the other.
fn sha256<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut hash = Sha256::new();
    parts.into_iter().for_each(|part| hash.update(part));
    let mut text = String::new();
    for byte in hash.finalize() {
        // Writing to a `String` cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_that_of_the_standard() {
        // FIPS 180-4, example "abc".
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256([b"a".as_slice(), b"bc"]), expected);
    }
}
