//! Faults of imported rows in words.

use super::format;
use crate::app::language::Language;
use crate::domain::import_fault::ImportFault;
use crate::domain::sheet_fault::{Amount, SheetFault};
use crate::domain::text::CleanText;
use crate::texts::{Words, fill};

/// The pattern of what is wrong, and of what to do.
pub(super) fn sentences(w: &Words, fault: &ImportFault) -> (&'static str, &'static str) {
    match fault {
        ImportFault::MissingColumn { .. } => (w.what_missing_column, w.do_missing_column),
        ImportFault::NoHead { sheets, .. } if sheets.is_empty() => (w.what_no_head, w.do_no_head),
        ImportFault::NoHead { .. } => (w.what_no_head, w.do_other_sheet),
        ImportFault::BadWord { .. } => (w.what_bad_word, w.do_bad_field),
        ImportFault::BadMapping { .. } => (w.what_bad_mapping, w.do_bad_mapping),
        ImportFault::BadField { .. } => (w.what_bad_field, w.do_bad_field),
        ImportFault::BadDetail { .. } => (w.what_bad_field, w.do_bad_detail),
        ImportFault::LaterDay { .. } => (w.what_later_day, w.do_later_day),
        ImportFault::TwoColumns { .. } => (w.what_two_columns, w.do_two_columns),
        ImportFault::SameWord { .. } => (w.what_same_word, w.do_same_word),
        ImportFault::Unread { .. } => (w.what_unread, w.do_unread),
        ImportFault::AbsentColumn { .. } => (w.what_absent_column, w.do_absent_column),
        ImportFault::OtherBody { .. } => (w.what_other_body, w.do_other_body),
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
pub(super) fn fill_in(language: Language, pattern: &str, fault: &ImportFault) -> String {
    let values = values(language, fault);
    let values: Vec<_> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    fill(pattern, &values)
}

fn values(language: Language, fault: &ImportFault) -> Vec<(&'static str, String)> {
    let word = |name, text: &CleanText| (name, text.to_string());
    match fault {
        ImportFault::MissingColumn { column } => vec![word("column", column)],
        ImportFault::NoHead { columns, sheets } => {
            vec![word("columns", columns), ("known", sheets.clone())]
        }
        ImportFault::BadWord { text, allowed } => {
            vec![word("text", text), ("allowed", allowed.clone())]
        }
        ImportFault::BadMapping { detail } => vec![word("detail", detail)],
        ImportFault::BadField {
            column,
            text,
            allowed,
        }
        | ImportFault::BadDetail {
            column,
            text,
            allowed,
        } => {
            let allowed = ("allowed", allowed.clone());
            vec![word("column", column), word("text", text), allowed]
        }
        ImportFault::LaterDay { column, day } => {
            vec![
                word("column", column),
                ("date", format::day(language, *day)),
            ]
        }
        ImportFault::TwoColumns { what, columns } => {
            vec![word("what", what), ("columns", columns.clone())]
        }
        ImportFault::SameWord { words } => vec![("words", words.clone())],
        ImportFault::Unread { columns } => vec![("columns", columns.clone())],
        ImportFault::AbsentColumn { column, known } => {
            vec![word("column", column), ("known", known.clone())]
        }
        ImportFault::MissingPages { found, whole } => {
            vec![("n", found.to_string()), ("m", whole.to_string())]
        }
        ImportFault::Sheet(fault) => of_sheet(fault),
        ImportFault::OtherLand { wanted, found } => {
            vec![word("wanted", wanted), word("found", found)]
        }
        ImportFault::NotDissolved { key } => vec![word("key", key)],
        ImportFault::NotGv100ad | ImportFault::Incomplete => Vec::new(),
        ImportFault::OtherBody { .. }
        | ImportFault::UnknownName { .. }
        | ImportFault::SeveralBodies { .. }
        | ImportFault::BadPosition { .. } => of_name(fault),
    }
}

/// What a fault says of a name, or of characters, that name nothing.
fn of_name(fault: &ImportFault) -> Vec<(&'static str, String)> {
    match fault {
        ImportFault::OtherBody {
            text,
            beside,
            candidates,
        } => vec![
            ("text", text.to_string()),
            ("beside", beside.clone()),
            ("candidates", candidates.clone()),
        ],
        ImportFault::UnknownName { text, near } => {
            vec![("text", text.to_string()), ("near", near.clone())]
        }
        ImportFault::SeveralBodies { text, candidates } => vec![
            ("text", text.to_string()),
            ("candidates", candidates.clone()),
        ],
        ImportFault::BadPosition {
            field,
            from,
            to,
            text,
        } => vec![
            ("field", (*field).to_owned()),
            ("from", from.to_string()),
            ("to", to.to_string()),
            ("text", text.to_string()),
        ],
        _ => Vec::new(),
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

fn of_sheet(fault: &SheetFault) -> Vec<(&'static str, String)> {
    match fault {
        SheetFault::Damaged { detail } => vec![("detail", detail.to_string())],
        SheetFault::TooMuch { limit, .. } => vec![("n", limit.to_string())],
        SheetFault::NoSheet { wanted, names } => {
            vec![("name", wanted.to_string()), ("known", names.clone())]
        }
        SheetFault::NotATable
        | SheetFault::OldOrLocked
        | SheetFault::NoContent
        | SheetFault::OpenQuote => Vec::new(),
    }
}
