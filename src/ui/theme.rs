//! Roles as styles, by theme and by how many colours there are. Code speaks of roles; only the tables below this know
//! colours, and no colour stands alone: a letter, a shape or a word always says the same.
//!
//! No theme paints a background: each has colours for a dark and for a light one.

mod inks;

use ratatui::style::{Color, Modifier, Style};

use crate::analysis::map::shade::Shade;
pub use inks::NAMED;
use inks::{Ink, Inks};

/// How many colours are used, from few to many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Palette {
    /// None: bold, underline and reverse video only.
    None,
    /// The sixteen named ones, which the terminal's scheme fits to its background.
    #[default]
    Sixteen,
    /// The 256 of xterm, of which 240 are the same everywhere.
    Indexed,
    /// Red, green and blue in 256 steps each.
    True,
}

impl Palette {
    /// From few to many.
    pub const ALL: [Self; 4] = [Self::None, Self::Sixteen, Self::Indexed, Self::True];

    /// Its name in settings and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Sixteen => "16",
            Self::Indexed => "256",
            Self::True => "true",
        }
    }

    /// The palette of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|palette| palette.key() == name)
    }
}

/// A theme by its name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ThemeName {
    /// For a dark background.
    #[default]
    Dark,
    /// For a light background.
    Light,
    /// For those who cannot tell red from green (deuteranopia, protanopia).
    ColourBlind,
    /// Contrasts of at least 7:1.
    HighContrast,
    /// No colours.
    Mono,
    /// No colours, and ASCII characters alone.
    Ascii,
}

impl ThemeName {
    /// In the order of the help.
    pub const ALL: [Self; 6] = [
        Self::Dark,
        Self::Light,
        Self::ColourBlind,
        Self::HighContrast,
        Self::Mono,
        Self::Ascii,
    ];

    /// Its name in settings and on the command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::Dark => "dark",
            Self::Light => "light",
            Self::ColourBlind => "colour-blind",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
            Self::Ascii => "ascii",
        }
    }

    /// The theme of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.key() == name)
    }

    /// The colours on a light or a dark background.
    fn inks(self, on_light: bool) -> &'static Inks {
        match (self, on_light) {
            (Self::Dark | Self::Mono | Self::Ascii, _) => &inks::DARK,
            (Self::Light, _) => &inks::LIGHT,
            (Self::ColourBlind, false) => &inks::COLOUR_BLIND_DARK,
            (Self::ColourBlind, true) => &inks::COLOUR_BLIND_LIGHT,
            (Self::HighContrast, false) => &inks::CONTRAST_DARK,
            (Self::HighContrast, true) => &inks::CONTRAST_LIGHT,
        }
    }
}

/// What a piece of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "each role says what the text is")]
pub enum Role {
    #[default]
    Plain,
    Title,
    Dim,
    Head,
    HeadCursor,
    Selected,
    Warning,
    Example,
    Live,
    Pilot,
    Onboarding,
    Planned,
    Open,
    Unknown,
    Shade(Shade),
}

/// The styles of the roles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Theme {
    /// Which one.
    pub name: ThemeName,
    /// Whether the background is light; said by the name for [`ThemeName::Dark`] and [`ThemeName::Light`].
    pub on_light: bool,
    /// Colours that may be used.
    pub palette: Palette,
}

impl Theme {
    /// The style of a role.
    pub fn style(self, role: Role) -> Style {
        let modifier = match role {
            Role::Title | Role::Example | Role::Warning => Modifier::BOLD,
            Role::Head => Modifier::UNDERLINED,
            Role::HeadCursor => Modifier::UNDERLINED.union(Modifier::REVERSED),
            Role::Selected => Modifier::REVERSED,
            _ => Modifier::empty(),
        };
        let style = Style::new().add_modifier(modifier);
        self.colour(role).map_or(style, |colour| style.fg(colour))
    }

    /// The colour of a role; `None` is that of plain text.
    pub fn colour(self, role: Role) -> Option<Color> {
        if matches!(self.name, ThemeName::Mono | ThemeName::Ascii) {
            return None;
        }
        let Ink {
            named,
            indexed,
            exact,
        } = ink(self.name.inks(self.on_light), role)?;
        let indexed = Color::Indexed(indexed);
        match self.palette {
            Palette::None => None,
            Palette::Sixteen => named,
            Palette::Indexed => Some(indexed),
            Palette::True => Some(exact.map_or(indexed, |[r, g, b]| Color::Rgb(r, g, b))),
        }
    }

    /// Whether every shade has a colour of its own, so that areas without any other sign can be told apart.
    pub fn tells_shades_apart(self) -> bool {
        let colours = Shade::STEPS.map(|shade| self.colour(Role::Shade(shade)));
        colours.iter().enumerate().all(|(at, colour)| {
            colour.is_some() && !colours.iter().skip(at + 1).any(|other| other == colour)
        })
    }
}

fn ink(inks: &Inks, role: Role) -> Option<Ink> {
    match role {
        Role::Warning => Some(inks.warning),
        Role::Live => Some(inks.live),
        Role::Pilot => Some(inks.pilot),
        Role::Example => Some(inks.example),
        Role::Onboarding => Some(inks.onboarding),
        Role::Planned => inks.planned,
        Role::Open => inks.open,
        Role::Unknown => Some(inks.unknown),
        Role::Dim => Some(inks.dim),
        Role::Shade(shade) => inks.shades.get(shade.level()).copied(),
        Role::Plain | Role::Title | Role::Head | Role::HeadCursor | Role::Selected => None,
    }
}

#[cfg(test)]
mod tests;
