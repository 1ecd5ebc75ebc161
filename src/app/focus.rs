//! What an operator looks at, whatever the view: the body that is selected in one view is selected in the next.

use super::column::Column;
use super::lens::Lens;
use super::screen::{Row, Screen};
use super::trail::Stop;
use crate::analysis::group::Group;
use crate::analysis::trend::Subject;
use crate::domain::body::BodyId;
use crate::domain::service::ServiceId;

/// The body and the service that a view is about; each may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    body: Option<BodyId>,
    service: Option<ServiceId>,
}

impl Focus {
    /// What is selected here, or what the screen is about; what it does not tell stays as it was.
    pub(super) fn follow(&mut self, stop: &Stop, lens: &Lens<'_>) {
        let columns = stop.screen.columns(lens);
        let slot = |cell| lens.data.responsibility.slot(cell);
        let (mut body, mut service) = match stop.screen {
            Screen::District(id)
            | Screen::Municipality(id)
            | Screen::Trend {
                subject: Subject::District(id),
                ..
            } => (Some(id), None),
            Screen::Service { service, within } => (within, Some(service)),
            Screen::ServiceDistricts(service)
            | Screen::Trend {
                subject: Subject::Service(service),
                ..
            } => (None, Some(service)),
            Screen::Map { service, .. } => (None, service),
            Screen::Cell(cell) => {
                slot(cell).map_or((None, None), |it| (Some(it.body), Some(it.service)))
            }
            _ => (None, None),
        };
        match stop.list.selected {
            Some(Row::Body(id) | Row::Group(Group::District(id))) => body = Some(id),
            Some(Row::Service(id)) => service = Some(id),
            Some(Row::Cell(cell)) => {
                body = slot(cell).map(|slot| slot.body).or(body);
                service = slot(cell).map(|slot| slot.service).or(service);
            }
            _ => {}
        }
        if let Some(Column::Matrix(id)) = columns.get(stop.list.column) {
            service = Some(*id);
        }
        self.body = body.or(self.body);
        self.service = service.or(self.service);
    }

    /// Selects it in a table, as far as it is there: the body itself, or the district that it lies in.
    pub(super) fn apply(self, stop: &mut Stop, lens: &Lens<'_>, height: usize) {
        let district = self
            .body
            .and_then(|id| lens.data.register.body(id).district);
        let rows = [
            self.body.map(Row::Body),
            district.map(Row::Body),
            district.map(|id| Row::Group(Group::District(id))),
            self.service.map(Row::Service),
        ];
        let found = rows
            .into_iter()
            .flatten()
            .find(|row| stop.list.rows.contains(row));
        let inside = |row: &Row| match row {
            Row::Body(id) => {
                district.is_some() && lens.data.register.body(*id).district == district
            }
            _ => false,
        };
        let found = found.or_else(|| stop.list.rows.iter().copied().find(inside));
        if let Some(row) = found {
            stop.list.selected = Some(row);
            stop.list.reveal(height);
        }
        let column = self.service.map(Column::Matrix);
        let at = stop
            .screen
            .columns(lens)
            .iter()
            .position(|it| Some(*it) == column);
        if let Some(at) = at {
            stop.list.column = at;
        }
    }
}
