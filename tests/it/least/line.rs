//! The cheapest ways through one line, from left to right, for every place and look they may begin and end in.

use super::tiles::{BLANK, FAR, Line, Sheet, number};

/// What it costs to stand somewhere on a line, in each look.
#[derive(Clone)]
pub(crate) struct Places {
    /// Per look, per column.
    pub(crate) at: Vec<Vec<usize>>,
    /// Per look: on this line, but nobody knows in which column.
    pub(crate) lost: Vec<usize>,
}

impl Places {
    pub(crate) fn none(sheet: &Sheet) -> Self {
        Self {
            at: vec![vec![FAR; sheet.width]; sheet.looks()],
            lost: vec![FAR; sheet.looks()],
        }
    }

    /// The cheapest place in a look.
    pub(crate) fn best(&self, look: usize) -> usize {
        self.at[look].iter().fold(self.lost[look], |a, b| a.min(*b))
    }
}

/// Bytes from one column to another further right, or further left: `CSI n C`, `CSI n D`.
pub(crate) fn along(columns: usize) -> usize {
    3 + number(columns)
}

/// Bytes of `CSI x G`.
pub(crate) fn to_column(x: usize) -> usize {
    3 + number(x + 1)
}

fn lower(cost: &mut usize, to: usize) {
    *cost = to.min(*cost);
}

/// One line as it is and as it is to be.
pub(crate) struct Way<'a> {
    sheet: &'a Sheet,
    after: &'a Line,
    /// From each column on, the first that differs; the width when none does.
    differs: Vec<usize>,
    /// From each column on, the first that is not to be blank.
    filled: Vec<usize>,
    /// From each column on, the end of what is the same tile.
    same: Vec<usize>,
    /// Columns where it may be worth while to end a repetition before its end.
    stops: Vec<bool>,
    /// Up to which column cells were erased, for each layer: 0 for none, the width for `CSI K`, ends for `CSI n X`.
    layers: Vec<usize>,
    /// The last column to be erased, and one more.
    wiped: usize,
    /// Per column, layer and look.
    costs: Vec<usize>,
    out: Places,
}

impl<'a> Way<'a> {
    /// `aim` is a column from which the next line may be reached well.
    pub(crate) fn new(sheet: &'a Sheet, before: &Line, after: &'a Line, aim: usize) -> Self {
        let width = sheet.width;
        let next = |is: &dyn Fn(usize) -> bool| {
            let mut list = vec![width; width + 1];
            for x in (0..width).rev() {
                list[x] = if is(x) { x } else { list[x + 1] };
            }
            list
        };
        let wipe = |x: usize| before[x] != BLANK && after[x] == BLANK;
        let change = |x: usize| before[x] != after[x];
        let ends = next(&|x| x + 1 == width || after[x] != after[x + 1]);
        // Within a stretch to be erased no end is better than its end: at most one digit is saved, and a blank is lost.
        let ends_of_wiped = (1..width).filter(|end| wipe(end - 1) && !wipe(*end));
        let layers: Vec<_> = [0, width].into_iter().chain(ends_of_wiped).collect();
        Self {
            sheet,
            after,
            differs: next(&change),
            filled: next(&|x| after[x] != BLANK),
            same: (0..width).map(|x| ends[x] + 1).collect(),
            stops: (0..width)
                .map(|x| x == aim || x > 0 && change(x - 1) && !change(x))
                .collect(),
            wiped: (0..width).rfind(|x| wipe(*x)).map_or(0, |x| x + 1),
            costs: vec![FAR; (width + 1) * layers.len() * sheet.looks()],
            layers,
            out: Places::none(sheet),
        }
    }

    /// The first column that differs.
    pub(crate) fn first(&self) -> usize {
        self.differs[0]
    }

    fn place(&self, x: usize, layer: usize) -> usize {
        (x * self.layers.len() + layer) * self.sheet.looks()
    }

    /// The next column that must be written.
    fn next(&self, x: usize, layer: usize) -> usize {
        let erased = self.layers[layer];
        if x < erased && self.filled[x] < erased {
            return self.filled[x];
        }
        self.differs[x.max(erased)]
    }

