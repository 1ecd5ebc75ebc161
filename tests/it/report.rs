//! The report on the hamlet and on the bundled data: every figure as counted by hand, the same bytes twice, nothing of the
//! data taken for markup, and words where there is nothing to count.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;

use crate::program::{self, Ran};
use crate::scene::{NEWEST, Scene, state};

const OUTLINES: &str = include_str!("../fixtures/hamlet.outlines.ron");

fn with_outlines() -> Scene {
    let scene = Scene::hamlet();
    scene.write("outlines.ron", OUTLINES);
    scene
}

/// A report that goes well and complains of nothing.
fn report(scene: &Scene, arguments: &[&str]) -> String {
    let ran = scene.run(&[&["report"], arguments].concat());
    assert_eq!((ran.stderr.as_str(), ran.code), ("", Some(0)));
    ran.stdout
}

/// What is between the style and the end of a page.
fn body(html: &str) -> &str {
    html.split("<body>").nth(1).unwrap()
}

/// Every tag is closed, in order; the page fetches and runs nothing.
fn is_sound(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    for (at, _) in html.match_indices('<') {
        let tag = &html[at + 1..at + html[at..].find('>').unwrap()];
        let name = tag
            .trim_start_matches('/')
            .split([' ', '\n'])
            .next()
            .unwrap();
        if tag.starts_with('/') {
            assert_eq!(open.pop(), Some(name), "{tag}");
        } else if !tag.ends_with('/') && !["meta", "hr", "!DOCTYPE"].contains(&name) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<&str>::new());
    for word in [
        "<script", "http:", "https:", "src=", "url(", "@import", "<link", "onload",
    ] {
        assert!(!html.contains(word), "{word}");
    }
    assert!(html.contains("<meta charset=\"utf-8\">"));
}

#[test]
fn the_hamlet_in_both_languages_and_formats() {
    let scene = with_outlines();
    for language in ["de", "en"] {
        let text = report(&scene, &["--lang", language]);
        insta::assert_snapshot!(format!("report_{language}_markdown"), text);
        let page = report(&scene, &["--lang", language, "--format", "html"]);
        is_sound(&page);
        assert!(page.contains(&format!("<html lang=\"{language}\">")));
        insta::assert_snapshot!(format!("report_{language}_html"), body(&page));
    }
}

#[test]
fn the_annex_of_the_hamlet() {
    let scene = with_outlines();
    let text = report(&scene, &["--annex"]);
    let front = report(&scene, &[]);
    assert!(text.starts_with(&front), "the first page stays as it is");
    insta::assert_snapshot!(&text[front.len()..]);
    is_sound(&report(&scene, &["--annex", "--format", "html"]));
}

#[test]
fn two_runs_differ_by_nothing() {
    let run = |format| program::run(&["report", "--annex", "--format", format]).stdout;
    for format in ["html", "markdown"] {
        let (one, two) = (run(format), run(format));
        assert!(one.contains("BEISPIELDATEN") && one == two, "{format}");
    }
    is_sound(&run("html"));
    // Whatever day it is.
    let mut later = Command::new(env!("CARGO_BIN_EXE_ozgtop"));
    later
        .env_clear()
        .args(["--today", "2031-01-01", "--lang", "de"]);
    later.args(["report", "--annex", "--format", "html"]);
    assert!(program::finish(&mut later).stdout == run("html"));
}

/// The fields of the table of services by name.
fn service_rows(text: &str) -> Vec<Vec<String>> {
    let table = text.split("| Leistung |").nth(1).unwrap();
    let rows = table
        .lines()
        .skip(2)
        .take_while(|line| line.starts_with('|'));
    let fields = |line: &str| -> Vec<String> {
        let fields = line.trim_matches('|').split(" | ");
        let plain = |field: &str| field.trim().replace(['\\', '*', '≈'], "").replace('−', "-");
        fields.map(plain).collect()
    };
    rows.map(fields).collect()
}

