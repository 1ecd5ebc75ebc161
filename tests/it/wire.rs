//! The backend of ours shows what ratatui's own shows, on an emulated terminal, whatever is drawn; and it says no more than
//! it has to.

use std::io::{self, Write};
use std::sync::{Arc, Mutex};

use ozgtop::runtime::screen::Screen;
use ozgtop::runtime::wire::{Abilities, Wire};
use proptest::prelude::*;
use ratatui::backend::{Backend, CrosstermBackend};
use ratatui::buffer::{Buffer, Cell};
use ratatui::layout::{Rect, Size};
use ratatui::style::{Color, Modifier, Style};

use crate::pty::{Terminal as Pty, ozgtop};

/// A writer that others can read, write by write.
#[derive(Clone, Default)]
pub(crate) struct Tape(Arc<Mutex<Vec<Vec<u8>>>>);

impl Tape {
    /// What was written since.
    pub(crate) fn take(&self) -> Vec<Vec<u8>> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

impl Write for Tape {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().push(bytes.to_vec());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The emulator knows no REP: the symbol before is written out.
pub(crate) fn without_repeats(bytes: &[u8]) -> String {
    let text = std::str::from_utf8(bytes).unwrap();
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\u{1b}[") {
        let (before, sequence) = rest.split_at(at);
        out.push_str(before);
        let end = 2 + sequence[2..]
            .find(|c: char| c.is_ascii_alphabetic())
            .unwrap();
        let (parameters, letter) = (&sequence[2..end], &sequence[end..=end]);
        if letter == "b" {
            let symbol = out.chars().last().unwrap();
            let count = parameters.parse().unwrap();
            out.extend(std::iter::repeat_n(symbol, count));
        } else {
            out.push_str(&sequence[..=end]);
        }
        rest = &sequence[end + 1..];
    }
    out + rest
}

/// What is seen of one cell.
type Seen = (String, vt100::Color, vt100::Color, [bool; 5]);

/// What is seen on the emulated screen. A blank on the plain background shows neither colour nor weight.
fn seen(screen: &vt100::Screen) -> Vec<Seen> {
    let (height, width) = screen.size();
    let cells = (0..height).flat_map(|y| (0..width).map(move |x| (y, x)));
    let cells = cells.map(|(y, x)| screen.cell(y, x).unwrap());
    cells
        .map(|cell| {
            let text = match cell.contents() {
                "" if !cell.is_wide_continuation() => " ",
                text => text,
            };
            let mut set = [
                cell.bold(),
                cell.dim(),
                cell.italic(),
                cell.underline(),
                cell.inverse(),
            ];
            let mut fg = cell.fgcolor();
            if text == " " && cell.bgcolor() == vt100::Color::Default && !set[3] && !set[4] {
                set = [false; 5];
                fg = vt100::Color::Default;
            }
            if text.is_empty() {
                // The second column of a wide symbol shows the first one.
                return (
                    String::new(),
                    vt100::Color::Default,
                    vt100::Color::Default,
                    [false; 5],
                );
            }
            (text.to_owned(), fg, cell.bgcolor(), set)
        })
        .collect()
}

/// One of the changes that a picture goes through.
#[derive(Clone, Debug)]
enum Step {
    /// Text at a place.
    Text(u16, u16, String, Style),
    /// Lines from the first to the last move by so many, up or down.
    Shift(u16, u16, u16, bool),
    /// A rectangle becomes blank.
    Blank(Rect),
    /// A line of one symbol.
    Rule(u16, u16, u16, &'static str, Style),
    /// The frame is drawn.
    Draw,
    /// The terminal has another size.
    Resize(u16, u16),
    /// Others wrote to the terminal.
    Disturb,
}

fn style() -> impl Strategy<Value = Style> {
    let colour = prop_oneof![
        4 => Just(Color::Reset),
        3 => prop::sample::select(vec![Color::Red, Color::Gray, Color::DarkGray, Color::LightGreen, Color::White, Color::Black]),
        1 => any::<u8>().prop_map(Color::Indexed),
        1 => any::<[u8; 3]>().prop_map(|[r, g, b]| Color::Rgb(r, g, b)),
    ];
    let background = prop_oneof![6 => Just(Color::Reset), 1 => Just(Color::Blue), 1 => Just(Color::Indexed(236))];
    let known = Modifier::BOLD
        | Modifier::DIM
        | Modifier::ITALIC
        | Modifier::UNDERLINED
        | Modifier::REVERSED;
    let modifier = prop_oneof![3 => Just(0_u16), 2 => any::<u16>()];
    (colour, background, modifier).prop_map(move |(fg, bg, bits)| {
        let set = Modifier::from_bits_truncate(bits) & known;
        Style::new().fg(fg).bg(bg).add_modifier(set)
    })
}

fn step() -> impl Strategy<Value = Step> {
    let text = prop_oneof![
        5 => "[ a-zäöüß0-9●▸·]{0,30}",
        1 => "[a東京 ｶ]{0,12}",
        1 => Just("a\u{301}e\u{308}x".to_owned()),
    ];
    let rules = prop::sample::select(vec!["─", "█", " ", "x", "░"]);
    prop_oneof![
        6 => (0..40_u16, 0..12_u16, text, style()).prop_map(|(x, y, text, style)| Step::Text(x, y, text, style)),
        3 => (0..12_u16, 0..12_u16, 1..5_u16, any::<bool>()).prop_map(|(a, b, by, up)| Step::Shift(a.min(b), a.max(b), by, up)),
        1 => (0..40_u16, 0..12_u16, 1..40_u16, 1..6_u16).prop_map(|(x, y, w, h)| Step::Blank(Rect::new(x, y, w, h))),
        1 => (0..40_u16, 0..12_u16, 1..40_u16, rules, style()).prop_map(|(x, y, n, symbol, style)| Step::Rule(x, y, n, symbol, style)),
        6 => Just(Step::Draw),
        1 => (4..44_u16, 3..14_u16).prop_map(|(w, h)| Step::Resize(w, h)),
        1 => Just(Step::Disturb),
    ]
}

/// A screen, its bytes and the emulator that reads them.
struct Terminal<B: Backend> {
    screen: Screen<B>,
    tape: Tape,
    emulator: vt100::Parser,
}

impl<B: Backend> Terminal<B> {
    fn new(backend: B, tape: Tape) -> Self {
        Self {
            screen: Screen::new(backend, 40, 12),
            tape,
            emulator: vt100::Parser::new(12, 40, 0),
        }
    }

