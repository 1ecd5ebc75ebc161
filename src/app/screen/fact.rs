//! Facts: named values above a table, or the fields of a cell in it.

use super::Screen;
use crate::analysis::change::Way;
use crate::analysis::checks::Topic;
use crate::app::value::Value;
use crate::domain::evidence::Coverage;

/// Names of facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "each is the name of a figure or field of the domain"
)]
pub enum Label {
    Ags,
    Bare,
    Area,
    Blocker,
    Body,
    Between,
    ByCurve,
    ByPace,
    Change,
    MoreOnline,
    NoDistrict,
    Topic(Topic),
    Way(Way),
    Contact,
    District,
    Everywhere,
    Evidence(OfEvidence),
    Exceptions,
    Headline(usize),
    Key,
    Law,
    Lead,
    Leika,
    Marks,
    Maturity,
    Note,
    Overdue,
    Own,
    OwnSolution,
    OzgId,
    Phase,
    Planned,
    Population,
    Problems,
    Procedure,
    Provider,
    Reach,
    ReachInhabitants,
    Reason,
    Rule,
    Samtgemeinde,
    Service,
    ServiceNote,
    Since,
    Solution,
    Source,
    Stalled,
    Status,
    Target,
    ThemeField,
    Unknown,
    Updated,
    Url,
}

/// Names of what the public index shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the name of a figure or field")]
pub enum OfEvidence {
    Agreeing,
    BrokenLinks,
    Coverage,
    Evidence,
    Found,
    Index,
    IndexUrl,
}

/// Words of the program's own that stand as values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is a word of the domain")]
pub enum Word {
    ByRule,
    ByException,
    ByIndex,
    Coverage(Coverage),
    ExceptionsMissing,
    SharedSolution,
    OwnSolution,
    Unchanged,
    NotResponsible,
    LeftOut,
    NoEvidence,
    Awaited,
    HistoryAwaited,
    Elsewhere,
    MoreOrFewer,
    WithoutProvider,
}

/// A named value above a table or in the list of a cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its name.
    pub label: Label,
    /// Its value.
    pub value: Value,
    /// Where Enter leads from it.
    pub opens: Option<Screen>,
}

impl Fact {
    pub(super) fn new(label: Label, value: Value) -> Self {
        Self {
            label,
            value,
            opens: None,
        }
    }

    /// A value that needs no name.
    pub(super) fn bare(value: Value) -> Self {
        Self::new(Label::Bare, value)
    }

    pub(super) fn opening(label: Label, value: Value, screen: Screen) -> Self {
        Self {
            label,
            value,
            opens: Some(screen),
        }
    }
}
