//! What happens when something happens: the only place that changes the model.

use super::command::Command;
use super::effect::Effect;
use super::key::Key;
use super::keymap;
use super::list::Sort;
use super::message::{Message, Moment};
use super::model::Model;
use super::prompt::{Notice, Prompt, Purpose};
use super::screen::{Screen, VIEWS};
use super::search::{self, Direction};
use super::trail::Stop;
use crate::domain::collate::Folded;

/// Two Ctrl-C within this many milliseconds end the program.
const CANCEL_TWICE: u64 = 1000;

/// Applies a message to the model and tells what the world is to do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Pressed(key, at) => return pressed(model, key, at),
        Message::Pasted(text) => {
            if let Some(prompt) = &mut model.prompt {
                prompt.push(text.trim());
                retype(model);
            }
        }
        Message::Resized(width, height) => {
            model.size = (width, height);
            model.with_stop(|stop, _, height| stop.list.reveal(height));
        }
        Message::Loaded(data) => model.load(data),
        Message::Dated(today) => model.today = today,
        Message::Resumed => return vec![Effect::Repaint],
    }
    Vec::new()
}

fn pressed(model: &mut Model, key: Key, at: Moment) -> Vec<Effect> {
    model.notice = None;
    if keymap::command(key) == Some(Command::Cancel) {
        return cancel(model, at);
    }
    if model.prompt.is_some() {
        return typed(model, key);
    }
    match keymap::command(key) {
        Some(command) => obey(model, command),
        None => Vec::new(),
    }
}

/// Ctrl-C takes back what is under way; twice within a second it ends the program.
fn cancel(model: &mut Model, at: Moment) -> Vec<Effect> {
    let again = model
        .cancelled
        .is_some_and(|before| at.0.saturating_sub(before.0) <= CANCEL_TWICE);
    model.cancelled = Some(at);
    if again {
        return vec![Effect::Quit];
    }
    abandon_prompt(model);
    model.notice = Some(Notice::QuitAgain);
    Vec::new()
}

/// Carries out a command.
pub fn obey(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Quit => return vec![Effect::Quit],
        Command::Leave if model.trail.is_at_start() => return vec![Effect::Quit],
        Command::Suspend => return vec![Effect::Suspend],
        Command::Redraw => return vec![Effect::Repaint],
        Command::Back if model.trail.is_at_start() => model.notice = Some(Notice::AtStart),
        Command::Back | Command::Leave => {
            model.trail.back();
            model.refill();
        }
        Command::Forward => {
            if !model.trail.forward() {
                model.notice = Some(Notice::AtEnd);
            }
            model.refill();
        }
        Command::Open => open(model),
        Command::View(at) => go(model, VIEWS.get(at).copied()),
        Command::NextView => go(model, neighbour(model, 1)),
        Command::PreviousView => go(model, neighbour(model, VIEWS.len() - 1)),
        Command::Help => go(model, Some(Screen::Help)),
        Command::Toggle => toggle(model),
        Command::Search => prompt(model, Purpose::Search),
        Command::Typed => prompt(model, Purpose::Command),
        Command::NextMatch => search_again(model, Direction::Next),
        Command::PreviousMatch => search_again(model, Direction::Previous),
        Command::Sort => model.with_stop(sort),
        Command::Weighting => {
            model.weighting = model.weighting.next();
            model.refill();
        }
        Command::Language => {
            model.language = model.language.next();
            model.refill();
        }

        movement => model.with_stop(|stop, lens, height| travel(stop, lens, height, movement)),
    }
    Vec::new()
}

