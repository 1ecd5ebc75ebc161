//! A terminal that is asked about itself: what answers, none, late, cut and garbled ones do to the screen.

use std::thread;
use std::time::Duration;

use crate::pty::{Ended, Terminal, ozgtop, stopwatch};

/// The last question.
const FENCE: &str = "\x1b[c";
/// The question whether a frame is shown at once.
const MODE: &str = "\x1b[?2026$p";
const LIGHT: &str = "\x1b]11;rgb:ffff/ffff/ffff\x1b\\";
const DARK: &str = "\x1b]11;rgb:1e1e/1e1e/1e1e\x07";
const EXACT: &str = "\x1bP1$r0;48:2::1:2:3m\x1b\\\x1bP1+r524742=8/8/8\x1b\\\x1bP0+r5463\x1b\\";
const DONE: &str = "\x1b[?62;22c";
/// What says that the data is an example, in the light theme and in the dark one, among the 256.
const ON_LIGHT: &str = "38;5;94";
const ON_DARK: &str = "38;5;221";
/// Yellow among the sixteen.
const NAMED: &str = "[1;33m";

/// The program on a terminal of this kind, asked but not yet answered; and what it had written by then.
fn asked(variables: &[(&str, &str)]) -> (Terminal, usize) {
    let terminal = Terminal::open(variables);
    let start = stopwatch();
    while !terminal.text_from(0).contains(FENCE) {
        assert!(start() < Duration::from_secs(30), "it asks nothing");
        thread::sleep(Duration::from_millis(1));
    }
    let written = terminal.written();
    (terminal, written)
}

