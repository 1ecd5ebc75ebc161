//! `ozgtop import open-pvog`: what the public index shows, as evidence of one day.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Progress, fetching, folder, not_after_today, tell};
use crate::analysis::tally::Share;
use crate::app::model::Model;
use crate::cli::arguments::parse_date;
use crate::cli::{Desk, Failure, init};
use crate::domain::cell::CellId;
use crate::domain::date::Date;
use crate::domain::evidence::{Evidence, Sight};
use crate::domain::import_fault::ImportFault;
use crate::domain::problem::{Fault, Problem};
use crate::domain::text::CleanText;
use crate::store::import::open_pvog::compare::{Turn, compare};
use crate::store::import::open_pvog::{self, Reading, Stop};
use crate::store::save::{self, Keys};
use crate::store::write;
use crate::texts::fill;
use crate::ui::field::full_name;
use crate::ui::format;

/// What the file says of where its content comes from.
const SOURCE: &str = "Open-PVOG";

/// What the command line asks for.
#[derive(Debug, Args)]
pub(in crate::cli) struct OpenPvog {
    #[arg(required = true)]
    pub(in crate::cli) sources: Vec<String>,
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(in crate::cli) date: Option<Date>,
    #[arg(long)]
    pub(in crate::cli) dry_run: bool,
    #[arg(long)]
    pub(in crate::cli) replace: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, wanted: &OpenPvog) -> Result<(), Failure> {
    let folder = folder(desk)?;
    if let Some(date) = wanted.date {
        not_after_today(desk, date)?;
    }
    let model = desk.usable_model((80, 24))?;
    let reading = read(desk, &model, wanted)?;
    let evidence = evidence(desk, wanted, &reading);
    let has_bad = tell(desk, &model, &reading.problems)?;
    if wanted.dry_run {
        print_changes(desk, &model, &evidence)?;
    }
    print_summary(desk, &model, &reading, &evidence)?;
    if reading.counts.used == 0 {
        desk.out.flush()?;
        return Err(Failure::Failed(desk.words.pvog_nothing.to_owned()));
    }
    let lacks_pages = |problem: &Problem| {
        matches!(
            problem.fault,
            Fault::Import(ImportFault::MissingPages { .. })
        )
    };
    if reading.problems.iter().any(lacks_pages) {
        // What is missing would look as if the index did not have it.
        desk.out.line(desk.words.import_refused)?;
        desk.out.flush()?;
        return Err(Failure::Data);
    }
    if wanted.dry_run {
        desk.out.line(desk.words.pvog_dry)?;
    } else {
        store(desk, &model, &folder, wanted.replace, &evidence)?;
    }
    if has_bad { Err(Failure::Data) } else { Ok(()) }
}

fn read(desk: &mut Desk<'_>, model: &Model, wanted: &OpenPvog) -> Result<Reading, Failure> {
    let mut progress = Progress::new(desk.words);
    let inputs = fetching::all(desk, model, &wanted.sources, &mut progress)?;
    let outcome = open_pvog::read(&model.data, inputs, &mut progress);
    drop(progress);
    match outcome {
        Ok(reading) => Ok(reading),
        Err(Stop::Asked) => Err(Failure::Failed(desk.words.pvog_stopped.to_owned())),
        Err(Stop::Fault(problem)) => {
            tell(desk, model, &[*problem])?;
            Err(Failure::Data)
        }
    }
}

/// The day is that of the command line, else that of the rows, else that of the newest file, else today.
fn evidence(desk: &Desk<'_>, wanted: &OpenPvog, reading: &Reading) -> Evidence {
    let of_files = || {
        reading
            .origins
            .iter()
            .filter_map(|origin| origin.date)
            .max()
    };
    let date = wanted.date.or(reading.date).or_else(of_files);
    let mut evidence = Evidence::new(date.unwrap_or(desk.today), CleanText::new(SOURCE));
    evidence.origins.clone_from(&reading.origins);
    evidence.add(reading.seen.iter().cloned());
    evidence
}

