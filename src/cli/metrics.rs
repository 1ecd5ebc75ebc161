//! `ozgtop metrics`: the figures for Prometheus, printed or as a file for the textfile collector of its node exporter.

use super::arguments::Metrics;
use super::{Desk, Failure, place};
use crate::analysis::select::Filter;
use crate::export::metrics;

pub(super) fn run(desk: &mut Desk<'_>, options: &Metrics) -> Result<(), Failure> {
    let model = desk.usable_model((80, 24))?;
    let text = metrics::text(&model.lens(), model.filter.as_ref().map(Filter::text));
    let Some(folder) = &options.textfile else {
        return Ok(desk.out.data(&text)?);
    };
    // The collector reads every file of this ending: the draft beside it has another one.
    let path = folder.join("ozgtop.prom");
    place::write(desk, &path, text.as_bytes(), true).map(drop)
}