/// Quits; the screen must not have taken an answer for keys: it is still the first, with nothing typed.
fn quit(mut terminal: Terminal) -> Ended {
    terminal.settle();
    let screen = terminal.screen().contents();
    assert!(screen.contains("1 von 15"), "{screen}");
    for leaked in ["rgb:", "524742", "62;22", "Befehl", "nicht zu finden"] {
        assert!(!screen.contains(leaked), "{leaked}: {screen}");
    }
    terminal.press("j");
    terminal.wait_for("2 von 15");
    terminal.press("Q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored("after answers");
    ended
}

#[test]
fn the_first_frame_is_there_before_the_first_question() {
    let (terminal, _) = asked(&[]);
    let text = terminal.text_from(0);
    let (frame, questions) = text.rsplit_once("\x1b[?2026l").unwrap();
    assert!(frame.contains("1 von 15"));
    let (first, rest) = questions.split_once("\x1b]11;?").unwrap();
    // Some terminals show the p: it is put in a blank cell, and blanked.
    let (there, asked) = first.split_once(MODE).unwrap();
    assert_eq!(asked, format!("{there} "), "{first:?}");
    let place = there.strip_prefix("\x1b[").unwrap();
    let place = place.strip_suffix('H').unwrap().split_once(';').unwrap();
    let (line, column): (u16, u16) = (place.0.parse().unwrap(), place.1.parse().unwrap());
    assert!(line <= 24 && column < 80, "{first:?}");
    assert!(rest.ends_with(FENCE), "{rest:?}");
    quit(terminal);
}

#[test]
fn an_answer_in_time_brings_theme_and_colours() {
    for (answer, colour) in [
        ([LIGHT, EXACT, DONE].concat(), ON_LIGHT),
        ([DARK, EXACT, DONE].concat(), ON_DARK),
        ([LIGHT, DONE].concat(), ON_LIGHT),
        // TERM names 256 colours; the background alone was missing.
        (DARK.to_owned(), ON_DARK),
    ] {
        // A busy machine may need longer than the answer may take.
        let found = (0..5).any(|_| {
            let (mut terminal, written) = asked(&[]);
            terminal.press(&answer);
            terminal.settle();
            let is_found = terminal.text_from(written).contains(colour);
            quit(terminal);
            is_found
        });
        assert!(found, "{answer:?}");
    }
}

#[test]
fn without_an_answer_nothing_is_written_and_the_colours_stay() {
    let (mut terminal, written) = asked(&[]);
    terminal.settle();
    assert_eq!(terminal.written(), written);
    terminal.press("3");
    terminal.wait_for("1 von 403");
    terminal.press("0");
    terminal.wait_for("1 von 15");
    let text = quit(terminal).text();
    assert!(text.contains(NAMED), "{text:?}");
    assert!(!text.contains(ON_DARK) && !text.contains(ON_LIGHT));
}

#[test]
fn a_late_answer_is_swallowed() {
    let (mut terminal, written) = asked(&[]);
    thread::sleep(Duration::from_millis(200));
    terminal.press(&[LIGHT, EXACT, DONE].concat());
    terminal.settle();
    assert_eq!(
        terminal.written(),
        written,
        "{:?}",
        terminal.text_from(written)
    );
    quit(terminal);
}

/// What the terminal is sent of a whole page after it has answered so.
fn page_after(answer: &str, variables: &[(&str, &str)]) -> String {
    let (mut terminal, _) = asked(variables);
    for piece in answer.as_bytes().chunks(1) {
        terminal.press(&String::from_utf8_lossy(piece));
        thread::sleep(Duration::from_millis(2));
    }
    terminal.settle();
    let written = terminal.written();
    terminal.press("3");
    terminal.wait_for("1 von 403");
    terminal.settle();
    let page = terminal.text_from(written);
    assert!(page.len() > 600, "{page:?}");
    terminal.press("0");
    terminal.wait_for("1 von 15");
    quit(terminal);
    page
}

#[test]
fn frames_are_shown_at_once_unless_the_terminal_cannot() {
    const BEGIN: &str = "\x1b[?2026h";
    let answer = |state| format!("\x1b[?2026;{state}$y{DONE}");
    for (answer, at_once) in [
        (String::new(), true),
        (answer(2), true),
        (answer(1), true),
        (answer(0), false),
        (answer(4), false),
        // Said twice, the last time long after the rest.
        (answer(2) + &answer(0), false),
        ("\x1b[?2026;7$y\x1b[?2026$y\x1b[?25;0$y".to_owned(), true),
    ] {
        let page = page_after(&answer, &[]);
        assert_eq!(page.contains(BEGIN), at_once, "{answer:?}");
    }
    // Settings win over what TERM and the answers say.
    let page = page_after(&answer(0), &[("OZGTOP_SYNC", "on")]);
    assert!(page.contains(BEGIN));
    let (mut terminal, _) = asked(&[]);
    thread::sleep(Duration::from_millis(300));
    for piece in ["\x1b[?20", "26;", "0$", "y\x1b[?2026;0$y"] {
        terminal.press(piece);
        thread::sleep(Duration::from_millis(80));
    }
    quit(terminal);
}

#[test]
fn settings_say_what_the_terminal_is_sent() {
    let sends = |variables: &[(&str, &str)]| {
        let mut terminal = Terminal::start(ozgtop(variables));
        terminal.wait_for("1 von 15");
        terminal.press("3");
        terminal.wait_for("1 von 403");
        // From a full table to an emptier one and back.
        for (key, shown) in [("1", "1 von 16"), ("0", "1 von 15"), ("3", "1 von 403")] {
            terminal.press(key);
            terminal.wait_for(shown);
        }
        terminal.press("Q");
        terminal.end().text()
    };
    let has = |text: &str, last: char| {
        text.split("\x1b[").skip(1).any(|rest| {
            let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            rest.starts_with(last)
        })
    };
    let on = [
        ("OZGTOP_ERASE", "on"),
        ("OZGTOP_REPEAT", "on"),
        ("OZGTOP_SYNC", "on"),
        ("TERM", "vt100"),
        ("LANG", "C"),
    ];
    let plain = sends(&on[3..]);
    assert!(!plain.contains("?2026h") && !has(&plain, 'X') && !has(&plain, 'b'));
    let text = sends(&on);
    assert!(text.contains("?2026h") && has(&text, 'b'), "{text:?}");
    let mut info = ozgtop(&[on[0], on[3]]);
    info.arg("info");
    let told = Terminal::start(info).end().text();
    assert!(told.contains("(ECH)          ja (OZGTOP_ERASE)"), "{told}");
    let off = sends(&[("OZGTOP_ERASE", "off"), ("TERM", "xterm-256color")]);
    assert!(!has(&off, 'X'));
}

#[test]
fn an_answer_in_pieces_is_no_key() {
    let whole = [LIGHT, EXACT, DONE].concat();
    // Pieces that come apart by more than a lone Esc is held: after the first byte of each it could be one no longer.
    for size in [2, 5, 17] {
        let (mut terminal, _) = asked(&[]);
        for piece in whole.as_bytes().chunks(size).take(24) {
            terminal.press(&String::from_utf8_lossy(piece));
            thread::sleep(Duration::from_millis(3));
        }
        let sent = (24 * size).min(whole.len());
        terminal.press(&whole[sent..]);
        quit(terminal);
    }
    let (mut terminal, _) = asked(&[]);
    for piece in ["\x1b]11;rgb:ff", "ff/ffff/ff", "ff\x1b\\\x1b[?6", "2c"] {
        thread::sleep(Duration::from_millis(120));
        terminal.press(piece);
    }
    quit(terminal);
}

#[test]
fn garbage_is_swallowed_and_has_an_end() {
    for garbage in [
        "\x1b]11;rgb:zzzz/0/0\x07",
        "\x1b]11;\x1b\\\x1bP1$r\x1b\\\x1bP\x1b\\\x1b[?c",
        "\x1bP1+r524742=\x18",
        "\x1b]11;rgb:ffff/ffff\x1b[?62c",
    ] {
        let (mut terminal, _) = asked(&[]);
        terminal.press(garbage);
        quit(terminal);
    }
    let (mut terminal, _) = asked(&[]);
    terminal.press("\x1b]11;rgb:");
    for _ in 0..64 {
        terminal.press(&"f".repeat(1024));
    }
    // It never ended; the keyboard is back after two seconds without a byte.
    thread::sleep(Duration::from_millis(2300));
    quit(terminal);
}

#[test]
fn who_quits_at_once_leaves_no_answer_to_the_shell() {
    let (mut terminal, _) = asked(&[]);
    terminal.press("Q");
    thread::sleep(Duration::from_millis(60));
    terminal.press(&[LIGHT, DONE].concat());
    let start = stopwatch();
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    assert!(start() < Duration::from_secs(5));
    assert!(!ended.text().contains("rgb:"), "echoed: {}", ended.text());
}

#[test]
fn nobody_is_asked_who_could_show_it_or_whose_answer_would_change_nothing() {
    let asks = |variables: &[(&str, &str)], flags: &[&str]| {
        let text = started(variables, flags);
        (text.contains(FENCE), text.contains("\x1bP"))
    };
    assert_eq!(asks(&[], &[]), (true, true));
    assert_eq!(asks(&[("TERM", "screen-256color")], &[]), (true, false));
    for term in ["linux", "vt100", "ansi", "cons25", "no-such-terminal"] {
        assert_eq!(asks(&[("TERM", term)], &[]), (false, false), "{term}");
    }
    // Where no colour depends on it, it is still asked whether it shows frames at once; unless that is settled too.
    let settled = ["--theme", "light", "--colors", "256"];
    let colourless = [("NO_COLOR", "1")];
    for (variables, flags) in [
        (&colourless[..], &[][..]),
        (&[], &["--theme", "mono"]),
        (&[], &settled),
    ] {
        let terminal = started(variables, flags);
        assert!(terminal.contains(MODE) && !terminal.contains("\x1b]11"));
        for sync in ["on", "off"] {
            let variables = [variables, &[("OZGTOP_SYNC", sync)]].concat();
            assert_eq!(asks(&variables, flags), (false, false), "{flags:?}");
        }
    }
    assert!(!started(&[("OZGTOP_SYNC", "off")], &[]).contains(MODE));
    assert!(!started(&[("TERM", "screen")], &[]).contains(MODE));
}

/// What the program with these flags writes until it waits.
fn started(variables: &[(&str, &str)], flags: &[&str]) -> String {
    let mut command = ozgtop(variables);
    command.args(flags);
    let mut terminal = Terminal::start(command);
    terminal.wait_for("1 von 15");
    terminal.settle();
    let text = terminal.text_from(0);
    terminal.press("Q");
    assert_eq!(terminal.end().code, 0);
    text
}

#[test]
fn flags_decide_before_variables() {
    let shows = started;
    let text = shows(&[("NO_COLOR", "1")], &["--colors", "256"]);
    assert!(text.contains(ON_DARK), "{text:?}");
    let text = shows(&[("COLORTERM", "truecolor")], &["--colors", "none"]);
    assert!(!text.contains("38;"), "{text:?}");
    let text = shows(&[], &["--theme", "light"]);
    assert!(text.contains(ON_LIGHT), "{text:?}");
    let text = shows(&[], &["--theme", "ascii"]);
    assert!(text.is_ascii() && !text.contains("38;"), "{text:?}");
    let blind = ["--theme", "colour-blind", "--colors", "true"];
    let text = shows(&[("TERM", "xterm")], &blind);
    assert!(text.contains("38;5;228"), "{text:?}");
}
