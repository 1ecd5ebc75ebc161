//! What is said about addresses and saved views.

use unicode_width::UnicodeWidthChar;
use unicode_width::UnicodeWidthStr;

use super::chrome::wrap;
use super::context::words;
use super::format;
use super::keys;
use super::pen::{Cut, Pen};
use super::prompt::what_text;
use super::theme::Role;
use crate::app::address::{Mistake, Wanted, What};
use crate::app::command::Command;
use crate::app::keymap::Keymap;
use crate::app::language::Language;
use crate::app::model::Model;
use crate::app::views::{BadName, Naming, Saying};
use crate::texts::{Words, fill};

/// The text of it.
pub(super) fn text(model: &Model, saying: &Saying) -> String {
    let w = words(model.language);
    let key = |command| key(w, &model.keymap, command);
    let wrong = |mistake| mistake_text(model.language, mistake);
    match saying {
        Saying::Here(address) => fill(w.saying_here, &[("address", address)]),
        Saying::RowGone(row) => fill(w.saying_row_gone, &[("row", row)]),
        Saying::Wrong(address, mistake) => {
            let parts = [("address", address.as_str()), ("what", &wrong(mistake))];
            fill(w.saying_wrong, &parts)
        }
        Saying::Saved(name) => {
            let parts = [("name", name.as_str()), ("key", &key(Command::Views))];
            fill(w.saying_saved, &parts)
        }
        Saying::Forgotten(name) => fill(w.saying_forgotten, &[("name", name.as_str())]),
        Saying::ForgetAgain(name) => {
            let parts = [("name", name.as_str()), ("key", &key(Command::ForgetView))];
            fill(w.saying_forget_again, &parts)
        }
        Saying::NothingToForget => {
            fill(w.saying_nothing_to_forget, &[("key", &key(Command::Views))])
        }
        Saying::Given(name) => fill(w.saying_given, &[("name", name.as_str())]),
        Saying::Refused(why) => fill(w.saying_refused, &[("why", why)]),
        Saying::Restored(address) => {
            let parts = [
                ("address", address.as_str()),
                ("key", &key(Command::View(0))),
            ];
            fill(w.saying_restored, &parts)
        }
        Saying::NotRestored(mistake) => fill(w.saying_not_restored, &[("what", &wrong(mistake))]),
        Saying::SessionBroken(why) => fill(w.saying_session_broken, &[("why", why)]),
    }
}

/// The first key of a command, or how it is typed.
pub(super) fn key(w: &Words, keymap: &Keymap, command: Command) -> String {
    match keymap.keys(command).first() {
        Some(first) => keys::key(w, *first),
        None => format!(":{}", command.name()),
    }
}

/// Paints it on line `y`; what is longer stands on the lines above as well, for an address that is cut is none.
pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, saying: &Saying, y: u16) {
    // In pieces, so that it can be copied line by line: between words it may have no place to be broken.
    let in_pieces = matches!(saying, Saying::Here(_));
    paint_text(pen, &text(model, saying), in_pieces, y);
}

/// Paints a text on line `y` and the lines above; `in_pieces` breaks it anywhere, not only between words.
pub(super) fn paint_text(pen: &mut Pen<'_>, text: &str, in_pieces: bool, y: u16) {
    let width = usize::from(pen.area().width);
    let text = pen.shown(text);
    let lines = match in_pieces {
        _ if text.width() <= width => vec![text.into_owned()],
        true => broken(&text, width),
        false => wrap(&text, width),
    };
    let first = usize::from(y + 1).saturating_sub(lines.len());
    let skipped = lines.len().saturating_sub(usize::from(y + 1));
    for (y, line) in (first..).zip(lines.iter().skip(skipped)) {
        let Ok(y) = u16::try_from(y) else {
            return;
        };
        pen.blank(y);
        pen.write((0, y), u16::MAX, line, Role::Warning, Cut::End);
    }
}

/// Breaks a text anywhere but behind a blank: that would be lost where it is copied.
pub(super) fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for c in text.chars() {
        let Some(line) = lines.last_mut() else {
            return lines;
        };
        let is_full = line.width() + c.width().unwrap_or(0) > width;
        if is_full {
            let kept = line.trim_end_matches(' ').len();
            let mut next = line.split_off(kept);
            next.push(c);
            lines.push(next);
        } else {
            line.push(c);
        }
    }
    lines
}

/// What stands above the name of a view that is being typed.
pub fn naming(language: Language, naming: &Naming) -> String {
    let w = words(language);
    match &naming.wrong {
        None => format!("{}: {}", w.view_saves, naming.address),
        Some(BadName::IsAddress) => w.view_is_address.to_owned(),
        Some(BadName::Taken(address)) => fill(w.view_taken, &[("address", address)]),
    }
}

/// What is wrong with an address, where, and what was expected.
pub fn mistake_text(language: Language, mistake: &Mistake) -> String {
    let at = (mistake.at + 1).to_string();
    let what = what(language, &mistake.what);
    fill(words(language).filter_at, &[("at", &at), ("what", &what)])
}

fn what(language: Language, what: &What) -> String {
    let w = words(language);
    match what {
        What::Unknown { word, wanted, near } => {
            let pattern = if near.is_empty() {
                w.address_unknown
            } else {
                w.address_unknown_near
            };
            let near = near.join(", ");
            let parts = [
                ("word", word.as_str()),
                ("wanted", wanted_text(w, *wanted)),
                ("near", &near),
            ];
            fill(pattern, &parts)
        }
        What::Missing(wanted) => fill(w.address_missing, &[("wanted", wanted_text(w, *wanted))]),
        What::Several(word, near) => {
            let parts = [("word", word.as_str()), ("near", &near.join(", "))];
            fill(w.address_several, &parts)
        }
        What::TooMuch(word) => fill(w.address_too_much, &[("word", word)]),
        What::Twice(word) => fill(w.address_twice, &[("word", word)]),
        What::NotHere(word) => fill(w.address_not_here, &[("word", word)]),
        What::NoCell(service, body) => {
            fill(w.address_no_cell, &[("service", service), ("body", body)])
        }
        What::NoSnapshot(date) => {
            let date = format::day(language, *date);
            fill(w.address_no_snapshot, &[("date", &date)])
        }
        What::Unreadable => w.address_unreadable.to_owned(),
        What::Filter(of) => what_text(language, of),
    }
}

fn wanted_text(w: &'static Words, wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Screen => w.wanted_screen,
        Wanted::Parameter => w.wanted_parameter,
        Wanted::Service => w.wanted_service,
        Wanted::Body => w.wanted_body,
        Wanted::District => w.wanted_district,
        Wanted::Provider => w.wanted_provider,
        Wanted::Subject => w.wanted_subject,
        Wanted::Grouping => w.wanted_grouping,
        Wanted::Topic => w.wanted_topic,
        Wanted::Way => w.wanted_way,
        Wanted::Drawing => w.wanted_drawing,
        Wanted::Date => w.wanted_date,
        Wanted::Weighting => w.wanted_weighting,
        Wanted::Column => w.wanted_column,
    }
}
