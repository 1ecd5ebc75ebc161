//! Example data: a made-up roll-out for any register, catalogue and length. The same plan gives the same roll-out on
//! every machine; a further body or service leaves the cells of the others as they were. Knows no files, no screen, no
//! clock.

mod calendar;
mod course;
mod curve;
mod desk;
mod index;
mod place;
mod stream;
#[cfg(test)]
mod tests;

use crate::domain::cell::{Cell, CellId};
use crate::domain::date::Date;
use crate::domain::evidence::Evidence;
use crate::domain::phase::Phase;
use crate::domain::register::Register;
use crate::domain::responsibility::Responsibility;
use crate::domain::rollout::{Snapshot, Values};
use crate::domain::service::{Catalogue, Service, ServiceId};
use crate::domain::text::CleanText;

use calendar::Calendar;
use course::{Course, Moment};
use curve::{Curve, Role, Wish};
use desk::Desk;
use place::Place;
use stream::Stream;

/// Every so many snapshots one is complete, counted from the first.
const COMPLETE_EVERY: usize = 12;

/// What to simulate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Another seed gives another roll-out of the same kind.
    pub seed: u64,
    /// The date of the first snapshot; the others stand at the ends of the months after it.
    pub first: Date,
    /// Number of snapshots.
    pub months: u16,
    /// What every snapshot names as its source.
    pub source: CleanText,
}

/// A simulated roll-out, ready for a [`Builder`](crate::domain::rollout::Builder).
#[derive(Debug)]
pub struct Simulated {
    /// The snapshots, earliest first, each with its cells in order: the reported ones of a complete snapshot, else those
    /// that differ from the snapshot before.
    pub snapshots: Vec<(Snapshot, Vec<(CellId, Cell)>)>,
    /// The values that cells share.
    pub values: Values,
    /// What the public index shows on the date of the newest snapshot; `None` where there is no snapshot.
    pub evidence: Option<Evidence>,
}

/// Simulates the roll-out of all services at all responsible bodies. At 19/33 of the time an eighth of the services,
/// those with the fewest cells, is finished, and every other service of two cells or more is live somewhere but not
/// everywhere.
pub fn simulate(
    register: &Register,
    catalogue: &Catalogue,
    responsibility: &Responsibility,
    plan: &Plan,
) -> Simulated {
    let calendar = Calendar::new(plan);
    let mut writer = Writer {
        snapshots: empty_snapshots(plan, &calendar),
        desk: Desk::new(),
        calendar: &calendar,
    };
    let places = place::places(register, plan.seed);
    let curves = curve::curves(catalogue, responsibility, &calendar, plan.seed);
    for (id, curve) in catalogue.ids().zip(&curves) {
        let service = catalogue.service(id);
        let sites = sites(register, responsibility, &places, id);
        for (site, course) in sites
            .iter()
            .zip(courses(service, curve, &sites, &calendar, plan.seed))
        {
            writer.tell(service, site, &course);
        }
    }
    let ground = (register, catalogue, responsibility);
    let newest = writer.snapshots.last();
    let evidence = newest.map(|(snapshot, cells)| look_up(ground, plan, snapshot.date, cells));
    Simulated {
        snapshots: writer.snapshots,
        values: writer.desk.into_values(),
        evidence,
    }
}

/// What the public index shows of these cells, which are all that are reported on a date.
fn look_up(
    (register, catalogue, responsibility): (&Register, &Catalogue, &Responsibility),
    plan: &Plan,
    on: Date,
    cells: &[(CellId, Cell)],
) -> Evidence {
    let mut now = vec![Cell::UNKNOWN; responsibility.len()];
    for (id, cell) in cells {
        if let Some(place) = now.get_mut(id.index()) {
            *place = *cell;
        }
    }
    let mut evidence = Evidence::new(on, plan.source.clone());
    evidence.synthetic = true;
    let slots = responsibility.slots().zip(&now);
    evidence.add(slots.filter_map(|((id, slot), cell)| {
        let service = catalogue.service(slot.service).key.as_str();
        let body = register.body(slot.body).key.as_str();
        Some((id, index::seen(plan.seed, service, body, cell)?))
    }));
    evidence
}

