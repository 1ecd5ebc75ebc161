//! How a cell moved between two dates. What is compared is the phase alone; the way between does not count.

use crate::domain::cell::Cell;
use crate::domain::phase::Phase;

/// A cell on two dates with different phases; `None` is "keine Angabe".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The phase on the date compared with.
    pub from: Option<Phase>,
    /// The phase on the date on screen.
    pub to: Option<Phase>,
}

/// The way a cell went. Silence is no phase: to fall silent is no step back, to be reported no step forward.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Way {
    /// To an earlier phase.
    Backward,
    /// To a later phase.
    Forward,
    /// Reported for the first time, or again.
    Reported,
    /// Not reported any more.
    Silent,
}

impl Way {
    /// All ways, in the order in which changes are listed: what is worst first.
    pub const ALL: [Self; 4] = [Self::Backward, Self::Forward, Self::Reported, Self::Silent];

    /// The key that exports use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Backward => "backward",
            Self::Forward => "forward",
            Self::Reported => "reported",
            Self::Silent => "silent",
        }
    }
}

impl Transition {
    /// From one date to the other; `None` where the phase is the same.
    pub fn between(before: &Cell, now: &Cell) -> Option<Self> {
        (before.phase != now.phase).then_some(Self {
            from: before.phase,
            to: now.phase,
        })
    }

    /// Which way it went.
    pub fn way(self) -> Way {
        match (self.from, self.to) {
            (None, _) => Way::Reported,
            (_, None) => Way::Silent,
            (from, to) if to < from => Way::Backward,
            _ => Way::Forward,
        }
    }

    /// How many phases further (or back); 0 where one side is silent.
    pub fn steps(self) -> i64 {
        let rank = |phase: Option<Phase>| phase.and_then(|phase| i64::try_from(phase.rank()).ok());
        match (rank(self.from), rank(self.to)) {
            (Some(from), Some(to)) => to - from,
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_is_neither_forward_nor_back() {
        let cell = |phase| Cell {
            phase,
            ..Cell::UNKNOWN
        };
        let way = |from, to| Transition::between(&cell(from), &cell(to)).map(Transition::way);
        assert_eq!(way(Some(Phase::Open), Some(Phase::Open)), None);
        assert_eq!(way(None, None), None);
        assert_eq!(
            way(Some(Phase::Open), Some(Phase::Live)),
            Some(Way::Forward)
        );
        assert_eq!(
            way(Some(Phase::Pilot), Some(Phase::Planned)),
            Some(Way::Backward)
        );
        assert_eq!(way(None, Some(Phase::Live)), Some(Way::Reported));
        assert_eq!(way(Some(Phase::Live), None), Some(Way::Silent));
        let moved = Transition {
            from: Some(Phase::Pilot),
            to: Some(Phase::Planned),
        };
        assert_eq!(moved.steps(), -2);
    }
}
