//! `ozgtop import open-pvog` from the outside: what it writes, what it says, and what it leaves alone.

use std::fs;
use std::process::Stdio;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::import_pvog::{csv, json_rows, scene};
use crate::loopback::{Act, Server, answer, json, page};
use crate::program::Ran;
use crate::scene::{Scene, state};

const WRITTEN: &str = "evidence/2026-10-31.json";

/// A file beside the data folder.
fn beside(scene: &Scene, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = scene.root().parent().unwrap().join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

fn import(scene: &Scene, arguments: &[&str]) -> Ran {
    scene.run(&[&["import", "open-pvog"], arguments].concat())
}

fn told(scene: &Scene, ran: &Ran) -> String {
    ran.told(&scene.root(), "DATA")
}

#[test]
fn an_import_is_written_and_loads() {
    let scene = scene();
    let file = beside(&scene, "export.csv", csv(";"));
    let ran = import(&scene, &[&file]);
    insta::assert_snapshot!(told(&scene, &ran));
    insta::assert_snapshot!(scene.text(WRITTEN));
    scene.check(0);
    let data = scene.load();
    assert_eq!(data.problems, []);
    assert_eq!(data.evidence.len(), 1);
    assert_eq!(data.evidence[0].entries().len(), 8);
    assert_eq!(data.evidence[0].origins[0].name.as_str(), "export.csv");

    let before = state(&scene.root());
    let again = import(&scene, &[&file]);
    assert_eq!(again.code, Some(1));
    assert!(again.stderr.contains("--replace"), "{}", again.stderr);
    assert_eq!(state(&scene.root()), before);
    let replaced = import(&scene, &["--replace", &file]);
    assert_eq!(replaced.code, Some(3), "{}", replaced.stderr);
    assert_eq!(scene.load().evidence, data.evidence);
}

#[test]
fn a_dry_run_tells_the_changes_and_writes_nothing() {
    let scene = scene();
    let first = "leika_key;ars;online_status;export_datum\n\
                 99036008007000;039010000000;ok;2026-09-30\n\
                 99036008007000;039020000000;ok;2026-09-30\n\
                 99115005104000;039020000000;ok;2026-09-30\n";
    let first = beside(&scene, "a.csv", first);
    let before = state(&scene.root());
    let dry = import(&scene, &["--dry-run", &first]);
    insta::assert_snapshot!(told(&scene, &dry));
    assert_eq!(state(&scene.root()), before);
    assert_eq!(import(&scene, &[&first]).code, Some(0));
    // The one stays, the second breaks, the third is gone, a fourth is new.
    let second = "leika_key;ars;online_status\n\
                  99036008007000;039010000000;ok\n\
                  99036008007000;039020000000;nicht ok\n\
                  99115005104000;039010005005;ok\n";
    let second = beside(&scene, "b.csv", second);
    let before = state(&scene.root());
    let dry = import(
        &scene,
        &["--lang", "en", "--dry-run", "--date", "2026-10-31", &second],
    );
    insta::assert_snapshot!(told(&scene, &dry));
    assert_eq!(state(&scene.root()), before);
}

#[test]
fn pages_of_an_address_are_imported_without_the_password() {
    let scene = scene();
    let rows = json_rows();
    let server = Server::start(move |at, asked| match at {
        0 => answer("503 Service Unavailable", "Retry-After: 0\r\n", ""),
        _ if asked.contains("page=0") => json(&page(&rows[..9].join(","), 0, 2)),
        _ => json(&page(&rows[9..].join(","), 1, 2)),
    });
    let shown = server.address("/rows?bundesland=NI");
    let address = shown.replace("//", "//ada:geheim@");
    let ran = import(&scene, &[&address]);
    assert_eq!(ran.code, Some(3), "{}", ran.stderr); // six bad rows
    let text = scene.text(WRITTEN);
    assert!(text.contains(&shown) && !text.contains("geheim"), "{text}");
    assert!(!ran.stderr.contains("geheim"), "{}", ran.stderr);
    assert_eq!(scene.load().evidence[0].entries().len(), 8);
    scene.check(0);
}

#[test]
fn what_cannot_be_fetched_is_told_without_the_password() {
    let scene = scene();
    let server = Server::start(|_, _| answer("403 Forbidden", "", ""));
    let before = state(&scene.root());
    for lang in ["de", "en"] {
        let address = server
            .address("/rows?token=geheim")
            .replace("//", "//ada:geheim@");
        let ran = import(&scene, &["--lang", lang, &address]);
        assert_eq!(ran.code, Some(1));
        assert!(ran.stderr.contains("403"), "{}", ran.stderr);
        assert!(!ran.stderr.contains("geheim"), "{}", ran.stderr);
        let ran = import(&scene, &["--lang", lang, "ftp://ada:geheim@x.example/rows"]);
        assert_eq!(ran.code, Some(2));
        assert!(!ran.stderr.contains("geheim"), "{}", ran.stderr);
    }
    assert_eq!(state(&scene.root()), before);
}

#[test]
fn what_is_wrong_is_told_and_nothing_is_written() {
    let scene = scene();
    let before = state(&scene.root());
    let missing = scene.path("nowhere.csv");
    for (source, code) in [
        (
            beside(&scene, "head.csv", "leika_key;online_status\n1;ok\n"),
            3,
        ),
        (
            beside(&scene, "cut.json", "{\"content\":[{\"leika_key\":"),
            3,
        ),
        (beside(&scene, "empty.csv", ""), 3),
        (missing.to_str().unwrap().to_owned(), 3),
        (scene.root().to_str().unwrap().to_owned(), 3),
        // Nothing of it counts: it is another export, or another Land.
        (
            beside(
                &scene,
                "other.csv",
                "leika_key;ars;online_status\n1;039010000000;ok\n",
            ),
            1,
        ),
    ] {
        let ran = import(&scene, &[&source]);
        assert_eq!(ran.code, Some(code), "{source}: {}", ran.stderr);
        assert!(!ran.stderr.is_empty());
        assert_eq!(state(&scene.root()), before, "{source}");
    }
}

#[test]
fn evidence_in_a_file_by_hand_is_kept() {
    let scene = scene();
    let file = beside(&scene, "export.csv", csv(";"));
    assert_eq!(import(&scene, &[&file]).code, Some(3));
    fs::rename(
        scene.path(WRITTEN),
        scene.path("evidence/2026-10-31-eigene.json"),
    )
    .unwrap();
    let before = state(&scene.root());
    assert_eq!(import(&scene, &["--replace", &file]).code, Some(1));
    assert_eq!(state(&scene.root()), before);
    assert_eq!(
        import(&scene, &["--date", "2026-11-01", &file]).code,
        Some(3)
    );
    assert!(scene.path("evidence/2026-11-01.json").exists());
}

#[test]
fn an_import_needs_a_folder_of_its_own() {
    let ran = crate::program::run(&["import", "open-pvog", "x.csv"]);
    assert_eq!((ran.stdout.as_str(), ran.code), ("", Some(2)));
}

#[test]
fn ctrl_c_ends_an_import_without_a_trace() {
    let scene = scene();
    let server = Server::start(|_, _| Act::Stall(Vec::new(), Duration::from_secs(20)));
    let before = state(&scene.root());
    let mut command = crate::program::command(&scene.root());
    let arguments = ["import", "open-pvog", &server.address("/rows"), "--data"];
    let command = command.args(arguments).arg(scene.root());
    let child = command
        .stderr(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while server.asked().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(10));
        std::thread::sleep(Duration::from_millis(10));
    }
    kill_process(Pid::from_child(&child), Signal::INT).unwrap();
    let ran = child.wait_with_output().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(10));
    assert_eq!(ran.status.code(), Some(1));
    let said = String::from_utf8(ran.stderr).unwrap();
    assert_eq!(said, "ozgtop: angehalten, nichts geschrieben\n");
    assert_eq!(state(&scene.root()), before);
}

