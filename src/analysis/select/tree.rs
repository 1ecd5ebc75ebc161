//! What a filter says: terms joined by and, or, not; and how it is written down.

use std::fmt;

use super::field::{Field, Operator};
use super::parse::is_keyword;
use super::token::is_word;

/// Conditions joined. An empty `And` holds always, an empty `Or` never; reading makes neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree<T> {
    /// Any of them holds.
    Or(Vec<Tree<T>>),
    /// All of them hold.
    And(Vec<Tree<T>>),
    /// It does not hold.
    Not(Box<Tree<T>>),
    /// One condition.
    Term(T),
}

/// One condition: a field, what is to be compared, with what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The field.
    pub field: Field,
    /// How it is compared.
    pub operator: Operator,
    /// The values, at least one; several stand for any of them.
    pub values: Vec<String>,
}

impl<T> Tree<T> {
    /// The same tree of something else; the first mistake ends it.
    pub fn try_map<U, E>(&self, change: &mut impl FnMut(&T) -> Result<U, E>) -> Result<Tree<U>, E> {
        let all = |parts: &[Self], change: &mut _| -> Result<Vec<Tree<U>>, E> {
            parts.iter().map(|part| part.try_map(change)).collect()
        };
        Ok(match self {
            Self::Or(parts) => Tree::Or(all(parts, change)?),
            Self::And(parts) => Tree::And(all(parts, change)?),
            Self::Not(part) => Tree::Not(Box::new(part.try_map(change)?)),
            Self::Term(term) => Tree::Term(change(term)?),
        })
    }

    /// Whether it holds where its terms do as `holds` says.
    pub fn holds(&self, holds: &impl Fn(&T) -> bool) -> bool {
        match self {
            Self::Or(parts) => parts.iter().any(|part| part.holds(holds)),
            Self::And(parts) => parts.iter().all(|part| part.holds(holds)),
            Self::Not(part) => !part.holds(holds),
            Self::Term(term) => holds(term),
        }
    }

    /// How tightly it binds when it is written down.
    fn rank(&self) -> u8 {
        match self {
            Self::Or(_) => 0,
            Self::And(_) => 1,
            Self::Not(_) => 2,
            Self::Term(_) => 3,
        }
    }
}

impl<T: fmt::Display> Tree<T> {
    /// Writes a part, in parentheses where it would fall apart without.
    fn write(&self, f: &mut fmt::Formatter<'_>, least: u8) -> fmt::Result {
        if self.rank() < least {
            f.write_str("(")?;
            self.write(f, 0)?;
            return f.write_str(")");
        }
        let joined = |f: &mut fmt::Formatter<'_>, parts: &[Self], word: &str, least| {
            for (at, part) in parts.iter().enumerate() {
                if at > 0 {
                    f.write_str(word)?;
                }
                part.write(f, least)?;
            }
            Ok(())
        };
        match self {
            Self::Or(parts) => joined(f, parts, " or ", 1),
            Self::And(parts) => joined(f, parts, " and ", 2),
            Self::Not(part) => {
                f.write_str("not ")?;
                part.write(f, 2)
            }
            Self::Term(term) => write!(f, "{term}"),
        }
    }
}

impl<T: fmt::Display> fmt::Display for Tree<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.write(f, 0)
    }
}

impl fmt::Display for Term {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.field.key(), self.operator.sign())?;
        for (at, value) in self.values.iter().enumerate() {
            let comma = if at > 0 { "," } else { "" };
            write!(f, "{comma}{}", written(value))?;
        }
        Ok(())
    }
}

/// A value as it has to be written: in quotation marks where it would be read as something else.
pub(super) fn written(value: &str) -> String {
    if is_word(value) && !is_keyword(value) {
        value.to_owned()
    } else {
        format!("\"{}\"", value.replace('"', "\"\""))
    }
}
