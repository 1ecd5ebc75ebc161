//! Files and folders that are not what they should be, and damage by chance: never a panic, never a change.

#![expect(
    clippy::disallowed_methods,
    reason = "tests prepare files of their own"
)]

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Command;

use ozgtop::domain::problem::Fault;
use ozgtop::store::{self, Limits, Source};

use crate::broken::broken;
use crate::program;
use crate::scene::{NEWEST, NEWEST_JSON, Scene, files, state};

broken! {
    one_gibibyte: |s| s.sparse(NEWEST, 1 << 30);
    one_gibibyte_in_bodies: |s| s.sparse("bodies.ron", 1 << 30);
    the_same_as_ron_and_json: |s| s.write(NEWEST_JSON, include_bytes!("../fixtures/hamlet.2026-10-31.json"));
    bodies_as_ron_and_json: |s| s.write("bodies.json", "{}");
    stray_file: |s| s.write("notizen.ron", "()");
    stray_snapshot_beside_the_folder: |s| s.write("2026-11-30.ron", s.text(NEWEST));
    stray_file_among_the_snapshots: |s| s.write("rollout/notizen.ron", "(\"morgen anrufen\")");
    pipe: |s| { s.remove(NEWEST); make_pipe(s, NEWEST); };
    pipe_for_the_land: |s| { s.remove("land.ron"); make_pipe(s, "land.ron"); };
    link_to_a_file: |s| { s.remove("bodies.ron"); symlink(crate::hamlet::folder().join("bodies.ron"), s.path("bodies.ron")).unwrap(); };
    link_to_nothing: |s| { s.remove(NEWEST); symlink("/nirgends", s.path(NEWEST)).unwrap(); };
    folder_named_like_a_file: |s| { s.remove(NEWEST); fs::create_dir(s.path(NEWEST)).unwrap(); };
    rollout_is_a_file: |s| { fs::remove_dir_all(s.path("rollout")).unwrap(); s.write("rollout", "?"); };
    rollout_is_missing: |s| fs::remove_dir_all(s.path("rollout")).unwrap();
}

fn make_pipe(scene: &Scene, file: &str) {
    let made = Command::new("mkfifo").arg(scene.path(file)).status();
    assert!(made.unwrap().success());
}

#[test]
fn folder_missing_empty_or_a_file() {
    let scene = Scene::empty();
    let empty = scene.check(3);
    scene.write("datei", "?");
    let mut told = vec![empty];
    for (argument, name) in [("nirgends", "missing"), ("datei", "a file")] {
        let path = scene.path(argument);
        let ran = program::run(&["check".as_ref(), path.as_os_str()]);
        assert_eq!(ran.code, Some(3), "{name}");
        told.push(ran.told(&scene.root(), "DATA"));
    }
    insta::assert_snapshot!(told.join("\n\n"));
}

/// Without data there is nothing to list: the same message on standard error.
#[test]
fn every_command_says_that_the_folder_is_missing() {
    let path = Scene::empty().path("nirgends");
    for command in [
        vec![],
        vec!["list", "cells"],
        vec!["show", "service", "x"],
        vec!["frame"],
    ] {
        let arguments = ["--data", path.to_str().unwrap()].into_iter();
        let ran = program::run(&arguments.chain(command).collect::<Vec<_>>());
        assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(3)));
        assert!(ran.stderr.contains("Der Datenordner ist nicht da."));
    }
}

