//! What can be wrong with a row of a file that is imported.

use super::date::Date;
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
    /// No row of a list names the columns that are needed.
    NoHead {
        /// What they are called.
        columns: CleanText,
        /// The sheets of the workbook, with commas; empty where there is one at most.
        sheets: String,
    },
    /// A word of a mapping file that is none of those that may stand there.
    BadWord {
        /// What stands there.
        text: CleanText,
        /// What may stand there, with commas.
        allowed: String,
    },
    /// A mapping file that cannot be read at this place.
    BadMapping {
        /// What the library says.
        detail: CleanText,
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
    /// A field that is passed over; the rest of its row is read.
    BadDetail {
        /// The head of its column.
        column: CleanText,
        /// What stands there.
        text: CleanText,
        /// What may stand there.
        allowed: String,
    },
    /// A day after that of the snapshot; it is passed over, the rest of its row is read.
    LaterDay {
        /// The head of its column.
        column: CleanText,
        /// The day.
        day: Date,
    },
    /// Two columns that may be the same thing.
    TwoColumns {
        /// What they may be.
        what: CleanText,
        /// Their heads, with commas.
        columns: String,
    },
    /// Two words of a mapping that are compared as the same and mean different things.
    SameWord {
        /// Both, with a comma.
        words: String,
    },
    /// Columns with content that nothing is read from.
    Unread {
        /// Their heads, with commas.
        columns: String,
    },
    /// A column of the mapping that the list does not have.
    AbsentColumn {
        /// Its head.
        column: CleanText,
        /// The heads of the list, with commas.
        known: String,
    },
    /// A name whose kind or district are those of another body.
    OtherBody {
        /// The name.
        text: CleanText,
        /// The kind and the district that stand beside it.
        beside: String,
        /// The bodies that may be meant, with ARS and district.
        candidates: String,
    },
    /// A name that is in no register.
    UnknownName {
        /// The name.
        text: CleanText,
        /// Names that are near, with commas; empty where none is.
        near: String,
    },
    /// A name that several bodies have.
    SeveralBodies {
        /// The name.
        text: CleanText,
        /// The bodies with ARS and district.
        candidates: String,
    },
    /// Pages of rows that say there are more of them.
    MissingPages {
        /// How many were given.
        found: u64,
        /// How many there are.
        whole: u64,
    },
    /// A file of rows that cannot be read.
    Sheet(SheetFault),
    /// Characters of a line of fixed width that cannot be read.
    BadPosition {
        /// The official name of the field.
        field: &'static str,
        /// Its first character, from 1.
        from: u32,
        /// Its last character.
        to: u32,
        /// What stands there.
        text: CleanText,
    },
    /// No Gemeindeverzeichnis at all.
    NotGv100ad,
    /// A Gemeindeverzeichnis without the Land of the data.
    OtherLand {
        /// The first two digits of the Land of the data.
        wanted: CleanText,
        /// Those of the file.
        found: CleanText,
    },
    /// A Gemeindeverzeichnis that seems to lack rows.
    Incomplete,
    /// A mapping for a body that is still there.
    NotDissolved {
        /// Its key.
        key: CleanText,
    },
}

impl ImportFault {
    /// The key that exports use.
    pub fn key(&self) -> &'static str {
        match self {
            Self::MissingColumn { .. } => "missing_column",
            Self::NoHead { .. } => "no_head",
            Self::BadWord { .. } => "bad_word",
            Self::BadMapping { .. } => "bad_mapping",
            Self::BadField { .. } => "bad_field",
            Self::BadDetail { .. } => "bad_detail",
            Self::LaterDay { .. } => "later_day",
            Self::TwoColumns { .. } => "two_columns",
            Self::SameWord { .. } => "same_word",
            Self::Unread { .. } => "unread_columns",
            Self::AbsentColumn { .. } => "absent_column",
            Self::OtherBody { .. } => "other_body",
            Self::UnknownName { .. } => "unknown_name",
            Self::SeveralBodies { .. } => "several_bodies",
            Self::MissingPages { .. } => "missing_pages",
            Self::Sheet(fault) => fault.key(),
            Self::BadPosition { .. } => "bad_position",
            Self::NotGv100ad => "not_gv100ad",
            Self::OtherLand { .. } => "other_land",
            Self::Incomplete => "incomplete",
            Self::NotDissolved { .. } => "not_dissolved",
        }
    }
}

impl From<ImportFault> for Fault {
    fn from(fault: ImportFault) -> Self {
        Self::Import(fault)
    }
}
