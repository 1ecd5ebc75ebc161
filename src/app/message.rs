//! What happens to the model. Facts, never wishes.

use std::sync::Arc;

use super::address::Destination;
use super::command::Command;
use super::copying::{Copied, Part};
use super::export::Exported;
use super::key::Key;
use super::live::{Follow, News};
use super::screen::Screen;
use super::views::{Done, SavedView};
use crate::analysis::select::Filter;
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::rollout::SnapshotId;

/// Milliseconds since the program started; only differences mean something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(pub u64);

/// One thing that happened.
#[derive(Clone, Debug)]
pub enum Message {
    /// A key was pressed.
    Pressed(Key, Moment),
    /// A command was given by its name.
    Given(Command),
    /// The operator pointed at a row of the table, or at a column, by its position.
    Pointed {
        /// The row.
        row: Option<usize>,
        /// The column.
        column: Option<usize>,
    },
    /// A text was pasted.
    Pasted(String),
    /// The terminal has this many columns and lines.
    Resized(u16, u16),
    /// Data was loaded; it replaces what was there.
    Loaded(Arc<Dataset>),
    /// The data can be loaded anew, or not.
    Following(Follow),
    /// The data folder was looked at; the session goes on where it is.
    Heard(News),
    /// Other dates were asked for from outside.
    Asked {
        /// The snapshot to show.
        at: SnapshotId,
        /// The one to compare with.
        compared: Option<SnapshotId>,
    },
    /// A screen was asked for from outside.
    Opened(Screen),
    /// A filter was given from outside; `None` takes it away.
    Filtered(Option<Filter>),
    /// Columns were chosen: the names of tables, the keys of their columns.
    Chosen(Vec<(String, Vec<String>)>),
    /// Commands are called by these words, parted by commas, whatever the language.
    Called(Vec<(Command, String)>),
    /// An address was given from outside.
    Visited(Box<Destination>),
    /// Where the last session ended, or why nobody knows.
    Restored(Result<String, String>),
    /// The saved views as they are now, or why they cannot be read; and what was done to them.
    Kept(Result<Vec<SavedView>, String>, Done),
    /// What became of a file that was to be written.
    Exported(Exported),
    /// What became of a text that was to be copied.
    Copied(Part, Copied),
    /// From now on the session only looks.
    Locked,
    /// It is this day now.
    Dated(Date),
    /// The terminal is ours again, with unknown content.
    Resumed,
}
