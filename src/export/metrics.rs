//! The figures of the newest snapshot in the text format of Prometheus (version 0.0.4).
//!
//! Samples carry no time of their own: the date of the data is a gauge, so that an alert can ask for its age.

use std::fmt::Write;

use crate::analysis::checks::Topic;
use crate::analysis::figures::Figures;
use crate::analysis::tally::{Share, Tally};
use crate::app::lens::Lens;
use crate::domain::body::BodyId;
use crate::domain::date::{self, Date, days_between};
use crate::domain::phase::{self, Phase, Status};
use crate::texts::Words;
use crate::ui::context::words;

/// The exposition of all metrics; what is counted of chosen cells alone tells the filter in a label, so that it is never
/// taken for the whole.
pub fn text(lens: &Lens<'_>, filter: Option<&str>) -> String {
    let mut page = Page {
        text: String::new(),
        land: lens.data.land.key.to_string(),
        filter: None,
    };
    let w = words(lens.language);
    about_data(&mut page, lens, w);
    status(&mut page, lens, w);
    page.filter = filter.map(str::to_owned);
    services(&mut page, lens, w);
    let districts: Vec<_> = lens.data.register.districts().collect();
    page.family("ozgtop_district_reach_ratio", w.metric_district_reach);
    for id in districts {
        district(&mut page, lens, id);
    }
    page.family("ozgtop_provider_missing_cells", w.metric_provider_missing);
    for id in lens.standing.providers() {
        let name = id.and_then(|id| lens.data.rollout.values.provider(id));
        let name = name.map_or("", |name| name.as_str());
        let missing = lens.standing.provider(id).missing();
        page.sample(
            "ozgtop_provider_missing_cells",
            &[("provider", name)],
            missing,
        );
    }
    page.text
}

/// The date of the data, its problems, the program.
fn about_data(page: &mut Page, lens: &Lens<'_>, w: &Words) {
    page.family("ozgtop_build_info", w.metric_build);
    let version = ("version", env!("CARGO_PKG_VERSION"));
    page.sample("ozgtop_build_info", &[version], 1);
    page.family("ozgtop_snapshot_timestamp_seconds", w.metric_snapshot);
    if let Some(date) = lens.standing.date {
        page.sample("ozgtop_snapshot_timestamp_seconds", &[], seconds(date));
    }
    page.family("ozgtop_snapshot_synthetic", w.metric_synthetic);
    let synthetic = u64::from(lens.data.is_synthetic());
    page.sample("ozgtop_snapshot_synthetic", &[], synthetic);
    page.family("ozgtop_snapshots", w.metric_snapshots);
    page.sample("ozgtop_snapshots", &[], lens.data.rollout.len() as u64);
    page.family("ozgtop_data_problems", w.metric_problems);
    let problems = lens.digest.of_topic(Topic::Data).len() as u64;
    page.sample("ozgtop_data_problems", &[], problems);
}

/// A number of a service, and where it is found.
type Count = (
    &'static str,
    fn(&Words) -> &'static str,
    fn(&Figures) -> u64,
);

const COUNTS: [Count; 5] = [
    (
        "ozgtop_overdue_cells",
        |w| w.metric_overdue,
        |it| it.overdue,
    ),
    (
        "ozgtop_stalled_cells",
        |w| w.metric_stalled,
        |it| it.stalled,
    ),
    (
        "ozgtop_disturbed_cells",
        |w| w.metric_disturbed,
        |it| it.disturbed,
    ),
    (
        "ozgtop_deferred_cells",
        |w| w.metric_deferred,
        |it| it.deferred,
    ),
    (
        "ozgtop_own_solution_cells",
        |w| w.metric_own,
        |it| it.own_solution,
    ),
];

