//! Stalled ("steht"): the same phase for longer than the configured days.

use super::Look;
use crate::domain::problem::Fault;

pub(super) fn check(look: &Look<'_>) -> Option<Fault> {
    let days = look
        .cell
        .stalled_days(look.on, look.thresholds.stalled_days)?;
    Some(Fault::Stalled {
        cell: look.id,
        phase: look.cell.phase?,
        days,
    })
}
