//! What can be asked for, by which words, and how it may be compared.

use crate::domain::collate::Folded;
use crate::domain::nearest::nearest;

/// A field of a filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    /// The service: key, three letters, OZG-ID, LeiKa key or name.
    Service,
    /// The phase of the cell, in its order.
    Phase,
    /// The status of the service in the whole Land, in its order.
    Status,
    /// The district in which the body lies: name, ARS, AGS or vehicle registration code.
    District,
    /// The responsible body, in a list of municipalities the municipality.
    Municipality,
    /// What kind of body that is.
    Kind,
    /// The IT provider.
    Provider,
    /// The Fachverfahren.
    Procedure,
    /// The shared product, or another one.
    Solution,
    /// Since when in this phase; a span counts back from the date on screen.
    Since,
    /// The planned date; a span counts ahead from the date on screen.
    Planned,
    /// Inhabitants of the body, in a list of municipalities of the municipality.
    Population,
    /// Reach by bodies, in percent, of what the list is about.
    Reach,
    /// Findings and marks of the cell.
    Problem,
    /// Names of service, body, provider and Fachverfahren, and the notes of the cell.
    Text,
}

/// How a field is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `=`: is one of the values.
    Equal,
    /// `!=`: is none of the values.
    NotEqual,
    /// `~`: contains one of the values, however umlauts are typed.
    Contains,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>=`
    AtLeast,
    /// `>`
    More,
}

impl Operator {
    /// All operators.
    pub const ALL: [Self; 7] = [
        Self::Equal,
        Self::NotEqual,
        Self::Contains,
        Self::Less,
        Self::AtMost,
        Self::AtLeast,
        Self::More,
    ];

    /// How it is written.
    pub fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Contains => "~",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::AtLeast => ">=",
            Self::More => ">",
        }
    }

    /// Whether it asks for an order, so that one value only makes sense.
    pub fn is_order(self) -> bool {
        matches!(self, Self::Less | Self::AtMost | Self::AtLeast | Self::More)
    }

    /// Whether what compares to the value like this is asked for.
    pub fn allows(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal | Self::Contains => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::AtLeast => ordering.is_ge(),
            Self::More => ordering.is_gt(),
        }
    }
}

const NAMES: &[Operator] = &[Operator::Equal, Operator::NotEqual, Operator::Contains];
const ONE_OF: &[Operator] = &[Operator::Equal, Operator::NotEqual];
const ORDERED: &[Operator] = &[
    Operator::Equal,
    Operator::NotEqual,
    Operator::Less,
    Operator::AtMost,
    Operator::AtLeast,
    Operator::More,
];

impl Field {
    /// Every field with its words: the English one, which is its key, the German one, then others that are understood.
    pub const WORDS: [(Self, &'static [&'static str]); 15] = [
        (Self::Service, &["service", "leistung"]),
        (Self::Phase, &["phase", "phase"]),
        (Self::Status, &["status", "status"]),
        (Self::District, &["district", "kreis", "landkreis"]),
        (
            Self::Municipality,
            &["municipality", "kommune", "body", "stelle", "gemeinde"],
        ),
        (Self::Kind, &["kind", "art"]),
        (Self::Provider, &["provider", "dienstleister"]),
        (
            Self::Procedure,
            &["procedure", "fachverfahren", "verfahren"],
        ),
        (Self::Solution, &["solution", "lösung"]),
        (Self::Since, &["since", "seit"]),
        (Self::Planned, &["planned", "geplant", "plan"]),
        (
            Self::Population,
            &["population", "einwohner", "inhabitants"],
        ),
        (Self::Reach, &["reach", "abdeckung"]),
        (Self::Problem, &["problem", "befund"]),
        (Self::Text, &["text", "text"]),
    ];

    /// Its words.
    pub fn words(self) -> &'static [&'static str] {
        let mut all = Self::WORDS.iter();
        all.find(|(field, _)| *field == self)
            .map_or(&[], |(_, words)| words)
    }

    /// Its key: the word by which a filter is written down.
    pub fn key(self) -> &'static str {
        self.words().first().copied().unwrap_or_default()
    }

    /// The field of a word.
    pub fn parse(word: &str) -> Option<Self> {
        let word = Folded::new(word);
        let is_meant = |words: &[&str]| words.iter().any(|known| Folded::new(known).is_same(&word));
        let mut all = Self::WORDS.iter();
        all.find(|(_, words)| is_meant(words))
            .map(|(field, _)| *field)
    }

    /// The field whose word is nearest to a word that is none, where one is near.
    pub fn nearest(word: &str) -> Option<Self> {
        let words = Self::WORDS
            .iter()
            .flat_map(|(field, words)| words.iter().map(|known| (*known, *field)));
        nearest(word, words)
    }

    /// A value as an example; `tongue` 0 is English, 1 German.
    pub fn example(self, tongue: usize) -> &'static str {
        let both = match self {
            Self::Service => ["wohngeld", "wohngeld"],
            Self::Phase => ["live", "online"],
            Self::Status => ["everywhere", "flächendeckend"],
            Self::District => ["\"LK Osnabrück\"", "\"LK Osnabrück\""],
            Self::Kind => ["SG", "SG"],
            Self::Provider | Self::Procedure => ["none", "keiner"],
            Self::Solution => ["shared", "EfA"],
            Self::Since => ["30d, 2026-10-31, Q3/2026", "30t, 31.10.2026, Q3/2026"],
            Self::Planned => ["4w, 2026-10-31, Q3/2026", "4w, 31.10.2026, Q3/2026"],
            Self::Population => ["10000", "10.000"],
            Self::Reach => ["50", "50"],
            Self::Problem => ["overdue", "überfällig"],
            Self::Municipality | Self::Text => ["Melle", "Melle"],
        };
        both.get(tongue).copied().unwrap_or_default()
    }

    /// The operators that it takes.
    pub fn operators(self) -> &'static [Operator] {
        match self {
            Self::Service
            | Self::District
            | Self::Municipality
            | Self::Provider
            | Self::Procedure => NAMES,
            Self::Kind | Self::Solution | Self::Problem => ONE_OF,
            Self::Phase
            | Self::Status
            | Self::Since
            | Self::Planned
            | Self::Population
            | Self::Reach => ORDERED,
            Self::Text => &[Operator::Contains],
        }
    }
}
