//! The tags of a packed part, one by one, with bounds: on the whole, on one piece, on how deep things lie in one another.
//! No content is taken from here. Whatever the library might cut otherwise than this does, is refused.

use std::io::{self, BufRead, BufReader, Read};

use super::row::{Halt, Sink};
use super::{MAX_TEXT, MAX_UNPACKED, damaged, too_much};
use crate::domain::sheet_fault::Amount;

/// How deep elements lie in one another at most; workbooks need about 10.
const MAX_DEPTH: usize = 256;

/// How much may still be unpacked, and who is asked whether to go on.
pub(super) struct Allowance<'s, 'a> {
    pub(super) sink: &'s mut Sink<'a>,
    pub(super) left: u64,
    /// How many bytes there should be; it is only told to whoever watches.
    pub(super) stated: u64,
}

impl Allowance<'_, '_> {
    /// Takes bytes off, and fails where there are no more, or where the work is to end.
    pub(super) fn take(&mut self, bytes: u64) -> Result<(), Halt> {
        self.left = self
            .left
            .checked_sub(bytes)
            .ok_or_else(|| too_much(Amount::Bytes, MAX_UNPACKED))?;
        // The first half of the work; the second is the reading.
        self.sink
            .ask(MAX_UNPACKED - self.left, self.stated.saturating_mul(2))
    }
}

/// Counts what is really unpacked.
struct Counted<'c, 's, 'a, R> {
    source: R,
    allowance: &'c mut Allowance<'s, 'a>,
    why: Option<Halt>,
}

impl<R: Read> Read for Counted<'_, '_, '_, R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(into)?;
        if let Err(halt) = self.allowance.take(count as u64) {
            self.why = Some(halt);
            return Err(io::Error::other("stopped"));
        }
        Ok(count)
    }
}

/// A tag as it stands in the part.
pub(super) struct Tag<'t> {
    /// With its prefix.
    pub(super) name: &'t [u8],
    /// What stands behind the name.
    rest: &'t [u8],
    /// `<a>` and `<a/>` open, `</a>` and `<a/>` close.
    pub(super) opens: bool,
    pub(super) closes: bool,
    /// Bytes of it and of all between it and the last one.
    pub(super) bytes: u64,
}

impl<'t> Tag<'t> {
    /// The name without its prefix.
    pub(super) fn local(&self) -> &'t [u8] {
        let start = self.name.iter().rposition(|byte| *byte == b':');
        self.name
            .get(start.map_or(0, |at| at + 1)..)
            .unwrap_or_default()
    }

    /// Calls `each` with every name and its value as it stands there.
    pub(super) fn attributes(
        &self,
        mut each: impl FnMut(&'t [u8], &'t [u8]) -> Result<(), Halt>,
    ) -> Result<(), Halt> {
        let mut rest = self.rest.trim_ascii();
        while !rest.is_empty() {
            let mut parts = rest.splitn(2, |byte| *byte == b'=');
            let name = parts.next().unwrap_or_default().trim_ascii_end();
            let value = parts.next().unwrap_or_default().trim_ascii_start();
            let Some((quote @ (b'"' | b'\''), value)) = value.split_first() else {
                return Err(damaged("an attribute without a value"));
            };
            let mut parts = value.splitn(2, |byte| byte == quote);
            each(name, parts.next().unwrap_or_default())?;
            rest = parts.next().unwrap_or_default().trim_ascii_start();
        }
        Ok(())
    }
}

