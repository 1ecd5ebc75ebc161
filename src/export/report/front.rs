//! The first page: whose report it is, the answers in a few sentences, and what the words mean.

use super::document::{Block, Document};
use super::say;
use crate::analysis::change::Way;
use crate::analysis::forecast::Arrival;
use crate::analysis::tally::Share;
use crate::analysis::trend::Subject;
use crate::app::lens::Lens;
use crate::app::value::{Ahead, Value};
use crate::domain::phase::Status;
use crate::domain::rollout::SnapshotId;
use crate::domain::service::ServiceId;
use crate::texts::fill;
use crate::ui::format;
use crate::ui::phase::{self, BAR_ORDER};

/// Names in one sentence at most.
const NAMES: usize = 6;

/// Title, dates, source, weighting, filter, and whether it is made up.
pub(super) fn head(lens: &Lens<'_>, filter: Option<&str>, document: &mut Document) {
    let w = say::of(lens);
    let land = lens.data.land.name.as_str();
    document.title = fill(w.report_title, &[("land", land)]);
    document.heading(1, document.title.clone());
    if lens.data.is_synthetic() {
        document
            .blocks
            .push(Block::Notice(w.report_synthetic.to_owned()));
    }
    let Some(date) = lens.standing.date else {
        document
            .blocks
            .push(Block::Notice(w.report_no_stand.to_owned()));
        return;
    };
    let date = say::day(lens, date);
    let stand = match lens.standing.base_date {
        Some(base) => fill(
            w.report_stand,
            &[("date", &date), ("base", &say::day(lens, base))],
        ),
        None => fill(w.report_stand_alone, &[("date", &date)]),
    };
    document.paragraph(format!("{stand} · {}", sources(lens)));
    if let Some(filter) = filter {
        let text = fill(w.report_filter, &[("filter", filter)]);
        document.blocks.push(Block::Notice(text));
    }
}

/// Where the numbers of the two dates come from.
fn sources(lens: &Lens<'_>) -> String {
    let of = |id: Option<SnapshotId>| -> Vec<String> {
        let snapshot = id.and_then(|id| lens.data.rollout.snapshot(id));
        let sources = snapshot.map(|it| it.sources.iter().map(ToString::to_string).collect());
        sources.unwrap_or_default()
    };
    let mut all = of(lens.standing.at);
    for source in of(lens.standing.base) {
        if !all.contains(&source) {
            all.push(source);
        }
    }
    let w = say::of(lens);
    let told = if all.is_empty() {
        w.report_no_source.to_owned()
    } else {
        all.join(", ")
    };
    format!("{}: {told}", w.source)
}

/// The answers, the most important first.
pub(super) fn answers(lens: &Lens<'_>) -> Block {
    let w = say::of(lens);
    let mut all = vec![
        (w.report_lead_everywhere.to_owned(), everywhere(lens)),
        (w.report_lead_online.to_owned(), online(lens)),
    ];
    if lens.standing.base.is_some() {
        all.push((w.report_lead_back.to_owned(), backward(lens)));
    }
    all.push((w.report_lead_forecast.to_owned(), forecast(lens)));
    Block::Answers(all)
}

