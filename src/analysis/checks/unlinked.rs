//! Unlinked ("ohne Link"): online here, but the public index shows no working link.

use super::Look;
use crate::domain::evidence::Sight;
use crate::domain::problem::Fault;

pub(super) fn check(look: &Look<'_>) -> Option<Fault> {
    let sight = look.sight.filter(|sight| *sight != Sight::Working)?;
    let cell = look.id;
    look.cell
        .is_live()
        .then_some(Fault::Unlinked { cell, sight })
}
