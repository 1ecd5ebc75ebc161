//! The register as rows: read from its file, changed by an import, written again with everything that was in it.

use serde::Serialize;

use super::super::SCHEMA;
use super::super::document::{Document, ron_options};
use super::super::folder::Format;
use super::super::shapes::{
    AuthorityRow, BodiesFile, FormerRow, JsonRaw, KindRow, MunicipalRow, OriginRow,
    PopulationSourceRow, Raw, RonRaw, Word,
};

/// All rows of the register as its file writes them.
#[derive(Default)]
pub(in crate::store) struct Rows<'a> {
    pub(in crate::store) source: Word<'a>,
    pub(in crate::store) imported: Option<OriginRow<'a>>,
    pub(in crate::store) note: Option<Word<'a>>,
    pub(in crate::store) population_sources: Vec<PopulationSourceRow<'a>>,
    pub(in crate::store) authority_kinds: Vec<KindRow<'a>>,
    pub(in crate::store) districts: Vec<MunicipalRow<'a>>,
    pub(in crate::store) samtgemeinden: Vec<MunicipalRow<'a>>,
    pub(in crate::store) municipalities: Vec<MunicipalRow<'a>>,
    pub(in crate::store) authorities: Vec<AuthorityRow<'a>>,
    pub(in crate::store) former: Vec<FormerRow<'a>>,
}

/// Reads the rows; what cannot be read is a problem of the document.
pub(in crate::store) fn read<'a>(document: &mut Document<'a>) -> Option<Rows<'a>> {
    match document.format() {
        Format::Json => rows::<JsonRaw<'a>>(document),
        Format::Ron => rows::<RonRaw<'a>>(document),
    }
}

fn rows<'a, R: Raw<'a>>(document: &mut Document<'a>) -> Option<Rows<'a>> {
    let file: BodiesFile<'a, R, R> = document.file()?;
    Some(Rows {
        source: file.source,
        imported: file.imported,
        note: file.note,
        population_sources: list(document, &file.population_sources),
        authority_kinds: list(document, &file.authority_kinds),
        districts: list(document, &file.districts),
        samtgemeinden: list(document, &file.samtgemeinden),
        municipalities: list(document, &file.municipalities),
        authorities: list(document, &file.authorities),
        former: list(document, &file.former),
    })
}

fn list<'a, R: Raw<'a>, T: serde::Deserialize<'a>>(
    document: &mut Document<'a>,
    rows: &[R],
) -> Vec<T> {
    rows.iter()
        .filter_map(|raw| document.row(raw.text()))
        .collect()
}

/// The file, one row a line.
pub(in crate::store) fn write(rows: &Rows<'_>, format: Format) -> String {
    let mut writer = Writer::new(format);
    writer.field("source", &rows.source);
    if let Some(imported) = &rows.imported {
        writer.field("imported", imported);
    }
    if let Some(note) = &rows.note {
        writer.field("note", note);
    }
    writer.list("population_sources", &rows.population_sources);
    writer.list("authority_kinds", &rows.authority_kinds);
    writer.list("districts", &rows.districts);
    writer.list("samtgemeinden", &rows.samtgemeinden);
    writer.list("municipalities", &rows.municipalities);
    writer.list("authorities", &rows.authorities);
    writer.list("former", &rows.former);
    writer.finish()
}

struct Writer {
    format: Format,
    out: String,
}

impl Writer {
    fn new(format: Format) -> Self {
        let out = match format {
            Format::Json => format!("{{\n\"schema\":{SCHEMA}"),
            Format::Ron => format!("(\n    schema: {SCHEMA}"),
        };
        Self { format, out }
    }

    fn value(&self, value: &impl Serialize) -> String {
        match self.format {
            Format::Json => super::json(value),
            Format::Ron => {
                let style = ron::ser::PrettyConfig::new()
                    .compact_structs(true)
                    .compact_arrays(true);
                ron_options()
                    .to_string_pretty(value, style)
                    .unwrap_or_default()
            }
        }
    }

    fn name(&mut self, name: &str) {
        let (before, after) = match self.format {
            Format::Json => (",\n\"", "\":"),
            Format::Ron => (",\n    ", ": "),
        };
        self.out.extend([before, name, after]);
    }

    fn field(&mut self, name: &str, value: &impl Serialize) {
        self.name(name);
        self.out += &self.value(value);
    }

    /// A list that is empty is left out.
    fn list(&mut self, name: &str, rows: &[impl Serialize]) {
        if rows.is_empty() {
            return;
        }
        self.name(name);
        let (indent, end) = match self.format {
            Format::Json => ("", "\n]"),
            Format::Ron => ("        ", ",\n    ]"),
        };
        let rows: Vec<_> = rows
            .iter()
            .map(|row| format!("{indent}{}", self.value(row)))
            .collect();
        self.out += "[\n";
        self.out += &rows.join(",\n");
        self.out += end;
    }

    fn finish(mut self) -> String {
        self.out += match self.format {
            Format::Json => "\n}\n",
            Format::Ron => ",\n)\n",
        };
        self.out
    }
}
