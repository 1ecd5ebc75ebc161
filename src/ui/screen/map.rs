//! The map of outlines: districts as areas, numbers in them, and a panel beside them.

use std::ops::Range;

use ratatui::layout::Rect;

use super::panel;
use crate::analysis::map::areas::Area;
use crate::analysis::map::labels::Label;
use crate::app::model::Model;
use crate::app::screen::Row;
use crate::domain::body::BodyId;
use crate::ui::charset::Charset;
use crate::ui::context::Context;
use crate::ui::pen::{Cut, Pen};
use crate::ui::shade::{self, Look};
use crate::ui::theme::Role;

/// The district that is selected on a map.
pub(super) fn selected(model: &Model) -> Option<BodyId> {
    match model.trail.now().list.selected {
        Some(Row::Body(id)) => Some(id),
        _ => None,
    }
}

/// Paints the outlines and the panel.
pub(super) fn outlines(pen: &mut Pen<'_>, model: &Model, context: Context, place: Rect) {
    let areas = model.atlas.areas();
    let looks = areas.districts().iter().map(|id| Face {
        look: shade::of(context.charset, model.atlas.reading(*id)),
        is_selected: selected(model) == Some(*id),
    });
    let looks: Vec<_> = looks.collect();
    // Solid halves need colours to be told apart; characters of their own do not.
    let solid = context.charset == Charset::Unicode && context.theme.tells_shades_apart();
    let lines = u16::try_from(areas.lines()).unwrap_or(u16::MAX);
    let numbers = numbers(model, context.charset);
    for line in 0..lines.min(place.height) {
        let here: Vec<_> = numbers
            .iter()
            .filter(|it| it.line == usize::from(line))
            .collect();
        let cells = areas.line(usize::from(line)).iter().enumerate();
        let cells = cells.map(|(x, area)| {
            if here.iter().any(|number| number.columns().contains(&x)) {
                return None;
            }
            let face = area.district.and_then(|at| looks.get(at));
            let across = area.cut.and_then(|at| looks.get(at));
            face.and_then(|face| face.cell(*area, across, solid))
        });
        paint_line(pen, (place.x, place.y + line), cells);
        for number in here {
            let x = u16::try_from(number.column).unwrap_or(u16::MAX);
            let at = (place.x.saturating_add(x), place.y + line);
            pen.write(at, u16::MAX, &number.text, number.role, Cut::End);
        }
    }
    let used = u16::try_from(areas.columns()).unwrap_or(u16::MAX);
    let x = used.saturating_add(2).min(place.width);
    let beside = Rect {
        x: place.x + x,
        width: place.width - x,
        ..place
    };
    panel::paint(pen, model, context, beside);
}

/// How a district is drawn.
struct Face {
    look: Look,
    is_selected: bool,
}

impl Face {
    /// The character of a cell and its role; `None` where nothing is drawn.
    fn cell(&self, area: Area, across: Option<&Self>, solid: bool) -> Option<(char, Role)> {
        let marked = self.is_selected && area.rim;
        let role = if marked { Role::Title } else { self.look.role };
        let merges = across.is_some_and(|across| across.look == self.look);
        let sign = match (area.upper, area.lower) {
            _ if !solid && merges => return None,
            _ if !solid && marked => '+',
            _ if !solid => self.look.sign,
            (true, true) => '█',
            (true, false) => '▀',
            (false, true) => '▄',
            (false, false) => return None,
        };
        Some((sign, role))
    }
}

/// Writes the cells of a line, run by run of one role.
fn paint_line(
    pen: &mut Pen<'_>,
    (left, y): (u16, u16),
    cells: impl Iterator<Item = Option<(char, Role)>>,
) {
    let mut run: Option<(u16, String, Role)> = None;
    for (x, cell) in (left..).zip(cells.chain([None])) {
        let goes_on = run
            .as_ref()
            .is_some_and(|(.., role)| cell.is_some_and(|(_, other)| other == *role));
        if !goes_on && let Some((from, text, role)) = run.take() {
            pen.write((from, y), u16::MAX, &text, role, Cut::End);
        }
        if let Some((sign, role)) = cell {
            let (_, text, _) = run.get_or_insert_with(|| (x, String::new(), role));
            text.push(sign);
        }
    }
}

/// The number of a district where it stands in its area.
struct Number {
    line: usize,
    column: usize,
    text: String,
    role: Role,
}

impl Number {
    fn columns(&self) -> Range<usize> {
        self.column..self.column + self.text.chars().count()
    }
}

/// The numbers of all districts that have room for one.
fn numbers(model: &Model, charset: Charset) -> Vec<Number> {
    let number = |label: &Label| {
        let reading = model.atlas.reading(label.district);
        let text = charset
            .text(&shade::number(reading, label.width))
            .into_owned();
        let free = label.width.saturating_sub(text.chars().count());
        let role = if selected(model) == Some(label.district) {
            Role::Selected
        } else {
            shade::of(charset, reading).role
        };
        Number {
            line: label.line,
            column: label.column + free / 2,
            text,
            role,
        }
    };
    model.atlas.labels().iter().map(number).collect()
}
