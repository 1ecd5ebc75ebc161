//! What needs attention: how many cells, how many more than before, and the gravest.

use super::document::{Document, Head, Table};
use super::say;
use crate::analysis::change::{Transition, Way};
use crate::analysis::checks::Topic;
use crate::analysis::digest::AHEAD_DAYS;
use crate::analysis::tally::Share;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::cell::CellId;
use crate::domain::date::plus_days;
use crate::domain::service::ServiceId;
use crate::texts::fill;
use crate::ui::label;

/// Examples of one kind.
const EXAMPLES: usize = 3;

/// The cells that fell back, those that fell furthest first.
pub(super) fn fallen(lens: &Lens<'_>) -> Vec<(CellId, Transition)> {
    let back = lens.digest.changed.iter().copied();
    let mut back: Vec<_> = back.filter(|(_, it)| it.way() == Way::Backward).collect();
    back.sort_by_key(|(_, moved)| moved.steps());
    back
}

/// The table; what fell back stands among the answers.
pub(super) fn put(lens: &Lens<'_>, document: &mut Document) {
    let w = say::of(lens);
    let mut rows = Vec::new();
    let missing = lens.standing.total.missing();
    let reach = lens.standing.total.bodies.reach();
    for (topic, whole, of) in [
        (Topic::Overdue, missing, w.report_of_missing),
        (Topic::Stalled, missing, w.report_of_missing),
        (Topic::NotReported, reach.whole, w.report_of_all),
        (Topic::Disturbed, reach.part, w.report_of_online),
        (Topic::Unlinked, reach.part, w.report_of_online),
        (Topic::Untracked, missing, w.report_of_missing),
    ] {
        if !is_known(lens, topic) {
            continue;
        }
        let found = lens.digest.of_topic(topic).len() as u64;
        let more = lens.digest.more_of_topic(topic);
        rows.push(vec![
            format!("{}, {of}", label::topic(w, topic)),
            share(lens, found, whole),
            more.map_or("–".to_owned(), say::change),
            gravest(lens, topic),
        ]);
    }
    rows.push(upcoming(lens, missing));
    rows.push(backlog(lens, missing, reach.whole));
    let table = Table {
        caption: w.report_watch.to_owned(),
        heads: vec![
            Head::left(w.report_what),
            Head::right("n/m"),
            Head::right(say::since(lens)),
            Head::left(w.report_gravest),
        ],
        rows,
        sum: None,
        look: Some("watch"),
    };
    document.table(table, w.report_nothing);
}

/// Whether a topic can have findings: none of an index that nobody looked into does not mean that all is well.
pub(super) fn is_known(lens: &Lens<'_>, topic: Topic) -> bool {
    lens.digest.comparison.is_some() || !matches!(topic, Topic::Unlinked | Topic::Untracked)
}

fn share(lens: &Lens<'_>, part: u64, whole: u64) -> String {
    say::share(lens, Share { part, whole })
}

/// The gravest findings of a topic, with the days where they have some; silence, by services.
fn gravest(lens: &Lens<'_>, topic: Topic) -> String {
    if topic == Topic::NotReported {
        return silent(lens);
    }
    let found = lens.digest.of_topic(topic).iter();
    let told = found.filter_map(|at| {
        let problem = lens.problems.get(*at)?;
        let cell = say::cell(lens, problem.cell()?);
        Some(match problem.fault.days() {
            Some(days) => format!("{cell} ({})", say::value(lens, &Value::Days(days))),
            None => cell,
        })
    });
    first(told)
}

/// The services of which most is not reported.
fn silent(lens: &Lens<'_>) -> String {
    let unknown = |id: &ServiceId| lens.standing.service(*id).bodies.unknown;
    let mut services: Vec<_> = lens.data.catalogue.ids().collect();
    services.retain(|id| unknown(id) > 0);
    services.sort_by_key(|id| std::cmp::Reverse(unknown(id)));
    first(services.iter().map(|id| {
        let share = lens.standing.service(*id).bodies.share(None);
        let name = say::short_service(lens, *id);
        format!("{name} {}", say::share(lens, share))
    }))
}

/// The first few; how many there are besides stands beside them.
fn first(all: impl Iterator<Item = String>) -> String {
    let told: Vec<_> = all.take(EXAMPLES).collect();
    if told.is_empty() {
        "–".to_owned()
    } else {
        told.join("; ")
    }
}

/// What is to go live in the next four weeks.
fn upcoming(lens: &Lens<'_>, missing: u64) -> Vec<String> {
    let w = say::of(lens);
    let end = lens.standing.date.map(|on| plus_days(on, AHEAD_DAYS));
    let end = end.map(|end| say::day(lens, end)).unwrap_or_default();
    let planned = |id: &CellId| {
        let on = lens.standing.cell(*id).planned;
        let on = on.map(|on| say::day(lens, on)).unwrap_or_default();
        format!("{on} {}", say::cell(lens, *id))
    };
    let cells = lens.digest.upcoming.iter().map(planned);
    vec![
        fill(w.report_upcoming, &[("date", &end)]),
        share(lens, lens.digest.upcoming.len() as u64, missing),
        "–".to_owned(),
        first(cells),
    ]
}

/// Who has most to do.
fn backlog(lens: &Lens<'_>, missing: u64, whole: u64) -> Vec<String> {
    let w = say::of(lens);
    let change = lens.standing.total.change.map(|change| -change);
    let providers = lens.digest.backlog.iter().map(|id| {
        let figures = lens.standing.provider(*id);
        let name = id.and_then(|id| lens.data.rollout.values.provider(id));
        let name = name.map_or_else(|| w.without_provider.to_owned(), ToString::to_string);
        let missing = share(lens, figures.missing(), figures.bodies.total());
        format!("{name} {missing}")
    });
    vec![
        w.report_backlog.to_owned(),
        share(lens, missing, whole),
        change.map_or("–".to_owned(), say::change),
        first(providers),
    ]
}
