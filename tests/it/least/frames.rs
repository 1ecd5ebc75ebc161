//! What the program sends for a key, beside the least that would do. `cargo test frames -- --nocapture` prints it.

use std::io::{self, Write};
use std::time::Duration;

use ozgtop::runtime::screen::Screen;
use ozgtop::runtime::wire::{Abilities, Wire};
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::Palette;
use ozgtop::ui::view;
use ratatui::layout::Size;

use super::bounds;
use crate::pty::stopwatch;
use crate::session::Session;
use crate::wire::{Tape, without_repeats};

/// Per cent of the least bytes that a step may take.
const AT_MOST: usize = 110;

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

/// A session, what it sends, and the terminal that takes it.
struct Drawn {
    session: Session,
    context: Context,
    tape: Tape,
    screen: Screen<Wire<Tape>>,
    terminal: vt100::Parser,
}

impl Drawn {
    fn open((width, height): (u16, u16), keys: &str, abilities: Abilities) -> Self {
        let mut session = Session::bundled((width, height));
        let view = keys.split('{').next().unwrap();
        session.press(view);
        let rows = session.model.height();
        for (name, key) in [("{down}", "j"), ("{up}", "k")] {
            if keys.ends_with(name) {
                session.press(&key.repeat(rows - 1));
            }
        }
        let tape = Tape::default();
        let backend = Wire::new(tape.clone(), Size::new(width, height), abilities);
        let mut drawn = Self {
            session,
            context: Context::new(Charset::Unicode, Palette::Sixteen),
            tape,
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
        let bytes = self.tape.take().concat();
        self.terminal.process(without_repeats(&bytes).as_bytes());
        // What says that a frame begins and ends is no part of the way between two pictures.
        let bare = bytes.strip_prefix(b"\x1b[?2026h");
        bare.map_or(bytes.len(), |rest| rest.len() - b"\x1b[?2026l".len())
    }
}

#[test]
fn what_frames_take_beside_the_least() {
    let mut out = io::stderr();
    let mut over = Vec::new();
    let xterm = Abilities::of("xterm-256color");
    let terminals = [(80, 24), (120, 40)].map(|size| [Abilities::ALL, xterm].map(|it| (size, it)));
    for (size, abilities) in terminals.into_iter().flatten() {
        for (name, keys, key, times) in STEPS {
            let mut drawn = Drawn::open(size, keys, abilities);
            let (mut sent, mut floor, mut least, mut slow) = (0, 0, 0, Duration::ZERO);
            let mut worst = 0;
            for _ in 0..*times {
                let before = drawn.terminal.screen().clone();
                drawn.session.press(key);
                let bytes = drawn.frame();
                sent += bytes;
                let watch = stopwatch();
                let found = bounds(&before, drawn.terminal.screen(), abilities.repeats);
                slow = slow.max(watch());
                floor += found.0;
                least += found.1;
                worst = worst.max(bytes * 100 / found.1.max(1));
                assert!(bytes >= found.0, "{name}: {bytes} bytes, {found:?}");
            }
            let (width, height) = size;
            writeln!(
                out,
                "{width:>3} × {height} {name:<32}{times:>3} ×{:>6} bytes, least{:>6} (no way below{:>6}), {:>4} %, {worst} % at most, {slow:.1?}",
                sent / times,
                least / times,
                floor / times,
                sent * 100 / least.max(1)
            )
            .unwrap();
            over.extend((worst > AT_MOST).then_some((name, worst)));
        }
    }
    assert!(over.is_empty(), "{over:?}");
}
