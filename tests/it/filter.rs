//! The filter: what it chooses was counted by hand, what it refuses names the column, and no text breaks it.

use std::sync::Arc;

use ozgtop::analysis::checks;
use ozgtop::analysis::figures::{Standing, Thresholds};
use ozgtop::analysis::select::{Filter, Ground, Scope, What, parse};
use ozgtop::app::language::Language;
use ozgtop::domain::cell::CellId;
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::date;
use ozgtop::texts::{DE, EN, Words};
use ozgtop::ui::prompt::mistake_text;

use crate::hamlet;
use crate::keys::{body, screen};
use crate::program;
use crate::session::Session;

/// The cells of the hamlet in their order: two of zulassung, three of anmeldung (in the register Heidekamp, Düsterburg,
/// Moorrand, Grünfelde), three of gewerbe.
const NAMES: [(&str, &str); 8] = [
    ("Z1", "zulassung@039010000000"),
    ("Z2", "zulassung@039020000000"),
    ("A1", "anmeldung@039020000000"),
    ("A2", "anmeldung@039015401000"),
    ("A3", "anmeldung@039010005005"),
    ("G1", "gewerbe@039010000000"),
    ("G2", "gewerbe@039010005005"),
    ("G3", "gewerbe@hwk:heide"),
];

fn chosen(data: &Dataset, text: &str) -> String {
    let whole = Standing::new(data, data.rollout.newest(), None, Thresholds::default());
    let findings = checks::run(&whole, Thresholds::default());
    let ground = Ground {
        whole: &whole,
        findings: &findings,
        scope: Scope::Service,
        today: date::parse("2026-11-23").unwrap(),
    };
    let filter = Filter::read(text, data).unwrap_or_else(|mistake| panic!("{text}: {mistake:?}"));
    let choice = filter
        .map(|filter| filter.choose(data, ground))
        .unwrap_or_default();
    let has = |name: &str| {
        let cell = data
            .responsibility
            .ids()
            .find(|id| hamlet::name(data, *id) == name);
        choice.has(cell.unwrap_or(CellId(u32::MAX)))
    };
    let found = NAMES.iter().filter(|(_, name)| has(name));
    found.map(|(short, _)| *short).collect::<Vec<_>>().join(" ")
}

#[test]
fn filters_choose_the_cells_counted_by_hand() {
    let (data, _): (_, ron::Value) = hamlet::loaded();
    let expected: Vec<(String, String)> =
        ron::from_str(include_str!("../fixtures/hamlet.filters.ron")).unwrap();
    for (text, cells) in expected {
        assert_eq!(chosen(&data, &text), cells, "{text}");
        // What is written down chooses the same.
        if let Some(tree) = parse(&text).unwrap() {
            let written = tree
                .try_map::<_, ()>(&mut |it| Ok(it.term.clone()))
                .unwrap();
            assert_eq!(chosen(&data, &written.to_string()), cells, "{written}");
        }
    }
}

#[test]
fn the_words_of_the_screen_are_understood() {
    let (data, _): (_, ron::Value) = hamlet::loaded();
    let accepts = |field: &str, word: &str| {
        let text = format!("{field}=\"{word}\"");
        assert!(Filter::read(&text, &data).is_ok(), "{text}");
    };
    let all = |w: &Words| {
        for word in [
            w.phase_open,
            w.phase_planned,
            w.phase_onboarding,
            w.phase_pilot,
            w.phase_live,
            w.phase_unknown,
        ] {
            accepts("phase", word);
        }
        for word in [
            w.status_not_started,
            w.status_preparing,
            w.status_piloting,
            w.status_rolling_out,
            w.status_everywhere,
        ] {
            accepts("status", word);
        }
        for word in [
            w.about_overdue,
            w.about_stalled,
            w.about_disturbed,
            w.about_not_reported,
            w.about_stepped_back,
            w.mark_deferred,
        ] {
            accepts("problem", word);
        }
        for word in [w.shared_solution, w.own_solution] {
            // What stands in parentheses explains.
            accepts("solution", word.split(" (").next().unwrap());
        }
        for word in [
            w.class_lk,
            w.class_rh,
            w.class_ks,
            w.class_gs,
            w.class_hg,
            w.class_sg,
            w.class_eg,
            w.class_mg,
            w.class_gf,
            w.kind_city,
            w.kind_town,
            w.kind_market,
            w.kind_municipality,
        ] {
            accepts("kind", word);
        }
    };
    all(&DE);
    all(&EN);
}

