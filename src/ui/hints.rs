//! The last line: what is typed, what the program says, or which keys help.

use super::context::words;
use super::copying;
use super::export;
use super::format;
use super::keys;
use super::label;
use super::live;
use super::pen::{Cut, Pen};
use super::prompt;
use super::saying;
use super::theme::Role;
use crate::app::command::Command;
use crate::app::keymap::BINDINGS;
use crate::app::model::Model;
use crate::app::prompt::Notice;
use crate::app::screen::Screen;
use crate::app::screen::map::Drawing;
use crate::app::search::Direction;
use crate::texts::{Words, fill};

/// The last line: what is typed, what the program says, or which keys help.
pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, y: u16) {
    if let Some(typed) = &model.prompt {
        return prompt::paint(pen, model, typed, y);
    }
    if let Some(Notice::Address(of)) = &model.notice {
        return saying::paint(pen, model, of, y);
    }
    if let Some(Notice::Exported(outcome)) = &model.notice {
        let text = export::outcome(model.language, outcome);
        return saying::paint_text(pen, &text, true, y);
    }
    if let Some(Notice::Closed(command)) = &model.notice {
        let text = export::closed(model, *command);
        return saying::paint_text(pen, &text, *command == Command::Export, y);
    }
    if let Some(notice) = &model.notice {
        pen.write(
            (0, y),
            u16::MAX,
            &notice_text(model, notice),
            Role::Warning,
            Cut::End,
        );
        return;
    }
    let mut x = 0_u16;
    for (key, text) in hint_list(model) {
        let text = format!(" {text}");
        let needed = pen.width(&vec![
            (key.clone(), Role::Plain),
            (text.clone(), Role::Plain),
        ]);
        if x.saturating_add(needed) > pen.area().width {
            break;
        }
        x += pen.write((x, y), u16::MAX, &key, Role::Title, Cut::End);
        x += pen.write((x, y), u16::MAX, &text, Role::Plain, Cut::End) + 2;
    }
}

/// Keys with a word each, as far as they do something here: what belongs to this screen first, what is the same
/// everywhere last.
fn hint_list(model: &Model) -> Vec<(String, String)> {
    let w = words(model.language);
    let start = model.trail.is_at_start();
    let screen = &model.trail.now().screen;
    let other = screen.toggled().map(|other| toggle_word(model, &other));
    let compare = match screen {
        Screen::Snapshots => None,
        _ if model.compared.is_some() => Some(w.hint_compare_end),
        _ => Some(w.hint_compare),
    };
    let step = [Command::NextSubject, Command::PreviousSubject];
    let step_word = match screen {
        Screen::Map { .. } => Some(w.hint_next_service),
        Screen::Trend { .. } => Some(w.hint_subject),
        Screen::Columns(_) => Some(w.hint_shift),
        _ => None,
    };
    let trend = (!matches!(screen, Screen::Trend { .. })).then_some(w.hint_trend);
    let is_views = matches!(screen, Screen::Views);
    let hints: [(&[Command], Option<&str>); 18] = [
        (&[Command::Open], Some(open_word(w, screen))),
        (&VIEW_KEYS, Some(w.hint_views)),
        (&[Command::Back], (!start).then_some(w.hint_back)),
        (&[Command::Help], Some(w.hint_help)),
        (
            &[Command::ForgetView],
            is_views.then_some(w.hint_forget_view),
        ),
        (&[Command::Toggle], other.as_deref()),
        (&step, step_word),
        (&[Command::Earlier, Command::Later], Some(w.hint_dates)),
        (&[Command::Compare], compare),
        (&[Command::Map], map_word(w, screen)),
        (&[Command::Trend], trend),
        (&[Command::NextProblem], Some(w.hint_problem)),
        (&[Command::Search], Some(w.hint_search)),
        (&[Command::Filter], Some(w.hint_filter)),
        (&[Command::Sort], Some(w.hint_sort)),
        (&[Command::Weighting], Some(w.hint_weighting)),
        (
            &[Command::Leave],
            Some(if start { w.hint_quit } else { w.hint_leave }),
        ),
        (&[Command::Language], Some(w.hint_language)),
    ];
    let told = hints.into_iter().filter_map(|(commands, text)| {
        let keys: Vec<_> = commands
            .iter()
            .filter_map(|command| first_key(model, *command))
            .collect();
        let between = if commands == VIEW_KEYS { "-" } else { "" };
        Some((keys.join(between), text?.to_owned()))
    });
    told.filter(|(keys, _)| !keys.is_empty()).collect()
}

/// The first and the last view with a digit.
const VIEW_KEYS: [Command; 2] = [Command::View(0), Command::View(9)];

