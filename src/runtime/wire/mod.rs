//! A backend for ratatui that sends as few bytes as it can: it remembers what the terminal shows, and at each flush writes
//! the shortest sequences from there to what was drawn since, in one piece.
//!
//! Takes any writer. Does not know what is painted, nor who reads; every frame begins and ends with a plain pen, and with
//! a cursor of which nothing is assumed.

mod look;
mod pen;
mod scroll;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};
use unicode_width::UnicodeWidthStr;

use self::look::Look;
use self::pen::Pen;

/// Frames up to this many bytes are sent bare: they arrive in one packet, and the frame around them would be a tenth.
const SYNC_FROM: usize = 512;
const SYNC_BEGIN: &[u8] = b"\x1b[?2026h";
const SYNC_END: &[u8] = b"\x1b[?2026l";
/// What is cheaper than any scroll with what follows it.
const CHEAP: usize = 40;

/// Sequences that are sent only to terminals that are known to understand them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is known by itself")]
pub struct Abilities {
    /// ECH: blanks in the middle of a line.
    pub erases: bool,
    /// REP: the last symbol again.
    pub repeats: bool,
    /// SU and SD: the lines of a region up and down.
    pub shifts: bool,
    /// Synchronised output (DEC mode 2026); who does not know it shows nothing of it.
    pub synchronises: bool,
}

impl Abilities {
    /// What every descendant of the VT100 understands.
    pub const LEAST: Self = Self {
        erases: false,
        repeats: false,
        shifts: false,
        synchronises: false,
    };

    /// Everything.
    pub const ALL: Self = Self {
        erases: true,
        repeats: true,
        shifts: true,
        synchronises: true,
    };

    /// What terminals of this name understand.
    pub fn of(term: &str) -> Self {
        // Programs that call themselves xterm are many, and some of them do not repeat.
        const REPEATING: [&str; 9] = [
            "tmux",
            "foot",
            "xterm-kitty",
            "xterm-ghostty",
            "alacritty",
            "wezterm",
            "contour",
            "konsole",
            "mintty",
        ];
        const MODERN: [&str; 8] = [
            "xterm",
            "screen",
            "rxvt",
            "vte",
            "gnome",
            "putty",
            "st-",
            "ms-terminal",
        ];
        let is_one_of = |names: &[&str]| names.iter().any(|name| term.starts_with(name));
        let repeats = is_one_of(&REPEATING);
        let modern = repeats || is_one_of(&MODERN);
        Self {
            erases: modern || term.starts_with("linux"),
            repeats,
            shifts: modern,
            synchronises: modern,
        }
    }
}

/// The backend.
#[derive(Debug)]
pub struct Wire<W: Write> {
    inner: W,
    abilities: Abilities,
    size: Size,
    /// What the terminal shows.
    shown: Vec<Vec<Cell>>,
    /// What it is to show.
    wanted: Vec<Vec<Cell>>,
    /// Sequences that go before the next frame.
    before: Vec<u8>,
}

impl<W: Write> Wire<W> {
    /// Writes to a writer that should not buffer itself. The size is only what [`Backend::size`] says; what is drawn
    /// beyond it is sent as well.
    pub fn new(inner: W, size: Size, abilities: Abilities) -> Self {
        Self {
            inner,
            abilities,
            size,
            shown: Vec::new(),
            wanted: Vec::new(),
            before: Vec::new(),
        }
    }

    /// The writer, for what is no frame.
    pub fn inner_mut(&mut self) -> &mut W {
        &mut self.inner
    }

    fn set(&mut self, x: u16, y: u16, cell: &Cell) {
        let (x, y) = (usize::from(x), usize::from(y));
        let wide = cell.symbol().len() > 1 && cell.symbol().width() > 1;
        if self.wanted.len() <= y {
            self.wanted.resize(y + 1, Vec::new());
        }
        let Some(line) = self.wanted.get_mut(y) else {
            return;
        };
        let end = x + 1 + usize::from(wide);
        if line.len() < end {
            line.resize(end, Cell::EMPTY);
        }
        if let Some(place) = line.get_mut(x) {
            take(place, cell);
        }
        if wide && let Some(tail) = line.get_mut(x + 1) {
            *tail = Cell::new("");
        }
    }

    /// The shortest sequences from what is shown to what is wanted; with a scroll where that pays.
    fn frame(&self) -> Vec<u8> {
        let mut best = self.without_scroll(&self.shown, Pen::new(self.abilities));
        if best.len() <= CHEAP {
            return best;
        }
        for scroll in scroll::candidates(&self.shown, &self.wanted) {
            let mut shown = self.shown.clone();
            scroll.apply(&mut shown);
            let mut pen = Pen::new(self.abilities);
            scroll.tell(self.abilities, &mut pen);
            let bytes = self.without_scroll(&shown, pen);
            if bytes.len() < best.len() {
                best = bytes;
            }
        }
        best
    }

