//! RON read entry by entry, each piece with its place: one fault hides no other, and what is sound still counts.
//!
//! The part of RON that settings need: texts, numbers, `true` and `false`, `Some(…)` and `None`, lists, maps, comments.

/// A value and where it begins, in bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) at: usize,
    pub(super) shape: Shape,
}

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Text(String),
    /// As it is written.
    Number(String),
    Switch(bool),
    List(Vec<Node>),
    Map(Vec<(Node, Node)>),
    /// `None`: as if it were not there.
    Nothing,
    /// Anything that no setting is.
    Other,
}

/// A name with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) at: usize,
    pub(super) name: String,
    pub(super) value: Node,
}

/// What is wrong with the notation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// A bracket or a quotation mark is never closed.
    Unclosed(char),
    /// Something else should stand here; `None` is the end of the text.
    Expected(Wanted, Option<char>),
}

/// What should stand there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// This character.
    Sign(char),
    /// The name of a setting.
    Name,
    /// A value.
    Value,
    /// Nothing more.
    End,
}

type Flaw = (usize, Broken);

/// Brackets within brackets that are followed.
const DEEPEST: usize = 8;

/// The entries of a file `( name: value, … )`, and what is wrong with it.
pub(super) fn entries(text: &str) -> (Vec<Entry>, Vec<Flaw>) {
    let mut reader = Reader { text, at: 0 };
    let (mut entries, mut flaws) = (Vec::new(), Vec::new());
    reader.head();
    let open = reader.at;
    if let Err(flaw) = reader.sign('(') {
        flaws.push(flaw);
    }
    loop {
        reader.skip();
        match reader.peek() {
            None if flaws.is_empty() => flaws.push((open, Broken::Unclosed('('))),
            None => {}
            Some(')') => {
                reader.at += 1;
                if let Err(flaw) = reader.end() {
                    flaws.push(flaw);
                }
            }
            Some(_) => {
                let start = reader.at;
                let read = reader.entry().map(|entry| entries.push(entry));
                if let Err(flaw) = read.and_then(|()| reader.comma()) {
                    flaws.push(flaw);
                    // Where only a sign is missing the next name stands right here.
                    if !reader.is_at_name() {
                        reader.at = start;
                        reader.recover();
                    }
                }
                continue;
            }
        }
        return (entries, flaws);
    }
}

