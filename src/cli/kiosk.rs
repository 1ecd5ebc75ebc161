//! `--kiosk`: what whoever comes in through an account without a shell may do. He may look, and what he takes along goes
//! to his own end of the line.
//!
//! There are three doors, and each is closed by a list of what may pass: the environment (`Environment::sealed`), the
//! command line (here), and what a session does to the world (`src/app/lock.rs`; the outbox is closed besides). What the
//! client asked for is text: it is split into words here, by nobody's shell, and read as arguments.

use std::ffi::{OsStr, OsString};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::arguments::{Arguments, Command};
use super::environment::Environment;
use super::place::named;
use crate::domain::text::is_invisible;
use crate::texts::{Words, fill};

/// Most bytes that a client may ask with.
const BYTES: usize = 4096;
/// Most words of them.
const WORDS: usize = 64;
/// Letters of what was refused that are said back.
const SAID: usize = 40;

/// The switch that makes `check` a plugin.
const NAGIOS: &str = "--nagios";

/// What the sentence of a refusal names.
const ALLOWED: &str = "list, show, diff, open, export, report, check, metrics, frame, info, man";

/// Why there is nothing to run.
#[derive(Debug)]
pub(super) enum Wrong {
    /// clap has something to say, perhaps only the help.
    Usage(clap::Error),
    /// It is not for this account; a sentence.
    Refused(String),
}

/// Whether the door is shut. Asked of the bare arguments, because what is shut out is not even read.
pub(super) fn is_wanted(arguments: &[OsString]) -> bool {
    arguments.iter().any(|argument| argument == "--kiosk")
}

/// The arguments that count: our own, and where they name no sub-command what the client asked for.
pub(super) fn arguments(
    given: &[OsString],
    environment: &Environment,
    words: &'static Words,
) -> Result<Arguments, Wrong> {
    let own = Arguments::read(given, words).map_err(Wrong::Usage)?;
    if !is_wanted(given) {
        return Ok(own);
    }
    let refused = |what: &str| Wrong::Refused(refusal(what, words));
    let asked = environment.original_command().unwrap_or_default();
    if own.command.is_some() || asked.is_empty() {
        return match may(own.command.as_ref()) {
            Ok(()) => Ok(Arguments { kiosk: true, ..own }),
            Err(what) => Err(refused(what)),
        };
    }
    let asked = split(asked).ok_or_else(|| Wrong::Refused(unreadable(words)))?;
    let name = OsString::from("ozgtop");
    let line: Vec<_> = [name]
        .into_iter()
        .chain(asked.into_iter().map(OsString::from))
        .collect();
    let asked = match Arguments::read(&line, words) {
        Ok(asked) => asked,
        Err(error) if error.kind() == ErrorKind::InvalidSubcommand => {
            let what = error.get(ContextKind::InvalidSubcommand);
            let what = what.map(ContextValue::to_string).unwrap_or_default();
            return Err(refused(&what));
        }
        Err(error) => return Err(Wrong::Usage(error)),
    };
    may(asked.command.as_ref()).map_err(refused)?;
    within(own, asked).map_err(refused)
}

/// Whether a client may have this sub-command, with these arguments; else what he may not have. No `_`: whoever adds a
/// sub-command decides here.
fn may(command: Option<&Command>) -> Result<(), &'static str> {
    let Some(command) = command else {
        return Ok(());
    };
    let refused = match command {
        Command::List(_)
        | Command::Show(_)
        | Command::Diff(_)
        | Command::Frame(_)
        | Command::Open(_)
        | Command::Info
        | Command::Man => None,
        Command::Export(export) => named(export.out.as_deref()).map(|_| "export --out"),
        Command::Report(report) => named(report.out.as_deref()).map(|_| "report --out"),
        Command::Check(check) => check.folder.is_some().then_some("check DIR"),
        Command::Metrics(metrics) => metrics.textfile.is_some().then_some("metrics --textfile"),
        Command::Config(_) => Some("config"),
        Command::Init { .. } => Some("init"),
        Command::Stand(_) => Some("stand"),
        Command::Simulate(_) => Some("simulate"),
        Command::Import(_) => Some("import"),
        // It would hold a process for as long as the client likes.
        Command::Wait(_) => Some("wait"),
        Command::Completions(_) => Some("completions"),
        // What it recommends is for a file that the account has not.
        Command::Doctor => Some("doctor"),
        Command::ServeConfig(_) => Some("serve-config"),
    };
    refused.map_or(Ok(()), Err)
}

