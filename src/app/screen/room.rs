//! The room that screens want: lines of facts, head and detail, and what a picture needs at least.

use super::map::Drawing;
use super::overview::Question;
use super::{Screen, trend};
use crate::app::layout::Wish;
use crate::app::lens::Lens;

impl Screen {
    /// Whether it says nothing without a snapshot: figures of nothing would look like answers.
    pub fn needs_snapshot(&self) -> bool {
        matches!(
            self,
            Self::Overview
                | Self::Matrix { .. }
                | Self::Map { .. }
                | Self::Changes(_)
                | Self::Evidence
                | Self::Upcoming
        )
    }

    /// Whether it tells of the past alone, or counts what only the past shows: half of it would be wrong.
    pub fn needs_history(&self) -> bool {
        matches!(
            self,
            Self::Trend { .. } | Self::Changes(_) | Self::Snapshots | Self::Problems(_)
        )
    }

    /// What it would like of the lines of the terminal.
    pub fn wish(&self, lens: &Lens<'_>, width: u16) -> Wish {
        Wish {
            facts: self.fact_lines(lens, width),
            head: self.head_lines(),
            enough: match self {
                Self::Overview => u16::try_from(Question::ALL.len()).ok(),
                _ => None,
            },
            detail: self.detail_lines(),
        }
    }

    /// Lines that the facts would like above the table; a cell lists them in it.
    fn fact_lines(&self, lens: &Lens<'_>, width: u16) -> u16 {
        match self {
            Self::Cell(_)
            | Self::Help
            | Self::Cells
            | Self::Bodies
            | Self::Upcoming
            | Self::Columns(_)
            | Self::Snapshots
            | Self::Views => 0,
            Self::Providers | Self::Municipalities { .. } | Self::Map { .. } => 1,
            Self::Services => 4,
            Self::Trend { subject, .. } => trend::fact_lines(lens, *subject, width),
            Self::Service { .. } | Self::ServiceDistricts(_) | Self::Evidence => 3,
            _ => 2,
        }
    }

    /// Lines about the selected row that it would like below the table.
    fn detail_lines(&self) -> u16 {
        match self {
            Self::Problems(_) | Self::Overview | Self::Views => 3,
            Self::Cell(_)
            | Self::Evidence
            | Self::Help
            | Self::Matrix { .. }
            | Self::District(_)
            | Self::Map {
                drawing: Drawing::Tiles,
                ..
            }
            | Self::Trend { .. } => 2,
            _ => 0,
        }
    }

    /// Rows at the top of its table that stay when the others scroll.
    pub fn frozen(&self) -> usize {
        match self {
            Self::Matrix { .. } => 1,
            _ => 0,
        }
    }

    /// Lines of its head: the narrow columns of a matrix take turns on two.
    fn head_lines(&self) -> u16 {
        match self {
            Self::Matrix { .. } | Self::District(_) => 2,
            _ => 1,
        }
    }

    /// Columns and lines, head and rows together, that its picture needs at least; `None` where it is a table alone. Where
    /// there is less room its table stands instead.
    pub fn picture(&self) -> Option<(u16, u16)> {
        match self {
            Self::Map { drawing, .. } => Some(drawing.least()),
            Self::Trend { numbers: false, .. } => Some(trend::LEAST),
            _ => None,
        }
    }
}
