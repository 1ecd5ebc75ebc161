//! The columns of all tables: their keys in exports, their room, and what goes first when room is short.

use super::lens::Lens;
use crate::domain::phase::{self, Phase};
use crate::domain::service::ServiceId;

/// A column of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    /// The name of what the row is about.
    Name,
    /// A service.
    Service,
    /// A body.
    Body,
    /// Class of a body.
    Kind,
    /// District of a body.
    District,
    /// Key of a body: ARS, or kind and name.
    Key,
    /// Inhabitants.
    Population,
    /// Status of a service.
    Status,
    /// Distribution over the phases.
    Bar,
    /// Live of responsible.
    Online,
    /// Live of responsible, over all services.
    Sum,
    /// Own cells of a municipality: live of responsible.
    Own,
    /// Reach by bodies in percent.
    ByBodies,
    /// Reach by inhabitants in percent.
    ByInhabitants,
    /// Live cells more or fewer than on the date compared with.
    Change,
    /// When the last cell is planned to go live.
    PlannedEnd,
    /// Cells not live.
    Missing,
    /// Cells overdue.
    Overdue,
    /// Cells stalled.
    Stalled,
    /// Cells not reported.
    Unknown,
    /// Phase of a cell.
    Phase,
    /// Marks of a cell.
    Marks,
    /// Whether a column is shown.
    Shown,
    /// Since when in this phase.
    Since,
    /// Planned date of a cell.
    Planned,
    /// Next planned date of a municipality.
    Next,
    /// IT provider.
    Provider,
    /// Fachverfahren.
    Procedure,
    /// When the report was made.
    Updated,
    /// What kind of problem.
    Problem,
    /// What the problem is about, or where it stands.
    Subject,
    /// What is wrong.
    What,
    /// What to do about it.
    Advice,
    /// Name of a fact, date of a snapshot, keys of a command.
    Label,
    /// Value of a fact.
    Value,
    /// Keys of a command, or a term of the field.
    Term,
    /// What it does or means.
    Meaning,
    /// Cells further than on the date compared with.
    Forward,
    /// Cells further back than on the date compared with.
    Backward,
    /// How a cell moved since the date compared with, in letters.
    Moved,
    /// The same in words.
    Transition,
    /// From which snapshot on a cell stands where it does.
    Seen,
    /// What the public index shows.
    Index,
    /// The link that it shows.
    Url,
    /// Whether a finding is new since the date compared with.
    IsNew,
    /// A question of the first screen.
    Question,
    /// The number that answers it.
    Number,
    /// What is worst.
    Worst,
    /// Date of a snapshot.
    Stand,
    /// Days since the snapshot before.
    Interval,
    /// Reach on the last dates.
    Spark,
    /// How many are in a phase, or in none that is known.
    InPhase(Option<Phase>),
    /// Where data comes from.
    Source,
    /// Where a saved view leads.
    Address,
    /// One service of a matrix.
    Matrix(ServiceId),
}

/// Room and rank of a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spec {
    /// Narrowest useful width in cells.
    pub min: u16,
    /// Width beyond which nothing is gained.
    pub max: u16,
    /// Columns with the smallest number stay longest.
    pub priority: u8,
    /// Whether it is set against its right edge.
    pub right: bool,
}

const fn spec(min: u16, max: u16, priority: u8, right: bool) -> Spec {
    Spec {
        min,
        max,
        priority,
        right,
    }
}

