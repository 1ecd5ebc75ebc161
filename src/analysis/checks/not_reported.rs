//! Not reported ("keine Angabe"): responsible, but nobody said anything.

use super::Look;
use crate::domain::problem::Fault;

pub(super) fn check(look: &Look<'_>) -> Option<Fault> {
    look.cell
        .phase
        .is_none()
        .then_some(Fault::NotReported { cell: look.id })
}
