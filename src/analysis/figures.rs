//! All figures of one date, computed once when the date or the data changes.

mod of_cells;

use std::collections::BTreeMap;

use super::change::{Transition, Way};
use super::choice::Choice;
use super::group::{Group, Size};
use super::tally::Tally;
use crate::domain::body::BodyId;
use crate::domain::cell::{Cell, CellId, Marks, ProviderId};
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::evidence::Sight;
use crate::domain::phase::Phase;
use crate::domain::rollout::SnapshotId;
use crate::domain::service::ServiceId;
pub use of_cells::Figures;

/// What counts as too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thresholds {
    /// Days in one phase after which a cell has stalled.
    pub stalled_days: u32,
    /// Days after which a snapshot is stale, counted against today.
    pub stale_days: u32,
    /// Days after the planned date until a cell counts as overdue.
    pub overdue_days: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            stalled_days: 180,
            stale_days: 45,
            overdue_days: 0,
        }
    }
}

/// What the people of a municipality find: every service, through whichever body serves them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Served {
    /// Services by the phase of the cell that serves this municipality.
    pub services: Tally,
    /// Of these, cells of the municipality itself.
    pub own: Tally,
    /// Own cells whose planned date has passed.
    pub overdue: u64,
    /// The next planned date among its own cells that are not live.
    pub next: Option<Date>,
    /// Services in a later phase than on the date compared with.
    pub forward: u64,
    /// Services in an earlier phase than on the date compared with.
    pub backward: u64,
}

/// All figures of one date.
#[derive(Debug, Default)]
pub struct Standing {
    /// The snapshot; `None` where there is none at all.
    pub at: Option<SnapshotId>,
    /// Its date.
    pub date: Option<Date>,
    /// The cells that are counted.
    pub choice: Choice,
    /// All cells, by position, chosen or not.
    pub cells: Vec<Cell>,
    /// What the public index shows of every cell, by position; empty where no evidence is in force.
    pub sights: Vec<Sight>,
    /// The snapshot compared with; `None` where there is none.
    pub base: Option<SnapshotId>,
    /// Its date.
    pub base_date: Option<Date>,
    /// The cells on that date; empty where there is none.
    pub before: Vec<Cell>,
    /// The last phase that was reported before, by position: silence in between does not hide a step back.
    pub last_known: Vec<Option<Phase>>,
    /// Everything together.
    pub total: Figures,
    /// Services that all responsible bodies have online.
    pub everywhere: u64,
    services: Vec<Figures>,
    groups: BTreeMap<Group, Figures>,
    per_service: BTreeMap<(Group, ServiceId), Figures>,
    served: Vec<Served>,
}

impl Standing {
    /// Counts all cells of one snapshot and compares them with `base`, or with the snapshot before.
    pub fn new(
        data: &Dataset,
        at: Option<SnapshotId>,
        base: Option<SnapshotId>,
        thresholds: Thresholds,
    ) -> Self {
        Self::of_chosen(data, at, base, thresholds, Choice::default())
    }

    /// Counts the chosen cells of one snapshot and compares them with `base`, or with the snapshot before.
    pub fn of_chosen(
        data: &Dataset,
        at: Option<SnapshotId>,
        base: Option<SnapshotId>,
        thresholds: Thresholds,
        choice: Choice,
    ) -> Self {
        let Some((at, snapshot)) = at.and_then(|at| Some((at, data.rollout.snapshot(at)?))) else {
            return Self::default();
        };
        let base = base.or(at.previous());
        let base_date = base
            .and_then(|base| data.rollout.snapshot(base))
            .map(|base| base.date);
        let mut standing = Self {
            at: Some(at),
            date: Some(snapshot.date),
            base,
            base_date,
            choice,
            cells: data.rollout.cells(at),
            before: base
                .map(|base| data.rollout.cells(base))
                .unwrap_or_default(),
            services: vec![Figures::default(); data.catalogue.len()],
            ..Self::default()
        };
        let known = |id: CellId| {
            let mut earlier = data
                .rollout
                .history(id)
                .rev()
                .filter(|(from, _)| *from < at);
            earlier.find_map(|(_, cell)| cell.phase)
        };
        standing.last_known = data.responsibility.ids().map(known).collect();
        standing.see(data, at);
        standing.count(data, snapshot.date, thresholds);
        standing.everywhere = standing
            .services
            .iter()
            .filter(|figures| figures.is_everywhere())
            .count() as u64;
        standing.served = data
            .register
            .ids()
            .map(|body| standing.serve(data, body, snapshot.date, thresholds))
            .collect();
        standing
    }

    /// Takes in what the public index shows: a live cell of which it has broken links only is disturbed on this date.
    fn see(&mut self, data: &Dataset, at: SnapshotId) {
        let Some(evidence) = data.evidence_on(at) else {
            return;
        };
        let ids = data.responsibility.ids();
        self.sights = ids.map(|id| evidence.sight(id)).collect();
        for (cell, sight) in self.cells.iter_mut().zip(&self.sights) {
            if cell.is_live() && *sight == Sight::Broken {
                cell.marks = cell.marks.with(Marks::DISTURBED);
            }
        }
    }

