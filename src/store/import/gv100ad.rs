//! The official register of municipalities (Gemeindeverzeichnis GV100AD of Destatis) laid over the register in force.
//!
//! Nothing is written here: a plan tells what would change and what the file of the register would be.

mod changes;
mod layout;
mod merge;
mod records;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

use super::{Original, Watch};
use crate::domain::dataset::Dataset;
use crate::domain::date::{self, Date};
use crate::domain::import_fault::ImportFault;
use crate::domain::key::{Ars, BodyKey};
use crate::domain::origin::Origin;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::text::{CleanText, MAX_GRAPHEMES};
use crate::store::document::Document;
use crate::store::folder::{self, Format};
use crate::store::save::register::{self, Rows};
use crate::store::shapes::{
    GoneRow, JsonRaw, MappingFile, Names, OriginRow, PopulationSourceRow, Raw, RonRaw, Word,
};
use crate::store::{self, Limits, Source};
pub use changes::Change;
use records::Reading;

/// What an operator may say about an import.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'a> {
    /// A file that says what dissolved bodies went into.
    pub mapping: Option<&'a Path>,
    /// The day on which the inhabitants were counted: the file does not tell it.
    pub counted: Option<Date>,
}

/// What an import would do.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "facts about one file")]
pub struct Plan {
    /// Name of the file of the register in the data folder.
    pub file: String,
    /// Its new content.
    pub content: String,
    /// Whether the file is like that already.
    pub unchanged: bool,
    /// Whether the file that is there has comments, which the new content has not.
    pub loses_comments: bool,
    /// The data with the register in force.
    pub before: Dataset,
    /// The data with the new register, without snapshots.
    pub after: Dataset,
    /// What became of each body.
    pub changes: Vec<Change>,
    /// Reported cells of the newest snapshot that have no place any more, by body.
    pub lost: BTreeMap<BodyKey, usize>,
    /// Whether it may be written: the file is whole, and the folder has no new problems afterwards.
    pub is_safe: bool,
    /// The day of the territory.
    pub territory: Date,
    /// Whether the file was taken for Windows-1252.
    pub assumed: bool,
    /// Rows of the Land.
    pub rows: usize,
    /// What was left out, and what the new register breaks elsewhere.
    pub problems: Vec<Problem>,
}

