//! The recommended way of serving: a real sshd with the block that `serve-config` prints. Where there is no sshd these
//! tests are left out, and say so.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use portable_pty::{PtySize, native_pty_system};

use crate::program;
use crate::pty::{Terminal, skip, stopwatch};
use crate::server::{Server, block, free_port, heard_from, is_root, place, settings, sshd};

/// Far longer than anything takes; machines can be busy.
const PATIENCE: Duration = Duration::from_secs(30);

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// What the program prints here for the same data and words, in German.
fn printed(data: &Path, words: &[&str]) -> String {
    let home = tempfile::tempdir().unwrap();
    let mut command = program::command(home.path());
    command.env("TERM", "xterm");
    let ran = program::finish(command.arg("--data").arg(data).args(words));
    assert_eq!(ran.code, Some(0), "{}", ran.stderr);
    ran.stdout
}

/// Whether sshd can give whoever runs the tests a terminal: it gives it to the group `tty`, which only root may do where
/// the system has not done so already.
fn has_terminals() -> bool {
    if is_root() {
        return true;
    }
    let size = PtySize::default();
    let pair = native_pty_system().openpty(size).unwrap();
    let name = pair.master.tty_name().unwrap();
    let group = fs::metadata(name).unwrap().gid();
    let groups = fs::read_to_string("/etc/group").unwrap_or_default();
    let tty = groups.lines().find_map(|line| line.strip_prefix("tty:x:"));
    let id = tty.and_then(|rest| rest.split(':').next()?.parse().ok());
    let can = id.is_none_or(|id: u32| id == group);
    if !can {
        skip("terminals here do not belong to the group tty, and only root may change that");
    }
    can
}

#[test]
fn sshd_takes_the_block_as_it_is_meant() {
    let Some(sshd) = sshd() else {
        return;
    };
    let dir = place();
    let data = dir.path().join("Daten; des Landes");
    let config = dir.path().join("sshd_config");
    let text = settings(dir.path(), 22, &block("ozgtop", &data));
    fs::write(&config, text).unwrap();
    let run = |arguments: &[&str]| {
        let mut sshd = Command::new(&sshd);
        let sshd = sshd.args(arguments).arg("-f").arg(&config);
        let output = sshd.output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        (out(&output), err(&output))
    };
    assert_eq!(run(&["-t"]), (String::new(), String::new()));
    let holds = |user: &str| {
        let whom = format!("user={user},host=localhost,addr=127.0.0.1");
        let (told, _) = run(&["-T", "-C", &whom]);
        move |line: &str| told.lines().any(|it| it.eq_ignore_ascii_case(line))
    };
    let command = format!(
        "forcecommand exec {} --kiosk --data '{}'",
        crate::pty::PROGRAM,
        data.display()
    );
    let (ours, others) = (holds("ozgtop"), holds("somebody"));
    for line in [
        command.as_str(),
        "disableforwarding yes",
        "allowtcpforwarding no",
        "allowstreamlocalforwarding no",
        "allowagentforwarding no",
        "x11forwarding no",
        "permittunnel no",
        "gatewayports no",
        "permituserrc no",
        "permitopen none",
        "permitlisten none",
        "authenticationmethods publickey",
        "passwordauthentication no",
        "kbdinteractiveauthentication no",
        "maxsessions 4",
    ] {
        assert!(ours(line), "{line}");
        assert!(!others(line), "{line} holds for everybody");
    }
    assert!(ours("permittty yes") && ours("acceptenv LANG") && ours("acceptenv LC_*"));
    assert!(others("acceptenv *") && !ours("acceptenv *"));
}

