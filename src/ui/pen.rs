//! The only way of text into the buffer: fitted to its room, in the characters of the terminal, nothing invisible.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use unicode_width::UnicodeWidthStr;

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

impl<'a> Pen<'a> {
    pub(super) fn new(buffer: &'a mut Buffer, context: &'a Context) -> Self {
        Self { buffer, context }
    }

    pub(super) fn area(&self) -> Rect {
        self.buffer.area
    }

    /// The text as the terminal can show it; what is invisible in spite of all cleaning becomes `?`.
    pub(super) fn shown(&self, text: &str) -> String {
        let text = self.context.charset.text(text);
        text.chars()
            .map(|c| if is_invisible(c) { '?' } else { c })
            .collect()
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
        let text = self.shown(text);
        let fitted = match cut {
            Cut::Middle => self.context.charset.cut(&text, usize::from(width)),
            Cut::End => self.context.charset.clip(&text, usize::from(width)),
        };
        let style = self.context.theme.style(role);
        #[expect(clippy::disallowed_methods, reason = "this is the place that filters")]
        let (end, _) = self
            .buffer
            .set_stringn(x, y, fitted, usize::from(width), style);
        end.saturating_sub(x)
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