#[test]
fn a_page_alone_replaces_nothing() {
    let scene = scene();
    let file = beside(&scene, "export.csv", csv(";"));
    import(&scene, &[&file]);
    let before = state(&scene.root());
    let first = beside(&scene, "0.json", page(&json_rows()[0], 0, 2));
    let day = ["--date", "2026-10-31", "--replace", &first];
    let ran = import(&scene, &day);
    assert_eq!(ran.code, Some(3));
    assert!(ran.stdout.contains("nichts geschrieben"), "{}", ran.stdout);
    assert_eq!(state(&scene.root()), before);
}

#[test]
fn what_is_no_address_is_no_link() {
    let scene = scene();
    let rows = "leika_key;ars;online_status;url\n\
                99036008007000;039010000000;ok;https://beispiel.invalid/a\n\
                99036008007000;039020000000;ok;=HYPERLINK(1)\n\
                99115005104000;039020000000;ok;javascript:alert(1)\n";
    let file = beside(&scene, "export.csv", rows);
    let ran = import(&scene, &["--date", "2026-10-31", &file]);
    assert_eq!(ran.code, Some(3), "{}", ran.stdout);
    for place in ["export.csv:3:4", "export.csv:4:4"] {
        assert!(ran.stderr.contains(place), "{}", ran.stderr);
    }
    assert_eq!(scene.load().evidence[0].entries().len(), 1);
}
