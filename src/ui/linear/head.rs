//! What a field is called when it is told; a field that speaks for itself needs no name.

use crate::analysis::change::Way;
use crate::app::column::Column;
use crate::app::lens::Lens;
use crate::app::screen::{Label, Screen};
use crate::ui::context::words;
use crate::ui::{label, phase};

use super::{spoken, value};

/// The name of a column in whole words.
pub fn head(lens: &Lens<'_>, column: Column) -> String {
    let w = words(lens.language);
    let text = match column {
        Column::ByBodies => w.figure_reach_bodies,
        Column::ByInhabitants => w.by_inhabitants,
        Column::Change => return label::fact(lens, Label::Change),
        Column::PlannedEnd => w.figure_planned_end,
        Column::Missing => w.linear_missing,
        Column::Overdue => w.fact_overdue,
        Column::Stalled => w.fact_stalled,
        Column::Population => w.fact_population,
        Column::Own => w.figure_own,
        Column::Unknown => w.fact_unknown,
        Column::Marks => w.fact_marks,
        Column::Forward => label::way(w, Way::Forward),
        Column::Backward => label::way(w, Way::Backward),
        Column::Transition | Column::Moved => w.changes,
        Column::InPhase(of) => phase::look(w, of).word,
        Column::Matrix(id) => {
            let name = &lens.data.catalogue.service(id).name;
            return lens.language.of(name).to_string();
        }
        column => return label::head(lens, column),
    };
    text.to_owned()
}

/// Whether a field of this column says what it is without its name.
pub(super) fn is_plain(column: Column) -> bool {
    matches!(
        column,
        Column::Name
            | Column::Service
            | Column::Body
            | Column::Problem
            | Column::Subject
            | Column::District
            | Column::What
            | Column::Label
            | Column::Value
            | Column::Question
            | Column::Number
            | Column::Worst
            | Column::Stand
            | Column::Status
            | Column::Phase
            | Column::ByBodies
            | Column::Transition
            | Column::Moved
            | Column::Interval
            | Column::IsNew
    )
}

/// The name of a screen in whole words.
pub(super) fn screen(lens: &Lens<'_>, screen: &Screen) -> String {
    match screen {
        Screen::Cell(id) => value::cell_name(lens, *id),
        Screen::Service {
            service,
            within: Some(district),
        } => value::service_within(lens, *service, *district),
        screen => spoken::spoken(words(lens.language), &label::screen(lens, screen)),
    }
}
