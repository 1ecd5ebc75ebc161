//! `ozgtop diff`: what changed between two dates.

use super::arguments::Diff;
use super::output;
use super::{Desk, Failure};
use crate::app::message::Message;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::app::update::update;
use crate::domain::date::Date;
use crate::domain::rollout::SnapshotId;
use crate::export::Printed;
use crate::texts::fill;
use crate::ui::format::day;

pub(super) fn run(desk: &mut Desk<'_>, dates: &Diff) -> Result<(), Failure> {
    let mut model = desk.usable_model((80, 24))?;
    let from = snapshot(desk, &model, dates.from)?;
    let to = match dates.to {
        Some(date) => snapshot(desk, &model, date)?,
        None => model.standing.at.unwrap_or(from),
    };
    let compared = Some(from);
    update(&mut model, Message::Asked { at: to, compared });
    let printed = Printed {
        kind: "changes",
        screen: Screen::Changes(None),
        with_facts: true,
    };
    output::print(
        &mut desk.out,
        &mut model,
        desk.context.charset,
        dates.format,
        &printed,
    )?;
    Ok(())
}

/// The snapshot that was in force on a day: of that day, or the last one before; then it says so.
pub(super) fn snapshot(
    desk: &mut Desk<'_>,
    model: &Model,
    date: Date,
) -> Result<SnapshotId, Failure> {
    let rollout = &model.data.rollout;
    let date_of = |id: SnapshotId| rollout.snapshot(id).map(|snapshot| snapshot.date);
    let told = day(desk.language, date);
    let in_force = rollout
        .ids()
        .rev()
        .find(|id| date_of(*id).is_some_and(|of| of <= date));
    let Some(id) = in_force else {
        let Some(first) = rollout.ids().next().and_then(date_of) else {
            return Err(Failure::Failed(desk.words.no_snapshot.to_owned()));
        };
        let first = day(desk.language, first);
        let text = fill(
            desk.words.cli_before_first,
            &[("date", &told), ("first", &first)],
        );
        return Err(Failure::Failed(text));
    };
    if let Some(taken) = date_of(id).filter(|taken| *taken != date) {
        let taken = day(desk.language, taken);
        let text = fill(
            desk.words.cli_other_snapshot,
            &[("date", &told), ("taken", &taken)],
        );
        desk.err.line(&text)?;
        desk.err.flush()?;
    }
    Ok(id)
}
