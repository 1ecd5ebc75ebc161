//! The figures of one cell, and of many together.

use super::Thresholds;
use crate::analysis::change::{Transition, Way};
use crate::analysis::tally::Tally;
use crate::domain::cell::{Cell, Marks};
use crate::domain::date::Date;
use crate::domain::phase::Status;
use crate::domain::responsibility::Slot;

/// Figures of a set of cells: a service, a district, a provider, or all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Cells, one per responsible body.
    pub bodies: Tally,
    /// Inhabitants under these bodies; over several services each person counts once per service.
    pub inhabitants: Tally,
    /// Whether any of the inhabitants are estimated.
    pub estimated: bool,
    /// Live cells more (or fewer) than on the date compared with; `None` where there is none.
    pub change: Option<i64>,
    /// Cells in a later phase than on the date compared with.
    pub forward: u64,
    /// Cells in an earlier phase than on the date compared with.
    pub backward: u64,
    /// Cells whose planned date has passed.
    pub overdue: u64,
    /// Cells that have stood in one phase for too long.
    pub stalled: u64,
    /// Live cells with a broken link.
    pub disturbed: u64,
    /// Live cells with another product than the shared one.
    pub own_solution: u64,
    /// Paused cells.
    pub deferred: u64,
    /// The latest planned date among the cells that are not live.
    pub planned_end: Option<Date>,
    /// Cells that are not live and have no planned date.
    pub unplanned: u64,
}

impl Figures {
    /// The figures of one cell.
    pub(super) fn of_cell(
        slot: &Slot,
        now: &Cell,
        before: Option<&Cell>,
        on: Date,
        thresholds: Thresholds,
    ) -> Self {
        let is = u64::from;
        let (mut bodies, mut inhabitants) = (Tally::default(), Tally::default());
        bodies.add(now.phase, 1);
        if let Some(area) = slot.area {
            inhabitants.add(now.phase, area.inhabitants);
        }
        let way = before.and_then(|before| Some(Transition::between(before, now)?.way()));
        let is_live = now.is_live();
        Self {
            bodies,
            inhabitants,
            estimated: slot.area.is_some_and(|area| !area.official),
            change: before.map(|before| i64::from(is_live) - i64::from(before.is_live())),
            forward: is(way == Some(Way::Forward)),
            backward: is(way == Some(Way::Backward)),
            overdue: is(now.overdue_days(on, thresholds.overdue_days).is_some()),
            stalled: is(now.stalled_days(on, thresholds.stalled_days).is_some()),
            disturbed: is(is_live && now.marks.has(Marks::DISTURBED)),
            own_solution: is(is_live && now.marks.has(Marks::OWN_SOLUTION)),
            deferred: is(now.marks.has(Marks::DEFERRED)),
            planned_end: now.planned.filter(|_| !is_live),
            unplanned: is(!is_live && now.planned.is_none()),
        }
    }

    /// Adds the figures of other cells.
    pub(super) fn merge(&mut self, other: &Self) {
        let Self {
            bodies,
            inhabitants,
            estimated,
            change,
            forward,
            backward,
            overdue,
            stalled,
            disturbed,
            own_solution,
            deferred,
            planned_end,
            unplanned,
        } = other;
        self.bodies.merge(bodies);
        self.inhabitants.merge(inhabitants);
        self.estimated |= estimated;
        self.change = match (self.change, change) {
            (Some(change), Some(more)) => Some(change + more),
            (known, more) => known.or(*more),
        };
        self.forward += forward;
        self.backward += backward;
        self.overdue += overdue;
        self.stalled += stalled;
        self.disturbed += disturbed;
        self.own_solution += own_solution;
        self.deferred += deferred;
        self.planned_end = self.planned_end.max(*planned_end);
        self.unplanned += unplanned;
    }

    /// Responsible bodies that are not live.
    pub fn missing(&self) -> u64 {
        let reach = self.bodies.reach();
        reach.whole - reach.part
    }

    pub(super) fn is_everywhere(&self) -> bool {
        self.bodies.status() == Status::Everywhere
    }
}
