//! `rollout/`: the snapshots. Files of one date add up; each row is checked against register, catalogue and rules.

mod interned;
mod parts;
mod reader;
mod ready;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use super::document::{Document, Row};
use super::folder::{Entry, Format, Listed};
use super::ground::Ground;
use super::shapes::{CellRow, JsonRaw, Parsed, Raw, RolloutFile, RonRaw};
use crate::domain::body::BodyId;
use crate::domain::cell::{Cell, CellId};
use crate::domain::date::{self, Date};
use crate::domain::key::BodyKey;
use crate::domain::lookup::Lookup;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::rollout::{Builder, Rollout, Snapshot};
use crate::domain::text::CleanText;
use interned::Interned;
use parts::{Merging, Part};
use reader::Reader;
pub(super) use ready::Ready;

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
    cells: Lookup<CellId, Given>,
    parts: Lookup<(CellId, BodyKey), Given>,
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
        } else if let Some(date) = ready.and_then(|ready| self.sound(ground, entry, ready.file)) {
            Some(date)
        } else {
            let text = files.text(entry, &mut problems);
            text.and_then(|text| {
                let mut document = Document::new(entry, &text);
                // Where a date has several files each row needs its place, for those that come twice.
                let sound = files.is_alone(entry).then(|| document.sound()).flatten();
                let date = sound.and_then(|file| self.sound(ground, entry, file));
                if date.is_some() {
                    return date;
                }
                let date = match document.format() {
                    Format::Json => self.row_by_row::<JsonRaw<'_>>(ground, entry, &mut document),
                    Format::Ron => self.row_by_row::<RonRaw<'_>>(ground, entry, &mut document),
                };
                told(document, date, &mut problems)
            })
        };
        self.problems.insert(at, problems);
        date
    }

    /// Takes in a file where nothing at all is wrong with it. Else `None`, and it is as if nobody had tried.
    fn sound<'a>(
        &mut self,
        ground: &Ground<'_>,
        entry: &Entry,
        file: RolloutFile<'a, Parsed<CellRow<'a>>>,
    ) -> Option<Date> {
        let date = date::parse(file.date.as_str()).filter(|date| !self.days.contains_key(date))?;
        let mut document = Document::new(entry, "");
        let mut reader = self.reader(ground);
        let read = reader.file(entry, &mut document, file);
        if document.is_sound() {
            return read;
        }
        self.days.remove(&date);
        self.files.pop();
        self.given = None;
        None
    }

    fn row_by_row<'a, R: Raw<'a> + Row<'a, CellRow<'a>>>(
        &mut self,
        ground: &Ground<'_>,
        entry: &Entry,
        document: &mut Document<'a>,
    ) -> Option<Date> {
        let file: RolloutFile<'a, R> = document.file()?;
        let mut reader = self.reader(ground);
        reader.file(entry, document, file)
    }

    fn reader<'a>(&'a mut self, ground: &'a Ground<'a>) -> Reader<'a> {
        Reader {
            ground,
            reading: self,
        }
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
