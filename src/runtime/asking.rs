//! Questions to the terminal about its colours and its ways, and what its answers say. Does not know when they are asked, nor what
//! follows from the answers.
//!
//! Over SSH only TERM and the locale arrive, so the terminal itself is asked: for its background (OSC 11), whether it kept
//! an exact colour (DECRQSS of SGR), whether it has the capabilities RGB or Tc (XTGETTCAP), and last for its attributes
//! (DA1), which every terminal answers: what has not been answered by then will not be. Whether it shows a frame at once
//! (DECRQM of mode 2026) is asked first, and apart: macOS' terminal, which calls itself xterm, shows the last letter of that
//! question, so it is put where a blank can take it away.

use super::wire::is_known;
use crate::ui::appearance::Background;
use crate::ui::theme::Palette;

/// The background; all that GNU screen can be asked, which hands DCS strings on to the terminal outside as bare text.
const BACKGROUND: &[u8] = b"\x1b]11;?\x1b\\\x1b[c";
/// The background and the colours.
const COLOURS: &[u8] = b"\x1b]11;?\x1b\\\x1b[48;2;1;2;3m\x1bP$qm\x1b\\\x1b[m\x1bP+q524742\x1b\\\x1bP+q5463\x1b\\\x1b[c";

/// The last question alone.
pub(super) const END: &[u8] = b"\x1b[c";
/// Whether mode 2026, synchronised output, is known.
pub const SYNCHRONISES: &[u8] = b"\x1b[?2026$p";

/// What to ask a terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Questions {
    /// Those that nothing is seen of, the last one last.
    pub plain: &'static [u8],
    /// Whether [`SYNCHRONISES`] is asked too.
    pub synchronises: bool,
}

/// What to ask a terminal of this name, if its colours or its ways are to be known; nothing where a question might show.
pub fn questions(term: &str, colours: bool, synchronises: bool) -> Option<Questions> {
    let is_screen = term.starts_with("screen");
    let synchronises = synchronises && !is_screen;
    let plain = match colours {
        true if is_screen => BACKGROUND,
        true => COLOURS,
        false => END,
    };
    let questions = Questions {
        plain,
        synchronises,
    };
    (is_known(term) && (colours || synchronises)).then_some(questions)
}

/// [`SYNCHRONISES`] asked in a blank cell, counted from 0, which is blank again afterwards.
pub(super) fn on_blank(x: u16, y: u16) -> Vec<u8> {
    let there = format!("\x1b[{};{}H", u32::from(y) + 1, u32::from(x) + 1);
    [there.as_bytes(), SYNCHRONISES, there.as_bytes(), b" "].concat()
}

/// What a terminal said of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Its background.
    Background(Background),
    /// It has at least these colours.
    Colours(Palette),
    /// Whether it knows synchronised output (mode 2026).
    Synchronises(bool),
    /// The clipboard is among its attributes (DA1 52).
    TakesCopies,
    /// Where the cursor is, counted from 1 (CPR).
    Cursor {
        /// The line.
        line: u16,
        /// The column.
        column: u16,
    },
    /// It has answered everything that it will answer.
    Done,
}

impl Answer {
    /// Reads a string that a terminal sent: `introducer` is the byte after its ESC, `text` what stood between that and the
    /// end.
    pub(super) fn of_string(introducer: u8, text: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(text).ok()?;
        match introducer {
            b']' => Some(Self::Background(background(text.strip_prefix("11;")?)?)),
            b'P' => colours(text).map(Self::Colours),
            _ => None,
        }
    }

    /// Reads the attributes of a terminal (DA1): the parameters of `CSI ? … c`.
    pub(super) fn of_attributes(parameters: &[u8]) -> Option<Self> {
        let mut named = parameters.strip_prefix(b"?")?.split(|byte| *byte == b';');
        named.any(|it| it == b"52").then_some(Self::TakesCopies)
    }

    /// Reads where the cursor is: the parameters of `CSI … R`.
    pub(super) fn of_cursor(parameters: &[u8]) -> Option<Self> {
        let (line, column) = std::str::from_utf8(parameters).ok()?.split_once(';')?;
        let (line, column) = (line.parse().ok()?, column.parse().ok()?);
        Some(Self::Cursor { line, column })
    }

