//! Faults of imported rows in words.

use crate::domain::import_fault::ImportFault;
use crate::texts::{Words, fill};

/// The pattern of what is wrong, and of what to do.
pub(super) fn sentences(w: &Words, fault: &ImportFault) -> (&'static str, &'static str) {
    match fault {
        ImportFault::MissingColumn { .. } => (w.what_missing_column, w.do_missing_column),
        ImportFault::BadField { .. } => (w.what_bad_field, w.do_bad_field),
    }
}

/// Puts the values of a fault into a pattern.
pub(super) fn fill_in(pattern: &str, fault: &ImportFault) -> String {
    match fault {
        ImportFault::MissingColumn { column } => fill(pattern, &[("column", column.as_str())]),
        ImportFault::BadField {
            column,
            text,
            allowed,
        } => fill(
            pattern,
            &[
                ("column", column.as_str()),
                ("text", text.as_str()),
                ("allowed", allowed),
            ],
        ),
    }
}
