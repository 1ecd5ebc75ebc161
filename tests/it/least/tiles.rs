//! Two pictures in numbers: what stands in each cell, in which look, and what it costs to change from look to look.

use std::collections::HashMap;

use vt100::{Color, Screen};

/// The tile of a blank without background, underline or reverse: all of them look the same.
pub(crate) const BLANK: usize = 0;
/// The look of plain text.
pub(crate) const PLAIN: usize = 0;
/// A cost that nothing reaches.
pub(crate) const FAR: usize = usize::MAX / 8;

/// The attributes of a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Look {
    ink: Color,
    paper: Color,
    /// 1 bold, 2 dim.
    weight: u8,
    italic: bool,
    underline: bool,
    reverse: bool,
}

/// What stands in a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tile {
    /// Bytes of its text.
    pub(crate) bytes: usize,
    pub(crate) look: usize,
    /// Columns it takes; 0 for the right half of a wide one.
    pub(crate) columns: usize,
    /// Whether every terminal takes it for one column wide, so that the cursor is known after it.
    pub(crate) sure: bool,
}

/// One line of a picture, as tiles.
pub(crate) type Line = Vec<usize>;

/// The tiles and looks of two pictures. Costs are known among the looks of the picture that is to be.
pub(crate) struct Sheet {
    pub(crate) after: Vec<Line>,
    pub(crate) before: Vec<Line>,
    pub(crate) width: usize,
    /// Whether the terminal repeats symbols (`CSI n b`).
    pub(crate) repeats: bool,
    pub(crate) tiles: Vec<Tile>,
    /// Bytes from one look to another.
    pub(crate) change: Vec<Vec<usize>>,
    /// Looks under which a blank is [`BLANK`] and erasing leaves nothing but blanks.
    pub(crate) calm: Vec<usize>,
    /// The others.
    pub(crate) loud: Vec<usize>,
    looks: Vec<Look>,
    known: HashMap<(String, usize, usize), usize>,
}

impl Sheet {
    pub(crate) fn new(before: &Screen, after: &Screen, repeats: bool) -> Self {
        assert_eq!(before.size(), after.size(), "pictures of one size");
        let blank = Tile {
            bytes: 1,
            look: PLAIN,
            columns: 1,
            sure: true,
        };
        let mut sheet = Self {
            after: Vec::new(),
            before: Vec::new(),
            width: usize::from(after.size().1),
            repeats,
            tiles: vec![blank],
            change: Vec::new(),
            calm: Vec::new(),
            loud: Vec::new(),
            looks: vec![Look::default()],
            known: HashMap::new(),
        };
        sheet.after = sheet.lines(after);
        // Between two loud cells a blank is best written in what is left of one of their looks.
        for at in 0..sheet.looks.len() {
            let bare = sheet.looks[at].bare();
            sheet.look(bare);
        }
        let looks = sheet.looks.clone();
        let to = |from: &Look| looks.iter().map(|to| from.to(to)).collect();
        sheet.change = looks.iter().map(to).collect();
        let is_calm = |at: &usize| looks[*at] == looks[*at].bare();
        (sheet.calm, sheet.loud) = (0..looks.len()).partition(is_calm);
        sheet.before = sheet.lines(before);
        sheet
    }

    /// How many looks may be current.
    pub(crate) fn looks(&self) -> usize {
        self.change.len()
    }

    fn lines(&mut self, screen: &Screen) -> Vec<Line> {
        let (height, width) = screen.size();
        let mut lines = Vec::new();
        for y in 0..height {
            let mut line = Line::new();
            for x in 0..width {
                let tile = self.tile(screen.cell(y, x).unwrap(), line.last().copied());
                line.push(tile);
            }
            lines.push(line);
        }
        lines
    }