/// The key of a command that hints may tell.
fn first_key(model: &Model, command: Command) -> Option<String> {
    let mut bindings = BINDINGS.iter();
    bindings.find(|binding| binding.hint && binding.command == command)?;
    let key = model.keymap.keys(command).first()?;
    Some(keys::key(words(model.language), *key))
}

/// Where a map of one service is near.
fn map_word(w: &'static Words, screen: &Screen) -> Option<&'static str> {
    match screen {
        Screen::Services | Screen::Service { .. } | Screen::ServiceDistricts(_) => Some(w.hint_map),
        _ => None,
    }
}

/// What Enter does on a screen.
fn open_word(w: &'static Words, screen: &Screen) -> &'static str {
    match screen {
        Screen::Snapshots => w.hint_compare,
        Screen::Columns(_) => w.hint_show_hide,
        Screen::Trend { .. } => w.hint_travel,
        _ => w.hint_open,
    }
}

fn toggle_word(model: &Model, other: &Screen) -> String {
    let w = words(model.language);
    let word = match other {
        Screen::ServiceDistricts(_) => w.districts_of.to_owned(),
        Screen::Service { .. } => w.bodies_of.to_owned(),
        Screen::Matrix { folded: true, .. } => w.fold.to_owned(),
        Screen::Matrix { folded: false, .. } => w.unfold.to_owned(),
        Screen::Problems(Some(of)) => label::topic(w, *of).to_owned(),
        Screen::Changes(Some(of)) => label::way(w, *of).to_owned(),
        Screen::Trend { numbers: true, .. } => w.hint_numbers.to_owned(),
        Screen::Trend { numbers: false, .. } => w.hint_picture.to_owned(),
        Screen::Problems(None) | Screen::Changes(None) => w.all.to_owned(),
        Screen::Map { drawing, .. } => match drawing {
            Drawing::Outlines => w.drawing_outlines.to_owned(),
            Drawing::Tiles => w.drawing_tiles.to_owned(),
        },
        other => label::screen(&model.lens(), other),
    };
    fill(w.hint_toggle, &[("other", &word)])
}

/// What the program says in a short message.
pub(super) fn notice_text(model: &Model, notice: &Notice) -> String {
    let w = words(model.language);
    let named = |pattern| keys::filled(w, &model.keymap, pattern);
    match notice {
        Notice::WrongFilter(mistake) => {
            let why = prompt::mistake_text(model.language, mistake);
            fill(w.wrong_filter, &[("why", &why)])
        }
        Notice::NoColumns => w.no_columns.to_owned(),
        Notice::StaysThere => w.stays_there.to_owned(),
        Notice::Unfiltered => w.unfiltered.to_owned(),
        Notice::NoFilter => named(w.no_filter),
        Notice::Settings(n) => fill(w.set_notice_faults, &[("n", &n.to_string())]),
        Notice::NotFound(text) if text.is_empty() => w.not_found_again.to_owned(),
        Notice::NotFound(text) => fill(w.not_found, &[("text", text)]),
        Notice::NotAmongUnits(text) => fill(&named(w.not_found_units), &[("text", text)]),
        Notice::Wrapped(Direction::Previous) => w.wrapped_back.to_owned(),
        Notice::Wrapped(_) => w.wrapped.to_owned(),
        Notice::NoSearch => w.no_search.to_owned(),
        Notice::NoSuchCommand(text) => fill(w.no_such_command, &[("text", text)]),
        Notice::QuitAgain => named(w.quit_again),
        Notice::AtStart => w.at_start.to_owned(),
        Notice::AtEnd => w.at_end.to_owned(),
        Notice::HistoryAwaited => w.history_awaited.to_owned(),
        Notice::NoSuchSnapshot => w.no_such_snapshot.to_owned(),
        Notice::Travelled { date, same } => {
            let text = if *same { w.travelled_same } else { w.travelled };
            fill(text, &[("date", &format::day(model.language, *date))])
        }
        Notice::NoOrder => named(w.no_order),
        Notice::SameSnapshot => w.same_snapshot.to_owned(),
        Notice::NoComparison => w.no_comparison.to_owned(),
        Notice::NoDistrictThere => w.no_district_there.to_owned(),
        Notice::NoOutlines => w.no_outlines.to_owned(),
        Notice::NoProblem => w.no_problem.to_owned(),
        Notice::NothingBehind => w.nothing_behind.to_owned(),
        Notice::Address(of) => saying::text(model, of),
        Notice::Live(said) => live::said(model, *said),
        Notice::Exported(outcome) => export::outcome(model.language, outcome),
        Notice::Copied(copied) => copying::outcome(model, copied),
        Notice::Closed(command) => export::closed(model, *command),
    }
}
