//! Every picture of a few cells, searched through: all that the language allows, cheapest first.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::fmt::Write as _;

use super::bounds;

/// Plain, bold, reverse; and bytes from each to each.
const LOOKS: [[usize; 3]; 3] = [[0, 4, 4], [3, 0, 5], [3, 5, 0]];
/// Letters and the look each is written in; the first is a blank, for which plain and bold are the same.
const TILES: [(char, usize); 4] = [(' ', 0), ('a', 0), ('a', 2), ('b', 1)];

#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct State {
    /// Two bits a cell.
    cells: u32,
    line: Option<usize>,
    column: Option<usize>,
    look: usize,
    /// The column up to which this line is done.
    done: usize,
}

/// Bytes of a sequence with one number.
fn one(value: usize) -> usize {
    if value == 1 { 3 } else { 4 }
}

/// As cells; `A` is an `a` in reverse, `b` is bold.
fn cells(text: &str) -> u32 {
    let id = |letter| " aAb".find(letter).unwrap();
    let all = text.chars().map(id).rev();
    all.fold(0, |cells, id| cells << 2 | u32::try_from(id).unwrap())
}

/// The cells with these ones all of one tile.
fn filled(cells: u32, from: usize, to: usize, tile: usize) -> u32 {
    let tile = u32::try_from(tile).unwrap();
    (from..to).fold(cells, |cells, at| {
        cells & !(3 << (2 * at)) | tile << (2 * at)
    })
}

struct Search {
    width: usize,
    height: usize,
    tiles: usize,
    /// The cells before anything is written.
    first: u32,
    found: HashMap<State, usize>,
    next: BinaryHeap<Reverse<(usize, State)>>,
}

impl Search {
    /// Bytes to each picture of so many tiles, from this one, scrolled or not.
    fn all(size: (usize, usize), tiles: usize, cells: u32) -> HashMap<u32, usize> {
        let mut pictures = HashMap::new();
        for (bytes, start) in scrolls(size, cells) {
            let mut search = Self {
                width: size.0,
                height: size.1,
                tiles,
                first: start.cells,
                found: HashMap::new(),
                next: BinaryHeap::new(),
            };
            search.add(bytes, start);
            search.run(&mut pictures);
        }
        pictures
    }

    fn run(&mut self, pictures: &mut HashMap<u32, usize>) {
        while let Some(Reverse((cost, state))) = self.next.pop() {
            if self.found[&state] < cost {
                continue;
            }
            if state.look == 0 {
                let known = pictures.entry(state.cells).or_insert(cost);
                *known = cost.min(*known);
            }
            self.go(cost, state);
            self.write(cost, state);
        }
    }

    /// Whether something was written on this line, all of it for nothing.
    fn idle(&self, state: State) -> bool {
        let mask = (1 << (2 * self.width)) - 1;
        let line = state.line.map_or(0, |y| 2 * y * self.width);
        state.done > 0 && (state.cells >> line) & mask == (self.first >> line) & mask
    }

    fn add(&mut self, cost: usize, state: State) {
        if self.found.get(&state).is_none_or(|known| cost < *known) {
            self.found.insert(state, cost);
            self.next.push(Reverse((cost, state)));
        }
    }

    /// Looks and places; never up, and down from a line only when it has changed or was not written on.
    fn go(&mut self, cost: usize, state: State) {
        let at = |line: usize, column: Option<usize>| State {
            line: Some(line),
            column,
            done: state.done * usize::from(state.line == Some(line)),
            ..state
        };
        for (look, bytes) in LOOKS[state.look].iter().enumerate() {
            self.add(cost + bytes, State { look, ..state });
        }
        let last = if self.idle(state) {
            state.line.map_or(0, |y| y + 1)
        } else {
            self.height
        };
        for y in state.line.unwrap_or(0)..last {
            for x in 0..self.width {
                let right = if x == 0 { 0 } else { 2 };
                self.add(cost + one(y + 1) + right, at(y, Some(x)));
            }
            self.add(cost + one(y + 1), at(y, state.column));
        }
        let Some(y) = state.line else { return };
        self.add(cost + 1, at(y, Some(0)));
        if y + 1 < last {
            self.add(cost + 1, at(y + 1, state.column));
        }
        for x in 0..self.width {
            self.add(cost + one(x + 1), at(y, Some(x)));
            if let Some(far) = state.column.map(|from| x.abs_diff(from)) {
                self.add(cost + one(far), at(y, Some(x)));
            }
        }
        if let Some(back) = state.column.and_then(|x| x.checked_sub(1)) {
            self.add(cost + 1, at(y, Some(back)));
        }
    }

