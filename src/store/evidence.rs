//! `evidence/`: what the public index showed. Files of one date add up; each row is checked like one of the roll-out.

use std::collections::{BTreeMap, HashSet};

use super::document::{Document, Row};
use super::folder::{Entry, Format, Listed};
use super::ground::Ground;
use super::shapes::{EvidenceFile, JsonRaw, Parsed, Raw, RonRaw, SeenRow};
use crate::domain::body::BodyId;
use crate::domain::cell::CellId;
use crate::domain::date::{self, Date};
use crate::domain::evidence::{Coverage, Evidence, Seen};
use crate::domain::lookup::Lookup;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::text::CleanText;

/// All files of one date, and where each cell was given.
struct Day {
    evidence: Evidence,
    given: Lookup<CellId, Place>,
}

/// Reads all collections, the earliest first.
pub(super) fn read(
    files: &Listed,
    ground: &Ground<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Evidence> {
    let mut reader = Reader {
        ground,
        merged: ground.register.former().map(|(_, into)| into).collect(),
        days: BTreeMap::new(),
    };
    for entry in files.evidence() {
        if files.has_twin(entry, problems) {
            continue;
        }
        let Some(text) = files.text(entry, problems) else {
            continue;
        };
        let mut document = Document::new(entry, &text);
        // Where a date has several files each row needs its place, for those that come twice.
        if files.is_alone(entry) && reader.sound(entry, &document).is_some() {
            continue;
        }
        let read = match document.format() {
            Format::Json => reader.row_by_row::<JsonRaw<'_>>(entry, &mut document),
            Format::Ron => reader.row_by_row::<RonRaw<'_>>(entry, &mut document),
        };
        problems.extend(document.into_problems());
        if read.is_none() {
            super::lose(problems);
        }
    }
    let days = reader.days.into_values();
    days.map(|day| day.evidence).collect()
}

/// Reads rows into what was read so far.
struct Reader<'a> {
    ground: &'a Ground<'a>,
    /// The bodies that others went into.
    merged: HashSet<BodyId>,
    days: BTreeMap<Date, Day>,
}

impl Reader<'_> {
    /// Takes in a file where nothing at all is wrong with it. Else `None`, and it is as if nobody had tried.
    fn sound(&mut self, entry: &Entry, document: &Document<'_>) -> Option<()> {
        let mut of = None;
        let sound = document.at_once(|document, file: EvidenceFile<'_, Parsed<SeenRow<'_>>>| {
            let date = date::parse(file.date.as_str());
            of = date.filter(|date| !self.days.contains_key(date));
            of.and_then(|_| self.file(entry, document, file))
        });
        if sound.is_none()
            && let Some(date) = of
        {
            self.days.remove(&date);
        }
        sound
    }

    fn row_by_row<'a, R: Raw<'a> + Row<'a, SeenRow<'a>>>(
        &mut self,
        entry: &Entry,
        document: &mut Document<'a>,
    ) -> Option<()> {
        let file: EvidenceFile<'a, R> = document.file()?;
        self.file(entry, document, file)
    }

    fn file<'a, R: Row<'a, SeenRow<'a>>>(
        &mut self,
        entry: &Entry,
        document: &mut Document<'a>,
        file: EvidenceFile<'a, R>,
    ) -> Option<()> {
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
        let day = self.days.entry(date).or_insert_with(|| Day {
            evidence: Evidence::new(date, source.clone()),
            given: Lookup::default(),
        });
        let evidence = &mut day.evidence;
        if evidence.source != source {
            evidence.source = CleanText::new(&format!("{}, {source}", evidence.source));
        }
        evidence.synthetic |= file.synthetic;
        for origin in &file.imported {
            evidence.origins.extend(document.origin(Some(origin)));
        }
        let rows = file.entries.into_iter().filter_map(|row| {
            let (text, row) = row.read(document)?;
            let cell = self.ground.cell(document, &row.service, &row.body)?;
            let slot = self.ground.responsibility.slot(cell);
            // What went into another body is told under its own key, as well as that one.
            let is_merged = slot.is_some_and(|slot| self.merged.contains(&slot.body));
            let place = document.place(text);
            if let Some(first) = day.given.get(&cell).filter(|_| !is_merged) {
                document.push(twice(&row, place, first.clone()));
                return None;
            }
            day.given.insert(cell, place);
            Some((cell, seen(document, &row)))
        });
        day.evidence.add(rows.collect::<Vec<_>>());
        Some(())
    }
}

/// A cell that was given before.
fn twice(row: &SeenRow<'_>, place: Place, first: Place) -> Problem {
    let fault = Fault::DuplicateCell {
        service: CleanText::new(row.service.as_str()),
        body: CleanText::new(row.body.as_str()),
    };
    Problem {
        other: Some(first),
        ..Problem::at(place, fault)
    }
}

fn seen(document: &mut Document<'_>, row: &SeenRow<'_>) -> Seen {
    let coverage = row.coverage.as_ref();
    Seen {
        working: row.working,
        broken: row.broken,
        inactive: row.inactive,
        url: row.url.as_ref().map(|url| document.clean(url.as_str())),
        coverage: coverage
            .and_then(|word| document.word("coverage", word.as_str(), &Coverage::WORDS)),
    }
}
