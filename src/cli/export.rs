//! `ozgtop export`: what an address shows, as a file for others.

use std::io::{IsTerminal, stdout};
use std::path::PathBuf;

use clap::Args;

use super::{Desk, Failure, frame};
use crate::app::export::FileFormat;
use crate::runtime::outbox::Outbox;
use crate::store::Source;
use crate::texts::fill;
use crate::ui::charset::Charset;
use crate::ui::context::Context;
use crate::ui::export::refused;
use crate::ui::theme::ThemeName;

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
    if format == FileFormat::Xlsx && export.out.is_none() && stdout().is_terminal() {
        return Err(Failure::Usage(desk.words.export_terminal.to_owned()));
    }
    let model = frame::model(desk, &export.size, &export.keys, export.what.as_deref())?;
    let context = context(desk, format);
    let content = crate::export::file(&model, context, format, export.bare);
    let content = content.map_err(Failure::Failed)?;
    let Some(path) = &export.out else {
        return Ok(desk.out.bytes(&content)?);
    };
    let outbox = outbox(desk);
    let path = outbox.place(&path.to_string_lossy());
    let shown = path.display().to_string();
    match outbox.write(&path, &content, export.replace) {
        Ok(()) => {
            let text = fill(desk.words.export_written, &[("path", &shown)]);
            Ok(desk.out.line(&text)?)
        }
        Err(trouble) => Err(Failure::Failed(refused(desk.language, &shown, &trouble))),
    }
}

/// Where this session's files go.
pub(super) fn outbox(desk: &Desk<'_>) -> Outbox {
    if desk.arguments.kiosk {
        return Outbox::closed();
    }
    let data = match desk.source() {
        Source::Folder(folder) => Some(folder),
        _ => None,
    };
    Outbox::new(desk.environment.home(), data)
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

/// Files have all characters, whatever the locale, unless ASCII is asked for; text for a terminal has those of this one.
fn context(desk: &Desk<'_>, format: FileFormat) -> Context {
    let is_ascii = desk.arguments.ascii || desk.context.theme.name == ThemeName::Ascii;
    let charset = match format {
        FileFormat::Ansi => desk.context.charset,
        _ if is_ascii => Charset::Ascii,
        _ => Charset::Unicode,
    };
    Context {
        charset,
        ..desk.context
    }
}
