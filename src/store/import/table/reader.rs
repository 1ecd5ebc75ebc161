//! Row by row: which body, which service, what is said, and what that changes.

mod body;
mod said;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Outcome;
use super::column::Column;
use super::draft::Shared;
use super::layout::Layout;
use super::mapping::Mapping;
use super::names::{Found, Names};
use super::words::{Meaning, Vocabulary, folded};
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

/// Problems that are told one by one; the rest is counted.
const MAX_PROBLEMS: usize = 1_000;

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
    passed: u64,
    sums: Vec<(u32, CleanText)>,
    head_row: u32,
    /// Columns with content that nothing is read from.
    unread: BTreeSet<usize>,
    near: usize,
    candidates: HashMap<Key, Found>,
    services: HashMap<String, Option<ServiceId>>,
    cells: BTreeMap<CellId, (Cell, Cell)>,
    places: HashMap<CellId, (u32, u32)>,
    problems: Vec<Problem>,
    /// Problems beyond those that are kept.
    further: u64,
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
            passed: 0,
            sums: Vec::new(),
            head_row: 0,
            unread: BTreeSet::new(),
            near: 0,
            candidates: HashMap::new(),
            services: HashMap::new(),
            cells: BTreeMap::new(),
            places: HashMap::new(),
            problems: Vec::new(),
            further: 0,
        }
    }

    pub(super) fn has_head(&self) -> bool {
        self.layout.is_some()
    }

    pub(super) fn finish(mut self, mut facts: Facts) -> Outcome {
        // A row that could not be cut into fields tells one cell at least.
        let broken = facts.problems.len() as u64;
        if let Some(layout) = self.layout.take().filter(|_| !self.unread.is_empty()) {
            let columns: Vec<_> = self.unread.iter().map(|at| layout.told(*at)).collect();
            let first = self.unread.first().copied().unwrap_or_default();
            let columns = columns.join(", ");
            let at = (self.head_row, column_number(first));
            let place = self.place(at);
            let fault = ImportFault::Unread { columns };
            self.problems.insert(0, Problem::at(place, fault.into()));
        }
        self.problems.append(&mut facts.problems);
        let many = self.problems.len().saturating_sub(MAX_PROBLEMS) as u64;
        self.problems.truncate(MAX_PROBLEMS);
        if many + self.further > 0 {
            let count = many + self.further;
            let place = Place {
                file: self.file.clone(),
                position: None,
            };
            self.problems
                .push(Problem::at(place, Fault::ManyMore { count }));
        }
        Outcome {
            facts,
            rows: self.rows + broken,
            told: self.told + broken,
            left_out: self.left_out + broken,
            passed: self.passed,
            sums: self.sums,
            cells: self.cells,
            values: self.shared.into_values(),
            problems: self.problems,
        }
    }

    /// Takes one row: the head, or one below it. Rows above the head are titles.
    pub(super) fn row(&mut self, row: &Row) {
        let Some(layout) = self.layout.take() else {
            self.layout = Layout::of(row, self.mapping, &self.data.catalogue);
            self.head_row = row.number();
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
        let unread = (0..row.len()).filter(|at| !layout.settled.contains(at));
        self.unread
            .extend(unread.filter(|at| !is_blank(row.text(*at))));
        if let Some(name) = sum(row, &layout) {
            self.sums.push((row.number(), name));
        } else if layout.services.is_empty() {
            let at = layout.columns.get(&Column::Phase).copied();
            self.take(row, &layout, None, at);
        } else {
            for (at, service) in &layout.services {
                if !is_blank(row.text(*at)) {
                    self.take(row, &layout, Some(*service), Some(*at));
                }
            }
        }
        self.layout = Some(layout);
    }

    /// Counts one cell of a row, unless the list says that there is none.
    fn take(
        &mut self,
        row: &Row,
        layout: &Layout,
        service: Option<ServiceId>,
        phase_at: Option<usize>,
    ) {
        let meaning = phase_at.and_then(|at| self.vocabulary.meaning(row.text(at)));
        if meaning == Some(Meaning::NotResponsible) {
            self.passed += 1;
            return;
        }
        self.told += 1;
        if self.cell(row, layout, service, phase_at).is_none() {
            self.left_out += 1;
        }
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
        let after = self.shared.apply(&base, said, self.date);
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

    fn place(&self, position: (u32, u32)) -> Place {
        Place {
            file: self.file.clone(),
            position: Some(position),
        }
    }

    fn push(&mut self, position: (u32, u32), fault: Fault) {
        let problem = Problem::at(self.place(position), fault);
        // What is wrong with a row is told once, not once for each of its services.
        let row = |problem: &Problem| problem.place.as_ref()?.position.map(|(row, _)| row);
        let told = self.problems.iter().rev();
        let mut of_row = told.take_while(|told| row(told) == Some(position.0));
        if of_row.any(|told| *told == problem) {
            return;
        }
        if self.problems.len() < MAX_PROBLEMS {
            self.problems.push(problem);
        } else {
            self.further += 1;
        }
    }
}

/// What a row is called that is the sum of others.
fn sum(row: &Row, layout: &Layout) -> Option<CleanText> {
    let name = layout.text(row, Column::Body);
    let is_keyed = !is_blank(layout.text(row, Column::Ars));
    let folded = folded(name);
    let is_sum = matches!(
        folded.split(' ').next()?,
        "summe" | "gesamt" | "gesamtsumme" | "insgesamt" | "total" | "sum"
    );
    (is_sum && !is_keyed).then(|| CleanText::new(name))
}

/// A field that is passed over, where the rest of the row is read.
fn bad_detail(layout: &Layout, column: Column, text: &str, allowed: &str) -> Fault {
    ImportFault::BadDetail {
        column: layout.head(column),
        text: CleanText::new(text),
        allowed: allowed.to_owned(),
    }
    .into()
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
pub(super) fn is_blank(text: &str) -> bool {
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
