//! The map on screen: where its keys lead, what it says, and what is left of it when data is missing.

use std::sync::Arc;

use ozgtop::app::prompt::Notice;
use ozgtop::app::screen::map::{Drawing, Reading};
use ozgtop::app::screen::{Row, Screen};
use ozgtop::domain::body::BodyId;
use ozgtop::domain::service::ServiceId;
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::Palette;
use ratatui::style::{Color, Modifier};

use crate::scene::Scene;
use crate::session::{Session, picture, text};

const OUTLINES: &str = include_str!("../fixtures/hamlet.outlines.ron");
const SMALL: (u16, u16) = (80, 24);
const LARGE: (u16, u16) = (120, 40);

fn map(session: &Session) -> (Option<ServiceId>, Drawing) {
    match session.model.trail.now().screen {
        Screen::Map { service, drawing } => (service, drawing),
        other => panic!("{other:?}"),
    }
}

fn chosen(session: &Session) -> BodyId {
    match session.model.trail.now().list.selected {
        Some(Row::Body(id)) => id,
        other => panic!("{other:?}"),
    }
}

fn name(session: &Session) -> String {
    let register = &session.model.data.register;
    register.body(chosen(session)).name.to_string()
}

/// The hamlet, its outlines edited or left away.
fn hamlet(outlines: Option<&str>) -> Scene {
    let scene = Scene::hamlet();
    if let Some(outlines) = outlines {
        scene.write("outlines.ron", outlines);
    }
    scene
}

fn open(scene: &Scene, size: (u16, u16)) -> Session {
    Session::with(Arc::new(scene.load()), size)
}

#[test]
fn arrows_lead_to_the_neighbour_and_stop_at_the_edge() {
    for (size, from, keys, to) in [
        (LARGE, "emsland", "k", "Leer"),
        (LARGE, "celle", "<right>", "Gifhorn"),
        (LARGE, "göttingen", "<up>", "Northeim"),
        (SMALL, "aurich", "<down>", "Emden"),
        (SMALL, "aurich", "lll", "Wesermarsch"),
        (SMALL, "göttingen", "k", "Northeim"),
    ] {
        let mut session = Session::bundled(size);
        session.press(&format!("7/{from}<enter>{keys}"));
        assert_eq!(name(&session), to, "{from} {keys}");
        assert_eq!(session.model.notice, None);
    }
    for size in [SMALL, LARGE] {
        let mut session = Session::bundled(size);
        session.press("7/göttingen<enter>");
        let before = chosen(&session);
        session.press("j");
        assert_eq!(chosen(&session), before);
        assert_eq!(session.model.notice, Some(Notice::NoDistrictThere));
        session.press("gG<pgup><pgdn>");
        assert_eq!(name(&session), "Wolfsburg", "the last one by name");
    }
}

#[test]
fn the_drawing_suits_the_screen_and_stays_as_chosen() {
    let mut session = Session::bundled(SMALL);
    session.press("7");
    assert_eq!(map(&session), (None, Drawing::Tiles));
    session.press("/emden<enter>a");
    assert_eq!(map(&session), (None, Drawing::Outlines));
    assert_eq!(name(&session), "Emden");
    // The way back, and the key of the view, lead to the map as it was left.
    session.press("<enter>");
    assert_eq!(
        session.model.trail.now().screen,
        Screen::District(session.model.data.register.find("034020000000").unwrap())
    );
    session.press("<esc>");
    assert_eq!(
        (map(&session).1, name(&session)),
        (Drawing::Outlines, "Emden".to_owned())
    );
    session.press("17");
    assert_eq!(
        (map(&session).1, name(&session)),
        (Drawing::Outlines, "Emden".to_owned())
    );
    let mut session = Session::bundled(LARGE);
    session.press("7");
    assert_eq!(map(&session), (None, Drawing::Outlines));
}

