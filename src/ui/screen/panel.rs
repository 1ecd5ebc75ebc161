//! What stands beside or below the map: the selected district in full, the shades, who is furthest behind.

use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

use super::map::selected;
use crate::analysis::map::shade::Shade;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::app::screen::map::{self, Reading};
use crate::domain::body::BodyId;
use crate::domain::service::ServiceId;
use crate::texts::{Words, fill};
use crate::ui::charset::Charset;
use crate::ui::chrome::wrap;
use crate::ui::context::{Context, words};
use crate::ui::field::{self, Pieces, Style};
use crate::ui::format;
use crate::ui::label;
use crate::ui::pen::{Cut, Pen};
use crate::ui::shade;
use crate::ui::theme::Role;

/// Cells for the name of a district below the tiles, and for the values of its facts.
const WIDTHS: [u16; 6] = [29, 10, 5, 3, 2, 2];

/// The service of the map on screen.
fn service(model: &Model) -> Option<ServiceId> {
    match model.trail.now().screen {
        Screen::Map { service, .. } => service,
        _ => None,
    }
}

/// Name and facts of the selected district, each by itself.
pub(super) fn about(model: &Model, charset: Charset) -> Vec<Pieces> {
    let Some(id) = selected(model) else {
        return Vec::new();
    };
    let lens = model.lens();
    let style = Style {
        charset,
        width: 40,
        long: true,
    };
    let mut all = vec![vec![(field::full_name(&lens, id), Role::Title)]];
    let w = words(model.language);
    let facts = map::about(&lens, service(model), id);
    for (at, fact) in facts.into_iter().enumerate() {
        let mut pieces = vec![(format!("{} ", label::fact(&lens, fact.label)), Role::Plain)];
        // In a comparison the first fact, the reach by bodies, has a value on both dates.
        match difference(w, model.atlas.reading(id)).filter(|_| at == 0) {
            Some(both) => pieces.extend(both),
            None => pieces.extend(field::pieces(&lens, &fact.value, style)),
        }
        all.push(pieces);
    }
    all
}

/// The lines below the tiles: the selected district, or why there are no tiles.
pub(in crate::ui) fn details(pen: &mut Pen<'_>, model: &Model, charset: Charset, place: Rect) {
    let Screen::Map { drawing, .. } = model.trail.now().screen else {
        return;
    };
    if drawing.is_possible(&model.data) {
        let mut parts = about(model, charset);
        // Words stay in their place when numbers change: that costs fewer bytes a step. A comparison needs the room.
        let widths = WIDTHS.iter().filter(|_| model.compared.is_none());
        for (part, width) in parts.iter_mut().zip(widths) {
            let label = part
                .iter()
                .take(part.len().saturating_sub(1))
                .take(1)
                .cloned()
                .collect();
            let wanted = pen.width(&label) + width;
            let free = wanted.saturating_sub(pen.width(part));
            part.push((" ".repeat(free.into()), Role::Plain));
        }
        flow(pen, place, &parts);
    } else {
        let why = words(model.language).no_outlines;
        flow(pen, place, &[vec![(why.to_owned(), Role::Warning)]]);
    }
}

/// The reach on both dates and the points between them.
fn difference(w: &Words, reading: Reading) -> Option<Pieces> {
    let Reading::Difference(now, change) = reading else {
        return None;
    };
    let (before, points) = (format::percent(reading.before()?), reading.points()?);
    let look = shade::of_difference(Charset::Unicode, change);
    let points = match points {
        0 if change != 0 => format!(" {}", w.points_below_one),
        points => fill(w.points, &[("n", &format!("{points:+}").replace('-', "−"))]),
    };
    Some(vec![
        (
            format!("{}/{} {before} → ", now.part, now.whole),
            Role::Plain,
        ),
        (format!("{} ", format::percent(now)), Role::Plain),
        (look.sign.to_string(), look.role),
        (points, Role::Plain),
    ])
}

/// The shades, or the signs of a difference, with what they mean.
pub(super) fn legend(model: &Model, charset: Charset) -> Vec<Pieces> {
    let w = words(model.language);
    if model.compared.is_some() {
        let signs = [
            (1, w.difference_more),
            (0, w.difference_same),
            (-1, w.difference_less),
        ];
        let signs = signs.into_iter().map(|(change, word)| {
            let look = shade::of_difference(charset, change);
            vec![
                (look.sign.to_string(), look.role),
                (format!(" {word}"), Role::Plain),
            ]
        });
        let unit = vec![(w.by_bodies_alone.to_owned(), Role::Plain)];
        return signs.chain([unit]).collect();
    }
    let shades = Shade::STEPS.map(Some).into_iter().chain([None]);
    let piece = |step| {
        let look = shade::of_shade(charset, step);
        let word = match step {
            None if model.filter.is_some() => w.shade_left_out.to_owned(),
            step => shade::words(w, step).0,
        };
        vec![
            (look.sign.to_string(), look.role),
            (format!(" {word}"), Role::Plain),
        ]
    };
    shades.map(piece).collect()
}

