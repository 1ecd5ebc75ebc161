//! `ozgtop metrics`: the figures for Prometheus, printed or as a file for the textfile collector of its node exporter.

use super::arguments::Metrics;
use super::{Desk, Failure, init};
use crate::export::metrics;
use crate::store::write;

pub(super) fn run(desk: &mut Desk<'_>, options: &Metrics) -> Result<(), Failure> {
    let model = desk.usable_model((80, 24))?;
    let text = metrics::text(&model.lens());
    let Some(folder) = &options.textfile else {
        return Ok(desk.out.data(&text)?);
    };
    // The collector reads every file of this ending: the draft beside it has another one.
    let path = folder.join("ozgtop.prom");
    write::replace_file(&path, text.as_bytes()).map_err(|error| init::failed(desk, &path, &error))
}
