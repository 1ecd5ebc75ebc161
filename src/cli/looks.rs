//! Theme, colours and characters: what the command line says, else what the environment tells, and the reason of each.

use super::abilities;
use super::arguments::Arguments;
use super::environment::Environment;
use crate::config::{Origin, Setting, Settings};
use crate::runtime::asking::{self, Questions};
use crate::runtime::inquiry::Inquiry;
use crate::runtime::wire;
use crate::texts::Words;
use crate::ui::appearance::Appearance;
use crate::ui::charset::Charset;
use crate::ui::theme::{Palette, ThemeName};

/// How things look, and why.
#[derive(Clone, Debug)]
pub(super) struct Looks {
    pub(super) appearance: Appearance,
    /// Whether ASCII alone is asked for.
    ascii: bool,
    /// The colours that are asked for by an option or a setting.
    wanted: Option<Palette>,
    /// What decided the colours, as it is written: a flag or a variable.
    palette_by: String,
    /// What decided the theme, where anything did.
    theme_by: String,
    /// What to ask the terminal.
    questions: Option<Questions>,
    /// Whether it is asked for its colours.
    asks: bool,
}

impl Looks {
    pub(super) fn new(
        arguments: &Arguments,
        environment: &Environment,
        settings: &Settings,
    ) -> Self {
        let theme = ThemeName::parse(&settings.theme);
        let colours = Palette::parse(&settings.colors);
        let (offered, offered_by) = environment.offered();
        let [theme_by, colours_by, slow_by] =
            [Setting::Theme, Setting::Colors, Setting::Slow].map(|it| told(settings, it));
        let (palette, palette_by) = match (colours, environment.colourless()) {
            _ if arguments.no_color => (Some(Palette::None), "--no-color"),
            _ if settings.slow => (Some(Palette::None), slow_by.as_str()),
            (Some(palette), _) => (Some(palette), colours_by.as_str()),
            (None, Some(why)) => (Some(Palette::None), why),
            (None, None) => (None, offered_by),
        };
        let charset = if arguments.ascii {
            Charset::Ascii
        } else {
            environment.charset()
        };
        let appearance = Appearance {
            charset,
            theme,
            palette,
            offered,
            background: None,
        };
        let term = environment.terminal();
        let asks = appearance.depends_on_terminal();
        let ways = abilities::said(settings, Setting::Sync).is_none();
        Self {
            appearance,
            ascii: arguments.ascii,
            wanted: if arguments.no_color {
                Some(Palette::None)
            } else {
                colours
            },
            palette_by: palette_by.to_owned(),
            theme_by,
            questions: asking::questions(&term, asks, ways),
            asks: asks && wire::is_known(&term),
        }
    }

    /// How files look, whatever the terminal and the locale: all characters, and the colours that are asked for.
    pub(super) fn of_files(&self) -> Appearance {
        let is_ascii = self.ascii || self.appearance.theme == Some(ThemeName::Ascii);
        Appearance {
            charset: if is_ascii {
                Charset::Ascii
            } else {
                Charset::Unicode
            },
            palette: self.wanted,
            offered: Palette::True,
            background: None,
            ..self.appearance
        }
    }

    /// What the full screen asks its terminal.
    pub(super) fn inquiry(&self) -> Option<Inquiry> {
        let inquiry = |questions| Inquiry::new(self.appearance, questions);
        self.questions.map(inquiry)
    }

    /// Whether it is asked for its ways.
    pub(super) fn asks_for_ways(&self) -> bool {
        self.questions.is_some_and(|it| it.synchronises)
    }

    /// The theme and its reason.
    pub(super) fn theme(&self, w: &Words) -> String {
        let name = self.appearance.context().theme.name.key();
        match (self.appearance.theme, self.asks) {
            (Some(_), _) => format!("{name} ({})", self.theme_by),
            (None, true) => format!("{name} ({})", w.info_asks),
            (None, false) => format!("{name} ({})", w.info_asks_not),
        }
    }

    /// How many colours, and the reason.
    pub(super) fn palette(&self, w: &Words) -> String {
        let palette = self.appearance.context().theme.palette;
        let key = palette.key();
        let by = self.palette_by.as_str();
        if self.appearance.palette.is_none() && palette < self.appearance.offered {
            let offered = self.appearance.offered.key();
            let unknown = match self.appearance.theme {
                None => w.info_background_unknown,
                Some(_) => self.theme_by.as_str(),
            };
            return format!("{key} ({unknown}; {by}: {offered})");
        }
        match self.appearance.palette {
            None if self.asks => format!("{key} ({by}; {})", w.info_asks),
            _ => format!("{key} ({by})"),
        }
    }
}

/// Where a setting comes from, as it is written there.
pub(super) fn told(settings: &Settings, setting: Setting) -> String {
    let said = settings.in_force.of(setting).last();
    match said.map(|said| &said.origin) {
        Some(Origin::File(path)) => path.display().to_string(),
        Some(Origin::Variable(name)) => name.clone(),
        _ => format!("--{}", setting.key()),
    }
}
