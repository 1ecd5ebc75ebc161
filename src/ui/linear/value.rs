//! What a field says, in words alone.

use super::spoken::spoken;
use crate::analysis::change::{Transition, Way};
use crate::analysis::tally::{Share, Tally};
use crate::app::lens::{Lens, Mark};
use crate::app::value::{ProblemPart, Value};
use crate::domain::body::BodyId;
use crate::domain::cell::{Cell, CellId};
use crate::domain::date::{Date, days_between};
use crate::domain::service::ServiceId;
use crate::texts::{Words, fill};
use crate::ui::charset::Charset;
use crate::ui::context::words;
use crate::ui::field::{self, Style};
use crate::ui::phase::{self, BAR_ORDER};
use crate::ui::{format, label};

/// Examples of a list that are told; the list itself has the others.
const EXAMPLES: usize = 3;

/// A value in words; empty where there is nothing to say.
pub fn value(lens: &Lens<'_>, value: &Value) -> String {
    let w = words(lens.language);
    match value {
        Value::Many(values) => many(lens, values),
        Value::List(values) => list(lens, values, EXAMPLES),
        Value::Bar(tally) => phases(lens, tally),
        Value::Spark(shares) => spark(lens, shares),
        Value::Group(group) => {
            let name = label::group(lens, *group);
            fill(w.linear_together, &[("name", &spoken(w, &name))])
        }
        Value::Body(id) => field::full_name(lens, *id),
        Value::Kind(id) => label::class(lens, lens.data.register.body(*id).class),
        Value::Short(id) => service(lens, *id),
        Value::Cell(id) => cell_name(lens, *id),
        Value::End { date, unplanned } => end(lens, *date, *unplanned),
        Value::Span(from, to) => span(lens, *from, *to),
        Value::Interval { days, missing } => {
            let days = field_text(lens, &Value::Days(*days));
            let pattern = if *missing {
                w.linear_gap
            } else {
                w.linear_interval
            };
            fill(pattern, &[("days", &days)])
        }
        Value::Legend(phase) => phase::look(w, *phase).word.to_owned(),
        Value::MarkLegend(mark) => phase::mark(w, *mark).1.to_owned(),
        Value::WayLegend(way) => label::way(w, *way).to_owned(),
        Value::Problem(at, ProblemPart::Subject) => problem_subject(lens, *at),
        value => amount(lens, value)
            .or_else(|| of_cell(lens, value))
            .unwrap_or_else(|| field_text(lens, value)),
    }
}

/// Several values as one: with commas, but for what leads to the next one or explains the one before.
fn many(lens: &Lens<'_>, values: &[Value]) -> String {
    let mut all = String::new();
    let mut leads = true;
    for part in values {
        let text = value(lens, part);
        if text.is_empty() {
            continue;
        }
        if !all.is_empty() {
            all.push_str(if leads || text.starts_with('(') {
                " "
            } else {
                ", "
            });
        }
        all.push_str(&text);
        leads = matches!(part, Value::Fact(_)) || text.ends_with(':');
    }
    all
}

/// The first of several values, and that there are more.
pub(super) fn list(lens: &Lens<'_>, values: &[Value], most: usize) -> String {
    // One or two more are sooner told than announced.
    let most = if values.len() <= most + 2 {
        values.len()
    } else {
        most
    };
    let told = values.iter().take(most).map(|part| value(lens, part));
    let mut told: Vec<_> = told.filter(|text| !text.is_empty()).collect();
    if values.len() > most {
        told.push(words(lens.language).linear_and_more.to_owned());
    }
    told.join("; ")
}

/// Numbers, shares and differences; `None` for the others.
fn amount(lens: &Lens<'_>, value: &Value) -> Option<String> {
    let w = words(lens.language);
    Some(match value {
        Value::Inhabitants { count, official } => {
            let number = format::number(lens.language, *count);
            estimated(w, number, !official)
        }
        Value::Change(change) => change.map_or_else(String::new, |change| more(lens, change)),
        Value::More(change) => more(lens, *change),
        Value::Count(share) => count(lens, w.linear_count, *share),
        Value::People { share, .. } if share.whole == 0 => String::new(),
        Value::People { share, .. } => count(lens, w.linear_people, *share),
        Value::Percent {
            share,
            estimated: is,
        } => {
            let text = percent(w, *share);
            let is = *is && !text.is_empty();
            estimated(w, text, is)
        }
        Value::Shaded { share, change } => {
            let mut parts = vec![count(lens, w.linear_count, *share), percent(w, *share)];
            parts.extend(change.map(|change| more(lens, change)));
            parts.retain(|part| !part.is_empty());
            parts.join(", ")
        }
        Value::Moves {
            forward,
            backward,
            silence: (reported, silent),
        } => {
            let ways = [
                (*forward, Way::Forward),
                (*backward, Way::Backward),
                (*reported, Way::Reported),
                (*silent, Way::Silent),
            ];
            let ways = ways.iter().filter(|(count, _)| *count > 0);
            let told: Vec<_> = ways
                .map(|(count, way)| {
                    let number = format::number(lens.language, *count);
                    format!("{number} {}", label::way(w, *way))
                })
                .collect();
            if told.is_empty() {
                w.unchanged.to_owned()
            } else {
                told.join(", ")
            }
        }
        _ => return None,
    })
}

