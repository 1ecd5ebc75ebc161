//! Problems in words: what is wrong, and what to do.

use super::context::words;
use super::field::full_name;
use super::phase;
use super::{format, import_fault};
use crate::app::lens::Lens;
use crate::app::value::ProblemPart;
use crate::domain::evidence::Sight;
use crate::domain::outline_fault::OutlineFault;
use crate::domain::problem::{Expected, Fault, Place, Problem};
use crate::domain::text::CleanText;
use crate::texts::{Words, fill};

/// One part of a problem in the language of the lens.
pub fn part(lens: &Lens<'_>, problem: &Problem, part: ProblemPart) -> String {
    match part {
        ProblemPart::Kind => about(words(lens.language), &problem.fault).to_owned(),
        ProblemPart::Subject => subject(lens, problem),
        ProblemPart::What => what(lens, problem),
        ProblemPart::Advice => advice(lens, &problem.fault),
    }
}

/// A place as tools write it: `file:line:column`.
pub fn place(place: &Place) -> String {
    match place.position {
        Some((line, column)) => format!("{}:{line}:{column}", place.file),
        None => place.file.to_string(),
    }
}

fn subject(lens: &Lens<'_>, problem: &Problem) -> String {
    if let Some(at) = &problem.place {
        return place(at);
    }
    let slot = problem
        .cell()
        .and_then(|cell| lens.data.responsibility.slot(cell));
    slot.map_or_else(String::new, |slot| {
        let short = &lens.data.catalogue.service(slot.service).short;
        format!("{short} {}", full_name(lens, slot.body))
    })
}

fn about(w: &Words, fault: &Fault) -> &'static str {
    match fault {
        Fault::Overdue { .. } => w.about_overdue,
        Fault::Stalled { .. } => w.about_stalled,
        Fault::NotReported { .. } => w.about_not_reported,
        Fault::Disturbed { .. } => w.about_disturbed,
        Fault::Unlinked { .. } => w.about_unlinked,
        Fault::Untracked { .. } => w.about_untracked,
        Fault::SteppedBack { .. } => w.about_stepped_back,
        _ => w.about_data,
    }
}

/// What is wrong, with the second place where there is one.
fn what(lens: &Lens<'_>, problem: &Problem) -> String {
    let w = words(lens.language);
    let text = fill_in(lens, sentences(w, &problem.fault).0, &problem.fault);
    let text = match &problem.other {
        Some(other) => format!("{text} ({} {})", w.and_also, place(other)),
        None => text,
    };
    if problem.more == 0 {
        return text;
    }
    let more = format::number(lens.language, problem.more);
    format!("{text} {}", fill(w.and_more, &[("n", &more)]))
}

fn advice(lens: &Lens<'_>, fault: &Fault) -> String {
    fill_in(lens, sentences(words(lens.language), fault).1, fault)
}

