//! A copy of the hamlet in a temporary folder, to be damaged and then checked by the built program.

#![expect(
    clippy::disallowed_methods,
    reason = "tests prepare files of their own"
)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use ozgtop::domain::cell::CellId;
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::rollout::SnapshotId;
use ozgtop::store::{self, Limits, Source};
use tempfile::TempDir;

use crate::hamlet;
use crate::program::{self, Ran};

/// The newest snapshot of the hamlet.
pub(crate) const NEWEST: &str = "rollout/2026-10-31.ron";
/// The same as JSON.
pub(crate) const NEWEST_JSON: &str = "rollout/2026-10-31.json";
/// The cell whose row in the newest snapshot is damaged: anmeldung of the Samtgemeinde Moorrand.
const DAMAGED: CellId = CellId(3);
/// Its body, which marks the row.
const MARK: &str = "039015401000";

/// The copy.
pub(crate) struct Scene {
    dir: TempDir,
}

impl Scene {
    /// The hamlet as it is.
    pub(crate) fn hamlet() -> Self {
        let scene = Self::empty();
        fs::create_dir(scene.root().join("rollout")).unwrap();
        for (file, bytes) in files() {
            scene.write(&file, &bytes);
        }
        scene
    }

    /// The hamlet with its newest snapshot as JSON.
    pub(crate) fn with_json() -> Self {
        let scene = Self::hamlet();
        scene.remove(NEWEST);
        scene.write(
            NEWEST_JSON,
            include_bytes!("../fixtures/hamlet.2026-10-31.json"),
        );
        scene
    }

    /// A folder without anything in it.
    pub(crate) fn empty() -> Self {
        let scene = Self {
            dir: tempfile::tempdir().unwrap(),
        };
        fs::create_dir(scene.root()).unwrap();
        scene
    }

    /// The data folder.
    pub(crate) fn root(&self) -> PathBuf {
        self.dir.path().join("data")
    }

    /// A file in it.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.root().join(file)
    }

    /// Writes a file.
    pub(crate) fn write(&self, file: &str, content: impl AsRef<[u8]>) {
        fs::write(self.path(file), content).unwrap();
    }

    /// Removes a file.
    pub(crate) fn remove(&self, file: &str) {
        fs::remove_file(self.path(file)).unwrap();
    }

    /// The text of a file.
    pub(crate) fn text(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).unwrap()
    }

    /// Replaces the first `from`, which must be there.
    pub(crate) fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.text(file);
        assert!(text.contains(from), "{file} has no {from}");
        self.write(file, text.replacen(from, to, 1));
    }

    /// Replaces `from` in the one row that is damaged.
    pub(crate) fn edit_row(&self, file: &str, from: &str, to: &str) {
        let text = self.text(file);
        let row = text.lines().find(|line| line.contains(MARK)).unwrap();
        assert!(row.contains(from), "the row has no {from}");
        self.write(file, text.replacen(row, &row.replacen(from, to, 1), 1));
    }

    /// Makes a file of this size that takes no room.
    pub(crate) fn sparse(&self, file: &str, size: u64) {
        File::create(self.path(file))
            .unwrap()
            .set_len(size)
            .unwrap();
    }

    /// Runs `check` on the folder: the exit code is as expected, the files are as before.
    pub(crate) fn check(&self, code: i32) -> String {
        let before = state(&self.root());
        let ran = self.run(&["check"]);
        assert_eq!(ran.stderr, "");
        assert_eq!(ran.code, Some(code), "{}", ran.stdout);
        assert_eq!(state(&self.root()), before, "the data folder changed");
        ran.told(&self.root(), "DATA")
    }

    /// Runs the program on the folder, with a locale and a terminal for all characters.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        let home = self.dir.path().join("home");
        let mut command = program::command(&home);
        command.env("TERM", "xterm").arg("--data").arg(self.root());
        program::finish(command.args(arguments))
    }

    /// Loads the folder in this process.
    pub(crate) fn load(&self) -> Dataset {
        store::load(&Source::Folder(self.root()), Limits::default())
    }
}

/// The files of the hamlet with their contents.
pub(crate) fn files() -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for below in ["", "rollout/"] {
        for item in fs::read_dir(hamlet::folder().join(below)).unwrap() {
            let item = item.unwrap();
            if item.file_type().unwrap().is_file() {
                let name = item.file_name().into_string().unwrap();
                files.push((format!("{below}{name}"), fs::read(item.path()).unwrap()));
            }
        }
    }
    files.sort();
    files
}

/// Whatever is there: kind, size, time of the last change, and the content where it is small.
pub(crate) fn state(path: &Path) -> BTreeMap<PathBuf, (String, u64, SystemTime, Vec<u8>)> {
    let mut found = BTreeMap::new();
    let Ok(about) = fs::symlink_metadata(path) else {
        return found;
    };
    let small = about.is_file() && about.len() < 1 << 20;
    let content = small.then(|| fs::read(path).unwrap_or_default());
    let kind = format!("{:?}", about.file_type());
    found.insert(
        path.to_owned(),
        (
            kind,
            about.len(),
            about.modified().unwrap(),
            content.unwrap_or_default(),
        ),
    );
    if about.is_dir() {
        for item in fs::read_dir(path).into_iter().flatten() {
            found.extend(state(&item.unwrap().path()));
        }
    }
    found
}

/// A row of the newest snapshot is at fault, and this row only: all others are loaded as ever, and it is either shown
/// or reported.
pub(crate) fn only_one_row_is_hurt(damaged: &Dataset) {
    let whole = Scene::hamlet().load();
    let newest = damaged.rollout.newest().unwrap();
    assert_eq!(damaged.rollout.len(), whole.rollout.len());
    for at in whole.rollout.ids() {
        for cell in whole.responsibility.ids() {
            if (at, cell) != (newest, DAMAGED) {
                assert_eq!(
                    hamlet::told(damaged, at, cell),
                    hamlet::told(&whole, at, cell)
                );
            }
        }
    }
    let rows = shown(&whole, newest);
    let lost = rows - shown(damaged, newest);
    assert!(lost <= 1 && !damaged.problems.is_empty());
    assert!(lost == 0 || damaged.problems.len() == 1);
}

fn shown(data: &Dataset, at: SnapshotId) -> usize {
    let told = |cell: &CellId| data.rollout.cell(at, *cell).phase.is_some();
    data.responsibility.ids().filter(told).count()
}
