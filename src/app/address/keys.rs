//! The keys of rows, and the words for the ways in which a screen can stand.

use super::names;
use crate::analysis::checks::Topic;
use crate::analysis::group::{Group, Grouping};
use crate::app::lens::Lens;
use crate::app::screen::map::Drawing;
use crate::app::screen::overview::Question;
use crate::app::screen::{Row, Screen};
use crate::domain::cell::CellId;

/// The topics of problems, as the filter names them.
pub(super) const TOPICS: [(&str, Topic); 8] = [
    ("data", Topic::Data),
    ("stepped_back", Topic::SteppedBack),
    ("disturbed", Topic::Disturbed),
    ("unlinked", Topic::Unlinked),
    ("untracked", Topic::Untracked),
    ("overdue", Topic::Overdue),
    ("stalled", Topic::Stalled),
    ("not_reported", Topic::NotReported),
];

/// By what a matrix is put together.
pub(super) const GROUPINGS: [(&str, Grouping); 3] = [
    ("district", Grouping::District),
    ("provider", Grouping::Provider),
    ("size", Grouping::Size),
];

/// How a map is drawn.
pub(super) const DRAWINGS: [(&str, Drawing); 2] =
    [("tiles", Drawing::Tiles), ("outlines", Drawing::Outlines)];

/// The word of a value in a table.
pub(super) fn word<T: PartialEq>(table: &[(&'static str, T)], value: &T) -> &'static str {
    let mut rows = table.iter();
    rows.find(|(_, known)| known == value)
        .map_or("", |(word, _)| word)
}

/// The value of a word in a table.
pub(super) fn value<T: Copy>(table: &[(&'static str, T)], word: &str) -> Option<T> {
    let mut rows = table.iter();
    rows.find(|(known, _)| *known == word)
        .map(|(_, value)| *value)
}

/// The key by which a row is found again on its screen.
pub(in crate::app) fn row(lens: &Lens<'_>, screen: &Screen, row: Row) -> Option<String> {
    let register = &lens.data.register;
    Some(match row {
        Row::Service(id) => lens.data.catalogue.service(id).key.to_string(),
        Row::Body(id) => names::short(register, id),
        Row::Cell(id) => cell(lens, screen, id)?,
        Row::Provider(id) => names::provider_name(lens.data, id),
        Row::Problem(at) => problem(lens, screen, at)?,
        Row::Total => "total".to_owned(),
        Row::Group(of) => format!("group/{}", group(lens, of)),
        Row::Question(of) => question(of).to_owned(),
        Row::Snapshot(id) => lens.data.rollout.snapshot(id)?.date.to_string(),
        Row::Fact(at) | Row::Help(at) => (at + 1).to_string(),
        Row::Column(column) => column.key(lens),
        Row::Saved(at) => lens.views.get(at)?.name.to_string(),
    })
}

/// Service and body; on the screen of one service its body alone.
fn cell(lens: &Lens<'_>, screen: &Screen, id: CellId) -> Option<String> {
    let slot = lens.data.responsibility.slot(id)?;
    let body = names::short(&lens.data.register, slot.body);
    if let Screen::Service { .. } = screen {
        return Some(body);
    }
    let service = &lens.data.catalogue.service(slot.service).key;
    Some(format!("{service}/{body}"))
}

/// What is wrong, and with which cell or at which place of which file.
fn problem(lens: &Lens<'_>, screen: &Screen, at: usize) -> Option<String> {
    let found = lens.problems.get(at)?;
    let about = match (found.cell(), found.place.as_ref()) {
        (Some(id), _) => cell(lens, screen, id)?,
        (None, Some(place)) => match place.position {
            Some((line, column)) => format!("{}:{line}:{column}", place.file),
            None => place.file.to_string(),
        },
        (None, None) => String::new(),
    };
    Some(format!("{}/{about}", found.fault.key()))
}

fn group(lens: &Lens<'_>, group: Group) -> String {
    match group {
        Group::District(id) => names::short(&lens.data.register, id),
        Group::Provider(id) => names::provider_name(lens.data, id),
        Group::Size(size) => size.bounds().0.to_string(),
        Group::NoDistrict | Group::NoUnit => names::NONE.to_owned(),
    }
}

fn question(question: Question) -> &'static str {
    match question {
        Question::Everywhere => "everywhere",
        Question::Forecast => "forecast",
        Question::Online => "online",
        Question::Moves => "changes",
        Question::Backward => "backward",
        Question::SlowServices => "services",
        Question::SlowDistricts => "districts",
        Question::Backlog => "backlog",
        Question::Evidence => "evidence",
        Question::Upcoming => "upcoming",
        Question::Topic(topic) => word(&TOPICS, &topic),
    }
}
