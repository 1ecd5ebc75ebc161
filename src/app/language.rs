//! The language of the screen, and the weighting of shares: two settings that an operator toggles.

use crate::domain::text::{Bilingual, CleanText};

/// A language for which every text exists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// German, the language of the field.
    #[default]
    De,
    /// English.
    En,
}

impl Language {
    /// All languages in the order in which the key steps through them.
    pub const ALL: [Self; 2] = [Self::De, Self::En];

    /// The two-letter code (ISO 639-1).
    pub fn code(self) -> &'static str {
        match self {
            Self::De => "de",
            Self::En => "en",
        }
    }

    /// Reads a code or the beginning of a locale: `de`, `de_DE.UTF-8`, `en-GB`.
    pub fn parse(text: &str) -> Option<Self> {
        let code = text.split(['_', '-', '.', '@']).next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.code().eq_ignore_ascii_case(code))
    }

    /// Its position where words stand side by side, English first.
    pub fn position(self) -> usize {
        match self {
            Self::En => 0,
            Self::De => 1,
        }
    }

    /// The next language.
    pub fn next(self) -> Self {
        match self {
            Self::De => Self::En,
            Self::En => Self::De,
        }
    }

    /// The name in this language.
    pub fn of(self, names: &Bilingual) -> &CleanText {
        match self {
            Self::De => &names.de,
            Self::En => &names.en,
        }
    }
}

/// What a bar and the order by reach count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weighting {
    /// Every responsible body once.
    #[default]
    Bodies,
    /// The inhabitants under it.
    Inhabitants,
}

impl Weighting {
    /// The other one.
    pub fn next(self) -> Self {
        match self {
            Self::Bodies => Self::Inhabitants,
            Self::Inhabitants => Self::Bodies,
        }
    }
}