/// The pattern of what is wrong, and of what to do.
fn sentences(w: &Words, fault: &Fault) -> (&'static str, &'static str) {
    match fault {
        Fault::FolderMissing => (w.what_folder_missing, w.do_folder_missing),
        Fault::NotAFolder => (w.what_not_a_folder, w.do_not_a_folder),
        Fault::FolderEmpty => (w.what_folder_empty, w.do_folder_empty),
        Fault::NoPermission => (w.what_no_permission, w.do_no_permission),
        Fault::FileMissing => (w.what_file_missing, w.do_file_missing),
        Fault::NoSuchFile => (w.what_no_such_file, w.do_no_such_file),
        Fault::NotAFile => (w.what_not_a_file, w.do_not_a_file),
        Fault::TooLarge { .. } => (w.what_too_large, w.do_too_large),
        Fault::Unreadable { .. } => (w.what_unreadable, w.do_unreadable),
        Fault::NotUtf8 => (w.what_not_utf8, w.do_not_utf8),
        Fault::Syntax { .. } => (w.what_syntax, w.do_syntax),
        Fault::CutOff => (w.what_cut_off, w.do_cut_off),
        Fault::TooDeep => (w.what_too_deep, w.do_too_deep),
        Fault::WrongType { .. } => (w.what_wrong_type, w.do_wrong_type),
        Fault::MissingField { .. } => (w.what_missing_field, w.do_missing_field),
        Fault::DuplicateField { .. } => (w.what_duplicate_field, w.do_duplicate_field),
        Fault::OutOfRange { .. } => (w.what_out_of_range, w.do_out_of_range),
        Fault::Shape { .. } => (w.what_shape, w.do_shape),
        Fault::UnknownField { .. } => (w.what_unknown_field, w.do_unknown_field),
        Fault::FutureSchema { .. } => (w.what_future_schema, w.do_future_schema),
        Fault::TwoFiles => (w.what_two_files, w.do_two_files),
        Fault::NothingInside => (w.what_nothing_inside, w.do_nothing_inside),
        Fault::StrayFile => (w.what_stray_file, w.do_stray_file),
        Fault::FileDate { .. } => (w.what_file_date, w.do_file_date),
        Fault::BadDate { .. } => (w.what_bad_date, w.do_bad_date),
        Fault::BadKey { .. } => (w.what_bad_key, w.do_bad_key),
        Fault::UnknownBody { .. } => (w.what_unknown_body, w.do_unknown_body),
        Fault::UnknownService { .. } => (w.what_unknown_service, w.do_unknown_service),
        Fault::UnknownWord { .. } => (w.what_unknown_word, w.do_unknown_word),
        Fault::DuplicateKey { .. } => (w.what_duplicate_key, w.do_duplicate_key),
        Fault::DuplicateCell { .. } => (w.what_duplicate_cell, w.do_duplicate_cell),
        Fault::NotResponsible {
            instead: Some(_), ..
        } => (w.what_not_responsible, w.do_not_responsible_there),
        Fault::NotResponsible { .. } => (w.what_not_responsible, w.do_not_responsible),
        Fault::NoParent { .. } => (w.what_no_parent, w.do_no_parent),
        Fault::RowCount { .. } => (w.what_row_count, w.do_row_count),
        Fault::NoSnapshot => (w.what_no_snapshot, w.do_no_snapshot),
        Fault::ManyMore { .. } => (w.what_many_more, w.do_many_more),
        Fault::FirstIncomplete { .. } => (w.what_first_incomplete, w.do_first_incomplete),
        Fault::AfterSnapshot { .. } => (w.what_after_snapshot, w.do_after_snapshot),
        Fault::DisturbedNotLive => (w.what_disturbed_not_live, w.do_disturbed_not_live),
        Fault::BadTarget => (w.what_bad_target, w.do_bad_target),
        Fault::BadMaturity => (w.what_bad_maturity, w.do_bad_maturity),
        Fault::HostileText { .. } => (w.what_hostile_text, w.do_hostile_text),
        Fault::Overdue { .. } => (w.what_overdue, w.do_overdue),
        Fault::Stalled { .. } => (w.what_stalled, w.do_stalled),
        Fault::NotReported { .. } => (w.what_not_reported, w.do_not_reported),
        Fault::Disturbed { .. } => (w.what_disturbed, w.do_disturbed),
        Fault::Unlinked { .. } => (w.what_unlinked, w.do_unlinked),
        Fault::Untracked { .. } => (w.what_untracked, w.do_untracked),
        Fault::SteppedBack { .. } => (w.what_stepped_back, w.do_stepped_back),
        Fault::Outline(fault) => sentences_of_outline(w, fault),
        Fault::Import(fault) => import_fault::sentences(w, fault),
    }
}

/// The same for the file of outlines.
fn sentences_of_outline(w: &Words, fault: &OutlineFault) -> (&'static str, &'static str) {
    match fault {
        OutlineFault::NoOutline { .. } => (w.what_no_outline, w.do_no_outline),
        OutlineFault::NotADistrict { .. } => (w.what_not_a_district, w.do_not_a_district),
        OutlineFault::NoPlaceOnEarth { .. } => (w.what_no_place_on_earth, w.do_no_place_on_earth),
        OutlineFault::ShortArc => (w.what_short_arc, w.do_short_arc),
        OutlineFault::EmptyRing => (w.what_empty_ring, w.do_empty_ring),
        OutlineFault::UnknownArc { .. } => (w.what_unknown_arc, w.do_unknown_arc),
        OutlineFault::OpenRing { .. } => (w.what_open_ring, w.do_open_ring),
        OutlineFault::TooLarge { .. } => (w.what_outlines_too_large, w.do_too_detailed),
        OutlineFault::TooDetailed { .. } => (w.what_too_detailed, w.do_too_detailed),
        OutlineFault::TileTaken { .. } => (w.what_tile_taken, w.do_tile_taken),
    }
}

fn wanted(w: &Words, expected: Expected) -> &'static str {
    match expected {
        Expected::Text => w.type_text,
        Expected::Integer => w.type_integer,
        Expected::Number => w.type_number,
        Expected::Switch => w.type_switch,
        Expected::List => w.type_list,
        Expected::Group => w.type_group,
    }
}