/// What the client asked for, with our own switches where he names none, and the data that we show. Taken apart to the
/// last field: whoever adds a switch decides here.
fn within(own: Arguments, asked: Arguments) -> Result<Arguments, &'static str> {
    let Arguments {
        data,
        kiosk,
        lang,
        filter,
        ascii,
        no_color,
        today,
        linear,
        slow,
        no_watch,
        theme,
        colors,
        keymap,
        weighting,
        command,
    } = asked;
    if data.is_some() {
        return Err("--data");
    }
    if kiosk {
        return Err("--kiosk");
    }
    Ok(Arguments {
        data: own.data,
        kiosk: true,
        lang: lang.or(own.lang),
        filter: filter.or(own.filter),
        ascii: ascii || own.ascii,
        no_color: no_color || own.no_color,
        today: today.or(own.today),
        linear: linear || own.linear,
        slow: slow || own.slow,
        no_watch: no_watch || own.no_watch,
        theme: theme.or(own.theme),
        colors: colors.or(own.colors),
        keymap: keymap.or(own.keymap),
        weighting: weighting.or(own.weighting),
        command,
    })
}

fn refusal(what: &str, words: &Words) -> String {
    let mut said: String = what.chars().take(SAID).collect();
    if said.len() < what.len() {
        said.push('…');
    }
    let parts = [("what", said.as_str()), ("allowed", ALLOWED)];
    fill(words.kiosk_refused, &parts)
}

fn unreadable(words: &Words) -> String {
    let (most, bytes) = (WORDS.to_string(), BYTES.to_string());
    let parts = [("words", most.as_str()), ("bytes", bytes.as_str())];
    fill(words.kiosk_unreadable, &parts)
}

/// Whether a monitoring system asks, which reads exit codes of its own.
pub(super) fn is_plugin(given: &[OsString], environment: &Environment) -> bool {
    let asked = environment.original_command().filter(|_| is_wanted(given));
    let asked = asked.unwrap_or_default().to_string_lossy();
    let mut words = asked.split_whitespace();
    given.iter().any(|word| word == NAGIOS) || words.any(|word| word == NAGIOS)
}

/// Has the process leave no image of its memory behind, should it crash or be told to.
pub(super) fn leave_no_core() {
    let nothing = rustix::process::Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Where that is refused there is nothing more to be done.
    let _ = rustix::process::setrlimit(rustix::process::Resource::Core, nothing);
}

/// The words of a line: blanks and line breaks part them, single quotes take everything as it is, double quotes all but
/// `\"` and `\\`, and a backslash the next character. Nothing else means anything. `None` for what is too long, not closed,
/// not UTF-8, or has characters that nobody sees.
fn split(line: &OsStr) -> Option<Vec<String>> {
    let line = line.to_str().filter(|line| line.len() <= BYTES)?;
    // A line that was marked where it is broken has a line break in it.
    if line.chars().any(|c| is_invisible(c) && c != '\n') {
        return None;
    }
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut rest = line.chars();
    while let Some(c) = rest.next() {
        if matches!(c, ' ' | '\n') {
            words.extend(word.take());
            continue;
        }
        let word = word.get_or_insert_default();
        match c {
            '\'' => loop {
                match rest.next()? {
                    '\'' => break,
                    c => word.push(c),
                }
            },
            '"' => loop {
                match rest.next()? {
                    '"' => break,
                    '\\' => match rest.next()? {
                        c @ ('"' | '\\') => word.push(c),
                        c => word.extend(['\\', c]),
                    },
                    c => word.push(c),
                }
            },
            '\\' => word.push(rest.next()?),
            c => word.push(c),
        }
    }
    words.extend(word);
    (words.len() <= WORDS).then_some(words)
}

#[cfg(test)]
mod tests;
