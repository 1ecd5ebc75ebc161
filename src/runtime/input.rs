//! Bytes of a terminal → keys, pastes and answers. Knows how terminals encode keys; does not know where the bytes come from,
//! what time it is, or what a key means.
//!
//! The bytes are read here and not by crossterm for two reasons: crossterm takes an ESC at the end of a read as the key
//! Escape, which on a slow link turns arrows into letters; and a session served over a network has only bytes.

use super::asking::Answer;
use crate::app::key::Key;
use std::time::Duration;

/// How long a lone ESC or an unfinished sequence may wait for its next byte before [`Decoder::flush`] is due.
pub const ESC_HOLD: Duration = Duration::from_millis(50);

/// Bytes kept of one paste; the rest is dropped, so that a peer cannot grow memory.
const PASTE_LIMIT: usize = 64 * 1024;
/// Bytes kept of the parameters of one sequence, or of one answer: no known key needs more than eight, no answer that is
/// understood more than sixty.
const PARAMS_LIMIT: usize = 64;
/// Deadlines without a byte after which a paste whose end never came is taken as it is, and an answer is forgotten: two
/// seconds.
const PATIENCE: u8 = 40;
/// What a terminal sends at the end of a bracketed paste.
const PASTE_END: &[u8] = b"\x1b[201~";

/// What the operator did, in the order in which the bytes came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Input {
    /// One key press.
    Key(Key),
    /// One bracketed paste: any text, line ends as the terminal sent them, at most 64 KiB.
    Paste(String),
    /// What the terminal said of itself.
    Answer(Answer),
}

/// What the next byte belongs to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum State {
    /// Nothing: the next byte starts something.
    #[default]
    Ground,
    /// A lone ESC.
    Esc,
    /// `ESC O`.
    Ss3,
    /// `ESC [`, and its parameters.
    Csi,
    /// `ESC [ [`, the Linux console's function keys.
    Console,
    /// Bytes that an old mouse report still has to come.
    Skip(u8),
    /// A string from the terminal (OSC, DCS, APC, PM, SOS), of which the parameters keep the start: an answer is short.
    Text {
        /// The byte after the first ESC.
        introducer: u8,
        /// Whether the last byte was ESC, which may be the first half of the end.
        esc: bool,
    },
    /// A bracketed paste; this many bytes of its end have matched.
    Paste(usize),
}

/// Turns bytes, split anywhere, into [`Input`]s; holds back at most one unfinished sequence, character or paste.
#[derive(Debug, Default)]
pub struct Decoder {
    state: State,
    params: Vec<u8>,
    paste: Vec<u8>,
    /// Whether bytes of the paste were dropped.
    cut: bool,
    /// Deadlines that passed since the last byte of a paste or an answer.
    quiet: u8,
    utf8: Utf8,
}

