//! Files: the data folder in, domain values and problems out; and the few explicit ways of writing.
//!
//! This room knows no screen and no settings. Nothing here stops at the first fault: whatever can be read is read, and
//! everything else becomes a [`Problem`].

mod bundled;
mod catalogue;
mod document;
mod evidence;
mod folder;
mod ground;
pub mod import;
mod land;
mod milestones;
mod outlines;
mod register;
mod rollout;
pub mod save;
mod shapes;
pub mod shelf;
pub mod still;
pub mod write;

use std::collections::HashMap;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use crate::domain::dataset::{Dataset, Land};
use crate::domain::evidence::Evidence;
use crate::domain::outline::Outlines;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::register::Register;
use crate::domain::rollout::Rollout;
use crate::domain::service::Catalogue;
use crate::domain::text::CleanText;
pub use bundled::FILES as BUNDLED_FILES;
use folder::Listed;
pub use folder::{ROLLOUT, Source};
use ground::Ground;
use rollout::{Reading, Ready};

/// The version of the data format that this program reads and writes.
pub const SCHEMA: u32 = 1;

/// How much is read at most.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Largest data file in bytes.
    pub file_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
        }
    }
}

/// Loads everything from `source`. Never fails as a whole: a data set without services or bodies says why in its
/// problems.
pub fn load(source: &Source, limits: Limits) -> Dataset {
    let (files, problems) = list(source, limits);
    Opened::new(files, problems).finish()
}

fn list(source: &Source, limits: Limits) -> (Listed, Vec<Problem>) {
    let mut problems = Vec::new();
    let mut files = source.list(&mut problems);
    files.limits = limits;
    (files, problems)
}

/// Loads the newest snapshot and what it stands on; the older ones are left to [`Rest::load`], where there are some and the
/// newest can be told without them.
pub fn load_newest(source: &Source, limits: Limits) -> (Dataset, Option<Rest>) {
    let (files, problems) = list(source, limits);
    let (opened, rollout) = Opened::newest(files, problems);
    let Some(rollout) = rollout else {
        return (opened.finish(), None);
    };
    let Opened { data, problems, .. } = &opened;
    let known = opened.reading.problems();
    let all = problems.iter().chain(known).chain(&opened.of_evidence);
    let first = Dataset {
        rollout,
        problems: condense(all.cloned().collect()),
        awaits_history: true,
        land: data.land.clone(),
        catalogue: Arc::clone(&data.catalogue),
        register: Arc::clone(&data.register),
        register_source: data.register_source.clone(),
        register_origin: data.register_origin.clone(),
        responsibility: Arc::clone(&data.responsibility),
        outlines: Arc::clone(&data.outlines),
        evidence: Arc::clone(&data.evidence),
    };
    (first, Some(Rest(opened)))
}

/// The older snapshots, not read yet.
pub struct Rest(Opened);

impl Rest {
    /// Reads them. What came of it has all that the first data set has, under the same ids but those of snapshots.
    pub fn load(self) -> Dataset {
        self.0.finish()
    }
}

/// A source while it is read: everything but the snapshots is there.
struct Opened {
    files: Listed,
    data: Dataset,
    problems: Vec<Problem>,
    reading: Reading,
    of_evidence: Vec<Problem>,
}

impl Opened {
    fn new(files: Listed, mut problems: Vec<Problem>) -> Self {
        let data = read_ground(&files, &mut problems);
        Self::beside(files, problems, data, Reading::all).0
    }

    /// The newest snapshot first: its rows are parsed on another thread while this one reads what they are checked against.
    fn newest(files: Listed, mut problems: Vec<Problem>) -> (Self, Option<Rollout>) {
        let newest = Ready::of(&files);
        // What is wrong with it is told when it is read again.
        let text = newest.and_then(|(_, entry)| files.text(entry, &mut Vec::new()));
        let parse = || {
            let (at, entry) = newest?;
            Ready::read(at, entry, text.as_deref()?)
        };
        let (ready, data) = side_by_side(parse, || read_ground(&files, &mut problems));
        let read = |reading: &mut Reading, files: &Listed, ground: &Ground<'_>| {
            reading.newest(files, ground, ready)
        };
        let (opened, rollout) = Self::beside(files, problems, data, read);
        (opened, rollout.flatten())
    }

    /// Reads evidence and outlines on another thread, while this one does something with the snapshots; nothing of that
    /// where there is no ground.
    fn beside<T>(
        files: Listed,
        mut problems: Vec<Problem>,
        mut data: Dataset,
        with_snapshots: impl FnOnce(&mut Reading, &Listed, &Ground<'_>) -> T,
    ) -> (Self, Option<T>) {
        let ground = Ground::of(&data);
        let mut reading = Reading::new(&ground);
        let (aside, done) = side_by_side(
            || Aside::read(&files, &ground),
            || {
                let is_there = ground.is_there();
                is_there.then(|| with_snapshots(&mut reading, &files, &ground))
            },
        );
        problems.extend(aside.of_outlines);
        data.outlines = Arc::new(aside.outlines.unwrap_or_default());
        data.evidence = aside.evidence.into();
        let opened = Self {
            data,
            files,
            problems,
            reading,
            of_evidence: aside.of_evidence,
        };
        (opened, done)
    }

    fn finish(mut self) -> Dataset {
        let ground = Ground::of(&self.data);
        if ground.is_there() {
            self.data.rollout = self
                .reading
                .finish(&self.files, &ground, &mut self.problems);
            self.problems.append(&mut self.of_evidence);
        }
        Dataset {
            problems: condense(self.problems),
            ..self.data
        }
    }
}

/// What is read beside the snapshots, and what was found wrong with it.
#[derive(Default)]
struct Aside {
    outlines: Option<Outlines>,
    of_outlines: Vec<Problem>,
    evidence: Vec<Evidence>,
    of_evidence: Vec<Problem>,
}

