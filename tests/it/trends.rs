//! The screen of trends: what its keys do, and what it says where data is thin.

use std::sync::Arc;

use ozgtop::analysis::trend::Subject;
use ozgtop::app::column::Column;
use ozgtop::app::prompt::Notice;
use ozgtop::app::screen::{Row, Screen};
use ozgtop::app::value::Value;
use ozgtop::domain::cell::CellId;
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::date;
use ozgtop::domain::rollout::SnapshotId;
use ozgtop::domain::target::Target;
use ozgtop::store::BUNDLED_FILES as FILES;
use ozgtop::store::{Limits, Source, load};
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::Palette;

use crate::scene::{NEWEST, Scene};
use crate::session::{Session, bundled, text};

/// The bundled data without some of its snapshots.
fn without(left_out: impl Fn(&str) -> bool) -> Arc<Dataset> {
    let kept = FILES.iter().filter(|(name, _)| {
        let date = name.strip_prefix("rollout/");
        date.is_none_or(|date| !left_out(date))
    });
    let files = kept.map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()));
    Arc::new(load(&Source::Files(files.collect()), Limits::default()))
}

fn subject(session: &Session) -> Subject {
    match session.model.trail.now().screen {
        Screen::Trend { subject, .. } => subject,
        other => panic!("{other:?}"),
    }
}

fn selected(session: &Session) -> SnapshotId {
    match session.model.trail.now().list.selected {
        Some(Row::Snapshot(id)) => id,
        other => panic!("{other:?}"),
    }
}

fn target(percent: u32, day: &str) -> Target {
    Target::read(percent, day).unwrap()
}

#[test]
fn the_selection_moves_along_time_in_picture_and_numbers() {
    let mut session = Session::bundled((80, 24));
    session.press("8");
    let newest = session.model.standing.at.unwrap();
    assert_eq!(selected(&session), newest, "the one on screen");
    session.press("h");
    assert_eq!(selected(&session).index() + 1, newest.index());
    session.press("<left>k");
    assert_eq!(selected(&session).index() + 3, newest.index());
    session.press("l<right>jl");
    assert_eq!(selected(&session), newest);
    session.press("s");
    assert_eq!(session.model.notice, Some(Notice::NoOrder));
    session.press("a");
    let list = &session.model.trail.now().list;
    assert_eq!(list.rows.first(), Some(&Row::Snapshot(newest)));
    session.press("jh");
    assert_eq!(
        selected(&session).index() + 1,
        newest.index(),
        "h is a column"
    );
    session.press("a/2025-03<enter>");
    let date = session.model.data.rollout.snapshot(selected(&session));
    assert_eq!(date.unwrap().date.to_string(), "2025-03-31");
}

#[test]
fn enter_shows_the_whole_program_on_another_date() {
    let mut session = Session::bundled((80, 24));
    session.press("8<enter>");
    let on = |session: &Session| session.model.standing.date.unwrap();
    let (date, same) = (on(&session), true);
    assert_eq!(session.model.notice, Some(Notice::Travelled { date, same }));
    session.press("hh<enter>");
    assert_eq!(on(&session).to_string(), "2026-08-31");
    let (date, same) = (on(&session), false);
    assert_eq!(session.model.notice, Some(Notice::Travelled { date, same }));
    session.press(">");
    assert_eq!(Some(selected(&session)), session.model.standing.at);
    session.press("<esc>");
    assert!(session.model.trail.is_at_start());
    assert_eq!(on(&session).to_string(), "2026-09-30");
}

#[test]
fn the_key_shows_what_is_selected_or_what_the_screen_is_about() {
    let of = |keys: &str| {
        let mut session = Session::bundled((80, 24));
        session.press(keys);
        session.press("t");
        subject(&session)
    };
    for land in ["", "d", "?", "8"] {
        assert_eq!(of(land), Subject::Land, "{land}");
    }
    let mut session = Session::bundled((80, 24));
    session.press("9");
    let cell = match session.model.trail.now().list.selected {
        Some(Row::Cell(id)) => id,
        Some(Row::Problem(at)) => session.model.problems[at].cell().unwrap(),
        other => panic!("{other:?}"),
    };
    let slot = session.model.data.responsibility.slot(cell).unwrap();
    assert_eq!(of("9"), Subject::Service(slot.service), "that of the cell");
    let service = |keys: &str| matches!(of(keys), Subject::Service(_));
    let district = |keys: &str| matches!(of(keys), Subject::District(_));
    assert!(service("1") && service("1<enter>") && service("1<enter>a") && service("5"));
    assert!(service("3<enter>") && service("1<enter><enter>"));
    assert!(district("2") && district("3") && district("2<enter>"));
    assert!(matches!(of("4"), Subject::Provider(_)));
    assert_eq!(of("1"), of("1<enter><enter>"), "a cell has a service");
}

