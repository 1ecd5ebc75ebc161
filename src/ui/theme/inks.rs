//! The colours of the themes: per role, what it is among the sixteen named colours, among the 256, and as an exact one.
//! Does not know what a role is for.
//!
//! The colours beyond the sixteen are taken from those whose contrast is at least 4.5:1 on black and up to #2e3440, or on
//! white and down to #eee8d5; for high contrast at least 7:1 up to #2e3440, or down to #fdf6e3. Exact ones stand only where they tell more apart than the 256 do.

use ratatui::style::Color;

/// The sixteen named colours in the order of their numbers (ECMA-48 30–37, aixterm 90–97).
pub const NAMED: [Color; 16] = [
    Color::Black,
    Color::Red,
    Color::Green,
    Color::Yellow,
    Color::Blue,
    Color::Magenta,
    Color::Cyan,
    Color::Gray,
    Color::DarkGray,
    Color::LightRed,
    Color::LightGreen,
    Color::LightYellow,
    Color::LightBlue,
    Color::LightMagenta,
    Color::LightCyan,
    Color::White,
];

/// A colour at each level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ink {
    /// One of the sixteen that the terminal's own scheme fits to its background; `None` where none of them is legible.
    pub(super) named: Option<Color>,
    /// One of the 240 fixed colours of the 256.
    pub(super) indexed: u8,
    /// Red, green and blue, where that is better than the indexed one.
    pub(super) exact: Option<[u8; 3]>,
}

/// The colours of one theme on one kind of background; a role without one has the colour of plain text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inks {
    pub(super) warning: Ink,
    pub(super) example: Ink,
    pub(super) live: Ink,
    pub(super) pilot: Ink,
    pub(super) onboarding: Ink,
    pub(super) planned: Option<Ink>,
    pub(super) open: Option<Ink>,
    pub(super) unknown: Ink,
    pub(super) dim: Ink,
    /// From nothing to all.
    pub(super) shades: [Ink; 6],
}

const fn ink(named: Color, indexed: u8) -> Ink {
    Ink {
        named: Some(named),
        indexed,
        exact: None,
    }
}

/// For a role that none of the sixteen colours suits.
const fn unnamed(indexed: u8) -> Ink {
    Ink {
        named: None,
        indexed,
        exact: None,
    }
}

impl Ink {
    const fn exactly(self, red: u8, green: u8, blue: u8) -> Self {
        Self {
            exact: Some([red, green, blue]),
            ..self
        }
    }
}

/// On a dark background. The named colours are the program's first look: the terminal's scheme is trusted with them.
pub(super) const DARK: Inks = Inks {
    warning: ink(Color::LightRed, 210),
    example: ink(Color::Yellow, 221),
    live: ink(Color::Green, 77),
    pilot: ink(Color::Cyan, 80),
    onboarding: ink(Color::Yellow, 221),
    planned: None,
    open: None,
    unknown: ink(Color::Magenta, 177),
    dim: ink(Color::DarkGray, 248),
    shades: [
        ink(Color::Red, 210),
        ink(Color::Magenta, 176),
        ink(Color::Yellow, 221),
        ink(Color::Cyan, 80),
        ink(Color::Green, 77),
        ink(Color::LightGreen, 120),
    ],
};

/// On a light background. Of the named colours only red and blue are legible on it.
pub(super) const LIGHT: Inks = Inks {
    warning: ink(Color::Red, 124),
    example: unnamed(94),
    live: ink(Color::Blue, 22),
    pilot: unnamed(24),
    onboarding: unnamed(94),
    planned: None,
    open: None,
    unknown: ink(Color::Red, 90),
    dim: unnamed(240),
    shades: [
        ink(Color::Red, 124),
        ink(Color::Red, 90),
        unnamed(94),
        unnamed(24),
        ink(Color::Blue, 22),
        ink(Color::Blue, 232),
    ],
};

/// For those who cannot tell red from green, on a dark background: yellow against blue, and steps of lightness.
pub(super) const COLOUR_BLIND_DARK: Inks = Inks {
    warning: ink(Color::LightRed, 216),
    example: ink(Color::LightYellow, 228),
    live: ink(Color::Green, 110),
    pilot: ink(Color::LightYellow, 116),
    onboarding: ink(Color::LightRed, 228),
    planned: Some(unnamed(231)),
    open: Some(unnamed(247)),
    unknown: ink(Color::LightMagenta, 207),
    dim: unnamed(247),
    shades: [
        ink(Color::LightRed, 208).exactly(0xd5, 0x8e, 0x2f),
        ink(Color::LightMagenta, 223).exactly(0xff, 0xf3, 0xbb),
        ink(Color::LightYellow, 226).exactly(0xff, 0xff, 0x00),
        ink(Color::White, 248).exactly(0x9d, 0x9d, 0x9d),
        ink(Color::Cyan, 39).exactly(0x1e, 0xa3, 0xff),
        ink(Color::Green, 153).exactly(0x8f, 0xd6, 0xff),
    ],
};

/// The same on a light background: brown against blue.
pub(super) const COLOUR_BLIND_LIGHT: Inks = Inks {
    warning: ink(Color::Red, 88).exactly(0x56, 0x27, 0x08),
    example: unnamed(94).exactly(0x96, 0x59, 0x00),
    live: ink(Color::Blue, 26).exactly(0x06, 0x38, 0xf9),
    pilot: unnamed(24).exactly(0x18, 0x6c, 0xa2),
    onboarding: unnamed(94).exactly(0x96, 0x59, 0x00),
    planned: Some(unnamed(232)),
    open: Some(unnamed(239)),
    unknown: ink(Color::Red, 54).exactly(0x3d, 0x00, 0x92),
    dim: unnamed(239),
    shades: [
        ink(Color::Red, 94).exactly(0xb6, 0x40, 0x00),
        unnamed(52),
        unnamed(240).exactly(0x67, 0x67, 0x67),
        unnamed(24).exactly(0x15, 0x6b, 0xab),
        ink(Color::Blue, 26).exactly(0x00, 0x17, 0xfd),
        unnamed(17),
    ],
};

/// At least 7:1, on a dark background.
pub(super) const CONTRAST_DARK: Inks = Inks {
    warning: ink(Color::LightYellow, 228),
    example: ink(Color::LightYellow, 228),
    live: ink(Color::LightGreen, 120),
    pilot: ink(Color::LightCyan, 123),
    onboarding: ink(Color::LightYellow, 228),
    planned: None,
    open: None,
    unknown: ink(Color::White, 219),
    dim: unnamed(252),
    shades: [
        ink(Color::White, 217),
        ink(Color::LightYellow, 219),
        ink(Color::White, 228),
        ink(Color::LightCyan, 123),
        ink(Color::White, 120),
        ink(Color::LightGreen, 231),
    ],
};

/// At least 7:1, on a light background.
pub(super) const CONTRAST_LIGHT: Inks = Inks {
    warning: unnamed(88),
    example: unnamed(52),
    live: ink(Color::Blue, 22),
    pilot: unnamed(18),
    onboarding: unnamed(52),
    planned: None,
    open: None,
    unknown: unnamed(54),
    dim: unnamed(238),
    shades: [
        unnamed(88),
        unnamed(54),
        unnamed(52),
        unnamed(18),
        ink(Color::Blue, 22),
        ink(Color::Blue, 232),
    ],
};
