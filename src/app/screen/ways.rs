//! Where keys lead from a screen: into what is selected, to the same screen the other way, to its view.

use super::map::{self, Drawing};
use super::{Row, Screen, cell, matrix};
use crate::analysis::change::Way;
use crate::analysis::checks::Topic;
use crate::analysis::group::Grouping;
use crate::analysis::trend::Subject;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::domain::problem::Problem;

impl Screen {
    /// Where Enter leads.
    pub fn open(&self, lens: &Lens<'_>, row: Row, column: Option<Column>) -> Option<Screen> {
        match (self, row) {
            (Self::Matrix { .. } | Self::District(_), row) => matrix::open(lens, row, column),
            (Self::Districts, Row::Body(id)) => Some(Self::District(id)),
            (Self::Map { service, .. }, Row::Body(id)) => Some(map::open(*service, id)),
            (Self::ServiceDistricts(service), Row::Body(id)) => Some(Self::Service {
                service: *service,
                within: Some(id),
            }),
            (Self::Municipality(body), Row::Service(id)) => {
                lens.data.responsibility.serving(id, *body).map(Self::Cell)
            }
            (Self::Cell(id), Row::Fact(at)) => cell::facts(lens, *id)
                .into_iter()
                .nth(at)
                .and_then(|fact| fact.opens),
            (_, Row::Service(service)) => Some(Self::Service {
                service,
                within: None,
            }),
            (_, Row::Body(id)) => Some(Self::Municipality(id)),
            (_, Row::Cell(id)) => Some(Self::Cell(id)),
            (_, Row::Provider(id)) => Some(Self::Provider(id)),
            (_, Row::Problem(at)) => lens
                .problems
                .get(at)
                .and_then(Problem::cell)
                .map(Self::Cell),
            (_, Row::Question(question)) => Some(question.screen()),
            (
                _,
                Row::Snapshot(_)
                | Row::Fact(_)
                | Row::Help(_)
                | Row::Saved(_)
                | Row::Total
                | Row::Group(_)
                | Row::Column(_),
            ) => None,
        }
    }

    /// The screen as one of [`VIEWS`](super::VIEWS), whatever choice was made on it.
    pub fn view(&self) -> Screen {
        match self {
            Self::Municipalities { .. } => Self::Municipalities { all: false },
            Self::Problems(_) => Self::Problems(None),
            Self::Matrix { .. } => Self::Matrix {
                grouping: Grouping::default(),
                folded: false,
            },
            Self::Changes(_) => Self::Changes(None),
            Self::Map { .. } => Self::Map {
                service: None,
                drawing: Drawing::Tiles,
            },
            Self::Trend { .. } => Self::trend(Subject::Land),
            screen => *screen,
        }
    }

    /// The picture of a trend.
    pub fn trend(subject: Subject) -> Self {
        Self::Trend {
            subject,
            numbers: false,
        }
    }

    /// The same screen the other way: bodies or districts of a service, units or all municipalities, the next kind of
    /// problems or changes.
    pub fn toggled(&self) -> Option<Screen> {
        match self {
            Self::Service {
                service,
                within: None,
            } => Some(Self::ServiceDistricts(*service)),
            Self::ServiceDistricts(service) => Some(Self::Service {
                service: *service,
                within: None,
            }),
            Self::Municipalities { all } => Some(Self::Municipalities { all: !all }),
            Self::Changes(way) => Some(Self::Changes(next(&Way::ALL, *way))),
            Self::Problems(topic) => Some(Self::Problems(next(&Topic::ALL, *topic))),
            Self::Map { service, drawing } => Some(Self::Map {
                service: *service,
                drawing: drawing.other(),
            }),
            Self::Matrix { grouping, folded } => Some(Self::Matrix {
                grouping: *grouping,
                folded: !folded,
            }),
            Self::Trend { subject, numbers } => Some(Self::Trend {
                subject: *subject,
                numbers: !numbers,
            }),
            _ => None,
        }
    }
}

/// The next choice on a screen: everything, then each kind by itself, then everything again.
fn next<T: Copy + PartialEq>(all: &[T], now: Option<T>) -> Option<T> {
    match now {
        None => all.first().copied(),
        Some(now) => all.iter().copied().skip_while(|one| *one != now).nth(1),
    }
}
