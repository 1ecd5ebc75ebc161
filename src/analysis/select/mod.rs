//! The filter: one small language in which an operator says which cells he wants to see and count.
//!
//! A text is read into a tree of terms (`parse`), the terms are checked against the data (`bind`), and every cell is held
//! against them (`judge`). What was typed wrongly is a [`Mistake`] at a column, never a panic. The grammar:
//!
//! ```text
//! filter = group { ("or" | "oder") group }
//! group  = part { ["and" | "und"] part }
//! part   = ("not" | "nicht") part | "(" filter ")" | term
//! term   = field operator value { "," value } | value          (a value alone is looked for in all texts)
//! value  = word | '"' text '"'                                 (a quote inside is written twice)
//! ```

mod bind;
mod complete;
mod day;
mod field;
mod judge;
mod names;
mod parse;
mod quantity;
mod token;
mod tree;
mod vocabulary;

use bind::Bound;
pub use complete::{Completion, complete};
pub use field::{Field, Operator};
pub use judge::{Ground, Scope};
pub use parse::{Located, parse};
pub use tree::{Term, Tree};

use crate::domain::dataset::Dataset;

/// What was typed wrongly, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// The column, in characters from 0.
    pub at: usize,
    /// What is wrong, which says what was expected.
    pub what: What,
}

/// What is wrong with a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// There is no such field; the nearest one, where one is near.
    UnknownField(String, Option<Field>),
    /// An operator was expected after a field.
    NoOperator(Field),
    /// A field does not take this operator.
    WrongOperator(Field, Operator),
    /// A value was expected.
    NoValue(Field),
    /// A field does not take this value; the nearest ones.
    UnknownValue(Field, String, Vec<String>),
    /// An order was asked for against several values.
    OneValue(Operator),
    /// A condition was expected.
    NoTerm,
    /// A closing parenthesis was expected.
    NotClosed,
    /// A parenthesis closes what was never opened.
    NotOpened,
    /// A quotation mark is missing.
    OpenQuote,
    /// Conditions are nested too deeply.
    TooDeep,
}

/// A filter that was read and fits the data.
#[derive(Clone, Debug)]
pub struct Filter {
    text: String,
    bound: Bound,
}

impl Filter {
    /// Reads a filter; a text without any condition is none.
    pub fn read(text: &str, data: &Dataset) -> Result<Option<Self>, Mistake> {
        let Some(tree) = parse(text)? else {
            return Ok(None);
        };
        Ok(Some(Self {
            text: text.trim().to_owned(),
            bound: Bound::new(&tree, data)?,
        }))
    }

    /// The filter as it was typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether it asks for a field.
    pub fn asks_for(&self, field: Field) -> bool {
        self.bound.asks_for(field)
    }
}
