//! The screen as a picture: text on a grid, so that any monospaced font will do; bars, dots and lines as shapes, so that
//! none is needed for them. No script, no font from elsewhere; what it shows is said in `title` and `desc`.

use std::fmt::Write;

use ratatui::style::Modifier;

use super::markup::html;
use super::picture::{Paper, Picture, Rgb, Run, hex, in_colour};
use super::sheet::Sheet;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::app::screen::map::Drawing;
use crate::texts::fill;
use crate::ui::context::{Context, words};
use crate::ui::theme::Palette;

/// Width and height of a cell of the screen.
const CELL: (u32, u32) = (10, 20);

/// A file of its own; unless it is bare, what the picture cuts and the legend stand below it.
pub(super) fn file(model: &Model, context: Context, sheet: &Sheet, bare: bool) -> String {
    let mut screen = Picture::of(model, in_colour(context));
    if !bare {
        screen.tell(sheet, context.charset);
    }
    let space = " xmlns=\"http://www.w3.org/2000/svg\"";
    let picture = element(model, context, sheet, &screen, space);
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{picture}")
}

/// The element, to stand in a page, which tells the rest.
pub(super) fn drawn(model: &Model, context: Context, sheet: &Sheet) -> String {
    let screen = Picture::of(model, in_colour(context));
    element(model, context, sheet, &screen, "")
}

