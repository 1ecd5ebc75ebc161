//! The built program, run with an environment of its own.

use std::ffi::OsStr;
use std::path::Path;
use std::process::{Command, Stdio};

/// What a run left behind.
pub(crate) struct Ran {
    /// Printed for the next program or person.
    pub(crate) stdout: String,
    /// Printed about the run.
    pub(crate) stderr: String,
    /// 0 well, 1 failed, 2 usage, 3 data invalid; `None` after a signal.
    pub(crate) code: Option<i32>,
}

impl Ran {
    /// Both streams and the exit code as one text, `path` replaced by `name`.
    pub(crate) fn told(&self, path: &Path, name: &str) -> String {
        let path = path.to_string_lossy();
        let code = self
            .code
            .map_or_else(|| "signal".to_owned(), |code| code.to_string());
        let mut told = String::new();
        for (head, text) in [("stdout", &self.stdout), ("stderr", &self.stderr)] {
            if !text.is_empty() {
                told.extend(["-- ", head, "\n"]);
                told += &text.replace(path.as_ref(), name);
            }
        }
        told + "-- exit " + &code
    }
}

/// The program with nothing in its environment but a German locale, a terminal without abilities and an empty home;
/// the age of the data is counted on a fixed day.
pub(crate) fn command(home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ozgtop"));
    command
        .env_clear()
        .env("LANG", "de_DE.UTF-8")
        .env("TERM", "dumb")
        .env("HOME", home)
        .args(["--today", "2026-11-23"])
        .stdin(Stdio::null());
    command
}

/// Runs the program with these arguments.
pub(crate) fn run<A: AsRef<OsStr>>(arguments: &[A]) -> Ran {
    let home = tempfile::tempdir().unwrap();
    finish(command(home.path()).args(arguments))
}

/// Runs a prepared program to its end.
pub(crate) fn finish(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code(),
    }
}