impl Decoder {
    /// Reads the next bytes and appends what they complete to `out`.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Input>) {
        self.quiet = 0;
        for &byte in bytes {
            self.step(byte, out);
        }
    }

    /// Returns true while something is held back that [`ESC_HOLD`] without a byte would end: ask again after each call.
    pub fn pending(&self) -> bool {
        self.state != State::Ground
    }

    /// Ends what is held back, because [`ESC_HOLD`] has passed since the last byte: a lone ESC becomes the key, an
    /// unfinished sequence is dropped, and a paste or an answer goes on waiting until it has been quiet for two seconds.
    pub fn flush(&mut self, out: &mut Vec<Input>) {
        self.give_up(false, out);
    }

    /// The same while the terminal may still be answering: then every beginning of a sequence waits as an answer does.
    pub fn flush_among_answers(&mut self, out: &mut Vec<Input>) {
        self.give_up(true, out);
    }

    fn give_up(&mut self, is_answering: bool, out: &mut Vec<Input>) {
        if self.is_patient(is_answering) {
            return;
        }
        match self.state {
            State::Esc => out.push(Input::Key(Key::Esc)),
            State::Paste(matched) => {
                self.keep(PASTE_END.get(..matched).unwrap_or_default());
                self.end_paste(out);
            }
            _ => {}
        }
        self.state = State::Ground;
    }

    /// Counts a deadline; true while what is held back is a paste or the beginning of an answer, and not yet given up.
    fn is_patient(&mut self, is_answering: bool) -> bool {
        self.quiet = self.quiet.saturating_add(1);
        let is_long = match self.state {
            State::Paste(_) => true,
            State::Esc | State::Csi | State::Text { .. } if is_answering => true,
            State::Csi => self.params.first() == Some(&b'?'),
            State::Text { introducer, .. } => Answer::may_begin(introducer, &self.params),
            _ => false,
        };
        is_long && self.quiet < PATIENCE
    }

    fn step(&mut self, byte: u8, out: &mut Vec<Input>) {
        match self.state {
            State::Ground => self.ground(byte, out),
            State::Esc => self.escape(byte, out),
            State::Ss3 => self.ss3(byte, out),
            State::Csi => self.csi(byte, out),
            State::Console => match byte {
                b'A'..=b'E' => self.finish(Some(Key::F(byte - b'A' + 1)), out),
                0x20..=0x7e => self.finish(None, out),
                _ => self.abort(byte, out),
            },
            State::Skip(left) => {
                self.state = if left > 1 {
                    State::Skip(left - 1)
                } else {
                    State::Ground
                };
            }
            State::Text { introducer, esc } => self.text(byte, introducer, esc, out),
            State::Paste(matched) => self.pasted(byte, matched, out),
        }
    }

    fn ground(&mut self, byte: u8, out: &mut Vec<Input>) {
        if byte >= 0x80 {
            let key = self.utf8.push(byte).map(Key::Char);
            out.extend(key.map(Input::Key));
            return;
        }
        self.utf8 = Utf8::default();
        let key = match byte {
            0x00 => None,
            0x1b => {
                self.state = State::Esc;
                None
            }
            0x08 | 0x7f => Some(Key::Backspace),
            b'\t' => Some(Key::Tab),
            b'\r' | b'\n' => Some(Key::Enter),
            0x01..=0x1a => Some(Key::Ctrl(char::from(byte | 0x60))),
            0x1c..=0x1f => Some(Key::Ctrl(char::from(byte | 0x40))),
            _ => Some(Key::Char(char::from(byte))),
        };
        out.extend(key.map(Input::Key));
    }

    fn escape(&mut self, byte: u8, out: &mut Vec<Input>) {
        if let Some(state) = introduced(byte) {
            self.params.clear();
            self.state = state;
            return;
        }
        // Alt is not used: the byte is a key of its own. A second ESC is held in turn.
        self.finish(Some(Key::Esc), out);
        self.ground(byte, out);
    }

    fn ss3(&mut self, byte: u8, out: &mut Vec<Input>) {
        match byte {
            // Modifiers, which some terminals put here.
            b'0'..=b'9' | b';' => {}
            b'M' => self.finish(Some(Key::Enter), out),
            0x20..=0x7e => self.finish(named(byte), out),
            _ => self.abort(byte, out),
        }
    }

    fn csi(&mut self, byte: u8, out: &mut Vec<Input>) {
        // rxvt ends `CSI n` with `$` for Shift, which elsewhere is not an end: only a bare number is its key.
        let bare = !self.params.is_empty() && self.params.iter().all(u8::is_ascii_digit);
        match byte {
            b'$' if bare => self.finish(self.numbered(), out),
            0x20..=0x3f => {
                if self.params.len() < PARAMS_LIMIT {
                    self.params.push(byte);
                }
            }
            b'[' if self.params.is_empty() => self.state = State::Console,
            // What a mouse report of the oldest kind says is three bytes after it.
            b'M' if self.params.is_empty() => self.state = State::Skip(3),
            b'~' if self.params == b"200" => {
                self.state = State::Paste(0);
                self.paste.clear();
                self.cut = false;
            }
            // The terminal's attributes (DA1).
            b'c' if self.params.first() == Some(&b'?') => {
                self.state = State::Ground;
                let copies = Answer::of_attributes(&self.params);
                out.extend(copies.into_iter().chain([Answer::Done]).map(Input::Answer));
            }
            // Where the cursor is (CPR): F3 with a modifier is not worth the confusion.
            b'R' if !self.params.is_empty() => {
                self.state = State::Ground;
                out.extend(Answer::of_cursor(&self.params).map(Input::Answer));
            }
            // A mode (DECRPM).
            b'y' if self.params.first() == Some(&b'?') => {
                self.state = State::Ground;
                out.extend(Answer::of_mode(&self.params).map(Input::Answer));
            }
            0x40..=0x7e => self.finish(self.sequence(byte), out),
            _ => self.abort(byte, out),
        }
    }

    /// The key of a complete `CSI params last`, if it is one.
    fn sequence(&self, last: u8) -> Option<Key> {
        let plain = |byte: &u8| matches!(byte, b'0'..=b';');
        if !self.params.iter().all(plain) {
            return None; // A private marker or an intermediate: an answer, not a key.
        }
        match last {
            b'~' | b'^' | b'@' => self.numbered(),
            b'Z' => Some(Key::BackTab),
            // With parameters these are answers (what the terminal can do); rxvt's arrows come bare.
            b'a'..=b'd' if !self.params.is_empty() => None,
            _ => named(last),
        }
    }

    /// The key of `CSI n ~`, whatever modifiers follow the number.
    fn numbered(&self) -> Option<Key> {
        let number = self.params.split(|byte| !byte.is_ascii_digit()).next()?;
        match std::str::from_utf8(number).ok()?.parse::<u8>().ok()? {
            1 | 7 => Some(Key::Home),
            4 | 8 => Some(Key::End),
            2 => Some(Key::Insert),
            3 => Some(Key::Delete),
            5 => Some(Key::PageUp),
            6 => Some(Key::PageDown),
            n @ 11..=15 => Some(Key::F(n - 10)),
            n @ 17..=21 => Some(Key::F(n - 11)),
            n @ 23..=24 => Some(Key::F(n - 12)),
            _ => None,
        }
    }

    fn text(&mut self, byte: u8, introducer: u8, esc: bool, out: &mut Vec<Input>) {
        let is_bell = byte == 0x07 && introducer == b']';
        let is_end = is_bell || esc && byte == b'\\';
        // CAN and SUB cancel.
        if is_end || matches!(byte, 0x18 | 0x1a) {
            let answer = Answer::of_string(introducer, &self.params).filter(|_| is_end);
            self.state = State::Ground;
            out.extend(answer.map(Input::Answer));
            return;
        }
        if let Some(state) = introduced(byte).filter(|_| esc) {
            self.params.clear();
            self.state = state;
            return;
        }
        let esc = byte == 0x1b;
        if !esc && self.params.len() < PARAMS_LIMIT {
            self.params.push(byte);
        }
        self.state = State::Text { introducer, esc };
    }

    fn pasted(&mut self, byte: u8, matched: usize, out: &mut Vec<Input>) {
        if PASTE_END.get(matched) == Some(&byte) {
            self.state = State::Paste(matched + 1);
            if matched + 1 == PASTE_END.len() {
                self.end_paste(out);
            }
            return;
        }
        self.keep(PASTE_END.get(..matched).unwrap_or_default());
        // ESC stands only at the front of the end, so a match can start anew only here.
        let again = byte == 0x1b;
        self.state = State::Paste(usize::from(again));
        if !again {
            self.keep(&[byte]);
        }
    }

    fn keep(&mut self, bytes: &[u8]) {
        let room = PASTE_LIMIT.saturating_sub(self.paste.len());
        self.cut |= bytes.len() > room;
        self.paste.extend(bytes.iter().take(room));
    }

    fn end_paste(&mut self, out: &mut Vec<Input>) {
        let bytes = std::mem::take(&mut self.paste);
        let mut text = String::from_utf8_lossy(&bytes).into_owned();
        if self.cut && text.ends_with(char::REPLACEMENT_CHARACTER) {
            text.pop(); // Half a character, and our own doing.
        }
        out.push(Input::Paste(text));
        self.state = State::Ground;
    }

    fn finish(&mut self, key: Option<Key>, out: &mut Vec<Input>) {
        self.state = State::Ground;
        out.extend(key.map(Input::Key));
    }

    /// Gives up a sequence because of a byte that cannot be part of it, and reads that byte by itself.
    fn abort(&mut self, byte: u8, out: &mut Vec<Input>) {
        self.state = State::Ground;
        self.ground(byte, out);
    }
}

