//! XML piece by piece, with bounds: on the whole, on one piece, on how deep things lie in one another.

use std::io::{self, BufRead, BufReader, Read};

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::row::Halt;
use super::{MAX_TEXT, MAX_UNPACKED, damaged, too_much};
use crate::domain::sheet_fault::Amount;

/// How deep elements lie in one another at most; workbooks need about 10.
const MAX_DEPTH: u32 = 256;

/// A reader of markup.
pub(super) struct Markup<R: Read> {
    xml: Reader<Bounded<R>>,
    buffer: Vec<u8>,
    depth: u32,
    stated: u64,
}

impl<R: Read> Markup<R> {
    /// `stated` is how many bytes there should be; it is only told to whoever watches.
    pub(super) fn new(source: R, stated: u64) -> Self {
        let mut xml = Reader::from_reader(Bounded {
            source: BufReader::with_capacity(1 << 16, source),
            left: MAX_UNPACKED,
            piece: MAX_TEXT,
        });
        let config = xml.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = true;
        Self {
            xml,
            buffer: Vec::new(),
            depth: 0,
            stated,
        }
    }

    /// Bytes read so far, and how many there should be.
    pub(super) fn progress(&self) -> (u64, u64) {
        (
            MAX_UNPACKED.saturating_sub(self.xml.get_ref().left),
            self.stated,
        )
    }

    /// The next piece; `Eof` at the end.
    pub(super) fn next(&mut self) -> Result<Event<'_>, Halt> {
        self.buffer.clear();
        self.xml.get_mut().piece = MAX_TEXT;
        match self.xml.read_event_into(&mut self.buffer) {
            Ok(event) => {
                match event {
                    Event::Start(_) => self.depth += 1,
                    Event::End(_) => self.depth = self.depth.saturating_sub(1),
                    Event::Eof if self.depth > 0 => return Err(damaged("it ends in the middle")),
                    _ => {}
                }
                if self.depth > MAX_DEPTH {
                    return Err(damaged("elements lie too deep in one another"));
                }
                Ok(event)
            }
            Err(error) => {
                let bounded = self.xml.get_ref();
                Err(if bounded.left == 0 {
                    too_much(Amount::Bytes, MAX_UNPACKED)
                } else if bounded.piece == 0 {
                    too_much(Amount::Text, MAX_TEXT)
                } else {
                    damaged(&error.to_string())
                })
            }
        }
    }
}

/// Appends what a piece adds to a text: text, a marked section, a character by its number or name.
pub(super) fn append(event: &Event<'_>, text: &mut String) -> Result<(), Halt> {
    match event {
        Event::Text(piece) => text.push_str(&piece.xml10_content()),
        Event::CData(piece) => text.push_str(&piece.xml10_content()),
        Event::GeneralRef(reference) => {
            if let Some(c) = reference
                .resolve_char_ref()
                .map_err(|error| damaged(&error.to_string()))?
            {
                text.push(c);
            } else {
                text.push(match reference.as_ref() {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    "apos" => '\'',
                    other => return Err(damaged(&format!("unknown &{other};"))),
                });
            }
        }
        _ => {}
    }
    if text.len() as u64 > MAX_TEXT {
        return Err(too_much(Amount::Text, MAX_TEXT));
    }
    Ok(())
}

/// Calls `each` with the local name and the raw value of every attribute.
pub(super) fn attributes<'e>(
    element: &'e BytesStart<'_>,
    mut each: impl FnMut(&'e str, &'e str),
) -> Result<(), Halt> {
    for attribute in element.attributes().with_checks(false) {
        let attribute = attribute.map_err(|error| damaged(&error.to_string()))?;
        let key = attribute.key.into_inner();
        let local = key.rsplit_once(':').map_or(key, |(_, local)| local);
        if let std::borrow::Cow::Borrowed(value) = attribute.value {
            each(local, value);
        }
    }
    Ok(())
}

/// One attribute by its whole name, with `&amp;` and the like resolved.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Result<Option<String>, Halt> {
    let found = element
        .try_get_attribute(name)
        .map_err(|error| damaged(&error.to_string()))?;
    found
        .map(|found| {
            found
                .normalized_value(XmlVersion::Implicit1_0)
                .map(std::borrow::Cow::into_owned)
                .map_err(|error| damaged(&error.to_string()))
        })
        .transpose()
}

/// Ends with a fault where there is more than may be.
struct Bounded<R: Read> {
    source: BufReader<R>,
    /// Bytes that may still come.
    left: u64,
    /// Bytes that this piece may still have.
    piece: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let from = self.fill_buf()?;
        let count = from.len().min(into.len());
        for (to, byte) in into.iter_mut().zip(from) {
            *to = *byte;
        }
        self.consume(count);
        Ok(count)
    }
}

impl<R: Read> BufRead for Bounded<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let most = self.left.min(self.piece);
        let bytes = self.source.fill_buf()?;
        if most == 0 && !bytes.is_empty() {
            return Err(io::Error::other("too much"));
        }
        let most = usize::try_from(most).unwrap_or(usize::MAX);
        Ok(bytes.get(..most).unwrap_or(bytes))
    }

    fn consume(&mut self, count: usize) {
        self.left = self.left.saturating_sub(count as u64);
        self.piece = self.piece.saturating_sub(count as u64);
        self.source.consume(count);
    }
}
