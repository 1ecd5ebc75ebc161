//! Figures over time are the figures of each date: for every subject, on every date of the bundled data and of the hamlet.

use ozgtop::analysis::figures::{Figures, Standing, Thresholds};
use ozgtop::analysis::trend::{Point, Subject, Trends};
use ozgtop::domain::cell::ProviderId;
use ozgtop::domain::dataset::Dataset;
use ozgtop::store::{self, Limits, Source};

fn subjects(data: &Dataset) -> Vec<Subject> {
    let providers = 0..u16::try_from(data.rollout.values.providers.len()).unwrap();
    let mut subjects = vec![Subject::Land, Subject::Provider(None)];
    subjects.extend(data.catalogue.ids().map(Subject::Service));
    subjects.extend(data.register.ids().map(Subject::District));
    subjects.extend(providers.map(|id| Subject::Provider(Some(ProviderId(id)))));
    subjects
}

fn counted(standing: &Standing, subject: Subject) -> Figures {
    match subject {
        Subject::Land => standing.total,
        Subject::Service(id) => standing.service(id),
        Subject::District(id) => standing.district(id),
        Subject::Provider(id) => standing.provider(id),
    }
}

/// Compares every point and says how many there were.
fn compare(data: &Dataset) -> usize {
    let trends = Trends::new(data);
    let subjects = subjects(data);
    let mut compared = 0;
    for at in data.rollout.ids() {
        let standing = Standing::new(data, Some(at), None, Thresholds::default());
        assert_eq!(trends.dates().get(at.index()).copied(), standing.date);
        for subject in &subjects {
            let figures = counted(&standing, *subject);
            let expected = Point {
                bodies: figures.bodies,
                inhabitants: figures.inhabitants,
                estimated: figures.estimated,
            };
            let series = trends.of(*subject);
            let point = series.get(at.index()).copied();
            assert!(series.is_empty() || series.len() == data.rollout.len());
            assert_eq!(point.unwrap_or_default(), expected, "{subject:?} at {at:?}");
            compared += usize::from(point.is_some());
        }
    }
    compared
}

#[test]
fn every_point_is_what_its_date_counts() {
    let bundled = store::load(&Source::Bundled, Limits::default());
    assert_eq!(bundled.rollout.len(), 34);
    assert!(
        compare(&bundled) > 34 * (1 + 16 + 45),
        "no subject is left out"
    );
    let hamlet = store::load(&Source::Folder(crate::hamlet::folder()), Limits::default());
    assert!(compare(&hamlet) > 3 * 4);
}

#[test]
fn the_bundled_dates_leave_no_month_out() {
    let bundled = store::load(&Source::Bundled, Limits::default());
    assert_eq!(Trends::new(&bundled).gaps(), []);
    let nothing = Trends::new(&Dataset::default());
    assert!(nothing.dates().is_empty() && nothing.of(Subject::Land).is_empty());
}

#[test]
fn reach_ends_at_the_date_on_screen() {
    let data = store::load(&Source::Bundled, Limits::default());
    let trends = Trends::new(&data);
    let before = data.rollout.newest().unwrap().previous().unwrap();
    let shares = trends.reach(Subject::Land, before, |point| &point.bodies);
    assert_eq!(shares.len(), 33);
    let standing = Standing::new(&data, Some(before), None, Thresholds::default());
    let last = (standing.date.unwrap(), standing.total.bodies.reach());
    assert_eq!(shares.last(), Some(&last));
}
