//! How names are compared: found whatever way the umlauts are typed, sorted as DIN 5007-1 asks.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The letters of `text` in lower case without marks: `ä` as `a`, `ß` as `ss`. The base of sorting and searching.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii() => plain.push(c.to_ascii_lowercase()),
            'ä' | 'Ä' => plain.push('a'),
            'ö' | 'Ö' | 'ø' | 'Ø' => plain.push('o'),
            'ü' | 'Ü' => plain.push('u'),
            'ß' | 'ẞ' => plain.push_str("ss"),
            'æ' | 'Æ' => plain.push_str("ae"),
            c => plain.extend(
                c.nfd()
                    .filter(|c| !is_combining_mark(*c))
                    .flat_map(char::to_lowercase),
            ),
        }
    }
    plain
}

/// The key by which names are put in order (DIN 5007-1: `ä` as `a`, `ß` as `ss`; punctuation counts as a space).
pub fn sort_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    for c in plain(text).chars() {
        match c {
            c if c.is_alphanumeric() => key.push(c),
            _ if !key.is_empty() && !key.ends_with(' ') => key.push(' '),
            _ => {}
        }
    }
    key.truncate(key.trim_end().len());
    key
}

/// A text prepared for searching, or a query: `Göttingen`, `Goettingen` and `gottingen` find one another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    plain: String,
    contracted: String,
}

impl Folded {
    /// Folds `text` once, so that many comparisons are cheap.
    pub fn new(text: &str) -> Self {
        let plain = plain(text);
        // `ae`, `oe` and `ue` may stand for an umlaut: dropping the `e` on both sides makes them equal.
        let mut contracted = String::with_capacity(plain.len());
        let mut last = '\0';
        for c in plain.chars() {
            if c != 'e' || !matches!(last, 'a' | 'o' | 'u') {
                contracted.push(c);
            }
            last = c;
        }
        Self { plain, contracted }
    }

    /// The folded text itself: lower case, no marks, `ae` as `a`.
    pub fn key(&self) -> &str {
        &self.contracted
    }

    /// Whether `query` occurs in this text. An empty query occurs nowhere.
    pub fn contains(&self, query: &Folded) -> bool {
        !query.plain.is_empty()
            && (self.plain.contains(&query.plain) || self.contracted.contains(&query.contracted))
    }

    /// Whether this text begins with `query`. An empty query begins every text.
    pub fn starts_with(&self, query: &Folded) -> bool {
        self.plain.starts_with(&query.plain) || self.contracted.starts_with(&query.contracted)
    }

    /// Whether both are the same but for how umlauts are typed.
    pub fn is_same(&self, other: &Folded) -> bool {
        self.contracted == other.contracted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn umlauts_are_found_however_they_are_typed() {
        let finds = |text: &str, query: &str| Folded::new(text).contains(&Folded::new(query));
        for query in ["gött", "goett", "gott", "GÖTT", "go\u{308}tt", "ingen"] {
            assert!(finds("Göttingen", query), "{query}");
        }
        assert!(finds("Goettingen", "gött") && finds("Moers", "mörs"));
        assert!(finds("Groß Berßen", "gross bers") && finds("Aerzen", "erzen"));
        assert!(finds("Neuenkirchen", "neue") && finds("Buer", "bür"));
        assert!(!finds("Göttingen", "") && !finds("Göttingen", "gu"));
    }

    #[test]
    fn names_sort_as_in_a_german_list() {
        let mut names = [
            "Zeven",
            "Öse",
            "Osnabrück",
            "Ostrhauderfehn",
            "Bad Bentheim",
            "Badbergen",
            "Aurich",
            "Ahlden",
            "Groß",
            "Grosser",
        ];
        names.sort_by_key(|name| sort_key(name));
        assert_eq!(
            names,
            [
                "Ahlden",
                "Aurich",
                "Bad Bentheim",
                "Badbergen",
                "Groß",
                "Grosser",
                "Öse",
                "Osnabrück",
                "Ostrhauderfehn",
                "Zeven"
            ]
        );
    }
}
