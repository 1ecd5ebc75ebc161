//! The import of the official register: files that are faulty, cut, of another encoding; and the real one where it is at hand.

#![expect(
    clippy::disallowed_methods,
    reason = "tests look for a file outside the project"
)]

use std::fs;
use std::path::{Path, PathBuf};

use ozgtop::domain::body::Class;
use ozgtop::store::Source;
use ozgtop::store::import::gv100ad::{Change, Plan};

use crate::gv100ad::{DAY, import, keys, plan, same};
use crate::scene::{Scene, state};

#[test]
fn bad_rows_are_told_and_their_bodies_stay() {
    let whole = same();
    let torfhude = whole
        .lines()
        .position(|line| line.contains("Torfhude"))
        .unwrap()
        + 1;
    for (from, to, key, column) in [
        ("00000001950", "0000000195x", "bad_position", 140),
        ("00000003005", "           ", "bad_position", 129),
        (
            "60202611150390100254",
            "60202613150390100254",
            "bad_position",
            3,
        ),
        (
            "60202611150390100254",
            "60202611140390100254",
            "bad_position",
            3,
        ),
        (
            "60202611150390100254",
            "61202611150390100254",
            "bad_position",
            1,
        ),
        ("0390100254", "03901x0254", "bad_position", 11),
        ("0390100254", "03x0100254", "bad_position", 11),
        ("Torfhude", "\u{202e}orfhude", "bad_position", 23),
        ("03901002540", "03901001540", "duplicate_key", 11),
    ] {
        let text: String = whole.lines().fold(String::new(), |text, line| {
            let line = if line.contains("Torfhude") {
                line.replacen(from, to, 1)
            } else {
                line.to_owned()
            };
            text + &line + "\n"
        });
        assert_ne!(text, whole, "{from}");
        let source = Source::Folder(crate::hamlet::folder());
        let plan = plan(&source, text.into_bytes()).unwrap();
        let place = Some((u32::try_from(torfhude).unwrap(), column));
        assert!(
            keys(&plan.problems).contains(&(key, place)),
            "{to}: {:?}",
            plan.problems
        );
        let at = plan.after.register.find("039015401002");
        let count = plan.after.register.inhabitants(at.unwrap()).unwrap();
        let expected = if to.contains("1114") { 1950 } else { 2000 };
        // A second row of another Gemeinde's key says nothing of Torfhude, which then is missing.
        assert_eq!(count.0, expected, "{to}");
        assert!(
            !plan
                .changes
                .iter()
                .any(|change| matches!(change, Change::Dissolved { .. }))
        );
    }
}

#[test]
fn wrong_files_are_refused_in_words() {
    let scene = Scene::hamlet();
    let before = state(&scene.root());
    let csv = "ARS;Name;Einwohner\n039015401002;Torfhude;2000\n";
    let other = same().replace(&format!("{DAY}03"), &format!("{DAY}05"));
    let mut told = String::new();
    for text in ["", "\n\n", csv, &other, "\u{0}\u{1}\u{2}"] {
        let (code, text) = import(&scene, text, &[]);
        assert_eq!(code, Some(3), "{text}");
        told += &text;
        told += "\n";
    }
    insta::assert_snapshot!(told);
    assert_eq!(state(&scene.root()), before, "nothing is written");
    let ran = scene.run(&["import", "gv100ad", "/nowhere/GV100AD.txt"]);
    assert_eq!(ran.code, Some(1));
    let ran = crate::program::run(&["import", "gv100ad", "/nowhere/GV100AD.txt"]);
    assert_eq!(ran.code, Some(2), "the bundled data cannot be written to");
    scene.edit("bodies.ron", "plate: \"HDK\"", "plaque: \"HDK\"");
    let before = state(&scene.root());
    let (code, text) = import(&scene, same(), &[]);
    assert_eq!(code, Some(3));
    assert!(
        text.contains("bodies.ron") && text.contains("plaque"),
        "{text}"
    );
    assert_eq!(
        state(&scene.root()),
        before,
        "what cannot be read would be lost"
    );
}

