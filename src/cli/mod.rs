//! The doors: the command line, one file per sub-command, and the one writer for everything printed.

mod abilities;
mod arguments;
mod check;
mod completions;
mod config;
mod copying;
mod csv;
mod diff;
mod doctor;
mod environment;
mod export;
mod faults;
mod frame;
mod import;
mod info;
mod init;
mod kiosk;
mod list;
mod live;
mod looks;
mod man;
mod metrics;
mod nagios;
mod open;
mod output;
mod place;
mod printer;
mod report;
mod serve_config;
mod show;
mod simulate;
mod stand;
mod tui;
mod usage;
mod wait;

use std::ffi::OsString;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use crate::analysis::select::Filter;
use crate::app::language::{Language, Weighting};
use crate::app::message::Message;
use crate::app::model::{Model, Start};
use crate::app::prompt::Notice;
use crate::app::update::update;
use crate::config::{Layers, Settings};
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::store::{self, Limits, Source};
use crate::texts::{Words, fill};
use crate::ui::context::{Context, words};
use crate::ui::linear::called;
use crate::ui::prompt::mistake_text;
use arguments::{Arguments, Command};
pub use environment::Environment;
use kiosk::Wrong;
use looks::Looks;
use printer::Printer;

/// How a sub-command ended, other than well.
#[derive(Debug)]
enum Failure {
    /// The command line is wrong: exit code 2.
    Usage(String),
    /// The data is wrong; what is wrong has been printed: exit code 3.
    Data,
    /// It did not work: exit code 1.
    Failed(String),
    /// Everything has been said; this is the exit code.
    Ended(u8),
    /// Printing failed: quiet on a closed pipe, else exit code 1.
    Print(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Print(error)
    }
}

/// What every sub-command starts from.
struct Desk<'a> {
    arguments: &'a Arguments,
    environment: &'a Environment,
    settings: Settings,
    language: Language,
    words: &'static Words,
    looks: Looks,
    context: Context,
    today: Date,
    /// What the data folder looked like before it was loaded for a session.
    seen: Option<live::Seen>,
    out: Printer<Box<dyn Write>>,
    err: Printer<Box<dyn Write>>,
}

/// Runs the program with these arguments and tells its exit code: 0 well, 1 failed, 2 usage, 3 data invalid.
pub fn run(arguments: impl IntoIterator<Item = OsString>, environment: &Environment) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let sealed = kiosk::is_wanted(&arguments).then(|| environment.sealed());
    if sealed.is_some() {
        kiosk::leave_no_core();
    }
    let environment = sealed.as_ref().unwrap_or(environment);
    let charset = environment.charset();
    let mut err = Printer::new(Box::new(io::stderr()) as Box<dyn Write>, charset);
    let layers = Layers::read(environment.config_home().as_deref());
    let layers = layers.with_variables(&environment.settings());
    let language = Arguments::language(&arguments)
        .or_else(|| layers.language())
        .unwrap_or_else(|| environment.language());
    let is_plugin = kiosk::is_plugin(&arguments, environment);
    let arguments = match kiosk::arguments(&arguments, environment, words(language)) {
        Ok(arguments) => arguments,
        Err(Wrong::Refused(text)) if is_plugin => return nagios::unknown(&text, err),
        Err(Wrong::Refused(text)) => return failed(&mut err, &text, 2),
        Err(Wrong::Usage(error)) if error.use_stderr() && is_plugin => {
            return nagios::unknown(&usage::worded(&error, words(language)), err);
        }
        Err(Wrong::Usage(error)) => return explain(&error, words(language), err),
    };
    let mut settings = Settings::new(layers.with_flags(arguments.settings()));
    settings.restore_session &= !arguments.kiosk;
    let mut desk = Desk::new(&arguments, environment, settings);
    let outcome = desk
        .warn_of_settings()
        .and_then(|()| desk.dispatch())
        .and_then(|()| Ok(desk.out.flush()?));
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Usage(text)) => failed(&mut desk.err, &text, 2),
        Err(Failure::Failed(text)) => failed(&mut desk.err, &text, 1),
        Err(Failure::Data) => desk.ended(3),
        Err(Failure::Ended(code)) => desk.ended(code),
        Err(Failure::Print(error)) => print_failed(&error, &mut desk.err),
    }
}

