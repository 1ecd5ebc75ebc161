//! The screens: each is a table with a few facts above it. What differs between them stands in one file each.

mod bodies;
mod cell;
mod cells;
mod changes;
mod chosen;
mod columns;
mod district;
mod districts;
mod evidence;
mod fact;
pub mod help;
pub mod map;
mod matrix;
mod municipalities;
mod municipality;
pub mod overview;
pub mod past;
mod problems;
mod providers;
mod room;
mod service;
mod services;
mod snapshots;
pub(in crate::app) mod trend;
mod upcoming;
mod views;
mod ways;

use super::column::Column;
use super::lens::Lens;
use super::list::Sort;
use super::table::Table;
use super::value::Value;
use crate::analysis::change::Way;
use crate::analysis::checks::Topic;
use crate::analysis::group::{Group, Grouping};
use crate::analysis::trend::Subject;
use crate::domain::body::BodyId;
use crate::domain::cell::{CellId, ProviderId};
use crate::domain::rollout::SnapshotId;
use crate::domain::service::ServiceId;
pub use fact::{Fact, Label, OfEvidence, Word};
use map::Drawing;
use overview::Question;

/// A screen and what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The questions of every week.
    Overview,
    /// All services.
    Services,
    /// The responsible bodies of a service, in the whole Land or within a district.
    Service {
        /// The service.
        service: ServiceId,
        /// The district, if only that.
        within: Option<BodyId>,
    },
    /// A service by districts.
    ServiceDistricts(ServiceId),
    /// All districts.
    Districts,
    /// The units of a district by services.
    District(BodyId),
    /// The executing units, or every municipality.
    Municipalities {
        /// With Mitgliedsgemeinden and gemeindefreie Gebiete.
        all: bool,
    },
    /// All services of one municipality or other body.
    Municipality(BodyId),
    /// All IT providers.
    Providers,
    /// The cells of one provider, or those without one.
    Provider(Option<ProviderId>),
    /// One cell with its history.
    Cell(CellId),
    /// The executing units by services, under their groups.
    Matrix {
        /// By what they are put together.
        grouping: Grouping,
        /// The groups alone.
        folded: bool,
    },
    /// Problems of the data and of the roll-out, or those of one topic.
    Problems(Option<Topic>),
    /// What changed since the date compared with, or what went one way.
    Changes(Option<Way>),
    /// Every district in its place, by the reach of one service or of all.
    Map {
        /// The service; `None` for all.
        service: Option<ServiceId>,
        /// How districts are drawn.
        drawing: Drawing,
    },
    /// Where tracking and the public index contradict each other.
    Evidence,
    /// The cells that are to go live next.
    Upcoming,
    /// A subject over time: a picture with forecasts, or its numbers.
    Trend {
        /// Whose.
        subject: Subject,
        /// As a table, with the newest snapshot first.
        numbers: bool,
    },
    /// All snapshots: one is chosen to compare with.
    Snapshots,
    /// The columns of a table: some are chosen.
    Columns(Table),
    /// The saved views.
    Views,
    /// Keys, words, sources.
    Help,
    /// Every cell; for lists and exports.
    Cells,
    /// Everything that can be responsible; for lists and exports.
    Bodies,
}

/// What a row is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Row {
    /// A service.
    Service(ServiceId),
    /// A body.
    Body(BodyId),
    /// A cell.
    Cell(CellId),
    /// A provider, or the cells without one.
    Provider(Option<ProviderId>),
    /// A problem, by its position.
    Problem(usize),
    /// The whole Land.
    Total,
    /// A group of a matrix.
    Group(Group),
    /// A question of the first screen.
    Question(Question),
    /// A snapshot.
    Snapshot(SnapshotId),
    /// A column of another table.
    Column(Column),
    /// A fact, by its position.
    Fact(usize),
    /// A row of the help, by its position.
    Help(usize),
    /// A saved view, by its position.
    Saved(usize),
}

/// The screens that have a key of their own, in the order of their keys.
pub const VIEWS: [Screen; 11] = [
    Screen::Overview,
    Screen::Services,
    Screen::Districts,
    Screen::Municipalities { all: false },
    Screen::Providers,
    Screen::Problems(None),
    Screen::Matrix {
        grouping: Grouping::District,
        folded: false,
    },
    Screen::Map {
        service: None,
        drawing: Drawing::Tiles,
    },
    Screen::Trend {
        subject: Subject::Land,
        numbers: false,
    },
    Screen::Changes(None),
    Screen::Evidence,
];

