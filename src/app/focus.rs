//! What an operator looks at, whatever the view: map and trend open on it, and what is selected in one view is selected
//! in the next.

use super::column::Column;
use super::lens::Lens;
use super::screen::{Row, Screen};
use super::trail::Stop;
use crate::analysis::group::Group;
use crate::analysis::trend::Subject;
use crate::domain::body::BodyId;
use crate::domain::cell::CellId;
use crate::domain::problem::Problem;
use crate::domain::service::ServiceId;

/// What a screen is about, with what is selected on it; each may be missing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Focus {
    /// The body.
    body: Option<BodyId>,
    /// The service.
    pub(super) service: Option<ServiceId>,
    /// The provider, or the cells without one: as a subject, because both are named by an `Option`.
    provider: Option<Subject>,
}

impl Focus {
    /// What is selected here; what that does not tell, the screen tells.
    pub(super) fn of(stop: &Stop, lens: &Lens<'_>) -> Self {
        let column = stop.screen.columns(lens).get(stop.list.column).copied();
        let mut focus = Self::of_row(stop.list.selected, lens);
        if let Some(Column::Matrix(id)) = column {
            focus.service = Some(id);
        }
        focus.or(Self::of_screen(stop.screen, lens))
    }

    fn of_screen(screen: Screen, lens: &Lens<'_>) -> Self {
        let mut focus = Self::default();
        match screen {
            Screen::District(id) | Screen::Municipality(id) => focus.body = Some(id),
            Screen::Service { service, within } => {
                (focus.body, focus.service) = (within, Some(service));
            }
            Screen::ServiceDistricts(service) => focus.service = Some(service),
            Screen::Map { service, .. } => focus.service = service,
            Screen::Provider(id) => focus.provider = Some(Subject::Provider(id)),
            Screen::Cell(id) => return Self::of_cell(id, lens),
            Screen::Trend { subject, .. } => match subject {
                Subject::Land => {}
                Subject::Service(id) => focus.service = Some(id),
                Subject::District(id) => focus.body = Some(id),
                Subject::Provider(_) => focus.provider = Some(subject),
            },
            _ => {}
        }
        focus
    }

    fn of_row(row: Option<Row>, lens: &Lens<'_>) -> Self {
        let mut focus = Self::default();
        match row {
            Some(Row::Body(id) | Row::Group(Group::District(id))) => focus.body = Some(id),
            Some(Row::Service(id)) => focus.service = Some(id),
            Some(Row::Provider(id) | Row::Group(Group::Provider(id))) => {
                focus.provider = Some(Subject::Provider(id));
            }
            Some(Row::Cell(id)) => return Self::of_cell(id, lens),
            Some(Row::Problem(at)) => {
                let cell = lens.problems.get(at).and_then(Problem::cell);
                return cell.map_or(focus, |cell| Self::of_cell(cell, lens));
            }
            _ => {}
        }
        focus
    }

    fn of_cell(id: CellId, lens: &Lens<'_>) -> Self {
        let slot = lens.data.responsibility.slot(id);
        Self {
            body: slot.map(|slot| slot.body),
            service: slot.map(|slot| slot.service),
            provider: None,
        }
    }

    /// The same in the ids of other data; what is not there is not told.
    pub(super) fn carried(
        self,
        body: impl Fn(BodyId) -> Option<BodyId>,
        service: impl Fn(ServiceId) -> Option<ServiceId>,
        subject: impl Fn(Subject) -> Option<Subject>,
    ) -> Self {
        Self {
            body: self.body.and_then(body),
            service: self.service.and_then(service),
            provider: self.provider.and_then(subject),
        }
    }

    /// What this does not tell, the other one tells.
    pub(super) fn or(self, other: Self) -> Self {
        Self {
            body: self.body.or(other.body),
            service: self.service.or(other.service),
            provider: self.provider.or(other.provider),
        }
    }

    /// Whose trend is meant: the service's; else the provider's; else that of the district in which the body lies.
    pub(super) fn subject(self, lens: &Lens<'_>) -> Subject {
        let district = self
            .body
            .and_then(|id| lens.data.register.body(id).district);
        let service = self.service.map(Subject::Service);
        let subject = service
            .or(self.provider)
            .or(district.map(Subject::District));
        subject.unwrap_or(Subject::Land)
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
