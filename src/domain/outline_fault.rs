//! What can be wrong with the outlines of the districts.

use super::problem::Fault;
use super::text::CleanText;

/// What is wrong with an outline or a tile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OutlineFault {
    /// A district of the register that the outlines do not draw.
    NoOutline {
        /// Its key.
        key: CleanText,
    },
    /// An outline of a body that is no district.
    NotADistrict {
        /// Its key.
        key: CleanText,
    },
    /// A coordinate that is no place on earth.
    NoPlaceOnEarth {
        /// What stands there.
        text: CleanText,
    },
    /// A piece of border with fewer than two corners.
    ShortArc,
    /// A ring along no border at all.
    EmptyRing,
    /// A ring along a border that the file does not have.
    UnknownArc {
        /// The number that the ring names.
        number: i64,
    },
    /// A ring that does not come back to its beginning.
    OpenRing {
        /// The number that does not begin where the one before it ends.
        number: i64,
    },
    /// More bytes than outlines need.
    TooLarge {
        /// How many bytes are read at most.
        limit: u64,
    },
    /// More corners than are drawn.
    TooDetailed {
        /// How many are drawn at most.
        limit: u64,
    },
    /// Two districts on one tile; the first stays.
    TileTaken {
        /// Column of the tile.
        column: usize,
        /// Row of the tile.
        row: usize,
    },
}

impl OutlineFault {
    /// The key that exports use.
    pub fn key(&self) -> &'static str {
        match self {
            Self::NoOutline { .. } => "no_outline",
            Self::NotADistrict { .. } => "not_a_district",
            Self::NoPlaceOnEarth { .. } => "no_place_on_earth",
            Self::ShortArc => "short_arc",
            Self::EmptyRing => "empty_ring",
            Self::UnknownArc { .. } => "unknown_arc",
            Self::OpenRing { .. } => "open_ring",
            Self::TooLarge { .. } => "outlines_too_large",
            Self::TooDetailed { .. } => "too_detailed",
            Self::TileTaken { .. } => "tile_taken",
        }
    }
}

impl From<OutlineFault> for Fault {
    fn from(fault: OutlineFault) -> Self {
        Self::Outline(fault)
    }
}
