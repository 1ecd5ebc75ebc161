//! Problems: what is wrong with the files, then what stands out in the roll-out.

use super::{Fact, Label, Row, Screen};
use crate::analysis::checks::Topic;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::{ProblemPart, Value};

pub(super) const COLUMNS: [Column; 3] = [Column::Problem, Column::Subject, Column::What];

pub(super) fn rows(lens: &Lens<'_>, topic: Option<Topic>) -> Vec<Row> {
    match topic {
        None => (0..lens.problems.len()).map(Row::Problem).collect(),
        Some(topic) => lens
            .digest
            .of_topic(topic)
            .iter()
            .copied()
            .map(Row::Problem)
            .collect(),
    }
}

pub(super) fn value(lens: &Lens<'_>, at: usize, column: Column) -> Value {
    match column {
        Column::Problem => Value::Problem(at, ProblemPart::Kind),
        Column::Subject => Value::Problem(at, ProblemPart::Subject),
        Column::What => Value::Problem(at, ProblemPart::What),
        Column::IsNew => {
            let problem = lens.problems.get(at);
            problem
                .and_then(|problem| lens.digest.is_new(problem))
                .map_or(Value::Nothing, Value::IsNew)
        }
        Column::Advice => Value::Problem(at, ProblemPart::Advice),
        _ => Value::Nothing,
    }
}

/// How many there are of each kind, in the order in which they are listed, and how many more where dates are compared.
pub(super) fn facts(lens: &Lens<'_>) -> Vec<Fact> {
    let fact = |topic: Topic| {
        let count = Value::Number(lens.digest.of_topic(topic).len() as u64);
        let value = match lens.digest.more_of_topic(topic) {
            Some(more) => Value::Many(vec![count, Value::More(more)]),
            None => count,
        };
        Fact::opening(Label::Topic(topic), value, Screen::Problems(Some(topic)))
    };
    Topic::ALL.into_iter().map(fact).collect()
}
