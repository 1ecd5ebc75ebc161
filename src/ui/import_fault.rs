//! Faults of imported rows in words.

use crate::domain::import_fault::ImportFault;
use crate::texts::{Words, fill};

/// The pattern of what is wrong, and of what to do.
pub(super) fn sentences(w: &Words, fault: &ImportFault) -> (&'static str, &'static str) {
    match fault {
        ImportFault::MissingColumn { .. } => (w.what_missing_column, w.do_missing_column),
        ImportFault::BadField { .. } => (w.what_bad_field, w.do_bad_field),
        ImportFault::BadPosition { .. } => (w.what_bad_position, w.do_bad_position),
        ImportFault::NotGv100ad => (w.what_not_gv100ad, w.do_not_gv100ad),
        ImportFault::OtherLand { .. } => (w.what_other_land, w.do_other_land),
        ImportFault::Incomplete => (w.what_incomplete, w.do_incomplete),
        ImportFault::NotDissolved { .. } => (w.what_not_dissolved, w.do_not_dissolved),
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
        ImportFault::BadPosition {
            field,
            from,
            to,
            text,
        } => fill(
            pattern,
            &[
                ("field", field),
                ("from", &from.to_string()),
                ("to", &to.to_string()),
                ("text", text.as_str()),
            ],
        ),
        ImportFault::OtherLand { wanted, found } => fill(
            pattern,
            &[("wanted", wanted.as_str()), ("found", found.as_str())],
        ),
        ImportFault::NotDissolved { key } => fill(pattern, &[("key", key.as_str())]),
        ImportFault::NotGv100ad | ImportFault::Incomplete => pattern.to_owned(),
    }
}
