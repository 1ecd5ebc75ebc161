//! `rollout/`: the snapshots. Files of one date add up; each row is checked against register, catalogue and rules.

mod parts;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;

use super::document::Document;
use super::folder::{Entry, Format, Listed};
use super::ground::Ground;
use super::shapes::{CellRow, JsonRaw, Raw, RolloutFile, RonRaw, Word};
use crate::domain::body::BodyId;
use crate::domain::cell::{
    Cell, CellId, Detail, DetailId, Marks, Maturity, ProcedureId, ProviderId,
};
use crate::domain::date::Date;
use crate::domain::key::BodyKey;
use crate::domain::phase::{self, Phase};
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::rollout::{Builder, Rollout, Snapshot, Values};
use crate::domain::text::CleanText;
use parts::{Merging, Part};

/// All files of one date.
struct Day {
    snapshot: Snapshot,
    cells: Vec<(CellId, Cell)>,
    /// The first file of this date, by its position.
    file: usize,
    /// Where each cell was given, by position: file, line and column.
    given: Vec<Option<Given>>,
    /// The cells of bodies that others went into, as they were reported under each key.
    parts: Vec<Part>,
    given_parts: HashMap<(CellId, BodyKey), Given>,
}

/// Reads all snapshots.
pub(super) fn read(files: &Listed, ground: &Ground<'_>, problems: &mut Vec<Problem>) -> Rollout {
    let mut reader = Reader {
        ground,
        days: BTreeMap::new(),
        interned: Interned::default(),
        files: Vec::new(),
        merged: ground.register.former().map(|(_, into)| into).collect(),
    };
    for entry in files.rollout() {
        if files.has_twin(entry, problems) {
            continue;
        }
        let Some(text) = files.text(entry, problems) else {
            continue;
        };
        let mut document = Document::new(entry, &text);
        let read = match document.format() {
            Format::Json => reader.file::<JsonRaw<'_>>(entry, &mut document),
            Format::Ron => reader.file::<RonRaw<'_>>(entry, &mut document),
        };
        problems.extend(document.into_problems());
        if read.is_none() {
            super::lose(problems);
        }
    }
    reader.finish(files, problems)
}

struct Reader<'g> {
    ground: &'g Ground<'g>,
    days: BTreeMap<Date, Day>,
    interned: Interned,
    /// The files read so far.
    files: Vec<CleanText>,
    /// The bodies that others went into.
    merged: HashSet<BodyId>,
}

/// Where a cell was given first: a file by its position, line and column.
#[derive(Clone, Copy)]
struct Given {
    file: usize,
    position: Option<(u32, u32)>,
}

impl Day {
    /// Takes a value in; one of a body that others went into is kept under the key that it was reported for.
    fn take(&mut self, cell: CellId, part: Option<(CellId, BodyKey)>, value: Cell, given: Given) {
        if let Some((_, key)) = &part {
            let key = key.clone();
            self.parts.push(Part { cell, key, value });
        } else {
            self.cells.push((cell, value));
        }
        match (part, self.given.get_mut(cell.index())) {
            (Some(part), _) => {
                self.given_parts.insert(part, given);
            }
            (None, Some(slot)) => *slot = Some(given),
            (None, None) => {}
        }
    }
}

