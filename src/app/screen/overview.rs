//! The first screen: the questions of every week in one row each, with what is worst, and the list behind it.

use super::services::reach;
use super::{Fact, Label, Row, Screen, Word};
use crate::analysis::change::Way;
use crate::analysis::checks::Topic;
use crate::analysis::comparison::Comparison;
use crate::analysis::digest::AHEAD_DAYS;
use crate::analysis::figures::Figures;
use crate::analysis::tally::Share;
use crate::analysis::trend::Subject;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::list::Sort;
use crate::app::value::Value;
use crate::domain::date;
use crate::domain::problem::Problem;
use crate::domain::service::ServiceId;

/// A question that operators must answer every week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Question {
    /// How many services are everywhere?
    Everywhere,
    /// Which services are everywhere next?
    Forecast,
    /// How many cells are live?
    Online,
    /// What changed?
    Moves,
    /// What fell back?
    Backward,
    /// Which services are furthest behind?
    SlowServices,
    /// Which districts are furthest behind?
    SlowDistricts,
    /// Which providers have most to do?
    Backlog,
    /// Where do tracking and the public index contradict each other?
    Evidence,
    /// What goes live in the next four weeks?
    Upcoming,
    /// What is late or stands still, has a broken link or was not reported; what is wrong with the files?
    Topic(Topic),
}

impl Question {
    /// All questions in the order in which they stand on the screen.
    pub const ALL: [Self; 15] = [
        Self::Everywhere,
        Self::Forecast,
        Self::Online,
        Self::Moves,
        Self::Backward,
        Self::SlowServices,
        Self::SlowDistricts,
        Self::Backlog,
        Self::Topic(Topic::Overdue),
        Self::Topic(Topic::Stalled),
        Self::Upcoming,
        Self::Topic(Topic::NotReported),
        Self::Topic(Topic::Disturbed),
        Self::Evidence,
        Self::Topic(Topic::Data),
    ];

    /// The list behind it.
    pub(super) fn screen(self) -> Screen {
        match self {
            Self::Everywhere | Self::Online | Self::SlowServices => Screen::Services,
            Self::Forecast => Screen::trend(Subject::Land),
            Self::Moves => Screen::Changes(None),
            Self::Backward => Screen::Changes(Some(Way::Backward)),
            Self::SlowDistricts => Screen::Districts,
            Self::Backlog => Screen::Providers,
            Self::Upcoming => Screen::Upcoming,
            Self::Evidence => Screen::Evidence,
            Self::Topic(topic) => Screen::Problems(Some(topic)),
        }
    }

    /// The order in which that list answers it, where that is not the list's own.
    pub fn sort(self) -> Option<Sort> {
        let by = |column, descending| Some(Sort { column, descending });
        match self {
            Self::SlowServices | Self::SlowDistricts => by(Column::ByBodies, false),
            Self::Everywhere | Self::Online => by(Column::ByBodies, true),
            _ => None,
        }
    }
}

pub(super) const COLUMNS: [Column; 3] = [Column::Question, Column::Number, Column::Worst];

/// Most examples of one question: what is further down stands in the list.
const EXAMPLES: usize = 40;

pub(super) fn value(lens: &Lens<'_>, question: Question, column: Column) -> Value {
    match column {
        Column::Question => match question {
            Question::Moves => Value::Asked(question, lens.standing.base_date),
            Question::Upcoming => {
                let end = lens.standing.date.map(|on| date::plus_days(on, AHEAD_DAYS));
                Value::Asked(question, end)
            }
            question => Value::Asked(question, None),
        },
        Column::Number => number(lens, question),
        Column::Worst => Value::List(worst(lens, question, EXAMPLES)),
        _ => Value::Nothing,
    }
}

/// All examples, also those for which a screen has no room.
pub(super) fn in_full(lens: &Lens<'_>, question: Question) -> Value {
    Value::List(worst(lens, question, usize::MAX))
}

