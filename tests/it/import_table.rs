//! Tracking lists as operators have them become a snapshot: what is taken, what is told, and what is never touched.

#![expect(
    clippy::disallowed_methods,
    reason = "tests prepare files of their own"
)]

use std::fs;

use ozgtop::domain::cell::{Cell, Marks};
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::phase::Phase;

use crate::program::Ran;
use crate::scene::{Scene, state};

/// Ten rows: 1 is new, 4 change, 1 is the same, 4 are left out.
const LIST: &str = "Rollout, erfunden\r\n\r\nKommune;Leistung;Status;seit;Bemerkung\r\n\
    Moorrand, SG;Anmeldung;live;05.11.2026;\"zwei\r\nZeilen\"\r\n\
    LK HDK;ZUL;online;;\r\n\
    Flecken Grünfelde;90002;Pilot (Q1/2027);;\r\n\
    Düsterburg;Anmeldung;Q4/2026;;\r\n\
    39010005005;Gewerbe;in Umsetzung;;\r\n\
    Torfhude;Anmeldung;live;;\r\n\
    Grünfeld;ANM;live;;\r\n\
    Moorrand;Anmeldung;Pilot;;\r\n\
    Moorrand;Anmeldung;Pilott;;\r\n\
    Heide;Gewerbe;offen;;\r\n";

const FILE: &str = "rollout/2026-11-20.json";

pub(crate) fn import(scene: &Scene, list: &str, more: &[&str]) -> Ran {
    let path = scene.root().parent().unwrap().join("liste.csv");
    fs::write(&path, list).unwrap();
    let path = path.to_string_lossy().into_owned();
    scene.run(&[&["import", "table", &path], more].concat())
}

pub(crate) const ON_DAY: [&str; 2] = ["--date", "2026-11-20"];

/// A cell of the newest snapshot.
pub(crate) fn cell(data: &Dataset, service: &str, body: &str) -> Cell {
    let service = data.catalogue.find(service).unwrap();
    let body = data.register.find(body).unwrap();
    let id = data.responsibility.cell(service, body).unwrap();
    data.rollout.cell(data.rollout.newest().unwrap(), id)
}

fn day(text: &str) -> Option<ozgtop::domain::date::Date> {
    ozgtop::domain::date::parse(text)
}

#[test]
fn a_list_becomes_the_changes_it_tells() {
    let scene = Scene::hamlet();
    let ran = import(&scene, LIST, &ON_DAY);
    assert_eq!(ran.code, Some(3));
    insta::assert_snapshot!(ran.told(&scene.root(), "DATA"));
    scene.check(0);
    let data = scene.load();
    assert_eq!(data.problems, []);
    let snapshot = data
        .rollout
        .snapshot(data.rollout.newest().unwrap())
        .unwrap();
    assert!(!snapshot.complete);
    assert_eq!(snapshot.origins[0].name.as_str(), "liste.csv");
    let moorrand = cell(&data, "anmeldung", "039015401000");
    assert_eq!(
        (moorrand.phase, moorrand.since),
        (Some(Phase::Live), day("2026-11-05"))
    );
    // What the list does not tell stays: the plan, the provider.
    assert_eq!(moorrand.planned, day("2026-10-15"));
    assert!(moorrand.provider.is_some());
    let town = cell(&data, "anmeldung", "039020000000");
    assert_eq!(
        (town.phase, town.since, town.planned),
        (Some(Phase::Planned), None, day("2026-12-31"))
    );
    let pilot = cell(&data, "anmeldung", "039010005005");
    assert_eq!(
        (pilot.phase, pilot.since, pilot.planned),
        (Some(Phase::Pilot), day("2026-10-20"), day("2027-03-31"))
    );
    let trade = cell(&data, "gewerbe", "039010005005");
    assert_eq!((trade.phase, trade.since), (Some(Phase::Onboarding), None));
    assert_eq!(cell(&data, "gewerbe", "hwk:heide").phase, Some(Phase::Open));
    assert_eq!(
        cell(&data, "zulassung", "039010000000").marks,
        Marks::OWN_SOLUTION
    );
}

