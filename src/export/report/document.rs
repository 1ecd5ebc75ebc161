//! A report before it becomes a format: headings, sentences, tables, pictures. Every text in it is still bare; whoever
//! writes a format escapes it.

/// A report.
#[derive(Debug, Default)]
pub(super) struct Document {
    /// Its language as a code of two letters.
    pub(super) language: &'static str,
    pub(super) title: String,
    pub(super) blocks: Vec<Block>,
}

/// A part of a report.
#[derive(Debug)]
pub(super) enum Block {
    /// A heading of a level from 1; what links lead to has an anchor.
    Heading {
        level: u8,
        text: String,
        anchor: Option<String>,
    },
    /// What nobody may overlook.
    Notice(String),
    Paragraph(String),
    /// What explains, in small letters.
    Small(String),
    /// What each answer is about, and the answer.
    Answers(Vec<(String, String)>),
    /// Anchors and what they are called.
    Contents(Vec<(String, String)>),
    /// Terms and what they mean.
    Terms(Vec<(String, String)>),
    Table(Table),
    /// Pictures side by side.
    Pictures(Vec<Picture>),
    /// From here on, a new page.
    Page,
}

/// A table; the first field of a row names it.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) caption: String,
    pub(super) heads: Vec<Head>,
    pub(super) rows: Vec<Vec<String>>,
    /// What all rows together make.
    pub(super) sum: Option<Vec<String>>,
    /// A name for its look; one of the first page has one, for it has little room.
    pub(super) look: Option<&'static str>,
}

/// The head of a column.
#[derive(Debug, Default)]
pub(super) struct Head {
    pub(super) text: String,
    /// Whether its fields are numbers.
    pub(super) right: bool,
}

impl Head {
    pub(super) fn left(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            right: false,
        }
    }

    pub(super) fn right(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            right: true,
        }
    }
}

/// A picture with all that it says in words.
#[derive(Debug, Default)]
pub(super) struct Picture {
    /// A name for it within the report: letters alone.
    pub(super) name: &'static str,
    pub(super) title: String,
    /// What there is to see, for those who do not.
    pub(super) description: String,
    /// The inner part of an SVG, escaped already, and its width and height; `None` where there is nothing to draw.
    pub(super) drawing: Option<Drawing>,
    /// What its lines stand for.
    pub(super) key: Option<String>,
    /// Fills, as SVG and CSS write them, and what they stand for.
    pub(super) legend: Vec<(&'static str, String)>,
    /// Where it comes from and what is missing, told with the numbers too.
    pub(super) below: Vec<String>,
    /// The same as numbers, where pictures cannot be shown.
    pub(super) numbers: Table,
}

/// The inner part of an SVG.
#[derive(Debug, Default)]
pub(super) struct Drawing {
    pub(super) width: u32,
    pub(super) height: u32,
    pub(super) svg: String,
}

impl Document {
    pub(super) fn heading(&mut self, level: u8, text: impl Into<String>) {
        self.blocks.push(Block::Heading {
            level,
            text: text.into(),
            anchor: None,
        });
    }

    /// A heading that links lead to.
    pub(super) fn anchored(&mut self, level: u8, text: impl Into<String>, anchor: &str) {
        self.blocks.push(Block::Heading {
            level,
            text: text.into(),
            anchor: Some(anchor.to_owned()),
        });
    }

    pub(super) fn paragraph(&mut self, text: impl Into<String>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// A table, or a sentence in its place where it has no row.
    pub(super) fn table(&mut self, table: Table, without: &str) {
        self.blocks.push(if table.rows.is_empty() {
            Block::Paragraph(format!("{}: {without}", table.caption))
        } else {
            Block::Table(table)
        });
    }
}
