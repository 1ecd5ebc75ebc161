//! What a command changed, in one line each: the screen itself is read on demand.

use super::{head, row, value};
use crate::analysis::tally::Share;
use crate::app::language::{Language, Weighting};
use crate::app::lens::Lens;
use crate::app::list::Sort;
use crate::app::model::Model;
use crate::app::screen::{Label, Row, Screen};
use crate::app::value::Value;
use crate::domain::date::Date;
use crate::domain::rollout::SnapshotId;
use crate::texts::fill;
use crate::ui::context::words;
use crate::ui::format;

/// What a change is told against.
#[derive(Clone, Debug, PartialEq)]
pub struct Landmark {
    screen: Screen,
    date: Option<Date>,
    compared: Option<SnapshotId>,
    reach: Share,
    weighting: Weighting,
    language: Language,
    sort: Option<Sort>,
    selected: Option<Row>,
}

impl Landmark {
    /// Where the operator stands.
    pub fn of(model: &Model) -> Self {
        let stop = model.trail.now();
        Self {
            screen: stop.screen,
            date: model.standing.date,
            compared: model.compared,
            reach: reach(&model.lens(), &stop.screen),
            weighting: model.weighting,
            language: model.language,
            sort: stop.list.sort,
            selected: stop.list.selected,
        }
    }

    /// Whether another screen stands there now.
    pub fn is_elsewhere(&self, model: &Model) -> bool {
        self.screen != model.trail.now().screen
    }

    /// Whether the rows say something else now, or stand in another order.
    pub fn is_told_anew(&self, model: &Model) -> bool {
        let now = Self::of(model);
        Self {
            selected: self.selected,
            ..now
        } != *self
    }

    /// Whether only the date to compare with was chosen, on a screen of its own.
    pub fn was_choice(&self) -> bool {
        self.screen == Screen::Snapshots
    }

    /// What is different, one line each; nothing where nothing is.
    pub fn told(&self, model: &Model) -> Vec<String> {
        let now = Self::of(model);
        let w = words(model.language);
        let mut lines = Vec::new();
        if now.language != self.language {
            lines.push(w.linear_language.to_owned());
        }
        if now.date != self.date {
            lines.push(self.travelled(model, &now));
        }
        if now.compared != self.compared && now.compared.is_some() {
            lines.push(compared(model));
        }
        if now.weighting != self.weighting {
            lines.push(weighting(model));
        }
        if !self.is_elsewhere(model) && now.sort != self.sort {
            lines.extend(sorted(model));
        } else if !self.is_elsewhere(model) && now.selected != self.selected {
            lines.extend(selected(model));
        }
        lines
    }

    /// The new date, and how many more or fewer are live than on the one before.
    fn travelled(&self, model: &Model, now: &Self) -> String {
        let (w, lens) = (words(model.language), model.lens());
        let day = |date| format::day(model.language, date);
        let Some(date) = now.date else {
            return w.no_snapshot.to_owned();
        };
        if let Screen::Cell(id) = now.screen {
            let told = value::progress(&lens, id);
            let told = [("date", day(date)), ("told", told)];
            let told = told.each_ref().map(|(name, text)| (*name, text.as_str()));
            let parts = [fill(w.linear_cell_now, &told)]
                .into_iter()
                .chain(past(model));
            return row::sentence(&parts.collect::<Vec<_>>().join(", "));
        }
        let told = [
            ("date", day(date)),
            ("reach", value::reach(&lens, now.reach)),
        ];
        let told = told.each_ref().map(|(name, text)| (*name, text.as_str()));
        let mut parts = vec![fill(w.linear_date_now, &told)];
        if let Some(before) = self.date.filter(|_| self.screen == now.screen) {
            let change = now.reach.part.cast_signed() - self.reach.part.cast_signed();
            let pattern = if change == 0 {
                w.linear_same_as
            } else {
                w.linear_than
            };
            let change = value::more(&lens, change);
            parts.push(fill(
                pattern,
                &[("change", &change), ("date", &day(before))],
            ));
        }
        parts.extend(past(model));
        let rows = model.trail.now().list.rows.len();
        let n = format::number(model.language, rows as u64);
        format!(
            "{}. {}",
            parts.join(", "),
            fill(w.linear_rows_count, &[("n", &n)])
        )
    }
}

/// That the date on screen is not the newest one.
pub(super) fn past(model: &Model) -> Option<String> {
    let newest = format::day(model.language, model.newer()?);
    Some(fill(
        words(model.language).linear_past,
        &[("date", &newest)],
    ))
}

/// How many bodies are live of what the screen is about; of the whole Land where it is about no less.
fn reach(lens: &Lens<'_>, screen: &Screen) -> Share {
    let share = |value: &Value| match value {
        Value::Count(share) => Some(*share),
        _ => None,
    };
    let mut facts = screen.facts(lens).into_iter();
    let fact = facts.find(|fact| fact.label == Label::Reach);
    let told = fact.and_then(|fact| match &fact.value {
        Value::Many(values) => values.iter().find_map(share),
        value => share(value),
    });
    told.unwrap_or_else(|| lens.standing.total.bodies.reach())
}

fn compared(model: &Model) -> String {
    let lens = model.lens();
    let mut facts = model.trail.now().screen.facts(&lens).into_iter();
    let change = facts
        .find(|fact| fact.label == Label::Change)
        .map_or(Value::Change(lens.standing.total.change), |fact| fact.value);
    let date = lens.standing.base_date;
    let date = date.map_or_else(String::new, |date| format::day(model.language, date));
    let change = value::value(&lens, &change);
    fill(
        words(model.language).linear_now_compared,
        &[("date", &date), ("change", &change)],
    )
}

fn weighting(model: &Model) -> String {
    let (w, lens) = (words(model.language), model.lens());
    let by = match model.weighting {
        Weighting::Bodies => w.by_bodies,
        Weighting::Inhabitants => w.by_inhabitants,
    };
    let total = &lens.standing.total;
    let mut facts = model.trail.now().screen.facts(&lens).into_iter();
    let wanted = match model.weighting {
        Weighting::Bodies => Label::Reach,
        Weighting::Inhabitants => Label::ReachInhabitants,
    };
    let fact = facts
        .find(|fact| fact.label == wanted)
        .map(|fact| fact.value);
    let land = Value::Percent {
        share: lens.weighted(total).reach(),
        estimated: model.weighting == Weighting::Inhabitants && total.estimated,
    };
    let reach = value::value(&lens, &fact.unwrap_or(land));
    fill(w.linear_weighting, &[("by", by), ("reach", &reach)])
}

fn sorted(model: &Model) -> Option<String> {
    let (w, lens, stop) = (words(model.language), model.lens(), model.trail.now());
    let sort = stop.list.sort.or_else(|| stop.screen.default_sort())?;
    let way = if sort.descending {
        w.linear_falling
    } else {
        w.linear_rising
    };
    let name = head::head(&lens, sort.column);
    let first = row::brief(model, 0);
    let told = [("name", name.as_str()), ("way", way), ("row", &first)];
    Some(row::sentence(&fill(w.linear_sorted, &told)))
}

/// The selected row with its number.
pub fn selected(model: &Model) -> Option<String> {
    let list = &model.trail.now().list;
    let at = list.selected.map(|_| list.position())?;
    let (n, m) = ((at + 1).to_string(), list.rows.len().to_string());
    let told = [("n", n), ("m", m), ("row", row::brief(model, at))];
    let told = told.each_ref().map(|(name, text)| (*name, text.as_str()));
    Some(row::sentence(&fill(
        words(model.language).linear_row_of,
        &told,
    )))
}
