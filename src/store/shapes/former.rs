//! Keys that are no more: in the register, and in the file by which an import is told what went where.

use serde::{Deserialize, Serialize};

use super::Word;

/// A key that is no more.
#[derive(Clone, Deserialize, Serialize)]
pub(in crate::store) struct FormerRow<'a> {
    #[serde(borrow)]
    pub(in crate::store) ars: Word<'a>,
    #[serde(borrow)]
    pub(in crate::store) into: Word<'a>,
    #[serde(borrow)]
    pub(in crate::store) since: Word<'a>,
}

/// The mapping of `ozgtop import gv100ad --mapping`.
#[derive(Deserialize)]
pub(in crate::store) struct MappingFile<'a, R> {
    pub(in crate::store) schema: u32,
    #[serde(borrow, rename = "source")]
    pub(in crate::store) _source: Option<Word<'a>>,
    #[serde(borrow, rename = "note")]
    pub(in crate::store) _note: Option<Word<'a>>,
    pub(in crate::store) dissolved: Vec<R>,
}

/// A body that went into another.
#[derive(Deserialize)]
pub(in crate::store) struct GoneRow<'a> {
    #[serde(borrow)]
    pub(in crate::store) from: Word<'a>,
    #[serde(borrow)]
    pub(in crate::store) to: Word<'a>,
    #[serde(borrow, rename = "source")]
    pub(in crate::store) _source: Option<Word<'a>>,
}
