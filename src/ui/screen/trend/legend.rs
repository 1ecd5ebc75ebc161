//! What the signs of the picture mean, and where snapshots are missing.

use super::{PACE, SHOWN};
use crate::app::language::Weighting;
use crate::app::lens::Lens;
use crate::domain::date::Date;
use crate::texts::fill;
use crate::ui::charset::Charset;
use crate::ui::context::words;
use crate::ui::field::Pieces;
use crate::ui::format;
use crate::ui::keys;
use crate::ui::phase::{BAR_ORDER, look};
use crate::ui::theme::Role;

/// Which signs stand in the picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    pub(super) pace: bool,
    pub(super) curve: bool,
    pub(super) later: bool,
    pub(super) target: Option<(u16, Date)>,
}

/// The entries of the legend, the phases first.
pub(super) fn entries(lens: &Lens<'_>, charset: Charset, signs: Signs) -> Vec<Pieces> {
    let w = words(lens.language);
    let mut all: Vec<Pieces> = BAR_ORDER
        .iter()
        .map(|phase| {
            let look = look(w, *phase);
            let sign = look.fill(charset).to_string();
            vec![(sign, look.role), (format!(" {}", look.word), Role::Plain)]
        })
        .collect();
    let mut add = |sign: char, word: &str| {
        all.push(vec![
            (sign.to_string(), Role::Title),
            (format!(" {word}"), Role::Plain),
        ]);
    };
    add(super::SELECTED, w.legend_selected);
    add(SHOWN, w.legend_shown);
    if lens.comparing {
        add(super::COMPARED, w.legend_compared);
    }
    if signs.later {
        add(super::LATER, w.legend_later);
    }
    if signs.pace {
        add(PACE, w.legend_pace);
    }
    if signs.curve {
        add(super::CURVE, w.legend_curve);
    }
    if let Some((percent, on)) = signs.target {
        let parts = [
            ("percent", percent.to_string()),
            ("date", format::day(lens.language, on)),
        ];
        let parts = parts.each_ref().map(|(name, text)| (*name, text.as_str()));
        let head = fill(w.target_head, &parts);
        add(super::TARGET, &format!("{} {head}", w.fact_target));
    }
    if lens.weighting == Weighting::Inhabitants {
        all.push(vec![(
            keys::filled(w, lens.keymap, w.legend_bodies_only),
            Role::Plain,
        )]);
    }
    all.extend(gaps(lens));
    all
}

/// The longest gap in words, and how many more there are.
fn gaps(lens: &Lens<'_>) -> Option<Pieces> {
    let w = words(lens.language);
    let gaps = lens.trends.gaps();
    let longest = gaps.iter().max_by_key(|gap| gap.days)?;
    let day = |on| format::day(lens.language, on);
    let mut text = fill(
        w.gap_between,
        &[
            ("from", &day(longest.from)),
            ("to", &day(longest.to)),
            ("n", &longest.days.to_string()),
        ],
    );
    if gaps.len() > 1 {
        let more = (gaps.len() - 1).to_string();
        text = format!("{text}, {}", fill(w.gap_more, &[("n", &more)]));
    }
    Some(vec![(text, Role::Warning)])
}
