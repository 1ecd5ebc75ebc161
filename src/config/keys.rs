//! The keymap in force: a prepared one, changed by what each layer binds.

use super::fault::{Fault, Taker, Wrong};
use super::layer::Said;
use super::notation::{self, Shape};
use super::setting::Value;
use crate::app::command::Command;
use crate::app::key::Key;
use crate::app::keymap::Keymap;
use crate::domain::nearest::nearest;

/// Nobody can do without these: they keep a key whatever is bound.
const NEEDED: [Command; 4] = [Command::Help, Command::Quit, Command::Back, Command::Open];

/// The key that always cancels.
const CANCEL: Key = Key::Ctrl('c');

/// The prepared keymap of this name.
pub(super) fn preset(name: &str) -> Keymap {
    parse(source(name)).unwrap_or_default()
}

fn source(name: &str) -> &'static str {
    match name {
        "vim" => include_str!("../../config/keymaps/vim.ron"),
        "less" => include_str!("../../config/keymaps/less.ron"),
        "fkeys" => include_str!("../../config/keymaps/fkeys.ron"),
        _ => include_str!("../../config/keymaps/default.ron"),
    }
}

/// A whole keymap: a map of the names of commands to their keys.
fn parse(text: &str) -> Option<Keymap> {
    let Shape::Map(names) = notation::value(text).ok()?.shape else {
        return None;
    };
    let mut keymap = Keymap::bare();
    for (name, keys) in names {
        let (Shape::Text(name), Shape::List(list)) = (name.shape, keys.shape) else {
            return None;
        };
        let keys = list.iter().map(|node| match &node.shape {
            Shape::Text(text) => read(text),
            _ => None,
        });
        keymap.bind(Command::parse(&name)?, &keys.collect::<Option<Vec<_>>>()?);
    }
    Some(keymap)
}

/// One key as settings write it.
fn read(text: &str) -> Option<Key> {
    let keys = Key::parse_all(text).ok()?;
    let [key] = keys.as_slice() else {
        return None;
    };
    let exists = match key {
        Key::Ctrl(letter) => letter.is_ascii_lowercase() || "\\]^_".contains(*letter),
        Key::Char(c) => !c.is_control(),
        _ => true,
    };
    exists.then_some(*key)
}

/// What takes a key before the program sees it, or what it must stay for.
fn taker(command: Command, key: Key) -> Option<Taker> {
    Some(match key {
        Key::Ctrl('b') => Taker::Tmux,
        Key::Ctrl('a') => Taker::Screen,
        Key::Ctrl('s' | 'q') => Taker::FlowControl,
        Key::Ctrl('h') => Taker::Backspace,
        Key::Ctrl('i') => Taker::Tab,
        Key::Ctrl('j' | 'm') => Taker::Enter,
        Key::Char('~') => Taker::Ssh,
        CANCEL if command != Command::Cancel => Taker::Cancel,
        _ => return None,
    })
}

/// What one layer binds.
struct Binding<'a> {
    command: Command,
    keys: Vec<Key>,
    said: &'a Said,
}

impl Binding<'_> {
    fn fault(&self, what: Wrong) -> Fault {
        fault(self.said, what)
    }
}

fn fault(said: &Said, what: Wrong) -> Fault {
    Fault {
        origin: said.origin.clone(),
        position: said.position,
        what,
    }
}

/// The keymap with what a layer binds. Its keys win; what is wrong with them is told.
pub(super) fn apply(base: &Keymap, layer: &[&Said], faults: &mut Vec<Fault>) -> Keymap {
    let mut own: Vec<Binding<'_>> = Vec::new();
    for said in layer {
        let (Some(name), Value::List(texts)) = (&said.name, &said.value) else {
            continue;
        };
        let Some(command) = Command::parse(name) else {
            let near = nearest(name, Command::NAMES.iter().map(|(_, name)| (*name, *name)));
            faults.push(fault(said, Wrong::UnknownCommand(name.clone(), near)));
            continue;
        };
        let mut keys = Vec::new();
        for text in texts {
            match usable(command, text, &own) {
                Ok(key) if keys.contains(&key) => {}
                Ok(key) => keys.push(key),
                Err(wrong) => faults.push(fault(said, wrong)),
            }
        }
        if command == Command::Cancel && !keys.contains(&CANCEL) {
            keys.push(CANCEL);
        }
        // Where nothing of a list can be used, the keys that were there are better than none.
        if !keys.is_empty() || texts.is_empty() {
            own.push(Binding {
                command,
                keys,
                said,
            });
        }
    }
    let mut keymap = base.clone();
    for binding in &own {
        keymap.bind(binding.command, &binding.keys);
    }
    restore(base, &mut keymap, &own, faults);
    tell_of_lost(base, &keymap, &own, faults);
    keymap
}

/// A key that a command may have.
fn usable(command: Command, text: &str, own: &[Binding<'_>]) -> Result<Key, Wrong> {
    let key = read(text).ok_or_else(|| Wrong::UnknownKey(text.to_owned()))?;
    if let Some(taker) = taker(command, key) {
        return Err(Wrong::TakenKey(key, taker));
    }
    match own.iter().find(|binding| binding.keys.contains(&key)) {
        Some(first) => Err(Wrong::ContestedKey(key, first.command, command)),
        None => Ok(key),
    }
}

/// Gives the commands that nobody can do without a key of theirs back.
fn restore(base: &Keymap, keymap: &mut Keymap, own: &[Binding<'_>], faults: &mut Vec<Fault>) {
    // Giving a key back can take the last one of another: as often as there are commands.
    for command in NEEDED.iter().cycle().take(NEEDED.len() * NEEDED.len()) {
        if !keymap.keys(*command).is_empty() {
            continue;
        }
        let before = base.keys(*command);
        let is_free = |key: &&Key| !own.iter().any(|binding| binding.keys.contains(*key));
        let free: Vec<Key> = before.iter().filter(is_free).copied().collect();
        let keys = if free.is_empty() {
            before.get(..1).unwrap_or_default().to_vec()
        } else {
            free
        };
        let Some(first) = keys.first().copied() else {
            continue;
        };
        keymap.bind(*command, &keys);
        let claims = |it: &&Binding<'_>| it.command == *command || it.keys.contains(&first);
        let cause = own.iter().find(claims).or_else(|| own.first());
        faults.extend(cause.map(|binding| binding.fault(Wrong::Restored(*command, first))));
    }
}

/// Tells which commands lost their last key to another one without being named themselves.
fn tell_of_lost(base: &Keymap, keymap: &Keymap, own: &[Binding<'_>], faults: &mut Vec<Fault>) {
    for (command, keys) in base.bindings() {
        let is_named = own.iter().any(|binding| binding.command == command);
        if keys.is_empty() || is_named || !keymap.keys(command).is_empty() {
            continue;
        }
        let takes = |it: &&Binding<'_>| it.keys.iter().any(|key| keys.contains(key));
        let winner = own.iter().find(takes);
        faults.extend(winner.map(|it| it.fault(Wrong::Keyless(command, it.command))));
    }
}

#[cfg(test)]
mod tests;
