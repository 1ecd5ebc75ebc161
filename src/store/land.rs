//! `land`: the Land and its published figures.

use super::document::Document;
use super::folder::Format;
use super::shapes::{HeadlineRow, JsonRaw, LandFile, Names, Raw, RonRaw};
use crate::domain::dataset::{Headline, Land};
use crate::domain::text::Bilingual;

pub(super) fn read(document: &mut Document<'_>) -> Option<Land> {
    match document.format() {
        Format::Json => read_rows::<JsonRaw<'_>>(document),
        Format::Ron => read_rows::<RonRaw<'_>>(document),
    }
}

fn read_rows<'a, R: Raw<'a>>(document: &mut Document<'a>) -> Option<Land> {
    let file: LandFile<'a, R> = document.file()?;
    let mut land = Land {
        name: document.clean(file.name.as_str()),
        short: document.clean(file.short.as_str()),
        key: document.clean(file.key.as_str()),
        headlines: Vec::new(),
    };
    for raw in &file.headlines {
        let Some(row) = document.row::<HeadlineRow<'_>>(raw.text()) else {
            continue;
        };
        let Some(date) = document.date(row.date.as_str()) else {
            continue;
        };
        let source = document.clean(row.source.as_str());
        land.headlines.push(Headline {
            name: names(document, &row.name),
            value: row.value,
            date,
            source,
        });
    }
    Some(land)
}

/// Both names, cleaned.
pub(super) fn names(document: &mut Document<'_>, names: &Names<'_>) -> Bilingual {
    Bilingual {
        de: document.clean(names.de.as_str()),
        en: document.clean(names.en.as_str()),
    }
}
