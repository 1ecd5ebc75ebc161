//! Theme, colours and characters: what the command line says, else what the environment tells, and the reason of each.

use super::arguments::Arguments;
use super::environment::Environment;
use crate::runtime::asking;
use crate::runtime::inquiry::Inquiry;
use crate::texts::Words;
use crate::ui::appearance::Appearance;
use crate::ui::charset::Charset;
use crate::ui::theme::{Palette, ThemeName};

/// What a name on the command line stands for when it names nothing.
pub(super) const AUTO: &str = "auto";

/// How things look, and why.
#[derive(Clone, Debug)]
pub(super) struct Looks {
    pub(super) appearance: Appearance,
    /// What decided the colours, as it is written: a flag or a variable.
    palette_by: &'static str,
    /// What to ask the terminal.
    questions: Option<&'static [u8]>,
}

impl Looks {
    pub(super) fn new(arguments: &Arguments, environment: &Environment) -> Self {
        let theme = arguments.theme.as_deref().and_then(ThemeName::parse);
        let colours = arguments.colors.as_deref().and_then(Palette::parse);
        let (offered, offered_by) = environment.offered();
        let (palette, palette_by) = match (colours, environment.colourless()) {
            (Some(palette), _) => (Some(palette), "--colors"),
            (None, _) if arguments.no_color => (Some(Palette::None), "--no-color"),
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
        let questions = asking::questions(&environment.terminal());
        Self {
            appearance,
            palette_by,
            questions: questions.filter(|_| appearance.depends_on_terminal()),
        }
    }

    /// What the full screen asks its terminal.
    pub(super) fn inquiry(&self) -> Option<Inquiry> {
        let inquiry = |questions| Inquiry::new(self.appearance, questions);
        self.questions.map(inquiry)
    }

    /// The theme and its reason.
    pub(super) fn theme(&self, w: &Words) -> String {
        let name = self.appearance.context().theme.name.key();
        match (self.appearance.theme, self.questions) {
            (Some(_), _) => format!("{name} (--theme)"),
            (None, Some(_)) => format!("{name} ({})", w.info_asks),
            (None, None) => format!("{name} ({})", w.info_asks_not),
        }
    }

    /// How many colours, and the reason.
    pub(super) fn palette(&self, w: &Words) -> String {
        let palette = self.appearance.context().theme.palette;
        let key = palette.key();
        let by = self.palette_by;
        if self.appearance.palette.is_none() && palette < self.appearance.offered {
            let offered = self.appearance.offered.key();
            let unknown = match self.appearance.theme {
                None => w.info_background_unknown,
                Some(_) => "--theme",
            };
            return format!("{key} ({unknown}; {by}: {offered})");
        }
        match self.appearance.palette {
            None if self.questions.is_some() => format!("{key} ({by}; {})", w.info_asks),
            _ => format!("{key} ({by})"),
        }
    }
}
