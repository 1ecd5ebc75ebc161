//! The address of what is on screen: one line that names the screen by keys, so that it can be pasted, kept and opened on
//! other data.
//!
//! What an address does not say stands as at the start: the newest snapshot, no comparison, no filter, by bodies, the
//! screen's own order, the first row. The grammar:
//!
//! ```text
//! address   = word { "/" word } [ "?" parameter { "&" parameter } ]
//! parameter = name "=" value | form
//! ```
//!
//! `%` and two hexadecimal digits stand for a byte (RFC 3986), but only where the character itself would end something:
//! spaces in values stay, a `'` never does, so that an address can stand between single quotes of a shell.

mod bind;
mod go;
mod keys;
mod names;
mod parse;
mod print;
mod tell;

pub use bind::Destination;
pub(super) use go::{go, open};
pub(super) use keys::row as row_key;
pub use parse::parse;

use crate::analysis::select;
use crate::domain::date::Date;
use crate::domain::nearest;

/// A text of an address, and where in the line each of its characters stands.
#[derive(Clone, Debug, Default, Eq)]
pub struct Word {
    /// The text, decoded.
    pub text: String,
    columns: Vec<usize>,
}

impl Word {
    /// A text that stands in no line.
    pub fn new(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            columns: Vec::new(),
        }
    }

    /// The column of a character, from 0; where nobody typed the text, its position.
    fn column(&self, at: usize) -> usize {
        let known = self.columns.get(at).or(self.columns.last());
        known.copied().unwrap_or(at)
    }

    fn wrong(&self, what: What) -> Mistake {
        let at = self.column(0);
        Mistake { at, what }
    }

    fn unknown(&self, wanted: Wanted, near: Vec<String>) -> Mistake {
        let word = self.text.clone();
        if word.is_empty() {
            return self.wrong(What::Missing(wanted));
        }
        self.wrong(What::Unknown { word, wanted, near })
    }
}

/// Where a text stands makes no other text of it.
impl PartialEq for Word {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

/// An address, by keys and not by ids: it means the same on other data, as far as that knows the keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// The screen, and what it is about.
    pub path: Vec<Word>,
    /// The screen the other way: one of [`FORMS`].
    pub form: Option<Word>,
    /// The filter.
    pub filter: Option<Word>,
    /// The date of the snapshot.
    pub date: Option<Word>,
    /// The date that it is compared with.
    pub compare: Option<Word>,
    /// Key of the column by which the table is sorted, `-` before it for the largest first.
    pub sort: Option<Word>,
    /// `bodies` or `inhabitants`.
    pub weighting: Option<Word>,
    /// The service of a map, or the one that is selected.
    pub service: Option<Word>,
    /// The selected row, by its key.
    pub select: Option<Word>,
    /// The columns to be shown, by their keys; empty: those of the screen.
    pub columns: Vec<Word>,
}

/// The words for a screen the other way: a service by districts, every municipality, the groups of a matrix alone, a
/// trend as a table.
pub const FORMS: [&str; 4] = ["districts", "all", "folded", "numbers"];

/// The first words of addresses.
pub const SCREENS: [&str; 23] = [
    "overview",
    "services",
    "service",
    "districts",
    "district",
    "municipalities",
    "municipality",
    "providers",
    "provider",
    "cell",
    "matrix",
    "map",
    "trend",
    "problems",
    "changes",
    "evidence",
    "upcoming",
    "snapshots",
    "views",
    "columns",
    "help",
    "cells",
    "bodies",
];

/// What is wrong with an address, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The column, in characters from 0.
    pub at: usize,
    /// What is wrong, which says what was expected.
    pub what: What,
}

/// What is wrong with an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A word that is not known where it stands.
    Unknown {
        /// The word.
        word: String,
        /// What was expected.
        wanted: Wanted,
        /// The nearest known words, or all where they are few.
        near: Vec<String>,
    },
    /// Something was expected and nothing is there.
    Missing(Wanted),
    /// A name that several bodies bear; their keys with their names.
    Several(String, Vec<String>),
    /// Nothing more was expected.
    TooMuch(String),
    /// A parameter that was given before.
    Twice(String),
    /// A parameter that the screen does not have.
    NotHere(String),
    /// Nobody is responsible for the service there.
    NoCell(String, String),
    /// There is no snapshot of this date nor an earlier one.
    NoSnapshot(Date),
    /// What follows `%` is no character, or a character cannot be seen.
    Unreadable,
    /// What is wrong with the filter.
    Filter(select::What),
}

/// What was expected in an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a noun of the domain")]
pub enum Wanted {
    Screen,
    Parameter,
    Service,
    Body,
    District,
    Provider,
    Subject,
    Grouping,
    Topic,
    Way,
    Drawing,
    Date,
    Weighting,
    Column,
}

/// Whether a text begins as an address does: such a text is no name for a saved view.
pub fn names_a_screen(text: &str) -> bool {
    let end = text.find(['/', '?']).unwrap_or(text.len());
    let first = text.get(..end).unwrap_or_default();
    SCREENS.contains(&first)
}

/// The nearest of some words, or all of them where none is near.
fn nearest(word: &str, known: &[&str]) -> Vec<String> {
    let near = nearest::nearest(word, known.iter().map(|known| (*known, *known)));
    let all = || known.iter().map(|known| (*known).to_owned()).collect();
    near.map_or_else(all, |near| vec![near.to_owned()])
}

#[cfg(test)]
mod tests;
