//! `outlines` as it is written.

use std::fmt;

use serde::Deserialize;
use serde::de::{Deserializer, Error, SeqAccess, Visitor};

use super::{Versioned, Word};

#[derive(Deserialize)]
pub(in crate::store) struct OutlinesFile<'a, R> {
    pub(in crate::store) schema: u32,
    #[serde(borrow)]
    pub(in crate::store) source: Word<'a>,
    #[serde(borrow, rename = "note")]
    pub(in crate::store) _note: Option<Word<'a>>,
    pub(in crate::store) arcs: Vec<R>,
    pub(in crate::store) districts: Vec<R>,
}

/// Longitude and latitude: a list of just two numbers, in both formats.
pub(in crate::store) struct LonLat(pub(in crate::store) f64, pub(in crate::store) f64);

impl<'de> Deserialize<'de> for LonLat {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pair;
        impl<'de> Visitor<'de> for Pair {
            type Value = LonLat;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("[lon, lat]")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<LonLat, A::Error> {
                let mut read = 0;
                let mut next = || -> Result<f64, A::Error> {
                    let number = seq.next_element()?;
                    read += 1;
                    number.ok_or_else(|| Error::invalid_length(read - 1, &self))
                };
                let pair = LonLat(next()?, next()?);
                match seq.next_element::<f64>()? {
                    Some(_) => Err(Error::invalid_length(3, &self)),
                    None => Ok(pair),
                }
            }
        }
        deserializer.deserialize_seq(Pair)
    }
}

/// Outline and tile of a district.
#[derive(Deserialize)]
pub(in crate::store) struct OutlineRow<'a> {
    #[serde(borrow)]
    pub(in crate::store) ars: Word<'a>,
    pub(in crate::store) rings: Vec<Vec<i64>>,
    pub(in crate::store) tile: Option<Vec<i64>>,
}

impl<R> Versioned for OutlinesFile<'_, R> {
    fn schema(&self) -> u32 {
        self.schema
    }
}
