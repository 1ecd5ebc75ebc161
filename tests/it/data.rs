//! The shipped data: complete, without problems, and with the counts of the register of 31.08.2025.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use ozgtop::analysis::checks;
use ozgtop::analysis::figures::{Standing, Thresholds};
use ozgtop::domain::body::Class;
use ozgtop::domain::date;
use ozgtop::domain::phase::Status;
use ozgtop::domain::problem::Fault;
use ozgtop::store::{self, BUNDLED_FILES, Limits, Source};

use crate::scene::Scene;
use crate::session::bundled;

#[test]
fn the_shipped_data_has_no_problems() {
    assert_eq!(bundled().problems, []);
}

#[test]
fn the_table_of_bundled_files_is_the_data_folder() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let mut found = Vec::new();
    for folder in [root.clone(), root.join("rollout"), root.join("evidence")] {
        let files = fs::read_dir(folder)
            .unwrap()
            .map(|item| item.unwrap().path())
            .filter(|path| path.is_file());
        found.extend(files.map(|path| {
            path.strip_prefix(&root)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned()
        }));
    }
    found.sort();
    let mut bundled: Vec<_> = BUNDLED_FILES
        .iter()
        .map(|(path, _)| (*path).to_owned())
        .collect();
    bundled.sort();
    assert_eq!(bundled, found);
}

/// Counts: Statistisches Bundesamt, Gemeindeverzeichnis, Gebietsstand 31.08.2025.
#[test]
fn the_register_has_the_official_counts() {
    let data = bundled();
    let register = &data.register;
    let count = |class| {
        register
            .ids()
            .filter(|id| register.body(*id).class == class)
            .count()
    };
    assert_eq!(count(Class::Landkreis) + count(Class::Region), 37);
    assert_eq!(count(Class::KreisfreieStadt), 8);
    assert_eq!(register.districts().count(), 45);
    assert_eq!(count(Class::Samtgemeinde), 114);
    assert_eq!(count(Class::Mitgliedsgemeinde), 650);
    assert_eq!(count(Class::Gemeindefrei), 25);
    assert_eq!(count(Class::GrosseSelbstaendigeStadt), 7);
    assert_eq!(count(Class::SpecialStatus), 2);
    let rows = register
        .ids()
        .filter(|id| register.body(*id).class.is_register_row())
        .count();
    assert_eq!((rows, rows - count(Class::Gemeindefrei)), (964, 939));
    assert_eq!(register.units().count(), 403);
    assert_eq!(register.municipalities().count(), 1078);
    let smallest = register.districts().map(|id| {
        register
            .within(id)
            .filter(|id| register.body(*id).class.is_unit())
            .count()
    });
    let sizes: Vec<_> = smallest.filter(|units| *units > 1).collect();
    assert_eq!(
        (sizes.iter().min(), sizes.iter().max()),
        (Some(&3), Some(&21))
    );
}

#[test]
fn neuenkirchen_exists_five_times_and_keys_tell_them_apart() {
    let data = bundled();
    let named = |name: &str| {
        data.register
            .ids()
            .filter(|id| data.register.body(*id).name.as_str() == name)
            .count()
    };
    // Five Gemeinden and a Samtgemeinde of that name are in the register.
    let gemeinden = data.register.ids().filter(|id| {
        let body = data.register.body(*id);
        body.name.as_str() == "Neuenkirchen" && body.class.is_register_row()
    });
    assert_eq!(gemeinden.count(), 5);
    assert!(named("Osnabrück") >= 2);
}

/// Cells per service by the bundled rules, without the exceptions that are known to be missing.
#[test]
fn the_rules_give_the_cells_of_the_field() {
    let data = bundled();
    let expected = BTreeMap::from([
        ("anlagengenehmigung", 55),
        ("aufenthaltstitel", 54),
        ("bafoeg", 50),
        ("baugenehmigung", 54),
        ("buergergeld", 45),
        ("eheschliessung", 403),
        ("einbuergerung", 54),
        ("elterngeld", 65),
        ("fuehrerschein", 45),
        ("handwerksgruendung", 6),
        ("kfz-zulassung", 45),
        ("personenstandsurkunden", 403),
        ("ummeldung", 403),
        ("unterhaltsvorschuss", 45),
        ("unternehmensanmeldung", 403),
        ("wohngeld", 54),
    ]);
    let counted: BTreeMap<_, _> = data
        .catalogue
        .ids()
        .map(|id| {
            (
                data.catalogue.service(id).key.as_str(),
                data.responsibility.of_service(id).count(),
            )
        })
        .collect();
    assert_eq!(counted, expected);
    assert_eq!(data.responsibility.len(), 2184);
}

#[test]
fn members_are_served_by_samtgemeinde_district_and_job_centre() {
    let data = bundled();
    let served_by = |service: &str, body: &str| {
        let (service, body) = (
            data.catalogue.find(service).unwrap(),
            data.register.find(body).unwrap(),
        );
        let cell = data.responsibility.serving(service, body)?;
        Some(
            data.register
                .body(data.responsibility.slot(cell)?.body)
                .key
                .as_str()
                .to_owned(),
        )
    };
    let weyhausen = "031515401039";
    assert_eq!(
        served_by("ummeldung", weyhausen).as_deref(),
        Some("031515401000")
    );
    assert_eq!(
        served_by("kfz-zulassung", weyhausen).as_deref(),
        Some("031510000000")
    );
    assert_eq!(
        served_by("buergergeld", weyhausen).as_deref(),
        Some("jc:03151")
    );
    assert_eq!(served_by("handwerksgruendung", weyhausen), None);
    assert_eq!(
        served_by("wohngeld", "031530017017").as_deref(),
        Some("031530017017"),
        "Goslar acts itself"
    );
    assert_eq!(
        served_by("kfz-zulassung", "031530017017").as_deref(),
        Some("031530000000")
    );
    assert_eq!(
        served_by("elterngeld", "032410001001").as_deref(),
        Some("032410001001"),
        "Hannover acts itself"
    );
}

