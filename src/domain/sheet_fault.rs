//! What can be wrong with a file of rows (CSV, XLSX, ODS) before its content is looked at.

use super::import_fault::ImportFault;
use super::problem::Fault;
use super::text::CleanText;

/// What there is too much of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Bytes when unpacked.
    Bytes,
    /// Rows.
    Rows,
    /// Columns.
    Columns,
    /// Filled fields.
    Cells,
    /// Different texts.
    Strings,
    /// Bytes of one field.
    Text,
    /// Packed parts of the file.
    Parts,
}

/// What is wrong with the file, or with one row of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SheetFault {
    /// Neither text with rows nor a workbook.
    NotATable,
    /// A workbook of an old or binary kind, or one with a password: both look alike from outside.
    OldOrLocked,
    /// The content does not follow its format.
    Damaged {
        /// What the reader says.
        detail: CleanText,
    },
    /// More than is read.
    TooMuch {
        /// Of what.
        what: Amount,
        /// How much is read at most.
        limit: u64,
    },
    /// No sheet of that name.
    NoSheet {
        /// The name that was asked for.
        wanted: CleanText,
        /// The names that there are, with commas.
        names: String,
    },
    /// Not one row with content.
    NoContent,
    /// A quotation mark that is never closed.
    OpenQuote,
}

impl SheetFault {
    /// The key that exports use.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NotATable => "not_a_table",
            Self::OldOrLocked => "old_or_locked",
            Self::Damaged { .. } => "damaged",
            Self::TooMuch { .. } => "too_much",
            Self::NoSheet { .. } => "no_sheet",
            Self::NoContent => "no_content",
            Self::OpenQuote => "open_quote",
        }
    }
}

impl From<SheetFault> for Fault {
    fn from(fault: SheetFault) -> Self {
        Self::Import(ImportFault::Sheet(fault))
    }
}
