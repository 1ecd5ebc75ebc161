//! What a client may ask, and how a line becomes words.

use super::*;
use crate::texts::EN;

fn words(line: &str) -> Option<Vec<String>> {
    split(OsStr::new(line))
}

/// What a client gets for a line: the arguments, or a sentence.
fn ask(line: &str) -> Result<Arguments, String> {
    ask_of(&["--data", "/srv/data", "--theme", "mono"], line)
}

fn ask_of(own: &[&str], line: &str) -> Result<Arguments, String> {
    let variable = (OsString::from("SSH_ORIGINAL_COMMAND"), line.into());
    let environment = Environment::new([variable]).sealed();
    let given = ["ozgtop", "--kiosk"].iter().chain(own);
    let given: Vec<_> = given.map(OsString::from).collect();
    arguments(&given, &environment, &EN).map_err(|wrong| match wrong {
        Wrong::Usage(error) => error.to_string(),
        Wrong::Refused(text) => text,
    })
}

#[test]
fn a_line_becomes_words_without_a_shell() {
    for (line, expected) in [
        ("list services", vec!["list", "services"]),
        ("  list   services  ", vec!["list", "services"]),
        ("a 'b c' \"d e\" f\\ g", vec!["a", "b c", "d e", "f g"]),
        ("a'b'\"c\"d", vec!["abcd"]),
        ("'' \"\"", vec!["", ""]),
        (
            r#"'a\"b' "a\"b\\c\d$x" \'"#,
            vec![r#"a\"b"#, r#"a"b\c\d$x"#, "'"],
        ),
        (
            "$(id) `id` ;x|y&z>a<b*?~#!{a,b}",
            vec!["$(id)", "`id`", ";x|y&z>a<b*?~#!{a,b}"],
        ),
        ("export\n \"a\nb\"", vec!["export", "a\nb"]),
        ("#x ~ $HOME", vec!["#x", "~", "$HOME"]),
        ("", vec![]),
    ] {
        assert_eq!(words(line).unwrap(), expected, "{line}");
    }
}

#[test]
fn what_cannot_be_read_is_no_line() {
    let long = "a".repeat(BYTES + 1);
    let many = "a ".repeat(WORDS + 1);
    for line in [
        "'a",
        "\"a",
        "a\\",
        "\"a\\",
        "a\0b",
        "a\tb",
        "a\rb",
        "a\u{1b}[31m",
        "a\u{9b}",
        "a\u{202e}b",
        &long,
        &many,
    ] {
        assert_eq!(words(line), None, "{line:?}");
    }
    assert!(words(&"a".repeat(BYTES)).is_some());
    assert_eq!(words(&"a ".repeat(WORDS)).unwrap().len(), WORDS);
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        assert_eq!(split(OsStr::from_bytes(b"list \xff")), None);
    }
}

proptest::proptest! {
    #[test]
    fn any_text_between_single_quotes_comes_through(text in "[^'\\p{C}]{0,40}", more in ".{0,60}") {
        if let Some(words) = words(&format!("a '{text}' b")) {
            proptest::prop_assert_eq!(words, ["a", text.as_str(), "b"]);
        }
        let _ = words(&more);
    }
}

#[test]
fn a_client_may_look() {
    for line in [
        "",
        "   ",
        "--lang en",
        "list services --format json",
        "list cells --filter 'phase<live and not problem=deferred'",
        "show service ummeldung",
        "diff 2026-06-30",
        "open map",
        "export matrix --format csv",
        "report --annex --format html",
        "check",
        "check --nagios -w reach=80:",
        "metrics",
        "frame --keys 2",
        "info",
        "man",
    ] {
        let asked = ask(line).unwrap();
        assert!(asked.kiosk, "{line}");
        assert_eq!(asked.data, Some("/srv/data".into()), "{line}");
        assert_eq!(asked.theme.as_deref(), Some("mono"), "{line}");
    }
    assert_eq!(ask("--theme dark").unwrap().theme.as_deref(), Some("dark"));
}

