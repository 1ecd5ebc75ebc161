//! `ozgtop export`, the key on the full screen and the command line by line: where files go, and where not.

use std::fs;

use crate::program;
use crate::pty::{Terminal, ozgtop};
use crate::scene::{Scene, state};

#[test]
fn a_file_is_written_once_and_replaced_only_when_asked() {
    let (scene, folder) = (Scene::hamlet(), tempfile::tempdir().unwrap());
    let out = folder.path().join("services.md");
    let path = out.to_str().unwrap();
    let export = ["export", "services", "--out", path];
    let ran = scene.run(&export);
    assert_eq!(
        (ran.code, ran.stdout),
        (Some(0), format!("geschrieben: {path}\n"))
    );
    let first = fs::read_to_string(&out).unwrap();
    assert!(first.starts_with("# Leistungen\n"), "{first}");
    let ran = scene.run(&["export", "districts", "--out", path]);
    assert_eq!(ran.code, Some(1));
    assert!(ran.stderr.contains("--replace"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(&out).unwrap(), first);
    let ran = scene.run(&["export", "districts", "--replace", "--out", path]);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(fs::read_to_string(&out).unwrap().starts_with("# Kreise\n"));
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        1,
        "a draft stays"
    );
}

#[test]
fn nothing_is_written_into_the_data_folder() {
    let (scene, folder) = (Scene::hamlet(), tempfile::tempdir().unwrap());
    let before = state(&scene.root());
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(scene.root(), &link).unwrap();
    for place in [
        scene.root(),
        scene.root().join("rollout"),
        link.join("rollout/.."),
    ] {
        let out = place.join("services.csv");
        let ran = scene.run(&[
            "export",
            "services",
            "--replace",
            "--out",
            out.to_str().unwrap(),
        ]);
        assert_eq!(ran.code, Some(1));
        assert!(ran.stderr.contains("Datenordner"), "{}", ran.stderr);
    }
    let land = scene.path("land.ron");
    let ran = scene.run(&[
        "export",
        "--format",
        "csv",
        "--replace",
        "--out",
        land.to_str().unwrap(),
    ]);
    assert_eq!(ran.code, Some(1), "{}", ran.stdout);
    assert_eq!(state(&scene.root()), before, "the data folder changed");
}

#[test]
fn wrong_usage_says_what_is_right() {
    let folder = tempfile::tempdir().unwrap();
    let out = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::create_dir(folder.path().join("x.csv")).unwrap();
    let scene = Scene::hamlet();
    for (arguments, code, says) in [
        (
            vec!["export", "services"],
            2,
            "csv, xlsx, html, md, json, svg, ansi",
        ),
        (
            vec!["export", "services", "--out", &out("a.pdf")],
            2,
            "csv, xlsx, html",
        ),
        (
            vec!["export", "services", "--format", "pdf"],
            2,
            "csv, xlsx, html",
        ),
        (vec!["export", "nonsense", "--format", "csv"], 2, "nonsense"),
        (
            vec!["export", "services", "--format", "svg", "--size", "0x0"],
            2,
            "0x0",
        ),
        (
            vec!["export", "services", "--out", &out("none/a.csv")],
            1,
            "Ordner",
        ),
        (vec!["report", "--out", &out("none/a.md")], 1, "Ordner"),
        (vec!["report", "--weighting", "bodies"], 2, "--weighting"),
        (
            vec!["export", "services", "--replace", "--out", &out("x.csv")],
            1,
            "keine Datei",
        ),
    ] {
        let ran = scene.run(&arguments);
        assert_eq!(ran.code, Some(code), "{arguments:?}: {}", ran.stderr);
        assert!(ran.stderr.contains(says), "{arguments:?}: {}", ran.stderr);
        assert_eq!(ran.stdout, "", "{arguments:?}");
    }
}

#[test]
fn keys_filter_and_size_shape_what_is_exported() {
    let scene = Scene::hamlet();
    let ran = scene.run(&[
        "export",
        "--format",
        "ansi",
        "--keys",
        "1j",
        "--size",
        "60x12",
        "--no-color",
        "--bare",
    ]);
    let lines: Vec<_> = ran.stdout.lines().collect();
    // Twelve lines without that of the hints.
    assert_eq!(lines.len(), 11, "{}", ran.stdout);
    assert!(lines[1].ends_with("2 von 3"), "{}", ran.stdout);
    let csv = |more: &[&str]| {
        let all = [
            &["export", "municipalities", "--format", "csv", "--bare"][..],
            more,
        ]
        .concat();
        scene.run(&all).stdout
    };
    let filtered = csv(&["--filter", "kreis=Heidekamp"]);
    assert!(filtered.contains("\nMoorrand;") && !filtered.contains("Düsterburg;kreisfreie"));
    assert!(!filtered.contains("Legende") && csv(&[]).contains("Düsterburg"));
    let english = csv(&["--lang", "en"]);
    assert!(english.lines().next().unwrap().contains(','), "{english}");
}

