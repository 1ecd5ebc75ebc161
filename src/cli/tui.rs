//! Without a sub-command: the full screen; line by line where that is wanted or the terminal can do no more; the table of
//! services where there is no terminal at all.

use std::io::{BufWriter, stdin, stdout};
use std::sync::Arc;
use std::time::Duration;

use super::arguments::Format;
use super::output;
use super::{Desk, Failure, abilities, copying, environment, live, open, place};
use crate::app::message::Message;
use crate::app::model::Model;
use crate::app::prompt::Notice;
use crate::app::screen::Screen;
use crate::app::update::update;
use crate::domain::date::Date;
use crate::export::Printed;
use crate::runtime::linear::{Linear, Manner, PAGE, SIZE};
use crate::runtime::terminal;
use crate::store::Rest;
use crate::texts::fill;

/// On a thin line four frames a second are what eyes and line can follow.
const SLOW_PACE: Duration = Duration::from_millis(250);

pub(super) fn run(desk: &mut Desk<'_>) -> Result<(), Failure> {
    if desk.arguments.linear || desk.environment.has_lines_only() {
        let model = desk.usable_model(SIZE)?;
        return by_lines(desk, model);
    }
    if !desk.environment.has_screen() {
        desk.err.line(desk.words.cli_no_terminal)?;
        desk.err.flush()?;
        let mut model = desk.usable_model((80, 24))?;
        let printed = Printed {
            kind: "services",
            screen: Screen::Services,
            with_facts: false,
        };
        output::print(
            &mut desk.out,
            &mut model,
            desk.context.charset,
            Format::Table,
            &printed,
        )?;
        return Ok(());
    }
    let (mut model, rest) = live::first(desk, terminal::size())?;
    if desk.settings.restore_session
        && let Some(last) = open::shelf(desk).last()
    {
        update(&mut model, Message::Restored(last));
    }
    on_screen(desk, model, rest)
}

/// Runs a session on the full screen, which reads the rest of the data once it stands.
pub(super) fn on_screen(
    desk: &mut Desk<'_>,
    mut model: Model,
    rest: Option<Rest>,
) -> Result<(), Failure> {
    let has_rest = rest.is_some();
    let faults = desk.settings.faults.len();
    // What was printed before the screen opened is covered by it.
    if faults > 0 {
        let filter = usize::from(matches!(model.notice, Some(Notice::WrongFilter(_))));
        model.notice = Some(Notice::Settings(faults + filter));
    }
    let shelf = open::shelf(desk);
    let watcher = live::follow(desk, &model, rest);
    if watcher.is_none() && model.data.awaits_history {
        // No thread to be had: then as if there were none.
        update(&mut model, Message::Loaded(Arc::new(desk.load())));
    }
    let ended = terminal::run(
        model,
        desk.context,
        today(desk),
        shelf.clone(),
        place::outbox(desk).with_clipboard(copying::clipboard(desk)),
        terminal::Line {
            inquiry: desk.looks.inquiry(),
            abilities: abilities::of(desk),
            pace: if desk.settings.slow {
                SLOW_PACE
            } else {
                Duration::ZERO
            },
        },
        watcher.as_ref(),
    );
    let model = ended.map_err(|error| {
        Failure::Failed(fill(
            desk.words.cli_terminal_failed,
            &[("detail", &error.to_string())],
        ))
    })?;
    if has_rest {
        desk.tell_problems(&model)?;
    }
    if desk.settings.restore_session {
        shelf.remember(&model).map_err(Failure::Failed)?;
    }
    Ok(())
}

/// Tells the day it is, unless it is fixed.
fn today(desk: &Desk<'_>) -> Option<fn() -> Date> {
    match desk.arguments.today {
        Some(_) => None,
        None => Some(environment::today),
    }
}

/// The last lines of a page that a terminal of this height keeps for the command.
const KEPT: usize = 4;

/// Runs a session line by line.
pub(super) fn by_lines(desk: &mut Desk<'_>, model: Model) -> Result<(), Failure> {
    let lines = desk.environment.lines();
    let manner = Manner {
        charset: desk.context.charset,
        page: lines.map_or(PAGE, |lines| lines.saturating_sub(KEPT).max(1)),
        prompts: environment::is_interactive(),
        today: today(desk),
    };
    let watcher = live::follow(desk, &model, None);
    let output = BufWriter::new(stdout());
    let session = Linear::new(model, manner, stdin().lock(), output);
    let feed = watcher.as_ref().map(|watcher| watcher.subscribe(|| {}));
    Ok(session
        .keeping(open::shelf(desk), place::outbox(desk))
        .following(feed)
        .run()?)
}
