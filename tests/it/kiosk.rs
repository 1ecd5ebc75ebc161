//! `--kiosk` without a server: what sshd would hand over stands in the environment.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::program::{Ran, command, finish};
use crate::pty::{Terminal, ozgtop, small_data};

/// The program as sshd starts it, in a folder of its own that is home and present folder.
fn served(home: &Path) -> Command {
    let mut program = command(home);
    program.env("XDG_STATE_HOME", home.join("state"));
    program.env("TERM", "xterm");
    program.current_dir(home);
    program.arg("--kiosk").arg("--data").arg(small_data());
    program
}

fn ask(home: &Path, line: &str) -> Ran {
    finish(served(home).env("SSH_ORIGINAL_COMMAND", line))
}

fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).unwrap().next().is_none()
}

#[test]
fn a_line_of_the_client_is_answered() {
    let home = tempfile::tempdir().unwrap();
    let listed = ask(home.path(), "list 'services' --format json");
    assert_eq!(listed.code, Some(0), "{}", listed.stderr);
    assert!(listed.stdout.contains("\"kind\": \"services\""));
    let none = ask(home.path(), "  ");
    assert_eq!(none.code, Some(0), "{}", none.stderr);
    assert!(none.stdout.contains("Ummeldung"), "{}", none.stdout);
}

/// Exit code 2 is an alarm to whoever monitors.
#[test]
fn a_wrong_call_as_a_plugin_is_unknown() {
    let home = tempfile::tempdir().unwrap();
    for line in [
        "check --nagios --bogus",
        "check --nagios /etc",
        "check --nagios --data /etc",
        "check --nagios 'x",
    ] {
        let asked = ask(home.path(), line);
        let told = (asked.code, asked.stdout.starts_with("OZG UNKNOWN: "));
        assert_eq!(
            told,
            (Some(3), true),
            "{line}: {} {}",
            asked.stdout,
            asked.stderr
        );
    }
}

#[test]
fn standard_output_is_the_other_end() {
    let home = tempfile::tempdir().unwrap();
    for line in ["export matrix --format csv --out -", "report --out -"] {
        let asked = ask(home.path(), line);
        assert_eq!(asked.code, Some(0), "{line}: {}", asked.stderr);
        assert!(asked.stdout.len() > 1000, "{line}");
    }
    let refused = ask(home.path(), "report --out -x");
    assert_eq!(refused.code, Some(2));
    assert!(is_empty(home.path()));
}

#[test]
fn a_refusal_is_one_sentence_in_the_language_of_the_locale() {
    let home = tempfile::tempdir().unwrap();
    let german = ask(home.path(), "import table x");
    assert_eq!((german.code, german.stdout.as_str()), (Some(2), ""));
    assert!(
        german
            .stderr
            .contains("„import“ gibt es über dieses Konto nicht")
    );
    assert_eq!(german.stderr.lines().count(), 1);
    let mut english = served(home.path());
    english.env("LC_ALL", "en_GB.UTF-8");
    let english = finish(english.env("SSH_ORIGINAL_COMMAND", "list \x1b[31m"));
    assert_eq!(english.code, Some(2));
    assert!(
        english
            .stderr
            .contains("the command cannot be read: at most 64 words")
    );
    let hostile = ask(home.path(), "\\\"a\u{e000}");
    assert_eq!((hostile.code, hostile.stderr.lines().count()), (Some(2), 1));
}

#[test]
fn variables_and_files_of_the_account_count_for_nothing() {
    let home = tempfile::tempdir().unwrap();
    let config = home.path().join("config/ozgtop");
    fs::create_dir_all(&config).unwrap();
    fs::write(config.join("config.ron"), "(language: \"en\", nonsense: 1)").unwrap();
    let mut program = served(home.path());
    program.env("OZGTOP_LANGUAGE", "en");
    program.env("OZGTOP_DATA", "/etc");
    program.env("XDG_CONFIG_HOME", home.path().join("config"));
    let ran = finish(program.env("SSH_ORIGINAL_COMMAND", "list services"));
    assert_eq!((ran.code, ran.stderr.as_str()), (Some(0), ""));
    assert!(ran.stdout.contains("Niedersachsen · Stand"));
    let told = ask(home.path(), "info").stdout;
    let data = small_data().display().to_string();
    assert!(!told.contains(&data), "{told}");
    assert!(!told.contains("config.ron"), "{told}");
}

