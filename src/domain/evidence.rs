//! Evidence ("Nachweis"): what the public index of Onlinedienste shows about cells. It stands beside the tracked phase and
//! never is one.

use super::cell::CellId;
use super::date::Date;
use super::origin::Origin;
use super::text::CleanText;

/// How far a service reaches by what the index says of itself (`art_flaechendeckung` in the exports of Open-PVOG).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Coverage {
    /// In at least one municipality.
    Municipality,
    /// In the whole district.
    District,
    /// In the whole Land.
    Land,
    /// In the whole of Germany.
    Federal,
}

impl Coverage {
    /// Every word that files use for it, the narrowest first.
    pub const WORDS: [(Self, &str); 4] = [
        (Self::Municipality, "municipality"),
        (Self::District, "district"),
        (Self::Land, "land"),
        (Self::Federal, "federal"),
    ];

    /// The key that files and exports use.
    pub fn key(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        words
            .find(|(coverage, _)| *coverage == self)
            .map_or("", |(_, key)| *key)
    }
}

/// What the index shows about one cell. A link counts once per entry of the index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Active entries whose link works.
    pub working: u16,
    /// Active entries whose link does not work.
    pub broken: u16,
    /// Entries that are switched off.
    pub inactive: u16,
    /// The link of the first entry; a working one is preferred.
    pub url: Option<CleanText>,
    /// How far it reaches by its own words.
    pub coverage: Option<Coverage>,
}

/// What the index shows about a cell, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sight {
    /// No entry at all.
    Nothing,
    /// Only entries that are switched off.
    Inactive,
    /// Links, none of which works.
    Broken,
    /// At least one link that works.
    Working,
}

impl Sight {
    /// The key that exports use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Inactive => "inactive",
            Self::Broken => "broken",
            Self::Working => "working",
        }
    }
}

impl Seen {
    /// Counts in what was found of the same cell elsewhere; the address of the better one stays.
    fn count_in(&mut self, more: &mut Self) {
        if more.url.is_some() && more.sight() > self.sight() {
            self.url = more.url.take();
        }
        for (count, more) in [
            (&mut self.working, more.working),
            (&mut self.broken, more.broken),
            (&mut self.inactive, more.inactive),
        ] {
            *count = count.saturating_add(more);
        }
        self.coverage = self.coverage.max(more.coverage);
    }

    /// All of it in one word.
    pub fn sight(&self) -> Sight {
        match self {
            Self { working: 1.., .. } => Sight::Working,
            Self { broken: 1.., .. } => Sight::Broken,
            Self { inactive: 1.., .. } => Sight::Inactive,
            _ => Sight::Nothing,
        }
    }
}

/// One collection: everything that the index showed on one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// The day of the export.
    pub date: Date,
    /// Where it comes from.
    pub source: CleanText,
    /// The files it was imported from.
    pub origins: Vec<Origin>,
    /// Whether it was made up for training: then every screen says so.
    pub synthetic: bool,
    seen: Vec<(CellId, Seen)>,
}

impl Evidence {
    /// A collection without entries.
    pub fn new(date: Date, source: CleanText) -> Self {
        Self {
            date,
            source,
            origins: Vec::new(),
            synthetic: false,
            seen: Vec::new(),
        }
    }

    /// Adds entries; of a cell given twice the first counts, and an entry that counts nothing is none.
    pub fn add(&mut self, entries: impl IntoIterator<Item = (CellId, Seen)>) {
        self.seen.extend(
            entries
                .into_iter()
                .filter(|(_, seen)| seen.sight() != Sight::Nothing),
        );
        self.seen.sort_by_key(|(cell, _)| *cell);
        self.seen.dedup_by(|(cell, more), (first, seen)| {
            let is_same = cell == first;
            if is_same {
                seen.count_in(more);
            }
            is_same
        });
    }

    /// What was found about a cell; `None` where nothing was.
    pub fn seen(&self, cell: CellId) -> Option<&Seen> {
        let at = self.seen.binary_search_by_key(&cell, |(id, _)| *id).ok()?;
        self.seen.get(at).map(|(_, seen)| seen)
    }

    /// What was found about a cell, in one word.
    pub fn sight(&self, cell: CellId) -> Sight {
        self.seen(cell).map_or(Sight::Nothing, Seen::sight)
    }

    /// All cells about which something was found, in their order.
    pub fn entries(&self) -> impl ExactSizeIterator<Item = &(CellId, Seen)> {
        self.seen.iter()
    }
}

/// The collection that is in force on a snapshot: the newest one dated before `next`, the date of the snapshot after it; of
/// all where there is none after it. `collections` are sorted by date.
pub fn in_force(collections: &[Evidence], next: Option<Date>) -> Option<&Evidence> {
    let mut newest_first = collections.iter().rev();
    newest_first.find(|evidence| next.is_none_or(|next| evidence.date < next))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::parse;

    fn of(date: &str) -> Evidence {
        Evidence::new(parse(date).unwrap(), CleanText::new("index"))
    }

    #[test]
    fn the_newest_before_the_next_snapshot_is_in_force() {
        let all = [of("2026-08-20"), of("2026-09-30"), of("2026-11-03")];
        let date = |next: Option<&str>| {
            let next = next.map(|next| parse(next).unwrap());
            in_force(&all, next).map(|evidence| evidence.date.to_string())
        };
        for (next, expected) in [
            (Some("2026-08-20"), None), // the day of the next snapshot is not before it
            (Some("2026-08-21"), Some("2026-08-20")),
            (Some("2026-09-30"), Some("2026-08-20")),
            (Some("2026-10-31"), Some("2026-09-30")),
            (None, Some("2026-11-03")),
        ] {
            assert_eq!(date(next).as_deref(), expected, "{next:?}");
        }
        assert_eq!(in_force(&[], None), None);
    }

    #[test]
    fn the_best_of_a_cell_counts() {
        let seen = |working, broken, inactive| Seen {
            working,
            broken,
            inactive,
            ..Seen::default()
        };
        assert_eq!(seen(1, 5, 5).sight(), Sight::Working);
        assert_eq!(seen(0, 1, 5).sight(), Sight::Broken);
        assert_eq!(seen(0, 0, 1).sight(), Sight::Inactive);
        let mut evidence = of("2026-10-31");
        let (first, second) = (seen(2, 0, 0), seen(0, 1, 0));
        evidence.add([(CellId(7), first.clone()), (CellId(3), second.clone())]);
        evidence.add([(CellId(7), second.clone()), (CellId(5), seen(0, 0, 0))]);
        assert_eq!(evidence.seen(CellId(7)), Some(&seen(2, 1, 0)));
        assert_eq!(evidence.sight(CellId(3)), Sight::Broken);
        assert_eq!(evidence.sight(CellId(5)), Sight::Nothing);
        assert_eq!(evidence.entries().len(), 2);
    }
}
