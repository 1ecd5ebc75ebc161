//! A report as Markdown: `CommonMark` with tables. Pictures become their numbers.

use super::document::{Block, Document, Picture, Table};
use crate::export::markup::{line, markdown as bare};

/// The whole report.
pub(super) fn write(document: &Document) -> String {
    let mut out = String::new();
    for block in &document.blocks {
        put(&mut out, block);
    }
    // Every block ends with an empty line, the last one needs none.
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn put(out: &mut String, block: &Block) {
    match block {
        Block::Heading { level, text, .. } => {
            let marks = "#".repeat(usize::from(*level));
            line(out, format_args!("{marks} {}\n", bare(text)));
        }
        Block::Notice(text) => line(out, format_args!("> **{}**\n", bare(text))),
        Block::Paragraph(text) | Block::Small(text) => line(out, format_args!("{}\n", bare(text))),
        Block::Answers(answers) | Block::Terms(answers) => {
            for (lead, text) in answers {
                line(out, format_args!("- **{}:** {}", bare(lead), bare(text)));
            }
            out.push('\n');
        }
        Block::Contents(links) => {
            // How anchors are made of headings differs from reader to reader: names alone.
            for (_, text) in links {
                line(out, format_args!("- {}", bare(text)));
            }
            out.push('\n');
        }
        Block::Table(of) => table(out, of),
        Block::Pictures(pictures) => {
            for it in pictures {
                picture(out, it);
            }
        }
        Block::Page => line(out, format_args!("---\n")),
    }
}

fn picture(out: &mut String, picture: &Picture) {
    if picture.numbers.rows.is_empty() {
        line(out, format_args!("{}\n", bare(&picture.description)));
        return;
    }
    table(out, &picture.numbers);
    for text in &picture.below {
        line(out, format_args!("{}\n", bare(text)));
    }
}

fn table(out: &mut String, table: &Table) {
    line(out, format_args!("**{}**\n", bare(&table.caption)));
    let heads = table.heads.iter().map(|head| bare(&head.text));
    line(
        out,
        format_args!("| {} |", heads.collect::<Vec<_>>().join(" | ")),
    );
    let rules = table
        .heads
        .iter()
        .map(|head| if head.right { "---:" } else { "---" });
    line(
        out,
        format_args!("| {} |", rules.collect::<Vec<_>>().join(" | ")),
    );
    let fields = |row: &Vec<String>, mark: &str| {
        let field = |text: &String| match text.trim() {
            "" => String::new(),
            text => format!("{mark}{}{mark}", bare(text)),
        };
        row.iter().map(field).collect::<Vec<_>>().join(" | ")
    };
    for row in &table.rows {
        line(out, format_args!("| {} |", fields(row, "")));
    }
    if let Some(sum) = &table.sum {
        line(out, format_args!("| {} |", fields(sum, "**")));
    }
    out.push('\n');
}
