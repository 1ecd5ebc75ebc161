//! Figures over time: for every snapshot the same counts as [`Standing`](super::figures::Standing), for each subject.

mod line;
mod steps;

pub use line::{Gap, levels};

use super::choice::Choice;
use super::tally::{Share, Tally};
use crate::domain::body::BodyId;
use crate::domain::cell::{Cell, ProviderId};
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::responsibility::Slot;
use crate::domain::rollout::SnapshotId;
use crate::domain::service::ServiceId;
use line::gaps;
use steps::Steps;

/// Whose figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// All cells together.
    Land,
    /// The cells of a service.
    Service(ServiceId),
    /// The cells of everything that lies in a district, the district included.
    District(BodyId),
    /// The cells that a provider has on the date in question; `None`: those without a provider.
    Provider(Option<ProviderId>),
}

/// The counts of a subject on one date.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Point {
    /// Cells by phase.
    pub bodies: Tally,
    /// Inhabitants under the responsible bodies by phase; over several services each person counts once per service.
    pub inhabitants: Tally,
    /// Whether any of the inhabitants are estimated.
    pub estimated: bool,
}

/// The figures of all subjects on all dates. Built once when the data changes: from the runs of the cells, so the effort
/// follows the number of changes and not cells × dates.
#[derive(Debug, Default)]
pub struct Trends {
    dates: Vec<Date>,
    total: Vec<Point>,
    services: Vec<Vec<Point>>,
    districts: Vec<Vec<Point>>,
    providers: Vec<Vec<Point>>,
    gaps: Vec<Gap>,
}

/// The steps of all subjects, while the cells are walked.
struct Count {
    total: Steps,
    services: Steps,
    districts: Steps,
    providers: Steps,
}

impl Count {
    fn new(dates: usize) -> Self {
        Self {
            total: Steps::new(dates),
            services: Steps::new(dates),
            districts: Steps::new(dates),
            providers: Steps::new(dates),
        }
    }

    /// From a date on the cell of a slot counts (`sign` 1) or no longer counts (−1) as this.
    fn change(&mut self, at: SnapshotId, place: (&Slot, Option<BodyId>), cell: &Cell, sign: i64) {
        let (slot, district) = place;
        let at = at.index();
        self.total.change(0, at, slot, cell, sign);
        self.services
            .change(slot.service.index(), at, slot, cell, sign);
        if let Some(district) = district {
            self.districts
                .change(district.index(), at, slot, cell, sign);
        }
        self.providers
            .change(provider_index(cell.provider), at, slot, cell, sign);
    }
}

impl Trends {
    /// Counts all cells in every snapshot.
    pub fn new(data: &Dataset) -> Self {
        Self::of_chosen(data, &Choice::default())
    }

    /// Counts the same cells, the chosen ones, in every snapshot.
    pub fn of_chosen(data: &Dataset, choice: &Choice) -> Self {
        let snapshots = data
            .rollout
            .ids()
            .filter_map(|id| data.rollout.snapshot(id));
        let dates: Vec<Date> = snapshots.map(|snapshot| snapshot.date).collect();
        if dates.is_empty() {
            return Self::default();
        }
        let mut count = Count::new(dates.len());
        for (id, slot) in data.responsibility.slots() {
            if !choice.has(id) {
                continue;
            }
            let district = data.register.body(slot.body).district;
            let mut was: Option<Cell> = None;
            let runs = data.rollout.history(id);
            // Until its first run a cell is unreported, which is counted too.
            let first = data.rollout.history(id).next();
            let before = first.is_none_or(|(from, _)| from.index() > 0);
            let unreported = before.then_some((SnapshotId(0), Cell::UNKNOWN));
            for (from, now) in unreported.into_iter().chain(runs) {
                let same = |was: &Cell| (was.phase, was.provider) == (now.phase, now.provider);
                if was.as_ref().is_some_and(same) {
                    continue;
                }
                if let Some(was) = was {
                    count.change(from, (slot, district), &was, -1);
                }
                count.change(from, (slot, district), &now, 1);
                was = Some(now);
            }
        }
        Self {
            total: count.total.points().pop().unwrap_or_default(),
            services: count.services.points(),
            districts: count.districts.points(),
            providers: count.providers.points(),
            gaps: gaps(&dates),
            dates,
        }
    }

    /// The dates of all snapshots, earliest first; every series has one point for each.
    pub fn dates(&self) -> &[Date] {
        &self.dates
    }

    /// The series of a subject; empty where no cell ever belonged to it.
    pub fn of(&self, subject: Subject) -> &[Point] {
        match subject {
            Subject::Land => self.total(),
            Subject::Service(id) => self.service(id),
            Subject::District(id) => self.district(id),
            Subject::Provider(id) => self.provider(id),
        }
    }

    /// All cells together.
    pub fn total(&self) -> &[Point] {
        &self.total
    }

    /// The cells of a service.
    pub fn service(&self, id: ServiceId) -> &[Point] {
        at(&self.services, id.index())
    }

    /// The cells in a district.
    pub fn district(&self, id: BodyId) -> &[Point] {
        at(&self.districts, id.index())
    }

    /// The cells of a provider, or those without one.
    pub fn provider(&self, id: Option<ProviderId>) -> &[Point] {
        at(&self.providers, provider_index(id))
    }

    /// The live shares of a subject with their dates, up to and with a snapshot; `weigh` chooses what is counted.
    pub fn reach(
        &self,
        subject: Subject,
        until: SnapshotId,
        weigh: impl Fn(&Point) -> &Tally,
    ) -> Vec<(Date, Share)> {
        let points = self.of(subject).iter().map(|point| weigh(point).reach());
        let dated = self.dates.iter().copied().zip(points);
        dated.take(until.index() + 1).collect()
    }

    /// Neighbouring snapshots more than 1.6 times the usual interval apart. Usual is the median of all distances, so three
    /// snapshots are needed to know it. Months of 28 to 31 days are no gap; a month left out is.
    pub fn gaps(&self) -> &[Gap] {
        &self.gaps
    }

    /// The gap that ends on a date, where one does.
    pub fn gap_before(&self, to: Date) -> Option<&Gap> {
        self.gaps.iter().find(|gap| gap.to == to)
    }

    /// The providers that ever had a cell, and first, if so, the cells without one.
    pub fn providers(&self) -> impl Iterator<Item = Option<ProviderId>> {
        let known = self.providers.iter().enumerate();
        let ever = known.filter(|(_, points)| !points.is_empty());
        ever.filter_map(|(at, _)| match at.checked_sub(1) {
            Some(at) => u16::try_from(at).ok().map(|at| Some(ProviderId(at))),
            None => Some(None),
        })
    }
}

fn at(of: &[Vec<Point>], at: usize) -> &[Point] {
    of.get(at).map_or(&[], Vec::as_slice)
}

/// Cells without a provider come first.
fn provider_index(id: Option<ProviderId>) -> usize {
    id.map_or(0, |id| usize::from(id.0) + 1)
}