    /// Reads a mode that a terminal reported (DECRPM): the parameters of `CSI … y`. 0 is a mode that it does not know, 4 one
    /// that it never sets.
    pub(super) fn of_mode(parameters: &[u8]) -> Option<Self> {
        let state = parameters.strip_prefix(b"?2026;")?.strip_suffix(b"$")?;
        match state {
            b"1" | b"2" | b"3" => Some(Self::Synchronises(true)),
            b"0" | b"4" => Some(Self::Synchronises(false)),
            _ => None,
        }
    }

    /// Whether a string that begins like this may become an answer, so that the rest is worth waiting for.
    pub(super) fn may_begin(introducer: u8, text: &[u8]) -> bool {
        let heads: &[&[u8]] = match introducer {
            b']' => &[b"11;"],
            b'P' => &[b"0$r", b"1$r", b"0+r", b"1+r"],
            _ => &[],
        };
        let agree = |head: &&[u8]| head.iter().zip(text).all(|(one, other)| one == other);
        !text.is_empty() && heads.iter().any(agree)
    }
}

/// `rgb:RRRR/GGGG/BBBB` with one to four digits each, `rgba:…`, or `#RRGGBB` (`XParseColor`).
fn background(text: &str) -> Option<Background> {
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_hexdigit());
    let number = |part: &str| u32::from_str_radix(part, 16).ok().filter(|_| digits(part));
    if let Some(hex) = text.strip_prefix('#') {
        let [_, red, green, blue] = number(hex).filter(|_| hex.len() == 6)?.to_be_bytes();
        return Some(Background {
            rgb: [red, green, blue],
        });
    }
    let (_, parts) = text
        .split_once(':')
        .filter(|(kind, _)| matches!(*kind, "rgb" | "rgba"))?;
    let mut rgb = [0; 3];
    let mut parts = parts.split('/');
    for part in &mut rgb {
        let digits = parts.next().filter(|digits| digits.len() <= 4)?;
        let most = (1_u32 << (4 * digits.len())) - 1;
        *part = u8::try_from((number(digits)? * 255 + most / 2) / most).ok()?;
    }
    Some(Background { rgb })
}

