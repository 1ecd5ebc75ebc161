//! Where the terminal's cursor stands and how it writes, and the cheapest way to write cells of a line.

mod way;

pub(super) use self::way::address;
use super::Abilities;
use super::tile::{PLAIN, Stock, Tile};

/// Bytes that a frame often has.
const FRAME: usize = 2048;
/// Bytes of a jump over what stays, and of a change of look before it, at most.
const JUMP: usize = 8;

/// The sequences of one frame as they come about.
#[derive(Clone, Debug)]
pub(super) struct Pen<'a> {
    pub(super) out: Vec<u8>,
    look: u32,
    /// The line of the cursor, where that is known.
    line: Option<u16>,
    /// Its column; unknown after the last one too, where terminals wait in different ways.
    column: Option<u16>,
    abilities: Abilities,
    stock: &'a Stock,
}

/// A line as the terminal shows it and as it is to be.
#[derive(Clone, Copy)]
struct Line<'a> {
    y: u16,
    shown: &'a [Tile],
    wanted: &'a [Tile],
    /// From here on it was erased, whatever it showed.
    erased_from: usize,
    /// From here on it is to be blank.
    blank_from: usize,
}

impl Line<'_> {
    fn differs(&self, x: usize) -> bool {
        let wanted = self.wanted.get(x);
        if x >= self.erased_from {
            return wanted != Some(&Tile::BLANK);
        }
        self.shown.get(x) != wanted
    }

    fn width(&self) -> usize {
        self.wanted.len()
    }

    fn between(&self, from: u16, to: u16) -> &[Tile] {
        let part = self.wanted.get(usize::from(from)..usize::from(to));
        part.unwrap_or_default()
    }

    /// Whether erasing the rest of the line at a blank may be shorter than writing blanks: it costs three bytes and all
    /// that may stay, and saves the blanks and the jumps over what stays.
    fn may_be_erased(&self, x: usize) -> bool {
        let (mut lost, mut saved, mut differed) = (3, 0, true);
        for at in x..self.width() {
            let differs = self.differs(at);
            match self.wanted.get(at) {
                Some(&Tile::BLANK) => saved += usize::from(differs),
                _ => lost += usize::from(!differs),
            }
            saved += if differed && !differs { JUMP } else { 0 };
            differed = differs;
        }
        x < self.blank_from && lost < saved
    }
}

impl<'a> Pen<'a> {
    /// A plain pen somewhere.
    pub(super) fn new(abilities: Abilities, stock: &'a Stock) -> Self {
        Self {
            out: Vec::with_capacity(FRAME),
            look: PLAIN,
            line: None,
            column: None,
            abilities,
            stock,
        }
    }

    pub(super) fn say(&mut self, bytes: &[u8]) {
        self.out.extend_from_slice(bytes);
    }

    /// A sequence with a number in it.
    pub(super) fn say_number(&mut self, before: &[u8], number: usize, after: &[u8]) {
        self.say(before);
        push_number(number, &mut self.out);
        self.say(after);
    }

    /// The cursor is at the beginning of this line now.
    pub(super) fn stands_at(&mut self, line: u16) {
        self.line = Some(line);
        self.column = Some(0);
    }

    /// Leaves the terminal writing plain.
    pub(super) fn rest(&mut self) {
        self.turn(PLAIN);
    }

    fn turn(&mut self, look: u32) {
        if self.look != look {
            let sequence = self.stock.turn(self.look, look);
            self.out.extend_from_slice(&sequence);
            self.look = look;
        }
    }

    /// Makes a line of the terminal look as wanted.
    pub(super) fn line(&mut self, y: u16, shown: &[Tile], wanted: &[Tile]) {
        let content = wanted.iter().rposition(|tile| *tile != Tile::BLANK);
        let line = Line {
            y,
            shown,
            wanted,
            erased_from: usize::MAX,
            blank_from: content.map_or(0, |at| at + 1),
        };
        self.rest_of_line(0, line, true);
    }

