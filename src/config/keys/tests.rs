//! Presets are complete, own keys win, and whatever is bound nobody is locked in.

use super::super::fault::{Origin, Position};
use super::super::setting::{KEYMAPS, Setting};
use super::*;

/// The keymap as a file: what `parse` reads.
fn written(keymap: &Keymap) -> String {
    let mut out = String::from("{\n");
    for (command, keys) in keymap.bindings() {
        let keys: Vec<_> = keys
            .iter()
            .map(|key| format!("{:?}", key.written()))
            .collect();
        let line = format!("    {:?}: [{}],\n", command.name(), keys.join(", "));
        out.push_str(&line);
    }
    out + "}\n"
}

/// A place for what no file says.
fn said(name: &str, keys: &[&str]) -> Said {
    Said {
        setting: Setting::Keys,
        name: Some(name.to_owned()),
        value: Value::List(keys.iter().map(|key| (*key).to_owned()).collect()),
        origin: Origin::BuiltIn,
        position: Some(Position { line: 1, column: 1 }),
    }
}

fn bound(own: &[(&str, &[&str])]) -> (Keymap, Vec<Wrong>) {
    let said: Vec<_> = own.iter().map(|(name, keys)| said(name, keys)).collect();
    let mut faults = Vec::new();
    let layer: Vec<_> = said.iter().collect();
    let keymap = apply(&Keymap::default(), &layer, &mut faults);
    (keymap, faults.into_iter().map(|fault| fault.what).collect())
}

#[test]
fn the_default_file_is_the_table() {
    let file = include_str!("../../../config/keymaps/default.ron");
    let body = file
        .split_once("\n{\n")
        .map(|(_, body)| format!("{{\n{body}"));
    assert_eq!(body.as_deref(), Some(written(&Keymap::default()).as_str()));
}

#[test]
fn every_preset_is_complete_and_bends_no_key() {
    for name in KEYMAPS {
        let text = source(name);
        let Shape::Map(names) = notation::value(text).unwrap().shape else {
            panic!("{name} is no map");
        };
        assert_eq!(names.len(), Command::NAMES.len(), "{name}");
        let keymap = parse(text).unwrap();
        assert_eq!(keymap, preset(name));
        let mut seen = std::collections::HashSet::new();
        for (command, keys) in keymap.bindings() {
            assert!(!keys.is_empty(), "{name}: {} has no key", command.name());
            for key in keys {
                assert!(seen.insert(*key), "{name}: {key:?} is bound twice");
                assert_eq!(taker(command, *key), None, "{name}: {key:?}");
            }
            // Function keys do not reach everybody.
            assert!(
                keys.iter().any(|key| !matches!(key, Key::F(_))),
                "{name}: {} has function keys alone",
                command.name()
            );
        }
        assert_eq!(keymap.command(CANCEL), Some(Command::Cancel), "{name}");
        let listed: usize = names
            .iter()
            .map(|(_, keys)| match &keys.shape {
                Shape::List(list) => list.len(),
                _ => 0,
            })
            .sum();
        assert_eq!(seen.len(), listed, "{name}: a key is bound twice");
    }
}

#[test]
fn own_keys_win_silently_where_nothing_is_lost() {
    let (keymap, faults) = bound(&[
        ("sort", &["j", "s"]),
        ("weighting", &[]),
        ("open", &["o", "o"]),
    ]);
    assert_eq!(faults, []);
    assert_eq!(keymap.command(Key::Char('j')), Some(Command::Sort));
    assert_eq!(keymap.keys(Command::Down), [Key::Down]);
    assert_eq!(keymap.keys(Command::Weighting), []);
    assert_eq!(keymap.keys(Command::Open), [Key::Char('o')]);
    assert_eq!(keymap.command(Key::Enter), None);
}

#[test]
fn every_command_can_be_bound_anew() {
    for (command, name) in Command::NAMES {
        let (keymap, faults) = bound(&[(name, &["ß"])]);
        assert_eq!(faults, [], "{name}");
        assert_eq!(keymap.command(Key::Char('ß')), Some(*command));
        assert_eq!(keymap.command(CANCEL), Some(Command::Cancel));
    }
}

