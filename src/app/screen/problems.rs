//! Problems: what is wrong with the files, then what stands out in the roll-out.

use crate::app::column::Column;
use crate::app::value::{ProblemPart, Value};

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