/// Of the whole Land, whatever a filter leaves out.
fn status(page: &mut Page, lens: &Lens<'_>, w: &Words) {
    page.family("ozgtop_service_status", w.metric_status);
    for id in lens.data.catalogue.ids() {
        let service = lens.data.catalogue.service(id).key.as_str();
        let status = lens.whole.service(id).bodies.status();
        for known in Status::ALL {
            let labels = [("service", service), ("status", known.key())];
            page.sample("ozgtop_service_status", &labels, u64::from(status == known));
        }
    }
}

fn services(page: &mut Page, lens: &Lens<'_>, w: &Words) {
    let services: Vec<_> = lens.data.catalogue.ids().collect();
    let key = |id| ("service", lens.data.catalogue.service(id).key.as_str());
    page.family("ozgtop_cells", w.metric_cells);
    for id in &services {
        page.phases("ozgtop_cells", key(*id), &lens.standing.service(*id).bodies);
    }
    page.family("ozgtop_inhabitants", w.metric_inhabitants);
    for id in &services {
        let inhabitants = lens.standing.service(*id).inhabitants;
        // A service of special authorities alone has no area, so nobody to count.
        if inhabitants.total() > 0 {
            page.phases("ozgtop_inhabitants", key(*id), &inhabitants);
        }
    }
    page.family("ozgtop_reach_ratio", w.metric_reach);
    for id in &services {
        let figures = lens.standing.service(*id);
        page.reach("ozgtop_reach_ratio", &[key(*id)], &figures);
    }
    for (name, about, count) in COUNTS {
        page.family(name, about(w));
        for id in &services {
            page.sample(name, &[key(*id)], count(&lens.standing.service(*id)));
        }
    }
}

fn district(page: &mut Page, lens: &Lens<'_>, id: BodyId) {
    let body = lens.data.register.body(id);
    let labels = [("ars", body.key.as_str()), ("name", body.name.as_str())];
    let figures = lens.standing.district(id);
    page.reach("ozgtop_district_reach_ratio", &labels, &figures);
}

/// Midnight UTC of a day, in seconds since 1 January 1970.
fn seconds(day: Date) -> u64 {
    let days = date::of_unix_seconds(0).map_or(0, |epoch| days_between(epoch, day));
    u64::try_from(days).unwrap_or(0) * 86_400
}

struct Page {
    text: String,
    land: String,
    /// What chose the cells that are counted.
    filter: Option<String>,
}

impl Page {
    /// Begins a family: all are gauges. Writing to a `String` cannot fail, here and below.
    fn family(&mut self, name: &str, help: &str) {
        let help = help.replace('\\', "\\\\").replace('\n', "\\n");
        let _ = writeln!(self.text, "# HELP {name} {help}\n# TYPE {name} gauge");
    }

    fn sample(&mut self, name: &str, labels: &[(&str, &str)], value: impl std::fmt::Display) {
        let _ = write!(self.text, "{name}{{land=\"{}\"", label(&self.land));
        let filter = self.filter.as_deref().map(|text| ("filter", text));
        for (key, text) in filter.into_iter().chain(labels.iter().copied()) {
            let _ = write!(self.text, ",{key}=\"{}\"", label(text));
        }
        let _ = writeln!(self.text, "}} {value}");
    }

    fn phases(&mut self, name: &str, service: (&str, &str), tally: &Tally) {
        for of in [None].into_iter().chain(Phase::ALL.map(Some)) {
            self.sample(name, &[service, ("phase", phase::key(of))], tally.of(of));
        }
    }

    /// Reach under both weightings; none of nothing.
    fn reach(&mut self, name: &str, labels: &[(&str, &str)], figures: &Figures) {
        let shares: [(&str, Share); 2] = [
            ("bodies", figures.bodies.reach()),
            ("inhabitants", figures.inhabitants.reach()),
        ];
        for (weighting, share) in shares {
            if let Some(fraction) = share.fraction() {
                let labels = [labels, &[("weighting", weighting)]].concat();
                self.sample(name, &labels, fraction);
            }
        }
    }
}

/// Text between the quotation marks of a label.
fn label(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', "\\n")
}
