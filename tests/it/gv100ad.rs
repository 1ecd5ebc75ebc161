//! The import of the official register: an invented one of the hamlet, every figure counted by hand.

#![expect(
    clippy::disallowed_methods,
    reason = "tests prepare files of their own"
)]

use std::fs;

use ozgtop::domain::body::{Class, Designation};
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::phase;
use ozgtop::domain::problem::Problem;
use ozgtop::store::import::gv100ad::{self, Options, Plan, Refused};
use ozgtop::store::import::{Original, origin};
use ozgtop::store::{Limits, Source};

use crate::scene::{Scene, state};

/// A line with these values at their positions (from 1), as the record description says, 220 characters long.
pub(crate) fn line(values: &[(usize, &str)]) -> String {
    let mut line = vec![' '; 220];
    for (at, value) in values {
        for (offset, character) in value.chars().enumerate() {
            line[at - 1 + offset] = character;
        }
    }
    line.into_iter().collect::<String>() + "\n"
}

pub(crate) const DAY: &str = "20261115";

pub(crate) fn kreis(key: &str, name: &str, mark: &str) -> String {
    line(&[(1, "40"), (3, DAY), (11, key), (23, name), (123, mark)])
}

pub(crate) fn verband(district: &str, key: &str, name: &str, mark: &str) -> String {
    let values = [(1, "50"), (3, DAY), (11, district), (19, key)];
    line(&[&values[..], &[(23, name), (123, mark)]].concat())
}

pub(crate) fn gemeinde(
    ags: &str,
    verband: &str,
    name: &str,
    mark: &str,
    numbers: (u32, u32),
) -> String {
    let (hectares, people) = (format!("{:011}", numbers.0), format!("{:011}", numbers.1));
    let values = [(1, "60"), (3, DAY), (11, ags), (19, verband), (23, name)];
    let more = [(123, mark), (129, &*hectares), (140, &*people)];
    line(&[&values[..], &more].concat())
}

/// The hamlet as it is, with newer numbers; before and behind it a row of another Land.
pub(crate) fn same() -> String {
    [
        line(&[(1, "10"), (3, DAY), (11, "01"), (23, "Nordland")]),
        line(&[(1, "10"), (3, DAY), (11, "03"), (23, "Weilerland")]),
        kreis("03901", "Heidekamp", "44"),
        verband("03901", "0005", "Grünfelde, Flecken", "50"),
        verband("03901", "5401", "Moorrand", "52"),
        gemeinde("03901001", "5401", "Birkenmoor", "64", (2500, 1050)),
        gemeinde("03901002", "5401", "Torfhude", "64", (3005, 1950)),
        gemeinde("03901005", "0005", "Grünfelde, Flecken", "64", (6000, 4100)),
        kreis("03902", "Düsterburg, Stadt", "41"),
        verband("03902", "0000", "Düsterburg, Stadt", "50"),
        gemeinde(
            "03902000",
            "0000",
            "Düsterburg, Stadt",
            "61",
            (9999, 20_500),
        ),
        line(&[(1, "10"), (3, DAY), (11, "04"), (23, "Hafenland")]),
    ]
    .concat()
}

/// The Samtgemeinde is gone: Birkenmoor stands alone, Torfhude went into Grünfelde, which is a town of another name now;
/// Neusiedel is new.
fn reformed() -> String {
    [
        kreis("03901", "Heidekamp", "44"),
        verband("03901", "0001", "Birkenmoor", "50"),
        verband("03901", "0005", "Grünfelde am Moor, Stadt", "50"),
        verband("03901", "0009", "Neusiedel", "50"),
        gemeinde("03901001", "0001", "Birkenmoor", "64", (2500, 1050)),
        gemeinde(
            "03901005",
            "0005",
            "Grünfelde am Moor, Stadt",
            "63",
            (8000, 5900),
        ),
        gemeinde("03901009", "0009", "Neusiedel", "64", (1005, 150)),
        kreis("03902", "Düsterburg, Stadt", "41"),
        verband("03902", "0000", "Düsterburg, Stadt", "50"),
        gemeinde(
            "03902000",
            "0000",
            "Düsterburg, Stadt",
            "61",
            (9999, 20_500),
        ),
    ]
    .concat()
}

const MAPPING: &str = "(schema: 1, source: \"Gesetz, erfunden\", dissolved: [
    (from: \"039015401000\", to: \"039010005005\"),
    (from: \"039015401002\", to: \"039010005005\", source: \"Gesetz, erfunden\"),
])";