fn empty_snapshots(plan: &Plan, calendar: &Calendar) -> Vec<(Snapshot, Vec<(CellId, Cell)>)> {
    let snapshot = |(position, date): (usize, &Date)| Snapshot {
        date: *date,
        complete: position == calendar.last() || position % COMPLETE_EVERY == 0,
        sources: vec![plan.source.clone()],
        synthetic: true,
        origins: Vec::new(),
    };
    let snapshots = calendar.dates.iter().enumerate().map(snapshot);
    snapshots.map(|snapshot| (snapshot, Vec::new())).collect()
}

/// A cell with all that its body brings.
struct Site<'a> {
    cell: CellId,
    key: &'a str,
    place: &'a Place,
}

fn sites<'a>(
    register: &'a Register,
    responsibility: &Responsibility,
    places: &'a [Place],
    service: ServiceId,
) -> Vec<Site<'a>> {
    let site = |cell: CellId| {
        let body = responsibility.slot(cell)?.body;
        Some(Site {
            cell,
            key: register.body(body).key.as_str(),
            place: places.get(body.index())?,
        })
    };
    responsibility
        .of_service(service)
        .filter_map(site)
        .collect()
}

/// The courses of all cells of a service. Chance may leave it untouched or finished at the middle snapshot; then the
/// first cell comes earlier, or the last one later.
fn courses(
    service: &Service,
    curve: &Curve,
    sites: &[Site<'_>],
    calendar: &Calendar,
    seed: u64,
) -> Vec<Course> {
    let chart = |site: &Site<'_>, wish| {
        let words = ["cell", service.key.as_str(), site.key];
        let provider = site.place.provider.as_ref().map(CleanText::as_str);
        let company = provider
            .filter(|name| *name != place::OWN_IT)
            .unwrap_or(site.key);
        let wave = Stream::of(seed, &["wave", service.key.as_str(), company]).between(0, 1000);
        Course::chart(curve, site.place, wave, wish, Stream::of(seed, &words))
    };
    let mut courses: Vec<_> = sites.iter().map(|site| chart(site, Wish::None)).collect();
    let day = calendar.day(calendar.middle);
    let live = |course: &&Course| {
        let moment = course.at(calendar.middle, day);
        moment.is_some_and(|moment| moment.phase == Phase::Live)
    };
    let count = courses.iter().filter(live).count();
    if curve.role == Role::First || courses.len() < 2 || (1..courses.len()).contains(&count) {
        return courses;
    }
    let order = courses.iter().map(Course::goes_live).enumerate();
    let (at, wish) = match count {
        0 => (order.min_by_key(|(_, day)| *day), Wish::LiveBy(day)),
        _ => (order.max_by_key(|(_, day)| *day), Wish::LiveAfter(day)),
    };
    let at = at.map_or(0, |(at, _)| at);
    if let (Some(site), Some(course)) = (sites.get(at), courses.get_mut(at)) {
        *course = chart(site, wish);
    }
    courses
}

/// Writes the cells into the snapshots.
struct Writer<'a> {
    snapshots: Vec<(Snapshot, Vec<(CellId, Cell)>)>,
    desk: Desk,
    calendar: &'a Calendar,
}

impl Writer<'_> {
    /// Tells a cell in every snapshot that must tell it. While nothing happens the cell stays the same to the bit.
    fn tell(&mut self, service: &Service, site: &Site<'_>, course: &Course) {
        let mut before: Option<Moment> = None;
        let mut cell = Cell::UNKNOWN;
        let days = self.calendar.days.iter().enumerate();
        for ((position, day), (snapshot, cells)) in days.zip(&mut self.snapshots) {
            let moment = course.at(position, *day);
            let changed = moment != before;
            if changed {
                before = moment;
                cell = moment.map_or(Cell::UNKNOWN, |moment| {
                    self.desk.write(
                        (service, site.key, site.place),
                        (course, moment),
                        (self.calendar, position),
                    )
                });
            }
            let told = if snapshot.complete {
                moment.is_some()
            } else {
                changed
            };
            if told {
                cells.push((site.cell, cell));
            }
        }
    }
}
