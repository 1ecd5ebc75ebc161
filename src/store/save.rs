//! Domain values as files: what is written here is read back to the same values.

mod evidence;
pub(super) mod register;

use std::fmt::Write;

use super::SCHEMA;
use super::shapes::{CellRow, MaturityRow, OriginRow, Word};
use crate::domain::cell::{Cell, CellId, Detail, Marks};
use crate::domain::date::Date;
use crate::domain::origin::Origin;
use crate::domain::phase;
use crate::domain::register::Register;
use crate::domain::responsibility::Responsibility;
use crate::domain::rollout::{Snapshot, Values};
use crate::domain::service::Catalogue;

pub use evidence::evidence;

/// What keys of cells are looked up in.
#[derive(Clone, Copy, Debug)]
pub struct Keys<'a> {
    /// The bodies.
    pub register: &'a Register,
    /// The services.
    pub catalogue: &'a Catalogue,
    /// The cells.
    pub responsibility: &'a Responsibility,
}

/// One snapshot as the JSON file `rollout/<date>.json`: one cell a line.
pub fn snapshot(
    keys: &Keys<'_>,
    snapshot: &Snapshot,
    values: &Values,
    cells: &[(CellId, Cell)],
) -> String {
    let kind = if snapshot.complete {
        "complete"
    } else {
        "changes"
    };
    let source: Vec<_> = snapshot.sources.iter().map(ToString::to_string).collect();
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "{{\"schema\":{SCHEMA},\"date\":\"{}\",\"kind\":\"{kind}\",",
        snapshot.date
    );
    let _ = writeln!(out, "\"source\":{},", json(&source.join(", ")));
    if let Some(origin) = snapshot.origins.first() {
        let _ = writeln!(out, "\"imported\":{},", json(&origin_row(origin)));
    }
    let _ = writeln!(
        out,
        "\"synthetic\":{},\"rows\":{},\"cells\":[",
        snapshot.synthetic,
        cells.len()
    );
    for (at, (id, cell)) in cells.iter().enumerate() {
        let comma = if at + 1 < cells.len() { "," } else { "" };
        let _ = writeln!(out, "{}{comma}", json(&row(keys, values, *id, cell)));
    }
    out.push_str("]}\n");
    out
}

/// What an import read, as files keep it.
fn origin_row(origin: &Origin) -> OriginRow<'_> {
    OriginRow {
        name: Word(origin.name.as_str().into()),
        sha256: Word(origin.sha256.as_str().into()),
        date: origin.date.map(|date| Word(date.to_string().into())),
    }
}

/// A cell as one row of a RON file, with everything that is known about it.
pub fn ron_row(keys: &Keys<'_>, values: &Values, id: CellId, cell: &Cell) -> String {
    let style = ron::ser::PrettyConfig::new()
        .compact_structs(true)
        .compact_arrays(true);
    super::document::ron_options()
        .to_string_pretty(&row(keys, values, id, cell), style)
        .unwrap_or_default()
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

fn row<'a>(keys: &'a Keys<'_>, values: &'a Values, id: CellId, cell: &Cell) -> CellRow<'a> {
    let day = |date: Option<Date>| date.map(|date| Word(date.to_string().into()));
    let mut row = CellRow {
        phase: Word(phase::key(cell.phase).into()),
        since: day(cell.since),
        planned: day(cell.planned),
        updated: day(cell.updated),
        provider: cell
            .provider
            .and_then(|id| values.provider(id))
            .map(|text| Word(text.as_str().into())),
        procedure: cell
            .procedure
            .and_then(|id| values.procedure(id))
            .map(|text| Word(text.as_str().into())),
        deferred: cell.marks.has(Marks::DEFERRED),
        disturbed: cell.marks.has(Marks::DISTURBED),
        ..CellRow::default()
    };
    if let Some(slot) = keys.responsibility.slot(id) {
        row.service = Word(keys.catalogue.service(slot.service).key.as_str().into());
        row.body = Word(keys.register.body(slot.body).key.as_str().into());
    }
    if cell.marks.has(Marks::OWN_SOLUTION) {
        row.solution = Some(Word("own".into()));
    } else if cell.marks.has(Marks::SHARED_SOLUTION) {
        row.solution = Some(Word("efa".into()));
    }
    if let Some(detail) = cell.detail.and_then(|id| values.detail(id)) {
        add_detail(&mut row, detail);
    }
    row
}

fn add_detail<'a>(row: &mut CellRow<'a>, detail: &'a Detail) {
    let word = |text: &'a Option<crate::domain::text::CleanText>| {
        text.as_ref().map(|text| Word(text.as_str().into()))
    };
    row.blocker = word(&detail.blocker);
    row.url = word(&detail.url);
    row.contact = word(&detail.contact);
    row.note = word(&detail.note);
    row.maturity = detail.maturity.as_ref().map(|maturity| MaturityRow {
        level: maturity.level,
        model: Some(Word(maturity.model.as_str().into())),
    });
}

/// An invented register of `units` Einheitsgemeinden in districts of nine, for load tests: the JSON file `bodies.json`.
/// Its keys begin with 99, which no Land has.
pub fn invented_register(units: u32) -> String {
    let districts = units.div_ceil(9).clamp(1, 999);
    let mut out = format!("{{\"schema\":{SCHEMA},\"source\":\"invented for load tests\",\n");
    out.push_str("\"population_sources\":[{\"key\":\"invented\",\"name\":{\"de\":\"erfunden\",\"en\":\"invented\"},");
    out.push_str("\"official\":false}],\n\"authority_kinds\":[");
    for (at, (key, de)) in [
        ("gaa", "Gewerbeaufsicht"),
        ("hwk", "Kammer"),
        ("jc", "Jobcenter"),
        ("stw", "Werk"),
    ]
    .into_iter()
    .enumerate()
    {
        let comma = if at > 0 { "," } else { "" };
        let _ = write!(
            out,
            "{comma}{{\"key\":\"{key}\",\"name\":{{\"de\":\"{de}\",\"en\":\"{de}\"}}}}"
        );
    }
    out.push_str("],\n\"districts\":[\n");
    let rows: Vec<_> = (1..=districts)
        .map(|at| {
            format!("{{\"ars\":\"99{at:03}0000000\",\"name\":\"Kreis {at:03}\",\"class\":\"LK\"}}")
        })
        .collect();
    out.push_str(&rows.join(",\n"));
    out.push_str("],\n\"municipalities\":[\n");
    let rows: Vec<_> = (0..units)
        .map(|at| {
            let (district, number) = (at % districts + 1, at / districts + 1);
            let people = 500 + (u64::from(at) * 7919) % 60_000;
            format!(
                "{{\"ars\":\"99{district:03}0{number:03}{number:03}\",\"name\":\"Gemeinde {at:05}\",\
                 \"population\":{people},\"population_source\":\"invented\"}}"
            )
        })
        .collect();
    out.push_str(&rows.join(",\n"));
    out.push_str("]}\n");
    out
}
