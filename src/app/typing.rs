//! A text being typed: what a key does to it, and what becomes of it.

use super::command::Command;
use super::effect::Effect;
use super::key::Key;
use super::model::Model;
use super::prompt::{Notice, Prompt, Purpose};
use super::screen::Screen;
use super::search::{self, Direction};
use super::update::obey;
use super::{export, palette, sift, views};
use crate::domain::collate::Folded;

/// Begins a text.
pub(super) fn prompt(model: &mut Model, purpose: Purpose) {
    let origin = model.trail.now().list.clone();
    model.prompt = Some(Prompt::new(purpose, String::new(), origin));
}

/// Takes the text back; everything stands as before.
pub(super) fn abandon_prompt(model: &mut Model) {
    let Some(prompt) = model.prompt.take() else {
        return;
    };
    if let Purpose::Filter(sketch) = prompt.purpose {
        sift::abandon(model, *sketch);
    }
    model.trail.now_mut().list = prompt.origin;
    model.refill();
}

/// A key while a text is typed.
pub(super) fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    // What concerns the terminal works even while a text is typed.
    if let Some(command @ (Command::Suspend | Command::Redraw)) = model.keymap.command(key)
        && !matches!(key, Key::Char(_))
    {
        return obey(model, command);
    }
    let Some(prompt) = &mut model.prompt else {
        return Vec::new();
    };
    let is_filter = matches!(prompt.purpose, Purpose::Filter(_));
    match key {
        Key::Esc => abandon_prompt(model),
        Key::Enter => return submit(model),
        // An empty filter is an answer of its own: everything.
        Key::Backspace if prompt.text.is_empty() && !is_filter => abandon_prompt(model),
        Key::Tab | Key::Down => turn(model, 1),
        Key::BackTab | Key::Up => turn(model, -1),
        key if edit(prompt, key) => retype(model),
        _ => {}
    }
    Vec::new()
}

/// The next one of what is offered, or the one before.
fn turn(model: &mut Model, by: isize) {
    if let Some(prompt) = &mut model.prompt
        && matches!(prompt.purpose, Purpose::Export(_))
    {
        return export::turn(prompt, by);
    }
    match model.prompt.as_mut().map(|prompt| &mut prompt.purpose) {
        Some(Purpose::Filter(_)) => sift::turn(model, by),
        Some(Purpose::Palette(finder)) => palette::turn(finder, by),
        Some(Purpose::Search | Purpose::Name(_) | Purpose::Export(_)) | None => {}
    }
}

/// Changes the text or moves in it; tells whether the key did either.
fn edit(prompt: &mut Prompt, key: Key) -> bool {
    let (cursor, length) = (prompt.cursor, prompt.length());
    match key {
        Key::Backspace => prompt.cut_to(cursor.saturating_sub(1)),
        Key::Delete => prompt.cut_to((cursor + 1).min(length)),
        Key::Ctrl('u') => prompt.set(String::new()),
        Key::Ctrl('k') => prompt.cut_to(length),
        Key::Ctrl('w') => prompt.cut_to(prompt.word_start()),
        Key::Left => prompt.cursor = cursor.saturating_sub(1),
        Key::Right => prompt.cursor = (cursor + 1).min(length),
        Key::Home => prompt.cursor = 0,
        Key::End | Key::Ctrl('e') => prompt.cursor = length,
        Key::Char(c) => prompt.push(c.encode_utf8(&mut [0; 4])),
        _ => return false,
    }
    true
}

/// What follows from the text so far.
pub(super) fn retype(model: &mut Model) {
    match model.prompt.as_ref().map(|prompt| &prompt.purpose) {
        Some(Purpose::Search) => seek(model),
        Some(Purpose::Filter(_)) => sift::retype(model),
        Some(Purpose::Palette(_)) => palette::retype(model),
        Some(Purpose::Name(_)) => views::retype(model),
        Some(Purpose::Export(_)) => {
            if let Some(prompt) = &mut model.prompt {
                export::calm(prompt);
            }
        }
        None => {}
    }
}

/// Shows the first match of the text so far, always counted from where the search began.
fn seek(model: &mut Model) {
    let Some(prompt) = &model.prompt else {
        return;
    };
    let query = Folded::new(&prompt.text);
    let origin = prompt.origin.clone();
    model.with_stop(|stop, lens, height| {
        stop.list = origin;
        if let Some((at, _)) = search::find(&stop.screen, &stop.list, lens, &query, Direction::Here)
        {
            stop.list.select(at, height);
        }
        stop.list.reveal(height);
    });
}

fn submit(model: &mut Model) -> Vec<Effect> {
    match model.prompt.as_ref().map(|prompt| &prompt.purpose) {
        Some(Purpose::Filter(_)) => {
            sift::submit(model);
            return Vec::new();
        }
        Some(Purpose::Name(_)) => return views::submit(model),
        Some(Purpose::Export(_)) => return export::submit(model),
        _ => {}
    }
    let Some(prompt) = model.prompt.take() else {
        return Vec::new();
    };
    match (&prompt.purpose, prompt.text.trim()) {
        (Purpose::Palette(finder), text) => return palette::submit(model, finder, text),
        (Purpose::Filter(_) | Purpose::Name(_) | Purpose::Export(_), _) | (_, "") => {}
        (Purpose::Search, text) => {
            let query = Folded::new(text);
            let found = model.with_stop(|stop, lens, _| {
                search::find(&stop.screen, &stop.list, lens, &query, Direction::Here)
            });
            if found.is_none() {
                let units = model.trail.now().screen == Screen::Municipalities { all: false };
                let notice = if units {
                    Notice::NotAmongUnits
                } else {
                    Notice::NotFound
                };
                model.notice = Some(notice(text.to_owned()));
            }
            model.query = Some(query);
        }
    }
    Vec::new()
}