#[test]
fn older_files_are_windows_1252() {
    let source = Source::Folder(crate::hamlet::folder());
    let utf8 = plan(&source, same().into_bytes()).unwrap();
    let marked = format!("\u{feff}{}", same().replace('\n', "\r\n"));
    let marked = plan(&source, marked.into_bytes()).unwrap();
    let (old, _, lossy) = encoding_rs::WINDOWS_1252.encode(&*Box::leak(same().into_boxed_str()));
    assert!(!lossy);
    let old = plan(&source, old.into_owned()).unwrap();
    assert_eq!(
        [utf8.assumed, marked.assumed, old.assumed],
        [false, false, true]
    );
    let body = |plan: &Plan| plan.content.split("districts").nth(1).unwrap().to_owned();
    assert_eq!(body(&utf8), body(&old));
    assert_eq!(body(&utf8), body(&marked));
    assert_eq!(keys(&old.problems), []);
}

#[test]
fn a_cut_file_dissolves_nobody() {
    let bytes = same().into_bytes();
    let source = Source::Folder(crate::hamlet::folder());
    let end = same().find("Hafenland").unwrap() - 22;
    for length in (0..bytes.len()).filter(|length| length % 7 == 0 || length % 110 == 0) {
        let Ok(plan) = plan(&source, bytes[..length].to_vec()) else {
            assert!(length <= 460, "{length}: a row of the Land is there");
            continue;
        };
        assert_eq!(plan.changes, [], "{length}");
        assert_eq!(plan.after.register.len(), 7);
        assert!(
            !plan.problems.is_empty() || length >= end + 12,
            "{length} of {end}"
        );
    }
}

#[test]
fn a_file_that_is_cut_is_not_written() {
    let scene = Scene::hamlet();
    let before = state(&scene.root());
    let whole = same();
    let (code, told) = import(&scene, &whole[..whole.rfind("Grünfelde").unwrap()], &[]);
    assert_eq!(code, Some(3), "{told}");
    assert!(told.contains("nichts geschrieben"), "{told}");
    assert_eq!(state(&scene.root()), before);
}

#[test]
fn no_flipped_byte_panics_or_goes_unseen() {
    let bytes = same().into_bytes();
    let source = Source::Folder(crate::hamlet::folder());
    for at in 0..bytes.len() {
        let mut flipped = bytes.clone();
        flipped[at] ^= [0x80, 0x01, 0x20][at % 3];
        let Ok(plan) = plan(&source, flipped) else {
            continue;
        };
        let gone = plan
            .changes
            .iter()
            .any(|change| matches!(change, Change::Dissolved { .. }));
        let new = plan
            .changes
            .iter()
            .any(|change| matches!(change, Change::New { .. }));
        assert!(!gone || new || !plan.problems.is_empty(), "byte {at}");
    }
}

/// The folder of what operators share; it is not part of the project.
fn shared() -> Option<PathBuf> {
    let named = std::env::var_os("OZGTOP_SHARED").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared");
    let found = [named, Some(beside)].into_iter().flatten();
    let found = found.map(|folder| folder.join("reference/official"));
    let found = found.into_iter().find(|folder| folder.is_dir());
    if found.is_none() {
        eprintln!("skipped: the official register is not at hand");
    }
    found
}

