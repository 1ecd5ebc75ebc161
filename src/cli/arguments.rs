//! The command line as clap reads it.

#![expect(
    clippy::doc_markdown,
    reason = "these comments are the text of --help, where backticks would be printed"
)]

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::app::language::Language;
use crate::domain::date::{self, Date};

/// Shows how the OZG focus services are being rolled out in the municipalities of a Land.
///
/// Without a sub-command the full-screen view starts. Exit codes: 0 ok, 1 failed, 2 usage, 3 data invalid.
#[derive(Debug, Parser)]
#[command(name = "ozgtop", version, max_term_width = 100)]
pub(super) struct Arguments {
    /// Data folder; else OZGTOP_DATA, else the bundled example data
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    /// Language; else that of LC_ALL, LC_MESSAGES, LANG
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<Lang>,
    /// ASCII characters only
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    /// No colours, as with NO_COLOR
    #[arg(long, global = true)]
    pub(super) no_color: bool,
    /// The day to count the age of the data against, instead of today
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_date)]
    pub(super) today: Option<Date>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

fn parse_date(text: &str) -> Result<Date, String> {
    date::parse(text).ok_or_else(|| "YYYY-MM-DD".to_owned())
}

/// A language on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Lang {
    De,
    En,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::De => Self::De,
            Lang::En => Self::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Checks a data folder: every problem with file, line, column and what to do (exit code 0 or 3)
    Check {
        /// The folder; else as with --data
        folder: Option<PathBuf>,
    },
    /// Prints a list
    List(List),
    /// Prints one thing with its facts
    Show(Show),
    /// Prints a screen without a terminal
    Frame(Frame),
    /// Prints paths, versions and what was detected
    Info,
    /// Writes the bundled data into a new folder, as a start for data of your own
    Init {
        /// The folder; it must not exist, or be empty
        folder: PathBuf,
    },
    /// Works on snapshots of the data folder
    Stand(Stand),
    /// Writes a data folder with a simulated roll-out, for training and load tests
    Simulate(Simulate),
}

/// How a list or a thing is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Table,
    Json,
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum)]
    pub(super) what: Listed,
    /// Every municipality, not only the executing units
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Listed {
    Services,
    Districts,
    Municipalities,
    Bodies,
    Providers,
    Cells,
    Problems,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(subcommand)]
    pub(super) what: Shown,
    #[arg(long, value_enum, default_value_t, global = true)]
    pub(super) format: Format,
}

#[derive(Debug, Subcommand)]
pub(super) enum Shown {
    /// A service by key, OZG-ID or name
    Service { key: String },
    /// A district by ARS, AGS or name
    District { key: String },
    /// A municipality or other body by key, AGS or name
    Municipality { key: String },
    /// A cell by its service and its body, or by a municipality that this body serves
    Cell { service: String, body: String },
}

#[derive(Debug, Args)]
pub(super) struct Frame {
    /// Keys to press first: plain characters, and <enter>, <esc>, <pgdn>, <c-d>, <f1> …
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub(super) keys: String,
    /// Columns and lines
    #[arg(long, default_value = "80x24")]
    pub(super) size: String,
}

#[derive(Debug, Args)]
pub(super) struct Stand {
    #[command(subcommand)]
    pub(super) what: StandCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum StandCommand {
    /// Writes the next snapshot as a commented changes file to be filled in
    New {
        /// Its date
        #[arg(value_parser = parse_date)]
        date: Date,
    },
}

#[derive(Debug, Args)]
pub(super) struct Simulate {
    /// The folder; it must not exist, or be empty
    pub(super) folder: PathBuf,
    /// Start of the random numbers: the same seed gives the same data
    #[arg(long, default_value_t = 42)]
    pub(super) seed: u64,
    /// Date of the first snapshot; the others are month ends
    #[arg(long, value_parser = parse_date, default_value = "2024-01-31")]
    pub(super) first: Date,
    /// Number of snapshots
    #[arg(long, default_value_t = 34, value_parser = clap::value_parser!(u16).range(1..=1200))]
    pub(super) snapshots: u16,
    /// Invent a register with this many municipalities instead of using the one of the data
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..=100_000))]
    pub(super) size: Option<u32>,
}
