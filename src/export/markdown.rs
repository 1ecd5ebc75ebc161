//! Markdown (`CommonMark` with tables): a heading, what holds for all figures, facts, the table, the legend.

use std::fmt::Write;

use super::markup::markdown;
use super::sheet::Sheet;
use crate::ui::context::words;

pub(super) fn file(sheet: &Sheet) -> String {
    let w = words(sheet.language);
    let mut out = String::new();
    // Writing to a `String` cannot fail.
    let _ = writeln!(out, "# {}\n", markdown(&sheet.title));
    if sheet.trail != sheet.title {
        let _ = writeln!(out, "{}\n", markdown(&sheet.trail));
    }
    pairs(&mut out, &sheet.head);
    if !sheet.facts.is_empty() {
        let _ = writeln!(out, "\n## {}\n", markdown(w.export_facts));
        pairs(&mut out, &sheet.facts);
    }
    out.push('\n');
    let heads = sheet.columns.iter().map(|head| field(&head.head));
    row(&mut out, heads);
    let marks = sheet.columns.iter();
    row(
        &mut out,
        marks.map(|head| if head.right { "---:" } else { "---" }.to_owned()),
    );
    for line in &sheet.rows {
        let fields = line.fields.iter().map(|it| match &it.share {
            Some(share) => format!("{} ({share})", field(&it.text())),
            None => field(&it.text()),
        });
        if line.is_sum {
            row(&mut out, fields.map(|text| bold(&text)));
        } else {
            row(&mut out, fields);
        }
    }
    let _ = writeln!(out, "\n## {}\n", markdown(w.export_legend));
    pairs(&mut out, &sheet.legend);
    for note in &sheet.notes {
        let _ = writeln!(out, "\n{}", markdown(note));
    }
    out
}

fn field(text: &str) -> String {
    markdown(text)
}

fn bold(text: &str) -> String {
    if text.is_empty() {
        String::new()
    } else {
        format!("**{text}**")
    }
}

fn row(out: &mut String, fields: impl Iterator<Item = String>) {
    out.push('|');
    for field in fields {
        out.extend([" ", field.as_str(), " |"]);
    }
    out.push('\n');
}

fn pairs(out: &mut String, pairs: &[(String, String)]) {
    for (name, text) in pairs {
        let text = markdown(text);
        let _ = if name.is_empty() {
            writeln!(out, "- {text}")
        } else {
            writeln!(out, "- {}: {text}", markdown(name))
        };
    }
}
