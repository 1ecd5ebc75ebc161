//! Tracking lists of providers and the ministry: rows about bodies and services become the cells of a snapshot.

mod column;
mod draft;
mod layout;
mod mapping;
mod names;
mod reader;
mod when;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::ops::ControlFlow;

use super::sheet::{self, Facts, Row, Stop};
use super::{Original, Watch};
use crate::domain::cell::{Cell, CellId};
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::import_fault::ImportFault;
use crate::domain::problem::{Place, Problem};
use crate::domain::rollout::{SnapshotId, Values};
use crate::domain::text::CleanText;
pub use column::Column;
pub use mapping::Mapping;
pub use words::Meaning;

/// What a list changes.
#[derive(Debug)]
pub struct Outcome {
    /// What was told about the file.
    pub facts: Facts,
    /// Rows below the head that have content.
    pub rows: u64,
    /// Cells that the rows speak of; new, changed, same and left out add up to it.
    pub told: u64,
    /// Cells that were left out.
    pub left_out: u64,
    /// Fields that say that the body does not act for the service; they tell no cell.
    pub passed: u64,
    /// Rows that are sums of others, with what they are called.
    pub sums: Vec<(u32, CleanText)>,
    /// Every cell that the list tells, as it stands from then on, beside what it was.
    pub cells: BTreeMap<CellId, (Cell, Cell)>,
    /// Values of the cells.
    pub values: Values,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Outcome {
    /// Cells whose value the list changes; true where nobody had reported before.
    pub fn changed(&self) -> impl Iterator<Item = (CellId, &Cell, &Cell)> {
        let all = self.cells.iter();
        all.filter(|(_, (before, after))| before != after)
            .map(|(id, (before, after))| (*id, before, after))
    }
}

/// The snapshot in force on a day; with `strictly`, before it.
pub fn in_force(data: &Dataset, date: Date, strictly: bool) -> Option<SnapshotId> {
    let rollout = &data.rollout;
    rollout.ids().rev().find(|id| {
        rollout
            .snapshot(*id)
            .is_some_and(|known| known.date < date || (known.date == date && !strictly))
    })
}

/// Reads a list against the snapshot in force.
pub fn read(
    original: &Original,
    sheet: Option<&str>,
    mapping: &Mapping,
    (data, base, date): (&Dataset, Option<SnapshotId>, Date),
    watch: &mut dyn Watch,
) -> Result<Outcome, Stop> {
    let mut reader = reader::Reader::new(original, mapping, data, base, date);
    let facts = sheet::read(original, sheet, watch, &mut |row: &Row| {
        reader.row(row);
        ControlFlow::Continue(())
    })?;
    if !reader.has_head() {
        let fault = no_head(original, mapping, &facts);
        return Err(Stop::Fault(Box::new(fault)));
    }
    let mut outcome = reader.finish(facts);
    let file = named(original, &outcome.facts);
    for problem in &mut outcome.problems {
        let places = [&mut problem.place, &mut problem.other];
        for place in places.into_iter().flatten() {
            place.file = file.clone();
        }
    }
    Ok(outcome)
}

/// The file as places name it; in a workbook with the sheet, as in its formulas.
fn named(original: &Original, facts: &Facts) -> CleanText {
    let file = &original.origin.name;
    match &facts.sheet {
        Some(sheet) => CleanText::new(&format!("{file}!{sheet}")),
        None => file.clone(),
    }
}

/// No row names the columns that are needed.
fn no_head(original: &Original, mapping: &Mapping, facts: &Facts) -> Problem {
    let place = Place {
        file: named(original, facts),
        position: None,
    };
    let needed = [Column::Body, Column::Ars, Column::Service, Column::Phase];
    let mapped = mapping.columns.iter();
    let mapped: Vec<_> = mapped
        .filter(|(_, column)| needed.contains(column))
        .map(|(head, _)| head.as_str())
        .collect();
    let columns = if mapped.is_empty() {
        CleanText::new("Kommune, Leistung, Status")
    } else {
        CleanText::new(&mapped.join(", "))
    };
    let others = facts
        .sheets
        .iter()
        .filter(|sheet| facts.sheet.as_ref() != Some(sheet));
    let sheets: Vec<_> = others.map(CleanText::as_str).collect();
    let sheets = sheets.join(", ");
    Problem::at(place, ImportFault::NoHead { columns, sheets }.into())
}

/// The mapping that the head of a list proposes, as a commented RON file; words for phases that are not known are in it
/// as comments.
pub fn propose(
    original: &Original,
    sheet: Option<&str>,
    data: &Dataset,
    watch: &mut dyn Watch,
) -> Result<String, Stop> {
    let mapping = Mapping::default();
    let vocabulary = words::Vocabulary::new(&mapping.phases);
    let mut layout: Option<layout::Layout> = None;
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let facts = sheet::read(original, sheet, watch, &mut |row: &Row| {
        let Some(layout) = &layout else {
            layout = layout::Layout::of(row, &mapping, &data.catalogue);
            return ControlFlow::Continue(());
        };
        let columns = layout.services.iter().map(|(at, _)| *at);
        for at in columns.chain(layout.columns.get(&Column::Phase).copied()) {
            let text = row.text(at);
            let is_new = !reader::is_blank(text) && !found.contains_key(text) && found.len() < 100;
            if is_new && vocabulary.read(text).is_none() && text.chars().count() < 60 {
                found.insert(CleanText::new(text).to_string(), String::new());
            }
        }
        ControlFlow::Continue(())
    })?;
    let layout =
        layout.ok_or_else(|| Stop::Fault(Box::new(no_head(original, &mapping, &facts))))?;
    let usual = [
        "offen",
        "in Planung",
        "in Umsetzung",
        "Pilotierung",
        "online",
    ];
    let keys = ["open", "planned", "onboarding", "pilot", "live"];
    let mut phases: Vec<_> = usual
        .iter()
        .zip(keys)
        .map(|(word, key)| ((*word).to_owned(), key.to_owned()))
        .collect();
    phases.extend(found);
    Ok(layout.to_ron(&phases, &data.catalogue))
}
