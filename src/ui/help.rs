//! The rows of the help in words.

use super::bar;
use super::charset::Charset;
use super::context::words;
use super::keys;
use super::label;
use super::phase;
use super::shade;
use crate::analysis::map::shade::Shade;
use crate::app::lens::{Lens, Mark};
use crate::app::screen::help::{self, Figure, HelpRow};
use crate::app::value::HelpPart;
use crate::texts::{Words, fill};

/// One part of a row.
pub(super) fn text(lens: &Lens<'_>, at: usize, part: HelpPart, charset: Charset) -> String {
    let w = words(lens.language);
    let (term, meaning) = match help::row(lens, at) {
        None => return String::new(),
        Some(HelpRow::Keys(command)) => {
            let term = keys::told(w, lens.keymap, command);
            (term, keys::command(lens, command))
        }
        Some(row) => word(lens, row, charset),
    };
    match part {
        HelpPart::Term => term,
        HelpPart::Meaning => meaning,
    }
}

/// A word of the field and what it means.
pub fn word(lens: &Lens<'_>, row: HelpRow, charset: Charset) -> (String, String) {
    let w = words(lens.language);
    match row {
        HelpRow::Keys(_) => (String::new(), String::new()),
        HelpRow::Phase(phase) => {
            let look = phase::look(w, phase);
            let (own, via, fill) = (
                look.letter(charset, true),
                look.letter(charset, false),
                look.fill(charset),
            );
            (
                format!("{own} {via} {fill}  {}", look.word),
                look.means.to_owned(),
            )
        }
        HelpRow::NotResponsible => {
            let term = format!("{}      {}", phase::NOT_RESPONSIBLE, w.not_responsible);
            (term, w.means_not_responsible.to_owned())
        }
        HelpRow::Mark(mark) => mark_words(lens, mark),
        HelpRow::Status(status) => {
            let (word, means) = phase::status(w, status);
            (word.to_owned(), means.to_owned())
        }
        HelpRow::Figure(figure) => {
            let (term, means) = figure_words(lens, figure);
            let levels = bar::spark_levels(charset);
            let means = keys::filled(w, lens.keymap, means);
            (term.to_owned(), fill(&means, &[("levels", &levels)]))
        }
        HelpRow::Shade(step) => step_of_map(w, step, charset),
        HelpRow::Class(class) => (
            class.code().unwrap_or_default().to_owned(),
            label::class(lens, class),
        ),
        HelpRow::Service(id) => {
            let service = lens.data.catalogue.service(id);
            (
                service.short.to_string(),
                lens.language.of(&service.name).to_string(),
            )
        }
        HelpRow::Source(at) => {
            let sources = [
                w.attribution_map,
                w.attribution_districts,
                w.attribution_names,
                w.attribution_figures,
            ];
            (
                w.attribution.to_owned(),
                sources.get(at).copied().unwrap_or_default().to_owned(),
            )
        }
    }
}

fn mark_words(lens: &Lens<'_>, mark: Mark) -> (String, String) {
    let w = words(lens.language);
    let (sign, word, means) = phase::mark(w, mark);
    let (means, days) = match mark {
        Mark::Overdue => (
            phase::overdue(w, lens.thresholds),
            lens.thresholds.overdue_days,
        ),
        _ => (means, lens.thresholds.stalled_days),
    };
    let term = format!("{sign}      {word}");
    (term, fill(means, &[("n", &days.to_string())]))
}

fn step_of_map(w: &Words, step: Option<Shade>, charset: Charset) -> (String, String) {
    let sign = shade::of_shade(charset, step).sign;
    let (range, meaning) = shade::words(w, step);
    (format!("{} {sign}  {range}", w.figure_shade), meaning)
}

fn figure_words(lens: &Lens<'_>, figure: Figure) -> (&'static str, &'static str) {
    let w = words(lens.language);
    match figure {
        Figure::ReachByBodies => (w.figure_reach_bodies, w.means_reach_bodies),
        Figure::ReachByInhabitants => (w.figure_reach_inhabitants, w.means_reach_inhabitants),
        Figure::Estimate => (w.figure_estimate, w.means_estimate),
        Figure::Change => (w.figure_change, w.means_change),
        Figure::PlannedEnd => (w.figure_planned_end, w.means_planned_end),
        Figure::Unplanned => (w.figure_unplanned, w.means_unplanned),
        Figure::Served => (w.figure_served, w.means_served),
        Figure::Own => (w.figure_own, w.means_own),
        Figure::Via => (w.figure_via, w.means_via),
        Figure::Spark => (w.figure_spark, w.means_spark),
        Figure::Pace => (w.figure_pace, w.means_pace),
        Figure::Curve => (w.figure_curve, w.means_curve),
        Figure::Gap => (w.figure_gap, w.means_gap),
        Figure::Moved => (w.figure_moved, w.means_moved),
        Figure::Difference => (w.figure_difference, w.means_difference),
        Figure::Shaded => (w.figure_shaded, w.means_shaded),
        Figure::Filtered => (w.filter_label, w.means_filter),
        Figure::PastDate => (w.figure_past_date, w.means_past_date),
        Figure::Points => (w.figure_points, w.means_points),
    }
}
