//! What the public index showed, as a file.

use std::fmt::Write;

use super::{Keys, SCHEMA, json};
use crate::domain::cell::CellId;
use crate::domain::evidence::{Evidence, Seen};
use crate::store::shapes::{OriginRow, SeenRow, Word};

/// One collection as the JSON file `evidence/<date>.json`: one entry a line, in the order of the cells.
pub fn evidence(keys: &Keys<'_>, evidence: &Evidence, note: Option<&str>) -> String {
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "{{\"schema\":{SCHEMA},\"date\":\"{}\",\"source\":{},",
        evidence.date,
        json(&evidence.source.as_str())
    );
    if let Some(note) = note {
        let _ = writeln!(out, "\"note\":{},", json(&note));
    }
    if !evidence.origins.is_empty() {
        let origins = evidence.origins.iter().map(|origin| OriginRow {
            name: Word(origin.name.as_str().into()),
            sha256: Word(origin.sha256.as_str().into()),
            date: origin.date.map(|date| Word(date.to_string().into())),
        });
        let rows: Vec<_> = origins.map(|row| json(&row)).collect();
        let _ = writeln!(out, "\"imported\":[\n{}],", rows.join(",\n"));
    }
    let rows: Vec<_> = evidence
        .entries()
        .map(|(id, seen)| json(&row(keys, *id, seen)))
        .collect();
    let _ = writeln!(
        out,
        "\"synthetic\":{},\"rows\":{},\"entries\":[",
        evidence.synthetic,
        rows.len()
    );
    out.push_str(&rows.join(",\n"));
    out.push_str("\n]}\n");
    out
}

fn row<'a>(keys: &'a Keys<'_>, id: CellId, seen: &'a Seen) -> SeenRow<'a> {
    let mut row = SeenRow {
        working: seen.working,
        broken: seen.broken,
        inactive: seen.inactive,
        url: seen.url.as_ref().map(|url| Word(url.as_str().into())),
        coverage: seen.coverage.map(|coverage| Word(coverage.key().into())),
        ..SeenRow::default()
    };
    if let Some(slot) = keys.responsibility.slot(id) {
        row.service = Word(keys.catalogue.service(slot.service).key.as_str().into());
        row.body = Word(keys.register.body(slot.body).key.as_str().into());
    }
    row
}