#[test]
fn a_key_names_the_file_and_enter_writes_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = ozgtop(&[]);
    command.cwd(folder.path());
    let mut terminal = Terminal::start(command);
    terminal.wait_for("1 von 15");
    terminal.press("2");
    terminal.wait_for("1 von 45");
    terminal.press("e");
    terminal.wait_for("Datei: ozgtop-districts-2026-10-31.csv");
    terminal.press("\t");
    terminal.wait_for("2026-10-31.xlsx");
    terminal.press("\x1b[Z");
    terminal.wait_for("2026-10-31.csv");
    terminal.press("\r");
    terminal.wait_for("geschrieben: ");
    let file = folder.path().join("ozgtop-districts-2026-10-31.csv");
    let csv = fs::read_to_string(&file).unwrap();
    // The picture of the prompt is in no file, and all 45 districts are.
    assert!(
        csv.contains("Wittmund") && csv.contains("Stand;31.10.2026") && !csv.contains("Datei:")
    );
    fs::write(&file, "mine").unwrap();
    terminal.press("e\r");
    terminal.wait_for("gibt es schon");
    assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
    terminal.press("\r");
    terminal.wait_for("geschrieben: ");
    assert_eq!(fs::read_to_string(&file).unwrap(), csv);
    // A name without a format is told at once, Esc takes it back.
    terminal.press("e\x15x.pdf\r");
    terminal.wait_for("csv, xlsx, html");
    terminal.press("\x1b");
    terminal.wait("the prompt goes", |screen| {
        !screen.contents().contains("Datei:")
    });
    terminal.press("e\x15nowhere/x.svg\r");
    terminal.wait_for("nichts geschrieben");
    terminal.press("Q");
    assert_eq!(terminal.end().code, 0);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_line_writes_a_file_as_well() {
    let (scene, folder) = (Scene::hamlet(), tempfile::tempdir().unwrap());
    let lines = "leistungen\nexport\nexport a.svg\nexport a.svg\nexport b.txt\nexport c.csv\nexport c.csv\nexport c.csv\nende\n";
    let script = folder.path().join("lines");
    fs::write(&script, lines).unwrap();
    let mut command = program::command(folder.path());
    command
        .current_dir(folder.path())
        .arg("--data")
        .arg(scene.root())
        .arg("--linear")
        .stdin(fs::File::open(&script).unwrap());
    let ran = program::finish(&mut command);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    let count = |text: &str| ran.stdout.matches(text).count();
    assert_eq!(count("geschrieben: "), 3, "{}", ran.stdout);
    assert_eq!(count("derselbe Befehl noch einmal"), 2, "{}", ran.stdout);
    assert_eq!(count("am Ende muss ein Format stehen"), 1, "{}", ran.stdout);
    assert_eq!(
        count("zum Beispiel ozgtop-services-2026-10-31.csv"),
        1,
        "{}",
        ran.stdout
    );
    let svg = fs::read_to_string(folder.path().join("a.svg")).unwrap();
    // As large as the smallest terminal, and with the table in it.
    assert!(
        svg.contains("width=\"800\"") && svg.contains("Anmeldung"),
        "{svg}"
    );
    assert!(folder.path().join("c.csv").exists());
}

#[test]
fn the_weighting_of_the_command_line_wins_where_the_address_names_none() {
    let scene = Scene::hamlet();
    let export = |arguments: &[&str]| {
        let all = [&["export", "--format", "md"], arguments].concat();
        scene.run(&all).stdout
    };
    let by_people = ["--weighting", "inhabitants"];
    let (first, asked) = (
        export(&by_people),
        export(&[&by_people[..], &["services"]].concat()),
    );
    assert!(
        first.contains("nach Einwohnern") && asked.contains("nach Einwohnern"),
        "{asked}"
    );
    assert!(asked.contains("weighting=inhabitants"), "{asked}");
    assert!(export(&["services"]).contains("nach Stellen"));
    let named = ["services?weighting=inhabitants", "--weighting", "bodies"];
    assert!(export(&named).contains("nach Einwohnern"));
    let frame = ["frame", "--open", "services"];
    let frame = scene.run(&[&frame[..], &by_people].concat()).stdout;
    assert!(frame.contains("nach Einwohnern"), "{frame}");
}

