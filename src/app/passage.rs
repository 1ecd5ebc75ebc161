//! From the ids of one set of data to those of the next: the same thing, found again by its key.

use super::column::Column;
use super::focus::Focus;
use super::list::{List, Sort};
use super::screen::{Row, Screen};
use super::trail::Stop;
use super::value::Value;
use crate::analysis::group::Group;
use crate::analysis::trend::Subject;
use crate::domain::body::BodyId;
use crate::domain::cell::{Cell, CellId, ProviderId};
use crate::domain::dataset::Dataset;
use crate::domain::rollout::SnapshotId;
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;

/// The data before and after. What is not there any more is `None`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Passage<'a> {
    pub(super) old: &'a Dataset,
    pub(super) new: &'a Dataset,
}

impl Passage<'_> {
    pub(super) fn service(self, id: ServiceId) -> Option<ServiceId> {
        let key = &self.old.catalogue.service(id).key;
        self.new.catalogue.find(key.as_str())
    }

    /// The same body, or the one that it went into.
    pub(super) fn body(self, id: BodyId) -> Option<BodyId> {
        let key = self.old.register.body(id).key.as_str();
        let register = &self.new.register;
        register.find(key).or_else(|| register.current(key))
    }

    fn cell(self, id: CellId) -> Option<CellId> {
        let slot = self.old.responsibility.slot(id)?;
        let (service, body) = (self.service(slot.service)?, self.body(slot.body)?);
        self.new.responsibility.cell(service, body)
    }

    fn provider(self, id: ProviderId) -> Option<ProviderId> {
        let name = self.old.rollout.values.provider(id)?;
        let mut names = (0..).zip(&self.new.rollout.values.providers);
        let found = names.find(|(_, other)| *other == name);
        found.map(|(at, _)| ProviderId(at))
    }

    pub(super) fn snapshot(self, id: SnapshotId) -> Option<SnapshotId> {
        let date = self.old.rollout.snapshot(id)?.date;
        self.new.rollout.find(date)
    }

    fn group(self, group: Group) -> Option<Group> {
        Some(match group {
            Group::District(id) => Group::District(self.body(id)?),
            Group::Provider(Some(id)) => Group::Provider(Some(self.provider(id)?)),
            Group::Provider(None) | Group::Size(_) | Group::NoDistrict | Group::NoUnit => group,
        })
    }

    fn subject(self, subject: Subject) -> Option<Subject> {
        Some(match subject {
            Subject::Land | Subject::Provider(None) => subject,
            Subject::Service(id) => Subject::Service(self.service(id)?),
            Subject::District(id) => Subject::District(self.body(id)?),
            Subject::Provider(Some(id)) => Subject::Provider(Some(self.provider(id)?)),
        })
    }

    pub(super) fn column(self, column: Column) -> Option<Column> {
        match column {
            Column::Matrix(id) => self.service(id).map(Column::Matrix),
            column => Some(column),
        }
    }

    /// The same row. A problem has no id that outlives its data: it is found by what it says.
    pub(super) fn row(self, row: Row) -> Option<Row> {
        Some(match row {
            Row::Service(id) => Row::Service(self.service(id)?),
            Row::Body(id) => Row::Body(self.body(id)?),
            Row::Cell(id) => Row::Cell(self.cell(id)?),
            Row::Provider(Some(id)) => Row::Provider(Some(self.provider(id)?)),
            Row::Group(group) => Row::Group(self.group(group)?),
            Row::Snapshot(id) => Row::Snapshot(self.snapshot(id)?),
            Row::Column(column) => Row::Column(self.column(column)?),
            Row::Problem(_) => return None,
            Row::Provider(None)
            | Row::Total
            | Row::Question(_)
            | Row::Fact(_)
            | Row::Help(_)
            | Row::Saved(_) => row,
        })
    }

    fn screen(self, screen: Screen) -> Option<Screen> {
        Some(match screen {
            Screen::Service { service, within } => Screen::Service {
                service: self.service(service)?,
                within: match within {
                    Some(id) => Some(self.body(id)?),
                    None => None,
                },
            },
            Screen::ServiceDistricts(id) => Screen::ServiceDistricts(self.service(id)?),
            Screen::District(id) => Screen::District(self.body(id)?),
            Screen::Municipality(id) => Screen::Municipality(self.body(id)?),
            Screen::Provider(Some(id)) => Screen::Provider(Some(self.provider(id)?)),
            Screen::Cell(id) => Screen::Cell(self.cell(id)?),
            Screen::Map { service, drawing } => Screen::Map {
                service: service.and_then(|id| self.service(id)),
                drawing,
            },
            Screen::Trend { subject, numbers } => Screen::Trend {
                subject: self.subject(subject)?,
                numbers,
            },
            other => other,
        })
    }

    /// The same screen with its table as the operator left it; `None` where what it is about is gone.
    pub(super) fn stop(self, stop: &Stop) -> Option<Stop> {
        let screen = self.screen(stop.screen)?;
        let list = &stop.list;
        let sort = list.sort.and_then(|sort| {
            let column = self.column(sort.column)?;
            Some(Sort { column, ..sort })
        });
        let list = List {
            rows: list.rows.iter().filter_map(|row| self.row(*row)).collect(),
            selected: list.selected.and_then(|row| match row {
                Row::Problem(_) => Some(row),
                row => self.row(row),
            }),
            sort,
            ..list.clone()
        };
        Some(Stop { screen, list })
    }

    pub(super) fn focus(self, focus: Focus) -> Focus {
        focus.carried(
            |id| self.body(id),
            |id| self.service(id),
            |subject| self.subject(subject),
        )
    }
}

