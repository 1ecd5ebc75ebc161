//! `ozgtop report`: the report of a week, printed or as a file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::arguments::parse_date;
use super::{Desk, Failure, diff, place};
use crate::analysis::select::Filter;
use crate::app::message::Message;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::app::update::update;
use crate::domain::date::Date;
use crate::domain::rollout::SnapshotId;
use crate::export::report::{Format, report};
use crate::texts::fill;
use crate::ui::format::day;

/// What the command line asks for.
#[derive(Debug, Args)]
pub(super) struct Report {
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(super) from: Option<Date>,
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub(super) to: Option<Date>,
    #[arg(long)]
    pub(super) annex: bool,
    #[arg(long, value_enum)]
    pub(super) format: Option<Paper>,
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    #[arg(long)]
    pub(super) replace: bool,
}

/// What a report is written as.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Paper {
    Html,
    Markdown,
}

pub(super) fn run(desk: &mut Desk<'_>, wanted: &Report) -> Result<(), Failure> {
    let format = format(desk, wanted)?;
    let mut model = desk.usable_model((80, 24))?;
    // A filter by reach means that of the services, as in their list.
    update(&mut model, Message::Opened(Screen::Services));
    if let Some((from, to)) = dates(desk, &model, wanted)? {
        let asked = Message::Asked {
            at: to,
            compared: from,
        };
        update(&mut model, asked);
    }
    let filter = model.filter.as_ref().map(Filter::text);
    let text = report(&model.lens(), filter, wanted.annex, format);
    let out = wanted.out.as_deref();
    place::put(desk, out, text.as_bytes(), wanted.replace)
}

/// What is written: as asked for, else by the ending of the file, else a text.
fn format(desk: &Desk<'_>, wanted: &Report) -> Result<Format, Failure> {
    if wanted.replace && place::named(wanted.out.as_deref()).is_none() {
        return Err(Failure::Usage(desk.words.report_needs_out.to_owned()));
    }
    match (wanted.format, place::named(wanted.out.as_deref())) {
        (Some(Paper::Html), _) => Ok(Format::Html),
        (Some(Paper::Markdown), _) | (None, None) => Ok(Format::Markdown),
        (None, Some(path)) => {
            let ending = path
                .extension()
                .map(|it| it.to_string_lossy().to_lowercase());
            match ending.as_deref() {
                Some("html" | "htm") => Ok(Format::Html),
                Some("md" | "markdown") => Ok(Format::Markdown),
                _ => {
                    let path = path.display().to_string();
                    let text = fill(desk.words.report_which_format, &[("path", &path)]);
                    Err(Failure::Usage(text))
                }
            }
        }
    }
}

/// The snapshot reported, and the one it is compared with; `None` where there is no snapshot at all.
fn dates(
    desk: &mut Desk<'_>,
    model: &Model,
    wanted: &Report,
) -> Result<Option<(Option<SnapshotId>, SnapshotId)>, Failure> {
    let Some(newest) = model.standing.at else {
        return Ok(None);
    };
    if let (Some(from), Some(to)) = (wanted.from, wanted.to)
        && from > to
    {
        let [from, to] = [from, to].map(|date| day(desk.language, date));
        let text = fill(desk.words.report_wrong_way, &[("from", &from), ("to", &to)]);
        return Err(Failure::Usage(text));
    }
    let to = match wanted.to {
        Some(date) => diff::snapshot(desk, model, date)?,
        None => newest,
    };
    let from = match wanted.from {
        Some(date) => Some(diff::snapshot(desk, model, date)?),
        None => to.previous(),
    };
    if from.is_some_and(|from| from >= to) {
        let date = model.data.rollout.snapshot(to).map(|it| it.date);
        let date = date
            .map(|date| day(desk.language, date))
            .unwrap_or_default();
        let text = fill(desk.words.report_same_stand, &[("date", &date)]);
        return Err(Failure::Usage(text));
    }
    Ok(Some((from, to)))
}
