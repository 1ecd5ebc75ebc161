//! The export of Open-PVOG becomes evidence: every kind of row once, in every format, counted by hand.

use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::date;
use ozgtop::domain::evidence::Seen;
use ozgtop::domain::import_fault::ImportFault;
use ozgtop::domain::problem::Fault;
use ozgtop::store::import::open_pvog::{self, Counts, Input, Reading};
use ozgtop::store::import::{Original, origin};
use rust_xlsxwriter::Workbook;

use crate::scene::Scene;

/// Every kind of row once; `|` parts the fields. A leading zero, an empty field and a fraction are as programs leave them.
pub(crate) const EXPORT: &str = "\
leika_key|leika_name|ars|url|online_status|aktiv|art_flaechendeckung|ozgid|export_datum
99036008007000|Zulassung|039010000000|https://a|ok|ja|||2026-10-30
99036008007000|Zulassung|039020000000|https://b|nicht ok|ja|||2026-10-30
99036008007000|Zulassung|039020000000|https://c|ok||||2026-10-30
99115005104000|Anmeldung|039015401001|https://d|ok|ja|in mind. einer Kommune verfügbar||2026-10-30
99115005104000|Anmeldung|39015401002|https://e|ok|ja|||2026-10-30
99115005104000|Anmeldung|039010000000|https://f|nicht ok|ja|||2026-10-30
99115005104000|Anmeldung|039010005005|https://g|ok|nein|||2026-10-30
00000000000000|Gewerbe|030000000000|https://h|ok|ja|landesweit flächendeckend|90003|2026-10-30
77|Gewerbe|000000000000|https://i|ok|ja|bundesweit flächendeckend|90003.0|2026-10-31
0|Gewerbe|039020000000|https://j|ok|ja||90003|2026-10-30
99036008007000|Zulassung|039015401000|https://k|ok|ja|||2026-10-30
99036008007000|Zulassung|092790000000|https://l|ok|ja|||2026-10-30
12345678901234|Anderes|039010000000|https://m|ok|ja||10999|2026-10-30
99115005104000|Anmeldung|039010005005|||ja|nicht in Auswertung berücksichtigt||2026-10-30
99036008007000|Zulassung|039010000000|https://n|vielleicht|ja|||2026-10-30
99036008007000|Zulassung|0390|https://o|ok|ja|||2026-10-30
99X|Zulassung|039010000000|https://p|ok|ja|||2026-10-30
99036008007000|Zulassung|039010000000|https://q|ok|jein|||2026-10-30
99036008007000|Zulassung|039010000000|https://r|ok|ja|überall||2026-10-30
99036008007000|Zulassung|039090000000|https://s|ok|ja|||2026-10-30
1|Hilfe|039010000000|https://t|ok|ja||90004|2026-10-30
";

/// The hamlet with a prefix of a LeiKa key for `anmeldung`, and a service of a Jobcenter in the Landkreis.
pub(crate) fn scene() -> Scene {
    let scene = Scene::hamlet();
    scene.edit(
        "services.ron",
        "ozg_id: 90002,",
        "ozg_id: 90002, leika: [\"99115005\"],",
    );
    scene.edit(
        "services.ron",
        "        // With exceptions",
        "        (key: \"hilfe\", name: (de: \"Hilfe\", en: \"Benefit\"), short: \"HIL\", ozg_id: 90004, responsible: [\"jc\"]),\n        // With exceptions",
    );
    scene.edit(
        "bodies.ron",
        "authority_kinds: [",
        "authority_kinds: [\n        (key: \"jc\", name: (de: \"Jobcenter\", en: \"Job centre\")),",
    );
    scene.edit(
        "bodies.ron",
        "authorities: [",
        "authorities: [\n        (key: \"jc:03901\", name: \"Heidekamp\", district: \"039010000000\"),",
    );
    scene
}

pub(crate) fn ground() -> Dataset {
    let data = scene().load();
    assert_eq!(data.problems, []);
    data
}

pub(crate) fn fields(line: &str) -> Vec<&str> {
    line.split('|').collect()
}

