//! One row of the export: the columns that are used, and their words.

use std::borrow::Cow;

use crate::domain::date::{self, Date};
use crate::domain::evidence::Coverage;
use crate::domain::import_fault::ImportFault;
use crate::domain::key::Ars;
use crate::domain::problem::Fault;
use crate::domain::text::CleanText;

/// Digits of a LeiKa key.
const LEIKA_DIGITS: usize = 14;
/// Digits of an ARS.
const ARS_DIGITS: usize = 12;

/// A column that is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Leika,
    Ozg,
    Ars,
    Url,
    Status,
    Active,
    Reach,
    Exported,
    Imported,
}

impl Column {
    const ALL: [(Self, &'static str); 9] = [
        (Self::Leika, "leika_key"),
        (Self::Ozg, "ozgid"),
        (Self::Ars, "ars"),
        (Self::Url, "url"),
        (Self::Status, "online_status"),
        (Self::Active, "aktiv"),
        (Self::Reach, "art_flaechendeckung"),
        (Self::Exported, "export_datum"),
        (Self::Imported, "datenstand_pvog_import"),
    ];
    /// Without these a table is no such export.
    pub(super) const NEEDED: [Self; 3] = [Self::Leika, Self::Ars, Self::Status];

    /// The column of a head, also where it is written `leikaKey` or `LeiKa-Key`.
    pub(super) fn of(head: &str) -> Option<Self> {
        let bare = |text: &str| -> String {
            let letters = text.chars().filter(|c| c.is_alphanumeric());
            letters.flat_map(char::to_lowercase).collect()
        };
        let head = bare(head);
        let mut all = Self::ALL.iter();
        all.find(|(_, name)| bare(name) == head)
            .map(|(this, _)| *this)
    }

    /// Its head.
    pub(super) fn name(self) -> &'static str {
        let mut all = Self::ALL.iter();
        all.find(|(this, _)| *this == self)
            .map_or("", |(_, name)| *name)
    }
}

/// A field: its text, empty where it says nothing, and the number of its column from 1.
#[derive(Clone, Debug, Default)]
pub(super) struct Field<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) column: u32,
}

impl<'a> Field<'a> {
    pub(super) fn new(text: Cow<'a, str>, column: u32) -> Self {
        let says_nothing = ["null", "none", "nan"];
        let text = match text {
            text if says_nothing
                .iter()
                .any(|word| text.eq_ignore_ascii_case(word)) =>
            {
                "".into()
            }
            text => text,
        };
        Self { text, column }
    }
}

/// What is wrong with which column.
pub(super) type Wrong = (u32, Fault);

/// One row.
#[derive(Clone, Debug, Default)]
pub(super) struct Line<'a> {
    /// Its number, from 1.
    pub(super) number: u32,
    leika: Field<'a>,
    ozg: Field<'a>,
    ars: Field<'a>,
    pub(super) url: Field<'a>,
    status: Field<'a>,
    active: Field<'a>,
    reach: Field<'a>,
    pub(super) exported: Field<'a>,
    pub(super) imported: Field<'a>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum State {
    /// Switched off; whether its link works is of no interest.
    Inactive,
    /// Its link does not work.
    Broken,
    /// Its link works.
    Working,
}

/// What the export says of the area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// `nicht in Auswertung berücksichtigt`.
    LeftOut,
    /// How far it reaches, where it says so.
    Told(Option<Coverage>),
}

impl<'a> Line<'a> {
    pub(super) fn at(number: u32) -> Self {
        Self {
            number,
            ..Self::default()
        }
    }

    pub(super) fn put(&mut self, column: Column, field: Field<'a>) {
        let target = match column {
            Column::Leika => &mut self.leika,
            Column::Ozg => &mut self.ozg,
            Column::Ars => &mut self.ars,
            Column::Url => &mut self.url,
            Column::Status => &mut self.status,
            Column::Active => &mut self.active,
            Column::Reach => &mut self.reach,
            Column::Exported => &mut self.exported,
            Column::Imported => &mut self.imported,
        };
        *target = field;
    }

