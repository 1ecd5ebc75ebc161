//! Which files there are, and their bytes: size and kind are checked before anything is read.

use std::borrow::Cow;
use std::fs::{self, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rustix::fs::OFlags;
use rustix::io::Errno;

use super::{Limits, bundled};
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::text::CleanText;

/// Where data comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// The files inside the program.
    Bundled,
    /// A folder of the same layout.
    Folder(PathBuf),
    /// Files in memory: path below the data folder, content.
    Files(Vec<(String, Vec<u8>)>),
}

/// How a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Rusty Object Notation.
    Ron,
    /// JSON.
    Json,
}

/// One data file that was found.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// Path below the folder, with `/`.
    pub(super) path: String,
    pub(super) format: Format,
    /// What is at hand, or why it cannot be read; `None` where it is read when it is wanted.
    bytes: Option<Result<Cow<'static, [u8]>, Fault>>,
}

impl Entry {
    /// The file as a whole, as a place.
    pub(super) fn place(&self) -> Place {
        Place {
            file: CleanText::new(&self.path),
            position: None,
        }
    }

    /// The name without folders and extension.
    pub(super) fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    fn is_below(&self, folder: &str) -> bool {
        self.path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.starts_with('/'))
    }
}

/// The data files of a source.
#[derive(Debug, Default)]
pub(super) struct Listed {
    root: PathBuf,
    entries: Vec<Entry>,
    pub(super) limits: Limits,
    /// Whether there is anything to look for; if not, one problem has said why.
    pub(super) usable: bool,
}

const SINGLE: [&str; 4] = ["land", "services", "bodies", "outlines"];
/// The folder of the snapshots.
pub const ROLLOUT: &str = "rollout";
pub(super) const EVIDENCE: &str = "evidence";

impl Source {
    /// Lists the data files; a folder that cannot be used is one problem.
    pub(super) fn list(&self, problems: &mut Vec<Problem>) -> Listed {
        match self {
            Self::Bundled => Listed {
                entries: bundled::FILES
                    .iter()
                    .filter_map(|(path, bytes)| entry(path, Some(Cow::Borrowed(*bytes))))
                    .collect(),
                usable: true,
                ..Listed::default()
            },
            Self::Files(files) => Listed {
                entries: files
                    .iter()
                    .filter_map(|(path, bytes)| entry(path, Some(bytes.clone().into())))
                    .collect(),
                usable: true,
                ..Listed::default()
            },
            Self::Folder(root) => list_folder(root, problems),
        }
    }
}

/// A file of which the text is at hand, for telling places in it.
pub(super) fn in_memory(path: &str, format: Format) -> Entry {
    Entry {
        path: path.to_owned(),
        format,
        bytes: None,
    }
}

fn entry(path: &str, bytes: Option<Cow<'static, [u8]>>) -> Option<Entry> {
    let format = match path.rsplit_once('.')?.1.to_ascii_lowercase().as_str() {
        "ron" => Format::Ron,
        "json" => Format::Json,
        _ => return None,
    };
    Some(Entry {
        path: path.to_owned(),
        format,
        bytes: bytes.map(Ok),
    })
}

/// Whether a file of this name is read.
pub(super) fn is_data(path: &str) -> bool {
    entry(path, None).is_some()
}

pub(super) fn list_folder(root: &Path, problems: &mut Vec<Problem>) -> Listed {
    let here = Place {
        file: CleanText::new(&root.to_string_lossy()),
        position: None,
    };
    let mut listed = Listed {
        root: root.to_owned(),
        ..Listed::default()
    };
    let outcome = names(root).map(|mut found| {
        for folder in [ROLLOUT, EVIDENCE] {
            list_below(root, folder, &mut found, problems);
        }
        found
    });
    match outcome {
        Ok(found) => listed.entries = found.iter().filter_map(|path| entry(path, None)).collect(),
        Err(error) => {
            problems.push(Problem::at(here, fault_of(&error, true)));
            super::lose(problems);
            return listed;
        }
    }
    listed.usable = !listed.entries.is_empty();
    if !listed.usable {
        problems.push(Problem::at(here, Fault::FolderEmpty));
        super::lose(problems);
    }
    for entry in &listed.entries {
        let dated = entry.is_below(ROLLOUT) || entry.is_below(EVIDENCE);
        if !dated && !SINGLE.contains(&entry.stem()) {
            problems.push(Problem::at(entry.place(), Fault::StrayFile));
        }
    }
    listed
}

