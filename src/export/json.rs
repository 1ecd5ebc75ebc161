//! A screen's table as JSON: keys of the domain instead of words.

use serde_json::{Map, Value as Json, json};

use super::Printed;
use super::sheet::{Sheet, compared, sources};
use crate::analysis::group::Group;
use crate::analysis::select::Filter;
use crate::app::address::Address;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::model::Model;
use crate::app::screen::{Label, Row, Screen, Word};
use crate::app::value::{ProblemPart, Value};
use crate::domain::body::BodyId;
use crate::domain::date::Date;
use crate::domain::phase::{self, Phase};
use crate::domain::problem::Problem;
use crate::ui::charset::Charset;
use crate::ui::context::words;
use crate::ui::field::{self, Style};
use crate::ui::problem;

/// Version of the JSON and CSV output: it rises when a field changes its name or meaning.
pub const SCHEMA: u32 = 1;

/// A table by the keys of the domain: `facts` by their names, `rows` by the keys of the columns.
pub fn document(model: &Model, printed: &Printed, rows: &[Row], columns: &[Column]) -> Json {
    let lens = model.lens();
    let mut document = json!({
        "schema": SCHEMA,
        "kind": printed.kind,
        "land": model.data.land.name.as_str(),
        "snapshot": model.standing.date.map(|date| date.to_string()),
        "compared": compared(model, printed).map(|date| date.to_string()),
        "filter": model.filter.as_ref().map(Filter::text),
        "synthetic": model.data.is_synthetic(),
        "notice": model.data.is_synthetic().then_some(words(model.language).example_data),
        "sources": sources(model),
    });
    if let Some(fields) = document.as_object_mut() {
        if printed.with_facts {
            let facts = printed.screen.facts(&lens);
            let facts: Map<_, _> = facts
                .iter()
                .map(|fact| (fact_key(fact.label), value_of(&lens, &fact.value)))
                .collect();
            fields.insert("facts".to_owned(), Json::Object(facts));
        }
        // The table of a cell repeats its facts above its history.
        let rows = rows.iter().filter(|row| !matches!(row, Row::Fact(_)));
        let rows = rows
            .map(|row| Json::Object(row_of(&lens, printed, *row, columns)))
            .collect();
        fields.insert("rows".to_owned(), Json::Array(rows));
    }
    document
}

/// What is on screen: the same document, and with it what a person reads there.
pub fn view(
    model: &Model,
    printed: &Printed,
    sheet: &Sheet,
    rows: &[Row],
    columns: &[Column],
) -> Json {
    let mut document = document(model, printed, rows, columns);
    let named = |pairs: &[(String, String)], names: [&str; 2]| -> Json {
        let pairs = pairs.iter();
        let object = |(name, text): &(String, String)| {
            let [first, second] = names;
            json!({ first: name, second: text })
        };
        pairs.map(object).collect()
    };
    let heads = sheet.columns.iter();
    let heads: Json = heads
        .map(|head| json!({ "key": key_in_rows(printed, &head.key), "head": head.name }))
        .collect();
    let added = [
        ("address", json!(Address::of(model).to_string())),
        ("title", json!(sheet.title)),
        ("head", named(&sheet.head, ["name", "text"])),
        ("columns", heads),
        ("legend", named(&sheet.legend, ["term", "meaning"])),
        ("notes", json!(sheet.notes)),
    ];
    if let Some(fields) = document.as_object_mut() {
        let rows = fields.shift_remove("rows");
        fields.extend(added.map(|(name, value)| (name.to_owned(), value)));
        fields.extend(rows.map(|rows| ("rows".to_owned(), rows)));
    }
    document
}

/// The key under which the rows tell a column: those of a cell are its history, its facts stand apart.
fn key_in_rows<'a>(printed: &Printed, key: &'a str) -> &'a str {
    match (printed.screen, key) {
        (Screen::Cell(_), "label") => "snapshot",
        (Screen::Cell(_), "value") => "cell",
        _ => key,
    }
}

/// A row by the keys of its columns.
pub fn row_of(
    lens: &Lens<'_>,
    printed: &Printed,
    row: Row,
    columns: &[Column],
) -> Map<String, Json> {
    let value = |column: &Column| {
        let key = match (row, column) {
            (Row::Snapshot(_), Column::Label) => "snapshot".to_owned(),
            (Row::Snapshot(_), Column::Value) => "cell".to_owned(),
            _ => column.key(lens),
        };
        (
            key,
            value_of(lens, &printed.screen.value_in_full(lens, row, *column)),
        )
    };
    if let Row::Problem(at) = row {
        return lens
            .problems
            .get(at)
            .map(|problem| problem_of(lens, problem))
            .unwrap_or_default();
    }
    columns.iter().map(value).collect()
}

/// A problem: its key, where it stands or what it is about, and its words.
fn problem_of(lens: &Lens<'_>, problem: &Problem) -> Map<String, Json> {
    let slot = problem
        .cell()
        .and_then(|cell| lens.data.responsibility.slot(cell));
    let position = problem.place.as_ref().and_then(|place| place.position);
    let part = |part| json!(problem::part(lens, problem, part));
    [
        ("problem", json!(problem.fault.key())),
        (
            "file",
            json!(problem.place.as_ref().map(|place| place.file.as_str())),
        ),
        ("line", json!(position.map(|(line, _)| line))),
        ("column", json!(position.map(|(_, column)| column))),
        ("subject", part(ProblemPart::Subject)),
        (
            "service",
            json!(slot.map(|slot| value_of(lens, &Value::Service(slot.service)))),
        ),
        ("body", json!(slot.map(|slot| body(lens, slot.body)))),
        ("what", part(ProblemPart::What)),
        ("advice", part(ProblemPart::Advice)),
    ]
    .map(|(name, value)| (name.to_owned(), value))
    .into_iter()
    .collect()
}