#[test]
fn a_dry_run_says_the_same_and_writes_nothing() {
    let scene = Scene::hamlet();
    let before = state(&scene.root());
    let ran = import(
        &scene,
        LIST,
        &[&ON_DAY[..], &["--dry-run", "--lang", "en"]].concat(),
    );
    assert_eq!(ran.code, Some(3));
    assert_eq!(state(&scene.root()), before);
    insta::assert_snapshot!(ran.stdout);
    let useless = import(&scene, "Kommune;Leistung;Status\nX;ANM;live\n", &ON_DAY);
    assert_eq!(useless.code, Some(3));
    assert!(useless.stdout.contains("nichts wurde geschrieben"));
    assert_eq!(state(&scene.root()), before);
}

#[test]
fn one_column_for_each_service() {
    let scene = Scene::hamlet();
    let list = "Behörde,Kreis,Zulassung,ANM,90003\nHeidekamp,,live,,Q2/2027\n\
        Düsterburg,,-,online seit 15.09.2026,\nMoorrand,Heidekamp,,Oktober 2026,\n";
    let ran = import(&scene, list, &ON_DAY);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(
        ran.stdout.ends_with(
            "3 Zeilen mit 4 Feldern gelesen: neu 0 · geändert 2 · gleich 2 · ausgelassen 0\n"
        ),
        "{}",
        ran.stdout
    );
    let data = scene.load();
    let trade = cell(&data, "gewerbe", "039010000000");
    assert_eq!(
        (trade.phase, trade.planned),
        (Some(Phase::Planned), day("2027-06-30"))
    );
    assert!(trade.marks.has(Marks::DEFERRED) && trade.detail.is_some());
    let moorrand = cell(&data, "anmeldung", "039015401000");
    assert_eq!(
        (moorrand.phase, moorrand.planned),
        (Some(Phase::Planned), day("2026-10-31"))
    );
}

#[test]
fn nothing_of_the_same_day_is_touched_unless_asked_to() {
    let scene = Scene::hamlet();
    assert_eq!(import(&scene, LIST, &ON_DAY).code, Some(3));
    let first = scene.text(FILE);
    let other = "Kommune;Leistung;Status\nMoorrand;ANM;Pilot\n";
    assert_eq!(import(&scene, other, &ON_DAY).code, Some(1));
    assert_eq!(scene.text(FILE), first);
    let replaced = import(&scene, other, &[&ON_DAY[..], &["--replace"]].concat());
    assert_eq!(replaced.code, Some(0), "{}", replaced.stderr);
    // The list is taken into the snapshot: one cell is another, the other four that it had stay.
    assert!(scene.text(FILE).contains("\"rows\":5,"));
    assert!(
        replaced.stdout.contains("online → Pilotierung"),
        "{}",
        replaced.stdout
    );
    let data = scene.load();
    assert_eq!(
        cell(&data, "anmeldung", "039020000000").phase,
        Some(Phase::Planned)
    );
    let moorrand = cell(&data, "anmeldung", "039015401000");
    assert_eq!((moorrand.phase, moorrand.since), (Some(Phase::Pilot), None));
    scene.check(0);
    for flags in [
        &["--date", "2026-10-31"][..],
        &["--date", "2026-10-31", "--replace"],
    ] {
        let before = state(&scene.root());
        let ran = import(&scene, other, flags);
        assert_eq!(ran.code, Some(1));
        assert!(ran.stderr.contains("2026-10-31.ron"), "{}", ran.stderr);
        assert_eq!(state(&scene.root()), before);
    }
}

#[test]
fn a_complete_snapshot_tells_every_cell() {
    let scene = Scene::hamlet();
    let ran = import(&scene, LIST, &[&ON_DAY[..], &["--complete"]].concat());
    assert_eq!(ran.code, Some(3));
    // Seven cells before and the one of the chamber.
    assert!(
        scene.text(FILE).contains("\"kind\":\"complete\"")
            && scene.text(FILE).contains("\"rows\":8,")
    );
    scene.check(0);
}