/// Adds the files of a folder inside the data folder, where it is there.
fn list_below(root: &Path, folder: &str, found: &mut Vec<String>, problems: &mut Vec<Problem>) {
    let below = root.join(folder);
    let place = |name: &str| Place {
        file: CleanText::new(&format!("{folder}/{name}")),
        position: None,
    };
    match names(&below) {
        Ok(names) => {
            // Nothing deeper is read; a folder of data in there must not be overlooked.
            let folders = names
                .iter()
                .filter(|name| below.join(name).is_dir() && entry(name, None).is_none());
            problems.extend(folders.map(|name| Problem::at(place(name), Fault::StrayFile)));
            found.extend(names.iter().map(|name| format!("{folder}/{name}")));
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        Err(error) => {
            problems.push(Problem::at(place(""), fault_of(&error, true)));
            super::lose(problems);
        }
    }
}

/// File names in a folder, sorted; hidden files and editors' leftovers are passed over.
pub(super) fn names(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for item in fs::read_dir(folder)? {
        let name = item?.file_name().to_string_lossy().into_owned();
        if !name.starts_with(['.', '#']) && !name.ends_with('~') {
            names.push(name);
        }
    }
    names.sort_unstable();
    Ok(names)
}

impl Listed {
    /// The file with this stem; where both formats exist, the RON one is read and the other is a problem.
    pub(super) fn single(&self, stem: &str, problems: &mut Vec<Problem>) -> Option<&Entry> {
        let mut found: Vec<_> = self
            .entries
            .iter()
            .filter(|entry| !entry.path.contains('/') && entry.stem() == stem)
            .collect();
        found.sort_by_key(|entry| entry.format == Format::Json);
        let mut found = found.into_iter();
        let first = found.next();
        for other in found {
            let mut problem = Problem::at(other.place(), Fault::TwoFiles);
            problem.other = first.map(Entry::place);
            problems.push(problem);
        }
        first
    }

    /// The files that are not of the roll-out.
    pub(super) fn singles(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| {
            SINGLE.contains(&entry.path.rsplit_once('.').map_or("", |(stem, _)| stem))
        })
    }

    /// The files of the roll-out.
    pub(super) fn rollout(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_below(ROLLOUT))
    }

    /// The files of what the public index showed.
    pub(super) fn evidence(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| entry.is_below(EVIDENCE))
    }

    /// Whether no other file beside this one has a name that begins with the same date.
    pub(super) fn is_alone(&self, entry: &Entry) -> bool {
        let stem = entry.path.len() - entry.path.rsplit('/').next().map_or(0, str::len);
        let dated = entry.path.get(..stem + "2026-10-31".len());
        let mut others = self.entries.iter().filter(|other| other.path != entry.path);
        dated.is_some_and(|dated| !others.any(|other| other.path.starts_with(dated)))
    }

    /// Whether a JSON file has a RON file of the same name, which is a problem: that one is read.
    pub(super) fn has_twin(&self, of: &Entry, problems: &mut Vec<Problem>) -> bool {
        let Some(twin) = self.twin(of) else {
            return false;
        };
        let mut problem = Problem::at(of.place(), Fault::TwoFiles);
        problem.other = Some(twin.place());
        problems.push(problem);
        true
    }

    fn twin(&self, of: &Entry) -> Option<&Entry> {
        let name = of.path.strip_suffix(".json")?;
        self.entries
            .iter()
            .find(|entry| entry.path.strip_suffix(".ron") == Some(name))
    }

    /// Takes the bytes of all files in, so that nothing is read later.
    pub(super) fn hold(&mut self) {
        let held: Vec<_> = self.entries.iter().map(|entry| self.bytes(entry)).collect();
        for (entry, bytes) in self.entries.iter_mut().zip(held) {
            entry.bytes = Some(bytes);
        }
    }

    fn bytes(&self, entry: &Entry) -> Result<Cow<'static, [u8]>, Fault> {
        read(&self.root.join(&entry.path), self.limits.file_bytes).map(Cow::Owned)
    }

    /// The text of a file, or a problem.
    pub(super) fn text(
        &self,
        entry: &Entry,
        problems: &mut Vec<Problem>,
    ) -> Option<Cow<'static, str>> {
        let outcome = entry.bytes.clone();
        let outcome = outcome.unwrap_or_else(|| self.bytes(entry));
        let decoded = outcome
            .map_err(|fault| (entry.place(), fault))
            .and_then(|bytes| decode(entry, bytes));
        decoded
            .map_err(|(place, fault)| {
                problems.push(Problem::at(place, fault));
                super::lose(problems);
            })
            .ok()
    }
}

