//! What can be wrong with settings, and where; the words for it stand in the table of texts.

use std::path::PathBuf;

use super::notation::Broken;
use super::setting::Setting;
use crate::app::command::Command;
use crate::app::key::Key;

/// Where a setting comes from, in order of rising weight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The program itself.
    BuiltIn,
    /// A file.
    File(PathBuf),
    /// A variable of the environment.
    Variable(String),
    /// The command line.
    Flag,
}

/// Line and column, both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Column.
    pub column: usize,
}

impl Position {
    /// The position of a byte in a text.
    pub(super) fn of(text: &str, at: usize) -> Self {
        let before = text.get(..at).unwrap_or(text);
        let line = before.rsplit('\n').next().unwrap_or_default();
        Self {
            line: before.matches('\n').count() + 1,
            column: line.trim_start_matches('\u{feff}').chars().count() + 1,
        }
    }
}

/// A fault and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// File or variable.
    pub origin: Origin,
    /// Where in it.
    pub position: Option<Position>,
    /// What is wrong.
    pub what: Wrong,
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// The file cannot be read, in the words of the system.
    Unreadable(String),
    /// A file that was named is not there.
    Missing,
    /// It is no RON.
    Broken(Broken),
    /// No setting is called so; the nearest one that is.
    UnknownSetting(String, Option<&'static str>),
    /// No variable is called so; the nearest one that is.
    UnknownVariable(String, Option<String>),
    /// The setting stands there before.
    Twice(String),
    /// A value of another kind is needed.
    WrongKind(Setting),
    /// The number lies outside of what is possible.
    OutOfRange {
        /// What was given.
        found: String,
        /// The smallest number.
        low: u32,
        /// The largest number.
        high: u32,
    },
    /// The word is none of those that are possible.
    UnknownWord {
        /// What was given.
        found: String,
        /// What is possible.
        allowed: Vec<&'static str>,
    },
    /// This is no day.
    BadDay(String),
    /// One of two settings that belong together; the other one.
    Alone(Setting),
    /// No table is called so; the nearest one that is.
    UnknownTable(String, Option<&'static str>),
    /// No command is called so; the nearest one that is.
    UnknownCommand(String, Option<&'static str>),
    /// No key is written so.
    UnknownKey(String),
    /// Something else takes the key.
    TakenKey(Key, Taker),
    /// Two commands claim the key; the first one keeps it.
    ContestedKey(Key, Command, Command),
    /// The first command has lost its last key to the second one.
    Keyless(Command, Command),
    /// Nobody can do without this command: it got this key back.
    Restored(Command, Key),
}

/// What takes a key before the program sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the name of what takes the key")]
pub enum Taker {
    Tmux,
    Screen,
    FlowControl,
    Ssh,
    Backspace,
    Tab,
    Enter,
    Cancel,
}