    fn without_scroll(&self, shown: &[Vec<Cell>], mut pen: Pen) -> Vec<u8> {
        for (y, (shown, wanted)) in (0..).zip(shown.iter().zip(&self.wanted)) {
            pen.line(y, shown, wanted);
        }
        pen.rest();
        pen.out
    }

    /// Makes both pictures of one shape: what was never drawn is empty.
    fn fit(&mut self) {
        let width = self.wanted.iter().map(Vec::len).max().unwrap_or(0);
        self.shown.resize(self.wanted.len(), Vec::new());
        for line in self.shown.iter_mut().chain(&mut self.wanted) {
            line.resize(width, Cell::EMPTY);
        }
    }

    fn send(&mut self, mut bytes: Vec<u8>) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        if bytes.len() > SYNC_FROM && self.abilities.synchronises {
            bytes.splice(0..0, SYNC_BEGIN.iter().copied());
            bytes.extend_from_slice(SYNC_END);
        }
        self.inner.write_all(&bytes)?;
        self.inner.flush()
    }
}

/// A backend whose terminal may say more of itself once frames are drawn; one that need not know does nothing.
pub trait Line: Backend {
    /// Takes on whether the terminal shows a frame at once (mode 2026).
    fn learn_synchronises(&mut self, _: bool) {}

    /// A cell that is blank in the last frame, and may be written over and blanked again.
    fn blank(&self) -> Option<Position> {
        None
    }
}

impl<W: Write> Line for Wire<W> {
    fn learn_synchronises(&mut self, does: bool) {
        self.abilities.synchronises = does;
    }

    fn blank(&self) -> Option<Position> {
        // Not in the last column, where terminals wait in different ways; the later the line, the sooner it is drawn anew.
        let lines = self.shown.iter().enumerate().rev();
        lines.into_iter().find_map(|(y, line)| {
            let inner = line.split_last().map_or(&[][..], |(_, rest)| rest);
            let x = inner.iter().rposition(|cell| *cell == Cell::EMPTY)?;
            Some(Position::new(x.try_into().ok()?, y.try_into().ok()?))
        })
    }
}

impl Line for TestBackend {}

/// Takes over a cell; what is not seen of it makes no difference.
fn take(place: &mut Cell, cell: &Cell) {
    if pen::is_empty(cell) {
        if !pen::is_empty(place) || *place != Cell::EMPTY {
            *place = Cell::EMPTY;
        }
    } else if place.symbol() != cell.symbol() || Look::of(place) != Look::of(cell) {
        place.clone_from(cell);
    }
}

impl<W: Write> Backend for Wire<W> {
    type Error = io::Error;

    fn draw<'a, I>(&mut self, content: I) -> io::Result<()>
    where
        I: Iterator<Item = (u16, u16, &'a Cell)>,
    {
        for (x, y, cell) in content {
            self.set(x, y, cell);
        }
        Ok(())
    }

    fn hide_cursor(&mut self) -> io::Result<()> {
        self.before.extend_from_slice(b"\x1b[?25l");
        Ok(())
    }

    fn show_cursor(&mut self) -> io::Result<()> {
        self.before.extend_from_slice(b"\x1b[?25h");
        Ok(())
    }

    /// The cursor is not followed between frames.
    fn get_cursor_position(&mut self) -> io::Result<Position> {
        Ok(Position::ORIGIN)
    }

    fn set_cursor_position<P: Into<Position>>(&mut self, position: P) -> io::Result<()> {
        let Position { x, y } = position.into();
        self.before.extend_from_slice(&pen::address(x, y));
        Ok(())
    }

    /// Empties the terminal with the next flush, whatever it shows.
    fn clear(&mut self) -> io::Result<()> {
        self.before.extend_from_slice(b"\x1b[r\x1b[m\x1b[2J");
        self.shown.clear();
        self.wanted.clear();
        Ok(())
    }

    /// Only all of it: whoever draws frames needs no part.
    fn clear_region(&mut self, _: ClearType) -> io::Result<()> {
        self.clear()
    }

    fn size(&self) -> io::Result<Size> {
        Ok(self.size)
    }

    fn window_size(&mut self) -> io::Result<WindowSize> {
        Ok(WindowSize {
            columns_rows: self.size,
            pixels: Size::ZERO,
        })
    }

    /// Sends what differs; nothing at all where nothing does. After an error nobody knows what the terminal shows: clear.
    fn flush(&mut self) -> io::Result<()> {
        self.fit();
        let mut bytes = std::mem::take(&mut self.before);
        bytes.extend(self.frame());
        self.send(bytes)?;
        for (shown, wanted) in self.shown.iter_mut().zip(&self.wanted) {
            if shown != wanted {
                shown.clone_from(wanted);
            }
        }
        Ok(())
    }
}