impl Table {
    /// All columns that it has, in their own order.
    pub(in crate::app) fn all(self, lens: &Lens<'_>) -> Vec<Column> {
        match self {
            Self::Overview => overview::COLUMNS.to_vec(),
            Self::Matrix => matrix::columns(lens),
            Self::Changes => changes::COLUMNS.to_vec(),
            Self::Map => map::COLUMNS.to_vec(),
            Self::Evidence => evidence::COLUMNS.to_vec(),
            Self::Upcoming => upcoming::COLUMNS.to_vec(),
            Self::Snapshots => snapshots::COLUMNS.to_vec(),
            Self::Trend => trend::COLUMNS.to_vec(),
            Self::Services => services::COLUMNS.to_vec(),
            Self::Service => service::COLUMNS.to_vec(),
            Self::ServiceDistricts => service::DISTRICT_COLUMNS.to_vec(),
            Self::Districts => districts::COLUMNS.to_vec(),
            Self::District => district::columns(lens),
            Self::Municipalities => municipalities::COLUMNS.to_vec(),
            Self::Municipality => municipality::COLUMNS.to_vec(),
            Self::Providers => providers::COLUMNS.to_vec(),
            Self::Provider => providers::CELL_COLUMNS.to_vec(),
            Self::Cell => vec![Column::Label, Column::Value],
            Self::Views => views::COLUMNS.to_vec(),
            Self::Help => vec![Column::Term, Column::Meaning],
            Self::Problems => problems::COLUMNS.to_vec(),
            Self::Cells => cells::COLUMNS.to_vec(),
            Self::Bodies => bodies::COLUMNS.to_vec(),
            Self::Columns => columns::COLUMNS.to_vec(),
        }
    }
}

impl Screen {
    /// The columns of its table that are shown, leftmost first.
    pub fn columns(&self, lens: &Lens<'_>) -> Vec<Column> {
        Table::of(self).columns(lens)
    }

    /// The rows of its table in the screen's own order.
    pub fn rows(&self, lens: &Lens<'_>) -> Vec<Row> {
        let is_early = lens.data.awaits_history && self.needs_history();
        if is_early || lens.standing.at.is_none() && self.needs_snapshot() {
            return Vec::new();
        }
        match self {
            Self::Services => lens.data.catalogue.ids().map(Row::Service).collect(),
            Self::Service { service, within } => service::rows(lens, *service, *within),
            Self::ServiceDistricts(service) => service::district_rows(lens, *service),
            Self::Districts | Self::Map { .. } => {
                municipalities::by_name(lens, lens.data.register.districts().collect())
            }
            Self::District(id) => district::rows(lens, *id),
            Self::Municipalities { all } => municipalities::rows(lens, *all),
            Self::Municipality(id) => municipality::rows(lens, *id),
            Self::Providers => lens.standing.providers().map(Row::Provider).collect(),
            Self::Provider(id) => providers::rows(lens, *id),
            Self::Cell(id) => cell::rows(lens, *id),
            Self::Problems(topic) => problems::rows(lens, *topic),
            Self::Overview => overview::rows(),
            Self::Matrix { grouping, folded } => matrix::rows(lens, *grouping, *folded),
            Self::Changes(way) => changes::rows(lens, *way),
            Self::Evidence => evidence::rows(lens),
            Self::Upcoming => lens
                .digest
                .upcoming
                .iter()
                .copied()
                .map(Row::Cell)
                .collect(),
            Self::Snapshots => snapshots::rows(lens),
            Self::Trend { numbers, .. } => trend::rows(lens, *numbers),
            Self::Columns(table) => columns::rows(lens, *table),
            Self::Views => views::rows(lens),
            Self::Help => (0..help::count(lens)).map(Row::Help).collect(),
            Self::Cells => lens.data.responsibility.ids().map(Row::Cell).collect(),
            Self::Bodies => bodies::rows(lens),
        }
    }

    /// What stands in a field where there is room without end: of a question all examples.
    pub fn value_in_full(&self, lens: &Lens<'_>, row: Row, column: Column) -> Value {
        match (row, column) {
            (Row::Question(of), Column::Worst) => overview::in_full(lens, of),
            _ => self.value(lens, row, column),
        }
    }