    /// The fourteen digits of the LeiKa key.
    pub(super) fn leika(&self) -> Result<String, Wrong> {
        let digits = without_fraction(&self.leika.text);
        if is_number(digits) && digits.len() <= LEIKA_DIGITS {
            return Ok(format!("{digits:0>LEIKA_DIGITS$}"));
        }
        Err(wrong(Column::Leika, &self.leika, "≤ 14 × 0–9"))
    }

    /// The number of the OZG-Leistung, where there is one.
    pub(super) fn ozg(&self) -> Option<u32> {
        without_fraction(&self.ozg.text).parse().ok()
    }

    /// The ARS. A spreadsheet makes eleven digits of one that begins with a zero, and a bare zero of that of the Bund.
    pub(super) fn ars(&self) -> Result<Ars, Wrong> {
        let digits = without_fraction(&self.ars.text);
        let whole = match digits.len() {
            11 => format!("0{digits}"),
            1 if digits == "0" => "0".repeat(ARS_DIGITS),
            _ => digits.to_owned(),
        };
        Ars::parse(&whole).ok_or_else(|| wrong(Column::Ars, &self.ars, "12 × 0–9"))
    }

    /// The number of the column with the ARS.
    pub(super) fn ars_column(&self) -> u32 {
        self.ars.column.max(1)
    }

    /// How far it reaches.
    pub(super) fn reach(&self) -> Result<Reach, Wrong> {
        const WORDS: [(&str, Reach); 5] = [
            (
                "bundesweit flächendeckend",
                Reach::Told(Some(Coverage::Federal)),
            ),
            (
                "landesweit flächendeckend",
                Reach::Told(Some(Coverage::Land)),
            ),
            (
                "kreisweit flächendeckend",
                Reach::Told(Some(Coverage::District)),
            ),
            (
                "in mind. einer Kommune verfügbar",
                Reach::Told(Some(Coverage::Municipality)),
            ),
            ("nicht in Auswertung berücksichtigt", Reach::LeftOut),
        ];
        let text = self.reach.text.as_ref();
        if text.is_empty() {
            return Ok(Reach::Told(None));
        }
        let known = WORDS
            .iter()
            .find(|(word, _)| *word == text || word.to_lowercase() == text.to_lowercase());
        known.map(|(_, reach)| *reach).ok_or_else(|| {
            let words = WORDS.map(|(word, _)| word).join(" · ");
            wrong(Column::Reach, &self.reach, &words)
        })
    }

    /// What the entry is. An entry is active unless it says that it is not.
    pub(super) fn state(&self) -> Result<State, Wrong> {
        let is = |field: &Field<'_>, words: &[&str]| {
            words
                .iter()
                .any(|word| field.text.eq_ignore_ascii_case(word))
        };
        if is(&self.active, &["nein", "false"]) {
            return Ok(State::Inactive);
        }
        if !is(&self.active, &["", "ja", "true"]) {
            return Err(wrong(Column::Active, &self.active, "ja · nein"));
        }
        let scheme = self.url.text.split_once("://").map(|(scheme, _)| scheme);
        let is_address =
            scheme.is_some_and(|it| matches!(&*it.to_ascii_lowercase(), "http" | "https"));
        if !self.url.text.is_empty() && !is_address {
            // A formula or a script is no link, whatever the status says.
            return Err(wrong(Column::Url, &self.url, "https://…"));
        }
        if is(&self.status, &["ok"]) {
            return Ok(State::Working);
        }
        if is(&self.status, &["nicht ok"]) {
            return Ok(State::Broken);
        }
        Err(wrong(Column::Status, &self.status, "ok · nicht ok"))
    }

    /// The day of one of the two columns with days; `None` where it is empty.
    pub(super) fn day(&self, column: Column) -> Result<Option<Date>, Wrong> {
        let field = match column {
            Column::Exported => &self.exported,
            _ => &self.imported,
        };
        if field.text.is_empty() {
            return Ok(None);
        }
        match day(&field.text) {
            Some(day) => Ok(Some(day)),
            None => Err(wrong(column, field, "2026-10-31 · 31.10.2026")),
        }
    }
}

