//! Which characters the terminal shows, and what stands in for the others.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::domain::text::is_invisible;

/// The characters of a terminal.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Charset {
    /// All of Unicode.
    #[default]
    Unicode,
    /// ASCII alone: `ae` for `ä`, letters for shapes.
    Ascii,
}

impl Charset {
    /// The text as this terminal can show it.
    pub fn text(self, text: &str) -> Cow<'_, str> {
        if self == Self::Unicode || text.is_ascii() {
            return Cow::Borrowed(text);
        }
        let mut plain = String::with_capacity(text.len() + 8);
        for c in text.nfc() {
            push_ascii(&mut plain, c);
        }
        Cow::Owned(plain)
    }

    /// A text as one printed line without its end: whatever would move the cursor or hide becomes visible.
    pub fn line(self, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        for c in self.text(text).chars() {
            if is_invisible(c) {
                clean.extend(c.escape_unicode());
            } else {
                clean.push(c);
            }
        }
        clean
    }

    /// The mark of a cut.
    pub fn ellipsis(self) -> &'static str {
        match self {
            Self::Unicode => "…",
            Self::Ascii => ".",
        }
    }

    /// Cuts a text in the middle so that it fits `width`; beginning and end tell names apart.
    pub fn cut(self, text: &str, width: usize) -> Cow<'_, str> {
        if text.width() <= width {
            return Cow::Borrowed(text);
        }
        let Some(room) = width.checked_sub(1) else {
            return Cow::Borrowed("");
        };
        let front = take(text.graphemes(true), room.div_ceil(2));
        let back = take(text.graphemes(true).rev(), room - room.div_ceil(2));
        let back: String = back.graphemes(true).rev().collect();
        Cow::Owned(format!("{front}{}{back}", self.ellipsis()))
    }

    /// Cuts a text at its end so that it fits `width`.
    pub fn clip(self, text: &str, width: usize) -> Cow<'_, str> {
        if text.width() <= width {
            return Cow::Borrowed(text);
        }
        let Some(room) = width.checked_sub(1) else {
            return Cow::Borrowed("");
        };
        Cow::Owned(format!(
            "{}{}",
            take(text.graphemes(true), room),
            self.ellipsis()
        ))
    }
}

fn take<'a>(graphemes: impl Iterator<Item = &'a str>, width: usize) -> String {
    let mut used = 0;
    graphemes
        .take_while(|grapheme| {
            used += grapheme.width();
            used <= width
        })
        .collect()
}

fn push_ascii(plain: &mut String, c: char) {
    let replacement = match c {
        'ä' | 'æ' => "ae",
        'ö' | 'œ' => "oe",
        'ü' => "ue",
        'Ä' => "Ae",
        'Ö' => "Oe",
        'Ü' => "Ue",
        'ß' => "ss",
        'ø' => "o",
        '≈' => "~",
        '–' | '—' | '‑' | '−' | '─' => "-",
        '„' | '“' | '”' | '«' | '»' => "\"",
        '‚' | '‘' | '’' => "'",
        '·' | '…' | '╌' => ".",
        '▲' => "^",
        '▼' => "v",
        '●' | '•' => "*",
        '○' | '└' | '┴' => "+",
        '▸' | '›' => ">",
        '§' => "Par.",
        '©' => "(c)",
        '²' => "2",
        '→' => "->",
        '±' => "+-",
        'σ' => " sigma",
        '√' => "sqrt ",
        '│' => "|",
        '◆' => "@",
        c if c.is_ascii() => return plain.push(c),
        c => {
            let before = plain.len();
            let base = c.nfd().filter(|c| !is_combining_mark(*c) && c.is_ascii());
            plain.extend(base);
            if plain.len() == before && !is_combining_mark(c) {
                plain.push('?');
            }
            return;
        }
    };
    plain.push_str(replacement);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_is_ascii_and_readable() {
        let ascii = Charset::Ascii;
        assert_eq!(
            ascii.text("Größe ≈5 – „ja“ é 東"),
            "Groesse ~5 - \"ja\" e ?"
        );
        for c in '\0'..=char::MAX {
            assert!(ascii.text(&c.to_string()).is_ascii(), "{c:?}");
        }
    }

    #[test]
    fn cuts_keep_both_ends_and_never_exceed_the_width() {
        let name = "Clausthal-Zellerfeld, Berg- und Universitätsstadt";
        assert_eq!(Charset::Unicode.cut(name, 16), "Claustha…tsstadt");
        for text in [name, "東京都東京都", "e\u{301}e\u{301}e\u{301}", ""] {
            for width in 0..60 {
                assert!(Charset::Unicode.cut(text, width).width() <= width);
                assert!(Charset::Unicode.clip(text, width).width() <= width);
            }
        }
    }
}