impl Reader<'_> {
    fn file<'a, R: Raw<'a>>(&mut self, entry: &Entry, document: &mut Document<'a>) -> Option<()> {
        self.files.push(entry.place().file);
        let file: RolloutFile<'a, R> = document.file()?;
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
        let mut day = self.days.remove(&date).unwrap_or_else(|| Day {
            snapshot: Snapshot {
                date,
                complete,
                sources: Vec::new(),
                synthetic: false,
                origins: Vec::new(),
            },
            cells: Vec::new(),
            file: self.files.len() - 1,
            given: vec![None; self.ground.responsibility.len()],
            parts: Vec::new(),
            given_parts: HashMap::new(),
        });
        day.snapshot
            .origins
            .extend(document.origin(file.imported.as_ref()));
        day.snapshot.complete |= complete;
        day.snapshot.synthetic |= file.synthetic;
        if !day.snapshot.sources.contains(&source) {
            day.snapshot.sources.push(source);
        }
        for raw in &file.cells {
            if let Some(row) = document.row::<CellRow<'_>>(raw.text()) {
                self.row(document, &mut day, raw.text(), &row);
            }
        }
        self.days.insert(date, day);
        Some(())
    }

    fn row(
        &mut self,
        document: &mut Document<'_>,
        day: &mut Day,
        raw: &str,
        row: &CellRow<'_>,
    ) -> Option<()> {
        let cell = self.ground.cell(document, &row.service, &row.body)?;
        let body_key = row.body.as_str();
        let body = self.ground.responsibility.slot(cell).map(|slot| slot.body);
        let is_merged = body.is_some_and(|body| self.merged.contains(&body));
        let part = BodyKey::parse(body_key).filter(|_| is_merged);
        let part = part.map(|key| (cell, key));
        let first = match &part {
            Some(part) => day.given_parts.get(part).copied(),
            None => day.given.get(cell.index()).copied().flatten(),
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
                    file: self.files.get(first.file).cloned().unwrap_or_default(),
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
            file: self.files.len() - 1,
            position: document.place(raw).position,
        };
        day.take(cell, part, value, given);
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
                .and_then(|word| self.interned.provider(document, word)),
            procedure: row
                .procedure
                .as_ref()
                .and_then(|word| self.interned.procedure(document, word)),
            detail: self.interned.detail(document, row),
        })
    }

    fn finish(self, files: &Listed, problems: &mut Vec<Problem>) -> Rollout {
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
        let mut builder = Builder::new(self.ground.responsibility.len());
        let days = self.days.iter();
        let days = days.map(|(date, day)| (*date, day.parts.as_slice()));
        let mut merging = Merging::new(self.ground.register, days);
        for (date, mut day) in self.days {
            let merged = merging.day(date, day.snapshot.complete, day.parts);
            day.cells.extend(merged);
            builder.push(day.snapshot, day.cells);
        }
        builder.finish(self.interned.values())
    }
}

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

/// Values seen so far, each with its position.
#[derive(Default)]
struct Interned {
    providers: HashMap<CleanText, usize>,
    procedures: HashMap<CleanText, usize>,
    details: HashMap<Detail, usize>,
}

fn position<T: Hash + Eq>(seen: &mut HashMap<T, usize>, value: T) -> usize {
    let next = seen.len();
    *seen.entry(value).or_insert(next)
}

fn in_order<T>(seen: HashMap<T, usize>) -> Vec<T> {
    let mut values: Vec<_> = seen.into_iter().collect();
    values.sort_unstable_by_key(|(_, position)| *position);
    values.into_iter().map(|(value, _)| value).collect()
}

impl Interned {
    fn provider(&mut self, document: &mut Document<'_>, word: &Word<'_>) -> Option<ProviderId> {
        let at = position(&mut self.providers, document.clean(word.as_str()));
        u16::try_from(at).ok().map(ProviderId)
    }

    fn procedure(&mut self, document: &mut Document<'_>, word: &Word<'_>) -> Option<ProcedureId> {
        let at = position(&mut self.procedures, document.clean(word.as_str()));
        u16::try_from(at).ok().map(ProcedureId)
    }

    fn detail(&mut self, document: &mut Document<'_>, row: &CellRow<'_>) -> Option<DetailId> {
        let mut clean =
            |word: &Option<Word<'_>>| word.as_ref().map(|word| document.clean(word.as_str()));
        let mut detail = Detail {
            blocker: clean(&row.blocker),
            url: clean(&row.url),
            contact: clean(&row.contact),
            note: clean(&row.note),
            maturity: None,
        };
        if let Some(maturity) = &row.maturity {
            let model = maturity
                .model
                .as_ref()
                .map(|model| document.clean(model.as_str()));
            detail.maturity = model
                .map(|model| Maturity {
                    level: maturity.level,
                    model,
                })
                .filter(is_known_level);
            if detail.maturity.is_none() {
                document.fault_of_field("maturity", Fault::BadMaturity);
            }
        }
        if detail == Detail::default() {
            return None;
        }
        u32::try_from(position(&mut self.details, detail))
            .ok()
            .map(DetailId)
    }

    fn values(self) -> Values {
        Values {
            providers: in_order(self.providers),
            procedures: in_order(self.procedures),
            details: in_order(self.details),
        }
    }
}

/// Model 1.1 has levels 0 to 4, model 2.0 has 0 to 7; other models are taken as they are.
fn is_known_level(maturity: &Maturity) -> bool {
    match maturity.model.as_str() {
        "1.1" => maturity.level <= 4,
        "2.0" => maturity.level <= 7,
        _ => true,
    }
}
