//! A problem ("Befund"): a finding about the data or about the roll-out, with its place.

use super::cell::CellId;
use super::date::Date;
use super::evidence::Sight;
use super::import_fault::ImportFault;
use super::outline_fault::OutlineFault;
use super::phase::Phase;
use super::text::CleanText;

/// Where in a file something is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// File name as the operator knows it, relative to the data folder where it lies inside.
    pub file: CleanText,
    /// Line and column, both from 1; `None` where the file as a whole is meant.
    pub position: Option<(u32, u32)>,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it was found; a finding about the roll-out has none.
    pub place: Option<Place>,
    /// The second place, where two contradict each other.
    pub other: Option<Place>,
    /// At how many further places the very same is wrong.
    pub more: u64,
    /// Whether nothing of the file could be used because of it.
    pub whole: bool,
    /// What is wrong.
    pub fault: Fault,
}

impl Problem {
    /// A problem at one place of a file.
    pub fn at(place: Place, fault: Fault) -> Self {
        Self {
            place: Some(place),
            other: None,
            more: 0,
            whole: false,
            fault,
        }
    }

    /// A finding about a cell.
    pub fn of_cell(fault: Fault) -> Self {
        Self {
            place: None,
            other: None,
            more: 0,
            whole: false,
            fault,
        }
    }

    /// The cell that a finding is about.
    pub fn cell(&self) -> Option<CellId> {
        match self.fault {
            Fault::Overdue { cell, .. }
            | Fault::Stalled { cell, .. }
            | Fault::NotReported { cell }
            | Fault::Disturbed { cell }
            | Fault::Unlinked { cell, .. }
            | Fault::Untracked { cell, .. }
            | Fault::SteppedBack { cell, .. } => Some(cell),
            _ => None,
        }
    }
}

/// What a field wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    /// A text in quotation marks.
    Text,
    /// A whole number that is not too large for its field.
    Integer,
    /// A number.
    Number,
    /// `true` or `false`.
    Switch,
    /// A list.
    List,
    /// Fields in brackets.
    Group,
}

/// What is wrong. The words for it, and for what to do, stand in the table of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The data folder does not exist.
    FolderMissing,
    /// The data folder is something else.
    NotAFolder,
    /// The data folder holds no data file.
    FolderEmpty,
    /// The operating system refuses to let us read.
    NoPermission,
    /// A file that must be there is not.
    FileMissing,
    /// There is no file where the operator named one.
    NoSuchFile,
    /// A link, a pipe, a device: nothing that we read.
    NotAFile,
    /// Larger than allowed; both in bytes.
    TooLarge {
        /// Size of the file.
        size: u64,
        /// Largest size that is read.
        limit: u64,
    },
    /// Reading failed half-way.
    Unreadable {
        /// What the operating system says.
        detail: CleanText,
    },
    /// The bytes are no UTF-8.
    NotUtf8,
    /// The file is no RON or no JSON.
    Syntax {
        /// `RON` or `JSON`.
        format: &'static str,
        /// What the parser says.
        detail: CleanText,
    },
    /// The file ends before its content does.
    CutOff,
    /// More brackets inside one another than any data file needs.
    TooDeep,
    /// A value of another type than expected.
    WrongType {
        /// The type.
        expected: Expected,
    },
    /// A required field is missing.
    MissingField {
        /// Its name.
        field: CleanText,
    },
    /// The same field twice.
    DuplicateField {
        /// Its name.
        field: CleanText,
    },
    /// A number that cannot be.
    OutOfRange {
        /// The field it stands in.
        field: &'static str,
    },
    /// Anything else that the reader does not take.
    Shape {
        /// What the parser says.
        detail: CleanText,
    },
    /// A field that the format does not know.
    UnknownField {
        /// Its name.
        field: CleanText,
    },
    /// Written for a later version of the format.
    FutureSchema {
        /// The version found.
        found: u32,
        /// The version this program reads.
        known: u32,
    },
    /// The same content as RON and as JSON; the other file was read.
    TwoFiles,
    /// The register or the catalogue without a single row.
    NothingInside,
    /// A data file that nothing reads.
    StrayFile,
    /// The file name does not begin with the date inside.
    FileDate {
        /// The date inside.
        date: Date,
    },
    /// No calendar day.
    BadDate {
        /// What stands there.
        text: CleanText,
    },
    /// Neither an ARS nor `kind:name`.
    BadKey {
        /// What stands there.
        text: CleanText,
    },
    /// A body that is not in the register.
    UnknownBody {
        /// Its key.
        key: CleanText,
    },
    /// A service that is not in the catalogue.
    UnknownService {
        /// Its key.
        key: CleanText,
    },
    /// A word that is none of the allowed ones.
    UnknownWord {
        /// The field it stands in.
        field: &'static str,
        /// What stands there.
        text: CleanText,
        /// The allowed words.
        allowed: String,
    },
    /// The same key twice in the register or in the catalogue.
    DuplicateKey {
        /// The key.
        key: CleanText,
    },
    /// The same cell twice on one date; the first counts.
    DuplicateCell {
        /// Key of the service.
        service: CleanText,
        /// Key of the body.
        body: CleanText,
    },
    /// A cell of a body that is not responsible for the service.
    NotResponsible {
        /// Key of the service.
        service: CleanText,
        /// Key of the body.
        body: CleanText,
        /// Key of the body that is responsible there, where one is.
        instead: Option<CleanText>,
    },
    /// A municipality whose district or Samtgemeinde is missing.
    NoParent {
        /// The key that is missing.
        key: CleanText,
    },
    /// The file says how many rows it has, and has another number.
    RowCount {
        /// What the file says.
        stated: u64,
        /// What it has.
        found: u64,
    },
    /// No snapshot at all.
    NoSnapshot,
    /// The earliest snapshot lists changes only.
    FirstIncomplete {
        /// Its date.
        date: Date,
    },
    /// More problems in this file than are told one by one.
    ManyMore {
        /// How many more.
        count: u64,
    },
    /// A date that lies after the snapshot's.
    AfterSnapshot {
        /// The field.
        field: &'static str,
        /// The date.
        date: Date,
    },
    /// Disturbed, but not live: what is not online cannot have a broken link.
    DisturbedNotLive,
    /// A target share that is not 1 to 100 percent.
    BadTarget,
    /// A Reifegrad without its model, or outside its range.
    BadMaturity,
    /// A text with characters that hide or reorder, or longer than any name; it is shown with them made visible.
    HostileText {
        /// The text as it is shown.
        text: CleanText,
    },
    /// Something about the outlines of the districts.
    Outline(OutlineFault),
    /// Something about a row of a file that is imported.
    Import(ImportFault),
    /// The planned date has passed and the cell is not live.
    Overdue {
        /// The cell.
        cell: CellId,
        /// The planned date.
        planned: Date,
        /// Days since then.
        days: i64,
    },
    /// The cell has stood in one phase for too long.
    Stalled {
        /// The cell.
        cell: CellId,
        /// The phase.
        phase: Phase,
        /// Days in it.
        days: i64,
    },
    /// Responsible, but nobody reported.
    NotReported {
        /// The cell.
        cell: CellId,
    },
    /// Online, but the link is broken.
    Disturbed {
        /// The cell.
        cell: CellId,
    },
    /// Online, but the public index shows no working link.
    Unlinked {
        /// The cell.
        cell: CellId,
        /// What the index shows instead.
        sight: Sight,
    },
    /// A working link in the public index, but not online.
    Untracked {
        /// The cell.
        cell: CellId,
        /// How far it is; `None` where nobody reported.
        phase: Option<Phase>,
    },
    /// Further back than in the snapshot before.
    SteppedBack {
        /// The cell.
        cell: CellId,
        /// The phase before.
        from: Phase,
        /// The phase now.
        to: Phase,
    },
}

