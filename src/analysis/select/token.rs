//! The smallest parts of a filter: words, quoted texts, operators, parentheses.

use super::field::Operator;
use super::{Mistake, What};

/// A part of the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// Letters up to a space or a sign.
    Word(String),
    /// A text in quotation marks.
    Quoted(String),
    /// An operator.
    Operator(Operator),
    /// `,`
    Comma,
    /// `(`
    Open,
    /// `)`
    Close,
    /// `!` that stands alone: not.
    Not,
}

/// A part with the column at which it begins and the one behind it, in characters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) token: Token,
    pub(super) at: usize,
    pub(super) end: usize,
}

/// The signs that end a word.
const SIGNS: &str = "=!<>~,()\"≤≥≠";

/// Whether a text can stand as a word, without quotation marks.
pub(super) fn is_word(text: &str) -> bool {
    let is_plain = |c: char| !c.is_whitespace() && !SIGNS.contains(c);
    !text.is_empty() && text.chars().all(is_plain)
}

/// Splits a text; the only mistake is a quotation mark without its other half.
pub(super) fn split(text: &str) -> Result<Vec<Placed>, Mistake> {
    let mut tokens = Vec::new();
    let mut rest = text.chars().enumerate().peekable();
    while let Some((at, c)) = rest.next() {
        let followed_by_equal = |rest: &mut std::iter::Peekable<_>| {
            rest.next_if(|(_, next): &(usize, char)| *next == '=')
                .is_some()
        };
        let token = match c {
            c if c.is_whitespace() => continue,
            '(' => Token::Open,
            ')' => Token::Close,
            ',' => Token::Comma,
            '~' => Token::Operator(Operator::Contains),
            '≤' => Token::Operator(Operator::AtMost),
            '≥' => Token::Operator(Operator::AtLeast),
            '≠' => Token::Operator(Operator::NotEqual),
            '=' => {
                // `==` is what a programmer's fingers type.
                followed_by_equal(&mut rest);
                Token::Operator(Operator::Equal)
            }
            '!' if followed_by_equal(&mut rest) => Token::Operator(Operator::NotEqual),
            '!' => Token::Not,
            '<' if followed_by_equal(&mut rest) => Token::Operator(Operator::AtMost),
            '<' => Token::Operator(Operator::Less),
            '>' if followed_by_equal(&mut rest) => Token::Operator(Operator::AtLeast),
            '>' => Token::Operator(Operator::More),
            '"' => Token::Quoted(quoted(&mut rest, at)?),
            first => {
                let mut word = String::from(first);
                while let Some((_, c)) =
                    rest.next_if(|(_, c)| !c.is_whitespace() && !SIGNS.contains(*c))
                {
                    word.push(c);
                }
                Token::Word(word)
            }
        };
        let end = rest.peek().map(|(next, _)| *next);
        let end = end.unwrap_or_else(|| text.chars().count());
        tokens.push(Placed { token, at, end });
    }
    Ok(tokens)
}

fn quoted(
    rest: &mut std::iter::Peekable<impl Iterator<Item = (usize, char)>>,
    at: usize,
) -> Result<String, Mistake> {
    let mut text = String::new();
    while let Some((_, c)) = rest.next() {
        match c {
            '"' if rest.next_if(|(_, next)| *next == '"').is_some() => text.push('"'),
            '"' => return Ok(text),
            c => text.push(c),
        }
    }
    let what = What::OpenQuote;
    Err(Mistake { at, what })
}
