//! Files of the roll-out between parsing and checking: what needs no register can be done before there is one.

use super::date_of;
use crate::domain::cell::Marks;
use crate::store::document::Document;
use crate::store::folder::{Entry, Format, Listed};
use crate::store::shapes::{CellRow, JsonRaw, OriginRow, Raw, RolloutFile, Word};

/// A file as it was parsed.
pub(super) struct File<'a> {
    pub(super) date: Word<'a>,
    pub(super) kind: Word<'a>,
    pub(super) source: Word<'a>,
    pub(super) imported: Option<OriginRow<'a>>,
    pub(super) synthetic: bool,
    pub(super) stated: Option<u64>,
    pub(super) rows: Vec<&'a str>,
    /// What the rows say, as far as they were looked at.
    pub(super) parsed: Vec<Option<CellRow<'a>>>,
}

impl<'a> File<'a> {
    pub(super) fn read<R: Raw<'a>>(document: &mut Document<'a>) -> Option<Self> {
        let file: RolloutFile<'a, R> = document.file()?;
        Some(Self {
            date: file.date,
            kind: file.kind,
            source: file.source,
            imported: file.imported,
            synthetic: file.synthetic,
            stated: file.rows,
            rows: file.cells.iter().map(Raw::text).collect(),
            parsed: Vec::new(),
        })
    }
}

/// The newest file, parsed to its last row while the ground was read.
pub(in crate::store) struct Ready<'a> {
    pub(super) at: usize,
    pub(super) document: Document<'a>,
    pub(super) file: Option<File<'a>>,
}

impl<'a> Ready<'a> {
    /// The file whose name has the newest date, and its position; `None` where there is a name without one.
    pub(in crate::store) fn of(files: &Listed) -> Option<(usize, &Entry)> {
        files
            .rollout()
            .enumerate()
            .max_by_key(|(_, entry)| date_of(entry))
    }

    /// Parses it. JSON only: large files are JSON.
    pub(in crate::store) fn read(at: usize, entry: &Entry, text: &'a str) -> Option<Self> {
        let mut document = Document::new(entry, text);
        if document.format() != Format::Json || document.bytes() > MOST_READY {
            return None;
        }
        let mut file = File::read::<JsonRaw<'a>>(&mut document);
        if let Some(file) = &mut file {
            let rows = file.rows.iter();
            file.parsed = rows.map(|row| document.row(row)).collect();
        }
        Some(Self { at, document, file })
    }
}

/// A larger file is parsed row by row, as its rows together would take some memory.
const MOST_READY: usize = 4 << 20;

/// The marks beside the phase of a row.
pub(super) fn marks(document: &mut Document<'_>, row: &CellRow<'_>) -> Marks {
    let none = Marks::default();
    let mut marks = none;
    if row.deferred {
        marks = marks.with(Marks::DEFERRED);
    }
    if row.disturbed {
        marks = marks.with(Marks::DISTURBED);
    }
    let solutions = [
        (Marks::SHARED_SOLUTION, "efa"),
        (Marks::OWN_SOLUTION, "own"),
    ];
    let solution = row.solution.as_ref();
    marks.with(
        solution
            .and_then(|word| document.word("solution", word.as_str(), &solutions))
            .unwrap_or(none),
    )
}
