//! Every way out of the program leaves the terminal as it was.

use std::io::{self, IsTerminal};
use std::thread;
use std::time::Duration;

use ozgtop::app::keymap::Keymap;
use ozgtop::app::language::{Language, Weighting};
use ozgtop::app::message::Moment;
use ozgtop::app::model::{Model, Start};
use ozgtop::app::screen::Screen;
use ozgtop::domain::date::{self, Date};
use ozgtop::runtime::guard::{self, Guard, Tty};
use ozgtop::runtime::session::{Event, Session, World};
use ozgtop::runtime::wire::{Abilities, Wire};
use ozgtop::runtime::{keyboard, signals};
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::Palette;
use portable_pty::CommandBuilder;
use ratatui::layout::Size;
use rustix::process::Signal;

use crate::pty::{Terminal, ozgtop, prepare, skip, stopwatch};

#[test]
fn every_key_that_ends_the_program_restores_the_terminal() {
    for keys in ["q", "Q", "\x1b[21~", ":q\r", "\x03\x03", "2\rQ"] {
        let mut terminal = Terminal::open(&[]);
        terminal.press(keys);
        let ended = terminal.end();
        assert_eq!((ended.code, ended.signal.as_deref()), (0, None), "{keys:?}");
        ended.assert_restored(keys);
        assert!(
            ended.output.ends_with(b"\x1b[?1049l"),
            "nothing comes after"
        );
    }
}

#[test]
fn every_signal_that_ends_the_program_restores_the_terminal() {
    for (signal, code) in [
        (Signal::TERM, 143),
        (Signal::INT, 130),
        (Signal::QUIT, 131),
        (Signal::HUP, 129),
    ] {
        let terminal = Terminal::open(&[]);
        terminal.signal(signal);
        let ended = terminal.end();
        assert_eq!(ended.code, code);
        ended.assert_restored(&format!("{signal:?}"));
        assert!(
            ended.output.ends_with(b"\x1b[?1049l"),
            "nothing comes after"
        );
    }
}

#[test]
fn a_lost_terminal_ends_the_program_within_two_seconds() {
    let (time, code) = Terminal::open(&[]).hang_up();
    assert!(time < Duration::from_secs(2), "{time:?}");
    assert_eq!(code, 129);
}

/// More comes than a session takes in, and nobody takes what it writes: whoever hears signals must not wait for it.
#[test]
fn signals_are_heard_while_the_terminal_is_stalled() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130), (Signal::HUP, 129)] {
        let mut terminal = Terminal::open(&[]);
        terminal.stall(true);
        for step in 0..100 {
            terminal.press("\x0c");
            terminal.resize(80 + step % 2, 24);
            thread::sleep(Duration::from_millis(1));
        }
        let watch = stopwatch();
        terminal.signal(signal);
        let status = terminal.wait_end();
        assert!(watch() < Duration::from_secs(2), "{signal:?}");
        assert_eq!(status.exit_code(), code, "{signal:?}");
        terminal.stall(false);
        terminal.end().assert_restored("while stalled");
    }
}

/// A terminal without an alternate screen, as GNU screen comes: the shell goes on on an empty screen, not in the frame.
#[test]
fn without_an_alternate_screen_nothing_of_the_last_frame_is_left() {
    let mut terminal = Terminal::open(&[]);
    terminal.press("jjQ");
    let ended = terminal.end();
    let plain = ended.text().replace("\x1b[?1049h", "");
    let mut screen = vt100::Parser::new(24, 80, 0);
    screen.process(plain.replace("\x1b[?1049l", "").as_bytes());
    assert_eq!(screen.screen().contents(), "");
    assert_eq!(screen.screen().cursor_position(), (0, 0));
}

/// bash sets the mode of the line itself; this shell leaves it as the program left it.
#[test]
fn the_line_is_as_it_was_while_the_program_is_stopped() {
    let mut shell = CommandBuilder::new("/bin/sh");
    let script = format!("{} --today 2026-11-05; read line; fg", crate::pty::PROGRAM);
    shell.args(["-m", "-c", &script]);
    prepare(&mut shell, &[]);
    let mut terminal = Terminal::start(shell);
    terminal.wait_for("1 von 15");
    assert!(!terminal.has_mode_of_before());
    terminal.press("\x1a");
    terminal.wait("the shell", |screen| {
        !screen.alternate_screen() && !screen.hide_cursor()
    });
    terminal.settle();
    assert!(terminal.has_mode_of_before());
    terminal.press("\r");
    terminal.wait("the program", |screen| {
        screen.alternate_screen() && screen.contents().contains("1 von 15")
    });
    terminal.settle();
    assert!(!terminal.has_mode_of_before());
    terminal.press("Q");
    let ended = terminal.end();
    ended.assert_restored("Q after a stop");
}

