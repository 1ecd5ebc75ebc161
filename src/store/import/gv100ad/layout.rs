//! The layout of a GV100AD: lines of 220 characters of fixed width. Source of the positions: Statistisches Bundesamt,
//! record description of the Gemeindeverzeichnis (GV100AD).

use std::borrow::Cow;

use crate::domain::body::Designation;
use crate::domain::date::{self, Date};

/// Kinds of record: Land, Regierungsbezirk, Region, Kreis, Gemeindeverband, Gemeinde.
const KINDS: [&[u8]; 6] = [b"10", b"20", b"30", b"40", b"50", b"60"];

/// A field of a record: its name in the record description, its first and last character, from 1.
#[derive(Clone, Copy)]
pub(super) struct Field(pub(super) &'static str, pub(super) usize, pub(super) usize);

pub(super) const KIND: Field = Field("Satzart", 1, 2);
pub(super) const TERRITORY: Field = Field("Gebietsstand", 3, 10);
pub(super) const LAND: Field = Field("Land", 11, 12);
pub(super) const DISTRICT: Field = Field("Kreis", 11, 15);
pub(super) const AGS: Field = Field("AGS", 11, 18);
pub(super) const VERBAND: Field = Field("Gemeindeverband", 19, 22);
pub(super) const NAME: Field = Field("Bezeichnung", 23, 72);
pub(super) const MARK: Field = Field("Textkennzeichen", 123, 124);
pub(super) const AREA: Field = Field("Fläche", 129, 139);
pub(super) const PEOPLE: Field = Field("Bevölkerung", 140, 150);
pub(super) const LENGTH: Field = Field("Satzlänge", 221, 999);

/// Most bytes of a line; letters behind ASCII take two or three in UTF-8.
pub(super) const LONGEST: usize = 250;

/// Without a byte order mark: UTF-8 where more lines have its letters than are none.
pub(super) fn is_utf8(content: &[u8]) -> bool {
    if content.is_ascii() {
        return true;
    }
    let (mut with, mut against) = (0, 0);
    for line in content
        .split(|byte| *byte == b'\n')
        .filter(|line| !line.is_ascii())
    {
        if std::str::from_utf8(line).is_ok() {
            with += 1;
        } else {
            against += 1;
        }
    }
    with > against
}

/// The two digits of the Land, where a line begins as a record does.
pub(super) fn land_of(line: &[u8]) -> Option<[u8; 2]> {
    let (kind, digits) = (line.get(..2)?, line.get(2..12)?);
    let is_record = KINDS.contains(&kind) && digits.iter().all(u8::is_ascii_digit);
    is_record.then_some(())?;
    digits.last_chunk::<2>().copied()
}

/// The characters of a field, as many as the line has.
pub(super) fn field(text: &str, Field(_, from, to): Field) -> Cow<'_, str> {
    let at = |number: usize| {
        text.char_indices()
            .nth(number)
            .map_or(text.len(), |(at, _)| at)
    };
    Cow::Borrowed(text.get(at(from - 1)..at(to)).unwrap_or_default())
}

/// `JJJJMMTT`.
pub(super) fn territory(digits: &str) -> Option<Date> {
    let part = |from: usize, to: usize| digits.get(from..to);
    date::parse(&format!("{}-{}-{}", part(0, 4)?, part(4, 6)?, part(6, 8)?))
}

/// What a Gemeinde is called: a Flecken shows in its name alone.
pub(super) fn designation(mark: u8, title: &str) -> Option<Designation> {
    match mark {
        60 => Some(Designation::Markt),
        61 | 62 | 63 | 67 => Some(Designation::Stadt),
        64 if title == "Flecken" => Some(Designation::Flecken),
        64 => Some(Designation::Gemeinde),
        _ => None,
    }
}
