//! The operator's own state: saved views and the end of the last session, in a folder of their own. Never in a data folder.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use rustix::fs::OFlags;
use serde::{Deserialize, Serialize};

use super::write;

/// The version of both files.
const SCHEMA: u32 = 1;
/// Largest file that is read, in bytes.
const LARGEST: u64 = 1 << 20;

/// A name and an address.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// The name.
    pub name: String,
    /// The address.
    pub address: String,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Views {
    schema: u32,
    views: Vec<Entry>,
}

#[derive(Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
struct Session {
    schema: u32,
    address: String,
}

/// Reads the saved views; none where there is no file. What is wrong is told with file, line and column.
pub fn read_views(path: &Path) -> Result<Vec<Entry>, String> {
    let read = parse(path, |file: &Views| file.schema)?;
    Ok(read.map(|file| file.views).unwrap_or_default())
}

/// Writes the saved views in place of those that are there.
pub fn write_views(path: &Path, views: Vec<Entry>) -> Result<(), String> {
    let schema = SCHEMA;
    keep(path, &Views { schema, views })
}

/// Reads where the last session ended; `None` where nobody wrote it.
pub fn read_session(path: &Path) -> Result<Option<String>, String> {
    let read = parse(path, |file: &Session| file.schema)?;
    Ok(read.map(|file| file.address))
}

/// Writes where a session ends.
pub fn write_session(path: &Path, address: String) -> Result<(), String> {
    let schema = SCHEMA;
    keep(path, &Session { schema, address })
}

fn parse<T: for<'a> Deserialize<'a>>(
    path: &Path,
    schema: impl Fn(&T) -> u32,
) -> Result<Option<T>, String> {
    let wrong = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    let Some(text) = read(path).map_err(|error| wrong(&error))? else {
        return Ok(None);
    };
    let file: T = ron::from_str(&text).map_err(|error| {
        let at = error.span.start;
        format!("{}:{}:{}: {}", path.display(), at.line, at.col, error.code)
    })?;
    match schema(&file) {
        SCHEMA => Ok(Some(file)),
        later => Err(wrong(&format!("schema {later}, not {SCHEMA}"))),
    }
}

/// The text of a regular file; `None` where there is none.
fn read(path: &Path) -> io::Result<Option<String>> {
    let mut options = OpenOptions::new();
    // Without waiting for whoever holds the other end of a pipe of this name.
    let flags = OFlags::NONBLOCK.bits().cast_signed();
    let file: File = match options.read(true).custom_flags(flags).open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let about = file.metadata()?;
    if !about.is_file() || about.len() > LARGEST {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut text = String::new();
    file.take(LARGEST).read_to_string(&mut text)?;
    Ok(Some(text))
}

fn keep<T: Serialize>(path: &Path, file: &T) -> Result<(), String> {
    let wrong = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
    let text = ron::ser::to_string_pretty(file, ron::ser::PrettyConfig::default());
    let text = text.map_err(|error| wrong(&error))? + "\n";
    write::replace_private(path, text.as_bytes()).map_err(|error| wrong(&error))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    fn entry(name: &str, address: &str) -> Entry {
        Entry {
            name: name.to_owned(),
            address: address.to_owned(),
        }
    }

    #[test]
    fn what_is_written_is_read_and_is_private() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("state/ozgtop/views.ron");
        assert_eq!(read_views(&path), Ok(Vec::new()));
        let views = vec![
            entry("a \"b\" ü\\", "services?filter=phase<live"),
            entry("b", "map"),
        ];
        write_views(&path, views.clone()).unwrap();
        assert_eq!(read_views(&path), Ok(views));
        write_views(&path, Vec::new()).unwrap();
        assert_eq!(read_views(&path), Ok(Vec::new()));
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        let session = path.with_file_name("session.ron");
        write_session(&session, "map/tiles".to_owned()).unwrap();
        assert_eq!(read_session(&session), Ok(Some("map/tiles".to_owned())));
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "tests damage files of their own")]
    fn what_is_broken_is_told_with_its_place() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("views.ron");
        for (text, told) in [
            ("(schema: 1,\n views: [(name: 3)])", "views.ron:2:"),
            ("(schema: 2, views: [])", "views.ron: schema 2"),
            ("", "views.ron:1:1: "),
            ("(schema: 1, views: [], more: 1)", "views.ron:1:"),
        ] {
            std::fs::write(&path, text).unwrap();
            let error = read_views(&path).unwrap_err();
            assert!(error.contains(told), "{error}");
        }
        assert!(read_views(dir.path()).is_err());
    }
}