/// How many services are everywhere, and which of them are so anew.
fn everywhere(lens: &Lens<'_>) -> String {
    let w = say::of(lens);
    let whole = lens.whole;
    let now = |id: &ServiceId| {
        let share = whole.service(*id).bodies.reach();
        share.whole > 0 && share.part == share.whole
    };
    let before = |id: &ServiceId| {
        let figures = whole.service(*id);
        let share = figures.bodies.reach();
        let then = share.part.cast_signed() - figures.change.unwrap_or(0);
        share.whole > 0 && then == share.whole.cast_signed()
    };
    let names = |ids: Vec<ServiceId>| {
        let names = ids.into_iter().map(|id| say::short_service(lens, id));
        say::few(lens, names, NAMES, ", ")
    };
    let ids = || lens.data.catalogue.ids();
    let count = [
        ("n", say::number(lens, whole.everywhere)),
        ("m", say::number(lens, lens.data.catalogue.len() as u64)),
        ("names", names(ids().filter(now).collect())),
    ];
    let count = count.each_ref().map(|(name, text)| (*name, text.as_str()));
    let pattern = if whole.everywhere > 0 {
        w.report_everywhere
    } else {
        w.report_nowhere
    };
    let mut text = fill(pattern, &count);
    let Some(base) = whole.base_date else {
        return text;
    };
    let base = say::day(lens, base);
    let came: Vec<_> = ids().filter(|id| now(id) && !before(id)).collect();
    let went: Vec<_> = ids().filter(|id| before(id) && !now(id)).collect();
    text.push(' ');
    text += &if came.is_empty() {
        fill(w.report_none_new, &[("base", &base)])
    } else {
        fill(w.report_new, &[("base", &base), ("names", &names(came))])
    };
    if !went.is_empty() {
        text.push(' ');
        text += &fill(w.report_lost, &[("base", &base), ("names", &names(went))]);
    }
    text
}

/// How many cells are live, whom that reaches, and how many nobody reported.
fn online(lens: &Lens<'_>) -> String {
    let w = say::of(lens);
    let total = &lens.standing.total;
    let reach = total.bodies.reach();
    let n = |count| say::number(lens, count);
    let percent = format::percent(reach);
    let mut text = fill(
        w.report_cells,
        &[
            ("n", &n(reach.part)),
            ("m", &n(reach.whole)),
            ("percent", &percent),
        ],
    );
    if let (Some(base), Some(change)) = (lens.standing.base_date, total.change) {
        let then = Share {
            part: reach.part.saturating_add_signed(-change),
            whole: reach.whole,
        };
        text.push(' ');
        text += &fill(
            w.report_cells_before,
            &[
                ("base", &say::day(lens, base)),
                ("n", &n(then.part)),
                ("m", &n(then.whole)),
                ("percent", &format::percent(then)),
                ("change", &say::change(change)),
            ],
        );
    }
    let people = total.inhabitants.reach();
    if people.whole > 0 {
        let mark = if total.estimated { "≈" } else { "" };
        let percent = format!("{mark}{}", format::percent(people));
        let [part, whole] = [people.part, people.whole].map(|count| format!("{mark}{}", n(count)));
        text.push(' ');
        text += &fill(
            w.report_people,
            &[("n", &part), ("m", &whole), ("percent", &percent)],
        );
    }
    text.push(' ');
    text += &fill(
        w.report_unknown,
        &[("n", &n(total.bodies.unknown)), ("m", &n(reach.whole))],
    );
    text
}

/// What fell back since the other date, and what fell silent.
fn backward(lens: &Lens<'_>) -> String {
    let w = say::of(lens);
    let base = lens.standing.base_date.map(|base| say::day(lens, base));
    let base = base.unwrap_or_default();
    let count = |way| say::number(lens, lens.digest.count(way));
    let whole = say::number(lens, lens.standing.total.bodies.total());
    let examples = super::watch::fallen(lens).into_iter().map(|(id, moved)| {
        let moved = say::value(lens, &Value::Transition(Some(moved)));
        let moved = moved.trim_start_matches(['▼', ' ']);
        format!("{} ({moved})", say::cell(lens, id))
    });
    let names = say::few(lens, examples, 3, "; ");
    let values = [
        ("base", base.as_str()),
        ("n", &count(Way::Backward)),
        ("m", &whole),
        ("names", &names),
    ];
    let pattern = match lens.digest.count(Way::Backward) {
        0 => w.report_no_back,
        _ => w.report_back,
    };
    let mut text = fill(pattern, &values);
    if lens.digest.count(Way::Silent) > 0 {
        text.push(' ');
        text += &fill(
            w.report_silent,
            &[("n", &count(Way::Silent)), ("m", &whole)],
        );
    }
    text
}

