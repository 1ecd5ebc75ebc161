//! What a terminal's answers are worth: the settings that would serve better than those in force, each with its reason.
//! Knows neither terminal nor words.

use std::time::Duration;

use crate::config::Setting;
use crate::runtime::clipboard::Clipboard;
use crate::runtime::inquiry::HEEDED;
use crate::runtime::trial::Heard;
use crate::runtime::wire::Abilities;
use crate::ui::appearance::Background;
use crate::ui::theme::Palette;

/// From here on four frames a second are as much as comes through while one waits for an answer.
const THIN: Duration = Duration::from_millis(250);

/// What holds now.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is known by itself")]
pub(super) struct Present {
    /// Whether the terminal was asked at all.
    pub(super) is_asked: bool,
    /// Whether something that the program draws took other room than it counts on.
    pub(super) is_askew: bool,
    pub(super) abilities: Abilities,
    /// The settings by which somebody has decided.
    pub(super) decided: Vec<Setting>,
    /// The most colours that are used.
    pub(super) colours: Palette,
    pub(super) is_slow: bool,
    /// Whether tmux or screen stands between: then a cursor in the right place does not tell that what was repeated is.
    pub(super) is_multiplexed: bool,
    pub(super) clipboard: Clipboard,
    /// Whether tmux was given a text and had it; `None` where it was not tried.
    pub(super) tmux_copies: Option<bool>,
}

/// Why a setting is recommended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// Nothing answers: only what every terminal can do.
    Silent,
    /// It was tried: it works, or it does not.
    Tried(bool),
    /// The terminal says that it can, or cannot.
    Told(bool),
    /// Something that is drawn takes other room.
    Askew,
    /// It has fewer colours.
    Fewer,
    /// Its answer comes after the screen has ceased to wait.
    Late,
    /// Every answer takes long.
    Thin,
}

/// A setting, its value as it is written in a file, and the reason.
pub(super) type Advice = (Setting, &'static str, Why);

/// What to set, in the order of the built-in file; nothing that holds already.
pub(super) fn advise(heard: &Heard, present: &Present) -> Vec<Advice> {
    if !present.is_asked {
        return Vec::new();
    }
    let mut advice = if heard.trips.is_empty() {
        safe(present)
    } else {
        better(heard, present)
    };
    let place = |setting: Setting| Setting::ALL.iter().position(|it| *it == setting);
    advice.sort_by_key(|(setting, ..)| place(*setting));
    advice
}

/// For a terminal that says nothing: what may go wrong is left out.
fn safe(present: &Present) -> Vec<Advice> {
    let Abilities {
        erases,
        repeats,
        shifts_up,
        synchronises,
        ..
    } = present.abilities;
    let copies = matches!(present.clipboard, Clipboard::Terminal | Clipboard::FarTmux);
    let all = [
        (
            present.colours > Palette::Sixteen,
            Setting::Colors,
            "\"16\"",
        ),
        (erases, Setting::Erase, "\"off\""),
        (repeats, Setting::Repeat, "\"off\""),
        (shifts_up, Setting::Scroll, "\"off\""),
        (synchronises, Setting::Sync, "\"off\""),
        (copies, Setting::Copy, "\"sheet\""),
    ];
    let wrong = all.into_iter().filter(|(is_wrong, ..)| *is_wrong);
    wrong
        .map(|(_, setting, value)| (setting, value, Why::Silent))
        .collect()
}

impl Present {
    fn leaves(&self, setting: Setting) -> bool {
        !self.decided.contains(&setting)
    }

    /// Whether what was repeated came out; not where only the place of the cursor says so.
    pub(super) fn repeats(&self, heard: &Heard) -> Option<bool> {
        heard.repeats.filter(|does| !(*does && self.is_multiplexed))
    }
}

fn better(heard: &Heard, present: &Present) -> Vec<Advice> {
    let mut advice = Vec::new();
    let trip = heard.usual_trip().unwrap_or_default();
    let is_late = trip >= HEEDED;
    if present.is_askew {
        advice.push((Setting::Theme, "\"ascii\"", Why::Askew));
    } else if let Some(background) = heard
        .background
        .filter(|_| is_late && present.leaves(Setting::Theme))
    {
        let theme = if background.is_light() {
            "\"light\""
        } else {
            "\"dark\""
        };
        advice.push((Setting::Theme, theme, Why::Late));
    }
    let bears = heard
        .background
        .is_some_and(Background::bears_fixed_colours);
    let has_colours = heard.colours.unwrap_or(present.colours);
    // Who wants no colours has said so.
    let wants_more = is_late && bears && !present.is_askew && present.colours > Palette::None;
    if has_colours < present.colours {
        advice.push((Setting::Colors, quoted(has_colours), Why::Fewer));
    } else if has_colours > present.colours && wants_more {
        advice.push((Setting::Colors, quoted(has_colours), Why::Late));
    }
    if trip >= THIN && !present.is_slow {
        advice.push((Setting::Slow, "true", Why::Thin));
    }
    let repeats = present.repeats(heard);
    if let Some(does) = repeats.filter(|it| *it != present.abilities.repeats) {
        advice.push((Setting::Repeat, switched(does), Why::Tried(does)));
    }
    // Else the screen asks for itself.
    let sync = heard
        .synchronises
        .filter(|_| !present.leaves(Setting::Sync));
    if let Some(does) = sync.filter(|it| *it != present.abilities.synchronises) {
        advice.push((Setting::Sync, switched(does), Why::Told(does)));
    }
    if present.tmux_copies == Some(false) {
        advice.push((Setting::Copy, "\"sheet\"", Why::Tried(false)));
    }
    let is_sheet = present.clipboard == Clipboard::Sheet && present.leaves(Setting::Copy);
    if heard.takes_copies && is_sheet {
        advice.push((Setting::Copy, "\"osc52\"", Why::Told(true)));
    }
    advice
}

fn switched(on: bool) -> &'static str {
    if on { "\"on\"" } else { "\"off\"" }
}

