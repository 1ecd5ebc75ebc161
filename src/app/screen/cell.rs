//! One cell: every field, why this body is responsible, and how it came here over all snapshots.

use super::{Fact, Label, Row, Screen, Word, evidence};
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::domain::cell::{Cell, CellId, Detail, Marks};
use crate::domain::responsibility::{Reason, Slot};
use crate::domain::text::CleanText;

pub(super) fn rows(lens: &Lens<'_>, id: CellId) -> Vec<Row> {
    let facts = (0..facts(lens, id).len()).map(Row::Fact);
    // One snapshot alone is no history.
    let ids = lens.data.rollout.ids().rev();
    let ids = ids.filter(|_| !lens.data.awaits_history);
    facts.chain(ids.map(Row::Snapshot)).collect()
}

pub(super) fn value(lens: &Lens<'_>, id: CellId, row: Row, column: Column) -> Value {
    match (row, column) {
        (Row::Fact(at), Column::Label) => facts(lens, id)
            .get(at)
            .map_or(Value::Nothing, |fact| Value::Fact(fact.label)),
        (Row::Fact(at), Column::Value) => facts(lens, id)
            .into_iter()
            .nth(at)
            .map_or(Value::Nothing, |fact| fact.value),
        (Row::Snapshot(at), Column::Label) => lens
            .data
            .rollout
            .snapshot(at)
            .map_or(Value::Nothing, |snapshot| Value::Day(snapshot.date)),
        (Row::Snapshot(at), Column::Value) => {
            let cell = lens.data.rollout.cell(at, id);
            let before = at
                .previous()
                .map(|before| lens.data.rollout.cell(before, id));
            Value::Step { cell, before }
        }
        _ => Value::Nothing,
    }
}

pub(super) fn facts(lens: &Lens<'_>, id: CellId) -> Vec<Fact> {
    let Some(slot) = lens.data.responsibility.slot(id) else {
        return Vec::new();
    };
    let cell = lens.standing.cell(id);
    let mut facts = responsibility(lens, slot);
    facts.extend(progress(lens, id, &cell));
    facts.extend(evidence::of_cell(lens, id));
    if lens.comparing {
        let value = match lens.standing.transition(id) {
            Some(moved) => Value::Transition(Some(moved)),
            None => Value::Word(Word::Unchanged),
        };
        facts.push(Fact::new(Label::Change, value));
    }
    let detail = cell
        .detail
        .and_then(|detail| lens.data.rollout.values.detail(detail));
    facts.extend(detail.map(details).unwrap_or_default());
    if let Some(area) = slot.area {
        let value = Value::Inhabitants {
            count: area.inhabitants,
            official: area.official,
        };
        facts.push(Fact::new(Label::Area, value));
    }
    let snapshot = lens
        .standing
        .at
        .and_then(|at| lens.data.rollout.snapshot(at));
    if let Some(snapshot) = snapshot {
        let sources = snapshot.sources.iter().cloned().map(Value::Text).collect();
        facts.push(Fact::new(Label::Source, Value::Many(sources)));
    }
    facts
}

/// Who is responsible, and by what.
fn responsibility(lens: &Lens<'_>, slot: &Slot) -> Vec<Fact> {
    let service = lens.data.catalogue.service(slot.service);
    let body = lens.data.register.body(slot.body);
    let screen = Screen::Service {
        service: slot.service,
        within: None,
    };
    let reason = match slot.reason {
        Reason::Rule => Word::ByRule,
        Reason::Exception => Word::ByException,
    };
    let mut facts = vec![
        Fact::opening(Label::Service, Value::Service(slot.service), screen),
        Fact::opening(
            Label::Body,
            Value::Acting {
                body: slot.body,
                via: false,
            },
            Screen::Municipality(slot.body),
        ),
    ];
    if let Some(district) = body.district.filter(|district| *district != slot.body) {
        facts.push(Fact::opening(
            Label::District,
            Value::Body(district),
            Screen::District(district),
        ));
    }
    facts.push(Fact::new(Label::Key, Value::Key(slot.body)));
    facts.push(Fact::new(Label::Law, Value::Text(service.law.clone())));
    let by = vec![Value::Word(reason), Value::Rule(slot.service)];
    facts.push(Fact::new(Label::Reason, Value::Many(by)));
    let exception = service
        .exceptions
        .iter()
        .find(|exception| exception.body == slot.body);
    if let Some(exception) = exception {
        facts.push(Fact::new(
            Label::Exceptions,
            Value::Text(exception.source.clone()),
        ));
    }
    facts
}

/// How far it is. The dates stand there even when nobody gave them: that they are missing is news.
fn progress(lens: &Lens<'_>, id: CellId, cell: &Cell) -> Vec<Fact> {
    let day = |date: Option<_>| date.map_or(Value::Nothing, Value::Day);
    let values = &lens.data.rollout.values;
    let provider = Value::from_text(cell.provider.and_then(|id| values.provider(id)));
    let procedure = Value::from_text(cell.procedure.and_then(|id| values.procedure(id)));
    let mut facts = vec![Fact::new(Label::Phase, Value::Phase(*cell))];
    if !lens.marks(cell).is_empty() {
        let mut marks = vec![Value::MarkWords(*cell)];
        if evidence::disturbs(lens, id) {
            marks.push(Value::Word(Word::ByIndex));
        }
        facts.push(Fact::new(Label::Marks, Value::Many(marks)));
    }
    facts.push(Fact::new(Label::Since, Value::Since(*cell)));
    facts.push(Fact::new(Label::Planned, Value::Planned(*cell)));
    facts.push(Fact::opening(
        Label::Provider,
        provider,
        Screen::Provider(cell.provider),
    ));
    facts.push(Fact::new(Label::Procedure, procedure));
    let solution = match cell.marks {
        marks if marks.has(Marks::OWN_SOLUTION) => Some(Word::OwnSolution),
        marks if marks.has(Marks::SHARED_SOLUTION) => Some(Word::SharedSolution),
        _ => None,
    };
    if let Some(solution) = solution {
        facts.push(Fact::new(Label::Solution, Value::Word(solution)));
    }
    facts.push(Fact::new(Label::Updated, day(cell.updated)));
    facts
}

fn details(detail: &Detail) -> Vec<Fact> {
    let maturity = detail.maturity.as_ref();
    let maturity = maturity.map(|it| CleanText::new(&format!("{} ({})", it.level, it.model)));
    [
        (Label::Blocker, detail.blocker.as_ref()),
        (Label::Url, detail.url.as_ref()),
        (Label::Contact, detail.contact.as_ref()),
        (Label::Maturity, maturity.as_ref()),
        (Label::Note, detail.note.as_ref()),
    ]
    .into_iter()
    .filter_map(|(label, text)| Some(Fact::new(label, Value::Text(text?.clone()))))
    .collect()
}
