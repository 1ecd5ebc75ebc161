//! The program on a real terminal: what keys, sizes, stops and locales do to the screen and to the bytes on the line.

use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use portable_pty::CommandBuilder;
use rustix::process::Signal;

use crate::pty::{Ended, PROGRAM, Terminal, ozgtop, prepare, skip, small_data, stopwatch};

fn has(text: &str) -> impl Fn(&vt100::Screen) -> bool {
    move |screen| screen.contents().contains(text)
}

/// The screen without blanks at the ends of lines: who asks the terminal on a blank writes one there.
fn text(screen: &vt100::Screen) -> String {
    let contents = screen.contents();
    let lines: Vec<_> = contents.lines().map(str::trim_end).collect();
    lines.join("\n")
}

#[test]
fn keys_move_the_screen_and_q_ends_it() {
    let mut command = ozgtop(&[]);
    command.env_remove("OZGTOP_DATA");
    let mut terminal = Terminal::start(command);
    terminal.wait_for("1 von 15");
    let first = terminal.screen().contents();
    assert!(first.contains("Leistungen") && first.contains("BEISPIELDATEN"));
    assert!(first.contains("Stand 31.10.2026  5 Tage alt"), "{first}");
    terminal.press("j");
    terminal.wait_for("2 von 15");
    terminal.press("\r");
    terminal.wait_for("Übersicht › Verlauf");
    terminal.press("\x1b");
    terminal.wait_for("2 von 15");
    terminal.press("2");
    terminal.wait_for("1 von 45");
    terminal.press("?");
    terminal.wait_for("Hilfe");
    terminal.press("q");
    terminal.wait_for("1 von 45");
    terminal.press("/wittm\r");
    terminal.wait_for("43 von 45");
    terminal.press("Q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored("Q");
}

#[test]
fn a_shell_gets_its_screen_back_on_ctrl_z_and_the_program_on_fg() {
    let Some(bash) = ["/bin/bash", "/usr/bin/bash"]
        .into_iter()
        .find(|path| std::path::Path::new(path).exists())
    else {
        skip("there is no bash");
        return;
    };
    let mut shell = CommandBuilder::new(bash);
    shell.args(["--norc", "--noprofile", "-i"]);
    prepare(&mut shell, &[("PS1", "prompt> "), ("HISTFILE", "")]);
    let mut terminal = Terminal::start(shell);
    terminal.wait_for("prompt> ");
    terminal.press(&format!("{PROGRAM} --today 2026-11-05\r"));
    terminal.wait_for("1 von 15");
    terminal.press("j");
    terminal.wait_for("2 von 15");
    for _ in 0..2 {
        terminal.press("\x1a");
        terminal.wait("the shell", |screen| {
            let text = screen.contents();
            !screen.alternate_screen() && !screen.hide_cursor() && text.ends_with("prompt> ")
        });
        terminal.press("echo $((6*7))\r");
        terminal.wait_for("\n42");
        let from = terminal.written();
        terminal.press("fg\r");
        terminal.wait("the program", |screen| {
            screen.alternate_screen() && has("2 von 15")(screen)
        });
        terminal.settle();
        let taken = terminal.text_from(from).matches("\x1b[?1049h").count();
        assert_eq!(taken, 1, "the terminal is taken and drawn once");
        terminal.press("j");
        terminal.wait_for("3 von 15");
        terminal.press("k");
        terminal.wait_for("2 von 15");
    }
    terminal.press("Q");
    terminal.wait("the shell", |screen| {
        !screen.alternate_screen() && screen.contents().ends_with("prompt> ")
    });
    terminal.press("exit $?\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    assert!(!ended.contents().contains("von 15"));
}

#[test]
fn a_stop_from_outside_and_a_ctrl_z_without_a_shell_end_in_a_full_redraw() {
    let mut terminal = Terminal::open(&[]);
    let before = text(terminal.screen());
    terminal.signal(Signal::STOP);
    terminal.wait_stopped();
    terminal.wipe();
    terminal.signal(Signal::CONT);
    terminal.wait("the whole screen", |screen| text(screen) == before);
    terminal.settle();
    terminal.wipe();
    terminal.press("\x1a");
    terminal.wait("the whole screen", |screen| text(screen) == before);
    terminal.press("Q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored("after stops");
}

#[test]
fn in_a_container_where_parent_group_and_session_have_no_number_ctrl_z_redraws() {
    let inside = ["--user", "--map-root-user", "--pid", "--fork"];
    let probe = Command::new("unshare").args(inside).arg("true").output();
    if !probe.is_ok_and(|probe| probe.status.success()) {
        skip("no namespace can be made here");
        return;
    }
    let mut command = CommandBuilder::new("unshare");
    command.args(inside);
    command.args([PROGRAM, "--today", "2026-11-05"]);
    prepare(&mut command, &[]);
    let mut terminal = Terminal::start(command);
    terminal.wait_for("1 von 15");
    terminal.settle();
    let before = text(terminal.screen());
    terminal.wipe();
    terminal.press("\x1a");
    terminal.wait("the whole screen", |screen| text(screen) == before);
    terminal.press("Q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored("Q in a container");
}

#[test]
fn every_size_is_drawn_and_the_screen_is_right_afterwards() {
    let mut terminal = Terminal::open(&[]);
    let before = text(terminal.screen());
    for (columns, lines, last) in [
        (20, 6, None),
        (80, 24, Some(23)),
        (500, 200, Some(199)),
        (1, 1, None),
        (0, 0, None),
        (12, 2, None),
        (80, 24, Some(23)),
    ] {
        terminal.resize(columns, lines);
        let hints = move |screen: &vt100::Screen| {
            let line = last.and_then(|last| screen.rows(0, columns).nth(last));
            line.is_none_or(|line| line.contains("Hilfe"))
        };
        terminal.wait("the new size", hints);
        terminal.settle();
    }
    assert_eq!(text(terminal.screen()), before);
    terminal.resize(20, 6);
    terminal.wait_for("von 15");
    terminal.press("Q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored("after sizes");
}

#[test]
fn a_storm_of_sizes_ends_in_the_last() {
    let mut terminal = Terminal::open(&[]);
    let before = text(terminal.screen());
    let written = terminal.written();
    for step in 0..300 {
        terminal.resize(40 + step % 61, 10 + step % 23);
        terminal.signal(Signal::WINCH);
    }
    terminal.resize(80, 24);
    terminal.wait("the last size", has("Hilfe"));
    terminal.settle();
    assert_eq!(text(terminal.screen()), before);
    eprintln!("300 sizes: {} bytes", terminal.written() - written);
    terminal.press("Q");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    ended.assert_restored("after a storm of sizes");
}

#[test]
fn a_size_that_changes_during_the_start_is_seen() {
    for wait in [0, 5, 20, 40, 60, 80] {
        let mut terminal = Terminal::start(ozgtop(&[]));
        thread::sleep(Duration::from_millis(wait));
        terminal.resize(100, 30);
        terminal.wait("hints in the last line", |screen| {
            let last = screen.rows(0, 100).nth(29);
            last.is_some_and(|line| line.contains("Hilfe"))
        });
    }
}

#[test]
fn an_arrow_that_comes_in_two_pieces_is_an_arrow() {
    let mut terminal = Terminal::open(&[]);
    terminal.press("\r");
    terminal.wait_for("Übersicht › Leistungen");
    for attempt in 0.. {
        terminal.settle();
        let start = stopwatch();
        terminal.press("\x1b");
        thread::sleep(Duration::from_millis(20));
        terminal.press("[B");
        // On a busy machine the second piece may have come too late to belong to the first.
        let in_time = start() < Duration::from_millis(35);
        if in_time || attempt == 20 {
            break;
        }
        terminal.press("1\r");
        terminal.wait_for("Übersicht › Leistungen");
    }
    terminal.wait("the second row", |screen| {
        screen.contents().contains(" 2 von ")
    });
    assert!(has("Übersicht › Leistungen")(terminal.screen()));
}

#[test]
fn a_lone_escape_goes_back_within_200_ms() {
    let mut terminal = Terminal::open(&[]);
    let mut best = Duration::MAX;
    for _ in 0..5 {
        terminal.press("\r");
        terminal.wait_for("Übersicht › Leistungen");
        let start = stopwatch();
        terminal.press("\x1b");
        terminal.wait_for("1 von 15");
        best = best.min(start());
    }
    assert!(best < Duration::from_millis(200), "{best:?}");
    assert!(best > Duration::from_millis(45), "{best:?}");
}

#[test]
fn nothing_is_written_while_nothing_changes_and_a_burst_is_few_frames() {
    let mut terminal = Terminal::open(&[]);
    terminal.settle();
    let before = terminal.written();
    thread::sleep(Duration::from_secs(1));
    assert_eq!(terminal.written(), before, "idle");
    terminal.press("k");
    thread::sleep(Duration::from_millis(300));
    assert_eq!(terminal.written(), before, "k at the top");
    terminal.press("3");
    terminal.wait_for("1 von 403");
    terminal.settle();
    let before = terminal.written();
    terminal.press(&"j".repeat(20));
    terminal.wait_for("21 von 403");
    let burst = String::from_utf8(terminal.output_from(before)).unwrap();
    let frames = burst.matches('▸').count();
    assert!(frames <= 3, "{frames} frames");
    assert!(burst.len() <= 2200 * frames, "{} bytes", burst.len());
}

/// The parameters of all SGR sequences.
fn colours(text: &str) -> Vec<u16> {
    let after = text.split("\x1b[").skip(1);
    let sequences = after.filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != ';')?;
        rest[end..].starts_with('m').then(|| &rest[..end])
    });
    sequences
        .flat_map(|parameters| parameters.split(';'))
        .filter_map(|number| number.parse().ok())
        .filter(|number| matches!(number, 30..=38 | 40..=48 | 90..=107))
        .collect()
}

#[test]
fn without_colours_the_selection_is_still_seen() {
    let end = |variables: &[(&str, &str)]| {
        let mut terminal = Terminal::open(variables);
        terminal.press("jQ");
        terminal.end()
    };
    let plain = end(&[("NO_COLOR", "1")]).text();
    assert!(plain.contains("\x1b[7m") && plain.contains("\x1b[1m"));
    assert!(colours(&plain).is_empty(), "{plain:?}");
    assert!(!colours(&end(&[]).text()).is_empty());
}

#[test]
fn a_locale_without_utf_8_gets_ascii_only() {
    for (variables, first) in [
        (&[("LANG", "C")][..], "1 von 15"),
        (&[("LANG", "de_DE.UTF-8"), ("TERM", "vt100")], "1 von 15"),
    ] {
        let mut terminal = Terminal::start(ozgtop(variables));
        terminal.wait_for(first);
        for keys in ["\r", "?", "3", "\r", "5"] {
            terminal.press(keys);
            terminal.settle();
        }
        terminal.press("Q");
        let ended = terminal.end();
        assert!(ended.output.is_ascii(), "{variables:?}: {}", ended.text());
        assert_eq!(ended.code, 0);
    }
}

fn without_screen(ended: &Ended) {
    assert_eq!(ended.code, 0);
    assert!(!ended.output.contains(&0x1b), "{}", ended.text());
    assert!(ended.text().contains("Wohngeld"), "{}", ended.text());
}

#[test]
fn where_there_is_no_screen_the_table_is_printed_without_an_escape() {
    without_screen(&Terminal::start(ozgtop(&[("TERM", "")])).end());
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", &format!("exec {PROGRAM} </dev/null")]);
    prepare(&mut command, &[]);
    without_screen(&Terminal::start(command).end());
    let piped = Command::new(PROGRAM)
        .env("OZGTOP_DATA", small_data())
        .env("TERM", "xterm")
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(piped.status.code(), Some(0));
    assert!(!piped.stdout.is_empty() && !piped.stderr.is_empty());
    assert!(!piped.stdout.contains(&0x1b) && !piped.stderr.contains(&0x1b));
}

#[test]
fn a_terminal_that_can_only_print_lines_is_served_line_by_line() {
    let mut terminal = Terminal::start(ozgtop(&[("TERM", "dumb")]));
    terminal.wait_for("Befehl: ");
    terminal.press("wohngeld\r");
    terminal.wait_for("ist kein Befehl");
    terminal.press("quit\r");
    let ended = terminal.end();
    assert_eq!(ended.code, 0);
    assert!(!ended.output.contains(&0x1b), "{}", ended.text());
    ended.assert_restored("dumb");
}

#[test]
fn every_kind_of_terminal_and_locale_starts_and_ends_well() {
    const TERMS: [&str; 9] = [
        "linux",
        "screen",
        "screen-256color",
        "tmux-256color",
        "vt100",
        "xterm",
        "xterm-256color",
        "rxvt-unicode",
        "no-such-terminal",
    ];
    let check = |term: &str, lang: &str| {
        let mut terminal = Terminal::start(ozgtop(&[("TERM", term), ("LANG", lang)]));
        terminal.wait_for("ozgtop");
        terminal.wait_for("16");
        terminal.press("Q");
        let ended = terminal.end();
        assert_eq!(ended.code, 0, "{term} {lang}");
        ended.assert_restored(&format!("{term} {lang}"));
    };
    thread::scope(|scope| {
        for lang in ["C", "de_DE.UTF-8", "en_GB.UTF-8"] {
            scope.spawn(move || TERMS.iter().for_each(|term| check(term, lang)));
        }
    });
}
