//! What happens when something happens: the one way into the model. What is longer stands beside it, in `typing`, `jump`
//! and `map`.

use super::command::Command;
use super::effect::Effect;
use super::focus::Focus;
use super::key::Key;
use super::list::Sort;
use super::message::{Message, Moment};
use super::model::Model;
use super::prompt::{Notice, Purpose};
use super::screen::{Row, Screen, VIEWS, trend};
use super::search::{self, Direction};
use super::table::Table;
use super::trail::Stop;
use super::typing::{abandon_prompt, prompt, retype, typed};
use super::{
    address, choosing, copying, export, jump, live, lock, map, palette, sift, times, views,
};

/// Two Ctrl-C within this many milliseconds end the program.
const CANCEL_TWICE: u64 = 1000;

/// Applies a message to the model and tells what the world is to do.
pub fn update(model: &mut Model, message: Message) -> Vec<Effect> {
    let effects = apply(model, message);
    lock::hold(model.locked, effects)
}

fn apply(model: &mut Model, message: Message) -> Vec<Effect> {
    match message {
        Message::Pressed(key, at) => {
            live::calm(model);
            let effects = pressed(model, key, at);
            // What waited for the end of typing.
            live::show(model);
            return effects;
        }
        Message::Given(command) => {
            live::calm(model);
            model.notice = None;
            model.sheet = None;
            abandon_prompt(model);
            return obey(model, command);
        }
        Message::Pointed { row, column } => model.with_stop(|stop, lens, height| {
            if let Some(row) = row.filter(|row| *row < stop.list.rows.len()) {
                stop.list.select(row, height);
            }
            let last = stop.screen.columns(lens).len().saturating_sub(1);
            stop.list.column = column.map_or(stop.list.column, |column| column.min(last));
        }),
        Message::Pasted(text) => {
            if let Some(prompt) = &mut model.prompt {
                prompt.push(text.trim());
                retype(model);
            }
        }
        Message::Resized(width, height) => model.resize((width, height)),
        Message::Loaded(data) => model.load(data),
        Message::Following(follow) => model.live.follow = follow,
        Message::Heard(news) => live::hear(model, news),
        Message::Opened(screen) => go(model, Some(screen)),
        Message::Filtered(filter) => model.sift(filter),
        Message::Visited(to) => address::go(model, *to),
        Message::Restored(last) => views::restore(model, last),
        Message::Kept(all, done) => views::kept(model, all, done),
        Message::Exported(outcome) => export::done(model, outcome),
        Message::Copied(part, outcome) => copying::done(model, part, outcome),
        Message::Asked { at, compared } => {
            model.notice = None;
            model.ask(at, compared);
        }
        Message::Chosen(columns) => {
            for (name, keys) in columns {
                if let Some(table) = Table::parse(&name) {
                    model.choose(table, &keys);
                }
            }
            model.refill();
        }
        Message::Called(words) => model.called = words,
        Message::Locked => model.locked = true,
        Message::Dated(today) => model.today = today,
        Message::Resumed => return vec![Effect::Repaint],
    }
    Vec::new()
}

