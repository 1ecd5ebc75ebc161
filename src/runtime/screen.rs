//! What is on the screen and what goes out to change it: two buffers, and a writer that sends each frame in one piece.
//! Does not know what is painted, nor which terminal it is for.

use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use unicode_width::UnicodeWidthStr;

/// Largest size a terminal is believed to have; a hostile peer could claim 65535 × 65535 cells.
const MAX: (u16, u16) = (500, 200);
/// Frames up to this many bytes are sent bare: they arrive in one packet, and the frame around them would be a tenth.
const SYNC_FROM: usize = 512;
const SYNC_BEGIN: &[u8] = b"\x1b[?2026h";
const SYNC_END: &[u8] = b"\x1b[?2026l";
/// What the backend sends, and flushes, to clear.
const CLEAR: &[u8] = b"\x1b[2J";

/// Draws by difference, and sends nothing at all when nothing changed (ratatui's own terminal sends 25 bytes).
#[derive(Debug)]
pub struct Screen<B: Backend> {
    backend: B,
    /// What the terminal shows.
    front: Buffer,
    /// What it is to show next.
    back: Buffer,
    /// Whether `front` is not to be relied on.
    stale: bool,
}

impl<B: Backend> Screen<B> {
    /// Makes a screen whose first draw clears the terminal; the size is clamped as in [`Screen::resize`].
    pub fn new(backend: B, width: u16, height: u16) -> Self {
        let area = clamped(width, height);
        Self {
            backend,
            front: Buffer::empty(area),
            back: Buffer::empty(area),
            stale: true,
        }
    }

    /// Takes another size, clamped to 1…500 × 1…200 cells; the next draw clears and repaints.
    pub fn resize(&mut self, width: u16, height: u16) {
        let area = clamped(width, height);
        self.front = Buffer::empty(area);
        self.back = Buffer::empty(area);
        self.stale = true;
    }

    /// Makes the next draw clear and repaint, because others have written to the terminal.
    pub fn invalidate(&mut self) {
        self.stale = true;
    }

    /// Where `paint` may paint.
    pub fn area(&self) -> Rect {
        self.front.area
    }

    /// Gives access to the backend, for what is not a cell.
    pub fn backend_mut(&mut self) -> &mut B {
        &mut self.backend
    }

    /// Paints into an empty buffer and sends what differs from the terminal; returns whether anything was sent. After an
    /// error the next draw repaints.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer)) -> Result<bool, B::Error> {
        self.back.reset();
        paint(&mut self.back);
        if self.back.area != self.front.area {
            self.back.resize(self.front.area); // Buffers of two shapes cannot be compared.
        }
        let repaint = std::mem::replace(&mut self.stale, true);
        if repaint {
            self.front.reset();
        }
        let changes = self.front.diff(&self.back);
        if repaint {
            self.backend.clear()?;
        } else if changes.is_empty() {
            self.stale = false;
            return Ok(false);
        }
        self.backend
            .draw(bridged(&changes, &self.back).into_iter())?;
        self.backend.flush()?;
        std::mem::swap(&mut self.front, &mut self.back);
        self.stale = false;
        Ok(true)
    }
}

/// Unchanged cells that cost less to write again than to jump over.
const BRIDGE: u16 = 7;

/// The changes with short gaps between two of a line filled: as long as it is plain text in the style before it.
fn bridged<'a>(changes: &[(u16, u16, &'a Cell)], back: &'a Buffer) -> Vec<(u16, u16, &'a Cell)> {
    let mut all: Vec<(u16, u16, &Cell)> = Vec::with_capacity(changes.len());
    for (x, y, cell) in changes.iter().copied() {
        if let Some((last, line, before)) = all.last().copied() {
            let gap = last.saturating_add(1)..x;
            let near =
                line == y && gap.len() <= usize::from(BRIDGE) && before.symbol().width() == 1;
            let between = || gap.clone().filter_map(|x| Some((x, y, back.cell((x, y))?)));
            let plain = |(_, _, cell): (u16, u16, &Cell)| {
                cell.symbol().len() == 1 && cell.style() == before.style()
            };
            if near && between().all(plain) {
                all.extend(between());
            }
        }
        all.push((x, y, cell));
    }
    all
}

