//! The rules that find problems in a roll-out: one rule a file, each a pure look at one cell.

mod disturbed;
mod not_reported;
mod overdue;
mod stalled;
mod stepped_back;
mod unlinked;
mod untracked;

use super::figures::{Standing, Thresholds};
use crate::domain::cell::{Cell, CellId};
use crate::domain::date::Date;
use crate::domain::evidence::Sight;
use crate::domain::phase::Phase;
use crate::domain::problem::{Fault, Problem};

/// What a problem is about: the files, or one of the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// The files.
    Data,
    /// Further back than before.
    SteppedBack,
    /// Broken links.
    Disturbed,
    /// Online here, but the public index shows no working link.
    Unlinked,
    /// A working link in the public index, but not online here.
    Untracked,
    /// Planned date passed.
    Overdue,
    /// Too long in one phase.
    Stalled,
    /// Nobody reported.
    NotReported,
}

impl Topic {
    /// All topics in the order in which problems are listed.
    pub const ALL: [Self; 8] = [
        Self::Data,
        Self::SteppedBack,
        Self::Disturbed,
        Self::Unlinked,
        Self::Untracked,
        Self::Overdue,
        Self::Stalled,
        Self::NotReported,
    ];

    /// The topic of a fault.
    pub fn of(fault: &Fault) -> Self {
        match fault {
            Fault::SteppedBack { .. } => Self::SteppedBack,
            Fault::Disturbed { .. } => Self::Disturbed,
            Fault::Unlinked { .. } => Self::Unlinked,
            Fault::Untracked { .. } => Self::Untracked,
            Fault::Overdue { .. } => Self::Overdue,
            Fault::Stalled { .. } => Self::Stalled,
            Fault::NotReported { .. } => Self::NotReported,
            _ => Self::Data,
        }
    }
}

/// What a rule may look at.
struct Look<'a> {
    id: CellId,
    cell: &'a Cell,
    /// What the public index shows; `None` where no evidence is in force.
    sight: Option<Sight>,
    last_known: Option<Phase>,
    on: Date,
    thresholds: Thresholds,
}

/// The rules in the order in which their findings are listed.
const RULES: [fn(&Look<'_>) -> Option<Fault>; 7] = [
    stepped_back::check,
    disturbed::check,
    unlinked::check,
    untracked::check,
    overdue::check,
    stalled::check,
    not_reported::check,
];

/// All findings on one date, rule by rule, the longest first, then in cell order.
pub fn run(standing: &Standing, thresholds: Thresholds) -> Vec<Problem> {
    let Some(on) = standing.date else {
        return Vec::new();
    };
    let look = |(id, cell)| {
        let id = CellId(id);
        Look {
            id,
            cell,
            sight: standing.sight(id),
            last_known: standing.last_known.get(id.index()).copied().flatten(),
            on,
            thresholds,
        }
    };
    let mut findings = Vec::new();
    for rule in RULES {
        let found = (0..)
            .zip(&standing.cells)
            .filter(|(id, _)| standing.choice.has(CellId(*id)))
            .map(look)
            .filter_map(|look| rule(&look));
        let mut found: Vec<_> = found.collect();
        found.sort_by_key(|fault| std::cmp::Reverse(fault.days()));
        findings.extend(found.into_iter().map(Problem::of_cell));
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::parse;

    fn standing(last_known: Option<Phase>, now: Option<Phase>) -> Standing {
        let mut standing = Standing::default();
        standing.date = parse("2026-10-31");
        standing.cells = vec![Cell {
            phase: now,
            ..Cell::UNKNOWN
        }];
        standing.last_known = vec![last_known];
        standing
    }

    #[test]
    fn silence_is_no_step_back_and_hides_none() {
        let found = |before, now| -> Vec<_> {
            let problems = run(&standing(before, now), Thresholds::default());
            problems
                .into_iter()
                .map(|problem| problem.fault.key())
                .collect()
        };
        assert_eq!(
            found(Some(Phase::Live), Some(Phase::Open)),
            ["stepped_back"]
        );
        assert_eq!(found(Some(Phase::Live), None), ["not_reported"]);
        assert_eq!(found(None, Some(Phase::Open)), Vec::<&str>::new());
        assert_eq!(
            found(Some(Phase::Open), Some(Phase::Live)),
            Vec::<&str>::new()
        );
    }

    #[test]
    fn tracking_and_index_contradict_each_other_only_where_there_is_evidence() {
        let found = |now, sight| -> Vec<Fault> {
            let mut standing = standing(now, now);
            standing.sights.extend(sight);
            let problems = run(&standing, Thresholds::default());
            let faults = problems.into_iter().map(|problem| problem.fault);
            faults
                .filter(|fault| fault.key() != "not_reported")
                .collect()
        };
        let cell = CellId(0);
        for sight in [Sight::Nothing, Sight::Inactive, Sight::Broken] {
            let live = found(Some(Phase::Live), Some(sight));
            assert_eq!(live, [Fault::Unlinked { cell, sight }]);
            assert_eq!(found(Some(Phase::Pilot), Some(sight)), []);
        }
        for phase in [None, Some(Phase::Open), Some(Phase::Pilot)] {
            let working = found(phase, Some(Sight::Working));
            assert_eq!(working, [Fault::Untracked { cell, phase }]);
            assert_eq!(found(phase, None), []);
        }
        assert_eq!(found(Some(Phase::Live), Some(Sight::Working)), []);
        assert_eq!(found(Some(Phase::Live), None), []);
    }
}
