//! Where the terminal's cursor stands and how it writes, and the cheapest way to write cells of a line.

use ratatui::buffer::Cell;
use unicode_width::UnicodeWidthStr;

use super::Abilities;
use super::look::Look;

/// Unchanged cells that may be written again rather than jumped over: a jump costs at most 8 bytes and two changes of look.
const MOST_REWRITTEN: u16 = 16;

/// The sequences of one frame as they come about.
#[derive(Clone, Debug)]
pub(super) struct Pen {
    pub(super) out: Vec<u8>,
    look: Look,
    /// The line of the cursor, where that is known.
    line: Option<u16>,
    /// Its column; unknown after the last one too, where terminals wait in different ways.
    column: Option<u16>,
    abilities: Abilities,
}

/// A way to a cell: bytes that move the cursor, and from where on cells are written again to get there.
struct Way {
    bytes: Vec<u8>,
    from: u16,
}

impl Pen {
    /// A plain pen somewhere.
    pub(super) fn new(abilities: Abilities) -> Self {
        Self {
            out: Vec::new(),
            look: Look::PLAIN,
            line: None,
            column: None,
            abilities,
        }
    }

    pub(super) fn say(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// The cursor is at the beginning of this line now.
    pub(super) fn stands_at(&mut self, line: u16) {
        self.line = Some(line);
        self.column = Some(0);
    }

    /// Leaves the terminal writing plain.
    pub(super) fn rest(&mut self) {
        self.look.turn_to(Look::PLAIN, &mut self.out);
        self.look = Look::PLAIN;
    }

    /// Makes a line of the terminal look as wanted.
    pub(super) fn line(&mut self, y: u16, shown: &[Cell], wanted: &[Cell]) {
        self.rest_of_line(0, y, shown, wanted, true);
    }

    /// The same from a column on; where it may choose, the rest of the line is erased first if that is shorter.
    fn rest_of_line(
        &mut self,
        from: usize,
        y: u16,
        shown: &[Cell],
        wanted: &[Cell],
        chooses: bool,
    ) {
        let differs = |x: usize| shown.get(x) != wanted.get(x);
        let Some(last) = (from..wanted.len()).rev().find(|x| differs(*x)) else {
            return;
        };
        let content = wanted.iter().rposition(|cell| !is_empty(cell));
        let blank_from = content.map_or(0, |at| at + 1);
        let mut x = from;
        while x <= last {
            let Some(cell) = wanted.get(x).filter(|cell| differs(x) && !is_tail(cell)) else {
                x += 1;
                continue;
            };
            if chooses && is_empty(cell) && x < blank_from {
                let mut written = self.fork();
                written.rest_of_line(x, y, shown, wanted, false);
                let erased = self.erased(x, y, shown, wanted);
                if erased.out.len() < written.out.len() {
                    self.join(erased);
                    return;
                }
            }
            self.reach(x, y, cell, wanted);
            if x >= blank_from && last - x >= 3 {
                self.erase(b"\x1b[K");
                return;
            }
            let same = wanted.iter().skip(x).take_while(|other| *other == cell);
            let same = same.count().min(last + 1 - x);
            // What is not different at the end of the run need not be written.
            let end = (x..x + same).rev().find(|x| differs(*x));
            let run = end.map_or(1, |end| end + 1 - x);
            x += self.put_run(cell, run, wanted.len());
        }
    }

    /// Erases the rest of a line, then writes what is to stand there.
    fn erased(&self, x: usize, y: u16, shown: &[Cell], wanted: &[Cell]) -> Self {
        let mut pen = self.fork();
        if let Some(cell) = wanted.get(x) {
            pen.reach(x, y, cell, wanted);
        }
        pen.erase(b"\x1b[K");
        let kept = shown.iter().take(x).cloned();
        let blank = std::iter::repeat_n(Cell::EMPTY, wanted.len().saturating_sub(x));
        let shown: Vec<Cell> = kept.chain(blank).collect();
        pen.rest_of_line(x, y, &shown, wanted, false);
        pen
    }

    /// A pen in the same state that has written nothing yet.
    fn fork(&self) -> Self {
        Self {
            out: Vec::new(),
            ..*self
        }
    }

    /// Goes on where the other pen has got to.
    fn join(&mut self, mut other: Self) {
        self.out.append(&mut other.out);
        std::mem::swap(&mut self.out, &mut other.out);
        *self = other;
    }

    /// Writes a run of equal cells, or the first of them; says how many are done.
    fn put_run(&mut self, cell: &Cell, run: usize, width: usize) -> usize {
        let symbol = cell.symbol();
        let plain = run * symbol.len();
        if is_certain(symbol) {
            let repeated = symbol.len() + 3 + digits(run - 1);
            if self.abilities.repeats && run > 1 && repeated < plain {
                self.put(cell, width);
                let column = self.column.map(usize::from);
                self.say(format!("\x1b[{}b", run - 1).as_bytes());
                self.column = column.and_then(|column| short(column + run - 1, width));
                return run;
            }
            // Erasing leaves the cursor, which then has to follow.
            let erased = 2 * (3 + digits(run));
            if self.abilities.erases && is_empty(cell) && erased < plain {
                self.erase(format!("\x1b[{run}X").as_bytes());
                return run;
            }
        }
        self.put(cell, width);
        1
    }

    /// Erases: with a background set terminals leave that, and some an underline too.
    fn erase(&mut self, sequence: &[u8]) {
        if !self.look.is_plain_on_blank() {
            self.rest();
        }
        self.say(sequence);
    }

    /// Writes one cell at the cursor.
    fn put(&mut self, cell: &Cell, width: usize) {
        self.dip(cell);
        let symbol = cell.symbol();
        self.say(symbol.as_bytes());
        if is_certain(symbol) {
            let next = self.column.map(|column| usize::from(column) + 1);
            self.column = next.and_then(|next| short(next, width));
        } else {
            // Terminals differ in how wide such a symbol is.
            self.column = None;
            self.line = None;
        }
    }

    /// Takes on the look of a cell as far as it shows.
    fn dip(&mut self, cell: &Cell) {
        let look = Look::of(cell);
        if !self.look.serves(look, cell.symbol() == " ") {
            self.look.turn_to(look, &mut self.out);
            self.look = look;
        }
    }

    /// Brings the cursor to a cell the cheapest way, the change of look counted.
    fn reach(&mut self, x: usize, y: u16, cell: &Cell, wanted: &[Cell]) {
        let x = u16::try_from(x).unwrap_or(u16::MAX);
        if (self.line, self.column) == (Some(y), Some(x)) {
            return;
        }
        let ways = self.ways(x, y);
        let tried = ways.into_iter().filter_map(|way| {
            let mut pen = Self::new(self.abilities);
            pen.look = self.look;
            pen.say(&way.bytes);
            pen.line = Some(y);
            pen.column = Some(way.from);
            for between in wanted.get(usize::from(way.from)..usize::from(x))? {
                if !is_certain(between.symbol()) {
                    return None;
                }
                pen.put(between, wanted.len());
            }
            let arrived = pen.out.len();
            let look = pen.look;
            pen.dip(cell);
            let cost = pen.out.len();
            pen.out.truncate(arrived);
            Some((cost, pen.out, look))
        });
        if let Some((_, bytes, look)) = tried.min_by_key(|(cost, ..)| *cost) {
            self.say(&bytes);
            self.look = look;
        }
        self.line = Some(y);
        self.column = Some(x);
    }

    /// The ways that may be the cheapest one.
    fn ways(&self, x: u16, y: u16) -> Vec<Way> {
        let mut ways = vec![Way {
            bytes: address(x, y),
            from: x,
        }];
        let Some(down) = self.line.and_then(|line| y.checked_sub(line)) else {
            return ways;
        };
        // Beyond four lines an address is never longer.
        if down > 4 {
            return ways;
        }
        let feeds = vec![b'\n'; usize::from(down)];
        let mut add = |start: Vec<u8>, column: u16| {
            ways.push(Way {
                bytes: [start.as_slice(), &sideways(column, x)].concat(),
                from: x,
            });
            if column < x && x - column <= MOST_REWRITTEN {
                ways.push(Way {
                    bytes: start,
                    from: column,
                });
            }
        };
        if let Some(column) = self.column {
            add(feeds.clone(), column);
        }
        add([b"\r".as_slice(), &feeds].concat(), 0);
        ways
    }
}

/// The cursor to a place.
pub(super) fn address(x: u16, y: u16) -> Vec<u8> {
    let (line, column) = (y + 1, x + 1);
    match (x, y) {
        (0, 0) => b"\x1b[H".to_vec(),
        (0, _) => format!("\x1b[{line}H").into_bytes(),
        (_, 0) => format!("\x1b[;{column}H").into_bytes(),
        _ => format!("\x1b[{line};{column}H").into_bytes(),
    }
}

/// The cursor along its line.
fn sideways(from: u16, to: u16) -> Vec<u8> {
    match (from.checked_sub(to), to.checked_sub(from)) {
        (Some(0), _) => Vec::new(),
        (Some(back @ 1..=3), _) => vec![8; usize::from(back)],
        (Some(back), _) => format!("\x1b[{back}D").into_bytes(),
        (_, Some(1)) => b"\x1b[C".to_vec(),
        (_, on) => format!("\x1b[{}C", on.unwrap_or(0)).into_bytes(),
    }
}

/// A column that is not the one after the last.
fn short(column: usize, width: usize) -> Option<u16> {
    u16::try_from(column).ok().filter(|_| column < width)
}

fn digits(number: usize) -> usize {
    number.checked_ilog10().map_or(1, |log| log as usize + 1)
}

/// Whether all terminals agree that the symbol takes one column.
fn is_certain(symbol: &str) -> bool {
    let mut chars = symbol.chars();
    chars.next().is_some() && chars.next().is_none() && (symbol.len() == 1 || symbol.width() == 1)
}

/// The second column of a symbol that takes two.
pub(super) fn is_tail(cell: &Cell) -> bool {
    cell.symbol().is_empty()
}

/// Whether nothing of a cell is seen.
pub(super) fn is_empty(cell: &Cell) -> bool {
    cell.symbol() == " " && Look::of(cell).is_plain_on_blank()
}
