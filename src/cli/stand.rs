//! `ozgtop stand new`: the next snapshot as a commented changes file.

use std::fmt::Write;

use super::arguments::{Stand, StandCommand};
use super::{Desk, Failure, init};
use crate::app::model::Model;
use crate::domain::date::Date;
use crate::store::save::{self, Keys};
use crate::store::{SCHEMA, Source, write};
use crate::texts::fill;
use crate::ui::field::full_name;
use crate::ui::format;

pub(super) fn run(desk: &mut Desk<'_>, stand: &Stand) -> Result<(), Failure> {
    let StandCommand::New { date } = stand.what;
    let Source::Folder(folder) = desk.source() else {
        return Err(Failure::Usage(desk.words.cli_needs_folder.to_owned()));
    };
    let path = folder.join("rollout").join(format!("{date}.ron"));
    if path.exists() {
        return Err(init::failed(
            desk,
            &path,
            &std::io::ErrorKind::AlreadyExists.into(),
        ));
    }
    let model = desk.usable_model((80, 24))?;
    if let Some(newest) = model.standing.date.filter(|newest| *newest >= date) {
        let newest = newest.to_string();
        return Err(Failure::Failed(fill(
            desk.words.cli_stand_not_later,
            &[("newest", &newest)],
        )));
    }
    let text = changes_file(desk, &model, date);
    write::new_file(&path, text.as_bytes()).map_err(|error| init::failed(desk, &path, &error))?;
    let path = path.display().to_string();
    Ok(desk
        .out
        .line(&fill(desk.words.cli_stand_written, &[("path", &path)]))?)
}

/// The file: what is planned until then stands there as comments, ready to be uncommented.
fn changes_file(desk: &Desk<'_>, model: &Model, date: Date) -> String {
    let w = desk.words;
    let day = format::day(desk.language, date);
    let (kind, head) = match model.standing.date {
        Some(before) => {
            let before = format::day(desk.language, before);
            let values = [("date", day.as_str()), ("before", before.as_str())];
            ("changes", fill(w.stand_head, &values))
        }
        // Changes need something that they change.
        None => ("complete", fill(w.stand_head_first, &[("date", &day)])),
    };
    let source = w.stand_source;
    let mut out =
        format!("// {head}\n// FORMAT.md\n(\n    schema: {SCHEMA},\n    date: \"{date}\",\n");
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "    kind: \"{kind}\",\n    source: {source:?},\n    cells: ["
    );
    let _ = writeln!(out, "        // {}", w.stand_example);
    out.push_str(&example(model, date));
    let due: Vec<_> = model
        .data
        .responsibility
        .slots()
        .filter(|(id, _)| {
            let cell = model.standing.cell(*id);
            !cell.is_live() && cell.planned.is_some_and(|planned| planned <= date)
        })
        .collect();
    let _ = writeln!(
        out,
        "        // {}",
        fill(w.stand_due, &[("n", &due.len().to_string())])
    );
    let lens = model.lens();
    let keys = Keys {
        register: &model.data.register,
        catalogue: &model.data.catalogue,
        responsibility: &model.data.responsibility,
    };
    for (id, slot) in due {
        let cell = model.standing.cell(id);
        // The whole row: one that is given anew replaces all that was known.
        let row = save::ron_row(&keys, &model.data.rollout.values, id, &cell);
        let name = full_name(&lens, slot.body);
        let _ = writeln!(out, "        // {row}, // {name}");
    }
    out.push_str("    ],\n)\n");
    out
}

/// A row with every field, made of the first cell and the date, so that it can be uncommented as it is.
fn example(model: &Model, date: Date) -> String {
    let slots = &model.data.responsibility;
    let (service, body) = slots.slots().next().map_or(("…", "…"), |(_, slot)| {
        let service = model.data.catalogue.service(slot.service).key.as_str();
        (service, model.data.register.body(slot.body).key.as_str())
    });
    fill(
        EXAMPLE,
        &[
            ("service", service),
            ("body", body),
            ("date", &date.to_string()),
        ],
    )
}

const EXAMPLE: &str = r#"        // (
        //     service: "{service}", body: "{body}", phase: "live", since: "{date}", planned: "{date}",
        //     provider: "IT-Verbund", procedure: "Fachverfahren", solution: "efa", deferred: false, disturbed: false,
        //     blocker: "…", maturity: (level: 3, model: "2.0"), url: "https://…", contact: "…", note: "…",
        //     updated: "{date}",
        // ),
"#;