pub(crate) fn csv(delimiter: &str) -> Vec<u8> {
    EXPORT.replace('|', delimiter).into_bytes()
}

/// The rows as JSON; a number where the field is one, and null where it is empty.
pub(crate) fn json_rows() -> Vec<String> {
    let mut lines = EXPORT.lines().map(fields);
    let head = lines.next().unwrap();
    let value = |text: &str| match text {
        "" => "null".to_owned(),
        "90003" | "90004" | "10999" => text.to_owned(),
        text => format!("\"{text}\""),
    };
    let row = |row: Vec<&str>| {
        let fields = head.iter().zip(row);
        let fields: Vec<_> = fields
            .map(|(name, text)| format!("\"{name}\":{}", value(text)))
            .collect();
        format!("{{{}}}", fields.join(","))
    };
    lines.map(row).collect()
}

pub(crate) fn json() -> Vec<u8> {
    format!(
        "{{\"content\":[{}],\"totalPages\":1,\"number\":0,\"last\":true}}",
        json_rows().join(",")
    )
    .into_bytes()
}

/// A workbook that a spreadsheet made of the CSV: what looks like a number is one, zeros are gone.
pub(crate) fn xlsx() -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, line) in (0..).zip(EXPORT.lines()) {
        for (column, text) in (0..).zip(fields(line)) {
            match text.parse::<f64>() {
                Ok(number) => sheet.write_number(row, column, number),
                Err(_) => sheet.write_string(row, column, text),
            }
            .unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

pub(crate) fn input(name: &str, bytes: Vec<u8>) -> Input {
    let origin = origin(name, &bytes, date::parse("2026-01-01"));
    Original { bytes, origin }.into()
}

pub(crate) fn read(data: &Dataset, bytes: Vec<u8>) -> Reading {
    open_pvog::read(data, vec![input("export", bytes)], &mut ()).unwrap()
}

/// `service@body working/broken/inactive coverage link`, as it is written by hand below.
fn told(data: &Dataset, reading: &Reading) -> Vec<String> {
    let cell = |(cell, seen): &(_, Seen)| {
        let slot = data.responsibility.slot(*cell).unwrap();
        format!(
            "{}@{} {}/{}/{} {} {}",
            data.catalogue.service(slot.service).key,
            data.register.body(slot.body).key.as_str(),
            seen.working,
            seen.broken,
            seen.inactive,
            seen.coverage.map_or("-", |coverage| coverage.key()),
            seen.url.clone().unwrap_or_default(),
        )
    };
    reading.seen.iter().map(cell).collect()
}

const EXPECTED: [&str; 8] = [
    "zulassung@039010000000 1/0/0 - https://a",
    "zulassung@039020000000 1/1/0 - https://c", // two rows; the link that works
    // Nothing for anmeldung@039020000000: the row of the Landkreis is not of the kreisfreie Stadt.
    "anmeldung@039015401000 2/1/0 district https://d", // two members, and the Landkreis
    "anmeldung@039010005005 0/1/1 district https://f", // the Landkreis, and one that is switched off
    "hilfe@jc:03901 1/0/0 district https://t",
    "gewerbe@039010000000 2/0/0 federal https://h", // Land and Bund
    "gewerbe@039010005005 2/0/0 federal https://h",
    "gewerbe@hwk:heide 2/0/0 federal https://h",
];

fn counted() -> Counts {
    Counts {
        rows: 21,
        used: 10,
        other_service: 1,
        other_land: 1,
        left_out: 1,
        no_cell: 2,
        bad: 6,
    }
}

#[test]
fn every_kind_of_row_counts_as_the_rules_say_in_every_format() {
    let data = ground();
    let latin = encoding_rs::WINDOWS_1252
        .encode(&EXPORT.replace('|', ";"))
        .0
        .into_owned();
    let mut marked = b"\xef\xbb\xbf".to_vec();
    marked.extend(csv(","));
    for (format, bytes) in [
        ("comma", csv(",")),
        ("semicolon", csv(";")),
        ("byte order mark", marked),
        ("Windows-1252", latin),
        ("JSON", json()),
        ("XLSX", xlsx()),
    ] {
        let reading = read(&data, bytes);
        assert_eq!(told(&data, &reading), EXPECTED, "{format}");
        assert_eq!(reading.counts, counted(), "{format}");
        assert_eq!(reading.date, date::parse("2026-10-31"), "{format}");
        assert_eq!(
            reading.origins[0].date,
            date::parse("2026-10-31"),
            "{format}"
        );
    }
}

#[test]
fn bad_rows_are_told_with_row_and_column() {
    let data = ground();
    let bad = |reading: &Reading| -> Vec<_> {
        let problem = |problem: &ozgtop::domain::problem::Problem| {
            let (row, column) = problem.place.as_ref().unwrap().position.unwrap();
            let what = match &problem.fault {
                Fault::Import(ImportFault::BadField { column, text, .. }) => {
                    format!("{column}={text}")
                }
                Fault::UnknownBody { key } => format!("unknown {key}"),
                other => format!("{other:?}"),
            };
            (row, column, what)
        };
        reading.problems.iter().map(problem).collect()
    };
    let expected = [
        (16, 5, "online_status=vielleicht"),
        (17, 3, "ars=0390"),
        (18, 1, "leika_key=99X"),
        (19, 6, "aktiv=jein"),
        (20, 7, "art_flaechendeckung=überall"),
        (21, 3, "unknown 039090000000"),
    ];
    let expected =
        expected.map(|(row, column, what): (u32, u32, &str)| (row, column, what.to_owned()));
    assert_eq!(bad(&read(&data, csv(";"))), expected);
    // JSON has no head: rows are counted from the first.
    let rows = expected.map(|(row, column, what)| (row - 1, column, what));
    assert_eq!(bad(&read(&data, json())), rows);
}

#[test]
fn rows_without_a_cell_are_named() {
    let data = ground();
    let reading = read(&data, csv(","));
    let names: Vec<_> = reading
        .without_cell
        .iter()
        .map(|(service, body)| {
            (
                data.catalogue.service(*service).short.as_str(),
                data.register.body(*body).name.as_str(),
            )
        })
        .collect();
    assert_eq!(names, [("GEW", "Düsterburg"), ("ZUL", "Moorrand")]);
}

#[test]
fn several_sources_add_up() {
    let data = ground();
    let lines: Vec<_> = EXPORT.lines().collect();
    let part = |rows: &[&str]| {
        format!("{}\n{}\n", lines[0], rows.join("\n"))
            .replace('|', ";")
            .into_bytes()
    };
    let inputs = vec![
        input("a.csv", part(&lines[1..8])),
        input("b.csv", part(&lines[8..])),
    ];
    let reading = open_pvog::read(&data, inputs, &mut ()).unwrap();
    assert_eq!(told(&data, &reading), EXPECTED);
    assert_eq!(reading.counts, counted());
    let origins: Vec<_> = reading
        .origins
        .iter()
        .map(|origin| (origin.name.as_str(), origin.date))
        .collect();
    assert_eq!(
        origins,
        [
            ("a.csv", date::parse("2026-10-30")),
            ("b.csv", date::parse("2026-10-31"))
        ]
    );
}

#[test]
fn the_day_is_that_of_the_import_into_the_index_where_the_export_names_none() {
    let data = ground();
    let text = "leika_key;ars;online_status;export_datum;datenstand_pvog_import\n\
                99036008007000;039010000000;ok;;29.10.2026\n\
                99036008007000;039010000000;ok;;gestern\n";
    let reading = read(&data, text.into());
    assert_eq!(reading.date, date::parse("2026-10-29"));
    // The row counts, its day is told.
    assert_eq!(
        (
            reading.counts.used,
            reading.counts.bad,
            reading.problems.len()
        ),
        (2, 0, 1)
    );
    let without = read(
        &data,
        "leika_key;ars;online_status\n99036008007000;039010000000;ok\n".into(),
    );
    assert_eq!(
        (without.date, without.origins[0].date),
        (None, date::parse("2026-01-01"))
    );
}
