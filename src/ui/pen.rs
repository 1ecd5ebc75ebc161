//! The only way of text into the buffer: fitted to its room, in the characters of the terminal, nothing invisible.

use std::borrow::Cow;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;
use unicode_width::UnicodeWidthStr;

use super::charset::Charset;
use super::context::Context;
use super::field::Pieces;
use super::theme::Role;
use crate::domain::text::is_invisible;

/// Writes into a buffer.
pub(super) struct Pen<'a> {
    buffer: &'a mut Buffer,
    context: &'a Context,
}

/// How a text that is too long is shortened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cut {
    /// In the middle: names.
    Middle,
    /// At the end: sentences.
    End,
}

/// Whether a character shows, takes one cell whatever stands beside it, and joins with none.
fn is_simple(c: char) -> bool {
    matches!(c, ' '..='~' | '\u{c0}'..='\u{17f}' | '·' | '–' | '…' | '≈' | '→' | '\u{2500}'..='\u{259f}')
}

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, context: &'a Context) -> Self {
        Self { buffer, context }
    }

    pub(super) fn area(&self) -> Rect {
        self.buffer.area
    }

    /// The text as the terminal can show it; what is invisible in spite of all cleaning becomes `?`.
    pub(super) fn shown<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let text = self.context.charset.text(text);
        if text.chars().any(is_invisible) {
            let visible = |c| if is_invisible(c) { '?' } else { c };
            return Cow::Owned(text.chars().map(visible).collect());
        }
        text
    }

    /// Writes a text from `x` on line `y` into at most `width` cells; tells how many it took.
    pub(super) fn write(
        &mut self,
        (x, y): (u16, u16),
        width: u16,
        text: &str,
        role: Role,
        cut: Cut,
    ) -> u16 {
        let area = self.buffer.area;
        if y >= area.bottom() || x >= area.right() {
            return 0;
        }
        let width = width.min(area.right() - x);
        let style = self.context.theme.style(role);
        if let Some(taken) = self.write_simple((x, y), width, text, style) {
            return taken;
        }
        let text = self.shown(text);
        let fitted = match cut {
            Cut::Middle => self.context.charset.cut(&text, usize::from(width)),
            Cut::End => self.context.charset.clip(&text, usize::from(width)),
        };
        #[expect(clippy::disallowed_methods, reason = "this is the place that filters")]
        let (end, _) = self
            .buffer
            .set_stringn(x, y, fitted, usize::from(width), style);
        end.saturating_sub(x)
    }

    /// Writes a text that fits and of which every character takes one cell, as nearly all do: there is nothing to filter, to
    /// cut or to put together.
    fn write_simple(
        &mut self,
        (x, y): (u16, u16),
        width: u16,
        text: &str,
        style: Style,
    ) -> Option<u16> {
        let is_as_it_is = self.context.charset == Charset::Unicode || text.is_ascii();
        let length = u16::try_from(text.chars().count()).ok();
        let length = length.filter(|length| is_as_it_is && *length <= width)?;
        if !text.chars().all(is_simple) {
            return None;
        }
        for (x, c) in (x..).zip(text.chars()) {
            #[expect(clippy::disallowed_methods, reason = "nothing is to be filtered")]
            self.buffer.cell_mut((x, y))?.set_char(c).set_style(style);
        }
        Some(length)
    }

    /// Writes pieces one after the other, each in its role; `over` replaces every role (the selected row's name).
    pub(super) fn pieces(
        &mut self,
        (x, y): (u16, u16),
        width: u16,
        pieces: &Pieces,
        over: Option<Role>,
        cut: Cut,
    ) {
        let mut at = 0;
        for (text, role) in pieces {
            at += self.write(
                (x + at, y),
                width.saturating_sub(at),
                text,
                over.unwrap_or(*role),
                cut,
            );
        }
    }

    /// Cells that pieces would take.
    pub(super) fn width(&self, pieces: &Pieces) -> u16 {
        let width: usize = pieces
            .iter()
            .map(|(text, _)| self.shown(text).width())
            .sum();
        u16::try_from(width).unwrap_or(u16::MAX)
    }

    /// Takes away what stands on a line.
    pub(super) fn blank(&mut self, y: u16) {
        let area = self.buffer.area;
        let blank = " ".repeat(usize::from(area.width));
        self.write((area.x, y), area.width, &blank, Role::Plain, Cut::End);
    }

    /// Gives a whole line the look of a role.
    pub(super) fn line(&mut self, y: u16, role: Role) {
        let area = self.buffer.area;
        let line = Rect {
            y,
            height: 1,
            ..area
        }
        .intersection(area);
        self.buffer.set_style(line, self.context.theme.style(role));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_segmentation::UnicodeSegmentation;
    use unicode_width::UnicodeWidthChar;

    #[test]
    fn simple_characters_take_one_cell_each_and_join_with_none() {
        let simple: Vec<char> = ('\0'..=char::MAX).filter(|c| is_simple(*c)).collect();
        assert_eq!(simple.len(), 95 + 192 + 5 + 160);
        for c in &simple {
            assert!(c.width() == Some(1) && !is_invisible(*c), "{c:?}");
        }
        let one_by_one: String = simple.iter().collect();
        let doubled: String = simple.iter().flat_map(|c| [*c, *c]).collect();
        for text in [one_by_one, doubled] {
            assert_eq!(text.graphemes(true).count(), text.chars().count());
        }
    }
}