#[test]
fn nobody_is_counted_twice() {
    let data = bundled();
    let land: u64 = data
        .register
        .ids()
        .filter(|id| data.register.body(*id).class.is_register_row())
        .filter_map(|id| data.register.inhabitants(id))
        .map(|(count, _)| u64::from(count))
        .sum();
    for service in data.catalogue.ids() {
        let areas = data
            .responsibility
            .of_service(service)
            .filter_map(|cell| data.responsibility.slot(cell)?.area);
        let sum: u64 = areas.map(|area| area.inhabitants).sum();
        let key = data.catalogue.service(service).key.as_str();
        // No inhabited gemeindefreies Gebiet has a number, so every service with areas covers the whole Land.
        let expected = if key == "handwerksgruendung" { 0 } else { land };
        assert_eq!(sum, expected, "{key}");
    }
}

#[test]
fn the_example_tells_the_story_of_the_roll_out() {
    let data = bundled();
    assert_eq!(data.rollout.len(), 34);
    assert!(data.is_synthetic());
    let at = |day| data.rollout.find(date::parse(day).unwrap());
    assert!(at("2024-01-31").is_some() && at("2026-10-31") == data.rollout.newest());
    let standing = Standing::new(&data, at("2025-08-31"), None, Thresholds::default());
    let statuses: Vec<_> = data
        .catalogue
        .ids()
        .map(|id| standing.service(id).bodies.status())
        .collect();
    assert_eq!(
        statuses
            .iter()
            .filter(|status| **status == Status::Everywhere)
            .count(),
        2
    );
    assert_eq!(
        statuses
            .iter()
            .filter(|status| **status == Status::RollingOut)
            .count(),
        14
    );
    let newest = Standing::new(&data, data.rollout.newest(), None, Thresholds::default());
    let total = &newest.total;
    for (what, count) in [
        ("overdue", total.overdue),
        ("stalled", total.stalled),
        ("not reported", total.bodies.unknown),
        ("disturbed", total.disturbed),
        ("own solution", total.own_solution),
        ("deferred", total.deferred),
    ] {
        assert!(count > 0, "{what}");
    }
    let back = checks::run(&newest, Thresholds::default());
    assert!(
        back.iter()
            .any(|problem| matches!(problem.fault, Fault::SteppedBack { .. }))
    );
}

/// The official register is used where it is at hand; it is not part of the project.
#[test]
fn names_and_keys_agree_with_the_official_register() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/reference/official/ni_municipalities_2025.json");
    let Ok(text) = fs::read_to_string(&path) else {
        eprintln!("skipped: the official register is not at hand");
        return;
    };
    let rows: Vec<serde_json::Value> = serde_json::from_str(&text).unwrap();
    let data = bundled();
    assert_eq!(rows.len(), 964);
    for row in rows {
        let ars = row["ars"].as_str().unwrap();
        let id = data
            .register
            .find(ars)
            .unwrap_or_else(|| panic!("{ars} {}", row["name"]));
        assert_eq!(
            data.register.body(id).name.as_str(),
            row["name"].as_str().unwrap(),
            "{ars}"
        );
    }
}

/// A file without any fault is read at once; one with a fault row by row, and what is right in it says the same.
#[test]
fn what_is_right_says_the_same_whatever_else_stands_in_its_file() {
    let scene = Scene::empty();
    for (file, bytes) in BUNDLED_FILES {
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let damaged = match *file {
            "bodies.json" => text.replacen("\"ars\":", "\"colour\":1,\"ars\":", 1),
            "services.ron" => text.replacen("key: ", "colour: 1, key: ", 1),
            _ => text.replacen("\"body\":", "\"colour\":1,\"body\":", 1),
        };
        fs::create_dir_all(scene.path(file).parent().unwrap()).unwrap();
        scene.write(file, damaged.as_bytes());
    }
    let damaged = store::load(&Source::Folder(scene.root()), Limits::default());
    let unknown = |fault: &Fault| matches!(fault, Fault::UnknownField { .. });
    assert!(damaged.problems.iter().all(|it| unknown(&it.fault)));
    // The register, the catalogue, 34 snapshots and the evidence.
    assert_eq!(damaged.problems.len(), 37);
    let sound = bundled();
    for id in sound.register.ids() {
        let bodies = [&damaged, &sound].map(|data| format!("{:?}", data.register.body(id)));
        assert_eq!(bodies[0], bodies[1]);
    }
    assert_eq!(damaged.register.len(), sound.register.len());
    for id in sound.catalogue.ids() {
        let services = [&damaged, &sound].map(|data| format!("{:?}", data.catalogue.service(id)));
        assert_eq!(services[0], services[1]);
    }
    assert_eq!(damaged.catalogue.len(), sound.catalogue.len());
    assert_eq!(
        format!("{:?}", damaged.rollout),
        format!("{:?}", sound.rollout)
    );
    assert_eq!(damaged.evidence, sound.evidence);
}
