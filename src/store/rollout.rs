//! `rollout/`: the snapshots. Files of one date add up; each row is checked against register, catalogue and rules.

mod interned;
mod parsed;
mod parts;

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::document::Document;
use super::folder::{Entry, Format, Listed};
use super::ground::Ground;
use super::shapes::{CellRow, JsonRaw, RonRaw, Word};
use crate::domain::body::BodyId;
use crate::domain::cell::{Cell, CellId};
use crate::domain::date::{self, Date};
use crate::domain::key::BodyKey;
use crate::domain::phase::{self, Phase};
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::rollout::{Builder, Rollout, Snapshot};
use crate::domain::text::CleanText;
use interned::Interned;
pub(super) use parsed::Ready;
use parsed::{File, marks};
use parts::{Merging, Part};

/// All files of one date.
struct Day {
    snapshot: Snapshot,
    cells: Vec<(CellId, Cell)>,
    /// The first file of this date, by its position.
    file: usize,
    /// The cells of bodies that others went into, as they were reported under each key.
    parts: Vec<Part>,
}

/// What was read so far.
#[derive(Default)]
pub(super) struct Reading {
    days: BTreeMap<Date, Day>,
    interned: Interned,
    /// The files read so far.
    files: Vec<CleanText>,
    /// What was found wrong, by the position of the file in the list.
    problems: BTreeMap<usize, Vec<Problem>>,
    /// Where the cells of the date that is being read were given; of all dates together it would be most of the memory.
    given: Option<(Date, Places)>,
    done: HashSet<usize>,
    /// The bodies that others went into.
    merged: HashSet<BodyId>,
}

#[derive(Default)]
struct Places {
    cells: HashMap<CellId, Given>,
    parts: HashMap<(CellId, BodyKey), Given>,
}

/// Where a cell was given first: a file by its position, line and column.
#[derive(Clone, Copy)]
struct Given {
    file: usize,
    position: Option<(u32, u32)>,
}

impl Day {
    /// Where its cells were given, as far as that is still known: by its first file.
    fn places(&self) -> Places {
        let given = Given {
            file: self.file,
            position: None,
        };
        let parts = self.parts.iter().map(|part| (part.cell, part.key.clone()));
        Places {
            cells: self.cells.iter().map(|(id, _)| (*id, given)).collect(),
            parts: parts.map(|part| (part, given)).collect(),
        }
    }
}

impl Reading {
    pub(super) fn new(ground: &Ground<'_>) -> Self {
        Self {
            merged: ground.register.former().map(|(_, into)| into).collect(),
            ..Self::default()
        }
    }

    /// Reads the newest snapshot, and those before it that are needed to tell every cell of it. `None` where only all
    /// files together tell what it is: a name without a date, a file that cannot be read, a body that others went into.
    pub(super) fn newest(
        &mut self,
        files: &Listed,
        ground: &Ground<'_>,
        mut ready: Option<Ready<'_>>,
    ) -> Option<Rollout> {
        let named = |(at, entry): (usize, &Entry)| Some((date_of(entry)?, at));
        let all: Option<BTreeSet<(Date, usize)>> = files.rollout().enumerate().map(named).collect();
        let all: Vec<_> = all?.into_iter().collect();
        let dates = all.chunk_by(|(one, _), (other, _)| one == other);
        for files_of_date in dates.rev() {
            for (date, at) in files_of_date {
                let ready = ready.take_if(|ready| ready.at == *at);
                if self.entry(files, ground, *at, ready) != Some(*date) {
                    return None;
                }
            }
            let (_, oldest) = self.days.first_key_value()?;
            if !oldest.parts.is_empty() {
                return None;
            }
            if oldest.snapshot.complete {
                break;
            }
        }
        let mut builder = Builder::new(ground.responsibility.len());
        for day in self.days.values() {
            builder.push(day.snapshot.clone(), day.cells.iter().copied());
        }
        let missing = all.len() > self.done.len();
        missing.then(|| builder.finish(self.interned.values()))
    }

    /// Reads all files that were not read yet.
    pub(super) fn all(&mut self, files: &Listed, ground: &Ground<'_>) {
        for at in 0..files.rollout().count() {
            self.entry(files, ground, at, None);
        }
    }

