//! The table of the services: the smallest reach first, what is everywhere last.

use super::document::{Block, Document, Head, Table};
use super::say;
use crate::analysis::forecast::{Arrival, HORIZON_DAYS};
use crate::analysis::tally::Share;
use crate::analysis::trend::Subject;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::screen::{Row, Screen};
use crate::app::value::Value;
use crate::domain::date::{parts, plus_days};
use crate::domain::service::ServiceId;
use crate::texts::fill;
use crate::ui::format;

/// The columns that lists have too; the forecast follows.
const COLUMNS: [Column; 8] = [
    Column::Name,
    Column::Status,
    Column::Online,
    Column::ByBodies,
    Column::ByInhabitants,
    Column::Change,
    Column::Missing,
    Column::Unknown,
];

/// The services in the order of the report.
pub(super) fn order(lens: &Lens<'_>) -> Vec<ServiceId> {
    let mut order = lens.digest.slow_services.clone();
    let rest = lens.data.catalogue.ids().filter(|id| !order.contains(id));
    let rest: Vec<_> = rest.collect();
    order.extend(rest);
    order
}

/// The table and what stands below it.
pub(super) fn put(lens: &Lens<'_>, document: &mut Document) {
    let w = say::of(lens);
    let mut heads: Vec<_> = COLUMNS
        .iter()
        .map(|column| {
            let text = match column {
                Column::Name => w.head_service.to_owned(),
                column => say::head(lens, *column),
            };
            let is_text = matches!(column, Column::Name | Column::Status);
            Head {
                text,
                right: !is_text,
            }
        })
        .collect();
    heads.push(Head::right(w.report_forecast));
    let row = |id: ServiceId| {
        let field = |column: &Column| {
            let text = say::field(lens, &Screen::Services, Row::Service(id), *column);
            match text.as_str() {
                "" => "–".to_owned(),
                _ => text,
            }
        };
        let mut row: Vec<_> = COLUMNS.iter().map(field).collect();
        row.push(arrival(lens, Subject::Service(id)));
        if let Some(name) = row.first_mut() {
            *name = say::short_service(lens, id);
        }
        row
    };
    let rows: Vec<_> = order(lens).into_iter().map(row).collect();
    let table = Table {
        caption: w.report_services.to_owned(),
        heads,
        rows,
        sum: Some(sum(lens)),
        look: Some("services"),
    };
    document.table(table, w.report_nothing);
    document.blocks.push(Block::Small(footnote(lens)));
}

/// All services together.
fn sum(lens: &Lens<'_>) -> Vec<String> {
    let total = &lens.standing.total;
    let everywhere = Share {
        part: lens.whole.everywhere,
        whole: lens.data.catalogue.len() as u64,
    };
    let w = say::of(lens);
    let value = |value: Value| say::value(lens, &value);
    let percent = |share, estimated| value(Value::Percent { share, estimated });
    vec![
        w.report_all.to_owned(),
        value(Value::Count(everywhere)),
        value(Value::Count(total.bodies.reach())),
        percent(total.bodies.reach(), false),
        percent(total.inhabitants.reach(), total.estimated),
        value(Value::Change(total.change)),
        value(Value::Number(total.missing())),
        value(Value::Number(total.bodies.unknown)),
        arrival(lens, Subject::Land),
    ]
}

/// When a subject is everywhere at its present pace, in a few characters.
fn arrival(lens: &Lens<'_>, subject: Subject) -> String {
    let w = say::of(lens);
    let outlook = lens.digest.outlooks.of(subject);
    match outlook.map(|outlook| outlook.pace.arrival) {
        Some(Arrival::Reached { .. }) => w.report_reached.to_owned(),
        Some(Arrival::Expected { date, .. }) => format!("≈ {}", format::month(lens.language, date)),
        Some(Arrival::NotAtThisPace) => w.report_never.to_owned(),
        Some(Arrival::TooFar) => match lens.standing.date {
            Some(on) => {
                let (year, ..) = parts(plus_days(on, HORIZON_DAYS));
                fill(w.arrival_far, &[("year", &year.to_string())])
            }
            None => "–".to_owned(),
        },
        Some(Arrival::TooLittleData) | None => "–".to_owned(),
    }
}

/// How the forecasts were made, and over which days.
fn footnote(lens: &Lens<'_>) -> String {
    let w = say::of(lens);
    let outlook = lens.digest.outlooks.of(Subject::Land);
    match outlook.map(|outlook| outlook.pace.window) {
        Some(Ok(window)) => fill(
            w.report_method,
            &[
                ("from", &say::day(lens, window.from)),
                ("to", &say::day(lens, window.to)),
            ],
        ),
        _ => w.report_no_forecast.to_owned(),
    }
}
