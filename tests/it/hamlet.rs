//! The hamlet: seven bodies, three services, three dates. Every figure is compared with one that was counted by hand.

use std::path::PathBuf;

use ozgtop::analysis::checks;
use ozgtop::analysis::figures::{Figures, Standing, Thresholds};
use ozgtop::analysis::tally::Tally;
use ozgtop::domain::cell::{CellId, Marks};
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::phase::{self, Phase};
use ozgtop::domain::problem::Fault;
use ozgtop::domain::rollout::SnapshotId;
use ozgtop::store::{self, Limits, Source};
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The folder of the fixture.
pub(crate) fn folder() -> PathBuf {
    PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/hamlet"
    ))
}

/// `service@body`.
pub(crate) fn name(data: &Dataset, cell: CellId) -> String {
    data.responsibility
        .slot(cell)
        .map_or_else(String::new, |slot| {
            let service = &data.catalogue.service(slot.service).key;
            format!("{service}@{}", data.register.body(slot.body).key.as_str())
        })
}

/// What a snapshot tells about a cell, in words.
pub(crate) fn told(data: &Dataset, at: SnapshotId, cell: CellId) -> String {
    let cell = data.rollout.cell(at, cell);
    let mut words = vec![phase::key(cell.phase).to_owned()];
    words.extend(cell.since.map(|date| format!("since {date}")));
    words.extend(cell.planned.map(|date| format!("planned {date}")));
    let provider = cell
        .provider
        .and_then(|id| data.rollout.values.provider(id));
    words.extend(provider.map(|name| format!("by {name}")));
    for (mark, word) in [
        (Marks::DEFERRED, "deferred"),
        (Marks::DISTURBED, "disturbed"),
        (Marks::OWN_SOLUTION, "own"),
        (Marks::SHARED_SOLUTION, "efa"),
    ] {
        words.extend(cell.marks.has(mark).then(|| word.to_owned()));
    }
    words.join(" ")
}

#[derive(Deserialize)]
struct Expected {
    cells: Vec<(String, Vec<String>)>,
    snapshots: Vec<ExpectedSnapshot>,
    total: ExpectedFigures,
    services: Vec<(String, ExpectedFigures)>,
    districts: Vec<(String, ExpectedFigures)>,
    service_in_district: Vec<ExpectedReach>,
    providers: Vec<(String, ExpectedFigures)>,
    served: Vec<ExpectedServed>,
}

#[derive(Deserialize)]
struct ExpectedSnapshot {
    date: String,
    live: u64,
    change: Option<i64>,
    everywhere: u64,
    statuses: Vec<(String, String)>,
    findings: Vec<String>,
}

type Tallied = (u64, u64, u64, u64, u64, u64);

#[derive(Debug, Deserialize, PartialEq)]
struct ExpectedFigures {
    bodies: Tallied,
    inhabitants: Tallied,
    estimated: bool,
    change: Option<i64>,
    overdue: u64,
    stalled: u64,
    disturbed: u64,
    own_solution: u64,
    deferred: u64,
    planned_end: Option<String>,
    unplanned: u64,
}

/// Service, district, (live, cells).
type ExpectedReach = (String, String, Option<(u64, u64)>);

/// Body, who serves it for each service, (live, services), own (live, cells, overdue), next date.
type ExpectedServed = (
    String,
    Vec<String>,
    (u64, u64),
    (u64, u64, u64),
    Option<String>,
);

fn tallied(tally: &Tally) -> Tallied {
    let of = |phase| tally.of(Some(phase));
    (
        of(Phase::Open),
        of(Phase::Planned),
        of(Phase::Onboarding),
        of(Phase::Pilot),
        of(Phase::Live),
        tally.unknown,
    )
}

impl From<Figures> for ExpectedFigures {
    fn from(figures: Figures) -> Self {
        Self {
            bodies: tallied(&figures.bodies),
            inhabitants: tallied(&figures.inhabitants),
            estimated: figures.estimated,
            change: figures.change,
            overdue: figures.overdue,
            stalled: figures.stalled,
            disturbed: figures.disturbed,
            own_solution: figures.own_solution,
            deferred: figures.deferred,
            planned_end: figures.planned_end.map(|date| date.to_string()),
            unplanned: figures.unplanned,
        }
    }
}

/// The hamlet, and the part of what was counted by hand that a test wants to know.
pub(crate) fn loaded<T: DeserializeOwned>() -> (Dataset, T) {
    let data = store::load(&Source::Folder(folder()), Limits::default());
    assert_eq!(data.problems, []);
    let expected = ron::from_str(include_str!("../fixtures/hamlet.expected.ron")).unwrap();
    (data, expected)
}

fn newest(data: &Dataset) -> Standing {
    Standing::new(data, data.rollout.newest(), None, Thresholds::default())
}

