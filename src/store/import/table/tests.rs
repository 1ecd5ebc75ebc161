//! Names as people write them, against the register of Niedersachsen.

use super::names::{Asked, Names, keep_responsible};
use super::*;
use crate::domain::import_fault::ImportFault;
use crate::domain::problem::Fault;
use crate::store::import::origin;
use crate::store::{self, Limits, Source};

fn bundled() -> Dataset {
    store::load(&Source::Bundled, Limits::default())
}

/// The keys of the bodies that a row may mean, for a service where one is given.
fn meant(data: &Dataset, asked: Asked<'_>, service: &str) -> Vec<String> {
    let names = Names::new(&data.register);
    let mut found = names.candidates(asked).bodies;
    if let Some(service) = layout::service(&data.catalogue, service) {
        keep_responsible(&mut found, &data.responsibility, service);
    }
    let key = |id: &crate::domain::body::BodyId| data.register.body(*id).key.as_str().to_owned();
    let mut keys: Vec<_> = found.iter().map(key).collect();
    keys.sort();
    keys
}

#[test]
fn bodies_are_found_by_whatever_they_are_called() {
    let data = bundled();
    // Keys from the register of 31.08.2025.
    for (name, keys) in [
        ("Boldecker Land", "031515401000"),
        ("Samtgemeinde Boldecker Land", "031515401000"),
        ("Boldecker Land, SG", "031515401000"),
        ("3151", "031510000000"),
        ("LK Gifhorn", "031510000000"),
        ("LK GF", "031510000000"),
        ("03151039", "031515401039"),
        ("3151039", "031515401039"),
        ("31515401039", "031515401039"),
        ("03 151 5401 039", "031515401039"),
        ("Stadt Goslar", "031530017017"),
        ("Goslar (Stadt)", "031530017017"),
        ("GOSLAR, Stadt", "031530017017"),
        ("Stadt Oldenburg", "034030000000"),
        ("Oldenburg (Oldb)", "034030000000"),
        ("Landkreis Oldenburg", "034580000000"),
        ("Region Hannover", "032410000000"),
        ("hwk:hannover", "hwk:hannover"),
        ("Osnabrueck", "034040000000 034590000000"),
        ("LK OS", "034590000000"),
        ("OS", ""),
        ("Atlantis", ""),
    ] {
        let asked = Asked {
            name,
            ..Asked::default()
        };
        // Jobcenters and the like are called as their district is.
        let mut found = meant(&data, asked, "");
        found.retain(|key| name.contains(':') || !key.contains(':'));
        let found = found.join(" ");
        assert_eq!(found, keys, "{name}");
    }
}

#[test]
fn kind_district_and_responsibility_tell_namesakes_apart() {
    let data = bundled();
    let asked = |name, kind, district| Asked {
        code: "",
        name,
        kind,
        district,
    };
    // Five places in five districts; two of them act for themselves.
    assert_eq!(meant(&data, asked("Neuenkirchen", "", ""), "").len(), 6);
    assert_eq!(meant(&data, asked("Neuenkirchen", "", ""), "UMM").len(), 2);
    let one = ["033580017017"];
    assert_eq!(
        meant(&data, asked("Neuenkirchen", "", "Heidekreis"), "UMM"),
        one
    );
    assert_eq!(
        meant(
            &data,
            asked("Neuenkirchen", "Gemeinde", "LK Heidekreis"),
            ""
        ),
        one
    );
    assert_eq!(
        meant(&data, asked("Osnabrück", "", ""), "UMM"),
        ["034040000000"]
    );
    assert_eq!(
        meant(&data, asked("Osnabrück", "LK", ""), "WOG"),
        ["034590000000"]
    );
}

#[test]
fn services_are_found_by_key_number_letters_and_name() {
    let data = bundled();
    let found = |text| {
        let id = layout::service(&data.catalogue, text)?;
        Some(data.catalogue.service(id).ozg_id)
    };
    for text in [
        "ummeldung",
        "UMM",
        "10124",
        "OZG-10124",
        "OZG 10124",
        "99115005104000",
        "Ummeldung",
    ] {
        assert_eq!(found(text), Some(10_124), "{text}");
    }
    assert_eq!(found("fuehrerschein"), Some(10_169));
    assert_eq!(found("Kfz-Zulassung"), Some(10_439));
    assert_eq!(found("Status"), None);
    assert_eq!(found(""), None);
}

fn read_list(data: &Dataset, list: &str, mapping: &Mapping) -> Result<Outcome, Stop> {
    let original = Original {
        bytes: list.as_bytes().to_vec(),
        origin: origin("liste.csv", list.as_bytes(), None),
    };
    let date = crate::domain::date::parse("2026-11-20").unwrap();
    let base = in_force(data, date, false);
    read(&original, None, mapping, (data, base, date), &mut ())
}

#[test]
fn two_columns_for_one_thing_are_told() {
    let data = bundled();
    let list = "Kommune;Leistung;Status;Phase\nCelle;UMM;live;offen\n";
    let outcome = read_list(&data, list, &Mapping::default()).unwrap();
    let [problem] = outcome.problems.as_slice() else {
        panic!("{:?}", outcome.problems)
    };
    let Fault::Import(ImportFault::TwoColumns { columns, .. }) = &problem.fault else {
        panic!("{problem:?}")
    };
    assert_eq!(columns, "Status, Phase");
}

#[test]
fn what_is_shown_and_what_is_left_out_are_all_rows() {
    let data = bundled();
    let words = [
        "live",
        "Q3/2026",
        "",
        "quer",
        "offen",
        "KW 99/2026",
        "\"",
        "-",
    ];
    let bodies = [
        "Celle",
        "Nirgends",
        "Neuenkirchen",
        "",
        "03151",
        "SG Ahlden",
        "\"x;y\"",
    ];
    let mut list = "Kommune;Leistung;Status\n".to_owned();
    for at in 0..500 {
        let (body, word) = (bodies[at % 7], words[at % 8]);
        list.extend([body, ";UMM;", word, "\n"]);
    }
    let outcome = read_list(&data, &list, &Mapping::default()).unwrap();
    let shown = outcome.cells.len() as u64;
    assert!(outcome.left_out > 0 && shown > 0);
    assert_eq!(outcome.rows, outcome.told);
    // Every quotation mark that is never closed costs the row it stands in, and that row is told.
    assert_eq!(outcome.rows, 500);
    assert!(outcome.told - outcome.left_out >= shown);
    assert!(outcome.problems.len() as u64 >= outcome.left_out);
}

#[test]
fn a_list_without_a_head_is_told() {
    let data = bundled();
    for list in ["a;b;c\n1;2;3\n", "Kommune;Bemerkung\nCelle;x\n"] {
        let outcome = read_list(&data, list, &Mapping::default());
        let Err(Stop::Fault(problem)) = outcome else {
            panic!("{outcome:?}")
        };
        assert_eq!(problem.fault.key(), "no_head");
    }
}
