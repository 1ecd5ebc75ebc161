//! The state of one operator's session.

use std::sync::Arc;

use super::command::Command;
use super::copying::{CopySheet, Part};
use super::counted::Counted;
use super::focus::Focus;
use super::keymap::Keymap;
use super::language::{Language, Weighting};
use super::layout::{self, Lines};
use super::lens::Lens;
use super::live::Live;
use super::map::Atlas;
use super::message::Moment;
use super::palette::Index;
use super::prompt::{Notice, Prompt};
use super::screen::Screen;
use super::table::Chosen;
use super::trail::{Stop, Trail};
use super::views::Views;
use crate::analysis::digest::Digest;
use crate::analysis::figures::{Standing, Thresholds};
use crate::analysis::select::{Filter, Scope};
use crate::analysis::trend::Trends;
use crate::domain::collate::Folded;
use crate::domain::dataset::Dataset;
use crate::domain::date::{self, Date};
use crate::domain::problem::Problem;
use crate::domain::rollout::SnapshotId;
use crate::domain::target::Target;
use crate::domain::text::CleanText;

/// What a session starts with.
#[derive(Clone, Debug)]
pub struct Start {
    /// Language of the screen.
    pub language: Language,
    /// What bars count.
    pub weighting: Weighting,
    /// What counts as stalled and stale.
    pub thresholds: Thresholds,
    /// What the settings want reached by when; it wins over the target of the data.
    pub target: Option<Target>,
    /// Which key means what.
    pub keymap: Keymap,
    /// The screen that a session begins on.
    pub screen: Screen,
    /// Columns and lines of the terminal.
    pub size: (u16, u16),
    /// The day it is.
    pub today: Date,
}

/// The state. Only [`update`](super::update::update) changes it.
#[derive(Debug)]
pub struct Model {
    /// The data.
    pub data: Arc<Dataset>,
    /// Figures of the date on screen, of the cells that the filter chose.
    pub standing: Arc<Standing>,
    /// The same of all cells, where a filter chose some.
    pub(super) whole: Option<Standing>,
    /// What the operator wants to see.
    pub filter: Option<Filter>,
    /// Of what the filter was asked the reach.
    pub(super) scope: Scope,
    /// The snapshot that the operator compares with; `None`: the one before, without comment.
    pub compared: Option<SnapshotId>,
    /// Problems of the data, then findings of the date on screen.
    pub problems: Arc<Vec<Problem>>,
    /// The lists behind the weekly questions.
    pub digest: Arc<Digest>,
    /// Figures of all dates.
    pub trends: Arc<Trends>,
    /// The columns that the operator chose.
    pub chosen: Chosen,
    /// Everything that can be found by typing.
    pub index: Arc<Index>,
    /// The words by which commands are called, in every language.
    pub(super) called: Vec<(Command, String)>,
    /// What the map needs, where it is on screen.
    pub atlas: Atlas,
    /// Where the operator is, and how he came there.
    pub trail: Trail,
    /// What the operator looks at, whatever the view.
    pub(super) focus: Focus,
    /// Language of the screen.
    pub language: Language,
    /// What bars count.
    pub weighting: Weighting,
    /// What counts as stalled and stale.
    pub thresholds: Thresholds,
    /// Which key means what.
    pub keymap: Keymap,
    /// Columns and lines of the terminal.
    pub size: (u16, u16),
    /// The day it is.
    pub today: Date,
    /// The saved views.
    pub views: Views,
    /// Data that changes while it is looked at.
    pub live: Live,
    /// A text being typed.
    pub prompt: Option<Prompt>,
    /// The copy sheet, in front of everything else.
    pub sheet: Option<CopySheet>,
    /// What the same key shows on the copy sheet, if it comes at once.
    pub(super) by_hand: Option<Part>,
    /// What the program has to say.
    pub notice: Option<Notice>,
    /// Whether the session only looks; see [`lock`](super::lock).
    pub(super) locked: bool,
    first: Screen,
    pub(super) wanted: Option<Target>,
    pub(super) query: Option<Folded>,
    pub(super) cancelled: Option<Moment>,
}

impl Model {
    /// A session on the first screen, without data yet.
    pub fn new(start: Start) -> Self {
        let mut model = Self {
            data: Arc::default(),
            standing: Arc::default(),
            whole: None,
            filter: None,
            scope: Scope::default(),
            compared: None,
            problems: Arc::default(),
            digest: Arc::default(),
            trends: Arc::default(),
            chosen: Chosen::default(),
            index: Arc::default(),
            called: Vec::new(),
            atlas: Atlas::default(),
            trail: Trail::new(start.screen),
            focus: Focus::default(),
            language: start.language,
            weighting: start.weighting,
            thresholds: start.thresholds,
            keymap: start.keymap,
            size: start.size,
            today: start.today,
            views: Views::default(),
            live: Live::default(),
            prompt: None,
            sheet: None,
            by_hand: None,
            notice: None,
            locked: false,
            first: start.screen,
            wanted: start.target,
            query: None,
            cancelled: None,
        };
        model.refill();
        model
    }

