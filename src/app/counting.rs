//! What is counted: the figures follow the date, the comparison, the filter and the columns, and nothing else.

use super::model::Model;
use super::prompt::Notice;
use super::screen::{Row, Screen};
use super::table::Table;
use crate::analysis::checks;
use crate::analysis::digest::Digest;
use crate::analysis::figures::Standing;
use crate::analysis::outlook::Outlooks;
use crate::analysis::select::{Filter, Ground};
use crate::analysis::trend::Trends;
use crate::domain::rollout::SnapshotId;

impl Model {
    /// Shows a snapshot, compared with another one.
    pub(super) fn ask(&mut self, at: SnapshotId, compared: Option<SnapshotId>) {
        // A difference always leads from the earlier date to the later one.
        let later = compared.map_or(at, |compared| compared.max(at));
        self.compared = compared
            .map(|compared| compared.min(at))
            .filter(|base| *base != later);
        self.count(Some(later));
    }

    /// Shows what a filter chooses of a snapshot, compared with another one.
    pub(super) fn stand(
        &mut self,
        filter: Option<Filter>,
        at: Option<SnapshotId>,
        compared: Option<SnapshotId>,
    ) {
        self.filter = filter;
        self.compared = None;
        match at {
            Some(at) => self.ask(at, compared),
            None => self.count(None),
        }
    }

    /// Shows another snapshot; every table keeps its place. A comparison ends at the date compared with.
    pub(super) fn travel(&mut self, at: SnapshotId) {
        let stop = self.trail.now_mut();
        if matches!(stop.screen, Screen::Trend { .. }) {
            stop.list.selected = Some(Row::Snapshot(at));
        }
        if self.compared.is_some_and(|compared| compared >= at) {
            self.compared = None;
            self.notice = Some(Notice::NoComparison);
        }
        self.count(Some(at));
    }

    /// Compares with the snapshot before again.
    pub(super) fn end_comparison(&mut self) {
        self.compared = None;
        self.count(self.standing.at);
    }

    /// Chooses the columns of a table by their keys.
    pub(super) fn choose(&mut self, table: Table, keys: &[String]) {
        let mut chosen = std::mem::take(&mut self.chosen);
        chosen.choose(table, keys, &self.lens());
        self.chosen = chosen;
    }

    /// Shows what a filter chooses, or everything.
    pub(super) fn sift(&mut self, filter: Option<Filter>) {
        self.filter = filter;
        self.count(self.standing.at);
    }

    pub(super) fn count(&mut self, at: Option<SnapshotId>) {
        self.recount(at);
        self.refill();
    }

    /// Counts a snapshot: the one moment at which figures are computed.
    pub(super) fn recount(&mut self, at: Option<SnapshotId>) {
        let (data, thresholds) = (&self.data, self.thresholds);
        let whole = Standing::new(data, at, self.compared, thresholds);
        let mut findings = checks::run(&whole, thresholds);
        let was_filtered = self.standing.choice.is_filtered();
        self.scope = self.trail.now().screen.scope();
        if let Some(filter) = &self.filter {
            let ground = Ground {
                whole: &whole,
                findings: &findings,
                scope: self.scope,
                today: self.today,
            };
            let choice = filter.choose(data, ground);
            findings.retain(|finding| finding.cell().is_some_and(|cell| choice.has(cell)));
            self.trends = Trends::of_chosen(data, &choice).into();
            self.standing = Standing::of_chosen(data, at, self.compared, thresholds, choice).into();
            self.whole = Some(whole);
        } else {
            if was_filtered {
                self.trends = Trends::new(data).into();
            }
            (self.standing, self.whole) = (whole.into(), None);
        }
        let mut problems = data.problems.clone();
        problems.append(&mut findings);
        let earlier = self.compared.map(|compared| {
            let choice = self.standing.choice.clone();
            let standing = Standing::of_chosen(data, Some(compared), None, thresholds, choice);
            checks::run(&standing, thresholds)
        });
        let target = self.wanted.or(data.land.target);
        let outlooks = match &self.filter {
            Some(filter) if filter.depends_on_course() => Outlooks::default(),
            _ => Outlooks::new(data, &self.trends, at, target),
        };
        let standing = &self.standing;
        self.digest = Digest::new(data, standing, &problems, earlier.as_deref(), outlooks).into();
        self.problems = problems.into();
    }
}
