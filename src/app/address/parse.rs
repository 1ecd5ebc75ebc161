//! From a line to an address: what stands where, decoded. Nothing is looked up yet.

use super::{Address, FORMS, Mistake, SCREENS, Wanted, What, Word, nearest};
use crate::domain::text::is_invisible;

/// The parameters with a value.
const NAMES: [&str; 8] = [
    "filter",
    "date",
    "compare",
    "sort",
    "weighting",
    "service",
    "select",
    "columns",
];

/// A character with its column.
type Letter = (usize, char);

/// Reads a line. Line breaks are passed over: a long address is often pasted in pieces.
pub fn parse(text: &str) -> Result<Address, Mistake> {
    let letters = text.chars().enumerate();
    let mut letters: Vec<Letter> = letters.filter(|(_, c)| !matches!(c, '\n' | '\r')).collect();
    let kept = letters.iter().rposition(|(_, c)| !c.is_whitespace());
    letters.truncate(kept.map_or(0, |last| last + 1));
    let blank = letters.iter().take_while(|(_, c)| c.is_whitespace());
    let letters = letters.get(blank.count()..).unwrap_or_default();
    let end = letters.last().map_or(0, |(at, _)| at + 1);
    let question = letters.iter().position(|(_, c)| *c == '?');
    let (path, rest) = letters.split_at(question.unwrap_or(letters.len()));
    let mut address = Address::default();
    for piece in pieces(path, '/') {
        address.path.push(word(piece.letters, piece.end)?);
    }
    match address.path.first() {
        Some(first) if first.text.is_empty() => {
            return Err(first.wrong(What::Missing(Wanted::Screen)));
        }
        Some(first) if !SCREENS.contains(&first.text.as_str()) => {
            return Err(first.unknown(Wanted::Screen, nearest(&first.text, &SCREENS)));
        }
        _ => {}
    }
    let rest = rest.get(1..).unwrap_or_default();
    for piece in pieces(rest, '&').filter(|piece| !piece.letters.is_empty()) {
        parameter(&mut address, &piece, end)?;
    }
    Ok(address)
}

/// A part of a line, and the column behind it.
struct Piece<'a> {
    letters: &'a [Letter],
    end: usize,
}

/// The parts between separators.
fn pieces(letters: &[Letter], separator: char) -> impl Iterator<Item = Piece<'_>> {
    let last = letters.last().map_or(0, |(at, _)| at + 1);
    let mut rest = Some(letters);
    std::iter::from_fn(move || {
        let all = rest?;
        let Some(at) = all.iter().position(|(_, c)| *c == separator) else {
            rest = None;
            return Some(Piece {
                letters: all,
                end: last,
            });
        };
        let (letters, behind) = all.split_at(at);
        rest = behind.get(1..);
        let end = behind.first().map_or(last, |(at, _)| *at);
        Some(Piece { letters, end })
    })
}

fn parameter(address: &mut Address, piece: &Piece<'_>, end: usize) -> Result<(), Mistake> {
    let equals = piece.letters.iter().position(|(_, c)| *c == '=');
    let Some(equals) = equals else {
        let form = word(piece.letters, piece.end)?;
        if !FORMS.contains(&form.text.as_str()) {
            return Err(unknown(&form));
        }
        if address.form.is_some() {
            return Err(form.wrong(What::Twice(form.text.clone())));
        }
        address.form = Some(form);
        return Ok(());
    };
    let (name, value) = piece.letters.split_at(equals);
    let name = word(name, end)?;
    let value = value.get(1..).unwrap_or_default();
    let twice = || Err(name.wrong(What::Twice(name.text.clone())));
    if name.text == "columns" {
        if !address.columns.is_empty() {
            return twice();
        }
        for piece in pieces(value, ',').filter(|piece| !piece.letters.is_empty()) {
            address.columns.push(word(piece.letters, piece.end)?);
        }
        return Ok(());
    }
    let place = match name.text.as_str() {
        "filter" => &mut address.filter,
        "date" => &mut address.date,
        "compare" => &mut address.compare,
        "sort" => &mut address.sort,
        "weighting" => &mut address.weighting,
        "service" => &mut address.service,
        "select" => &mut address.select,
        _ => return Err(unknown(&name)),
    };
    if place.is_some() {
        return twice();
    }
    *place = Some(word(value, piece.end)?);
    Ok(())
}

fn unknown(name: &Word) -> Mistake {
    let known: Vec<_> = NAMES.iter().chain(&FORMS).copied().collect();
    name.unknown(Wanted::Parameter, nearest(&name.text, &known))
}

/// Decodes what stands for characters.
fn word(letters: &[Letter], end: usize) -> Result<Word, Mistake> {
    let unreadable = |at| Mistake {
        at,
        what: What::Unreadable,
    };
    let mut bytes: Vec<u8> = Vec::with_capacity(letters.len());
    let mut columns = Vec::with_capacity(letters.len());
    let mut rest = letters.iter();
    while let Some((at, c)) = rest.next() {
        if *c == '%' {
            let digit = |letter: Option<&Letter>| letter.and_then(|(_, c)| c.to_digit(16));
            let (high, low) = (digit(rest.next()), digit(rest.next()));
            let byte = high.zip(low).map(|(high, low)| high * 16 + low);
            let byte = byte.and_then(|byte| u8::try_from(byte).ok());
            bytes.push(byte.ok_or_else(|| unreadable(*at))?);
            columns.push(*at);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                bytes.push(byte);
                columns.push(*at);
            }
        }
    }
    let column = |byte: usize| columns.get(byte).copied().unwrap_or(end);
    let text = String::from_utf8(bytes)
        .map_err(|error| unreadable(column(error.utf8_error().valid_up_to())))?;
    if let Some((at, _)) = text.char_indices().find(|(_, c)| is_invisible(*c)) {
        return Err(unreadable(column(at)));
    }
    let starts = text.char_indices().map(|(at, _)| column(at));
    let columns = starts.chain([end]).collect();
    Ok(Word { text, columns })
}
