//! What a date is about: the lists behind the weekly questions, each with what is worst first. Computed with the figures,
//! so that no screen sorts anything while it is painted.

use std::cmp::Reverse;
use std::collections::HashSet;

use super::change::{Transition, Way};
use super::checks::Topic;
use super::comparison::Comparison;
use super::figures::{Figures, Standing, groups_of};
use super::forecast::Arrival;
use super::group::Group;
use super::outlook::Outlooks;
use super::trend::Subject;
use crate::domain::body::BodyId;
use crate::domain::cell::{CellId, Marks, ProviderId};
use crate::domain::dataset::Dataset;
use crate::domain::date::{Date, days_between};
use crate::domain::problem::Problem;
use crate::domain::service::ServiceId;

/// Days ahead that count as the next four weeks, from the date on screen.
pub const AHEAD_DAYS: u32 = 28;

/// The lists of one date.
#[derive(Debug, Default)]
pub struct Digest {
    /// Cells in another phase than on the date compared with: steps back first, then by service and name of the body.
    pub changed: Vec<(CellId, Transition)>,
    /// Cells that are planned to go live within [`AHEAD_DAYS`] and are not paused, the next ones first.
    pub upcoming: Vec<CellId>,
    /// Services with more live cells than on the date compared with, the most first.
    pub movers: Vec<ServiceId>,
    /// Services that are not everywhere, the smallest reach by bodies first.
    pub slow_services: Vec<ServiceId>,
    /// Districts in which cells are missing, the smallest reach by bodies first.
    pub slow_districts: Vec<BodyId>,
    /// Providers with cells that are not live, the most first.
    pub backlog: Vec<Option<ProviderId>>,
    /// The forecasts of every subject.
    pub outlooks: Outlooks,
    /// Services that arrive everywhere at the present pace, the next ones first.
    pub arriving: Vec<(ServiceId, Date)>,
    /// Services that are not everywhere and do not get there at the present pace, or in more than 30 years only.
    pub never_arriving: usize,
    /// Services that are not everywhere and carry no forecast.
    pub without_forecast: usize,
    /// Tracking held against the public index; `None` where no evidence is in force.
    pub comparison: Option<Comparison>,
    topics: [Vec<usize>; Topic::ALL.len()],
    flagged: HashSet<CellId>,
    flagged_groups: HashSet<(Option<ServiceId>, Group)>,
    ways: [u64; Way::ALL.len()],
    known: Option<HashSet<(&'static str, CellId)>>,
    known_count: [u64; Topic::ALL.len()],
    /// Whether evidence is in force on one of the two dates only: then its findings cannot be compared.
    one_sided: bool,
}

impl Digest {
    /// Draws the lists up. `problems` are all of the date on screen, `earlier` the findings of the date compared with,
    /// where an operator compares; `outlooks` are forecasts from that date on.
    pub fn new(
        data: &Dataset,
        standing: &Standing,
        problems: &[Problem],
        earlier: Option<&[Problem]>,
        outlooks: Outlooks,
    ) -> Self {
        let mut digest = Self {
            changed: changed(data, standing),
            upcoming: upcoming(data, standing),
            outlooks,
            comparison: Comparison::new(data, standing),
            one_sided: standing
                .base
                .is_some_and(|base| data.evidence_on(base).is_some() == standing.sights.is_empty()),
            ..Self::default()
        };
        for (_, transition) in &digest.changed {
            if let Some(count) = digest.ways.get_mut(transition.way() as usize) {
                *count += 1;
            }
        }
        for (at, problem) in problems.iter().enumerate() {
            if let Some(list) = digest.topics.get_mut(Topic::of(&problem.fault) as usize) {
                list.push(at);
            }
            if let Some(cell) = problem.cell() {
                digest.flag(data, standing, cell);
            }
        }
        digest.known = earlier.map(|earlier| earlier.iter().filter_map(key).collect());
        for problem in earlier.unwrap_or_default() {
            if let Some(count) = digest
                .known_count
                .get_mut(Topic::of(&problem.fault) as usize)
            {
                *count += 1;
            }
        }
        digest.rank(data, standing);
        digest.forecast();
        digest
    }

    fn flag(&mut self, data: &Dataset, standing: &Standing, cell: CellId) {
        self.flagged.insert(cell);
        let Some(slot) = data.responsibility.slot(cell) else {
            return;
        };
        for group in groups_of(data, slot.body, &standing.cell(cell)) {
            self.flagged_groups
                .extend([(None, group), (Some(slot.service), group)]);
        }
    }

