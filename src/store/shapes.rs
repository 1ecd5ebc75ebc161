//! The files as they are written, version 1: what serde reads. Nothing here is checked beyond types.

mod former;
mod outlines;

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};

pub(super) use former::{FormerRow, GoneRow, MappingFile};
pub(super) use outlines::{LonLat, OutlineRow, OutlinesFile};

/// A text that borrows from the file wherever it has no escapes, so that its place can be told.
#[derive(Clone, Debug, Default)]
pub(super) struct Word<'a>(pub(super) Cow<'a, str>);

impl Word<'_> {
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }
}

impl<'de: 'a, 'a> Deserialize<'de> for Word<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Borrowing;
        impl<'de> Visitor<'de> for Borrowing {
            type Value = Word<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a text in quotation marks")
            }
            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Word(Cow::Borrowed(text)))
            }
            fn visit_str<E>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Word(Cow::Owned(text.to_owned())))
            }
            fn visit_string<E>(self, text: String) -> Result<Self::Value, E> {
                Ok(Word(Cow::Owned(text)))
            }
        }
        deserializer.deserialize_str(Borrowing)
    }
}

impl Serialize for Word<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// A piece of the file that is read later, row by row, so that one bad row does not hide the others.
pub(super) trait Raw<'a>: Copy + Deserialize<'a> {
    /// The piece as it stands in the file.
    fn text(&self) -> &'a str;
}

pub(super) type JsonRaw<'a> = &'a serde_json::value::RawValue;
pub(super) type RonRaw<'a> = &'a ron::value::RawValue;

/// A row that is parsed together with its file.
#[derive(Deserialize)]
#[serde(transparent)]
pub(super) struct Parsed<T>(pub(super) T);

impl<'a> Raw<'a> for JsonRaw<'a> {
    fn text(&self) -> &'a str {
        self.get()
    }
}

impl<'a> Raw<'a> for RonRaw<'a> {
    fn text(&self) -> &'a str {
        self.trim().get_ron()
    }
}

/// A file that states the version of its format.
pub(super) trait Versioned {
    fn schema(&self) -> u32;
}

macro_rules! versioned {
    ($($name:ident)*) => {
        $(impl<T> Versioned for $name<'_, T> {
            fn schema(&self) -> u32 {
                self.schema
            }
        })*
    };
}
versioned!(LandFile ServicesFile RolloutFile EvidenceFile MappingFile);

impl<R, M> Versioned for BodiesFile<'_, R, M> {
    fn schema(&self) -> u32 {
        self.schema
    }
}

#[derive(Clone, Deserialize, Serialize)]
pub(super) struct Names<'a> {
    #[serde(borrow)]
    pub(super) de: Word<'a>,
    #[serde(borrow)]
    pub(super) en: Word<'a>,
}

#[derive(Deserialize)]
pub(super) struct LandFile<'a, R> {
    pub(super) schema: u32,
    #[serde(borrow, rename = "source")]
    pub(super) _source: Word<'a>,
    #[serde(borrow, rename = "note")]
    pub(super) _note: Option<Word<'a>>,
    #[serde(borrow)]
    pub(super) name: Word<'a>,
    #[serde(borrow)]
    pub(super) short: Word<'a>,
    #[serde(borrow)]
    pub(super) key: Word<'a>,
    #[serde(default = "Vec::new")]
    pub(super) headlines: Vec<R>,
    pub(super) target: Option<R>,
}

/// By which day which percent of the responsible bodies are to be online.
#[derive(Deserialize)]
pub(super) struct TargetRow<'a> {
    pub(super) share: u32,
    #[serde(borrow)]
    pub(super) date: Word<'a>,
}

#[derive(Deserialize)]
pub(super) struct HeadlineRow<'a> {
    #[serde(borrow)]
    pub(super) name: Names<'a>,
    pub(super) value: u64,
    #[serde(borrow)]
    pub(super) date: Word<'a>,
    #[serde(borrow)]
    pub(super) source: Word<'a>,
}

#[derive(Deserialize)]
pub(super) struct ServicesFile<'a, R> {
    pub(super) schema: u32,
    #[serde(borrow, rename = "source")]
    pub(super) _source: Word<'a>,
    #[serde(borrow, rename = "note")]
    pub(super) _note: Option<Word<'a>>,
    pub(super) services: Vec<R>,
}

#[derive(Deserialize)]
pub(super) struct ServiceRow<'a> {
    #[serde(borrow)]
    pub(super) key: Word<'a>,
    #[serde(borrow)]
    pub(super) name: Names<'a>,
    #[serde(borrow)]
    pub(super) short: Word<'a>,
    pub(super) ozg_id: u32,
    #[serde(borrow, default)]
    pub(super) leika: Vec<Word<'a>>,
    #[serde(borrow)]
    pub(super) field: Option<Names<'a>>,
    #[serde(borrow)]
    pub(super) lead: Option<Word<'a>>,
    #[serde(borrow)]
    pub(super) law: Option<Word<'a>>,
    #[serde(borrow)]
    pub(super) responsible: Vec<Word<'a>>,
    #[serde(borrow, default)]
    pub(super) exceptions: Vec<ExceptionRow<'a>>,
    #[serde(default)]
    pub(super) exceptions_missing: bool,
    #[serde(borrow)]
    pub(super) note: Option<Names<'a>>,
}

#[derive(Deserialize)]
pub(super) struct ExceptionRow<'a> {
    #[serde(borrow)]
    pub(super) body: Word<'a>,
    #[serde(borrow)]
    pub(super) change: Word<'a>,
    #[serde(borrow)]
    pub(super) to: Option<Word<'a>>,
    #[serde(borrow)]
    pub(super) source: Option<Word<'a>>,
}

