//! A model as a picture.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::chrome;
use super::context::{Context, words};
use super::copying;
use super::hints;
use super::pen::{Cut, Pen};
use super::screen;
use super::table::{Place, Table};
use super::theme::Role;
use super::title;
use crate::app::model::Model;
use crate::app::screen::Screen;

/// Narrowest and lowest terminal in which a table says anything.
const LEAST: (u16, u16) = (12, 2);

/// Paints the model into an empty buffer of the size that the model knows.
pub fn view(model: &Model, context: &Context, buffer: &mut Buffer) {
    let mut pen = Pen::new(buffer, context);
    let area = pen.area();
    if area.width < LEAST.0 || area.height < LEAST.1 {
        pen.write(
            (0, 0),
            area.width,
            words(model.language).too_small,
            Role::Plain,
            Cut::End,
        );
        return;
    }
    if let Some(sheet) = &model.sheet {
        return copying::paint(&mut pen, model, sheet);
    }
    let lines = model.lines();
    let mut y = 0;
    if lines.title > 0 {
        title::paint(&mut pen, model, y);
        y += 1;
    }
    if lines.crumbs > 0 {
        chrome::crumbs(&mut pen, model, y);
        y += 1;
    }
    chrome::facts(&mut pen, model, (y, lines.facts), context.charset);
    y += lines.facts;
    let place = Place {
        y,
        head: lines.head,
        rows: lines.rows,
    };
    match screen::painter(&model.trail.now().screen).filter(|_| model.has_picture()) {
        Some(paint) => {
            let height = lines.head + lines.rows;
            paint(&mut pen, model, *context, Rect { y, height, ..area });
        }
        None => {
            Table::new(model, context, area.width).paint(&mut pen, place);
        }
    }
    y += lines.head + lines.rows;
    let below = Rect {
        y,
        height: lines.detail,
        ..area
    };
    match model.trail.now().screen {
        Screen::Map { .. } => screen::panel::details(&mut pen, model, context.charset, below),
        _ => chrome::detail(&mut pen, model, (y, lines.detail), context.charset),
    }
    y += lines.detail;
    if lines.hints > 0 {
        hints::paint(&mut pen, model, y);
    }
}