/// A value without the ids of its data, so that it can be compared with one of other data. What a field does not show is
/// left out.
pub(super) fn bare(data: &Dataset, value: Value) -> Value {
    let cell = |cell: Cell| Cell {
        provider: None,
        procedure: None,
        detail: None,
        ..cell
    };
    let body = |id| Value::Text(data.register.body(id).name.clone());
    let text = |text: String| Value::Text(CleanText::new(&text));
    let all = |values: Vec<Value>| values.into_iter().map(|value| bare(data, value)).collect();
    match value {
        Value::Service(id) | Value::Short(id) => {
            let service = data.catalogue.service(id);
            text(format!("{} {}", service.name.de, service.short))
        }
        Value::Body(id) => body(id),
        Value::Acting { body: id, via } => Value::Many(vec![body(id), Value::Shown(via)]),
        Value::Cell(id) => data.responsibility.slot(id).map_or(Value::Nothing, |slot| {
            let service = &data.catalogue.service(slot.service).key;
            let body = data.register.body(slot.body).key.as_str();
            text(format!("{service}/{body}"))
        }),
        Value::Phase(of) => Value::Phase(cell(of)),
        Value::Marks(of) => Value::Marks(cell(of)),
        Value::MarkWords(of) => Value::MarkWords(cell(of)),
        Value::Since(of) => Value::Since(cell(of)),
        Value::Planned(of) => Value::Planned(cell(of)),
        Value::Step { cell: of, before } => Value::Step {
            cell: cell(of),
            before: before.map(cell),
        },
        Value::Matrix {
            cell: of,
            moved,
            own,
        } => Value::Matrix {
            cell: of.map(cell),
            moved,
            own,
        },
        Value::List(values) => Value::List(all(values)),
        Value::Many(values) => Value::Many(all(values)),
        // Names of what the row is about, which is found by its key already.
        Value::Kind(_)
        | Value::Key(_)
        | Value::Rule(_)
        | Value::Group(_)
        | Value::Ahead(..)
        | Value::Column(_)
        | Value::Problem(..) => Value::Nothing,
        value => value,
    }
}
