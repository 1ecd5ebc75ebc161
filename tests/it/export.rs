//! What is on screen as files: every format says the same, none can be made to do something, and two runs give the same
//! bytes.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Reader, Xlsx};
use ozgtop::app::address::parse;
use ozgtop::app::export::FileFormat;
use ozgtop::app::message::Message;
use ozgtop::app::screen::Row;
use ozgtop::app::update::update;
use ozgtop::domain::dataset::Dataset;
use ozgtop::export::file;
use ozgtop::store::{Limits, Source, load};
use ozgtop::ui::charset::Charset;
use ozgtop::ui::context::Context;
use ozgtop::ui::theme::Palette;

use crate::hamlet;
use crate::scene::Scene;
use crate::session::Session;

fn context() -> Context {
    Context::new(Charset::Unicode, Palette::True)
}

/// A session on this data that stands at this address.
fn at(data: &Arc<Dataset>, address: &str, size: (u16, u16)) -> Session {
    let mut session = Session::with(Arc::clone(data), size);
    let to = parse(address).and_then(|address| address.bind(&session.model));
    let to = to.unwrap_or_else(|mistake| panic!("{address}: {mistake:?}"));
    update(&mut session.model, Message::Visited(Box::new(to)));
    session
}

fn bytes(session: &Session, format: FileFormat) -> Vec<u8> {
    file(&session.model, context(), format, false).unwrap()
}

fn text(session: &Session, format: FileFormat) -> String {
    String::from_utf8(bytes(session, format)).unwrap()
}

fn small() -> Arc<Dataset> {
    Arc::new(load(&Source::Folder(hamlet::folder()), Limits::default()))
}

/// The values of a workbook's sheet; it must have no formula.
fn sheet(bytes: Vec<u8>, at: usize) -> Vec<Vec<Data>> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let name = book.sheet_names()[at].clone();
    let formulas = book.worksheet_formula(&name).unwrap();
    assert!(formulas.used_cells().all(|(_, _, text)| text.is_empty()));
    let range = book.worksheet_range(&name).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// Fails unless every tag is closed in its turn.
fn assert_balanced(text: &str, what: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        assert!(!before.contains('\u{1b}'), "{what}");
        let (tag, next) = after.split_once('>').unwrap();
        rest = next;
        let name = tag.split([' ', '\n', '/']).find(|part| !part.is_empty());
        let name = name.unwrap();
        let is_alone =
            tag.ends_with('/') || tag.starts_with(['!', '?']) || ["meta", "br"].contains(&name);
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{what}");
        } else if !is_alone {
            assert_eq!(tag.matches('"').count() % 2, 0, "{what}: {tag}");
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new(), "{what}");
}

/// Nothing from elsewhere and nothing that runs.
fn assert_harmless(text: &str, what: &str) {
    assert_balanced(text, what);
    let plain = text
        .replace("xmlns=\"http://www.w3.org/2000/svg\"", "")
        .to_lowercase();
    for evil in [
        "<script", "<img", "<iframe", "<link", "@import", "url(", "href=",
    ] {
        assert!(!plain.contains(evil), "{what}: {evil}");
    }
    // In a text an address is a text; in an attribute or the style it would be fetched.
    let inside_tags = plain.split('<').filter_map(|part| part.split_once('>'));
    for (tag, _) in inside_tags {
        let is_told = tag.starts_with("abbr title=");
        assert!(is_told || !tag.contains("http"), "{what}: {tag}");
        assert!(is_told || !tag.contains(" on"), "{what}: {tag}");
    }
}

#[test]
fn every_format_of_a_small_screen() {
    let session = at(&small(), "services", (72, 14));
    for format in FileFormat::ALL {
        if format != FileFormat::Xlsx {
            insta::assert_snapshot!(
                format!("services_{}", format.extension()),
                text(&session, format).replace('\u{1b}', "␛")
            );
        }
    }
}

