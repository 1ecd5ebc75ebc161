//! Stepped back: a lower phase than the one reported last. Falling silent is not a step back, and does not hide one.

use super::Look;
use crate::domain::problem::Fault;

pub(super) fn check(look: &Look<'_>) -> Option<Fault> {
    let (from, to) = (look.last_known?, look.cell.phase?);
    (to < from).then_some(Fault::SteppedBack {
        cell: look.id,
        from,
        to,
    })
}
