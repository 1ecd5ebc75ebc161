//! `evidence/`: what the public index showed. Files of one date add up; each row is checked like one of the roll-out.

use std::collections::{BTreeMap, HashMap};

use super::document::Document;
use super::folder::{Entry, Format, Listed};
use super::ground::Ground;
use super::shapes::{EvidenceFile, JsonRaw, Raw, RonRaw, SeenRow};
use crate::domain::cell::CellId;
use crate::domain::date::Date;
use crate::domain::evidence::{Coverage, Evidence, Seen};
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::text::CleanText;

/// All files of one date, and where each cell was given.
struct Day {
    evidence: Evidence,
    given: HashMap<CellId, Place>,
}

/// Reads all collections, the earliest first.
pub(super) fn read(
    files: &Listed,
    ground: &Ground<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Evidence> {
    let mut days = BTreeMap::new();
    for entry in files.evidence() {
        if files.has_twin(entry, problems) {
            continue;
        }
        let Some(text) = files.text(entry, problems) else {
            continue;
        };
        let mut document = Document::new(entry, &text);
        let read = match document.format() {
            Format::Json => file::<JsonRaw<'_>>(&mut days, ground, entry, &mut document),
            Format::Ron => file::<RonRaw<'_>>(&mut days, ground, entry, &mut document),
        };
        problems.extend(document.into_problems());
        if read.is_none() {
            super::lose(problems);
        }
    }
    days.into_values().map(|day| day.evidence).collect()
}

fn file<'a, R: Raw<'a>>(
    days: &mut BTreeMap<Date, Day>,
    ground: &Ground<'_>,
    entry: &Entry,
    document: &mut Document<'a>,
) -> Option<()> {
    let file: EvidenceFile<'a, R> = document.file()?;
    let date = document.date(file.date.as_str())?;
    if !entry.stem().starts_with(&date.to_string()) {
        document.fault(file.date.as_str(), Fault::FileDate { date });
    }
    let found = file.entries.len() as u64;
    if let Some(stated) = file.rows.filter(|stated| *stated != found) {
        let fault = Fault::RowCount { stated, found };
        document.push(Problem::at(entry.place(), fault));
    }
    let source = document.clean(file.source.as_str());
    let day = days.entry(date).or_insert_with(|| Day {
        evidence: Evidence::new(date, source.clone()),
        given: HashMap::new(),
    });
    let evidence = &mut day.evidence;
    if evidence.source != source {
        evidence.source = CleanText::new(&format!("{}, {source}", evidence.source));
    }
    evidence.synthetic |= file.synthetic;
    for origin in &file.imported {
        evidence.origins.extend(document.origin(Some(origin)));
    }
    let mut entries = Vec::with_capacity(file.entries.len());
    for raw in &file.entries {
        if let Some(row) = document.row::<SeenRow<'_>>(raw.text()) {
            entries.extend(seen(document, ground, &mut day.given, raw.text(), &row));
        }
    }
    day.evidence.add(entries);
    Some(())
}

fn seen(
    document: &mut Document<'_>,
    ground: &Ground<'_>,
    given: &mut HashMap<CellId, Place>,
    raw: &str,
    row: &SeenRow<'_>,
) -> Option<(CellId, Seen)> {
    let cell = ground.cell(document, &row.service, &row.body)?;
    let place = document.place(raw);
    // What went into another body is told under its own key, as well as that one.
    let is_merged = ground.responsibility.slot(cell).is_some_and(|slot| {
        let mut former = ground.register.former();
        former.any(|(_, into)| into == slot.body)
    });
    if let Some(first) = given.get(&cell).filter(|_| !is_merged) {
        let fault = Fault::DuplicateCell {
            service: CleanText::new(row.service.as_str()),
            body: CleanText::new(row.body.as_str()),
        };
        let mut problem = Problem::at(place, fault);
        problem.other = Some(first.clone());
        document.push(problem);
        return None;
    }
    given.insert(cell, place);
    let coverage = row.coverage.as_ref();
    let seen = Seen {
        working: row.working,
        broken: row.broken,
        inactive: row.inactive,
        url: row.url.as_ref().map(|url| document.clean(url.as_str())),
        coverage: coverage
            .and_then(|word| document.word("coverage", word.as_str(), &Coverage::WORDS)),
    };
    Some((cell, seen))
}
