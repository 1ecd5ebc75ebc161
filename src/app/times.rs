//! Earlier, later and compared: steps between the snapshots.

use super::command::Command;
use super::model::Model;
use super::prompt::Notice;
use super::screen::{Row, Screen};
use super::update;
use crate::domain::rollout::SnapshotId;

/// One date to the left or to the right.
pub(super) fn step_in_time(model: &mut Model, command: Command) {
    let by = if command == Command::Left { -1 } else { 1 };
    model.with_stop(|stop, _, height| stop.list.step(by, height));
}

/// Carries out a command that moves between the snapshots.
pub(super) fn obey(model: &mut Model, command: Command) {
    match command {
        Command::Earlier => travel_to(model, model.standing.at.and_then(SnapshotId::previous)),
        Command::Later => travel_to(model, later(model)),
        _ => compare(model),
    }
}

/// The snapshot after the one on screen.
fn later(model: &Model) -> Option<SnapshotId> {
    let at = model.standing.at?;
    model.data.rollout.ids().find(|id| *id > at)
}

/// Shows the figures as of this snapshot.
fn travel_to(model: &mut Model, at: Option<SnapshotId>) {
    match at {
        Some(at) => model.travel(at),
        None => model.notice = Some(Notice::NoSuchSnapshot),
    }
}

/// Offers the snapshots to compare with, the one before selected; the same key ends a comparison.
fn compare(model: &mut Model) {
    if model.compared.is_some() {
        model.end_comparison();
        model.notice = Some(Notice::NoComparison);
        return;
    }
    if model.trail.now().screen == Screen::Snapshots {
        return update::open(model);
    }
    let before = model.standing.base.or(model.standing.at).map(Row::Snapshot);
    model.trail.go(Screen::Snapshots);
    model.trail.now_mut().list.selected = before;
    model.refill();
}
