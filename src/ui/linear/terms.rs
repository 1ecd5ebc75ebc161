//! The commands and the terms of the field, each with what it means.

use super::names::{Entry, Named, entries, find};
use super::row::sentence;
use super::value;
use crate::app::model::Model;
use crate::app::screen::help::{self, Figure, HelpRow};
use crate::app::value::{HelpPart, Value};
use crate::texts::fill;
use crate::ui::context::words;
use crate::ui::phase;

/// Every command with its word and what it does.
pub fn commands(model: &Model) -> Vec<String> {
    let head = words(model.language).linear_help.to_owned();
    let lines = entries(model.language).map(|entry| line(model, entry));
    [head].into_iter().chain(lines).collect()
}

/// What one command does, or the similar words.
pub fn command(model: &Model, text: &str) -> Result<String, Vec<String>> {
    let wanted: Named = find(model.language, text)?;
    let mut all = entries(model.language);
    let entry = all.find(|entry| find(model.language, entry.name) == Ok(wanted));
    Ok(entry.map_or_else(String::new, |entry| line(model, entry)))
}

fn line(model: &Model, entry: Entry) -> String {
    let told: Vec<_> = entry.words().collect();
    let told = [
        ("name", told.join(", ")),
        ("meaning", entry.meaning.to_owned()),
    ];
    let told = told.each_ref().map(|(name, text)| (*name, text.as_str()));
    sentence(&fill(words(model.language).linear_meaning, &told))
}

/// The terms of the field: phases, marks, statuses, figures, kinds of bodies, sources.
pub fn terms(model: &Model) -> Vec<String> {
    let (lens, w) = (model.lens(), words(model.language));
    let rows = (0..help::count(&lens)).filter_map(|at| Some((at, help::row(&lens, at)?)));
    let told = rows.filter_map(|(at, row)| {
        let part = |part| value::value(&lens, &Value::Help(at, part));
        let name = match row {
            // What explains a sign or a key explains nothing here.
            HelpRow::Keys(_) | HelpRow::Shade(_) | HelpRow::Service(_) | HelpRow::Class(_) => {
                return None;
            }
            HelpRow::Figure(
                Figure::Estimate
                | Figure::Change
                | Figure::Unplanned
                | Figure::Moved
                | Figure::Via
                | Figure::Gap
                | Figure::Difference
                | Figure::Shaded
                | Figure::Points
                | Figure::Spark,
            ) => return None,
            HelpRow::Phase(of) => phase::look(w, of).word.to_owned(),
            HelpRow::NotResponsible => w.not_responsible.to_owned(),
            HelpRow::Mark(of) => phase::mark(w, of).1.to_owned(),
            _ => part(HelpPart::Term),
        };
        let told = [("name", name), ("meaning", part(HelpPart::Meaning))];
        let told = told.each_ref().map(|(name, text)| (*name, text.as_str()));
        Some(sentence(&fill(w.linear_meaning, &told)))
    });
    told.collect()
}
