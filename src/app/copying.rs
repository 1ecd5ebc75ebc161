//! Copying what is on screen as text: which part, what became of it, and the copy sheet, a screen with nothing but the
//! text. The text is made and sent outside.

use unicode_width::UnicodeWidthChar;

use super::command::Command;
use super::effect::Effect;
use super::key::Key;
use super::model::Model;
use super::prompt::Notice;

/// What is copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The selected row, as one line.
    Row,
    /// The whole table.
    View,
}

/// Where a copied text went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sent {
    /// To tmux, which hands it on to its terminal.
    Tmux,
    /// To tmux, which keeps it for itself.
    TmuxAlone,
    /// To the terminal (OSC 52).
    Terminal,
    /// To the terminal, which is a tmux that is not ours.
    FarTmux,
}

/// What became of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Copied {
    /// So many lines were sent.
    Sent(usize, Sent),
    /// It is to be marked by hand: the text as the terminal can show it.
    Sheet(String),
    /// It has more bytes than a terminal takes: so many, at most so many.
    TooLong(usize, usize),
    /// There is no row.
    Nothing,
    /// Settings do not allow it.
    Off,
}

/// The text of the copy sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopySheet {
    text: String,
    /// Lines of the screen that are scrolled away above.
    top: usize,
}

impl CopySheet {
    /// The text in lines of at most so many cells.
    pub fn lines(&self, width: u16) -> Vec<String> {
        let mut lines = Vec::new();
        for line in self.text.lines() {
            let (mut part, mut used) = (String::new(), 0);
            for letter in line.chars() {
                let needed = letter.width().unwrap_or(0);
                if used + needed > usize::from(width) && !part.is_empty() {
                    lines.push(std::mem::take(&mut part));
                    used = 0;
                }
                part.push(letter);
                used += needed;
            }
            lines.push(part);
        }
        lines
    }

    /// The first line on a screen that has room for `height` of `all` lines.
    pub fn top(&self, all: usize, height: usize) -> usize {
        self.top.min(all.saturating_sub(height))
    }
}

/// Lines of the copy sheet on a screen of this height: the last one says how it is left.
pub fn height(lines: u16) -> usize {
    usize::from(lines).saturating_sub(1).max(1)
}

/// The part that a command copies.
pub fn part(command: Command) -> Option<Part> {
    match command {
        Command::Copy => Some(Part::Row),
        Command::CopyView => Some(Part::View),
        _ => None,
    }
}

/// Takes what became of a text. Nobody knows whether a terminal took what it was sent: the same key at once after it shows
/// the text on the copy sheet.
pub(super) fn done(model: &mut Model, part: Part, outcome: Copied) {
    let may_be_lost = matches!(
        outcome,
        Copied::Sent(_, Sent::Terminal | Sent::FarTmux) | Copied::TooLong(..)
    );
    model.by_hand = may_be_lost.then_some(part);
    match outcome {
        Copied::Sheet(text) => model.sheet = Some(CopySheet { text, top: 0 }),
        outcome => model.notice = Some(Notice::Copied(outcome)),
    }
}

/// A key on the copy sheet: it moves a text that is longer than the screen, else the sheet is left.
pub(super) fn pressed(model: &mut Model, key: Key) -> Vec<Effect> {
    let (width, lines) = model.size;
    let (height, command) = (height(lines), model.keymap.command(key));
    let Some(sheet) = &mut model.sheet else {
        return Vec::new();
    };
    let all = sheet.lines(width).len();
    let (last, top) = (all.saturating_sub(height), sheet.top(all, height));
    let moved = match command {
        _ if all <= height => None,
        Some(Command::Down) => Some(top + 1),
        Some(Command::Up) => Some(top.saturating_sub(1)),
        Some(Command::PageDown | Command::HalfPageDown) => Some(top + height),
        Some(Command::PageUp | Command::HalfPageUp) => Some(top.saturating_sub(height)),
        Some(Command::Top) => Some(0),
        Some(Command::Bottom) => Some(last),
        _ => None,
    };
    match moved {
        Some(to) => sheet.top = to.min(last),
        None => model.sheet = None,
    }
    Vec::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_broken_at_the_edge_and_lose_nothing() {
        let sheet = CopySheet {
            text: "abcdef\n\n東京都\nx".to_owned(),
            top: 9,
        };
        assert_eq!(sheet.lines(3), ["abc", "def", "", "東", "京", "都", "x"]);
        assert_eq!(sheet.lines(1).concat(), "abcdef東京都x");
        assert_eq!(
            (sheet.top(7, 5), sheet.top(7, 9), sheet.top(20, 5)),
            (2, 0, 9)
        );
    }
}
