//! Every setting: its name, its variable, and which values it takes.

use super::fault::Wrong;
use super::notation::{Node, Shape};
use crate::app::command::Command;
use crate::app::table::Table;
use crate::domain::nearest::nearest;
use crate::domain::target::Target;

/// One setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "config/default.ron says what each one does")]
pub enum Setting {
    Data,
    Language,
    Weighting,
    StalledDays,
    StaleDays,
    OverdueDays,
    TargetShare,
    TargetDate,
    Theme,
    Colors,
    Keymap,
    Keys,
    StartView,
    Filter,
    Columns,
    RestoreSession,
    Slow,
    Live,
    Views,
    MaxFileMib,
    Erase,
    Repeat,
    Scroll,
    Sync,
    Copy,
}

/// What a setting says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A text or a word.
    Text(String),
    /// A number.
    Number(u32),
    /// Yes or no.
    Switch(bool),
    /// Several texts.
    List(Vec<String>),
}

/// Which values a setting takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text but an empty one.
    Text,
    /// One of these words.
    Word(&'static [&'static str]),
    /// The name of a view.
    View,
    /// A whole number within these limits.
    Number(u32, u32),
    /// A day, as 2026-12-31.
    Day,
    /// `true` or `false`.
    Switch,
    /// A map of names to lists of texts.
    Lists,
    /// A map of names to texts.
    Texts,
}

/// The themes that settings may name.
pub const THEMES: &[&str] = &[
    "auto",
    "dark",
    "light",
    "colour-blind",
    "high-contrast",
    "mono",
    "ascii",
];
/// How many colours are used.
pub const COLORS: &[&str] = &["auto", "none", "16", "256", "true"];
/// The weightings.
pub const WEIGHTINGS: &[&str] = &["bodies", "inhabitants"];
/// The prepared keymaps.
pub const KEYMAPS: &[&str] = &["default", "vim", "less", "fkeys"];
/// Whether the terminal is sent a sequence.
const ABLE: &[&str] = &["auto", "on", "off"];
/// Where copied text goes.
const WAYS: &[&str] = &["auto", "tmux", "osc52", "sheet", "off"];
/// The languages.
const LANGUAGES: &[&str] = &["auto", "de", "en"];
/// Names of one part of a setting with what it says: the whole setting has no name.
pub(super) type Parts = Vec<(Option<String>, usize, Value)>;

impl Setting {
    /// All settings, in the order of the built-in file.
    pub const ALL: [Self; 25] = [
        Self::Data,
        Self::Language,
        Self::Weighting,
        Self::StalledDays,
        Self::StaleDays,
        Self::OverdueDays,
        Self::TargetShare,
        Self::TargetDate,
        Self::Theme,
        Self::Colors,
        Self::Keymap,
        Self::Keys,
        Self::StartView,
        Self::Filter,
        Self::Columns,
        Self::RestoreSession,
        Self::Slow,
        Self::Live,
        Self::Views,
        Self::MaxFileMib,
        Self::Erase,
        Self::Repeat,
        Self::Scroll,
        Self::Sync,
        Self::Copy,
    ];

    /// The name in files, and what may stand behind it.
    pub fn row(self) -> (&'static str, Kind) {
        match self {
            Self::Data => ("data", Kind::Text),
            Self::Language => ("language", Kind::Word(LANGUAGES)),
            Self::Weighting => ("weighting", Kind::Word(WEIGHTINGS)),
            Self::StalledDays => ("stalled_days", Kind::Number(0, 36_500)),
            Self::StaleDays => ("stale_days", Kind::Number(0, 36_500)),
            Self::OverdueDays => ("overdue_days", Kind::Number(0, 36_500)),
            Self::TargetShare => ("target_share", Kind::Number(1, 100)),
            Self::TargetDate => ("target_date", Kind::Day),
            Self::Theme => ("theme", Kind::Word(THEMES)),
            Self::Colors => ("colors", Kind::Word(COLORS)),
            Self::Keymap => ("keymap", Kind::Word(KEYMAPS)),
            Self::Keys => ("keys", Kind::Lists),
            Self::StartView => ("start_view", Kind::View),
            Self::Filter => ("filter", Kind::Text),
            Self::Columns => ("columns", Kind::Lists),
            Self::RestoreSession => ("restore_session", Kind::Switch),
            Self::Slow => ("slow", Kind::Switch),
            Self::Live => ("live", Kind::Switch),
            Self::Views => ("views", Kind::Texts),
            Self::MaxFileMib => ("max_file_mib", Kind::Number(1, 4095)),
            Self::Erase => ("erase", Kind::Word(ABLE)),
            Self::Repeat => ("repeat", Kind::Word(ABLE)),
            Self::Scroll => ("scroll", Kind::Word(ABLE)),
            Self::Sync => ("sync", Kind::Word(ABLE)),
            Self::Copy => ("copy", Kind::Word(WAYS)),
        }
    }

