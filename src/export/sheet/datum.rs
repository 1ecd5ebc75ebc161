//! What a value tells beside its text: a number, a share, a day.

use super::{Datum, ESTIMATED};
use crate::analysis::tally::Share;
use crate::app::lens::{Lens, Mark};
use crate::app::value::Value;
use crate::domain::cell::Cell;
use crate::domain::date::Date;
use crate::ui::context::words;
use crate::ui::phase;

/// What a value tells beside its text, and the sign that the text adds to it.
pub(super) fn datum(lens: &Lens<'_>, value: &Value) -> (Datum, Option<char>) {
    let number = |number: u64| Datum::Number(i64::try_from(number).unwrap_or(i64::MAX));
    let about = |is: bool| is.then_some(ESTIMATED);
    match value {
        Value::Number(count) => (number(*count), None),
        Value::Change(change) => (change.map_or(Datum::Nothing, Datum::Number), None),
        Value::Inhabitants { count, official } => (number(*count), about(!official)),
        Value::Count(share) => (part(*share), None),
        Value::People { share, estimated } => (part(*share), about(*estimated && share.whole > 0)),
        Value::Percent { share, estimated } => match share.whole {
            0 => (Datum::Nothing, None),
            _ => (Datum::Percent(*share), about(*estimated)),
        },
        Value::Shaded { share, .. } if share.whole == 0 => (Datum::Nothing, None),
        Value::Shaded {
            change: Some(change),
            ..
        } => (Datum::Number(*change), None),
        Value::Shaded { share, .. } => (Datum::Percent(*share), None),
        Value::Bar(tally) => (Datum::Phases(*tally), None),
        Value::Day(date) => (Datum::Day(*date), None),
        Value::End { date, unplanned } => match date {
            Some(date) => (Datum::Day(*date), (*unplanned > 0).then_some('+')),
            None => (Datum::Nothing, None),
        },
        Value::Since(cell) => dated(lens, cell.since, cell, Mark::Stalled),
        Value::Planned(cell) => dated(lens, cell.planned, cell, Mark::Overdue),
        Value::Many(values) => one_of(lens, values),
        Value::Nothing => (Datum::Nothing, None),
        _ => (Datum::Text, None),
    }
}

fn part(share: Share) -> Datum {
    Datum::Part(share)
}

/// `n/m` with its percent is one share; other values in a row are no more than their text.
fn one_of(lens: &Lens<'_>, values: &[Value]) -> (Datum, Option<char>) {
    match values {
        [Value::Count(share), Value::Percent { share: same, .. }] if share == same => {
            (part(*share), None)
        }
        [one] => datum(lens, one),
        _ => (Datum::Text, None),
    }
}

fn dated(lens: &Lens<'_>, date: Option<Date>, cell: &Cell, mark: Mark) -> (Datum, Option<char>) {
    let Some(date) = date else {
        return (Datum::Nothing, None);
    };
    let has = lens.marks(cell).contains(&mark);
    let sign = phase::mark(words(lens.language), mark).0;
    (Datum::Day(date), has.then_some(sign))
}
