//! The annex: every service, every district, every change and finding, every date.

use super::document::{Block, Document, Head, Table};
use super::{front, say, watch};
use crate::analysis::checks::Topic;
use crate::analysis::trend::Subject;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::list::List;
use crate::app::screen::{Row, Screen};
use crate::app::value::{Ahead, Value};
use crate::domain::body::BodyId;
use crate::domain::cell::CellId;
use crate::domain::service::ServiceId;
use crate::texts::fill;
use crate::ui::field::full_name;
use crate::ui::label;

/// Columns of the lists of cells.
const MISSING: [Column; 8] = [
    Column::Body,
    Column::District,
    Column::Phase,
    Column::Since,
    Column::Planned,
    Column::Marks,
    Column::Provider,
    Column::Procedure,
];
const CHANGED: [Column; 3] = [Column::Body, Column::Transition, Column::Seen];
const REACH: [Column; 8] = [
    Column::Name,
    Column::Online,
    Column::ByBodies,
    Column::ByInhabitants,
    Column::Change,
    Column::Missing,
    Column::Overdue,
    Column::Unknown,
];
const CHANGES: [Column; 6] = [
    Column::Service,
    Column::Body,
    Column::Transition,
    Column::Seen,
    Column::Since,
    Column::Provider,
];
const UPCOMING: [Column; 5] = [
    Column::Planned,
    Column::Service,
    Column::Body,
    Column::Phase,
    Column::Provider,
];

/// Everything, each part on a new page.
pub(super) fn put(lens: &Lens<'_>, document: &mut Document) {
    let w = say::of(lens);
    document.blocks.push(Block::Page);
    document.anchored(1, w.report_annex, "annex");
    contents(lens, document);
    for (at, id) in lens.data.catalogue.ids().enumerate() {
        if at > 0 {
            document.blocks.push(Block::Page);
        }
        document.anchored(2, say::service(lens, id), &format!("s{at}"));
        service(lens, id, document);
    }
    document.blocks.push(Block::Page);
    document.anchored(2, w.districts, "districts");
    let caption = w.report_by_district;
    let table = of_screen(lens, &Screen::Districts, &REACH, caption);
    document.table(table, w.report_nothing);
    for id in districts(lens) {
        document.heading(3, full_name(lens, id));
        district(lens, id, document);
    }
    lists(lens, document);
    document.heading(2, w.report_terms);
    document.blocks.push(front::further_terms(lens));
}

/// The districts by name.
fn districts(lens: &Lens<'_>) -> Vec<BodyId> {
    let rows = rows(lens, &Screen::Districts);
    let body = |row| match row {
        Row::Body(id) => Some(id),
        _ => None,
    };
    rows.into_iter().filter_map(body).collect()
}

/// Links to the parts.
fn contents(lens: &Lens<'_>, document: &mut Document) {
    let w = say::of(lens);
    let services = lens.data.catalogue.ids().enumerate();
    let mut links: Vec<_> = services
        .map(|(at, id)| (format!("s{at}"), say::service(lens, id)))
        .collect();
    let parts = [
        ("districts", w.districts.to_owned()),
        ("changes", changes(lens)),
        ("upcoming", label::screen(lens, &Screen::Upcoming)),
        ("providers", w.providers.to_owned()),
        ("findings", w.problems.to_owned()),
        ("data", w.report_data_faults.to_owned()),
        ("stands", w.report_stands.to_owned()),
    ];
    links.extend(parts.map(|(to, text)| (to.to_owned(), text)));
    document.blocks.push(Block::Contents(links));
}

/// The heading of the changes.
fn changes(lens: &Lens<'_>) -> String {
    let span = Value::Span(lens.standing.base_date, lens.standing.date);
    format!("{} {}", say::of(lens).changes, say::value(lens, &span))
}

/// The rows of a screen in its own order, as lists have them.
fn rows(lens: &Lens<'_>, screen: &Screen) -> Vec<Row> {
    let mut list = List::default();
    list.refill(screen, lens, usize::MAX);
    list.rows
}

/// A table of rows of a screen.
fn table(
    lens: &Lens<'_>,
    screen: &Screen,
    rows: impl IntoIterator<Item = Row>,
    columns: &[Column],
    caption: impl Into<String>,
) -> Table {
    let head = |column: &Column| Head {
        text: say::head(lens, *column),
        right: column.spec().right,
    };
    let row = |row| {
        let field = |column: &Column| say::field(lens, screen, row, *column);
        columns.iter().map(field).collect()
    };
    Table {
        caption: caption.into(),
        heads: columns.iter().map(head).collect(),
        rows: rows.into_iter().map(row).collect(),
        sum: None,
        look: None,
    }
}

