//! Without a sub-command: the full screen; line by line where that is wanted or the terminal can do no more; the table of
//! services where there is no terminal at all.

use std::io::{BufWriter, stdin, stdout};

use super::arguments::Format;
use super::output::{self, Printed};
use super::{Desk, Failure, environment};
use crate::app::prompt::Notice;
use crate::app::screen::Screen;
use crate::domain::date::Date;
use crate::runtime::linear::{Linear, Manner, PAGE, SIZE};
use crate::runtime::session;
use crate::texts::fill;

pub(super) fn run(desk: &mut Desk<'_>) -> Result<(), Failure> {
    if desk.arguments.linear || desk.environment.has_lines_only() {
        return by_lines(desk);
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
    let mut model = desk.usable_model(session::size())?;
    let faults = desk.settings.faults.len();
    // What was printed before the screen opened is covered by it.
    let faults = (faults > 0).then_some(Notice::Settings(faults));
    model.notice = model.notice.take().or(faults);
    session::run_on_terminal(model, desk.context, desk.looks.inquiry(), today(desk)).map_err(
        |error| {
            Failure::Failed(fill(
                desk.words.cli_start_failed,
                &[("detail", &error.to_string())],
            ))
        },
    )
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

fn by_lines(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let model = desk.usable_model(SIZE)?;
    let lines = desk.environment.lines();
    let manner = Manner {
        charset: desk.context.charset,
        page: lines.map_or(PAGE, |lines| lines.saturating_sub(KEPT).max(1)),
        prompts: environment::is_interactive(),
        today: today(desk),
    };
    let output = BufWriter::new(stdout());
    Ok(Linear::new(model, manner, stdin().lock(), output).run()?)
}
