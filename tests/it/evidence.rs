//! Evidence: what was counted by hand of the hamlet, what is on screen, what is read, written and refused.

use std::fs;
use std::sync::Arc;

use ozgtop::analysis::checks::{self, Topic};
use ozgtop::analysis::digest::Digest;
use ozgtop::analysis::figures::{Standing, Thresholds};
use ozgtop::analysis::outlook::Outlooks;
use ozgtop::app::screen::{Row, Screen};
use ozgtop::domain::cell::{CellId, Marks};
use ozgtop::domain::dataset::Dataset;
use ozgtop::store::save::{self, Keys};
use serde::Deserialize;

use crate::hamlet::{self, name};
use crate::scene::Scene;
use crate::session::Session;

/// The file of the hamlet.
const FILE: &str = "evidence/2026-11-02.ron";

#[derive(Deserialize)]
struct Expected {
    evidence: Counted,
}

#[derive(Deserialize)]
struct Counted {
    found: (u64, u64),
    agreeing: (u64, u64),
    broken: u64,
    unlinked: Vec<String>,
    untracked: Vec<String>,
}

fn digest(data: &Dataset, at: u16) -> Digest {
    let at = data.rollout.ids().nth(usize::from(at));
    let standing = Standing::new(data, at, None, Thresholds::default());
    let findings = checks::run(&standing, Thresholds::default());
    Digest::new(data, &standing, &findings, None, Outlooks::default())
}

fn cell(data: &Dataset, wanted: &str) -> CellId {
    let mut ids = data.responsibility.ids();
    ids.find(|id| name(data, *id) == wanted).unwrap()
}

/// A copy of the hamlet with its evidence.
fn scene() -> Scene {
    let scene = Scene::hamlet();
    fs::create_dir(scene.path("evidence")).unwrap();
    scene.write(
        FILE,
        include_str!("../fixtures/hamlet/evidence/2026-11-02.ron"),
    );
    scene
}

#[test]
fn tracking_and_index_are_compared_as_counted_by_hand() {
    let (data, expected) = hamlet::loaded::<Expected>();
    let wanted = expected.evidence;
    let digest = digest(&data, 2);
    let found = digest.comparison.as_ref().unwrap();
    assert_eq!((found.found.part, found.found.whole), wanted.found);
    let agreeing = (found.agreeing.part, found.agreeing.whole);
    assert_eq!(agreeing, wanted.agreeing);
    assert_eq!(found.broken, wanted.broken);
    let counts = (wanted.unlinked.len(), wanted.untracked.len());
    assert_eq!(found.unlinked, counts.0 as u64);
    assert_eq!(found.untracked, counts.1 as u64);
    let names = found.contradictions.iter().map(|id| name(&data, *id));
    assert_eq!(
        names.collect::<Vec<_>>(),
        [wanted.unlinked, wanted.untracked].concat()
    );
    assert_eq!(digest.of_topic(Topic::Unlinked).len(), counts.0);
    assert_eq!(digest.of_topic(Topic::Untracked).len(), counts.1);
}

#[test]
fn before_the_evidence_nothing_is_found_and_no_history_changes() {
    let (data, _) = hamlet::loaded::<Expected>();
    for at in [0, 1] {
        assert_eq!(digest(&data, at).comparison, None);
    }
    let newest = data.rollout.newest().unwrap();
    let id = cell(&data, "anmeldung@039020000000");
    let standing = Standing::new(&data, Some(newest), None, Thresholds::default());
    assert!(standing.cell(id).marks.has(Marks::DISTURBED));
    let reported = data.rollout.cell(newest, id);
    assert!(!reported.marks.has(Marks::DISTURBED));
    let earlier = Standing::new(&data, newest.previous(), None, Thresholds::default());
    assert!(!earlier.cell(id).marks.has(Marks::DISTURBED));
}

#[test]
fn the_screen_in_both_languages_at_three_sizes() {
    let data = Arc::new(hamlet::loaded::<Expected>().0);
    for size in [(80, 24), (120, 40), (40, 12)] {
        let mut session = Session::with(Arc::clone(&data), size);
        session.press("ij");
        assert_eq!(session.model.trail.now().screen, Screen::Evidence);
        let label = format!("evidence-{}x{}", size.0, size.1);
        insta::assert_snapshot!(format!("{label}-de"), session.text());
        session.press("L");
        insta::assert_snapshot!(format!("{label}-en"), session.text());
    }
}

#[test]
fn the_first_screen_leads_there_and_a_cell_tells_its_evidence() {
    let data = Arc::new(hamlet::loaded::<Expected>().0);
    let mut session = Session::with(Arc::clone(&data), (80, 40));
    assert!(session.text().contains("Widerspruch zum Index"));
    session.press("jjjjjjjjjjjjj<enter>");
    assert_eq!(session.model.trail.now().screen, Screen::Evidence);
    session.press("j<enter>");
    let text = session.text();
    for told in [
        "gestört laut Index",
        "2 kaputt, 1 inaktiv (02.11.2026, Index, erfunden)",
        "https://beispiel.invalid/kaputt",
    ] {
        assert!(text.contains(told), "{told}: {text}");
    }
    // Sorted by what the index shows, the working ones are last, or first.
    let mut session = Session::with(data, (80, 24));
    session.press("illls");
    let rows = &session.model.trail.now().list.rows;
    let first = cell(&session.model.data, "zulassung@039020000000");
    assert_eq!(rows.first(), Some(&Row::Cell(first)));
}