    /// The name in files.
    pub fn key(self) -> &'static str {
        self.row().0
    }

    /// The setting of this name.
    pub(super) fn parse(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|setting| setting.key() == key)
    }

    /// The variable: the name in capitals; the language has the name of its flag.
    pub fn variable(self) -> String {
        match self {
            Self::Language => "OZGTOP_LANG".to_owned(),
            setting => format!("OZGTOP_{}", setting.key().to_uppercase()),
        }
    }

    /// What a value says about this setting; a map says something for each of its names. What is wrong comes with its
    /// place, what is sound counts all the same.
    pub(super) fn read(self, node: &Node) -> (Parts, Vec<(usize, Wrong)>) {
        let names = match (self.row().1, &node.shape) {
            (Kind::Lists | Kind::Texts, Shape::Map(names)) => names,
            (_, Shape::Nothing) => return (Vec::new(), Vec::new()),
            _ => {
                return match self.one(&node.shape) {
                    Ok(value) => (vec![(None, node.at, value)], Vec::new()),
                    Err(wrong) => (Vec::new(), vec![(node.at, wrong)]),
                };
            }
        };
        let (mut parts, mut wrong) = (Parts::new(), Vec::new());
        for (name, value) in names {
            match self.part(name, value) {
                Ok((name, _)) if parts.iter().any(|(known, ..)| *known == Some(name.clone())) => {
                    wrong.push((value.at, Wrong::Twice(name)));
                }
                Ok((text, value)) => parts.push((Some(text), name.at, value)),
                Err(fault) => wrong.push(fault),
            }
        }
        (parts, wrong)
    }

    fn one(self, shape: &Shape) -> Result<Value, Wrong> {
        match (self.row().1, shape) {
            (Kind::Number(low, high), Shape::Number(text)) => text
                .replace('_', "")
                .parse()
                .ok()
                .filter(|number| (low..=high).contains(number))
                .map(Value::Number)
                .ok_or_else(|| Wrong::OutOfRange {
                    found: text.clone(),
                    low,
                    high,
                }),
            (Kind::Switch, Shape::Switch(on)) => Ok(Value::Switch(*on)),
            (Kind::Text, Shape::Text(text)) if !text.trim().is_empty() => {
                Ok(Value::Text(text.clone()))
            }
            (Kind::Day, Shape::Text(day)) => match Target::read(100, day) {
                Some(_) => Ok(Value::Text(day.clone())),
                None => Err(Wrong::BadDay(day.clone())),
            },
            (Kind::Word(allowed), Shape::Text(word)) => known(word, allowed.to_vec()),
            (Kind::View, Shape::Text(word)) => known(word, views()),
            _ => Err(Wrong::WrongKind(self)),
        }
    }

    /// One name of a map.
    fn part(self, name: &Node, value: &Node) -> Result<(String, Value), (usize, Wrong)> {
        let kind = || Wrong::WrongKind(self);
        let Shape::Text(text) = &name.shape else {
            return Err((name.at, kind()));
        };
        if self == Self::Columns && Table::parse(text).is_none() {
            let near = nearest(text, Table::NAMES.iter().map(|(_, name)| (*name, *name)));
            return Err((name.at, Wrong::UnknownTable(text.clone(), near)));
        }
        let said = match (self.row().1, &value.shape) {
            (Kind::Lists, Shape::List(list)) => {
                let texts = list.iter().map(|node| match &node.shape {
                    Shape::Text(text) => Ok(text.clone()),
                    _ => Err((node.at, kind())),
                });
                Value::List(texts.collect::<Result<_, _>>()?)
            }
            (Kind::Texts, Shape::Text(text)) => Value::Text(text.clone()),
            _ => return Err((value.at, kind())),
        };
        Ok((text.clone(), said))
    }
}

fn known(word: &str, allowed: Vec<&'static str>) -> Result<Value, Wrong> {
    if allowed.contains(&word) {
        return Ok(Value::Text(word.to_owned()));
    }
    Err(Wrong::UnknownWord {
        found: word.to_owned(),
        allowed,
    })
}

/// The names of the views.
fn views() -> Vec<&'static str> {
    let views = Command::NAMES
        .iter()
        .filter(|(command, _)| matches!(command, Command::View(_)));
    views.map(|(_, name)| *name).collect()
}