/// The name of a fact in JSON.
fn fact_key(label: Label) -> String {
    match label {
        Label::Headline(at) => format!("headline_{}", at + 1),
        Label::Way(way) => way.key().to_owned(),
        Label::Evidence(of) => snake(&format!("{of:?}")),
        Label::Topic(topic) => snake(&format!("{topic:?}")),
        label => snake(&format!("{label:?}")),
    }
}

/// A name of the program as JSON writes it: lower case with underscores.
fn snake(name: &str) -> String {
    let mut key = String::new();
    for c in name.chars() {
        if c.is_ascii_uppercase() && !key.is_empty() {
            key.push('_');
        }
        key.push(c.to_ascii_lowercase());
    }
    key
}

fn value_of(lens: &Lens<'_>, value: &Value) -> Json {
    match value {
        Value::Nothing | Value::Nobody => Json::Null,
        Value::Service(id) => {
            let service = lens.data.catalogue.service(*id);
            json!({ "key": service.key.as_str(), "name": lens.language.of(&service.name).as_str() })
        }
        Value::Body(id) | Value::Group(Group::District(id)) => body(lens, *id),
        Value::Acting { body: id, via } => {
            let mut acting = body(lens, *id);
            if let Some(fields) = acting.as_object_mut() {
                fields.insert("via".to_owned(), json!(via));
            }
            acting
        }
        Value::Status(status) => json!(status.key()),
        Value::Quoted { date, source } => {
            json!({ "date": date.to_string(), "source": source.as_str() })
        }
        Value::Day(date) | Value::Month(date) => json!(date.to_string()),
        Value::Since(cell) => json!(day(cell.since)),
        Value::Planned(cell) => json!(day(cell.planned)),
        Value::End { date, unplanned } => json!({ "date": day(*date), "unplanned": unplanned }),
        Value::Word(Word::Coverage(of)) => json!(of.key()),
        Value::Word(word) => json!(snake(&format!("{word:?}"))),
        Value::Span(from, to) => json!({ "from": day(*from), "to": day(*to) }),
        Value::Column(column) => json!(column.key(lens)),
        Value::Shown(is_shown) => json!(is_shown),
        Value::IsNew(is_new) => json!(is_new),
        Value::Many(values) | Value::List(values) => {
            values.iter().map(|value| value_of(lens, value)).collect()
        }
        Value::Bar(_)
        | Value::Phase(_)
        | Value::Marks(_)
        | Value::MarkWords(_)
        | Value::Matrix { .. }
        | Value::Transition(_)
        | Value::Step { .. } => phases_of(lens, value),
        other => quantity(other).unwrap_or_else(|| {
            let style = Style {
                charset: Charset::Unicode,
                width: 200,
                long: true,
            };
            let pieces = field::pieces(lens, other, style);
            Json::String(pieces.into_iter().map(|(text, _)| text).collect())
        }),
    }
}

/// Numbers and shares.
fn quantity(value: &Value) -> Option<Json> {
    Some(match value {
        Value::Inhabitants { count, official } => json!({ "count": count, "official": official }),
        Value::Number(number) => json!(number),
        Value::Index([working, broken, inactive]) => {
            json!({ "working": working, "broken": broken, "inactive": inactive })
        }
        Value::Id(id) => json!(id),
        Value::Change(change) => json!(change),
        Value::People { share, estimated } => {
            json!({ "part": share.part, "whole": share.whole, "estimated": estimated })
        }
        Value::Count(share) => json!({ "part": share.part, "whole": share.whole }),
        Value::Shaded { share, change } => {
            json!({ "part": share.part, "whole": share.whole, "percent": share.percent(), "change": change })
        }
        Value::Percent { share, estimated } => {
            let (part, whole) = (share.part, share.whole);
            json!({ "part": part, "whole": whole, "percent": share.percent(), "estimated": estimated })
        }
        Value::Days(days) | Value::More(days) | Value::Interval { days, .. } => json!(days),
        Value::Spark(shares) => shares.iter().map(|share| json!(share.percent())).collect(),
        Value::Moves {
            forward,
            backward,
            silence: (reported, silent),
        } => {
            json!({ "forward": forward, "backward": backward, "reported": reported, "silent": silent })
        }
        _ => return None,
    })
}

/// The values that speak of phases and marks, by their keys.
fn phases_of(lens: &Lens<'_>, value: &Value) -> Json {
    match value {
        Value::Bar(tally) => {
            let phases = Phase::ALL.map(Some).into_iter().chain([None]);
            phases
                .map(|phase| (phase::key(phase).to_owned(), json!(tally.of(phase))))
                .collect::<Map<_, _>>()
                .into()
        }
        Value::Phase(cell) => json!(phase::key(cell.phase)),
        Value::Marks(cell) | Value::MarkWords(cell) => {
            json!(
                lens.marks(cell)
                    .iter()
                    .map(|mark| mark.key())
                    .collect::<Vec<_>>()
            )
        }
        Value::Matrix { cell, own, .. } => {
            json!({ "phase": cell.map(|cell| phase::key(cell.phase)), "own": own })
        }
        Value::Transition(moved) => moved.map_or(Json::Null, |moved| {
            let (from, to) = (phase::key(moved.from), phase::key(moved.to));
            json!({ "from": from, "to": to, "way": moved.way().key() })
        }),
        Value::Step { cell, .. } => {
            json!({ "phase": phase::key(cell.phase), "since": day(cell.since), "planned": day(cell.planned) })
        }
        _ => Json::Null,
    }
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn body(lens: &Lens<'_>, id: BodyId) -> Json {
    let body = lens.data.register.body(id);
    json!({ "key": body.key.as_str(), "name": body.name.as_str() })
}
