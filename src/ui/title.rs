//! The first line: what this is, how old it is, and whether it is made up.

use unicode_width::UnicodeWidthStr;

use super::context::words;
use super::format;
use super::live;
use super::pen::{Cut, Pen};
use super::theme::Role;
use crate::app::model::Model;
use crate::texts::fill;

/// A part of the first line; parts with the smallest number stay longest.
struct Part {
    text: String,
    role: Role,
    rank: u8,
}

/// Cells between two parts; program and Land stand closer together.
fn gap(part: &Part) -> u16 {
    if part.rank == NAME { 1 } else { 2 }
}

/// The first line: program, Land, snapshot and its age, example data, totals, language.
pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, y: u16) {
    let width = pen.area().width;
    let language = model.language.code().to_uppercase();
    let length = |pen: &Pen<'_>, parts: &[Part]| -> usize {
        parts
            .iter()
            .map(|part| pen.shown(&part.text).width() + usize::from(gap(part)))
            .sum()
    };
    let room = usize::from(width).saturating_sub(language.len());
    // What is wrong with newer data is told in as many words as what has to stand beside it leaves.
    let fits = |pen: &Pen<'_>, level: usize| {
        let mut parts = title_parts(model, level);
        parts.retain(|part| part.rank <= EXAMPLE);
        length(pen, &parts) <= room
    };
    let last = live::FORMS - 1;
    let level = (0..last).find(|level| fits(pen, *level)).unwrap_or(last);
    let mut parts = title_parts(model, level);
    // The Land's long name only where it drives nothing else away.
    if length(pen, &parts) > room
        && let Some(land) = parts.iter_mut().find(|part| part.rank == LAND)
    {
        land.text = model.data.land.short.to_string();
    }
    while length(pen, &parts) > room && parts.iter().any(|part| part.rank > EXAMPLE) {
        let last = parts.iter().map(|part| part.rank).max();
        parts.retain(|part| Some(part.rank) != last);
    }
    // Even on the narrowest screen the date stands there, what keeps newer data away, and that the data is made up.
    for (rank, text) in shortened(model) {
        if length(pen, &parts) > room
            && let Some(part) = parts.iter_mut().find(|part| part.rank == rank)
        {
            part.text = text;
        }
    }
    let mut x = 0;
    for part in parts {
        x += pen.write(
            (x, y),
            width.saturating_sub(x),
            &part.text,
            part.role,
            Cut::End,
        ) + gap(&part);
    }
    let at = width.saturating_sub(2);
    if x <= at {
        pen.write((at, y), 2, &language, Role::Plain, Cut::End);
    }
}

/// Shorter words for parts of the first line, in the order in which they give way.
fn shortened(model: &Model) -> Vec<(u8, String)> {
    let (date, w) = (model.standing.date, words(model.language));
    let bare = date.map(|date| (DATE, format::day(model.language, date)));
    let others = [
        (NOT_NEWEST, w.not_newest_short.to_owned()),
        (EXAMPLE, w.example_short.to_owned()),
        (
            COMPARED,
            fill(w.compared_with, &[("date", "")]).trim().to_owned(),
        ),
    ];
    bare.into_iter().chain(others).collect()
}

const DATE: u8 = 0;
const NAME: u8 = 5;
const EXAMPLE: u8 = 4;
/// What keeps newer data from the screen is always told.
const LIVE: u8 = 3;
/// No date stands without it being told that it is not the newest.
const NOT_NEWEST: u8 = 1;
/// Nor without the one that it is compared with.
const COMPARED: u8 = 2;
const LAND: u8 = 6;

fn title_parts(model: &Model, level: usize) -> Vec<Part> {
    let w = words(model.language);
    let part = |text: String, role, rank| Part { text, role, rank };
    let mut parts = vec![
        part("ozgtop".to_owned(), Role::Title, NAME),
        part(model.data.land.name.to_string(), Role::Plain, LAND),
    ];
    match model.standing.date {
        None => parts.push(part(w.no_snapshot.to_owned(), Role::Warning, 0)),
        Some(date) => {
            parts.push(part(
                format!("{} {}", w.snapshot, format::day(model.language, date)),
                Role::Title,
                0,
            ));
            parts.extend(dates(model));
            let role = if model.is_stale() {
                Role::Warning
            } else {
                Role::Plain
            };
            parts.push(part(age(model), role, 7));
        }
    }
    let live = live::parts(model, level).into_iter();
    parts.extend(live.map(|text| part(text, Role::Warning, LIVE)));
    if model.data.is_synthetic() {
        parts.push(part(w.example_data.to_owned(), Role::Example, EXAMPLE));
    }
    if model.data.awaits_history {
        parts.push(part(w.history_awaited.to_owned(), Role::Plain, 8));
    }
    let services = model.data.catalogue.len();
    if services > 0 && model.filter.is_none() {
        let (n, m) = (model.whole().everywhere.to_string(), services.to_string());
        parts.push(part(
            fill(w.everywhere_of, &[("n", &n), ("m", &m)]),
            Role::Plain,
            8,
        ));
    }
    parts.retain(|part| !part.text.is_empty());
    parts
}

/// That another date than the newest is on screen, and with which one it is compared.
fn dates(model: &Model) -> Vec<Part> {
    let (w, language) = (words(model.language), model.language);
    let mut parts = Vec::new();
    if let Some(newest) = model.newer() {
        let date = format::short_day(language, newest);
        let text = fill(w.not_newest, &[("date", &date)]);
        parts.push(Part {
            text,
            role: Role::Warning,
            rank: NOT_NEWEST,
        });
    }
    let compared = model.compared.and(model.standing.base_date);
    if let Some(date) = compared {
        let date = format::short_day(language, date);
        let text = fill(w.compared_with, &[("date", &date)]);
        parts.push(Part {
            text,
            role: Role::Title,
            rank: COMPARED,
        });
    }
    parts
}

/// How old the snapshot is, in words.
pub fn age(model: &Model) -> String {
    let w = words(model.language);
    let text = match model.age() {
        None => String::new(),
        Some(..=-1) => w.age_ahead.to_owned(),
        Some(0) => w.age_today.to_owned(),
        Some(days) => fill(w.age_days, &[("n", &days.to_string())]),
    };
    if model.is_stale() {
        format!("{text}, {}", w.stale)
    } else {
        text
    }
}