fn pressed(model: &mut Model, key: Key, at: Moment) -> Vec<Effect> {
    model.notice = None;
    if model.sheet.is_some() {
        return copying::pressed(model, key);
    }
    let command = model.keymap.command(key);
    if command.and_then(copying::part) != model.by_hand {
        model.by_hand = None;
    }
    // A letter that is typed is a letter, whatever is bound to it.
    let is_text = model.prompt.is_some() && matches!(key, Key::Char(_));
    if command == Some(Command::Cancel) && !is_text {
        return cancel(model, at);
    }
    if model.prompt.is_some() {
        return typed(model, key);
    }
    match command {
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

/// What a command wants of the world; nothing where it changes the model alone.
fn wish(model: &Model, command: Command) -> Option<Effect> {
    match command {
        Command::Quit => Some(Effect::Quit),
        Command::Leave if model.trail.is_at_start() => Some(Effect::Quit),
        Command::Suspend => Some(Effect::Suspend),
        Command::Redraw => Some(Effect::Repaint),
        command => copying::part(command).map(|part| Effect::Copy {
            part,
            by_hand: model.by_hand == Some(part),
        }),
    }
}

/// Carries out a command.
pub(super) fn obey(model: &mut Model, command: Command) -> Vec<Effect> {
    views::calm(model, command);
    if model.is_too_early_for(command) || lock::refuses(model, command) {
        return Vec::new();
    }
    if let Some(effect) = wish(model, command) {
        return vec![effect];
    }
    match command {
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
        Command::Open | Command::Toggle if choosing::is_on(model) => choosing::turn(model),
        Command::Open => open(model),
        Command::View(at) => view(model, VIEWS.get(at).copied()),
        Command::NextView => view(model, neighbour(model, 1)),
        Command::PreviousView => view(model, neighbour(model, VIEWS.len() - 1)),
        Command::Help => go(model, Some(Screen::Help)),
        Command::Toggle => toggle(model),
        Command::Search => prompt(model, Purpose::Search),
        Command::Filter => sift::begin(model),
        Command::Unfilter => sift::end(model),
        Command::Palette => palette::begin(model),
        Command::Export => export::begin(model),
        Command::Reload => return live::ask(model),
        Command::Pause => live::pause(model),
        Command::NextMatch => search_again(model, Direction::Next),
        Command::PreviousMatch => search_again(model, Direction::Previous),
        Command::NextProblem => jump::to_problem(model, Direction::Next),
        Command::PreviousProblem => jump::to_problem(model, Direction::Previous),
        Command::Earlier | Command::Later | Command::Compare => times::obey(model, command),
        Command::Map => map::show(model),
        Command::Trend => {
            let subject = model.with_stop(|stop, lens, _| Focus::of(stop, lens).subject(lens));
            go(model, Some(Screen::trend(subject)));
        }
        Command::NextSubject if choosing::is_on(model) => choosing::shift(model, 1),
        Command::PreviousSubject if choosing::is_on(model) => choosing::shift(model, -1),
        Command::Columns => choosing::begin(model),
        Command::NextSubject => next_subject(model, 1),
        Command::PreviousSubject => next_subject(model, -1),
        Command::Left | Command::Right if model.has_timeline() => {
            times::step_in_time(model, command);
        }
        Command::Sort if model.has_picture() => model.notice = Some(Notice::NoOrder),
        Command::Sort => model.with_stop(sort),
        command if views::concern(command) => return views::obey(model, command),
        Command::Weighting | Command::Language => change_taste(model, command),
        arrow if map::step(model, arrow) => {}
        movement => model.with_stop(|stop, lens, height| travel(stop, lens, height, movement)),
    }
    Vec::new()
}

/// The next weighting, or the next language.
fn change_taste(model: &mut Model, command: Command) {
    if command == Command::Weighting {
        model.weighting = model.weighting.next();
    } else {
        model.language = model.language.next();
    }
    model.refill();
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

/// Shows the next one of what the screen is about, in place.
fn next_subject(model: &mut Model, by: isize) {
    let services = model.data.catalogue.len();
    model.with_stop(|stop, lens, height| {
        match &mut stop.screen {
            Screen::Map { service, .. } => *service = map::neighbour(services, *service, by),
            Screen::Trend { subject, .. } => *subject = trend::neighbour(lens, *subject, by),
            _ => return,
        }
        stop.list.refill(&stop.screen, lens, height);
    });
}

fn sort(stop: &mut Stop, lens: &super::lens::Lens<'_>, height: usize) {
    if let (Screen::Matrix { grouping, folded }, 0) = (stop.screen, stop.list.column) {
        // By name is how its groups stand; what can be chosen is what they are.
        let sorted = stop.list.sort.take().is_some();
        let grouping = if sorted { grouping } else { grouping.next() };
        stop.screen = Screen::Matrix { grouping, folded };
        return stop.list.refill(&stop.screen, lens, height);
    }
    let Some(column) = stop.screen.columns(lens).get(stop.list.column).copied() else {
        return;
    };
    let present = stop.list.sort.or_else(|| stop.screen.default_sort());
    let descending = present.is_some_and(|sort| sort.column == column && !sort.descending);
    stop.list.sort = Some(Sort { column, descending });
    stop.list.refill(&stop.screen, lens, height);
}

pub(super) fn open(model: &mut Model) {
    if views::open(model) {
        return;
    }
    let stop = model.trail.now();
    if let (Screen::Snapshots, Some(Row::Snapshot(id))) = (stop.screen, stop.list.selected) {
        if model.standing.at == Some(id) {
            model.notice = Some(Notice::SameSnapshot);
            return;
        }
        model.trail.back();
        return match model.standing.at {
            Some(at) => model.ask(at, Some(id)),
            None => model.refill(),
        };
    }
    if let (Screen::Trend { .. }, Some(Row::Snapshot(id))) = (stop.screen, stop.list.selected) {
        let same = model.standing.at == Some(id);
        model.travel(id);
        let date = model.standing.date;
        model.notice = date.map(|date| Notice::Travelled { date, same });
        return;
    }
    let target = model.with_stop(|stop, lens, _| {
        let column = stop.screen.columns(lens).get(stop.list.column).copied();
        stop.list
            .selected
            .and_then(|row| stop.screen.open(lens, row, column))
    });
    if target.is_none() {
        model.notice = Some(Notice::NothingBehind);
    }
    let question = match model.trail.now().list.selected {
        Some(Row::Question(question)) => question.sort(),
        _ => None,
    };
    go(model, target);
    if question.is_some() {
        model.trail.now_mut().list.sort = question;
        model.trail.now_mut().list.selected = None;
        model.refill();
    }
}

/// Goes to a view and selects in it what was selected before; the map is drawn as it was left, or as it suits the screen.
pub(super) fn view(model: &mut Model, screen: Option<Screen>) {
    let screen = screen.map(|screen| map::as_left(model, screen));
    let now = model.with_stop(|stop, lens, _| Focus::of(stop, lens));
    let focus = now.or(model.focus);
    model.focus = focus;
    if model.trail.now().screen == Screen::Snapshots {
        // A choice that was not made is no place to come back to.
        model.trail.back();
    }
    go(model, screen);
    model.with_stop(|stop, lens, height| focus.apply(stop, lens, height));
}

/// Goes to a screen and fills its table.
pub(super) fn go(model: &mut Model, screen: Option<Screen>) {
    if let Some(screen) = screen {
        model.trail.go(screen);
        let now = model.standing.at.map(Row::Snapshot);
        let stop = model.trail.now_mut();
        if matches!(stop.screen, Screen::Trend { .. }) && stop.list.rows.is_empty() {
            stop.list.selected = now;
        }
        model.refill();
    }
}

/// The view `by` places further round; from a screen below the views the one it came from counts.
fn neighbour(model: &Model, by: usize) -> Option<Screen> {
    let position = |screen: &Screen| VIEWS.iter().position(|view| *view == screen.view());
    let at = model.trail.screens().rev().find_map(position);
    VIEWS.get((at.unwrap_or(0) + by) % VIEWS.len()).copied()
}

/// Shows the other rows in place: the way back stays the same, and so does the selection where it exists there too.
fn toggle(model: &mut Model) {
    if let Some(Screen::Map { drawing, .. }) = model.trail.now().screen.toggled()
        && !drawing.is_possible(&model.data)
    {
        model.notice = Some(Notice::NoOutlines);
        return;
    }
    if let Some(screen) = model.trail.now().screen.toggled() {
        let stop = model.trail.now_mut();
        let selected = stop.list.selected;
        *stop = Stop::new(screen);
        stop.list.selected = selected;
        model.refill();
    }
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
