//! Going where an address leads.

use super::{Destination, Mistake, keys, parse};
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::list::List;
use crate::app::model::Model;
use crate::app::prompt::Notice;
use crate::app::screen::{Row, Screen};
use crate::app::table::Table;
use crate::app::trail::Stop;
use crate::app::views::Saying;
use crate::domain::service::ServiceId;

/// Shows what an address names. A row that is not there any more is told; the rest stands all the same.
pub(in crate::app) fn go(model: &mut Model, to: Destination) {
    model.weighting = to.weighting;
    model.choose(Table::of(&to.screen), &to.columns);
    model.trail.go(to.screen);
    let stop = model.trail.now_mut();
    stop.list = List {
        sort: to.sort,
        ..List::default()
    };
    if let (Screen::Trend { .. }, Some(at)) = (to.screen, to.at) {
        stop.list.selected = Some(Row::Snapshot(at));
    }
    model.stand(to.filter, to.at, to.compared);
    let missed = model.with_stop(|stop, lens, height| {
        if let Some(sort) = stop.list.sort {
            let columns = stop.screen.columns(lens);
            let at = columns.iter().position(|column| *column == sort.column);
            stop.list.column = at.unwrap_or(0);
        }
        if let Some(service) = to.service {
            select_service(stop, lens, service, height);
        }
        let key = to.select?;
        let is_meant = |row: &Row| keys::row(lens, &stop.screen, *row).as_ref() == Some(&key);
        match stop.list.rows.iter().position(is_meant) {
            Some(at) => stop.list.select(at, height),
            None => return Some(key),
        }
        None
    });
    if let Some(key) = missed {
        model.notice = Some(Notice::Address(Saying::RowGone(key)));
    }
}

/// Puts the cursor on the column of a service, or on the first row that is about it.
fn select_service(stop: &mut Stop, lens: &Lens<'_>, service: ServiceId, height: usize) {
    let column = Column::Matrix(service);
    let columns = stop.screen.columns(lens);
    if let Some(at) = columns.iter().position(|it| *it == column) {
        stop.list.column = at;
        return;
    }
    let responsibility = &lens.data.responsibility;
    let is_about = |row: &Row| match row {
        Row::Service(id) => *id == service,
        Row::Cell(id) => responsibility
            .slot(*id)
            .is_some_and(|slot| slot.service == service),
        _ => false,
    };
    if let Some(at) = stop.list.rows.iter().position(is_about) {
        stop.list.select(at, height);
    }
}

/// Opens an address. Where it leads nowhere everything stands as before.
pub(in crate::app) fn open(model: &mut Model, text: &str) -> Result<(), Mistake> {
    let destination = parse(text)?.bind(model)?;
    go(model, destination);
    Ok(())
}
