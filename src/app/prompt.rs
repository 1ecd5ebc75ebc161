//! The line at the bottom that takes text, and what the program says there.

use super::command::Command;
use super::copying::Copied;
use super::export::{Exported, Exporting};
use super::list::List;
use super::live::Said;
use super::palette::Finder;
use super::search::Direction;
use super::sift::Sketch;
use super::views::{Naming, Saying};
use crate::analysis::select::Mistake;
use crate::domain::date::Date;

/// What the text is for.
#[derive(Clone, Debug)]
pub enum Purpose {
    /// Find a row.
    Search,
    /// Choose what is seen and counted.
    Filter(Box<Sketch>),
    /// Find a thing or a command.
    Palette(Finder),
    /// Name what is on screen, to save it.
    Name(Box<Naming>),
    /// Name the file that what is on screen is written into.
    Export(Exporting),
}

/// A text being typed.
#[derive(Clone, Debug)]
pub struct Prompt {
    /// What it is for.
    pub purpose: Purpose,
    /// The text so far.
    pub text: String,
    /// Where the next character goes, in characters.
    pub cursor: usize,
    /// The table as it was before, restored by Esc.
    pub origin: List,
}

/// Longest text that is taken, in characters.
pub const LONGEST: usize = 4000;

impl Prompt {
    /// Begins with a text, ready to be continued.
    pub fn new(purpose: Purpose, text: String, origin: List) -> Self {
        Self {
            purpose,
            cursor: text.chars().count(),
            text,
            origin,
        }
    }

    /// Adds what can be shown; the rest is dropped.
    pub fn push(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.chars().count());
        let shown = |c: &char| !crate::domain::text::is_invisible(*c);
        let text: String = text.chars().filter(shown).take(room).collect();
        self.text.insert_str(self.byte(self.cursor), &text);
        self.cursor += text.chars().count();
    }

    /// Replaces the whole text and goes to its end.
    pub fn set(&mut self, text: String) {
        self.cursor = text.chars().count();
        self.text = text;
    }

    /// Takes out the characters between a position and the cursor, whichever comes first.
    pub fn cut_to(&mut self, position: usize) {
        let (from, to) = (position.min(self.cursor), position.max(self.cursor));
        let (from_byte, to_byte) = (self.byte(from), self.byte(to));
        self.text.replace_range(from_byte..to_byte, "");
        self.cursor = from;
    }

    /// Where the word before the cursor begins.
    pub fn word_start(&self) -> usize {
        let before: Vec<char> = self.text.chars().take(self.cursor).collect();
        let trailing = before
            .iter()
            .rev()
            .take_while(|c| c.is_whitespace())
            .count();
        let letters = before.iter().rev().skip(trailing);
        let word = letters.take_while(|c| !c.is_whitespace()).count();
        self.cursor - trailing - word
    }

    /// How long the text is, in characters.
    pub fn length(&self) -> usize {
        self.text.chars().count()
    }

    fn byte(&self, position: usize) -> usize {
        let mut at = self.text.char_indices().map(|(at, _)| at);
        at.nth(position).unwrap_or(self.text.len())
    }
}

/// A short message to the operator, gone with the next key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The filter was taken away.
    Unfiltered,
    /// The filter of the settings cannot be read.
    WrongFilter(Mistake),
    /// This table has no columns to choose from.
    NoColumns,
    /// This column stays where it is.
    StaysThere,
    /// There is no filter.
    NoFilter,
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
    /// What was asked for is still being read.
    HistoryAwaited,
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
    /// About addresses and saved views.
    Address(Saying),
    /// About data that was loaded anew.
    Live(Said),
    /// What became of a file.
    Exported(Exported),
    /// What became of a copied text.
    Copied(Copied),
    /// This command is not to be had in a session that only looks.
    Closed(Command),
}
