//! One page of rows as JSON: `content[]` with what is said about the pages around it (Spring Data `Page`), or a bare list.

use serde::Deserialize;
use serde_json::value::RawValue;

/// What stands around the rows of a page.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(in crate::store::import) struct Page<'a> {
    /// The rows, unread.
    #[serde(borrow)]
    pub(in crate::store::import) content: &'a RawValue,
    /// How many pages there are.
    pub(in crate::store::import) total_pages: Option<u64>,
    /// Which one this is, from 0.
    pub(in crate::store::import) number: Option<u64>,
    /// Whether none follows.
    pub(in crate::store::import) last: Option<bool>,
}

impl<'a> Page<'a> {
    /// Reads a page; a bare list is one, and the only one.
    pub(in crate::store::import) fn read(bytes: &'a [u8]) -> Result<Self, serde_json::Error> {
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        if first(bytes) == Some(b'[') {
            return Ok(Self {
                content: serde_json::from_slice(bytes)?,
                total_pages: None,
                number: None,
                last: None,
            });
        }
        serde_json::from_slice(bytes)
    }

    /// Whether it has no rows.
    pub(in crate::store::import) fn is_empty(&self) -> bool {
        let mut inside = self.content.get().bytes().skip(1);
        inside.find(|byte| !byte.is_ascii_whitespace()) == Some(b']')
    }

    /// Whether no page follows the page with this number.
    pub(in crate::store::import) fn is_last(&self, number: u64) -> bool {
        match (self.last, self.total_pages) {
            (Some(true), _) | (None, None) => true,
            (_, Some(total)) => number + 1 >= total,
            (Some(false), None) => false,
        }
    }
}

/// Whether bytes look like JSON, not like a table.
pub(in crate::store::import) fn is_json(bytes: &[u8]) -> bool {
    matches!(first(bytes), Some(b'{' | b'['))
}

/// The first byte that is neither blank nor a byte order mark.
fn first(bytes: &[u8]) -> Option<u8> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes
        .iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace())
}
