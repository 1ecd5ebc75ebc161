//! The numbers beside the picture: the snapshots around the selected one, the newest first.

use ratatui::layout::Rect;

use crate::app::column::Column;
use crate::app::model::Model;
use crate::app::screen::Row;
use crate::ui::context::Context;
use crate::ui::field::{self, Style};
use crate::ui::label;
use crate::ui::pen::{Cut, Pen};
use crate::ui::theme::Role;

const COLUMNS: [(Column, u16); 5] = [
    (Column::Stand, 9),
    (Column::Online, 9),
    (Column::ByBodies, 4),
    (Column::ByInhabitants, 5),
    (Column::Change, 5),
];

/// Cells that the numbers take: none where the picture needs them.
pub(super) fn width(width: u16) -> u16 {
    let all: u16 = COLUMNS.iter().map(|(_, width)| width + 1).sum();
    if width >= 130 { all + 4 } else { 0 }
}

pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, context: Context, area: Rect) {
    let lens = model.lens();
    let stop = model.trail.now();
    let left = area.x + 4;
    let mut x = left;
    for (column, width) in COLUMNS {
        let head = label::head(&lens, column);
        let free = width.saturating_sub(u16::try_from(head.chars().count()).unwrap_or(width));
        let indent = if column.spec().right { free } else { 0 };
        pen.write((x + indent, area.y), width, &head, Role::Head, Cut::End);
        x += width + 1;
    }
    let newest_first: Vec<Row> = lens.data.rollout.ids().rev().map(Row::Snapshot).collect();
    let position = newest_first
        .iter()
        .position(|row| Some(*row) == stop.list.selected)
        .unwrap_or(0);
    let room = usize::from(area.height.saturating_sub(1));
    let most = newest_first.len().saturating_sub(room);
    let top = position.saturating_sub(room / 2).min(most);
    for (y, row) in (area.y + 1..area.bottom()).zip(newest_first.iter().skip(top)) {
        let selected = Some(*row) == stop.list.selected;
        if selected {
            pen.write((left - 2, y), 1, "▸", Role::Title, Cut::End);
        }
        let mut x = left;
        for (column, width) in COLUMNS {
            let style = Style {
                charset: context.charset,
                width: usize::from(width),
                long: false,
            };
            let value = stop.screen.value(&lens, *row, column);
            let pieces = field::pieces(&lens, &value, style);
            let free = width.saturating_sub(pen.width(&pieces));
            let indent = if column.spec().right { free } else { 0 };
            let over = (selected && column == Column::Stand).then_some(Role::Selected);
            pen.pieces((x + indent, y), width - indent, &pieces, over, Cut::End);
            x += width + 1;
        }
    }
}