#[test]
fn plus_and_minus_step_through_the_like() {
    for (keys, count) in [("8", 17), ("2t", 45), ("4t", 12)] {
        let mut session = Session::bundled((80, 24));
        session.press(keys);
        let first = subject(&session);
        let mut seen = std::collections::HashSet::new();
        for _ in 0..count {
            assert!(seen.insert(subject(&session)), "{keys}");
            session.press("+");
        }
        assert_eq!(subject(&session), first, "{keys}");
        session.press("-+--++");
        assert_eq!(subject(&session), first, "{keys}");
    }
    let mut session = Session::bundled((80, 24));
    session.press("8++h<esc>");
    assert!(session.model.trail.is_at_start(), "steps are no way back");
    session.press("+-");
    assert_eq!(session.model.trail.now().screen, Screen::Overview);
}

#[test]
fn missing_snapshots_are_gaps_and_the_target_is_judged() {
    let data = without(|date| matches!(date.get(..7), Some("2024-09" | "2025-04" | "2025-05")));
    for (size, name) in [((80, 24), "80x24"), ((200, 50), "200x50")] {
        let wanted = Some(target(75, "2027-12-31"));
        let mut session = Session::with_target(Arc::clone(&data), size, wanted);
        session.press("8hhhh");
        insta::assert_snapshot!(format!("trend-gaps-{name}"), session.text());
    }
    let mut session = Session::with_target(data, (80, 24), Some(target(95, "2026-12-31")));
    session.press("d/2025-06<enter>");
    assert!(session.text().contains("91 T!"), "{}", session.text());
    session.press("<esc>8");
    assert!(session.text().contains("bei diesem Tempo nicht"));
    session.press("w");
    assert!(session.text().contains("nur nach Stellen"));
}

#[test]
fn one_snapshot_or_none_says_so() {
    let one = without(|date| !date.starts_with("2026-10"));
    let mut session = Session::with(one, (80, 24));
    session.press("8hl<enter>");
    insta::assert_snapshot!("trend-one", session.text());
    let none = without(|_| true);
    let mut session = Session::with(none, (80, 24));
    session.press("8hlajt+-<enter>a");
    assert!(session.text().contains("Kein Stand geladen"));
    session.press("1");
    let mut session = Session::with(Arc::default(), (80, 24));
    session.press("8hl+-a<enter>");
    assert!(session.text().contains("Kein Stand geladen"));
}

#[test]
fn what_has_no_inhabitants_or_no_cells_says_why() {
    let mut session = Session::bundled((80, 24));
    session.press("1/handwerk<enter>wt");
    assert!(session.text().contains("Nur Stellen ohne eigenes Gebiet"));
    session.press("w");
    assert!(session.text().contains("erreicht seit"));
    let data = bundled();
    let unit = data.register.ids().find(|id| {
        let body = data.register.body(*id);
        !body.class.is_district()
    });
    let mut session = Session::with(data, (80, 24));
    session.press("8");
    session.model.trail.now_mut().screen = Screen::trend(Subject::District(unit.unwrap()));
    assert!(
        session.text().contains("kein Verlauf"),
        "{}",
        session.text()
    );
}

