//! What is on screen as plain text to be pasted: fields parted by tabs, which tables of other programs take apart again.

use super::markup::spreadsheet;
use super::sheet::{Field, Sheet};
use crate::app::copying::Part;
use crate::app::model::Model;
use crate::ui::charset::Charset;

/// The text; `None` where there is no row. A row says its date, and that it is an example where it is one; the table says
/// all that holds for it below.
pub fn text(model: &Model, part: Part) -> Option<String> {
    let sheet = Sheet::of(model);
    if sheet.rows.is_empty() {
        return None;
    }
    match part {
        Part::Row => {
            let at = model.trail.now().list.position();
            let fields = sheet.rows.get(at)?.fields.iter().map(told);
            let date = sheet.head.iter().find(|(_, text)| {
                let date = sheet
                    .date
                    .map(|date| crate::ui::format::day(sheet.language, date));
                date.is_some_and(|date| text.starts_with(&date))
            });
            let date = date.map(|(name, text)| format!("{name} {text}"));
            let all = fields.filter(|text| !text.is_empty()).chain(date);
            Some(line(all.chain(sheet.example.map(str::to_owned))))
        }
        Part::View => {
            let mut lines = vec![line(sheet.columns.iter().map(|head| head.name.clone()))];
            let rows = sheet.rows.iter();
            lines.extend(rows.map(|row| line(row.fields.iter().map(told))));
            lines.push(String::new());
            lines.push(line([sheet.trail.clone()].into_iter()));
            lines.push(line([sheet.line()].into_iter()));
            Some(lines.join("\n"))
        }
    }
}

/// A field in words where the screen has a letter or a sign; a percent with its `n/m`.
fn told(field: &Field) -> String {
    let text = if field.is_sign {
        field.words.clone()
    } else {
        field.text()
    };
    match &field.share {
        Some(share) if !text.is_empty() => format!("{text} ({share})"),
        _ => text,
    }
}

/// One line: nothing in it ends it, hides or is taken for a formula.
fn line(fields: impl Iterator<Item = String>) -> String {
    let clean = fields.map(|field| spreadsheet(&Charset::Unicode.line(field.trim())).into_owned());
    let line = clean.collect::<Vec<_>>().join("\t");
    line.trim_end_matches('\t').to_owned()
}
