//! The screen as it is painted, cell by cell: what pictures are made of. The line of hints is left out, as keys are of no
//! use in a file.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::sheet::Sheet;
use crate::app::model::Model;
use crate::ui::charset::Charset;
use crate::ui::context::{Context, words};
use crate::ui::theme::{Palette, Theme, ThemeName};
use crate::ui::view;
use crate::ui::wrap;

/// How a cell looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) colour: Color,
    pub(super) modifier: Modifier,
}

impl Look {
    /// Whether it is that of an untouched cell.
    pub(super) fn is_plain(self) -> bool {
        self.colour == Color::Reset && self.modifier.is_empty()
    }
}

/// Neighbouring cells of one look.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Column of the first.
    pub(super) x: u16,
    /// Their characters, each with the columns that it takes.
    pub(super) symbols: Vec<(String, u16)>,
    pub(super) look: Look,
}

/// The lines of the screen.
pub(super) struct Picture {
    pub(super) width: u16,
    pub(super) lines: Vec<Vec<Run>>,
}

impl Picture {
    /// What is on screen, of the size that the model knows.
    pub(super) fn of(model: &Model, context: Context) -> Self {
        let (width, height) = model.size;
        let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
        view(model, &context, &mut buffer);
        let says = model.prompt.is_some() || model.notice.is_some();
        let hints = if says { 0 } else { model.lines().hints };
        let lines = 0..height.saturating_sub(hints);
        Self {
            width,
            lines: lines.map(|y| line(&buffer, y, width)).collect(),
        }
    }
}

impl Picture {
    /// Sets text below the picture: what the screen has no room for, or cuts. The screen itself stays as it is.
    pub(super) fn tell(&mut self, sheet: &Sheet, charset: Charset) {
        let w = words(sheet.language);
        let legend = sheet.legend.iter();
        let legend = legend.map(|(term, means)| format!("{term}: {means}"));
        let has_legend = !sheet.legend.is_empty();
        let text = [String::new(), sheet.line(), String::new()]
            .into_iter()
            .chain(has_legend.then(|| format!("{}:", w.export_legend)))
            .chain(legend)
            .chain(sheet.notes.iter().cloned());
        for text in text {
            let text = charset.text(&text).into_owned();
            for told in wrap(&text, usize::from(self.width)) {
                self.lines.extend(plain(&told, self.width));
            }
        }
    }
}

/// A line of plain text; a word that is longer than a line, as an address may be, goes on in the next one.
fn plain(text: &str, width: u16) -> Vec<Vec<Run>> {
    let look = Look {
        colour: Color::Reset,
        modifier: Modifier::empty(),
    };
    let mut lines: Vec<Vec<(String, u16)>> = vec![Vec::new()];
    let mut used = 0;
    for symbol in text.graphemes(true) {
        let wide = u16::try_from(symbol.width()).unwrap_or(1).max(1);
        if used + wide > width {
            lines.push(Vec::new());
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push((symbol.to_owned(), wide));
        }
    }
    let run = |symbols| {
        vec![Run {
            x: 0,
            symbols,
            look,
        }]
    };
    lines.into_iter().map(run).collect()
}

fn line(buffer: &Buffer, y: u16, width: u16) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut x = 0;
    while x < width {
        let Some(cell) = buffer.cell((x, y)) else {
            break;
        };
        let symbol = cell.symbol();
        // The cell behind a wide character is a placeholder.
        let wide = u16::try_from(symbol.width()).unwrap_or(1).max(1);
        let look = Look {
            colour: cell.fg,
            modifier: cell.modifier,
        };
        match runs.last_mut() {
            Some(run) if run.look == look => run.symbols.push((symbol.to_owned(), wide)),
            _ => runs.push(Run {
                x,
                symbols: vec![(symbol.to_owned(), wide)],
                look,
            }),
        }
        x += wide;
    }
    runs
}

/// Red, green and blue.
pub(super) type Rgb = [u8; 3];

