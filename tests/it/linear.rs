//! Line by line: what is typed and what is answered, as whole transcripts; and that nothing in it needs eyes.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{self, BufRead, Read, Write};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use ozgtop::analysis::figures::Thresholds;
use ozgtop::app::command::Command as Order;
use ozgtop::app::keymap::Keymap;
use ozgtop::app::language::{Language, Weighting};
use ozgtop::app::message::Message;
use ozgtop::app::model::{Model, Start};
use ozgtop::app::screen::Screen;
use ozgtop::app::update::update;
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::date;
use ozgtop::runtime::linear::{Linear, Manner, SIZE};
use ozgtop::store::{Limits, Source, load};
use ozgtop::ui::charset::Charset;
use proptest::prelude::*;

use crate::hamlet;
use crate::session;

/// What both sides write on.
#[derive(Clone, Default)]
struct Paper(Rc<RefCell<Vec<u8>>>);

impl Write for Paper {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Types one line after the other; a terminal would show what is typed, and so does the paper.
struct Typist {
    lines: VecDeque<String>,
    current: Vec<u8>,
    paper: Paper,
}

impl Read for Typist {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        unreachable!("lines are read from the buffer")
    }
}

impl BufRead for Typist {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.current.is_empty()
            && let Some(line) = self.lines.pop_front()
        {
            self.current = format!("{line}\n").into_bytes();
            self.paper.write_all(&self.current)?;
        }
        Ok(&self.current)
    }

    fn consume(&mut self, count: usize) {
        self.current.drain(..count);
    }
}

fn hamlet() -> Arc<Dataset> {
    static DATA: OnceLock<Arc<Dataset>> = OnceLock::new();
    let load = || Arc::new(load(&Source::Folder(hamlet::folder()), Limits::default()));
    Arc::clone(DATA.get_or_init(load))
}

fn converse(data: Arc<Dataset>, language: Language, charset: Charset, lines: &[&str]) -> String {
    let mut model = Model::new(Start {
        keymap: Keymap::default(),
        screen: Screen::Overview,
        language,
        weighting: Weighting::Bodies,
        thresholds: Thresholds::default(),
        target: None,
        size: SIZE,
        today: date::parse("2026-11-23").unwrap(),
    });
    update(&mut model, Message::Loaded(data));
    let paper = Paper::default();
    let typist = Typist {
        lines: lines.iter().map(ToString::to_string).collect(),
        current: Vec::new(),
        paper: paper.clone(),
    };
    let manner = Manner {
        charset,
        page: 5,
        prompts: true,
        today: None,
    };
    Linear::new(model, manner, typist, paper.clone())
        .run()
        .unwrap();
    let bytes = paper.0.borrow().clone();
    String::from_utf8(bytes).unwrap()
}

fn on_hamlet(language: Language, lines: &[&str]) -> String {
    converse(hamlet(), language, Charset::Unicode, lines)
}

/// No control character but the line break; no box, block, braille, arrow or other sign that stands for a word.
fn assert_speaks(told: &str) {
    let is_sign = |c: char| {
        matches!(c, '\u{0}'..='\u{9}' | '\u{b}'..='\u{1f}' | '\u{7f}'..='\u{9f}')
            || matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}')
            || "≈±σ²√·".contains(c)
    };
    for line in told.lines() {
        assert!(!line.contains(is_sign), "{line:?}");
        assert!(
            !line.contains("{n") && !line.contains(" ,") && !line.contains(": ."),
            "{line:?}"
        );
    }
}

#[test]
fn a_german_conversation() {
    insta::assert_snapshot!(on_hamlet(
        Language::De,
        &[
            "leistungen",
            "1",
            "zeile 1",
            "1",
            "<",
            "zurück",
            "zurück",
            "zeile 2",
            "ordnen",
            "ordnen online",
            "ordnen online",
            "gewicht",
            "kreise",
            "",
            "",
            "matrix",
            "zeile 3",
            "2",
            "zurück",
            "/moor",
            "karte-von",
            "verlauf",
            "vergleichen 31.08.2026",
            "änderungen",
            "befunde",
            "!",
            "wo",
            "hilfe ordnen",
            "englisch",
            "ende",
        ],
    ));
}

#[test]
fn an_english_conversation() {
    insta::assert_snapshot!(on_hamlet(
        Language::En,
        &[
            "help",
            "providers",
            "1",
            "/overdue",
            "row 1",
            "trend-of",
            "+",
            "compare",
            "2",
            "where",
            "facts",
            "L",
            "open nothing",
            "nonsense",
            "servcies",
            "99",
            "date 1.1.2020",
            "date 2026-10-01",
            "words",
        ],
    ));
}

/// Everywhere a conversation can be, in either language.
const PLACES: [&str; 14] = [
    "overview",
    "services",
    "districts",
    "municipalities",
    "providers",
    "problems",
    "matrix",
    "map",
    "trend",
    "changes",
    "compare",
    "kreise 1",
    "leistungen 1",
    "leistungen 2",
];

#[test]
fn no_view_needs_eyes() {
    let mut lines = vec![];
    for place in PLACES {
        lines.extend([
            place, "facts", "list", "", "page-up", "row 1", "row 2", "sort", "toggle", "w", "1",
            "row 2", "<", "where", "2", "back", ">", "back",
        ]);
    }
    lines.extend(["help", "words", "compare 2026-08-31"]);
    lines.extend(lines.clone());
    for language in Language::ALL {
        for data in [hamlet(), session::bundled()] {
            assert_speaks(&converse(data, language, Charset::Unicode, &lines));
        }
        let plain = converse(hamlet(), language, Charset::Ascii, &lines);
        assert!(plain.is_ascii());
    }
}

