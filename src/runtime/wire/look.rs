//! How a cell looks beside its symbol, and the shortest sequence from one look to another (ECMA-48, SGR; 90–97 and
//! 100–107 as aixterm has them).

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use crate::ui::theme::NAMED;

/// Colours and attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    fg: Color,
    bg: Color,
    under: Color,
    set: Modifier,
}

/// What is told apart on a blank, beside the background.
const ON_BLANK: Modifier = Modifier::UNDERLINED
    .union(Modifier::REVERSED)
    .union(Modifier::CROSSED_OUT);

/// An attribute, the parameter that sets it and the one that ends it; those that share the latter stand together.
const ATTRIBUTES: [(Modifier, &str, &str); 9] = [
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::RAPID_BLINK, "6", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

impl Look {
    /// That of a terminal after a reset.
    pub(super) const PLAIN: Self = Self {
        fg: Color::Reset,
        bg: Color::Reset,
        under: Color::Reset,
        set: Modifier::empty(),
    };

    pub(super) fn of(cell: &Cell) -> Self {
        let underlined = cell.modifier.contains(Modifier::UNDERLINED);
        Self {
            fg: cell.fg,
            bg: cell.bg,
            under: if underlined {
                cell.underline_color
            } else {
                Color::Reset
            },
            set: cell.modifier,
        }
    }

    /// Whether a blank in this look is no more than the background of the terminal.
    pub(super) fn is_plain_on_blank(self) -> bool {
        self.bg == Color::Reset && !self.set.intersects(ON_BLANK)
    }

    /// The shortest sequence to the other look.
    pub(super) fn turn_to(self, other: Self) -> Vec<u8> {
        if self == other {
            return Vec::new();
        }
        let mut change = Parameters::default();
        self.tell_difference(other, &mut change);
        let mut anew = Parameters::default();
        if other != Self::PLAIN {
            // A parameter left out is 0, which ends everything.
            anew.add("");
            Self::PLAIN.tell_difference(other, &mut anew);
        }
        let shorter = if anew.text.len() < change.text.len() {
            anew
        } else {
            change
        };
        format!("\x1b[{}m", shorter.text).into_bytes()
    }

    fn tell_difference(self, other: Self, to: &mut Parameters) {
        let (gone, mut new) = (self.set - other.set, other.set - self.set);
        let mut ended = "";
        for (attribute, _, end) in ATTRIBUTES {
            if gone.contains(attribute) && ended != end {
                to.add(end);
                ended = end;
                // What shares the end is ended with it.
                let shared = ATTRIBUTES.iter().filter(|(_, _, other)| *other == end);
                let shared = shared.fold(Modifier::empty(), |all, (it, ..)| all.union(*it));
                new |= other.set & shared;
            }
        }
        for (attribute, begin, _) in ATTRIBUTES {
            if new.contains(attribute) {
                to.add(begin);
            }
        }
        if self.fg != other.fg {
            to.colour(other.fg, 30, "38");
        }
        if self.bg != other.bg {
            to.colour(other.bg, 40, "48");
        }
        if self.under != other.under {
            match other.under {
                Color::Reset => to.add("59"),
                colour => to.colour(fixed(colour), 0, "58"),
            }
        }
    }
}

/// The colour of an underline has no short form for the sixteen.
fn fixed(colour: Color) -> Color {
    let at = NAMED.iter().position(|named| *named == colour);
    at.and_then(|at| u8::try_from(at).ok())
        .map_or(colour, Color::Indexed)
}

/// Parameters of one sequence.
#[derive(Default)]
struct Parameters {
    text: String,
    has_any: bool,
}

impl Parameters {
    fn add(&mut self, parameter: &str) {
        if self.has_any {
            self.text.push(';');
        }
        self.text.push_str(parameter);
        self.has_any = true;
    }

    fn colour(&mut self, colour: Color, first: usize, long: &str) {
        match colour {
            Color::Reset => self.add(&(first + 9).to_string()),
            Color::Indexed(index) => self.add(&format!("{long};5;{index}")),
            Color::Rgb(red, green, blue) => self.add(&format!("{long};2;{red};{green};{blue}")),
            named => {
                let at = NAMED.iter().position(|known| *known == named).unwrap_or(7);
                let bright = if at < 8 { 0 } else { 52 };
                self.add(&(first + at + bright).to_string());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sgr(from: Look, to: Look) -> String {
        let sequence = String::from_utf8(from.turn_to(to)).unwrap();
        sequence.replace('\u{1b}', "E")
    }

    fn look(fg: Color, set: Modifier) -> Look {
        Look {
            fg,
            set,
            ..Look::PLAIN
        }
    }

    #[test]
    fn the_shorter_way_is_taken() {
        let bold_red = look(Color::Red, Modifier::BOLD);
        assert_eq!(sgr(Look::PLAIN, Look::PLAIN), "");
        assert_eq!(sgr(Look::PLAIN, bold_red), "E[1;31m");
        assert_eq!(sgr(bold_red, Look::PLAIN), "E[m");
        assert_eq!(sgr(bold_red, look(Color::Red, Modifier::empty())), "E[22m");
        assert_eq!(sgr(bold_red, look(Color::Reset, Modifier::BOLD)), "E[39m");
        // 22;39;4 against ;4
        let underlined = look(Color::Reset, Modifier::UNDERLINED);
        assert_eq!(sgr(bold_red, underlined), "E[;4m");
        assert_eq!(
            sgr(bold_red, look(Color::LightBlue, Modifier::BOLD)),
            "E[94m"
        );
    }

    #[test]
    fn what_shares_an_end_is_set_again() {
        let both = look(Color::Indexed(208), Modifier::BOLD | Modifier::DIM);
        let dim = look(Color::Indexed(208), Modifier::DIM);
        assert_eq!(sgr(both, dim), "E[22;2m");
    }

    #[test]
    fn colours_beyond_the_sixteen_are_written_in_full() {
        let look = Look {
            fg: Color::Indexed(4),
            bg: Color::Rgb(1, 2, 3),
            under: Color::LightGreen,
            set: Modifier::UNDERLINED,
        };
        assert_eq!(sgr(Look::PLAIN, look), "E[4;38;5;4;48;2;1;2;3;58;5;10m");
        let plain_background = Look {
            bg: Color::White,
            ..Look::PLAIN
        };
        assert_eq!(sgr(Look::PLAIN, plain_background), "E[107m");
    }

    #[test]
    fn a_blank_needs_no_colour() {
        assert!(look(Color::Red, Modifier::BOLD).is_plain_on_blank());
        assert!(!look(Color::Reset, Modifier::REVERSED).is_plain_on_blank());
    }
}
