//! The help: keys from the keymap, then the words of the field and the sources.

use crate::analysis::map::shade::Shade;
use crate::app::column::Column;
use crate::app::command::Command;
use crate::app::lens::{Lens, Mark};
use crate::app::value::{HelpPart, Value};
use crate::domain::body::Class;
use crate::domain::phase::{Phase, Status};
use crate::domain::service::ServiceId;

/// One row of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpRow {
    /// A command with its keys.
    Keys(Command),
    /// A phase, or "keine Angabe".
    Phase(Option<Phase>),
    /// A cell that does not exist.
    NotResponsible,
    /// A mark beside the phase.
    Mark(Mark),
    /// A status of a service.
    Status(Status),
    /// How a figure is counted.
    Figure(Figure),
    /// A shade of the map, or a district in which nobody is responsible.
    Shade(Option<Shade>),
    /// A class of bodies with its code.
    Class(Class),
    /// A service with its three letters.
    Service(ServiceId),
    /// Whose data this rests on.
    Source(usize),
}

/// Figures that need an explanation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the name of a figure of the domain")]
pub enum Figure {
    ReachByBodies,
    ReachByInhabitants,
    Estimate,
    Change,
    PlannedEnd,
    Unplanned,
    Served,
    Own,
    Via,
    Moved,
    Spark,
    Pace,
    Curve,
    Gap,
    Difference,
    Filtered,
    Shaded,
    PastDate,
    Points,
}

/// How many sources are named.
const SOURCES: usize = 4;

const WORDS: &[HelpRow] = &[
    HelpRow::Phase(Some(Phase::Open)),
    HelpRow::Phase(Some(Phase::Planned)),
    HelpRow::Phase(Some(Phase::Onboarding)),
    HelpRow::Phase(Some(Phase::Pilot)),
    HelpRow::Phase(Some(Phase::Live)),
    HelpRow::Phase(None),
    HelpRow::NotResponsible,
    HelpRow::Mark(Mark::Disturbed),
    HelpRow::Mark(Mark::Overdue),
    HelpRow::Mark(Mark::Stalled),
    HelpRow::Mark(Mark::Deferred),
    HelpRow::Mark(Mark::OwnSolution),
    HelpRow::Status(Status::NotStarted),
    HelpRow::Status(Status::Preparing),
    HelpRow::Status(Status::Piloting),
    HelpRow::Status(Status::RollingOut),
    HelpRow::Status(Status::Everywhere),
    HelpRow::Figure(Figure::ReachByBodies),
    HelpRow::Figure(Figure::ReachByInhabitants),
    HelpRow::Figure(Figure::Estimate),
    HelpRow::Figure(Figure::Change),
    HelpRow::Figure(Figure::PlannedEnd),
    HelpRow::Figure(Figure::Unplanned),
    HelpRow::Figure(Figure::Served),
    HelpRow::Figure(Figure::Own),
    HelpRow::Figure(Figure::Via),
    HelpRow::Figure(Figure::Moved),
    HelpRow::Figure(Figure::Spark),
    HelpRow::Figure(Figure::Pace),
    HelpRow::Figure(Figure::Curve),
    HelpRow::Figure(Figure::Gap),
    HelpRow::Figure(Figure::Difference),
    HelpRow::Figure(Figure::Shaded),
    HelpRow::Figure(Figure::PastDate),
    HelpRow::Figure(Figure::Filtered),
    HelpRow::Shade(Some(Shade::Nothing)),
    HelpRow::Shade(Some(Shade::UpToQuarter)),
    HelpRow::Shade(Some(Shade::UpToHalf)),
    HelpRow::Shade(Some(Shade::UpToThreeQuarters)),
    HelpRow::Shade(Some(Shade::BelowAll)),
    HelpRow::Shade(Some(Shade::All)),
    HelpRow::Shade(None),
    HelpRow::Figure(Figure::Points),
];

/// How many rows the help has: keys, words, classes of bodies, services, sources.
pub fn count(lens: &Lens<'_>) -> usize {
    lens.keymap.bindings().count()
        + WORDS.len()
        + Class::CODES.len()
        + lens.data.catalogue.len()
        + SOURCES
}

/// The row at a position.
pub fn row(lens: &Lens<'_>, at: usize) -> Option<HelpRow> {
    let classes = Class::CODES.iter().map(|(class, _)| HelpRow::Class(*class));
    let keys = lens.keymap.bindings();
    let keys = keys.map(|(command, _)| HelpRow::Keys(command));
    let services = lens.data.catalogue.ids().map(HelpRow::Service);
    let sources = (0..SOURCES).map(HelpRow::Source);
    keys.chain(WORDS.iter().copied())
        .chain(classes)
        .chain(services)
        .chain(sources)
        .nth(at)
}

pub(super) fn value(at: usize, column: Column) -> Value {
    match column {
        Column::Term => Value::Help(at, HelpPart::Term),
        Column::Meaning => Value::Help(at, HelpPart::Meaning),
        _ => Value::Nothing,
    }
}