/// Puts the values of a fault into a pattern.
fn fill_in(lens: &Lens<'_>, pattern: &str, fault: &Fault) -> String {
    let language = lens.language;
    let with = |values: &[(&str, &str)]| fill(pattern, values);
    match fault {
        Fault::TooLarge { size, limit } => with(&[
            ("size", &format::bytes(language, *size)),
            ("limit", &format::bytes(language, *limit)),
        ]),
        Fault::Unreadable { detail } | Fault::Shape { detail } => {
            with(&[("detail", detail.as_str())])
        }
        Fault::Syntax { format, detail } => {
            with(&[("format", format), ("detail", detail.as_str())])
        }
        Fault::WrongType { expected } => with(&[("expected", wanted(words(language), *expected))]),
        Fault::OutOfRange { field } => with(&[("field", field)]),
        Fault::UnknownField { field }
        | Fault::MissingField { field }
        | Fault::DuplicateField { field } => with(&[("field", field.as_str())]),
        Fault::FutureSchema { found, known } => {
            with(&[("found", &found.to_string()), ("known", &known.to_string())])
        }
        Fault::FileDate { date } => with(&[("date", &date.to_string())]),
        Fault::ManyMore { count } => with(&[("n", &format::number(language, *count))]),
        Fault::BadDate { text } | Fault::BadKey { text } | Fault::HostileText { text } => {
            with(&[("text", text.as_str())])
        }
        Fault::UnknownBody { key }
        | Fault::UnknownService { key }
        | Fault::DuplicateKey { key }
        | Fault::NoParent { key } => with(&[("key", key.as_str())]),
        Fault::UnknownWord {
            field,
            text,
            allowed,
        } => with(&[
            ("field", field),
            ("text", text.as_str()),
            ("allowed", allowed),
        ]),
        Fault::DuplicateCell { service, body } => {
            with(&[("service", service.as_str()), ("body", body.as_str())])
        }
        Fault::NotResponsible {
            service,
            body,
            instead,
        } => with(&[
            ("service", service.as_str()),
            ("body", body.as_str()),
            ("instead", instead.as_ref().map_or("", CleanText::as_str)),
        ]),
        Fault::AfterSnapshot { field, date } => {
            with(&[("field", field), ("date", &date.to_string())])
        }
        other => fill_in_finding(lens, pattern, other),
    }
}

/// The same for numbers and for findings about the roll-out; other patterns have no values.
fn fill_in_finding(lens: &Lens<'_>, pattern: &str, fault: &Fault) -> String {
    let language = lens.language;
    let word = |of| phase::look(words(language), Some(of)).word;
    let with = |values: &[(&str, &str)]| fill(pattern, values);
    match fault {
        Fault::Overdue { planned, days, .. } => with(&[
            ("date", &format::day(language, *planned)),
            ("days", &days_in_words(words(language), *days)),
        ]),
        Fault::Stalled { phase, days, .. } => {
            with(&[("phase", word(*phase)), ("days", &days.to_string())])
        }
        Fault::Unlinked { sight, .. } => with(&[("sight", self::sight(words(language), *sight))]),
        Fault::Untracked { phase, .. } => {
            with(&[("phase", phase::look(words(language), *phase).word)])
        }
        Fault::RowCount { stated, found } => with(&[
            ("stated", &stated.to_string()),
            ("found", &found.to_string()),
        ]),
        Fault::Outline(fault) => fill_in_outline(lens, pattern, fault),
        Fault::Import(fault) => import_fault::fill_in(language, pattern, fault),
        Fault::SteppedBack { from, to, .. } => with(&[("from", word(*from)), ("to", word(*to))]),
        _ => pattern.to_owned(),
    }
}

/// The same for a fault of the outlines.
fn fill_in_outline(lens: &Lens<'_>, pattern: &str, fault: &OutlineFault) -> String {
    let with = |values: &[(&str, &str)]| fill(pattern, values);
    match fault {
        OutlineFault::NoOutline { key } | OutlineFault::NotADistrict { key } => {
            with(&[("key", key.as_str())])
        }
        OutlineFault::NoPlaceOnEarth { text } => with(&[("text", text.as_str())]),
        OutlineFault::UnknownArc { number } | OutlineFault::OpenRing { number } => {
            with(&[("number", &number.to_string())])
        }
        OutlineFault::TooLarge { limit } => {
            with(&[("limit", &format::bytes(lens.language, *limit))])
        }
        OutlineFault::TooDetailed { limit } => {
            with(&[("limit", &format::number(lens.language, *limit))])
        }
        OutlineFault::TileTaken { column, row } => {
            with(&[("column", &column.to_string()), ("row", &row.to_string())])
        }
        OutlineFault::ShortArc | OutlineFault::EmptyRing => pattern.to_owned(),
    }
}

/// What the public index shows, in a few words.
fn sight(w: &Words, sight: Sight) -> &'static str {
    match sight {
        Sight::Nothing => w.sight_nothing,
        Sight::Inactive => w.sight_inactive,
        Sight::Broken => w.sight_broken,
        Sight::Working => w.sight_working,
    }
}

fn days_in_words(w: &Words, days: i64) -> String {
    fill(w.days, &[("n", &days.to_string())])
}