/// Hands every tag of a part to `each`.
pub(super) fn walk(
    part: impl Read,
    allowance: &mut Allowance<'_, '_>,
    each: &mut dyn FnMut(&Tag<'_>, &mut Allowance<'_, '_>) -> Result<(), Halt>,
) -> Result<(), Halt> {
    let mut source = BufReader::with_capacity(
        1 << 16,
        Counted {
            source: part,
            allowance,
            why: None,
        },
    );
    let (mut piece, mut open) = (Vec::new(), Vec::<Vec<u8>>::new());
    let mut before = 0;
    loop {
        piece.clear();
        read_to(&mut source, b'<', &mut piece)?;
        before += piece.len() as u64;
        if piece.pop() != Some(b'<') {
            break;
        }
        piece.clear();
        read_tag(&mut source, &mut piece)?;
        before += piece.len() as u64;
        if matches!(piece.first(), Some(b'!' | b'?')) {
            continue;
        }
        let tag = cut(&piece, std::mem::take(&mut before));
        nest(&tag, &mut open)?;
        each(&tag, source.get_mut().allowance)?;
    }
    if open.is_empty() {
        Ok(())
    } else {
        Err(damaged("it ends in the middle"))
    }
}

/// What stands between `<` and `>`.
fn cut(piece: &[u8], bytes: u64) -> Tag<'_> {
    let (is_end, inner) = match piece.strip_prefix(b"/") {
        Some(inner) => (true, inner),
        None => (false, piece),
    };
    let (is_empty, inner) = match inner.strip_suffix(b"/") {
        Some(inner) => (true, inner),
        None => (false, inner),
    };
    let end = inner.iter().position(u8::is_ascii_whitespace);
    let (name, rest) = inner
        .split_at_checked(end.unwrap_or(inner.len()))
        .unwrap_or_default();
    Tag {
        name,
        rest,
        opens: !is_end,
        closes: is_end || is_empty,
        bytes,
    }
}

/// Elements end in the order in which they began: the library looks for ends that it takes for granted.
fn nest(tag: &Tag<'_>, open: &mut Vec<Vec<u8>>) -> Result<(), Halt> {
    match (tag.opens, tag.closes) {
        (true, false) if open.len() >= MAX_DEPTH => {
            Err(damaged("elements lie too deep in one another"))
        }
        (true, false) => {
            open.push(tag.name.to_vec());
            Ok(())
        }
        (false, _) if open.pop().as_deref() != Some(tag.name) => {
            Err(damaged("an element ends that was not open"))
        }
        _ => Ok(()),
    }
}

/// Reads on to the end of a tag, a comment, an instruction or a marked section.
fn read_tag<R: Read>(
    source: &mut BufReader<Counted<'_, '_, '_, R>>,
    piece: &mut Vec<u8>,
) -> Result<(), Halt> {
    let mut quote = None;
    loop {
        let start = piece.len();
        read_to(source, b'>', piece)?;
        if piece.len() == start || piece.last() != Some(&b'>') {
            return Err(damaged("it ends in the middle"));
        }
        let is_whole = match piece.as_slice() {
            [b'!', b'-', b'-', ..] => piece.len() >= 6 && piece.ends_with(b"-->"),
            [b'!', ..] if piece.starts_with(b"![CDATA[") => piece.ends_with(b"]]>"),
            // Definitions, which no spreadsheet needs.
            [b'!', ..] => return Err(damaged("it defines its own markup")),
            [b'?', ..] => piece.ends_with(b"?>"),
            _ => {
                for byte in piece.get(start..).unwrap_or_default() {
                    match (quote, byte) {
                        (_, b'<') => return Err(damaged("a tag within a tag")),
                        (None, b'"' | b'\'') => quote = Some(*byte),
                        (Some(open), byte) if open == *byte => quote = None,
                        _ => {}
                    }
                }
                quote.is_none()
            }
        };
        if piece.as_slice() == b"?>" {
            return Err(damaged("an instruction without an end"));
        }
        if is_whole {
            piece.pop();
            return Ok(());
        }
    }
}

/// Reads on to that byte, or to the end of the part.
fn read_to<R: Read>(
    source: &mut BufReader<Counted<'_, '_, '_, R>>,
    end: u8,
    piece: &mut Vec<u8>,
) -> Result<(), Halt> {
    let start = piece.len();
    let left = (MAX_TEXT + 1).saturating_sub(start as u64);
    let outcome = source.by_ref().take(left).read_until(end, piece);
    if let Err(error) = outcome {
        let why = source.get_mut().why.take();
        return Err(why.unwrap_or_else(|| damaged(&error.to_string())));
    }
    if piece.len() as u64 > MAX_TEXT {
        return Err(too_much(Amount::Text, MAX_TEXT));
    }
    // Other encodings than UTF-8, in which a tag would not be seen here.
    let added = piece.get(start..).unwrap_or_default();
    if added.iter().any(|byte| matches!(byte, 0 | 0x1b)) {
        return Err(damaged("it is no UTF-8"));
    }
    Ok(())
}
