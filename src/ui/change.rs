//! Differences between two dates in words and signs.

use super::charset::Charset;
use super::field::{self, Pieces, Style};
use super::phase;
use super::theme::Role;
use crate::analysis::change::{Transition, Way};
use crate::app::lens::Lens;
use crate::app::value::Value;
use crate::texts::Words;
use unicode_width::UnicodeWidthStr;

/// The sign of a way.
pub(super) fn arrow(way: Way) -> (String, Role) {
    let (sign, role) = match way {
        Way::Forward => ("▲", Role::Live),
        Way::Backward => ("▼", Role::Warning),
        Way::Reported => ("+", Role::Plain),
        Way::Silent => ("-", Role::Unknown),
    };
    (sign.to_owned(), role)
}

/// From one phase to the other: in words where there is room, else in letters.
pub(super) fn transition(w: &Words, moved: Transition, style: Style) -> Pieces {
    let (sign, role) = arrow(moved.way());
    let (from, to) = (phase::look(w, moved.from), phase::look(w, moved.to));
    let words = format!(" {} → {}", from.word, to.word);
    let letters = |charset: Charset| {
        format!(
            "{}→{}",
            from.letter(charset, true),
            to.letter(charset, true)
        )
    };
    // In ASCII the arrow takes two cells.
    let text = if style.charset.text(&words).width() < style.width {
        words
    } else if style.width > 5 {
        format!(" {}", letters(style.charset))
    } else {
        letters(style.charset).replace('→', "")
    };
    vec![(format!("{sign}{text}"), role)]
}

/// How many went further and how many further back.
pub(super) fn moves(forward: u64, backward: u64, (reported, silent): (u64, u64)) -> Pieces {
    let role = |count, role| if count > 0 { role } else { Role::Plain };
    let mut all = vec![
        (format!("▲{forward}"), role(forward, Role::Live)),
        (format!(" ▼{backward}"), role(backward, Role::Warning)),
    ];
    for (count, sign, role) in [(reported, '+', Role::Plain), (silent, '-', Role::Unknown)] {
        all.extend((count > 0).then(|| (format!(" {sign}{count}"), role)));
    }
    all
}

/// How many more of something that nobody wants.
pub(super) fn more(more: i64) -> Pieces {
    let role = match more {
        1.. => Role::Warning,
        0 => Role::Plain,
        _ => Role::Live,
    };
    let text = if more == 0 {
        "±0".to_owned()
    } else {
        format!("{more:+}")
    };
    vec![(text, role)]
}

/// Values with separators, as many as fit, and a sign where some were left out.
pub(super) fn list(lens: &Lens<'_>, values: &[Value], style: Style) -> Pieces {
    let mut all = Pieces::new();
    let mut used = 0;
    for (at, value) in values.iter().enumerate() {
        let pieces = field::pieces(lens, value, Style { width: 6, ..style });
        let gap = if at > 0 { " · " } else { "" };
        let text = |text: &str| style.charset.text(text).width();
        let width = text(gap) + pieces.iter().map(|(piece, _)| text(piece)).sum::<usize>();
        // Room for the sign of what is left out, unless this is the last one.
        let kept = if at + 1 < values.len() { 2 } else { 0 };
        if at > 0 && used + width + kept > style.width {
            all.push((" …".to_owned(), Role::Plain));
            break;
        }
        all.push((gap.to_owned(), Role::Plain));
        all.extend(pieces);
        used += width;
    }
    all
}