#[test]
fn the_map_of_a_service_is_one_key_away_from_it() {
    for keys in [
        "1/ummeldung<enter>m",
        "1/ummeldung<enter><enter>m",
        "1/ummeldung<enter><enter>am",
        "1/ummeldung<enter><enter><enter>m",
        "2/gifhorn<enter><enter>lllllllllllllm",
        "3/gifhorn<enter><enter>/ummeldung<enter>m",
    ] {
        let mut session = Session::bundled(SMALL);
        session.press(keys);
        let service = map(&session).0.expect(keys);
        let service = session.model.data.catalogue.service(service);
        assert_eq!(service.short.as_str(), "UMM", "{keys}");
        session.press("<enter>");
        let screen = session.model.trail.now().screen;
        let within = matches!(
            screen,
            Screen::Service {
                within: Some(_),
                ..
            }
        );
        assert!(within, "{screen:?}");
    }
    let mut session = Session::bundled(SMALL);
    session.press("m");
    assert_eq!(map(&session).0, None);
}

#[test]
fn stepping_through_the_services_comes_round_to_all() {
    let mut session = Session::bundled(SMALL);
    session.press("7/celle<enter>");
    let services = session.model.data.catalogue.len();
    let mut seen = Vec::new();
    for _ in 0..=services {
        session.press("+");
        seen.push(map(&session).0);
        assert_eq!(name(&session), "Celle");
    }
    let expected: Vec<_> = session.model.data.catalogue.ids().map(Some).collect();
    assert_eq!(seen[..services], expected);
    assert_eq!(seen[services], None);
    session.press("-");
    assert_eq!(map(&session).0, expected[services - 1]);
}

/// Six chambers serve the Land; no district has a body that is responsible.
#[test]
fn what_nobody_is_responsible_for_is_not_nothing() {
    for size in [SMALL, LARGE] {
        let mut session = Session::bundled(size);
        session.press("1/handwerk<enter>m");
        let register = &session.model.data.register;
        for id in register.districts() {
            assert_eq!(session.model.atlas.reading(id), Reading::Nothing);
        }
        assert!(session.model.atlas.behind().is_empty());
        session.press("d");
        session.press("<enter>");
        session.text();
    }
}

#[test]
fn numbers_are_those_of_the_lists() {
    let mut session = Session::bundled(SMALL);
    session.press("7/gifhorn<enter>");
    let figures = session.model.standing.district(chosen(&session));
    let reading = session.model.atlas.reading(chosen(&session));
    assert_eq!(reading, Reading::Reach(figures.bodies.reach()));
    assert!(session.text().contains("online 28/51 54%"));
    session.press("w");
    let reading = session.model.atlas.reading(chosen(&session));
    assert_eq!(reading, Reading::Reach(figures.inhabitants.reach()));
    // In a comparison it is the difference by bodies, whatever the weighting.
    session.press("djj<enter>");
    let (id, model) = (chosen(&session), &session.model);
    let now = model.standing.district(id);
    let reading = model.atlas.reading(id);
    assert_eq!(
        reading,
        Reading::Difference(now.bodies.reach(), now.change.unwrap())
    );
    let before = ozgtop::analysis::figures::Standing::new(
        &model.data,
        model.compared,
        None,
        model.thresholds,
    );
    assert_eq!(reading.before(), Some(before.district(id).bodies.reach()));
}

#[test]
fn points_are_rounded_and_never_hide_a_change() {
    let reading = |part, whole, change| {
        let share = ozgtop::analysis::tally::Share { part, whole };
        Reading::Difference(share, change)
    };
    let points = |part, whole, change| reading(part, whole, change).points();
    assert_eq!(points(5, 8, 1), Some(13));
    assert_eq!(points(5, 8, -1), Some(-13));
    assert_eq!(points(5, 403, 1), Some(0));
    assert_eq!(Reading::Nothing.points(), None);
    let number = |it| ozgtop::ui::shade::number(it, 3);
    assert_eq!(number(reading(5, 403, 1)), "+<1");
    assert_eq!(number(reading(5, 403, -1)), "−<1");
    assert_eq!(number(reading(5, 8, 0)), "0");
    assert_eq!(ozgtop::ui::shade::number(reading(5, 8, 1), 2), "▲");
    assert_eq!(
        reading(1, 8, 3).before(),
        None,
        "there were never less than none"
    );
}

#[test]
fn without_outlines_the_list_says_what_to_do() {
    let mut session = open(&hamlet(None), SMALL);
    session.press("7");
    assert_eq!(map(&session).1, Drawing::Tiles);
    assert!(!session.model.has_picture());
    let shown = session.text();
    assert!(
        shown.contains("Keine Umrisse") && shown.contains("Düsterburg"),
        "{shown}"
    );
    session.press("jjhl");
    session.press("a");
    assert_eq!(session.model.notice, Some(Notice::NoOutlines));
    assert_eq!(map(&session).1, Drawing::Tiles);
}