/// When everything is live at the pace of the last months, which services come first, what becomes of the target.
fn forecast(lens: &Lens<'_>) -> String {
    let w = say::of(lens);
    let ahead = |ahead| say::value(lens, &Value::Ahead(Subject::Land, ahead));
    let Some(outlook) = lens.digest.outlooks.of(Subject::Land) else {
        return w.report_no_forecast.to_owned();
    };
    let pattern = match outlook.pace.arrival {
        Arrival::Expected { .. } | Arrival::TooFar => w.report_pace,
        _ => w.report_pace_else,
    };
    let mut text = fill(pattern, &[("pace", &ahead(Ahead::Pace))]);
    let next = lens.digest.arriving.iter().map(|(id, date)| {
        let month = format::month(lens.language, *date);
        format!("{} (≈ {month})", say::short_service(lens, *id))
    });
    if next.len() > 0 {
        let names = next.take(3).collect::<Vec<_>>().join(", ");
        text.push(' ');
        text += &fill(w.report_next, &[("names", &names)]);
    }
    if lens.target.is_some() {
        text.push(' ');
        text += &fill(w.report_target, &[("target", &ahead(Ahead::Target))]);
    }
    text
}

/// What the words of the first page mean, and where the register comes from.
pub(super) fn terms(lens: &Lens<'_>) -> Block {
    let w = say::of(lens);
    let days = lens.thresholds.stalled_days.to_string();
    let grace = lens.thresholds.overdue_days.to_string();
    let overdue = match lens.thresholds.overdue_days {
        0 => w.means_overdue,
        _ => w.means_overdue_grace,
    };
    let terms = [
        (w.report_stand_term, w.report_means_stand.to_owned()),
        (w.figure_reach_bodies, w.report_means_bodies.to_owned()),
        (
            w.figure_reach_inhabitants,
            w.report_means_inhabitants.to_owned(),
        ),
        (w.status_everywhere, w.means_everywhere.to_owned()),
        (w.mark_overdue, fill(overdue, &[("n", &grace)])),
        (w.mark_stalled, fill(w.means_stalled, &[("n", &days)])),
        (w.mark_disturbed, w.means_disturbed.to_owned()),
    ];
    let index = [
        (w.about_unlinked, w.means_unlinked.to_owned()),
        (w.about_untracked, w.means_untracked.to_owned()),
    ];
    let looked = lens.digest.comparison.is_some();
    let register = [(w.report_register, lens.data.register_source.to_string())];
    let terms = terms.into_iter();
    let index = index.into_iter().filter(|_| looked);
    let all: Vec<_> = terms.chain(index).chain(register).collect();
    listed(&all)
}

/// What the other words mean: phases, status, marks, and how forecasts are made.
pub(super) fn further_terms(lens: &Lens<'_>) -> Block {
    let w = say::of(lens);
    let phases = BAR_ORDER.map(|phase| {
        let look = phase::look(w, phase);
        (look.word, look.means.to_owned())
    });
    let status = [
        Status::NotStarted,
        Status::Preparing,
        Status::Piloting,
        Status::RollingOut,
    ];
    let status = status.map(|status| {
        let (word, means) = phase::status(w, status);
        (word, means.to_owned())
    });
    let others = [
        (w.report_field, w.report_means_field),
        (w.mark_disturbed, w.means_disturbed),
        (w.mark_deferred, w.means_deferred),
        (w.mark_own_solution, w.means_own_solution),
        (w.figure_reach_inhabitants, w.means_reach_inhabitants),
        (w.figure_estimate, w.means_estimate),
        (w.figure_pace, w.means_pace),
        (w.fact_by_curve, w.means_curve),
    ];
    let others = others.map(|(word, means)| (word, means.to_owned()));
    let all: Vec<_> = phases.into_iter().chain(status).chain(others).collect();
    listed(&all)
}

fn listed(terms: &[(&str, String)]) -> Block {
    let told = terms.iter().filter(|(_, text)| !text.is_empty());
    let told = told.map(|(term, text)| ((*term).to_owned(), text.clone()));
    Block::Terms(told.collect())
}
