//! A key as the program knows it: what was pressed, free of any terminal's encoding.

/// One key press. Modifiers other than Ctrl are never needed (terminals disagree about them), so they do not exist here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A printable character, Shift already applied: `a`, `A`, `/`, `ä`.
    Char(char),
    /// Ctrl with a lower-case letter (`Ctrl('c')`), or with one of `\ ] ^ _`.
    Ctrl(char),
    /// Return or keypad Enter.
    Enter,
    /// Escape, once it is certain that no sequence follows.
    Esc,
    /// Backspace, also when it arrives as Ctrl-h.
    Backspace,
    /// Tab, also when it arrives as Ctrl-i.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Arrow up.
    Up,
    /// Arrow down.
    Down,
    /// Arrow left.
    Left,
    /// Arrow right.
    Right,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Home, in any of its encodings.
    Home,
    /// End, in any of its encodings.
    End,
    /// Insert.
    Insert,
    /// Delete.
    Delete,
    /// Function key 1 to 12.
    F(u8),
}

impl Key {
    /// Reads keys as `ozgtop frame --keys` and the tests write them: plain characters, and `<enter>`, `<esc>`, `<c-d>`,
    /// `<f1>`, … in angle brackets (`<lt>` is `<` itself). The error is the part that was not understood.
    pub fn parse_all(text: &str) -> Result<Vec<Self>, String> {
        let mut keys = Vec::new();
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            let named = rest.strip_prefix('<').and_then(|rest| rest.split_once('>'));
            if let Some((name, tail)) = named {
                keys.push(Self::named(name).ok_or_else(|| format!("<{name}>"))?);
                rest = tail;
            } else {
                keys.push(Self::Char(first));
                rest = rest.get(first.len_utf8()..).unwrap_or_default();
            }
        }
        Ok(keys)
    }

    /// The key as [`parse_all`](Self::parse_all) reads it.
    pub fn written(self) -> String {
        let name = match self {
            Self::Char('<') => "lt",
            Self::Char(' ') => "space",
            Self::Char(c) => return c.to_string(),
            Self::Ctrl(letter) => return format!("<c-{letter}>"),
            Self::F(number) => return format!("<f{number}>"),
            Self::Enter => "enter",
            Self::Esc => "esc",
            Self::Backspace => "backspace",
            Self::Tab => "tab",
            Self::BackTab => "s-tab",
            Self::Up => "up",
            Self::Down => "down",
            Self::Left => "left",
            Self::Right => "right",
            Self::PageUp => "pgup",
            Self::PageDown => "pgdn",
            Self::Home => "home",
            Self::End => "end",
            Self::Insert => "ins",
            Self::Delete => "del",
        };
        format!("<{name}>")
    }

    fn named(name: &str) -> Option<Self> {
        let name = name.to_lowercase();
        if let Some(letter) = name.strip_prefix("c-") {
            let mut letters = letter.chars();
            return letters
                .next()
                .filter(|_| letters.next().is_none())
                .map(Self::Ctrl);
        }
        if let Some(number) = name.strip_prefix('f') {
            return number
                .parse()
                .ok()
                .filter(|number| (1..=12).contains(number))
                .map(Self::F);
        }
        Some(match name.as_str() {
            "enter" | "cr" => Self::Enter,
            "esc" => Self::Esc,
            "bs" | "backspace" => Self::Backspace,
            "tab" => Self::Tab,
            "s-tab" => Self::BackTab,
            "up" => Self::Up,
            "down" => Self::Down,
            "left" => Self::Left,
            "right" => Self::Right,
            "pgup" | "pageup" => Self::PageUp,
            "pgdn" | "pagedown" => Self::PageDown,
            "home" => Self::Home,
            "end" => Self::End,
            "space" => Self::Char(' '),
            "lt" => Self::Char('<'),
            "ins" => Self::Insert,
            "del" => Self::Delete,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_from_text() {
        let expected = vec![
            Key::Char('j'),
            Key::Enter,
            Key::Ctrl('d'),
            Key::F(1),
            Key::Char('<'),
            Key::Char('ä'),
        ];
        assert_eq!(Key::parse_all("j<enter><c-d><f1><lt>ä"), Ok(expected));
        assert_eq!(Key::parse_all("<nope>"), Err("<nope>".to_owned()));
        assert_eq!(Key::parse_all("<"), Ok(vec![Key::Char('<')]));
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "a<lt><space>~<c-d><enter><esc><backspace><tab><s-tab><up><down><left><right><pgup><pgdn><home><end>\
                    <ins><del><f12>";
        let keys = Key::parse_all(text).unwrap();
        let written: String = keys.iter().map(|key| key.written()).collect();
        assert_eq!(written, text);
    }
}