#[test]
fn a_mapping_says_what_a_head_does_not() {
    let scene = Scene::hamlet();
    let mapping = scene.root().parent().unwrap().join("zuordnung.ron");
    let list = "Ort;wie weit\nTorfhude;läuft\nDüsterburg;fast\n";
    let flags = ["--mapping", mapping.to_str().unwrap()];
    let text = "(\n    schema: 1,\n    date: \"2026-11-20\",\n    source: \"Meldung, erfunden\",\n    \
        columns: {\"Ort\": body, \"wie weit\": phase},\n    phases: {\"läuft\": live, \"fast\": pilot},\n    \
        constants: (service: \"anmeldung\", provider: \"Nordnetz\"),\n    resolve_members: true,\n)\n";
    fs::write(&mapping, text).unwrap();
    let ran = import(&scene, list, &flags);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let data = scene.load();
    let moorrand = cell(&data, "anmeldung", "039015401000");
    assert_eq!(moorrand.phase, Some(Phase::Live));
    assert_eq!(
        data.rollout
            .values
            .provider(moorrand.provider.unwrap())
            .unwrap()
            .as_str(),
        "Nordnetz"
    );
    assert_eq!(
        cell(&data, "anmeldung", "039020000000").phase,
        Some(Phase::Pilot)
    );
    for (from, to) in [
        ("\"anmeldung\"", "\"anmeldng\""),
        ("phase}", "phse}"),
        ("schema", "shema"),
        ("2026-11-20", "20.11.2026"),
    ] {
        fs::write(&mapping, text.replace(from, to)).unwrap();
        let ran = import(&scene, list, &[&flags[..], &["--replace"]].concat());
        assert_eq!(ran.code, Some(3));
        let place = ran
            .stderr
            .split("zuordnung.ron:")
            .nth(1)
            .unwrap_or_default();
        let line = text.split(from).next().unwrap().matches('\n').count() + 1;
        assert!(
            place.starts_with(&format!("{line}:")),
            "{to}: {}",
            ran.stderr
        );
    }
}

#[test]
fn what_is_proposed_can_be_used() {
    let scene = Scene::hamlet();
    let ran = import(&scene, LIST, &["--propose"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    insta::assert_snapshot!(ran.stdout);
    let mapping = scene.root().parent().unwrap().join("zuordnung.ron");
    fs::write(&mapping, &ran.stdout).unwrap();
    let flags = [
        "--mapping",
        mapping.to_str().unwrap(),
        "--dry-run",
        ON_DAY[0],
        ON_DAY[1],
    ];
    let used = import(&scene, LIST, &flags);
    assert_eq!(
        used.stdout,
        import(&scene, LIST, &["--dry-run", ON_DAY[0], ON_DAY[1]]).stdout
    );
}

#[test]
fn a_workbook_is_read_with_its_days() {
    let scene = Scene::hamlet();
    let mut book = rust_xlsxwriter::Workbook::new();
    let day_format = rust_xlsxwriter::Format::new().set_num_format("dd.mm.yyyy");
    book.add_worksheet()
        .set_name("Deckblatt")
        .unwrap()
        .write_string(0, 0, "erfunden")
        .unwrap();
    let sheet = book.add_worksheet().set_name("Liste").unwrap();
    for (column, head) in (0..).zip(["AGS", "Leistung", "Status", "seit"]) {
        sheet.write_string(2, column, head).unwrap();
    }
    // The key lost its leading zero; 46331 is 5 November 2026.
    sheet.write_number(3, 0, 3_901_005_u32).unwrap();
    sheet.write_string(3, 1, "Anmeldung").unwrap();
    sheet.write_string(3, 2, "live").unwrap();
    sheet
        .write_number_with_format(3, 3, 46_331, &day_format)
        .unwrap();
    let path = scene.root().parent().unwrap().join("liste.xlsx");
    fs::write(&path, book.save_to_buffer().unwrap()).unwrap();
    let path = path.to_string_lossy().into_owned();
    let ran = scene.run(&[
        "import", "table", &path, "--sheet", "liste", ON_DAY[0], ON_DAY[1],
    ]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let found = cell(&scene.load(), "anmeldung", "039010005005");
    assert_eq!(
        (found.phase, found.since),
        (Some(Phase::Live), day("2026-11-05"))
    );
    let ran = scene.run(&[
        "import",
        "table",
        &path,
        "--sheet",
        "Nein",
        ON_DAY[0],
        ON_DAY[1],
        "--dry-run",
    ]);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stderr.contains("Deckblatt, Liste"), "{}", ran.stderr);
    // The first sheet with content is the cover: the others are named.
    let cover = scene.run(&["import", "table", &path, ON_DAY[0], ON_DAY[1], "--dry-run"]);
    assert_eq!(cover.code, Some(3));
    assert!(
        cover.stderr.contains("liste.xlsx!Deckblatt: ")
            && cover.stderr.contains("--sheet")
            && cover.stderr.contains("(Liste)"),
        "{}",
        cover.stderr
    );
}

#[test]
fn the_bundled_data_is_not_written_to() {
    let ran = crate::program::run(&["import", "table", "liste.csv"]);
    assert_ne!(ran.code, Some(0));
}
