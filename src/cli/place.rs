//! Where the files that a sub-command makes go: one rule for all. Never into the data folder, never over a file unasked,
//! never into a folder that is not there; `-` is standard output.

use std::path::Path;

use super::{Desk, Failure};
use crate::runtime::outbox::Outbox;
use crate::store::Source;
use crate::texts::fill;
use crate::ui::export::refused;

/// The rule, with the places of this session.
pub(super) fn outbox(desk: &Desk<'_>) -> Outbox {
    if desk.arguments.kiosk {
        return Outbox::default();
    }
    let data = match desk.source() {
        Source::Folder(folder) => Some(folder),
        _ => None,
    };
    Outbox::new(desk.environment.home(), data)
}

/// The file that is named; `None` where standard output is meant.
pub(super) fn named(out: Option<&Path>) -> Option<&Path> {
    out.filter(|path| path.as_os_str() != "-")
}

/// Prints what was made, or writes it as a file and says so.
pub(super) fn put(
    desk: &mut Desk<'_>,
    out: Option<&Path>,
    content: &[u8],
    replace: bool,
) -> Result<(), Failure> {
    let Some(path) = named(out) else {
        return Ok(desk.out.bytes(content)?);
    };
    let shown = write(desk, path, content, replace)?;
    let text = fill(desk.words.export_written, &[("path", &shown)]);
    Ok(desk.out.line(&text)?)
}

/// Writes a file, and tells its whole path.
pub(super) fn write(
    desk: &Desk<'_>,
    path: &Path,
    content: &[u8],
    replace: bool,
) -> Result<String, Failure> {
    let outbox = outbox(desk);
    let path = outbox.place(&path.to_string_lossy());
    let shown = path.display().to_string();
    match outbox.write(&path, content, replace) {
        Ok(()) => Ok(shown),
        Err(trouble) => Err(Failure::Failed(refused(desk.language, &shown, &trouble))),
    }
}
