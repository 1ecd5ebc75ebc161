//! What is said about files of what is on screen.

use super::context::words;
use crate::app::export::{BadFile, Exported, Exporting, FileFormat, Trouble};
use crate::app::language::Language;
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
        Trouble::Told(why) => why,
    };
    fill(w.export_refused, &[("path", path), ("why", why)])
}