/// On 30.09. a cell of Südnetz was live that Nordnetz holds on 31.10.: Nordnetz holds two live cells more, but of the cells that it
/// holds now one more is live. No pace follows from either.
#[test]
fn cells_that_change_their_provider_are_no_pace() {
    let scene = Scene::hamlet();
    let (from, to) = (
        r#"phase: "pilot", since: "2026-10-20", planned: "2026-12-01", provider: "Südnetz""#,
        r#"phase: "live", since: "2026-09-05", provider: "Nordnetz""#,
    );
    scene.edit(NEWEST, from, to);
    let mut session = Session::with(Arc::new(scene.load()), (80, 24));
    let standing = &session.model.standing;
    let id = standing.cell(CellId(0)).provider;
    assert!(id.is_some());
    assert_eq!(standing.provider(id).change, Some(1));
    let at = standing.at.unwrap();
    session.press("8");
    let screen = Screen::trend(Subject::Provider(id));
    let change = screen.value(&session.model.lens(), Row::Snapshot(at), Column::Change);
    assert_eq!(change, Value::Change(Some(2)));
    session.model.trail.now_mut().screen = screen;
    let shown = session.text();
    assert!(shown.contains("online 4/4"), "{shown}");
    assert!(!shown.contains("seit letztem Stand"), "{shown}");
    assert!(
        shown.contains("erreicht seit"),
        "a level, no forecast: {shown}"
    );
    session.press("4j");
    session.press("t");
    let shown = session.text();
    assert!(
        shown.contains("keine Prognose: Felder wechseln den Dienstleister"),
        "{shown}"
    );
    assert!(
        !shown.contains("S-Kurve") && !shown.contains("• Tempo"),
        "{shown}"
    );
}

#[test]
fn a_falling_series_has_no_date() {
    let dates = ["2024-01-31", "2024-03-01", "2024-03-31", "2024-04-30"];
    let of = |name: &str| FILES.iter().find(|(known, _)| known == &name).unwrap().1;
    let rest = FILES
        .iter()
        .filter(|(name, _)| !name.starts_with("rollout/"));
    let mut files: Vec<_> = rest
        .map(|(name, bytes)| ((*name).to_owned(), bytes.to_vec()))
        .collect();
    let live = String::from_utf8(of("rollout/2024-01-31.json").to_vec()).unwrap();
    for (at, date) in dates.iter().enumerate() {
        // Every date is complete, with so many cells fewer that are live.
        let mut left = 30 - at * 10;
        let cells = live.split("\"phase\":\"live\"");
        let mut text = String::new();
        for (number, part) in cells.enumerate() {
            if number > 0 {
                text.push_str(if left > 0 {
                    "\"phase\":\"live\""
                } else {
                    "\"phase\":\"open\""
                });
                left = left.saturating_sub(1);
            }
            text.push_str(part);
        }
        let text = text.replacen("2024-01-31", date, 1);
        files.push((format!("rollout/{date}.json"), text.into_bytes()));
    }
    let data = Arc::new(load(&Source::Files(files), Limits::default()));
    assert_eq!(data.rollout.len(), 4);
    for target in [None, Some(target(95, "2024-12-31"))] {
        let mut session = Session::with_target(Arc::clone(&data), (80, 24), target);
        session.press("8");
        let shown = session.text();
        assert!(
            shown.contains("nicht beim Tempo der letzten 90 Tage (-30)"),
            "{shown}"
        );
        assert!(shown.contains("keine: "), "{shown}");
    }
}

#[test]
fn every_picture_of_a_trend_draws_at_every_size() {
    let data = without(|date| matches!(date.get(..7), Some("2024-09" | "2025-04" | "2025-05")));
    let mut session = Session::with_target(data, (80, 24), Some(target(95, "2035-12-31")));
    session.press("<lt><lt>djj<enter>8");
    for context in [
        Context::new(Charset::Unicode, Palette::Sixteen),
        Context::new(Charset::Ascii, Palette::None),
    ] {
        for width in (1..=30).chain([58, 59, 60, 61, 79, 129, 130, 200, 400]) {
            for height in (1..=26).chain([50, 120]) {
                session.resize(width, height);
                let shown = text(&session.buffer(context));
                assert!(context.charset == Charset::Unicode || shown.is_ascii());
            }
        }
    }
}

#[test]
fn the_next_service_to_be_everywhere_is_on_the_first_screen() {
    let session = Session::bundled((120, 40));
    let arriving = &session.model.digest.arriving;
    assert!(arriving.windows(2).all(|pair| pair[0].1 <= pair[1].1));
    let digest = &session.model.digest;
    let all = arriving.len() + digest.never_arriving + digest.without_forecast;
    assert_eq!(all, digest.slow_services.len());
    let count = format!("{}/{all}", arriving.len());
    assert!(
        session.text().contains(&count),
        "{count}: {}",
        session.text()
    );
    let (first, on) = arriving[0];
    let short = &session.model.data.catalogue.service(first).short;
    let (year, month, _) = date::parts(on);
    let told = format!("{short} {month:02}.{year}");
    assert!(session.text().contains(&told), "{told}: {}", session.text());
}
