//! `ozgtop import table`: a tracking list as a new snapshot.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Progress, changes, folder, not_after_today, tell};
use crate::app::model::Model;
use crate::cli::arguments::parse_date;
use crate::cli::{Desk, Failure, init};
use crate::domain::cell::{Cell, CellId};
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::problem::Problem;
use crate::domain::rollout::{Snapshot, SnapshotId};
use crate::domain::text::CleanText;
use crate::store::import::sheet::Stop;
use crate::store::import::table::{self, Mapping, Outcome};
use crate::store::import::{MAX_BYTES, Original};
use crate::store::save::{self, Keys};
use crate::store::write;
use crate::texts::fill;

/// Most rows of sums that are named.
const MAX_SUMS: usize = 20;

/// What the command line asks for.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "flags of a command line are switches"
)]
pub(in crate::cli) struct ImportTable {
    pub(in crate::cli) file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) mapping: Option<PathBuf>,
    #[arg(long, value_parser = parse_date)]
    pub(in crate::cli) date: Option<Date>,
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) sheet: Option<String>,
    #[arg(long)]
    pub(in crate::cli) complete: bool,
    #[arg(long, conflicts_with = "mapping")]
    pub(in crate::cli) propose: bool,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long)]
    pub(in crate::cli) replace: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, options: &ImportTable) -> Result<(), Failure> {
    let original = Original::read(&options.file, MAX_BYTES);
    // A mapping can be proposed without a folder to write to.
    let folder = if options.propose {
        None
    } else {
        Some(folder(desk)?)
    };
    let model = desk.usable_model((80, 24))?;
    let original = match original {
        Ok(original) => original,
        Err(problem) => return refuse(desk, &model, &[*problem]),
    };
    let mut progress = Progress::new(desk.words);
    let Some(folder) = folder else {
        let sheet = options.sheet.as_deref();
        let proposed = table::propose(&original, sheet, &model.data, &mut progress);
        drop(progress);
        return match proposed {
            Ok(text) => {
                desk.out
                    .line(&format!("// {}", desk.words.cli_table_proposal))?;
                Ok(desk.out.lines(text.trim_end())?)
            }
            Err(stop) => stopped(desk, &model, stop),
        };
    };
    let mapping = match &options.mapping {
        None => Mapping::default(),
        Some(path) => match Mapping::read(path, &model.data.catalogue) {
            Ok(mapping) => mapping,
            Err(problems) => return refuse(desk, &model, &problems),
        },
    };
    let (date, why) = date(desk, options, &mapping, &original)?;
    not_after_today(desk, date)?;
    desk.err.line(&fill(why, &[("date", &date.to_string())]))?;
    let path = target(desk, &folder, date, options)?;
    let base = table::in_force(&model.data, date, false);
    let sheet = options.sheet.as_deref().or(mapping.sheet.as_deref());
    let ground = (&*model.data, base, date);
    let outcome = table::read(&original, sheet, &mapping, ground, &mut progress);
    drop(progress);
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(stop) => return stopped(desk, &model, stop),
    };
    if outcome.facts.encoding_assumed {
        desk.err.line(desk.words.cli_table_assumed)?;
    }
    desk.err.flush()?;
    let source = mapping.source.as_deref();
    let source = source.map_or_else(|| original.origin.name.clone(), CleanText::new);
    let snapshot = snapshot(&model.data, base, date, options.complete, source);
    let snapshot = Snapshot {
        origins: vec![original.origin],
        ..snapshot
    };
    conclude(desk, &model, options, (base, &path), &snapshot, &outcome)
}

/// What is said of the new snapshot. One that takes a list in keeps its sources, and stays complete where it was; what
/// it takes over from an invented one is as invented.
fn snapshot(
    data: &Dataset,
    base: Option<SnapshotId>,
    date: Date,
    is_complete: bool,
    source: CleanText,
) -> Snapshot {
    let base = base.and_then(|id| data.rollout.snapshot(id));
    let replaced = base.filter(|base| base.date == date);
    let complete = is_complete
        || replaced.is_some_and(|replaced| replaced.complete)
        || table::in_force(data, date, true).is_none();
    let mut sources = replaced.map_or_else(Vec::new, |replaced| replaced.sources.clone());
    if !sources.contains(&source) {
        sources.push(source);
    }
    let taken_over = if complete { base } else { replaced };
    Snapshot {
        date,
        complete,
        sources,
        synthetic: taken_over.is_some_and(|base| base.synthetic),
        origins: Vec::new(),
    }
}

/// Tells what changes, writes it, and tells what was left out.
fn conclude(
    desk: &mut Desk<'_>,
    model: &Model,
    options: &ImportTable,
    (base, path): (Option<SnapshotId>, &Path),
    snapshot: &Snapshot,
    outcome: &Outcome,
) -> Result<(), Failure> {
    changes::print(desk, model, options.dry_run, outcome)?;
    let left_out = tell(desk, model, &outcome.problems)?;
    if outcome.cells.is_empty() {
        desk.out.line(desk.words.cli_table_nothing)?;
    } else if options.dry_run {
        desk.out.line(desk.words.cli_table_dry)?;
    } else {
        let cells = written_cells(model, base, snapshot, outcome);
        let keys = Keys {
            register: &model.data.register,
            catalogue: &model.data.catalogue,
            responsibility: &model.data.responsibility,
        };
        let text = save::snapshot(&keys, snapshot, &outcome.values, &cells);
        let written = if options.replace && path.exists() {
            write::replace_file(path, text.as_bytes())
        } else {
            write::new_file(path, text.as_bytes())
        };
        written.map_err(|error| init::failed(desk, path, &error))?;
        init::said(desk, path, 1)?;
    }
    summary(desk, outcome)?;
    desk.out.flush()?;
    if left_out || outcome.cells.is_empty() {
        Err(Failure::Data)
    } else {
        Ok(())
    }
}