fn finding(data: &Dataset, fault: &Fault) -> String {
    let cell = |id: &CellId| name(data, *id);
    match fault {
        Fault::SteppedBack { cell: id, from, to } => {
            format!("stepped_back {} {} {}", cell(id), from.key(), to.key())
        }
        Fault::Disturbed { cell: id } => format!("disturbed {}", cell(id)),
        Fault::Unlinked { cell: id, sight } => format!("unlinked {} {}", cell(id), sight.key()),
        Fault::Untracked { cell: id, phase } => {
            format!("untracked {} {}", cell(id), phase::key(*phase))
        }
        Fault::Overdue {
            cell: id,
            planned,
            days,
        } => format!("overdue {} {planned} {days}", cell(id)),
        Fault::Stalled {
            cell: id,
            phase,
            days,
        } => format!("stalled {} {} {days}", cell(id), phase.key()),
        Fault::NotReported { cell: id } => format!("not_reported {}", cell(id)),
        other => format!("{other:?}"),
    }
}

#[test]
fn every_cell_is_told_on_every_date() {
    let (data, expected) = loaded::<Expected>();
    let found: Vec<_> = data
        .responsibility
        .ids()
        .map(|cell| {
            let on = |at| told(&data, at, cell);
            (
                name(&data, cell),
                data.rollout.ids().map(on).collect::<Vec<_>>(),
            )
        })
        .collect();
    assert_eq!(found, expected.cells);
}

#[test]
fn status_change_and_findings_of_every_date() {
    let (data, expected) = loaded::<Expected>();
    assert_eq!(data.rollout.len(), expected.snapshots.len());
    for (at, wanted) in data.rollout.ids().zip(expected.snapshots) {
        let standing = Standing::new(&data, Some(at), None, Thresholds::default());
        let date = standing.date.unwrap().to_string();
        assert_eq!(date, wanted.date);
        assert_eq!(
            standing.total.bodies.of(Some(Phase::Live)),
            wanted.live,
            "{date}"
        );
        assert_eq!(standing.total.change, wanted.change, "{date}");
        assert_eq!(standing.everywhere, wanted.everywhere, "{date}");
        let statuses: Vec<_> = data
            .catalogue
            .ids()
            .map(|id| {
                let status = standing.service(id).bodies.status();
                (
                    data.catalogue.service(id).key.to_string(),
                    status.key().to_owned(),
                )
            })
            .collect();
        assert_eq!(statuses, wanted.statuses, "{date}");
        let findings: Vec<_> = checks::run(&standing, Thresholds::default())
            .iter()
            .map(|problem| finding(&data, &problem.fault))
            .collect();
        assert_eq!(findings, wanted.findings, "{date}");
    }
}

#[test]
fn figures_of_services_districts_and_providers() {
    let (data, expected) = loaded::<Expected>();
    let standing = newest(&data);
    assert_eq!(ExpectedFigures::from(standing.total), expected.total);
    let services: Vec<_> = data
        .catalogue
        .ids()
        .map(|id| {
            (
                data.catalogue.service(id).key.to_string(),
                standing.service(id).into(),
            )
        })
        .collect();
    assert_eq!(services, expected.services);
    let districts: Vec<_> = data
        .register
        .districts()
        .map(|id| {
            let key = data.register.body(id).key.as_str().to_owned();
            (key, standing.district(id).into())
        })
        .collect();
    assert_eq!(districts, expected.districts);
    let mut providers: Vec<(String, ExpectedFigures)> = standing
        .providers()
        .map(|id| {
            let name = id.and_then(|id| data.rollout.values.provider(id));
            (
                name.map(ToString::to_string).unwrap_or_default(),
                standing.provider(id).into(),
            )
        })
        .collect();
    providers.sort_by(|(one, _), (other, _)| one.cmp(other));
    assert_eq!(providers, expected.providers);
}

#[test]
fn one_service_in_one_district() {
    let (data, expected) = loaded::<Expected>();
    let standing = newest(&data);
    assert_eq!(
        expected.service_in_district.len(),
        data.catalogue.len() * data.register.districts().count()
    );
    for (service, district, wanted) in expected.service_in_district {
        let found = standing.service_in_district(
            data.catalogue.find(&service).unwrap(),
            data.register.find(&district).unwrap(),
        );
        let found = found.map(|figures| {
            let reach = figures.bodies.reach();
            (reach.part, reach.whole)
        });
        assert_eq!(found, wanted, "{service} in {district}");
    }
}

#[test]
fn who_serves_whom_and_what_people_find() {
    let (data, expected) = loaded::<Expected>();
    let standing = newest(&data);
    assert_eq!(expected.served.len(), data.register.len());
    for (key, by, services, own, next) in expected.served {
        let body = data.register.find(&key).unwrap();
        let serving = |service| {
            let cell = data.responsibility.serving(service, body);
            let slot = cell.and_then(|cell| data.responsibility.slot(cell));
            slot.map_or_else(String::new, |slot| {
                data.register.body(slot.body).key.as_str().to_owned()
            })
        };
        assert_eq!(
            data.catalogue.ids().map(serving).collect::<Vec<_>>(),
            by,
            "{key}"
        );
        let served = standing.served(body);
        let (found, mine) = (served.services.reach(), served.own.reach());
        assert_eq!((found.part, found.whole), services, "{key}");
        assert_eq!((mine.part, mine.whole, served.overdue), own, "{key}");
        assert_eq!(served.next.map(|date| date.to_string()), next, "{key}");
    }
}
