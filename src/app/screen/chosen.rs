//! What a filter leaves of a table: rows with at least one chosen cell; and of what it asks the reach.

use super::{Row, Screen};
use crate::analysis::group::Grouping;
use crate::analysis::select::Scope;
use crate::app::lens::Lens;

impl Screen {
    /// Of what `reach` is asked here: of what the rows are.
    pub(in crate::app) fn scope(&self) -> Scope {
        match self {
            Self::ServiceDistricts(_) => Scope::ServiceInDistrict,
            Self::Providers
            | Self::Matrix {
                grouping: Grouping::Provider,
                folded: true,
            } => Scope::Provider,
            Self::Districts
            | Self::Map { .. }
            | Self::Matrix {
                grouping: Grouping::District,
                folded: true,
            } => Scope::District,
            Self::Municipalities { .. }
            | Self::Matrix { .. }
            | Self::District(_)
            | Self::Bodies => Scope::Municipality,
            _ => Scope::Service,
        }
    }

    /// Whether a row has something that the filter chose; rows that are no part of the roll-out always stay.
    pub(in crate::app) fn keeps(&self, lens: &Lens<'_>, row: Row) -> bool {
        let standing = lens.standing;
        let choice = &standing.choice;
        match (self, row) {
            (Self::Municipality(body), Row::Service(id)) => choice.serves(id, *body),
            (Self::Districts | Self::Map { .. }, Row::Body(id)) => {
                standing.district(id).bodies.total() > 0
            }
            (Self::ServiceDistricts(service), Row::Body(id)) => {
                standing.service_in_district(*service, id).is_some()
            }
            // A special authority serves nobody by itself, but has cells.
            (_, Row::Body(id)) => {
                standing.served(id).services.total() > 0
                    || lens
                        .data
                        .responsibility
                        .of_body(id)
                        .iter()
                        .any(|cell| choice.has(*cell))
            }
            (_, Row::Service(id)) => standing.service(id).bodies.total() > 0,
            (_, Row::Cell(id)) => choice.has(id),
            (_, Row::Provider(id)) => standing.provider(id).bodies.total() > 0,
            (_, Row::Problem(at)) => {
                let problem = lens.problems.get(at);
                problem.is_some_and(|problem| problem.cell().is_none_or(|cell| choice.has(cell)))
            }
            (
                _,
                Row::Total
                | Row::Group(_)
                | Row::Question(_)
                | Row::Snapshot(_)
                | Row::Fact(_)
                | Row::Column(_)
                | Row::Help(_)
                | Row::Saved(_),
            ) => true,
        }
    }
}