fn of_screen(lens: &Lens<'_>, screen: &Screen, columns: &[Column], caption: &str) -> Table {
    table(lens, screen, rows(lens, screen), columns, caption)
}

/// The facts of a screen in one line.
fn facts(lens: &Lens<'_>, screen: &Screen) -> String {
    let facts = screen.facts(lens).into_iter();
    let told = facts.filter_map(|fact| {
        let value = say::value(lens, &fact.value);
        (!value.is_empty()).then(|| format!("{}: {value}", label::fact(lens, fact.label)))
    });
    told.collect::<Vec<_>>().join(" · ")
}

/// The forecasts of a subject in one line, each with its method.
fn forecasts(lens: &Lens<'_>, subject: Subject) -> String {
    let w = say::of(lens);
    let ahead = |ahead| say::value(lens, &Value::Ahead(subject, ahead));
    let mut told = vec![
        (w.figure_pace, ahead(Ahead::Pace)),
        (w.fact_by_curve, ahead(Ahead::Curve)),
    ];
    told.push((w.fact_target, ahead(Ahead::Target)));
    let told = told.into_iter().filter(|(_, text)| !text.is_empty());
    let told = told.map(|(what, text)| format!("{what}: {text}"));
    told.collect::<Vec<_>>().join(" · ")
}

fn service(lens: &Lens<'_>, id: ServiceId, document: &mut Document) {
    let w = say::of(lens);
    let screen = Screen::Service {
        service: id,
        within: None,
    };
    document.paragraph(facts(lens, &screen));
    let ahead = forecasts(lens, Subject::Service(id));
    if !ahead.is_empty() {
        document.paragraph(ahead);
    }
    let is_missing = |row: &Row| matches!(row, Row::Cell(id) if !lens.standing.cell(*id).is_live());
    let missing: Vec<_> = rows(lens, &screen).into_iter().filter(is_missing).collect();
    let caption = counted(lens, w.report_missing_bodies, missing.len(), id);
    document.table(
        table(lens, &screen, missing, &MISSING, caption),
        w.report_nothing,
    );
    let here = |cell: &CellId| {
        let slot = lens.data.responsibility.slot(*cell);
        slot.is_some_and(|slot| slot.service == id)
    };
    let changed = lens.digest.changed.iter().map(|(cell, _)| *cell);
    let changed: Vec<_> = changed.filter(here).map(Row::Cell).collect();
    let caption = counted(lens, &changes(lens), changed.len(), id);
    document.table(
        table(lens, &Screen::Changes(None), changed, &CHANGED, caption),
        w.report_nothing,
    );
    document.table(overdue(lens, id, here), w.report_nothing);
    let by_district = Screen::ServiceDistricts(id);
    let caption = w.report_by_district;
    document.table(
        of_screen(lens, &by_district, &REACH, caption),
        w.report_nothing,
    );
}

/// A caption with how many of the bodies of a service it is about.
fn counted(lens: &Lens<'_>, caption: &str, count: usize, service: ServiceId) -> String {
    let whole = lens.standing.service(service).bodies.total();
    format!("{caption}: {count}/{whole}")
}

/// The overdue cells of a service, the longest first.
fn overdue(lens: &Lens<'_>, id: ServiceId, here: impl Fn(&CellId) -> bool) -> Table {
    let w = say::of(lens);
    let found = lens.digest.of_topic(Topic::Overdue).iter();
    let found = found.filter_map(|at| {
        let problem = lens.problems.get(*at)?;
        Some((problem.cell()?, problem.fault.days()))
    });
    let found: Vec<_> = found.filter(|(cell, _)| here(cell)).collect();
    let caption = counted(lens, w.fact_overdue, found.len(), id);
    let columns = [Column::Body, Column::Planned, Column::Phase];
    let rows = found.iter().map(|(cell, _)| Row::Cell(*cell));
    let mut table = table(lens, &Screen::Cells, rows, &columns, caption);
    table.heads.push(Head::right(w.report_days));
    for (row, (_, days)) in table.rows.iter_mut().zip(found) {
        row.push(days.map(|days| days.to_string()).unwrap_or_default());
    }
    table
}

