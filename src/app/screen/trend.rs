//! A trend: how far a subject was on every date, and what lies ahead of it.

use super::services::{attention, reach};
use super::{Fact, Label, Row};
use crate::analysis::figures::Figures;
use crate::analysis::forecast::Arrival;
use crate::analysis::trend::{Point, Subject};
use crate::app::column::Column;
use crate::app::language::Weighting;
use crate::app::lens::Lens;
use crate::app::value::{Ahead, Value};
use crate::domain::date::days_between;
use crate::domain::phase::Phase;
use crate::domain::rollout::SnapshotId;

/// Columns and lines that the picture needs at least.
pub(super) const LEAST: (u16, u16) = (60, 10);

/// Dates in a line of bars.
const SPARK: usize = 8;

pub(super) const COLUMNS: [Column; 12] = [
    Column::Stand,
    Column::Online,
    Column::ByBodies,
    Column::ByInhabitants,
    Column::Change,
    Column::InPhase(Some(Phase::Live)),
    Column::InPhase(Some(Phase::Pilot)),
    Column::InPhase(Some(Phase::Onboarding)),
    Column::InPhase(Some(Phase::Planned)),
    Column::InPhase(Some(Phase::Open)),
    Column::InPhase(None),
    Column::Interval,
];

/// Every snapshot; in the picture time runs to the right, in the table the newest comes first.
pub(super) fn rows(lens: &Lens<'_>, numbers: bool) -> Vec<Row> {
    let ids = lens.data.rollout.ids();
    if numbers {
        ids.rev().map(Row::Snapshot).collect()
    } else {
        ids.map(Row::Snapshot).collect()
    }
}

pub(super) fn value(lens: &Lens<'_>, subject: Subject, id: SnapshotId, column: Column) -> Value {
    let dates = lens.trends.dates();
    let Some(date) = dates.get(id.index()).copied() else {
        return Value::Nothing;
    };
    let before = id.index().checked_sub(1);
    let series = lens.trends.of(subject);
    let point = series.get(id.index()).copied().unwrap_or_default();
    match column {
        Column::Stand => Value::Day(date),
        Column::Online => Value::Count(point.bodies.reach()),
        Column::ByBodies => Value::Percent {
            share: point.bodies.reach(),
            estimated: false,
        },
        Column::ByInhabitants => Value::Percent {
            share: point.inhabitants.reach(),
            estimated: point.estimated,
        },
        Column::Change => Value::Change(before.and_then(|before| {
            let before = series.get(before)?.bodies.reach().part;
            Some(point.bodies.reach().part.cast_signed() - before.cast_signed())
        })),
        Column::InPhase(phase) => match lens.weighting {
            Weighting::Bodies => Value::Number(point.bodies.of(phase)),
            Weighting::Inhabitants => Value::Percent {
                share: point.inhabitants.share(phase),
                estimated: point.estimated,
            },
        },
        Column::Interval => match before.and_then(|before| dates.get(before)) {
            Some(before) => Value::Interval {
                days: days_between(*before, date),
                missing: lens.trends.gap_before(date).is_some(),
            },
            None => Value::Nothing,
        },
        _ => Value::Nothing,
    }
}

/// The reach on the last dates up to the one on screen, weighted as bars are.
pub(super) fn spark(lens: &Lens<'_>, row: Row) -> Value {
    let subject = match row {
        Row::Service(id) => Subject::Service(id),
        Row::Body(id) => Subject::District(id),
        Row::Provider(id) => Subject::Provider(id),
        _ => return Value::Nothing,
    };
    let Some(at) = lens.standing.at else {
        return Value::Nothing;
    };
    let series = lens.trends.of(subject);
    let shown = series.get((at.index() + 1).saturating_sub(SPARK)..=at.index());
    let reach = |point: &Point| match lens.weighting {
        Weighting::Bodies => point.bodies.reach(),
        Weighting::Inhabitants => point.inhabitants.reach(),
    };
    Value::Spark(shown.unwrap_or_default().iter().map(reach).collect())
}

/// The figures of a subject on the date on screen.
fn figures(lens: &Lens<'_>, subject: Subject) -> Figures {
    match subject {
        Subject::Land => lens.standing.total,
        Subject::Service(id) => lens.standing.service(id),
        Subject::District(id) => lens.standing.district(id),
        Subject::Provider(id) => lens.standing.provider(id),
    }
}

pub(super) fn facts(lens: &Lens<'_>, subject: Subject) -> Vec<Fact> {
    let figures = figures(lens, subject);
    let [bodies, mut inhabitants] = reach(&figures);
    if let Subject::Service(_) = subject {
        let people = Value::People {
            share: figures.inhabitants.reach(),
            estimated: figures.estimated,
        };
        // Over several services each person counts once per service: as a number that would mislead.
        inhabitants.value = Value::Many(vec![people, inhabitants.value]);
    }
    let mut facts = vec![bodies, inhabitants];
    // Cells come to a provider and go: the series says what it held on each date, and the change of the cells that it holds
    // today would be another number beside it.
    if !matches!(subject, Subject::Provider(_)) {
        let [change, ..] = attention(lens, &figures);
        facts.push(change);
    }
    if let Some(outlook) = lens.digest.outlooks.of(subject) {
        let ahead = |label, ahead| Fact::new(label, Value::Ahead(subject, ahead));
        facts.push(ahead(Label::ByPace, Ahead::Pace));
        // Where the goal is reached or nothing is known, a second method adds nothing.
        let settled = [Ok(Arrival::TooLittleData), Ok(outlook.pace.arrival)];
        if !settled.contains(&outlook.curve.arrival) {
            facts.push(ahead(Label::ByCurve, Ahead::Curve));
        }
        if outlook.target.is_some() {
            facts.push(ahead(Label::Target, Ahead::Target));
        }
    }
    facts
}

/// Lines that the facts need: one or two of reach, one a forecast, and more where sentences are longer than the screen is wide.
pub(super) fn fact_lines(lens: &Lens<'_>, subject: Subject, width: u16) -> u16 {
    let outlook = lens.digest.outlooks.of(subject);
    let target = outlook.is_some_and(|outlook| outlook.target.is_some());
    let long = lens.weighting == Weighting::Inhabitants && width < 100;
    let narrow = if width < 80 { 4 } else { 0 };
    // Numbers of inhabitants stand there for a service alone.
    let is_service = matches!(subject, Subject::Service(_));
    let reach = if is_service && width < 110 { 2 } else { 1 };
    reach + 2 + u16::from(target) + u16::from(long) + narrow
}

/// The subject `by` places further round among its like; the Land comes before the services.
pub(in crate::app) fn neighbour(lens: &Lens<'_>, subject: Subject, by: isize) -> Subject {
    let ring: Vec<Subject> = match subject {
        Subject::Land | Subject::Service(_) => {
            let services = lens.data.catalogue.ids().map(Subject::Service);
            [Subject::Land].into_iter().chain(services).collect()
        }
        Subject::District(_) => {
            let mut districts: Vec<_> = lens.data.register.districts().collect();
            districts.sort_by_key(|id| lens.data.register.rank(*id));
            districts.into_iter().map(Subject::District).collect()
        }
        Subject::Provider(_) => lens.trends.providers().map(Subject::Provider).collect(),
    };
    let at = ring.iter().position(|other| *other == subject).unwrap_or(0);
    let next = at.wrapping_add_signed(by) % ring.len().max(1);
    let next = if by < 0 && at == 0 {
        ring.len().saturating_sub(1)
    } else {
        next
    };
    ring.get(next).copied().unwrap_or(subject)
}
