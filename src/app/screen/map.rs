//! The map: every district in its place, as dark as its reach; or how that differs from the date compared with.

use super::services::{attention, figure, reach};
use super::{Fact, Screen, past};
use crate::analysis::figures::Figures;
use crate::analysis::map::shade::Shade;
use crate::analysis::tally::Share;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::body::BodyId;
use crate::domain::dataset::Dataset;
use crate::domain::service::ServiceId;

/// How districts are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Drawing {
    /// As areas with their borders.
    Outlines,
    /// As tiles of the same size, each in its rough place.
    Tiles,
}

impl Drawing {
    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::Outlines => Self::Tiles,
            Self::Tiles => Self::Outlines,
        }
    }

    /// Columns and lines that it needs at least.
    pub(super) fn least(self) -> (u16, u16) {
        match self {
            Self::Outlines => (72, 14),
            Self::Tiles => (60, 9),
        }
    }

    /// Whether the data says where districts lie.
    pub fn is_possible(self, data: &Dataset) -> bool {
        match self {
            Self::Outlines => data.outlines.rings().next().is_some(),
            Self::Tiles => !data.outlines.is_empty(),
        }
    }
}

/// What the map says about a district.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// No body there is responsible, or there is no snapshot.
    #[default]
    Nothing,
    /// Its reach by the present weighting.
    Reach(Share),
    /// Its reach by bodies, and how many cells more are live than on the date compared with.
    Difference(Share, i64),
}

impl Reading {
    /// The shade of a reach.
    pub fn shade(self) -> Option<Shade> {
        match self {
            Self::Reach(share) => Shade::of(share),
            Self::Nothing | Self::Difference(..) => None,
        }
    }

    /// The difference in percentage points, rounded.
    pub fn points(self) -> Option<i64> {
        let Self::Difference(share, change) = self else {
            return None;
        };
        let (whole, sign) = (share.whole.cast_signed(), change.signum());
        (change.saturating_mul(200) + sign * whole).checked_div(whole.saturating_mul(2))
    }

    /// The reach by bodies on the date compared with.
    pub fn before(self) -> Option<Share> {
        let Self::Difference(share, change) = self else {
            return None;
        };
        let part = share.part.checked_add_signed(change.checked_neg()?)?;
        Some(Share { part, ..share })
    }
}

pub(super) const COLUMNS: [Column; 7] = [
    Column::Name,
    Column::Kind,
    Column::Bar,
    Column::Online,
    Column::ByBodies,
    Column::ByInhabitants,
    Column::Change,
];

/// The figures that the map shows of a district.
fn figures(lens: &Lens<'_>, service: Option<ServiceId>, district: BodyId) -> Figures {
    match service {
        None => lens.standing.district(district),
        Some(service) => lens
            .standing
            .service_in_district(service, district)
            .unwrap_or_default(),
    }
}

/// What the map says about a district.
pub fn reading(lens: &Lens<'_>, service: Option<ServiceId>, district: BodyId) -> Reading {
    let figures = figures(lens, service, district);
    let bodies = figures.bodies.reach();
    let reading = match figures.change {
        _ if !lens.comparing => Reading::Reach(lens.weighted(&figures).reach()),
        Some(change) => Reading::Difference(bodies, change),
        None => Reading::Nothing,
    };
    match reading {
        Reading::Reach(share) | Reading::Difference(share, _) if share.whole == 0 => {
            Reading::Nothing
        }
        reading => reading,
    }
}

pub(super) fn value(
    lens: &Lens<'_>,
    service: Option<ServiceId>,
    district: BodyId,
    column: Column,
) -> Value {
    let figures = figures(lens, service, district);
    match column {
        Column::Name => Value::Body(district),
        Column::Kind => Value::Kind(district),
        _ if figures.bodies.total() == 0 => Value::Nothing,
        column => figure(lens, &figures, column),
    }
}

/// The whole Land, above the map.
pub(super) fn facts(lens: &Lens<'_>, service: Option<ServiceId>) -> Vec<Fact> {
    let figures = match service {
        None => lens.standing.total,
        Some(service) => lens.standing.service(service),
    };
    listed(lens, &figures)
}

/// The selected district, beside or below the map.
pub fn about(lens: &Lens<'_>, service: Option<ServiceId>, district: BodyId) -> Vec<Fact> {
    past::concealed(lens, listed(lens, &figures(lens, service, district)))
}

fn listed(lens: &Lens<'_>, figures: &Figures) -> Vec<Fact> {
    let mut facts: Vec<_> = reach(figures).into();
    facts.extend(attention(lens, figures));
    facts
}

/// A district, or the service within it.
pub(super) fn open(service: Option<ServiceId>, district: BodyId) -> Screen {
    match service {
        None => Screen::District(district),
        Some(service) => Screen::Service {
            service,
            within: Some(district),
        },
    }
}