/// By hand from the fixture: `anmeldung` is live in Düsterburg (20,000 of 27,000) of three bodies, Grünfelde stepped back,
/// Moorrand is overdue and stalled, the last planned date is that of Grünfelde.
#[test]
fn a_workbook_holds_numbers_and_dates() {
    let session = at(&small(), "services", (80, 24));
    let rows = sheet(bytes(&session, FileFormat::Xlsx), 0);
    let heads: Vec<_> = rows[2].iter().map(ToString::to_string).collect();
    let row = rows.iter().find(|row| row[0] == "Anmeldung").unwrap();
    let value = |head: &str| {
        let at = heads.iter().position(|known| known == head);
        row[at.unwrap_or_else(|| panic!("no {head} in {heads:?}"))].clone()
    };
    assert_eq!(value("online (n)"), Data::Float(1.0));
    assert_eq!(value("online (m)"), Data::Float(3.0));
    assert_eq!(value("Abdeckung nach Stellen"), Data::Float(0.33));
    assert_eq!(value("Abdeckung nach Einwohnern"), Data::Float(0.74));
    assert_eq!(
        value("Abdeckung nach Einwohnern (n)"),
        Data::Float(20_000.0)
    );
    assert_eq!(
        value("Abdeckung nach Einwohnern (m)"),
        Data::Float(27_000.0)
    );
    assert_eq!(value("Phasen: Pilotierung"), Data::Float(1.0));
    assert_eq!(value("überfällig"), Data::Float(1.0));
    let Data::DateTime(end) = value("Plan-Ende") else {
        panic!("{:?}", value("Plan-Ende"));
    };
    // Days since 30.12.1899, as spreadsheets count: 01.12.2026.
    assert!((end.as_f64() - 46_357.0).abs() < 0.1, "{end:?}");
    assert_eq!(rows[0][0], "Übersicht › Leistungen");
    let head = rows[1][0].to_string();
    assert!(head.contains("Stand: 31.10.2026") && head.contains("Quelle: Meldungen, erfunden"));
    let legend = sheet(bytes(&session, FileFormat::Xlsx), 1);
    let told: Vec<_> = legend.iter().map(|row| row[0].to_string()).collect();
    assert!(
        told.iter().any(|term| term.ends_with("Pilotierung")),
        "{told:?}"
    );
}

/// All screens, some of them in another form, compared, filtered.
const ADDRESSES: [&str; 32] = [
    "overview",
    "services",
    "service/anmeldung",
    "service/anmeldung?districts",
    "service/anmeldung/03901",
    "districts",
    "district/03901",
    "municipalities",
    "municipalities?all",
    "municipality/039015401000",
    "providers",
    "provider/Südnetz",
    "cell/anmeldung/039015401000",
    "matrix",
    "matrix?folded",
    "matrix/provider",
    "problems",
    "changes",
    "upcoming",
    "map/tiles",
    "map/outlines",
    "trend",
    "trend?numbers",
    "snapshots",
    "views",
    "columns/services",
    "help",
    "cells",
    "bodies",
    "services?compare=2026-08-31&weighting=inhabitants",
    "matrix?compare=2026-08-31",
    "municipalities?filter=phase<live",
];

/// The name of what a row is about.
fn name(data: &Dataset, row: Row) -> Option<String> {
    let body = |id| data.register.body(id).name.to_string();
    Some(match row {
        Row::Service(id) => data.catalogue.service(id).name.de.to_string(),
        Row::Body(id) => body(id),
        Row::Cell(id) => body(data.responsibility.slot(id)?.body),
        Row::Provider(id) => data.rollout.values.provider(id?)?.to_string(),
        _ => return None,
    })
}

#[test]
fn every_screen_in_every_format_holds_every_row() {
    let data = small();
    let mut names = 0;
    for address in ADDRESSES {
        let session = at(&data, address, (200, 60));
        let list = &session.model.trail.now().list;
        for format in FileFormat::ALL {
            let what = format!("{address} as {}", format.extension());
            let made = bytes(&session, format);
            assert_eq!(made, bytes(&session, format), "{what}: two runs differ");
            let is_picture = matches!(format, FileFormat::Svg | FileFormat::Ansi);
            let text = match format {
                FileFormat::Xlsx => {
                    let rows = sheet(made, 0);
                    assert_eq!(rows.len(), list.rows.len() + 3, "{what}");
                    format!("{rows:?}")
                }
                _ => String::from_utf8(made).unwrap(),
            };
            if matches!(format, FileFormat::Html | FileFormat::Svg) {
                assert_harmless(&text, &what);
            }
            if is_picture && session.model.has_picture() {
                continue;
            }
            for name in list.rows.iter().filter_map(|row| name(&data, *row)) {
                assert!(text.contains(&name), "{what} lacks {name}");
                names += 1;
            }
        }
    }
    assert!(names > 200, "{names}");
}

#[test]
fn a_file_says_its_date_its_source_and_that_it_is_made_up() {
    let data = crate::session::bundled();
    let session = at(&data, "districts?filter=phase<live", (200, 60));
    for format in FileFormat::ALL {
        let text = match format {
            FileFormat::Xlsx => format!("{:?}", sheet(bytes(&session, format), 0)),
            _ => text(&session, format),
        };
        let what = format.extension();
        // The pictures part words, to put each in its place; the key of JSON is written its own way.
        let says = |all: &[&str]| all.iter().any(|one| text.contains(one));
        assert!(says(&["31.10.2026", "2026-10-31"]), "{what}");
        assert!(says(&["BEISPIELDATEN"]), "{what}");
        assert!(says(&["Startwert"]), "{what}");
        assert!(says(&["phase<live", "phase&lt;live"]), "{what}");
    }
}