/// Imports a text into the hamlet; the exit code and what was printed.
pub(crate) fn import(
    scene: &Scene,
    text: impl AsRef<[u8]>,
    arguments: &[&str],
) -> (Option<i32>, String) {
    let file = scene.root().with_file_name("GV100AD_15112026.txt");
    fs::write(&file, text).unwrap();
    let path = file.to_string_lossy().into_owned();
    let ran = scene.run(&[&["import", "gv100ad", &path][..], arguments].concat());
    let told = ran.told(&scene.root(), "DATA");
    let folder = scene
        .root()
        .parent()
        .unwrap()
        .to_string_lossy()
        .into_owned();
    (ran.code, told.replace(&folder, "DIR"))
}

pub(crate) fn plan(source: &Source, bytes: Vec<u8>) -> Result<Plan, Box<Refused>> {
    let origin = origin("GV100AD.txt", &bytes, None);
    let original = Original { bytes, origin };
    let options = Options::default();
    gv100ad::plan(source, Limits::default(), &original, options, &mut ())
        .map(|plan| plan.expect("nobody asked to stop"))
}

pub(crate) fn keys(problems: &[Problem]) -> Vec<(&'static str, Option<(u32, u32)>)> {
    let at = |problem: &Problem| problem.place.as_ref().and_then(|place| place.position);
    problems
        .iter()
        .map(|problem| (problem.fault.key(), at(problem)))
        .collect()
}

/// The phases of a cell on all dates.
fn phases(data: &Dataset, service: &str, body: &str) -> Vec<&'static str> {
    let service = data.catalogue.find(service).unwrap();
    let body = data.register.find(body).unwrap();
    let cell = data.responsibility.cell(service, body).unwrap();
    let at = |id| phase::key(data.rollout.cell(id, cell).phase);
    data.rollout.ids().map(at).collect()
}

#[test]
fn the_same_bodies_get_official_numbers_and_keep_the_rest() {
    let scene = Scene::hamlet();
    let (before, days) = (scene.text("bodies.ron"), state(&scene.path("rollout")));
    let (code, dry) = import(&scene, same(), &["--dry-run"]);
    assert_eq!(code, Some(0), "{dry}");
    assert_eq!(scene.text("bodies.ron"), before, "only shown");
    let (code, told) = import(&scene, same(), &["--population-date", "2025-12-31"]);
    assert_eq!(code, Some(0), "{told}");
    insta::assert_snapshot!(told);
    assert_eq!(state(&scene.path("rollout")), days);
    let data = scene.load();
    assert_eq!(data.problems, []);
    let body = |key: &str| data.register.body(data.register.find(key).unwrap());
    let people = |key: &str| data.register.inhabitants(data.register.find(key).unwrap());
    // 1,050 + 1,950 + 4,100; 25 + 30.05 + 60 km².
    assert_eq!(people("039010000000"), Some((7100, true)));
    assert_eq!(body("039010000000").area_km2, Some(115.05));
    assert_eq!(people("039015401000"), Some((3000, true)));
    let town = body("039020000000");
    assert_eq!(people("039020000000"), Some((20_500, true)));
    assert_eq!(
        (town.class, town.area_km2),
        (Class::KreisfreieStadt, Some(99.99))
    );
    assert_eq!(
        (town.name.as_str(), town.designation),
        ("Düsterburg", Some(Designation::Stadt))
    );
    assert_eq!(body("039010000000").plate.as_ref().unwrap().as_str(), "HDK");
    let market = body("039010005005");
    assert_eq!(
        (market.name.as_str(), market.designation),
        ("Grünfelde", Some(Designation::Flecken))
    );
    assert_eq!(body("hwk:heide").name.as_str(), "Heide");
    let source = &data.register.sources()[0].name;
    assert_eq!(
        source.de.as_str(),
        "amtlich, Destatis 31.12.2025 (GV100AD, Gebietsstand 15.11.2026)"
    );
    let origin = data.register_origin.as_ref().unwrap();
    assert_eq!(origin.name.as_str(), "GV100AD_15112026.txt");
    assert_eq!(origin.date.unwrap().to_string(), "2026-11-15");
    assert!(
        data.register_source
            .as_str()
            .starts_with("© Statistisches Bundesamt (Destatis), 2026;")
    );
    assert!(
        data.register_source
            .as_str()
            .ends_with("Übriges: Register, erfunden")
    );
    let written = scene.text("bodies.ron");
    let (code, again) = import(&scene, same(), &["--population-date", "2025-12-31"]);
    assert_eq!(code, Some(0), "{again}");
    assert!(again.contains("Nichts zu schreiben"), "{again}");
    assert_eq!(scene.text("bodies.ron"), written);
}

