//! `ozgtop check`: every problem of the data, where it is and what to do.

use std::io::Write;
use std::path::Path;

use super::printer::Printer;
use super::{Desk, Failure};
use crate::app::model::Model;
use crate::app::value::ProblemPart;
use crate::texts::fill;
use crate::ui::context::words;
use crate::ui::{format, problem};

pub(super) fn run(desk: &mut Desk<'_>, folder: Option<&Path>) -> Result<(), Failure> {
    let model = desk.model(desk.load_from(folder), (80, 24));
    let model = desk.filtered(model)?;
    print_problems(&mut desk.out, &model)?;
    let data = &model.data;
    let counts = [
        ("n", data.problems.len()),
        ("bodies", data.register.len()),
        ("services", data.catalogue.len()),
        ("cells", data.responsibility.len()),
        ("snapshots", data.rollout.len()),
    ]
    .map(|(name, count)| (name, format::number(desk.language, count as u64)));
    let counts: Vec<_> = counts
        .iter()
        .map(|(name, count)| (*name, count.as_str()))
        .collect();
    let clean = data.problems.is_empty();
    let pattern = if clean {
        desk.words.cli_checked_clean
    } else {
        desk.words.cli_checked
    };
    desk.out.line(&fill(pattern, &counts))?;
    let findings = model.problems.len() - data.problems.len();
    if let Some(date) = model.standing.date.filter(|_| findings > 0) {
        let (n, date) = (
            format::number(desk.language, findings as u64),
            format::day(desk.language, date),
        );
        desk.out.line(&fill(
            desk.words.cli_findings,
            &[("n", &n), ("date", &date)],
        ))?;
    }
    if clean { Ok(()) } else { Err(Failure::Data) }
}

/// Prints the problems of the data, one block each.
pub(super) fn print_problems<W: Write>(
    printer: &mut Printer<W>,
    model: &Model,
) -> std::io::Result<()> {
    let lens = model.lens();
    let advice = words(model.language).do_this;
    for found in &model.data.problems {
        let part = |part| problem::part(&lens, found, part);
        printer.line(&format!(
            "{}: {}",
            part(ProblemPart::Subject),
            part(ProblemPart::What)
        ))?;
        printer.line(&format!("    {advice}: {}", part(ProblemPart::Advice)))?;
    }
    Ok(())
}