#[test]
fn the_table_of_services_says_what_the_list_says() {
    for filter in [None, Some("kreis = Gifhorn")] {
        let flag: Vec<&str> = filter.iter().flat_map(|text| ["--filter", text]).collect();
        let list = [&["list", "services", "--format", "json"], &flag[..]].concat();
        let list = program::run(&list).stdout;
        let list: Json = serde_json::from_str(&list).unwrap();
        let text = program::run(&[&["report"], &flag[..]].concat()).stdout;
        let told = service_rows(&text);
        assert!(told.len() > 10);
        for row in list["rows"].as_array().unwrap() {
            let name = row["name"]["name"].as_str().unwrap();
            let short = name.split(" (").next().unwrap();
            let fields = told.iter().find(|fields| fields[0] == short).unwrap();
            let percent = |of: &Json| match &of["percent"] {
                Json::Null => "–".to_owned(),
                percent => format!("{percent}%"),
            };
            let online = &row["online"];
            let expected = [
                format!("{}/{}", online["part"], online["whole"]),
                percent(&row["reach_bodies"]),
                percent(&row["reach_inhabitants"]),
                row["missing"].to_string(),
                row["unknown"].to_string(),
            ];
            let found = [2, 3, 4, 6, 7].map(|at| fields[at].replace("<1%", "0%"));
            assert_eq!(found, expected, "{name}");
            let change = fields[5].trim_start_matches('+');
            assert_eq!(change, row["change"].to_string(), "{name}");
        }
        assert_eq!(
            filter.is_some(),
            text.contains("Gezählt sind nur Felder mit:")
        );
    }
}

#[test]
fn names_of_the_data_stay_names() {
    let scene = with_outlines();
    let evil = "<script>alert(1)</script>|*x* & \\\"y\\\" [a](b)";
    scene.edit("bodies.ron", "Grünfelde", evil);
    scene.edit(
        "services.ron",
        "de: \"Anmeldung\"",
        &format!("de: \"{evil}\""),
    );
    scene.edit("bodies.ron", "Heidekamp", "</svg><img onerror=1>");
    scene.edit("land.ron", "Weilerland", "</title><b>");
    let page = report(&scene, &["--annex", "--format", "html"]);
    is_sound(&page);
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;|*x* &amp; &quot;y&quot;"));
    assert!(!page.contains("<img") && !page.contains("<b></title>"));
    let text = report(&scene, &["--annex"]);
    assert!(text.contains("&lt;script>alert(1)&lt;/script>\\|\\*x\\* &amp;"));
    assert!(!text.contains("<script") && !text.contains("[a]"));
    for line in text.lines().filter(|line| line.starts_with('|')) {
        assert!(line.ends_with('|'), "{line}");
    }
}

#[test]
fn where_there_is_little_to_count_words_say_so() {
    let scene = with_outlines();
    scene.remove(NEWEST);
    scene.remove("rollout/2026-09-30.ron");
    let one = report(&scene, &[]);
    insta::assert_snapshot!("report_of_one_snapshot", one);
    is_sound(&report(&scene, &["--annex", "--format", "html"]));
    scene.remove("rollout/2026-08-31.ron");
    for format in ["html", "markdown"] {
        let none = scene.run(&["report", "--annex", "--format", format]);
        assert_eq!(none.code, Some(0));
        assert!(
            none.stdout.contains("Kein Stand geladen"),
            "{}",
            none.stdout
        );
    }
    let bare = Scene::hamlet();
    let page = report(&bare, &["--format", "html"]);
    is_sound(&page);
    assert!(page.contains("Keine Karte: die Daten enthalten keine Umrisse"));
    assert!(
        page.contains("bis 25%: 1/2"),
        "the numbers are told all the same"
    );
    let tiles = OUTLINES
        .replace("rings: [[0, 1]]", "rings: []")
        .replace("rings: [[2, -1]]", "rings: []");
    bare.write("outlines.ron", tiles);
    let page = bare.run(&["report", "--format", "html"]).stdout;
    is_sound(&page);
    assert_eq!(page.matches("<rect ").count(), 2);
}