    fn tile(&mut self, cell: &vt100::Cell, left: Option<usize>) -> usize {
        let text = match cell.contents() {
            "" => " ",
            text => text,
        };
        let look = Look::of(cell);
        let halved = cell.is_wide_continuation();
        if text == " " && look == look.bare() && !halved {
            return BLANK;
        }
        let (key, tile) = if halved {
            // It differs where what it is half of differs.
            let left = left.unwrap_or(BLANK);
            let half = Tile {
                bytes: 0,
                look: PLAIN,
                columns: 0,
                sure: false,
            };
            ((String::new(), left, 0), half)
        } else {
            let look = self.look(look);
            let tile = Tile {
                bytes: text.len(),
                look,
                columns: 1 + usize::from(cell.is_wide()),
                sure: !cell.is_wide() && text.chars().count() == 1,
            };
            ((text.to_owned(), look, tile.columns), tile)
        };
        let next = self.tiles.len();
        let found = *self.known.entry(key).or_insert(next);
        if found == next {
            self.tiles.push(tile);
        }
        found
    }

    fn look(&mut self, look: Look) -> usize {
        let found = self.looks.iter().position(|known| *known == look);
        found.unwrap_or_else(|| {
            self.looks.push(look);
            self.looks.len() - 1
        })
    }
}

impl Look {
    fn of(cell: &vt100::Cell) -> Self {
        Self {
            ink: cell.fgcolor(),
            paper: cell.bgcolor(),
            weight: if cell.bold() {
                1
            } else {
                2 * u8::from(cell.dim())
            },
            italic: cell.italic(),
            underline: cell.underline(),
            reverse: cell.inverse(),
        }
    }

    /// Without what shows on a blank.
    fn bare(self) -> Self {
        Self {
            paper: Color::Default,
            underline: false,
            reverse: false,
            ..self
        }
    }

    /// Bytes of the shortest sequence that leads to the other: the differences, or all of it after a reset.
    fn to(&self, other: &Self) -> usize {
        if self == other {
            return 0;
        }
        let differences = 2 + lengths(&self.differences(other));
        let plain = Self::default();
        let reset = if *other == plain {
            3 // CSI m
        } else {
            3 + lengths(&plain.differences(other)) // CSI ; … m
        };
        differences.min(reset)
    }

    /// The parameters that change this look into the other.
    fn differences(&self, other: &Self) -> Vec<String> {
        let mut list = Vec::new();
        if self.weight != other.weight {
            if self.weight != 0 {
                list.push("22".to_owned());
            }
            if other.weight != 0 {
                list.push(other.weight.to_string());
            }
        }
        for (from, to, on) in [
            (self.italic, other.italic, 3),
            (self.underline, other.underline, 4),
            (self.reverse, other.reverse, 7),
        ] {
            if from != to {
                list.push((if to { on } else { 20 + on }).to_string());
            }
        }
        if self.ink != other.ink {
            list.push(colour(other.ink, 30));
        }
        if self.paper != other.paper {
            list.push(colour(other.paper, 40));
        }
        list
    }
}

/// Bytes of the parameters, each followed by `;` or `m`.
fn lengths(parameters: &[String]) -> usize {
    parameters.iter().map(|text| text.len() + 1).sum()
}

/// The parameter of a colour; `base` is 30 for the foreground, 40 for the background.
fn colour(colour: Color, base: u8) -> String {
    match colour {
        Color::Default => format!("{}", base + 9),
        Color::Idx(at @ 0..8) => format!("{}", base + at),
        Color::Idx(at @ 8..16) => format!("{}", base + 60 + at - 8),
        Color::Idx(at) => format!("{};5;{at}", base + 8),
        Color::Rgb(red, green, blue) => format!("{};2;{red};{green};{blue}", base + 8),
    }
}

/// Bytes of a number in a sequence, 1 being left out.
pub(crate) fn number(value: usize) -> usize {
    match value {
        0 | 1 => 0,
        2..10 => 1,
        10..100 => 2,
        _ => 3,
    }
}
