//! What a new collection of evidence changes against the one before.

use crate::domain::cell::CellId;
use crate::domain::evidence::{Evidence, Sight};

/// How a cell changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// A link works that did not work, or was not there.
    New,
    /// No active entry any more, where one was.
    Gone,
    /// Only links that do not work, where one worked or none was.
    Broken,
}

/// The cells among `cells` that changed, in their order. Against nothing before, every cell with a link is new.
pub fn compare(
    before: Option<&Evidence>,
    after: &Evidence,
    cells: impl IntoIterator<Item = CellId>,
) -> Vec<(CellId, Turn)> {
    let turn = |cell: CellId| {
        let was = before.map_or(Sight::Nothing, |before| before.sight(cell));
        match (was, after.sight(cell)) {
            (was, is) if was == is => None,
            (_, Sight::Working) => Some(Turn::New),
            (_, Sight::Broken) => Some(Turn::Broken),
            (Sight::Working | Sight::Broken, _) => Some(Turn::Gone),
            _ => None,
        }
    };
    let cells = cells.into_iter();
    cells.filter_map(|cell| Some((cell, turn(cell)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::date::parse;
    use crate::domain::evidence::Seen;
    use crate::domain::text::CleanText;

    #[test]
    fn every_pair_of_sights_is_one_turn_or_none() {
        let of = |sight: Sight| Seen {
            working: u16::from(sight == Sight::Working),
            broken: u16::from(sight == Sight::Broken),
            inactive: u16::from(sight == Sight::Inactive),
            ..Seen::default()
        };
        let all = [
            Sight::Nothing,
            Sight::Inactive,
            Sight::Broken,
            Sight::Working,
        ];
        let with = |sights: Vec<Sight>| {
            let date = parse("2026-10-31").unwrap();
            let mut evidence = Evidence::new(date, CleanText::new("x"));
            evidence.add((0..).map(CellId).zip(sights.into_iter().map(of)));
            evidence
        };
        let before = with(all.iter().flat_map(|sight| [*sight; 4]).collect());
        let after = with([all; 4].concat());
        let turns = compare(Some(&before), &after, (0..16).map(CellId));
        let turns: Vec<_> = turns
            .into_iter()
            .map(|(cell, turn)| (cell.0, turn))
            .collect();
        let expected = [
            (2, Turn::Broken), // nothing → broken
            (3, Turn::New),
            (6, Turn::Broken), // inactive → broken
            (7, Turn::New),
            (8, Turn::Gone), // broken → nothing, inactive
            (9, Turn::Gone),
            (11, Turn::New),
            (12, Turn::Gone), // working → nothing, inactive, broken
            (13, Turn::Gone),
            (14, Turn::Broken),
        ];
        assert_eq!(turns, expected);
        let first: Vec<_> = compare(None, &after, (0..4).map(CellId));
        assert_eq!(first, [(CellId(2), Turn::Broken), (CellId(3), Turn::New)]);
    }
}