/// The colours of a picture that brings its own background.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paper {
    pub(super) back: Rgb,
    pub(super) text: Rgb,
}

impl Paper {
    /// The background that a theme is for.
    pub(super) fn of(theme: Theme) -> Self {
        if theme.on_light || theme.name == ThemeName::Light {
            LIGHT
        } else {
            DARK
        }
    }

    /// A colour on it.
    pub(super) fn rgb(self, colour: Color) -> Rgb {
        match colour {
            Color::Rgb(r, g, b) => [r, g, b],
            Color::Indexed(index) => indexed(index),
            colour => NAMED
                .iter()
                .find(|(named, _)| *named == colour)
                .map_or(self.text, |(_, rgb)| *rgb),
        }
    }
}

/// White, with black that is not hard on the eye.
pub(super) const LIGHT: Paper = Paper {
    back: [0xff, 0xff, 0xff],
    text: [0x1a, 0x1a, 0x1a],
};
/// Dark enough for every colour of the themes for dark backgrounds.
pub(super) const DARK: Paper = Paper {
    back: [0x14, 0x17, 0x1c],
    text: [0xe4, 0xe4, 0xe4],
};

/// The sixteen named colours as xterm has them, where a picture must have some.
const NAMED: [(Color, Rgb); 16] = [
    (Color::Black, [0x00, 0x00, 0x00]),
    (Color::Red, [0xcd, 0x00, 0x00]),
    (Color::Green, [0x00, 0xcd, 0x00]),
    (Color::Yellow, [0xcd, 0xcd, 0x00]),
    (Color::Blue, [0x00, 0x00, 0xee]),
    (Color::Magenta, [0xcd, 0x00, 0xcd]),
    (Color::Cyan, [0x00, 0xcd, 0xcd]),
    (Color::Gray, [0xe5, 0xe5, 0xe5]),
    (Color::DarkGray, [0x7f, 0x7f, 0x7f]),
    (Color::LightRed, [0xff, 0x00, 0x00]),
    (Color::LightGreen, [0x00, 0xff, 0x00]),
    (Color::LightYellow, [0xff, 0xff, 0x00]),
    (Color::LightBlue, [0x5c, 0x5c, 0xff]),
    (Color::LightMagenta, [0xff, 0x00, 0xff]),
    (Color::LightCyan, [0x00, 0xff, 0xff]),
    (Color::White, [0xff, 0xff, 0xff]),
];

/// One of the 256 of xterm: the named ones, a cube of 6 × 6 × 6, 24 greys.
fn indexed(index: u8) -> Rgb {
    let step = |level: u8| if level == 0 { 0 } else { 55 + 40 * level };
    match index {
        0..=15 => NAMED
            .get(usize::from(index))
            .map_or([0; 3], |(_, rgb)| *rgb),
        16..=231 => {
            let at = index - 16;
            [step(at / 36), step(at / 6 % 6), step(at % 6)]
        }
        232..=255 => [8 + 10 * (index - 232); 3],
    }
}

/// A colour as HTML and SVG write it.
pub(super) fn hex([r, g, b]: Rgb) -> String {
    format!("#{r:02x}{g:02x}{b:02x}")
}

/// The look for a picture that brings its own background: the colours that tell most apart, unless none are wanted.
pub(super) fn in_colour(context: Context) -> Context {
    let palette = match context.theme.palette {
        Palette::None => Palette::None,
        _ => Palette::True,
    };
    let theme = Theme {
        palette,
        ..context.theme
    };
    Context { theme, ..context }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// From the table that xterm's documentation prints for its 256 colours.
    #[test]
    fn indexed_colours_are_those_of_xterm() {
        assert_eq!(hex(indexed(16)), "#000000");
        assert_eq!(hex(indexed(21)), "#0000ff");
        assert_eq!(hex(indexed(110)), "#87afd7");
        assert_eq!(hex(indexed(231)), "#ffffff");
        assert_eq!(hex(indexed(232)), "#080808");
        assert_eq!(hex(indexed(255)), "#eeeeee");
    }
}
