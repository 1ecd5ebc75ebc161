//! The distribution over phases as a bar of a few cells.

use super::charset::Charset;
use super::phase::{BAR_ORDER, look};
use super::theme::Role;
use crate::analysis::tally::{Share, Tally};
use crate::analysis::trend::levels;
use crate::domain::phase::Phase;
use crate::texts::Words;

/// How many of `width` cells each phase gets, in the order of [`BAR_ORDER`]. Largest remainders; but whoever is live
/// shows, and a bar is full of live cells only when everything is live.
pub fn cells(tally: &Tally, width: usize) -> [usize; 6] {
    let total = tally.total();
    let mut cells = [0; 6];
    if total == 0 || width == 0 {
        return cells;
    }
    let parts = BAR_ORDER.map(|phase| u128::from(tally.of(phase)) * width as u128);
    let mut remainders = [(0, 0); 6];
    for (at, ((cell, remainder), part)) in
        cells.iter_mut().zip(&mut remainders).zip(parts).enumerate()
    {
        *cell = usize::try_from(part / u128::from(total)).unwrap_or(width);
        *remainder = (part % u128::from(total), at);
    }
    remainders.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    let mut left = width.saturating_sub(cells.iter().sum());
    for (_, at) in remainders {
        if let Some(cell) = cells.get_mut(at).filter(|_| left > 0) {
            *cell += 1;
            left -= 1;
        }
    }
    keep_honest(tally, &mut cells);
    cells
}

fn keep_honest(tally: &Tally, cells: &mut [usize; 6]) {
    let live = tally.of(Some(Phase::Live));
    let largest_other = (1..6)
        .max_by_key(|at| tally.of(BAR_ORDER.get(*at).copied().flatten()))
        .unwrap_or(1);
    let [first, rest @ ..] = cells;
    let others: usize = rest.iter().sum();
    let Some(other) = rest.get_mut(largest_other - 1) else {
        return;
    };
    if live > 0 && *first == 0 && others > 1 {
        *first += 1;
        *other = other.saturating_sub(1);
    } else if live < tally.total() && others == 0 && *first > 1 {
        *first -= 1;
        *other += 1;
    }
}

/// The bar as pieces of one phase each.
pub fn bar(words: &Words, charset: Charset, tally: &Tally, width: usize) -> Vec<(String, Role)> {
    let pieces = cells(tally, width)
        .into_iter()
        .zip(BAR_ORDER)
        .filter(|(count, _)| *count > 0);
    pieces
        .map(|(count, phase)| {
            let look = look(words, phase);
            (look.fill(charset).to_string().repeat(count), look.role)
        })
        .collect()
}

/// The last `width` shares as a line of bars, in eighths; in ASCII as digits from 0 to 8.
pub fn spark(charset: Charset, shares: &[Share], width: usize) -> String {
    let level = |level: u8| match charset {
        Charset::Unicode => usize::from(level),
        Charset::Ascii => usize::from(level) + 9,
    };
    let signs = |at| SPARKS.chars().nth(at);
    levels(shares, width)
        .into_iter()
        .map(level)
        .filter_map(signs)
        .collect()
}

/// Nothing to everything in eighths, in Unicode and then in ASCII.
const SPARKS: &str = "·▁▂▃▄▅▆▇█012345678";

/// All signs of a line of bars, from nothing to everything.
pub fn spark_levels(charset: Charset) -> String {
    let signs = SPARKS.chars();
    match charset {
        Charset::Unicode => signs.take(9).collect(),
        Charset::Ascii => signs.skip(9).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(live: u64, pilot: u64, open: u64, unknown: u64) -> Tally {
        let mut tally = Tally::default();
        tally.add(Some(Phase::Live), live);
        tally.add(Some(Phase::Pilot), pilot);
        tally.add(Some(Phase::Open), open);
        tally.add(None, unknown);
        tally
    }

    #[test]
    fn bars_are_honest_at_both_ends() {
        assert_eq!(cells(&tally(5, 0, 5, 0), 10), [5, 0, 0, 0, 5, 0]);
        assert_eq!(cells(&tally(402, 0, 1, 0), 8), [7, 0, 0, 0, 1, 0]);
        assert_eq!(cells(&tally(1, 0, 402, 0), 8), [1, 0, 0, 0, 7, 0]);
        assert_eq!(cells(&tally(403, 0, 0, 0), 8), [8, 0, 0, 0, 0, 0]);
        assert_eq!(cells(&tally(1, 1, 0, 1), 3), [1, 1, 0, 0, 0, 1]);
        assert_eq!(cells(&Tally::default(), 8), [0; 6]);
    }

    #[test]
    fn bars_always_fill_their_width() {
        for live in 0..20 {
            for rest in 1..20 {
                for width in 1..12 {
                    assert_eq!(
                        cells(&tally(live, 1, rest, 2), width).iter().sum::<usize>(),
                        width
                    );
                }
            }
        }
    }
}
