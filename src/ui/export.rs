//! What is said about files of what is on screen.

use super::context::words;
use super::saying;
use crate::app::address::Address;
use crate::app::command::Command;
use crate::app::export::{BadFile, Exported, Exporting, FileFormat, Trouble, proposal};
use crate::app::language::Language;
use crate::app::model::Model;
use crate::texts::fill;

/// What stands above the name of a file that is being typed.
pub fn asked(language: Language, exporting: Exporting) -> String {
    let w = words(language);
    let pattern = match exporting.wrong {
        None => w.export_formats,
        Some(BadFile::NoFormat) => w.export_unknown,
        Some(BadFile::Exists) => return w.export_taken.to_owned(),
    };
    fill(pattern, &[("formats", &FileFormat::names())])
}

/// Why a session that only looks does not carry out a command, and what to do instead.
pub fn closed(model: &Model, command: Command) -> String {
    let w = words(model.language);
    let key = |w, command| saying::key(w, &model.keymap, command);
    match command {
        Command::Export => {
            let address = Address::of(model).to_string();
            // Between double quotes for us; single ones, which no address has, keep it from the shell at the other end.
            let address = address.replace('\\', "\\\\").replace('"', "\\\"");
            let name = proposal(model, FileFormat::Csv);
            let line = format!("ssh … 'export \"{address}\" --format csv' > {name}");
            fill(w.closed_export, &[("line", &line)])
        }
        Command::Suspend => fill(w.closed_suspend, &[("key", &key(w, Command::Quit))]),
        _ => fill(w.closed_views, &[("key", &key(w, Command::ShowAddress))]),
    }
}

/// What became of a file.
pub fn outcome(language: Language, outcome: &Exported) -> String {
    let w = words(language);
    match outcome {
        Exported::Written(path) => fill(w.export_written, &[("path", path)]),
        Exported::Exists(path) => refused(language, path, &Trouble::Exists),
        Exported::Refused(path, trouble) => refused(language, path, trouble),
    }
}

/// Why a file was not written.
pub fn refused(language: Language, path: &str, trouble: &Trouble) -> String {
    let w = words(language);
    let why = match trouble {
        Trouble::InData => w.export_in_data,
        Trouble::NoFolder => w.export_no_folder,
        Trouble::NotAFile => w.export_not_a_file,
        Trouble::Exists => w.export_exists,
        Trouble::Closed => w.export_closed,
        Trouble::Told(why) => why,
    };
    fill(w.export_refused, &[("path", path), ("why", why)])
}
