//! Counting cells by phase, and the shares that follow.

use crate::domain::phase::{Phase, Status};

/// A part of a whole. Both are always shown together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    /// The part.
    pub part: u64,
    /// The whole.
    pub whole: u64,
}

impl Share {
    /// The share as a fraction from 0 to 1; `None` of nothing.
    pub fn fraction(self) -> Option<f64> {
        (self.whole > 0).then(|| self.part as f64 / self.whole as f64)
    }

    /// Whole percent, rounded down: 99.9 % is not 100 %.
    pub fn percent(self) -> Option<u64> {
        self.part.saturating_mul(100).checked_div(self.whole)
    }
}

/// How many are in each phase: bodies, or inhabitants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// "Keine Angabe": in every denominator, in no numerator.
    pub unknown: u64,
    by_phase: [u64; 5],
}

impl Tally {
    /// Adds `number` to a phase.
    pub fn add(&mut self, phase: Option<Phase>, number: u64) {
        match phase.and_then(|phase| self.by_phase.get_mut(phase.rank())) {
            Some(count) => *count += number,
            None => self.unknown += number,
        }
    }

    /// Adds those of another tally.
    pub fn merge(&mut self, other: &Self) {
        self.unknown += other.unknown;
        for (count, more) in self.by_phase.iter_mut().zip(other.by_phase) {
            *count += more;
        }
    }

    /// How many are in this phase.
    pub fn of(&self, phase: Option<Phase>) -> u64 {
        phase.map_or(self.unknown, |phase| {
            self.by_phase.get(phase.rank()).copied().unwrap_or(0)
        })
    }

    /// All, the unreported ones included.
    pub fn total(&self) -> u64 {
        self.unknown + self.by_phase.iter().sum::<u64>()
    }

    /// Reach: the share that is live.
    pub fn reach(&self) -> Share {
        self.share(Some(Phase::Live))
    }

    /// The share that is in this phase.
    pub fn share(&self, phase: Option<Phase>) -> Share {
        Share {
            part: self.of(phase),
            whole: self.total(),
        }
    }

    /// The derived status of these cells taken together; `NotStarted` where there are none.
    pub fn status(&self) -> Status {
        let any = |phase| self.of(Some(phase)) > 0;
        if any(Phase::Live) {
            let all = self.of(Some(Phase::Live)) == self.total();
            return if all {
                Status::Everywhere
            } else {
                Status::RollingOut
            };
        }
        match (
            any(Phase::Pilot),
            any(Phase::Planned) || any(Phase::Onboarding),
        ) {
            (true, _) => Status::Piloting,
            (false, true) => Status::Preparing,
            (false, false) => Status::NotStarted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ninety_nine_percent_is_not_everywhere() {
        let mut tally = Tally::default();
        tally.add(Some(Phase::Live), 999);
        assert_eq!(tally.status(), Status::Everywhere);
        tally.add(None, 1);
        assert_eq!(
            (tally.status(), tally.reach().percent()),
            (Status::RollingOut, Some(99))
        );
        assert_eq!(Share::default().percent(), None);
    }

    #[test]
    fn status_follows_the_furthest_phase() {
        let with = |phases: &[Phase]| {
            let mut tally = Tally::default();
            for phase in phases {
                tally.add(Some(*phase), 1);
            }
            tally.status()
        };
        assert_eq!(with(&[]), Status::NotStarted);
        assert_eq!(with(&[Phase::Open]), Status::NotStarted);
        assert_eq!(with(&[Phase::Open, Phase::Planned]), Status::Preparing);
        assert_eq!(with(&[Phase::Onboarding]), Status::Preparing);
        assert_eq!(with(&[Phase::Pilot, Phase::Planned]), Status::Piloting);
        assert_eq!(with(&[Phase::Live, Phase::Open]), Status::RollingOut);
    }
}
