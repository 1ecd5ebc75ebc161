//! `ozgtop list`: the tables of the screens as text, JSON or CSV.

use super::arguments::{List, Listed};
use super::output;
use super::{Desk, Failure};
use crate::analysis::group::Grouping;
use crate::app::screen::Screen;
use crate::export::Printed;

/// The executing units by services.
const MATRIX: Screen = Screen::Matrix {
    grouping: Grouping::District,
    folded: false,
};

pub(super) fn run(desk: &mut Desk<'_>, list: &List) -> Result<(), Failure> {
    let (kind, screen) = match list.what {
        Listed::Services => ("services", Screen::Services),
        Listed::Districts => ("districts", Screen::Districts),
        Listed::Municipalities => ("municipalities", Screen::Municipalities { all: list.all }),
        Listed::Bodies => ("bodies", Screen::Bodies),
        Listed::Providers => ("providers", Screen::Providers),
        Listed::Cells => ("cells", Screen::Cells),
        Listed::Changes => ("changes", Screen::Changes(None)),
        Listed::Evidence => ("evidence", Screen::Evidence),
        Listed::Upcoming => ("upcoming", Screen::Upcoming),
        Listed::Snapshots => ("snapshots", Screen::Snapshots),
        Listed::Matrix => ("matrix", MATRIX),
        Listed::Problems => ("problems", Screen::Problems(None)),
    };
    let mut model = desk.usable_model((80, 24))?;
    let printed = Printed {
        kind,
        screen,
        // What changed says nothing without the two dates, evidence nothing without its own.
        with_facts: matches!(list.what, Listed::Changes | Listed::Evidence),
    };
    output::print(
        &mut desk.out,
        &mut model,
        desk.context.charset,
        list.format,
        &printed,
    )?;
    Ok(())
}