#[test]
fn what_became_of_the_bodies_is_told() {
    let scene = Scene::hamlet();
    let (code, told) = import(&scene, reformed(), &["--all", "--lang", "en"]);
    assert_eq!(code, Some(3), "two bodies are dissolved and not mapped");
    insta::assert_snapshot!(told);
    let data = scene.load();
    // The only rows that nobody takes over are those of the Samtgemeinde, one on each of two dates.
    let [lost] = data.problems.as_slice() else {
        panic!("{:?}", data.problems)
    };
    assert_eq!((lost.fault.key(), lost.more), ("unknown_body", 1));
    let key = "039010001001";
    assert_eq!(
        data.register.current("039015401001"),
        data.register.find(key)
    );
    let moved = data.register.body(data.register.find(key).unwrap());
    assert_eq!(
        (moved.class, moved.samtgemeinde),
        (Class::Einheitsgemeinde, None)
    );
    assert_eq!(
        phases(&data, "anmeldung", "039010005005"),
        ["pilot", "live", "pilot"],
        "no cell is carried over without a mapping"
    );
    assert_eq!(phases(&data, "anmeldung", key), ["unknown"; 3]);
}

#[test]
fn a_mapping_carries_cells_over_and_the_least_far_counts() {
    let scene = Scene::hamlet();
    let mapping = scene.root().with_file_name("zuordnung.ron");
    fs::write(&mapping, MAPPING).unwrap();
    let mapping = mapping.to_string_lossy().into_owned();
    let (code, told) = import(&scene, reformed(), &["--mapping", &mapping]);
    assert_eq!(code, Some(0), "{told}");
    insta::assert_snapshot!(told);
    // From the change on the body itself speaks for all that went into it.
    scene.write(
        "rollout/2026-11-30.ron",
        "(schema: 1, date: \"2026-11-30\", kind: \"changes\", source: \"erfunden\", cells: [
            (service: \"anmeldung\", body: \"039010005005\", phase: \"live\"),
        ])",
    );
    let data = scene.load();
    assert_eq!(data.problems, []);
    assert_eq!(
        phases(&data, "anmeldung", "039010005005"),
        ["onboarding", "onboarding", "onboarding", "live"]
    );
    assert_eq!(
        phases(&data, "gewerbe", "039010005005"),
        ["unknown", "open", "open", "open"],
        "the Samtgemeinde never reported about this service"
    );
    // A former body that is silent in a complete snapshot is not reported: nothing is overstated.
    let newest = scene
        .text("rollout/2026-10-31.ron")
        .replace("rows: 7", "rows: 6");
    let rows = newest.lines().filter(|row| !row.contains("039015401000"));
    scene.write(
        "rollout/2026-10-31.ron",
        rows.collect::<Vec<_>>().join("\n"),
    );
    let data = scene.load();
    assert_eq!(data.problems, []);
    assert_eq!(
        phases(&data, "anmeldung", "039010005005"),
        ["onboarding", "onboarding", "unknown", "live"]
    );
    // The same key twice on one date stays a problem.
    let row = "(service: \"anmeldung\", body: \"039010005005\", phase: \"live\"),";
    scene.edit("rollout/2026-11-30.ron", row, &format!("{row}{row}"));
    assert_eq!(keys(&scene.load().problems)[0].0, "duplicate_cell");
}

#[test]
fn a_faulty_mapping_says_where() {
    let scene = Scene::hamlet();
    let path = scene.root().with_file_name("zuordnung.ron");
    let mapping = path.to_string_lossy().into_owned();
    for (text, code, what) in [
        (
            MAPPING.replace("039015401000", "039010001001"),
            3,
            "zuordnung.ron:2:13: 039010001001",
        ),
        (
            MAPPING.replace("to: \"039010005005\"),", "to: \"039010005999\"),"),
            3,
            "zuordnung.ron:2:13:",
        ),
        (
            MAPPING.replace("039015401000", "39015401000"),
            3,
            "zuordnung.ron:2:13:",
        ),
        (MAPPING[..60].to_owned(), 3, "zuordnung.ron:"),
    ] {
        fs::write(&path, &text).unwrap();
        let (ran, told) = import(&scene, reformed(), &["--mapping", &mapping, "--dry-run"]);
        assert_eq!(ran, Some(code), "{told}");
        assert!(told.contains(what), "{told}");
    }
}
