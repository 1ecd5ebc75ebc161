//! A target: by which day how much of the roll-out is to be online.

use super::date::{self, Date};

/// The share of the responsible bodies that is to be online on a day. Somebody's decision; it comes from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Target {
    percent: u16,
    date: Date,
}

impl Target {
    /// A target of 1 to 100 percent; `None` for any other number.
    pub fn new(percent: u32, date: Date) -> Option<Self> {
        let percent = u16::try_from(percent).ok()?;
        (1..=100)
            .contains(&percent)
            .then_some(Self { percent, date })
    }

    /// Reads a target whose day is written as `2026-12-31`; `None` where the share or the day cannot be.
    pub fn read(percent: u32, day: &str) -> Option<Self> {
        Self::new(percent, date::parse(day)?)
    }

    /// Percent of the responsible bodies, 1 to 100.
    pub fn percent(self) -> u16 {
        self.percent
    }

    /// The day by which they are to be online.
    pub fn date(self) -> Date {
        self.date
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_one_to_a_hundred_percent_on_a_real_day() {
        let target = Target::read(95, "2026-12-31").unwrap();
        assert_eq!(
            (target.percent(), target.date().to_string().as_str()),
            (95, "2026-12-31")
        );
        for (percent, day) in [
            (0, "2026-12-31"),
            (101, "2026-12-31"),
            (65_537, "2026-12-31"),
            (95, "2026-02-30"),
        ] {
            assert_eq!(Target::read(percent, day), None, "{percent} {day}");
        }
    }
}
