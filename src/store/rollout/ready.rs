//! The newest file of the roll-out, between parsing and checking: what needs no register is done before there is one.

use super::date_of;
use crate::store::document::Document;
use crate::store::folder::{Entry, Listed};
use crate::store::shapes::{CellRow, Parsed, RolloutFile};

/// The newest file, parsed to its last row while the ground was read.
pub(in crate::store) struct Ready<'a> {
    pub(super) at: usize,
    pub(super) file: RolloutFile<'a, Parsed<CellRow<'a>>>,
}

impl<'a> Ready<'a> {
    /// The file whose name alone has the newest date, and its position.
    pub(in crate::store) fn of(files: &Listed) -> Option<(usize, &Entry)> {
        let all = files.rollout().enumerate();
        all.max_by_key(|(_, entry)| date_of(entry))
            .filter(|(_, entry)| files.is_alone(entry))
    }

    /// Parses it, where nothing is wrong with it.
    pub(in crate::store) fn read(at: usize, entry: &Entry, text: &'a str) -> Option<Self> {
        let file = Document::new(entry, text).sound()?;
        Some(Self { at, file })
    }
}