fn estimated(w: &Words, text: String, is: bool) -> String {
    if is {
        format!("{text} {}", w.linear_estimated)
    } else {
        text
    }
}

/// How many more or fewer.
pub(super) fn more(lens: &Lens<'_>, change: i64) -> String {
    let w = words(lens.language);
    let number = format::number(lens.language, change.unsigned_abs());
    let pattern = match change {
        0 => return w.unchanged.to_owned(),
        1.. => w.linear_more,
        _ => w.linear_less,
    };
    fill(pattern, &[("n", &number)])
}

fn count(lens: &Lens<'_>, pattern: &str, share: Share) -> String {
    let number = |count| format::number(lens.language, count);
    let (n, m) = (number(share.part), number(share.whole));
    fill(pattern, &[("n", &n), ("m", &m)])
}

fn percent(w: &Words, share: Share) -> String {
    match share.percent() {
        None => String::new(),
        Some(0) if share.part > 0 => w.linear_below_one.to_owned(),
        Some(percent) => format!("{percent} %"),
    }
}

/// A share as `3 von 7, 42 %`.
pub(super) fn reach(lens: &Lens<'_>, share: Share) -> String {
    let w = words(lens.language);
    let (count, percent) = (count(lens, w.linear_count, share), percent(w, share));
    if percent.is_empty() {
        count
    } else {
        format!("{count}, {percent}")
    }
}

/// How many are in which phase.
fn phases(lens: &Lens<'_>, tally: &Tally) -> String {
    let w = words(lens.language);
    let there = BAR_ORDER.iter().filter(|phase| tally.of(**phase) > 0);
    let told = there.map(|phase| {
        let number = format::number(lens.language, tally.of(*phase));
        format!("{} {number}", phase::look(w, *phase).word)
    });
    told.collect::<Vec<_>>().join(", ")
}

fn spark(lens: &Lens<'_>, shares: &[Share]) -> String {
    let w = words(lens.language);
    let ends = shares.first().zip(shares.last());
    let ends = ends.map(|(first, last)| (percent(w, *first), percent(w, *last)));
    let n = shares.len().to_string();
    match ends {
        Some((from, to)) if !from.is_empty() && !to.is_empty() && shares.len() > 1 => {
            fill(w.linear_spark, &[("from", &from), ("to", &to), ("n", &n)])
        }
        _ => String::new(),
    }
}

fn service(lens: &Lens<'_>, id: ServiceId) -> String {
    let name = &lens.data.catalogue.service(id).name;
    lens.language.of(name).to_string()
}

/// A cell by the names of its service and its body.
pub(super) fn cell_name(lens: &Lens<'_>, id: CellId) -> String {
    let slot = lens.data.responsibility.slot(id);
    slot.map_or_else(String::new, |slot| {
        let body = field::full_name(lens, slot.body);
        format!("{}, {body}", service(lens, slot.service))
    })
}

/// How far a cell is: its phase, since when, and until when where it is not live.
pub(super) fn progress(lens: &Lens<'_>, id: CellId) -> String {
    let w = words(lens.language);
    let cell = lens.standing.cell(id);
    let dates = [
        (w.head_since, Value::Since(cell)),
        (w.head_planned, Value::Planned(cell)),
    ];
    let wanted = if cell.is_live() { 1 } else { 2 };
    let told = dates
        .iter()
        .take(wanted)
        .map(|(name, date)| (name, value(lens, date)));
    let told = told.filter(|(_, date)| !date.is_empty());
    let told = told.map(|(name, date)| format!("{name} {date}"));
    [phase(lens, &cell)]
        .into_iter()
        .chain(told)
        .collect::<Vec<_>>()
        .join(", ")
}

/// A service within a district.
pub(super) fn service_within(lens: &Lens<'_>, id: ServiceId, district: BodyId) -> String {
    format!(
        "{}, {}",
        service(lens, id),
        field::full_name(lens, district)
    )
}

