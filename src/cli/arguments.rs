//! The command line as clap reads it; its words stand in the table of texts.

use std::ffi::OsString;
use std::path::PathBuf;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use super::import::{Gv100ad, ImportTable, OpenPvog};
use super::report::Report;
use super::serve_config::ServeConfig;
use super::wait::parse_duration;
use crate::app::language::Language;
use crate::config::{COLORS, KEYMAPS, Setting, THEMES, WEIGHTINGS};
use crate::domain::date::{self, Date};
use crate::texts::Words;

#[derive(Debug, Default, Parser)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "flags of a command line are switches"
)]
#[command(name = "ozgtop", version, max_term_width = 100)]
pub(super) struct Arguments {
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) data: Option<PathBuf>,
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<Lang>,
    #[arg(long, global = true, value_name = "EXPR")]
    pub(super) filter: Option<String>,
    #[arg(long, global = true)]
    pub(super) ascii: bool,
    #[arg(long, global = true)]
    pub(super) no_color: bool,
    #[arg(long, global = true, value_name = "DATE", value_parser = parse_date)]
    pub(super) today: Option<Date>,
    #[arg(long)]
    pub(super) linear: bool,
    #[arg(long)]
    pub(super) slow: bool,
    #[arg(long)]
    pub(super) kiosk: bool,
    #[arg(long, global = true)]
    pub(super) no_watch: bool,
    #[arg(long, global = true, value_name = "NAME", value_parser = one_of(THEMES))]
    pub(super) theme: Option<String>,
    #[arg(long, global = true, value_name = "N", value_parser = one_of(COLORS))]
    pub(super) colors: Option<String>,
    #[arg(long, global = true, value_name = "NAME", value_parser = one_of(KEYMAPS))]
    pub(super) keymap: Option<String>,
    #[arg(long, global = true, value_name = "NAME", value_parser = one_of(WEIGHTINGS))]
    pub(super) weighting: Option<String>,
    #[command(subcommand)]
    pub(super) command: Option<Command>,
}

fn one_of(words: &'static [&'static str]) -> PossibleValuesParser {
    PossibleValuesParser::new(words)
}

impl Arguments {
    /// The settings that the command line names.
    pub(super) fn settings(&self) -> Vec<(Setting, String)> {
        let language = self.lang.map(|lang| Language::from(lang).code().to_owned());
        let data = self.data.as_ref();
        let data = data.map(|path| path.to_string_lossy().into_owned());
        let colors = self.no_color.then(|| "none".to_owned());
        let live = self.no_watch.then(|| "false".to_owned());
        let flags = [
            (Setting::Live, live),
            (Setting::Data, data),
            (Setting::Language, language),
            (Setting::Theme, self.theme.clone()),
            (Setting::Colors, colors.or_else(|| self.colors.clone())),
            (Setting::Keymap, self.keymap.clone()),
            (Setting::Weighting, self.weighting.clone()),
            (Setting::Slow, self.slow.then(|| "true".to_owned())),
        ];
        let given = flags
            .into_iter()
            .filter_map(|(setting, text)| Some((setting, text?)));
        given.collect()
    }

    /// Reads the arguments; help and usage are in this language.
    pub(super) fn read(arguments: &[OsString], words: &Words) -> Result<Self, clap::Error> {
        if arguments.len() <= 1 {
            return Ok(Self::default()); // every day, and without reading about each sub-command
        }
        // Looking the words up takes longer than reading: that is for whoever is told something.
        let matches = bare()
            .try_get_matches_from(arguments)
            .or_else(|_| command(words).try_get_matches_from(arguments))?;
        Self::from_arg_matches(&matches)
    }

    /// The language that the arguments name, told before they are read: a wrong usage is explained in it.
    pub(super) fn language(arguments: &[OsString]) -> Option<Language> {
        let mut rest = arguments.iter().map(|argument| argument.to_string_lossy());
        let named = rest
            .by_ref()
            .find(|argument| argument == "--lang" || argument.starts_with("--lang="))?;
        match named.strip_prefix("--lang=") {
            Some(value) => Language::parse(value),
            None => Language::parse(&rest.next()?),
        }
    }
}

/// The command line with its words.
pub(super) fn command(words: &Words) -> clap::Command {
    worded(bare(), "", words.help)
}

fn bare() -> clap::Command {
    let help = Arg::new("help")
        .short('h')
        .long("help")
        .action(ArgAction::Help)
        .global(true);
    let version = Arg::new("version")
        .short('V')
        .long("version")
        .action(ArgAction::Version);
    let bare = Arguments::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true);
    bare.arg(help).arg(version)
}