/// Why nothing can be imported; the data is needed to word it.
#[derive(Debug)]
pub struct Refused {
    /// The data as it is.
    pub before: Dataset,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

/// A line of the mapping.
struct Gone {
    from: String,
    to: String,
    place: Place,
}

/// Reads the file and plans the import; `None` where the watch asked to stop.
pub fn plan(
    source: &Source,
    limits: Limits,
    original: &Original,
    options: Options<'_>,
    watch: &mut dyn Watch,
) -> Result<Option<Plan>, Box<Refused>> {
    let before = store::load(source, limits);
    let mut problems = Vec::new();
    let whole = original.bytes.len() as u64;
    if watch.goes_on(0, whole).is_break() {
        return Ok(None);
    }
    let Some(draft) = Draft::new(&before, source, limits, original, options, &mut problems) else {
        return Err(Box::new(Refused { before, problems }));
    };
    if watch.goes_on(whole, whole).is_break() {
        return Ok(None);
    }
    problems.extend(draft.problems);
    let after = match with_register(source, limits, &draft.file, &draft.content) {
        Ok(after) => after,
        Err(problems) => return Err(Box::new(Refused { before, problems })),
    };
    let known = |problem: &&Problem| {
        problem.fault != Fault::NoSnapshot && !before.problems.contains(problem)
    };
    let new: Vec<_> = after.problems.iter().filter(known).cloned().collect();
    let is_cut = |problem: &Problem| problem.fault == Fault::Import(ImportFault::Incomplete);
    let is_safe = new.is_empty() && !problems.iter().any(is_cut);
    problems.extend(new);
    Ok(Some(Plan {
        changes: changes::changes(&before.register, &after.register),
        lost: changes::lost(&before, &after),
        file: draft.file,
        content: draft.content,
        unchanged: draft.unchanged,
        loses_comments: draft.loses_comments,
        before,
        after,
        territory: draft.territory,
        assumed: draft.assumed,
        rows: draft.rows,
        is_safe,
        problems,
    }))
}

/// The data without snapshots, with another content of the register.
fn with_register(
    source: &Source,
    limits: Limits,
    file: &str,
    content: &str,
) -> Result<Dataset, Vec<Problem>> {
    let mut files = store::ground_files(source, limits)?;
    files.retain(|(path, _)| !path.starts_with("bodies."));
    files.push((file.to_owned(), content.as_bytes().to_vec()));
    Ok(store::load(&Source::Files(files), limits))
}

/// The new file of the register.
struct Draft {
    file: String,
    content: String,
    unchanged: bool,
    loses_comments: bool,
    territory: Date,
    assumed: bool,
    rows: usize,
    problems: Vec<Problem>,
}

impl Draft {
    /// `None` where nothing can be imported: the problems say why.
    fn new(
        before: &Dataset,
        source: &Source,
        limits: Limits,
        original: &Original,
        options: Options<'_>,
        problems: &mut Vec<Problem>,
    ) -> Option<Self> {
        let land = land(&before.land.key, problems)?;
        let mut listed = source.list(problems);
        listed.limits = limits;
        let mut ignored = Vec::new();
        let Some(entry) = listed.single("bodies", &mut ignored) else {
            problems.extend(before.problems.iter().cloned());
            return None;
        };
        let text = listed.text(entry, problems)?;
        let mut document = Document::new(entry, &text);
        let format = document.format();
        let rows = register::read(&mut document);
        // What cannot be read would be lost, as the file is written anew.
        let faults = document.into_problems();
        let is_sound = faults.is_empty();
        problems.extend(faults);
        let mut rows = rows.filter(|_| is_sound)?;
        let gone = match options.mapping {
            Some(path) => mapping(path, limits, problems)?,
            None => Vec::new(),
        };
        let mut reading = records::read(&original.origin.name, &original.bytes, &land);
        let Some(territory) = reading.territory else {
            problems.append(&mut reading.problems);
            return None;
        };
        let population = format!("gv100ad-{territory}");
        let told = (&original.origin.name, population.as_str(), territory);
        let faults = merge::merge(&mut rows, &reading, &gone, told);
        let mut found = std::mem::take(&mut reading.problems);
        found.extend(faults);
        describe(&mut rows, &reading, &original.origin, options.counted);
        let content = register::write(&rows, format);
        Some(Self {
            file: entry.path.clone(),
            unchanged: content == *text,
            content,
            loses_comments: format == Format::Ron && has_comments(&text),
            territory,
            assumed: reading.assumed,
            rows: reading.rows,
            problems: found,
        })
    }
}

/// Whether a line of a RON file begins as a comment, or ends with one.
fn has_comments(text: &str) -> bool {
    text.lines().any(|line| {
        line.trim_start().starts_with("//") || line.contains(" // ") || line.contains("/*")
    })
}

/// The first two digits of the key of the Land.
fn land(key: &CleanText, problems: &mut Vec<Problem>) -> Option<String> {
    let land = Ars::parse(key.as_str()).and_then(|ars| Some(ars.as_str().get(..2)?.to_owned()));
    if land.is_none() {
        let place = Place {
            file: CleanText::new("land"),
            position: None,
        };
        let text = key.clone();
        problems.push(Problem::at(place, Fault::BadKey { text }));
    }
    land
}

/// Reads the mapping; one that cannot be read is no mapping at all.
fn mapping(path: &Path, limits: Limits, problems: &mut Vec<Problem>) -> Option<Vec<Gone>> {
    let original = match Original::read(path, limits.file_bytes) {
        Ok(original) => original,
        Err(problem) => {
            problems.push(*problem);
            return None;
        }
    };
    let is_json = path
        .extension()
        .is_some_and(|of| of.eq_ignore_ascii_case("json"));
    let name = path.to_string_lossy();
    let entry = folder::in_memory(&name, if is_json { Format::Json } else { Format::Ron });
    let Ok(text) = String::from_utf8(original.bytes) else {
        problems.push(Problem::at(entry.place(), Fault::NotUtf8));
        return None;
    };
    let mut document = Document::new(&entry, &text);
    let read = match document.format() {
        Format::Json => gone::<JsonRaw<'_>>(&mut document),
        Format::Ron => gone::<RonRaw<'_>>(&mut document),
    };
    let faults = document.into_problems();
    let is_sound = faults.is_empty();
    problems.extend(faults);
    read.filter(|_| is_sound)
}

fn gone<'a, R: Raw<'a>>(document: &mut Document<'a>) -> Option<Vec<Gone>> {
    let file: MappingFile<'a, R> = document.file()?;
    let mut found: Vec<Gone> = Vec::new();
    for raw in &file.dissolved {
        let Some(row) = document.row::<GoneRow<'_>>(raw.text()) else {
            continue;
        };
        for word in [&row.from, &row.to] {
            if Ars::parse(word.as_str()).is_none() {
                let text = CleanText::new(word.as_str());
                document.fault(word.as_str(), Fault::BadKey { text });
            }
        }
        let from = row.from.as_str();
        if found.iter().any(|known| known.from == from) {
            let key = CleanText::new(from);
            document.fault(from, Fault::DuplicateKey { key });
        }
        found.push(Gone {
            from: from.to_owned(),
            to: row.to.as_str().to_owned(),
            place: document.place(from),
        });
    }
    Some(found)
}

