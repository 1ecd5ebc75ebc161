//! From an address to its line: as readable as a shell and the grammar allow.

use std::fmt::{self, Write};

use super::{Address, Word};
use crate::domain::text::is_invisible;

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, word) in self.path.iter().enumerate() {
            if at > 0 {
                f.write_str("/")?;
            }
            f.write_str(&encoded(&word.text, &[' ', '/', '?']))?;
        }
        let mut parameters: Vec<String> = Vec::new();
        parameters.extend(self.form.as_ref().map(|form| form.text.clone()));
        let named = [
            ("service", &self.service),
            ("select", &self.select),
            ("filter", &self.filter),
            ("date", &self.date),
            ("compare", &self.compare),
            ("sort", &self.sort),
            ("weighting", &self.weighting),
        ];
        for (name, value) in named {
            if let Some(Word { text, .. }) = value {
                parameters.push(format!("{name}={}", encoded(text, &['&'])));
            }
        }
        if !self.columns.is_empty() {
            let keys = self.columns.iter();
            let keys: Vec<_> = keys.map(|key| encoded(&key.text, &['&', ','])).collect();
            parameters.push(format!("columns={}", keys.join(",")));
        }
        if !parameters.is_empty() {
            write!(f, "?{}", parameters.join("&"))?;
        }
        Ok(())
    }
}

/// A text in which everything is encoded that would end it, end a quotation of the shell, or not survive being copied:
/// blanks at an end and behind another blank.
fn encoded(text: &str, ends: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    let mut after_blank = true;
    while let Some(c) = letters.next() {
        let is_lost = c.is_whitespace() && (c != ' ' || after_blank || letters.peek().is_none());
        if is_lost || is_invisible(c) || matches!(c, '%' | '\'') || ends.contains(&c) {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a `String` cannot fail.
                let _ = write!(out, "%{byte:02X}");
            }
        } else {
            out.push(c);
        }
        after_blank = c.is_whitespace();
    }
    out
}
