//! New data under a session that goes on: the operator stays where he is, on the thing that he has selected.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::address::row_key;
use super::column::Column;
use super::counted::Counted;
use super::lens::Lens;
use super::live::Said;
use super::model::Model;
use super::passage::{Passage, bare};
use super::screen::{Row, Screen};
use super::trail::Stop;
use super::value::Value;
use crate::domain::date;
use crate::domain::rollout::SnapshotId;

/// The present table as it stood before, by what outlives its data.
struct Before {
    /// What stood in the rows, without ids; nothing where nobody wants to know what is different.
    values: Option<HashMap<Key, Vec<Value>>>,
    /// Rows that the new data does not know.
    unknown: usize,
    /// The rows from the selected one down, then from it up: what is to be selected, the nearest first.
    wanted: Vec<Key>,
    /// Lines between the top of the window and the selected row.
    line: usize,
    column: Option<Column>,
}

/// A row in the ids of the new data, or what a problem says.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Key {
    Row(Row),
    Problem(String),
}

/// Takes new data on and keeps screen, way, selection, order, filter, columns, date and comparison as far as they still
/// mean something. Tells what is to be said: nothing where the older snapshots are there now and nothing else happened.
pub(super) fn take_on(model: &mut Model, counted: &Counted) -> Option<Said> {
    let old = Arc::clone(&model.data);
    let passage = Passage {
        old: &old,
        new: &counted.data,
    };
    let before = Before::of(&model.lens(), model.trail.now(), passage);
    let marked: HashSet<_> = model.live.marked.drain().collect();
    let date = model.standing.date;
    let (at, found) = snapshot(model, passage);
    let stayed = model.trail.convert(|stop| {
        let mut stop = passage.stop(stop)?;
        if old.awaits_history && matches!(stop.screen, Screen::Trend { .. }) {
            stop.list.selected = at.map(Row::Snapshot);
        }
        Some(stop)
    });
    model.focus = passage.focus(model.focus);
    model.chosen.convert(|column| passage.column(column));
    let was_compared = model.compared.and(model.standing.base_date);
    let compared = model.compared.and_then(|id| passage.snapshot(id));
    model.compared = compared.filter(|compared| at.is_some_and(|at| *compared < at));
    let was_filtered = model.filter.is_some();
    model.take(counted, at);
    let mut gone = 0;
    if stayed {
        (model.live.marked, gone) = before.restore(model);
        let again = marked.into_iter().filter_map(|row| passage.row(row));
        model.live.marked.extend(again);
    }
    let now = model.standing.date;
    Some(match (date, now) {
        (Some(was), _) if !found => Said::DateGone(was),
        _ if !stayed => Said::PlaceGone,
        _ if was_filtered && model.filter.is_none() => Said::FilterGone,
        (Some(was), Some(now)) if now < was => Said::DateGone(was),
        (was, Some(now)) if was != Some(now) => Said::Newer(now),
        _ => match was_compared.filter(|_| model.compared.is_none()) {
            Some(was) => Said::ComparisonGone(was),
            None if old.awaits_history => return None,
            None => Said::Renewed(model.live.marked.len(), gone),
        },
    })
}

/// The snapshot to be shown, and whether it is the one that is wanted: the newest where the newest was on screen, else that
/// of the same date, else the nearest, of two the earlier.
fn snapshot(model: &Model, passage: Passage<'_>) -> (Option<SnapshotId>, bool) {
    let (old, new) = (&passage.old.rollout, &passage.new.rollout);
    let Some(at) = model.standing.at.filter(|at| Some(*at) != old.newest()) else {
        return (new.newest(), true);
    };
    if let Some(same) = passage.snapshot(at) {
        return (Some(same), true);
    }
    let date = old.snapshot(at).map(|snapshot| snapshot.date);
    let distance = |id: &SnapshotId| {
        let other = new.snapshot(*id).map(|snapshot| snapshot.date);
        let both = date.zip(other);
        both.map_or(i64::MAX, |(one, other)| {
            date::days_between(one, other).abs()
        })
    };
    (new.ids().min_by_key(distance), false)
}

/// By what a row is found again.
fn key(lens: &Lens<'_>, screen: &Screen, row: Row) -> Option<Key> {
    match row {
        Row::Problem(_) => row_key(lens, screen, row).map(Key::Problem),
        row => Some(Key::Row(row)),
    }
}

/// What stands in a row, without ids.
fn values(lens: &Lens<'_>, stop: &Stop, columns: &[Column], row: Row) -> Vec<Value> {
    let value = |column: &Column| bare(lens.data, stop.screen.value(lens, row, *column));
    columns.iter().map(value).collect()
}

impl Before {
    fn of(lens: &Lens<'_>, stop: &Stop, passage: Passage<'_>) -> Self {
        let list = &stop.list;
        let columns = stop.screen.columns(lens);
        let carried = |row: Row| match key(lens, &stop.screen, row)? {
            Key::Row(row) => passage.row(row).map(Key::Row),
            problem @ Key::Problem(_) => Some(problem),
        };
        let keys: Vec<_> = list.rows.iter().map(|row| carried(*row)).collect();
        // Where only the older snapshots were missing everything else is as it was.
        let values = (!passage.old.awaits_history).then(|| {
            let rows = list.rows.iter().zip(&keys);
            let told = rows.filter_map(|(row, key)| {
                let key = key.clone()?;
                Some((key, values(lens, stop, &columns, *row)))
            });
            told.collect()
        });
        let position = list.position();
        let (above, below) = keys.split_at(position.min(keys.len()));
        let wanted = below.iter().chain(above.iter().rev());
        Self {
            values,
            unknown: keys.iter().filter(|key| key.is_none()).count(),
            wanted: wanted.flatten().cloned().collect(),
            line: position.saturating_sub(list.frozen + list.top),
            column: columns
                .get(list.column)
                .and_then(|column| passage.column(*column)),
        }
    }

    /// Selects what was selected, on the line where it was, and tells which rows are different and how many are gone.
    fn restore(self, model: &mut Model) -> (HashSet<Row>, usize) {
        model.with_stop(|stop, lens, height| {
            let columns = stop.screen.columns(lens);
            let column = columns.iter().position(|it| Some(*it) == self.column);
            stop.list.column = column.unwrap_or(stop.list.column);
            let keys: HashMap<_, _> = stop
                .list
                .rows
                .iter()
                .enumerate()
                .rev()
                .filter_map(|(at, row)| Some((key(lens, &stop.screen, *row)?, at)))
                .collect();
            if let Some(at) = self.wanted.iter().find_map(|key| keys.get(key)) {
                let scrolled = at.saturating_sub(stop.list.frozen);
                stop.list.top = scrolled.saturating_sub(self.line);
                stop.list.select(*at, height);
            }
            let Some(before) = &self.values else {
                return (HashSet::new(), 0);
            };
            let left = before.keys().filter(|key| !keys.contains_key(*key));
            let gone = self.unknown + left.count();
            let is_different = |row: &Row| {
                let key = key(lens, &stop.screen, *row);
                let known = key.and_then(|key| before.get(&key));
                known != Some(&values(lens, stop, &columns, *row))
            };
            let rows = stop.list.rows.iter().copied();
            (rows.filter(is_different).collect(), gone)
        })
    }
}
