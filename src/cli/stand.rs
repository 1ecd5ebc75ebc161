//! `ozgtop stand new`: the next snapshot as a commented changes file.

use std::fmt::Write;

use super::arguments::{Stand, StandCommand};
use super::{Desk, Failure, init};
use crate::app::model::Model;
use crate::domain::date::Date;
use crate::domain::phase;
use crate::store::{SCHEMA, Source, write};
use crate::texts::fill;
use crate::ui::field::full_name;
use crate::ui::format;

pub(super) fn run(desk: &mut Desk<'_>, stand: &Stand) -> Result<(), Failure> {
    let StandCommand::New { date } = stand.what;
    let Source::Folder(folder) = desk.source() else {
        return Err(Failure::Usage(desk.words.cli_needs_folder.to_owned()));
    };
    let model = desk.usable_model((80, 24))?;
    if let Some(newest) = model.standing.date.filter(|newest| *newest >= date) {
        let newest = newest.to_string();
        return Err(Failure::Failed(fill(
            desk.words.cli_stand_not_later,
            &[("newest", &newest)],
        )));
    }
    let path = folder.join("rollout").join(format!("{date}.ron"));
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
    let before = model
        .standing
        .date
        .map_or_else(|| "–".to_owned(), |date| format::day(desk.language, date));
    let head = fill(
        w.stand_head,
        &[
            ("date", &format::day(desk.language, date)),
            ("before", &before),
        ],
    );
    let source = model.data.land.name.as_str();
    let mut out =
        format!("// {head}\n// FORMAT.md\n(\n    schema: {SCHEMA},\n    date: \"{date}\",\n");
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "    kind: \"changes\",\n    source: {source:?},\n    cells: ["
    );
    let _ = writeln!(out, "        // {}", w.stand_example);
    out.push_str(EXAMPLE);
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
    for (id, slot) in due {
        let cell = model.standing.cell(id);
        let service = &model.data.catalogue.service(slot.service).key;
        let body = model.data.register.body(slot.body).key.as_str();
        let planned = cell
            .planned
            .map(|date| date.to_string())
            .unwrap_or_default();
        let (phase, name) = (phase::key(cell.phase), full_name(&lens, slot.body));
        let row = format!(
            "(service: \"{service}\", body: \"{body}\", phase: \"{phase}\", planned: \"{planned}\"),"
        );
        let _ = writeln!(out, "        // {row} // {name}");
    }
    out.push_str("    ],\n)\n");
    out
}

const EXAMPLE: &str = r#"        // (
        //     service: "ummeldung", body: "031515401000", phase: "live", since: "2026-11-12", planned: "2026-11-01",
        //     provider: "IT-Verbund", procedure: "Fachverfahren", solution: "efa", deferred: false, disturbed: false,
        //     blocker: "…", maturity: (level: 3, model: "2.0"), url: "https://…", contact: "…", note: "…",
        //     updated: "2026-11-30",
        // ),
"#;
