//! What changes from date to date: the sums of these steps are the counts.

use super::Point;
use crate::analysis::tally::Tally;
use crate::domain::cell::Cell;
use crate::domain::phase::Phase;
use crate::domain::responsibility::Slot;

/// Phases and, last, "keine Angabe".
const BUCKETS: usize = 6;

/// What changes from the snapshot before: sums of steps are counts.
#[derive(Clone, Copy, Default)]
struct Step {
    bodies: [i64; BUCKETS],
    inhabitants: [i64; BUCKETS],
    estimated: i64,
}

/// Series of steps by the number of their subject; empty until a cell belongs to it.
pub(super) struct Steps {
    dates: usize,
    of: Vec<Vec<Step>>,
}

fn bucket(phase: Option<Phase>) -> usize {
    phase.map_or(BUCKETS - 1, Phase::rank)
}

impl Steps {
    /// No cells yet; every series will have so many dates.
    pub(super) fn new(dates: usize) -> Self {
        Self {
            dates,
            of: Vec::new(),
        }
    }

    /// From the date `at` on the cell of `slot` counts (`sign` 1) or no longer counts (−1) for the subject.
    pub(super) fn change(
        &mut self,
        subject: usize,
        at: usize,
        slot: &Slot,
        cell: &Cell,
        sign: i64,
    ) {
        if self.of.len() <= subject {
            self.of.resize_with(subject + 1, Vec::new);
        }
        let Some(steps) = self.of.get_mut(subject) else {
            return;
        };
        if steps.is_empty() {
            steps.resize(self.dates, Step::default());
        }
        if let Some(step) = steps.get_mut(at) {
            step.add(slot, cell, sign);
        }
    }

    /// The counts: each date's steps on top of all before.
    pub(super) fn points(self) -> Vec<Vec<Point>> {
        let sums = |steps: Vec<Step>| {
            let mut sum = Step::default();
            let counts = steps.iter().map(|step| {
                sum.take(step);
                sum.point()
            });
            counts.collect()
        };
        self.of.into_iter().map(sums).collect()
    }
}

impl Step {
    fn add(&mut self, slot: &Slot, cell: &Cell, sign: i64) {
        let at = bucket(cell.phase);
        if let Some(bodies) = self.bodies.get_mut(at) {
            *bodies += sign;
        }
        let Some(area) = slot.area else {
            return;
        };
        if let Some(inhabitants) = self.inhabitants.get_mut(at) {
            *inhabitants += sign * i64::try_from(area.inhabitants).unwrap_or(i64::MAX);
        }
        self.estimated += sign * i64::from(!area.official);
    }

    fn take(&mut self, other: &Self) {
        let pairs = self.bodies.iter_mut().zip(other.bodies);
        for (sum, step) in pairs.chain(self.inhabitants.iter_mut().zip(other.inhabitants)) {
            *sum += step;
        }
        self.estimated += other.estimated;
    }

    fn point(&self) -> Point {
        let tally = |counts: &[i64; BUCKETS]| {
            let mut tally = Tally::default();
            let phases = Phase::ALL.map(Some).into_iter().chain([None]);
            for (phase, count) in phases.zip(counts) {
                tally.add(phase, u64::try_from(*count).unwrap_or(0));
            }
            tally
        };
        Point {
            bodies: tally(&self.bodies),
            inhabitants: tally(&self.inhabitants),
            estimated: self.estimated > 0,
        }
    }
}