    /// Reads what was not read yet.
    pub(super) fn finish(
        mut self,
        files: &Listed,
        ground: &Ground<'_>,
        problems: &mut Vec<Problem>,
    ) -> Rollout {
        self.all(files, ground);
        problems.extend(std::mem::take(&mut self.problems).into_values().flatten());
        self.told(files, problems);
        let mut builder = Builder::new(ground.responsibility.len());
        let days = self.days.iter();
        let days = days.map(|(date, day)| (*date, day.parts.as_slice()));
        let mut merging = Merging::new(ground.register, days);
        for (date, mut day) in std::mem::take(&mut self.days) {
            let merged = merging.day(date, day.snapshot.complete, day.parts);
            day.cells.extend(merged);
            builder.push(day.snapshot, day.cells);
        }
        builder.finish(self.interned.values())
    }

    /// What is wrong with the files read so far, in their order.
    pub(super) fn problems(&self) -> impl Iterator<Item = &Problem> {
        self.problems.values().flatten()
    }

    /// What is wrong with the snapshots as a whole.
    fn told(&self, files: &Listed, problems: &mut Vec<Problem>) {
        if let Some((date, day)) = self.days.first_key_value()
            && !day.snapshot.complete
        {
            let file = self.files.get(day.file).cloned().unwrap_or_default();
            let place = Place {
                file,
                position: None,
            };
            let date = *date;
            problems.push(Problem::at(place, Fault::FirstIncomplete { date }));
        }
        if self.days.is_empty() && files.usable {
            let place = Place {
                file: CleanText::new("rollout/"),
                position: None,
            };
            problems.push(Problem::at(place, Fault::NoSnapshot));
        }
    }

    /// Reads a file by its position in the list, once, unless its rows are ready; tells the date of what it holds.
    fn entry(
        &mut self,
        files: &Listed,
        ground: &Ground<'_>,
        at: usize,
        ready: Option<Ready<'_>>,
    ) -> Option<Date> {
        let entry = files.rollout().nth(at)?;
        if !self.done.insert(at) {
            return None;
        }
        let mut problems = Vec::new();
        let date = if files.has_twin(entry, &mut problems) {
            date_of(entry)
        } else if let Some(Ready {
            mut document, file, ..
        }) = ready
        {
            let date = self.take(ground, entry, &mut document, file);
            document.sort();
            told(document, date, &mut problems)
        } else {
            let text = files.text(entry, &mut problems);
            text.and_then(|text| {
                let mut document = Document::new(entry, &text);
                let file = match document.format() {
                    Format::Json => File::read::<JsonRaw<'_>>(&mut document),
                    Format::Ron => File::read::<RonRaw<'_>>(&mut document),
                };
                let date = self.take(ground, entry, &mut document, file);
                told(document, date, &mut problems)
            })
        };
        self.problems.insert(at, problems);
        date
    }

    fn take<'a>(
        &mut self,
        ground: &Ground<'_>,
        entry: &Entry,
        document: &mut Document<'a>,
        file: Option<File<'a>>,
    ) -> Option<Date> {
        let mut reader = Reader {
            ground,
            reading: self,
        };
        reader.file(entry, document, file)
    }
}

/// What was found wrong with a file goes to the others; without a date all of it is lost.
fn told(document: Document<'_>, date: Option<Date>, problems: &mut Vec<Problem>) -> Option<Date> {
    problems.extend(document.into_problems());
    if date.is_none() {
        super::lose(problems);
    }
    date
}

/// The date that the name of a file begins with.
fn date_of(entry: &Entry) -> Option<Date> {
    date::parse(entry.stem().get(..10)?)
}

/// Reads rows into what was read so far.
struct Reader<'a> {
    ground: &'a Ground<'a>,
    reading: &'a mut Reading,
}

impl Reader<'_> {
    fn file<'a>(
        &mut self,
        entry: &Entry,
        document: &mut Document<'a>,
        file: Option<File<'a>>,
    ) -> Option<Date> {
        self.reading.files.push(entry.place().file);
        let file = file?;
        let date = document.date(file.date.as_str())?;
        let kinds = [(true, "complete"), (false, "changes")];
        let complete = document.word("kind", file.kind.as_str(), &kinds)?;
        if !entry.stem().starts_with(&date.to_string()) {
            document.fault(file.date.as_str(), Fault::FileDate { date });
        }
        let found = file.rows.len() as u64;
        if let Some(stated) = file.stated.filter(|stated| *stated != found) {
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
            cells: Vec::with_capacity(file.rows.len()),
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
        let mut parsed = file.parsed.into_iter();
        for text in file.rows {
            document.turn_to(text);
            if let Some(row) = parsed.next().unwrap_or_else(|| document.parse(text)) {
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
            position: document.place(raw).position,
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
