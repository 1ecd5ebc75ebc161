//! `ozgtop doctor` on terminals that answer well, wrongly, late and not at all.

use std::thread;
use std::time::Duration;

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::program::{command, finish};
use crate::pty::{Ended, PROGRAM, Terminal, ozgtop, prepare, stopwatch};

const PLACE: &str = "\x1b[6n";
/// Every question but [`PLACE`], and what a terminal with exact colours on white answers.
const OTHERS: [(&str, &str); 4] = [
    ("\x1b[?2026$p", "\x1b[?2026;2$y"),
    ("\x1b]11;?\x1b\\", "\x1b]11;rgb:ffff/ffff/ffff\x1b\\"),
    ("\x1bP$qm\x1b\\", "\x1bP1$r0;48:2::1:2:3m\x1b\\"),
    ("\x1b[c", "\x1b[?62;22;52c"),
];

/// The program, and behind it what it left in the input, made visible.
fn doctor(variables: &[(&str, &str)]) -> Terminal {
    let mut shell = CommandBuilder::new("/bin/sh");
    let line = format!(
        "{PROGRAM} doctor; echo code $?; m=$(stty -g); stty -icanon min 0 time 6; cat -v; stty $m; echo end"
    );
    shell.args(["-c", &line]);
    prepare(&mut shell, variables);
    Terminal::start(shell)
}

/// Answers each question after a while, until the program is through; `place` tells line and column after what was
/// written since the last question.
fn answer(
    mut terminal: Terminal,
    after: Duration,
    mut place: impl FnMut(&str) -> (u16, u16),
) -> Ended {
    let (mut from, mut since) = (0, 0);
    let clock = stopwatch();
    while !terminal.text_from(0).contains("code ") {
        assert!(clock() < Duration::from_secs(30), "it does not end");
        let text = String::from_utf8_lossy(&terminal.output_from(0)).into_owned();
        let new = &text[from..];
        let questions = [PLACE]
            .into_iter()
            .chain(OTHERS.map(|(question, _)| question));
        let first = questions.filter_map(|it| Some((new.find(it)?, it))).min();
        let Some((at, question)) = first else {
            thread::sleep(Duration::from_millis(1));
            continue;
        };
        thread::sleep(if since == 0 { after } else { Duration::ZERO });
        let other = OTHERS.iter().find(|(it, _)| *it == question);
        let told = if let Some((_, told)) = other {
            (*told).to_owned()
        } else {
            let (line, column) = place(&text[since..from + at]);
            since = from + at + PLACE.len();
            format!("\x1b[{line};{column}R")
        };
        from += at + question.len();
        terminal.press(&told);
    }
    terminal.end()
}

/// A good terminal: where its cursor is tells an emulator.
fn good() -> impl FnMut(&str) -> (u16, u16) {
    let mut emulator = vt100::Parser::new(24, 80, 0);
    move |text| {
        emulator.process(text.as_bytes());
        let (line, column) = emulator.screen().cursor_position();
        (line + 1, column + 1)
    }
}

fn assert_left_nothing(ended: &Ended) {
    let text = ended.text();
    let (_, rest) = text.split_once("code 0\r\n").unwrap();
    assert_eq!(rest, "end\r\n");
    ended.assert_restored("after the doctor");
}

#[test]
fn a_good_terminal_is_measured_and_left_as_it_was() {
    let ended = answer(doctor(&[]), Duration::ZERO, good());
    assert_left_nothing(&ended);
    let text = ended.text();
    for (name, measured) in [
        ("Buchstaben", "8/8"),
        ("Umlaute", "7/7"),
        ("Phasen, Pfeile", "12/12"),
        ("Linien", "8/8"),
        ("lose Akzente", "2/2"),
        ("breite Schrift", "4/4"),
        ("Bildzeichen", "2/2"),
    ] {
        let line = format!("  {name:<20}{measured}  ");
        assert!(text.contains(&line), "{line}: {text}");
    }
    assert!(text.contains("(5 Messungen)"), "{text}");
    assert!(text.contains("#ffffff (hell)") && text.contains("sagt das Terminal   true"));
    // As the screen will have them, once it has heard the same.
    assert!(
        text.contains("Farben                true (TERM; "),
        "{text}"
    );
    assert!(text.contains("das Terminal nennt OSC 52"), "{text}");
    // The emulator does not repeat, and nobody said that it does.
    assert!(text.contains("nein (TERM); geprüft: geht nicht"), "{text}");
    assert!(
        text.contains("Empfohlen             alles, wie es ist"),
        "{text}"
    );
    assert!(
        ended
            .contents()
            .lines()
            .all(|line| line.chars().count() <= 80)
    );
}