fn problem_subject(lens: &Lens<'_>, at: usize) -> String {
    let cell = lens
        .problems
        .get(at)
        .and_then(crate::domain::problem::Problem::cell);
    match cell {
        Some(cell) => cell_name(lens, cell),
        None => field_text(lens, &Value::Problem(at, ProblemPart::Subject)),
    }
}

fn end(lens: &Lens<'_>, date: Option<Date>, unplanned: u64) -> String {
    let Some(date) = date else {
        return String::new();
    };
    let month = format::month(lens.language, date);
    if unplanned == 0 {
        return month;
    }
    fill(words(lens.language).linear_unplanned, &[("date", &month)])
}

fn span(lens: &Lens<'_>, from: Option<Date>, to: Option<Date>) -> String {
    let day = |date| format::day(lens.language, date);
    let (Some(from), Some(to)) = (from, to) else {
        return from.or(to).map(day).unwrap_or_default();
    };
    let days = field_text(lens, &Value::Days(days_between(from, to).abs()));
    fill(
        words(lens.language).linear_between,
        &[("from", &day(from)), ("to", &day(to)), ("days", &days)],
    )
}

/// What speaks of a cell; `None` for the others.
fn of_cell(lens: &Lens<'_>, value: &Value) -> Option<String> {
    let w = words(lens.language);
    let day = |date| format::day(lens.language, date);
    let dated = |date: Option<Date>, cell: &Cell, mark: Mark| {
        let mut parts: Vec<_> = date.map(day).into_iter().collect();
        parts.extend(marks(lens, cell, |of| of == mark && date.is_some()));
        parts.join(", ")
    };
    Some(match value {
        Value::Phase(cell) => phase(lens, cell),
        Value::Marks(cell) => marks(lens, cell, |_| true).join(", "),
        Value::Since(cell) => dated(cell.since, cell, Mark::Stalled),
        Value::Planned(cell) => dated(cell.planned, cell, Mark::Overdue),
        Value::Step { cell, before } => {
            let mut parts = vec![phase(lens, cell)];
            let moved = before
                .as_ref()
                .and_then(|before| Transition::between(before, cell));
            parts.extend(moved.map(|moved| label::way(w, moved.way()).to_owned()));
            let planned = cell.planned.filter(|_| !cell.is_live());
            parts.extend(planned.map(|planned| format!("{} {}", w.head_planned, day(planned))));
            parts.join(", ")
        }
        Value::Transition(moved) => moved.map_or_else(String::new, |moved| transition(w, moved)),
        Value::Matrix { cell, moved, own } => {
            let Some(cell) = cell else {
                return Some(w.not_responsible.to_owned());
            };
            let mut parts = vec![phase::look(w, cell.phase).word.to_owned()];
            parts.extend(marks(lens, cell, |_| true));
            let moved = moved.filter(|_| lens.comparing);
            parts.extend(moved.map(|moved| transition(w, moved)));
            parts.extend((!own).then(|| w.linear_elsewhere.to_owned()));
            parts.join(", ")
        }
        _ => return None,
    })
}

/// The word of a phase with the marks that were reported; those that rest on a date are told beside it.
fn phase(lens: &Lens<'_>, cell: &Cell) -> String {
    let word = phase::look(words(lens.language), cell.phase)
        .word
        .to_owned();
    let mut parts = vec![word];
    parts.extend(marks(lens, cell, |mark| {
        !matches!(mark, Mark::Overdue | Mark::Stalled)
    }));
    parts.join(", ")
}

fn marks(lens: &Lens<'_>, cell: &Cell, wanted: impl Fn(Mark) -> bool) -> Vec<String> {
    let w = words(lens.language);
    let all = lens.marks(cell).into_iter().filter(|mark| wanted(*mark));
    all.map(|mark| phase::mark(w, mark).1.to_owned()).collect()
}

fn transition(w: &'static Words, moved: Transition) -> String {
    let word = |of| phase::look(w, of).word;
    let steps = [("from", word(moved.from)), ("to", word(moved.to))];
    format!(
        "{}, {}",
        label::way(w, moved.way()),
        fill(w.linear_steps, &steps)
    )
}

/// What the picture writes in full anyway.
fn field_text(lens: &Lens<'_>, value: &Value) -> String {
    let style = Style {
        charset: Charset::Unicode,
        width: usize::MAX,
        long: true,
    };
    let pieces = field::pieces(lens, value, style);
    let text: String = pieces.into_iter().map(|(text, _)| text).collect();
    match value {
        // What the data says stays as it is.
        Value::Text(_) | Value::Service(_) | Value::Acting { .. } | Value::Key(_) => text,
        _ => spoken(words(lens.language), &text),
    }
}
