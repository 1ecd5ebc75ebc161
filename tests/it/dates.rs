//! Travelling through the snapshots and comparing two of them.

use std::sync::Arc;

use ozgtop::analysis::figures::{Standing, Thresholds};
use ozgtop::app::column::Column;
use ozgtop::app::message::Message;
use ozgtop::app::prompt::Notice;
use ozgtop::app::screen::{Row, Screen};
use ozgtop::app::update::update;
use ozgtop::app::value::Value;
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::date;
use ozgtop::domain::phase;
use ozgtop::domain::problem::Problem;
use ozgtop::domain::rollout::SnapshotId;
use serde::Deserialize;

use crate::hamlet::{loaded, name};
use crate::program::Ran;
use crate::scene::Scene;
use crate::session::Session;

/// What `hamlet.expected.ron` says about dates.
#[derive(Deserialize)]
struct Expected {
    changes: Vec<(String, String, Vec<String>)>,
    upcoming: Vec<(String, Vec<String>)>,
}

fn hamlet() -> (Arc<Dataset>, Expected) {
    let (data, expected) = loaded();
    (Arc::new(data), expected)
}

fn snapshot(data: &Dataset, day: &str) -> SnapshotId {
    data.rollout.find(date::parse(day).unwrap()).unwrap()
}

fn session(data: &Arc<Dataset>, at: SnapshotId, compared: Option<SnapshotId>) -> Session {
    let mut session = Session::with(Arc::clone(data), (80, 24));
    update(&mut session.model, Message::Asked { at, compared });
    session
}

#[test]
fn the_changes_between_two_dates_are_those_counted_by_hand() {
    let (data, expected) = hamlet();
    for (from, to, wanted) in expected.changes {
        let base = snapshot(&data, &from);
        let mut session = session(&data, snapshot(&data, &to), Some(base));
        session.press("9");
        let lens = session.model.lens();
        let told = |row: &Row| {
            let Row::Cell(id) = *row else {
                panic!("{row:?}")
            };
            let moved = lens.standing.transition(id).unwrap();
            let seen = Screen::Changes(None).value(&lens, *row, Column::Seen);
            let Value::Day(seen) = seen else {
                panic!("{seen:?}")
            };
            let (before, now) = (phase::key(moved.from), phase::key(moved.to));
            format!(
                "{} {} {before} {now} seen {seen}",
                moved.way().key(),
                name(&data, id)
            )
        };
        let found: Vec<_> = session
            .model
            .trail
            .now()
            .list
            .rows
            .iter()
            .map(told)
            .collect();
        assert_eq!(found, wanted, "{from} to {to}");
        let count = |way: &str| wanted.iter().filter(|line| line.starts_with(way)).count() as u64;
        let total = &lens.standing.total;
        assert_eq!(
            (total.forward, total.backward),
            (count("forward"), count("backward"))
        );
        let online = wanted
            .iter()
            .filter(|line| line.contains(" live seen "))
            .count() as u64;
        let offline = wanted
            .iter()
            .filter(|line| line.contains(" live pilot "))
            .count() as u64;
        let change = online.cast_signed() - offline.cast_signed();
        assert_eq!(total.change, Some(change), "{from} to {to}");
    }
}

#[test]
fn what_goes_live_next_is_counted_from_the_snapshot() {
    let (data, expected) = hamlet();
    for (on, wanted) in expected.upcoming {
        let session = session(&data, snapshot(&data, &on), None);
        let found = session
            .model
            .digest
            .upcoming
            .iter()
            .map(|id| name(&data, *id));
        assert_eq!(found.collect::<Vec<_>>(), wanted, "{on}");
    }
}

#[test]
fn stepping_through_the_dates_keeps_the_place_and_stops_at_the_ends() {
    let mut session = Session::bundled((80, 24));
    session.press("3/gifhorn<enter>");
    let selected = session.model.trail.now().list.selected;
    session.press("<lt><lt>");
    assert_eq!(session.model.standing.date, date::parse("2026-08-31"));
    assert_eq!(session.model.trail.now().list.selected, selected);
    assert!(session.text().contains("RÜCKBLICK (neu: 31.10.26)"));
    session.press(">>");
    assert!(!session.text().contains("RÜCKBLICK") && session.model.notice.is_none());
    session.press(">");
    assert_eq!(session.model.notice, Some(Notice::NoSuchSnapshot));
    session.press(&"<lt>".repeat(33));
    assert_eq!(session.model.standing.date, date::parse("2024-01-31"));
    assert!(session.model.notice.is_none());
    session.press("<lt>");
    assert_eq!(session.model.notice, Some(Notice::NoSuchSnapshot));
    assert_eq!(session.model.standing.total.change, None);
    session.press("9");
    assert!(session.text().contains("Der erste Stand"));
}

#[test]
fn figures_of_a_date_do_not_depend_on_the_way_there() {
    let mut session = Session::bundled((80, 24));
    session.press("<lt><lt><lt>>");
    let at = session.model.standing.at;
    let fresh = Standing::new(&session.model.data, at, None, Thresholds::default());
    assert_eq!(session.model.standing.total, fresh.total);
    assert_eq!(session.model.standing.cells, fresh.cells);
}