#[test]
fn a_client_may_nothing_else() {
    for (line, what) in [
        ("sh", "sh"),
        (
            "/usr/lib/openssh/sftp-server",
            "/usr/lib/openssh/sftp-server",
        ),
        ("scp -t .", "scp"),
        ("internal-sftp", "internal-sftp"),
        ("list services --data /etc", "--data"),
        ("--data=/etc list services", "--data"),
        ("--kiosk", "--kiosk"),
        ("import table x", "import"),
        ("init x", "init"),
        ("stand new 2026-11-30", "stand"),
        ("simulate x", "simulate"),
        ("config check /etc/shadow", "config"),
        ("config print", "config"),
        ("check /etc", "check DIR"),
        ("export matrix --out /tmp/x.csv", "export --out"),
        ("export matrix --out=/tmp/x.csv --replace", "export --out"),
        ("report --out /tmp/x.html", "report --out"),
        ("metrics --textfile /tmp", "metrics --textfile"),
        ("wait --until reach>=100", "wait"),
        ("completions bash", "completions"),
        ("serve-config", "serve-config"),
        ("$(id)", "$(id)"),
    ] {
        let text = ask(line).unwrap_err();
        assert!(
            text.starts_with(&format!("“{what}” is not")),
            "{line}: {text}"
        );
    }
    for line in [
        "list services; id",
        "list services | sh",
        "list services > /tmp/x",
        "--config x",
        "list $(id)",
    ] {
        assert!(ask(line).unwrap_err().starts_with("error: "), "{line}");
    }
}

/// Every sub-command has been decided on: those that are there and those that are named here are the same.
#[test]
fn no_sub_command_is_forgotten() {
    let all = super::super::arguments::command(&EN);
    let all = all.get_subcommands().map(clap::Command::get_name);
    let refused = [
        "config",
        "init",
        "stand",
        "simulate",
        "import",
        "wait",
        "completions",
        "serve-config",
        "doctor",
    ];
    for name in all {
        let allowed = ALLOWED.split(", ").any(|it| it == name);
        assert!(allowed != refused.contains(&name), "{name}");
    }
}

#[test]
fn our_own_sub_command_outweighs_what_the_client_asks() {
    let own = ask_of(&["list", "services"], "import table x").unwrap();
    assert!(matches!(own.command, Some(Command::List(_))));
    assert!(ask_of(&["import", "table", "x"], "").is_err());
    assert!(ask_of(&["export", "--out", "x.csv"], "list services").is_err());
}

#[test]
fn only_terminal_and_locale_come_through() {
    let pairs = [
        ("OZGTOP_DATA", "/etc"),
        ("OZGTOP_LANG", "en"),
        ("HOME", "/root"),
        ("XDG_STATE_HOME", "/tmp"),
        ("XDG_CONFIG_HOME", "/tmp"),
        ("COLORTERM", "truecolor"),
        ("TMUX", "x"),
        ("LANG", "en_GB.UTF-8"),
        ("TERM", "xterm-256color"),
    ];
    let all = |term: &str| {
        let pairs = pairs.iter().map(|(name, value)| {
            let value = if *name == "TERM" { term } else { value };
            (OsString::from(name), OsString::from(value))
        });
        Environment::new(pairs).sealed()
    };
    let sealed = all("xterm-256color");
    assert_eq!(sealed.settings(), Vec::new());
    assert_eq!((sealed.data(), sealed.home()), (None, None));
    assert_eq!((sealed.state_home(), sealed.config_home()), (None, None));
    assert_eq!(sealed.terminal(), "xterm-256color");
    assert_eq!(sealed.language(), crate::app::language::Language::En);
    for term in ["x\u{1b}[31m", "a b", "../x", &"x".repeat(65), "ä", "a;b"] {
        assert_eq!(all(term).terminal(), "dumb", "{term:?}");
    }
    assert_eq!(
        all("screen.xterm+256_x-1").terminal(),
        "screen.xterm+256_x-1"
    );
}
