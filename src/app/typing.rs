//! A text being typed: what a key does to it, and what becomes of it.

use super::command::Command;
use super::effect::Effect;
use super::key::Key;
use super::model::Model;
use super::prompt::{Notice, Prompt, Purpose};
use super::screen::Screen;
use super::search::{self, Direction};
use super::update::obey;
use crate::domain::collate::Folded;

/// Begins a text.
pub(super) fn prompt(model: &mut Model, purpose: Purpose) {
    let origin = model.trail.now().list.clone();
    model.prompt = Some(Prompt {
        purpose,
        text: String::new(),
        origin,
    });
}

/// Takes the text back; the table stands as before.
pub(super) fn abandon_prompt(model: &mut Model) {
    if let Some(prompt) = model.prompt.take() {
        model.trail.now_mut().list = prompt.origin;
        model.refill();
    }
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
    match key {
        Key::Esc => abandon_prompt(model),
        Key::Enter => return submit(model),
        Key::Backspace if prompt.text.is_empty() => abandon_prompt(model),
        Key::Backspace => {
            prompt.text.pop();
            retype(model);
        }
        Key::Ctrl('u') => {
            prompt.text.clear();
            retype(model);
        }
        Key::Char(c) => {
            prompt.push(c.encode_utf8(&mut [0; 4]));
            retype(model);
        }
        _ => {}
    }
    Vec::new()
}

/// Shows the first match of the text so far, always counted from where the search began.
pub(super) fn retype(model: &mut Model) {
    let Some(prompt) = model
        .prompt
        .as_ref()
        .filter(|prompt| prompt.purpose == Purpose::Search)
    else {
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
    let Some(prompt) = model.prompt.take() else {
        return Vec::new();
    };
    match (prompt.purpose, prompt.text.trim()) {
        (_, "") => {}
        (Purpose::Command, "q") => return vec![Effect::Quit],
        (Purpose::Command, name) => match Command::parse(name) {
            Some(command) => return obey(model, command),
            None => model.notice = Some(Notice::NoSuchCommand(name.to_owned())),
        },
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