impl Column {
    /// Key in exports, room and rank: the one table of both.
    fn row(self) -> (&'static str, Spec) {
        match self {
            Self::Name => ("name", spec(14, 44, 0, false)),
            Self::Service => ("service", spec(14, 44, 0, false)),
            Self::Body => ("body", spec(14, 44, 2, false)),
            Self::Kind => ("kind", spec(4, 9, 5, false)),
            Self::District => ("district", spec(10, 22, 4, false)),
            Self::Key => ("key", spec(12, 17, 9, false)),
            Self::Population => ("inhabitants", spec(9, 9, 6, true)),
            Self::Status => ("status", spec(15, 15, 3, false)),
            Self::Bar => ("phases", spec(8, 30, 4, false)),
            Self::Online => ("online", spec(7, 9, 1, true)),
            Self::Sum => ("online", spec(9, 9, 1, true)),
            Self::Own => ("own", spec(6, 6, 5, true)),
            Self::ByBodies => ("reach_bodies", spec(4, 4, 2, true)),
            Self::ByInhabitants => ("reach_inhabitants", spec(5, 5, 3, true)),
            Self::Change => ("change", spec(4, 5, 4, true)),
            Self::PlannedEnd => ("planned_end", spec(8, 8, 5, true)),
            Self::Missing => ("missing", spec(6, 6, 5, true)),
            Self::Overdue => ("overdue", spec(5, 5, 6, true)),
            Self::Stalled => ("stalled", spec(5, 5, 7, true)),
            Self::Unknown => ("unknown", spec(5, 5, 8, true)),
            Self::Phase => ("phase", spec(14, 17, 1, false)),
            Self::Marks => ("marks", spec(4, 4, 9, false)),
            Self::Shown => ("shown", spec(7, 7, 1, false)),
            Self::Since => ("since", spec(9, 9, 3, true)),
            Self::Planned => ("planned", spec(9, 9, 3, true)),
            Self::Next => ("next", spec(9, 9, 7, true)),
            Self::Provider => ("provider", spec(12, 40, 4, false)),
            Self::Procedure => ("procedure", spec(12, 30, 8, false)),
            Self::Updated => ("updated", spec(9, 9, 9, true)),
            Self::Problem => ("problem", spec(12, 16, 1, false)),
            Self::Subject => ("subject", spec(16, 30, 0, false)),
            Self::What => ("what", spec(20, 120, 2, false)),
            Self::Advice => ("advice", spec(16, 90, 9, false)),
            Self::Label => ("label", spec(12, 22, 0, false)),
            Self::Value => ("value", spec(16, 200, 0, false)),
            Self::Term => ("term", spec(12, 26, 0, false)),
            Self::Meaning => ("meaning", spec(16, 200, 0, false)),
            Self::Forward => ("forward", spec(4, 4, 3, true)),
            Self::Backward => ("backward", spec(4, 4, 3, true)),
            Self::Moved => ("moved", spec(4, 4, 1, false)),
            Self::Transition => ("transition", spec(4, 28, 1, false)),
            Self::Seen => ("seen", spec(9, 9, 2, true)),
            Self::Index => ("index", spec(20, 34, 1, false)),
            Self::Url => ("url", spec(16, 80, 9, false)),
            Self::IsNew => ("new", spec(3, 3, 1, false)),
            Self::Question => ("question", spec(14, 26, 0, false)),
            Self::Number => ("number", spec(13, 16, 1, true)),
            Self::Worst => ("worst", spec(16, 160, 2, false)),
            Self::Stand => ("snapshot", spec(9, 9, 0, false)),
            Self::Interval => ("interval", spec(6, 6, 3, true)),
            Self::Spark => ("trend", spec(8, 8, 4, false)),
            Self::InPhase(phase) => (phase::key(phase), spec(5, 5, 4, true)),
            Self::Source => ("source", spec(12, 120, 4, false)),
            Self::Address => ("address", spec(20, 200, 0, false)),
            Self::Matrix(_) => ("", spec(2, 2, 3, false)),
        }
    }

    /// The width from which on it says all it can; columns that only add to the picture wait for it.
    pub fn wanted(self) -> u16 {
        match self {
            Self::Transition => 28,
            Self::Number => 16,
            column => column.spec().min,
        }
    }

    /// Room and rank.
    pub fn spec(self) -> Spec {
        self.row().1
    }

    /// Key in JSON and CSV; a matrix column has the key of its service.
    pub fn key(self, lens: &Lens<'_>) -> String {
        match self {
            Self::Matrix(service) => lens.data.catalogue.service(service).key.to_string(),
            column => column.row().0.to_owned(),
        }
    }
}

/// The columns with those that tell the difference between two dates, each beside what it is the difference of.
pub(super) fn with_difference(columns: &[Column]) -> Vec<Column> {
    let mut all = Vec::with_capacity(columns.len() + 2);
    for column in columns {
        all.push(*column);
        match column {
            Column::Change | Column::Own => all.extend([Column::Forward, Column::Backward]),
            Column::Phase => all.push(Column::Moved),
            Column::Problem => all.push(Column::IsNew),
            _ => {}
        }
    }
    all
}
