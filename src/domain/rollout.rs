//! The history of all cells: one snapshot per date, kept as the moments at which a cell changed.

use std::sync::Arc;

use super::cell::{Cell, CellId, Detail, DetailId, ProcedureId, ProviderId};
use super::date::Date;
use super::origin::Origin;
use super::text::CleanText;

/// Position of a snapshot in time, the earliest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SnapshotId(pub u16);

impl SnapshotId {
    /// The position as an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The snapshot before this one.
    pub fn previous(self) -> Option<Self> {
        self.0.checked_sub(1).map(Self)
    }
}

/// What is known about one snapshot ("Stand") as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snapshot {
    /// The Stichtag.
    pub date: Date,
    /// Whether every cell is told; otherwise only what changed since the snapshot before.
    pub complete: bool,
    /// Where the data comes from, each source once.
    pub sources: Vec<CleanText>,
    /// Whether any of it was made up for training: then every screen says so.
    pub synthetic: bool,
    /// The files it was imported from.
    pub origins: Vec<Origin>,
}

/// A cell as it stands from one snapshot on until its next run.
#[derive(Clone, Copy, Debug)]
struct Run {
    from: SnapshotId,
    cell: Cell,
}

/// All snapshots. Cells are stored as runs: a real history changes one cell in seventeen from month to month.
#[derive(Debug, Default)]
pub struct Rollout {
    snapshots: Vec<Snapshot>,
    starts: Vec<u32>,
    runs: Vec<Run>,
    /// The seldom and repeated values of cells.
    pub values: Values,
}

/// Values that many cells share, each stored once.
#[derive(Debug, Default)]
pub struct Values {
    /// IT providers.
    pub providers: Vec<CleanText>,
    /// Fachverfahren.
    pub procedures: Vec<CleanText>,
    /// Seldom fields.
    pub details: Vec<Arc<Detail>>,
}

impl Values {
    /// Name of a provider.
    pub fn provider(&self, id: ProviderId) -> Option<&CleanText> {
        self.providers.get(usize::from(id.0))
    }

    /// Name of a Fachverfahren.
    pub fn procedure(&self, id: ProcedureId) -> Option<&CleanText> {
        self.procedures.get(usize::from(id.0))
    }

    /// The seldom fields of a cell.
    pub fn detail(&self, id: DetailId) -> Option<&Detail> {
        self.details.get(id.0 as usize).map(AsRef::as_ref)
    }
}

impl Rollout {
    /// All snapshot ids, earliest first.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = SnapshotId> + ExactSizeIterator + use<> {
        (0..u16::try_from(self.snapshots.len()).unwrap_or(u16::MAX)).map(SnapshotId)
    }

    /// How many snapshots there are.
    pub fn len(&self) -> usize {
        self.snapshots.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.snapshots.is_empty()
    }

    /// The newest snapshot.
    pub fn newest(&self) -> Option<SnapshotId> {
        self.ids().next_back()
    }

    /// What is known about a snapshot.
    pub fn snapshot(&self, id: SnapshotId) -> Option<&Snapshot> {
        self.snapshots.get(id.index())
    }

    /// The snapshot of exactly this date.
    pub fn find(&self, date: Date) -> Option<SnapshotId> {
        self.ids().find(|id| {
            self.snapshot(*id)
                .is_some_and(|snapshot| snapshot.date == date)
        })
    }

    fn runs_of(&self, cell: CellId) -> &[Run] {
        let bound = |at: usize| {
            self.starts
                .get(at)
                .map_or(self.runs.len(), |start| *start as usize)
        };
        self.runs
            .get(bound(cell.index())..bound(cell.index() + 1))
            .unwrap_or_default()
    }

    /// One cell on one date; `Cell::UNKNOWN` where nobody ever reported.
    pub fn cell(&self, id: SnapshotId, cell: CellId) -> Cell {
        let runs = self.runs_of(cell);
        let after = runs.partition_point(|run| run.from <= id);
        after
            .checked_sub(1)
            .and_then(|at| runs.get(at))
            .map_or(Cell::UNKNOWN, |run| run.cell)
    }

    /// All cells on one date, by position.
    pub fn cells(&self, id: SnapshotId) -> Vec<Cell> {
        let count = self.starts.len().saturating_sub(1);
        (0..u32::try_from(count).unwrap_or(u32::MAX))
            .map(|cell| self.cell(id, CellId(cell)))
            .collect()
    }

    /// The snapshots in which a cell changed, earliest first, with its value from then on.
    pub fn history(&self, cell: CellId) -> impl DoubleEndedIterator<Item = (SnapshotId, Cell)> {
        self.runs_of(cell).iter().map(|run| (run.from, run.cell))
    }

    /// How many runs are kept: the measure of memory.
    pub fn run_count(&self) -> usize {
        self.runs.len()
    }
}