/// Writes parts side by side, as many as fit on the lines; a part that is too long for the rest begins a new line. Tells
/// the line after the last one.
pub(super) fn flow(pen: &mut Pen<'_>, place: Rect, parts: &[Pieces]) -> u16 {
    let (mut x, mut y) = (0_u16, place.y);
    for part in parts {
        let needed = pen.width(part);
        if x > 0 && x.saturating_add(needed) > place.width {
            (x, y) = (0, y + 1);
        }
        if y >= place.bottom() {
            return y;
        }
        let room = place.width.saturating_sub(x);
        pen.pieces((place.x + x, y), room, part, None, Cut::End);
        x = x.saturating_add(needed).saturating_add(2);
    }
    y + u16::from(x > 0)
}

/// The panel beside the outlines.
pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, context: Context, place: Rect) {
    let (w, charset) = (words(model.language), context.charset);
    let place = attribution(pen, model.data.outlines.source().as_str(), place);
    let below = |y: u16| Rect {
        y: y.min(place.bottom()),
        height: place.bottom().saturating_sub(y),
        ..place
    };
    let about = about(model, charset);
    let mut y = place.y;
    if let Some((name, facts)) = about.split_first() {
        pen.pieces((place.x, y), place.width, name, None, Cut::Middle);
        y = flow(pen, below(y + 1), facts);
    }
    y = flow(pen, below(y + 1), &legend(model, charset));
    if model.standing.at.is_none() {
        flow(
            pen,
            below(y + 1),
            &[vec![(w.no_snapshot.to_owned(), Role::Warning)]],
        );
        return;
    }
    let lists = [
        (w.without_outline, model.atlas.without_outline()),
        (w.no_room_for, model.atlas.unlabelled()),
        (
            if model.compared.is_some() {
                w.least_gained
            } else {
                w.furthest_behind
            },
            model.atlas.behind(),
        ),
    ];
    for (head, ids) in lists.into_iter().filter(|(_, ids)| !ids.is_empty()) {
        y = list(pen, model, charset, below(y + 1), head, ids);
    }
}

/// Writes whose data this is into the last lines; tells what is left above them.
fn attribution(pen: &mut Pen<'_>, source: &str, place: Rect) -> Rect {
    let lines = wrap(&pen.shown(source), place.width.into());
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let height = place.height.saturating_sub(height);
    for (y, line) in (place.y + height..).zip(&lines) {
        pen.write((place.x, y), place.width, line, Role::Dim, Cut::End);
    }
    Rect { height, ..place }
}

/// A list of districts with their numbers, as long as there is room; tells the line after it.
fn list(
    pen: &mut Pen<'_>,
    model: &Model,
    charset: Charset,
    place: Rect,
    head: &str,
    ids: &[BodyId],
) -> u16 {
    if place.height < 2 {
        return place.bottom();
    }
    pen.write((place.x, place.y), place.width, head, Role::Title, Cut::End);
    let lens = model.lens();
    let mut y = place.y + 1;
    for id in ids.iter().take(usize::from(place.height) - 1) {
        let look = shade::of(charset, model.atlas.reading(*id));
        let number = shade::number(model.atlas.reading(*id), 3);
        let style = Style {
            charset,
            width: 30,
            long: false,
        };
        let kind = field::pieces(&lens, &crate::app::value::Value::Kind(*id), style);
        let name = lens.data.register.body(*id).name.as_str();
        let kind: String = kind.into_iter().map(|(text, _)| text).collect();
        let x = place.x + pen.write((place.x, y), 3, &look.sign.to_string(), look.role, Cut::End);
        let number = pen.shown(&number);
        let indent = 4_usize.saturating_sub(number.width());
        let text = format!("{}{number} {kind} {name}", " ".repeat(indent));
        let room = place.width.saturating_sub(x - place.x);
        pen.write((x, y), room, &text, Role::Plain, Cut::Middle);
        y += 1;
    }
    y
}
