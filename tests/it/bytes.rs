//! What the operator's line has to carry: bytes a key costs, on the bundled data, against fixed limits.
//! `cargo test bytes -- --nocapture` prints them.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ozgtop::analysis::figures::Thresholds;
use ozgtop::app::key::Key;
use ozgtop::app::keymap::Keymap;
use ozgtop::app::language::{Language, Weighting};
use ozgtop::app::message::{Message, Moment};
use ozgtop::app::model::{Model, Start};
use ozgtop::app::update::update;
use ozgtop::domain::date;
use ozgtop::runtime::screen::Screen;
use ozgtop::runtime::wire::{Abilities, Wire};
use ozgtop::store::{self, Limits, Source};
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::{Palette, Theme, ThemeName};
use ozgtop::ui::view;
use ratatui::layout::Size;

/// Counts bytes and throws them away.
#[derive(Clone, Default)]
struct Count(Arc<AtomicU64>);

impl Write for Count {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A session whose bytes are counted and thrown away.
struct Line {
    model: Model,
    context: Context,
    screen: Screen<Wire<Count>>,
    written: Arc<AtomicU64>,
}

impl Line {
    fn open(size: (u16, u16)) -> Self {
        Self::in_theme(Theme::default(), size)
    }

    fn in_theme(theme: Theme, (width, height): (u16, u16)) -> Self {
        let mut model = Model::new(Start {
            language: Language::De,
            weighting: Weighting::Bodies,
            thresholds: Thresholds::default(),
            target: None,
            keymap: Keymap::default(),
            screen: ozgtop::app::screen::Screen::Overview,
            size: (width, height),
            today: date::parse("2026-11-05").unwrap(),
        });
        let data = store::load(&Source::Bundled, Limits::default());
        update(&mut model, Message::Loaded(Arc::new(data)));
        let count = Count::default();
        let written = Arc::clone(&count.0);
        let backend = Wire::new(
            count,
            Size::new(width, height),
            Abilities::of("xterm-256color"),
        );
        Self {
            model,
            context: Context {
                charset: Charset::Unicode,
                theme,
            },
            screen: Screen::new(backend, width, height),
            written,
        }
    }

    fn count(&self) -> u64 {
        self.written.load(Ordering::Relaxed)
    }

    /// Bytes of the next frame.
    fn frame(&mut self) -> u64 {
        let before = self.count();
        let (model, context) = (&self.model, &self.context);
        self.screen
            .draw(|buffer| view(model, context, buffer))
            .unwrap();
        self.count() - before
    }

    /// Bytes that these keys cost, drawn once after the last.
    fn press(&mut self, keys: &str) -> u64 {
        for key in Key::parse_all(keys).unwrap() {
            update(&mut self.model, Message::Pressed(key, Moment(0)));
        }
        self.frame()
    }

    /// Bytes of the whole screen drawn anew.
    fn anew(&mut self) -> u64 {
        self.screen.invalidate();
        self.frame()
    }

    fn selected(&self) -> usize {
        self.model.trail.now().list.position()
    }
}

/// The most of several costs.
fn most(costs: impl IntoIterator<Item = u64>) -> u64 {
    costs.into_iter().max().unwrap()
}

const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

#[test]
fn every_key_stays_within_its_bytes() {
    for (at, size) in SIZES.into_iter().enumerate() {
        let mut line = Line::open(size);
        let mut found = vec![("first frame, overview", line.frame(), [3000, 6000][at])];
        found.push(("idle", most((0..5).map(|_| line.frame())), 0));
        found.push(("k at the top", line.press("k"), 0));
        line.press("1");
        found.push(("first frame, services", line.anew(), [3000, 6000][at]));
        line.press("3");
        assert_eq!(line.model.trail.now().list.rows.len(), 403);
        found.push(("first frame, municipalities", line.anew(), [3000, 6000][at]));
        let height = line.model.height();
        let (row, scroll, page) = ([80, 90][at], [320, 400][at], [2200, 5000][at]);
        let mut add = |what, costs: &[u64], limit| found.push((what, most(costs.to_vec()), limit));
        let down: Vec<_> = (1..height).map(|_| line.press("j")).collect();
        add("one row down", &down, row);
        assert_eq!(line.selected(), height - 1, "at the edge");
        let mut presses = |keys: &str, times: usize| -> Vec<u64> {
            (0..times).map(|_| line.press(keys)).collect()
        };
        add("scroll down", &presses("j", 40), scroll);
        add("one row up", &presses("k", height - 1), row);
        add("scroll up", &presses("k", 20), scroll);
        add("page down", &presses("<pgdn>", 20), page);
        add("page up", &presses("<pgup>", 20), page);
        presses("g", 1);
        add("20 rows at once", &presses(&"j".repeat(20), 1), page);
        add("end", &presses("G", 1), page);
        report(&found);
    }
}

#[test]
fn every_picture_stays_within_its_bytes() {
    for (at, size) in SIZES.into_iter().enumerate() {
        let mut line = Line::open(size);
        let mut found = Vec::new();
        line.press("6");
        found.push(("first frame, matrix", line.anew(), [3700, 7500][at]));
        let pages = most((0..10).map(|_| line.press("<pgdn>")));
        found.push(("page of the matrix", pages, [2800, 5700][at]));
        line.press("7");
        found.push(("first frame, map", line.anew(), [3000, 7500][at]));
        let steps = ["l", "j", "h", "k", "j", "l", "l", "l", "j", "h"];
        let cost = most(steps.map(|key| line.press(key)));
        found.push(("one district on", cost, [300, 600][at]));
        line.press("a");
        found.push(("first frame, outlines", line.anew(), [4000, 8000][at]));
        let cost = most(steps.map(|key| line.press(key)));
        found.push(("one outline on", cost, 1000));
        line.press("8");
        found.push(("first frame, trend", line.anew(), [3000, 7500][at]));
        let along = most((0..30).map(|_| line.press("h")));
        found.push(("one date back in the trend", along, 170));
        report(&found);
    }
}

/// Fixed colours cost two digits more than named ones; exact ones stand only where they are needed.
#[test]
fn every_theme_stays_near_these_bytes() {
    let mut found = Vec::new();
    for name in [ThemeName::Light, ThemeName::ColourBlind] {
        for palette in [Palette::Indexed, Palette::True] {
            let theme = Theme {
                name,
                palette,
                ..Theme::default()
            };
            let mut line = Line::in_theme(theme, (80, 24));
            found.push(("first frame, overview", line.anew(), 3000));
            line.press("6");
            found.push(("first frame, matrix", line.anew(), 4200));
            line.press("7a");
            found.push(("first frame, outlines", line.anew(), 4000));
        }
    }
    report(&found);
}

/// Prints what was found and fails where it is too much.
fn report(found: &[(&str, u64, u64)]) {
    let mut out = io::stderr();
    for (what, bytes, limit) in found {
        writeln!(out, "{what:<28} {bytes:>5} of {limit:>5} bytes").unwrap();
    }
    let over: Vec<_> = found
        .iter()
        .filter(|(_, bytes, limit)| bytes > limit)
        .collect();
    assert!(over.is_empty(), "{over:?}");
}
