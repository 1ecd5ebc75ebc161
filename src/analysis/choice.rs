//! The cells that are looked at: all, or those that a filter chose. Every list shows them and every figure counts them.

use crate::domain::body::BodyId;
use crate::domain::cell::CellId;
use crate::domain::service::ServiceId;

/// The chosen cells; without a filter all of them.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    chosen: Option<Chosen>,
}

#[derive(Clone, Debug)]
struct Chosen {
    cells: Vec<bool>,
    /// By body and service: whether a municipality has the service chosen, through whichever body serves it.
    served: Vec<bool>,
    services: usize,
}

impl Choice {
    /// These cells, by position, and these services of these bodies, body by body.
    pub fn of(cells: Vec<bool>, served: Vec<bool>, services: usize) -> Self {
        Self {
            chosen: Some(Chosen {
                cells,
                served,
                services,
            }),
        }
    }

    /// Whether a filter chose.
    pub fn is_filtered(&self) -> bool {
        self.chosen.is_some()
    }

    /// Whether a cell is chosen.
    pub fn has(&self, cell: CellId) -> bool {
        let chosen = self.chosen.as_ref();
        chosen.is_none_or(|chosen| chosen.cells.get(cell.index()).copied().unwrap_or(false))
    }

    /// Whether a service is chosen for the people of a body, through whichever body serves them.
    pub fn serves(&self, service: ServiceId, body: BodyId) -> bool {
        self.chosen.as_ref().is_none_or(|chosen| {
            let at = body.index() * chosen.services + service.index();
            chosen.served.get(at).copied().unwrap_or(false)
        })
    }
}
