//! `ozgtop list`: the tables of the screens as text, JSON or CSV.

use super::arguments::{List, Listed};
use super::output::{self, Printed};
use super::{Desk, Failure};
use crate::app::screen::Screen;

pub(super) fn run(desk: &mut Desk<'_>, list: &List) -> Result<(), Failure> {
    let (kind, screen) = match list.what {
        Listed::Services => ("services", Screen::Services),
        Listed::Districts => ("districts", Screen::Districts),
        Listed::Municipalities => ("municipalities", Screen::Municipalities { all: list.all }),
        Listed::Bodies => ("bodies", Screen::Bodies),
        Listed::Providers => ("providers", Screen::Providers),
        Listed::Cells => ("cells", Screen::Cells),
        Listed::Changes => ("changes", Screen::Changes(None)),
        Listed::Problems => ("problems", Screen::Problems(None)),
    };
    let model = desk.usable_model((80, 24))?;
    let printed = Printed {
        kind,
        screen,
        // What changed says nothing without the two dates.
        with_facts: matches!(list.what, Listed::Changes),
    };
    output::print(
        &mut desk.out,
        &model,
        desk.context.charset,
        list.format,
        &printed,
    )?;
    Ok(())
}
