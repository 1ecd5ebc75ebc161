//! Phases in the words of lists.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::when::{self, When};
use crate::domain::collate::{Folded, sort_key};
use crate::domain::nearest::nearest;
use crate::domain::phase::Phase;

/// What a word in a column of phases means.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub enum Meaning {
    /// The phase.
    Open,
    /// The phase.
    Planned,
    /// The phase.
    Onboarding,
    /// The phase.
    Pilot,
    /// The phase.
    Live,
    /// Nobody reported.
    Unknown,
    /// Paused; the phase stays.
    Deferred,
    /// Online with a broken link.
    Disturbed,
    /// The body does not act for the service: there is no cell to speak of.
    NotResponsible,
}

impl Meaning {
    /// The phase it sets: `Some(None)` for "nobody reported", `None` where the phase stays.
    #[expect(
        clippy::option_option,
        reason = "said, and said to be unknown, are two things"
    )]
    pub(super) fn phase(self) -> Option<Option<Phase>> {
        Some(match self {
            Self::Open => Some(Phase::Open),
            Self::Planned => Some(Phase::Planned),
            Self::Onboarding => Some(Phase::Onboarding),
            Self::Pilot => Some(Phase::Pilot),
            Self::Live | Self::Disturbed => Some(Phase::Live),
            Self::Unknown => None,
            Self::Deferred | Self::NotResponsible => return None,
        })
    }
}

/// Words that are understood without a mapping, each with the word that mappings use.
pub(super) const USUAL: [(&str, Meaning); 46] = [
    ("offen", Meaning::Open),
    ("open", Meaning::Open),
    ("nicht begonnen", Meaning::Open),
    ("nicht gestartet", Meaning::Open),
    ("in Planung", Meaning::Planned),
    ("geplant", Meaning::Planned),
    ("Planung", Meaning::Planned),
    ("planned", Meaning::Planned),
    ("in Vorbereitung", Meaning::Planned),
    ("Vorbereitung", Meaning::Planned),
    ("in Umsetzung", Meaning::Onboarding),
    ("Umsetzung", Meaning::Onboarding),
    ("onboarding", Meaning::Onboarding),
    ("Roll-in", Meaning::Onboarding),
    ("in Arbeit", Meaning::Onboarding),
    ("in Bearbeitung", Meaning::Onboarding),
    ("in Einführung", Meaning::Onboarding),
    ("Pilotierung", Meaning::Pilot),
    ("in Pilotierung", Meaning::Pilot),
    ("Pilot", Meaning::Pilot),
    ("Pilotbetrieb", Meaning::Pilot),
    ("Testbetrieb", Meaning::Pilot),
    ("Test", Meaning::Pilot),
    ("online", Meaning::Live),
    ("live", Meaning::Live),
    ("produktiv", Meaning::Live),
    ("Produktivbetrieb", Meaning::Live),
    ("in Betrieb", Meaning::Live),
    ("Echtbetrieb", Meaning::Live),
    ("freigeschaltet", Meaning::Live),
    ("verfügbar", Meaning::Live),
    ("abgeschlossen", Meaning::Live),
    ("keine Angabe", Meaning::Unknown),
    ("k. A.", Meaning::Unknown),
    ("unbekannt", Meaning::Unknown),
    ("unknown", Meaning::Unknown),
    ("zurückgestellt", Meaning::Deferred),
    ("pausiert", Meaning::Deferred),
    ("deferred", Meaning::Deferred),
    ("gestört", Meaning::Disturbed),
    ("disturbed", Meaning::Disturbed),
    ("online (gestört)", Meaning::Disturbed),
    ("live (gestört)", Meaning::Disturbed),
    ("nicht zuständig", Meaning::NotResponsible),
    ("entfällt", Meaning::NotResponsible),
    ("not responsible", Meaning::NotResponsible),
];

/// Words around a time that say nothing of the phase.
const AROUND: [&str; 15] = [
    "seit",
    "ab",
    "am",
    "zum",
    "bis",
    "im",
    "in",
    "ca",
    "vsl",
    "voraussichtlich",
    "go",
    "golive",
    "since",
    "from",
    "by",
];

/// The words of a list: those of its mapping, then the usual ones.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    known: BTreeMap<String, (String, Meaning)>,
}

/// What a field of a column of phases says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Reading {
    pub(super) meaning: Option<Meaning>,
    pub(super) when: Option<When>,
}

impl Vocabulary {
    pub(super) fn new(own: &[(String, Meaning)]) -> Self {
        let mut known = BTreeMap::new();
        for (word, meaning) in USUAL {
            known.insert(folded(word), (word.to_owned(), meaning));
        }
        for (word, meaning) in own {
            known.insert(folded(word), (word.clone(), *meaning));
        }
        Self { known }
    }

