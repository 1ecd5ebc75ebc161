//! Figures that were counted where nobody waits for them: on the thread that reads the files, not between two keys.

use std::sync::Arc;

use super::command::Command;
use super::map::Atlas;
use super::model::Model;
use super::palette::Index;
use super::prompt::Notice;
use super::screen::Screen;
use crate::analysis::checks;
use crate::analysis::digest::Digest;
use crate::analysis::figures::{Standing, Thresholds};
use crate::analysis::outlook::Outlooks;
use crate::analysis::select::Filter;
use crate::analysis::trend::Trends;
use crate::domain::dataset::Dataset;
use crate::domain::problem::Problem;
use crate::domain::rollout::SnapshotId;
use crate::domain::target::Target;

/// What has to be known of a session to count for it elsewhere.
#[derive(Clone, Debug, Default)]
pub struct Brief {
    thresholds: Thresholds,
    wanted: Option<Target>,
    called: Vec<(Command, String)>,
}

/// Data with the figures of its newest snapshot. Sessions share it.
#[derive(Debug)]
pub struct Counted {
    /// The data.
    pub data: Arc<Dataset>,
    trends: Arc<Trends>,
    index: Arc<Index>,
    standing: Arc<Standing>,
    problems: Arc<Vec<Problem>>,
    digest: Arc<Digest>,
}

impl Counted {
    /// Counts.
    pub fn new(data: Arc<Dataset>, brief: &Brief) -> Self {
        let (at, thresholds) = (data.rollout.newest(), brief.thresholds);
        let trends = Trends::new(&data);
        let standing = Standing::new(&data, at, None, thresholds);
        let mut problems = data.problems.clone();
        problems.append(&mut checks::run(&standing, thresholds));
        let target = brief.wanted.or(data.land.target);
        let outlooks = Outlooks::new(&data, &trends, at, target);
        let digest = Digest::new(&data, &standing, &problems, None, outlooks);
        // Drawn up once: until the rest is there nothing is searched.
        let index = if data.awaits_history {
            Index::default()
        } else {
            Index::new(&data, &brief.called)
        };
        Self {
            index: index.into(),
            data,
            trends: trends.into(),
            standing: standing.into(),
            problems: problems.into(),
            digest: digest.into(),
        }
    }
}

impl Model {
    /// What has to be known of this session to count for it elsewhere.
    pub fn brief(&self) -> Brief {
        Brief {
            thresholds: self.thresholds,
            wanted: self.wanted,
            called: self.called.clone(),
        }
    }

    /// Shows a snapshot of other data. Only who does not look at the whole of the newest one has to wait for figures.
    pub(super) fn take(&mut self, counted: &Counted, at: Option<SnapshotId>) {
        self.data = Arc::clone(&counted.data);
        self.trends = Arc::clone(&counted.trends);
        self.index = Arc::clone(&counted.index);
        self.atlas = Atlas::default();
        // Names of other data may mean something else, or nothing.
        self.filter = self.filter.take().and_then(|filter| {
            let read = Filter::read(filter.text(), &counted.data);
            read.unwrap_or_default()
        });
        self.standing = Arc::clone(&counted.standing);
        self.problems = Arc::clone(&counted.problems);
        self.digest = Arc::clone(&counted.digest);
        self.whole = None;
        if at != counted.standing.at || self.filter.is_some() || self.compared.is_some() {
            self.recount(at);
        }
        self.refill();
    }

    /// Whether a command asks for what is still being read; then that is said.
    pub(super) fn is_too_early_for(&mut self, command: Command) -> bool {
        let needs_past = match command {
            Command::Open => matches!(self.trail.now().screen, Screen::Views),
            command => matches!(
                command,
                Command::Earlier
                    | Command::Later
                    | Command::Compare
                    | Command::Export
                    | Command::NextProblem
                    | Command::PreviousProblem
                    | Command::Palette
            ),
        };
        let is_early = self.data.awaits_history && needs_past;
        if is_early {
            self.notice = Some(Notice::HistoryAwaited);
        }
        is_early
    }
}
