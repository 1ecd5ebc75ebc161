//! `land`: the Land and its published figures.

use super::document::Document;
use super::folder::Format;
use super::shapes::{HeadlineRow, JsonRaw, LandFile, Names, Raw, RonRaw, TargetRow};
use crate::domain::dataset::{Headline, Land};
use crate::domain::problem::Fault;
use crate::domain::target::Target;
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
        target: file
            .target
            .as_ref()
            .and_then(|raw| target(document, raw.text())),
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

/// The target; one that cannot be is a problem, and there is none then.
fn target<'a>(document: &mut Document<'a>, raw: &'a str) -> Option<Target> {
    let row: TargetRow<'a> = document.row(raw)?;
    let date = document.date(row.date.as_str())?;
    let target = Target::new(row.share, date);
    if target.is_none() {
        document.fault_of_field("share", Fault::BadTarget);
    }
    target
}

/// Both names, cleaned.
pub(super) fn names(document: &mut Document<'_>, names: &Names<'_>) -> Bilingual {
    Bilingual {
        de: document.clean(names.de.as_str()),
        en: document.clean(names.en.as_str()),
    }
}