    fn count(&mut self, data: &Dataset, on: Date, thresholds: Thresholds) {
        for (id, slot) in data.responsibility.slots() {
            let Some(now) = self.cells.get(id.index()).filter(|_| self.choice.has(id)) else {
                continue;
            };
            let before = self.before.get(id.index());
            let of_cell = Figures::of_cell(slot, now, before, on, thresholds);
            for group in groups_of(data, slot.body, now) {
                let of_group = self.per_service.entry((group, slot.service));
                of_group.or_default().merge(&of_cell);
            }
        }
        for ((group, service), figures) in &self.per_service {
            self.groups.entry(*group).or_default().merge(figures);
            // Every cell has one provider, or none: together these groups are all.
            if matches!(group, Group::Provider(_)) {
                self.total.merge(figures);
                if let Some(of_service) = self.services.get_mut(service.index()) {
                    of_service.merge(figures);
                }
            }
        }
    }

    fn serve(&self, data: &Dataset, body: BodyId, on: Date, thresholds: Thresholds) -> Served {
        let mut served = Served::default();
        for service in data.catalogue.ids() {
            let Some(id) = data.responsibility.serving(service, body) else {
                continue;
            };
            let chosen = self.choice.serves(service, body);
            let Some(cell) = self.cells.get(id.index()).filter(|_| chosen) else {
                continue;
            };
            served.services.add(cell.phase, 1);
            let way = self.transition(id).map(Transition::way);
            served.forward += u64::from(way == Some(Way::Forward));
            served.backward += u64::from(way == Some(Way::Backward));
            if data
                .responsibility
                .slot(id)
                .is_none_or(|slot| slot.body != body)
            {
                continue;
            }
            served.own.add(cell.phase, 1);
            served.overdue += u64::from(cell.overdue_days(on, thresholds.overdue_days).is_some());
            let ahead = cell
                .planned
                .filter(|planned| *planned >= on && !cell.is_live());
            served.next = match (served.next, ahead) {
                (Some(next), Some(ahead)) => Some(next.min(ahead)),
                (next, ahead) => next.or(ahead),
            };
        }
        served
    }

    /// One cell; unreported where there is no snapshot.
    pub fn cell(&self, id: CellId) -> Cell {
        self.cells.get(id.index()).copied().unwrap_or(Cell::UNKNOWN)
    }

    /// What the public index shows of a cell; `None` where no evidence is in force.
    pub fn sight(&self, id: CellId) -> Option<Sight> {
        self.sights.get(id.index()).copied()
    }

    /// How a cell moved since the date compared with; `None` where it did not.
    pub fn transition(&self, id: CellId) -> Option<Transition> {
        let before = self.before.get(id.index())?;
        Transition::between(before, self.cells.get(id.index())?)
    }

    /// Figures of a service.
    pub fn service(&self, id: ServiceId) -> Figures {
        self.services.get(id.index()).copied().unwrap_or_default()
    }

    /// Figures of everything that lies in a district, the district included.
    pub fn district(&self, id: BodyId) -> Figures {
        self.group(Group::District(id))
    }

    /// Figures of one service in a district; nothing where no body there is responsible.
    pub fn service_in_district(&self, service: ServiceId, district: BodyId) -> Option<Figures> {
        self.service_in(service, Group::District(district))
    }

    /// Figures of a group.
    pub fn group(&self, group: Group) -> Figures {
        self.groups.get(&group).copied().unwrap_or_default()
    }

    /// Figures of one service in a group; nothing where it has no cell there.
    pub fn service_in(&self, service: ServiceId, group: Group) -> Option<Figures> {
        self.per_service.get(&(group, service)).copied()
    }

    /// The providers named on this date, and `None` for the cells without one.
    pub fn providers(&self) -> impl Iterator<Item = Option<ProviderId>> {
        self.groups.keys().filter_map(|group| match group {
            Group::Provider(id) => Some(*id),
            _ => None,
        })
    }

    /// Figures of a provider's cells.
    pub fn provider(&self, id: Option<ProviderId>) -> Figures {
        self.group(Group::Provider(id))
    }

    /// What the people of a body find.
    pub fn served(&self, body: BodyId) -> Served {
        self.served.get(body.index()).copied().unwrap_or_default()
    }
}

/// The groups that a cell belongs to.
pub(super) fn groups_of(data: &Dataset, id: BodyId, cell: &Cell) -> [Group; 3] {
    let district = data.register.body(id).district;
    let size = Size::of_unit(&data.register, id);
    [
        district.map_or(Group::NoDistrict, Group::District),
        Group::Provider(cell.provider),
        size.map_or(Group::NoUnit, Group::Size),
    ]
}
