//! `ozgtop open`: what an address or a saved view shows, on the full screen or as a table; or all saved views.

use serde_json::json;
use unicode_width::UnicodeWidthStr;

use super::arguments::{Format, Open};
use super::output;
use super::{Desk, Failure, live, pointed, tui};
use crate::app::address::{Mistake, What, names_a_screen, parse};
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::app::update::update;
use crate::app::views::{SavedView, address_of};
use crate::export::markup::spreadsheet;
use crate::export::{Printed, json};
use crate::runtime::linear::SIZE;
use crate::runtime::shelf::Shelf;
use crate::runtime::terminal;
use crate::texts::fill;
use crate::ui::saying::mistake_text;

pub(super) fn run(desk: &mut Desk<'_>, open: &Open) -> Result<(), Failure> {
    let Some(text) = &open.what else {
        return list(desk, open.format.unwrap_or_default());
    };
    let by_lines = desk.arguments.linear || desk.environment.has_lines_only();
    let full = desk.environment.has_screen();
    let size = match (open.format, by_lines, full) {
        (None, true, _) => SIZE,
        (None, false, true) => terminal::size(),
        _ => (80, 24),
    };
    let is_screen = open.format.is_none() && !by_lines && full;
    let (mut model, mut rest) = if is_screen && is_of_newest(desk, text) {
        live::first(desk, size)?
    } else {
        (desk.usable_model(size)?, None)
    };
    read_views(desk, &mut model);
    let mut went = go(desk, &mut model, text);
    let is_there = went.is_ok() && !model.trail.now().screen.needs_history();
    if rest.take_if(|_| !is_there).is_some() {
        // What it names may stand in an older snapshot.
        model = desk.usable_model(size)?;
        read_views(desk, &mut model);
        went = go(desk, &mut model, text);
    }
    went?;
    match open.format {
        None if by_lines => tui::by_lines(desk, model),
        None if full => tui::on_screen(desk, model, rest),
        format => print(desk, model, format.unwrap_or_default()),
    }
}

/// The folder of the operator's own state.
pub(super) fn shelf(desk: &Desk<'_>) -> Shelf {
    let home = desk.environment.state_home();
    Shelf::new(home.map(|home| home.join("ozgtop")), &desk.settings.views)
}

/// Hands the saved views to a session.
pub(super) fn read_views(desk: &Desk<'_>, model: &mut Model) {
    if let Some(message) = shelf(desk).carry_out(Effect::ReadViews) {
        update(model, message);
    }
}

/// An address, or the address of a saved view.
fn address(desk: &Desk<'_>, text: &str) -> Result<String, Failure> {
    if names_a_screen(text.trim()) {
        return Ok(text.to_owned());
    }
    let views = shelf(desk).views().map_err(Failure::Failed)?;
    Ok(address_of(&views, text))
}

/// Whether an address says nothing that the newest snapshot alone may not answer.
fn is_of_newest(desk: &Desk<'_>, text: &str) -> bool {
    let address = address(desk, text).ok();
    let read = address.and_then(|address| parse(&address).ok());
    read.is_some_and(|read| {
        let parts = [&read.filter, &read.date, &read.compare, &read.sort];
        parts.into_iter().all(Option::is_none)
    })
}

/// Goes to an address or to the address of a saved view.
pub(super) fn go(desk: &Desk<'_>, model: &mut Model, text: &str) -> Result<(), Failure> {
    let address = address(desk, text)?;
    let wrong = |mistake| wrong(desk, text, &address, &mistake);
    let read = parse(&address).map_err(wrong)?;
    let mut to = read.bind(model).map_err(wrong)?;
    if read.weighting.is_none() && desk.arguments.weighting.is_some() {
        to.weighting = model.weighting;
    }
    if desk.arguments.filter.is_some() {
        // What the command line says itself outweighs what an address brings along.
        to.filter.clone_from(&model.filter);
    }
    update(model, Message::Visited(Box::new(to)));
    Ok(())
}

/// What is wrong, with a sign below it. An address of a saved view that leads nowhere any more is no wrong usage.
fn wrong(desk: &Desk<'_>, text: &str, address: &str, mistake: &Mistake) -> Failure {
    let why = mistake_text(desk.language, mistake);
    let shown = pointed(&address.replace(['\n', '\r'], " "), mistake.at);
    if text != address {
        return Failure::Failed(format!("{text}: {why}\n{shown}"));
    }
    let is_name = matches!(mistake.what, What::Unknown { .. }) && !names_a_screen(text.trim());
    let head = if is_name {
        fill(desk.words.cli_view_unknown, &[("text", text)]) + "; "
    } else {
        String::new()
    };
    Failure::Usage(format!("{head}{why}\n{shown}"))
}

/// The table of the screen that a session stands on.
fn print(desk: &mut Desk<'_>, mut model: Model, format: Format) -> Result<(), Failure> {
    let screen = model.trail.now().screen;
    if screen == Screen::Views {
        return list(desk, format);
    }
    let printed = Printed::of(&model);
    let charset = desk.context.charset;
    output::print(&mut desk.out, &mut model, charset, format, &printed)?;
    Ok(())
}

/// All saved views with their addresses.
fn list(desk: &mut Desk<'_>, format: Format) -> Result<(), Failure> {
    let views = shelf(desk).views().map_err(Failure::Failed)?;
    match format {
        Format::Table if views.is_empty() => desk.err.lines(desk.words.empty_views)?,
        Format::Table => as_lines(desk, &views)?,
        Format::Json => {
            let row =
                |view: &SavedView| json!({ "name": view.name.as_str(), "address": view.address });
            let rows: Vec<_> = views.iter().map(row).collect();
            let document = json!({ "schema": json::SCHEMA, "kind": "views", "rows": rows });
            let text = serde_json::to_string_pretty(&document).unwrap_or_default();
            desk.out.data(&text)?;
        }
        Format::Csv => {
            let mut writer = ::csv::Writer::from_writer(Vec::new());
            // Writing into memory does not fail.
            let _ = writer.write_record(["schema", "name", "address"]);
            for view in &views {
                let schema = json::SCHEMA.to_string();
                let name = spreadsheet(view.name.as_str()).into_owned();
                let address = spreadsheet(&view.address).into_owned();
                let _ = writer.write_record([schema, name, address]);
            }
            let bytes = writer.into_inner().unwrap_or_default();
            desk.out.data(&String::from_utf8_lossy(&bytes))?;
        }
    }
    Ok(desk.err.flush()?)
}

fn as_lines(desk: &mut Desk<'_>, views: &[SavedView]) -> Result<(), Failure> {
    let widths = views.iter().map(|view| view.name.as_str().width());
    let width = widths.max().unwrap_or(0);
    for view in views {
        let name = view.name.as_str();
        let pad = " ".repeat(width.saturating_sub(name.width()));
        desk.out.line(&format!("{name}{pad}  {}", view.address))?;
    }
    Ok(())
}
