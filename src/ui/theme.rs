//! Roles as styles. Code speaks of roles; only this table knows colours, and no colour stands alone: a letter, a shape
//! or a word always says the same.

use ratatui::style::{Color, Modifier, Style};

use crate::analysis::map::shade::Shade;

/// How many colours the terminal has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Palette {
    /// The sixteen named ones.
    #[default]
    Sixteen,
    /// None: bold, underline and reverse video only.
    None,
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
#[derive(Clone, Copy, Debug)]
pub struct Theme {
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
        match (self.palette, colour(role)) {
            (Palette::Sixteen, Some(colour)) => style.fg(colour),
            _ => style,
        }
    }
}

fn colour(role: Role) -> Option<Color> {
    Some(match role {
        Role::Warning => Color::LightRed,
        Role::Live => Color::Green,
        Role::Pilot => Color::Cyan,
        Role::Example | Role::Onboarding => Color::Yellow,
        Role::Unknown => Color::Magenta,
        Role::Dim => Color::DarkGray,
        Role::Shade(shade) => match shade {
            Shade::Nothing => Color::Red,
            Shade::UpToQuarter => Color::Magenta,
            Shade::UpToHalf => Color::Yellow,
            Shade::UpToThreeQuarters => Color::Cyan,
            Shade::BelowAll => Color::Green,
            Shade::All => Color::LightGreen,
        },
        Role::Plain
        | Role::Title
        | Role::Head
        | Role::HeadCursor
        | Role::Selected
        | Role::Planned
        | Role::Open => {
            return None;
        }
    })
}
