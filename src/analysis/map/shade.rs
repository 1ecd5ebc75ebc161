//! How dark a district is on the map: a share in few steps that a person can tell apart.

use crate::analysis::tally::Share;

/// A step of a share. Only nothing is [`Nothing`](Self::Nothing), and only all is [`All`](Self::All).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Shade {
    /// Exactly 0 %.
    Nothing,
    /// More than nothing, at most 25 %.
    UpToQuarter,
    /// More than 25 %, at most 50 %.
    UpToHalf,
    /// More than 50 %, at most 75 %.
    UpToThreeQuarters,
    /// More than 75 %, but not all.
    BelowAll,
    /// Exactly all.
    All,
}

impl Shade {
    /// From light to dark.
    pub const STEPS: [Self; 6] = [
        Self::Nothing,
        Self::UpToQuarter,
        Self::UpToHalf,
        Self::UpToThreeQuarters,
        Self::BelowAll,
        Self::All,
    ];

    /// The shade of a share; `None` of nothing, where no body is responsible.
    pub fn of(share: Share) -> Option<Self> {
        let (part, whole) = (u128::from(share.part), u128::from(share.whole));
        if whole == 0 {
            return None;
        }
        Some(match part * 4 {
            0 => Self::Nothing,
            quarters if quarters >= 4 * whole => Self::All,
            quarters if quarters <= whole => Self::UpToQuarter,
            quarters if quarters <= 2 * whole => Self::UpToHalf,
            quarters if quarters <= 3 * whole => Self::UpToThreeQuarters,
            _ => Self::BelowAll,
        })
    }

    /// From 0, nothing, to 5, all.
    pub fn level(self) -> usize {
        self as usize
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thresholds_belong_to_the_step_below() {
        let level = |part, whole| Shade::of(Share { part, whole }).map(Shade::level);
        assert_eq!(level(0, 0), None);
        let of_eight: Vec<_> = (0..=8).filter_map(|part| level(part, 8)).collect();
        assert_eq!(of_eight, [0, 1, 1, 2, 2, 3, 3, 4, 5]);
        assert_eq!(level(1, 1_000_000), Some(1));
        assert_eq!(level(999_999, 1_000_000), Some(4));
        assert_eq!(level(u64::MAX, u64::MAX), Some(5));
        assert!((0..6).eq(Shade::STEPS.map(Shade::level)));
    }
}
