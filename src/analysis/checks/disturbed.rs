//! Disturbed ("gestört"): online, but the link is broken.

use super::Look;
use crate::domain::cell::Marks;
use crate::domain::problem::Fault;

pub(super) fn check(look: &Look<'_>) -> Option<Fault> {
    let broken = look.cell.is_live() && look.cell.marks.has(Marks::DISTURBED);
    broken.then_some(Fault::Disturbed { cell: look.id })
}
