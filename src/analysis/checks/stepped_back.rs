//! Stepped back: a lower phase than in the snapshot before. Falling silent is not a step back.

use super::Look;
use crate::domain::problem::Fault;

pub(super) fn check(look: &Look<'_>) -> Option<Fault> {
    let (from, to) = (look.before?.phase?, look.cell.phase?);
    (to < from).then_some(Fault::SteppedBack {
        cell: look.id,
        from,
        to,
    })
}