/// Gives a command, its arguments and its sub-commands their words: `path.argument = words`, one a line.
fn worded(command: clap::Command, path: &str, texts: &'static str) -> clap::Command {
    let text = move |key: &str| {
        let lines = texts.lines().filter_map(|line| line.split_once(" = "));
        lines
            .into_iter()
            .find(|(name, _)| *name == key)
            .map_or("", |(_, text)| text)
    };
    let named = |arg: Arg| {
        let heading = if arg.is_positional() {
            text("arguments")
        } else {
            text("options")
        };
        let own = text(&format!("{path}.{}", arg.get_id()));
        let help = if own.is_empty() {
            text(&format!(".{}", arg.get_id()))
        } else {
            own
        };
        // The words tell values and defaults, in the right language.
        let takes_value = arg.get_action().takes_values();
        arg.help(help)
            .help_heading(heading)
            .hide_possible_values(takes_value)
            .hide_default_value(takes_value)
    };
    let template = text("template").replace("%%", "\n\n");
    command
        .about(text(path))
        .help_template(template)
        .subcommand_help_heading(text("commands"))
        .mut_args(named)
        .mut_subcommands(|sub| {
            let below = format!("{path} {}", sub.get_name()).trim().to_owned();
            worded(sub, &below, texts)
        })
}

/// What is wrong with a date, for clap; the table of texts has the words that are printed.
pub(super) const NO_DATE: &str = "YYYY-MM-DD";

pub(super) fn parse_date(text: &str) -> Result<Date, String> {
    date::parse(text).ok_or_else(|| NO_DATE.to_owned())
}

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
    Check(Check),
    List(List),
    Show(Show),
    Diff(Diff),
    Report(Report),
    Frame(Frame),
    Open(Open),
    Export(super::export::Export),
    Info,
    Doctor,
    Config(Config),
    Man,
    Init { folder: PathBuf },
    Stand(Stand),
    Simulate(Simulate),
    Import(Import),
    Metrics(Metrics),
    Wait(Wait),
    Completions(Completions),
    ServeConfig(ServeConfig),
}

#[derive(Debug, Args)]
pub(super) struct Check {
    pub(super) folder: Option<PathBuf>,
    #[arg(long)]
    pub(super) nagios: bool,
    #[arg(short, long, value_name = "NAME=RANGE", requires = "nagios")]
    pub(super) warning: Vec<String>,
    #[arg(short, long, value_name = "NAME=RANGE", requires = "nagios")]
    pub(super) critical: Vec<String>,
}

#[derive(Debug, Args)]
pub(super) struct Metrics {
    #[arg(long, value_name = "DIR")]
    pub(super) textfile: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct Wait {
    #[arg(long, value_name = "EXPR")]
    pub(super) until: String,
    #[arg(long, value_name = "TIME", value_parser = parse_duration)]
    pub(super) timeout: Option<Duration>,
    #[arg(long, value_name = "TIME", value_parser = parse_duration, default_value = "5s")]
    pub(super) every: Duration,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    #[default]
    Table,
    Json,
    Csv,
}

#[derive(Debug, Args)]
pub(super) struct List {
    #[arg(value_enum)]
    pub(super) what: Listed,
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
    Changes,
    Evidence,
    Upcoming,
    Snapshots,
    Matrix,
    Problems,
}

#[derive(Debug, Args)]
pub(super) struct Show {
    #[command(subcommand)]
    pub(super) what: Shown,
    #[arg(long, value_enum, default_value_t, global = true)]
    pub(super) format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Diff {
    #[arg(value_parser = parse_date)]
    pub(super) from: Date,
    #[arg(value_parser = parse_date)]
    pub(super) to: Option<Date>,
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

#[derive(Debug, Subcommand)]
pub(super) enum Shown {
    Service { key: String },
    District { key: String },
    Municipality { key: String },
    Cell { service: String, body: String },
}

#[derive(Debug, Args)]
pub(super) struct Frame {
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub(super) keys: String,
    #[arg(long, default_value = "80x24")]
    pub(super) size: String,
    #[arg(long, value_name = "ADDRESS")]
    pub(super) open: Option<String>,
}

#[derive(Debug, Args)]
pub(super) struct Open {
    pub(super) what: Option<String>,
    #[arg(long, value_enum)]
    pub(super) format: Option<Format>,
}

#[derive(Debug, Args)]
pub(super) struct Config {
    #[command(subcommand)]
    pub(super) what: ConfigCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ConfigCommand {
    Print,
    Check { file: Option<PathBuf> },
    Path,
}

#[derive(Debug, Args)]
pub(super) struct Stand {
    #[command(subcommand)]
    pub(super) what: StandCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum StandCommand {
    New {
        #[arg(value_parser = parse_date)]
        date: Date,
    },
}

#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(subcommand)]
    pub(super) what: ImportCommand,
}

#[derive(Debug, Subcommand)]
pub(super) enum ImportCommand {
    OpenPvog(OpenPvog),
    Gv100ad(Gv100ad),
    Table(ImportTable),
}

#[derive(Debug, Args)]
pub(super) struct Simulate {
    pub(super) folder: PathBuf,
    #[arg(long, default_value_t = 42)]
    pub(super) seed: u64,
    #[arg(long, value_parser = parse_date, default_value = "2024-01-31")]
    pub(super) first: Date,
    #[arg(long, default_value_t = 34, value_parser = clap::value_parser!(u16).range(1..=1200))]
    pub(super) snapshots: u16,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..=100_000))]
    pub(super) size: Option<u32>,
}

#[cfg(test)]
mod tests;
