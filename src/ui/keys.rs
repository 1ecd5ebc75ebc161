//! Commands and keys in the words of a language.

use super::context::words;
use super::label::screen;
use crate::app::command::Command;
use crate::app::key::Key;
use crate::app::keymap::Keymap;
use crate::app::lens::Lens;
use crate::app::screen::VIEWS;
use crate::texts::{Words, fill};

/// What a command does.
pub fn command(lens: &Lens<'_>, command: Command) -> String {
    let w = words(lens.language);
    let text = match command {
        Command::Down => w.cmd_down,
        Command::Up => w.cmd_up,
        Command::Left => w.cmd_left,
        Command::Right => w.cmd_right,
        Command::PageDown => w.cmd_page_down,
        Command::PageUp => w.cmd_page_up,
        Command::HalfPageDown => w.cmd_half_down,
        Command::HalfPageUp => w.cmd_half_up,
        Command::Top => w.cmd_top,
        Command::Bottom => w.cmd_bottom,
        Command::Open => w.cmd_open,
        Command::Back => w.cmd_back,
        Command::Leave => w.cmd_leave,
        Command::Forward => w.cmd_forward,
        Command::Search => w.cmd_search,
        Command::Filter => w.cmd_filter,
        Command::Unfilter => w.cmd_unfilter,
        Command::NextMatch => w.cmd_next_match,
        Command::PreviousMatch => w.cmd_previous_match,
        Command::NextProblem => w.cmd_next_problem,
        Command::PreviousProblem => w.cmd_previous_problem,
        Command::Earlier => w.cmd_earlier,
        Command::Later => w.cmd_later,
        Command::Compare => w.cmd_compare,
        Command::Map => w.cmd_map,
        Command::Trend => w.cmd_trend,
        Command::NextSubject => w.cmd_next_subject,
        Command::PreviousSubject => w.cmd_previous_subject,
        Command::Views => w.cmd_views,
        Command::SaveView => w.cmd_save_view,
        Command::ForgetView => w.cmd_forget_view,
        Command::ShowAddress => w.cmd_show_address,
        Command::Export => w.cmd_export,
        Command::Copy => w.cmd_copy,
        Command::CopyView => w.cmd_copy_view,
        Command::Sort => w.cmd_sort,
        Command::Columns => w.cmd_columns,
        Command::Toggle => w.cmd_toggle,
        Command::View(at) => {
            let view = VIEWS.get(at).map(|view| screen(lens, view));
            return fill(w.cmd_view, &[("view", &view.unwrap_or_default())]);
        }
        Command::NextView => w.cmd_next_view,
        Command::PreviousView => w.cmd_previous_view,
        Command::Weighting => w.cmd_weighting,
        Command::Language => w.cmd_language,
        Command::Help => w.cmd_help,
        Command::Palette => w.cmd_palette,
        Command::Redraw => w.cmd_redraw,
        Command::Reload => w.cmd_reload,
        Command::Pause => w.cmd_pause,
        Command::Suspend => w.cmd_suspend,
        Command::Cancel => w.cmd_cancel,
        Command::Quit => w.cmd_quit,
    };
    text.to_owned()
}

/// The keys of a command; one without a key is told as it is typed.
pub fn told(w: &Words, keymap: &Keymap, command: Command) -> String {
    let keys = keymap.keys(command).iter().map(|it| key(w, *it));
    let keys: Vec<_> = keys.collect();
    if keys.is_empty() {
        return format!(":{}", command.name());
    }
    keys.join("  ")
}

/// A text that names keys, with those in force in place of `{back}`, `{compare}`, ….
pub(super) fn filled(w: &Words, keymap: &Keymap, pattern: &str) -> String {
    let named = [
        Command::Back,
        Command::Leave,
        Command::Toggle,
        Command::Filter,
        Command::Unfilter,
        Command::Compare,
        Command::Later,
        Command::Weighting,
        Command::Export,
        Command::Reload,
        Command::Pause,
        Command::View(1),
        Command::View(5),
    ];
    let first = |command: Command| match keymap.keys(command).first() {
        Some(first) => key(w, *first),
        None => format!(":{}", command.name()),
    };
    let keys = named.map(|command| (command.name(), first(command)));
    fill(
        pattern,
        &keys.each_ref().map(|(name, key)| (*name, key.as_str())),
    )
}

/// What stands on a key.
pub fn key(w: &Words, key: Key) -> String {
    let name = match key {
        Key::Char(' ') => w.key_space,
        Key::Char(c) => return c.to_string(),
        Key::Ctrl(c) => return format!("{}{c}", w.key_ctrl),
        Key::F(number) => return format!("F{number}"),
        Key::Enter => w.key_enter,
        Key::Esc => w.key_esc,
        Key::Backspace => w.key_backspace,
        Key::Tab => w.key_tab,
        Key::BackTab => w.key_backtab,
        Key::Up => w.key_up,
        Key::Down => w.key_down,
        Key::Left => w.key_left,
        Key::Right => w.key_right,
        Key::PageUp => w.key_page_up,
        Key::PageDown => w.key_page_down,
        Key::Home => w.key_home,
        Key::End => w.key_end,
        Key::Insert => w.key_insert,
        Key::Delete => w.key_delete,
    };
    name.to_owned()
}
