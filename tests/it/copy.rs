//! Copied text: the exact bytes that a terminal gets, what tmux gets, the sheet where nothing else works.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::Duration;

use crate::pty::{PROGRAM, Terminal, ozgtop, skip, stopwatch};

fn hamlet() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    root.join("tests/fixtures/hamlet").display().to_string()
}

/// The municipalities of the hamlet.
fn open(variables: &[(&str, &str)]) -> Terminal {
    let hamlet = hamlet();
    let all = [&[("OZGTOP_DATA", hamlet.as_str())], variables].concat();
    let mut terminal = Terminal::start(ozgtop(&all));
    terminal.wait_for("1/3");
    terminal.press("3");
    terminal.wait_for("Moorrand");
    terminal.settle();
    terminal
}

/// What was sent to the clipboard since, decoded.
fn copied(text: &str) -> Option<String> {
    let (_, rest) = text.split_once("\x1b]52;c;")?;
    let (coded, _) = rest.split_once("\x1b\\")?;
    let digit = |byte: u8| match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' => 62,
        b'/' => 63,
        _ => 0,
    };
    let mut bytes = Vec::new();
    for four in coded.as_bytes().chunks(4) {
        let bits = four.iter().fold(0, |bits, byte| bits << 6 | digit(*byte));
        let whole = four.iter().take_while(|byte| **byte != b'=').count() - 1;
        bytes.extend(&bits.to_be_bytes()[1..=whole]);
    }
    Some(String::from_utf8(bytes).unwrap())
}

fn quit(mut terminal: Terminal) {
    terminal.press("Q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored("after a copy");
}

/// The first row of the hamlet: 20,000 inhabitants, two of three services online, both of its own.
const ROW: &str =
    "Düsterburg\tkreisfreie Stadt\tDüsterburg\t20.000\t2/3\t2/2\t0\t039020000000\tStand 31.10.2026";

#[test]
fn the_terminal_gets_the_row_and_nothing_else() {
    let mut terminal = open(&[]);
    let before = terminal.written();
    terminal.press("y");
    terminal.wait_for("1 Zeile kopiert (OSC 52; kam nichts an: noch einmal drücken)");
    terminal.settle();
    let text = terminal.text_from(before);
    assert!(text.starts_with("\x1b]52;c;RMO8c3RlcmJ1cmcJ"), "{text:?}");
    assert_eq!(copied(&text).unwrap(), ROW);
    assert_eq!(text.matches("\x1b]").count(), 1, "{text:?}");
    terminal.press("LY");
    terminal.wait_for("7 lines copied (OSC 52; if nothing arrived press again)");
    terminal.settle();
    let text = terminal.text_from(before + text.len());
    let table = copied(&text).unwrap();
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 7, "{table}");
    assert!(lines[0].starts_with("Name\t"));
    assert!(lines[3].starts_with("Moorrand\t") && lines[3].contains("\t≈3,000\t1/3\t"));
    assert!(
        lines[6].contains("31 Oct 2026") || lines[6].contains("2026"),
        "{table}"
    );
    quit(terminal);
}

#[test]
fn made_up_data_says_so_and_too_much_is_refused() {
    let mut terminal = Terminal::open(&[]);
    terminal.press("3");
    terminal.wait_for("1 von 403");
    let before = terminal.written();
    terminal.press("y");
    terminal.wait_for("1 Zeile kopiert");
    let row = copied(&terminal.text_from(before)).unwrap();
    assert!(
        row.starts_with("Achim\t") && row.ends_with("\tBEISPIELDATEN"),
        "{row:?}"
    );
    terminal.press("aY");
    terminal.wait_for("OSC 52 fasst 74.994: nichts kopiert; noch einmal zeigt ein Blatt");
    terminal.settle();
    let text = terminal.text_from(before);
    assert_eq!(text.matches("\x1b]52").count(), 1);
    terminal.press("Y");
    terminal.wait_for("1–23 von 1.");
    assert!(terminal.screen().contents().starts_with("Name"));
    terminal.press("x");
    terminal.wait_for("Hilfe");
    quit(terminal);
}

