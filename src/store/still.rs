//! The data folder held still: what it looks like without a file being read, and all its bytes as they stood at one moment.
//!
//! Who reads file after file while somebody writes gets a mixture of two states, though each file by itself is sound. So
//! nothing is parsed from the disk here: [`hold`] takes the bytes of every file into memory between two looks that must be
//! equal. A look has of each file device, inode, size, and the times of the last change of content and of name; of each
//! folder device, inode and time of change. Whatever happens in between is seen in the second look: a write in the time of
//! change, a replaced file in the inode, one that was renamed away and back in the time of its name (`ctime`), a folder that
//! was replaced and put back in that of the folder. File systems count these times in steps of up to 10 ms: who calls must
//! have seen the folder unchanged for longer before.

use std::collections::BTreeMap;
use std::fs::{self, Metadata};
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use super::folder::{self, EVIDENCE, Listed, ROLLOUT};
use super::{Limits, Opened};
use crate::domain::dataset::Dataset;
use crate::domain::problem::Problem;

/// What a file or a folder is known by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Stamp {
    device: u64,
    inode: u64,
    size: u64,
    modified: (i64, i64),
    changed: (i64, i64),
}

impl Stamp {
    fn of(about: &Metadata) -> Self {
        Self {
            device: about.dev(),
            inode: about.ino(),
            size: about.size(),
            modified: (about.mtime(), about.mtime_nsec()),
            changed: (about.ctime(), about.ctime_nsec()),
        }
    }

    fn is_same_thing(&self, other: &Self) -> bool {
        (self.device, self.inode) == (other.device, other.inode)
    }
}

/// What the data folder looks like. Two equal looks: nothing has happened in between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    folders: BTreeMap<&'static str, Stamp>,
    files: BTreeMap<String, Stamp>,
}

/// The data folder and those below it.
const FOLDERS: [&str; 3] = ["", ROLLOUT, EVIDENCE];

/// What happened between two looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Whether the folder is another one.
    pub is_other_folder: bool,
    /// The files that are there, are gone or are different now.
    pub files: Vec<String>,
    /// Whether one of them was written into, and not replaced.
    pub in_place: bool,
}

impl Look {
    /// Looks at a folder; without one at nothing.
    pub fn at(root: &Path) -> Self {
        let mut look = Self::default();
        for folder in FOLDERS {
            let path = root.join(folder);
            let Ok(about) = fs::metadata(&path) else {
                if folder.is_empty() {
                    return look;
                }
                continue;
            };
            look.folders.insert(folder, Stamp::of(&about));
            for name in folder::names(&path).unwrap_or_default() {
                let file = match folder {
                    "" => name,
                    _ => format!("{folder}/{name}"),
                };
                if !folder::is_data(&file) {
                    continue;
                }
                // One that went away meanwhile is gone in the next look as well.
                if let Ok(about) = fs::symlink_metadata(root.join(&file)) {
                    look.files.insert(file, Stamp::of(&about));
                }
            }
        }
        look
    }

    /// Whether nothing has happened since, told without opening a folder: that would wake whoever listens to it. Only for a
    /// look that was taken when the folder had been at rest, as two changes within one step of the clock look the same.
    pub fn is_still_so(&self, root: &Path) -> bool {
        let folders = FOLDERS.iter().all(|folder| {
            let now = fs::metadata(root.join(folder)).ok();
            now.as_ref().map(Stamp::of) == self.folders.get(folder).copied()
        });
        folders
            && self.files.iter().all(|(file, stamp)| {
                let now = fs::symlink_metadata(root.join(file));
                now.is_ok_and(|now| Stamp::of(&now) == *stamp)
            })
    }

    /// Whether there is a folder.
    pub fn is_there(&self) -> bool {
        self.folders.contains_key("")
    }

    /// Whether there is a file.
    pub fn has(&self, file: &str) -> bool {
        self.files.contains_key(file)
    }

    /// Whether there is a file of a snapshot.
    pub fn has_snapshots(&self) -> bool {
        let below = |file: &String| file.strip_prefix(ROLLOUT).is_some();
        self.files.keys().any(below)
    }

    /// Whether the same files stand there, whatever else came and went in the folders: an editor's notes change nothing.
    pub fn shows_the_same(&self, other: &Self) -> bool {
        self.files == other.files && self.has_folders_of(other)
    }

