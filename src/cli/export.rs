//! `ozgtop export`: what an address shows, as a file for others.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, frame, place};
use crate::app::export::FileFormat;
use crate::texts::fill;
use crate::ui::context::Context;

#[derive(Debug, Args)]
pub(super) struct Export {
    pub(super) what: Option<String>,
    #[arg(long)]
    pub(super) format: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
    #[arg(long, default_value = "120x40")]
    pub(super) size: String,
    #[arg(long, default_value = "", allow_hyphen_values = true)]
    pub(super) keys: String,
    #[arg(long)]
    pub(super) replace: bool,
    #[arg(long)]
    pub(super) bare: bool,
}

pub(super) fn run(desk: &mut Desk<'_>, export: &Export) -> Result<(), Failure> {
    let format = format(desk, export)?;
    if format == FileFormat::Xlsx
        && place::named(export.out.as_deref()).is_none()
        && stdout().is_terminal()
    {
        return Err(Failure::Usage(desk.words.export_terminal.to_owned()));
    }
    let model = frame::model(desk, &export.size, &export.keys, export.what.as_deref())?;
    let context = context(desk, format, export);
    let content = crate::export::file(&model, context, format, export.bare);
    let content = content.map_err(Failure::Failed)?;
    place::put(desk, export.out.as_deref(), &content, export.replace)
}

/// The format that is named, or that the name of the file tells.
fn format(desk: &Desk<'_>, export: &Export) -> Result<FileFormat, Failure> {
    let named = export.format.as_deref().map(FileFormat::parse);
    let out = export.out.as_ref().map(|path| path.to_string_lossy());
    let told = match named {
        Some(format) => format,
        None => out.and_then(|name| FileFormat::of_name(&name)),
    };
    told.ok_or_else(|| {
        let formats = FileFormat::names();
        Failure::Usage(fill(desk.words.export_which, &[("formats", &formats)]))
    })
}

/// A file looks the same wherever it is made: what is asked for decides, not the terminal or the locale. Text for the
/// terminal it is printed on has the characters and colours of that one.
fn context(desk: &Desk<'_>, format: FileFormat, export: &Export) -> Context {
    let is_printed = place::named(export.out.as_deref()).is_none() && stdout().is_terminal();
    if format == FileFormat::Ansi && is_printed {
        return desk.context;
    }
    desk.looks.of_files().context()
}
