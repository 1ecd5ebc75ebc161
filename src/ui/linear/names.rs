//! The words by which commands are called: their names and the words of every language, whichever is on screen.

use crate::app::command::Command;
use crate::app::language::Language;
use crate::domain::collate::{Folded, sort_key};
use crate::ui::context::words;

/// What a word calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A command of every screen.
    Command(Command),
    /// A command of the line mode alone.
    Own(Own),
}

/// Commands that only reading line by line needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Own {
    /// The selected row in full.
    Row,
    /// The facts of the screen.
    Facts,
    /// The list from its start.
    List,
    /// Where the operator is.
    Where,
    /// Another snapshot, by its date.
    Date,
    /// How many rows a page has.
    Page,
    /// The terms and what they mean.
    Words,
    /// What is to go live next: a list that on screen lies behind a question.
    Upcoming,
}

impl Own {
    const NAMES: [(Self, &'static str); 8] = [
        (Self::Row, "row"),
        (Self::Facts, "facts"),
        (Self::List, "list"),
        (Self::Where, "where"),
        (Self::Date, "date"),
        (Self::Page, "page"),
        (Self::Words, "words"),
        (Self::Upcoming, "upcoming"),
    ];
}

/// One line of the table of commands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Entry {
    pub(super) name: &'static str,
    words: &'static str,
    pub(super) meaning: &'static str,
}

impl Entry {
    /// The words that call it, the one to tell first.
    pub(super) fn words(self) -> impl Iterator<Item = &'static str> {
        self.words.split(", ")
    }

    fn named(self) -> Option<Named> {
        let mut own = Own::NAMES.iter();
        let own = own.find(|(_, name)| *name == self.name);
        own.map(|(own, _)| Named::Own(*own))
            .or_else(|| Command::parse(self.name).map(Named::Command))
    }
}

/// The table of a language.
pub(super) fn entries(language: Language) -> impl Iterator<Item = Entry> {
    let lines = words(language).linear_commands.lines();
    lines.filter_map(|line| {
        let (name, rest) = line.split_once(" = ")?;
        let (words, meaning) = rest.split_once(" = ")?;
        Some(Entry {
            name,
            words,
            meaning,
        })
    })
}

/// The words that call each command, in every language.
pub fn called() -> Vec<(Command, String)> {
    let all: Vec<Entry> = Language::ALL.into_iter().flat_map(entries).collect();
    let words_of = |command: Command| {
        let entries = all.iter().filter(|entry| entry.name == command.name());
        let words = entries.map(|entry| format!("{}, {}", entry.words, entry.meaning));
        words.collect::<Vec<_>>().join(", ")
    };
    let commands = Command::NAMES.iter();
    commands
        .map(|(command, _)| (*command, words_of(*command)))
        .collect()
}

/// Fewest letters that may stand for a word that begins with them.
const BEGINNING: usize = 3;
/// Most similar words that are told.
const SIMILAR: usize = 3;

/// What a text calls: a name, a word of any language, or the one word that begins so. Else similar words.
pub fn find(language: Language, text: &str) -> Result<Named, Vec<String>> {
    let text = text.trim().replace(char::is_whitespace, "-");
    let query = Folded::new(&text);
    let is_called = |entry: &Entry| {
        entry.name == text || entry.words().any(|word| Folded::new(word).is_same(&query))
    };
    let all = || [language, language.next()].into_iter().flat_map(entries);
    if let Some(named) = all().find(is_called).and_then(Entry::named) {
        return Ok(named);
    }
    let key = sort_key(&text);
    let begins = |word: &str| sort_key(word).starts_with(&key);
    if key.chars().count() >= BEGINNING {
        let mut found: Vec<Named> = Vec::new();
        for entry in all().filter(|entry| begins(entry.name) || entry.words().any(begins)) {
            found.extend(entry.named().filter(|named| !found.contains(named)));
        }
        if let [one] = found.as_slice() {
            return Ok(*one);
        }
    }
    Err(similar(language, &key))
}

/// Words of the language on screen that a slip away from.
fn similar(language: Language, key: &str) -> Vec<String> {
    let most = (key.chars().count() / 3).clamp(1, 3);
    let near = |word: &'static str| {
        let word_key = sort_key(word);
        let begins = key.chars().count() >= 2 && word_key.starts_with(key);
        let distance = if begins { 0 } else { distance(&word_key, key) };
        (distance <= most).then_some((distance, word))
    };
    let mut found: Vec<_> = entries(language)
        .filter_map(|entry| entry.words().filter_map(near).min())
        .collect();
    found.sort_unstable();
    let told = found.into_iter().take(SIMILAR);
    told.map(|(_, word)| word.to_owned()).collect()
}

/// Letters to be changed, added or left out (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().take(40).collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (at, c) in one.chars().take(40).enumerate() {
        let mut next = vec![at + 1];
        for ((known, above), (left, below)) in
            other.iter().zip(&row).zip((0..).zip(row.iter().skip(1)))
        {
            let left = next.get(left).copied().unwrap_or(0);
            let same = above + usize::from(*known != c);
            next.push(same.min(left + 1).min(below + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashMap;

    #[test]
    fn every_command_has_words_and_every_word_calls_one_command() {
        let mut owners: HashMap<String, &str> = HashMap::new();
        for language in Language::ALL {
            for (_, name) in Command::NAMES.iter().copied().chain([]) {
                assert!(entries(language).any(|it| it.name == name), "{name}");
            }
            for (_, name) in Own::NAMES {
                assert!(entries(language).any(|it| it.name == name), "{name}");
            }
            for entry in entries(language) {
                assert!(entry.named().is_some(), "{}", entry.name);
                assert!(!entry.meaning.is_empty());
                for word in entry.words().chain([entry.name]) {
                    let owner = owners.entry(sort_key(word)).or_insert(entry.name);
                    assert_eq!(*owner, entry.name, "{word} calls two commands");
                }
            }
        }
    }

    #[test]
    fn words_are_found_however_they_are_typed() {
        let find = |text| find(Language::De, text);
        let back = Ok(Named::Command(Command::Back));
        for text in ["zurück", "zurueck", "ZURÜCK", "back", "Esc"] {
            assert_eq!(find(text), back, "{text}");
        }
        assert_eq!(find("leist"), Ok(Named::Command(Command::View(1))));
        assert_eq!(find("next match"), Ok(Named::Command(Command::NextMatch)));
        assert_eq!(find("Leistugnen"), Err(vec!["leistungen".to_owned()]));
        assert_eq!(find("xyzzy"), Err(Vec::new()));
        assert_eq!(distance("kitten", "sitting"), 3);
    }
}