/// What the answer to DECRQSS or XTGETTCAP says of the colours.
fn colours(text: &str) -> Option<Palette> {
    if let Some(sgr) = text.strip_prefix("1$r") {
        let sgr = sgr.replace(':', ";");
        let answers = [("48;2;", Palette::True), ("48;5;", Palette::Indexed)];
        let found = answers.into_iter().find(|(part, _)| sgr.contains(part));
        return found.map(|(_, palette)| palette);
    }
    let named = text.strip_prefix("1+r")?;
    let name = named.split(['=', ';']).next()?;
    matches!(name, "524742" | "5463").then_some(Palette::True)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::key::Key;
    use crate::runtime::input::{Decoder, Input};

    #[test]
    fn only_who_shows_nothing_is_asked() {
        for term in [
            "",
            "linux",
            "vt100",
            "vt220",
            "dumb",
            "ansi",
            "cons25",
            "eterm-color",
            "unknown",
        ] {
            assert_eq!(questions(term, true, true), None, "{term}");
        }
        for term in [
            "xterm",
            "xterm-256color",
            "tmux-256color",
            "rxvt-unicode",
            "vte-256color",
        ] {
            let asked = questions(term, true, true).unwrap();
            assert_eq!((asked.plain, asked.synchronises), (COLOURS, true), "{term}");
            let asked = questions(term, false, true).unwrap();
            assert_eq!((asked.plain, asked.synchronises), (END, true), "{term}");
            assert_eq!(questions(term, false, false), None, "{term}");
        }
        let screen = questions("screen.xterm-256color", true, true).unwrap();
        assert!(!screen.plain.windows(2).any(|pair| pair == b"\x1bP"));
        assert!(!screen.synchronises);
        assert_eq!(questions("screen", false, true), None);
    }

    #[test]
    fn modes_are_known_or_not() {
        for (state, known) in [
            ("?2026;1$", Some(true)),
            ("?2026;2$", Some(true)),
            ("?2026;3$", Some(true)),
            ("?2026;0$", Some(false)),
            ("?2026;4$", Some(false)),
            ("?2026;5$", None),
            ("?2026$", None),
            ("?2004;1$", None),
            ("?2026;1", None),
            ("", None),
        ] {
            let answer = known.map(Answer::Synchronises);
            assert_eq!(Answer::of_mode(state.as_bytes()), answer, "{state}");
        }
    }

    #[test]
    fn attributes_and_places_are_read() {
        let has_copies = |text: &str| Answer::of_attributes(text.as_bytes()).is_some();
        assert!(has_copies("?62;22;52") && has_copies("?52"));
        assert!(!has_copies("?62;152;5") && !has_copies("52") && !has_copies(""));
        let place = |text: &str| Answer::of_cursor(text.as_bytes());
        let (line, column) = (24, 80);
        assert_eq!(place("24;80"), Some(Answer::Cursor { line, column }));
        for garbage in ["", ";", "24", "24;", "1;2;3", "?24;80", "99999;1", "-1;2"] {
            assert_eq!(place(garbage), None, "{garbage}");
        }
    }

    #[test]
    fn backgrounds_are_read_as_x_writes_them() {
        let read = |text: &str| background(text).map(|it| it.rgb);
        assert_eq!(read("rgb:ffff/0000/8080"), Some([255, 0, 128]));
        assert_eq!(read("rgb:ff/00/80"), Some([255, 0, 128]));
        assert_eq!(read("rgb:f/0/8"), Some([255, 0, 136]));
        assert_eq!(read("rgba:1e1e/1e1e/1e1e/ffff"), Some([30; 3]));
        assert_eq!(read("#1e1e1e"), Some([30; 3]));
        for garbage in [
            "",
            "rgb:",
            "rgb:///",
            "rgb:12345/0/0",
            "rgb:+f/0/0",
            "rgb:0/0",
            "#fff",
            "hsl:0/0/0",
            "#+11111",
        ] {
            assert_eq!(read(garbage), None, "{garbage}");
        }
    }

    #[test]
    fn colours_are_told_in_several_ways() {
        for text in [
            "1$r0;48:2:1:2:3m",
            "1$r0;48:2::1:2:3m",
            "1$r48;2;1;2;3m",
            "1+r524742=8/8/8",
            "1+r5463",
        ] {
            assert_eq!(colours(text), Some(Palette::True), "{text}");
        }
        assert_eq!(colours("1$r0;48;5;16m"), Some(Palette::Indexed));
        for text in ["0$r", "1$r0m", "0+r524742", "1+r544e=78", "", "1+r"] {
            assert_eq!(colours(text), None, "{text}");
        }
    }

    fn decoded(pieces: &[&[u8]]) -> Vec<Input> {
        let (mut decoder, mut out) = (Decoder::default(), Vec::new());
        for piece in pieces {
            // A slow line: deadlines pass between the pieces.
            if !piece.is_empty() && decoder.pending() && pieces.len() > 2 {
                decoder.flush(&mut out);
            }
            decoder.feed(piece, &mut out);
        }
        out
    }

    #[test]
    fn a_mode_is_an_answer_and_never_a_key_however_it_comes() {
        let x = Input::Key(Key::Char('x'));
        for (bytes, does) in [
            ("\x1b[?2026;2$yx", Some(true)),
            ("\x1b[?2026;0$yx", Some(false)),
            ("\x1b[?1;2$yx", None),
            ("\x1b[?2026$yx", None),
            ("\x1b[?yx", None),
            ("\x1b[4;2$yx", None),
        ] {
            let answer = does.map(|does| Input::Answer(Answer::Synchronises(does)));
            let one: Vec<_> = answer.into_iter().chain([x.clone()]).collect();
            for at in 0..bytes.len() {
                let (left, right) = bytes.as_bytes().split_at(at);
                assert_eq!(decoded(&[left, right]), one, "{bytes:?} cut at {at}");
            }
            let twice = bytes.repeat(2);
            assert_eq!(decoded(&[twice.as_bytes()]), [one.clone(), one].concat());
        }
        let late: [&[u8]; 4] = [b"\x1b[?2", b"026;", b"2$", b"y"];
        assert_eq!(decoded(&late), [Input::Answer(Answer::Synchronises(true))]);
    }
}
