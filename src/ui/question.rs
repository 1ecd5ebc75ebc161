//! The questions of the first screen in words, and how their answers are counted.

use super::context::words;
use super::format::day;
use super::label::topic;
use super::phase;
use crate::analysis::checks::Topic;
use crate::analysis::digest::AHEAD_DAYS;
use crate::app::lens::Lens;
use crate::app::screen::overview::Question;
use crate::app::screen::past::is_of_past;
use crate::domain::date::Date;
use crate::texts::fill;

/// A question of the first screen; `date` is the one it turns on.
pub fn question(lens: &Lens<'_>, question: Question, date: Option<Date>) -> String {
    let w = words(lens.language);
    let date = match date {
        Some(date) => day(lens.language, date),
        None if lens.data.awaits_history => "…".to_owned(),
        None => String::new(),
    };
    let text = match question {
        Question::Everywhere if lens.standing.choice.is_filtered() => w.ask_everywhere_land,
        Question::Everywhere => w.status_everywhere,
        Question::Online => w.ask_online,
        Question::Forecast => w.ask_arriving,
        Question::Moves if date.is_empty() => w.ask_moves_first,
        Question::Moves => w.ask_moves,
        Question::Backward => w.ask_backward,
        Question::SlowServices => w.ask_slow_services,
        Question::SlowDistricts => w.ask_slow_districts,
        Question::Backlog => w.ask_backlog,
        Question::Upcoming => w.ask_upcoming,
        Question::Evidence => w.ask_evidence,
        Question::Topic(Topic::Data) => w.ask_data,
        Question::Topic(of) => topic(w, of),
    };
    fill(text, &[("date", &date)])
}

/// How the answer to a question is counted.
pub fn answer(lens: &Lens<'_>, question: Question) -> String {
    let w = words(lens.language);
    if lens.data.awaits_history && is_of_past(question) {
        return w.history_awaited.to_owned();
    }
    let text = match question {
        Question::Everywhere => w.means_everywhere,
        Question::Online => w.means_reach_bodies,
        Question::Forecast => w.means_arriving,
        Question::Moves => w.means_moves,
        Question::SlowServices => w.means_slow_services,
        Question::SlowDistricts => w.means_slow_districts,
        Question::Backlog => w.means_backlog,
        Question::Upcoming => w.means_upcoming,
        Question::Evidence => w.means_evidence,
        Question::Topic(Topic::Data) => w.means_data,
        Question::Backward | Question::Topic(Topic::SteppedBack) => w.means_backward,
        Question::Topic(Topic::Disturbed) => w.means_disturbed,
        Question::Topic(Topic::Unlinked) => w.means_unlinked,
        Question::Topic(Topic::Untracked) => w.means_untracked,
        Question::Topic(Topic::Overdue) => phase::overdue(w, lens.thresholds),
        Question::Topic(Topic::Stalled) => w.means_stalled,
        Question::Topic(Topic::NotReported) => w.means_unknown,
    };
    let number = match question {
        Question::Upcoming => AHEAD_DAYS.to_string(),
        Question::Forecast => lens.digest.never_arriving.to_string(),
        Question::Topic(Topic::Overdue) => lens.thresholds.overdue_days.to_string(),
        _ => lens.thresholds.stalled_days.to_string(),
    };
    let base = lens.standing.base_date;
    let base = base.map_or_else(String::new, |date| day(lens.language, date));
    let without = lens.digest.without_forecast.to_string();
    let parts = [
        ("n", number.as_str()),
        ("date", &base),
        ("without", &without),
    ];
    fill(text, &parts)
}