/// Says what clap has to say, be it the help that was asked for, and tells the exit code.
fn explain(error: &clap::Error, words: &Words, mut err: Printer<Box<dyn Write>>) -> ExitCode {
    let mut out = err.beside(Box::new(io::stdout()));
    let code = u8::try_from(error.exit_code()).unwrap_or(2);
    let target = if error.use_stderr() {
        &mut err
    } else {
        &mut out
    };
    let text = usage::worded(error, words);
    let printed = target.lines(&text).and_then(|()| target.flush());
    printed.map_or_else(
        |error| print_failed(&error, &mut err),
        |()| ExitCode::from(code),
    )
}

/// Says in a sentence why nothing came of it. Nobody is left to tell when even this cannot be printed.
fn failed(err: &mut Printer<Box<dyn Write>>, text: &str, code: u8) -> ExitCode {
    let _ = err
        .lines(&format!("ozgtop: {text}"))
        .and_then(|()| err.flush());
    ExitCode::from(code)
}

/// A reader that went away has seen enough; anything else is a failure worth a line.
fn print_failed(error: &io::Error, err: &mut Printer<Box<dyn Write>>) -> ExitCode {
    if error.kind() == io::ErrorKind::BrokenPipe {
        return ExitCode::SUCCESS;
    }
    let _ = err
        .line(&format!("ozgtop: {error}"))
        .and_then(|()| err.flush());
    ExitCode::FAILURE
}

/// A text with a sign under the character that is wrong.
fn pointed(text: &str, at: usize) -> String {
    use unicode_width::UnicodeWidthStr;
    let before: String = text.chars().take(at).collect();
    format!("    {text}\n    {}^", " ".repeat(before.width()))
}

impl<'a> Desk<'a> {
    fn new(arguments: &'a Arguments, environment: &'a Environment, settings: Settings) -> Self {
        let looks = Looks::new(arguments, environment, &settings);
        let context = looks.appearance.context();
        let language = settings.language.unwrap_or_else(|| environment.language());
        Self {
            arguments,
            environment,
            settings,
            language,
            words: words(language),
            looks,
            context,
            today: arguments.today.unwrap_or_else(environment::today),
            seen: None,
            out: Printer::new(Box::new(io::stdout()), context.charset),
            err: Printer::new(Box::new(io::stderr()), context.charset),
        }
    }

    fn warn_of_settings(&mut self) -> Result<(), Failure> {
        if matches!(self.arguments.command, Some(Command::Config(_))) {
            return Ok(());
        }
        for fault in &self.settings.faults {
            self.err.line(&faults::told(self.words, fault))?;
        }
        Ok(self.err.flush()?)
    }

    /// Figures that are always told under both weightings cannot be told under one: saying so beats doing nothing.
    fn refuse_weighting(&self) -> Result<(), Failure> {
        let name = match &self.arguments.command {
            Some(Command::Report(_)) => "report",
            Some(Command::Metrics(_)) => "metrics",
            Some(Command::Wait(_)) => "wait",
            _ => return Ok(()),
        };
        if self.arguments.weighting.is_none() {
            return Ok(());
        }
        let text = fill(self.words.cli_both_weightings, &[("command", name)]);
        Err(Failure::Usage(text))
    }

    /// Hands on what was printed, and ends with this code.
    fn ended(&mut self, code: u8) -> ExitCode {
        let flushed = self.out.flush();
        flushed.map_or_else(
            |error| print_failed(&error, &mut self.err),
            |()| ExitCode::from(code),
        )
    }

    fn dispatch(&mut self) -> Result<(), Failure> {
        self.refuse_weighting()?;
        match &self.arguments.command {
            None => tui::run(self),
            Some(Command::Check(check)) if check.nagios => nagios::run(self, check),
            Some(Command::Check(check)) => check::run(self, check.folder.as_deref()),
            Some(Command::Metrics(metrics)) => metrics::run(self, metrics),
            Some(Command::Wait(wait)) => wait::run(self, wait),
            Some(Command::Completions(completions)) => completions::run(self, completions),
            Some(Command::List(list)) => list::run(self, list),
            Some(Command::Show(show)) => show::run(self, show),
            Some(Command::Diff(dates)) => diff::run(self, dates),
            Some(Command::Report(report)) => report::run(self, report),
            Some(Command::Frame(frame)) => frame::run(self, frame),
            Some(Command::Open(what)) => open::run(self, what),
            Some(Command::Export(export)) => export::run(self, export),
            Some(Command::Info) => info::run(self),
            Some(Command::Doctor) => doctor::run(self),
            Some(Command::Import(import)) => import::run(self, &import.what),
            Some(Command::Config(config)) => config::run(self, &config.what),
            Some(Command::Man) => man::run(self),
            Some(Command::Init { folder }) => init::run(self, folder),
            Some(Command::Stand(stand)) => stand::run(self, stand),
            Some(Command::ServeConfig(wanted)) => serve_config::run(self, wanted),
            Some(Command::Simulate(simulate)) => simulate::run(self, simulate),
        }
    }

