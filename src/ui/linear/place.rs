//! Where the operator is: heading, facts, a page of the list.

use super::{change, head, row, spoken, value};
use crate::app::language::Weighting;
use crate::app::live::Said;
use crate::app::model::Model;
use crate::app::prompt::Notice;
use crate::app::screen::{Fact, Label, Screen, Word};
use crate::app::value::Value;
use crate::domain::text::CleanText;
use crate::texts::fill;
use crate::ui::context::words;
use crate::ui::{export, format, hints, label, table, title};

/// One line: the screen, the way to it, Land, snapshot and its age, whether the data is made up, the source.
pub fn heading(model: &Model) -> String {
    let (w, lens) = (words(model.language), model.lens());
    let names = model
        .trail
        .screens()
        .map(|screen| head::screen(&lens, screen));
    let mut names: Vec<_> = names.collect();
    let here = names.pop().unwrap_or_default();
    // The whole way is told on demand.
    let here = match names.pop() {
        None => here,
        Some(above) => fill(w.linear_below, &[("name", &here), ("above", &above)]),
    };
    format!("{here}. {}", snapshot(model))
}

/// The screen and its date in a few words: where the operator has been before.
pub fn short_heading(model: &Model) -> String {
    let w = words(model.language);
    let mut parts = vec![head::screen(&model.lens(), &model.trail.now().screen)];
    let date = model.standing.date;
    parts.extend(date.map(|date| format!("{} {}", w.snapshot, format::day(model.language, date))));
    parts.extend(filter(model));
    parts.extend(model.data.is_synthetic().then(|| w.example_data.to_owned()));
    row::sentence(&parts.join(", "))
}

/// What is left out: the filter, and how many cells are counted in spite of it.
pub fn filter(model: &Model) -> Option<String> {
    let w = words(model.language);
    let filter = model.filter.as_ref()?;
    let number = |number| format::number(model.language, number);
    let (n, m) = (
        number(model.standing.total.bodies.total()),
        number(model.whole().total.bodies.total()),
    );
    let count = fill(w.filter_count, &[("n", &n), ("m", &m)]);
    Some(format!("{} {}, {count}", w.filter_label, filter.text()))
}

/// Land, snapshot, age, what it is compared with, whether it is made up, the source.
fn snapshot(model: &Model) -> String {
    let w = words(model.language);
    let day = |date| format::day(model.language, date);
    let mut parts = vec![model.data.land.name.to_string()];
    match model.standing.date {
        None => parts.push(w.no_snapshot.to_owned()),
        Some(date) => {
            let told = [("date", day(date)), ("age", title::age(model))];
            let told = told.each_ref().map(|(name, text)| (*name, text.as_str()));
            parts.push(fill(w.linear_snapshot, &told));
        }
    }
    parts.extend(filter(model));
    parts.extend(change::past(model));
    let base = model.compared.and(model.standing.base_date);
    parts.extend(base.map(|base| fill(w.linear_compared, &[("date", &day(base))])));
    if model.data.is_synthetic() {
        parts.push(w.example_data.to_owned());
    }
    let sources: Vec<_> = model.sources().iter().map(CleanText::as_str).collect();
    if !sources.is_empty() {
        parts.push(fill(w.linear_source, &[("source", &sources.join(", "))]));
    }
    row::sentence(&parts.join(", "))
}

/// Facts that are told on arriving.
const FIRST: usize = 7;

/// The first facts of the screen, and how many more there are.
pub fn first_facts(model: &Model) -> Vec<String> {
    let mut lines = facts(model);
    if lines.len() > FIRST + 1 {
        let n = format::number(model.language, (lines.len() - FIRST) as u64);
        lines.truncate(FIRST);
        lines.push(fill(words(model.language).linear_more_facts, &[("n", &n)]));
    }
    lines
}

