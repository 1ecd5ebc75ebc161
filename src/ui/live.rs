//! What is said of data that changes while it is looked at: in the first line, and at the bottom.

use super::context::words;
use super::format;
use super::keys;
use crate::app::live::{Said, Since, Trouble, What};
use crate::app::model::Model;
use crate::texts::fill;

/// In how many lengths it is said, the longest first.
pub(super) const FORMS: usize = 3;

/// What is wrong with newer data, and that new data waits; in one of the lengths.
pub(super) fn parts(model: &Model, level: usize) -> Vec<String> {
    let live = &model.live;
    let trouble = live.trouble.as_ref();
    let mut parts: Vec<_> = trouble
        .map(|it| told(model, it, level))
        .into_iter()
        .collect();
    let w = words(model.language);
    let n = format::number(model.language, live.pending as u64);
    let patterns = match (live.paused, live.pending) {
        (false, 0) => return parts,
        (false, _) => [w.live_waiting; FORMS],
        (true, 0) => [w.live_paused, w.live_paused, w.live_paused_least],
        (true, _) => [w.live_pending, w.live_pending_short, w.live_pending_least],
    };
    let pattern = patterns.get(level).copied().unwrap_or_default();
    parts.push(fill(pattern, &[("n", &n)]));
    parts
}

/// What is wrong and since when.
fn told(model: &Model, trouble: &Trouble, level: usize) -> String {
    let w = words(model.language);
    let (file, patterns) = match &trouble.what {
        What::File(file) => {
            let name = file.as_str();
            let bare = name.rsplit('/').next().unwrap_or(name);
            let file = if level == 0 { name } else { bare };
            (file, [w.live_file, w.live_file_short, w.live_file_least])
        }
        What::Gone => ("", [w.live_gone, w.live_gone_short, w.live_gone_least]),
        What::Restless => (
            "",
            [
                w.live_restless,
                w.live_restless_short,
                w.live_restless_least,
            ],
        ),
        What::Crashed => (
            "",
            [w.live_crashed, w.live_crashed_short, w.live_crashed_least],
        ),
    };
    let pattern = patterns.get(level).copied().unwrap_or_default();
    let since = since(model, trouble.since);
    fill(pattern, &[("file", file), ("since", &since)])
}

/// The time of today, or the day.
fn since(model: &Model, since: Since) -> String {
    if since.day == model.today {
        format!("{:02}:{:02}", since.hour, since.minute)
    } else {
        format::short_day(model.language, since.day)
    }
}

/// How much of the present table is different. Pictures mark nothing.
fn renewed(model: &Model, different: usize, gone: usize) -> String {
    let w = words(model.language);
    let n = |count: usize| format::number(model.language, count as u64);
    let pattern = match (different, gone) {
        (0, 0) => w.live_renewed_elsewhere,
        (0, _) => w.live_renewed_gone,
        (_, 1..) => w.live_renewed_both,
        _ if model.has_picture() => w.live_renewed_picture,
        _ => w.live_renewed,
    };
    fill(pattern, &[("n", &n(different)), ("m", &n(gone))])
}

/// What is said at the bottom.
pub(super) fn said(model: &Model, said: Said) -> String {
    let w = words(model.language);
    let named = |pattern| keys::filled(w, &model.keymap, pattern);
    let day = |date| format::day(model.language, date);
    match said {
        Said::Renewed(different, gone) => renewed(model, different, gone),
        Said::Newer(date) => fill(w.live_newer, &[("date", &day(date))]),
        Said::DateGone(date) => fill(w.live_date_gone, &[("date", &day(date))]),
        Said::ComparisonGone(date) => fill(w.live_comparison_gone, &[("date", &day(date))]),
        Said::PlaceGone => w.live_place_gone.to_owned(),
        Said::FilterGone => w.live_filter_gone.to_owned(),
        Said::Paused => named(w.live_now_paused),
        Said::Resumed => w.live_resumed.to_owned(),
        Said::Bundled => w.live_bundled.to_owned(),
        Said::Unwatched => named(w.live_unwatched),
        Said::Faulty => match &model.live.trouble {
            Some(trouble) => fill(w.live_faulty, &[("what", &told(model, trouble, 0))]),
            None => String::new(),
        },
    }
}
