//! Cells as they are compared and sent: a few bytes that are copied instead of a text and its style, and the stock of what
//! they stand for.

use std::borrow::Cow;
use std::collections::HashMap;

use ratatui::buffer::Cell;
use unicode_width::UnicodeWidthStr;

use super::look::Look;

/// A cell. Two tiles of one [`Stock`] are equal where the terminal shows the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    /// A character, or one of the marks below and the place among the symbols of several characters.
    symbol: u32,
    /// Which of the looks.
    pub(super) look: u32,
}

/// A symbol of several characters.
const MANY: u32 = 1 << 31;
/// One that takes two columns.
const WIDE: u32 = 1 << 30;
/// A character of which terminals do not agree that it takes one column.
const UNSURE: u32 = 1 << 29;
const MARKS: u32 = MANY | WIDE | UNSURE;
/// The first of the looks: that of a terminal after a reset.
pub(super) const PLAIN: u32 = 0;
/// Looks between which the sequences are kept.
const KEPT: usize = 64;

impl Tile {
    /// Nothing but the background of the terminal.
    pub(super) const BLANK: Self = Self {
        symbol: b' ' as u32,
        look: PLAIN,
    };

    /// The second column of a symbol that takes two.
    pub(super) const TAIL: Self = Self {
        symbol: 0,
        look: PLAIN,
    };

    /// Whether all terminals agree that the symbol takes one column.
    pub(super) fn is_certain(self) -> bool {
        self.symbol & MARKS == 0 && self != Self::TAIL
    }

    pub(super) fn is_wide(self) -> bool {
        self.symbol & WIDE != 0
    }

    pub(super) fn is_space(self) -> bool {
        self.symbol == Self::BLANK.symbol
    }

    fn character(self) -> Option<char> {
        let is_one = self.symbol & MANY == 0;
        is_one.then(|| char::from_u32(self.symbol & !MARKS))?
    }

    /// A number that equal tiles share.
    pub(super) fn print(self) -> u64 {
        u64::from(self.symbol) << 32 | u64::from(self.look)
    }
}

/// What tiles stand for.
#[derive(Debug)]
pub(super) struct Stock {
    looks: Vec<Look>,
    /// The sequences from each of the first looks to each of them.
    turns: Vec<Vec<Vec<u8>>>,
    symbols: Vec<Box<str>>,
    places: HashMap<Box<str>, u32>,
}

impl Default for Stock {
    fn default() -> Self {
        Self {
            looks: vec![Look::PLAIN],
            turns: vec![vec![Vec::new()]],
            symbols: Vec::new(),
            places: HashMap::new(),
        }
    }
}

impl Stock {
    /// The tile of a cell; what is not seen of it makes no difference.
    pub(super) fn tile(&mut self, cell: &Cell) -> Tile {
        let (symbol, look) = (self.symbol(cell.symbol()), Look::of(cell));
        let is_blank = symbol == Tile::BLANK.symbol && look.is_plain_on_blank();
        let look = if is_blank { PLAIN } else { self.place(look) };
        Tile { symbol, look }
    }

    fn symbol(&mut self, text: &str) -> u32 {
        let mut chars = text.chars();
        match (chars.next(), chars.next()) {
            (None, _) => Tile::TAIL.symbol,
            (Some(only), None) if only.is_ascii() => u32::from(only),
            (Some(only), None) => {
                u32::from(only)
                    | match text.width() {
                        0 => UNSURE,
                        1 => 0,
                        _ => WIDE,
                    }
            }
            _ => self.many(text),
        }
    }

    fn many(&mut self, text: &str) -> u32 {
        if let Some(known) = self.places.get(text) {
            return *known;
        }
        let wide = if text.width() > 1 { WIDE } else { 0 };
        let place = u32::try_from(self.symbols.len()).unwrap_or(0) | MANY | wide;
        self.symbols.push(text.into());
        self.places.insert(text.into(), place);
        place
    }

    fn place(&mut self, look: Look) -> u32 {
        let known = self.looks.iter().position(|known| *known == look);
        let at = known.unwrap_or_else(|| {
            if self.looks.len() < KEPT {
                let to = |from: &Look| from.turn_to(look);
                for (from, turns) in self.looks.iter().zip(&mut self.turns) {
                    turns.push(to(from));
                }
                let away = self.looks.iter().map(|to| look.turn_to(*to));
                self.turns.push(away.chain([Vec::new()]).collect());
            }
            self.looks.push(look);
            self.looks.len() - 1
        });
        u32::try_from(at).unwrap_or(PLAIN)
    }

    fn look(&self, at: u32) -> Look {
        let look = usize::try_from(at).ok().and_then(|at| self.looks.get(at));
        look.copied().unwrap_or(Look::PLAIN)
    }

    /// The shortest sequence from one look to another.
    pub(super) fn turn(&self, from: u32, to: u32) -> Cow<'_, [u8]> {
        let [row, column] = [from, to].map(|at| usize::try_from(at).unwrap_or(usize::MAX));
        let kept = self.turns.get(row).and_then(|turns| turns.get(column));
        kept.map_or_else(
            || Cow::Owned(self.look(from).turn_to(self.look(to))),
            |kept| Cow::Borrowed(kept.as_slice()),
        )
    }

    /// Whether a tile would look the same in this look.
    pub(super) fn serves(&self, look: u32, tile: Tile) -> bool {
        look == tile.look
            || tile.is_space() && self.is_plain_on_blank(look) && self.is_plain_on_blank(tile.look)
    }

    /// Whether a blank in this look is no more than the background of the terminal.
    pub(super) fn is_plain_on_blank(&self, look: u32) -> bool {
        look == PLAIN || self.look(look).is_plain_on_blank()
    }

    /// Bytes of a symbol.
    pub(super) fn bytes(&self, tile: Tile) -> usize {
        let one = tile.character().map(char::len_utf8);
        one.unwrap_or_else(|| self.several(tile).len())
    }

    /// Adds a symbol.
    pub(super) fn write(&self, tile: Tile, out: &mut Vec<u8>) {
        match tile.character() {
            Some(only) => out.extend_from_slice(only.encode_utf8(&mut [0; 4]).as_bytes()),
            None => out.extend_from_slice(self.several(tile).as_bytes()),
        }
    }

    fn several(&self, tile: Tile) -> &str {
        let at = usize::try_from(tile.symbol & !MARKS).ok();
        let symbol = at.and_then(|at| self.symbols.get(at));
        symbol.map_or("", AsRef::as_ref)
    }
}