    /// What stands in a field.
    pub fn value(&self, lens: &Lens<'_>, row: Row, column: Column) -> Value {
        if lens.data.awaits_history
            && let Some(word) = past::awaited(row, column)
        {
            return Value::Word(word);
        }
        match (self, row) {
            (_, row) if column == Column::Spark => trend::spark(lens, row),
            (Self::ServiceDistricts(service), Row::Body(id)) => {
                service::district_value(lens, *service, id, column)
            }
            (Self::District(_), Row::Body(id)) => district::value(lens, id, column),
            (Self::Districts, Row::Body(id)) => districts::value(lens, id, column),
            (Self::Map { service, .. }, Row::Body(id)) => map::value(lens, *service, id, column),
            (Self::Matrix { .. }, row) => matrix::value(lens, row, column),
            (Self::Municipality(body), Row::Service(id)) => {
                municipality::value(lens, *body, id, column)
            }
            (Self::Cell(id), row) => cell::value(lens, *id, row, column),
            (Self::Changes(_), Row::Cell(id)) => changes::value(lens, id, column),
            (Self::Evidence, Row::Cell(id)) => evidence::value(lens, id, column),
            (Self::Snapshots, Row::Snapshot(id)) => snapshots::value(lens, id, column),
            (Self::Trend { subject, .. }, Row::Snapshot(id)) => {
                trend::value(lens, *subject, id, column)
            }
            (Self::Columns(table), Row::Column(of)) => columns::value(lens, *table, of, column),
            (_, Row::Question(question)) => overview::value(lens, question, column),
            (_, Row::Service(id)) => services::value(lens, id, column),
            (_, Row::Body(id)) => municipalities::value(lens, id, column),
            (_, Row::Cell(id)) => cells::value(lens, id, column),
            (_, Row::Provider(id)) => providers::value(lens, id, column),
            (_, Row::Problem(at)) => problems::value(lens, at, column),
            (_, Row::Saved(at)) => views::value(lens, at, column),
            (_, Row::Help(at)) => help::value(at, column),
            (_, Row::Snapshot(_) | Row::Fact(_) | Row::Total | Row::Group(_) | Row::Column(_)) => {
                Value::Nothing
            }
        }
    }

    /// The facts above its table, the most important first.
    pub fn facts(&self, lens: &Lens<'_>) -> Vec<Fact> {
        past::concealed(lens, self.all_facts(lens))
    }

    fn all_facts(&self, lens: &Lens<'_>) -> Vec<Fact> {
        match self {
            Self::Services => services::facts(lens),
            Self::Service { service, within } => service::facts(lens, *service, *within),
            Self::ServiceDistricts(service) => service::facts(lens, *service, None),
            Self::District(id) => district::facts(lens, *id),
            Self::Municipality(id) => municipality::facts(lens, *id),
            Self::Provider(id) => providers::facts(lens, *id),
            Self::Cell(id) => cell::facts(lens, *id),
            Self::Districts => districts::facts(lens),
            Self::Providers | Self::Municipalities { .. } => services::totals(lens),
            Self::Problems(_) => problems::facts(lens),
            Self::Overview => overview::facts(lens),
            Self::Matrix { .. } => matrix::facts(lens),
            Self::Changes(_) => changes::facts(lens),
            Self::Evidence => evidence::facts(lens),
            Self::Map { service, .. } => map::facts(lens, *service),
            Self::Trend { subject, .. } => trend::facts(lens, *subject),
            Self::Upcoming
            | Self::Snapshots
            | Self::Columns(_)
            | Self::Views
            | Self::Help
            | Self::Cells
            | Self::Bodies => Vec::new(),
        }
    }

    /// What is told below the table about the field under the cursor, where that is too narrow to say itself.
    pub fn under_cursor(&self, lens: &Lens<'_>, row: Row, column: Option<Column>) -> Vec<Fact> {
        match self {
            Self::Matrix { .. } | Self::District(_) => {
                past::concealed(lens, matrix::under_cursor(lens, row, column))
            }
            _ => Vec::new(),
        }
    }

    /// The order in which its table stands first; `None` is the order of its rows.
    pub fn default_sort(&self) -> Option<Sort> {
        let by = |column, descending| Some(Sort { column, descending });
        match self {
            Self::Service { .. } | Self::Provider(_) => by(Column::Phase, false),
            Self::ServiceDistricts(_) | Self::Providers => by(Column::Missing, true),
            Self::Services | Self::Districts | Self::Municipalities { .. } | Self::Views => {
                by(Column::Name, false)
            }
            _ => None,
        }
    }
}
