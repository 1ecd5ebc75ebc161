//! What the terminal may be sent beyond what every one understands: what settings say, else what TERM tells, and the
//! reason of each.

use super::{Desk, looks};
use crate::config::{Setting, Settings};
use crate::runtime::wire::Abilities;
use crate::texts::Words;

/// The settings, in the order of [`parts`].
pub(super) const SETTINGS: [Setting; 4] = [
    Setting::Erase,
    Setting::Repeat,
    Setting::Scroll,
    Setting::Sync,
];

/// What holds before the terminal has answered.
pub(super) fn of(desk: &Desk<'_>) -> Abilities {
    let by_name = Abilities::of(&desk.environment.terminal());
    let holds = |setting, by_name| said(&desk.settings, setting).unwrap_or(by_name);
    Abilities {
        erases: holds(Setting::Erase, by_name.erases),
        repeats: holds(Setting::Repeat, by_name.repeats),
        shifts_up: holds(Setting::Scroll, by_name.shifts_up),
        shifts_down: holds(Setting::Scroll, by_name.shifts_down),
        synchronises: holds(Setting::Sync, by_name.synchronises),
        waits: by_name.waits,
    }
}

/// What each of [`SETTINGS`] decides, in their order.
pub(super) fn parts(abilities: Abilities) -> [bool; 4] {
    let shifts = abilities.shifts_up;
    let Abilities {
        erases,
        repeats,
        synchronises,
        ..
    } = abilities;
    [erases, repeats, shifts, synchronises]
}

/// What a setting says; `None` where it leaves it to the terminal.
pub(super) fn said(settings: &Settings, setting: Setting) -> Option<bool> {
    match settings.in_force.word(setting) {
        Some("on") => Some(true),
        Some("off") => Some(false),
        _ => None,
    }
}

/// Name and value of each, with its reason.
pub(super) fn rows(desk: &Desk<'_>) -> Vec<(&'static str, String)> {
    let w = desk.words;
    let names = [w.able_erase, w.able_repeat, w.able_scroll, w.able_sync];
    let holds = parts(of(desk)).into_iter().zip(SETTINGS);
    let told = names.into_iter().zip(holds);
    told.map(|(name, (able, setting))| {
        let value = if able { w.info_yes } else { w.info_no };
        (name, format!("{value} ({})", why(desk, w, setting)))
    })
    .collect()
}

fn why(desk: &Desk<'_>, w: &Words, setting: Setting) -> String {
    if said(&desk.settings, setting).is_some() {
        return looks::told(&desk.settings, setting);
    }
    if setting == Setting::Sync && desk.looks.asks_for_ways() {
        return format!("TERM; {}", w.info_asks);
    }
    "TERM".to_owned()
}
