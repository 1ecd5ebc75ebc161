//! Settings from outside: layers, faults and their words, what is printed, keymaps on the screen, the manual page.

use std::fs;
use std::path::Path;
use std::process::Command;

use ozgtop::app::prompt::Notice;
use ozgtop::config::KEYMAPS;
use tempfile::TempDir;

use crate::program::{self, Ran};

/// A home with a file of settings.
fn home(text: &str) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    fs::create_dir_all(home.path().join(".config/ozgtop")).unwrap();
    fs::write(file(home.path()), text).unwrap();
    home
}

fn file(home: &Path) -> std::path::PathBuf {
    home.join(".config/ozgtop/config.ron")
}

fn command(home: &TempDir) -> Command {
    let mut command = program::command(home.path());
    command.env("TERM", "xterm");
    command
}

fn run(home: &TempDir, arguments: &[&str]) -> Ran {
    program::finish(command(home).args(arguments))
}

/// Every kind of fault that a file can have.
const BROKEN: &str = r#"(
    stale_day: 30,
    theme: "darck",
    stalled_days: 90
    overdue_days: "x",
    stalled_days: 91,
    max_file_mib: 0,
    target_share: 95,
    language: de,
    colors: "256,
    columns: {"servises": ["online"]},
    restore_session: "yes",
    data: "",
    views: ["a"],
    keys: {
        "sort": ["o", "<c-b>", "<entre>", "m"],
        "trend-of": ["o"],
        "qiut": ["x"],
        "open": [],
    },
    start_view: "services",
"#;

#[test]
fn every_fault_is_told_in_both_languages_and_the_rest_counts() {
    let home = home(BROKEN);
    let german = run(&home, &["config", "check"]);
    assert_eq!(german.code, Some(3));
    insta::assert_snapshot!(german.told(home.path(), "HOME"));
    let english = run(&home, &["--lang", "en", "config", "check"]);
    insta::assert_snapshot!(english.told(home.path(), "HOME"));
    let named = file(home.path());
    let named = run(&home, &["config", "check", named.to_str().unwrap()]);
    assert_eq!((named.stdout, named.code), (german.stdout, Some(3)));
    let printed = run(&home, &["config", "print"]).stdout;
    assert!(printed.contains("stalled_days: 90, // "), "{printed}");
    assert!(
        printed.contains("start_view: \"services\", // "),
        "{printed}"
    );
}

