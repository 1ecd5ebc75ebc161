//! What a typed line asks for.

use crate::app::command::Command;
use crate::app::key::Key;
use crate::app::keymap::Keymap;
use crate::app::language::Language;
use crate::domain::date::{self, Date};
use crate::ui::linear::{Named, Own, find};

/// What a line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Order {
    /// An empty line: go on reading.
    Onward,
    /// A number: open this row, counted from 1.
    Row(usize),
    /// A command, with what follows it.
    Call(Named, String),
    /// Nothing that is known; similar words.
    Unknown(String, Vec<String>),
}

impl Order {
    /// Reads a line: a number, a key of the keymap alone, `/text`, or words in either language.
    pub(super) fn read(language: Language, keymap: &Keymap, line: &str) -> Self {
        let line = line.trim();
        let line = line.strip_prefix(':').unwrap_or(line).trim();
        let search =
            |text: &str| Self::Call(Named::Command(Command::Search), text.trim().to_owned());
        if line.is_empty() {
            return Self::Onward;
        }
        if let Some(text) = line.strip_prefix('/') {
            return search(text);
        }
        if let Some(number) = number(line) {
            // Rows are counted from 1: 0 stays the key of the first view.
            return match number {
                0 => Self::Call(Named::Command(Command::View(0)), String::new()),
                number => Self::Row(number),
            };
        }
        let mut letters = line.chars();
        if let (Some(letter), None) = (letters.next(), letters.next())
            && let Some(command) = keymap.command(Key::Char(letter))
        {
            return Self::Call(Named::Command(command), String::new());
        }
        match find(language, line) {
            Ok(named) => Self::Call(named, String::new()),
            Err(similar) => Self::with_rest(language, line)
                .unwrap_or_else(|| Self::Unknown(line.to_owned(), similar)),
        }
    }

    /// A command and what follows it.
    fn with_rest(language: Language, line: &str) -> Option<Self> {
        let (head, rest) = line.split_once(char::is_whitespace)?;
        let named = find(language, head).ok()?;
        let takes = matches!(
            named,
            Named::Own(Own::Row | Own::Date | Own::Page)
                | Named::Command(
                    Command::Open
                        | Command::Search
                        | Command::Filter
                        | Command::Sort
                        | Command::Help
                        | Command::Compare
                        | Command::Views
                        | Command::SaveView
                        | Command::Export
                        | Command::View(_)
                )
        );
        takes.then(|| Self::Call(named, rest.trim().to_owned()))
    }
}

/// Whether what follows "filter" is the word that takes it away.
pub(super) fn takes_away(language: Language, rest: &str) -> bool {
    find(language, rest) == Ok(Named::Command(Command::Unfilter))
}

/// A number as it stands in front of a row, with or without its full stop; what is too large is the largest.
pub(super) fn number(text: &str) -> Option<usize> {
    let digits = text.strip_suffix('.').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| digits.parse().unwrap_or(usize::MAX))
}

/// A day as `2026-09-30` or `30.9.2026`.
pub(super) fn day(text: &str) -> Option<Date> {
    let mut parts = text.split('.');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(day), Some(month), Some(year), None) => {
            date::parse(&format!("{year}-{month:0>2}-{day:0>2}"))
        }
        _ => date::parse(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_read_as_they_are_meant() {
        let read = |line| Order::read(Language::De, &Keymap::default(), line);
        let call = |command, rest: &str| Order::Call(Named::Command(command), rest.to_owned());
        assert_eq!(read("  "), Order::Onward);
        assert_eq!(read("3"), Order::Row(3));
        assert_eq!(read("3."), Order::Row(3));
        assert_eq!(read("99999999999999999999999"), Order::Row(usize::MAX));
        assert_eq!(read("0"), call(Command::View(0), ""));
        assert_eq!(read("<"), call(Command::Earlier, ""));
        assert_eq!(read(":services"), call(Command::View(1), ""));
        assert_eq!(read("/ Wohngeld "), call(Command::Search, "Wohngeld"));
        assert_eq!(read("/"), call(Command::Search, ""));
        assert_eq!(read("ordnen überfällig"), call(Command::Sort, "überfällig"));
        assert_eq!(
            read("kreise osnabrück"),
            call(Command::View(2), "osnabrück")
        );
        assert_eq!(
            read("zurück marsch"),
            Order::Unknown("zurück marsch".to_owned(), Vec::new())
        );
    }

    #[test]
    fn days_are_read_in_both_ways() {
        assert_eq!(day("30.9.2026"), date::parse("2026-09-30"));
        assert_eq!(day("2026-09-30"), date::parse("2026-09-30"));
        for wrong in ["", "30.9", "31.2.2026", "1.2.3.4", "ä.b.c"] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
    }
}
