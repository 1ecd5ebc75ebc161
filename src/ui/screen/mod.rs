//! The screens that are more than a table: a painter each, in a file with the name of the screen's own in `app::screen`.

mod map;
pub(super) mod panel;
mod tiles;
mod trend;

use ratatui::layout::Rect;

use super::context::Context;
use super::pen::Pen;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::app::screen::map::Drawing;

/// Paints a picture into the lines of head and rows.
pub(super) type Painter = fn(&mut Pen<'_>, &Model, Context, Rect);

/// Who paints the picture of a screen; `None` for those that are tables.
pub(super) fn painter(screen: &Screen) -> Option<Painter> {
    match screen {
        Screen::Map { drawing, .. } => Some(match drawing {
            Drawing::Outlines => map::outlines,
            Drawing::Tiles => tiles::paint,
        }),
        Screen::Trend { .. } => Some(trend::paint),
        _ => None,
    }
}