/// A single value, and nothing after it.
pub(super) fn value(text: &str) -> Result<Node, Flaw> {
    let mut reader = Reader { text, at: 0 };
    reader.head();
    let node = reader.value(0)?;
    reader.end()?;
    Ok(node)
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn expected(&self, wanted: Wanted) -> Flaw {
        (self.at, Broken::Expected(wanted, self.peek()))
    }

    /// Byte order mark, blanks, and the line that turns extensions on.
    fn head(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start_matches('\u{feff}').len();
        self.skip();
        while self.rest().starts_with("#![") {
            self.at += self
                .rest()
                .find(']')
                .map_or(self.rest().len(), |end| end + 1);
            self.skip();
        }
    }

    /// Passes over blanks and comments.
    fn skip(&mut self) {
        loop {
            let rest = self.rest();
            let blank = rest.len() - rest.trim_start().len();
            let comment = rest.get(blank..).unwrap_or_default();
            self.at += blank;
            if comment.starts_with("//") {
                self.at += comment.find('\n').unwrap_or(comment.len());
            } else if comment.starts_with("/*") {
                self.at += comment.find("*/").map_or(comment.len(), |end| end + 2);
            } else {
                return;
            }
        }
    }

    fn sign(&mut self, sign: char) -> Result<(), Flaw> {
        self.skip();
        if self.peek() != Some(sign) {
            return Err(self.expected(Wanted::Sign(sign)));
        }
        self.at += sign.len_utf8();
        Ok(())
    }

    fn end(&mut self) -> Result<(), Flaw> {
        self.skip();
        self.peek()
            .map_or(Ok(()), |_| Err(self.expected(Wanted::End)))
    }

    /// A comma, or the closing bracket ahead.
    fn comma(&mut self) -> Result<(), Flaw> {
        self.skip();
        match self.peek() {
            Some(')' | ']' | '}') | None => Ok(()),
            Some(_) => self.sign(','),
        }
    }

    fn word(&mut self) -> &'a str {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or_default()
    }

    fn is_at_name(&self) -> bool {
        self.peek().is_some_and(|c| c.is_alphabetic() || c == '_')
    }

    fn entry(&mut self) -> Result<Entry, Flaw> {
        let at = self.at;
        if !self.is_at_name() {
            return Err(self.expected(Wanted::Name));
        }
        let name = self.word().to_owned();
        self.sign(':')?;
        let value = self.value(0)?;
        Ok(Entry { at, name, value })
    }

    /// Goes to the next line on which a name with a colon, or the end, stands.
    fn recover(&mut self) {
        while let Some(end) = self.rest().find('\n') {
            self.at += end + 1;
            let line = self.rest().trim_start();
            let mut ahead = Reader { text: line, at: 0 };
            let named = ahead.is_at_name() && !ahead.word().is_empty();
            if line.starts_with(')') || (named && ahead.sign(':').is_ok()) {
                return;
            }
        }
        self.at = self.text.len();
    }

    fn value(&mut self, depth: usize) -> Result<Node, Flaw> {
        self.skip();
        let at = self.at;
        let shape = match self.peek() {
            Some('"') => Shape::Text(self.quoted()?),
            Some('[' | '{' | '(') if depth >= DEEPEST => return Err(self.expected(Wanted::Value)),
            Some('[') => Shape::List(self.list(depth)?),
            Some('{') => Shape::Map(self.map(depth)?),
            Some('(') => self.group(depth)?,
            Some(c) if c.is_ascii_digit() || c == '-' || c == '+' => {
                self.at += 1;
                let start = self.word().len();
                Shape::Number(self.text.get(at..at + 1 + start).unwrap_or_default().into())
            }
            Some(_) if self.is_at_name() => match self.word() {
                "true" => Shape::Switch(true),
                "false" => Shape::Switch(false),
                "None" => Shape::Nothing,
                "Some" if self.peek() == Some('(') => {
                    self.at += 1;
                    let inner = self.value(depth + 1)?;
                    self.sign(')')?;
                    inner.shape
                }
                _ => Shape::Other,
            },
            _ => return Err(self.expected(Wanted::Value)),
        };
        Ok(Node { at, shape })
    }

    /// A text in quotation marks, on one line.
    fn quoted(&mut self) -> Result<String, Flaw> {
        let open = self.at;
        let unclosed = (open, Broken::Unclosed('"'));
        let mut text = String::new();
        let mut chars = self.rest().char_indices().skip(1);
        while let Some((at, c)) = chars.next() {
            match c {
                '"' => {
                    self.at = open + at + 1;
                    return Ok(text);
                }
                '\\' => match chars.next().ok_or_else(|| unclosed.clone())?.1 {
                    'n' => text.push('\n'),
                    't' => text.push('\t'),
                    'r' => text.push('\r'),
                    '0' => text.push('\0'),
                    'u' => {
                        let hex = chars.by_ref().skip(1).map(|(_, c)| c);
                        let hex: String = hex.take_while(char::is_ascii_hexdigit).collect();
                        let code = u32::from_str_radix(&hex, 16).ok().and_then(char::from_u32);
                        text.push(code.unwrap_or('\u{fffd}'));
                    }
                    other => text.push(other),
                },
                '\n' => break,
                c => text.push(c),
            }
        }
        Err(unclosed)
    }

    fn list(&mut self, depth: usize) -> Result<Vec<Node>, Flaw> {
        let open = self.at;
        self.at += 1;
        let mut list = Vec::new();
        while !self.closes(open, ']')? {
            list.push(self.value(depth + 1)?);
            self.comma()?;
        }
        Ok(list)
    }

    fn map(&mut self, depth: usize) -> Result<Vec<(Node, Node)>, Flaw> {
        let open = self.at;
        self.at += 1;
        let mut map = Vec::new();
        while !self.closes(open, '}')? {
            let key = self.value(depth + 1)?;
            self.sign(':')?;
            map.push((key, self.value(depth + 1)?));
            self.comma()?;
        }
        Ok(map)
    }

    /// A group is no setting's value; it is passed over as a whole.
    fn group(&mut self, depth: usize) -> Result<Shape, Flaw> {
        let open = self.at;
        self.at += 1;
        while !self.closes(open, ')')? {
            if self.is_at_name() {
                self.word();
                self.skip();
                if self.peek() == Some(':') {
                    self.at += 1;
                    self.value(depth + 1)?;
                }
            } else {
                self.value(depth + 1)?;
            }
            self.comma()?;
        }
        Ok(Shape::Other)
    }

    /// Whether the bracket closes here; the end of the text is a fault at its opening.
    fn closes(&mut self, open: usize, sign: char) -> Result<bool, Flaw> {
        self.skip();
        match self.peek() {
            Some(c) if c == sign => {
                self.at += 1;
                Ok(true)
            }
            Some(c @ (')' | ']' | '}')) => {
                Err((self.at, Broken::Expected(Wanted::Sign(sign), Some(c))))
            }
            Some(_) => Ok(false),
            None => {
                let bracket = self.text.get(open..).and_then(|rest| rest.chars().next());
                Err((open, Broken::Unclosed(bracket.unwrap_or(sign))))
            }
        }
    }
}

#[cfg(test)]
mod tests;
