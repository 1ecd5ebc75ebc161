//! Where copied text goes: what settings say, else what the terminal can be expected to take.

use super::Desk;
use crate::config::Setting;
use crate::runtime::clipboard::Clipboard;
use crate::runtime::wire;

/// Whether tmux or screen is the terminal, here or where the line comes from.
pub(super) fn is_multiplexed(desk: &Desk<'_>) -> bool {
    let term = desk.environment.terminal();
    let by_name = ["tmux", "screen"].iter().any(|name| term.starts_with(name));
    by_name || desk.environment.is_in_tmux() || desk.environment.is_in_screen()
}

/// The way that holds.
pub(super) fn clipboard(desk: &Desk<'_>) -> Clipboard {
    let term = desk.environment.terminal();
    let terminal = if is_multiplexed(desk) {
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
        // GNU screen keeps OSC 52 to itself.
        _ if desk.environment.is_in_screen() => Clipboard::Sheet,
        _ if wire::is_known(&term) => terminal,
        _ => Clipboard::Sheet,
    }
}