/// A district: how far each service is there, and which bodies are missing.
fn district(lens: &Lens<'_>, id: BodyId, document: &mut Document) {
    let w = say::of(lens);
    document.paragraph(facts(lens, &Screen::District(id)));
    let row = |service: ServiceId| {
        let figures = lens.standing.service_in_district(service, id)?;
        let cells = lens.data.responsibility.of_service(service);
        let missing = cells.filter_map(|cell| {
            let slot = lens.data.responsibility.slot(cell)?;
            let here = lens.data.register.body(slot.body).district == Some(id);
            let counts = lens.standing.choice.has(cell) && !lens.standing.cell(cell).is_live();
            (here && counts).then(|| full_name(lens, slot.body))
        });
        let value = |value: Value| say::value(lens, &value);
        let share = figures.bodies.reach();
        Some(vec![
            say::service(lens, service),
            value(Value::Count(share)),
            value(Value::Percent {
                share,
                estimated: false,
            }),
            value(Value::Change(figures.change)),
            missing.collect::<Vec<_>>().join(", "),
        ])
    };
    let table = Table {
        caption: fill(w.report_in_district, &[("name", &full_name(lens, id))]),
        heads: vec![
            Head::left(w.head_service),
            Head::right(w.report_online),
            Head::right(w.report_by_bodies),
            Head::right(say::since(lens)),
            Head::left(w.report_missing_there),
        ],
        rows: lens.data.catalogue.ids().filter_map(row).collect(),
        sum: None,
        look: None,
    };
    document.table(table, w.report_nothing);
}

/// The long lists: changes, what comes next, providers, findings, faults of files, dates.
fn lists(lens: &Lens<'_>, document: &mut Document) {
    let w = say::of(lens);
    let mut list = |text: &str, anchor: &str, screen: Screen, columns: &[Column]| {
        document.blocks.push(Block::Page);
        document.anchored(2, text, anchor);
        let rows = rows(lens, &screen);
        let count = say::number(lens, rows.len() as u64);
        let caption = if rows.is_empty() {
            text.to_owned()
        } else {
            fill(w.report_rows, &[("n", &count)])
        };
        document.table(
            table(lens, &screen, rows, columns, caption),
            w.report_nothing,
        );
    };
    list(&changes(lens), "changes", Screen::Changes(None), &CHANGES);
    let upcoming = label::screen(lens, &Screen::Upcoming);
    list(&upcoming, "upcoming", Screen::Upcoming, &UPCOMING);
    list(w.providers, "providers", Screen::Providers, &REACH);
    findings(lens, document);
    document.blocks.push(Block::Page);
    document.anchored(2, w.report_data_faults, "data");
    let columns = [Column::Subject, Column::What, Column::Advice];
    let screen = Screen::Problems(Some(Topic::Data));
    let caption = w.report_data_faults;
    document.table(
        of_screen(lens, &screen, &columns, caption),
        w.report_nothing,
    );
    document.anchored(2, w.report_stands, "stands");
    let columns = [
        Column::Stand,
        Column::Online,
        Column::ByBodies,
        Column::Change,
        Column::Interval,
        Column::Source,
    ];
    let caption = w.report_stands;
    // What came later is not in this report.
    let is_past = |row: &Row| matches!(row, Row::Snapshot(id) if Some(*id) <= lens.standing.at);
    let screen = Screen::Snapshots;
    let past = rows(lens, &screen).into_iter().filter(is_past);
    let mut table = table(lens, &screen, past, &columns, caption);
    // Each is compared with the one before it, whatever the report compares.
    if let Some(head) = table.heads.get_mut(3) {
        w.report_change.clone_into(&mut head.text);
    }
    document.table(table, w.report_nothing);
}

/// What stands out in the roll-out, topic by topic.
fn findings(lens: &Lens<'_>, document: &mut Document) {
    let w = say::of(lens);
    document.blocks.push(Block::Page);
    document.anchored(2, w.problems, "findings");
    for topic in Topic::ALL {
        if topic == Topic::Data || !watch::is_known(lens, topic) {
            continue;
        }
        let screen = Screen::Problems(Some(topic));
        let count = lens.digest.of_topic(topic).len();
        let caption = format!("{}: {count}", label::topic(w, topic));
        let columns = [Column::Subject, Column::What];
        document.table(
            of_screen(lens, &screen, &columns, &caption),
            w.report_nothing,
        );
    }
}
