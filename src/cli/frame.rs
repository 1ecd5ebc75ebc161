//! `ozgtop frame`: a screen as text, after some keys, without a terminal.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::arguments::Frame;
use super::{Desk, Failure, open};
use crate::app::key::Key;
use crate::app::message::{Message, Moment};
use crate::app::model::Model;
use crate::app::update::update;
use crate::texts::fill;
use crate::ui::view;

pub(super) fn run(desk: &mut Desk<'_>, frame: &Frame) -> Result<(), Failure> {
    let model = model(desk, &frame.size, &frame.keys, frame.open.as_deref())?;
    let size = model.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
    view(&model, &desk.context, &mut buffer);
    for y in 0..size.1 {
        let cells = (0..size.0).filter_map(|x| buffer.cell((x, y)));
        // The cell behind a wide character is a placeholder.
        let mut skip = 0;
        let mut line = String::new();
        for cell in cells {
            if skip == 0 {
                line.push_str(cell.symbol());
                skip = unicode_width::UnicodeWidthStr::width(cell.symbol()).max(1);
            }
            skip -= 1;
        }
        desk.out.line(line.trim_end())?;
    }
    Ok(())
}

/// A session of this size that began at an address and went on with some keys.
pub(super) fn model(
    desk: &mut Desk<'_>,
    size: &str,
    keys: &str,
    address: Option<&str>,
) -> Result<Model, Failure> {
    let usage = |pattern, text: &str| Failure::Usage(fill(pattern, &[("text", text)]));
    let size = parse_size(size).ok_or_else(|| usage(desk.words.cli_bad_size, size))?;
    let keys = Key::parse_all(keys).map_err(|part| usage(desk.words.cli_bad_keys, &part))?;
    let mut model = desk.usable_model(size)?;
    open::read_views(desk, &mut model);
    if let Some(text) = address {
        open::go(desk, &mut model, text)?;
    }
    for (at, key) in (0..).zip(keys) {
        update(&mut model, Message::Pressed(key, Moment(at * 2000)));
    }
    Ok(model)
}

/// `80x24`: 1 to 500 columns, 1 to 200 lines.
fn parse_size(text: &str) -> Option<(u16, u16)> {
    let (width, height) = text.split_once('x')?;
    let (width, height): (u16, u16) = (width.parse().ok()?, height.parse().ok()?);
    ((1..=500).contains(&width) && (1..=200).contains(&height)).then_some((width, height))
}
