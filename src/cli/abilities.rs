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
    let by_name = parts(Abilities::of(&desk.environment.terminal()));
    let [erases, repeats, shifts, synchronises] = [0, 1, 2, 3].map(|at: usize| {
        let setting = SETTINGS.get(at).copied();
        let said = setting.and_then(|setting| said(&desk.settings, setting));
        said.unwrap_or(by_name.get(at).is_some_and(|able| *able))
    });
    Abilities {
        erases,
        repeats,
        shifts,
        synchronises,
    }
}

/// The four, in the order of [`SETTINGS`].
pub(super) fn parts(abilities: Abilities) -> [bool; 4] {
    let Abilities {
        erases,
        repeats,
        shifts,
        synchronises,
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
