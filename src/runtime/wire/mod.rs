//! A backend for ratatui that sends as few bytes as it can: it remembers what the terminal shows, and at each flush writes
//! the shortest sequences from there to what was drawn since, in one piece.
//!
//! Takes any writer. Does not know what is painted, nor who reads; every frame begins and ends with a plain pen, and with
//! a cursor of which nothing is assumed.

mod look;
mod pen;
mod scroll;
mod terminals;
mod tile;

use std::io::{self, Write};

use ratatui::backend::{Backend, ClearType, TestBackend, WindowSize};
use ratatui::buffer::Cell;
use ratatui::layout::{Position, Size};

use self::pen::Pen;
use self::scroll::Scroll;
pub use self::terminals::{Abilities, is_known};
use self::tile::{Stock, Tile};

/// Frames up to this many bytes that scroll nothing are sent bare: they arrive in one packet, and a frame around the move of
/// a cursor would be a third of it.
const SYNC_FROM: usize = 512;
const SYNC_BEGIN: &[u8] = b"\x1b[?2026h";
const SYNC_END: &[u8] = b"\x1b[?2026l";
/// What is cheaper than any scroll with what follows it.
const CHEAP: usize = 40;

/// The sequences of a frame.
struct Frame {
    bytes: Vec<u8>,
    /// Whether the terminal moves lines before it is told what stands in them.
    scrolls: bool,
}

/// The backend.
#[derive(Debug)]
pub struct Wire<W: Write> {
    inner: W,
    abilities: Abilities,
    size: Size,
    stock: Stock,
    /// What the terminal shows.
    shown: Vec<Vec<Tile>>,
    /// What it is to show.
    wanted: Vec<Vec<Tile>>,
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
            stock: Stock::default(),
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
        let tile = self.stock.tile(cell);
        if self.wanted.len() <= y {
            self.wanted.resize(y + 1, Vec::new());
        }
        let Some(line) = self.wanted.get_mut(y) else {
            return;
        };
        let end = x + 1 + usize::from(tile.is_wide());
        if line.len() < end {
            line.resize(end, Tile::BLANK);
        }
        let tail = tile.is_wide().then_some(Tile::TAIL);
        for (place, tile) in line.iter_mut().skip(x).zip([Some(tile), tail]) {
            *place = tile.unwrap_or(*place);
        }
    }

    /// The shortest sequences from what is shown to what is wanted; with a scroll where that pays.
    fn frame(&self) -> Frame {
        let stays: Vec<_> = self.shown.iter().map(Vec::as_slice).collect();
        let pen = Pen::new(self.abilities, &self.stock);
        let mut best = Frame {
            bytes: self.told(&stays, pen, usize::MAX).unwrap_or_default(),
            scrolls: false,
        };
        if best.bytes.len() <= CHEAP {
            return best;
        }
        let blank = vec![Tile::BLANK; self.wanted.first().map_or(0, Vec::len)];
        let moved = |scroll: Scroll| -> Vec<&[Tile]> {
            let source = |y| scroll.source(y).and_then(|from| self.shown.get(from));
            let lines = (0..self.shown.len()).map(source);
            lines
                .map(|line| line.unwrap_or(&blank).as_slice())
                .collect()
        };
        let candidates = scroll::candidates(&self.shown, &self.wanted);
        let candidates = candidates.map(|scroll| {
            let moved = moved(scroll);
            (scroll::roughly(&moved, &self.wanted), scroll, moved)
        });
        let Some((left, scroll, moved)) = candidates.min_by_key(|(left, ..)| *left) else {
            return best;
        };
        if left >= scroll::roughly(&stays, &self.wanted) {
            return best;
        }
        let mut pen = Pen::new(self.abilities, &self.stock);
        scroll.tell(self.abilities, &mut pen);
        if let Some(bytes) = self.told(&moved, pen, best.bytes.len()) {
            best = Frame {
                bytes,
                scrolls: true,
            };
        }
        best
    }

    /// The sequences after those of the pen, where they are fewer bytes than this.
    fn told(&self, shown: &[&[Tile]], mut pen: Pen<'_>, fewer: usize) -> Option<Vec<u8>> {
        for (y, (shown, wanted)) in (0..).zip(shown.iter().zip(&self.wanted)) {
            if shown != wanted {
                pen.line(y, shown, wanted);
            }
            if pen.out.len() >= fewer {
                return None;
            }
        }
        pen.rest();
        (pen.out.len() < fewer).then_some(pen.out)
    }

    /// Makes both pictures of one shape: what was never drawn is empty.
    fn fit(&mut self) {
        let width = self.wanted.iter().map(Vec::len).max().unwrap_or(0);
        self.shown.resize(self.wanted.len(), Vec::new());
        for line in self.shown.iter_mut().chain(&mut self.wanted) {
            line.resize(width, Tile::BLANK);
        }
    }

    fn send(&mut self, mut bytes: Vec<u8>, scrolls: bool) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        if (scrolls || bytes.len() > SYNC_FROM) && self.abilities.synchronises {
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
            let x = inner.iter().rposition(|tile| *tile == Tile::BLANK)?;
            Some(Position::new(x.try_into().ok()?, y.try_into().ok()?))
        })
    }
}

impl Line for TestBackend {}

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
        pen::address(x, y, &mut self.before);
        Ok(())
    }

    /// Empties the terminal with the next flush, whatever it shows.
    fn clear(&mut self) -> io::Result<()> {
        self.before.extend_from_slice(b"\x1b[r\x1b[m\x1b[2J");
        self.shown.clear();
        self.wanted.clear();
        self.stock = Stock::default();
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
        let frame = self.frame();
        let mut bytes = std::mem::take(&mut self.before);
        bytes.extend(frame.bytes);
        self.send(bytes, frame.scrolls)?;
        self.shown.clone_from(&self.wanted);
        Ok(())
    }
}
