//! The report of a week: one page that answers the questions of every week for whoever decides, and an annex with all that
//! lies behind it. Everything in it follows from what it is given: two runs differ by nothing.

mod annex;
mod chart;
mod document;
mod front;
mod html;
mod map;
mod markdown;
mod say;
mod services;
mod watch;

use crate::app::lens::Lens;
use document::{Block, Document};

/// What a report is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A file that a browser shows and prints.
    Html,
    /// A text with tables.
    Markdown,
}

/// The report on the date of the lens, compared with its base; `filter` is what chose its cells, as it was typed.
pub fn report(lens: &Lens<'_>, filter: Option<&str>, with_annex: bool, format: Format) -> String {
    let document = document(lens, filter, with_annex);
    match format {
        Format::Html => html::write(&document),
        Format::Markdown => markdown::write(&document),
    }
}

fn document(lens: &Lens<'_>, filter: Option<&str>, with_annex: bool) -> Document {
    let mut document = Document {
        language: lens.language.code(),
        ..Document::default()
    };
    front::head(lens, filter, &mut document);
    if lens.standing.at.is_none() {
        return document;
    }
    document.blocks.push(front::answers(lens));
    services::put(lens, &mut document);
    let pictures = vec![chart::picture(lens), map::picture(lens)];
    document.blocks.push(Block::Pictures(pictures));
    watch::put(lens, &mut document);
    document.blocks.push(front::terms(lens));
    if with_annex {
        annex::put(lens, &mut document);
    }
    document
}
