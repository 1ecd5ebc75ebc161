//! The map of the Land as plain numbers: which district is where, who lies beside whom, how dark a share is.
//!
//! Two maps show the same districts: the outlines, as a grid of half-cells, and the tiles, one a district.

pub mod compass;
pub mod labels;
pub mod raster;
pub mod shade;
#[cfg(test)]
mod tests;
pub mod tiles;

use crate::domain::body::BodyId;
use crate::domain::outline::Outlines;
use crate::domain::register::Register;

/// A direction of movement on a map; up is north.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the west.
    Left,
    /// To the east.
    Right,
    /// To the north.
    Up,
    /// To the south.
    Down,
}

impl Direction {
    /// All four.
    pub const ALL: [Self; 4] = [Self::Left, Self::Right, Self::Up, Self::Down];

    /// The direction that leads back.
    pub fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Up => Self::Down,
            Self::Down => Self::Up,
        }
    }

    /// How far (`x`, `y`) leads in this direction, and how far astray. `y` grows to the south.
    fn along_and_across(self, x: f64, y: f64) -> (f64, f64) {
        match self {
            Self::Left => (-x, y.abs()),
            Self::Right => (x, y.abs()),
            Self::Up => (-y, x.abs()),
            Self::Down => (y, x.abs()),
        }
    }
}

/// The districts that the outlines do not draw, in register order. The tile map shows them all the same.
pub fn without_outline(register: &Register, outlines: &Outlines) -> Vec<BodyId> {
    register
        .districts()
        .filter(|id| !outlines.has(*id))
        .collect()
}

/// A whole number of cells, rows or half-cells from a measure; nothing below zero, nothing above `most`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped first; NaN becomes 0"
)]
fn whole(measure: f64, most: usize) -> usize {
    measure.clamp(0.0, most as f64) as usize
}