    /// Tiles and blanks; never before what is done.
    fn write(&mut self, cost: usize, state: State) {
        let (Some(y), Some(x)) = (state.line, state.column) else {
            return;
        };
        for (tile, (_, look)) in TILES.iter().enumerate().take(self.tiles) {
            let calm = tile == 0 && state.look != 2;
            if x < state.done || !calm && state.look != *look {
                continue;
            }
            for end in x + 1..=self.width {
                let from = y * self.width;
                let cells = filled(state.cells, from + x, from + end, tile);
                if calm {
                    let erased = if end == self.width { 3 } else { one(end - x) };
                    let done = x;
                    self.add(
                        cost + erased,
                        State {
                            cells,
                            done,
                            ..state
                        },
                    );
                }
                let again = if end == x + 1 { 0 } else { one(end - x - 1) };
                let column = Some(end).filter(|end| *end < self.width);
                let state = State {
                    cells,
                    column,
                    done: end,
                    ..state
                };
                self.add(cost + 1 + again, state);
            }
        }
    }
}

/// Nothing done, or one scroll: its bytes, and what it leaves.
fn scrolls((width, height): (usize, usize), cells: u32) -> Vec<(usize, State)> {
    let state = |cells, home: Option<usize>| State {
        cells,
        line: home,
        column: home,
        look: 0,
        done: 0,
    };
    let mut list = vec![(0, state(cells, None))];
    let mask = (1 << (2 * width)) - 1;
    for top in 0..height {
        for bottom in top + 1..height {
            let whole = (top, bottom + 1) == (0, height);
            let last = if bottom + 1 == height { 0 } else { 2 };
            let region = if whole { 0 } else { one(top + 1) + last + 3 };
            for (lines, up) in (1..=bottom - top + 1).flat_map(|n| [(n, true), (n, false)]) {
                let source = |y: usize| match y {
                    y if y < top || y > bottom => Some(y),
                    y if up => Some(y + lines).filter(|y| *y <= bottom),
                    y => y.checked_sub(lines).filter(|y| *y >= top),
                };
                let moved = (0..height).fold(0, |all, y| {
                    let line = source(y).map_or(0, |y| cells >> (2 * y * width));
                    all | (line & mask) << (2 * y * width)
                });
                let home = (!whole).then_some(0);
                list.push((region + one(lines), state(moved, home)));
            }
        }
    }
    list
}

fn shown(width: usize, height: usize, cells: u32) -> vt100::Parser {
    let size = |n: usize| u16::try_from(n).unwrap();
    let mut parser = vt100::Parser::new(size(height), size(width), 0);
    let mut text = String::new();
    for at in 0..width * height {
        let (letter, look) = TILES[usize::try_from(cells >> (2 * at) & 3).unwrap()];
        let look = ["\x1b[m", "\x1b[;1m", "\x1b[;7m"][look];
        let (y, x) = (at / width + 1, at % width + 1);
        write!(text, "\x1b[{y};{x}H{look}{letter}").unwrap();
    }
    parser.process(text.as_bytes());
    parser
}

#[test]
fn what_is_found_is_what_a_search_finds() {
    for (width, height, tiles, before) in [
        (6, 1, 4, "aaaaaa"),
        (5, 1, 4, "bAab "),
        (2, 3, 3, "aaAA  "),
        (3, 2, 3, "aAaAa "),
        (1, 5, 3, "aAa a"),
    ] {
        let from = shown(width, height, cells(before));
        let (mut wrong, mut inexact) = (Vec::new(), 0);
        let all = Search::all((width, height), tiles, cells(before));
        for (after, bytes) in &all {
            let to = shown(width, height, *after);
            let (floor, least) = bounds(from.screen(), to.screen(), true);
            inexact += usize::from(floor != least);
            if *bytes < floor || least < *bytes {
                let tile = |at| usize::try_from(after >> (2 * at) & 3).unwrap();
                let letter = |at| [' ', 'a', 'A', 'b'][tile(at)];
                let text: String = (0..width * height).map(letter).collect();
                wrong.push((text, floor, least, bytes));
            }
        }
        let size = u32::try_from(width * height).unwrap();
        assert_eq!(all.len(), tiles.pow(size), "all pictures");
        assert!(
            inexact * 5 <= all.len() * 3,
            "{before}: {inexact} not exact"
        );
        let some = &wrong[..wrong.len().min(9)];
        assert!(wrong.is_empty(), "{before}: {} {some:?}", wrong.len());
    }
}
