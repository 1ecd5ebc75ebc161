//! The one writer for everything that is printed outside the full screen: no control character but the line break.

use std::io::{self, BufWriter, Write};

use crate::ui::charset::Charset;

/// Prints lines.
pub(super) struct Printer<W: Write> {
    out: BufWriter<W>,
    charset: Charset,
}

impl<W: Write> Printer<W> {
    pub(super) fn new(out: W, charset: Charset) -> Self {
        Self {
            out: BufWriter::new(out),
            charset,
        }
    }

    /// Another one with the same characters.
    pub(super) fn beside(&self, out: W) -> Self {
        Self::new(out, self.charset)
    }

    /// Prints one line; whatever would move the cursor or hide becomes visible.
    pub(super) fn line(&mut self, text: &str) -> io::Result<()> {
        let clean = self.charset.line(text);
        self.out.write_all(clean.as_bytes())?;
        self.out.write_all(b"\n")
    }

    /// Prints lines that a program reads: no character is replaced for the sake of the terminal.
    pub(super) fn data(&mut self, text: &str) -> io::Result<()> {
        let charset = std::mem::replace(&mut self.charset, Charset::Unicode);
        let printed = self.lines(text);
        self.charset = charset;
        printed
    }

    /// Hands on the content of a file as it is: its format has taken care of what it holds.
    pub(super) fn bytes(&mut self, content: &[u8]) -> io::Result<()> {
        self.out.write_all(content)
    }

    /// Prints several lines.
    pub(super) fn lines(&mut self, text: &str) -> io::Result<()> {
        text.lines().try_for_each(|line| self.line(line))
    }

    /// Hands everything on.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_moves_the_cursor_gets_out() {
        let mut bytes = Vec::new();
        let mut printer = Printer::new(&mut bytes, Charset::Unicode);
        printer.line("ä\u{1b}[31m\rb\u{202e}").unwrap();
        printer.flush().unwrap();
        drop(printer);
        assert_eq!(
            String::from_utf8(bytes).unwrap(),
            "ä\\u{1b}[31m\\u{d}b\\u{202e}\n"
        );
    }
}
