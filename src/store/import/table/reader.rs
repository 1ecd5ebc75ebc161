//! Row by row: which body, which service, what is said, and what that changes.

mod said;

use std::collections::{BTreeMap, HashMap};

use super::Outcome;
use super::column::Column;
use super::draft::Shared;
use super::layout::{self, Layout};
use super::mapping::Mapping;
use super::names::{Asked, Names, keep_responsible};
use super::words::Vocabulary;
use crate::domain::body::{BodyId, Class};
use crate::domain::cell::{Cell, CellId};
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::import_fault::ImportFault;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::rollout::SnapshotId;
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;
use crate::store::import::Original;
use crate::store::import::sheet::{Facts, Row};

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
            whole: false,
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
        let found = *known.or_insert_with(|| layout::service(catalogue, text));
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
