//! What cannot be said before the older snapshots are there.

use super::overview::Question;
use super::{Fact, Label, Row, Word};
use crate::analysis::checks::Topic;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;

/// The word that stands in a field until then; `None` where the newest snapshot alone tells the value.
pub(super) fn awaited(row: Row, column: Column) -> Option<Word> {
    match (row, column) {
        (Row::Question(question), Column::Number) if is_of_past(question) => Some(Word::Awaited),
        (Row::Question(question), Column::Worst) if is_of_past(question) => {
            Some(Word::HistoryAwaited)
        }
        (
            _,
            Column::Change
            | Column::Forward
            | Column::Backward
            | Column::Moved
            | Column::Transition
            | Column::Seen
            | Column::IsNew
            | Column::Spark
            | Column::Interval,
        ) => Some(Word::Awaited),
        _ => None,
    }
}

/// Whether the answer to a question, or any part of it, rests on older snapshots or on their files.
pub fn is_of_past(question: Question) -> bool {
    matches!(
        question,
        Question::Forecast
            | Question::Moves
            | Question::Backward
            | Question::Topic(Topic::Data | Topic::SteppedBack)
    )
}

/// Facts, with the word for it in the place of those about the past.
pub(super) fn concealed(lens: &Lens<'_>, mut facts: Vec<Fact>) -> Vec<Fact> {
    if !lens.data.awaits_history {
        return facts;
    }
    for fact in &mut facts {
        let is_of_past = matches!(
            fact.label,
            Label::Between
                | Label::ByCurve
                | Label::ByPace
                | Label::Change
                | Label::MoreOnline
                | Label::Problems
                | Label::Target
                | Label::Topic(_)
                | Label::Way(_)
        );
        if is_of_past {
            fact.value = Value::Word(Word::Awaited);
        }
    }
    facts
}