/// What ESC and this byte begin together.
fn introduced(byte: u8) -> Option<State> {
    match byte {
        b'[' => Some(State::Csi),
        b'O' => Some(State::Ss3),
        b']' | b'P' | b'_' | b'^' | b'X' => Some(State::Text {
            introducer: byte,
            esc: false,
        }),
        _ => None,
    }
}

/// The key that CSI and SS3 name by a letter; the small ones are rxvt's, with a modifier.
fn named(last: u8) -> Option<Key> {
    match last {
        b'A' | b'a' => Some(Key::Up),
        b'B' | b'b' => Some(Key::Down),
        b'C' | b'c' => Some(Key::Right),
        b'D' | b'd' => Some(Key::Left),
        b'H' => Some(Key::Home),
        b'F' => Some(Key::End),
        b'P'..=b'S' => Some(Key::F(last - b'P' + 1)),
        _ => None,
    }
}

/// The part of a character that has come so far.
#[derive(Debug, Default)]
struct Utf8 {
    code: u32,
    /// Bytes still to come.
    missing: u8,
    /// The smallest code that may be written in so many bytes.
    least: u32,
}

impl Utf8 {
    /// Takes a byte from 0x80 on and returns the printable character it completes; what is invalid is forgotten.
    fn push(&mut self, byte: u8) -> Option<char> {
        let (bits, missing, least) = match byte {
            0x80..=0xbf if self.missing > 0 => {
                self.code = self.code << 6 | u32::from(byte & 0x3f);
                self.missing -= 1;
                let whole = self.missing == 0 && self.code >= self.least;
                let valid = char::from_u32(self.code).filter(|c| !c.is_control());
                return valid.filter(|_| whole);
            }
            0xc2..=0xdf => (byte & 0x1f, 1, 0x80),
            0xe0..=0xef => (byte & 0x0f, 2, 0x800),
            0xf0..=0xf4 => (byte & 0x07, 3, 0x1_0000),
            _ => (0, 0, 0),
        };
        (self.code, self.missing, self.least) = (u32::from(bits), missing, least);
        None
    }
}

#[cfg(test)]
mod tests;
