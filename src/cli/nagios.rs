//! `ozgtop check --nagios`: one line for a monitoring system, with performance data and its four exit codes (Monitoring
//! Plugins Development Guidelines).

use std::io::Write;
use std::process::ExitCode;

use super::arguments::Check;
use super::printer::Printer;
use super::{Desk, Failure};
use crate::analysis::measure::{Ground, Measure, Reading};
use crate::analysis::range::Range;
use crate::app::model::Model;
use crate::app::value::ProblemPart;
use crate::texts::fill;
use crate::ui::{format, problem};

/// How it stands; the number is the exit code, and a higher one is graver but for [`Unknown`](Self::Unknown).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Health {
    Ok = 0,
    Warning = 1,
    Critical = 2,
    Unknown = 3,
}

impl Health {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "OK",
            Self::Warning => "WARNING",
            Self::Critical => "CRITICAL",
            Self::Unknown => "UNKNOWN",
        }
    }
}

/// The measures that are watched, in the order of the performance data: the date of the snapshot is told by its age.
fn watched() -> impl Iterator<Item = Measure> {
    let all = Measure::NAMES.into_iter().map(|(measure, _)| measure);
    all.filter(|measure| *measure != Measure::Snapshot)
}

/// The thresholds of every measure.
struct Thresholds {
    warning: Vec<(Measure, Range)>,
    critical: Vec<(Measure, Range)>,
}

impl Thresholds {
    /// Those of the command line; a measure that has none there: stale data and faulty files warn.
    fn read(desk: &Desk<'_>, check: &Check) -> Result<Self, Failure> {
        let mut warning = read(desk, "--warning", &check.warning)?;
        let critical = read(desk, "--critical", &check.critical)?;
        let stale = desk.settings.thresholds.stale_days.to_string();
        for (measure, range) in [(Measure::Age, stale.as_str()), (Measure::Problems, "0")] {
            let given = warning.iter().chain(&critical);
            if !given.clone().any(|(known, _)| *known == measure) {
                warning.extend(Range::parse(range).map(|range| (measure, range)));
            }
        }
        Ok(Self { warning, critical })
    }

    fn judge(&self, measure: Measure, value: f64) -> Health {
        let alerts = |ranges: &[(Measure, Range)]| alerting(ranges, measure, value).is_some();
        if alerts(&self.critical) {
            Health::Critical
        } else if alerts(&self.warning) {
            Health::Warning
        } else {
            Health::Ok
        }
    }

    fn has(&self, measure: Measure) -> bool {
        let mut all = self.warning.iter().chain(&self.critical);
        all.any(|(known, _)| *known == measure)
    }
}

fn alerting(ranges: &[(Measure, Range)], measure: Measure, value: f64) -> Option<&Range> {
    let mut ranges = ranges.iter();
    ranges
        .find(|(known, range)| *known == measure && range.alerts(value))
        .map(|(_, range)| range)
}

fn read(desk: &Desk<'_>, flag: &str, texts: &[String]) -> Result<Vec<(Measure, Range)>, Failure> {
    let names: Vec<_> = watched().map(Measure::name).collect();
    let read = |text: &String| {
        let (name, range) = text.split_once('=')?;
        let measure = watched().find(|measure| measure.name() == name)?;
        Some((measure, Range::parse(range)?))
    };
    let wrong = |text: &String| {
        let parts = [("text", text.as_str()), ("names", &names.join(", "))];
        Failure::Usage(format!(
            "{flag}: {}",
            fill(desk.words.cli_bad_range, &parts)
        ))
    };
    let all = texts.iter();
    all.map(|text| read(text).ok_or_else(|| wrong(text)))
        .collect()
}

pub(super) fn run(desk: &mut Desk<'_>, check: &Check) -> Result<(), Failure> {
    let outcome = line(desk, check);
    let (health, text) = outcome.unwrap_or_else(|why| (Health::Unknown, one_line(&why)));
    desk.out.line(&format!("OZG {}: {text}", health.word()))?;
    Err(Failure::Ended(health as u8))
}

/// Says to a monitoring system that it asked wrongly.
pub(super) fn unknown(text: &str, mut err: Printer<Box<dyn Write>>) -> ExitCode {
    let mut out = err.beside(Box::new(std::io::stdout()));
    let (text, code) = wrong_call(text);
    let printed = out.lines(&text).and_then(|()| out.flush());
    printed.map_or_else(
        |error| super::print_failed(&error, &mut err),
        |()| ExitCode::from(code),
    )
}

/// What a plugin says where its call is wrong: a monitoring system takes exit code 2 for an alarm.
fn wrong_call(text: &str) -> (String, u8) {
    let first = text.lines().next().unwrap_or_default();
    (format!("OZG UNKNOWN: {first}"), Health::Unknown as u8)
}

