//! A page that stands for itself: no script, nothing from elsewhere, readable without colours, on paper and by ear.

use std::fmt::Write;

use super::markup::html;
use super::page;
use super::sheet::{Datum, Field, Head, Line, Sheet};
use super::svg;
use crate::analysis::tally::Tally;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::domain::phase::Phase;
use crate::texts::fill;
use crate::ui::context::{Context, words};
use crate::ui::format;
use crate::ui::phase::{self, BAR_ORDER};

pub(super) fn file(model: &Model, context: Context, sheet: &Sheet) -> String {
    let w = words(sheet.language);
    let mut out = String::new();
    let title = html(&sheet.title);
    // Writing to a `String` cannot fail.
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\">\n<meta name=\"generator\" content=\"ozgtop\">\n\
         <title>{title} – ozgtop</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        sheet.language.code(),
        page::style(context.theme),
    );
    let _ = writeln!(out, "<p class=\"trail\">{}</p>", html(&sheet.trail));
    if let Some(example) = sheet.example {
        let _ = writeln!(out, "<p class=\"note example\">{}</p>", html(example));
    }
    let head: Vec<_> = sheet
        .head
        .iter()
        .filter(|(name, _)| !name.is_empty())
        .cloned()
        .collect();
    pairs(&mut out, &head);
    if !sheet.facts.is_empty() {
        let _ = writeln!(out, "<h2>{}</h2>", html(w.export_facts));
        pairs(&mut out, &sheet.facts);
    }
    if has_picture(model) {
        let _ = writeln!(
            out,
            "<figure>\n{}</figure>",
            svg::drawn(model, context, sheet)
        );
    }
    table(&mut out, sheet);
    let _ = writeln!(out, "<h2>{}</h2>", html(w.export_legend));
    pairs(&mut out, &sheet.legend);
    if !sheet.notes.is_empty() {
        let notes: Vec<_> = sheet.notes.iter().map(|note| html(note)).collect();
        let _ = writeln!(out, "<footer><p>{}</p></footer>", notes.join("<br>"));
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// The screens whose picture says more than their table.
fn has_picture(model: &Model) -> bool {
    let screen = model.trail.now().screen;
    matches!(screen, Screen::Matrix { .. }) || model.has_picture()
}

/// Names and texts; what has no name stands alone.
fn pairs(out: &mut String, pairs: &[(String, String)]) {
    if pairs.is_empty() {
        return;
    }
    out.push_str("<dl>\n");
    for (name, text) in pairs {
        let _ = writeln!(out, "<dt>{}</dt><dd>{}</dd>", html(name), html(text));
    }
    out.push_str("</dl>\n");
}

fn table(out: &mut String, sheet: &Sheet) {
    let w = words(sheet.language);
    let count = format::number(sheet.language, sheet.rows.len() as u64);
    let count = fill(w.export_total, &[("n", &count)]);
    let _ = write!(
        out,
        "<div class=\"scroll\" role=\"region\" aria-labelledby=\"caption\" tabindex=\"0\">\n<table>\n\
         <caption id=\"caption\">{} · {}</caption>\n<thead>\n<tr>",
        html(&sheet.title),
        html(&count),
    );
    for head in &sheet.columns {
        let text = explained(&head.head, &head.name);
        let _ = write!(out, "<th scope=\"col\"{}>{text}</th>", class_of(head));
    }
    out.push_str("</tr>\n</thead>\n<tbody>\n");
    for line in &sheet.rows {
        row(out, sheet, line);
    }
    out.push_str("</tbody>\n</table>\n</div>\n");
}

fn row(out: &mut String, sheet: &Sheet, line: &Line) {
    out.push_str(if line.is_sum {
        "<tr class=\"sum\">"
    } else {
        "<tr>"
    });
    for (at, (field, head)) in line.fields.iter().zip(&sheet.columns).enumerate() {
        let text = written(sheet, head, field);
        let class = class_of(head);
        let _ = if at == 0 {
            write!(out, "<th scope=\"row\"{class}>{text}</th>")
        } else {
            write!(out, "<td{class}>{text}</td>")
        };
    }
    out.push_str("</tr>\n");
}

fn class_of(head: &Head) -> &'static str {
    match head {
        Head {
            is_narrow: true, ..
        } => " class=\"narrow\"",
        Head { right: true, .. } => " class=\"right\"",
        _ => "",
    }
}

/// A short text with what it means where they differ.
fn explained(text: &str, means: &str) -> String {
    if text == means || means.is_empty() {
        return html(text).into_owned();
    }
    format!("<abbr title=\"{}\">{}</abbr>", html(means), html(text))
}

fn written(sheet: &Sheet, head: &Head, field: &Field) -> String {
    if let Datum::Phases(tally) = &field.datum {
        return bar(sheet, tally, &field.words);
    }
    let mut text = String::new();
    for (piece, role) in &field.pieces {
        let piece = html(piece);
        match page::class(*role) {
            Some(class) if !piece.trim().is_empty() => {
                let _ = write!(text, "<span class=\"{class}\">{piece}</span>");
            }
            _ => text.push_str(&piece),
        }
    }
    if let Some(share) = &field.share {
        let _ = write!(text, " <span class=\"told\">({})</span>", html(share));
    }
    let is_short = field.text().chars().count() <= SHORT;
    let explains = (field.is_sign && is_short) || head.is_narrow;
    if explains && !field.words.is_empty() && field.words != field.text() {
        return format!("<abbr title=\"{}\">{text}</abbr>", html(&field.words));
    }
    text
}

/// Letters up to which a text may be nothing but a sign.
const SHORT: usize = 4;

/// A distribution as a bar, and in words below it: a colour alone says nothing.
fn bar(sheet: &Sheet, tally: &Tally, told: &str) -> String {
    let total = tally.total();
    if total == 0 {
        return String::new();
    }
    let mut out = format!(
        "<svg class=\"bar\" role=\"img\" viewBox=\"0 0 1000 10\" preserveAspectRatio=\"none\"><title>{}</title>",
        html(told)
    );
    let mut before = 0;
    for phase in BAR_ORDER {
        let count = tally.of(phase);
        let look = phase::look(words(sheet.language), phase);
        if count > 0 {
            let place = |count: u64| count.saturating_mul(1000) / total;
            let (x, end) = (place(before), place(before + count));
            let class = page::class(look.role).unwrap_or_default();
            // Readers that know no variables in pictures take this one.
            let ink = page::ink(look.role);
            // Two phases have the colour of text; on screen their shapes tell them apart.
            let depth = match phase {
                Some(Phase::Planned) => "0.5",
                Some(Phase::Open) => "0.15",
                _ => "1",
            };
            let width = end - x;
            let _ = write!(
                out,
                "<rect class=\"{class}\" fill=\"{ink}\" fill-opacity=\"{depth}\" x=\"{x}\" y=\"0\" width=\"{width}\" height=\"10\"/>"
            );
        }
        before += count;
    }
    let _ = write!(out, "</svg><span class=\"told\">{}</span>", html(told));
    out
}