/// The number that answers it, with the difference where the operator compares.
fn number(lens: &Lens<'_>, question: Question) -> Value {
    let value = count(lens, question);
    let Some(more) = more(lens, question).filter(|_| lens.comparing) else {
        return value;
    };
    let more = match question {
        Question::Everywhere | Question::Online => Value::Change(Some(more)),
        _ => Value::More(more),
    };
    Value::Many(vec![value, more])
}

fn share(part: usize, whole: u64) -> Value {
    let part = part as u64;
    Value::Count(Share { part, whole })
}

fn count(lens: &Lens<'_>, question: Question) -> Value {
    let (standing, digest) = (lens.standing, lens.digest);
    let total = &standing.total;
    let (reach, missing) = (total.bodies.reach(), total.missing());
    let services = lens.data.catalogue.len() as u64;
    match question {
        Question::Everywhere => Value::Count(Share {
            part: lens.whole.everywhere,
            whole: services,
        }),
        Question::Forecast => share(digest.arriving.len(), digest.slow_services.len() as u64),
        // The difference takes the room of the percent.
        Question::Online if lens.comparing => Value::Count(reach),
        Question::Online => Value::Many(vec![Value::Count(reach), percent(reach)]),
        Question::Moves => Value::Moves {
            forward: total.forward,
            backward: total.backward,
            silence: (digest.count(Way::Reported), digest.count(Way::Silent)),
        },
        Question::Backward => Value::Count(Share {
            part: digest.count(Way::Backward),
            whole: reach.whole,
        }),
        Question::SlowServices => {
            let ids = lens.data.catalogue.ids();
            let counted = ids.filter(|id| standing.service(*id).bodies.total() > 0);
            share(digest.slow_services.len(), counted.count() as u64)
        }
        Question::SlowDistricts => {
            let districts = lens.data.register.districts();
            let counted = districts.filter(|id| standing.district(*id).bodies.total() > 0);
            share(digest.slow_districts.len(), counted.count() as u64)
        }
        Question::Backlog => Value::Count(Share {
            part: missing,
            whole: reach.whole,
        }),
        Question::Upcoming => share(digest.upcoming.len(), missing),
        Question::Evidence => comparison(lens).map_or(Value::Nothing, |of| {
            share(of.contradictions.len(), of.agreeing.whole)
        }),
        Question::Topic(topic) => {
            let found = digest.of_topic(topic).len();
            match topic {
                Topic::Data => Value::Number(found as u64),
                Topic::Disturbed | Topic::Unlinked => share(found, reach.part),
                Topic::Overdue | Topic::Stalled | Topic::Untracked => share(found, missing),
                Topic::SteppedBack | Topic::NotReported => share(found, reach.whole),
            }
        }
    }
}

fn percent(share: Share) -> Value {
    Value::Percent {
        share,
        estimated: false,
    }
}

/// How many more than on the date compared with, where that says something.
fn more(lens: &Lens<'_>, question: Question) -> Option<i64> {
    let change = lens.standing.total.change;
    match question {
        Question::Everywhere => everywhere_change(lens),
        Question::Online => change,
        Question::Backlog => change.map(|more| -more),
        Question::Topic(topic) => lens.digest.more_of_topic(topic),
        _ => None,
    }
}

/// How many more services are everywhere than on the date compared with.
fn everywhere_change(lens: &Lens<'_>) -> Option<i64> {
    lens.whole.base?;
    let was_everywhere = |id: &ServiceId| {
        let figures = lens.whole.service(*id);
        let reach = figures.bodies.reach();
        let before = reach.part.cast_signed() - figures.change.unwrap_or(0);
        reach.whole > 0 && before == reach.whole.cast_signed()
    };
    let before = lens.data.catalogue.ids().filter(was_everywhere).count() as u64;
    Some(lens.whole.everywhere.cast_signed() - before.cast_signed())
}