impl Fault {
    /// Days by which something is late, or has stood still.
    pub fn days(&self) -> Option<i64> {
        match self {
            Self::Overdue { days, .. } | Self::Stalled { days, .. } => Some(*days),
            _ => None,
        }
    }

    /// The key that exports use.
    pub fn key(&self) -> &'static str {
        match self {
            Self::FolderMissing => "folder_missing",
            Self::NotAFolder => "not_a_folder",
            Self::FolderEmpty => "folder_empty",
            Self::NoPermission => "no_permission",
            Self::FileMissing => "file_missing",
            Self::NoSuchFile => "no_such_file",
            Self::NotAFile => "not_a_file",
            Self::TooLarge { .. } => "too_large",
            Self::Unreadable { .. } => "unreadable",
            Self::NotUtf8 => "not_utf8",
            Self::Syntax { .. } => "syntax",
            Self::CutOff => "cut_off",
            Self::TooDeep => "too_deep",
            Self::WrongType { .. } => "wrong_type",
            Self::MissingField { .. } => "missing_field",
            Self::DuplicateField { .. } => "duplicate_field",
            Self::OutOfRange { .. } => "out_of_range",
            Self::Shape { .. } => "shape",
            Self::UnknownField { .. } => "unknown_field",
            Self::FutureSchema { .. } => "future_schema",
            Self::TwoFiles => "two_files",
            Self::NothingInside => "nothing_inside",
            Self::StrayFile => "stray_file",
            Self::FileDate { .. } => "file_date",
            Self::BadDate { .. } => "bad_date",
            Self::BadKey { .. } => "bad_key",
            Self::UnknownBody { .. } => "unknown_body",
            Self::UnknownService { .. } => "unknown_service",
            Self::UnknownWord { .. } => "unknown_word",
            Self::DuplicateKey { .. } => "duplicate_key",
            Self::DuplicateCell { .. } => "duplicate_cell",
            Self::NotResponsible { .. } => "not_responsible",
            Self::NoParent { .. } => "no_parent",
            Self::RowCount { .. } => "row_count",
            Self::NoSnapshot => "no_snapshot",
            Self::FirstIncomplete { .. } => "first_incomplete",
            Self::ManyMore { .. } => "many_more",
            Self::AfterSnapshot { .. } => "after_snapshot",
            Self::DisturbedNotLive => "disturbed_not_live",
            Self::BadTarget => "bad_target",
            Self::BadMaturity => "bad_maturity",
            Self::HostileText { .. } => "hostile_text",
            Self::Outline(fault) => fault.key(),
            Self::Import(fault) => fault.key(),
            Self::Overdue { .. } => "overdue",
            Self::Stalled { .. } => "stalled",
            Self::NotReported { .. } => "not_reported",
            Self::Disturbed { .. } => "disturbed",
            Self::Unlinked { .. } => "unlinked",
            Self::Untracked { .. } => "untracked",
            Self::SteppedBack { .. } => "stepped_back",
        }
    }
}
