//! Every screen as a picture: text and styled runs, at the sizes operators have.

use ozgtop::ui::appearance::Appearance;
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::{Palette, ThemeName};

use crate::session::{Session, picture, text};

/// Name of the picture and keys that lead there.
const SCREENS: &[(&str, &str)] = &[
    ("overview", "jjj"),
    ("services", "1"),
    ("service", "1/ummeldung<enter><enter>"),
    ("service-districts", "1/ummeldung<enter><enter>a"),
    ("districts", "2"),
    ("district", "2/gifhorn<enter><enter>"),
    ("municipalities", "3"),
    ("municipalities-all", "3a/weyhausen<enter>"),
    ("municipality", "3a/weyhausen<enter><enter>"),
    ("cell", "3/sassenburg<enter><enter>/UMM<enter><enter>"),
    ("providers", "4"),
    ("provider", "4<enter>"),
    ("matrix", "6jjjjllllll"),
    ("matrix-folded", "6ajl"),
    ("matrix-providers", "6sjj"),
    ("matrix-size-folded", "6ssa"),
    ("compared-matrix", "djjj<enter>6a"),
    ("problems", "5jj"),
    ("problems-overdue", "jjjjjjjj<enter>"),
    ("upcoming", "jjjjjjjjjj<enter>"),
    ("trend", "8hh"),
    ("trend-numbers", "8ahh"),
    ("trend-service", "1/ummeldung<enter>t<lt><lt><lt>l"),
    ("trend-inhabitants", "8w"),
    ("compared-trend", "djjj<enter>2/gifhorn<enter>t"),
    ("changes", "9"),
    ("evidence", "ijj"),
    ("snapshots", "d"),
    ("compared-overview", "djjj<enter>"),
    ("compared-services", "djjj<enter>1"),
    ("compared-service", "djjj<enter>1/ummeldung<enter><enter>G"),
    ("compared-district", "djjj<enter>2/gifhorn<enter><enter>"),
    ("compared-municipalities", "djjj<enter>3"),
    ("compared-problems", "djjj<enter>5"),
    ("past-services", "<lt><lt>1"),
    ("past-compared", "<lt><lt>djjj<enter>9"),
    ("map", "7"),
    ("map-other-drawing", "7a"),
    ("map-service", "1/ummeldung<enter><enter>m"),
    ("compared-map", "djjj<enter>7"),
    ("help", "?"),
];

#[test]
fn screens_at_the_design_size() {
    for (name, keys) in SCREENS {
        let mut session = Session::bundled((80, 24));
        session.press(keys);
        insta::assert_snapshot!(format!("80x24-{name}"), session.picture());
    }
}

#[test]
fn screens_with_more_and_with_less_room() {
    for (size, label) in [
        ((120, 40), "120x40"),
        ((200, 50), "200x50"),
        ((40, 12), "40x12"),
    ] {
        for (name, keys) in SCREENS {
            let mut session = Session::bundled(size);
            session.press(keys);
            insta::assert_snapshot!(format!("{label}-{name}"), session.text());
        }
    }
}

#[test]
fn english_is_complete() {
    for (name, keys) in SCREENS {
        let mut session = Session::bundled((80, 24));
        session.press(keys);
        session.press("L");
        insta::assert_snapshot!(format!("en-{name}"), session.text());
    }
}

#[test]
fn prompts_and_notices() {
    for (name, keys) in [
        ("search", "3/gött"),
        ("not-found", "3/xyz<enter>"),
        ("typed", ":wq"),
        ("palette", ":lk os"),
        ("palette-commands", ":"),
        ("filter-fields", "3f"),
        ("filter-values", "3fphase<lt>"),
        ("filter-tab", "3fkreis=<tab><tab>"),
        ("filter-mistake", "3fphase<lt>onlin und kreis=Aurich"),
        ("filtered", "1fphase<lt>online und kreis=\"LK OS\"<enter>"),
        ("filtered-matrix", "6fdienstleister~kranich<enter>"),
        ("filtered-away", "3fbefund=gestört phase=offen<enter>"),
        ("columns", "2cjj<enter>"),
        ("inhabitants", "w"),
        ("sorted", "3lllss"),
        ("no-later-date", ">"),
        ("end-of-comparison", "d<enter>d"),
    ] {
        let mut session = Session::bundled((80, 24));
        session.press(keys);
        insta::assert_snapshot!(format!("state-{name}"), session.picture());
    }
}

#[test]
fn ascii_screens_are_ascii() {
    let context = Context::new(Charset::Ascii, Palette::None);
    for (name, keys) in SCREENS {
        let mut session = Session::bundled((80, 24));
        session.press(keys);
        let shown = text(&session.buffer(context));
        assert!(shown.is_ascii(), "{name}: {shown}");
        if matches!(
            *name,
            "overview"
                | "services"
                | "district"
                | "changes"
                | "matrix"
                | "matrix-folded"
                | "map"
                | "map-other-drawing"
                | "trend"
                | "compared-trend"
                | "help"
        ) {
            insta::assert_snapshot!(format!("ascii-{name}"), picture(&session.buffer(context)));
        }
    }
}

/// Each theme on the matrix, which shows every phase and nearly every shade.
#[test]
fn themes() {
    let mut session = Session::bundled((80, 24));
    session.press("6jj");
    for name in ThemeName::ALL {
        let appearance = Appearance {
            theme: Some(name),
            palette: Some(Palette::Indexed),
            ..Appearance::default()
        };
        let buffer = session.buffer(appearance.context());
        insta::assert_snapshot!(format!("theme-{}", name.key()), picture(&buffer));
    }
}

/// Without colours nothing is lost: the selection is reversed, heads are underlined, and no cell has a colour.
#[test]
fn without_colours_the_selection_is_still_seen() {
    use ratatui::style::{Color, Modifier};
    let session = Session::bundled((80, 24));
    let buffer = session.buffer(Context::new(Charset::Unicode, Palette::None));
    assert!(
        buffer
            .content
            .iter()
            .all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset)
    );
    assert!(
        buffer
            .content
            .iter()
            .any(|cell| cell.modifier.contains(Modifier::REVERSED))
    );
}

#[test]
fn every_size_draws_without_panic() {
    let context = Context::new(Charset::Unicode, Palette::Sixteen);
    let small = (1..=30).flat_map(|width| (1..=12).map(move |height| (width, height)));
    let sizes: Vec<_> = small
        .chain([(400, 120), (1, 200), (500, 1), (80, 24)])
        .collect();
    for (name, keys) in SCREENS {
        let mut session = Session::bundled((80, 24));
        session.press(keys);
        for (width, height) in &sizes {
            session.resize(*width, *height);
            assert_eq!(session.buffer(context).area.width, *width, "{name}");
        }
    }
}