#[test]
fn a_tmux_elsewhere_is_named_and_settings_decide() {
    for (variables, said) in [
        (
            &[("TERM", "tmux-256color")][..],
            "tmux braucht set-clipboard on; sonst noch einmal",
        ),
        (
            &[("TERM", "screen")],
            "tmux braucht set-clipboard on; sonst noch einmal",
        ),
        (&[("OZGTOP_COPY", "off")], "Kopieren ist abgeschaltet"),
        (
            &[("TERM", "linux"), ("OZGTOP_COPY", "osc52")],
            "kam nichts an: noch einmal drücken",
        ),
        // There is none to be found: the text is shown.
        (
            &[("OZGTOP_COPY", "tmux"), ("PATH", "/nonexistent")],
            "jede Taste verlässt",
        ),
        (&[("TMUX", "/nonexistent/tmux,1,0")], "jede Taste verlässt"),
        (&[("OZGTOP_COPY", "sheet")], "jede Taste verlässt"),
        (&[("TERM", "linux")], "jede Taste verlässt"),
    ] {
        let mut terminal = open(variables);
        let before = terminal.written();
        terminal.press("y");
        terminal.wait_for(said);
        terminal.settle();
        let sent = copied(&terminal.text_from(before));
        let expected = said.contains("noch einmal") || said.contains("set-clipboard");
        assert_eq!(sent.as_deref() == Some(ROW), expected, "{variables:?}");
        terminal.press("j");
        terminal.wait_for("von 3");
        quit(terminal);
    }
}

#[test]
fn the_sheet_is_the_text_alone_at_every_size() {
    // Where the text is longer than the screen the last line says where one is.
    for (columns, lines, last) in [(80, 24, "jede Taste verlässt"), (40, 12, "1–11 von ")] {
        let mut terminal = open(&[("TERM", "linux")]);
        terminal.resize(columns, lines);
        terminal.settle();
        terminal.press("Y");
        terminal.wait_for(last);
        let rows: Vec<String> = terminal.screen().rows(0, columns).collect();
        assert!(
            rows[0].starts_with("Name  Art  Kreis  Einwohner  online"),
            "{rows:?}"
        );
        let all = rows.concat();
        assert!(
            all.contains("Grünfelde  Einheitsgemeinde  Heidekamp"),
            "{rows:?}"
        );
        assert!(!all.contains("Hilfe") && !all.contains('│'), "{rows:?}");
        terminal.press("q");
        terminal.wait_for("von 3");
        quit(terminal);
    }
    let mut terminal = open(&[("TERM", "linux"), ("LANG", "C")]);
    terminal.resize(40, 6);
    terminal.settle();
    terminal.press("Y");
    terminal.wait_for("1-5 von ");
    terminal.press("\x1b[6~");
    terminal.wait_for("6-10 von ");
    terminal.press("G");
    terminal.wait_for("11-15 von 15");
    let shown = terminal.screen().contents();
    assert!(shown.is_ascii(), "{shown}");
    terminal.press("x");
    terminal.wait_for("von 3");
    quit(terminal);
}

/// Runs tmux on a server of its own.
fn tmux(folder: &Path, arguments: &[&str]) -> Option<String> {
    let ran = Command::new("tmux")
        .env_remove("TMUX")
        .env("TMUX_TMPDIR", folder)
        .args(["-f", "/dev/null"])
        .args(arguments)
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&ran.stdout).into_owned()).filter(|_| ran.status.success())
}

#[test]
fn within_tmux_its_buffer_gets_the_text() {
    let folder = tempfile::tempdir().unwrap();
    let line = format!(
        "env LC_ALL=de_DE.UTF-8 HOME=/nonexistent OZGTOP_DATA={} {PROGRAM} --today 2026-11-05",
        hamlet()
    );
    let start = ["new-session", "-d", "-x", "80", "-y", "24", line.as_str()];
    if tmux(folder.path(), &start).is_none() {
        skip("there is no tmux");
        return;
    }
    let until = |text: &str| {
        let clock = stopwatch();
        loop {
            let shown = tmux(folder.path(), &["capture-pane", "-p"]).unwrap_or_default();
            if shown.contains(text) {
                break true;
            }
            if clock() > Duration::from_secs(30) {
                break false;
            }
            thread::sleep(Duration::from_millis(20));
        }
    };
    let seen = until("1/3");
    tmux(folder.path(), &["send-keys", "3"]);
    let seen = seen && until("Moorrand");
    tmux(folder.path(), &["send-keys", "y"]);
    let seen = seen && until("1 Zeile kopiert");
    let buffer = tmux(folder.path(), &["show-buffer"]);
    tmux(folder.path(), &["kill-server"]);
    assert!(seen);
    assert_eq!(buffer.as_deref().map(str::trim_end), Some(ROW));
}