/// A day, alone or with a time behind it, as a machine or as a person in Germany writes it.
fn day(text: &str) -> Option<Date> {
    let first = text.get(..10)?;
    let is_alone = !text
        .get(10..11)
        .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
    let iso = |text: &str| date::parse(text).filter(|_| is_alone);
    let parts: Vec<_> = first.split('.').collect();
    match parts.as_slice() {
        [day, month, year] => iso(&format!("{year}-{month}-{day}")),
        _ => iso(first),
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Programs that know no missing whole number write 10124 as `10124.0`.
fn without_fraction(text: &str) -> &str {
    text.strip_suffix(".0").unwrap_or(text)
}

fn wrong(column: Column, field: &Field<'_>, allowed: &str) -> Wrong {
    let fault = ImportFault::BadField {
        column: CleanText::new(column.name()),
        text: CleanText::new(&field.text),
        allowed: allowed.to_owned(),
    };
    (field.column.max(1), fault.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(column: Column, text: &str) -> Line<'_> {
        let mut line = Line::at(2);
        line.put(column, Field::new(Cow::Borrowed(text), 7));
        line
    }

    #[test]
    fn heads_are_known_however_they_are_written() {
        for head in [
            "leika_key",
            "LEIKA_KEY",
            "leikaKey",
            "LeiKa-Key",
            " Leika key ",
        ] {
            assert_eq!(Column::of(head), Some(Column::Leika), "{head}");
        }
        for head in ["leika_name", "ars_name", "", "bundesland"] {
            assert_eq!(Column::of(head), None, "{head}");
        }
    }

    #[test]
    fn zeros_that_a_spreadsheet_took_are_put_back() {
        let leika = |text| line(Column::Leika, text).leika().ok();
        assert_eq!(leika("1234").as_deref(), Some("00000000001234"));
        assert_eq!(leika("99036008007000.0").as_deref(), Some("99036008007000"));
        for bad in ["", "null", "990360080070001", "99036X", "9.9E13", "-1"] {
            assert_eq!(leika(bad), None, "{bad}");
        }
        let ars = |text| {
            line(Column::Ars, text)
                .ars()
                .ok()
                .map(|ars| ars.as_str().to_owned())
        };
        for (text, whole) in [
            ("31515401000", "031515401000"),
            ("031515401000", "031515401000"),
            ("31515401000.0", "031515401000"),
            ("0", "000000000000"),
            ("110000000000", "110000000000"),
        ] {
            assert_eq!(ars(text).as_deref(), Some(whole), "{text}");
        }
        for bad in ["", "03151", "3151540100x", "0315154010001", "-3151540100"] {
            assert_eq!(ars(bad), None, "{bad}");
        }
    }

    #[test]
    fn days_are_read_with_and_without_a_time() {
        let expected = date::parse("2026-10-31");
        for text in [
            "2026-10-31",
            "2026-10-31T04:00:00Z",
            "2026-10-31 04:00:00",
            "31.10.2026",
            "31.10.2026, 04:00",
        ] {
            assert_eq!(day(text), expected, "{text}");
        }
        for text in [
            "2026-10-311",
            "2026-10",
            "31.10.26",
            "31/10/2026",
            "ä2026-10-3",
            "45961",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn an_entry_that_is_switched_off_needs_no_status() {
        let mut off = line(Column::Active, "nein");
        assert_eq!(off.state().ok(), Some(State::Inactive));
        off.put(Column::Active, Field::new("".into(), 1));
        let (column, _) = off.state().unwrap_err();
        assert_eq!(column, 1);
        assert_eq!(
            line(Column::Status, "NICHT OK").state().ok(),
            Some(State::Broken)
        );
        assert!(line(Column::Status, "okay").state().is_err());
    }
}