#[test]
fn every_command_does_something_or_says_why_not() {
    for (order, name) in Order::NAMES {
        for place in PLACES {
            for language in Language::ALL {
                let before = on_hamlet(language, &[place]);
                let told = on_hamlet(language, &[place, name]);
                assert_speaks(&told);
                let prompt = if language == Language::De {
                    "Befehl: "
                } else {
                    "Command: "
                };
                let before = before.strip_suffix(&format!("{prompt}\n")).unwrap();
                let answer = told.strip_prefix(before).unwrap();
                let answer = answer.strip_prefix(&format!("{prompt}{name}\n")).unwrap();
                let ends = *order == Order::Quit || (*order == Order::Leave && place == "overview");
                assert_eq!(answer.is_empty(), ends, "{name} on {place}: {answer}");
                assert!(
                    !answer.contains("kein Befehl") && !answer.contains("no command"),
                    "{name}"
                );
            }
        }
    }
}

#[test]
fn what_was_tedious_is_short() {
    let de = |lines: &[&str]| on_hamlet(Language::De, lines);
    // How far is one service in one place?
    let told = de(&["leistungen anmeldung", "öffnen moorrand"]);
    assert!(
        told.contains("\nin Umsetzung, seit 01.03.2026, steht, geplant 15.10.2026, überfällig.\n")
    );
    // What is overdue at a provider?
    let told = de(&["dienstleister südnetz", "/überfällig"]);
    assert!(
        told.contains("Treffer für „überfällig“: 1. Eine Zahl öffnet.\n"),
        "{told}"
    );
    // What is planned for the next weeks?
    let told = de(&["services", "demnächst"]);
    assert!(
        told.contains("demnächst\nNächste 28 Tage, unter Übersicht."),
        "{told}"
    );
    // In a new order reading and moving begin at its first row.
    let told = de(&["leistungen", "3", "zurück", "ordnen fehlt", "j"]);
    assert!(told.contains("Geordnet nach fehlt, aufsteigend. Zeile 1: Zulassung"));
    assert!(told.contains("\nZeile 2 von 3: Anmeldung"), "{told}");
    // Coming back is not reading everything again.
    let told = de(&["leistungen", "3", "zurück"]);
    assert!(told.contains("zurück\nLeistungen, Stand 31.10.2026.\nZeile 3 von 3: Zulassung"));
}

#[test]
fn a_filter_is_typed_told_and_taken_away() {
    let told = on_hamlet(
        Language::De,
        &[
            "kommunen",
            "filter phase<onlin",
            "filter einwohner<5000",
            "filter",
            "kreise",
            "aufheben",
        ],
    );
    for line in [
        "Spalte 7: „onlin“ ist kein Wert von phase; gemeint: online?",
        // Zulassung and Gewerbe of Moorrand are done by the Landkreis: asked is the municipality that is told of.
        "Filter einwohner<5000, 3 von 8 Feldern. 2 von 3 Zeilen.",
        "Filter einwohner<5000, 3 von 8 Feldern",
        "Der Filter ist aufgehoben. 2 von 2 Zeilen.",
    ] {
        assert!(told.lines().any(|it| it == line), "{line}\n{told}");
    }
    assert_speaks(&told);
}

#[test]
fn a_line_without_an_end_and_no_line_at_all_end_well() {
    assert!(on_hamlet(Language::De, &[]).ends_with("Befehl: \n"));
    let long = "x".repeat(20_000);
    assert_speaks(
        &on_hamlet(
            Language::De,
            &[&long, "\u{1b}[31m", "/\u{202e}\u{7}", "ende"],
        )
        .replace(['\u{1b}', '\u{202e}', '\u{7}'], ""),
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_line_is_too_strange(lines in proptest::collection::vec(
        prop_oneof![
            proptest::sample::select(Order::NAMES.iter().map(|(_, name)| (*name).to_owned()).collect::<Vec<_>>()),
            proptest::sample::select(PLACES.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()),
            "(open|row|page|date|compare|sort|help|/|services|stand) ?[0-9a-zäöü.-]{0,8}",
            "[0-9]{0,3}",
            "\\PC{0,12}",
        ],
        0..24,
    )) {
        let lines: Vec<_> = lines.iter().map(String::as_str).collect();
        for language in Language::ALL {
            on_hamlet(language, &lines);
        }
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ozgtop"));
    command
        .env_clear()
        .env("LANG", "de_DE.UTF-8")
        .env("HOME", "/nonexistent")
        .args(["--linear", "--today", "2026-11-23", "--data"])
        .arg(hamlet::folder())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

#[test]
fn a_pipe_is_answered_without_prompts_and_its_end_is_the_end() {
    let mut child = program().env("LINES", "5").spawn().unwrap();
    let mut input = child.stdin.take().unwrap();
    input.write_all(b"services\n1\nback").unwrap();
    drop(input);
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stderr.is_empty());
    assert!(!told.contains("Befehl: "), "{told}");
    assert!(told.contains("\nLeistungen, unter Übersicht. "), "{told}");
    assert!(
        told.contains("Zeile 1 bis 1 von 3; Eingabe für weiter."),
        "{told}"
    );
    assert_speaks(&told);
}

#[test]
fn a_reader_that_went_away_ends_it_quietly() {
    let mut child = program().spawn().unwrap();
    drop(child.stdout.take());
    let mut input = child.stdin.take().unwrap();
    while input.write_all(b"services\n").is_ok() {}
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}