/// Texts that cannot be read, the column that is wrong, and what is told.
const MISTAKES: &[(&str, usize, &str)] = &[
    (
        "phase",
        6,
        "nach „phase“ fehlt ein Vergleich: = != < <= >= >",
    ),
    (
        "phase<",
        7,
        "nach „phase“ fehlt ein Wert, zum Beispiel online",
    ),
    (
        "phase<onlin",
        7,
        "„onlin“ ist kein Wert von phase; gemeint: online?",
    ),
    ("phas=live", 1, "„phas“ ist kein Feld; gemeint: phase?"),
    (
        "phase~live",
        6,
        "„phase“ kann so nicht verglichen werden; möglich ist = != < <= >= >",
    ),
    ("phase<live,open", 6, "< vergleicht mit einem einzigen Wert"),
    (
        "phase<unknown",
        6,
        "„phase“ kann so nicht verglichen werden; möglich ist = != < <= >= >",
    ),
    (
        "phase=live and",
        15,
        "hier fehlt eine Bedingung, zum Beispiel phase<online",
    ),
    ("(phase=live", 12, "hier fehlt eine schließende Klammer"),
    ("phase=live)", 11, "diese Klammer schließt keine andere"),
    (
        "phase=\"live",
        7,
        "das Anführungszeichen wird nicht geschlossen",
    ),
    (
        "kreis=Heidekam",
        7,
        "„Heidekam“ ist kein Wert von kreis; gemeint: Heidekamp?",
    ),
    (
        "provider=nord",
        10,
        "„nord“ ist kein Wert von dienstleister; gemeint: Nordnetz?",
    ),
    (
        "planned<bald",
        9,
        "„bald“ ist kein Wert von geplant; erwartet wird etwas wie 4w, 31.10.2026, Q3/2026",
    ),
    (
        "planned=31.02.2026",
        9,
        "„31.02.2026“ ist kein Wert von geplant; erwartet wird etwas wie 4w, 31.10.2026, Q3/2026",
    ),
    (
        "reach>101",
        7,
        "„101“ ist kein Wert von abdeckung; erwartet wird etwas wie 50",
    ),
    (
        "population<1.00",
        12,
        "„1.00“ ist kein Wert von einwohner; erwartet wird etwas wie 10.000",
    ),
    (
        ", =",
        1,
        "hier fehlt eine Bedingung, zum Beispiel phase<online",
    ),
];

#[test]
fn what_is_wrong_is_told_with_its_column() {
    let (data, _): (_, ron::Value) = hamlet::loaded();
    for (text, column, wrong) in MISTAKES {
        let mistake = Filter::read(text, &data).unwrap_err();
        let told = mistake_text(Language::De, &mistake);
        assert_eq!(told, format!("Spalte {column}: {wrong}"), "{text}");
    }
    let deep = "(".repeat(100_000);
    assert_eq!(Filter::read(&deep, &data).unwrap_err().what, What::TooDeep);
    let deep = "!".repeat(100_000) + "a";
    assert_eq!(Filter::read(&deep, &data).unwrap_err().what, What::TooDeep);
}

fn rows(session: &Session) -> (usize, usize) {
    let list = &session.model.trail.now().list;
    (list.rows.len(), list.unfiltered)
}

fn hamlet_session() -> Session {
    let (data, _): (_, ron::Value) = hamlet::loaded();
    Session::with(Arc::new(data), (80, 24))
}

#[test]
fn every_key_shows_what_the_filter_chooses() {
    let mut session = hamlet_session();
    session.press("3");
    assert_eq!(rows(&session), (3, 3));
    session.press("freach>50");
    assert_eq!(
        rows(&session),
        (1, 3),
        "two of three services of Düsterburg are online, elsewhere one"
    );
    assert!(session.text().contains("Filter: reach>50"));
    session.press("<bs><bs>9");
    assert_eq!(rows(&session), (3, 3), "more than 9 %");
    session.press("<bs>x");
    assert_eq!(
        rows(&session),
        (3, 3),
        "what cannot be read leaves the last result"
    );
    session.press("<enter>");
    assert!(session.model.prompt.is_some(), "and stays to be mended");
    session.press("<esc>");
    assert!(session.model.prompt.is_none() && session.model.filter.is_none());
    session.press("fphase=live<enter>");
    assert_eq!(session.model.standing.total.bodies.total(), 3);
    assert_eq!(session.model.whole().total.bodies.total(), 8);
    session.press("1");
    assert_eq!(rows(&session), (2, 3));
    session.press("fand<esc>");
    assert_eq!(
        rows(&session),
        (2, 3),
        "Esc restores the filter that was there"
    );
    session.press("F");
    assert_eq!(rows(&session), (3, 3));
}