/// Collects snapshots in order of their dates.
#[derive(Debug)]
pub struct Builder {
    snapshots: Vec<Snapshot>,
    changes: Vec<(CellId, Run)>,
    now: Vec<Cell>,
    given: Vec<bool>,
}

impl Builder {
    /// Prepares for this many cells, all of them unreported at first.
    pub fn new(cells: usize) -> Self {
        Self {
            snapshots: Vec::new(),
            changes: Vec::new(),
            now: vec![Cell::UNKNOWN; cells],
            given: vec![false; cells],
        }
    }

    /// Adds one snapshot, later than all before. In a complete one a cell that is not given is unreported; in one of
    /// changes it stays as it was. Of a cell given twice the last counts. At most 65,535 snapshots are kept.
    pub fn push(&mut self, snapshot: Snapshot, cells: impl IntoIterator<Item = (CellId, Cell)>) {
        let Ok(from) = u16::try_from(self.snapshots.len()).map(SnapshotId) else {
            return;
        };
        let complete = snapshot.complete;
        self.snapshots.push(snapshot);
        for (id, cell) in cells {
            let (Some(now), Some(given)) =
                (self.now.get_mut(id.index()), self.given.get_mut(id.index()))
            else {
                continue;
            };
            *given = true;
            if *now != cell {
                *now = cell;
                self.changes.push((id, Run { from, cell }));
            }
        }
        for (id, (now, given)) in (0..)
            .map(CellId)
            .zip(self.now.iter_mut().zip(&mut self.given))
        {
            if complete && !*given && *now != Cell::UNKNOWN {
                *now = Cell::UNKNOWN;
                self.changes.push((
                    id,
                    Run {
                        from,
                        cell: Cell::UNKNOWN,
                    },
                ));
            }
            *given = false;
        }
    }

    /// Sorts the runs by cell; time order within a cell is kept.
    pub fn finish(mut self, values: Values) -> Rollout {
        self.changes.sort_by_key(|(cell, _)| *cell);
        let mut starts = Vec::with_capacity(self.now.len() + 1);
        let mut at: u32 = 0;
        let mut changes = self.changes.iter().peekable();
        for cell in (0..).map(CellId).take(self.now.len()) {
            starts.push(at);
            while changes.next_if(|(of, _)| *of == cell).is_some() {
                at += 1;
            }
        }
        starts.push(at);
        Rollout {
            snapshots: self.snapshots,
            starts,
            runs: self.changes.into_iter().map(|(_, run)| run).collect(),
            values,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::parse;
    use crate::domain::phase::Phase;

    fn snapshot(date: &str, complete: bool) -> Snapshot {
        Snapshot {
            date: parse(date).unwrap(),
            complete,
            sources: Vec::new(),
            synthetic: false,
            origins: Vec::new(),
        }
    }

    fn at(phase: Phase) -> Cell {
        Cell {
            phase: Some(phase),
            ..Cell::UNKNOWN
        }
    }

    #[test]
    fn changes_keep_and_complete_snapshots_forget() {
        let mut builder = Builder::new(3);
        builder.push(
            snapshot("2026-01-31", true),
            [(CellId(0), at(Phase::Open)), (CellId(1), at(Phase::Pilot))],
        );
        builder.push(
            snapshot("2026-02-28", false),
            [(CellId(0), at(Phase::Live))],
        );
        builder.push(
            snapshot("2026-03-31", true),
            [(CellId(0), at(Phase::Live)), (CellId(2), at(Phase::Open))],
        );
        let rollout = builder.finish(Values::default());
        let phases = |id| {
            rollout
                .cells(SnapshotId(id))
                .iter()
                .map(|cell| cell.phase)
                .collect::<Vec<_>>()
        };
        assert_eq!(phases(0), [Some(Phase::Open), Some(Phase::Pilot), None]);
        assert_eq!(phases(1), [Some(Phase::Live), Some(Phase::Pilot), None]);
        assert_eq!(phases(2), [Some(Phase::Live), None, Some(Phase::Open)]);
        assert_eq!(rollout.run_count(), 5);
        assert_eq!(
            rollout
                .history(CellId(1))
                .map(|(id, _)| id.0)
                .collect::<Vec<_>>(),
            [0, 2]
        );
        assert_eq!(rollout.cell(SnapshotId(9), CellId(7)), Cell::UNKNOWN);
    }
}
