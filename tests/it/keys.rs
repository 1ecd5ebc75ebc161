//! Keys in, facts out: what an operator presses, and where that leads.

use ozgtop::app::command::Command;
use ozgtop::app::effect::Effect;
use ozgtop::app::key::Key;
use ozgtop::app::keymap::BINDINGS;
use ozgtop::app::language::Language;
use ozgtop::app::list::Sort;
use ozgtop::app::prompt::Notice;
use ozgtop::app::screen::{Row, Screen, VIEWS};
use ozgtop::app::search::Direction;
use ozgtop::domain::body::BodyId;

use crate::session::Session;

fn session() -> Session {
    Session::bundled((80, 24))
}

pub(crate) fn screen(session: &Session) -> Screen {
    session.model.trail.now().screen
}

pub(crate) fn body(session: &Session, key: &str) -> BodyId {
    session.model.data.register.find(key).unwrap()
}

fn selected_name(session: &Session) -> String {
    match session.model.trail.now().list.selected {
        Some(Row::Body(id)) => session.model.data.register.body(id).name.to_string(),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_view_is_one_key_away_and_every_screen_three() {
    for (at, view) in VIEWS.iter().enumerate() {
        let mut session = session();
        let key = BINDINGS
            .iter()
            .find(|binding| binding.command == Command::View(at))
            .unwrap()
            .keys[0];
        session.press_after(key, 0);
        assert_eq!(screen(&session), *view);
    }
    for (keys, reached) in [
        ("1<enter>", "Service "),
        ("2<enter>", "District("),
        ("3<enter>", "Municipality("),
        ("1<enter><enter>", "Cell("),
        ("5", "Problems"),
        ("?", "Help"),
        ("4<enter>", "Provider("),
        ("1<enter>a", "ServiceDistricts("),
        ("<enter>", "Services"),
        ("7", "Map { service: None"),
        ("1m", "Map { service: Some"),
        ("6", "Matrix"),
        ("6a", "Matrix { grouping: District, folded: true"),
        ("6s", "Matrix { grouping: Provider, folded: false"),
        ("6sss", "Matrix { grouping: District, folded: false"),
        ("6<enter>", "Services"),
        ("6l<enter>", "Services"),
        ("6ll<enter>", "Service "),
        (
            "6jll<enter>",
            "Service { service: ServiceId(0), within: Some(",
        ),
        ("6j<enter>", "District("),
        ("6jj<enter>", "Municipality("),
        ("6jjll<enter>", "Cell("),
        ("6sj<enter>", "Provider("),
        ("9", "Changes(None)"),
        ("9a", "Changes(Some(Backward))"),
        ("d", "Snapshots"),
        ("3a", "Municipalities { all: true"),
    ] {
        let mut session = session();
        session.press(keys);
        assert!(
            format!("{:?}", screen(&session)).starts_with(reached),
            "{keys}: {:?}",
            screen(&session)
        );
    }
}

#[test]
fn back_restores_selection_order_and_scroll_and_forward_undoes_it() {
    let mut session = session();
    session.press("3llls<pgdn>jj");
    let before = session.model.trail.now().clone();
    assert!(before.list.top > 0);
    session.press("<enter>");
    let inside = session.model.trail.now().clone();
    session.press("<esc>");
    assert_eq!(*session.model.trail.now(), before);
    session.press("]");
    assert_eq!(*session.model.trail.now(), inside);
    session.press("<bs>");
    assert_eq!(*session.model.trail.now(), before);
    session.press("q<esc>");
    assert_eq!(screen(&session), Screen::Overview);
    assert_eq!(session.model.notice, Some(Notice::AtStart));
}

#[test]
fn views_do_not_pile_up() {
    let mut session = session();
    session.press("2312323");
    assert!(session.model.trail.screens().count() <= VIEWS.len());
    session.press("0");
    assert!(session.model.trail.is_at_start());
    assert_eq!(session.press("q"), [Effect::Quit]);
}

#[test]
fn the_selection_follows_the_thing() {
    let mut session = session();
    session.press("3/gifhorn<enter>");
    let name = selected_name(&session);
    assert_eq!(name, "Gifhorn");
    session.press("lllss");
    assert_eq!(selected_name(&session), name);
    session.press("a");
    assert_eq!(selected_name(&session), name, "also among all 1,078");
    session.press("L");
    assert_eq!(selected_name(&session), name);
}

#[test]
fn search_finds_names_however_typed_and_numbers() {
    for (typed, found) in [
        ("goettingen", "Göttingen"),
        ("GÖTT", "Göttingen"),
        ("gott", "Göttingen"),
        ("031510009009", "Gifhorn"),
        ("03151009", "Gifhorn"),
    ] {
        let mut session = session();
        session.press(&format!("3/{typed}<enter>"));
        assert_eq!(selected_name(&session), found, "{typed}");
        assert!(session.model.prompt.is_none() && session.model.notice.is_none());
    }
}

#[test]
fn next_match_wraps_and_says_so() {
    let mut session = session();
    session.press("3a/neuenkirchen<enter>");
    let first = session.model.trail.now().list.selected;
    let mut matches = 1;
    loop {
        session.press("n");
        if session.model.trail.now().list.selected == first {
            break;
        }
        matches += 1;
    }
    assert_eq!(
        matches, 7,
        "five Gemeinden, a Samtgemeinde, and Neuenkirchen-Vörden"
    );
    assert_eq!(session.model.notice, Some(Notice::Wrapped(Direction::Next)));
    session.press("N");
    assert_ne!(session.model.trail.now().list.selected, first);
}

#[test]
fn an_abandoned_search_leaves_everything_as_it_was() {
    let mut session = session();
    session.press("3jjj");
    let before = session.model.trail.now().clone();
    session.press("/wolf");
    assert_ne!(*session.model.trail.now(), before);
    session.press("<esc>");
    assert_eq!(*session.model.trail.now(), before);
    session.press("/nirgendwo<enter>");
    assert_eq!(
        session.model.notice,
        Some(Notice::NotAmongUnits("nirgendwo".to_owned()))
    );
    session.press("/q<c-c>");
    assert!(session.model.prompt.is_none());
}

#[test]
fn sorting_turns_round_at_the_second_press() {
    let mut session = session();
    session.press("2llls");
    let sort = session.model.trail.now().list.sort;
    let column = screen(&session).columns(&session.model.lens())[3];
    assert_eq!(
        sort,
        Some(Sort {
            column,
            descending: false
        })
    );
    let rows = session.model.trail.now().list.rows.clone();
    session.press("s");
    assert_eq!(
        session.model.trail.now().list.sort,
        Some(Sort {
            column,
            descending: true
        })
    );
    assert_ne!(session.model.trail.now().list.rows, rows);
    assert_eq!(session.model.trail.now().list.rows.len(), 45);
}

#[test]
fn every_column_of_every_screen_can_be_sorted_by() {
    for keys in [
        "0",
        "1",
        "1<enter>",
        "1<enter>a",
        "9",
        "d",
        "2",
        "2<enter>",
        "3",
        "3<enter>",
        "4",
        "4<enter>",
        "5",
        "7",
        "?",
    ] {
        let mut session = session();
        session.press(keys);
        let columns = screen(&session).columns(&session.model.lens()).len();
        let rows = session.model.trail.now().list.rows.len();
        for _ in 0..columns {
            session.press("ssl");
            assert_eq!(session.model.trail.now().list.rows.len(), rows);
        }
    }
}

#[test]
fn the_missing_bodies_of_a_service_come_first() {
    let mut session = session();
    session.press("1/ummeldung<enter><enter>");
    let list = &session.model.trail.now().list;
    let phases: Vec<_> = list
        .rows
        .iter()
        .map(|row| match row {
            Row::Cell(id) => session.model.standing.cell(*id).phase,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(phases.len(), 403);
    assert!(phases.is_sorted());
}

#[test]
fn a_district_opens_cells_under_the_column_cursor() {
    let mut session = session();
    session.press("2/gifhorn<enter><enter>");
    assert_eq!(
        screen(&session),
        Screen::District(body(&session, "031510000000"))
    );
    session.press("lG<enter>");
    assert!(matches!(screen(&session), Screen::Cell(_)));
    session.press("<esc>hG<enter>");
    assert!(matches!(screen(&session), Screen::Municipality(_)));
}

#[test]
fn leaving_suspending_and_repainting_are_wishes_to_the_world() {
    assert_eq!(session().press("q"), [Effect::Quit]);
    assert_eq!(session().press("2<enter>Q"), [Effect::Quit]);
    assert_eq!(session().press("<f10>"), [Effect::Quit]);
    assert_eq!(session().press(":q<enter>"), [Effect::Quit]);
    assert_eq!(session().press("<c-z>"), [Effect::Suspend]);
    assert_eq!(session().press("<c-l>"), [Effect::Repaint]);
    let mut session = session();
    assert_eq!(session.press_after(Key::Ctrl('c'), 0), []);
    assert_eq!(session.model.notice, Some(Notice::QuitAgain));
    assert_eq!(session.press_after(Key::Ctrl('c'), 1001), []);
    assert_eq!(session.press_after(Key::Ctrl('c'), 1000), [Effect::Quit]);
    let mut session = Session::bundled((80, 24));
    session.press(":xyzzy<enter>");
    assert_eq!(
        session.model.notice,
        Some(Notice::NoSuchCommand("xyzzy".to_owned()))
    );
}

#[test]
fn language_and_weighting_change_what_is_shown() {
    let mut session = session();
    let german = session.text();
    session.press("L");
    assert_eq!(session.model.language, Language::En);
    assert!(session.text().contains("EXAMPLE DATA") && german.contains("BEISPIELDATEN"));
    session.press("w");
    assert!(session.text().contains("by inhabitants"));
}

#[test]
fn paging_moves_the_window_and_stops_at_the_ends() {
    let mut session = session();
    session.press("3 ");
    let height = session.model.height();
    assert_eq!(session.model.trail.now().list.top, height);
    session.press("b<c-d><c-u>");
    assert_eq!(
        (
            session.model.trail.now().list.top,
            session.model.trail.now().list.position()
        ),
        (0, 0)
    );
    session.press("G<pgdn>");
    assert_eq!(session.model.trail.now().list.position(), 402);
    session.press("gk");
    assert_eq!(session.model.trail.now().list.position(), 0);
}

/// Every command has a key, and pressing any key anywhere never fails.
#[test]
fn ten_minutes_of_browsing_without_a_dead_end() {
    let mut session = session();
    let keys: Vec<_> = BINDINGS
        .iter()
        .filter(|binding| {
            !matches!(
                binding.command,
                Command::Quit
                    | Command::Palette
                    | Command::Search
                    | Command::SaveView
                    | Command::Suspend
            )
        })
        .flat_map(|binding| binding.keys)
        .collect();
    let mut state: u64 = 1;
    for _ in 0..2000 {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        let key = keys[usize::try_from(state >> 33).unwrap() % keys.len()];
        session.press_after(*key, 3000);
        let list = &session.model.trail.now().list;
        assert!(list.rows.is_empty() || list.selected.is_some_and(|row| list.rows.contains(&row)));
        assert!(list.top < list.rows.len().max(1));
    }
    // Whatever was being typed.
    session.press("<esc>1");
    assert_eq!(screen(&session), Screen::Services);
}