/// The date of the snapshot, and the sentence that says where it is from.
fn date(
    desk: &Desk<'_>,
    options: &ImportTable,
    mapping: &Mapping,
    original: &Original,
) -> Result<(Date, &'static str), Failure> {
    let w = desk.words;
    let known = [
        (options.date, w.cli_table_date_given),
        (mapping.date(), w.cli_table_date_mapping),
        (original.origin.date, w.cli_table_date_file),
    ];
    let first = known.into_iter().find_map(|(date, why)| Some((date?, why)));
    first.ok_or_else(|| Failure::Usage(w.cli_table_no_date.to_owned()))
}

/// The file that is written. Another file of the same day stays as it is: its cells would stand beside the new ones.
fn target(
    desk: &Desk<'_>,
    folder: &Path,
    date: Date,
    options: &ImportTable,
) -> Result<PathBuf, Failure> {
    let rollout = folder.join("rollout");
    let path = rollout.join(format!("{date}.json"));
    let start = date.to_string();
    let entries = std::fs::read_dir(&rollout).into_iter().flatten().flatten();
    let mut same_day: Vec<_> = entries
        .map(|entry| entry.path())
        .filter(|found| {
            let name = found.file_name().unwrap_or_default().to_string_lossy();
            let is_data = found
                .extension()
                .is_some_and(|extension| extension == "json" || extension == "ron");
            is_data && name.starts_with(&start)
        })
        .collect();
    same_day.sort();
    match same_day.iter().find(|found| **found != path) {
        Some(other) if !options.dry_run => {
            let other = other.display().to_string();
            let text = fill(desk.words.cli_table_other_file, &[("path", &other)]);
            Err(Failure::Failed(text))
        }
        _ if same_day.contains(&path) && !options.replace && !options.dry_run => {
            let shown = path.display().to_string();
            let text = fill(desk.words.cli_table_exists, &[("path", &shown)]);
            Err(Failure::Failed(text))
        }
        _ => Ok(path),
    }
}

/// The cells of the file: what changed since the snapshot before; in a complete snapshot every cell that was ever
/// reported, as a list that does not name a cell does not say that nobody knows of it.
fn written_cells(
    model: &Model,
    base: Option<SnapshotId>,
    snapshot: &Snapshot,
    outcome: &Outcome,
) -> Vec<(CellId, Cell)> {
    let data = &model.data;
    let of = |known: Option<SnapshotId>, id| {
        known.map_or(Cell::UNKNOWN, |known| data.rollout.cell(known, id))
    };
    let before = table::in_force(data, snapshot.date, true).filter(|_| !snapshot.complete);
    let now = |id| match outcome.cells.get(&id) {
        Some((_, after)) => *after,
        None => of(base, id),
    };
    let all = data.responsibility.ids().map(|id| (id, now(id)));
    all.filter(|(id, cell)| *cell != of(before, *id)).collect()
}

fn summary(desk: &mut Desk<'_>, outcome: &Outcome) -> Result<(), Failure> {
    let changed: Vec<_> = outcome.changed().collect();
    let new = changed
        .iter()
        .filter(|(_, before, _)| **before == Cell::UNKNOWN)
        .count() as u64;
    let changed = changed.len() as u64 - new;
    // A row that repeats another word for word changes nothing either.
    let same = outcome.told - outcome.left_out - new - changed;
    let figures = [
        ("rows", outcome.rows),
        ("cells", outcome.told),
        ("new", new),
        ("changed", changed),
        ("same", same),
        ("left", outcome.left_out),
    ]
    .map(|(name, count)| (name, count.to_string()));
    let values: Vec<_> = figures
        .iter()
        .map(|(name, count)| (*name, count.as_str()))
        .collect();
    desk.out
        .line(&fill(desk.words.cli_table_summary, &values))?;
    let sums = outcome.sums.iter().take(MAX_SUMS).map(|(row, name)| {
        let values = [("row", &*row.to_string()), ("name", name.as_str())];
        fill(desk.words.cli_table_row, &values)
    });
    let sums: Vec<_> = sums.collect();
    if !sums.is_empty() {
        let rows = sums.join(", ");
        desk.out
            .line(&fill(desk.words.cli_table_sums, &[("rows", &rows)]))?;
    }
    Ok(())
}

/// Nothing can be read: what is wrong is told.
fn refuse(desk: &mut Desk<'_>, model: &Model, problems: &[Problem]) -> Result<(), Failure> {
    tell(desk, model, problems)?;
    Err(Failure::Data)
}

fn stopped(desk: &mut Desk<'_>, model: &Model, stop: Stop) -> Result<(), Failure> {
    match stop {
        Stop::Fault(problem) => refuse(desk, model, &[*problem]),
        Stop::Asked => Err(Failure::Failed(desk.words.cli_import_stopped.to_owned())),
    }
}
