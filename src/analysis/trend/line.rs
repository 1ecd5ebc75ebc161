//! A series as a line: where dates are missing in it, and how high its bars are.

use crate::analysis::tally::Share;
use crate::domain::date::{self, Date};

/// A distance between two neighbouring snapshots in which at least one is evidently missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gap {
    /// The earlier snapshot's date.
    pub from: Date,
    /// The later snapshot's date.
    pub to: Date,
    /// Days between them.
    pub days: i64,
    /// Days that are usual between two snapshots.
    pub usual: i64,
}

/// See [`Trends::gaps`](super::Trends::gaps).
pub(super) fn gaps(dates: &[Date]) -> Vec<Gap> {
    let pairs = dates.iter().zip(dates.iter().skip(1));
    let all: Vec<Gap> = pairs
        .map(|(from, to)| Gap {
            from: *from,
            to: *to,
            days: date::days_between(*from, *to),
            usual: 0,
        })
        .collect();
    let mut days: Vec<i64> = all.iter().map(|gap| gap.days).collect();
    days.sort_unstable();
    let middle = |at: usize| days.get(at).copied().unwrap_or(0);
    if days.len() < 2 {
        return Vec::new();
    }
    let twice_median = middle((days.len() - 1) / 2) + middle(days.len() / 2);
    // days > 1.6 × median, in whole numbers.
    all.into_iter()
        .filter(|gap| gap.days * 10 > twice_median * 8)
        .map(|gap| Gap {
            usual: twice_median / 2,
            ..gap
        })
        .collect()
}

/// The last `width` shares of a series in eighths, 0 to 8, for a line of bars. Rounded to the nearest eighth, but honest at
/// both ends: more than nothing is at least 1, less than everything at most 7. A share of nothing is 0.
pub fn levels(series: &[Share], width: usize) -> Vec<u8> {
    let level = |share: &Share| {
        let (part, whole) = (u128::from(share.part), u128::from(share.whole));
        if part == 0 || whole == 0 {
            return 0;
        }
        if part >= whole {
            return 8;
        }
        let nearest = (part * 16 + whole) / (whole * 2);
        u8::try_from(nearest.clamp(1, 7)).unwrap_or(7)
    };
    let shown = series.get(series.len().saturating_sub(width)..);
    shown.unwrap_or_default().iter().map(level).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn days(dates: &[&str]) -> Vec<Date> {
        dates
            .iter()
            .map(|date| date::parse(date).unwrap())
            .collect()
    }

    #[test]
    fn a_month_left_out_is_a_gap_and_a_short_month_is_none() {
        let months = days(&[
            "2025-12-31",
            "2026-01-31",
            "2026-02-28",
            "2026-03-31",
            "2026-05-31",
            "2026-06-30",
        ]);
        let [gap] = gaps(&months)[..] else {
            panic!("{:?}", gaps(&months))
        };
        assert_eq!(
            (gap.from.to_string(), gap.to.to_string(), gap.days),
            ("2026-03-31".into(), "2026-05-31".into(), 61)
        );
    }

    #[test]
    fn what_is_usual_needs_three_snapshots() {
        assert_eq!(gaps(&[]), []);
        assert_eq!(gaps(&days(&["2026-01-01"])), []);
        assert_eq!(gaps(&days(&["2020-01-01", "2026-01-01"])), []);
        assert_eq!(
            gaps(&days(&["2025-12-31", "2026-01-31", "2026-12-31"])).len(),
            1
        );
    }

    #[test]
    fn a_gap_is_longer_than_one_and_six_tenths_of_the_usual() {
        let weeks = days(&[
            "2026-01-01",
            "2026-01-11",
            "2026-01-21",
            "2026-02-06",
            "2026-02-16",
        ]);
        assert_eq!(gaps(&weeks), [], "16 days are exactly 1.6 × 10");
        let weeks = days(&[
            "2026-01-01",
            "2026-01-11",
            "2026-01-21",
            "2026-02-07",
            "2026-02-17",
        ]);
        assert_eq!(gaps(&weeks).len(), 1, "17 are more");
    }

    #[test]
    fn levels_are_eighths_and_honest_at_both_ends() {
        let of = |pairs: &[(u64, u64)], width| {
            let shares: Vec<_> = pairs
                .iter()
                .map(|(part, whole)| Share {
                    part: *part,
                    whole: *whole,
                })
                .collect();
            levels(&shares, width)
        };
        assert_eq!(
            of(&[(0, 403), (1, 403), (201, 403), (402, 403), (403, 403)], 9),
            [0, 1, 4, 7, 8]
        );
        assert_eq!(
            of(&[(0, 8), (1, 8), (2, 8), (3, 8), (5, 8), (6, 8), (7, 8)], 9),
            [0, 1, 2, 3, 5, 6, 7]
        );
        assert_eq!(
            of(&[(31, 160), (30, 160), (29, 160)], 9),
            [2, 2, 1],
            "half an eighth rounds up"
        );
        assert_eq!(
            of(&[(0, 0), (5, 0), (u64::MAX - 1, u64::MAX)], 9),
            [0, 0, 7]
        );
        assert_eq!(of(&[(0, 8), (4, 8), (8, 8)], 2), [4, 8], "the last ones");
        assert!(of(&[(1, 8)], 0).is_empty());
        assert!(of(&[], 5).is_empty());
    }
}
