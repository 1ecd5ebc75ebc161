//! Cells of bodies that others went into. What was reported under the former keys counts for the body of today: of several
//! reports on one date the least far phase, and "not reported" below all, so that nothing is ever overstated.
//!
//! A former body that did not report in a complete snapshot, though it had reported anything before and existed still,
//! counts as not reported. From the day of the change on a report of the body itself speaks for all that went into it.

use std::collections::{BTreeMap, HashMap};

use crate::domain::cell::{Cell, CellId};
use crate::domain::date::Date;
use crate::domain::key::BodyKey;
use crate::domain::register::Register;

/// A report under one key.
pub(super) struct Part {
    pub(super) cell: CellId,
    pub(super) key: BodyKey,
    pub(super) value: Cell,
}

/// What the bodies of a cell reported last, while the days pass.
pub(super) struct Merging<'r> {
    register: &'r Register,
    /// Whoever ever reports about a cell.
    reporters: BTreeMap<CellId, Vec<BodyKey>>,
    /// The first day on which a body reports anything.
    first: HashMap<BodyKey, Date>,
    now: BTreeMap<CellId, Vec<(BodyKey, Cell)>>,
}

impl<'r> Merging<'r> {
    /// Prepares with all days, the earliest first.
    pub(super) fn new<'p>(
        register: &'r Register,
        days: impl Iterator<Item = (Date, &'p [Part])>,
    ) -> Self {
        let mut merging = Self {
            register,
            reporters: BTreeMap::new(),
            first: HashMap::new(),
            now: BTreeMap::new(),
        };
        for (date, parts) in days {
            for part in parts {
                merging.first.entry(part.key.clone()).or_insert(date);
                let reporters = merging.reporters.entry(part.cell).or_default();
                if !reporters.contains(&part.key) {
                    reporters.push(part.key.clone());
                }
            }
        }
        merging
    }

    /// The cells that the reports of the next day change.
    pub(super) fn day(
        &mut self,
        date: Date,
        complete: bool,
        parts: Vec<Part>,
    ) -> Vec<(CellId, Cell)> {
        if complete {
            self.now.clear();
        }
        let mut told: Vec<CellId> = parts.iter().map(|part| part.cell).collect();
        told.sort_unstable();
        told.dedup();
        for part in &parts {
            if let Some(now) = self.now.get_mut(&part.cell) {
                let replaced = |key: &BodyKey| {
                    *key == part.key || speaks_for(self.register, &part.key, key, date)
                };
                now.retain(|(key, _)| !replaced(key));
            }
        }
        for part in parts {
            let now = self.now.entry(part.cell).or_default();
            now.push((part.key, part.value));
        }
        let silent = |cell: &CellId, now: &[(BodyKey, Cell)]| {
            let of_cell = self.reporters.get(cell).map_or(&[][..], Vec::as_slice);
            of_cell.iter().any(|key| {
                !now.iter().any(|(known, _)| known == key) && self.exists(key, of_cell, date)
            })
        };
        let least = |cell: CellId| {
            let now = self.now.get(&cell)?;
            if complete && silent(&cell, now) {
                return Some((cell, Cell::UNKNOWN));
            }
            let (_, least) = now.iter().min_by_key(|(_, value)| value.phase)?;
            Some((cell, *least))
        };
        told.into_iter().filter_map(least).collect()
    }

    /// Whether a body that reports about a cell is one of its own on that day: it has reported before, and neither went
    /// into another nor took all others over.
    fn exists(&self, key: &BodyKey, reporters: &[BodyKey], date: Date) -> bool {
        let gone = |key: &BodyKey| {
            let mut succession = self.register.succession(key.as_str());
            succession.next().map(|former| former.since)
        };
        let until = gone(key).or_else(|| reporters.iter().filter_map(gone).max());
        self.first.get(key).is_some_and(|first| *first <= date)
            && until.is_some_and(|until| date < until)
    }
}

/// Whether the first key is one that the body of the other went into by that day.
fn speaks_for(register: &Register, key: &BodyKey, other: &BodyKey, date: Date) -> bool {
    register
        .succession(other.as_str())
        .take_while(|former| former.since <= date)
        .any(|former| former.into == *key)
}
