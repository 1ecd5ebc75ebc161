//! The matrix: its groups counted by hand, its rows and what carries over from one view to the next.

use ozgtop::analysis::figures::{Standing, Thresholds};
use ozgtop::analysis::group::{Group, Grouping, Size};
use ozgtop::analysis::trend::Subject;
use ozgtop::app::column::Column;
use ozgtop::app::screen::{Row, Screen};
use serde::Deserialize;

use crate::hamlet::loaded;
use crate::keys::{body, screen};
use crate::scene::Scene;
use crate::session::Session;

fn session() -> Session {
    Session::bundled((80, 24))
}

/// (live, cells); `None` where there is no cell.
type Counted = Option<(u64, u64)>;

/// What `hamlet.expected.ron` says about groups: provider or inhabitants, service, what was counted.
#[derive(Deserialize)]
struct Expected {
    service_by_provider: Vec<(String, String, Counted)>,
    service_by_size: Vec<(u32, String, Counted)>,
}

#[test]
fn reach_of_providers_and_sizes_is_as_counted_by_hand() {
    let (data, expected) = loaded::<Expected>();
    let standing = Standing::new(&data, data.rollout.newest(), None, Thresholds::default());
    let found = |service: &str, group| {
        let mut services = data.catalogue.ids();
        let service = services.find(|id| data.catalogue.service(*id).key.as_str() == service);
        let figures = standing.service_in(service.unwrap(), group);
        figures.map(|figures| {
            let reach = figures.bodies.reach();
            (reach.part, reach.whole)
        })
    };
    for (provider, service, wanted) in expected.service_by_provider {
        let name = |id| data.rollout.values.provider(id).unwrap().to_string();
        let mut providers = standing.providers();
        let id = providers.find(|id| id.map(name).unwrap_or_default() == provider);
        let group = Group::Provider(id.unwrap());
        assert_eq!(found(&service, group), wanted, "{provider} {service}");
    }
    for (inhabitants, service, wanted) in expected.service_by_size {
        let group = Group::Size(Size::of(inhabitants));
        assert_eq!(found(&service, group), wanted, "{inhabitants} {service}");
    }
}

#[test]
fn the_rows_of_every_grouping_add_up_to_the_land() {
    let mut session = session();
    session.press("6a");
    let folded = true;
    for grouping in [Grouping::District, Grouping::Provider, Grouping::Size] {
        assert_eq!(screen(&session), Screen::Matrix { grouping, folded });
        let lens = session.model.lens();
        for service in lens.data.catalogue.ids() {
            let groups = session
                .model
                .trail
                .now()
                .list
                .rows
                .iter()
                .filter_map(|row| match row {
                    Row::Group(group) => lens.standing.service_in(service, *group),
                    _ => None,
                });
            let sum: u64 = groups.map(|figures| figures.bodies.total()).sum();
            let all = lens.data.responsibility.of_service(service);
            assert_eq!(sum, all.count() as u64);
        }
        session.press("s");
    }
}

#[test]
fn what_is_selected_is_selected_in_the_next_view() {
    let mut session = session();
    session.press("2/gifhorn<enter>6");
    let gifhorn = body(&session, "031510000000");
    let group = Row::Group(Group::District(gifhorn));
    assert_eq!(session.model.trail.now().list.selected, Some(group));
    // A unit in the matrix, the same one in the list, its district again.
    session.press("jj3");
    let Some(Row::Body(unit)) = session.model.trail.now().list.selected else {
        panic!();
    };
    assert_eq!(
        session.model.data.register.body(unit).district,
        Some(gifhorn)
    );
    session.press("2");
    assert_eq!(
        session.model.trail.now().list.selected,
        Some(Row::Body(gifhorn))
    );
    // A service gives its column.
    session.press("1/wohngeld<enter>6");
    let column = session.model.trail.now().list.column;
    let columns = screen(&session).columns(&session.model.lens());
    let Column::Matrix(service) = columns[column] else {
        panic!()
    };
    assert_eq!(
        session.model.data.catalogue.service(service).short.as_str(),
        "WOG"
    );
}

#[test]
fn the_first_row_of_the_matrix_stays_and_every_unit_has_one_row() {
    let mut session = session();
    for grouping in ["", "s", "s"] {
        session.press(&format!("0{grouping}6{grouping}"));
        let list = &session.model.trail.now().list;
        let units = list.rows.iter().filter(|row| matches!(row, Row::Body(_)));
        assert_eq!(units.count(), 403);
        assert_eq!(list.rows.first(), Some(&Row::Total));
    }
    session.press("G");
    let list = &session.model.trail.now().list;
    assert!(list.top > 0);
    let visible: Vec<_> = list.visible(session.model.height()).collect();
    assert_eq!(visible.len(), session.model.height());
    assert_eq!(visible.first(), Some(&Row::Total));
    assert_eq!(visible.last(), list.rows.last());
    // Sorted by a service there are no groups, and the first row is still the Land.
    session.press("llls");
    let list = &session.model.trail.now().list;
    assert_eq!(list.rows.len(), 404);
    assert_eq!(list.rows.first(), Some(&Row::Total));
}

#[test]
fn the_matrix_the_next_weeks_and_the_dates_are_lists_too() {
    let scene = Scene::hamlet();
    for (what, rows) in [("matrix", 1 + 2 + 1 + 3), ("upcoming", 0), ("snapshots", 3)] {
        let ran = scene.run(&["list", what, "--format", "json"]);
        assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
        let document: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
        // The matrix: the Land, two districts, what lies in none, three executing units.
        assert_eq!(document["rows"].as_array().unwrap().len(), rows, "{what}");
    }
    // zulassung is live at both of its bodies, Heidekamp and Düsterburg.
    let matrix = scene.run(&["list", "matrix", "--format", "csv"]).stdout;
    let land = matrix.lines().nth(1).unwrap();
    assert!(land.contains(",3,8,"), "{land}");
    assert_eq!(
        matrix.lines().next().unwrap().split(',').next(),
        Some("name")
    );
}

#[test]
fn map_and_trend_open_on_what_is_looked_at() {
    for keys in [
        "1/wohngeld<enter>m",
        "1/wohngeld<enter>tm",
        "1/wohngeld<enter>mtm",
        "1/wohngeld<enter>6jm",
    ] {
        let mut session = session();
        session.press(keys);
        let Screen::Map { service, .. } = screen(&session) else {
            panic!("{keys}")
        };
        let short = |id| session.model.data.catalogue.service(id).short.as_str();
        assert_eq!(service.map(short), Some("WOG"), "{keys}");
    }
    for (keys, district) in [("2/gifhorn<enter>t", true), ("1/wohngeld<enter>mjt", false)] {
        let mut session = session();
        session.press(keys);
        let Screen::Trend { subject, .. } = screen(&session) else {
            panic!("{keys}")
        };
        assert_eq!(matches!(subject, Subject::District(_)), district, "{keys}");
        assert_ne!(subject, Subject::Land, "{keys}");
    }
}
