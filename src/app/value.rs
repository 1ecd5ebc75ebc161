//! What stands in a field of a table: a domain value, not yet words. Screen, list and export all start from it.

use super::column::Column;
use super::lens::Mark;
use super::screen::overview::Question;
use crate::analysis::change::{Transition, Way};
use crate::analysis::group::Group;
use crate::analysis::tally::{Share, Tally};
use crate::analysis::trend::Subject;
use crate::domain::body::BodyId;
use crate::domain::cell::{Cell, CellId};
use crate::domain::date::Date;
use crate::domain::phase::{Phase, Status};
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;

/// The value of one field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing is known or nothing applies.
    Nothing,
    /// A text of the data.
    Text(CleanText),
    /// A service.
    Service(ServiceId),
    /// A body by its bare name.
    Body(BodyId),
    /// The body that acts, by its full name; with "über" where it acts for another one.
    Acting {
        /// The responsible body.
        body: BodyId,
        /// Whether it acts for the body the row is about.
        via: bool,
    },
    /// No body acts, or the data does not tell which.
    Nobody,
    /// The class of a body.
    Kind(BodyId),
    /// Inhabitants; estimates carry `≈`.
    Inhabitants {
        /// How many.
        count: u64,
        /// Whether the number is official.
        official: bool,
    },
    /// A plain number.
    Number(u64),
    /// A difference.
    Change(Option<i64>),
    /// `n/m`.
    Count(Share),
    /// `n/m` of inhabitants; `estimated` carries `≈`.
    People {
        /// The share.
        share: Share,
        /// Whether it rests on estimates.
        estimated: bool,
    },
    /// Percent of a share; `estimated` carries `≈`.
    Percent {
        /// The share.
        share: Share,
        /// Whether it rests on estimates.
        estimated: bool,
    },
    /// The distribution over phases.
    Bar(Tally),
    /// A derived status.
    Status(Status),
    /// Phase of a cell.
    Phase(Cell),
    /// Marks of a cell, the computed ones included.
    Marks(Cell),
    /// How a cell moved since the date compared with; `None` where it did not.
    Transition(Option<Transition>),
    /// Cells further and further back than on the date compared with.
    Moves {
        /// Further.
        forward: u64,
        /// Further back.
        backward: u64,
        /// Newly reported, and fallen silent: told where there are some.
        silence: (u64, u64),
    },
    /// How many more of something that nobody wants.
    More(i64),
    /// From one date to another.
    Span(Option<Date>, Option<Date>),
    /// A number of days.
    Days(i64),
    /// Days since the snapshot before; `missing` where at least one in between is.
    Interval {
        /// How many.
        days: i64,
        /// Whether a snapshot is missing in between.
        missing: bool,
    },
    /// Reach on the last dates, the present one last.
    Spark(Vec<Share>),
    /// A forecast of a subject.
    Ahead(Subject, Ahead),
    /// A column by what it tells.
    Column(Column),
    /// Whether something is shown.
    Shown(bool),
    /// Whether a finding is new.
    IsNew(bool),
    /// A service by its three letters.
    Short(ServiceId),
    /// A cell by the letters of its service and the name of its body.
    Cell(CellId),
    /// A question, and the date it turns on.
    Asked(Question, Option<Date>),
    /// Several values with separators, as many as there is room for.
    List(Vec<Value>),
    /// The letter and word of a phase.
    Legend(Option<Phase>),
    /// The sign and word of a way.
    WayLegend(Way),
    /// The sign and word of a mark.
    MarkLegend(Mark),
    /// The whole Land.
    Land,
    /// A group of a matrix.
    Group(Group),
    /// Reach as a shade and a number of two digits; with dates compared, live cells more or fewer.
    Shaded {
        /// The reach.
        share: Share,
        /// Live cells more or fewer.
        change: Option<i64>,
    },
    /// One cell of a matrix; `own` is false where another body acts.
    Matrix {
        /// The cell, `None` where no body is responsible.
        cell: Option<Cell>,
        /// How it moved since the date compared with.
        moved: Option<Transition>,
        /// Whether the row's body is responsible itself.
        own: bool,
    },
    /// The marks of a cell in words.
    MarkWords(Cell),
    /// Since when a cell is in its phase, with a sign where it has stalled.
    Since(Cell),
    /// The planned date of a cell, with a sign where it is overdue.
    Planned(Cell),
    /// A cell on one date, and on the date before: how it moved.
    Step {
        /// The cell.
        cell: Cell,
        /// The cell in the snapshot before.
        before: Option<Cell>,
    },
    /// The bodies that a service's rule names.
    Rule(ServiceId),
    /// The key of a body.
    Key(BodyId),
    /// A number that names something, written without separators.
    Id(u32),
    /// When and by whom a figure was published.
    Quoted {
        /// The day.
        date: Date,
        /// Who published it.
        source: CleanText,
    },
    /// A calendar day.
    Day(Date),
    /// A month.
    Month(Date),
    /// Month of the last planned date; `unplanned` cells have none.
    End {
        /// The last planned date.
        date: Option<Date>,
        /// Cells that are not live and have no date.
        unplanned: u64,
    },
    /// The name of a fact.
    Fact(super::screen::Label),
    /// Several values in a row.
    Many(Vec<Value>),
    /// A word of the program's own.
    Word(super::screen::Word),
    /// Entries of the public index: with a working link, with a broken one, switched off.
    Index([u16; 3]),
    /// A part of a problem, by its position.
    Problem(usize, ProblemPart),
    /// A row of the help, by its position.
    Help(usize, HelpPart),
}

/// Which forecast.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// At the pace of the last months.
    Pace,
    /// By S-curve.
    Curve,
    /// What becomes of the target.
    Target,
}

/// Which part of a problem.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProblemPart {
    /// Its kind in a word.
    Kind,
    /// Where it stands, or the cell it is about.
    Subject,
    /// What is wrong.
    What,
    /// What to do.
    Advice,
}

/// Which part of a row of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HelpPart {
    /// Keys, or the term.
    Term,
    /// What it means.
    Meaning,
}

impl Value {
    /// A text, or nothing.
    pub fn from_text(text: Option<&CleanText>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(text.clone()))
    }
}