#[test]
fn a_term_at_any_moment_of_the_start_leaves_the_terminal_restored() {
    for step in 0..20_u64 {
        let terminal = Terminal::start(ozgtop(&[]));
        // Scattered over the first 100 ms, the same every time.
        thread::sleep(Duration::from_micros(step * 61_803 % 100_000));
        terminal.signal(Signal::TERM);
        let ended = terminal.end();
        assert!(
            ended.code == 143 || ended.signal.is_some(),
            "{}",
            ended.code
        );
        ended.assert_restored(&format!("step {step}"));
    }
}

#[test]
fn a_panic_in_any_thread_restores_the_terminal_and_is_told() {
    for thread in ["screen", "keyboard"] {
        let this = std::env::current_exe().unwrap();
        let mut command = CommandBuilder::new(this);
        let name = format!("way_out::panics_on_the_{thread}_thread");
        command.args(["--exact", &name, "--ignored", "--nocapture"]);
        prepare(&mut command, &[]);
        let mut terminal = Terminal::start(command);
        terminal.wait("the first frame", |screen| {
            screen.alternate_screen() && screen.contents().contains("zu klein")
        });
        terminal.press("x");
        let ended = terminal.end();
        assert_eq!(ended.code, 101, "{}", ended.text());
        ended.assert_restored(thread);
        let left = ended.contents();
        assert!(
            left.contains(&format!("a test of the {thread} thread")),
            "{left}"
        );
        let text = ended.text();
        let (_, after) = text.rsplit_once("\x1b[?1049l").unwrap();
        assert!(!after.contains('\x1b'), "the message is plain: {after:?}");
    }
}

/// A world that panics when it is asked for the time, which a key makes the session do.
struct Panicking(Guard);

impl World for Panicking {
    fn size(&self) -> (u16, u16) {
        (10, 1)
    }
    fn today(&self) -> Option<Date> {
        None
    }
    fn moment(&self) -> Moment {
        panic!("a test of the screen thread")
    }
    fn suspend(&mut self) -> io::Result<()> {
        self.0.suspend();
        Ok(())
    }
    fn resume(&mut self) -> io::Result<()> {
        self.0.resume()
    }
    fn ask(&mut self, _question: &[u8]) -> io::Result<()> {
        Ok(())
    }
}

/// Runs a session wired as the program does it; `heed` gets each chunk of input first.
fn run_session(heed: fn()) {
    if !io::stdin().is_terminal() {
        skip("this runs on a terminal of its own");
        return;
    }
    guard::install_panic_hook();
    let (send, events) = std::sync::mpsc::channel();
    signals::watch(|| ()).unwrap();
    let world = Panicking(Guard::enter().unwrap());
    let hear = move |bytes| {
        heed();
        send.send(Event::Typed(bytes)).is_ok()
    };
    keyboard::read_input(hear).unwrap();
    let model = Model::new(Start {
        language: Language::De,
        weighting: Weighting::Bodies,
        thresholds: ozgtop::analysis::figures::Thresholds::default(),
        target: None,
        keymap: Keymap::default(),
        screen: Screen::Overview,
        size: (10, 1),
        today: date::parse("2026-11-05").unwrap(),
    });
    let context = Context::new(Charset::Unicode, Palette::Sixteen);
    let backend = Wire::new(Tty::open().unwrap(), Size::new(10, 1), Abilities::ALL);
    Session::new(model, context, backend, world)
        .run(&events)
        .unwrap();
}

#[test]
#[ignore = "run by another test, on a terminal of its own"]
fn panics_on_the_screen_thread() {
    run_session(|| ());
}

#[test]
#[ignore = "run by another test, on a terminal of its own"]
fn panics_on_the_keyboard_thread() {
    run_session(|| panic!("a test of the keyboard thread"));
}