fn clamped(width: u16, height: u16) -> Rect {
    Rect::new(0, 0, width.clamp(1, MAX.0), height.clamp(1, MAX.1))
}

/// Collects bytes and writes them in one piece on flush, as one synchronised update if they are many.
#[derive(Debug)]
pub struct Outlet<W: Write> {
    inner: W,
    pending: Vec<u8>,
    /// Whether a lone clear has already been held back once.
    held: bool,
    written: Arc<AtomicU64>,
}

impl<W: Write> Outlet<W> {
    /// Wraps a writer that should not buffer itself.
    pub fn new(inner: W) -> Self {
        Self {
            inner,
            pending: Vec::new(),
            held: false,
            written: Arc::default(),
        }
    }

    /// Number of bytes sent so far.
    pub fn written(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    /// Shares the count of [`Outlet::written`], which is out of reach once a backend owns the outlet.
    pub fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.written)
    }
}

impl<W: Write> Write for Outlet<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.pending.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        // The backend flushes a clear by itself; sent alone it would show an empty screen until the frame arrives.
        if self.pending == CLEAR && !self.held {
            self.held = true;
            return Ok(());
        }
        self.held = false;
        if self.pending.is_empty() {
            return self.inner.flush();
        }
        if self.pending.len() > SYNC_FROM {
            self.pending.splice(0..0, SYNC_BEGIN.iter().copied());
            self.pending.extend_from_slice(SYNC_END);
        }
        let sent = self.inner.write_all(&self.pending);
        let count = u64::try_from(self.pending.len()).unwrap_or(u64::MAX);
        // After an error nobody knows how much arrived: the screen repaints, so nothing is kept.
        self.pending.clear();
        sent?;
        self.written.fetch_add(count, Ordering::Relaxed);
        self.inner.flush()
    }
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "a test of the buffers writes into them"
)]
mod tests {
    use super::*;
    use ratatui::backend::{CrosstermBackend, TestBackend};
    use ratatui::style::{Modifier, Style};
    use std::cell::RefCell;
    use std::rc::Rc;

    /// Remembers each write by itself, and fails when told to.
    #[derive(Clone, Default)]
    struct Sink(Rc<RefCell<Vec<Vec<u8>>>>, Rc<RefCell<bool>>);

    impl Sink {
        fn take(&self) -> Vec<String> {
            let writes = self.0.borrow_mut().split_off(0);
            writes
                .into_iter()
                .map(|bytes| String::from_utf8(bytes).unwrap())
                .collect()
        }
    }

    impl Write for Sink {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if *self.1.borrow() {
                return Err(io::Error::other("full"));
            }
            self.0.borrow_mut().push(bytes.to_vec());
            Ok(bytes.len())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    type Real = Screen<CrosstermBackend<Outlet<Sink>>>;

    fn real(width: u16, height: u16) -> (Real, Sink, Arc<AtomicU64>) {
        crossterm::style::force_color_output(true);
        let sink = Sink::default();
        let outlet = Outlet::new(sink.clone());
        let counter = outlet.counter();
        (
            Screen::new(CrosstermBackend::new(outlet), width, height),
            sink,
            counter,
        )
    }

    fn hello(buffer: &mut Buffer) {
        buffer.set_string(0, 0, "Köln 東京", Style::new().add_modifier(Modifier::BOLD));
    }

    fn text(y: u16, text: &str) -> impl FnOnce(&mut Buffer) {
        move |buffer| {
            buffer.set_string(0, y, text, Style::new());
        }
    }

