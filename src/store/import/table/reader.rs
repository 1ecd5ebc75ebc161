//! Row by row: which body, which service, what is said, and what that changes.

use std::collections::{BTreeMap, HashMap};

use super::draft::{Said, Shared};
use super::mapping::{self, Column, Layout, Mapping};
use super::names::{Asked, Names, keep_responsible};
use super::words::{Meaning, Reading, Vocabulary, folded};
use super::{Outcome, when};
use crate::domain::body::{BodyId, Class};
use crate::domain::cell::{Cell, CellId};
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::import_fault::ImportFault;
use crate::domain::phase::Phase;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::rollout::SnapshotId;
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;
use crate::store::import::Original;
use crate::store::import::sheet::{Facts, Kind, Row};

/// Unknown names whose neighbours are looked for: each costs a look at every name.
const MAX_NEAR: usize = 300;

/// What a name was taken for.
type Key = (String, String, String, String);

pub(super) struct Reader<'a> {
    file: CleanText,
    mapping: &'a Mapping,
    data: &'a Dataset,
    base: Option<SnapshotId>,
    date: Date,
    names: Names<'a>,
    vocabulary: Vocabulary,
    layout: Option<Layout>,
    shared: Shared,
    rows: u64,
    told: u64,
    left_out: u64,
    near: usize,
    candidates: HashMap<Key, Vec<BodyId>>,
    services: HashMap<String, Option<ServiceId>>,
    cells: BTreeMap<CellId, (Cell, Cell)>,
    places: HashMap<CellId, (u32, u32)>,
    problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(
        original: &Original,
        mapping: &'a Mapping,
        data: &'a Dataset,
        base: Option<SnapshotId>,
        date: Date,
    ) -> Self {
        Self {
            file: original.origin.name.clone(),
            mapping,
            data,
            base,
            date,
            names: Names::new(&data.register),
            vocabulary: Vocabulary::new(&mapping.phases),
            layout: None,
            shared: Shared::new(&data.rollout.values),
            rows: 0,
            told: 0,
            left_out: 0,
            near: 0,
            candidates: HashMap::new(),
            services: HashMap::new(),
            cells: BTreeMap::new(),
            places: HashMap::new(),
            problems: Vec::new(),
        }
    }

    pub(super) fn has_head(&self) -> bool {
        self.layout.is_some()
    }

    pub(super) fn finish(mut self, mut facts: Facts) -> Outcome {
        // A row that could not be cut into fields tells one cell at least.
        let broken = facts.problems.len() as u64;
        self.problems.append(&mut facts.problems);
        Outcome {
            facts,
            rows: self.rows + broken,
            told: self.told + broken,
            left_out: self.left_out + broken,
            cells: self.cells,
            values: self.shared.into_values(),
            problems: self.problems,
        }
    }

    /// Takes one row: the head, or one below it. Rows above the head are titles.
    pub(super) fn row(&mut self, row: &Row) {
        let Some(layout) = self.layout.take() else {
            self.layout = Layout::of(row, self.mapping, &self.data.catalogue);
            let doubts = self
                .layout
                .as_mut()
                .map(|layout| std::mem::take(&mut layout.doubtful));
            for fault in doubts.into_iter().flatten() {
                self.push((row.number(), 1), fault.into());
            }
            return;
        };
        self.rows += 1;
        if layout.services.is_empty() {
            let at = layout.columns.get(&Column::Phase).copied();
            self.told += 1;
            if self.cell(row, &layout, None, at).is_none() {
                self.left_out += 1;
            }
        } else {
            for (at, service) in &layout.services {
                if is_blank(row.text(*at)) {
                    continue;
                }
                self.told += 1;
                if self.cell(row, &layout, Some(*service), Some(*at)).is_none() {
                    self.left_out += 1;
                }
            }
        }
        self.layout = Some(layout);
    }

    /// Takes what a row says of one cell; `None` where that is left out, and why is told.
    fn cell(
        &mut self,
        row: &Row,
        layout: &Layout,
        service: Option<ServiceId>,
        phase_at: Option<usize>,
    ) -> Option<()> {
        let service = match service {
            Some(service) => service,
            None => self.service(row, layout)?,
        };
        let id = self.body(row, layout, service)?;
        let said = self.said(row, layout, phase_at)?;
        let place = (row.number(), column_number(phase_at.unwrap_or(0)));
        let base = self
            .base
            .map_or(Cell::UNKNOWN, |base| self.data.rollout.cell(base, id));
        let after = self.shared.apply(&base, said);
        if let Some((_, first)) = self.cells.get(&id) {
            if *first == after {
                return Some(());
            }
            self.contradicts(id, place);
            return None;
        }
        self.cells.insert(id, (base, after));
        self.places.insert(id, place);
        Some(())
    }

    fn contradicts(&mut self, id: CellId, place: (u32, u32)) {
        let slot = self.data.responsibility.slot(id);
        let keys = slot.map(|slot| {
            let service = &self.data.catalogue.service(slot.service).key;
            let body = &self.data.register.body(slot.body).key;
            (service.clone(), CleanText::new(body.as_str()))
        });
        let (service, body) = keys.unwrap_or_default();
        let other = self.places.get(&id).map(|first| self.place(*first));
        self.problems.push(Problem {
            place: Some(self.place(place)),
            other,
            more: 0,
            fault: Fault::DuplicateCell { service, body },
        });
    }

    fn service(&mut self, row: &Row, layout: &Layout) -> Option<ServiceId> {
        let text = match layout.text(row, Column::Service) {
            "" => self.mapping.constants.service.as_str(),
            text => text,
        };
        let catalogue = &self.data.catalogue;
        let known = self.services.entry(text.to_owned());
        let found = *known.or_insert_with(|| mapping::service(catalogue, text));
        if found.is_none() {
            let keys: Vec<_> = catalogue
                .ids()
                .map(|id| catalogue.service(id).name.de.as_str())
                .collect();
            let fault = bad_field_of(layout, Column::Service, text, keys.join(", "));
            self.push((row.number(), number_of(layout, Column::Service)), fault);
        }
        found
    }

    /// The cell of the body that a row means. A name is never guessed: what several bodies are called is told.
    fn body(&mut self, row: &Row, layout: &Layout, service: ServiceId) -> Option<CellId> {
        let asked = Asked {
            code: layout.text(row, Column::Ars),
            name: layout.text(row, Column::Body),
            kind: layout.text(row, Column::Kind),
            district: layout.text(row, Column::District),
        };
        let shown = if asked.name.is_empty() {
            asked.code
        } else {
            asked.name
        };
        let column = if asked.name.is_empty() {
            Column::Ars
        } else {
            Column::Body
        };
        let at = (row.number(), number_of(layout, column));
        let key = [asked.code, asked.name, asked.kind, asked.district]
            .map(str::to_owned)
            .into();
        let names = &self.names;
        let known = self.candidates.entry(key);
        let mut found = known.or_insert_with(|| names.candidates(asked)).clone();
        let responsibility = &self.data.responsibility;
        keep_responsible(&mut found, responsibility, service);
        if self.mapping.resolve_members && found.len() == 1 {
            for id in &mut found {
                let body = self.data.register.body(*id);
                if body.class == Class::Mitgliedsgemeinde {
                    *id = body.samtgemeinde.unwrap_or(*id);
                }
            }
        }
        let text = CleanText::new(shown);
        let fault: Fault = match found.as_slice() {
            [one] => match responsibility.cell(service, *one) {
                Some(cell) => return Some(cell),
                None => self.not_acting(service, *one),
            },
            [] => {
                self.near += 1;
                let near = if self.near > MAX_NEAR {
                    String::new()
                } else {
                    self.names.near(asked)
                };
                ImportFault::UnknownName { text, near }.into()
            }
            several => {
                let told: Vec<_> = several
                    .iter()
                    .take(8)
                    .map(|id| self.names.told(*id))
                    .collect();
                let candidates = told.join("; ");
                ImportFault::SeveralBodies { text, candidates }.into()
            }
        };
        self.push(at, fault);
        None
    }

    fn not_acting(&self, service: ServiceId, body: BodyId) -> Fault {
        let Dataset {
            register,
            catalogue,
            responsibility,
            ..
        } = self.data;
        let serving = responsibility.serving(service, body);
        let instead = serving.and_then(|cell| responsibility.slot(cell));
        Fault::NotResponsible {
            service: catalogue.service(service).key.clone(),
            body: CleanText::new(register.body(body).key.as_str()),
            instead: instead.map(|slot| CleanText::new(&self.names.told(slot.body))),
        }
    }

    /// What a row says; `None` where its phase cannot be read. Other fields that cannot are told and passed over.
    fn said(&mut self, row: &Row, layout: &Layout, phase_at: Option<usize>) -> Option<Said> {
        let mut said = Said::default();
        if let Some(at) = phase_at {
            self.phase(row, layout, at, &mut said)?;
        }
        let since = self.day(row, layout, Column::Since);
        let planned = self.day(row, layout, Column::Planned);
        said.since = self
            .not_after(row, layout, Column::Since, since)
            .or(said.since);
        said.planned = planned.map(|when| when.last).or(said.planned);
        let updated = self.day(row, layout, Column::Updated);
        said.updated = self.not_after(row, layout, Column::Updated, updated);
        let clean = |text: &str| (!is_blank(text)).then(|| CleanText::new(text));
        let text = |column| clean(layout.text(row, column));
        let constants = &self.mapping.constants;
        said.provider = text(Column::Provider).or_else(|| clean(&constants.provider));
        said.procedure = text(Column::Procedure).or_else(|| clean(&constants.procedure));
        said.blocker = text(Column::Blocker);
        said.url = text(Column::Url);
        said.contact = text(Column::Contact);
        said.note = text(Column::Note);
        let solution = match layout.text(row, Column::Solution) {
            "" => constants.solution.as_str(),
            text => text,
        };
        said.own_solution = self.solution(row, layout, solution);
        self.marks(row, layout, &mut said);
        Some(said)
    }

    fn phase(&mut self, row: &Row, layout: &Layout, at: usize, said: &mut Said) -> Option<()> {
        let text = row.text(at);
        if is_blank(text) {
            return Some(());
        }
        let reading = match row.kind(at) {
            Kind::Error => None,
            Kind::Date(last) => Some(Reading {
                meaning: None,
                when: Some(when::When { last, is_day: true }),
            }),
            _ => self.vocabulary.read(text),
        };
        let Some(reading) = reading else {
            let allowed = self.vocabulary.allowed(text);
            let fault = bad_field(layout, at, text, allowed);
            self.push((row.number(), column_number(at)), fault);
            return None;
        };
        let is_past = reading
            .when
            .is_some_and(|when| when.is_day && when.last <= self.date);
        let alone_is_live = self.mapping.past_days_are_live && is_past;
        let phase = match reading.meaning {
            Some(meaning) => meaning.phase(),
            None if alone_is_live => Some(Some(Phase::Live)),
            None => Some(Some(Phase::Planned)),
        };
        said.phase = phase;
        said.is_deferred = reading.meaning == Some(Meaning::Deferred);
        said.is_disturbed = reading.meaning == Some(Meaning::Disturbed);
        let when = reading.when.map(|when| when.last);
        if phase == Some(Some(Phase::Live)) {
            // The last day of a month that is not over is no day since when.
            said.since = when.filter(|day| *day <= self.date);
        } else {
            said.planned = when;
        }
        Some(())
    }

    fn day(&mut self, row: &Row, layout: &Layout, column: Column) -> Option<when::When> {
        let at = *layout.columns.get(&column)?;
        let text = row.text(at);
        if is_blank(text) {
            return None;
        }
        if let Kind::Date(last) = row.kind(at) {
            return Some(when::When { last, is_day: true });
        }
        let found = when::parse(text).filter(|_| row.kind(at) != Kind::Error);
        if found.is_none() {
            let allowed = "31.10.2026, 10/2026, Oktober 2026, KW 44/2026, Q3/2026, 2026-10-31";
            let fault = bad_field(layout, at, text, allowed.to_owned());
            self.push((row.number(), column_number(at)), fault);
        }
        found
    }

    /// A day that is not after the snapshot's; one that is is told.
    fn not_after(
        &mut self,
        row: &Row,
        layout: &Layout,
        column: Column,
        day: Option<when::When>,
    ) -> Option<Date> {
        let day = day?;
        if day.last <= self.date {
            return Some(day.last);
        }
        if day.is_day {
            let field = if column == Column::Since {
                "since"
            } else {
                "updated"
            };
            let fault = Fault::AfterSnapshot {
                field,
                date: day.last,
            };
            self.push((row.number(), number_of(layout, column)), fault);
        }
        None
    }

    fn solution(&mut self, row: &Row, layout: &Layout, text: &str) -> Option<bool> {
        match folded(text).as_str() {
            "" => None,
            "efa" | "einer fur alle" | "ja" | "yes" | "true" => Some(false),
            "own" | "eigenlosung" | "eigene losung" | "eigen" | "nein" | "no" | "false" => {
                Some(true)
            }
            _ => {
                let fault = bad_field_of(
                    layout,
                    Column::Solution,
                    text,
                    "efa, own, Eigenlösung".to_owned(),
                );
                self.push((row.number(), number_of(layout, Column::Solution)), fault);
                None
            }
        }
    }

    fn marks(&mut self, row: &Row, layout: &Layout, said: &mut Said) {
        let text = layout.text(row, Column::Marks);
        for word in text.split([',', ';', '/']).filter(|word| !is_blank(word)) {
            match folded(word).as_str() {
                "zuruckgestellt" | "deferred" | "pausiert" => said.is_deferred = true,
                "gestort" | "disturbed" => said.is_disturbed = true,
                "eigenlosung" | "own" | "own solution" => said.own_solution = Some(true),
                "efa" => said.own_solution = Some(false),
                _ => {
                    let allowed = "zurückgestellt, gestört, Eigenlösung, EfA".to_owned();
                    let fault = bad_field_of(layout, Column::Marks, word, allowed);
                    self.push((row.number(), number_of(layout, Column::Marks)), fault);
                }
            }
        }
    }

    fn place(&self, position: (u32, u32)) -> Place {
        Place {
            file: self.file.clone(),
            position: Some(position),
        }
    }

    fn push(&mut self, position: (u32, u32), fault: Fault) {
        let place = self.place(position);
        self.problems.push(Problem::at(place, fault));
    }
}

fn bad_field_of(layout: &Layout, column: Column, text: &str, allowed: String) -> Fault {
    let at = layout.columns.get(&column).copied().unwrap_or(usize::MAX);
    bad_field(layout, at, text, allowed)
}

fn bad_field(layout: &Layout, at: usize, text: &str, allowed: String) -> Fault {
    ImportFault::BadField {
        column: layout.heads.get(at).cloned().unwrap_or_default(),
        text: CleanText::new(text),
        allowed,
    }
    .into()
}

/// Nothing, or a dash for it.
fn is_blank(text: &str) -> bool {
    matches!(text.trim(), "" | "-" | "–" | "—" | "/")
}

fn column_number(at: usize) -> u32 {
    u32::try_from(at + 1).unwrap_or(u32::MAX)
}

fn number_of(layout: &Layout, column: Column) -> u32 {
    layout
        .columns
        .get(&column)
        .map_or(1, |at| column_number(*at))
}