/// What the file of the register says about itself and its numbers.
fn describe(rows: &mut Rows<'_>, reading: &Reading, origin: &Origin, counted: Option<Date>) {
    let Some(territory) = reading.territory else {
        return;
    };
    let owned = |text: &str| Word(Cow::Owned(text.to_owned()));
    let key = format!("gv100ad-{territory}");
    let used = |key: &str| {
        let rows = rows.districts.iter().chain(&rows.municipalities);
        let mut sources = rows.filter_map(|row| row.population_source.as_ref());
        sources.any(|source| source.as_str() == key)
    };
    let keep: Vec<_> = rows
        .population_sources
        .iter()
        .map(|row| row.key.as_str())
        .map(|of| of != key && (!of.starts_with("gv100ad-") || used(of)))
        .collect();
    let mut keep = keep.into_iter();
    rows.population_sources
        .retain(|_| keep.next().unwrap_or(true));
    rows.population_sources
        .insert(0, population_source(&key, territory, counted));
    rows.imported = Some(OriginRow {
        name: owned(origin.name.as_str()),
        sha256: owned(origin.sha256.as_str()),
        date: Some(owned(&territory.to_string())),
    });
    rows.source = owned(&source(rows.source.as_str(), territory));
}

/// The source of the numbers of inhabitants, in both languages.
fn population_source(
    key: &str,
    territory: Date,
    counted: Option<Date>,
) -> PopulationSourceRow<'static> {
    let owned = |text: String| Word(Cow::Owned(text));
    let day = |day: Date| {
        let (year, month, day) = date::parts(day);
        format!("{day:02}.{month:02}.{year:04}")
    };
    let of = |before: &str| counted.map_or_else(String::new, |on| format!(" {before}{}", day(on)));
    let territory = day(territory);
    let de = format!(
        "amtlich, Destatis{} (GV100AD, Gebietsstand {territory})",
        of("")
    );
    let en = format!(
        "official, Destatis{} (GV100AD, territory of {territory})",
        of("as of ")
    );
    PopulationSourceRow {
        key: owned(key.to_owned()),
        name: Names {
            de: owned(de),
            en: owned(en),
        },
        official: true,
    }
}

/// The licence asks to be named; what is not of Destatis stays named behind it, as far as a text reaches.
fn source(before: &str, territory: Date) -> String {
    const REST: &str = "Übriges: ";
    let (year, month, day) = date::parts(territory);
    let mut source = format!(
        "© Statistisches Bundesamt (Destatis), {year}; GV100AD, Gebietsstand {day:02}.{month:02}.{year}"
    );
    let rest: Vec<_> = before
        .split(';')
        .map(|part| part.trim().trim_start_matches(REST))
        .filter(|part| {
            !part.is_empty() && !part.contains("Destatis") && !part.starts_with("GV100AD,")
        })
        .collect();
    let mut lead = REST;
    for part in rest {
        let longer = format!("{source}; {lead}{part}");
        if longer.chars().count() <= MAX_GRAPHEMES {
            source = longer;
            lead = "";
        }
    }
    source
}