#[test]
fn reach_is_asked_of_what_the_list_is_about() {
    let mut session = hamlet_session();
    session.press("1freach>=50<enter>");
    assert_eq!(
        rows(&session),
        (1, 3),
        "zulassung 2/2, anmeldung 1/3 (live Düsterburg), gewerbe 0/3"
    );
    session.press("2");
    assert_eq!(rows(&session), (1, 2), "Düsterburg 2/2, Heidekamp 1/5");
    session.press("3");
    assert_eq!(
        rows(&session),
        (1, 3),
        "Düsterburg 2/3, Moorrand 1/3, Grünfelde 1/3"
    );
    session.press("<esc><esc>");
    assert_eq!(rows(&session), (1, 3));
}

#[test]
fn a_filter_holds_through_views_dates_and_comparison() {
    let mut session = Session::bundled((80, 24));
    session.press("fkreis=\"LK OS\" provider~wach<enter>");
    let cells = |session: &Session| session.model.standing.total.bodies.total();
    let now = cells(&session);
    assert!(now > 0 && now < 91);
    for view in "0123456789".chars() {
        session.press(&view.to_string());
        assert_eq!(cells(&session), now, "{view}");
        assert!(session.text().contains("Filter: kreis="), "{view}");
    }
    session.press("<lt>");
    assert!(cells(&session) <= 91);
    session.press(">d<enter>2");
    assert_eq!((rows(&session).0, cells(&session)), (1, now));
    let osnabrueck = body(&session, "034590000000");
    assert_eq!(
        session.model.standing.district(osnabrueck).bodies.total(),
        now
    );
    session.press("<enter>");
    assert!(format!("{:?}", screen(&session)).starts_with("District"));
}

#[test]
fn a_wrong_filter_on_the_command_line_is_shown_with_its_place() {
    let ran = program::run(&["list", "services", "--filter", "phase<onlein"]);
    assert_eq!(ran.code, Some(2));
    assert_eq!(
        ran.stderr,
        "ozgtop: --filter: Spalte 7: \"onlein\" ist kein Wert von phase; gemeint: online?\n    \
         phase<onlein\n          ^\n"
    );
    let ran = program::run(&[
        "list",
        "services",
        "--filter",
        "service=wohngeld",
        "--format",
        "json",
    ]);
    assert_eq!(ran.code, Some(0));
    let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(document["filter"], "service=wohngeld");
    assert_eq!(document["rows"].as_array().unwrap().len(), 1);
    let ran = program::run(&[
        "list",
        "cells",
        "--filter",
        "service=wohngeld",
        "--format",
        "csv",
    ]);
    assert!(
        ran.stdout
            .lines()
            .next()
            .unwrap()
            .contains(",filter,data_source")
    );
}

/// What a filter leaves out is not what nobody is responsible for, and nothing is forecast from what was chosen for its
/// course.
#[test]
fn what_is_left_out_is_no_gap_in_the_roll_out() {
    let mut session = hamlet_session();
    session.press("fservice=anmeldung<enter>6a");
    let text = session.text();
    let land = text.lines().find(|line| line.contains("1/3")).unwrap();
    assert!(!land.contains('-'), "{text}");
    let mut session = Session::bundled((80, 24));
    session.press("fprovider~kranich<enter>");
    assert!(!session.model.digest.arriving.is_empty());
    session.press("f and phase<lt>live<enter>");
    assert!(session.model.digest.arriving.is_empty());
    assert!(session.text().contains("flächendeckend im Land"));
}

#[test]
fn signs_of_programmers_join_too() {
    let (data, _): (_, ron::Value) = hamlet::loaded();
    assert_eq!(
        chosen(&data, "phase=live && provider=Nordnetz & !problem=any"),
        "Z1"
    );
    assert_eq!(
        chosen(&data, "kind=LK || kind=KS & phase=live"),
        "Z1 Z2 A1 G1"
    );
}
