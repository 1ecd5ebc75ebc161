//! The command line on the hamlet and on the bundled data: exact output, exit codes, nothing hostile let through.

use std::ffi::{OsStr, OsString};
use std::fs::OpenOptions;
use std::os::unix::ffi::OsStringExt;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value as Json;

use crate::hamlet;
use crate::program::{self, Ran};
use crate::scene::Scene;

/// Runs the program on the hamlet, which it only reads.
fn on_hamlet(arguments: &[&str]) -> Ran {
    let folder = hamlet::folder();
    let mut command = program::command(Path::new("/nowhere"));
    command.env("TERM", "xterm").arg("--data").arg(&folder);
    program::finish(command.args(arguments))
}

/// Both streams and the exit code of a run on the hamlet.
fn told(arguments: &[&str]) -> String {
    on_hamlet(arguments).told(&hamlet::folder(), "DATA")
}

fn json(ran: &Ran) -> Json {
    assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
    serde_json::from_str(&ran.stdout).unwrap()
}

fn rows(json: &Json) -> usize {
    json.get("rows").unwrap().as_array().unwrap().len()
}

#[test]
fn without_a_terminal_the_services_are_printed_and_a_notice_says_why() {
    let dumb = program::run(&["--data".as_ref(), hamlet::folder().as_os_str()]);
    insta::assert_snapshot!(dumb.told(&hamlet::folder(), "DATA"));
    let unpiped = on_hamlet(&[]);
    assert_eq!(unpiped.code, Some(0));
    assert!(unpiped.stderr.starts_with("ozgtop: kein Terminal"));
    assert_eq!(unpiped.stdout, on_hamlet(&["list", "services"]).stdout);
}

#[test]
fn wrong_usage_is_told_with_exit_code_2() {
    for arguments in [
        &["frobnicate"][..],
        &["list"],
        &["list", "dragons"],
        &["list", "services", "--format", "xml"],
        &["--lang", "fr", "info"],
        &["stand", "new", "31.12.2026"],
        &["frame", "--size", "80"],
        &["frame", "--size", "0x24"],
        &["frame", "--size", "501x24"],
        &["frame", "--size", "80x201"],
        &["frame", "--size", "80x-1"],
        &["frame", "--keys", "<foo>"],
    ] {
        let ran = on_hamlet(arguments);
        assert_eq!(
            (ran.stdout.as_str(), ran.code),
            ("", Some(2)),
            "{arguments:?}"
        );
        assert!(!ran.stderr.is_empty(), "{arguments:?}");
    }
    insta::assert_snapshot!(told(&["frame", "--size", "80"]));
    insta::assert_snapshot!(told(&["frame", "--keys", "j<foo>"]));
}

#[test]
fn every_list_in_every_format() {
    for what in [
        "services",
        "districts",
        "municipalities",
        "bodies",
        "providers",
        "cells",
        "problems",
    ] {
        for format in ["table", "json", "csv"] {
            let ran = on_hamlet(&["list", what, "--format", format]);
            assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
            insta::assert_snapshot!(format!("list_{what}_{format}"), ran.stdout);
            if format == "json" {
                carries_its_origin(&json(&ran), what);
            }
        }
    }
}

/// Whoever gets such a file must see what it is, how old, and where from.
fn carries_its_origin(json: &Json, kind: &str) {
    assert_eq!(json["schema"], 1);
    assert_eq!(json["kind"], kind);
    assert_eq!(json["snapshot"], "2026-10-31");
    assert_eq!(json["synthetic"], false);
    assert_eq!(json["notice"], Json::Null);
    assert_eq!(json["sources"], serde_json::json!(["Meldungen, erfunden"]));
}

#[test]
fn bundled_data_says_that_it_is_made_up() {
    let table = program::run(&["list", "services"]);
    assert!(table.stdout.lines().next().unwrap().contains("BEISPIEL"));
    let made_up = json(&program::run(&["list", "services", "--format", "json"]));
    assert_eq!(made_up["synthetic"], true);
    assert_eq!(made_up["notice"], "BEISPIELDATEN");
    let csv = program::run(&["list", "services", "--format", "csv"]).stdout;
    assert!(
        csv.lines()
            .skip(1)
            .all(|line| line.contains("BEISPIELDATEN"))
    );
}

/// The counts of the register of 31.08.2025.
#[test]
fn bundled_lists_have_all_rows() {
    for (arguments, expected) in [
        (&["list", "services"][..], 16),
        (&["list", "districts"], 45),
        (&["list", "municipalities"], 403),
        (&["list", "municipalities", "--all"], 1078),
        (&["list", "bodies"], 506),
        (&["list", "cells"], 2184),
    ] {
        let with = |format| program::run(&[arguments, &["--format", format]].concat());
        assert_eq!(rows(&json(&with("json"))), expected, "{arguments:?}");
        let lines = |format| with(format).stdout.lines().count();
        assert_eq!(lines("csv"), expected + 1, "{arguments:?}");
        assert_eq!(lines("table"), expected + 2, "{arguments:?}");
    }
}

