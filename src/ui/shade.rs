//! Reach as a shade: the one table of glyphs and roles for the steps of [`Shade`].

use super::charset::Charset;
use super::field::{Pieces, Style};
use super::phase::NOT_RESPONSIBLE;
use super::theme::Role;
use crate::analysis::map::shade::Shade;
use crate::analysis::tally::Share;

/// Glyph and role of a step. The roles are those of the phases that lead there.
pub(super) fn look(shade: Shade, charset: Charset) -> (char, Role) {
    let (glyph, ascii, role) = match shade {
        Shade::Nothing => (' ', ' ', Role::Open),
        Shade::UpToQuarter => ('░', '.', Role::Planned),
        Shade::UpToHalf => ('▒', ':', Role::Onboarding),
        Shade::UpToThreeQuarters => ('▓', '+', Role::Onboarding),
        Shade::BelowAll => ('█', '#', Role::Pilot),
        Shade::All => ('█', '#', Role::Live),
    };
    match charset {
        Charset::Unicode => (glyph, role),
        Charset::Ascii => (ascii, role),
    }
}

/// The shade and the whole percent below 100 in three cells (all is the sign of what is live), or with dates compared
/// the live cells more or fewer.
pub(super) fn pieces(share: Share, change: Option<i64>, style: Style) -> Pieces {
    let Some(shade) = Shade::of(share) else {
        return vec![(format!(" {NOT_RESPONSIBLE}"), Role::Dim)];
    };
    if let Some(change) = change {
        return match change {
            0 => vec![("  ·".to_owned(), Role::Plain)],
            1.. => vec![(format!("▲{change:>2}"), Role::Live)],
            _ => vec![(format!("▼{:>2}", -change), Role::Warning)],
        };
    }
    let (glyph, role) = look(shade, style.charset);
    let number = match share.percent() {
        Some(100) => " ●".to_owned(),
        Some(0) if share.part > 0 => "<1".to_owned(),
        percent => format!("{:>2}", percent.unwrap_or(0)),
    };
    vec![(glyph.to_string(), role), (number, role)]
}
