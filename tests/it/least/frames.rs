//! What the program sends for a key, beside the least that would do. `cargo test frames -- --nocapture` prints it.

use std::cell::RefCell;
use std::io::{self, Write};
use std::rc::Rc;
use std::time::Duration;

use ozgtop::runtime::screen::{Outlet, Screen};
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::Palette;
use ozgtop::ui::view;
use ratatui::backend::CrosstermBackend;

use super::bounds;
use crate::pty::stopwatch;
use crate::session::Session;

/// Per cent of the least bytes that a step may take: so much with ratatui's own backend, which does not scroll.
const AT_MOST: usize = 3000;

/// What is done, the keys that lead there, the key pressed, how often; a frame is drawn after each press. `{down}` and
/// `{up}` are keys to the edge of the table.
const STEPS: &[(&str, &str, &str, usize)] = &[
    ("one service down", "1", "j", 8),
    ("one municipality down", "3", "j", 10),
    ("one municipality up", "3jjjjjjjjjj", "k", 10),
    ("scroll down at the edge", "3{down}", "j", 20),
    ("scroll up at the edge", "3G{up}", "k", 20),
    ("matrix, scroll down", "6{down}", "j", 20),
    ("municipalities, page down", "3", "<pgdn>", 5),
    ("municipalities, page up", "3G", "<pgup>", 5),
    ("the end of municipalities", "3", "G", 1),
    ("next column", "3", "l", 4),
    ("one row down in the matrix", "6", "j", 10),
    ("one column right in the matrix", "6", "l", 10),
    ("matrix, page down", "6", "<pgdn>", 5),
    ("matrix, page up", "6G", "<pgup>", 5),
    ("map, one district on", "7", "j", 5),
    ("map, one district beside", "7", "l", 5),
    ("map as outlines, one on", "7a", "l", 5),
    ("trend, one date back", "8", "h", 10),
    ("from services to the overview", "1", "0", 1),
    ("from the overview to services", "0", "1", 1),
    ("from overview to municipalities", "0", "3", 1),
    ("a service", "1", "<enter>", 1),
    ("a municipality", "3", "<enter>", 1),
    ("back from a municipality", "3<enter>", "<esc>", 1),
    ("a cell", "1<enter>", "<enter>", 1),
    ("help", "3", "?", 1),
    ("back from help", "3?", "<esc>", 1),
];

/// Where a backend writes, and a test reads.
#[derive(Clone, Default)]
struct Wire(Rc<RefCell<Vec<u8>>>);

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A session, what it sends, and the terminal that takes it.
struct Drawn {
    session: Session,
    context: Context,
    wire: Wire,
    screen: Screen<CrosstermBackend<Outlet<Wire>>>,
    terminal: vt100::Parser,
}

impl Drawn {
    fn open((width, height): (u16, u16), keys: &str) -> Self {
        crossterm::style::force_color_output(true);
        let mut session = Session::bundled((width, height));
        let view = keys.split('{').next().unwrap();
        session.press(view);
        let rows = session.model.height();
        for (name, key) in [("{down}", "j"), ("{up}", "k")] {
            if keys.ends_with(name) {
                session.press(&key.repeat(rows - 1));
            }
        }
        let wire = Wire::default();
        let backend = CrosstermBackend::new(Outlet::new(wire.clone()));
        let mut drawn = Self {
            session,
            context: Context::new(Charset::Unicode, Palette::Sixteen),
            wire,
            screen: Screen::new(backend, width, height),
            terminal: vt100::Parser::new(height, width, 0),
        };
        drawn.frame();
        drawn
    }

    /// Bytes of the next frame.
    fn frame(&mut self) -> usize {
        let (model, context) = (&self.session.model, &self.context);
        let draw = self.screen.draw(|buffer| view(model, context, buffer));
        draw.unwrap();
        let bytes = self.wire.0.take();
        self.terminal.process(&without_repeats(&bytes));
        bytes.len()
    }
}

/// The same with every `CSI n b` written out: the emulator does not know it.
fn without_repeats(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some((before, after)) = rest.split_once("\x1b[") {
        out.push_str(before);
        let end = after.find(|c: char| ('@'..='~').contains(&c)).unwrap();
        if after[end..].starts_with('b') {
            let last = out.chars().last().unwrap();
            out.extend(std::iter::repeat_n(last, after[..end].parse().unwrap_or(1)));
        } else {
            out.push_str("\x1b[");
            out.push_str(&after[..=end]);
        }
        rest = &after[end + 1..];
    }
    out.push_str(rest);
    out.into_bytes()
}

#[test]
fn repeats_are_written_out() {
    let sent = "\x1b[1m─\x1b[3b\x1b[mx\x1b[b.";
    assert_eq!(
        without_repeats(sent.as_bytes()),
        "\x1b[1m────\x1b[mxx.".as_bytes()
    );
}

#[test]
fn what_frames_take_beside_the_least() {
    let mut out = io::stderr();
    for size in [(80, 24), (120, 40)] {
        for (name, keys, key, times) in STEPS {
            let mut drawn = Drawn::open(size, keys);
            let (mut sent, mut floor, mut least, mut slow) = (0, 0, 0, Duration::ZERO);
            for _ in 0..*times {
                let before = drawn.terminal.screen().clone();
                drawn.session.press(key);
                sent += drawn.frame();
                let watch = stopwatch();
                let found = bounds(&before, drawn.terminal.screen());
                slow = slow.max(watch());
                floor += found.0;
                least += found.1;
            }
            let (width, height) = size;
            writeln!(
                out,
                "{width:>3} × {height} {name:<32}{times:>3} ×{:>6} bytes, least{:>6} (no way below{:>6}), {:>4} %, {slow:.1?}",
                sent / times,
                least / times,
                floor / times,
                sent * 100 / least.max(1)
            )
            .unwrap();
            assert!(least <= sent && sent * 100 <= least * AT_MOST, "{name}");
        }
    }
}