fn travel(stop: &mut Stop, lens: &super::lens::Lens<'_>, height: usize, movement: Command) {
    let page = isize::try_from(height.max(1)).unwrap_or(isize::MAX);
    let half = (page / 2).max(1);
    let list = &mut stop.list;
    match movement {
        Command::Down => list.step(1, height),
        Command::Up => list.step(-1, height),
        Command::PageDown => list.page(page, height),
        Command::PageUp => list.page(-page, height),
        Command::HalfPageDown => list.page(half, height),
        Command::HalfPageUp => list.page(-half, height),
        Command::Top => list.select(0, height),
        Command::Bottom => list.select(list.rows.len().saturating_sub(1), height),
        Command::Left => list.column = list.column.saturating_sub(1),
        Command::Right => {
            let last = stop.screen.columns(lens).len().saturating_sub(1);
            list.column = (list.column + 1).min(last);
        }
        _ => {}
    }
}

fn sort(stop: &mut Stop, lens: &super::lens::Lens<'_>, height: usize) {
    let Some(column) = stop.screen.columns(lens).get(stop.list.column).copied() else {
        return;
    };
    let present = stop.list.sort.or_else(|| stop.screen.default_sort());
    let descending = present.is_some_and(|sort| sort.column == column && !sort.descending);
    stop.list.sort = Some(Sort { column, descending });
    stop.list.refill(&stop.screen, lens, height);
}

fn open(model: &mut Model) {
    let target = model.with_stop(|stop, lens, _| {
        let column = stop.screen.columns(lens).get(stop.list.column).copied();
        stop.list
            .selected
            .and_then(|row| stop.screen.open(lens, row, column))
    });
    if target.is_none() {
        model.notice = Some(Notice::NothingBehind);
    }
    go(model, target);
}

fn go(model: &mut Model, screen: Option<Screen>) {
    if let Some(screen) = screen {
        model.trail.go(screen);
        model.refill();
    }
}

/// The view `by` places further round; from a screen below the views the one it came from counts.
fn neighbour(model: &Model, by: usize) -> Option<Screen> {
    let view_of = |screen: &Screen| match screen {
        Screen::Municipalities { .. } => Screen::Municipalities { all: false },
        screen => *screen,
    };
    let position = |screen| VIEWS.iter().position(|view| *view == view_of(screen));
    let at = model.trail.screens().rev().find_map(position);
    VIEWS.get((at.unwrap_or(0) + by) % VIEWS.len()).copied()
}

/// Shows the other rows in place: the way back stays the same, and so does the selection where it exists there too.
fn toggle(model: &mut Model) {
    model.with_stop(|stop, lens, height| {
        if let Some(screen) = stop.screen.toggled() {
            let selected = stop.list.selected;
            *stop = Stop::new(screen);
            stop.list.selected = selected;
            stop.list.refill(&stop.screen, lens, height);
        }
    });
}

fn prompt(model: &mut Model, purpose: Purpose) {
    let origin = model.trail.now().list.clone();
    model.prompt = Some(Prompt {
        purpose,
        text: String::new(),
        origin,
    });
}

fn abandon_prompt(model: &mut Model) {
    if let Some(prompt) = model.prompt.take() {
        model.trail.now_mut().list = prompt.origin;
        model.refill();
    }
}

/// A key while a text is typed.
fn typed(model: &mut Model, key: Key) -> Vec<Effect> {
    // What concerns the terminal works even while a text is typed.
    if let Some(command @ (Command::Suspend | Command::Redraw)) = keymap::command(key) {
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
fn retype(model: &mut Model) {
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
        (Purpose::Command, "q" | "quit") => return vec![Effect::Quit],
        (Purpose::Command, other) => model.notice = Some(Notice::NoSuchCommand(other.to_owned())),
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

fn search_again(model: &mut Model, direction: Direction) {
    let Some(query) = model.query.clone() else {
        model.notice = Some(Notice::NoSearch);
        return;
    };
    let found = model.with_stop(|stop, lens, height| {
        let found = search::find(&stop.screen, &stop.list, lens, &query, direction);
        if let Some((at, _)) = found {
            stop.list.select(at, height);
        }
        found
    });
    match found {
        Some((_, true)) => model.notice = Some(Notice::Wrapped(direction)),
        Some((_, false)) => {}
        None => model.notice = Some(Notice::NotFound(String::new())),
    }
}