fn quoted(palette: Palette) -> &'static str {
    match palette {
        Palette::None => "\"none\"",
        Palette::Sixteen => "\"16\"",
        Palette::Indexed => "\"256\"",
        Palette::True => "\"true\"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Layers, Settings};
    use crate::store::write::new_file;

    /// An xterm with 256 colours, nothing set.
    const XTERM: Present = Present {
        is_asked: true,
        is_askew: false,
        abilities: Abilities {
            repeats: false,
            ..Abilities::ALL
        },
        decided: Vec::new(),
        colours: Palette::Indexed,
        is_slow: false,
        is_multiplexed: false,
        clipboard: Clipboard::Terminal,
        tmux_copies: None,
    };

    fn heard(milliseconds: u64) -> Heard {
        Heard {
            trips: vec![Duration::from_millis(milliseconds)],
            repeats: Some(false),
            is_complete: true,
            ..Heard::default()
        }
    }

    /// What was recommended, as lines of a file; it must be one that the program takes.
    fn lines(heard: &Heard, present: &Present) -> Vec<String> {
        let advice = advise(heard, present);
        let line = |(setting, value, _): &Advice| format!("{}: {value}", setting.key());
        let lines: Vec<_> = advice.iter().map(line).collect();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("config.ron");
        let text = format!("({})", lines.join(","));
        new_file(&path, text.as_bytes()).unwrap();
        let settings = Settings::new(Layers::of_file(&path));
        assert_eq!(settings.faults, [], "{lines:?}");
        lines
    }

    #[test]
    fn who_says_nothing_gets_what_every_terminal_can_do() {
        let silent = Heard::default();
        assert_eq!(
            lines(&silent, &XTERM),
            [
                "colors: \"16\"",
                "erase: \"off\"",
                "scroll: \"off\"",
                "sync: \"off\"",
                "copy: \"sheet\""
            ]
        );
        let console = Present {
            abilities: Abilities::LEAST,
            colours: Palette::Sixteen,
            clipboard: Clipboard::Tmux,
            ..XTERM
        };
        assert!(lines(&silent, &console).is_empty());
        let unasked = Present {
            is_asked: false,
            ..XTERM
        };
        assert!(lines(&silent, &unasked).is_empty());
    }

    #[test]
    fn what_was_tried_wins_over_the_name() {
        assert!(lines(&heard(1), &XTERM).is_empty());
        let repeats = Heard {
            repeats: Some(true),
            synchronises: Some(false),
            ..heard(1)
        };
        // Mode 2026 is asked for by the screen itself, unless a setting decides.
        assert_eq!(lines(&repeats, &XTERM), ["repeat: \"on\""]);
        let in_tmux = Present {
            is_multiplexed: true,
            clipboard: Clipboard::Tmux,
            tmux_copies: Some(false),
            ..XTERM
        };
        assert_eq!(lines(&repeats, &in_tmux), ["copy: \"sheet\""]);
        let decided = Present {
            decided: vec![Setting::Sync],
            abilities: Abilities::ALL,
            ..XTERM
        };
        assert_eq!(lines(&repeats, &decided), ["sync: \"off\""]);
        assert_eq!(lines(&heard(1), &decided), ["repeat: \"off\""]);
    }

    #[test]
    fn signs_that_take_other_room_are_not_drawn() {
        let askew = Present {
            is_askew: true,
            ..XTERM
        };
        assert_eq!(lines(&heard(1), &askew), ["theme: \"ascii\""]);
    }

    #[test]
    fn fewer_colours_are_used_where_there_are_fewer() {
        let sixteen = Heard {
            colours: Some(Palette::Indexed),
            ..heard(1)
        };
        let exact = Present {
            colours: Palette::True,
            ..XTERM
        };
        assert_eq!(lines(&sixteen, &exact), ["colors: \"256\""]);
        assert!(lines(&sixteen, &XTERM).is_empty());
    }

    #[test]
    fn on_a_long_line_settings_stand_in_for_late_answers() {
        let background = Some(Background { rgb: [255; 3] });
        let late = |milliseconds| Heard {
            background,
            colours: Some(Palette::True),
            ..heard(milliseconds)
        };
        assert!(lines(&late(149), &XTERM).is_empty());
        assert_eq!(
            lines(&late(150), &XTERM),
            ["theme: \"light\"", "colors: \"true\""]
        );
        let thin = lines(&late(250), &XTERM);
        assert_eq!(thin, ["theme: \"light\"", "colors: \"true\"", "slow: true"]);
        let settled = Present {
            decided: vec![Setting::Theme],
            is_slow: true,
            colours: Palette::None,
            ..XTERM
        };
        assert!(lines(&late(400), &settled).is_empty());
    }

    #[test]
    fn a_terminal_that_names_copies_gets_them() {
        let takes = Heard {
            takes_copies: true,
            ..heard(1)
        };
        let unknown = Present {
            clipboard: Clipboard::Sheet,
            ..XTERM
        };
        assert_eq!(lines(&takes, &unknown), ["copy: \"osc52\""]);
        let chosen = Present {
            decided: vec![Setting::Copy],
            ..unknown
        };
        assert!(lines(&takes, &chosen).is_empty());
    }
}
