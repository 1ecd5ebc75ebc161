//! A service and the rule that says which bodies are responsible for it.

use super::body::{BodyId, Class};
use super::collate::Folded;
use super::lookup::Lookup;
use super::text::{Bilingual, CleanText};

/// Position of a service in its [`Catalogue`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ServiceId(pub u16);

impl ServiceId {
    /// The position as an index.
    pub fn index(self) -> usize {
        usize::from(self.0)
    }
}

/// A set of bodies that a rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// All bodies of a class.
    Class(Class),
    /// The executing units inside a Region (`RG`): in Niedersachsen the 21 Gemeinden of the Region Hannover.
    RegionUnits,
}

/// A departure from the rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    /// The body that departs.
    pub body: BodyId,
    /// How it departs.
    pub change: Change,
    /// Why, or where this is written.
    pub source: CleanText,
}

/// How a body departs from the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is responsible although the rule does not name it.
    Add,
    /// It is not responsible although the rule names it.
    Remove,
    /// Another body acts for it; the area counts there.
    DelegateTo(BodyId),
}

/// One OZG-Leistung of the roll-out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Service {
    /// Its key in files: lower case, stable.
    pub key: CleanText,
    /// Its name.
    pub name: Bilingual,
    /// Three letters for the head of a narrow column.
    pub short: CleanText,
    /// Number of the OZG-Leistung in the OZG-Umsetzungskatalog.
    pub ozg_id: u32,
    /// LeiKa keys of 14 digits, or prefixes of them.
    pub leika: Vec<CleanText>,
    /// Themenfeld of the OZG-Umsetzungskatalog.
    pub field: Bilingual,
    /// Who leads the development ("Einer für Alle"); empty where unknown.
    pub lead: CleanText,
    /// The law it carries out.
    pub law: CleanText,
    /// The bodies that are responsible by rule.
    pub rule: Vec<Group>,
    /// Departures from the rule.
    pub exceptions: Vec<Exception>,
    /// Whether further exceptions exist that nobody has listed yet.
    pub exceptions_missing: bool,
    /// Where the source is weak, or what else a reader must know.
    pub note: Bilingual,
}

impl Service {
    /// The names by which it is called: key, three letters, German and English name.
    pub fn names(&self) -> [&CleanText; 4] {
        [&self.key, &self.short, &self.name.de, &self.name.en]
    }

    /// Whether a text is its OZG-ID or one of its names, however umlauts are typed.
    pub fn is_called(&self, text: &str) -> bool {
        let wanted = Folded::new(text);
        let is_name = |name: &&CleanText| Folded::new(name.as_str()).is_same(&wanted);
        self.ozg_id.to_string() == text || self.names().iter().any(is_name)
    }
}

/// The services of the roll-out; nothing may assume how many.
#[derive(Debug, Default)]
pub struct Catalogue {
    services: Vec<Service>,
    by_key: Lookup<CleanText, ServiceId>,
    blank: Service,
}

impl Catalogue {
    /// Builds the catalogue; keys must be unique. At most 65,535 services are kept.
    pub fn new(mut services: Vec<Service>) -> Self {
        services.truncate(usize::from(u16::MAX));
        let keys = services.iter().map(|service| service.key.clone());
        Self {
            by_key: keys.zip((0..).map(ServiceId)).collect(),
            services,
            blank: Service::default(),
        }
    }

    /// All ids in catalogue order.
    pub fn ids(&self) -> impl Iterator<Item = ServiceId> + use<> {
        (0..u16::try_from(self.services.len()).unwrap_or(u16::MAX)).map(ServiceId)
    }

    /// How many services there are.
    pub fn len(&self) -> usize {
        self.services.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.services.is_empty()
    }

    /// The service with this id; an id of another catalogue yields one without a name.
    pub fn service(&self, id: ServiceId) -> &Service {
        self.services.get(id.index()).unwrap_or(&self.blank)
    }

    /// The service with this key.
    pub fn find(&self, key: &str) -> Option<ServiceId> {
        self.by_key.get(key).copied()
    }
}