    fn rank(&mut self, data: &Dataset, standing: &Standing) {
        let reach = |figures: Figures| {
            let share = figures.bodies.reach();
            // Parts per million of a whole that is not nothing.
            (share.part * 1_000_000).checked_div(share.whole)
        };
        let services = data.catalogue.ids();
        let mut slow: Vec<_> = services
            .filter(|id| standing.service(*id).missing() > 0)
            .collect();
        slow.sort_by_key(|id| reach(standing.service(*id)));
        self.slow_services = slow;
        let mut movers: Vec<_> = data
            .catalogue
            .ids()
            .filter_map(|id| {
                Some((
                    standing.service(id).change.filter(|change| *change > 0)?,
                    id,
                ))
            })
            .collect();
        movers.sort_by_key(|(change, id)| (Reverse(*change), *id));
        self.movers = movers.into_iter().map(|(_, id)| id).collect();
        let mut slow: Vec<_> = data
            .register
            .districts()
            .filter(|id| standing.district(*id).missing() > 0)
            .collect();
        slow.sort_by_key(|id| (reach(standing.district(*id)), data.register.rank(*id)));
        self.slow_districts = slow;
        let mut backlog: Vec<_> = standing
            .providers()
            .filter(|id| standing.provider(*id).missing() > 0)
            .collect();
        backlog.sort_by_key(|id| Reverse(standing.provider(*id).missing()));
        self.backlog = backlog;
    }

    /// Sorts the services that are not everywhere by what their pace says.
    fn forecast(&mut self) {
        for id in &self.slow_services {
            let outlook = self.outlooks.of(Subject::Service(*id));
            match outlook.map(|outlook| outlook.pace.arrival) {
                Some(Arrival::Expected { date, .. }) => self.arriving.push((*id, date)),
                Some(Arrival::NotAtThisPace | Arrival::TooFar) => self.never_arriving += 1,
                _ => self.without_forecast += 1,
            }
        }
        self.arriving.sort_by_key(|(id, date)| (*date, *id));
    }

    /// Positions of the problems of a topic, the longest first.
    pub fn of_topic(&self, topic: Topic) -> &[usize] {
        self.topics.get(topic as usize).map_or(&[], Vec::as_slice)
    }

    /// How many more problems of a topic there are than on the date compared with; `None` without a comparison, and for
    /// faults of files, which have no date; also where
    /// evidence is in force on one of the two dates only.
    pub fn more_of_topic(&self, topic: Topic) -> Option<i64> {
        let before = self
            .known
            .as_ref()
            .and(self.known_count.get(topic as usize))?;
        let now = self.of_topic(topic).len() as u64;
        (topic != Topic::Data && !self.is_one_sided(topic))
            .then(|| now.cast_signed() - before.cast_signed())
    }

    /// Whether a finding was not there on the date compared with; `None` where that cannot be told.
    pub fn is_new(&self, problem: &Problem) -> Option<bool> {
        let known = self.known.as_ref()?;
        if self.is_one_sided(Topic::of(&problem.fault)) {
            return None;
        }
        key(problem).map(|key| !known.contains(&key))
    }

    fn is_one_sided(&self, topic: Topic) -> bool {
        let rests_on_evidence = [Topic::Disturbed, Topic::Unlinked, Topic::Untracked];
        self.one_sided && rests_on_evidence.contains(&topic)
    }

    /// Whether there is a finding about a cell.
    pub fn is_flagged(&self, cell: CellId) -> bool {
        self.flagged.contains(&cell)
    }

    /// Whether there is a finding about a cell of a group, of one service or of any.
    pub fn is_group_flagged(&self, service: Option<ServiceId>, group: Group) -> bool {
        self.flagged_groups.contains(&(service, group))
    }

    /// How many cells went this way.
    pub fn count(&self, way: Way) -> u64 {
        self.ways.get(way as usize).copied().unwrap_or(0)
    }
}

fn key(problem: &Problem) -> Option<(&'static str, CellId)> {
    Some((problem.fault.key(), problem.cell()?))
}

fn changed(data: &Dataset, standing: &Standing) -> Vec<(CellId, Transition)> {
    let ids = data.responsibility.ids();
    let ids = ids.filter(|id| standing.choice.has(*id));
    let mut changed: Vec<_> = ids
        .filter_map(|id| Some((id, standing.transition(id)?)))
        .collect();
    changed.sort_by_key(|(id, transition)| {
        let slot = data.responsibility.slot(*id);
        let place = slot.map(|slot| (slot.service, data.register.rank(slot.body)));
        (transition.way(), place)
    });
    changed
}

fn upcoming(data: &Dataset, standing: &Standing) -> Vec<CellId> {
    let Some(on) = standing.date else {
        return Vec::new();
    };
    let planned = |id: &CellId| {
        let cell = standing.cell(*id);
        cell.planned
            .filter(|_| !cell.is_live() && !cell.marks.has(Marks::DEFERRED))
    };
    let is_near = |id: &CellId| {
        planned(id)
            .is_some_and(|planned| (1..=i64::from(AHEAD_DAYS)).contains(&days_between(on, planned)))
    };
    let chosen = |id: &CellId| standing.choice.has(*id) && is_near(id);
    let mut upcoming: Vec<_> = data.responsibility.ids().filter(chosen).collect();
    upcoming.sort_by_key(planned);
    upcoming
}
