//! The few explicit ways of writing: always a temporary file in the target folder, then into place; never over
//! anything that is there, but for the operator's own state.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

/// Writes a new file with this content, and its folder where that is missing. Fails with `AlreadyExists` where something has that name.
pub fn new_file(path: &Path, content: &[u8]) -> io::Result<()> {
    if fs::symlink_metadata(path).is_ok() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    // A bare name lies in the present folder, whose own name is empty here.
    let is_missing = |parent: &&Path| !parent.as_os_str().is_empty() && !parent.exists();
    if let Some(parent) = path.parent().filter(is_missing) {
        fs::create_dir(parent)?;
    }
    let draft = draft_of(path);
    let outcome = write_draft(&draft, content).and_then(|()| put_in_place(&draft, path));
    if outcome.is_err() {
        discard(&draft);
    }
    outcome
}

/// Writes a file that its owner alone may read, in place of the one that is there: the old content or the new, never a part.
/// Missing folders are made, for their owner alone.
pub(super) fn replace_private(path: &Path, content: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    swap(path, |draft| {
        // What another process of this number left behind.
        discard(draft);
        let mut options = OpenOptions::new();
        let options = options.write(true).create_new(true).mode(0o600);
        fill(options.open(draft)?, content)
    })
}

/// Writes a file in place of the one that is there, which keeps its permissions: the old content or the new, never a part.
/// For imports and exports that were asked to replace.
pub fn replace_file(path: &Path, content: &[u8]) -> io::Result<()> {
    swap(path, |draft| {
        write_draft(draft, content)?;
        match fs::metadata(path) {
            Ok(about) => fs::set_permissions(draft, about.permissions()),
            Err(_) => Ok(()),
        }
    })
}

/// Makes a draft and puts it in place of what is there; where that fails, nothing is left of it.
fn swap(path: &Path, make: impl FnOnce(&Path) -> io::Result<()>) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let draft = draft_of(path);
    let write = || {
        make(&draft)?;
        rename(&draft, path)?;
        // The name is as safe as the content once its folder is.
        OpenOptions::new().read(true).open(folder)?.sync_all()
    };
    let outcome = write();
    if outcome.is_err() {
        discard(&draft);
    }
    outcome
}

/// Writes a new folder with these files (paths with `/`), whole or not at all. Fails with `AlreadyExists` where the
/// folder exists and is not empty.
pub fn new_folder<'a>(
    folder: &Path,
    files: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> io::Result<()> {
    if fs::symlink_metadata(folder).is_ok() && !is_empty_folder(folder) {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    // `.` has no name to put a draft beside.
    let folder = &fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let draft = draft_of(folder);
    if let Some(parent) = folder
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
    {
        fs::create_dir_all(parent)?;
    }
    fs::create_dir(&draft)?;
    let write = || {
        for (path, content) in files {
            let path = draft.join(path);
            if let Some(parent) = path.parent() {
                fs::create_dir_all(parent)?;
            }
            write_draft(&path, content)?;
        }
        rename(&draft, folder)
    };
    let outcome = write();
    if outcome.is_err() {
        discard_folder(&draft);
    }
    outcome
}

fn is_empty_folder(path: &Path) -> bool {
    fs::read_dir(path).is_ok_and(|mut items| items.next().is_none())
}

/// A hidden name beside the target, which loading passes over.
fn draft_of(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.tmp", std::process::id()))
}

fn write_draft(path: &Path, content: &[u8]) -> io::Result<()> {
    fill(
        OpenOptions::new().write(true).create_new(true).open(path)?,
        content,
    )
}

fn fill(mut file: File, content: &[u8]) -> io::Result<()> {
    file.write_all(content)?;
    file.sync_all()
}

/// A hard link never replaces what is there; where the file system has none, the name was checked before.
fn put_in_place(draft: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(draft, path) {
        Ok(()) => {
            discard(draft);
            Ok(())
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Err(error),
        Err(_) => rename(draft, path),
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this is the place that renames: a finished draft into its name"
)]
fn rename(draft: &Path, path: &Path) -> io::Result<()> {
    fs::rename(draft, path)
}

#[expect(
    clippy::disallowed_methods,
    reason = "only a draft of our own is removed"
)]
fn discard(draft: &Path) {
    let _ = fs::remove_file(draft);
}

#[expect(
    clippy::disallowed_methods,
    reason = "only a draft of our own is removed"
)]
fn discard_folder(draft: &Path) {
    let _ = fs::remove_dir_all(draft);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_overwritten_and_no_draft_stays() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.ron");
        new_file(&file, b"one").unwrap();
        assert_eq!(
            new_file(&file, b"two").unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        let data = folder.path().join("x/data");
        new_folder(
            &data,
            [("land.ron", b"1".as_slice()), ("rollout/a.ron", b"2")],
        )
        .unwrap();
        assert_eq!(
            new_folder(&data, []).unwrap_err().kind(),
            io::ErrorKind::AlreadyExists
        );
        let names: Vec<_> = fs::read_dir(folder.path())
            .unwrap()
            .map(|item| item.unwrap().file_name())
            .collect();
        assert_eq!(names.len(), 2, "{names:?}");
        assert_eq!(fs::metadata(&file).unwrap().len(), 3);
        assert!(data.join("rollout/a.ron").exists());
    }
}