#[test]
fn one_thing_with_its_facts() {
    for (name, arguments) in [
        ("service", &["show", "service", "zulassung"][..]),
        ("district", &["show", "district", "Heidekamp"]),
        ("municipality", &["show", "municipality", "Birkenmoor"]),
        ("cell", &["show", "cell", "anmeldung", "Torfhude"]),
        (
            "cell_json",
            &[
                "show",
                "cell",
                "gewerbe",
                "039010000000",
                "--format",
                "json",
            ],
        ),
        (
            "municipality_csv",
            &["show", "municipality", "Düsterburg", "--format", "csv"],
        ),
    ] {
        insta::assert_snapshot!(format!("show_{name}"), told(arguments));
    }
}

#[test]
fn things_are_found_by_any_of_their_names() {
    for (one, other) in [
        (["service", "zulassung"], ["service", "90001"]),
        (["service", "zulassung"], ["service", "ZUL"]),
        (
            ["service", "zulassung"],
            ["service", "vehicle registration"],
        ),
        (["district", "Düsterburg"], ["district", "039020000000"]),
        (["district", "Düsterburg"], ["district", "03902000"]),
        (
            ["municipality", "Grünfelde"],
            ["municipality", "Flecken Grünfelde"],
        ),
        (
            ["municipality", "Grünfelde"],
            ["municipality", "gru\u{308}nfelde"],
        ),
        (["municipality", "Grünfelde"], ["municipality", "03901005"]),
        (["municipality", "hwk:heide"], ["municipality", "Heide"]),
    ] {
        let show = |what: [&str; 2]| told(&[&["show"], &what[..]].concat());
        assert_eq!(show(one), show(other), "{other:?}");
        assert!(show(one).ends_with("exit 0"));
    }
}

#[test]
fn what_is_not_there_or_not_clear_is_told_with_exit_code_1() {
    for (name, arguments) in [
        ("service", &["show", "service", "Raumfahrt"][..]),
        ("district", &["show", "district", "Moorrand"]),
        ("municipality", &["show", "municipality", "Nirgendwo"]),
        ("cell", &["show", "cell", "anmeldung", "hwk:heide"]),
    ] {
        insta::assert_snapshot!(format!("unknown_{name}"), told(arguments));
    }
    let ambiguous = program::run(&["show", "municipality", "Neuenkirchen"]);
    assert_eq!((ambiguous.stdout.as_str(), ambiguous.code), ("", Some(1)));
    insta::assert_snapshot!(ambiguous.stderr);
}

/// Brome is a Mitgliedsgemeinde of the Samtgemeinde Brome in the Landkreis Gifhorn.
#[test]
fn a_member_is_served_by_its_samtgemeinde_or_its_district() {
    let ran = program::run(&["show", "municipality", "031515402032"]);
    let line = |service: &str| {
        let mut lines = ran.stdout.lines();
        lines.find(|line| line.starts_with(service)).unwrap()
    };
    assert!(line("Ummeldung").contains(" ueber Samtgemeinde Brome "));
    assert!(line("Eheschliessung").contains(" ueber Samtgemeinde Brome "));
    assert!(line("Fuehrerschein").contains(" ueber Landkreis Gifhorn "));
    assert!(line("Wohngeld").contains(" ueber Landkreis Gifhorn "));
    assert!(line("Handwerksgruendung").contains("niemand hinterlegt"));
}

#[test]
fn frames_follow_keys_and_size() {
    let keys = ["frame", "--size", "80x12", "--keys", "1j<enter>"];
    let frame = on_hamlet(&keys);
    assert_eq!((frame.stderr.as_str(), frame.code), ("", Some(0)));
    assert_eq!(frame.stdout.lines().count(), 12);
    assert!(frame.stdout.contains("Leistungen › Gewerbe"));
    for size in ["1x1", "40x12", "500x200"] {
        let frame = on_hamlet(&["frame", "--size", size]);
        assert_eq!(frame.code, Some(0), "{size}");
        let (width, height) = size.split_once('x').unwrap();
        assert_eq!(frame.stdout.lines().count().to_string(), height);
        let width: usize = width.parse().unwrap();
        assert!(
            frame
                .stdout
                .lines()
                .all(|line| line.chars().count() <= width)
        );
    }
}

