//! Where copied text goes: what settings say, else what the terminal can be expected to take.

use super::Desk;
use crate::config::Setting;
use crate::runtime::clipboard::Clipboard;
use crate::runtime::wire;

/// The way that holds.
pub(super) fn clipboard(desk: &Desk<'_>) -> Clipboard {
    let term = desk.environment.terminal();
    // A terminal that is one of tmux, although none runs here: it runs where the line comes from.
    let is_multiplexer = ["tmux", "screen"].iter().any(|name| term.starts_with(name));
    let terminal = if desk.environment.is_in_tmux() || is_multiplexer {
        Clipboard::FarTmux
    } else {
        Clipboard::Terminal
    };
    match desk.settings.in_force.word(Setting::Copy) {
        Some("tmux") => Clipboard::Tmux,
        Some("osc52") => terminal,
        Some("sheet") => Clipboard::Sheet,
        Some("off") => Clipboard::Off,
        _ if desk.environment.is_in_tmux() => Clipboard::Tmux,
        _ if wire::is_known(&term) => terminal,
        _ => Clipboard::Sheet,
    }
}
