//! The least bytes that turn one picture into another: a yardstick for what is sent, computed from two emulated
//! screens alone. It knows nothing of the program.
//!
//! The language it is the least of: the cursor is somewhere, attributes are plain, and they are plain at the end. At
//! most one scroll comes first: a region, `CSI n S` or `CSI n T`, `CSI r`, which puts the cursor home (the whole screen
//! needs no region). Then the lines that differ, from top to bottom and each from left to right: cells written, unchanged ones too;
//! `CSI n C`; `CSI n b`; `CSI K` and `CSI n X` where a blank would be plain as well (some terminals erase in reverse);
//! between lines an address, CR, LF, `CSI y d`, backspaces, `CSI n D`, `CSI x G`. After the last column, and after
//! what is not surely one column wide, the column is unknown.
//!
//! Within this language the figure is exact for every scroll that is tried. Scrolls are tried in the order of a bound
//! no way falls below, until none of the others can be shorter, or [`TRIES`] have been.

mod counted;
mod frames;
mod line;
mod searched;
mod tiles;

use line::{Places, Way, along, to_column};
use tiles::{BLANK, FAR, Line, PLAIN, Sheet, number};

/// Scrolls that are gone through in full.
const TRIES: usize = 12;

/// The least bytes that turn one picture into the other.
pub(crate) fn least(before: &vt100::Screen, after: &vt100::Screen) -> usize {
    bounds(before, after, true).1
}

/// For a terminal that repeats symbols, or does not: no way is shorter than the first; the second is the shortest found. Where both are the same it is the least.
fn bounds(before: &vt100::Screen, after: &vt100::Screen, repeats: bool) -> (usize, usize) {
    let sheet = Sheet::new(before, after, repeats);
    let all: Vec<_> = sheet.before.iter().collect();
    let mut least = path(&sheet, &all, None);
    if least == 0 {
        return (0, 0);
    }
    let blank = vec![BLANK; sheet.width];
    for (tries, (floor, scroll)) in scrolls(&sheet, &blank).into_iter().enumerate() {
        if floor >= least {
            break;
        }
        if tries == TRIES {
            return (floor, least);
        }
        let moved: Vec<_> = (0..sheet.after.len())
            .map(|y| scroll.source(y).map_or(&blank, |from| &sheet.before[from]))
            .collect();
        let home = (!scroll.is_whole(sheet.after.len())).then_some(0);
        least = least.min(scroll.bytes(sheet.after.len()) + path(&sheet, &moved, home));
    }
    (least, least)
}

/// Lines `top` to `bottom` moved.
#[derive(Clone, Copy, Debug)]
struct Scroll {
    top: usize,
    bottom: usize,
    lines: usize,
    up: bool,
}

impl Scroll {
    /// Where the content of a line comes from, when it is not blank.
    fn source(self, y: usize) -> Option<usize> {
        if y < self.top || y > self.bottom {
            return Some(y);
        }
        if self.up {
            Some(y + self.lines).filter(|from| *from <= self.bottom)
        } else {
            y.checked_sub(self.lines).filter(|from| *from >= self.top)
        }
    }

    fn is_whole(self, height: usize) -> bool {
        self.top == 0 && self.bottom + 1 == height
    }

    /// `CSI t;b r`, `CSI n S`, `CSI r`.
    fn bytes(self, height: usize) -> usize {
        let moved = 3 + number(self.lines);
        if self.is_whole(height) {
            return moved;
        }
        let bottom = if self.bottom + 1 == height {
            0
        } else {
            1 + number(self.bottom + 1)
        };
        3 + number(self.top + 1) + bottom + moved + 3
    }
}

/// All scrolls, each with bytes below which it does not come; the lowest first.
fn scrolls(sheet: &Sheet, blank: &Line) -> Vec<(usize, Scroll)> {
    let height = sheet.after.len();
    let floors: Vec<Vec<_>> = sheet
        .after
        .iter()
        .map(|after| {
            let all = sheet.before.iter().chain([blank]);
            all.map(|before| floor(sheet, before, after)).collect()
        })
        .collect();
    let stay: usize = (0..height).map(|y| floors[y][y]).sum();
    let mut found = Vec::new();
    for top in 0..height {
        for bottom in top + 1..height {
            let kept: usize = (top..=bottom).map(|y| floors[y][y]).sum();
            for (lines, up) in (1..=bottom - top + 1).flat_map(|n| [(n, true), (n, false)]) {
                let scroll = Scroll {
                    top,
                    bottom,
                    lines,
                    up,
                };
                let moved: usize = (top..=bottom)
                    .map(|y| floors[y][scroll.source(y).unwrap_or(height)])
                    .sum();
                // At home the cursor may stand in the first line already.
                let floor = (stay - kept + moved).saturating_sub(1) + scroll.bytes(height);
                found.push((floor, scroll));
            }
        }
    }
    found.sort_by_key(|(floor, _)| *floor);
    found
}

