//! Where imported content came from.

use super::date::Date;
use super::text::CleanText;

/// The file or address that an import read; kept in the file that the import wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Name of the file without folders, or the address.
    pub name: CleanText,
    /// SHA-256 of the bytes that were read, 64 hexadecimal digits.
    pub sha256: CleanText,
    /// The day that the source states for itself, else the day the file was last changed (UTC).
    pub date: Option<Date>,
}
