//! Live reload where something goes: it is told, nothing covers it, and no last good data goes with it.

#![expect(
    clippy::disallowed_methods,
    reason = "tests change files and start the program"
)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU8, Ordering};
use std::thread;
use std::time::Duration;

use ozgtop::app::live::{Since, What};
use ozgtop::domain::date;
use ozgtop::domain::text::CleanText;
use ozgtop::runtime::live::Plan;

use crate::live::{Live, goes_live};
use crate::pty::{Terminal, ozgtop};
use crate::scene::{NEWEST, Scene};

#[test]
fn without_any_snapshot_the_last_good_data_stays() {
    let mut live = Live::new();
    let away = live.scene.path("away");
    fs::rename(live.scene.path("rollout"), &away).unwrap();
    let trouble = live.hear().trouble.unwrap();
    assert_eq!(trouble.what, What::File(CleanText::new("rollout")));
    let top = live.line(0);
    assert!(top.contains("Stand 31.10.2026"), "{top}");
    assert!(top.contains("Fehler in rollout seit 14:03"), "{top}");
    fs::rename(&away, live.scene.path("rollout")).unwrap();
    assert_eq!(live.hear().trouble, None);
}

#[test]
fn the_newest_snapshot_may_be_withdrawn_but_not_in_silence() {
    let mut live = Live::new();
    live.scene.remove(NEWEST);
    live.hear();
    assert!(live.line(0).contains("Stand 30.09.2026"));
    let said = "den Stand 31.10.2026 gibt es nicht mehr, gezeigt wird der nächste";
    assert!(live.line(23).contains(said), "{}", live.line(23));
    // What is loaded after it does not cover it; a key does.
    live.edit("land.ron", "Weilerland", "Wildland");
    live.hear();
    assert!(live.line(23).contains(said), "{}", live.line(23));
    live.session.press("j");
    live.edit("land.ron", "Wildland", "Neuland");
    live.hear();
    assert!(live.line(23).contains("neu geladen"), "{}", live.line(23));
}

#[test]
fn a_comparison_that_ends_is_told() {
    let mut live = Live::new();
    live.session.press("4dG<enter>");
    assert!(live.line(0).contains("▲▼ 31.08.26"), "{}", live.line(0));
    live.scene.remove("rollout/2026-08-31.ron");
    live.hear();
    let said = "den Stand 31.08.2026 gibt es nicht mehr, verglichen wird";
    assert!(live.line(23).contains(said), "{}", live.line(23));
}

#[test]
fn rows_that_are_gone_are_counted() {
    let mut live = Live::new();
    live.session.press("3");
    let text = fs::read_to_string(live.scene.path("bodies.ron")).unwrap();
    let kept: Vec<_> = text
        .lines()
        .filter(|line| !line.contains("Moorrand"))
        .collect();
    assert_eq!(kept.len() + 1, text.lines().count());
    live.scene.write("bodies.ron", kept.join("\n"));
    live.hear();
    let said = live.line(23);
    assert!(
        said.contains("nicht mehr da: 1") || said.contains("1 Zeile gibt es hier nicht mehr"),
        "{said}"
    );
}

/// The minute of each question is one more.
fn clock() -> Since {
    static MINUTE: AtomicU8 = AtomicU8::new(0);
    Since {
        day: date::parse("2026-11-23").unwrap(),
        hour: 14,
        minute: MINUTE.fetch_add(1, Ordering::SeqCst),
    }
}

#[test]
fn since_when_is_since_the_first_of_all_faults() {
    let mut live = Live::with(Scene::hamlet(), |plan| Plan { clock, ..plan });
    let since = |live: &mut Live| {
        let trouble = live.hear().trouble.unwrap();
        (trouble.what, trouble.since.minute)
    };
    let file = |name: &str| What::File(CleanText::new(name));
    live.edit(NEWEST, "schema", "sch");
    assert_eq!(since(&mut live), (file(NEWEST), 0));
    live.edit("land.ron", "schema", "sch");
    assert_eq!(since(&mut live), (file("land.ron"), 0));
    live.edit("land.ron", "sch:", "schema:");
    assert_eq!(since(&mut live), (file(NEWEST), 0));
    live.edit(NEWEST, "sch:", "schema:");
    assert_eq!(live.hear().trouble, None);
    goes_live(&live);
    live.hear();
    live.edit(NEWEST, "schema", "sch");
    assert_eq!(since(&mut live), (file(NEWEST), 1));
}

/// Two whole folders under one name that leads now to the one, now to the other.
#[test]
fn the_first_screen_shows_one_state_of_the_folder() {
    let (one, other) = (Scene::hamlet(), Scene::hamlet());
    let land = fs::read_to_string(one.path("land.ron")).unwrap();
    other.write(
        "land.ron",
        land.replace("Weilerland", "Wildland").replace("WL", "WX"),
    );
    let newest = fs::read_to_string(one.path(NEWEST)).unwrap();
    let stated = newest
        .lines()
        .find(|line| line.contains("source:"))
        .unwrap();
    other.write(
        NEWEST,
        newest.replace(stated, "    source: \"Wildquelle\","),
    );
    let place = tempfile::tempdir().unwrap();
    let (name, next) = (place.path().join("data"), place.path().join("next"));
    let turn = |to: &Path| {
        symlink(to, &next).unwrap();
        fs::rename(&next, &name).unwrap();
    };
    turn(&one.root());
    let over = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            // It ends by itself where the other side fails.
            for scene in [&other, &one].into_iter().cycle().take(1000) {
                turn(&scene.root());
                thread::sleep(Duration::from_millis(60));
                if over.load(Ordering::SeqCst) {
                    break;
                }
            }
        });
        for _ in 0..8 {
            let mut command = ozgtop(&[]);
            command.args(["--no-watch", "--data"]);
            command.arg(&name);
            let mut terminal = Terminal::start(command);
            terminal.wait_for("1 von 15");
            let shown = terminal.screen().contents();
            // The Land's short name stands where its long one has no room.
            let is_other = shown.contains("Wildland") || shown.contains(" WX ");
            assert_eq!(is_other, shown.contains("Wildquelle"), "{shown}");
            terminal.press("Q");
            terminal.wait_end();
        }
        over.store(true, Ordering::SeqCst);
    });
}
