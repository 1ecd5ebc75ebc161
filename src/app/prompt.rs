//! The line at the bottom that takes text, and what the program says there.

use super::list::List;
use super::search::Direction;
use crate::domain::date::Date;

/// What the text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// `/`: find a row.
    Search,
    /// `:`: a typed command.
    Command,
}

/// A text being typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// The text so far.
    pub text: String,
    /// The table as it was before, restored by Esc.
    pub origin: List,
}

/// Longest text that is taken, in characters.
pub const LONGEST: usize = 100;

impl Prompt {
    /// Adds what can be shown; the rest is dropped.
    pub fn push(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        self.text.extend(
            text.chars()
                .filter(|c| !crate::domain::text::is_invisible(*c))
                .take(room),
        );
    }
}

/// A short message to the operator, gone with the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many faults are in the settings.
    Settings(usize),
    /// Nothing here matches.
    NotFound(String),
    /// Nothing among the executing units matches; there are more municipalities.
    NotAmongUnits(String),
    /// The search went on from the other end.
    Wrapped(Direction),
    /// `n` without a search before.
    NoSearch,
    /// The typed command does not exist.
    NoSuchCommand(String),
    /// Ctrl-C again ends the program.
    QuitAgain,
    /// This is the first screen; `q` ends the program.
    AtStart,
    /// Nothing was left to go forward to.
    AtEnd,
    /// There is no earlier or no later snapshot.
    NoSuchSnapshot,
    /// The whole program stands on another date now; `same` where it stood there before.
    Travelled {
        /// The date.
        date: Date,
        /// Whether it is the one that was on screen.
        same: bool,
    },
    /// A picture has no order to be changed.
    NoOrder,
    /// The snapshot to compare with is the one on screen.
    SameSnapshot,
    /// The comparison has ended.
    NoComparison,
    /// No district lies in this direction.
    NoDistrictThere,
    /// Nobody gave outlines of the districts.
    NoOutlines,
    /// No problem here.
    NoProblem,
    /// There is nothing behind this row.
    NothingBehind,
}