#[derive(Deserialize)]
pub(super) struct BodiesFile<'a, R, M> {
    pub(super) schema: u32,
    #[serde(borrow)]
    pub(super) source: Word<'a>,
    #[serde(borrow)]
    pub(super) imported: Option<OriginRow<'a>>,
    #[serde(borrow)]
    pub(super) note: Option<Word<'a>>,
    #[serde(default = "Vec::new")]
    pub(super) population_sources: Vec<R>,
    #[serde(default = "Vec::new")]
    pub(super) authority_kinds: Vec<R>,
    #[serde(default = "Vec::new")]
    pub(super) districts: Vec<M>,
    #[serde(default = "Vec::new")]
    pub(super) samtgemeinden: Vec<M>,
    #[serde(default = "Vec::new")]
    pub(super) municipalities: Vec<M>,
    #[serde(default = "Vec::new")]
    pub(super) authorities: Vec<R>,
    #[serde(default = "Vec::new")]
    pub(super) former: Vec<R>,
}

#[derive(Clone, Deserialize, Serialize)]
pub(super) struct PopulationSourceRow<'a> {
    #[serde(borrow)]
    pub(super) key: Word<'a>,
    #[serde(borrow)]
    pub(super) name: Names<'a>,
    pub(super) official: bool,
}

#[derive(Clone, Deserialize, Serialize)]
pub(super) struct KindRow<'a> {
    #[serde(borrow)]
    pub(super) key: Word<'a>,
    #[serde(borrow)]
    pub(super) name: Names<'a>,
}

/// A district, a Samtgemeinde or a municipality.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct MunicipalRow<'a> {
    #[serde(borrow)]
    pub(super) ars: Word<'a>,
    #[serde(borrow)]
    pub(super) name: Word<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) class: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) designation: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) plate: Option<Word<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) population: Option<u32>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) population_source: Option<Word<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) area_km2: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) lat: Option<f32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) lon: Option<f32>,
}

#[derive(Clone, Deserialize, Serialize)]
pub(super) struct AuthorityRow<'a> {
    #[serde(borrow)]
    pub(super) key: Word<'a>,
    #[serde(borrow)]
    pub(super) name: Word<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) district: Option<Word<'a>>,
}

#[derive(Deserialize)]
pub(super) struct RolloutFile<'a, R> {
    pub(super) schema: u32,
    #[serde(borrow)]
    pub(super) date: Word<'a>,
    #[serde(borrow)]
    pub(super) kind: Word<'a>,
    #[serde(borrow)]
    pub(super) source: Word<'a>,
    #[serde(borrow)]
    pub(super) imported: Option<OriginRow<'a>>,
    #[serde(borrow, rename = "note")]
    pub(super) _note: Option<Word<'a>>,
    #[serde(default)]
    pub(super) synthetic: bool,
    pub(super) rows: Option<u64>,
    pub(super) cells: Vec<R>,
}

#[derive(Deserialize)]
pub(super) struct EvidenceFile<'a, R> {
    pub(super) schema: u32,
    #[serde(borrow)]
    pub(super) date: Word<'a>,
    #[serde(borrow)]
    pub(super) source: Word<'a>,
    #[serde(borrow, default)]
    pub(super) imported: Vec<OriginRow<'a>>,
    #[serde(borrow, rename = "note")]
    pub(super) _note: Option<Word<'a>>,
    #[serde(default)]
    pub(super) synthetic: bool,
    pub(super) rows: Option<u64>,
    pub(super) entries: Vec<R>,
}

/// What the index shows about one cell. The same shape is written.
#[derive(Default, Deserialize, Serialize)]
pub(super) struct SeenRow<'a> {
    #[serde(borrow)]
    pub(super) service: Word<'a>,
    #[serde(borrow)]
    pub(super) body: Word<'a>,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) working: u16,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) broken: u16,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub(super) inactive: u16,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) coverage: Option<Word<'a>>,
}

/// What an import read.
#[derive(Clone, Deserialize, Serialize)]
pub(super) struct OriginRow<'a> {
    #[serde(borrow)]
    pub(super) name: Word<'a>,
    #[serde(borrow)]
    pub(super) sha256: Word<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) date: Option<Word<'a>>,
}

/// One cell. The same shape is written, so that what is saved can be loaded.
#[derive(Default, Deserialize, Serialize)]
pub(super) struct CellRow<'a> {
    #[serde(borrow)]
    pub(super) service: Word<'a>,
    #[serde(borrow)]
    pub(super) body: Word<'a>,
    #[serde(borrow)]
    pub(super) phase: Word<'a>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) since: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) planned: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) provider: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) procedure: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) solution: Option<Word<'a>>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) deferred: bool,
    #[serde(default, skip_serializing_if = "is_false")]
    pub(super) disturbed: bool,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) blocker: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) maturity: Option<MaturityRow<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) contact: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) note: Option<Word<'a>>,
    #[serde(borrow, default, skip_serializing_if = "Option::is_none")]
    pub(super) updated: Option<Word<'a>>,
}

#[derive(Deserialize, Serialize)]
pub(super) struct MaturityRow<'a> {
    pub(super) level: u8,
    #[serde(borrow)]
    pub(super) model: Option<Word<'a>>,
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_zero(count: &u16) -> bool {
    *count == 0
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the signature that serde asks for"
)]
fn is_false(flag: &bool) -> bool {
    !flag
}