/// What is typed line by line goes through the same doors as keys on the screen.
#[test]
fn line_by_line_nothing_is_written_either() {
    let home = tempfile::tempdir().unwrap();
    let mut child = served(home.path())
        .env("SSH_ORIGINAL_COMMAND", "--linear")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = "export x.csv\nexport\nspeichern a\nvergessen a\nanhalten\nsave-view a\nsuspend\nforget-view\nquit\n";
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(lines.as_bytes()).unwrap();
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0), "{told}");
    let said = |text: &str| told.matches(text).count();
    assert_eq!(said("hier wird nichts geschrieben"), 2, "{told}");
    assert!(told.contains("ssh … 'export \"overview\" --format csv' > ozgtop-overview-"));
    assert!(said("hier wird nichts gespeichert") >= 2, "{told}");
    assert!(said("anhalten geht hier nicht") >= 1, "{told}");
    assert!(is_empty(home.path()));
}

#[test]
fn what_the_screen_proposes_can_be_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let line = r#"export "services?filter=phase<live and leistung~\"wohng\"" --format csv --bare"#;
    let ran = ask(home.path(), line);
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    assert!(ran.stdout.contains("Wohngeld"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("Ummeldung"), "{}", ran.stdout);
    assert!(is_empty(home.path()));
}

#[test]
fn a_block_is_only_printed_where_it_is_safe() {
    let home = tempfile::tempdir().unwrap();
    let odd = home.path().join("it's");
    fs::create_dir(&odd).unwrap();
    let print = |arguments: &[&std::ffi::OsStr]| finish(command(home.path()).args(arguments));
    let named = print(&["serve-config".as_ref(), "--user".as_ref(), "a,b".as_ref()]);
    assert_eq!((named.code, named.stdout.as_str()), (Some(2), ""));
    assert!(named.stderr.contains("\"a,b\""), "{}", named.stderr);
    let quoted = print(&["--data".as_ref(), odd.as_ref(), "serve-config".as_ref()]);
    assert_eq!((quoted.code, quoted.stdout.as_str()), (Some(2), ""));
    let gone = home.path().join("gone");
    let gone = print(&["--data".as_ref(), gone.as_ref(), "serve-config".as_ref()]);
    assert_eq!((gone.code, gone.stdout.as_str()), (Some(1), ""));
    let bundled = print(&["serve-config".as_ref()]);
    assert_eq!(bundled.code, Some(0));
    assert!(bundled.stdout.contains("\nMatch User ozgtop\n"));
    assert!(!bundled.stdout.contains("--kiosk --data"));
}

/// A copy goes to the looker's own terminal; the tmux that stands ready says so if it is ever started.
#[test]
fn a_copy_is_allowed_and_starts_no_program() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let (tmux, started) = (home.path().join("tmux"), home.path().join("started"));
    let script = format!("#!/bin/sh\ncat > '{}'\n", started.display());
    fs::write(&tmux, script).unwrap();
    fs::set_permissions(&tmux, fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:/usr/bin:/bin", home.path().display());
    let open = |in_kiosk: bool| {
        let variables = [("TMUX", "/x,1,0"), ("OZGTOP_COPY", "tmux"), ("PATH", &path)];
        let mut program = ozgtop(&variables);
        program.args(["--data", &small_data().display().to_string()]);
        program.args(in_kiosk.then_some("--kiosk"));
        let mut terminal = Terminal::start(program);
        terminal.wait_for("1 von 15");
        terminal.press("1y");
        terminal.wait_for("1 Zeile kopiert");
        terminal.settle();
        let text = terminal.text_from(0);
        terminal.press("Q");
        assert_eq!(terminal.end().code, 0);
        text.matches("\x1b]52;c;").count()
    };
    assert_eq!((open(true), started.exists()), (1, false));
    // The same without the lock: the script is really found.
    assert_eq!((open(false), started.exists()), (0, true));
}
