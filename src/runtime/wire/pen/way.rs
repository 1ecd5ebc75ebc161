//! The cheapest way of the cursor to a cell.

use super::{Line, Pen, digits, push_number};
use crate::runtime::wire::tile::Tile;

/// Unchanged cells that may be written again rather than jumped over: a jump costs at most 8 bytes and two changes of look.
const MOST_REWRITTEN: u16 = 16;
/// Down so many lines feeds may be shorter than an address.
const MOST_FEEDS: u16 = 4;

/// How the cursor may get to a cell.
#[derive(Clone, Copy)]
enum Way {
    /// By its address.
    Address,
    /// So many lines down, perhaps to the beginning of the line, and from there on along it: with a jump, or by writing
    /// again what stands between.
    Near {
        feeds: u16,
        from: u16,
        returns: bool,
        rewrites: bool,
    },
}

impl Pen<'_> {
    /// Brings the cursor to a cell the cheapest way, the change of look counted.
    pub(super) fn reach(&mut self, x: usize, tile: Tile, line: Line<'_>) {
        let x = u16::try_from(x).unwrap_or(u16::MAX);
        if (self.line, self.column) == (Some(line.y), Some(x)) {
            return;
        }
        let (mut best, mut least) = (Way::Address, usize::MAX);
        for way in self.ways(x, line.y) {
            match self.cost(way, x, tile, line) {
                Some(cost) if cost < least => (best, least) = (way, cost),
                _ => {}
            }
        }
        self.go(best, x, line);
        (self.line, self.column) = (Some(line.y), Some(x));
    }

    /// The ways that may be the cheapest one.
    fn ways(&self, x: u16, y: u16) -> impl Iterator<Item = Way> + use<> {
        let below = self.line.and_then(|line| y.checked_sub(line));
        let feeds = below.filter(|feeds| *feeds <= MOST_FEEDS);
        // On along the line nothing is shorter than from where the cursor stands.
        let is_on = feeds == Some(0) && self.column.is_some_and(|from| from < x);
        let starts = [
            feeds
                .zip(self.column)
                .map(|(feeds, from)| (feeds, from, false)),
            feeds.filter(|_| !is_on).map(|feeds| (feeds, 0, true)),
        ];
        let starts = starts.into_iter().flatten();
        let near = starts.flat_map(move |(feeds, from, returns)| {
            let may_rewrite = from < x && x - from <= MOST_REWRITTEN;
            let ways = [Some(false), may_rewrite.then_some(true)].into_iter();
            ways.flatten().map(move |rewrites| Way::Near {
                feeds,
                from,
                returns,
                rewrites,
            })
        });
        (!is_on).then_some(Way::Address).into_iter().chain(near)
    }

    /// Bytes of a way and of the look that the cell needs after it; `None` where the way leads over what nobody can
    /// write with certainty.
    fn cost(&self, way: Way, x: u16, tile: Tile, line: Line<'_>) -> Option<usize> {
        let (mut cost, mut look) = (0, self.look);
        let mut dip = |tile: Tile| {
            if self.stock.serves(look, tile) {
                return 0;
            }
            let bytes = self.stock.turn(look, tile.look).len();
            look = tile.look;
            bytes
        };
        match way {
            Way::Address => cost += address_bytes(x, line.y),
            Way::Near {
                feeds,
                from,
                returns,
                rewrites,
            } => {
                cost += usize::from(feeds) + usize::from(returns);
                if rewrites {
                    for between in line.between(from, x) {
                        if !between.is_certain() {
                            return None;
                        }
                        cost += dip(*between) + self.stock.bytes(*between);
                    }
                } else {
                    cost += sideways_bytes(from, x);
                }
            }
        }
        Some(cost + dip(tile))
    }

    fn go(&mut self, way: Way, x: u16, line: Line<'_>) {
        match way {
            Way::Address => address(x, line.y, &mut self.out),
            Way::Near {
                feeds,
                from,
                returns,
                rewrites,
            } => {
                if returns {
                    self.say(b"\r");
                }
                for _ in 0..feeds {
                    self.say(b"\n");
                }
                if rewrites {
                    for between in line.between(from, x) {
                        self.put(*between, line.wanted.len());
                    }
                } else {
                    self.sideways(from, x);
                }
            }
        }
    }

    /// The cursor along its line.
    fn sideways(&mut self, from: u16, to: u16) {
        match (from.checked_sub(to), to.checked_sub(from)) {
            (Some(0), _) => {}
            (Some(back @ 1..=3), _) => self.say(&b"\x08".repeat(back.into())),
            (Some(back), _) => self.say_number(b"\x1b[", back.into(), b"D"),
            (_, Some(1)) => self.say(b"\x1b[C"),
            (_, on) => self.say_number(b"\x1b[", on.unwrap_or(0).into(), b"C"),
        }
    }
}

/// The cursor to a place.
pub(in crate::runtime::wire) fn address(x: u16, y: u16, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b[");
    if y > 0 {
        push_number(usize::from(y) + 1, out);
    }
    if x > 0 {
        out.push(b';');
        push_number(usize::from(x) + 1, out);
    }
    out.push(b'H');
}

fn address_bytes(x: u16, y: u16) -> usize {
    let [line, column] = [y, x].map(|at| {
        if at == 0 {
            0
        } else {
            digits(usize::from(at) + 1)
        }
    });
    3 + line + if x == 0 { 0 } else { 1 + column }
}

fn sideways_bytes(from: u16, to: u16) -> usize {
    let far = usize::from(from.abs_diff(to));
    match far {
        0 => 0,
        1..=3 if to < from => far,
        1 => 3,
        _ => 3 + digits(far),
    }
}
