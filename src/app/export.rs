//! A file of what is on screen: its format, the name that is proposed, and what is said about it. The bytes and the file
//! are made outside.

use super::address::Address;
use super::effect::Effect;
use super::model::Model;
use super::prompt::{Notice, Prompt, Purpose};
use super::typing::prompt;

/// A format that others read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileFormat {
    /// The table, fields parted by a sign.
    Csv,
    /// The table by the keys of the domain.
    Json,
    /// Text with a table.
    Markdown,
    /// A page that stands for itself.
    Html,
    /// A workbook.
    Xlsx,
    /// The picture of the screen.
    Svg,
    /// The screen as text with the colours of a terminal.
    Ansi,
}

impl FileFormat {
    /// All formats, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Csv,
        Self::Xlsx,
        Self::Html,
        Self::Markdown,
        Self::Json,
        Self::Svg,
        Self::Ansi,
    ];

    /// What a file of this format ends in; also its name on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Xlsx => "xlsx",
            Self::Svg => "svg",
            Self::Ansi => "ansi",
        }
    }

    /// The format with this extension, however it is spelt.
    pub fn parse(extension: &str) -> Option<Self> {
        let extension = match extension.to_ascii_lowercase().as_str() {
            "markdown" => "md".to_owned(),
            "htm" => "html".to_owned(),
            "ans" => "ansi".to_owned(),
            other => other.to_owned(),
        };
        let mut all = Self::ALL.into_iter();
        all.find(|format| format.extension() == extension)
    }

    /// The format that the name of a file tells.
    pub fn of_name(name: &str) -> Option<Self> {
        let (stem, extension) = name.rsplit_once('.')?;
        let is_name = !stem.is_empty() && !stem.ends_with('/');
        Self::parse(extension).filter(|_| is_name)
    }

    /// The extensions of all formats, for a person.
    pub fn names() -> String {
        Self::ALL.map(Self::extension).join(", ")
    }
}

/// A file being named.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Exporting {
    /// What is wrong with the name that was given.
    pub wrong: Option<BadFile>,
}

/// Why a name is not taken at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BadFile {
    /// It does not tell a format.
    NoFormat,
    /// The file is there; the same name given once more replaces it.
    Exists,
}

/// What became of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exported {
    /// It was written, here.
    Written(String),
    /// Nothing: a file of this name is there.
    Exists(String),
    /// Nothing, and why.
    Refused(String, Trouble),
}

/// Why a file was not written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// It would lie in the data folder.
    InData,
    /// The folder is not there.
    NoFolder,
    /// What has this name is no file.
    NotAFile,
    /// The file was there, and nobody asked to replace it.
    Exists,
    /// This session writes nothing.
    Closed,
    /// What the system or the format says.
    Told(String),
}

/// The name that is proposed: what is on screen, its date, the format.
pub fn proposal(model: &Model, format: FileFormat) -> String {
    let address = Address::of(model);
    let parts = address.path.iter().map(|word| word.text.as_str());
    let date = model.standing.date.map(|date| date.to_string());
    let parts = parts.chain(date.as_deref());
    let mut name = "ozgtop".to_owned();
    for part in parts {
        name.push('-');
        for c in part.chars().take(LONGEST_PART) {
            let is_plain = c.is_alphanumeric() || matches!(c, '-' | '_');
            name.push(if is_plain { c } else { '-' });
        }
    }
    format!("{name}.{}", format.extension())
}

/// Letters of a part of a proposed name.
const LONGEST_PART: usize = 40;

/// Asks for the name of a file.
pub(super) fn begin(model: &mut Model) {
    let name = proposal(model, FileFormat::ALL[0]);
    ask(model, name, None);
}

fn ask(model: &mut Model, name: String, wrong: Option<BadFile>) {
    prompt(model, Purpose::Export(Exporting { wrong }));
    if let Some(prompt) = &mut model.prompt {
        prompt.set(name);
    }
}

/// The next format, or the one before: the name ends in its extension.
pub(super) fn turn(prompt: &mut Prompt, by: isize) {
    let present = FileFormat::of_name(prompt.text.trim());
    let count = FileFormat::ALL.len();
    let at = present.and_then(|present| FileFormat::ALL.iter().position(|it| *it == present));
    let next = match at {
        Some(at) => (at + count).saturating_add_signed(by) % count,
        None => 0,
    };
    let Some(format) = FileFormat::ALL.get(next) else {
        return;
    };
    let text = prompt.text.trim();
    let stem = match (present, text.rsplit_once('.')) {
        (Some(_), Some((stem, _))) => stem,
        _ => text.trim_end_matches('.'),
    };
    prompt.set(format!("{stem}.{}", format.extension()));
    calm(prompt);
}

/// Another name is no name that was asked about.
pub(super) fn calm(prompt: &mut Prompt) {
    if let Purpose::Export(exporting) = &mut prompt.purpose {
        exporting.wrong = None;
    }
}

/// Takes the name; what it stands for is made and written outside.
pub(super) fn submit(model: &mut Model) -> Vec<Effect> {
    let Some(prompt) = &mut model.prompt else {
        return Vec::new();
    };
    let Purpose::Export(exporting) = &mut prompt.purpose else {
        return Vec::new();
    };
    let path = prompt.text.trim().to_owned();
    if path.is_empty() {
        model.prompt = None;
        return Vec::new();
    }
    let Some(format) = FileFormat::of_name(&path) else {
        exporting.wrong = Some(BadFile::NoFormat);
        return Vec::new();
    };
    let replace = exporting.wrong == Some(BadFile::Exists);
    // The line that is typed in belongs to no picture.
    model.prompt = None;
    vec![Effect::Export {
        path,
        format,
        replace,
    }]
}

/// Takes what became of a file; where one is there the operator is asked.
pub(super) fn done(model: &mut Model, outcome: Exported) {
    match outcome {
        Exported::Exists(name) => ask(model, name, Some(BadFile::Exists)),
        outcome => model.notice = Some(Notice::Exported(outcome)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_its_format() {
        for (name, format) in [
            ("a.csv", Some(FileFormat::Csv)),
            ("a.b.XLSX", Some(FileFormat::Xlsx)),
            ("~/x/Bericht.htm", Some(FileFormat::Html)),
            ("a.markdown", Some(FileFormat::Markdown)),
            ("a.pdf", None),
            ("csv", None),
            (".csv", None),
            ("x/.csv", None),
            ("x.csv/y", None),
        ] {
            assert_eq!(FileFormat::of_name(name), format, "{name}");
        }
        for format in FileFormat::ALL {
            assert_eq!(FileFormat::parse(format.extension()), Some(format));
        }
    }
}