/// Names that mean something to a spreadsheet, a browser, Markdown and a terminal.
const FORMULA: &str = "=cmd|'/c calc'!A0";
const SCRIPT: &str = "<script>alert(1)</script>";

fn hostile() -> Arc<Dataset> {
    let scene = Scene::hamlet();
    let change = |file: &str, from: &str, to: &str| {
        let text = scene.text(file);
        assert!(text.contains(from), "{from}");
        scene.write(file, text.replace(from, to));
    };
    change("bodies.ron", "\"Moorrand\"", &format!("\"{FORMULA}\""));
    change("bodies.ron", "\"Grünfelde\"", &format!("\"{SCRIPT}\""));
    change("bodies.ron", "\"Heidekamp\"", "\"-1+2\"");
    change(
        "services.ron",
        "de: \"Zulassung\"",
        r#"de: "\"><img src=x onerror=alert(1)>""#,
    );
    change(
        "rollout/2026-10-31.ron",
        "\"Südnetz\"",
        r#""a | b\n# c `d` *e* \u{1b}[31m""#,
    );
    change("rollout/2026-10-31.ron", "\"Meldewesen\"", "\"@SUM(A1)\"");
    Arc::new(scene.load())
}

/// No field begins a formula, and none holds what moves a cursor.
fn assert_csv_is_plain(text: &str, what: &str) {
    let table = text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b';')
        .has_headers(false)
        .flexible(true)
        .from_reader(table.as_bytes());
    for record in reader.records() {
        for field in &record.unwrap() {
            let digits = field.trim_start_matches('-');
            let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
            let is_risky = field.starts_with(['=', '+', '-', '@']);
            assert!(!is_risky || is_number, "{what}: {field}");
            assert!(!field.contains(['\n', '\u{1b}']), "{what}: {field}");
        }
    }
}

/// Every row of the table has as many fields as its head, and nothing is a tag.
fn assert_markdown_is_plain(text: &str, what: &str) {
    let bars = |line: &str| {
        let line = line.replace("\\\\", "").replace("\\|", "");
        line.matches('|').count()
    };
    let rows: Vec<_> = text.lines().filter(|line| line.starts_with('|')).collect();
    for row in &rows {
        assert_eq!(bars(row), bars(rows[0]), "{what}: {row}");
    }
    let is_tag = |c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?');
    let mut tags = text.split('<').skip(1);
    assert!(!tags.any(|rest| rest.starts_with(is_tag)), "{what}: {text}");
}

/// No sequence but those that set colours.
fn assert_ansi_is_plain(text: &str, what: &str) {
    for sequence in text.split('\u{1b}').skip(1) {
        let (codes, _) = sequence.split_once('m').unwrap();
        let is_code = |c: char| c.is_ascii_digit() || matches!(c, '[' | ';');
        assert!(codes.chars().all(is_code), "{what}: {codes}");
    }
    let is_stray = |c: char| c.is_control() && !matches!(c, '\n' | '\u{1b}');
    assert!(!text.contains(is_stray), "{what}");
}

#[test]
fn no_name_becomes_a_command() {
    let data = hostile();
    for address in [
        "municipalities",
        "service/anmeldung",
        "services",
        "cells",
        "matrix",
        "districts",
        "problems",
    ] {
        let session = at(&data, address, (120, 40));
        for format in [FileFormat::Html, FileFormat::Svg] {
            assert_harmless(&text(&session, format), address);
        }
        assert_csv_is_plain(&text(&session, FileFormat::Csv), address);
        assert_markdown_is_plain(&text(&session, FileFormat::Markdown), address);
        assert_ansi_is_plain(&text(&session, FileFormat::Ansi), address);
        let json = text(&session, FileFormat::Json);
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(json["snapshot"], "2026-10-31");
    }
    let session = at(&data, "municipalities", (120, 40));
    let rows = sheet(bytes(&session, FileFormat::Xlsx), 0);
    for evil in [FORMULA, SCRIPT] {
        assert!(rows.iter().any(|row| row[0] == *evil), "{rows:?}");
    }
    let csv = text(&session, FileFormat::Csv);
    assert!(csv.contains(&format!("\n'{FORMULA};")), "{csv}");
}
