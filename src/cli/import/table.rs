//! `ozgtop import table`: a tracking list as a new snapshot.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Progress, folder, tell};
use crate::app::model::Model;
use crate::cli::arguments::parse_date;
use crate::cli::{Desk, Failure, init};
use crate::domain::cell::{Cell, CellId};
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
use crate::ui::field::full_name;
use crate::ui::phase;

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
    let model = desk.usable_model((80, 24))?;
    let original = match original {
        Ok(original) => original,
        Err(problem) => return refuse(desk, &model, &[*problem]),
    };
    let mut progress = Progress::new(desk.words);
    if options.propose {
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
    }
    let folder = folder(desk)?;
    let mapping = match &options.mapping {
        None => Mapping::default(),
        Some(path) => match Mapping::read(path, &model.data.catalogue) {
            Ok(mapping) => mapping,
            Err(problems) => return refuse(desk, &model, &problems),
        },
    };
    let (date, why) = date(desk, options, &mapping, &original)?;
    desk.err.line(&fill(why, &[("date", &date.to_string())]))?;
    let path = target(desk, &folder, date, options)?;
    let base = table::in_force(&model.data, date, options.replace);
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
    let snapshot = Snapshot {
        date,
        complete: options.complete || table::in_force(&model.data, date, true).is_none(),
        sources: vec![source.map_or_else(|| original.origin.name.clone(), CleanText::new)],
        synthetic: false,
        origins: vec![original.origin],
    };
    conclude(desk, &model, options, (base, &path), &snapshot, &outcome)
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
    print_changes(desk, model, options.dry_run, outcome)?;
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
    if left_out { Err(Failure::Data) } else { Ok(()) }
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
    let exists = std::io::ErrorKind::AlreadyExists;
    match same_day.iter().find(|found| **found != path) {
        Some(other) if !options.dry_run => {
            let other = other.display().to_string();
            let text = fill(desk.words.cli_table_other_file, &[("path", &other)]);
            Err(Failure::Failed(text))
        }
        _ if same_day.contains(&path) && !options.replace && !options.dry_run => {
            Err(init::failed(desk, &path, &exists.into()))
        }
        _ => Ok(path),
    }
}

/// The cells of the file: what changed; in a complete snapshot every cell that was ever reported.
fn written_cells(
    model: &Model,
    base: Option<SnapshotId>,
    snapshot: &Snapshot,
    outcome: &Outcome,
) -> Vec<(CellId, Cell)> {
    if !snapshot.complete {
        let changed = outcome.changed();
        return changed.map(|(id, _, after)| (id, *after)).collect();
    }
    let data = &model.data;
    let now = |id| {
        let told = outcome.cells.get(&id).map(|(_, after)| *after);
        let before = || base.map(|base| data.rollout.cell(base, id));
        told.or_else(before)
    };
    let all = data.responsibility.ids();
    all.filter_map(|id| Some((id, now(id)?)))
        .filter(|(_, cell)| *cell != Cell::UNKNOWN)
        .collect()
}

/// Counts by service, and in a dry run every changed cell.
fn print_changes(
    desk: &mut Desk<'_>,
    model: &Model,
    is_dry: bool,
    outcome: &Outcome,
) -> Result<(), Failure> {
    let data = &model.data;
    let lens = model.lens();
    let slot = |id| data.responsibility.slot(id);
    for service in data.catalogue.ids() {
        let short = data.catalogue.service(service).short.as_str();
        let here = outcome
            .cells
            .iter()
            .filter(|(id, _)| slot(**id).is_some_and(|slot| slot.service == service));
        let (mut new, mut changed, mut same) = (0_u64, 0_u64, 0_u64);
        for (_, (before, after)) in here.clone() {
            match (before == after, *before == Cell::UNKNOWN) {
                (true, _) => same += 1,
                (false, true) => new += 1,
                (false, false) => changed += 1,
            }
        }
        if new + changed + same == 0 {
            continue;
        }
        let [new, changed, same] = [new, changed, same].map(|count| count.to_string());
        let values = [
            ("short", short),
            ("new", &new),
            ("changed", &changed),
            ("same", &same),
        ];
        desk.out
            .line(&fill(desk.words.cli_table_service, &values))?;
        for (id, (before, after)) in here.filter(|(_, (before, after))| is_dry && before != after) {
            let body = slot(*id).map_or_else(String::new, |slot| full_name(&lens, slot.body));
            let word = |cell: &Cell| phase::look(desk.words, cell.phase).word;
            let line = if before.phase == after.phase {
                let values = [("short", short), ("body", &body), ("phase", word(after))];
                fill(desk.words.cli_table_fields, &values)
            } else {
                let values = [
                    ("short", short),
                    ("body", &body),
                    ("before", word(before)),
                    ("after", word(after)),
                ];
                fill(desk.words.cli_table_change, &values)
            };
            desk.out.line(&line)?;
        }
    }
    Ok(())
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
    Ok(desk
        .out
        .line(&fill(desk.words.cli_table_summary, &values))?)
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
