//! Which theme and colours a terminal gets: what was asked for, else what is known of the terminal. Does not know how one
//! gets to know it.

use super::charset::Charset;
use super::context::Context;
use super::theme::{Palette, Theme, ThemeName};

/// The colour of a terminal's background.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Background {
    /// Red, green and blue.
    pub rgb: [u8; 3],
}

impl Background {
    /// Up to this luminance, that of #2e3440, every colour of the themes for dark backgrounds is legible.
    const DARK: f64 = 0.034;
    /// From this luminance on, that of #eee8d5, every colour of the themes for light backgrounds is legible.
    const LIGHT: f64 = 0.80;
    /// At this luminance black and white have the same contrast.
    const MIDDLE: f64 = 0.179;

    /// Relative luminance, 0 to 1 (WCAG 2.2, from the definition of sRGB, IEC 61966-2-1).
    pub fn luminance(self) -> f64 {
        let [red, green, blue] = self.rgb.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Whether dark text is easier to read on it than light text.
    pub fn is_light(self) -> bool {
        self.luminance() > Self::MIDDLE
    }

    /// Whether fixed colours can be read on it.
    pub fn bears_fixed_colours(self) -> bool {
        let luminance = self.luminance();
        luminance <= Self::DARK || luminance >= Self::LIGHT
    }
}

/// What was asked for and what is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Appearance {
    /// The characters of the terminal.
    pub charset: Charset,
    /// The theme that was asked for; by the background where none was.
    pub theme: Option<ThemeName>,
    /// The colours that were asked for; what the terminal has where none were.
    pub palette: Option<Palette>,
    /// The colours that the terminal has.
    pub offered: Palette,
    /// The background, where it is known.
    pub background: Option<Background>,
}

impl Appearance {
    /// Whether to know more of the terminal could change anything.
    pub fn depends_on_terminal(self) -> bool {
        let colourless = matches!(self.theme, Some(ThemeName::Mono | ThemeName::Ascii));
        let settled = match self.theme {
            // These two have one set of colours for each kind of background.
            None | Some(ThemeName::ColourBlind | ThemeName::HighContrast) => false,
            Some(_) => self.palette.is_some(),
        };
        !settled && !colourless && self.palette != Some(Palette::None)
    }

    /// What follows from all that.
    pub fn context(self) -> Context {
        let light = self.background.is_some_and(Background::is_light);
        let by_background = if light {
            ThemeName::Light
        } else {
            ThemeName::Dark
        };
        let name = self.theme.unwrap_or(by_background);
        let palette = match name {
            ThemeName::Mono | ThemeName::Ascii => Palette::None,
            _ => self.palette.unwrap_or_else(|| self.legible()),
        };
        let charset = match name {
            ThemeName::Ascii => Charset::Ascii,
            _ => self.charset,
        };
        let theme = Theme {
            name,
            on_light: light,
            palette,
        };
        Context { charset, theme }
    }

    /// The most colours that can be read: fixed ones on a background that is known, or that whoever names a theme knows.
    fn legible(self) -> Palette {
        let bears = self.background.map(Background::bears_fixed_colours);
        if bears.unwrap_or(self.theme.is_some()) {
            self.offered
        } else {
            self.offered.min(Palette::Sixteen)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLACK: Background = Background { rgb: [0; 3] };
    const PAPER: Background = Background {
        rgb: [0xfd, 0xf6, 0xe3],
    };
    const GREY: Background = Background { rgb: [0x80; 3] };

    fn look(appearance: Appearance) -> (ThemeName, Palette) {
        let theme = appearance.context().theme;
        (theme.name, theme.palette)
    }

    #[test]
    fn fixed_colours_need_a_known_background() {
        let terminal = Appearance {
            offered: Palette::Indexed,
            ..Appearance::default()
        };
        assert_eq!(look(terminal), (ThemeName::Dark, Palette::Sixteen));
        let on = |background| Appearance {
            background: Some(background),
            ..terminal
        };
        assert_eq!(look(on(BLACK)), (ThemeName::Dark, Palette::Indexed));
        assert_eq!(look(on(PAPER)), (ThemeName::Light, Palette::Indexed));
        assert_eq!(look(on(GREY)), (ThemeName::Light, Palette::Sixteen));
        let named = Appearance {
            theme: Some(ThemeName::ColourBlind),
            ..terminal
        };
        assert_eq!(look(named), (ThemeName::ColourBlind, Palette::Indexed));
    }

    #[test]
    fn what_was_asked_for_wins() {
        let asked = Appearance {
            theme: Some(ThemeName::Dark),
            palette: Some(Palette::True),
            background: Some(PAPER),
            ..Appearance::default()
        };
        assert_eq!(look(asked), (ThemeName::Dark, Palette::True));
        assert!(!asked.depends_on_terminal());
        let none = Appearance {
            palette: Some(Palette::None),
            ..Appearance::default()
        };
        assert_eq!(look(none), (ThemeName::Dark, Palette::None));
        assert!(!none.depends_on_terminal() && Appearance::default().depends_on_terminal());
    }

    #[test]
    fn the_ascii_theme_brings_its_characters() {
        let ascii = Appearance {
            theme: Some(ThemeName::Ascii),
            ..Appearance::default()
        };
        assert_eq!(ascii.context().charset, Charset::Ascii);
        assert_eq!(look(ascii), (ThemeName::Ascii, Palette::None));
        assert!(!ascii.depends_on_terminal());
    }
}