    /// Reads `live`, `Q3/2026`, `Pilot seit 01.03.2026`; `None` where a word is not known.
    pub(super) fn read(&self, text: &str) -> Option<Reading> {
        if let Some(meaning) = self.meaning(text) {
            return Some(Reading {
                meaning: Some(meaning),
                when: None,
            });
        }
        let pieces: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | ':'))
            .filter(|piece| !piece.is_empty())
            .collect();
        // The longest piece that is a time; what stands around it is the word.
        for length in (1..=3.min(pieces.len())).rev() {
            for (at, window) in pieces.windows(length).enumerate() {
                let Some(when) = when::parse(&window.join(" ")) else {
                    continue;
                };
                let rest: Vec<&str> = pieces
                    .iter()
                    .enumerate()
                    .filter(|(place, _)| !(at..at + length).contains(place))
                    .map(|(_, piece)| *piece)
                    .collect();
                return self.around(&rest, when);
            }
        }
        None
    }

    fn around(&self, rest: &[&str], when: When) -> Option<Reading> {
        let mut rest = rest;
        let reading = |meaning| {
            Some(Reading {
                meaning,
                when: Some(when),
            })
        };
        loop {
            if let Some(meaning) = self.meaning(&rest.join(" ")) {
                return reading(Some(meaning));
            }
            match rest.split_last() {
                None => return reading(None),
                Some((last, before)) if is_around(last) => rest = before,
                Some(_) => match rest.split_first() {
                    Some((first, after)) if is_around(first) => rest = after,
                    _ => return None,
                },
            }
        }
    }

    /// What a word means that stands alone.
    pub(super) fn meaning(&self, text: &str) -> Option<Meaning> {
        self.known.get(&folded(text)).map(|(_, meaning)| *meaning)
    }

    /// The known words, and the nearest to a text before them.
    pub(super) fn allowed(&self, text: &str) -> String {
        let text = folded(text);
        let near = nearest(
            &text,
            self.known
                .iter()
                .map(|(key, (word, _))| (key.as_str(), word)),
        );
        let mut words: Vec<&str> = near.iter().map(|word| word.as_str()).collect();
        let usual = [
            "offen",
            "in Planung",
            "in Umsetzung",
            "Pilotierung",
            "online",
            "keine Angabe",
            "Q3/2026",
        ];
        words.extend(
            usual
                .into_iter()
                .filter(|word| near.is_none_or(|near| near != word)),
        );
        words.join(", ")
    }
}

fn is_around(word: &str) -> bool {
    let is_dash = |c: char| c.is_ascii_punctuation() || matches!(c, '–' | '—' | '≈');
    AROUND.contains(&folded(word).replace(' ', "").as_str()) || word.chars().all(is_dash)
}

/// A text as it is compared: small letters, umlauts however typed, one blank between words. Where no letter and no digit
/// is left, the signs themselves: ✓ and ✗ are two words.
pub(super) fn folded(text: &str) -> String {
    let key = sort_key(Folded::new(text).key());
    if !key.is_empty() {
        return key;
    }
    // The selectors say whether ✔ is drawn as a letter or as a picture.
    let is_drawn = |c: &char| !c.is_whitespace() && !matches!(c, '\u{fe0e}' | '\u{fe0f}');
    text.chars().filter(is_drawn).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phases_and_times_stand_in_one_field() {
        let own = [("läuft".to_owned(), Meaning::Live)];
        let words = Vocabulary::new(&own);
        let read = |text: &str| {
            let reading = words.read(text)?;
            Some((
                reading.meaning,
                reading.when.map(|when| when.last.to_string()),
            ))
        };
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(read("LIVE"), Some((Some(Meaning::Live), None)));
        assert_eq!(read("laeuft"), Some((Some(Meaning::Live), None)));
        assert_eq!(
            read("in  Umsetzung "),
            Some((Some(Meaning::Onboarding), None))
        );
        assert_eq!(read("Q3/2026"), Some((None, day("2026-09-30"))));
        assert_eq!(read("ab Oktober 2026"), Some((None, day("2026-10-31"))));
        assert_eq!(
            read("Pilot (Q4 2026)"),
            Some((Some(Meaning::Pilot), day("2026-12-31")))
        );
        assert_eq!(
            read("live seit 01.03.2026"),
            Some((Some(Meaning::Live), day("2026-03-01")))
        );
        assert_eq!(
            read("geplant: KW 44/2026"),
            Some((Some(Meaning::Planned), day("2026-11-01")))
        );
        assert_eq!(read("halb fertig"), None);
        assert_eq!(read("halb fertig 10/2026"), None);
        assert!(
            words
                .allowed("in Umsetzng")
                .starts_with("in Umsetzung, offen")
        );
    }

    #[test]
    fn signs_are_words_of_their_own() {
        let own = [
            ("✓".to_owned(), Meaning::Live),
            ("✗".to_owned(), Meaning::Open),
        ];
        let words = Vocabulary::new(&own);
        let read = |text: &str| {
            let reading = words.read(text)?;
            let when = reading.when.map(|when| when.last.to_string());
            Some((reading.meaning, when.unwrap_or_default()))
        };
        let of = |meaning, day: &str| Some((meaning, day.to_owned()));
        assert_eq!(read("✓"), of(Some(Meaning::Live), ""));
        assert_eq!(read(" ✗\u{fe0f}"), of(Some(Meaning::Open), ""));
        assert_eq!(read("✓ 01.03.2026"), of(Some(Meaning::Live), "2026-03-01"));
        assert_eq!(read("31.12.2027"), of(None, "2027-12-31"));
        assert_eq!(read("Q3/2027"), of(None, "2027-09-30"));
        assert_eq!(read("– 31.12.2027"), of(None, "2027-12-31"));
        for text in ["✔", "●", "?", "✔ 31.12.2027", "●31.12.2027", "✓●"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