#[test]
fn a_terminal_that_draws_wider_gets_ascii() {
    // Everything beyond ASCII takes two cells; characters are repeated.
    let wide = |text: &str| {
        if text.contains("\x1b[4b") {
            return (5, 6);
        }
        let text = text.rsplit(['\r', '\n']).next().unwrap();
        let cells: u16 = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        (5, cells + 1)
    };
    let ended = answer(doctor(&[("LANG", "en_GB.UTF-8")]), Duration::ZERO, wide);
    assert_left_nothing(&ended);
    let text = ended.text();
    assert!(text.contains("umlauts             14/7  ÄÖÜäöüß"), "{text}");
    let advice = "Recommended           as a new file /nonexistent/.config/ozgtop/config.ron\r\n(\r\n    \
        // characters that are drawn with are not as wide as expected\r\n    theme: \"ascii\",\r\n    \
        // tried: it works\r\n    repeat: \"on\",\r\n)\r\n";
    assert!(text.contains(advice), "{text}");
}

#[test]
fn a_silent_terminal_gets_what_every_one_can_do() {
    let ended = doctor(&[]).end();
    assert_left_nothing(&ended);
    let text = ended.text();
    assert!(
        text.contains("keine Antwort innerhalb von 500 ms"),
        "{text}"
    );
    let advised: Vec<_> = text
        .lines()
        .filter(|line| line.starts_with("    ") && line.ends_with("\","))
        .map(str::trim)
        .collect();
    let expected = [
        "colors: \"16\",",
        "erase: \"off\",",
        "scroll: \"off\",",
        "sync: \"off\",",
        "copy: \"sheet\",",
    ];
    assert_eq!(advised, expected);
    // One question alone, and no colour.
    assert_eq!(text.matches('\x1b').count(), 1, "{text:?}");
}

#[test]
fn an_answer_that_comes_too_late_is_not_typed_into_the_shell() {
    let ended = answer(doctor(&[]), Duration::from_millis(650), good());
    assert_left_nothing(&ended);
    assert!(ended.text().contains("keine Antwort innerhalb von 500 ms"));
    // Late, but in time.
    let ended = answer(doctor(&[]), Duration::from_millis(300), good());
    assert_left_nothing(&ended);
    let text = ended.text();
    assert!(text.contains("    slow: true,"), "{text}");
    assert!(text.contains("    theme: \"light\","), "{text}");
}

#[test]
fn who_cannot_be_asked_is_not() {
    for variables in [
        &[("TERM", "dumb")][..],
        &[("TERM", "what-is-this")],
        &[("TERM", "")],
    ] {
        let ended = doctor(variables).end();
        assert_left_nothing(&ended);
        let text = ended.text();
        assert!(!text.contains('\x1b'), "{text:?}");
        assert!(text.contains("nicht gefragt"), "{text}");
    }
    let home = tempfile::tempdir().unwrap();
    let piped = finish(command(home.path()).env("TERM", "xterm").arg("doctor"));
    assert_eq!(piped.code, Some(0));
    assert!(
        piped.stderr.contains("nichts wird gemessen"),
        "{}",
        piped.stderr
    );
    assert!(piped.stdout.contains("TERM=xterm; ohne tmux"));
    assert!(!piped.stdout.contains('\x1b'));
}

#[test]
fn whoever_ends_it_finds_the_line_as_it_was() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::INT, 130)] {
        let mut program = ozgtop(&[]);
        program.arg("doctor");
        let terminal = Terminal::start(program);
        let clock = stopwatch();
        while !terminal.text_from(0).contains(PLACE) {
            assert!(clock() < Duration::from_secs(30), "it asks nothing");
            thread::sleep(Duration::from_millis(1));
        }
        terminal.signal(signal);
        let ended = terminal.end();
        assert_eq!(ended.code, code);
        ended.assert_restored("after a signal");
    }
}
