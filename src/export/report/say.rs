//! Names, numbers and values of a report in words.

use crate::analysis::tally::Share;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::screen::{Row, Screen};
use crate::app::value::{ProblemPart, Value};
use crate::domain::cell::CellId;
use crate::domain::date::Date;
use crate::domain::problem::Problem;
use crate::domain::service::ServiceId;
use crate::texts::{Words, fill};
use crate::ui::charset::Charset;
use crate::ui::context::words;
use crate::ui::field::{self, Style, full_name};
use crate::ui::{format, label, phase};

/// The words of the report's language.
pub(super) fn of(lens: &Lens<'_>) -> &'static Words {
    words(lens.language)
}

/// A value as it stands in lists, with room for its longest form.
pub(super) fn value(lens: &Lens<'_>, value: &Value) -> String {
    match value {
        Value::Count(of) => return share(lens, *of),
        Value::Change(Some(0)) => return "0".to_owned(),
        Value::Change(Some(more)) => return change(*more),
        _ => {}
    }
    let style = Style {
        charset: Charset::Unicode,
        width: 200,
        long: true,
    };
    let pieces = field::pieces(lens, value, style);
    let text: String = pieces.into_iter().map(|(text, _)| text).collect();
    text.trim().to_owned()
}

/// What stands in a field of a screen's table; of a cell in words, where the screen has signs.
pub(super) fn field(lens: &Lens<'_>, screen: &Screen, row: Row, column: Column) -> String {
    let day = |date: Option<Date>| date.map(|date| day(lens, date)).unwrap_or_default();
    match (screen.value(lens, row, column), column) {
        (Value::Phase(cell), _) => phase::look(of(lens), cell.phase).word.to_owned(),
        (Value::Since(cell), _) => day(cell.since),
        (Value::Planned(cell), _) => day(cell.planned),
        (Value::Marks(cell), _) => value(lens, &Value::MarkWords(cell)),
        (Value::Body(id), Column::Name) => full_name(lens, id),
        (Value::Problem(at, ProblemPart::Subject), _) => subject(lens, at),
        (of, _) => value(lens, &of),
    }
}

/// What a problem is about: a cell in words, or a place in a file.
fn subject(lens: &Lens<'_>, at: usize) -> String {
    let about = lens.problems.get(at).and_then(Problem::cell);
    match about {
        Some(id) => cell(lens, id),
        None => value(lens, &Value::Problem(at, ProblemPart::Subject)),
    }
}

/// What a column of a report is called: a word where a narrow screen has a part of one.
pub(super) fn head(lens: &Lens<'_>, column: Column) -> String {
    let w = of(lens);
    let text = match column {
        Column::Online => w.report_online,
        Column::ByBodies => w.report_by_bodies,
        Column::ByInhabitants => w.report_by_inhabitants,
        Column::Missing => w.report_missing,
        Column::Overdue => w.fact_overdue,
        Column::Stalled => w.fact_stalled,
        Column::Unknown => w.fact_unknown,
        Column::Marks => w.fact_marks,
        Column::Change => return since(lens),
        Column::Interval => w.report_interval,
        column => return label::head(lens, column),
    };
    text.to_owned()
}

/// Since when a change is counted.
pub(super) fn since(lens: &Lens<'_>) -> String {
    match lens.standing.base_date {
        Some(base) => fill(of(lens).fact_since_date, &[("date", &day(lens, base))]),
        None => of(lens).report_change.to_owned(),
    }
}

/// A day.
pub(super) fn day(lens: &Lens<'_>, date: Date) -> String {
    format::day(lens.language, date)
}

/// A number with its separators.
pub(super) fn number(lens: &Lens<'_>, number: u64) -> String {
    format::number(lens.language, number)
}

/// A difference with its sign.
pub(super) fn change(change: i64) -> String {
    match change {
        0 => "±0".to_owned(),
        change => format!("{change:+}").replace('-', "−"),
    }
}

/// `n/m` with separators.
pub(super) fn share(lens: &Lens<'_>, share: Share) -> String {
    let [part, whole] = [share.part, share.whole].map(|count| number(lens, count));
    format!("{part}/{whole}")
}

/// The name of a service.
pub(super) fn service(lens: &Lens<'_>, id: ServiceId) -> String {
    let name = &lens.data.catalogue.service(id).name;
    lens.language.of(name).to_string()
}

/// The name of a service without what stands in brackets behind it.
pub(super) fn short_service(lens: &Lens<'_>, id: ServiceId) -> String {
    let name = service(lens, id);
    match name.split_once(" (") {
        Some((before, _)) if !before.is_empty() => before.to_owned(),
        _ => name,
    }
}

/// A cell: its service and its body.
pub(super) fn cell(lens: &Lens<'_>, id: CellId) -> String {
    let slot = lens.data.responsibility.slot(id);
    slot.map(|slot| {
        let (service, body) = (
            short_service(lens, slot.service),
            full_name(lens, slot.body),
        );
        format!("{service}: {body}")
    })
    .unwrap_or_default()
}

/// At most so many of what is listed, and how many there are besides.
pub(super) fn few(
    lens: &Lens<'_>,
    all: impl ExactSizeIterator<Item = String>,
    most: usize,
    between: &str,
) -> String {
    let besides = all.len().saturating_sub(most);
    let mut text = all.take(most).collect::<Vec<_>>().join(between);
    if besides > 0 {
        let more = number(lens, besides as u64);
        text.push(' ');
        text += &fill(of(lens).report_more, &[("n", &more)]);
    }
    text
}

/// How far a part reaches into a line of ten: something never shows as nothing, and not quite all never as all.
pub(super) fn bar(share: Share) -> String {
    const LONG: u64 = 10;
    let whole = share.whole.max(1);
    let filled = match share.part.saturating_mul(LONG) / whole {
        0 if share.part > 0 => 1,
        filled => filled.min(LONG),
    };
    let count = usize::try_from(filled).unwrap_or_default();
    let rest = usize::try_from(LONG - filled).unwrap_or_default();
    "█".repeat(count) + &"░".repeat(rest)
}
