//! A report as HTML: one file without a script and without anything that would be fetched, made to be printed.

use std::fmt::Write;

use super::document::{Block, Document, Picture, Table};
use crate::export::markup::{html as bare, line};

/// How it looks, on paper first.
const STYLE: &str = include_str!("style.css");

/// Nothing is fetched, nothing runs: whoever opens the file needs not trust the names in it.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

/// The whole report.
pub(super) fn write(document: &Document) -> String {
    let mut out = String::from("<!DOCTYPE html>\n");
    line(
        &mut out,
        format_args!("<html lang=\"{}\">", bare(document.language)),
    );
    line(
        &mut out,
        format_args!(
            "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n\
             <body>\n<main>",
            bare(&document.title)
        ),
    );
    for block in &document.blocks {
        put(&mut out, block);
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn put(out: &mut String, block: &Block) {
    match block {
        Block::Heading {
            level,
            text,
            anchor,
        } => {
            let anchor = anchor
                .as_ref()
                .map(|id| format!(" id=\"{}\"", bare(id)))
                .unwrap_or_default();
            line(
                out,
                format_args!("<h{level}{anchor}>{}</h{level}>", bare(text)),
            );
        }
        Block::Notice(text) => line(out, format_args!("<p class=\"notice\">{}</p>", bare(text))),
        Block::Paragraph(text) => line(out, format_args!("<p>{}</p>", bare(text))),
        Block::Small(text) => line(out, format_args!("<p class=\"small\">{}</p>", bare(text))),
        Block::Answers(answers) => {
            out.push_str("<ul class=\"answers\">\n");
            for (lead, text) in answers {
                let (lead, text) = (bare(lead), bare(text));
                line(out, format_args!("<li><b>{lead}:</b> {text}</li>"));
            }
            out.push_str("</ul>\n");
        }
        Block::Terms(terms) => {
            out.push_str("<dl>\n");
            for (term, text) in terms {
                let (term, text) = (bare(term), bare(text));
                line(
                    out,
                    format_args!("<div><dt>{term}:</dt> <dd>{text}</dd></div>"),
                );
            }
            out.push_str("</dl>\n");
        }
        Block::Contents(links) => {
            out.push_str("<ul class=\"contents\">\n");
            for (to, text) in links {
                let (to, text) = (bare(to), bare(text));
                line(out, format_args!("<li><a href=\"#{to}\">{text}</a></li>"));
            }
            out.push_str("</ul>\n");
        }
        Block::Table(of) => table(out, of),
        Block::Pictures(pictures) => {
            out.push_str("<div class=\"pictures\">\n");
            for it in pictures {
                picture(out, it);
            }
            out.push_str("</div>\n");
        }
        Block::Page => out.push_str("<hr class=\"page\">\n"),
    }
}

fn picture(out: &mut String, picture: &Picture) {
    let (name, title) = (picture.name, bare(&picture.title));
    let description = bare(&picture.description);
    line(
        out,
        format_args!("<figure class=\"{name}\">\n<figcaption>{title}</figcaption>"),
    );
    match &picture.drawing {
        Some(drawing) => {
            let (width, height, svg) = (drawing.width, drawing.height, &drawing.svg);
            line(
                out,
                format_args!(
                    "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"{name}-title {name}-text\">\n\
                     <title id=\"{name}-title\">{title}</title>\n<desc id=\"{name}-text\">{description}</desc>\n{svg}</svg>"
                ),
            );
        }
        None => line(out, format_args!("<p>{description}</p>")),
    }
    if !picture.legend.is_empty() {
        out.push_str("<ul class=\"legend\">\n");
        for (fill, text) in &picture.legend {
            let text = bare(text);
            line(
                out,
                format_args!("<li><span style=\"background: {fill}\"></span>{text}</li>"),
            );
        }
        out.push_str("</ul>\n");
    }
    for text in picture.key.iter().chain(&picture.below) {
        line(out, format_args!("<p class=\"small\">{}</p>", bare(text)));
    }
    out.push_str("</figure>\n");
}

fn table(out: &mut String, table: &Table) {
    let class = match table.look {
        Some(look) => format!(" class=\"tight {look}\""),
        None => String::new(),
    };
    let caption = bare(&table.caption);
    line(
        out,
        format_args!("<table{class}>\n<caption>{caption}</caption>\n<thead><tr>"),
    );
    let side = |at: usize| match table.heads.get(at) {
        Some(head) if head.right => " class=\"n\"",
        _ => "",
    };
    for (at, head) in table.heads.iter().enumerate() {
        let (side, text) = (side(at), bare(&head.text));
        line(out, format_args!("<th scope=\"col\"{side}>{text}</th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let row = |out: &mut String, fields: &[String], class: &str| {
        let _ = write!(out, "<tr{class}>");
        for (at, field) in fields.iter().enumerate() {
            let (side, text) = (side(at), bare(field));
            let _ = match at {
                0 => write!(out, "<th scope=\"row\">{text}</th>"),
                _ => write!(out, "<td{side}>{text}</td>"),
            };
        }
        out.push_str("</tr>\n");
    };
    for fields in &table.rows {
        row(out, fields, "");
    }
    if let Some(sum) = &table.sum {
        row(out, sum, " class=\"sum\"");
    }
    out.push_str("</tbody>\n</table>\n");
}
