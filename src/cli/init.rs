//! `ozgtop init`: the bundled data as files of your own.

use std::io;
use std::path::Path;

use super::{Desk, Failure};
use crate::store::{BUNDLED_FILES, write};
use crate::texts::fill;

pub(super) fn run(desk: &mut Desk<'_>, folder: &Path) -> Result<(), Failure> {
    let format = desk.words.format_reference;
    let files = BUNDLED_FILES.iter().map(|(path, bytes)| (*path, *bytes));
    let files: Vec<_> = files.chain([("FORMAT.md", format.as_bytes())]).collect();
    let count = files.len();
    write::new_folder(folder, files).map_err(|error| failed(desk, folder, &error))?;
    said(desk, folder, count)
}

/// Says what was written.
pub(super) fn said(desk: &mut Desk<'_>, path: &Path, files: usize) -> Result<(), Failure> {
    let (path, n) = (path.display().to_string(), files.to_string());
    Ok(desk
        .out
        .line(&fill(desk.words.cli_written, &[("path", &path), ("n", &n)]))?)
}

/// Says why nothing was written.
pub(super) fn failed(desk: &Desk<'_>, path: &Path, error: &io::Error) -> Failure {
    let path = path.display().to_string();
    if error.kind() == io::ErrorKind::AlreadyExists {
        return Failure::Failed(fill(desk.words.cli_exists, &[("path", &path)]));
    }
    let detail = error.to_string();
    Failure::Failed(fill(
        desk.words.cli_write_failed,
        &[("path", &path), ("detail", &detail)],
    ))
}