    fn draw(&mut self, picture: &Buffer)
    where
        B::Error: std::fmt::Debug,
    {
        self.screen.draw(|buffer| buffer.merge(picture)).unwrap();
        let bytes = self.tape.take().concat();
        self.emulator.process(without_repeats(&bytes).as_bytes());
    }

    fn resize(&mut self, width: u16, height: u16) {
        self.screen.resize(width, height);
        self.emulator.screen_mut().set_size(height, width);
    }
}

/// Changes a picture; symbols of two columns whose half is overwritten go as a whole, as ratatui's buffers want it.
fn change(picture: &mut Buffer, step: &Step) {
    match step {
        Step::Text(x, y, text, style) if *x < picture.area.width && *y < picture.area.height => {
            picture.set_string(*x, *y, text, *style);
        }
        Step::Rule(x, y, count, symbol, style)
            if *x < picture.area.width && *y < picture.area.height =>
        {
            picture.set_string(*x, *y, symbol.repeat(usize::from(*count)), *style);
        }
        Step::Blank(part) => {
            for position in part.intersection(picture.area).positions() {
                picture[position] = Cell::EMPTY;
            }
        }
        Step::Shift(first, last, by, up) => {
            let (width, height) = (picture.area.width, picture.area.height);
            let last = (*last).min(height - 1);
            for y in *first..=last {
                let y = if *up { y } else { first + last - y };
                let source = if *up {
                    y.checked_add(*by)
                } else {
                    y.checked_sub(*by)
                };
                let source = source.filter(|at| (*first..=last).contains(at));
                for x in 0..width {
                    picture[(x, y)] = source.map_or(Cell::EMPTY, |at| picture[(x, at)].clone());
                }
            }
        }
        _ => {}
    }
    mend(picture);
}

fn mend(picture: &mut Buffer) {
    let area = picture.area;
    for cell in &mut picture.content {
        if cell.modifier.contains(Modifier::BOLD) {
            // The emulator knows one weight at a time.
            cell.modifier.remove(Modifier::DIM);
        }
    }
    for y in 0..area.height {
        for x in 0..area.width {
            let wide = unicode_width::UnicodeWidthStr::width(picture[(x, y)].symbol()) > 1;
            let style = picture[(x, y)].style();
            if !wide {
                continue;
            }
            if x + 1 >= area.width || picture[(x + 1, y)].symbol() != " " {
                picture[(x, y)] = Cell::EMPTY;
            } else {
                picture[(x + 1, y)].set_style(style);
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn the_terminal_shows_what_ratatui_would_have_shown(
        steps in prop::collection::vec(step(), 1..60),
        bits in 0..64_u8,
    ) {
        let has = |bit: u8| bits & (1 << bit) != 0;
        let abilities = Abilities {
            erases: has(0),
            repeats: has(1),
            shifts_up: has(2),
            shifts_down: has(3),
            synchronises: has(4),
            waits: has(5),
        };
        crossterm::style::force_color_output(true);
        let (tape, other) = (Tape::default(), Tape::default());
        let mut ours = Terminal::new(Wire::new(tape.clone(), Size::new(40, 12), abilities), tape);
        let mut theirs = Terminal::new(CrosstermBackend::new(other.clone()), other);
        let mut picture = Buffer::empty(Rect::new(0, 0, 40, 12));
        for step in steps {
            match step {
                Step::Draw => {
                    ours.draw(&picture);
                    theirs.draw(&picture);
                    let (ours, theirs) = (seen(ours.emulator.screen()), seen(theirs.emulator.screen()));
                    let first = ours.iter().zip(&theirs).enumerate().find(|(_, (one, other))| one != other);
                    prop_assert_eq!(first, None);
                }
                Step::Resize(width, height) => {
                    picture.resize(Rect::new(0, 0, width, height));
                    mend(&mut picture);
                    ours.resize(width, height);
                    theirs.resize(width, height);
                    // Terminals do as they please with what they show until it is drawn anew.
                }
                Step::Disturb => {
                    ours.emulator.process(b"\x1b[2;2Hx\x1b[1;31m");
                    ours.screen.invalidate();
                }
                step => change(&mut picture, &step),
            }
        }
    }
}

#[test]
fn a_thin_line_gets_few_frames_without_colours() {
    let mut command = ozgtop(&[("TERM", "xterm-256color")]);
    command.arg("--slow");
    let mut terminal = Pty::start(command);
    terminal.wait_for("1 von 15");
    terminal.press("3");
    terminal.wait_for("1 von 403");
    let first = terminal.text_from(0);
    let coloured = ["\u{1b}[3", "\u{1b}[9", "\u{1b}[38", ";3", ";9"];
    let sequences = first
        .split("\u{1b}[")
        .filter_map(|rest| rest.split_once('m'));
    for (parameters, _) in
        sequences.filter(|(it, _)| it.bytes().all(|b| b.is_ascii_digit() || b == b';'))
    {
        let told = format!("\u{1b}[{parameters}");
        assert!(
            !coloured.iter().any(|colour| told.contains(colour)),
            "{told:?}"
        );
    }
    let from = terminal.written();
    for _ in 0..20 {
        terminal.press("j");
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    terminal.wait_for("21 von 403");
    // One by one they cost about 1,000 bytes; drawn together, a picture of the last and at most one before each 250 ms.
    let written = terminal.written() - from;
    assert!(written < 700, "{written} bytes");
}
