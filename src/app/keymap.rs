//! Which key means what: the one table for keys, help and hints.

use super::command::Command;
use super::key::Key;

/// A command with its keys.
#[derive(Clone, Copy, Debug)]
pub struct Binding {
    /// What happens.
    pub command: Command,
    /// Keys that do it; the first one is shown in hints.
    pub keys: &'static [Key],
    /// Whether the line of hints offers it; the help lists all.
    pub hint: bool,
}

const fn quiet(command: Command, keys: &'static [Key]) -> Binding {
    Binding {
        command,
        keys,
        hint: false,
    }
}

const fn hinted(command: Command, keys: &'static [Key]) -> Binding {
    Binding {
        command,
        keys,
        hint: true,
    }
}

/// All bindings, in the order of help and hints. While a text is typed none of them apply.
pub const BINDINGS: &[Binding] = &[
    hinted(Command::Open, &[Key::Enter]),
    hinted(Command::Back, &[Key::Esc, Key::Backspace]),
    quiet(Command::Forward, &[Key::Char(']')]),
    quiet(Command::Down, &[Key::Char('j'), Key::Down]),
    quiet(Command::Up, &[Key::Char('k'), Key::Up]),
    quiet(Command::Left, &[Key::Char('h'), Key::Left]),
    quiet(Command::Right, &[Key::Char('l'), Key::Right]),
    quiet(Command::PageDown, &[Key::PageDown, Key::Char(' ')]),
    quiet(Command::PageUp, &[Key::PageUp, Key::Char('b')]),
    quiet(Command::HalfPageDown, &[Key::Ctrl('d')]),
    quiet(Command::HalfPageUp, &[Key::Ctrl('u')]),
    quiet(Command::Top, &[Key::Char('g'), Key::Home]),
    quiet(Command::Bottom, &[Key::Char('G'), Key::End]),
    hinted(Command::View(0), &[Key::Char('0')]),
    hinted(Command::View(1), &[Key::Char('1')]),
    hinted(Command::View(2), &[Key::Char('2')]),
    hinted(Command::View(3), &[Key::Char('3')]),
    hinted(Command::View(4), &[Key::Char('4')]),
    hinted(Command::View(5), &[Key::Char('5')]),
    hinted(Command::View(6), &[Key::Char('6')]),
    hinted(Command::View(7), &[Key::Char('7')]),
    hinted(Command::View(8), &[Key::Char('8')]),
    hinted(Command::View(9), &[Key::Char('9')]),
    quiet(Command::View(10), &[Key::Char('i')]),
    quiet(Command::NextView, &[Key::Tab]),
    quiet(Command::PreviousView, &[Key::BackTab]),
    hinted(Command::Toggle, &[Key::Char('a')]),
    hinted(Command::Search, &[Key::Char('/')]),
    hinted(Command::Filter, &[Key::Char('f'), Key::Char('&')]),
    quiet(Command::Unfilter, &[Key::Char('F')]),
    quiet(Command::NextMatch, &[Key::Char('n')]),
    quiet(Command::PreviousMatch, &[Key::Char('N')]),
    hinted(Command::NextProblem, &[Key::Char('!')]),
    quiet(Command::PreviousProblem, &[Key::Char('"')]),
    hinted(Command::Earlier, &[Key::Char('<')]),
    hinted(Command::Later, &[Key::Char('>')]),
    hinted(Command::Compare, &[Key::Char('d')]),
    hinted(Command::Map, &[Key::Char('m')]),
    hinted(Command::Trend, &[Key::Char('t')]),
    hinted(Command::NextSubject, &[Key::Char('+')]),
    hinted(Command::PreviousSubject, &[Key::Char('-')]),
    hinted(Command::Sort, &[Key::Char('s')]),
    quiet(Command::Columns, &[Key::Char('c')]),
    // `v` shows views and `V` adds one, as `f` and `F`; `x` strikes out; `A` is an address in both languages.
    quiet(Command::Views, &[Key::Char('v')]),
    quiet(Command::SaveView, &[Key::Char('V')]),
    hinted(Command::ForgetView, &[Key::Char('x'), Key::Delete]),
    quiet(Command::ShowAddress, &[Key::Char('A')]),
    quiet(Command::Export, &[Key::Char('e')]),
    quiet(Command::Copy, &[Key::Char('y')]),
    quiet(Command::CopyView, &[Key::Char('Y')]),
    hinted(Command::Weighting, &[Key::Char('w')]),
    hinted(Command::Language, &[Key::Char('L')]),
    hinted(Command::Help, &[Key::Char('?'), Key::F(1)]),
    hinted(Command::Leave, &[Key::Char('q')]),
    quiet(Command::Quit, &[Key::Char('Q'), Key::F(10)]),
    quiet(Command::Palette, &[Key::Char(':'), Key::Ctrl('p')]),
    quiet(Command::Cancel, &[Key::Ctrl('c')]),
    quiet(Command::Redraw, &[Key::Ctrl('l')]),
    quiet(Command::Reload, &[Key::Ctrl('r'), Key::F(5)]),
    quiet(Command::Pause, &[Key::Char('p')]),
    quiet(Command::Suspend, &[Key::Ctrl('z')]),
];

