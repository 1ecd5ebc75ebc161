//! `ozgtop config`: which settings hold, what is wrong with them, where they are looked for.

use std::fmt::Write;
use std::path::Path;

use super::arguments::ConfigCommand;
use super::{Desk, Failure, faults, pointed};
use crate::analysis::select::Filter;
use crate::app::address::parse;
use crate::app::command::Command;
use crate::app::model::Model;
use crate::app::table::Table;
use crate::config::{Kind, Layers, Outcome, Said, Setting, Settings, Value};
use crate::texts::{Words, fill};
use crate::ui::context::words;
use crate::ui::prompt::mistake_text;
use crate::ui::saying;

pub(super) fn run(desk: &mut Desk<'_>, what: &ConfigCommand) -> Result<(), Failure> {
    match what {
        ConfigCommand::Print => {
            let text = printed(desk.words, &desk.settings);
            Ok(desk.out.data(&text)?)
        }
        ConfigCommand::Check { file } => check(desk, file.as_deref()),
        ConfigCommand::Path => paths(desk),
    }
}

/// Every fault with its place and what to do; then what only the data can tell to be wrong.
fn check(desk: &mut Desk<'_>, file: Option<&Path>) -> Result<(), Failure> {
    let w = desk.words;
    let of_file = file.map(|file| Settings::new(Layers::of_file(file)));
    let settings = of_file.unwrap_or_else(|| desk.settings.clone());
    for fault in &settings.faults {
        desk.out.line(&faults::told(w, fault))?;
        let advice = faults::advice(w, fault);
        desk.out.line(&format!("    {}: {advice}", w.do_this))?;
    }
    let model = desk.model(desk.load(), (80, 24));
    let unfit = unfit(&settings, &model);
    for fault in &unfit {
        desk.out.lines(fault)?;
    }
    match settings.faults.len() + unfit.len() {
        0 => Ok(desk.out.line(w.set_clean)?),
        n => {
            desk.out.line(&count(w, n))?;
            Err(Failure::Data)
        }
    }
}

/// Settings that name what the data does not have: in the filter, among the columns, in the addresses of views.
fn unfit(settings: &Settings, model: &Model) -> Vec<String> {
    let (w, lens) = (words(model.language), model.lens());
    let mut faults = Vec::new();
    if let Some(text) = &settings.filter
        && let Err(mistake) = Filter::read(text, &model.data)
    {
        let why = mistake_text(model.language, &mistake);
        faults.push(format!("filter: {why}\n{}", pointed(text, mistake.at)));
    }
    for (name, keys) in &settings.columns {
        let known = Table::parse(name).map_or_else(Vec::new, |table| table.keys(&lens));
        for key in keys.iter().filter(|key| !known.contains(key)) {
            let parts = [
                ("name", name.as_str()),
                ("key", key),
                ("known", &known.join(", ")),
            ];
            faults.push(fill(w.set_unknown_column, &parts));
        }
    }
    for (name, address) in &settings.views {
        if let Err(mistake) = parse(address).and_then(|read| read.bind(model)) {
            let why = saying::mistake_text(model.language, &mistake);
            faults.push(format!(
                "views: {name}: {why}\n{}",
                pointed(address, mistake.at)
            ));
        }
    }
    faults
}

/// How many faults there are.
fn count(w: &Words, n: usize) -> String {
    fill(w.set_faults, &[("n", &n.to_string())])
}

/// The files in order of rising weight, and what became of each.
fn paths(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let w = desk.words;
    desk.out
        .line(&format!("config/default.ron ({})", w.set_built_in))?;
    for (path, outcome) in &desk.settings.files {
        let outcome = told(w, *outcome);
        desk.out.line(&format!("{} ({outcome})", path.display()))?;
    }
    Ok(())
}

/// What became of a file.
pub(super) fn told(w: &Words, outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Absent => w.info_setting_absent,
        Outcome::Read => w.info_setting_read,
        Outcome::Refused => w.set_refused,
    }
}

/// The settings in force as a file of settings, each with where it comes from.
fn printed(w: &Words, settings: &Settings) -> String {
    let mut out = String::from("(\n");
    for setting in Setting::ALL {
        let said: Vec<&Said> = settings.in_force.of(setting).collect();
        let is_map = matches!(setting.row().1, Kind::Lists | Kind::Texts);
        // Writing to a `String` cannot fail.
        let _ = match said.as_slice() {
            [] if is_map => writeln!(out, "    {}: {{}},", setting.key()),
            [] => writeln!(out, "    // {}: {}", setting.key(), w.set_unset),
            [said] if !is_map => {
                let value = match (&settings.data, setting) {
                    (Some(path), Setting::Data) => format!("{:?}", path.to_string_lossy()),
                    _ => written(&said.value),
                };
                let origin = place(w, said);
                writeln!(out, "    {}: {value}, // {origin}", setting.key())
            }
            all => {
                let _ = writeln!(out, "    {}: {{", setting.key());
                for said in all {
                    let name = said.name.as_deref().unwrap_or_default();
                    let Some(value) = part(settings, said) else {
                        continue;
                    };
                    let origin = place(w, said);
                    let _ = writeln!(out, "        {name:?}: {value}, // {origin}");
                }
                writeln!(out, "    }},")
            }
        };
    }
    out + ")"
}

/// What holds for one name of a map: of keys those that the command really has; nothing for an unknown command.
fn part(settings: &Settings, said: &Said) -> Option<String> {
    if said.setting != Setting::Keys {
        return Some(written(&said.value));
    }
    let command = Command::parse(said.name.as_deref()?)?;
    let keys = settings.keymap.keys(command).iter();
    Some(format!(
        "{:?}",
        keys.map(|key| key.written()).collect::<Vec<_>>()
    ))
}

/// Where a setting comes from, as a comment: on one line.
fn place(w: &Words, said: &Said) -> String {
    let origin = faults::origin(w, &said.origin);
    let origin = origin.escape_debug().collect::<String>();
    match said.position {
        Some(at) if matches!(said.origin, crate::config::Origin::File(_)) => {
            format!("{origin}:{}", at.line)
        }
        _ => origin,
    }
}

fn written(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?}"),
        Value::Number(number) => number.to_string(),
        Value::Switch(on) => on.to_string(),
        Value::List(list) => format!("{list:?}"),
    }
}
