//! Without a sub-command: the full screen, or the table of services where there is no terminal for it.

use super::arguments::Format;
use super::output::{self, Printed};
use super::{Desk, Failure, environment};
use crate::app::prompt::Notice;
use crate::app::screen::Screen;
use crate::runtime::session;
use crate::texts::fill;

pub(super) fn run(desk: &mut Desk<'_>) -> Result<(), Failure> {
    if !desk.environment.has_screen() {
        desk.err.line(desk.words.cli_no_terminal)?;
        desk.err.flush()?;
        let model = desk.usable_model((80, 24))?;
        let printed = Printed {
            kind: "services",
            screen: Screen::Services,
            with_facts: false,
        };
        output::print(
            &mut desk.out,
            &model,
            desk.context.charset,
            Format::Table,
            &printed,
        )?;
        return Ok(());
    }
    let mut model = desk.usable_model(session::size())?;
    let faults = desk.settings.faults.len();
    // What was printed before the screen opened is covered by it.
    model.notice = (faults > 0).then_some(Notice::Settings(faults));
    let today = match desk.arguments.today {
        Some(_) => None,
        None => Some(environment::today as fn() -> _),
    };
    session::run_on_terminal(model, desk.context, today).map_err(|error| {
        Failure::Failed(fill(
            desk.words.cli_start_failed,
            &[("detail", &error.to_string())],
        ))
    })
}