/// How it stands and the line that says so; or why nobody knows.
fn line(desk: &mut Desk<'_>, check: &Check) -> Result<(Health, String), String> {
    let words = desk.words;
    let said = |failure| match failure {
        Failure::Usage(text) | Failure::Failed(text) => text,
        Failure::Data | Failure::Ended(_) => words.nagios_unusable.to_owned(),
        Failure::Print(error) => error.to_string(),
    };
    let thresholds = Thresholds::read(desk, check).map_err(said)?;
    let model = desk.model(desk.load_from(check.folder.as_deref()), (80, 24));
    let model = desk.filtered(model).map_err(said)?;
    let ground = ground(&model, desk);
    let Some(date) = model.standing.date else {
        return Err(why_empty(&model).unwrap_or_else(|| words.nagios_no_snapshot.to_owned()));
    };
    let mut alerts = Vec::new();
    let mut health = Health::Ok;
    let mut data = Vec::new();
    for measure in watched() {
        let reading = measure.read(&ground);
        let Some(reading) = reading else {
            // A threshold for something that cannot be counted is no all-clear.
            if thresholds.has(measure) {
                health = Health::Unknown;
                alerts.push(fill(words.nagios_nothing, &[("name", measure.name())]));
            }
            continue;
        };
        let judged = thresholds.judge(measure, reading.value);
        health = health.max(judged);
        let ranges = match judged {
            Health::Critical => &thresholds.critical,
            _ => &thresholds.warning,
        };
        if let Some(range) = alerting(ranges, measure, reading.value) {
            alerts.push(alert(desk, measure, reading, judged, range));
        }
        data.push(perfdata(&thresholds, measure, reading));
    }
    alerts.push(summary(desk, &model, date));
    Ok((
        health,
        format!("{} | {}", alerts.join("; "), data.join(" ")),
    ))
}

/// The first problem of data that shows nothing.
fn why_empty(model: &Model) -> Option<String> {
    let lens = model.lens();
    let part = |part| Some(problem::part(&lens, model.data.problems.first()?, part));
    let (place, what) = (part(ProblemPart::Subject)?, part(ProblemPart::What)?);
    Some(format!("{place}: {what}"))
}

/// What is measured, of the date on screen.
pub(super) fn ground<'a>(model: &'a Model, desk: &Desk<'_>) -> Ground<'a> {
    let lens = model.lens();
    Ground {
        data: lens.data,
        standing: lens.standing,
        whole: lens.whole,
        digest: lens.digest,
        today: desk.today,
    }
}

/// A number with its whole, as a person reads it.
pub(super) fn told(desk: &Desk<'_>, measure: Measure, reading: Reading) -> String {
    if measure.is_percent() {
        return format!("{} %", format::decimal(desk.language, reading.value));
    }
    if let Some(day) = measure.day(reading) {
        return format::day(desk.language, day);
    }
    match reading.whole {
        Some(whole) => format!("{}/{whole}", reading.value),
        None => reading.value.to_string(),
    }
}

/// One decimal, rounded down: 99.96 % is not 100 %.
fn floor(percent: f64) -> f64 {
    (percent * 10.0).floor() / 10.0
}

fn alert(
    desk: &Desk<'_>,
    measure: Measure,
    reading: Reading,
    health: Health,
    range: &Range,
) -> String {
    let (name, value) = (measure.name(), told(desk, measure, reading));
    let word = health.word().to_lowercase();
    format!("{name} {value} ({word} {range})")
}

/// `label=value[unit];warning;critical;least;most`.
fn perfdata(thresholds: &Thresholds, measure: Measure, reading: Reading) -> String {
    let range = |ranges: &[(Measure, Range)]| {
        let mut ranges = ranges.iter();
        let found = ranges.find(|(known, _)| *known == measure);
        found.map_or_else(String::new, |(_, range)| range.to_string())
    };
    let (unit, value) = if measure.is_percent() {
        ("%", floor(reading.value))
    } else {
        ("", reading.value)
    };
    let least = if measure == Measure::Age { "" } else { "0" };
    let most = reading
        .whole
        .map_or_else(String::new, |whole| whole.to_string());
    let (warning, critical) = (range(&thresholds.warning), range(&thresholds.critical));
    let name = measure.name();
    format!("{name}={value}{unit};{warning};{critical};{least};{most}")
}

/// How many cells are live, on which date, of how many; and whether all is made up.
fn summary(desk: &Desk<'_>, model: &Model, date: crate::domain::date::Date) -> String {
    let reach = model.standing.total.bodies.reach();
    let number = |number| format::number(desk.language, number);
    let days = crate::domain::date::days_between(date, desk.today);
    let parts = [
        ("n", number(reach.part)),
        ("m", number(reach.whole)),
        ("date", format::day(desk.language, date)),
        (
            "age",
            fill(desk.words.age_days, &[("n", &days.to_string())]),
        ),
    ];
    let parts = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
    let mut text = fill(desk.words.nagios_summary, &parts);
    if let Some(filter) = &model.filter {
        text = format!("{text}, {}: {}", desk.words.filter_label, filter.text());
    }
    if model.data.is_synthetic() {
        text = format!("{text}, {}", desk.words.example_data);
    }
    // A bar would begin the performance data.
    text.replace('|', "/")
}

/// Why nobody knows, as the one line that a monitoring system shows.
fn one_line(text: &str) -> String {
    let lines = text.lines().map(str::trim);
    let told = lines.filter(|line| !line.is_empty() && *line != "^");
    told.collect::<Vec<_>>().join(": ").replace('|', "/")
}