#[test]
fn a_client_sees_the_screen_and_leaves_nothing_behind() {
    if !has_terminals() {
        return;
    }
    let Some(server) = Server::start() else {
        return;
    };
    let mut terminal = Terminal::start(server.at_terminal());
    terminal.wait_for("1 von 15");
    terminal.press("e");
    terminal.wait_for("'export \"overview\" --for");
    terminal.press("\x1a");
    terminal.wait_for("anhalten geht hier nicht");
    terminal.press("V");
    terminal.wait_for("hier wird nichts gespeichert");
    terminal.resize(100, 30);
    terminal.press("1");
    terminal.wait_for("Wohngeld");
    terminal.press("Q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0, "{}", ended.contents());
    ended.assert_restored("through ssh");
}

#[test]
fn a_client_gets_what_the_program_prints() {
    let Some(server) = Server::start() else {
        return;
    };
    let day = ["--today", "2026-11-23"];
    for words in [
        &["list", "services", "--format", "json"][..],
        &["list", "districts", "--format", "csv"],
        &["export", "matrix", "--format", "csv"],
        &["report", "--format", "html"],
        &["show", "cell", "ummeldung", "Stadt Emden"],
    ] {
        let quoted: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
        let line = format!("{} {}", day.join(" "), quoted.join(" "));
        let got = server.asked(&line);
        assert_eq!(got.status.code(), Some(0), "{line}: {}", err(&got));
        // The locale arrives; the characters of a terminal are the same as without one.
        assert_eq!(out(&got), printed(&server.data(), words), "{line}");
    }
    let whole = server.ssh(&["-T"]).output().unwrap();
    assert_eq!(whole.status.code(), Some(0), "{}", err(&whole));
    assert!(out(&whole).contains("Wohngeld"), "{}", out(&whole));
}

/// What a client may try, each of which would leave a file of this name behind or tell what it must not.
fn attempts(marker: &Path) -> Vec<String> {
    let to = marker.display();
    vec![
        "sh".to_owned(),
        "/bin/sh -c id".to_owned(),
        "list services; id".to_owned(),
        format!("list services; touch {to}"),
        format!("list services && touch {to}"),
        format!("list services | tee {to}"),
        format!("list services > {to}"),
        format!("list services & touch {to}"),
        format!("list $(touch {to})"),
        format!("list `touch {to}`"),
        format!("$(touch {to})"),
        format!("' ; touch {to} ; '"),
        format!("list services\ntouch {to}"),
        "list services --data /etc".to_owned(),
        "--data=/etc list services".to_owned(),
        "--config /etc/passwd".to_owned(),
        "config check /etc/passwd".to_owned(),
        "check /etc".to_owned(),
        "import table /etc/passwd".to_owned(),
        format!("export matrix --out {to}.csv"),
        format!("export matrix --format csv --out={to}"),
        format!("report --out {to}.html"),
        format!("metrics --textfile {to}"),
        format!("init {to}"),
        "stand new 2026-12-31".to_owned(),
        "wait --until reach>=100".to_owned(),
        "serve-config".to_owned(),
        "list \u{1b}]52;c;aWQ=\u{7}".to_owned(),
        "list\tservices".to_owned(),
        "list services '".to_owned(),
        "x".repeat(5000),
        "list ".repeat(65),
        "x".repeat(100_000),
    ]
}

/// Everything a client may try to get out of the program: an answer with code 2, no byte for a pipe, no file anywhere.
#[test]
fn commands_that_are_not_ours_are_refused() {
    let Some(server) = Server::start() else {
        return;
    };
    for line in &attempts(&server.path("marker")) {
        let got = server.asked(line);
        let told = err(&got);
        let short: String = line.chars().take(60).collect();
        assert_eq!(got.status.code(), Some(2), "{short}: {told}");
        assert_eq!(out(&got), "", "{short}");
        assert!(
            !told.is_empty() && !told.contains("uid="),
            "{short}: {told}"
        );
        let is_clean = |c: char| c == '\n' || !c.is_control();
        assert!(told.chars().all(is_clean), "{short}: {told:?}");
    }
    // Longer than a variable can be: no program can be started with it.
    let half = "x".repeat(70_000);
    let mut endless = server.ssh(&[]);
    let endless = endless.args([&half, &half]).output().unwrap();
    assert_ne!(endless.status.code(), Some(0));
    assert_eq!(out(&endless), "");
    let left = fs::read_dir(server.path("")).unwrap().flatten();
    let left: Vec<_> = left.map(|it| it.file_name()).collect();
    let is_odd = |name: &std::ffi::OsString| name.to_string_lossy().starts_with("marker");
    assert!(!left.iter().any(is_odd), "{left:?}");
}

/// Whether a client gets through to the port of its own server by this switch.
fn leads_through(server: &Server, switch: &str) -> bool {
    let (own, near) = (server.port(), free_port());
    let [high, low] = own.to_be_bytes();
    // What a proxy is asked to connect to (SOCKS 4).
    let socks = [4, 1, high, low, 127, 0, 0, 1, 0];
    let (value, said) = match switch {
        "-D" => (format!("127.0.0.1:{near}"), &socks[..]),
        _ => (format!("127.0.0.1:{near}:127.0.0.1:{own}"), &[][..]),
    };
    let mut client = server.ssh(&["-N", switch, &value]).spawn().unwrap();
    let elapsed = stopwatch();
    // As soon as somebody listens, what it leads to is asked; at the far end nobody may ever listen.
    let heard = loop {
        match heard_from(near, said) {
            Ok(heard) => break heard,
            Err(_) if switch == "-R" && elapsed() > Duration::from_secs(4) => break String::new(),
            Err(_) => thread::sleep(Duration::from_millis(20)),
        }
        assert!(elapsed() < PATIENCE, "{switch}: the client never listens");
    };
    client.kill().unwrap();
    client.wait().unwrap();
    heard.contains("SSH-")
}

/// Every way is tried on a server without the block as well: there it leads through.
#[test]
fn nothing_but_the_program_is_to_be_had() {
    let Some(server) = Server::start() else {
        return;
    };
    let open = Server::with(place(), "").unwrap();
    for switch in ["-L", "-D", "-R"] {
        assert!(leads_through(&open, switch), "{switch}");
        assert!(!leads_through(&server, switch), "{switch}");
    }
    let target = format!("127.0.0.1:{}", server.port());
    let through = finish(server.ssh(&["-W", &target]));
    assert_ne!(through.status.code(), Some(0));
    assert_eq!(out(&through), "");
    for (switch, command) in [
        ("-s", "sftp"),
        ("-T", "scp -t /tmp"),
        ("-T", "internal-sftp"),
    ] {
        let mut client = server.ssh(&[switch]);
        client.arg(command);
        let got = finish(client);
        let told = (got.status.code(), out(&got));
        assert_eq!(told, (Some(2), String::new()), "{command}");
    }
}

fn finish(mut command: Command) -> Output {
    command.output().unwrap()
}

/// The key brings `OZGTOP_DATA` along, and the client whatever it likes; only the locale counts.
#[test]
fn variables_of_the_client_change_nothing_but_the_language() {
    let Some(server) = Server::start() else {
        return;
    };
    let words = ["list", "services", "--format", "csv"];
    let line = words.join(" ");
    let expected = printed(&server.data(), &words);
    let set = "SetEnv=OZGTOP_DATA=/etc OZGTOP_LANGUAGE=en XDG_CONFIG_HOME=/tmp NO_COLOR=1";
    let got = server.ssh(&["-o", set]).arg(&line).output().unwrap();
    assert_eq!((got.status.code(), out(&got)), (Some(0), expected));
    let mut english = server.ssh(&["-o", "SetEnv=LC_ALL=en_GB.UTF-8"]);
    let english = english.arg("import x").output().unwrap();
    assert!(
        err(&english).contains("is not to be had"),
        "{}",
        err(&english)
    );
}

#[test]
fn a_dropped_line_ends_the_program_within_two_seconds() {
    let Some(server) = Server::start() else {
        return;
    };
    let mut without = server.ssh(&["-T"]);
    without
        .arg("--linear")
        .stdin(Stdio::piped())
        .stdout(Stdio::null());
    let mut client = without.spawn().unwrap();
    wait_until("served", || server.is_served());
    client.kill().unwrap();
    client.wait().unwrap();
    let elapsed = stopwatch();
    wait_until("gone", || !server.is_served());
    assert!(elapsed() < Duration::from_secs(2), "{:?}", elapsed());
    if !has_terminals() {
        return;
    }
    let mut terminal = Terminal::start(server.at_terminal());
    terminal.wait_for("1 von 15");
    assert!(server.is_served());
    terminal.signal(rustix::process::Signal::KILL);
    let elapsed = stopwatch();
    wait_until("gone", || !server.is_served());
    assert!(elapsed() < Duration::from_secs(2), "{:?}", elapsed());
}

fn wait_until(what: &str, done: impl Fn() -> bool) {
    let elapsed = stopwatch();
    while !done() {
        assert!(elapsed() < PATIENCE, "never {what}");
        thread::sleep(Duration::from_millis(10));
    }
}