/// Bytes that a line takes at least, however it is entered and left: one to get there; what is to be written, in its
/// order, with the changes of look between; the way over gaps.
fn floor(sheet: &Sheet, before: &Line, after: &Line) -> usize {
    if before == after {
        return 0;
    }
    let mut bytes = 1;
    // The tile written last, how often, and the columns it ended in.
    let mut last: Option<(usize, usize, usize)> = None;
    let group = |(id, count, _): (usize, usize, usize)| {
        let tile = sheet.tiles[id];
        let written = tile.bytes * count;
        if sheet.repeats {
            written.min(tile.bytes + 3)
        } else {
            written
        }
    };
    let mut wiped = 0;
    for x in 0..sheet.width {
        let (id, tile) = (after[x], sheet.tiles[after[x]]);
        if before[x] == id || tile.columns == 0 {
            continue;
        }
        if id == BLANK {
            wiped += 1;
            continue;
        }
        wiped = 0;
        let end = x + tile.columns;
        last = Some(match last {
            Some((same, count, _)) if same == id => (id, count + 1, end),
            Some(other) => {
                bytes += group(other) + sheet.change[sheet.tiles[other.0].look][tile.look];
                // A repetition may have bridged the gap.
                if other.1 == 1 {
                    bytes += (x - other.2).min(3);
                }
                (id, 1, end)
            }
            None => (id, 1, end),
        });
    }
    bytes + last.map_or(0, group) + wiped.min(3)
}

/// Bytes of the shortest way down the lines; the cursor is unknown or at home, on the line `cursor`.
fn path(sheet: &Sheet, before: &[&Line], cursor: Option<usize>) -> usize {
    let changed: Vec<_> = (0..before.len())
        .filter(|y| *before[*y] != sheet.after[*y])
        .collect();
    let first = |y: usize| (0..sheet.width).find(|x| before[y][*x] != sheet.after[y][*x]);
    let mut places = Places::none(sheet);
    if cursor.is_some() {
        places.at[PLAIN][0] = 0;
    } else {
        places.lost[PLAIN] = 0;
    }
    let mut from = cursor;
    for (at, y) in changed.iter().copied().enumerate() {
        let aim = changed.get(at + 1).and_then(|next| first(*next));
        let way = Way::new(sheet, before[y], &sheet.after[y], aim.unwrap_or(FAR));
        places = way_in(sheet, &places, from, y, way.first());
        places = way.through(&places);
        from = Some(y);
    }
    (0..sheet.looks())
        .map(|look| places.best(look) + sheet.change[look][PLAIN])
        .min()
        .unwrap_or(0)
}

/// Bytes of `CSI y;x H`.
fn address(y: usize, x: usize) -> usize {
    3 + number(y + 1) + if x == 0 { 0 } else { 1 + number(x + 1) }
}

/// From where a line was left to where the next one may be begun: at its first difference or before it.
fn way_in(sheet: &Sheet, left: &Places, from: Option<usize>, y: usize, first: usize) -> Places {
    let mut places = Places::none(sheet);
    for look in 0..sheet.looks() {
        let best = left.best(look);
        if best >= FAR {
            continue;
        }
        let places = &mut places.at[look];
        places[0] = best + address(y, 0);
        places[first] = places[first].min(best + address(y, first));
        let Some(from) = from else { continue };
        let feeds = y - from;
        places[0] = places[0].min(best + 1 + feeds);
        places[first] = places[first].min(best + feeds + to_column(first));
        let down = feeds.min(3 + number(y + 1));
        for (x, cost) in left.at[look].iter().enumerate() {
            let back = x.saturating_sub(first);
            let sideways = if back == 0 {
                0
            } else {
                back.min(along(back)).min(to_column(first))
            };
            let to = &mut places[x.min(first)];
            *to = (*to).min(cost + down + sideways);
        }
    }
    places
}