#[test]
fn sound_settings_are_sound() {
    let own = home("(keymap: \"vim\")");
    let ran = run(&own, &["config", "check"]);
    insta::assert_snapshot!(ran.told(own.path(), "HOME"), @r"
    -- stdout
    Keine Fehler in den Einstellungen.
    -- exit 0
    ");
    let missing = run(&own, &["config", "check", "/nowhere/config.ron"]);
    insta::assert_snapshot!(missing.told(own.path(), "HOME"), @r"
    -- stdout
    /nowhere/config.ron: die Datei gibt es nicht
        Tun: Pfad prüfen; „ozgtop config path“ nennt die üblichen.
    1 Fehler in den Einstellungen.
    -- exit 3
    ");
    for bytes in [&b"(theme: \"\xff\")"[..], &vec![b' '; (1 << 16) + 1]] {
        fs::write(file(own.path()), bytes).unwrap();
        let ran = run(&own, &["config", "check"]);
        assert_eq!(ran.code, Some(3));
        assert!(ran.stdout.contains("nicht lesbar"), "{}", ran.stdout);
        assert!(
            run(&own, &["config", "path"])
                .stdout
                .contains("config.ron (nicht lesbar)")
        );
    }
}

/// The environment outweighs the file, the command line the environment; the one that counts is named.
#[test]
fn the_weightiest_layer_is_the_one_that_is_printed() {
    let own = home(
        "(theme: \"dark\", keymap: \"vim\", stale_days: 9, keys: {\"sort\": [\"o\"]}, data: \"x\")",
    );
    let mut command = command(&own);
    command
        .env("OZGTOP_THEME", "light")
        .env("OZGTOP_KEYMAP", "less");
    let ran = program::finish(command.args(["--keymap", "fkeys", "config", "print"]));
    insta::assert_snapshot!(ran.told(own.path(), "HOME"));
}

#[test]
fn what_is_printed_is_a_file_of_settings() {
    let own = home(
        "(theme: \"dark\", keys: {\"sort\": [\"<lt>\", \"\\\\\"], \"earlier\": [\"ä\"]}, \
                    views: {\"a\\\\b\": \"services\"}, columns: {\"services\": [\"online\"]})",
    );
    let first = run(&own, &["config", "print"]);
    assert_eq!((first.stderr.as_str(), first.code), ("", Some(0)));
    let parsed: Result<ron::Value, _> = ron::from_str(&first.stdout);
    assert!(parsed.is_ok(), "{parsed:?}\n{}", first.stdout);
    let again = home(&first.stdout);
    let second = run(&again, &["config", "print"]).stdout;
    let values = |text: &str| {
        let lines = text
            .lines()
            .map(|line| line.split(" // ").next().unwrap().to_owned());
        lines.collect::<Vec<_>>()
    };
    assert_eq!(values(&first.stdout), values(&second));
    assert_eq!(run(&again, &["config", "check"]).code, Some(0));
}

#[test]
fn faults_are_told_beside_what_was_asked_and_change_no_exit_code() {
    let own = home("(theem: \"dark\")");
    let mut command = command(&own);
    let ran = program::finish(
        command
            .env("OZGTOP_STALE_DAY", "3")
            .args(["list", "districts"]),
    );
    assert_eq!(ran.code, Some(0));
    assert_eq!(ran.stdout.lines().count(), 47);
    let stderr = ran.stderr.replace(&*own.path().to_string_lossy(), "HOME");
    insta::assert_snapshot!(stderr, @r"
    HOME/.config/ozgtop/config.ron:1:2: unbekannte Einstellung `theem`; gemeint ist wohl `theme`
    Variable OZGTOP_STALE_DAY: unbekannte Variable `OZGTOP_STALE_DAY`; gemeint ist wohl `OZGTOP_STALE_DAYS`
    ");
}

#[test]
fn settings_have_effect() {
    let own = home(
        "(language: \"en\", weighting: \"inhabitants\", start_view: \"services\", keys: {\"sort\": [\"o\"]})",
    );
    let frame = run(&own, &["frame"]).stdout;
    assert!(frame.contains("Services  by inhabitants"), "{frame}");
    assert!(
        frame.contains("o sort") || !frame.contains("s sort"),
        "{frame}"
    );
    let help = run(&own, &["frame", "--keys", "?", "--size", "80x60"]).stdout;
    assert!(
        help.lines()
            .any(|line| line.trim_start().starts_with("o ") && line.contains("sort by")),
        "{help}"
    );
    let flag = run(&own, &["--lang", "de", "--weighting", "bodies", "frame"]).stdout;
    assert!(flag.contains("Leistungen  nach Stellen"), "{flag}");
    let usage = run(&own, &["--keymap", "emacs", "frame"]);
    assert_eq!(usage.code, Some(2));
    let grace = |days: &str| {
        let mut command = command(&home("()"));
        let ran = program::finish(
            command
                .env("OZGTOP_OVERDUE_DAYS", days)
                .args(["list", "problems"]),
        );
        ran.stdout
            .lines()
            .filter(|line| line.contains("über Plan"))
            .count()
    };
    assert!(grace("0") > grace("30") && grace("30") > grace("36500"));
    assert_eq!(grace("36500"), 0);
}

#[test]
fn every_preset_opens_goes_back_and_helps() {
    let own = home("()");
    for (keymap, open, back, later) in [
        ("default", "<enter>", "<esc>", "G"),
        ("vim", "o", "<c-o>", "<c-f>"),
        ("less", "v", "<esc>", "f"),
        ("fkeys", "<f3>", "<esc>", "<pgdn>"),
    ] {
        let frame = |keys: &str| run(&own, &["--keymap", keymap, "frame", "--keys", keys]).stdout;
        let services = frame("1");
        assert!(services.contains("Leistungen"), "{keymap}");
        assert_ne!(frame(&format!("1{open}")), services, "{keymap}");
        assert_eq!(
            frame(&format!("1{open}{back}{}", "<enter>")),
            frame("1<enter>"),
            "{keymap}"
        );
        assert_ne!(frame(&format!("3{later}")), frame("3"), "{keymap}");
    }
    assert_eq!(KEYMAPS.len(), 4);
    // Texts name the key that is in force, or what is typed instead.
    let bound = home("(keys: {\"leave\": [\"x\"], \"toggle\": []})");
    let told = run(&bound, &["frame", "--keys", "<c-c>"]).stdout;
    assert!(told.contains("x geht zurück"), "{told}");
    let told = run(&bound, &["frame", "--keys", "8s"]).stdout;
    assert!(told.contains(":toggle zeigt die Zahlen"), "{told}");
}

#[test]
fn the_manual_page_names_every_command_key_and_setting() {
    let own = home("()");
    let page = run(&own, &["man"]);
    assert_eq!((page.stderr.as_str(), page.code), ("", Some(0)));
    assert_eq!(page.stdout, run(&own, &["man"]).stdout);
    for word in [
        ".TH OZGTOP 1",
        "ozgtop config check",
        "OZGTOP_STALE_DAYS",
        "(half\\-page\\-down)",
        "\\-\\-keymap NAME",
    ] {
        assert!(page.stdout.contains(word), "{word}");
    }
    assert!(page.stdout.contains(".SH TASTEN"));
    let english = run(&own, &["--lang", "en", "man"]).stdout;
    assert!(english.contains(".SH KEYS") && english.contains("Ctrl\\-c"));
    let requests = ["TH", "SH", "TP", "RS", "RE"];
    for line in page
        .stdout
        .lines()
        .filter(|line| line.starts_with(['.', '\'']))
    {
        let request = line.trim_start_matches('.').split(' ').next().unwrap();
        assert!(requests.contains(&request), "{line}");
    }
}

#[test]
fn the_last_line_tells_of_faults_until_a_key_is_pressed() {
    let mut session = crate::session::Session::bundled((80, 24));
    let last = |session: &crate::session::Session| {
        let text = session.text();
        text.lines().last().unwrap().to_owned()
    };
    for (faults, told) in [
        (1, "1 Fehler in den Einstellungen: ozgtop config check"),
        (8, "8 Fehler in den Einstellungen: ozgtop config check"),
    ] {
        session.model.notice = Some(Notice::Settings(faults));
        assert_eq!(last(&session), told);
    }
    session.press("j");
    assert!(last(&session).starts_with("Enter öffnen"));
}

/// What only the data can tell to be wrong is told by the check as well.
#[test]
fn settings_that_name_what_the_data_does_not_have_are_told() {
    let own = home(
        "(filter: \"phase<<live\", columns: {\"services\": [\"online\", \"nope\"]}, \
         views: {\"lost\": \"district/99999\", \"good\": \"services\"})",
    );
    let ran = run(&own, &["config", "check"]);
    assert_eq!(ran.code, Some(3));
    for told in [
        "filter: Spalte 7: nach „phase“ fehlt ein Wert",
        "columns: services: „nope“ ist keine Spalte dieser Tabelle; das sind name, status, ",
        "views: lost: Spalte 10: ",
        "3 Fehler",
    ] {
        assert!(ran.stdout.contains(told), "{told}\n{}", ran.stdout);
    }
    assert!(!ran.stdout.contains("good"));
}