#[test]
fn two_own_commands_cannot_have_one_key() {
    let (keymap, faults) = bound(&[("sort", &["o"]), ("map-of", &["o", "M"])]);
    let contested = Wrong::ContestedKey(Key::Char('o'), Command::Sort, Command::Map);
    assert_eq!(faults, [contested]);
    assert_eq!(keymap.command(Key::Char('o')), Some(Command::Sort));
    assert_eq!(keymap.keys(Command::Map), [Key::Char('M')]);
}

#[test]
fn a_command_that_loses_its_last_key_is_told() {
    let (keymap, faults) = bound(&[("sort", &["w"])]);
    assert_eq!(faults, [Wrong::Keyless(Command::Weighting, Command::Sort)]);
    assert_eq!(keymap.keys(Command::Weighting), []);
}

#[test]
fn what_is_unknown_or_taken_is_told_and_changes_nothing() {
    for (name, key, wrong) in [
        (
            "sorte",
            "o",
            Wrong::UnknownCommand("sorte".into(), Some("sort")),
        ),
        ("sort", "<entre>", Wrong::UnknownKey("<entre>".into())),
        ("sort", "gg", Wrong::UnknownKey("gg".into())),
        ("sort", "", Wrong::UnknownKey(String::new())),
        ("sort", "<c-1>", Wrong::UnknownKey("<c-1>".into())),
        (
            "sort",
            "<c-b>",
            Wrong::TakenKey(Key::Ctrl('b'), Taker::Tmux),
        ),
        (
            "sort",
            "<c-a>",
            Wrong::TakenKey(Key::Ctrl('a'), Taker::Screen),
        ),
        (
            "sort",
            "<c-s>",
            Wrong::TakenKey(Key::Ctrl('s'), Taker::FlowControl),
        ),
        (
            "sort",
            "<c-q>",
            Wrong::TakenKey(Key::Ctrl('q'), Taker::FlowControl),
        ),
        (
            "sort",
            "<c-h>",
            Wrong::TakenKey(Key::Ctrl('h'), Taker::Backspace),
        ),
        ("sort", "<c-i>", Wrong::TakenKey(Key::Ctrl('i'), Taker::Tab)),
        (
            "sort",
            "<c-j>",
            Wrong::TakenKey(Key::Ctrl('j'), Taker::Enter),
        ),
        (
            "sort",
            "<c-m>",
            Wrong::TakenKey(Key::Ctrl('m'), Taker::Enter),
        ),
        (
            "sort",
            "<c-c>",
            Wrong::TakenKey(Key::Ctrl('c'), Taker::Cancel),
        ),
        ("sort", "~", Wrong::TakenKey(Key::Char('~'), Taker::Ssh)),
    ] {
        let (keymap, faults) = bound(&[(name, &[key])]);
        assert_eq!(faults, [wrong]);
        assert_eq!(keymap, Keymap::default(), "{name} {key}");
    }
}

#[test]
fn nobody_is_locked_in() {
    for own in [
        &[
            ("open", &[][..]),
            ("back", &[]),
            ("help", &[]),
            ("quit", &[]),
        ][..],
        &[
            ("open", &[]),
            ("back", &["<enter>"]),
            ("sort", &["?", "<f1>"]),
        ],
        &[("down", &["Q", "<f10>", "<esc>", "<backspace>", "<enter>"])],
    ] {
        let (keymap, faults) = bound(own);
        assert!(faults.iter().any(|it| matches!(it, Wrong::Restored(..))));
        for command in NEEDED {
            assert!(!keymap.keys(command).is_empty(), "{command:?}: {own:?}");
        }
    }
    let (keymap, faults) = bound(&[("open", &[])]);
    assert_eq!(faults, [Wrong::Restored(Command::Open, Key::Enter)]);
    assert_eq!(keymap, Keymap::default());
}
