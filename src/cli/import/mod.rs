//! `ozgtop import …`: files of others as data of one's own. One file per format, and here what they share: the folder
//! that is written to, the progress, the interruption, and how what was left out is told.

mod changes;
mod fetching;
mod gv100ad;
mod open_pvog;
mod table;

use std::io::{self, IsTerminal, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

use super::arguments::ImportCommand;
use super::{Desk, Failure};
use crate::app::model::Model;
use crate::app::value::ProblemPart;
use crate::domain::date::Date;
use crate::domain::problem::Problem;
use crate::store::Source;
use crate::store::import::Watch;
use crate::texts::{Words, fill};
use crate::ui::{format, problem};

pub(super) use gv100ad::Gv100ad;
pub(super) use open_pvog::OpenPvog;
pub(super) use table::ImportTable;

pub(super) fn run(desk: &mut Desk<'_>, command: &ImportCommand) -> Result<(), Failure> {
    match command {
        ImportCommand::Table(options) => table::run(desk, options),
        ImportCommand::Gv100ad(options) => gv100ad::run(desk, options),
        ImportCommand::OpenPvog(wanted) => open_pvog::run(desk, wanted),
    }
}

/// The data folder that is written to; the bundled data cannot be.
fn folder(desk: &Desk<'_>) -> Result<PathBuf, Failure> {
    match desk.source() {
        Source::Folder(folder) if folder.is_dir() => Ok(folder),
        Source::Folder(folder) => {
            let w = desk.words;
            let what = format!("{}: {}", folder.display(), w.what_folder_missing);
            Err(Failure::Failed(format!("{what} {}", w.do_folder_missing)))
        }
        _ => Err(Failure::Usage(desk.words.cli_import_no_folder.to_owned())),
    }
}

/// Refuses data from a day that is still to come.
fn not_after_today(desk: &Desk<'_>, date: Date) -> Result<(), Failure> {
    if date <= desk.today {
        return Ok(());
    }
    let day = |date| format::day(desk.language, date);
    let values = [("date", &*day(date)), ("today", &*day(desk.today))];
    let text = fill(desk.words.cli_later_than_today, &values);
    Err(Failure::Usage(text))
}

/// Tells what was left out, each with its row, its column and what to do; true where there was something.
fn tell(desk: &mut Desk<'_>, model: &Model, problems: &[Problem]) -> io::Result<bool> {
    let lens = model.lens();
    for found in problems {
        let part = |part| problem::part(&lens, found, part);
        desk.err.line(&format!(
            "{}: {}",
            part(ProblemPart::Subject),
            part(ProblemPart::What)
        ))?;
        desk.err.line(&format!(
            "    {}: {}",
            desk.words.do_this,
            part(ProblemPart::Advice)
        ))?;
    }
    desk.err.flush()?;
    Ok(!problems.is_empty())
}

/// Progress on a line of the terminal, and the wish to stop: signals are heard between two rows, so that nothing is left
/// half written.
struct Progress {
    words: &'static Words,
    shown: Option<u64>,
    is_terminal: bool,
    stop: Arc<AtomicBool>,
}

impl Progress {
    fn new(words: &'static Words) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            // Where it cannot be heard, the signal ends the process as ever.
            let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
        }
        Self {
            words,
            shown: None,
            is_terminal: io::stderr().is_terminal(),
            stop,
        }
    }

    /// Whether somebody asked to stop.
    fn is_stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    fn write(text: &str) {
        let mut err = io::stderr().lock();
        // A progress that cannot be shown is none.
        let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
    }
}

impl Watch for Progress {
    fn goes_on(&mut self, done: u64, whole: u64) -> ControlFlow<()> {
        if self.is_stopped() {
            return ControlFlow::Break(());
        }
        let percent = (done.saturating_mul(100)).checked_div(whole);
        if self.is_terminal && percent != self.shown {
            self.shown = percent;
            let n = percent.unwrap_or_default().min(100).to_string();
            Self::write(&format!(
                "\r{}",
                fill(self.words.cli_progress, &[("n", &n)])
            ));
        }
        ControlFlow::Continue(())
    }

    fn rests(&mut self, pause: Duration) {
        let n = pause.as_secs().to_string();
        let start = if self.shown.take().is_some() {
            "\n"
        } else {
            ""
        };
        let told = fill(self.words.fetch_again, &[("n", &n)]);
        Self::write(&format!("{start}{told}\n"));
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if self.shown.is_some() {
            Self::write("\r\u{1b}[K");
        }
    }
}
