//! Lines of a picture that the terminal shows already, further up or down: it can move them itself.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};

use ratatui::buffer::Cell;

use super::Abilities;
use super::pen::{Pen, address, is_empty};

/// A part of the screen, and by how many lines it moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// First line.
    top: usize,
    /// Last line.
    bottom: usize,
    by: usize,
    up: bool,
}

/// Ways to scroll that are tried, each with its neighbours; the bytes decide.
const TRIED: usize = 2;

/// The scrolls that bring most lines to their place.
pub(super) fn candidates(shown: &[Vec<Cell>], wanted: &[Vec<Cell>]) -> Vec<Scroll> {
    let (old, new) = (prints(shown), prints(wanted));
    let height = old.len().min(new.len());
    let mut found = Vec::new();
    for by in 1..height {
        for up in [true, false] {
            // The line that is to come to `y`.
            let source = |y: usize| {
                if up {
                    y.checked_add(by)
                } else {
                    y.checked_sub(by)
                }
            };
            let moved = |y: &usize| {
                let wanted = new.get(*y).copied().flatten();
                let here = old.get(*y).copied().flatten();
                let there = source(*y).and_then(|at| old.get(at).copied().flatten());
                wanted.is_some() && wanted == there && wanted != here
            };
            let lines: Vec<usize> = (0..height).filter(moved).collect();
            let (Some(first), Some(last)) = (lines.first(), lines.last()) else {
                continue;
            };
            let (top, bottom) = if up {
                (*first, last + by)
            } else {
                (first - by, *last)
            };
            let scroll = Scroll {
                top,
                bottom,
                by,
                up,
            };
            found.push((lines.len(), scroll));
        }
    }
    found.sort_by_key(|(lines, _)| std::cmp::Reverse(*lines));
    let best = found.into_iter().map(|(_, it)| it).take(TRIED);
    best.flat_map(|it| it.neighbours(height)).collect()
}

/// A number per line that equal lines share; none for an empty line.
fn prints(lines: &[Vec<Cell>]) -> Vec<Option<u64>> {
    let print = |line: &Vec<Cell>| {
        let content = line.iter().rposition(|cell| !is_empty(cell))?;
        let mut hasher = DefaultHasher::new();
        line.get(..=content)?.hash(&mut hasher);
        Some(hasher.finish())
    };
    lines.iter().map(print).collect()
}

impl Scroll {
    /// The same, and with one more line at either end or at both: the selected row is no equal line, but nearly.
    fn neighbours(self, height: usize) -> impl Iterator<Item = Self> {
        let more = [(0, 0), (0, 1), (1, 0), (1, 1)].into_iter();
        more.filter_map(move |(above, below)| {
            let (top, bottom) = (self.top.checked_sub(above)?, self.bottom + below);
            let moved = Self {
                top,
                bottom,
                ..self
            };
            (bottom < height).then_some(moved)
        })
    }

    /// What the terminal shows afterwards.
    pub(super) fn apply(self, lines: &mut [Vec<Cell>]) {
        let Some(part) = lines.get_mut(self.top..=self.bottom) else {
            return;
        };
        let by = self.by.min(part.len());
        let new = if self.up {
            part.rotate_left(by);
            part.len() - by..part.len()
        } else {
            part.rotate_right(by);
            0..by
        };
        for line in part.get_mut(new).into_iter().flatten() {
            line.fill(Cell::EMPTY);
        }
    }

    /// Has the terminal scroll. The lines that come in take the background that is set, so the pen has to be plain.
    pub(super) fn tell(self, abilities: Abilities, pen: &mut Pen) {
        let (first, last, by) = (self.top + 1, self.bottom + 1, self.by);
        pen.say(format!("\x1b[{first};{last}r").as_bytes());
        if abilities.shifts {
            let count = if by == 1 {
                String::new()
            } else {
                by.to_string()
            };
            let letter = if self.up { 'S' } else { 'T' };
            pen.say(format!("\x1b[{count}{letter}").as_bytes());
        } else if self.up {
            pen.say(&address(0, u16::try_from(self.bottom).unwrap_or(0)));
            pen.say(&vec![b'\n'; by]);
        } else {
            pen.say(&address(0, u16::try_from(self.top).unwrap_or(0)));
            pen.say(&b"\x1bM".repeat(by));
        }
        // Without a region the cursor is at home.
        pen.say(b"\x1b[r");
        pen.stands_at(0);
    }
}
