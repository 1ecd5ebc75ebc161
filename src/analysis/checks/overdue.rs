//! Overdue ("überfällig"): the planned date has passed and the cell is not live.

use super::Look;
use crate::domain::problem::Fault;

pub(super) fn check(look: &Look<'_>) -> Option<Fault> {
    let days = look
        .cell
        .overdue_days(look.on, look.thresholds.overdue_days)?;
    Some(Fault::Overdue {
        cell: look.id,
        planned: look.cell.planned?,
        days,
    })
}