/// At most so many examples, the most telling first.
fn worst(lens: &Lens<'_>, question: Question, most: usize) -> Vec<Value> {
    let (standing, digest) = (lens.standing, lens.digest);
    match question {
        Question::Everywhere => {
            let everywhere = |id: &ServiceId| {
                let figures = lens.whole.service(*id);
                figures.bodies.total() > 0 && figures.missing() == 0
            };
            examples(
                lens.data.catalogue.ids().filter(everywhere),
                most,
                Value::Short,
            )
        }
        Question::Forecast => examples(&digest.arriving, most, |(id, date)| {
            Value::Many(vec![Value::Short(*id), Value::Month(*date)])
        }),
        Question::Online => {
            let [_, people] = reach(&standing.total);
            vec![Value::Many(vec![Value::Fact(people.label), people.value])]
        }
        Question::Moves => examples(&digest.movers, most, |id| {
            let change = Value::Change(standing.service(*id).change);
            Value::Many(vec![Value::Short(*id), change])
        }),
        Question::Backward => {
            let back = digest.changed.iter();
            let back = back.filter(|(_, it)| it.way() == Way::Backward);
            examples(back, most, |(id, it)| {
                Value::Many(vec![Value::Cell(*id), Value::Transition(Some(*it))])
            })
        }
        Question::SlowServices => examples(&digest.slow_services, most, |id| {
            with_reach(Value::Short(*id), &standing.service(*id))
        }),
        Question::SlowDistricts => examples(&digest.slow_districts, most, |id| {
            with_reach(Value::Body(*id), &standing.district(*id))
        }),
        Question::Backlog => examples(&digest.backlog, most, |id| {
            let missing = Value::Number(standing.provider(*id).missing());
            Value::Many(vec![super::providers::name(lens, *id), missing])
        }),
        Question::Upcoming => examples(&digest.upcoming, most, |id| {
            let day = standing
                .cell(*id)
                .planned
                .map_or(Value::Nothing, Value::Day);
            Value::Many(vec![day, Value::Cell(*id)])
        }),
        Question::Evidence => contradictions(lens, most),
        Question::Topic(topic) => findings(lens, topic, most),
    }
}

fn comparison<'a>(lens: &Lens<'a>) -> Option<&'a Comparison> {
    lens.digest.comparison.as_ref()
}

/// How many contradictions of either kind, then the cells.
fn contradictions(lens: &Lens<'_>, most: usize) -> Vec<Value> {
    let Some(of) = comparison(lens) else {
        return vec![Value::Word(Word::NoEvidence)];
    };
    let kinds = [
        (Topic::Unlinked, of.unlinked),
        (Topic::Untracked, of.untracked),
    ];
    let kinds = kinds.into_iter().filter(|(_, count)| *count > 0);
    let kinds = kinds.map(|(topic, count)| {
        let name = Value::Fact(Label::Topic(topic));
        Value::Many(vec![name, Value::Number(count)])
    });
    let cells = examples(&of.contradictions, most, |id| Value::Cell(*id));
    kinds.chain(cells).collect()
}

fn examples<T>(
    all: impl IntoIterator<Item = T>,
    most: usize,
    value: impl FnMut(T) -> Value,
) -> Vec<Value> {
    all.into_iter().take(most).map(value).collect()
}

fn with_reach(name: Value, figures: &Figures) -> Value {
    let reach = figures.bodies.reach();
    Value::Many(vec![name, Value::Count(reach), percent(reach)])
}

/// The gravest findings of a topic: the cell, and the days where it has some.
fn findings(lens: &Lens<'_>, topic: Topic, most: usize) -> Vec<Value> {
    let problems = lens
        .digest
        .of_topic(topic)
        .iter()
        .filter_map(|at| lens.problems.get(*at));
    let name = |problem: &Problem| {
        let cell = Value::Cell(problem.cell()?);
        Some(match problem.fault.days() {
            Some(days) => Value::Many(vec![cell, Value::Days(days)]),
            None => cell,
        })
    };
    problems.take(most).filter_map(name).collect()
}

/// Above the questions: what was published about the Land, as context.
pub(super) fn facts(lens: &Lens<'_>) -> Vec<Fact> {
    let problems = lens.problems.len() as u64;
    let mut facts = super::services::headlines(lens);
    facts.push(Fact::opening(
        Label::Problems,
        Value::Number(problems),
        Screen::Problems(None),
    ));
    facts
}

pub(super) fn rows() -> Vec<Row> {
    Question::ALL.into_iter().map(Row::Question).collect()
}