#[test]
fn a_district_without_an_outline_is_named_and_reached() {
    let without = OUTLINES.replace(
        "        (ars: \"039020000000\", rings: [[2, -1]], tile: [1, 0]),\n",
        "",
    );
    let mut session = open(&hamlet(Some(&without)), LARGE);
    session.press("7g");
    assert_eq!(
        (map(&session).1, name(&session)),
        (Drawing::Outlines, "Düsterburg".to_owned())
    );
    let shown = session.text();
    assert!(shown.contains("ohne Umriss"), "{shown}");
    session.press("l");
    assert_eq!(name(&session), "Heidekamp");
    session.press("a");
    assert!(
        session.text().contains("Düsterburg"),
        "its tile stands below"
    );
}

#[test]
fn without_a_snapshot_no_district_is_at_nothing() {
    let scene = hamlet(Some(OUTLINES));
    for (file, _) in crate::scene::files() {
        if file.starts_with("rollout/") {
            scene.remove(&file);
        }
    }
    for size in [SMALL, LARGE] {
        let mut session = open(&scene, size);
        session.press("7l");
        assert!(session.model.trail.now().list.rows.is_empty());
        let shown = session.text();
        assert!(shown.contains("Kein Stand geladen"), "{shown}");
    }
}

#[test]
fn the_hamlet_has_a_map() {
    for (size, label) in [(SMALL, "tiles"), (LARGE, "outlines")] {
        let mut session = open(&hamlet(Some(OUTLINES)), size);
        session.press("7l");
        insta::assert_snapshot!(format!("hamlet-{label}"), session.text());
    }
}

#[test]
fn maps_with_much_room() {
    for (name, keys) in [
        ("outlines", "7/celle<enter>"),
        ("tiles", "7a/celle<enter>"),
        ("compared", "djjj<enter>7"),
    ] {
        let mut session = Session::bundled((200, 50));
        session.press(keys);
        insta::assert_snapshot!(format!("200x50-{name}"), session.text());
    }
}

#[test]
fn maps_without_colours() {
    for (name, charset) in [("unicode", Charset::Unicode), ("ascii", Charset::Ascii)] {
        for (drawing, keys) in [("outlines", "7/celle<enter>"), ("tiles", "7a/celle<enter>")] {
            let mut session = Session::bundled(LARGE);
            session.press(keys);
            let buffer = session.buffer(Context::new(charset, Palette::None));
            insta::assert_snapshot!(format!("plain-{name}-{drawing}"), picture(&buffer));
            assert!(charset == Charset::Unicode || text(&buffer).is_ascii());
            let plain = |cell: &ratatui::buffer::Cell| cell.fg == Color::Reset;
            assert!(buffer.content.iter().all(plain));
            let mut reversed = buffer.content.iter();
            assert!(reversed.any(|cell| cell.modifier.contains(Modifier::REVERSED)));
        }
    }
}

#[test]
fn every_number_of_a_district_is_on_the_screen() {
    let session = |keys: &str| {
        let mut session = Session::bundled(SMALL);
        session.press(keys);
        session
    };
    let outlines = session("7a");
    let atlas = &outlines.model.atlas;
    assert_eq!(atlas.labels().len() + atlas.unlabelled().len(), 45);
    let shown = outlines.text();
    for id in atlas.unlabelled() {
        let name = &outlines.model.data.register.body(*id).name;
        assert!(shown.contains(name.as_str()), "{name}");
    }
}

#[test]
fn a_larger_land_is_scrolled() {
    let far = OUTLINES.replace("tile: [1, 0]", "tile: [30, 20]");
    let mut session = open(&hamlet(Some(&far)), SMALL);
    session.press("7");
    let seen = |session: &Session| {
        let shown = session.text();
        (shown.contains("Heidek"), shown.contains("Düster"))
    };
    session.press("G");
    assert_eq!(name(&session), "Heidekamp");
    assert!(seen(&session).0);
    session.press("l");
    assert_eq!(name(&session), "Düsterburg");
    assert!(seen(&session).1);
}