#[test]
fn a_file_looks_the_same_wherever_it_is_made() {
    let scene = Scene::hamlet();
    for format in ["svg", "ansi", "html"] {
        let on = |variables: &[(&str, &str)], more: &[&str]| {
            let mut command = program::command(std::path::Path::new("/nowhere"));
            command.arg("--data").arg(scene.root());
            command.args(["export", "services", "--format", format]);
            command.args(more).envs(variables.iter().copied());
            program::finish(&mut command).stdout
        };
        let here = on(&[("TERM", "xterm-256color"), ("LANG", "de_DE.UTF-8")], &[]);
        assert!(here.contains("≈") && here.contains("█"), "{format}: {here}");
        for variables in [
            &[("TERM", "dumb"), ("LC_ALL", "C")][..],
            &[("NO_COLOR", "1"), ("LANG", "de_DE.UTF-8")],
            &[("TERM", "xterm-direct"), ("COLORTERM", "truecolor")],
        ] {
            let there = on(&[&[("LANG", "C")], variables].concat(), &["--lang", "de"]);
            assert!(there == here, "{format}, {variables:?}");
        }
        // A page has its colours in variables that a reader may leave out.
        if format != "html" {
            assert!(on(&[], &["--no-color"]) != here, "{format}");
        }
    }
}

#[test]
fn pictures_tell_source_filter_and_legend_below() {
    let scene = Scene::hamlet();
    for format in ["svg", "ansi"] {
        let export = |more: &[&str]| {
            let all = ["export", "services", "--format", format, "--size", "80x24"];
            let all = [&all[..], &["--filter", "kreis=Heidekamp"], more].concat();
            scene.run(&all).stdout
        };
        let (whole, bare) = (export(&[]), export(&["--bare"]));
        for told in [
            "Legende:",
            "Gewichtung: nach Stellen",
            "Filter: kreis=Heidekamp",
            "Stand: 31.10.2026",
        ] {
            let flat = whole.replace('\n', " ");
            assert!(flat.contains(told), "{format}: {told}\n{whole}");
        }
        assert!(!bare.contains("Legende:"), "{format}");
    }
    let svg = scene.run(&["export", "services", "--format", "svg"]).stdout;
    let about = svg
        .split("<desc")
        .nth(1)
        .unwrap()
        .split("</desc>")
        .next()
        .unwrap();
    assert!(about.contains("flächendeckend: "), "{about}");
}

#[test]
fn no_example_is_left_out_in_silence() {
    let export = |format| program::run(&["export", "overview", "--format", format]).stdout;
    let json: serde_json::Value = serde_json::from_str(&export("json")).unwrap();
    let rows = json["rows"].as_array().unwrap();
    // The contradictions begin with how many there are of either kind.
    let rows = rows
        .iter()
        .filter(|row| row["question"] != "Widerspruch zum Index");
    let long = rows.map(|row| row["worst"].as_array().unwrap().len());
    let left_out: Vec<_> = long
        .filter(|count| *count > 40)
        .map(|count| count - 40)
        .collect();
    assert!(!left_out.is_empty(), "the bundled data has long lists");
    for format in ["md", "csv"] {
        let text = export(format);
        for left in &left_out {
            assert!(
                text.contains(&format!("und {left} weitere")),
                "{format}: {left}"
            );
        }
    }
}

#[test]
fn every_column_of_json_stands_in_its_rows() {
    let scene = Scene::hamlet();
    for address in [
        "cell/anmeldung/039020000000",
        "problems",
        "services",
        "overview",
    ] {
        let text = scene.run(&["export", address, "--format", "json"]);
        let Ok(json) = serde_json::from_str::<serde_json::Value>(&text.stdout) else {
            panic!("{address}: {}", text.stderr);
        };
        for row in json["rows"].as_array().unwrap() {
            for column in json["columns"].as_array().unwrap() {
                let key = column["key"].as_str().unwrap();
                assert!(row.get(key).is_some(), "{address}: {key} in {row}");
            }
        }
    }
}

#[test]
fn a_dash_is_standard_output() {
    let scene = Scene::hamlet();
    for (command, format) in [("export", "md"), ("report", "markdown")] {
        let printed = scene.run(&[command, "--format", format]);
        let dash = scene.run(&[command, "--format", format, "--out", "-"]);
        assert_eq!((dash.stdout, dash.code), (printed.stdout, Some(0)));
    }
}