    /// Having written up to column `x`.
    fn reach(&mut self, x: usize, layer: usize, look: usize, cost: usize) {
        if x >= self.sheet.width {
            lower(&mut self.out.lost[look], cost);
            return;
        }
        let layer = if x < self.layers[layer] { layer } else { 0 };
        let place = self.place(x, layer) + look;
        lower(&mut self.costs[place], cost);
    }

    /// Having written up to column `x` something of which terminals disagree how wide it is.
    fn lose(&mut self, x: usize, layer: usize, look: usize, cost: usize) {
        let next = if x < self.sheet.width {
            self.next(x, layer)
        } else {
            x
        };
        if next >= self.sheet.width {
            lower(&mut self.out.lost[look], cost);
        } else {
            self.reach(next, layer, look, cost + to_column(next));
        }
    }

    /// Goes through the line from these places; all of them are left of the first difference, or at it.
    pub(crate) fn through(mut self, from: &Places) -> Places {
        for (look, columns) in from.at.iter().enumerate() {
            for (x, cost) in columns.iter().enumerate() {
                if *cost < FAR {
                    self.reach(x, 0, look, *cost);
                }
            }
        }
        let looks = self.sheet.looks();
        let mut costs = vec![FAR; looks];
        for x in 0..self.sheet.width {
            for layer in 0..self.layers.len() {
                if layer > 1 && self.layers[layer] <= x {
                    continue;
                }
                let place = self.place(x, layer);
                costs.copy_from_slice(&self.costs[place..place + looks]);
                if costs.iter().any(|cost| *cost < FAR) {
                    self.step(x, layer, &costs);
                }
            }
        }
        self.out
    }

    /// All that may be done at a column.
    fn step(&mut self, x: usize, layer: usize, costs: &[usize]) {
        let next = self.next(x, layer);
        if next == self.sheet.width {
            for (look, cost) in costs.iter().enumerate() {
                lower(&mut self.out.at[look][x], *cost);
            }
        } else if next > x {
            for (look, cost) in costs.iter().enumerate() {
                if *cost < FAR {
                    self.reach(next, layer, look, cost + along(next - x));
                }
            }
        }
        let sheet = self.sheet;
        let tile = sheet.tiles[self.after[x]];
        let erases = layer == 0 && x < self.wiped;
        if self.after[x] == BLANK || erases {
            for look in &sheet.calm {
                let loud = sheet.loud.iter();
                let cost = loud
                    .map(|from| costs[*from] + sheet.change[*from][*look])
                    .fold(costs[*look], usize::min);
                if cost >= FAR {
                    continue;
                }
                if erases {
                    self.erase(x, *look, cost);
                }
                if self.after[x] == BLANK {
                    self.write(x, layer, *look, cost);
                }
            }
        }
        if self.after[x] != BLANK && tile.columns > 0 {
            let all = costs.iter().enumerate();
            let cost = all
                .map(|(from, cost)| cost + sheet.change[from][tile.look])
                .fold(FAR, usize::min);
            self.write(x, layer, tile.look, cost);
        }
    }

    /// Writes what is to stand at a column, once or repeated.
    fn write(&mut self, x: usize, layer: usize, look: usize, cost: usize) {
        let tile = self.sheet.tiles[self.after[x]];
        let cost = cost + tile.bytes;
        if !tile.sure {
            self.lose(x + tile.columns, layer, look, cost);
            return;
        }
        self.reach(x + 1, layer, look, cost);
        if !self.sheet.repeats {
            return;
        }
        let end = self.same[x];
        for stop in x + 2..=end {
            if stop == end || self.stops[stop] {
                // CSI n b
                self.reach(stop, layer, look, cost + 3 + number(stop - x - 1));
            }
        }
    }

    /// Erases from a column on.
    fn erase(&mut self, x: usize, look: usize, cost: usize) {
        self.reach(x, 1, look, cost + 3);
        for layer in 2..self.layers.len() {
            let end = self.layers[layer];
            if end > x {
                self.reach(x, layer, look, cost + 3 + number(end - x));
            }
        }
    }
}
