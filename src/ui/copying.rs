//! The copy sheet, and what is said about copied text.

use super::context::words;
use super::format::number;
use super::pen::{Cut, Pen};
use super::theme::Role;
use crate::app::copying::{Copied, CopySheet, Sent, height};
use crate::app::model::Model;
use crate::texts::fill;

/// Nothing but the text from the left edge on, so that it can be marked with the mouse; the last line says how to leave.
pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, sheet: &CopySheet) {
    let area = pen.area();
    let (lines, height) = (sheet.lines(area.width), height(area.height));
    let top = sheet.top(lines.len(), height);
    for (y, line) in (0..area.height).zip(lines.iter().skip(top).take(height)) {
        pen.write((0, y), u16::MAX, line, Role::Plain, Cut::End);
    }
    if area.height < 2 {
        return;
    }
    let w = words(model.language);
    let n = |n: usize| number(model.language, n as u64);
    let text = if lines.len() > height {
        let last = (top + height).min(lines.len());
        let parts = [
            ("first", n(top + 1)),
            ("last", n(last)),
            ("m", n(lines.len())),
        ];
        let parts = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
        fill(w.sheet_more, &parts)
    } else {
        w.sheet_leave.to_owned()
    };
    pen.write((0, area.height - 1), u16::MAX, &text, Role::Title, Cut::End);
}

/// What became of a text.
pub(super) fn outcome(model: &Model, copied: &Copied) -> String {
    let w = words(model.language);
    let n = |n: usize| number(model.language, n as u64);
    match copied {
        Copied::Sent(lines, sent) => {
            let pattern = match sent {
                Sent::Tmux => w.copied_tmux,
                Sent::TmuxAlone => w.copied_tmux_alone,
                Sent::Terminal => w.copied_terminal,
                Sent::FarTmux => w.copied_far_tmux,
            };
            fill(pattern, &[("n", &n(*lines))])
        }
        Copied::TooLong(bytes, limit) => {
            fill(w.copy_too_long, &[("n", &n(*bytes)), ("m", &n(*limit))])
        }
        Copied::Sheet(_) => w.sheet_leave.to_owned(),
        Copied::Nothing => w.copy_nothing.to_owned(),
        Copied::Off => w.copy_off.to_owned(),
    }
}