    /// What the tables are filled through.
    pub fn lens(&self) -> Lens<'_> {
        Lens {
            data: &self.data,
            standing: &self.standing,
            whole: self.whole(),
            chosen: &self.chosen,
            problems: &self.problems,
            digest: &self.digest,
            trends: &self.trends,
            keymap: &self.keymap,
            target: self.target(),
            language: self.language,
            weighting: self.weighting,
            thresholds: self.thresholds,
            comparing: self.compared.is_some(),
            views: &self.views.all,
        }
    }

    /// Figures of the date on screen, whatever the filter.
    pub fn whole(&self) -> &Standing {
        self.whole.as_ref().unwrap_or(&self.standing)
    }

    /// How the lines of the terminal are shared out on the present screen.
    pub fn lines(&self) -> Lines {
        let wish = self.trail.now().screen.wish(&self.lens(), self.size.0);
        layout::lines(self.size.1, wish)
    }

    /// Visible rows of the present table.
    pub fn height(&self) -> usize {
        usize::from(self.lines().rows)
    }

    /// Whether the present screen stands as a picture: it has one, and there is room for it.
    pub fn has_picture(&self) -> bool {
        let screen = &self.trail.now().screen;
        let is_early = screen.needs_history() && self.data.awaits_history;
        if is_early || self.standing.at.is_none() && screen.needs_snapshot() {
            return false;
        }
        let knows_where = match screen {
            Screen::Map { drawing, .. } => drawing.is_possible(&self.data),
            _ => true,
        };
        let picture = screen.picture().filter(|_| knows_where);
        picture.is_some_and(|(width, height)| {
            let (columns, lines) = self.canvas();
            columns >= width && lines >= height
        })
    }

    /// Whether left and right lead along time: in the picture of a trend.
    pub(super) fn has_timeline(&self) -> bool {
        matches!(self.trail.now().screen, Screen::Trend { .. }) && self.has_picture()
    }

    /// The sources of the snapshot on screen.
    pub fn sources(&self) -> &[CleanText] {
        let snapshot = self
            .standing
            .at
            .and_then(|at| self.data.rollout.snapshot(at));
        snapshot.map_or(&[], |snapshot| snapshot.sources.as_slice())
    }

    /// Days from the snapshot on screen to today.
    pub fn age(&self) -> Option<i64> {
        self.standing
            .date
            .map(|date| date::days_between(date, self.today))
    }

    /// What is to be reached by when: by the settings, else by the data; `None` where nobody says.
    pub fn target(&self) -> Option<Target> {
        self.wanted.or(self.data.land.target)
    }

    /// Whether the newest snapshot is older than it should be; that an earlier one is old is no fault.
    pub fn is_stale(&self) -> bool {
        let is_old = |age| age > i64::from(self.thresholds.stale_days);
        self.newer().is_none() && self.age().is_some_and(is_old)
    }

    /// Takes new data and counts its newest snapshot.
    pub(super) fn load(&mut self, data: Arc<Dataset>) {
        self.trail = Trail::new(self.first);
        self.focus = Focus::default();
        self.compared = None;
        let counted = Counted::new(data, &self.brief());
        self.take(&counted, counted.data.rollout.newest());
    }

    /// The newest snapshot, where another one is on screen.
    pub fn newer(&self) -> Option<Date> {
        let newest = self
            .data
            .rollout
            .newest()
            .filter(|newest| Some(*newest) != self.standing.at)?;
        self.data
            .rollout
            .snapshot(newest)
            .map(|snapshot| snapshot.date)
    }

    /// Changes the present stop with the lens at hand.
    pub(super) fn with_stop<T>(
        &mut self,
        change: impl FnOnce(&mut Stop, &Lens<'_>, usize) -> T,
    ) -> T {
        let height = self.height();
        let mut stop = std::mem::replace(self.trail.now_mut(), Stop::new(Screen::Services));
        let result = change(&mut stop, &self.lens(), height);
        *self.trail.now_mut() = stop;
        result
    }

    /// Fills the present table anew, and the map where it is on screen.
    pub(super) fn refill(&mut self) {
        let asks_here = self.filter.as_ref().is_some_and(Filter::depends_on_scope);
        if asks_here && self.scope != self.trail.now().screen.scope() {
            self.recount(self.standing.at);
        }
        self.with_stop(|stop, lens, height| stop.list.refill(&stop.screen, lens, height));
        let mut atlas = std::mem::take(&mut self.atlas);
        atlas.prepare(&self.lens(), &self.trail.now().screen, self.canvas());
        self.atlas = atlas;
    }

    /// Takes another size of the terminal.
    pub(super) fn resize(&mut self, size: (u16, u16)) {
        self.size = size;
        self.with_stop(|stop, _, height| stop.list.reveal(height));
        let canvas = self.canvas();
        if let Screen::Map { drawing, .. } = self.trail.now().screen {
            self.atlas.resize(&self.data, drawing, canvas);
        }
    }

    /// Columns and lines of a picture.
    fn canvas(&self) -> (u16, u16) {
        let lines = self.lines();
        (self.size.0, lines.head + lines.rows)
    }
}