#[test]
fn without_evidence_the_screen_says_how_to_import_it() {
    let data = Arc::new(Scene::hamlet().load());
    for (size, keys) in [((80, 24), "i"), ((40, 12), "i"), ((80, 24), "iL")] {
        let mut session = Session::with(Arc::clone(&data), size);
        session.press(keys);
        let text = session
            .text()
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ");
        assert!(text.contains("ozgtop import open-pvog"), "{text}");
    }
    let mut session = Session::with(data, (80, 30));
    assert!(session.text().contains("kein Nachweis für diesen Stand"));
    session.press("5");
    let text = session.text();
    assert!(text.contains("ohne Link 0  nur im Index 0"), "{text}");
}

#[test]
fn what_is_written_is_read_again() {
    let (data, _) = hamlet::loaded::<Expected>();
    let keys = Keys {
        register: &data.register,
        catalogue: &data.catalogue,
        responsibility: &data.responsibility,
    };
    let [evidence] = &*data.evidence else {
        panic!("{:?}", data.evidence)
    };
    let text = save::evidence(&keys, evidence, Some("ein \"Hinweis\""));
    assert_eq!(
        text,
        save::evidence(&keys, evidence, Some("ein \"Hinweis\""))
    );
    let rows = text.lines().filter(|line| line.starts_with("{\"service\""));
    assert_eq!(rows.count(), 6);
    let scene = scene();
    scene.remove(FILE);
    scene.write("evidence/2026-11-02.json", text);
    let again = scene.load();
    assert_eq!(again.problems, []);
    assert_eq!(again.evidence, data.evidence);
}

#[test]
fn lists_in_every_format() {
    let scene = scene();
    for format in ["table", "json", "csv"] {
        let ran = scene.run(&["list", "evidence", "--format", format]);
        insta::assert_snapshot!(
            format!("list-evidence-{format}"),
            ran.told(&scene.root(), "DATA")
        );
    }
    let ran = scene.run(&["--lang", "en", "open", "evidence?select=gewerbe/hwk:heide"]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
}

#[test]
fn every_fault_of_a_file_has_its_place() {
    for (name, from, to) in [
        ("unknown_service", "\"gewerbe\"", "\"abgewerbe\""),
        ("unknown_body", "039015401000", "039015403000"),
        ("not_responsible", "039015401000", "039015401001"),
        ("twice", "039015401000", "039020000000"),
        ("coverage", "\"land\"", "\"überall\""),
        ("negative", "inactive: 3", "inactive: -3"),
        ("too_many", "inactive: 3", "inactive: 65536"),
        ("unknown_field", "inactive: 3", "kaputt: 3"),
        ("hostile", "invalid/frueh", "invalid/\u{202e}frueh"),
        ("rows", "rows: 6", "rows: 7"),
        (
            "file_date",
            "date: \"2026-11-02\",",
            "date: \"2026-11-03\",",
        ),
        ("bad_date", "date: \"2026-11-02\",", "date: \"2.11.2026\","),
        ("origin", "\"2026-11-02\"),", "\"gestern\"),"),
        ("origin_as_a_group", "imported: [", "imported: ("),
        ("without_entries", "entries: [", "eintraege: ["),
        (
            "cut_off",
            "        (service: \"gewerbe\", body: \"hwk",
            "(service: \"",
        ),
    ] {
        let scene = scene();
        scene.edit(FILE, from, to);
        insta::assert_snapshot!(format!("evidence-fault-{name}"), scene.check(3));
    }
    let both = scene();
    both.write("evidence/2026-11-02.json", "{}");
    insta::assert_snapshot!("evidence-fault-two_files", both.check(3));
}

/// Torfhude is no more: what the index shows of it counts for its Samtgemeinde, beside what it shows of that.
#[test]
fn evidence_of_bodies_that_merged_adds_up() {
    let scene = scene();
    let rows = |extra: &str| {
        format!(
            "(schema: 1, date: \"2026-11-02\", source: \"Index\", entries: [{extra}\
             (service: \"anmeldung\", body: \"039015401000\", broken: 1),])"
        )
    };
    let former = "(service: \"anmeldung\", body: \"039099999999\", working: 2, url: \"https://beispiel.invalid/alt\"),";
    scene.write(FILE, rows(former));
    scene.edit(
        "bodies.ron",
        "(\n    schema: 1,",
        "(\n    schema: 1,\n    former: [(ars: \"039099999999\", into: \"039015401000\", since: \"2026-11-01\")],",
    );
    let data = scene.load();
    assert_eq!(data.problems, []);
    let seen = data.evidence[0]
        .seen(cell(&data, "anmeldung@039015401000"))
        .unwrap();
    assert_eq!((seen.working, seen.broken), (2, 1));
    assert_eq!(
        seen.url.as_ref().unwrap().as_str(),
        "https://beispiel.invalid/alt"
    );
}
