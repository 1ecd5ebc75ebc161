//! Tracking lists with something wrong: what is told, and that nothing is guessed or written.

#![expect(
    clippy::disallowed_methods,
    reason = "tests prepare files of their own"
)]

use std::fs;

use ozgtop::domain::phase::Phase;

use crate::import_table::{ON_DAY, cell, import};
use crate::scene::{Scene, state};

#[test]
fn what_is_not_read_is_named() {
    let scene = Scene::hamlet();
    let list = "Kommune;Leistung;Status;Kram\nMoorrand;ANM;live;x\nDüsterburg;ANM;live;\n\
        Summe;;2;\nSumme;;3;\n";
    let ran = import(&scene, list, &[&ON_DAY[..], &["--dry-run"]].concat());
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.stderr.contains("liste.csv:1:4: Nicht gelesen: Kram."),
        "{}",
        ran.stderr
    );
    let sums = "Summen, nicht gelesen: Zeile 4 („Summe“), Zeile 5 („Summe“)\n";
    assert!(ran.stdout.ends_with(sums), "{}", ran.stdout);
    let empty = import(&scene, "Kommune;Leistung;Status\n", &ON_DAY);
    assert_eq!(empty.code, Some(3));
}

#[test]
fn a_name_and_a_district_that_contradict_each_other_are_no_body() {
    let scene = Scene::hamlet();
    let before = state(&scene.root());
    let list = "Kommune;Kreis;Leistung;Status\nMoorrand;Düsterburg;ANM;live\n";
    let ran = import(&scene, list, &ON_DAY);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.stderr.contains("widersprechen sich") && ran.stderr.contains("039015401000"),
        "{}",
        ran.stderr
    );
    assert_eq!(state(&scene.root()), before);
}

#[test]
fn keys_that_a_spreadsheet_protects_are_keys() {
    let scene = Scene::hamlet();
    let list = "ARS;Leistung;Status\n=\"039010005005\";Gewerbe;live\n";
    let ran = import(&scene, list, &ON_DAY);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let trade = cell(&scene.load(), "gewerbe", "039010005005");
    assert_eq!(trade.phase, Some(Phase::Live));
}

#[test]
fn a_day_to_come_and_what_is_not_there_are_refused() {
    let scene = Scene::hamlet();
    let before = state(&scene.root());
    let list = "Kommune;Leistung;Status\nMoorrand;ANM;live\n";
    let later = import(&scene, list, &["--date", "2026-11-24"]);
    assert_eq!(later.code, Some(2));
    assert!(
        later.stderr.contains("24.11.2026") && later.stderr.contains("23.11.2026"),
        "{}",
        later.stderr
    );
    let no_day = import(&scene, list, &["--date", "2026-11-31"]);
    assert_eq!(no_day.code, Some(2));
    assert!(no_day.stderr.contains("JJJJ-MM-TT"), "{}", no_day.stderr);
    let nothing = [&ON_DAY[..], &["--mapping", "nicht.ron"]].concat();
    let missing = [
        import(&scene, list, &nothing),
        scene.run(&["import", "table", "nicht.csv"]),
        scene.run(&["import", "gv100ad", "nicht.txt"]),
        scene.run(&["import", "open-pvog", "nicht.csv"]),
    ];
    for ran in missing {
        assert_ne!(ran.code, Some(0));
        assert!(
            ran.stderr.contains("Pfad und Schreibweise prüfen") && !ran.stderr.contains("init"),
            "{}",
            ran.stderr
        );
    }
    assert_eq!(state(&scene.root()), before);
    let nowhere = crate::program::run(&["--data", "/nirgends", "import", "table", "x.csv"]);
    assert_eq!(nowhere.code, Some(1));
    assert!(nowhere.stderr.contains("/nirgends: "), "{}", nowhere.stderr);
}

#[test]
fn a_wrong_word_of_a_mapping_is_told_with_the_right_ones() {
    let scene = Scene::hamlet();
    let mapping = scene.root().parent().unwrap().join("zuordnung.ron");
    fs::write(
        &mapping,
        "(schema: 1, columns: {\"Kommune\": body}, phases: {\"x\": lve})",
    )
    .unwrap();
    let flags = ["--mapping", mapping.to_str().unwrap(), ON_DAY[0], ON_DAY[1]];
    let ran = import(&scene, "Kommune;ANM\nMoorrand;x\n", &flags);
    assert_eq!(ran.code, Some(3));
    assert!(
        ran.stderr.contains("„lve“") && ran.stderr.contains("onboarding, pilot, live"),
        "{}",
        ran.stderr
    );
}