    /// Where the data comes from: the flag, else the environment, else a file of settings, else the program itself.
    fn source(&self) -> Source {
        let folder = self
            .arguments
            .data
            .clone()
            .or_else(|| self.environment.data())
            .or_else(|| self.settings.data.clone());
        folder.map_or(Source::Bundled, Source::Folder)
    }

    fn limits(&self) -> Limits {
        Limits {
            file_bytes: self.settings.max_file_bytes,
        }
    }

    fn load(&self) -> Dataset {
        self.load_from(None)
    }

    /// The data of this folder, where one is named.
    fn load_from(&self, folder: Option<&Path>) -> Dataset {
        let source =
            folder.map_or_else(|| self.source(), |folder| Source::Folder(folder.to_owned()));
        store::load(&source, self.limits())
    }

    fn start(&self, size: (u16, u16)) -> Start {
        Start {
            language: self.language,
            weighting: if self.is_screen() || self.arguments.weighting.is_some() {
                self.settings.weighting
            } else {
                Weighting::Bodies
            },
            thresholds: self.settings.thresholds,
            target: self.settings.target,
            keymap: self.settings.keymap.clone(),
            screen: self.settings.start_view,
            size,
            today: self.today,
        }
    }

    /// A session with this data on its first screen.
    fn model(&self, data: Dataset, size: (u16, u16)) -> Model {
        let mut model = Model::new(self.start(size));
        if self.arguments.kiosk {
            update(&mut model, Message::Locked);
        }
        update(&mut model, Message::Called(called()));
        update(&mut model, Message::Loaded(Arc::new(data)));
        if self.is_screen() {
            update(&mut model, Message::Chosen(self.settings.columns.clone()));
        }
        model
    }

    /// Whether a person looks at a screen: what he likes there is nothing that lists may hang on.
    fn is_screen(&self) -> bool {
        matches!(
            self.arguments.command,
            None | Some(Command::Frame(_) | Command::Export(_))
        )
    }

    /// The session with the filter of the command line, or on a screen that of the settings. A wrong one is shown with
    /// the place that is wrong; one of the settings is passed over then.
    fn filtered(&mut self, mut model: Model) -> Result<Model, Failure> {
        let settings = self.settings.filter.clone().filter(|_| self.is_screen());
        let flag = self.arguments.filter.as_ref();
        let Some(text) = flag.or(settings.as_ref()) else {
            return Ok(model);
        };
        match Filter::read(text, &model.data) {
            Ok(filter) => {
                update(&mut model, Message::Filtered(filter));
            }
            Err(mistake) => {
                let why = mistake_text(self.language, &mistake);
                let shown = pointed(text, mistake.at);
                if flag.is_some() {
                    return Err(Failure::Usage(format!("--filter: {why}\n{shown}")));
                }
                self.err.lines(&format!("filter: {why}\n{shown}"))?;
                self.err.flush()?;
                model.notice = Some(Notice::WrongFilter(mistake));
            }
        }
        Ok(model)
    }

    /// A session, unless there is nothing at all to show: then the problems are printed.
    fn usable_model(&mut self, size: (u16, u16)) -> Result<Model, Failure> {
        let (data, seen) = live::steady(self, || self.load());
        self.seen = seen;
        let model = self.usable(data, size)?;
        self.tell_problems(&model)?;
        Ok(model)
    }

    /// The same with data that was loaded already.
    fn usable(&mut self, data: Dataset, size: (u16, u16)) -> Result<Model, Failure> {
        let model = self.model(data, size);
        if model.data.register.is_empty() && model.data.catalogue.is_empty() {
            check::print_problems(&mut self.err, &model)?;
            self.err.flush()?;
            return Err(Failure::Data);
        }
        self.filtered(model)
    }

    /// Says on stderr how many problems the files have, where they have some.
    fn tell_problems(&mut self, model: &Model) -> Result<(), Failure> {
        let problems = model.data.problems.len();
        if problems > 0 && !model.data.awaits_history {
            let n = crate::ui::format::number(self.language, problems as u64);
            self.err
                .line(&fill(self.words.cli_has_problems, &[("n", &n)]))?;
            self.err.flush()?;
        }
        Ok(())
    }
}