impl Aside {
    fn read(files: &Listed, ground: &Ground<'_>) -> Self {
        let mut aside = Self::default();
        let read =
            |document: &mut document::Document<'_>| outlines::read(document, ground.register);
        // Without bodies every row would be a problem that only repeats the first.
        if !ground.register.is_empty() {
            aside.outlines = files.read_if_there("outlines", &mut aside.of_outlines, read);
        }
        if ground.is_there() {
            aside.evidence = evidence::read(files, ground, &mut aside.of_evidence);
        }
        aside
    }
}

/// Does two things at once; the first on another thread, if there is one to be had. That bears the name of this one, as what
/// a panic means hangs on the name.
fn side_by_side<A: Send, B>(
    one: impl Fn() -> A + Copy + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    let this = thread::current();
    thread::scope(|scope| {
        let name = this.name().unwrap_or("store").to_owned();
        let started = thread::Builder::new().name(name).spawn_scoped(scope, one);
        let other = other();
        let one = match started.map(thread::ScopedJoinHandle::join) {
            Ok(Ok(one)) => one,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(_) => one(),
        };
        (one, other)
    })
}

/// Reads what everything else is checked against.
fn read_ground(files: &Listed, problems: &mut Vec<Problem>) -> Dataset {
    let land = files.read("land", problems, land::read).unwrap_or_default();
    let before = problems.len();
    let register = files.read("bodies", problems, register::read);
    let (register, register_source, register_origin) =
        register.unwrap_or_else(|| (empty_register(), CleanText::default(), None));
    if register.is_empty() && problems.len() == before {
        files.nothing_inside("bodies", problems);
    }
    let before = problems.len();
    let read_services =
        |document: &mut document::Document<'_>| catalogue::read(document, &register);
    let catalogue = files
        .read("services", problems, read_services)
        .unwrap_or_default();
    if catalogue.is_empty() && problems.len() == before {
        files.nothing_inside("services", problems);
    }
    Dataset {
        register_source,
        register_origin,
        ..Dataset::new(land, catalogue, register, Rollout::default())
    }
}

/// One problem for what is wrong in the same way at many places: a service or a body that is lost takes all its rows
/// with it.
fn condense(problems: Vec<Problem>) -> Vec<Problem> {
    let mut condensed: Vec<Problem> = Vec::with_capacity(problems.len());
    let mut first = HashMap::new();
    for problem in problems {
        let (kind, one, other) = match &problem.fault {
            Fault::UnknownService { key } => (0, Some(key), None),
            Fault::UnknownBody { key } => (1, Some(key), None),
            Fault::NoParent { key } => (2, Some(key), None),
            Fault::NotResponsible { service, body, .. } => (3, Some(service), Some(body)),
            _ => (4, None, None),
        };
        let next = condensed.len();
        let at = match one.cloned() {
            Some(one) => *first.entry((kind, one, other.cloned())).or_insert(next),
            None => next,
        };
        match condensed.get_mut(at) {
            Some(known) => known.more += 1,
            None => condensed.push(problem),
        }
    }
    condensed
}

/// The files of a source that are not of the roll-out, as they are written; or why one cannot be read.
pub fn ground_files(
    source: &Source,
    limits: Limits,
) -> Result<Vec<(String, Vec<u8>)>, Vec<Problem>> {
    let (files, mut problems) = list(source, limits);
    let texts: Vec<_> = files
        .singles()
        .filter_map(|entry| {
            Some((
                entry.path.clone(),
                files.text(entry, &mut problems)?.into_owned().into_bytes(),
            ))
        })
        .collect();
    if problems.is_empty() {
        Ok(texts)
    } else {
        Err(problems)
    }
}

/// Because of the last problem a whole file, or the folder, is lost.
fn lose(problems: &mut [Problem]) {
    if let Some(last) = problems.last_mut() {
        last.whole = true;
    }
}

fn empty_register() -> Register {
    Register::new(Vec::new(), Vec::new(), Vec::new())
}

impl Listed {
    /// Says that one of the single files holds no row.
    fn nothing_inside(&self, stem: &str, problems: &mut Vec<Problem>) {
        if let Some(entry) = self.single(stem, &mut Vec::new()) {
            problems.push(Problem::at(entry.place(), Fault::NothingInside));
            lose(problems);
        }
    }

    /// Reads one of the single files of the folder, whatever its extension, with the given reader.
    fn read<T>(
        &self,
        stem: &str,
        problems: &mut Vec<Problem>,
        reader: impl FnOnce(&mut document::Document<'_>) -> Option<T>,
    ) -> Option<T> {
        if self.usable && self.single(stem, &mut Vec::new()).is_none() {
            let file = CleanText::new(&format!("{stem}.ron"));
            let place = Place {
                file,
                position: None,
            };
            problems.push(Problem::at(place, Fault::FileMissing));
            lose(problems);
        }
        self.read_if_there(stem, problems, reader)
    }

    /// The same of a file that may be missing.
    fn read_if_there<T>(
        &self,
        stem: &str,
        problems: &mut Vec<Problem>,
        reader: impl FnOnce(&mut document::Document<'_>) -> Option<T>,
    ) -> Option<T> {
        let entry = self.single(stem, problems)?;
        let text = self.text(entry, problems)?;
        let mut document = document::Document::new(entry, &text);
        let value = reader(&mut document);
        problems.extend(document.into_problems());
        if value.is_none() {
            lose(problems);
        }
        value
    }
}

impl Default for Dataset {
    fn default() -> Self {
        Self::new(
            Land::default(),
            Catalogue::default(),
            empty_register(),
            Rollout::default(),
        )
    }
}