#[test]
fn the_key_chooses_a_date_to_compare_with_and_ends_the_comparison() {
    let mut session = Session::bundled((80, 24));
    session.press("1d");
    assert_eq!(session.model.trail.now().screen, Screen::Snapshots);
    session.press("jj<enter>");
    assert_eq!(session.model.trail.now().screen, Screen::Services);
    assert_eq!(session.model.standing.base_date, date::parse("2026-07-31"));
    assert!(session.text().contains("▲▼ 31.07.26"));
    let columns = Screen::Services.columns(&session.model.lens());
    assert!(columns.contains(&Column::Forward) && columns.contains(&Column::Backward));
    // Stepping on keeps the date that is compared with.
    session.press("<lt>");
    assert_eq!(session.model.standing.base_date, date::parse("2026-07-31"));
    session.press("d");
    assert_eq!(session.model.notice, Some(Notice::NoComparison));
    assert_eq!(session.model.standing.base_date, date::parse("2026-08-31"));
    session.press("d<esc>");
    assert!(session.model.compared.is_none());
}

#[test]
fn the_next_problem_is_one_key_away() {
    let mut session = Session::bundled((80, 24));
    session.press("1<enter>!");
    let row = session.model.trail.now().list.selected;
    let Some(Row::Cell(cell)) = row else {
        panic!("{row:?}")
    };
    assert!(session.model.digest.is_flagged(cell));
    session.press("\"");
    assert_ne!(session.model.trail.now().list.selected, row);
    session.press("!");
    assert_eq!(session.model.trail.now().list.selected, row);
    // From a cell to the cell of the next finding, whatever it is of; and back.
    session.press("5<enter>!");
    let second = session.model.trail.now().screen;
    let findings: Vec<_> = session
        .model
        .problems
        .iter()
        .filter_map(Problem::cell)
        .collect();
    assert_eq!(second, Screen::Cell(findings[1]));
    session.press("\"");
    assert_eq!(session.model.trail.now().screen, Screen::Cell(findings[0]));
    session.press("\"");
    assert!(matches!(session.model.notice, Some(Notice::Wrapped(_))));
}

#[test]
fn walking_the_findings_meets_every_cell_once() {
    let mut session = Session::bundled((80, 24));
    let mut seen = std::collections::HashSet::new();
    session.press("0");
    loop {
        session.press("!");
        let screen = session.model.trail.now().screen;
        let Screen::Cell(cell) = screen else {
            panic!("{screen:?}")
        };
        if !seen.insert(cell) {
            break;
        }
    }
    let flagged: std::collections::HashSet<_> = session
        .model
        .problems
        .iter()
        .filter_map(Problem::cell)
        .collect();
    assert_eq!(seen, flagged);
}

#[test]
fn a_matrix_is_searched_cell_by_cell() {
    let mut session = Session::bundled((80, 24));
    session.press("2/ammerland<enter><enter>");
    let mut places = Vec::new();
    for _ in 0..6 {
        session.press("!");
        let list = &session.model.trail.now().list;
        let columns = session
            .model
            .trail
            .now()
            .screen
            .columns(&session.model.lens());
        let (Some(Row::Body(body)), Column::Matrix(service)) =
            (list.selected, columns[list.column])
        else {
            panic!("{list:?}");
        };
        let cell = session
            .model
            .data
            .responsibility
            .cell(service, body)
            .unwrap();
        assert!(session.model.digest.is_flagged(cell));
        places.push((list.position(), list.column));
    }
    let wrapped = places.windows(2).filter(|pair| pair[1] <= pair[0]).count();
    assert!(wrapped <= 2, "{places:?}");
}

fn on_hamlet(arguments: &[&str]) -> Ran {
    let scene = Scene::hamlet();
    scene.run(arguments)
}

#[test]
fn diff_prints_what_changed_between_two_dates() {
    let ran = on_hamlet(&["diff", "2026-09-30", "--lang", "en"]);
    assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
    insta::assert_snapshot!("diff", ran.stdout);
    // The other way round it is the same difference.
    let turned = on_hamlet(&["diff", "2026-10-31", "2026-09-30", "--lang", "en"]);
    assert_eq!(turned.stdout, ran.stdout);
    // Since the snapshot before is what a list of changes tells.
    assert_eq!(
        on_hamlet(&["list", "changes", "--lang", "en"]).stdout,
        ran.stdout
    );
    let csv = on_hamlet(&["diff", "2026-08-31", "2026-10-31", "--format", "csv"]);
    insta::assert_snapshot!("diff-csv", csv.stdout);
}

#[test]
fn diff_takes_the_snapshot_in_force_on_a_day_and_says_so() {
    let exact = on_hamlet(&["diff", "2026-08-31", "2026-09-30", "--lang", "en"]);
    let between = on_hamlet(&["diff", "2026-09-29", "2026-10-30", "--lang", "en"]);
    assert_eq!(between.stdout, exact.stdout);
    assert_eq!(
        between.stderr,
        "no snapshot of 29 Sep 2026: the one before is taken, of 31 Aug 2026\n\
         no snapshot of 30 Oct 2026: the one before is taken, of 30 Sep 2026\n"
    );
    let before = on_hamlet(&["diff", "2026-08-30", "--lang", "en"]);
    assert_eq!(
        (before.stderr.as_str(), before.code),
        (
            "ozgtop: there is no snapshot before 30 Aug 2026; the first is of 31 Aug 2026\n",
            Some(1)
        )
    );
    assert_eq!(on_hamlet(&["diff", "yesterday"]).code, Some(2));
}
