//! Reading a filter: from text to a tree of terms that know where they stand.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::field::{Field, Operator};
use super::token::{Placed, Token, split};
use super::tree::{Term, Tree};
use super::{Mistake, What};

/// A term with the columns at which it and its values begin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Located {
    /// The term.
    pub term: Term,
    /// Where its operator stands.
    pub operator_at: usize,
    /// Where each of its values stands.
    pub values_at: Vec<usize>,
}

/// Deepest nesting of parentheses and negations.
const DEEPEST: usize = 64;

/// The words that join conditions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Keyword {
    And,
    Or,
    Not,
}

/// The words of each, English first, then German, then signs that programmers type.
pub(super) const KEYWORDS: [(Keyword, &[&str]); 3] = [
    (Keyword::And, &["and", "und", "&", "&&"]),
    (Keyword::Or, &["or", "oder", "|", "||"]),
    (Keyword::Not, &["not", "nicht"]),
];

fn keyword(word: &str) -> Option<Keyword> {
    let is_meant = |(_, words): &&(Keyword, &[&str])| {
        words.iter().any(|known| known.eq_ignore_ascii_case(word))
    };
    KEYWORDS.iter().find(is_meant).map(|(keyword, _)| *keyword)
}

pub(super) fn is_keyword(word: &str) -> bool {
    keyword(word).is_some()
}

/// Reads a filter; `None` where there is no condition at all.
pub fn parse(text: &str) -> Result<Option<Tree<Located>>, Mistake> {
    let tokens = split(text)?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut reader = Reader {
        tokens: tokens.into_iter().peekable(),
        end: text.trim_end().chars().count(),
        depth: 0,
    };
    let tree = reader.any()?;
    match reader.tokens.next() {
        Some(Placed {
            token: Token::Close,
            at,
            ..
        }) => mistake(at, What::NotOpened),
        Some(placed) => mistake(placed.at, What::NoTerm),
        None => Ok(Some(tree)),
    }
}

fn mistake<T>(at: usize, what: What) -> Result<T, Mistake> {
    Err(Mistake { at, what })
}

struct Reader {
    tokens: Peekable<IntoIter<Placed>>,
    end: usize,
    depth: usize,
}

impl Reader {
    /// Where the next part stands.
    fn at(&mut self) -> usize {
        self.tokens.peek().map_or(self.end, |placed| placed.at)
    }

    fn take(&mut self, wanted: &Token) -> bool {
        let next = self.tokens.next_if(|placed| placed.token == *wanted);
        next.is_some()
    }

    fn take_keyword(&mut self, wanted: Keyword) -> bool {
        let is_wanted = |placed: &Placed| match &placed.token {
            Token::Word(word) => keyword(word) == Some(wanted),
            _ => false,
        };
        self.tokens.next_if(is_wanted).is_some()
    }

    fn any(&mut self) -> Result<Tree<Located>, Mistake> {
        let mut parts = vec![self.all()?];
        while self.take_keyword(Keyword::Or) {
            parts.push(self.all()?);
        }
        Ok(joined(parts, Tree::Or))
    }

    fn all(&mut self) -> Result<Tree<Located>, Mistake> {
        let mut parts = vec![self.part()?];
        loop {
            let named = self.take_keyword(Keyword::And);
            if !named && !self.begins_part() {
                return Ok(joined(parts, Tree::And));
            }
            parts.push(self.part()?);
        }
    }

    /// Whether a condition follows without a word between.
    fn begins_part(&mut self) -> bool {
        self.tokens
            .peek()
            .is_some_and(|placed| match &placed.token {
                Token::Word(word) => keyword(word) != Some(Keyword::Or),
                Token::Quoted(_) | Token::Open | Token::Not => true,
                _ => false,
            })
    }

    fn part(&mut self) -> Result<Tree<Located>, Mistake> {
        let at = self.at();
        self.depth += 1;
        if self.depth > DEEPEST {
            return mistake(at, What::TooDeep);
        }
        let tree = if self.take(&Token::Not) || self.take_keyword(Keyword::Not) {
            Tree::Not(Box::new(self.part()?))
        } else if self.take(&Token::Open) {
            let inner = self.any()?;
            let at = self.at();
            if !self.take(&Token::Close) {
                return mistake(at, What::NotClosed);
            }
            inner
        } else {
            Tree::Term(self.term()?)
        };
        self.depth -= 1;
        Ok(tree)
    }

    fn term(&mut self) -> Result<Located, Mistake> {
        let at = self.at();
        let Some(placed) = self.tokens.next() else {
            return mistake(at, What::NoTerm);
        };
        let (word, quoted) = match placed.token {
            Token::Word(word) if !is_keyword(&word) => (word, false),
            Token::Quoted(text) => (text, true),
            _ => return mistake(at, What::NoTerm),
        };
        let operator_at = self.at();
        let operator = match self.tokens.peek().map(|placed| placed.token.clone()) {
            Some(Token::Operator(operator)) if !quoted => operator,
            _ => return Self::text(word, quoted, at, operator_at),
        };
        self.tokens.next();
        let Some(field) = Field::parse(&word) else {
            let nearest = Field::nearest(&word);
            return mistake(at, What::UnknownField(word, nearest));
        };
        let (mut values, mut values_at) = (Vec::new(), Vec::new());
        loop {
            let at = self.at();
            match self.tokens.next().map(|placed| placed.token) {
                Some(Token::Word(word)) if !is_keyword(&word) => values.push(word),
                Some(Token::Quoted(text)) => values.push(text),
                _ => return mistake(at, What::NoValue(field)),
            }
            values_at.push(at);
            if !self.take(&Token::Comma) {
                break;
            }
        }
        let term = Term {
            field,
            operator,
            values,
        };
        Ok(Located {
            term,
            operator_at,
            values_at,
        })
    }

    /// A value alone is looked for in all texts; a field alone waits for its operator.
    fn text(word: String, quoted: bool, at: usize, behind: usize) -> Result<Located, Mistake> {
        if let Some(field) = Field::parse(&word).filter(|_| !quoted) {
            return mistake(behind, What::NoOperator(field));
        }
        let term = Term {
            field: Field::Text,
            operator: Operator::Contains,
            values: vec![word],
        };
        Ok(Located {
            term,
            operator_at: at,
            values_at: vec![at],
        })
    }
}

/// One part stands for itself; parts of the same kind lie flat.
fn joined(
    mut parts: Vec<Tree<Located>>,
    join: fn(Vec<Tree<Located>>) -> Tree<Located>,
) -> Tree<Located> {
    match parts.len() {
        1 => parts.remove(0),
        _ => join(parts),
    }
}
