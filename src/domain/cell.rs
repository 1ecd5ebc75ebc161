//! A cell: one service at one responsible body, as reported on one date.

use super::date::Date;
use super::phase::Phase;
use super::text::CleanText;

/// Position of a cell among all cells of the responsibility table; the same in every snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId(pub u32);

impl CellId {
    /// The position as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Marks beside the phase; they never enter its order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Marks(u8);

impl Marks {
    /// Paused; keeps the phase reached ("zurückgestellt").
    pub const DEFERRED: Self = Self(1);
    /// Online, but the link is broken ("gestört").
    pub const DISTURBED: Self = Self(2);
    /// Online with another product than the shared one ("Eigenlösung").
    pub const OWN_SOLUTION: Self = Self(4);
    /// Uses the shared product ("Einer für Alle"); said in the cell, not shown as a mark.
    pub const SHARED_SOLUTION: Self = Self(8);

    /// Both sets of marks.
    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether all of `other` are set.
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
}

/// Position of an IT provider in the rollout's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProviderId(pub u16);

/// Position of a Fachverfahren in the rollout's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ProcedureId(pub u16);

/// Position of the seldom fields in the rollout's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DetailId(pub u32);

/// What is reported about a cell. 32 bytes, no pointers: millions of them must fit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// The phase; `None` means responsible, but nobody reported ("keine Angabe").
    pub phase: Option<Phase>,
    /// Deferred, disturbed, own solution.
    pub marks: Marks,
    /// Since when the cell is in this phase.
    pub since: Option<Date>,
    /// The date on which it is to go live.
    pub planned: Option<Date>,
    /// When the report was made.
    pub updated: Option<Date>,
    /// The IT provider.
    pub provider: Option<ProviderId>,
    /// The Fachverfahren.
    pub procedure: Option<ProcedureId>,
    /// The seldom fields.
    pub detail: Option<DetailId>,
}

impl Cell {
    /// A cell that nobody reported.
    pub const UNKNOWN: Self = Self {
        phase: None,
        marks: Marks(0),
        since: None,
        planned: None,
        updated: None,
        provider: None,
        procedure: None,
        detail: None,
    };

    /// Whether the cell is online.
    pub fn is_live(&self) -> bool {
        self.phase == Some(Phase::Live)
    }

    /// Days by which the planned date has passed on `reference`, where these are more than the days of `grace` and the
    /// cell is not live ("überfällig").
    pub fn overdue_days(&self, reference: Date, grace: u32) -> Option<i64> {
        let late = super::date::days_between(self.planned?, reference);
        (late > i64::from(grace) && !self.is_live()).then_some(late)
    }

    /// Days in the present phase on `reference`, where these are more than `limit` and the cell is neither live nor
    /// deferred nor unreported ("steht").
    pub fn stalled_days(&self, reference: Date, limit: u32) -> Option<i64> {
        let phase = self.phase?;
        let days = super::date::days_between(self.since?, reference);
        let may_stall = phase != Phase::Live && !self.marks.has(Marks::DEFERRED);
        (may_stall && days > i64::from(limit)).then_some(days)
    }
}

/// How mature an Onlinedienst is. A number without its model means nothing.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Maturity {
    /// Level: 0 to 4 in model 1.1, 0 to 7 in model 2.0.
    pub level: u8,
    /// Name of the model.
    pub model: CleanText,
}

/// The seldom fields of a cell, kept apart so that cells stay small.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Detail {
    /// What holds the cell back.
    pub blocker: Option<CleanText>,
    /// Where the Onlinedienst is found.
    pub url: Option<CleanText>,
    /// Whom to ask.
    pub contact: Option<CleanText>,
    /// Anything else.
    pub note: Option<CleanText>,
    /// Reifegrad.
    pub maturity: Option<Maturity>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::parse;

    #[test]
    fn a_cell_is_small() {
        assert!(size_of::<Cell>() <= 32, "{}", size_of::<Cell>());
    }

    #[test]
    fn overdue_and_stalled_are_told_from_the_reference_date() {
        let reference = parse("2026-10-31").unwrap();
        let cell = Cell {
            phase: Some(Phase::Onboarding),
            since: parse("2026-05-04"),
            planned: parse("2026-10-30"),
            ..Cell::UNKNOWN
        };
        assert_eq!(cell.overdue_days(reference, 0), Some(1));
        assert_eq!(cell.overdue_days(reference, 1), None); // one day late is within a grace of one day
        assert_eq!(cell.overdue_days(parse("2026-10-30").unwrap(), 0), None);
        assert_eq!(cell.stalled_days(reference, 180), None); // exactly 180 days is not longer than 180
        assert_eq!(cell.stalled_days(reference, 179), Some(180));
        let live = Cell {
            phase: Some(Phase::Live),
            ..cell
        };
        assert_eq!(
            (
                live.overdue_days(reference, 0),
                live.stalled_days(reference, 1)
            ),
            (None, None)
        );
        let paused = Cell {
            marks: Marks::DEFERRED,
            ..cell
        };
        assert_eq!(paused.stalled_days(reference, 1), None);
    }
}