    /// The same from a column on. Who chooses sees, at the first blank where it may pay, whether erasing the rest of the line
    /// first is shorter.
    fn rest_of_line(&mut self, from: usize, line: Line<'_>, chooses: bool) {
        let Some(last) = (from..line.width()).rev().find(|x| line.differs(*x)) else {
            return;
        };
        let mut x = from;
        while x <= last {
            let tile = line.wanted.get(x).copied().filter(|_| line.differs(x));
            let Some(tile) = tile.filter(|tile| *tile != Tile::TAIL) else {
                x += 1;
                continue;
            };
            if chooses && tile == Tile::BLANK && line.may_be_erased(x) {
                let mut written = self.fork();
                written.rest_of_line(x, line, false);
                let erased = self.erased(x, line);
                let is_shorter = erased.out.len() < written.out.len();
                return self.join(if is_shorter { &erased } else { &written });
            }
            self.reach(x, tile, line);
            if x >= line.blank_from && last - x >= 3 {
                return self.erase(b"\x1b[K");
            }
            let rest = line.wanted.iter().take(last + 1).skip(x);
            let same = rest.take_while(|other| **other == tile).count();
            // What is not different at the end of the run need not be written.
            let end = (x..x + same).rev().find(|x| line.differs(*x));
            x += self.put_run(tile, end.map_or(1, |end| end + 1 - x), line.width());
        }
    }

    /// Erases the rest of a line, then writes what is to stand there.
    fn erased(&self, x: usize, line: Line<'_>) -> Self {
        let mut pen = self.fork();
        pen.reach(x, Tile::BLANK, line);
        pen.erase(b"\x1b[K");
        let erased = Line {
            erased_from: x,
            ..line
        };
        pen.rest_of_line(x, erased, false);
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
    fn join(&mut self, other: &Self) {
        let mut out = std::mem::take(&mut self.out);
        out.extend_from_slice(&other.out);
        *self = Self { out, ..*other };
    }

    /// Writes a run of equal cells, or the first of them; says how many are done.
    fn put_run(&mut self, tile: Tile, run: usize, width: usize) -> usize {
        let bytes = self.stock.bytes(tile);
        let plain = run * bytes;
        if tile.is_certain() {
            let repeated = bytes + 3 + digits(run - 1);
            if self.abilities.repeats && run > 1 && repeated < plain {
                self.put(tile, width);
                self.say_number(b"\x1b[", run - 1, b"b");
                self.move_on(run - 1, width);
                return run;
            }
            // Erasing leaves the cursor, which then has to follow.
            let erased = 2 * (3 + digits(run));
            if self.abilities.erases && tile == Tile::BLANK && erased < plain {
                self.ready_to_erase();
                self.say_number(b"\x1b[", run, b"X");
                return run;
            }
        }
        self.put(tile, width);
        1
    }

    /// With a background set terminals leave that where they erase, and some an underline too.
    fn ready_to_erase(&mut self) {
        if !self.stock.is_plain_on_blank(self.look) {
            self.rest();
        }
    }

    fn erase(&mut self, sequence: &[u8]) {
        self.ready_to_erase();
        self.say(sequence);
    }

    /// Writes one cell at the cursor.
    fn put(&mut self, tile: Tile, width: usize) {
        self.dip(tile);
        self.stock.write(tile, &mut self.out);
        if tile.is_certain() {
            self.move_on(1, width);
        } else {
            // Terminals differ in how wide such a symbol is.
            self.column = None;
            self.line = None;
        }
    }

    /// The cursor is so many columns further. After the last one it is known only where terminals wait, and only the line.
    fn move_on(&mut self, by: usize, width: usize) {
        let column = self.column.map(|column| usize::from(column) + by);
        self.column = column.and_then(|column| short(column, width));
        if self.column.is_none() && !self.abilities.waits {
            self.line = None;
        }
    }

    /// Takes on the look of a cell as far as it shows.
    fn dip(&mut self, tile: Tile) {
        if !self.stock.serves(self.look, tile) {
            self.turn(tile.look);
        }
    }
}

/// A column that is not the one after the last.
fn short(column: usize, width: usize) -> Option<u16> {
    u16::try_from(column).ok().filter(|_| column < width)
}

/// Adds a number; most have one digit or two.
fn push_number(number: usize, out: &mut Vec<u8>) {
    if number >= 10 {
        push_number(number / 10, out);
    }
    out.push(b"0123456789".get(number % 10).copied().unwrap_or_default());
}

fn digits(number: usize) -> usize {
    match number {
        0..10 => 1,
        10..100 => 2,
        100..1000 => 3,
        _ => number.ilog10() as usize + 1,
    }
}