#[test]
fn the_real_register_agrees_row_by_row() {
    let Some(folder) = shared() else { return };
    let bytes = fs::read(folder.join("GV100AD_31082025.txt")).unwrap();
    let text = String::from_utf8(bytes.clone()).unwrap();
    let plan = plan(&Source::Bundled, bytes).unwrap();
    assert_eq!(
        (plan.changes.as_slice(), plan.problems.as_slice()),
        (&[][..], &[][..])
    );
    assert_eq!((plan.rows, plan.lost.len(), plan.assumed), (1442, 0, false));
    let (data, register) = (&plan.after, &plan.after.register);
    assert_eq!(data.responsibility.len(), 2184);
    let count = |wanted: fn(Class) -> bool| {
        register
            .ids()
            .filter(|id| wanted(register.body(*id).class))
            .count()
    };
    let members = count(|class| class == Class::Mitgliedsgemeinde);
    let unions = count(|class| class == Class::Samtgemeinde);
    assert_eq!((count(Class::is_district), members, unions), (45, 650, 114));
    assert_eq!(
        (count(Class::is_unit), count(Class::is_register_row)),
        (403, 964)
    );
    assert_eq!(count(Class::is_unit) - unions, 289);
    assert!(
        register
            .ids()
            .filter_map(|id| register.inhabitants(id))
            .all(|(_, official)| official)
    );
    let rows = fs::read_to_string(folder.join("ni_municipalities_2025.json")).unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows.len(), 964);
    let mut total = 0;
    for row in rows {
        let key = row["ars"].as_str().unwrap();
        let id = register.find(key).unwrap();
        let body = register.body(id);
        assert_eq!(body.name.as_str(), row["name"].as_str().unwrap(), "{key}");
        let (count, _) = register.inhabitants(id).unwrap();
        assert_eq!(
            u64::from(count),
            row["population"].as_u64().unwrap(),
            "{key}"
        );
        let area = f64::from(body.area_km2.unwrap()) - row["area_km2"].as_f64().unwrap();
        assert!(area.abs() < 0.005, "{key} {area}");
        total += count;
    }
    assert_eq!(total, 8_004_489);
    the_districts_agree(&folder, &plan);
    the_old_encoding_says_the_same(&text, &plan);
}

/// The districts are the sums of their Gemeinden.
fn the_districts_agree(folder: &Path, plan: &Plan) {
    let register = &plan.after.register;
    let rows = fs::read_to_string(folder.join("ni_districts_2025.json")).unwrap();
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).unwrap();
    assert_eq!(rows.len(), 45);
    for row in rows {
        let key = row["key"].as_str().unwrap();
        let id = register.find(&format!("{key}0000000")).unwrap();
        let (count, _) = register.inhabitants(id).unwrap();
        assert_eq!(
            u64::from(count),
            row["population"].as_u64().unwrap(),
            "{key}"
        );
    }
}

/// Of the other Länder some names have letters that Windows-1252 lacks: those lines stay away.
fn the_old_encoding_says_the_same(text: &str, plan: &Plan) {
    let lines = text.lines().filter(|line| line.get(10..12) == Some("03"));
    let lines = lines.collect::<Vec<_>>().join("\n");
    let (old, _, lossy) = encoding_rs::WINDOWS_1252.encode(&lines);
    assert!(!lossy);
    let other = super::gv100ad::plan(&Source::Bundled, old.into_owned()).unwrap();
    assert!(other.assumed);
    let rows = |plan: &Plan| {
        plan.content
            .split("\"districts\"")
            .nth(1)
            .unwrap()
            .to_owned()
    };
    assert_eq!(rows(&other), rows(plan));
}

#[test]
fn the_real_register_cut_anywhere_dissolves_nobody() {
    let Some(folder) = shared() else { return };
    let bytes = fs::read(folder.join("GV100AD_31082025.txt")).unwrap();
    let lines: Vec<_> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let of_land = |line: &&[u8]| line.get(10..12) == Some(b"03".as_slice());
    let first = lines.iter().position(of_land).unwrap();
    // Rows 1 and 2 are the Land and its first region, row 3 the first that tells a day: without one there is no plan.
    for cut in (first + 3..first + 1442).step_by(97) {
        let mut part = lines[first - 1..cut].concat();
        part.extend_from_slice(&lines[cut][..40]);
        let plan = plan(&Source::Bundled, part).unwrap();
        assert_eq!(plan.changes, [], "{cut}");
        assert!(!plan.problems.is_empty(), "{cut}");
    }
}