#[test]
fn two_snapshots_are_chosen_by_their_days() {
    let scene = Scene::hamlet();
    let head = |arguments: &[&str]| {
        let text = scene.run(&[&["report"], arguments].concat()).stdout;
        text.lines().nth(2).unwrap_or_default().to_owned()
    };
    let compared = |date: &str, base: &str| {
        format!("Stand {date}, verglichen mit dem Stand {base} · Quelle: Meldungen, erfunden")
    };
    assert_eq!(head(&[]), compared("31.10.2026", "30.09.2026"));
    let from = ["--from", "2026-09-15"];
    assert_eq!(head(&from), compared("31.10.2026", "31.08.2026"));
    assert_eq!(
        head(&["--to", "2026-09-30"]),
        compared("30.09.2026", "31.08.2026")
    );
    assert!(head(&["--to", "2026-09-01"]).starts_with("Stand 31.08.2026; einen früheren"));
    let told = |arguments: &[&str]| {
        let ran = scene.run(&[&["report"], arguments].concat());
        assert_eq!(ran.stdout, "", "{arguments:?}");
        (ran.code, ran.stderr)
    };
    let (code, text) = told(&["--from", "2026-10-31", "--to", "2026-09-30"]);
    assert_eq!(code, Some(2));
    assert!(
        text.contains("--from (31.10.2026) liegt nach --to (30.09.2026)"),
        "{text}"
    );
    let (code, text) = told(&["--from", "2026-09-30", "--to", "2026-10-01"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("denselben Stand (30.09.2026)"), "{text}");
    assert_eq!(told(&["--to", "2026-01-01"]).0, Some(1));
    assert_eq!(told(&["--from", "gestern"]).0, Some(2));
}

#[test]
fn a_file_is_written_once_and_never_among_the_data() {
    let scene = Scene::hamlet();
    let elsewhere = tempfile::tempdir().unwrap();
    let file = elsewhere.path().join("bericht.html");
    let out = |path: &Path, more: &[&str]| -> Ran {
        let path = path.to_str().unwrap();
        scene.run(&[&["report", "--out", path], more].concat())
    };
    let before = state(&scene.root());
    assert_eq!(out(&file, &[]).code, Some(0));
    let page = fs::read_to_string(&file).unwrap();
    assert_eq!(page, report(&scene, &["--format", "html"]), "as printed");
    let again = out(&file, &["--to", "2026-09-30"]);
    assert_eq!(again.code, Some(1));
    assert!(again.stderr.contains("--replace"), "{}", again.stderr);
    assert_eq!(fs::read_to_string(&file).unwrap(), page);
    assert_eq!(
        out(&file, &["--to", "2026-09-30", "--replace"]).code,
        Some(0)
    );
    assert!(fs::read_to_string(&file).unwrap() != page);
    let text = elsewhere.path().join("bericht.md");
    assert_eq!(
        out(&text, &["--replace"]).code,
        Some(0),
        "nothing to replace yet"
    );
    assert!(
        fs::read_to_string(&text)
            .unwrap()
            .starts_with("# Roll-out-Bericht")
    );
    assert_eq!(
        out(&elsewhere.path().join("bericht.txt"), &[]).code,
        Some(2)
    );
    assert_eq!(scene.run(&["report", "--replace"]).code, Some(2));
    for inside in [
        "bericht.html",
        "rollout/bericht.html",
        "../data/bericht.html",
    ] {
        let ran = out(&scene.path(inside), &["--replace"]);
        assert_eq!(ran.code, Some(1), "{inside}: {}", ran.stderr);
        assert!(ran.stderr.contains("Datenordner"), "{}", ran.stderr);
    }
    assert_eq!(state(&scene.root()), before);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 2);
}