    /// Whether these are the very same folders.
    pub fn has_folders_of(&self, other: &Self) -> bool {
        self.folders.len() == other.folders.len()
            && self.folders.iter().all(|(name, stamp)| {
                let other = other.folders.get(name);
                other.is_some_and(|other| stamp.is_same_thing(other))
            })
    }

    /// The folders that are there, as paths.
    pub fn folders(&self, root: &Path) -> Vec<PathBuf> {
        self.folders.keys().map(|name| root.join(name)).collect()
    }

    /// What happened between an earlier look and this one.
    pub fn since(&self, earlier: &Self) -> Difference {
        let mut difference = Difference::default();
        let root = |look: &Self| look.folders.get("").copied().unwrap_or_default();
        if !root(self).is_same_thing(&root(earlier)) {
            difference.is_other_folder = true;
            return difference;
        }
        for (file, stamp) in &self.files {
            let before = earlier.files.get(file);
            if before != Some(stamp) {
                difference.in_place |= before.is_some_and(|before| before.is_same_thing(stamp));
                difference.files.push(file.clone());
            }
        }
        let gone = earlier.files.keys().filter(|file| !self.has(file));
        difference.files.extend(gone.cloned());
        difference
    }
}

/// All bytes of a folder as they stood at one moment.
#[derive(Debug)]
pub struct Held {
    files: Listed,
    problems: Vec<Problem>,
}

impl Held {
    /// Reads what was held; takes its time, as nothing can change any more.
    pub fn load(self) -> Dataset {
        Opened::new(self.files, self.problems).finish()
    }
}

/// Takes in what stands in a folder that looks like this; `None` where it looks different now.
pub fn hold(root: &Path, limits: Limits, looks: &Look) -> Option<Held> {
    let mut problems = Vec::new();
    let mut files = folder::list_folder(root, &mut problems);
    files.limits = limits;
    files.hold();
    (Look::at(root) == *looks).then_some(Held { files, problems })
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests change files of their own")]
mod tests {
    use super::*;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("rollout")).unwrap();
        fs::write(folder.path().join("land.ron"), "1").unwrap();
        fs::write(folder.path().join("rollout/a.ron"), "1").unwrap();
        folder
    }

    #[test]
    fn what_is_no_data_file_is_not_looked_at() {
        let folder = folder();
        let before = Look::at(folder.path());
        fs::write(folder.path().join(".land.ron.swp"), "").unwrap();
        fs::write(folder.path().join("README.md"), "").unwrap();
        let after = Look::at(folder.path());
        assert!(after.shows_the_same(&before));
        assert_eq!(after.since(&before), Difference::default());
        assert!(after.is_still_so(folder.path()) && !before.is_still_so(folder.path()));
    }

    #[test]
    fn every_change_is_seen_and_told_from_a_replacement() {
        let folder = folder();
        let path = |name: &str| folder.path().join(name);
        let mut before = Look::at(folder.path());
        let mut changed = |files: &[&str], in_place| {
            let now = Look::at(folder.path());
            let difference = now.since(&before);
            assert_eq!(difference.files, files);
            assert_eq!(difference.in_place, in_place, "{files:?}");
            assert!(!difference.is_other_folder);
            before = now;
        };
        fs::write(path("land.ron"), "12").unwrap();
        changed(&["land.ron"], true);
        fs::write(path("new.tmp"), "13").unwrap();
        fs::rename(path("new.tmp"), path("land.ron")).unwrap();
        changed(&["land.ron"], false);
        fs::write(path("rollout/b.json"), "").unwrap();
        changed(&["rollout/b.json"], false);
        fs::remove_file(path("rollout/a.ron")).unwrap();
        changed(&["rollout/a.ron"], false);
        // Away and back: neither inode nor size nor time of the content tells.
        fs::rename(path("land.ron"), path("away")).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(12));
        fs::rename(path("away"), path("land.ron")).unwrap();
        changed(&["land.ron"], true);
    }

    #[test]
    fn what_changes_while_it_is_held_is_not_held() {
        let folder = folder();
        let look = Look::at(folder.path());
        assert!(hold(folder.path(), Limits::default(), &look).is_some());
        fs::write(folder.path().join("land.ron"), "two").unwrap();
        assert!(hold(folder.path(), Limits::default(), &look).is_none());
        let other = tempfile::tempdir().unwrap();
        assert!(hold(other.path(), Limits::default(), &look).is_none());
        assert!(Look::at(other.path()).since(&look).is_other_folder);
    }
}