#[test]
fn info_help_and_version() {
    insta::assert_snapshot!(told(&["info"]));
    let help = on_hamlet(&["--help"]);
    assert_eq!((help.stderr.as_str(), help.code), ("", Some(0)));
    for word in [
        "check", "list", "show", "frame", "init", "stand", "simulate",
    ] {
        assert!(help.stdout.contains(word), "{word}");
    }
    let version = concat!("ozgtop ", env!("CARGO_PKG_VERSION"), "\n");
    assert_eq!(on_hamlet(&["--version"]).stdout, version);
}

#[test]
fn wrong_usage_is_explained_in_the_language() {
    for (name, arguments) in [
        ("unknown", &["--colour", "none"][..]),
        ("command", &["lst", "services"]),
        ("value", &["list", "service"]),
        ("missing", &["show", "service"]),
        ("number", &["simulate", "x", "--size", "5"]),
    ] {
        let ran = on_hamlet(arguments);
        assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(2)));
        insta::assert_snapshot!(format!("usage-{name}"), ran.stderr);
        let english = on_hamlet(&[&["--lang", "en"], arguments].concat());
        assert!(english.stderr.contains("For more information"));
        assert_eq!(english.code, Some(2));
    }
}

#[test]
fn the_other_language() {
    insta::assert_snapshot!(told(&["--lang", "en", "list", "problems"]));
    let scene = Scene::hamlet();
    scene.edit("bodies.ron", "Torfhude", "Torf\u{202e}hude");
    let ran = scene.run(&["--lang", "en", "check"]);
    insta::assert_snapshot!(ran.told(&scene.root(), "DATA"));
}

#[test]
fn ascii_is_nothing_but_ascii() {
    for arguments in [
        &["list", "services"][..],
        &["list", "cells"],
        &["list", "problems"],
        &["show", "municipality", "Birkenmoor"],
        &["frame", "--size", "120x40"],
        &["frame", "--keys", "?"],
        &["check"],
        &["info"],
    ] {
        let ran = on_hamlet(&[&["--ascii"], arguments].concat());
        assert_eq!(ran.code, Some(0), "{arguments:?}");
        assert!(ran.stdout.is_ascii(), "{arguments:?}\n{}", ran.stdout);
    }
    // What programs read is never rewritten for a terminal.
    let data = on_hamlet(&["--ascii", "list", "bodies", "--format", "json"]);
    assert!(data.stdout.contains("Düsterburg"), "{}", data.stdout);
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    for arguments in [&["list", "cells"][..], &["frame"], &["--help"]] {
        let mut command = program::command(Path::new("/nowhere"));
        command.args(arguments).stdout(Stdio::piped());
        let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((stderr.as_str(), output.status.code()), ("", Some(0)));
    }
}

#[test]
fn a_full_disk_is_one_line_and_exit_code_1() {
    for arguments in [
        &["list", "cells"][..],
        &["list", "services", "--format", "json"],
        &["check"],
        &["info"],
        &["--help"],
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = program::command(Path::new("/nowhere"));
        let child = command
            .args(arguments)
            .stdout(full)
            .stderr(Stdio::piped())
            .spawn();
        let output = child.unwrap().wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert_eq!(stderr.lines().count(), 1, "{arguments:?}: {stderr}");
        assert!(stderr.starts_with("ozgtop: "), "{stderr}");
    }
}

/// Arguments are text from outside: whatever they hold, no control character is printed.
#[test]
fn hostile_arguments_are_printed_harmlessly() {
    let texts: [&[u8]; 5] = [
        b"\x1b[31mx",
        b"\x1b]0;t\x07",
        b"a\rb\x08",
        "\u{9b}2J\u{202e}".as_bytes(),
        b"\xff\x1b[2J",
    ];
    for text in texts {
        let hostile = OsString::from_vec(text.to_vec());
        let word = |word: &'static str| OsStr::new(word).to_owned();
        for arguments in [
            vec![word("--data"), hostile.clone(), word("check")],
            vec![word("--data"), hostile.clone(), word("info")],
            vec![word("--data"), hostile.clone()],
            vec![word("show"), word("service"), hostile.clone()],
            vec![word("show"), word("municipality"), hostile.clone()],
            vec![word("frame"), word("--keys"), hostile.clone()],
            vec![word("frame"), word("--size"), hostile.clone()],
            vec![word("stand"), word("new"), hostile.clone()],
            vec![hostile.clone()],
        ] {
            harmless(program::command(Path::new("/nowhere")).args(&arguments));
            let mut unicode = program::command(Path::new("/nowhere"));
            harmless(unicode.env("TERM", "xterm").args(&arguments));
        }
    }
}

fn harmless(command: &mut Command) {
    let ran = program::finish(command.env("OZGTOP_DATA", hamlet::folder()));
    assert_ne!(ran.code, Some(101));
    for text in [&ran.stdout, &ran.stderr] {
        let bad = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
        assert!(!text.contains(bad), "{command:?}: {text:?}");
    }
}
