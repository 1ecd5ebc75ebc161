//! What is tracked held against what the public index shows, on one date.

use super::figures::Standing;
use super::tally::Share;
use crate::domain::cell::CellId;
use crate::domain::dataset::Dataset;
use crate::domain::evidence::Sight;

/// How tracking and index agree on the chosen cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Cells of which the index has any entry, of all.
    pub found: Share,
    /// Cells that are online here and have a working link, of those that are the one or the other.
    pub agreeing: Share,
    /// Cells that are online here without a working link.
    pub unlinked: u64,
    /// Cells with a working link that are not online here.
    pub untracked: u64,
    /// Cells of which the index has broken links only.
    pub broken: u64,
    /// Where they contradict each other: without a link first, then by service and name of the body.
    pub contradictions: Vec<CellId>,
}

impl Comparison {
    /// Compares; `None` where no evidence is in force.
    pub(super) fn new(data: &Dataset, standing: &Standing) -> Option<Self> {
        if standing.sights.is_empty() {
            return None;
        }
        let mut comparison = Self::default();
        let mut found = Vec::new();
        for (id, slot) in data.responsibility.slots() {
            let Some(sight) = standing.sight(id).filter(|_| standing.choice.has(id)) else {
                continue;
            };
            let (live, working) = (standing.cell(id).is_live(), sight == Sight::Working);
            comparison.found.whole += 1;
            comparison.found.part += u64::from(sight != Sight::Nothing);
            comparison.agreeing.whole += u64::from(live || working);
            comparison.agreeing.part += u64::from(live && working);
            comparison.unlinked += u64::from(live && !working);
            comparison.untracked += u64::from(working && !live);
            comparison.broken += u64::from(sight == Sight::Broken);
            if live != working {
                let rank = data.register.rank(slot.body);
                found.push(((working, slot.service, rank), id));
            }
        }
        found.sort_unstable();
        comparison.contradictions = found.into_iter().map(|(_, id)| id).collect();
        Some(comparison)
    }
}