    #[test]
    fn shows_what_was_painted_and_forgets_what_was_not() {
        let mut screen = Screen::new(TestBackend::new(10, 2), 10, 2);
        assert!(screen.draw(text(0, "abc")).unwrap());
        screen.backend_mut().assert_buffer_lines(["abc       ", ""]);
        assert!(screen.draw(text(1, "東b")).unwrap());
        screen.backend_mut().assert_buffer_lines(["", "東b       "]);
        assert!(!screen.draw(text(1, "東b")).unwrap());
        assert!(screen.draw(text(1, "xyz")).unwrap());
        screen.backend_mut().assert_buffer_lines(["", "xyz       "]);
    }

    #[test]
    fn an_unchanged_frame_costs_nothing() {
        let (mut screen, sink, counter) = real(20, 3);
        assert!(screen.draw(hello).unwrap());
        let first = sink.take();
        assert_eq!(first.len(), 1, "one write: {first:?}");
        assert!(
            first[0].starts_with("\x1b[2J\x1b[1;1H") && first[0].contains("Köln 東"),
            "{first:?}"
        );
        assert_eq!(counter.load(Ordering::Relaxed), first[0].len() as u64);
        assert!(!screen.draw(hello).unwrap());
        assert_eq!(sink.take().len(), 0);
        screen.invalidate();
        assert!(screen.draw(hello).unwrap());
        assert_eq!(sink.take(), first);
    }

    #[test]
    fn an_empty_repaint_still_clears() {
        let (mut screen, sink, _) = real(20, 3);
        assert!(screen.draw(|_| ()).unwrap());
        assert!(sink.take().concat().contains("\x1b[2J"));
        assert!(!screen.draw(|_| ()).unwrap());
    }

    #[test]
    fn sizes_are_clamped_and_a_new_size_repaints() {
        let (mut screen, sink, _) = real(0, 0);
        assert_eq!(screen.area(), Rect::new(0, 0, 1, 1));
        screen.draw(hello).unwrap();
        screen.resize(u16::MAX, u16::MAX);
        assert_eq!(screen.area(), Rect::new(0, 0, 500, 200));
        screen.resize(20, 3);
        sink.take();
        assert!(screen.draw(hello).unwrap());
        assert!(sink.take().concat().starts_with("\x1b[2J"));
        assert!(!screen.draw(hello).unwrap());
        // A painter that reshapes its buffer is put right.
        screen
            .draw(|buffer| *buffer = Buffer::empty(Rect::new(3, 3, 5, 5)))
            .unwrap();
        assert!(screen.draw(hello).unwrap());
    }

    #[test]
    fn a_large_frame_is_one_synchronised_write() {
        let (mut screen, sink, counter) = real(100, 10);
        let fill = |buffer: &mut Buffer| {
            for y in 0..10 {
                buffer.set_string(0, y, "x".repeat(100), Style::new());
            }
        };
        screen.draw(fill).unwrap();
        let writes = sink.take();
        assert_eq!(writes.len(), 1);
        assert!(writes[0].starts_with("\x1b[?2026h\x1b[2J") && writes[0].ends_with("\x1b[?2026l"));
        assert_eq!(counter.load(Ordering::Relaxed), writes[0].len() as u64);
    }

    #[test]
    fn after_an_error_the_next_draw_repaints() {
        let (mut screen, sink, _) = real(20, 3);
        screen.draw(hello).unwrap();
        let first = sink.take();
        *sink.1.borrow_mut() = true;
        assert!(screen.draw(|_| ()).is_err());
        *sink.1.borrow_mut() = false;
        assert!(screen.draw(hello).unwrap());
        assert_eq!(sink.take(), first);
    }

    #[test]
    fn a_clear_that_nothing_follows_is_sent_with_the_next_flush() {
        let sink = Sink::default();
        let mut outlet = Outlet::new(sink.clone());
        outlet.write_all(CLEAR).unwrap();
        outlet.flush().unwrap();
        assert_eq!((sink.take().len(), outlet.written()), (0, 0));
        outlet.flush().unwrap();
        assert_eq!((sink.take().len(), outlet.written()), (1, 4));
    }
}
