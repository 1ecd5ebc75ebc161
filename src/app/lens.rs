//! What the operator looks through: the data on one date, in one language and weighting. Read-only.

use crate::analysis::digest::Digest;
use crate::analysis::figures::{Figures, Standing, Thresholds};
use crate::analysis::tally::Tally;
use crate::analysis::trend::Trends;
use crate::app::keymap::Keymap;
use crate::app::language::{Language, Weighting};
use crate::app::table::Chosen;
use crate::app::views::SavedView;
use crate::domain::cell::{Cell, Marks};
use crate::domain::dataset::Dataset;
use crate::domain::problem::Problem;
use crate::domain::target::Target;

/// Everything a table needs to fill its fields.
#[derive(Clone, Copy, Debug)]
pub struct Lens<'a> {
    /// The data.
    pub data: &'a Dataset,
    /// The figures of the date on screen, of the cells that the filter chose.
    pub standing: &'a Standing,
    /// The same of all cells: what is said about a service in the whole Land never depends on a filter.
    pub whole: &'a Standing,
    /// Problems of the files, then findings of the date.
    pub problems: &'a [Problem],
    /// The lists behind the weekly questions.
    pub digest: &'a Digest,
    /// Figures of all dates.
    pub trends: &'a Trends,
    /// Which key means what.
    pub keymap: &'a Keymap,
    /// What is to be reached by when, where somebody says so.
    pub target: Option<Target>,
    /// The columns that the operator chose.
    pub chosen: &'a Chosen,
    /// Language of names.
    pub language: Language,
    /// What bars count.
    pub weighting: Weighting,
    /// What counts as stalled and stale.
    pub thresholds: Thresholds,
    /// Whether the operator compares with a date of his choice: then every table shows the difference.
    pub comparing: bool,
    /// The saved views.
    pub views: &'a [SavedView],
}

/// A mark beside the phase, reported or computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Planned date passed.
    Overdue,
    /// Too long in one phase.
    Stalled,
    /// Link broken.
    Disturbed,
    /// Paused.
    Deferred,
    /// Another product.
    OwnSolution,
}

impl Mark {
    /// All marks, the gravest first.
    pub const ALL: [Self; 5] = [
        Self::Disturbed,
        Self::Overdue,
        Self::Stalled,
        Self::Deferred,
        Self::OwnSolution,
    ];

    /// The key that exports use.
    pub fn key(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Stalled => "stalled",
            Self::Disturbed => "disturbed",
            Self::Deferred => "deferred",
            Self::OwnSolution => "own_solution",
        }
    }

    /// How grave it is: 0 to 4.
    pub fn weight(self) -> usize {
        Self::ALL
            .iter()
            .rev()
            .position(|mark| *mark == self)
            .unwrap_or(0)
    }
}

impl Lens<'_> {
    /// The marks of a cell on the date on screen.
    pub fn marks(&self, cell: &Cell) -> Vec<Mark> {
        let on = self.standing.date;
        let has = |mark: &Mark| match mark {
            Mark::Overdue => on
                .and_then(|on| cell.overdue_days(on, self.thresholds.overdue_days))
                .is_some(),
            Mark::Stalled => on
                .and_then(|on| cell.stalled_days(on, self.thresholds.stalled_days))
                .is_some(),
            Mark::Disturbed => cell.is_live() && cell.marks.has(Marks::DISTURBED),
            Mark::Deferred => cell.marks.has(Marks::DEFERRED),
            Mark::OwnSolution => cell.is_live() && cell.marks.has(Marks::OWN_SOLUTION),
        };
        Mark::ALL.into_iter().filter(has).collect()
    }

    /// The distribution that the present weighting asks for.
    pub fn weighted(&self, figures: &Figures) -> Tally {
        match self.weighting {
            Weighting::Bodies => figures.bodies,
            Weighting::Inhabitants => figures.inhabitants,
        }
    }
}