/// The facts of the screen, a line each. Those of a cell are its list, so how far it is stands for them; the letters of a
/// matrix explain nothing here.
pub fn facts(model: &Model) -> Vec<String> {
    let lens = model.lens();
    let screen = model.trail.now().screen;
    if let Screen::Cell(id) = screen {
        return vec![row::sentence(&value::progress(&lens, id))];
    }
    let told = screen
        .facts(&lens)
        .into_iter()
        .filter(|fact| !is_legend(fact));
    let told = told.filter_map(|fact| {
        let text = value::value(&lens, &fact.value);
        let name = match fact.label {
            Label::Bare => String::new(),
            of => label::fact(&lens, of),
        };
        match (name.is_empty(), text.is_empty()) {
            (_, true) => None,
            (true, _) => Some(row::sentence(&text)),
            _ => Some(row::sentence(&format!("{name}: {text}"))),
        }
    });
    told.collect()
}

/// Whether a fact explains a letter or sign of the picture.
pub fn is_legend(fact: &Fact) -> bool {
    matches!(
        fact.value,
        Value::Legend(_)
            | Value::WayLegend(_)
            | Value::MarkLegend(_)
            | Value::Word(
                Word::NotResponsible | Word::LeftOut | Word::Elsewhere | Word::MoreOrFewer
            )
    )
}

/// So many rows from a position on, and where in the list they are.
pub fn page(model: &Model, from: usize, count: usize) -> Vec<String> {
    let w = words(model.language);
    let total = model.trail.now().list.rows.len();
    let to = from.saturating_add(count).min(total);
    if total == 0 {
        return vec![why_empty(model)];
    }
    let mut lines: Vec<_> = (from..to).map(|at| row::numbered(model, at)).collect();
    let pattern = if to < total {
        w.linear_rows
    } else {
        w.linear_rows_end
    };
    let number = |number: usize| format::number(model.language, number as u64);
    let told = [
        ("from", number((from + 1).min(to))),
        ("to", number(to)),
        ("n", number(total)),
    ];
    let told = told.each_ref().map(|(name, text)| (*name, text.as_str()));
    lines.push(fill(pattern, &told));
    lines
}

/// Why there are no rows, and how to get on.
fn why_empty(model: &Model) -> String {
    let w = words(model.language);
    let why = table::why_empty(&model.lens(), &model.trail.now().screen);
    // A number opens a row here: what is a key on screen is a word.
    let is_view = [w.empty_rollout, w.empty_services].contains(&why.as_str());
    row::sentence(if is_view { w.linear_no_data } else { &why })
}

/// Screen, snapshot, weighting, way and selection, a line each.
pub fn whereabouts(model: &Model) -> Vec<String> {
    let (w, lens) = (words(model.language), model.lens());
    let names = model
        .trail
        .screens()
        .map(|screen| head::screen(&lens, screen));
    let way = names.collect::<Vec<_>>().join(", ");
    let by = match model.weighting {
        Weighting::Bodies => w.by_bodies,
        Weighting::Inhabitants => w.by_inhabitants,
    };
    let mut lines = vec![
        fill(w.linear_trail, &[("way", &way)]),
        snapshot(model),
        row::sentence(by),
    ];
    lines.extend(change::selected(model));
    lines
}

/// What the program has to say, if anything.
pub fn notice(model: &Model) -> Option<String> {
    let notice = model.notice.as_ref()?;
    // That the date changed is told with its figures.
    let is_told = matches!(notice, Notice::Travelled { same: false, .. });
    let w = words(model.language);
    if let Notice::Exported(outcome) = notice {
        // A path stays as it is written.
        return Some(export::outcome(model.language, outcome));
    }
    if let Notice::Closed(command) = notice {
        return Some(export::closed(model, *command));
    }
    let text = spoken::spoken(w, &hints::notice_text(model, notice));
    (!is_told).then(|| row::sentence(&text))
}

/// What keeps newer data away.
pub fn trouble(model: &Model) -> Option<String> {
    model.live.trouble.as_ref()?;
    let text = hints::notice_text(model, &Notice::Live(Said::Faulty));
    Some(row::sentence(&spoken::spoken(words(model.language), &text)))
}

/// The dates of all snapshots, the newest first.
pub fn dates(model: &Model) -> String {
    let rollout = &model.data.rollout;
    let dates = rollout.ids().rev().filter_map(|id| rollout.snapshot(id));
    let dates: Vec<_> = dates
        .map(|it| format::day(model.language, it.date))
        .collect();
    fill(
        words(model.language).linear_dates,
        &[("dates", &dates.join(", "))],
    )
}