/// Evidence of the same day is replaced only in the file that an import wrote, and only where that was asked for.
fn store(
    desk: &mut Desk<'_>,
    model: &Model,
    folder: &Path,
    replace: bool,
    evidence: &Evidence,
) -> Result<(), Failure> {
    let path = path(folder, evidence.date);
    let day = format::day(desk.language, evidence.date);
    let is_there = std::fs::symlink_metadata(&path).is_ok();
    let is_known = model
        .data
        .evidence
        .iter()
        .any(|known| known.date == evidence.date);
    if is_there && !replace {
        let shown = path.display().to_string();
        let values = [("date", day.as_str()), ("path", shown.as_str())];
        return Err(Failure::Failed(fill(desk.words.pvog_exists, &values)));
    }
    if path.with_extension("ron").exists() || (is_known && !is_there) {
        let text = fill(desk.words.pvog_other_file, &[("date", &day)]);
        return Err(Failure::Failed(text));
    }
    let keys = Keys {
        register: &model.data.register,
        catalogue: &model.data.catalogue,
        responsibility: &model.data.responsibility,
    };
    let text = save::evidence(&keys, evidence, None);
    let written = if is_there {
        write::replace_file(&path, text.as_bytes())
    } else {
        write::new_file(&path, text.as_bytes())
    };
    written.map_err(|error| init::failed(desk, &path, &error))?;
    let shown = path.display().to_string();
    Ok(desk
        .out
        .line(&fill(desk.words.cli_stand_written, &[("path", &shown)]))?)
}

fn path(folder: &Path, date: Date) -> PathBuf {
    folder.join("evidence").join(format!("{date}.json"))
}

/// What the evidence changes against that in force before: per service the numbers, and every cell.
fn print_changes(desk: &mut Desk<'_>, model: &Model, after: &Evidence) -> Result<(), Failure> {
    let (w, data, lens) = (desk.words, &model.data, model.lens());
    let day = format::day(desk.language, after.date);
    let mut earlier = data.evidence.iter().rev();
    let before = earlier.find(|evidence| evidence.date <= after.date);
    let head = match before {
        Some(before) => {
            let before = format::day(desk.language, before.date);
            fill(w.pvog_against, &[("date", &day), ("before", &before)])
        }
        None => fill(w.pvog_first, &[("date", &day)]),
    };
    desk.out.line(&head)?;
    let mut is_same = true;
    for service in data.catalogue.ids() {
        let turns = compare(before, after, data.responsibility.of_service(service));
        if turns.is_empty() {
            continue;
        }
        is_same = false;
        let count = |wanted| {
            let of = turns.iter().filter(|(_, turn)| *turn == wanted);
            format::number(desk.language, of.count() as u64)
        };
        let name = lens.language.of(&data.catalogue.service(service).name);
        let (new, gone, broken) = (count(Turn::New), count(Turn::Gone), count(Turn::Broken));
        let values = [
            ("service", name.as_str()),
            ("new", &new),
            ("gone", &gone),
            ("broken", &broken),
        ];
        desk.out.line(&fill(w.pvog_turns, &values))?;
        let short = data.catalogue.service(service).short.clone();
        for (cell, turn) in turns {
            let sign = match turn {
                Turn::New => '+',
                Turn::Gone => '-',
                Turn::Broken => '~',
            };
            desk.out
                .line(&format!("  {sign} {short} {}", name_of(model, cell)))?;
        }
    }
    if is_same {
        desk.out.line(w.pvog_same)?;
    }
    Ok(desk.out.line("")?)
}

fn name_of(model: &Model, cell: CellId) -> String {
    let slot = model.data.responsibility.slot(cell);
    slot.map_or_else(String::new, |slot| full_name(&model.lens(), slot.body))
}

fn print_summary(
    desk: &mut Desk<'_>,
    model: &Model,
    reading: &Reading,
    evidence: &Evidence,
) -> Result<(), Failure> {
    let (w, counts, language) = (desk.words, &reading.counts, desk.language);
    let number = |value| format::number(language, value);
    let (rows, day) = (number(counts.rows), format::day(language, evidence.date));
    let head = fill(w.pvog_read, &[("n", &rows), ("date", &day)]);
    desk.out.line(&head)?;
    for (count, label) in [
        (counts.used, w.pvog_used),
        (counts.other_service, w.pvog_other_service),
        (counts.other_land, w.pvog_other_land),
        (counts.left_out, w.pvog_left_out),
        (counts.no_cell, w.pvog_no_cell),
        (counts.bad, w.pvog_bad),
    ] {
        desk.out.line(&format!("{:>11}  {label}", number(count)))?;
        if label == w.pvog_no_cell {
            for (service, body) in &reading.without_cell {
                let service = &model.data.catalogue.service(*service).short;
                let body = full_name(&model.lens(), *body);
                let values = [("service", service.as_str()), ("body", body.as_str())];
                let example = fill(w.pvog_example, &values);
                desk.out.line(&format!("{:>13}{example}", ""))?;
            }
        }
    }
    let entries = evidence.entries();
    let working = entries.filter(|(_, seen)| seen.sight() == Sight::Working);
    let share = Share {
        part: working.count() as u64,
        whole: model.data.responsibility.len() as u64,
    };
    let values = [
        ("n", &*number(share.part)),
        ("m", &*number(share.whole)),
        ("percent", &*format::percent(share)),
    ];
    Ok(desk.out.line(&fill(w.pvog_cells, &values))?)
}
