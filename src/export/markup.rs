//! Text inside other languages: nothing of it may be taken for a command of theirs.

use std::borrow::Cow;
use std::fmt;

/// Adds a line. Writing to a `String` cannot fail.
pub(super) fn line(out: &mut String, text: fmt::Arguments<'_>) {
    let _ = fmt::Write::write_fmt(out, text);
    out.push('\n');
}

/// Text inside HTML or SVG, also between the quotation marks of an attribute.
pub fn html(text: &str) -> Cow<'_, str> {
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    Cow::Owned(escaped)
}

/// Text inside a line, or a field of a table, of Markdown (`CommonMark` with tables).
pub fn markdown(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c => escaped.push(c),
        }
    }
    // At the beginning of a line these make a list or a quotation.
    match escaped.chars().next() {
        Some('-' | '+' | '>' | '=') => format!("\\{escaped}"),
        _ => escaped,
    }
}

/// A field of a spreadsheet that no program takes for a formula: a text that begins like one gets an apostrophe before
/// it, unless it is a plain number (OWASP, "CSV Injection"; the full-width signs are taken for their narrow twins).
pub fn spreadsheet(text: &str) -> Cow<'_, str> {
    let begins = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let number = text.strip_prefix(['+', '-']).unwrap_or(text);
    let is_number = number.starts_with(|c: char| c.is_ascii_digit())
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '.' | ','));
    if begins && !is_number {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_tag() {
        assert_eq!(
            html("<a href='x\"y'>&"),
            "&lt;a href=&#39;x&quot;y&#39;&gt;&amp;"
        );
        assert_eq!(html("Ahlden"), "Ahlden");
    }

    #[test]
    fn nothing_becomes_markdown() {
        assert_eq!(markdown("a|b *c* <d>"), "a\\|b \\*c\\* &lt;d>");
        assert_eq!(markdown("- x"), "\\- x");
    }

    #[test]
    fn nothing_becomes_a_formula() {
        for evil in ["=1+1", "+A1", "-A1", "@SUM(A1)", "\t=1", "＝1", "-1+cmd|x"] {
            assert_eq!(spreadsheet(evil), format!("'{evil}"));
        }
        for plain in ["-5", "+3", "-1.234,5", "12", "Aa =", ""] {
            assert_eq!(spreadsheet(plain), plain);
        }
    }
}