fn decode(entry: &Entry, bytes: Cow<'static, [u8]>) -> Result<Cow<'static, str>, (Place, Fault)> {
    let not_utf8 = |bytes: &[u8], valid: usize| {
        let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default()).into_owned();
        let mut place = entry.place();
        place.position = Some(super::milestones::position(&before, before.len()));
        (place, Fault::NotUtf8)
    };
    match bytes {
        Cow::Borrowed(bytes) => std::str::from_utf8(bytes)
            .map(Cow::Borrowed)
            .map_err(|error| not_utf8(bytes, error.valid_up_to())),
        Cow::Owned(bytes) => String::from_utf8(bytes).map(Cow::Owned).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            not_utf8(error.as_bytes(), valid)
        }),
    }
}

/// Reads a regular file of at most `limit` bytes, again where somebody wrote into it meanwhile: a file that is rewritten
/// in place would be read half old and half new.
fn read(path: &Path, limit: u64) -> Result<Vec<u8>, Fault> {
    read_settled(path, limit, OFlags::NOFOLLOW).map(|(bytes, _)| bytes)
}

/// The same of a file that the operator named himself, which may be a link; with the second since 1970 of its last change.
pub(super) fn read_named(path: &Path, limit: u64) -> Result<(Vec<u8>, Option<u64>), Fault> {
    let (bytes, changed) =
        read_settled(path, limit, OFlags::empty()).map_err(|fault| match fault {
            Fault::FileMissing => Fault::NoSuchFile,
            fault => fault,
        })?;
    let since = changed.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
    Ok((bytes, since.map(|since| since.as_secs())))
}

type Settled = (Vec<u8>, Option<SystemTime>);

fn read_settled(path: &Path, limit: u64, links: OFlags) -> Result<Settled, Fault> {
    for _ in 0..3 {
        if let Some(settled) = read_once(path, limit, links)? {
            return Ok(settled);
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    let detail = CleanText::new("changes while it is read");
    Err(Fault::Unreadable { detail })
}

/// `None` where the file changed while it was read. Opened without waiting for a writer: a pipe must not hang the program.
fn read_once(path: &Path, limit: u64, links: OFlags) -> Result<Option<Settled>, Fault> {
    let system = |error: io::Error| fault_of(&error, false);
    let flags = (links | OFlags::NONBLOCK | OFlags::NOCTTY).bits();
    let flags = i32::try_from(flags).unwrap_or_default();
    let mut file = OpenOptions::new()
        .read(true)
        .custom_flags(flags)
        .open(path)
        .map_err(system)?;
    let about = file.metadata().map_err(system)?;
    if !about.is_file() {
        return Err(Fault::NotAFile);
    }
    let too_large = |size| Fault::TooLarge { size, limit };
    if about.len() > limit {
        return Err(too_large(about.len()));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(about.len()).unwrap_or_default());
    // One byte more than allowed shows that the file grew meanwhile.
    let size = (&mut file)
        .take(limit.saturating_add(1))
        .read_to_end(&mut bytes)
        .map_err(system)? as u64;
    if size > limit {
        return Err(too_large(size));
    }
    let after = file.metadata().map_err(system)?;
    let same = size == after.len() && about.modified().ok() == after.modified().ok();
    Ok(same.then_some((bytes, after.modified().ok())))
}

fn fault_of(error: &io::Error, folder: bool) -> Fault {
    match error.kind() {
        io::ErrorKind::NotFound if folder => Fault::FolderMissing,
        io::ErrorKind::NotFound => Fault::FileMissing,
        io::ErrorKind::NotADirectory => Fault::NotAFolder,
        io::ErrorKind::PermissionDenied => Fault::NoPermission,
        _ if error.raw_os_error() == Some(Errno::LOOP.raw_os_error()) => Fault::NotAFile,
        _ => Fault::Unreadable {
            detail: CleanText::new(&error.to_string()),
        },
    }
}
