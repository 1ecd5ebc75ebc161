//! The one table of shades and differences: sign, word and role, and the number beside them on the map and in the matrix.

use super::charset::Charset;
use super::field::{Pieces, Style};
use super::format;
use super::phase::NOT_RESPONSIBLE;
use super::theme::Role;
use crate::analysis::map::shade::Shade;
use crate::analysis::tally::Share;
use crate::app::screen::map::Reading;
use crate::texts::{Words, fill};

/// How a shade or a difference looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    /// Its sign, alone or filling an area.
    pub sign: char,
    /// Its role.
    pub role: Role,
}

/// Stands for a district in which nobody is responsible.
const NOBODY: (char, char) = ('–', '-');

fn look(charset: Charset, (unicode, ascii): (char, char), role: Role) -> Look {
    let sign = match charset {
        Charset::Unicode => unicode,
        Charset::Ascii => ascii,
    };
    Look { sign, role }
}

/// The look of a shade, or of a district in which nobody is responsible.
pub fn of_shade(charset: Charset, shade: Option<Shade>) -> Look {
    let Some(shade) = shade else {
        return look(charset, NOBODY, Role::Dim);
    };
    let signs = match shade {
        Shade::Nothing => ('·', '.'),
        Shade::UpToQuarter => ('░', ':'),
        Shade::UpToHalf => ('▒', '='),
        Shade::UpToThreeQuarters => ('▓', '%'),
        Shade::BelowAll => ('█', '#'),
        Shade::All => ('●', '*'),
    };
    look(charset, signs, Role::Shade(shade))
}

/// The look of a difference.
pub fn of_difference(charset: Charset, change: i64) -> Look {
    match change {
        0 => look(charset, ('·', '.'), Role::Dim),
        1.. => look(charset, ('▲', '^'), Role::Live),
        _ => look(charset, ('▼', 'v'), Role::Warning),
    }
}

/// The look of what the map says about a district.
pub fn of(charset: Charset, reading: Reading) -> Look {
    match reading {
        Reading::Difference(_, change) => of_difference(charset, change),
        reading => of_shade(charset, reading.shade()),
    }
}

/// The range of a shade in a few characters, and in a sentence.
pub fn words(w: &Words, shade: Option<Shade>) -> (String, String) {
    let Some(shade) = shade else {
        return (w.not_responsible.to_owned(), w.means_shade_none.to_owned());
    };
    let percent = 25 * shade.level();
    let (n, m) = (percent.to_string(), percent.saturating_sub(25).to_string());
    let values = [("n", n.as_str()), ("m", m.as_str())];
    let (short, long) = match shade {
        Shade::Nothing => (w.shade_nothing, w.means_shade_nothing),
        Shade::BelowAll => (w.shade_below_all, w.means_shade_below_all),
        Shade::All => (w.shade_all, w.means_shade_all),
        _ => (w.shade_up_to, w.means_shade_up_to),
    };
    (fill(short, &values), fill(long, &values))
}

/// The number of a district in at most `width` cells, three or two; without a sign for percent or points.
pub fn number(reading: Reading, width: usize) -> String {
    let text = match (reading, reading.points()) {
        (Reading::Nothing, _) => "–".to_owned(),
        (Reading::Reach(share), _) => bare_percent(share),
        (Reading::Difference(_, 0), _) => "0".to_owned(),
        (Reading::Difference(_, change), Some(0)) if change < 0 => "−<1".to_owned(),
        (Reading::Difference(..), Some(0)) => "+<1".to_owned(),
        (Reading::Difference(..), points) => format!("{:+}", points.unwrap_or(0)).replace('-', "−"),
    };
    if text.chars().count() <= width {
        return text;
    }
    // What is too long for the room stands in words elsewhere; here its sign.
    of(Charset::Unicode, reading).sign.to_string()
}

fn bare_percent(share: Share) -> String {
    format::percent(share).trim_end_matches('%').to_owned()
}

/// The shade and the whole percent below 100 in three cells (all is the sign of what is live), or with dates compared
/// the live cells more or fewer.
pub(super) fn pieces(share: Share, change: Option<i64>, style: Style) -> Pieces {
    let Some(shade) = Shade::of(share) else {
        return vec![(format!(" {NOT_RESPONSIBLE}"), Role::Dim)];
    };
    if let Some(change) = change {
        let (sign, role) = match change {
            0 => return vec![("  ·".to_owned(), Role::Plain)],
            1.. => ("▲", Role::Live),
            _ => ("▼", Role::Warning),
        };
        let number = format!("{:>2}", change.unsigned_abs());
        // A number that does not fit would be read as a smaller one; in full it stands below the table.
        let fits = number.len() < style.width.max(3);
        return vec![(
            format!("{sign}{}", if fits { number.as_str() } else { "" }),
            role,
        )];
    }
    let look = |shade| of_shade(style.charset, Some(shade));
    // The number says nothing and all better than a sign.
    let glyph = match shade {
        Shade::Nothing => ' ',
        Shade::All => look(Shade::BelowAll).sign,
        shade => look(shade).sign,
    };
    let role = look(shade).role;
    let number = match share.percent() {
        Some(100) => " ●".to_owned(),
        Some(0) if share.part > 0 => "<1".to_owned(),
        percent => format!("{:>2}", percent.unwrap_or(0)),
    };
    vec![(glyph.to_string(), role), (number, role)]
}
