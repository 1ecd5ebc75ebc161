//! Problems: what is wrong with the files, then what stands out in the roll-out.

use super::{Fact, Label};
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::{ProblemPart, Value};
use crate::domain::problem::Fault;

pub(super) const COLUMNS: [Column; 3] = [Column::Problem, Column::Subject, Column::What];

pub(super) fn value(at: usize, column: Column) -> Value {
    match column {
        Column::Problem => Value::Problem(at, ProblemPart::Kind),
        Column::Subject => Value::Problem(at, ProblemPart::Subject),
        Column::What => Value::Problem(at, ProblemPart::What),
        Column::Advice => Value::Problem(at, ProblemPart::Advice),
        _ => Value::Nothing,
    }
}

/// How many there are of each kind, in the order in which they are listed.
pub(super) fn facts(lens: &Lens<'_>) -> Vec<Fact> {
    let count = |wanted: fn(&Fault) -> bool| {
        lens.problems
            .iter()
            .filter(|problem| wanted(&problem.fault))
            .count()
    };
    let findings = [
        (
            Label::SteppedBack,
            count(|fault| matches!(fault, Fault::SteppedBack { .. })),
        ),
        (
            Label::Disturbed,
            count(|fault| matches!(fault, Fault::Disturbed { .. })),
        ),
        (
            Label::Overdue,
            count(|fault| matches!(fault, Fault::Overdue { .. })),
        ),
        (
            Label::Stalled,
            count(|fault| matches!(fault, Fault::Stalled { .. })),
        ),
        (
            Label::Unknown,
            count(|fault| matches!(fault, Fault::NotReported { .. })),
        ),
    ];
    [(Label::DataProblems, lens.data.problems.len())]
        .into_iter()
        .chain(findings)
        .map(|(label, count)| Fact::new(label, Value::Number(count as u64)))
        .collect()
}