/// The superuser may read everything, so the program is started as nobody.
#[test]
#[expect(clippy::disallowed_macros, reason = "says why a test was passed over")]
fn no_permission() {
    let scene = Scene::hamlet();
    let forbidden = Permissions::from_mode(0o000);
    fs::set_permissions(
        scene.root().parent().unwrap(),
        Permissions::from_mode(0o755),
    )
    .unwrap();
    fs::set_permissions(scene.path(NEWEST), forbidden.clone()).unwrap();
    let run = || {
        let mut command = program::command(Path::new("/nowhere"));
        command.env("TERM", "xterm").arg("check").arg(scene.root());
        if rustix::process::geteuid().is_root() {
            command.uid(65_534).gid(65_534);
        }
        if let Err(error) = command.output() {
            eprintln!("passed over: nobody cannot start the program ({error})");
            return None;
        }
        Some(program::finish(&mut command))
    };
    let before = state(&scene.root());
    let Some(file) = run() else { return };
    assert_eq!(state(&scene.root()), before);
    fs::set_permissions(scene.root(), forbidden).unwrap();
    let folder = run();
    fs::set_permissions(scene.root(), Permissions::from_mode(0o755)).unwrap();
    let folder = folder.unwrap();
    assert_eq!((file.code, folder.code), (Some(3), Some(3)));
    let told = [file, folder].map(|ran| ran.told(&scene.root(), "DATA"));
    insta::assert_snapshot!(told.join("\n\n"));
}

/// The hamlet, its newest snapshot as JSON.
fn with_json() -> Vec<(String, Vec<u8>)> {
    let mut files = files();
    let json = include_bytes!("../fixtures/hamlet.2026-10-31.json").to_vec();
    files.retain(|(name, _)| name != NEWEST);
    files.push((NEWEST_JSON.to_owned(), json));
    files
}

#[test]
fn a_file_cut_off_at_any_byte_is_reported_and_no_panic() {
    let (ron, json) = (files(), with_json());
    let every = (0..ron.len()).map(|at| (&ron, at));
    for (files, at) in every.chain([(&json, json.len() - 1)]) {
        let (name, bytes) = files.get(at).unwrap();
        // The last bytes are a line break that nobody misses.
        for length in 0..bytes.trim_ascii_end().len() {
            let mut damaged = files.clone();
            damaged.get_mut(at).unwrap().1.truncate(length);
            let data = store::load(&Source::Files(damaged), Limits::default());
            assert!(!data.problems.is_empty(), "{name} cut off at {length}");
        }
    }
}

/// 2,000 single bytes changed, always the same ones (a linear congruential generator, Knuth's constants).
#[test]
fn changed_bytes_never_panic() {
    let mut state: u64 = 20_261_031;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    let mut files = files();
    files.push((
        "rollout/2026-11-30.json".to_owned(),
        include_bytes!("../fixtures/hamlet.2026-10-31.json").to_vec(),
    ));
    for _ in 0..2_000 {
        let mut damaged = files.clone();
        let (_, bytes) = damaged.get_mut(next(files.len())).unwrap();
        let at = next(bytes.len());
        *bytes.get_mut(at).unwrap() ^= u8::try_from(1 + next(255)).unwrap();
        store::load(&Source::Files(damaged), Limits::default());
    }
}

/// Whoever writes thousands of faults gets the first ones and the number of the others, in little time and memory.
#[test]
fn a_flood_of_faults_is_counted() {
    let scene = Scene::hamlet();
    let row = "(service: \"nirgendwo\", body: \"039010000000\", phase: \"live\"),";
    scene.edit(NEWEST, "cells: [", &format!("cells: [{}", row.repeat(1500)));
    let data = scene.load();
    let more = data
        .problems
        .iter()
        .find_map(|problem| match problem.fault {
            Fault::ManyMore { count } => Some(count),
            _ => None,
        });
    let told: u64 = data.problems.iter().map(|problem| 1 + problem.more).sum();
    // 1,500 rows, and that the file states another number of rows.
    assert_eq!((told - 1, more), (1000, Some(501)));
    let fields = (0..50)
        .map(|at| format!("feld{at}: 1, "))
        .collect::<Vec<_>>()
        .concat();
    scene.edit(
        NEWEST,
        &row.repeat(1500),
        &format!("({fields}{}", &row[1..]),
    );
    let told = scene
        .load()
        .problems
        .iter()
        .map(|problem| format!("{:?}", problem.fault))
        .collect::<Vec<_>>()
        .join(" ");
    assert!(told.contains("ManyMore { count: 30 }"), "{told}");
}
