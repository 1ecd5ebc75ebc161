//! Lines of a picture that the terminal shows already, further up or down: it can move them itself.

use super::Abilities;
use super::pen::{Pen, address};
use super::tile::Tile;

/// A part of the screen, and by how many lines it moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Scroll {
    /// First line.
    top: usize,
    /// Last line.
    bottom: usize,
    by: usize,
    up: bool,
}

/// Scrolls that are looked at more closely.
const TRIED: usize = 4;
/// What going on behind cells that stay costs, roughly.
const JUMP: usize = 5;
/// Cells of a line that are compared at once.
const PIECE: usize = 8;
/// Pieces that have to come to their place before a scroll may pay.
const LEAST: i32 = 3;

/// The scrolls that bring most pieces of lines to their place.
pub(super) fn candidates(
    shown: &[Vec<Tile>],
    wanted: &[Vec<Tile>],
) -> impl Iterator<Item = Scroll> {
    let (old, new) = (prints(shown), prints(wanted));
    let height = old.len().min(new.len());
    let stay: Vec<i32> = new
        .iter()
        .zip(&old)
        .map(|(new, old)| in_place(new, old))
        .collect();
    let ways = (1..height).flat_map(|by| [(by, true), (by, false)]);
    let mut found: Vec<_> = ways
        .filter_map(|(by, up)| best_part(&old, &new, &stay, by, up))
        .filter(|(gain, _)| *gain >= LEAST)
        .collect();
    found.sort_by_key(|(gain, _)| std::cmp::Reverse(*gain));
    found.into_iter().map(|(_, scroll)| scroll).take(TRIED)
}

/// The lines that gain most when they move by so many: pieces that come to their place, less those that leave it.
fn best_part(
    old: &[Vec<Option<u64>>],
    new: &[Vec<Option<u64>>],
    stay: &[i32],
    by: usize,
    up: bool,
) -> Option<(i32, Scroll)> {
    // Lines `first..` of the wanted picture and those of the shown one that come to them.
    let (first, from) = if up { (0, by) } else { (by, 0) };
    let moved = new.iter().skip(first).zip(old.iter().skip(from));
    let stays = stay.iter().skip(first);
    let gains = moved
        .zip(stays)
        .map(|((new, old), stays)| in_place(new, old) - stays);
    // The contiguous part of the largest sum (Kadane).
    let (mut begin, mut sum) = (first, 0);
    let mut best: Option<(i32, usize, usize)> = None;
    for (y, gain) in (first..).zip(gains) {
        if sum <= 0 {
            (begin, sum) = (y, 0);
        }
        sum += gain;
        if best.is_none_or(|(most, ..)| sum > most) {
            best = Some((sum, begin, y));
        }
    }
    let (gain, begin, end) = best?;
    let (top, bottom, empty) = if up {
        (begin, end + by, end + 1..end + by + 1)
    } else {
        (begin - by, end, begin - by..begin)
    };
    let lost: i32 = stay.get(empty).unwrap_or_default().iter().sum();
    let scroll = Scroll {
        top,
        bottom,
        by,
        up,
    };
    Some((gain - lost, scroll))
}

/// What it costs, roughly, to make these lines look as wanted.
pub(super) fn roughly(shown: &[&[Tile]], wanted: &[Vec<Tile>]) -> usize {
    let lines = shown.iter().zip(wanted);
    lines
        .map(|(shown, wanted)| roughly_of_line(shown, wanted))
        .sum()
}

fn roughly_of_line(shown: &[Tile], wanted: &[Tile]) -> usize {
    let (mut cost, mut differed) = (0, false);
    for (shown, wanted) in shown.iter().zip(wanted) {
        let differs = shown != wanted;
        cost += usize::from(differs) + usize::from(differs && !differed) * JUMP;
        differed = differs;
    }
    cost
}

/// How many pieces of two lines are the same, and not blank.
fn in_place(new: &[Option<u64>], old: &[Option<u64>]) -> i32 {
    let pieces = new.iter().zip(old);
    let same = pieces.filter(|(new, old)| new.is_some() && new == old);
    i32::try_from(same.count()).unwrap_or(i32::MAX)
}

/// A number per piece of each line that equal pieces share, and others hardly; none for a blank one.
fn prints(lines: &[Vec<Tile>]) -> Vec<Vec<Option<u64>>> {
    let print = |piece: &[Tile]| {
        let mix = |all: u64, tile: &Tile| (all.rotate_left(5) ^ tile.print()).wrapping_mul(MIX);
        let is_blank = piece.iter().all(|tile| *tile == Tile::BLANK);
        (!is_blank).then(|| piece.iter().fold(0, mix))
    };
    let lines = lines.iter();
    lines
        .map(|line| line.chunks(PIECE).map(print).collect())
        .collect()
}

/// An odd number with its bits all over the place.
const MIX: u64 = 0x9e37_79b9_7f4a_7c15;

impl Scroll {
    /// Where what a line shows afterwards stands now; `None` for a line that comes in empty.
    pub(super) fn source(self, y: usize) -> Option<usize> {
        if y < self.top || y > self.bottom {
            return Some(y);
        }
        if self.up {
            Some(y + self.by).filter(|from| *from <= self.bottom)
        } else {
            y.checked_sub(self.by).filter(|from| *from >= self.top)
        }
    }

    /// Has the terminal scroll. The lines that come in take the background that is set, so the pen has to be plain.
    pub(super) fn tell(self, abilities: Abilities, pen: &mut Pen<'_>) {
        let (first, last, by) = (self.top + 1, self.bottom + 1, self.by);
        pen.say_number(b"\x1b[", first, b"");
        pen.say_number(b";", last, b"r");
        let (shifts, letter, edge, one): (_, &[u8], _, &[u8]) = if self.up {
            (abilities.shifts_up, b"S", self.bottom, b"\n")
        } else {
            (abilities.shifts_down, b"T", self.top, b"\x1bM")
        };
        match by {
            1 if shifts => pen.say(&[b"\x1b[", letter].concat()),
            _ if shifts => pen.say_number(b"\x1b[", by, letter),
            _ => {
                address(0, u16::try_from(edge).unwrap_or(0), &mut pen.out);
                pen.say(&one.repeat(by));
            }
        }
        // Without a region the cursor is at home.
        pen.say(b"\x1b[r");
        pen.stands_at(0);
    }
}
