//! Evidence: where tracking and the public index contradict each other, and by which collection.

use super::{Fact, Label, OfEvidence, Row, Screen, Word};
use crate::analysis::checks::Topic;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::cell::{CellId, Marks};
use crate::domain::evidence::Evidence;

pub(super) const COLUMNS: [Column; 6] = [
    Column::Body,
    Column::Service,
    Column::Phase,
    Column::Index,
    Column::Since,
    Column::Url,
];

/// The collection in force on the date on screen.
fn in_force<'a>(lens: &Lens<'a>) -> Option<&'a Evidence> {
    lens.standing.at.and_then(|at| lens.data.evidence_on(at))
}

pub(super) fn rows(lens: &Lens<'_>) -> Vec<Row> {
    let comparison = lens.digest.comparison.as_ref();
    let cells = comparison.map(|comparison| comparison.contradictions.iter());
    cells
        .into_iter()
        .flatten()
        .copied()
        .map(Row::Cell)
        .collect()
}

pub(super) fn value(lens: &Lens<'_>, id: CellId, column: Column) -> Value {
    let seen = || in_force(lens).and_then(|evidence| evidence.seen(id));
    match column {
        Column::Index => in_force(lens).map_or(Value::Nothing, |of| index(of, id)),
        Column::Url => Value::from_text(seen().and_then(|seen| seen.url.as_ref())),
        column => super::cells::value(lens, id, column),
    }
}

fn index(evidence: &Evidence, id: CellId) -> Value {
    let counts = evidence
        .seen(id)
        .map_or([0; 3], |seen| [seen.working, seen.broken, seen.inactive]);
    Value::Index(counts)
}

/// The collection, and how far both agree.
pub(super) fn facts(lens: &Lens<'_>) -> Vec<Fact> {
    let (Some(evidence), Some(comparison)) = (in_force(lens), &lens.digest.comparison) else {
        return Vec::new();
    };
    let topic = |topic, count| {
        let screen = Screen::Problems(Some(topic));
        Fact::opening(Label::Topic(topic), Value::Number(count), screen)
    };
    let from = vec![
        Value::Day(evidence.date),
        Value::Text(evidence.source.clone()),
    ];
    vec![
        Fact::new(
            Label::Evidence(OfEvidence::Agreeing),
            Value::Count(comparison.agreeing),
        ),
        topic(Topic::Unlinked, comparison.unlinked),
        topic(Topic::Untracked, comparison.untracked),
        Fact::new(
            Label::Evidence(OfEvidence::Found),
            Value::Count(comparison.found),
        ),
        Fact::new(
            Label::Evidence(OfEvidence::BrokenLinks),
            Value::Number(comparison.broken),
        ),
        Fact::new(Label::Evidence(OfEvidence::Evidence), Value::Many(from)),
    ]
}

/// What the index shows of a cell, with date and source; nothing where no evidence is in force.
pub(super) fn of_cell(lens: &Lens<'_>, id: CellId) -> Vec<Fact> {
    let Some(evidence) = in_force(lens) else {
        return Vec::new();
    };
    let from = Value::Quoted {
        date: evidence.date,
        source: evidence.source.clone(),
    };
    let shown = Value::Many(vec![index(evidence, id), from]);
    let mut facts = vec![Fact::opening(
        Label::Evidence(OfEvidence::Index),
        shown,
        Screen::Evidence,
    )];
    let seen = evidence.seen(id);
    if let Some(url) = seen.and_then(|seen| seen.url.clone()) {
        facts.push(Fact::new(
            Label::Evidence(OfEvidence::IndexUrl),
            Value::Text(url),
        ));
    }
    if let Some(coverage) = seen.and_then(|seen| seen.coverage) {
        let value = Value::Word(Word::Coverage(coverage));
        facts.push(Fact::new(Label::Evidence(OfEvidence::Coverage), value));
    }
    facts
}

/// Whether a cell is disturbed by the word of the index alone.
pub(super) fn disturbs(lens: &Lens<'_>, id: CellId) -> bool {
    let reported = lens.standing.at.map(|at| lens.data.rollout.cell(at, id));
    let reported = reported.is_some_and(|cell| cell.marks.has(Marks::DISTURBED));
    lens.standing.cell(id).marks.has(Marks::DISTURBED) && !reported
}
