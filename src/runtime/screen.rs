//! What is painted, and that it is sent anew where the terminal is not to be relied on.
//! Does not know what is painted, nor which terminal it is for.

use ratatui::backend::Backend;
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

/// Largest size a terminal is believed to have; a hostile peer could claim 65535 × 65535 cells.
const MAX: (u16, u16) = (500, 200);

/// Paints whole frames; the backend sends what differs.
#[derive(Debug)]
pub struct Screen<B: Backend> {
    backend: B,
    picture: Buffer,
    area: Rect,
    /// Whether what the terminal shows is not to be relied on.
    stale: bool,
}

impl<B: Backend> Screen<B> {
    /// Makes a screen whose first draw clears the terminal; the size is clamped as in [`Screen::resize`].
    pub fn new(backend: B, width: u16, height: u16) -> Self {
        let area = clamped(width, height);
        Self {
            backend,
            picture: Buffer::empty(area),
            area,
            stale: true,
        }
    }

    /// Takes another size, clamped to 1…500 × 1…200 cells; the next draw clears and repaints.
    pub fn resize(&mut self, width: u16, height: u16) {
        self.area = clamped(width, height);
        self.stale = true;
    }

    /// Makes the next draw clear and repaint, because others have written to the terminal.
    pub fn invalidate(&mut self) {
        self.stale = true;
    }

    /// Where `paint` may paint.
    pub fn area(&self) -> Rect {
        self.area
    }

    /// Gives access to the backend, for what is not a cell.
    pub fn backend_mut(&mut self) -> &mut B {
        &mut self.backend
    }

    /// Paints into an empty buffer and has it sent. After an error the next draw repaints.
    pub fn draw(&mut self, paint: impl FnOnce(&mut Buffer)) -> Result<(), B::Error> {
        self.picture.resize(self.area);
        self.picture.reset();
        paint(&mut self.picture);
        // A painter that reshapes its buffer is put right.
        self.picture.resize(self.area);
        if std::mem::replace(&mut self.stale, true) {
            self.backend.clear()?;
        }
        self.backend.draw(cells(&self.picture))?;
        self.backend.flush()?;
        self.stale = false;
        Ok(())
    }
}

/// All cells but those that lie behind a symbol of two columns.
fn cells(picture: &Buffer) -> impl Iterator<Item = (u16, u16, &Cell)> {
    let mut hidden = 0;
    picture
        .content
        .iter()
        .enumerate()
        .filter_map(move |(at, cell)| {
            let (x, y) = picture.pos_of(at);
            if x == 0 {
                hidden = 0;
            }
            if hidden > 0 {
                hidden -= 1;
                return None;
            }
            hidden = match cell.symbol() {
                symbol if symbol.len() == 1 => 0,
                symbol => symbol.width().saturating_sub(1),
            };
            Some((x, y, cell))
        })
}

fn clamped(width: u16, height: u16) -> Rect {
    Rect::new(0, 0, width.clamp(1, MAX.0), height.clamp(1, MAX.1))
}

#[cfg(test)]
#[expect(
    clippy::disallowed_methods,
    reason = "a test of the buffers writes into them"
)]
mod tests {
    use super::*;
    use crate::runtime::wire::{Abilities, Wire};
    use ratatui::backend::TestBackend;
    use ratatui::layout::Size;
    use ratatui::style::{Modifier, Style};
    use std::cell::RefCell;
    use std::io::{self, Write};
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

    fn real(width: u16, height: u16) -> (Screen<Wire<Sink>>, Sink) {
        let sink = Sink::default();
        let wire = Wire::new(sink.clone(), Size::new(width, height), Abilities::ALL);
        (Screen::new(wire, width, height), sink)
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
        screen.draw(text(0, "abc")).unwrap();
        screen.backend_mut().assert_buffer_lines(["abc       ", ""]);
        screen.draw(text(1, "東b")).unwrap();
        screen.backend_mut().assert_buffer_lines(["", "東b       "]);
        screen.draw(text(1, "xyz")).unwrap();
        screen.backend_mut().assert_buffer_lines(["", "xyz       "]);
    }

    #[test]
    fn an_unchanged_frame_costs_nothing() {
        let (mut screen, sink) = real(20, 3);
        screen.draw(hello).unwrap();
        let first = sink.take();
        assert_eq!(first.len(), 1, "one write: {first:?}");
        assert!(
            first[0].starts_with("\x1b[r\x1b[m\x1b[2J\x1b[H") && first[0].contains("Köln 東"),
            "{first:?}"
        );
        screen.draw(hello).unwrap();
        assert_eq!(sink.take().len(), 0);
        screen.invalidate();
        screen.draw(hello).unwrap();
        assert_eq!(sink.take(), first);
    }

    #[test]
    fn an_empty_repaint_still_clears() {
        let (mut screen, sink) = real(20, 3);
        screen.draw(|_| ()).unwrap();
        assert!(sink.take().concat().contains("\x1b[2J"));
        screen.draw(|_| ()).unwrap();
        assert_eq!(sink.take().len(), 0);
    }

    #[test]
    fn sizes_are_clamped_and_a_new_size_repaints() {
        let (mut screen, sink) = real(0, 0);
        assert_eq!(screen.area(), Rect::new(0, 0, 1, 1));
        screen.draw(hello).unwrap();
        screen.resize(u16::MAX, u16::MAX);
        assert_eq!(screen.area(), Rect::new(0, 0, 500, 200));
        screen.resize(20, 3);
        sink.take();
        screen.draw(hello).unwrap();
        assert!(sink.take().concat().contains("\x1b[2J"));
        // A painter that reshapes its buffer is put right.
        screen
            .draw(|buffer| *buffer = Buffer::empty(Rect::new(3, 3, 5, 5)))
            .unwrap();
        screen.draw(hello).unwrap();
        assert!(sink.take().concat().contains("Köln 東"));
    }

    #[test]
    fn a_large_frame_is_one_synchronised_write() {
        let (mut screen, sink) = real(100, 10);
        let fill = |buffer: &mut Buffer| {
            for y in 0..10 {
                buffer.set_string(0, y, "xy".repeat(50), Style::new());
            }
        };
        screen.draw(fill).unwrap();
        let writes = sink.take();
        assert_eq!(writes.len(), 1);
        assert!(
            writes[0].starts_with("\x1b[?2026h\x1b[r\x1b[m\x1b[2J")
                && writes[0].ends_with("\x1b[?2026l")
        );
    }

    #[test]
    fn after_an_error_the_next_draw_repaints() {
        let (mut screen, sink) = real(20, 3);
        screen.draw(hello).unwrap();
        let first = sink.take();
        *sink.1.borrow_mut() = true;
        assert!(screen.draw(|_| ()).is_err());
        *sink.1.borrow_mut() = false;
        screen.draw(hello).unwrap();
        assert_eq!(sink.take(), first);
    }
}
