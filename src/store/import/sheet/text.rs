//! Rows of text: CSV and its kin, in whatever encoding and with whatever between the fields.

use std::borrow::Cow;

use csv::{ByteRecord, ReaderBuilder};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::row::{Halt, Kind, Row, Sink};
use super::{MAX_TEXT, damaged};

/// How much is looked at to tell what stands between the fields.
const SAMPLE_BYTES: usize = 1 << 16;
const SAMPLE_ROWS: usize = 40;
/// Lines within one row: more is a quotation mark that was never closed. Notes in a field have a few.
const MAX_LINES: usize = 50;
/// What may stand between fields, the likeliest in Germany first.
const DELIMITERS: [char; 4] = [';', '\t', ',', '|'];

/// A text, and whether its encoding was only assumed.
pub(super) struct Decoded<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) is_assumed: bool,
}

/// UTF-8, UTF-16 with or without its mark, else Windows-1252; `None` where it is no text.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded<'_>> {
    let known = |text| {
        Some(Decoded {
            text,
            is_assumed: false,
        })
    };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return known(encoding.decode_without_bom_handling(rest).0);
    }
    if let Some(encoding) = sixteen_bits(bytes) {
        return known(encoding.decode_without_bom_handling(bytes).0);
    }
    if is_binary(bytes) {
        return None;
    }
    if let Ok(text) = str::from_utf8(bytes) {
        return known(Cow::Borrowed(text));
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Some(Decoded {
        text,
        is_assumed: true,
    })
}

/// UTF-16 without its mark: every second byte of western text is zero.
fn sixteen_bits(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let zeros = |from| {
        start
            .iter()
            .skip(from)
            .step_by(2)
            .filter(|b| **b == 0)
            .count()
    };
    let (even, odd, enough) = (zeros(0), zeros(1), start.len() * 2 / 5);
    match () {
        () if start.len() < 8 => None,
        () if odd > enough && even * 8 < odd => Some(UTF_16LE),
        () if even > enough && odd * 8 < even => Some(UTF_16BE),
        () => None,
    }
}

/// Pictures, PDF, programs: many control characters; or a page of markup under a false name.
fn is_binary(bytes: &[u8]) -> bool {
    let start = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    let control = |byte: &&u8| matches!(byte, 1..=8 | 14..=26 | 28..=31);
    let trimmed = start.trim_ascii_start();
    start.iter().filter(control).count() * 50 > start.len()
        || start.starts_with(b"%PDF")
        || trimmed.starts_with(b"<")
}

/// Hands on the rows of a text; says what stands between the fields.
pub(super) fn read(text: &str, sink: &mut Sink<'_>) -> Result<char, Halt> {
    let (stated, skipped) = stated_delimiter(text);
    let body = text.get(skipped..).unwrap_or_default();
    let sample = sample(body);
    let delimiter = stated.unwrap_or_else(|| likely_delimiter(sample));
    let cut = Cut {
        delimiter,
        between: evenness(sample, delimiter).1.saturating_sub(1),
    };
    let mut lines = Lines::new(text);
    let mut row = Row::default();
    let mut record = ByteRecord::new();
    let mut start = skipped;
    // Anew after each quotation mark that was never closed.
    while start < text.len() {
        start = read_from(text, start, cut, &mut lines, (&mut row, &mut record), sink)?;
    }
    Ok(delimiter)
}

/// How rows are cut into fields.
#[derive(Clone, Copy)]
struct Cut {
    delimiter: char,
    /// How often it stands in most rows.
    between: usize,
}

impl Cut {
    /// Whether a field holds whole rows: a quotation mark in it was closed by one that opens another field further down.
    /// A note of several lines is none, unless a line of it has just as many delimiters; of rows of two fields nobody knows.
    fn swallowed_rows(self, field: &[u8]) -> bool {
        let delimiter = u8::try_from(self.delimiter).unwrap_or(b';');
        #[expect(clippy::naive_bytecount, reason = "a field is short")]
        let between = |line: &[u8]| line.iter().filter(|byte| **byte == delimiter).count();
        self.between > 1
            && field.contains(&b'\n')
            && field
                .split(|byte| *byte == b'\n')
                .skip(1)
                .any(|line| between(line) == self.between)
    }
}

