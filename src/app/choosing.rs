//! Choosing columns: keys on the screen of columns.

use super::column::Column;
use super::model::Model;
use super::prompt::Notice;
use super::screen::{Row, Screen};
use super::table::{Table, arranged};
use super::update::go;

/// Offers the columns of the table on screen; where they are offered, all are shown again.
pub(super) fn begin(model: &mut Model) {
    if let Screen::Columns(table) = model.trail.now().screen {
        return reset(model, table);
    }
    let table = Table::of(&model.trail.now().screen);
    if table.name().is_none() {
        model.notice = Some(Notice::NoColumns);
        return;
    }
    go(model, Some(Screen::Columns(table)));
}

/// The selected column on the screen of columns.
fn selected(model: &Model) -> Option<(Table, Column)> {
    match (model.trail.now().screen, model.trail.now().list.selected) {
        (Screen::Columns(table), Some(Row::Column(column))) => Some((table, column)),
        _ => None,
    }
}

/// Whether columns are being chosen.
pub(super) fn is_on(model: &Model) -> bool {
    matches!(model.trail.now().screen, Screen::Columns(_))
}

/// Shows or hides the selected column.
pub(super) fn turn(model: &mut Model) {
    let Some((table, column)) = selected(model) else {
        return;
    };
    let all = table.all(&model.lens());
    change(model, table, |shown| {
        let place = arranged(&all, shown);
        match shown.iter().position(|it| *it == column) {
            // Without its first column nobody knows what a row is about.
            Some(0) => return false,
            Some(at) => {
                shown.remove(at);
            }
            None => {
                // Where it is offered, there it stands.
                let before = place.iter().take_while(|it| **it != column);
                let at = before.filter(|it| shown.contains(it)).count();
                shown.insert(at, column);
            }
        }
        true
    });
}

/// Moves the selected column.
pub(super) fn shift(model: &mut Model, by: isize) {
    let Some((table, column)) = selected(model) else {
        return;
    };
    change(model, table, |shown| {
        let Some(at) = shown.iter().position(|it| *it == column) else {
            return false;
        };
        let to = at.saturating_add_signed(by);
        if at == 0 || to == 0 || to >= shown.len() {
            return false;
        }
        shown.swap(at, to);
        true
    });
}

/// Shows all columns of a table again, in their own order.
fn reset(model: &mut Model, table: Table) {
    model.chosen.reset(table);
    model.refill();
}

fn change(model: &mut Model, table: Table, change: impl FnOnce(&mut Vec<Column>) -> bool) {
    let mut chosen = std::mem::take(&mut model.chosen);
    let lens = model.lens();
    let mut shown = chosen
        .of(table)
        .map_or_else(|| table.all(&lens), <[_]>::to_vec);
    let changed = change(&mut shown);
    if changed {
        chosen.set(table, shown, &lens);
    }
    model.chosen = chosen;
    if !changed {
        model.notice = Some(Notice::StaysThere);
    }
    model.refill();
}