fn element(
    model: &Model,
    context: Context,
    sheet: &Sheet,
    picture: &Picture,
    space: &str,
) -> String {
    let context = in_colour(context);
    let paper = Paper::of(context.theme);
    let solid = has_solid_areas(model, context);
    let width = u32::from(picture.width) * CELL.0;
    let lines = u32::try_from(picture.lines.len()).unwrap_or(0);
    let height = lines * CELL.1;
    let head = sheet.line();
    let alternative = fill(
        words(sheet.language).export_alt,
        &[("title", &sheet.title), ("head", &head)],
    );
    let legend = sheet.legend.iter();
    let legend = legend.map(|(term, means)| format!(" {term}: {means}."));
    let alternative = alternative + &legend.collect::<String>();
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(
        out,
        "<svg{space} width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"picture-title picture-desc\" xml:lang=\"{}\">\n<title id=\"picture-title\">{}</title>\n\
         <desc id=\"picture-desc\">{}</desc>",
        sheet.language.code(),
        html(&sheet.title),
        html(&alternative),
    );
    let _ = writeln!(
        out,
        "<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>\n<g font-family=\"{FONTS}\" font-size=\"16\" \
         fill=\"{}\">",
        hex(paper.back),
        hex(paper.text),
    );
    for (y, runs) in (0..).zip(&picture.lines) {
        for run in runs {
            paint(&mut out, paper, run, (y * CELL.1, solid));
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

/// Fonts that machines have; the grid holds in any of them.
const FONTS: &str =
    "ui-monospace, 'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace";

/// Whether areas are filled with colour alone: then the shades of the legend beside them are, too.
fn has_solid_areas(model: &Model, context: Context) -> bool {
    let drawing = matches!(
        model.trail.now().screen,
        Screen::Map {
            drawing: Drawing::Outlines,
            ..
        }
    );
    drawing && model.has_picture() && context.theme.palette != Palette::None
}

fn paint(out: &mut String, paper: Paper, run: &Run, (y, solid): (u32, bool)) {
    let has = |modifier| run.look.modifier.contains(modifier);
    let mut ink = paper.rgb(run.look.colour);
    let x = u32::from(run.x) * CELL.0;
    let width: u32 = run.symbols.iter().map(|(_, wide)| u32::from(*wide)).sum();
    if has(Modifier::REVERSED) {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{y}\" width=\"{}\" height=\"{}\" fill=\"{}\"/>",
            width * CELL.0,
            CELL.1,
            hex(ink)
        );
        ink = paper.back;
    }
    if has(Modifier::UNDERLINED) {
        let _ = writeln!(
            out,
            "<rect x=\"{x}\" y=\"{}\" width=\"{}\" height=\"1\" fill=\"{}\"/>",
            y + CELL.1 - 2,
            width * CELL.0,
            hex(ink)
        );
    }
    let mut brush = Brush {
        ink: (ink != paper.text).then_some(ink),
        bold: has(Modifier::BOLD),
        y,
        solid: solid && ink != paper.text,
        word: None,
        shapes: [const { String::new() }; 4],
    };
    let mut at = x;
    for (symbol, wide) in &run.symbols {
        brush.take(out, symbol, at, u32::from(*wide) * CELL.0);
        at += u32::from(*wide) * CELL.0;
    }
    brush.finish(out);
}

/// Collects letters that stand side by side, and shapes.
struct Brush {
    ink: Option<Rgb>,
    bold: bool,
    y: u32,
    /// Whether shades are painted as areas are, at full strength.
    solid: bool,
    /// The letters, where they begin and how far they reach.
    word: Option<(String, u32, u32)>,
    /// The outlines of shapes by their opacity in quarters.
    shapes: [String; 4],
}

impl Brush {
    fn take(&mut self, out: &mut String, symbol: &str, x: u32, width: u32) {
        let mut letters = symbol.chars();
        let lone = letters.next().filter(|_| letters.next().is_none());
        if symbol.trim().is_empty() {
            return self.end_word(out);
        }
        if let Some((outline, opacity)) = lone.and_then(|c| shape(c, x, self.y)) {
            self.end_word(out);
            let opacity = if self.solid { 4 } else { opacity };
            if let Some(shapes) = self.shapes.get_mut(opacity.saturating_sub(1)) {
                shapes.push_str(&outline);
            }
            return;
        }
        // Letters of one font have one width; signs may come from another one, so each has its own place.
        if lone.is_none_or(|c| c >= '\u{250}') {
            self.end_word(out);
            self.text(out, symbol, x, width);
            return;
        }
        match &mut self.word {
            Some((word, _, to)) => {
                word.push_str(symbol);
                *to = x + width;
            }
            None => self.word = Some((symbol.to_owned(), x, x + width)),
        }
    }

    fn end_word(&mut self, out: &mut String) {
        if let Some((word, from, to)) = self.word.take() {
            self.text(out, &word, from, to - from);
        }
    }

    fn text(&self, out: &mut String, text: &str, x: u32, width: u32) {
        let bold = if self.bold {
            " font-weight=\"bold\""
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "<text x=\"{x}\" y=\"{}\" textLength=\"{width}\" lengthAdjust=\"spacingAndGlyphs\"{}{bold}>{}</text>",
            self.y + 15,
            self.fill(),
            html(text)
        );
    }

    fn fill(&self) -> String {
        let ink = self.ink.map(|ink| format!(" fill=\"{}\"", hex(ink)));
        ink.unwrap_or_default()
    }

    fn finish(mut self, out: &mut String) {
        self.end_word(out);
        for (outline, quarters) in self.shapes.iter().zip(1..) {
            if outline.is_empty() {
                continue;
            }
            let opacity = match quarters {
                4 => String::new(),
                quarters => format!(" fill-opacity=\"{}\"", f64::from(quarters) / 4.0),
            };
            let _ = writeln!(out, "<path{}{opacity} d=\"{outline}\"/>", self.fill());
        }
    }
}

/// A rectangle as an outline.
fn rectangle((x, y): (f64, f64), (width, height): (f64, f64)) -> String {
    format!("M{x} {y}h{width}v{height}h-{width}z")
}

/// The outline of a block, a line or braille dots at a place, and its opacity in quarters; `None` of any other character.
fn shape(c: char, x: u32, y: u32) -> Option<(String, usize)> {
    let (x, y) = (f64::from(x), f64::from(y));
    let solid = |at: (f64, f64), size: (f64, f64)| (rectangle((x + at.0, y + at.1), size), 4);
    let code = u32::from(c);
    let eighths = |from: u32| f64::from(code.abs_diff(from));
    Some(match c {
        '▀' => solid((0.0, 0.0), (10.0, 10.0)),
        '▁'..='█' => {
            let height = 2.5 * (eighths(0x2580));
            solid((0.0, 20.0 - height), (10.0, height))
        }
        '▉'..='▏' => solid((0.0, 0.0), (1.25 * eighths(0x2590), 20.0)),
        '▐' => solid((5.0, 0.0), (5.0, 20.0)),
        '░' => (rectangle((x, y), (10.0, 20.0)), 1),
        '▒' => (rectangle((x, y), (10.0, 20.0)), 2),
        '▓' => (rectangle((x, y), (10.0, 20.0)), 3),
        '\u{2800}'..='\u{28ff}' => {
            let outline: String = DOTS
                .iter()
                .filter(|(bit, ..)| code & bit != 0)
                .map(|(_, column, row)| rectangle((x + 1.0 + column, y + 1.0 + row), (3.0, 3.0)))
                .collect();
            (outline, 4)
        }
        '╌' => {
            let dash = |from| rectangle((x + from, y + 9.0), (3.0, 1.5));
            (dash(1.0) + &dash(6.0), 4)
        }
        c => {
            let (_, arms) = LINES.iter().find(|(line, _)| *line == c)?;
            let all = [
                ((0.0, 9.0), (5.75, 1.5)),
                ((4.25, 9.0), (5.75, 1.5)),
                ((4.25, 0.0), (1.5, 10.5)),
                ((4.25, 9.0), (1.5, 11.0)),
            ];
            let drawn = all.iter().zip(arms.chars()).filter(|(_, is)| *is == '1');
            let outline = drawn
                .map(|((at, size), _)| rectangle((x + at.0, y + at.1), *size))
                .collect();
            (outline, 4)
        }
    })
}

/// The dots of a braille character: bit, place to the right, place down.
const DOTS: [(u32, f64, f64); 8] = [
    (0x01, 0.0, 0.0),
    (0x02, 0.0, 5.0),
    (0x04, 0.0, 10.0),
    (0x08, 5.0, 0.0),
    (0x10, 5.0, 5.0),
    (0x20, 5.0, 10.0),
    (0x40, 0.0, 15.0),
    (0x80, 5.0, 15.0),
];

/// Lines, each with its arms: left, right, up, down.
const LINES: [(char, &str); 11] = [
    ('─', "1100"),
    ('│', "0011"),
    ('┌', "0101"),
    ('┐', "1001"),
    ('└', "0110"),
    ('┘', "1010"),
    ('├', "0111"),
    ('┤', "1011"),
    ('┬', "1101"),
    ('┴', "1110"),
    ('┼', "1111"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes_fill_the_cell_as_their_characters_do() {
        let outline = |c| shape(c, 10, 20).unwrap().0;
        assert_eq!(outline('█'), "M10 20h10v20h-10z");
        assert_eq!(outline('▂'), "M10 35h10v5h-10z");
        assert_eq!(outline('▌'), "M10 20h5v20h-5z");
        assert_eq!(outline('▐'), "M15 20h5v20h-5z");
        // Dots 1 and 8: top left and bottom right.
        assert_eq!(outline('⢁'), "M11 21h3v3h-3zM16 36h3v3h-3z");
        assert_eq!(shape('▒', 0, 0).unwrap().1, 2);
        assert_eq!(shape('a', 0, 0), None);
    }
}
