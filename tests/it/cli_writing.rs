//! The few commands that write: what they write can be read without a problem, and nothing is ever overwritten.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look at files that the program wrote"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::program::{self, Ran};
use crate::scene::{Scene, state};

/// Runs a command with a folder as its last argument.
fn into(arguments: &[&str], folder: &Path) -> Ran {
    let mut command = program::command(Path::new("/nowhere"));
    program::finish(command.env("TERM", "xterm").args(arguments).arg(folder))
}

fn checks_clean(folder: &Path) {
    let ran = into(&["check"], folder);
    assert_eq!(ran.code, Some(0), "{}", ran.stdout);
    assert!(ran.stdout.starts_with("Keine Befunde an den Daten"));
}

/// Every file below a folder with its content.
fn contents(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let below = |path: PathBuf| path.strip_prefix(folder).unwrap().to_owned();
    let files = state(folder).into_keys().filter(|path| path.is_file());
    files
        .map(|path| (below(path.clone()), fs::read(path).unwrap()))
        .collect()
}

#[test]
fn init_writes_a_folder_once() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("daten");
    let ran = into(&["init"], &folder);
    insta::assert_snapshot!(ran.told(&folder, "DATA"));
    checks_clean(&folder);
    let written = contents(&folder);
    assert!(!written[Path::new("FORMAT.md")].is_empty());
    assert_eq!(written.len(), ozgtop::store::BUNDLED_FILES.len() + 1);
    let before = state(dir.path());
    let again = into(&["init"], &folder);
    insta::assert_snapshot!(again.told(&folder, "DATA"));
    assert_eq!(state(dir.path()), before);
}

#[test]
fn init_takes_an_empty_folder_and_refuses_a_file() {
    let dir = tempfile::tempdir().unwrap();
    let (empty, file) = (dir.path().join("leer"), dir.path().join("datei"));
    fs::create_dir(&empty).unwrap();
    fs::write(&file, "mein Text").unwrap();
    assert_eq!(into(&["init"], &empty).code, Some(0));
    assert_eq!(into(&["init"], &file).code, Some(1));
    assert_eq!(fs::read(&file).unwrap(), b"mein Text");
    assert_eq!(into(&["init"], &file.join("x")).code, Some(1));
}

#[test]
fn a_new_stand_needs_a_folder_of_its_own() {
    let ran = program::run(&["stand", "new", "2026-11-30"]);
    assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(2)));
    insta::assert_snapshot!(ran.stderr);
}

#[test]
fn a_new_stand_is_written_once_and_loads() {
    let scene = Scene::hamlet();
    let new = ["stand", "new", "2026-12-31"];
    let ran = scene.run(&new);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let text = scene.text("rollout/2026-12-31.ron");
    insta::assert_snapshot!(text);
    scene.check(0);
    assert_eq!(scene.load().problems, []);

    let before = state(&scene.root());
    let again = scene.run(&new).told(&scene.root(), "DATA");
    insta::assert_snapshot!(again);
    let earlier = scene.run(&["stand", "new", "2026-09-15"]);
    insta::assert_snapshot!(earlier.told(&scene.root(), "DATA"));
    assert_eq!(state(&scene.root()), before);
}

/// Takes the comment marks from the lines that hold a row.
fn uncommented(text: &str, is_row: impl Fn(&str) -> bool) -> String {
    let line = |line: &str| match line.trim_start().strip_prefix("// ") {
        Some(rest) if is_row(rest) => rest.to_owned(),
        _ => line.to_owned(),
    };
    text.lines().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn the_comments_of_a_new_stand_can_be_taken_away() {
    let scene = Scene::hamlet();
    assert_eq!(scene.run(&["stand", "new", "2026-12-31"]).code, Some(0));
    let file = "rollout/2026-12-31.ron";
    let text = scene.text(file);
    let is_example = |line: &str| line == "(" || line == ")," || line.starts_with("    ");
    scene.write(file, uncommented(&text, is_example));
    scene.check(0);
    let data = scene.load();
    let cell = data.responsibility.ids().next().unwrap();
    let newest = data.rollout.newest().unwrap();
    let detail = data.rollout.cell(newest, cell).detail;
    assert!(detail.is_some(), "the example counts");

    let due = uncommented(&text, |line| line.starts_with("(service"));
    assert_ne!(due, text);
    scene.write(file, due);
    scene.check(0);
    let data = scene.load();
    let newest = data.rollout.newest().unwrap();
    for cell in data.responsibility.ids() {
        let before = data.rollout.cell(newest.previous().unwrap(), cell);
        assert_eq!(data.rollout.cell(newest, cell), before, "nothing is lost");
    }
}

#[test]
fn the_first_stand_is_complete() {
    let scene = Scene::hamlet();
    fs::remove_dir_all(scene.path("rollout")).unwrap();
    let ran = scene.run(&["stand", "new", "2026-12-31"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    scene.check(0);
    insta::assert_snapshot!(scene.text("rollout/2026-12-31.ron"));
}

#[test]
fn the_same_seed_simulates_the_same_data() {
    let dir = tempfile::tempdir().unwrap();
    let simulate = |name: &str, seed| {
        let folder = dir.path().join(name);
        let arguments = ["simulate", "--size", "30", "--snapshots", "6", "--seed"];
        let ran = into(&[&arguments[..], &[seed]].concat(), &folder);
        assert_eq!(ran.code, Some(0), "{}", ran.stderr);
        checks_clean(&folder);
        contents(&folder)
    };
    let (one, same, other) = (simulate("a", "7"), simulate("b", "7"), simulate("c", "8"));
    assert_eq!(one, same);
    assert_ne!(one, other);
}

#[test]
fn a_simulation_has_as_many_municipalities_as_asked_for() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("daten");
    let ran = into(&["simulate", "--size", "200", "--snapshots", "3"], &folder);
    insta::assert_snapshot!(ran.told(&folder, "DATA"));
    checks_clean(&folder);
    let list = into(
        &["list", "municipalities", "--format", "json", "--data"],
        &folder,
    );
    let list: serde_json::Value = serde_json::from_str(&list.stdout).unwrap();
    assert_eq!(list["rows"].as_array().unwrap().len(), 200);
    assert_eq!(list["synthetic"], true);
    assert!(!folder.join("outlines.json").exists());
    let same_register = dir.path().join("gleich");
    let ran = into(&["simulate", "--snapshots", "1"], &same_register);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(same_register.join("outlines.json").exists());
    checks_clean(&same_register);
    assert_eq!(into(&["simulate"], &folder).code, Some(1));
}

#[test]
fn a_simulation_needs_sound_ground() {
    let scene = Scene::hamlet();
    scene.edit("services.ron", "\"RH\", \"KS\"]", "\"RH\", \"XY\"]");
    let target = scene.root().parent().unwrap().join("neu");
    let ran = scene.run(&["simulate", target.to_str().unwrap()]);
    insta::assert_snapshot!(ran.told(&scene.root(), "DATA"));
    assert!(!target.exists());
}
