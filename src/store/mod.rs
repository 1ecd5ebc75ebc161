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
use std::sync::Arc;

use crate::domain::dataset::{Dataset, Land};
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::register::Register;
use crate::domain::rollout::Rollout;
use crate::domain::service::Catalogue;
use crate::domain::text::CleanText;
pub use bundled::FILES as BUNDLED_FILES;
use folder::Listed;
pub use folder::{ROLLOUT, Source};

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
    let mut opened = Opened::new(files, problems);
    let Some(rollout) = opened.newest() else {
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
    reading: rollout::Reading,
    of_evidence: Vec<Problem>,
}

impl Opened {
    fn new(files: Listed, mut problems: Vec<Problem>) -> Self {
        let mut opened = Self {
            data: read_ground(&files, &mut problems),
            files,
            problems,
            reading: rollout::Reading::default(),
            of_evidence: Vec::new(),
        };
        if opened.has_ground() {
            let ground = ground::Ground::of(&opened.data);
            opened.reading = rollout::Reading::new(&ground);
            let evidence = evidence::read(&opened.files, &ground, &mut opened.of_evidence);
            opened.data.evidence = evidence.into();
        }
        opened
    }

    /// Whether rows about cells can be read: else every one would be a problem that only repeats the first.
    fn has_ground(&self) -> bool {
        !self.data.catalogue.is_empty() && !self.data.register.is_empty()
    }

    fn newest(&mut self) -> Option<Rollout> {
        let ground = ground::Ground::of(&self.data);
        let has_ground = self.has_ground();
        has_ground.then(|| self.reading.newest(&self.files, &ground))?
    }

    fn finish(mut self) -> Dataset {
        if self.has_ground() {
            let ground = ground::Ground::of(&self.data);
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

/// Reads everything that does not follow the snapshots.
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
    let read_outlines = |document: &mut document::Document<'_>| outlines::read(document, &register);
    let outlines = if register.is_empty() {
        None // every row would be a problem that only repeats the first
    } else {
        files.read_if_there("outlines", problems, read_outlines)
    };
    Dataset {
        register_source,
        register_origin,
        outlines: Arc::new(outlines.unwrap_or_default()),
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
