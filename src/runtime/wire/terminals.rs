//! What terminals understand, told by the name that TERM gives them.

/// Sequences that are sent only to terminals that are known to understand them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is known by itself")]
pub struct Abilities {
    /// ECH: blanks in the middle of a line.
    pub erases: bool,
    /// REP: the last symbol again.
    pub repeats: bool,
    /// SU: the lines of a region up.
    pub shifts_up: bool,
    /// SD: the lines of a region down.
    pub shifts_down: bool,
    /// Synchronised output (DEC mode 2026); who does not know it shows nothing of it.
    pub synchronises: bool,
    /// After the last column the cursor waits there until more is written, as a VT100 does.
    pub waits: bool,
}

/// Who has a name that begins like this.
struct Known {
    begins: &'static str,
    repeats: bool,
    shifts_down: bool,
}

const fn known(begins: &'static str) -> Known {
    Known {
        begins,
        repeats: false,
        shifts_down: true,
    }
}

const fn repeating(begins: &'static str) -> Known {
    Known {
        repeats: true,
        ..known(begins)
    }
}

const fn without_down(begins: &'static str) -> Known {
    Known {
        shifts_down: false,
        ..known(begins)
    }
}

/// Terminals that show nothing of what they do not understand; the longer beginnings first. Not among them: the Linux
/// console, which takes `ESC ]` for the start of a palette, hardware terminals, and names that nobody knows.
const KNOWN: [Known; 21] = [
    repeating("xterm-kitty"),
    repeating("xterm-ghostty"),
    // Programs that call themselves xterm are many, and some of them do not repeat.
    known("xterm"),
    // Before its version 3.0 tmux knows no SD, and calls itself screen as well; before 3.4 it repeats only the last byte of
    // a character.
    without_down("tmux"),
    without_down("screen"),
    repeating("alacritty"),
    repeating("contour"),
    repeating("foot"),
    repeating("ghostty"),
    repeating("kitty"),
    repeating("konsole"),
    repeating("mintty"),
    repeating("wezterm"),
    known("gnome"),
    known("iterm"),
    known("mlterm"),
    known("ms-terminal"),
    known("putty"),
    known("rxvt"),
    known("st-"),
    known("vte"),
];

fn find(term: &str) -> Option<&'static Known> {
    let term = if term == "st" { "st-" } else { term };
    KNOWN.iter().find(|known| term.starts_with(known.begins))
}

/// Whether a terminal of this name shows nothing of what it does not understand.
pub fn is_known(term: &str) -> bool {
    find(term).is_some()
}

impl Abilities {
    /// What every descendant of the VT100 understands.
    pub const LEAST: Self = Self {
        erases: false,
        repeats: false,
        shifts_up: false,
        shifts_down: false,
        synchronises: false,
        waits: false,
    };

    /// Everything.
    pub const ALL: Self = Self {
        erases: true,
        repeats: true,
        shifts_up: true,
        shifts_down: true,
        synchronises: true,
        waits: true,
    };

    /// What terminals of this name understand.
    pub fn of(term: &str) -> Self {
        if let Some(known) = find(term) {
            return Self {
                repeats: known.repeats,
                shifts_down: known.shifts_down,
                ..Self::ALL
            };
        }
        let is_console = term.starts_with("linux");
        Self {
            erases: is_console,
            waits: is_console || term.starts_with("vt"),
            ..Self::LEAST
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_what_is_understood() {
        let able = |term: &str| {
            let it = Abilities::of(term);
            (it.repeats, it.shifts_up, it.shifts_down, it.waits)
        };
        assert_eq!(able("xterm-256color"), (false, true, true, true));
        assert_eq!(able("xterm-kitty"), (true, true, true, true));
        assert_eq!(able("tmux-256color"), (false, true, false, true));
        assert_eq!(able("screen.xterm-256color"), (false, true, false, true));
        assert_eq!(able("vt220"), (false, false, false, true));
        assert_eq!(able("ansi"), (false, false, false, false));
        assert!(is_known("st") && is_known("st-256color") && !is_known("stratus"));
        assert!(!is_known("linux") && !is_known("") && !is_known("dumb"));
    }
}
