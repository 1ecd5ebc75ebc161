//! What painting needs beside the model: which characters and colours the terminal has.

use super::charset::Charset;
use super::theme::{Palette, Theme};
use crate::app::language::Language;
use crate::texts::{DE, EN, Words};

/// What the terminal can show.
#[derive(Clone, Copy, Debug)]
pub struct Context {
    /// Its characters.
    pub charset: Charset,
    /// Roles as styles.
    pub theme: Theme,
}

impl Context {
    /// For a terminal with these characters and colours, in the dark theme.
    pub fn new(charset: Charset, palette: Palette) -> Self {
        let theme = Theme {
            palette,
            ..Theme::default()
        };
        Self { charset, theme }
    }
}

/// The table of texts of a language.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::De => &DE,
        Language::En => &EN,
    }
}
