//! What was found while something is typed: the matches above the line, each with its key or where it lies.

use super::context::words;
use super::field::full_name;
use super::keys;
use super::pen::{Cut, Pen};
use super::theme::Role;
use crate::app::address::Address;
use crate::app::model::Model;
use crate::app::palette::{Finder, Target, pasted};
use crate::app::screen::Screen;

/// Most lines that matches take.
const LINES: u16 = 10;

/// Paints the matches above line `y`, the selected one among them.
pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, finder: &Finder, text: &str, y: u16) {
    let room = LINES.min(y.saturating_sub(2));
    let shown = usize::from(room).min(finder.hits.len());
    let w = words(model.language);
    let lines = u16::try_from(shown.max(1)).unwrap_or(room).min(room);
    let top = y.saturating_sub(lines);
    for line in top..y {
        pen.blank(line);
    }
    if pasted(text).is_some() {
        for line in top..y {
            pen.blank(line);
        }
        let line = y.saturating_sub(1);
        pen.write(
            (2, line),
            u16::MAX,
            w.palette_address,
            Role::Plain,
            Cut::End,
        );
        return;
    }
    if finder.hits.is_empty() && lines > 0 {
        pen.write((2, top), u16::MAX, w.palette_nothing, Role::Plain, Cut::End);
    }
    // The selected one stays in sight.
    let first = (finder.selected + 1).saturating_sub(shown);
    let visible = finder.hits.iter().enumerate().skip(first).take(shown);
    for (line, (at, target)) in (top..y).zip(visible) {
        hit(pen, model, *target, at == finder.selected, line);
    }
}

fn hit(pen: &mut Pen<'_>, model: &Model, target: Target, selected: bool, y: u16) {
    let width = pen.area().width;
    let (name, kind) = told(model, target);
    if selected {
        pen.write((0, y), 1, "▸", Role::Title, Cut::End);
    }
    let role = if selected {
        Role::Selected
    } else {
        Role::Plain
    };
    // In a narrow place the name is all that counts.
    let how = Some(how(model, target)).filter(|how| how.chars().count() + 24 < usize::from(width));
    let how = how.unwrap_or_default();
    let needed = pen.width(&vec![(how.clone(), Role::Dim)]);
    let x = width.saturating_sub(needed);
    let room = x.saturating_sub(4);
    let used = 2 + pen.write((2, y), room, &name, role, Cut::Middle);
    let room = x.saturating_sub(used + 4);
    if room > 8 {
        pen.write((used + 2, y), room, &kind, Role::Dim, Cut::End);
    }
    pen.write((x, y), needed, &how, Role::Dim, Cut::End);
}

/// What it is called, and what kind of thing it is.
fn told(model: &Model, target: Target) -> (String, String) {
    let (w, lens) = (words(model.language), model.lens());
    let district = |id| {
        let district = lens
            .data
            .register
            .body(id)
            .district
            .filter(|district| *district != id);
        district.map(|district| full_name(&lens, district))
    };
    match target {
        Target::Command(command) => (
            keys::command(&lens, command),
            format!(":{}", command.name()),
        ),
        Target::Service(id) => {
            let service = lens.data.catalogue.service(id);
            let name = lens.language.of(&service.name).to_string();
            (name, format!("{} {}", w.palette_service, service.ozg_id))
        }
        Target::District(id) => (full_name(&lens, id), w.palette_district.to_owned()),
        Target::Body(id) => (full_name(&lens, id), district(id).unwrap_or_default()),
        Target::Provider(id) => {
            let name = lens.data.rollout.values.provider(id);
            let name = name.map_or_else(String::new, ToString::to_string);
            (name, w.palette_provider.to_owned())
        }
    }
}

/// How it is reached without typing: the key of a command, the command line of a screen.
fn how(model: &Model, target: Target) -> String {
    let w = words(model.language);
    let key = match target {
        Target::Command(command) => {
            let keys = model.keymap.keys(command).iter();
            let keys: Vec<_> = keys.map(|key| keys::key(w, *key)).collect();
            keys.join(" ")
        }
        _ => String::new(),
    };
    match (target.screen(), key.as_str()) {
        (Some(screen), "") => equivalent(model, screen),
        (Some(screen), key) => format!("{}  {key}", equivalent(model, screen)),
        (None, key) => key.to_owned(),
    }
}

/// The command line that opens a screen.
fn equivalent(model: &Model, screen: Screen) -> String {
    let address = Address::of_screen(&screen, &model.data).to_string();
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '/' | '-' | ':' | '_');
    if address.chars().all(is_plain) {
        format!("ozgtop open {address}")
    } else {
        format!("ozgtop open '{address}'")
    }
}
