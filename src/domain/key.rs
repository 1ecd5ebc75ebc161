//! The keys of bodies: the Amtlicher Regionalschlüssel, or `kind:name` for an authority that has none.

use std::borrow::Borrow;
use std::fmt;

/// The 12-digit Amtlicher Regionalschlüssel: Kreis (5), Verband (4), Gemeinde (3). Text, because of its leading zero.
/// Source: Statistisches Bundesamt, Gemeindeverzeichnis.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ars([u8; 12]);

impl Ars {
    /// Reads exactly twelve digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits: [u8; 12] = text.as_bytes().try_into().ok()?;
        digits
            .iter()
            .all(u8::is_ascii_digit)
            .then_some(Self(digits))
    }

    /// The twelve digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    fn part(&self, from: usize, to: usize) -> &str {
        self.as_str().get(from..to).unwrap_or_default()
    }

    /// The ARS of the district: its five digits and zeros.
    pub fn district(&self) -> Self {
        self.keep(5)
    }

    /// The ARS of the Verband, for example of the Samtgemeinde: its nine digits and zeros.
    pub fn verband(&self) -> Self {
        self.keep(9)
    }

    fn keep(self, digits: usize) -> Self {
        let mut kept = self.0;
        for digit in kept.iter_mut().skip(digits) {
            *digit = b'0';
        }
        Self(kept)
    }

    /// What the first digit of the Verband says about the place.
    pub fn level(&self) -> Level {
        match self.0 {
            [_, _, _, _, _, b'0', b'0', b'0', b'0', b'0', b'0', b'0'] => Level::District,
            [_, _, _, _, _, b'5', _, _, _, b'0', b'0', b'0'] => Level::Verband,
            [_, _, _, _, _, b'5', ..] => Level::Member,
            [_, _, _, _, _, b'9', ..] => Level::Unincorporated,
            _ => Level::Unitary,
        }
    }

    /// The 8-digit Amtlicher Gemeindeschlüssel: Kreis (5) and Gemeinde (3). A Verband has none.
    pub fn ags(&self) -> Option<String> {
        match self.level() {
            Level::Verband => None,
            _ => Some(format!("{}{}", self.part(0, 5), self.part(9, 12))),
        }
    }
}

impl fmt::Debug for Ars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The level of administration that an ARS names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// A Landkreis, a Region or a kreisfreie Stadt.
    District,
    /// A Samtgemeinde or another Gemeindeverband.
    Verband,
    /// A Gemeinde that belongs to no Verband.
    Unitary,
    /// A Mitgliedsgemeinde of a Verband.
    Member,
    /// A gemeindefreies Gebiet.
    Unincorporated,
}

/// The key of a body as files write it: an ARS, or `kind:name` in lower case for a special authority.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BodyKey(Box<str>);

impl BodyKey {
    /// Reads `031515401000` or `hwk:hannover`; letters, digits and hyphens only.
    pub fn parse(text: &str) -> Option<Self> {
        let word = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        let typed = || {
            text.len() <= 64
                && text
                    .split_once(':')
                    .is_some_and(|(kind, name)| word(kind) && word(name))
        };
        (Ars::parse(text).is_some() || typed()).then(|| Self(text.into()))
    }

    /// The key as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The ARS, unless this is a special authority.
    pub fn ars(&self) -> Option<Ars> {
        Ars::parse(&self.0)
    }

    /// The part before the colon of a special authority's key.
    pub fn authority_kind(&self) -> Option<&str> {
        self.0.split_once(':').map(|(kind, _)| kind)
    }
}

impl Borrow<str> for BodyKey {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<Ars> for BodyKey {
    fn from(ars: Ars) -> Self {
        Self(ars.as_str().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ars_knows_its_district_verband_level_and_ags() {
        let level = |text| Ars::parse(text).unwrap().level();
        let ags = |text| Ars::parse(text).unwrap().ags();
        assert_eq!(level("031510000000"), Level::District);
        assert_eq!(level("031515401000"), Level::Verband);
        assert_eq!(level("031515401039"), Level::Member);
        assert_eq!(level("031510025025"), Level::Unitary);
        assert_eq!(level("031519501501"), Level::Unincorporated);
        assert_eq!(ags("031515401039").as_deref(), Some("03151039"));
        assert_eq!(ags("031510025025").as_deref(), Some("03151025"));
        assert_eq!(ags("034030000000").as_deref(), Some("03403000"));
        assert_eq!(ags("031515401000"), None);
        let weyhausen = Ars::parse("031515401039").unwrap();
        assert_eq!(weyhausen.verband().as_str(), "031515401000");
        assert_eq!(weyhausen.district().as_str(), "031510000000");
    }

    #[test]
    fn keys_are_typed_and_strict() {
        for good in [
            "031515401039",
            "hwk:hannover",
            "jc:03151",
            "stw:ost-niedersachsen",
        ] {
            assert!(BodyKey::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "3151",
            "03151540103x",
            "hwk:",
            ":x",
            "HWK:Hannover",
            "hwk:a b",
            "hwk:a:b",
            "０31515401039",
        ] {
            assert!(BodyKey::parse(bad).is_none(), "{bad}");
        }
    }
}
