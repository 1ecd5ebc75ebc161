//! Text from outside, made safe once. Nothing else in the program may print what it was given.

use std::borrow::Borrow;
use std::fmt;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Most graphemes that one field keeps; what follows is replaced by `…`.
pub const MAX_GRAPHEMES: usize = 256;

/// Most combining marks that one base character keeps.
const MAX_MARKS: usize = 3;

/// A text that cannot move the cursor, hide, reorder or flood: see [`CleanText::new`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CleanText(Box<str>);

impl CleanText {
    /// Cleans `raw`: NFC; tabs and line breaks become spaces; control, format, bidi and tag characters, line separators,
    /// private use and noncharacters become visible (`\u{202e}`); at most 3 combining marks per base and 256 graphemes.
    pub fn new(raw: &str) -> Self {
        if is_plain(raw) {
            return Self(raw.into());
        }
        Self(sanitize(raw).into())
    }

    /// The text itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for CleanText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl Borrow<str> for CleanText {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl AsRef<str> for CleanText {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

/// Whether a text is short and has nothing but printable ASCII and the precomposed letters of Latin-1: cleaning would
/// leave it as it is.
fn is_plain(raw: &str) -> bool {
    let is_latin = |c| matches!(c, ' '..='~' | '\u{c0}'..='\u{ff}');
    // Nearly every text is ASCII, which is seen many bytes at a time.
    raw.len() <= MAX_GRAPHEMES && (is_printable(raw.as_bytes()) || raw.chars().all(is_latin))
}

/// Whether all are printable ASCII. Without a way out before the end it is decided for many bytes at once.
fn is_printable(text: &[u8]) -> bool {
    let is_printable = |byte: &u8| matches!(byte, b' '..=b'~');
    text.iter().fold(true, |all, byte| all & is_printable(byte))
}

/// Whether cleaning had to make something visible or cut it: such a text deserves a problem of its own.
pub fn is_hostile(raw: &str) -> bool {
    if is_plain(raw) {
        return false;
    }
    raw.chars().any(is_invisible)
        || CleanText::new(raw).as_str() != raw.nfc().collect::<String>().replace(BLANKS, " ")
}

const BLANKS: [char; 3] = ['\t', '\n', '\r'];

/// The single cleaning rule; pure, total, idempotent on its own output.
fn sanitize(raw: &str) -> String {
    // A grapheme is at most 4 kept characters, so this bound loses nothing that the last cut would keep.
    let bounded = raw.nfc().take(MAX_GRAPHEMES * 16);
    let mut clean = String::with_capacity(raw.len().min(4096));
    let mut marks = 0;
    for c in bounded {
        if is_combining_mark(c) && !is_invisible(c) {
            marks += 1;
            if marks > MAX_MARKS {
                continue;
            }
        } else {
            marks = 0;
        }
        match c {
            c if BLANKS.contains(&c) => clean.push(' '),
            c if is_invisible(c) => clean.extend(c.escape_unicode()),
            c => clean.push(c),
        }
    }
    match clean.grapheme_indices(true).nth(MAX_GRAPHEMES) {
        Some(_) => {
            let keep = clean.grapheme_indices(true).nth(MAX_GRAPHEMES - 1);
            clean.truncate(keep.map_or(0, |(at, _)| at));
            clean.push('…');
            clean
        }
        None => clean,
    }
}

/// Characters that show nothing, or change how others are shown: controls (Cc), format characters (Cf), line and
/// paragraph separators (Zl, Zp), private use (Co), noncharacters and the other default-ignorable code points.
/// Source of the ranges: Unicode 16.0, `UnicodeData.txt` and `DerivedCoreProperties.txt`.
pub fn is_invisible(c: char) -> bool {
    if c.is_control() {
        return true;
    }
    let code = u32::from(c);
    if code < 0xad {
        return false;
    }
    code & 0xfffe == 0xfffe
        || matches!(code,
        0xad | 0x34f | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x890..=0x891 | 0x8e2 | 0x115f..=0x1160
        | 0x17b4..=0x17b5 | 0x180b..=0x180f | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0x2800
        | 0x3164 | 0xe000..=0xf8ff | 0xfdd0..=0xfdef | 0xfe00..=0xfe0f | 0xfeff | 0xffa0 | 0xfff0..=0xfffc
        | 0x110bd | 0x110cd | 0x13430..=0x1343f | 0x1bca0..=0x1bca3 | 0x1d173..=0x1d17a
        | 0xe0000..=0xe0fff | 0xf0000..=0x0010_ffff)
}

/// A text in both languages of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilingual {
    /// German.
    pub de: CleanText,
    /// English.
    pub en: CleanText,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_hides_becomes_visible() {
        for (raw, clean) in [
            ("Gifhorn", "Gifhorn"),
            ("Lüneburg", "Lüneburg"),
            ("Lu\u{308}neburg", "Lüneburg"),
            ("a\u{1b}[31mb", "a\\u{1b}[31mb"),
            ("a\u{202e}b", "a\\u{202e}b"),
            ("a\tb\nc\r", "a b c "),
            ("x\u{9b}y", "x\\u{9b}y"),
            (
                "e\u{301}\u{302}\u{303}\u{304}\u{305}",
                "é\u{302}\u{303}\u{304}",
            ),
        ] {
            assert_eq!(CleanText::new(raw).as_str(), clean);
        }
        assert!(is_hostile("a\u{202e}b") && is_hostile(&"x".repeat(257)));
        assert!(!is_hostile("Lu\u{308}neburg") && !is_hostile("Grün-Weiß – „ja“"));
    }

    #[test]
    fn every_scalar_value_is_harmless_and_cleaning_twice_changes_nothing() {
        for c in '\0'..=char::MAX {
            let once = CleanText::new(&format!("a{c}b"));
            assert!(once.as_str().chars().all(|c| !is_invisible(c)), "{c:?}");
            if u32::from(c) < 0x3000 {
                assert_eq!(CleanText::new(once.as_str()), once, "{c:?}");
            }
        }
    }

    #[test]
    fn length_is_bounded() {
        let long = CleanText::new(&"ä".repeat(100_000));
        assert_eq!(long.as_str().graphemes(true).count(), MAX_GRAPHEMES);
        assert!(long.as_str().ends_with('…'));
    }
}
