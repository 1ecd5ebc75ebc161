//! Faults of imported rows in words.

use crate::domain::import_fault::ImportFault;
use crate::domain::sheet_fault::{Amount, SheetFault};
use crate::texts::{Words, fill};

/// The pattern of what is wrong, and of what to do.
pub(super) fn sentences(w: &Words, fault: &ImportFault) -> (&'static str, &'static str) {
    match fault {
        ImportFault::MissingColumn { .. } => (w.what_missing_column, w.do_missing_column),
        ImportFault::BadField { .. } => (w.what_bad_field, w.do_bad_field),
        ImportFault::TwoColumns { .. } => (w.what_two_columns, w.do_two_columns),
        ImportFault::UnknownName { near, .. } if near.is_empty() => {
            (w.what_unknown_name, w.do_unknown_name)
        }
        ImportFault::UnknownName { .. } => (w.what_unknown_name, w.do_near_name),
        ImportFault::SeveralBodies { .. } => (w.what_several_bodies, w.do_several_bodies),
        ImportFault::MissingPages { .. } => (w.what_missing_pages, w.do_missing_pages),
        ImportFault::Sheet(fault) => sheet(w, fault),
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
        ImportFault::TwoColumns { what, columns } => {
            fill(pattern, &[("what", what.as_str()), ("columns", columns)])
        }
        ImportFault::UnknownName { text, near } => {
            fill(pattern, &[("text", text.as_str()), ("near", near)])
        }
        ImportFault::SeveralBodies { text, candidates } => fill(
            pattern,
            &[("text", text.as_str()), ("candidates", candidates)],
        ),
        ImportFault::MissingPages { found, whole } => {
            let (n, m) = (found.to_string(), whole.to_string());
            fill(pattern, &[("n", &n), ("m", &m)])
        }
        ImportFault::Sheet(fault) => fill_sheet(pattern, fault),
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

fn sheet(w: &Words, fault: &SheetFault) -> (&'static str, &'static str) {
    match fault {
        SheetFault::NotATable => (w.what_not_a_table, w.do_not_a_table),
        SheetFault::OldOrLocked => (w.what_old_or_locked, w.do_old_or_locked),
        SheetFault::Damaged { .. } => (w.what_damaged, w.do_damaged),
        SheetFault::TooMuch { what, .. } => {
            let what = match what {
                Amount::Bytes => w.what_too_many_bytes,
                Amount::Rows => w.what_too_many_rows,
                Amount::Columns => w.what_too_many_columns,
                Amount::Cells => w.what_too_many_cells,
                Amount::Strings => w.what_too_many_strings,
                Amount::Text => w.what_too_long_field,
                Amount::Parts => w.what_too_many_parts,
            };
            (what, w.do_too_much)
        }
        SheetFault::NoSheet { .. } => (w.what_no_sheet, w.do_no_sheet),
        SheetFault::NoContent => (w.what_no_content, w.do_no_content),
        SheetFault::OpenQuote => (w.what_open_quote, w.do_open_quote),
    }
}

fn fill_sheet(pattern: &str, fault: &SheetFault) -> String {
    match fault {
        SheetFault::Damaged { detail } => fill(pattern, &[("detail", detail.as_str())]),
        SheetFault::TooMuch { limit, .. } => fill(pattern, &[("n", &limit.to_string())]),
        SheetFault::NoSheet { wanted, names } => fill(
            pattern,
            &[("name", wanted.as_str()), ("known", names.as_str())],
        ),
        SheetFault::NotATable
        | SheetFault::OldOrLocked
        | SheetFault::NoContent
        | SheetFault::OpenQuote => pattern.to_owned(),
    }
}
