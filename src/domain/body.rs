//! A body: an entry of the register that can be responsible for a service.

use super::key::BodyKey;
use super::text::{Bilingual, CleanText};

/// Position of a body in its [`Register`](super::register::Register). Means nothing in another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyId(pub u32);

impl BodyId {
    /// The position as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Position of a kind of special authority in its register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct KindId(pub u8);

/// What a body is; rules of responsibility speak of these classes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Class {
    /// Landkreis (`LK`).
    Landkreis,
    /// Region Hannover (`RH`).
    Region,
    /// Kreisfreie Stadt (`KS`): one body, a district and a municipality at once.
    KreisfreieStadt,
    /// Große selbständige Stadt (`GS`).
    GrosseSelbstaendigeStadt,
    /// Hannover or Göttingen, by special law (`HG`).
    SpecialStatus,
    /// Samtgemeinde (`SG`).
    Samtgemeinde,
    /// Any other Einheitsgemeinde (`EG`).
    Einheitsgemeinde,
    /// Mitgliedsgemeinde of a Samtgemeinde (`MG`): responsible for none of the services by rule.
    Mitgliedsgemeinde,
    /// Gemeindefreies Gebiet (`GF`).
    Gemeindefrei,
    /// A special authority of the named kind (`hwk`, `stw`, `gaa`, `jc`, …).
    Authority(KindId),
}

impl Class {
    /// The municipal classes with the codes that files use.
    pub const CODES: [(Self, &'static str); 9] = [
        (Self::Landkreis, "LK"),
        (Self::Region, "RH"),
        (Self::KreisfreieStadt, "KS"),
        (Self::GrosseSelbstaendigeStadt, "GS"),
        (Self::SpecialStatus, "HG"),
        (Self::Samtgemeinde, "SG"),
        (Self::Einheitsgemeinde, "EG"),
        (Self::Mitgliedsgemeinde, "MG"),
        (Self::Gemeindefrei, "GF"),
    ];

    /// Reads the code of a municipal class.
    pub fn parse(code: &str) -> Option<Self> {
        Self::CODES
            .iter()
            .find(|(_, known)| *known == code)
            .map(|(class, _)| *class)
    }

    /// The code of a municipal class; a special authority has the code of its kind instead.
    pub fn code(self) -> Option<&'static str> {
        Self::CODES
            .iter()
            .find(|(class, _)| *class == self)
            .map(|(_, code)| *code)
    }

    /// Whether bodies of this class form the upper level: the 45 of Niedersachsen.
    pub fn is_district(self) -> bool {
        matches!(self, Self::Landkreis | Self::Region | Self::KreisfreieStadt)
    }

    /// Whether bodies of this class execute the tasks of the Gemeinde level: the 403 of Niedersachsen.
    pub fn is_unit(self) -> bool {
        matches!(
            self,
            Self::KreisfreieStadt
                | Self::GrosseSelbstaendigeStadt
                | Self::SpecialStatus
                | Self::Samtgemeinde
                | Self::Einheitsgemeinde
        )
    }

    /// Whether the municipality register has a row for it: Gemeinden and gemeindefreie Gebiete, 964 in Niedersachsen.
    /// These are disjoint and cover the Land, so inhabitants are counted in them.
    pub fn is_register_row(self) -> bool {
        matches!(
            self,
            Self::KreisfreieStadt
                | Self::GrosseSelbstaendigeStadt
                | Self::SpecialStatus
                | Self::Einheitsgemeinde
                | Self::Mitgliedsgemeinde
                | Self::Gemeindefrei
        )
    }
}

/// What a Gemeinde is called beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Designation {
    /// Stadt.
    Stadt,
    /// Flecken.
    Flecken,
    /// Markt.
    Markt,
    /// Gemeinde without another title.
    Gemeinde,
}

impl Designation {
    /// Every designation with the word that files use.
    pub const CODES: [(Self, &'static str); 4] = [
        (Self::Stadt, "Stadt"),
        (Self::Flecken, "Flecken"),
        (Self::Markt, "Markt"),
        (Self::Gemeinde, "Gemeinde"),
    ];

    /// Reads the word of a file.
    pub fn parse(word: &str) -> Option<Self> {
        Self::CODES
            .iter()
            .find(|(_, known)| *known == word)
            .map(|(this, _)| *this)
    }

    /// The word that files use.
    pub fn code(self) -> &'static str {
        Self::CODES
            .iter()
            .find(|(this, _)| *this == self)
            .map_or("", |(_, code)| code)
    }
}

/// A number of inhabitants and where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Population {
    /// Inhabitants.
    pub count: u32,
    /// Position of its source in the register's list of sources.
    pub source: usize,
}

/// Where numbers of inhabitants come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PopulationSource {
    /// The key that rows name.
    pub key: CleanText,
    /// What a person reads.
    pub name: Bilingual,
    /// Whether the number is official. All others are estimates and carry `≈` wherever they are shown.
    pub official: bool,
}

/// A kind of special authority: the part before the colon of its keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorityKind {
    /// `hwk`, `stw`, `gaa`, `jc`, …
    pub key: CleanText,
    /// What a person reads.
    pub name: Bilingual,
}

impl Body {
    /// The Amtlicher Gemeindeschlüssel: five digits of a Landkreis or Region, eight of a Gemeinde or kreisfreie Stadt, none
    /// of a Samtgemeinde or a special authority.
    pub fn ags(&self) -> Option<String> {
        let mut ags = self.key.ars()?.ags()?;
        if matches!(self.class, Class::Landkreis | Class::Region) {
            ags.truncate(5);
        }
        Some(ags)
    }
}

/// An entry of the register.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Its key in files.
    pub key: BodyKey,
    /// Its bare name; not unique ("Neuenkirchen" exists five times).
    pub name: CleanText,
    /// What it is.
    pub class: Class,
    /// Its title, where the register tells.
    pub designation: Option<Designation>,
    /// The district it lies in; a district lies in itself; a special authority only where it serves a single one.
    pub district: Option<BodyId>,
    /// The Samtgemeinde of a Mitgliedsgemeinde.
    pub samtgemeinde: Option<BodyId>,
    /// The code on the number plates of a district (Unterscheidungszeichen, Anlage 3 of the
    /// Fahrzeug-Zulassungsverordnung), by which people call it: "OS".
    pub plate: Option<CleanText>,
    /// Inhabitants, where they are known or estimated.
    pub population: Option<Population>,
    /// Area in km², where it is known.
    pub area_km2: Option<f32>,
    /// Latitude and longitude in degrees, where they are known.
    pub position: Option<(f32, f32)>,
}
