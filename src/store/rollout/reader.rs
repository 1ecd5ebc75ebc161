//! Rows into cells: each is checked against register, catalogue and rules.

use super::parts::Part;
use super::{Day, Given, Places, Reading};
use crate::domain::cell::{Cell, Marks};
use crate::domain::date::Date;
use crate::domain::key::BodyKey;
use crate::domain::phase::{self, Phase};
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::rollout::Snapshot;
use crate::domain::text::CleanText;
use crate::store::document::{Document, Row};
use crate::store::folder::Entry;
use crate::store::ground::Ground;
use crate::store::shapes::{CellRow, RolloutFile, Word};

/// Reads rows into what was read so far.
pub(super) struct Reader<'a> {
    pub(super) ground: &'a Ground<'a>,
    pub(super) reading: &'a mut Reading,
}

impl Reader<'_> {
    /// Takes a file in.
    pub(super) fn file<'a, R: Row<'a, CellRow<'a>>>(
        &mut self,
        entry: &Entry,
        document: &mut Document<'a>,
        file: RolloutFile<'a, R>,
    ) -> Option<Date> {
        self.reading.files.push(entry.place().file);
        let date = document.date(file.date.as_str())?;
        let kinds = [(true, "complete"), (false, "changes")];
        let complete = document.word("kind", file.kind.as_str(), &kinds)?;
        if !entry.stem().starts_with(&date.to_string()) {
            document.fault(file.date.as_str(), Fault::FileDate { date });
        }
        let found = file.cells.len() as u64;
        if let Some(stated) = file.rows.filter(|stated| *stated != found) {
            document.push(Problem::at(
                entry.place(),
                Fault::RowCount { stated, found },
            ));
        }
        let source = document.clean(file.source.as_str());
        let reading = &mut *self.reading;
        let mut day = reading.days.remove(&date).unwrap_or_else(|| Day {
            snapshot: Snapshot {
                date,
                complete,
                sources: Vec::new(),
                synthetic: false,
                origins: Vec::new(),
            },
            cells: Vec::with_capacity(file.cells.len()),
            file: reading.files.len() - 1,
            parts: Vec::new(),
        });
        let known = reading.given.take().filter(|(of, _)| *of == date);
        let mut places = known.map_or_else(|| day.places(), |(_, places)| places);
        day.snapshot
            .origins
            .extend(document.origin(file.imported.as_ref()));
        day.snapshot.complete |= complete;
        day.snapshot.synthetic |= file.synthetic;
        if !day.snapshot.sources.contains(&source) {
            day.snapshot.sources.push(source);
        }
        places.cells.reserve(file.cells.len());
        for row in file.cells {
            if let Some((text, row)) = row.read(document) {
                self.row(document, (&mut day, &mut places), text, &row);
            }
        }
        self.reading.given = Some((date, places));
        self.reading.days.insert(date, day);
        Some(date)
    }

    fn row(
        &mut self,
        document: &mut Document<'_>,
        (day, places): (&mut Day, &mut Places),
        raw: &str,
        row: &CellRow<'_>,
    ) -> Option<()> {
        let cell = self.ground.cell(document, &row.service, &row.body)?;
        let body_key = row.body.as_str();
        let body = self.ground.responsibility.slot(cell).map(|slot| slot.body);
        let is_merged = body.is_some_and(|body| self.reading.merged.contains(&body));
        let part = BodyKey::parse(body_key).filter(|_| is_merged);
        let part = part.map(|key| (cell, key));
        let first = match &part {
            Some(part) => places.parts.get(part).copied(),
            None => places.cells.get(&cell).copied(),
        };
        if let Some(first) = first {
            let (service, body) = (
                CleanText::new(row.service.as_str()),
                CleanText::new(body_key),
            );
            let place = document.place(raw);
            let fault = Fault::DuplicateCell { service, body };
            document.push(Problem {
                place: Some(place),
                other: Some(Place {
                    file: self
                        .reading
                        .files
                        .get(first.file)
                        .cloned()
                        .unwrap_or_default(),
                    position: first.position,
                }),
                more: 0,
                whole: false,
                fault,
            });
            return None;
        }
        let value = self.cell(document, day.snapshot.date, row)?;
        let given = Given {
            file: self.reading.files.len() - 1,
            position: document.position(raw),
        };
        if let Some(part) = part {
            let (cell, key) = part.clone();
            day.parts.push(Part { cell, key, value });
            places.parts.insert(part, given);
        } else {
            day.cells.push((cell, value));
            places.cells.insert(cell, given);
        }
        Some(())
    }

    fn cell(&mut self, document: &mut Document<'_>, on: Date, row: &CellRow<'_>) -> Option<Cell> {
        let phase = document.word("phase", row.phase.as_str(), &phase::WORDS)?;
        if row.disturbed && phase != Some(Phase::Live) {
            document.fault(row.phase.as_str(), Fault::DisturbedNotLive);
        }
        let mut date = |word: Option<&Word<'_>>| word.and_then(|word| document.date(word.as_str()));
        let (since, planned) = (date(row.since.as_ref()), date(row.planned.as_ref()));
        let updated = date(row.updated.as_ref());
        for (field, value, word) in [
            ("since", since, &row.since),
            ("updated", updated, &row.updated),
        ] {
            if let (Some(date), Some(word)) = (value.filter(|date| *date > on), word) {
                document.fault(word.as_str(), Fault::AfterSnapshot { field, date });
            }
        }
        Some(Cell {
            phase,
            marks: marks(document, row),
            since,
            planned,
            updated,
            provider: row
                .provider
                .as_ref()
                .and_then(|word| self.reading.interned.provider(document, word)),
            procedure: row
                .procedure
                .as_ref()
                .and_then(|word| self.reading.interned.procedure(document, word)),
            detail: self.reading.interned.detail(document, row),
        })
    }
}

/// The marks beside the phase of a row.
fn marks(document: &mut Document<'_>, row: &CellRow<'_>) -> Marks {
    let none = Marks::default();
    let mut marks = none;
    if row.deferred {
        marks = marks.with(Marks::DEFERRED);
    }
    if row.disturbed {
        marks = marks.with(Marks::DISTURBED);
    }
    let solutions = [
        (Marks::SHARED_SOLUTION, "efa"),
        (Marks::OWN_SOLUTION, "own"),
    ];
    let solution = row.solution.as_ref();
    marks.with(
        solution
            .and_then(|word| document.word("solution", word.as_str(), &solutions))
            .unwrap_or(none),
    )
}