/// The keys in force: every command in the order of help and hints, each with its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    keys: Vec<(Command, Vec<Key>)>,
}

impl Default for Keymap {
    /// The table above.
    fn default() -> Self {
        let keys = BINDINGS
            .iter()
            .map(|binding| (binding.command, binding.keys.to_vec()));
        Self {
            keys: keys.collect(),
        }
    }
}

impl Keymap {
    /// A keymap without any key.
    pub fn bare() -> Self {
        let keys = BINDINGS.iter().map(|binding| (binding.command, Vec::new()));
        Self {
            keys: keys.collect(),
        }
    }

    /// The command of a key.
    pub fn command(&self, key: Key) -> Option<Command> {
        let mut keys = self.keys.iter();
        keys.find(|(_, keys)| keys.contains(&key))
            .map(|(command, _)| *command)
    }

    /// The keys of a command; the first one is shown in hints.
    pub fn keys(&self, command: Command) -> &[Key] {
        let mut keys = self.keys.iter();
        keys.find(|(known, _)| *known == command)
            .map_or(&[], |(_, keys)| keys.as_slice())
    }

    /// Every command with its keys, in the order of help and hints.
    pub fn bindings(&self) -> impl Iterator<Item = (Command, &[Key])> {
        self.keys
            .iter()
            .map(|(command, keys)| (*command, keys.as_slice()))
    }

    /// Gives a command these keys instead of those it had, and takes them away from every other command.
    pub fn bind(&mut self, command: Command, new: &[Key]) {
        for (known, keys) in &mut self.keys {
            if *known == command {
                *keys = new.to_vec();
            } else {
                keys.retain(|key| !new.contains(key));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_is_bound_twice_and_none_that_terminals_need() {
        let mut seen = HashSet::new();
        for key in BINDINGS.iter().flat_map(|binding| binding.keys) {
            assert!(seen.insert(key), "{key:?} is bound twice");
        }
        for left_alone in ['a', 'b', 's', 'q', 'h'] {
            assert_eq!(Keymap::default().command(Key::Ctrl(left_alone)), None);
        }
    }

    #[test]
    fn a_key_belongs_to_the_command_that_was_bound_last() {
        let mut keymap = Keymap::default();
        keymap.bind(Command::Sort, &[Key::Char('o'), Key::Down]);
        assert_eq!(keymap.command(Key::Char('o')), Some(Command::Sort));
        assert_eq!(keymap.command(Key::Down), Some(Command::Sort));
        assert_eq!(keymap.command(Key::Char('s')), None);
        assert_eq!(keymap.keys(Command::Down), [Key::Char('j')]);
        assert_eq!(keymap.bindings().count(), BINDINGS.len());
    }

    #[test]
    fn every_view_has_a_key() {
        for at in 0..crate::app::screen::VIEWS.len() {
            assert!(
                BINDINGS
                    .iter()
                    .any(|binding| binding.command == Command::View(at)),
                "{at}"
            );
        }
    }
}
