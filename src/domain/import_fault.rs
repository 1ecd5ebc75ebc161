//! What can be wrong with a row of a file that is imported.

use super::problem::Fault;
use super::sheet_fault::SheetFault;
use super::text::CleanText;

/// What is wrong. The place of the problem is the row of the file and the number of its column, both from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportFault {
    /// The head names no column for something that is needed.
    MissingColumn {
        /// What the column is called.
        column: CleanText,
    },
    /// A field that cannot be read.
    BadField {
        /// The head of its column.
        column: CleanText,
        /// What stands there.
        text: CleanText,
        /// What may stand there.
        allowed: String,
    },
    /// A file of rows that cannot be read.
    Sheet(SheetFault),
}

impl ImportFault {
    /// The key that exports use.
    pub fn key(&self) -> &'static str {
        match self {
            Self::MissingColumn { .. } => "missing_column",
            Self::BadField { .. } => "bad_field",
            Self::Sheet(fault) => fault.key(),
        }
    }
}

impl From<ImportFault> for Fault {
    fn from(fault: ImportFault) -> Self {
        Self::Import(fault)
    }
}
