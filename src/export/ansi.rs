//! The screen as text with the colours of a terminal, for `cat` and `less -R`: every line takes its colours back.

use ratatui::style::{Color, Modifier};

use super::picture::{Look, Picture};
use super::sheet::Sheet;
use crate::app::model::Model;
use crate::ui::context::Context;
use crate::ui::theme::NAMED;

pub(super) fn file(model: &Model, context: Context, sheet: Option<&Sheet>) -> String {
    let mut out = String::new();
    let mut picture = Picture::of(model, context);
    if let Some(sheet) = sheet {
        picture.tell(sheet, context.charset);
    }
    for runs in picture.lines {
        let mut line = String::new();
        let mut kept = 0;
        for run in runs {
            let text: String = run.symbols.iter().map(|(text, _)| text.as_str()).collect();
            if run.look.is_plain() {
                line.push_str(&text);
                kept = kept.max(line.trim_end_matches(' ').len());
            } else {
                line.push_str(&sgr(run.look));
                line.push_str(&text);
                line.push_str("\u{1b}[0m");
                kept = line.len();
            }
        }
        line.truncate(kept);
        out.push_str(&line);
        out.push('\n');
    }
    out
}

/// The sequence that sets a look (ECMA-48, SGR).
fn sgr(look: Look) -> String {
    let modifiers = [
        (Modifier::BOLD, "1"),
        (Modifier::DIM, "2"),
        (Modifier::ITALIC, "3"),
        (Modifier::UNDERLINED, "4"),
        (Modifier::REVERSED, "7"),
    ];
    let set = modifiers
        .iter()
        .filter(|(it, _)| look.modifier.contains(*it));
    let mut codes: Vec<String> = set.map(|(_, code)| (*code).to_owned()).collect();
    codes.extend(colour(look.colour));
    format!("\u{1b}[{}m", codes.join(";"))
}

fn colour(colour: Color) -> Option<String> {
    match colour {
        Color::Reset => None,
        Color::Rgb(r, g, b) => Some(format!("38;2;{r};{g};{b}")),
        Color::Indexed(index) => Some(format!("38;5;{index}")),
        colour => {
            let at = NAMED.iter().position(|named| *named == colour)?;
            Some((if at < 8 { 30 + at } else { 82 + at }).to_string())
        }
    }
}
