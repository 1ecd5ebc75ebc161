//! Untracked ("nur im Index"): a working link in the public index, but not online here.

use super::Look;
use crate::domain::evidence::Sight;
use crate::domain::problem::Fault;

pub(super) fn check(look: &Look<'_>) -> Option<Fault> {
    look.sight.filter(|sight| *sight == Sight::Working)?;
    let (cell, phase) = (look.id, look.cell.phase);
    (!look.cell.is_live()).then_some(Fault::Untracked { cell, phase })
}
