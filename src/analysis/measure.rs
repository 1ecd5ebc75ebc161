//! Numbers about one date that a program can watch: for monitoring, and for waiting until something is so.

use super::checks::Topic;
use super::digest::Digest;
use super::figures::Standing;
use super::tally::Share;
use crate::domain::dataset::Dataset;
use crate::domain::date::{self, Date, days_between};

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Reach by bodies, in percent.
    Reach,
    /// Reach by inhabitants, in percent.
    Inhabitants,
    /// Live cells.
    Live,
    /// Services that are live everywhere in the Land.
    Everywhere,
    /// Cells whose planned date has passed.
    Overdue,
    /// Cells too long in one phase.
    Stalled,
    /// Cells that nobody reported.
    Unreported,
    /// Live cells with a broken link.
    Disturbed,
    /// Problems of the data files.
    Problems,
    /// Days from the snapshot to today.
    Age,
    /// The date of the snapshot, as days since 1 January 1970.
    Snapshot,
}

/// What is measured.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// Figures of the date, of the chosen cells.
    pub standing: &'a Standing,
    /// Figures of all cells.
    pub whole: &'a Standing,
    /// The findings of the date.
    pub digest: &'a Digest,
    /// Against which the age counts.
    pub today: Date,
}

/// A number, and the whole it is part of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reading {
    /// The number.
    pub value: f64,
    /// The whole; 100 of a percentage, `None` where there is none.
    pub whole: Option<f64>,
}

impl Measure {
    /// Every measure with the name that the command line uses.
    pub const NAMES: [(Self, &'static str); 11] = [
        (Self::Reach, "reach"),
        (Self::Inhabitants, "inhabitants"),
        (Self::Live, "live"),
        (Self::Everywhere, "everywhere"),
        (Self::Overdue, "overdue"),
        (Self::Stalled, "stalled"),
        (Self::Unreported, "unreported"),
        (Self::Disturbed, "disturbed"),
        (Self::Problems, "problems"),
        (Self::Age, "age"),
        (Self::Snapshot, "snapshot"),
    ];

    /// The measure of this name.
    pub fn parse(name: &str) -> Option<Self> {
        let mut names = Self::NAMES.iter();
        names
            .find(|(_, known)| *known == name)
            .map(|(measure, _)| *measure)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        let mut names = Self::NAMES.iter();
        names
            .find(|(measure, _)| *measure == self)
            .map_or("", |(_, name)| name)
    }

    /// Whether it is a percentage.
    pub fn is_percent(self) -> bool {
        matches!(self, Self::Reach | Self::Inhabitants)
    }

    /// Reads a value that it is compared with: a number, with `%` after a percentage; a day for the snapshot.
    pub fn value(self, text: &str) -> Option<f64> {
        if self == Self::Snapshot {
            return date::parse(text).map(days);
        }
        let text = text
            .strip_suffix('%')
            .filter(|_| self.is_percent())
            .unwrap_or(text);
        number(text)
    }

    /// The day that a reading of the snapshot's date stands for; `None` of any other measure.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole days since 1970; what lies before saturates to the first of them"
    )]
    pub fn day(self, reading: Reading) -> Option<Date> {
        let is_day = self == Self::Snapshot;
        let seconds = is_day.then_some(reading.value as u64 * 86_400)?;
        date::of_unix_seconds(seconds)
    }

    /// The number on this ground; `None` where there is nothing to count.
    pub fn read(self, ground: &Ground<'_>) -> Option<Reading> {
        let date = ground.standing.date?;
        let total = &ground.standing.total;
        let reach = total.bodies.reach();
        let count = |value: u64, whole: u64| {
            let (value, whole) = (value as f64, Some(whole as f64));
            Some(Reading { value, whole })
        };
        let found = |topic| ground.digest.of_topic(topic).len() as u64;
        let bare = |value| Some(Reading { value, whole: None });
        match self {
            Self::Reach => percent(reach),
            Self::Inhabitants => percent(total.inhabitants.reach()),
            Self::Live => count(reach.part, reach.whole),
            Self::Everywhere => count(ground.whole.everywhere, ground.data.catalogue.len() as u64),
            Self::Overdue => count(total.overdue, total.missing()),
            Self::Stalled => count(total.stalled, total.missing()),
            Self::Unreported => count(total.bodies.unknown, reach.whole),
            Self::Disturbed => count(total.disturbed, reach.part),
            Self::Problems => bare(found(Topic::Data) as f64),
            Self::Age => bare(days_between(date, ground.today) as f64),
            Self::Snapshot => bare(days(date)),
        }
    }
}

fn percent(share: Share) -> Option<Reading> {
    let value = share.fraction()? * 100.0;
    let whole = Some(100.0);
    Some(Reading { value, whole })
}

/// Days since 1 January 1970.
fn days(date: Date) -> f64 {
    date::of_unix_seconds(0).map_or(0.0, |epoch| days_between(epoch, date) as f64)
}

/// A plain decimal number: no exponent, no infinity.
pub(super) fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.len() <= 15
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    is_plain.then(|| text.parse().ok()).flatten()
}