/// Reads rows until the end, or until one that cannot be; says where to go on.
fn read_from(
    text: &str,
    start: usize,
    cut: Cut,
    lines: &mut Lines<'_>,
    (row, record): (&mut Row, &mut ByteRecord),
    sink: &mut Sink<'_>,
) -> Result<usize, Halt> {
    let rest = text.get(start..).unwrap_or_default();
    let mut reader = reader(rest, cut.delimiter);
    loop {
        let before = start + position(&reader);
        let more = reader
            .read_byte_record(record)
            .map_err(|error| damaged(&error.to_string()))?;
        if !more {
            return Ok(text.len());
        }
        let after = start + position(&reader);
        let raw = text.get(before..after).unwrap_or_default();
        let blank = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
        let raw = raw.trim_matches(['\r', '\n']);
        let number = lines.at(before + blank);
        let holds_rows = record.iter().any(|field| cut.swallowed_rows(field));
        // What follows a closing quotation mark that was meant to open one makes more fields than a row has.
        let is_longer =
            cut.between > 1 && record.len() > cut.between + 1 && raw.contains(['\r', '\n']);
        if holds_rows || is_longer || is_unclosed(raw, lines.mark, after == text.len()) {
            sink.leave_out(number);
            let line = raw.find(['\r', '\n']).unwrap_or(raw.len());
            return Ok(before + blank + line);
        }
        row.start(number);
        for (column, field) in record.iter().enumerate() {
            row.put(
                column,
                str::from_utf8(field).unwrap_or_default(),
                Kind::Text,
            )?;
        }
        sink.give(row)?;
        sink.tell(after as u64, text.len() as u64)?;
    }
}

fn reader(text: &str, delimiter: char) -> csv::Reader<&[u8]> {
    ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(u8::try_from(delimiter).unwrap_or(b';'))
        .from_reader(text.as_bytes())
}

fn position(reader: &csv::Reader<&[u8]>) -> usize {
    usize::try_from(reader.position().byte()).unwrap_or(usize::MAX)
}

/// Whether a row swallowed others, as a quotation mark is never closed.
fn is_unclosed(raw: &str, mark: u8, is_last: bool) -> bool {
    let breaks = raw.bytes().filter(|byte| *byte == mark).count();
    if breaks == 0 && raw.len() as u64 <= MAX_TEXT {
        return false;
    }
    let quotes = || raw.bytes().filter(|byte| *byte == b'"').count();
    breaks > MAX_LINES || raw.len() as u64 > MAX_TEXT || (is_last && quotes() % 2 == 1)
}

/// `sep=;` on the first line, as Excel heeds it; and how many bytes to pass over.
fn stated_delimiter(text: &str) -> (Option<char>, usize) {
    let line = text
        .find(['\r', '\n'])
        .map_or(text, |end| text.get(..end).unwrap_or(text));
    let stated = line
        .get(..4)
        .filter(|start| start.eq_ignore_ascii_case("sep="))
        .and_then(|_| line.get(4..))
        .map(|rest| rest.trim_end_matches('"'));
    let mut rest = stated.unwrap_or_default().chars();
    match (rest.next(), rest.next()) {
        (Some(c), None) if c.is_ascii() => (Some(c), line.len()),
        _ => (None, 0),
    }
}

/// The start of a text.
fn sample(text: &str) -> &str {
    let mut end = text.len().min(SAMPLE_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or_default()
}

/// What cuts most rows into the same number of fields.
fn likely_delimiter(sample: &str) -> char {
    let mut best = ((0, 0), ';');
    for delimiter in DELIMITERS {
        let score = evenness(sample, delimiter);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// How many rows have the commonest number of fields above one, and that number.
fn evenness(sample: &str, delimiter: char) -> (usize, usize) {
    let mut counts: Vec<usize> = reader(sample, delimiter)
        .into_byte_records()
        .take(SAMPLE_ROWS)
        .filter_map(Result::ok)
        .map(|record| record.len())
        .filter(|count| *count > 1)
        .collect();
    counts.sort_unstable();
    counts
        .chunk_by(PartialEq::eq)
        .map(|same| (same.len(), same.first().copied().unwrap_or_default()))
        .max()
        .unwrap_or_default()
}

/// Numbers of lines, counted along the text: `csv` counts them from where a row before ended, blank lines among them.
struct Lines<'a> {
    bytes: &'a [u8],
    at: usize,
    line: u32,
    /// What ends a line: a text of an old Macintosh has no other.
    mark: u8,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        Self {
            bytes,
            at: 0,
            line: 1,
            mark: if bytes.contains(&b'\n') { b'\n' } else { b'\r' },
        }
    }

    /// The line of a place that is not before the last one that was asked for.
    fn at(&mut self, place: usize) -> u32 {
        let passed = self.bytes.get(self.at..place).unwrap_or_default();
        #[expect(clippy::naive_bytecount, reason = "cutting the text costs more")]
        let count = passed.iter().filter(|byte| **byte == self.mark).count();
        self.line = self
            .line
            .saturating_add(u32::try_from(count).unwrap_or(u32::MAX));
        self.at = place.max(self.at);
        self.line
    }
}
