//! The rows of a GV100AD for one Land, and what is wrong with them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use encoding_rs::WINDOWS_1252;

use super::layout::{
    AGS, AREA, DISTRICT, Field, KIND, LAND, LENGTH, LONGEST, MARK, NAME, PEOPLE, TERRITORY,
    VERBAND, designation, field, is_utf8, land_of, territory,
};
use crate::domain::body::Designation;
use crate::domain::date::Date;
use crate::domain::import_fault::ImportFault;
use crate::domain::key::{Ars, Level};
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::text::{self, CleanText};

/// Problems of one file that are told one by one.
const MAX_PROBLEMS: usize = 1000;

/// A Kreis, or a Gemeindeverband with members.
pub(super) struct Upper {
    pub(super) ars: Ars,
    /// Its name without a title behind a comma.
    pub(super) name: CleanText,
    /// The mark of its kind: 41 and 42 are districts of a single city.
    pub(super) mark: u8,
}

/// A Gemeinde or a gemeindefreies Gebiet.
pub(super) struct Gemeinde {
    pub(super) ars: Ars,
    pub(super) name: CleanText,
    pub(super) designation: Option<Designation>,
    pub(super) mark: u8,
    pub(super) hectares: u32,
    pub(super) inhabitants: u32,
    pub(super) line: u32,
}

/// What the file says about one Land.
#[derive(Default)]
pub(super) struct Reading {
    /// The day of the territory, by most of the rows.
    pub(super) territory: Option<Date>,
    /// Whether the file is no UTF-8 and was taken for Windows-1252, which holds ISO-8859-1.
    pub(super) assumed: bool,
    /// How many rows of the Land there are.
    pub(super) rows: usize,
    pub(super) districts: BTreeMap<Ars, Upper>,
    pub(super) verbaende: BTreeMap<Ars, Upper>,
    pub(super) gemeinden: BTreeMap<Ars, Gemeinde>,
    /// Keys of rows that could not be used otherwise: their bodies stay as they are.
    pub(super) unread: HashSet<Ars>,
    /// Whether nothing seems to be missing: else nobody is taken for dissolved.
    pub(super) is_whole: bool,
    pub(super) problems: Vec<Problem>,
}

/// Reads all rows of a Land, whose key has two digits.
pub(super) fn read(file: &CleanText, bytes: &[u8], land: &str) -> Reading {
    let mut reader = Reader {
        file,
        land,
        further: 0,
        reading: Reading {
            is_whole: true,
            ..Reading::default()
        },
        dates: HashMap::new(),
        strange: None,
        upper: BTreeMap::new(),
    };
    let (content, marked) = match bytes.strip_prefix(b"\xef\xbb\xbf") {
        Some(content) => (content, true),
        None => (bytes, false),
    };
    reader.reading.assumed = !marked && !is_utf8(content);
    let lines = || (1..).zip(content.split(|byte| *byte == b'\n'));
    let lands: Vec<_> = lines().filter_map(|(_, line)| land_of(line)).collect();
    if lands.is_empty() {
        reader.whole(ImportFault::NotGv100ad.into());
        return reader.reading;
    }
    let others: BTreeSet<_> = lands.iter().filter(|of| *of != land.as_bytes()).collect();
    if !lands.iter().any(|of| of == land.as_bytes()) {
        let found: Vec<_> = others
            .iter()
            .map(|of| String::from_utf8_lossy(*of))
            .collect();
        let fault = ImportFault::OtherLand {
            wanted: CleanText::new(land),
            found: CleanText::new(&found.join(", ")),
        };
        reader.whole(fault.into());
        return reader.reading;
    }
    // Land 16 is the last one of a file of all.
    if lands.last().is_some_and(|last| last == land.as_bytes())
        && !others.is_empty()
        && land != "16"
    {
        reader.incomplete();
    }
    for (number, line) in lines() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if !line.is_empty() {
            reader.line(number, line);
        }
    }
    reader.finish()
}

struct Reader<'a> {
    file: &'a CleanText,
    land: &'a str,
    further: u64,
    reading: Reading,
    dates: HashMap<Date, Vec<u32>>,
    /// The first row of another Land behind those of this one, and that Land.
    strange: Option<(u32, String)>,
    /// Kreise, Verbände and what stands for an Einheitsgemeinde, each with its line, until a Gemeinde of it came.
    upper: BTreeMap<Ars, u32>,
}

impl Reader<'_> {
    /// A problem of the file as a whole.
    fn whole(&mut self, fault: Fault) {
        self.problem(None, fault);
    }

    fn problem(&mut self, position: Option<(u32, u32)>, fault: Fault) {
        if self.reading.problems.len() >= MAX_PROBLEMS {
            self.further += 1;
            return;
        }
        let file = self.file.clone();
        let place = Place { file, position };
        self.reading.problems.push(Problem::at(place, fault));
    }

    fn incomplete(&mut self) {
        if self.reading.is_whole {
            self.whole(ImportFault::Incomplete.into());
        }
        self.reading.is_whole = false;
    }

    fn line(&mut self, number: u32, bytes: &[u8]) {
        if let Some(rest) = bytes.trim_ascii_end().get(LONGEST..) {
            // Two lines in one: nobody knows what the second one was.
            self.bad_at(number, &String::from_utf8_lossy(rest), LENGTH);
            self.reading.is_whole = false;
        }
        let digits = bytes.get(10..12);
        if digits.is_none_or(|digits| !digits.iter().all(u8::is_ascii_digit)) {
            if bytes.iter().any(|byte| !byte.is_ascii_whitespace()) {
                let text = String::from_utf8_lossy(bytes);
                self.bad(number, &text, LAND);
                self.reading.is_whole = false;
            }
            return;
        }
        if digits != Some(self.land.as_bytes()) {
            let land = String::from_utf8_lossy(digits.unwrap_or_default());
            if self.reading.rows > 0 && self.strange.is_none() {
                self.strange = Some((number, land.into_owned()));
            }
            return;
        }
        if let Some((before, land)) = self.strange.take() {
            // The rows of a Land stand together: one of another among them is one of this Land.
            self.bad_at(before, &land, LAND);
            self.reading.is_whole = false;
        }
        let text = if self.reading.assumed {
            WINDOWS_1252.decode_without_bom_handling(bytes).0
        } else {
            String::from_utf8_lossy(bytes)
        };
        self.reading.rows += 1;
        if self.record(number, &text).is_none() {
            // Without a key nobody knows which body this was.
            self.reading.is_whole = false;
        }
    }

    /// Reads a row of the Land; `None` where not even its key can be read.
    fn record(&mut self, number: u32, text: &str) -> Option<()> {
        let kind = field(text, KIND);
        if matches!(&*kind, "10" | "20" | "30") {
            return Some(());
        }
        let ars = match &*kind {
            "40" => format!("{}0000000", self.digits(number, text, DISTRICT)?),
            "50" => {
                let district = self.digits(number, text, DISTRICT)?;
                format!("{district}{}000", self.digits(number, text, VERBAND)?)
            }
            "60" => {
                let ags = self.digits(number, text, AGS)?;
                let verband = self.digits(number, text, VERBAND)?;
                let (district, gemeinde) = ags.split_at_checked(5)?;
                format!("{district}{verband}{gemeinde}")
            }
            _ => {
                self.bad(number, text, KIND);
                return None;
            }
        };
        let ars = Ars::parse(&ars)?;
        if self.content(number, text, &kind, ars).is_none() {
            self.reading.unread.insert(ars);
        }
        Some(())
    }

    /// Reads what a row says about the body of its key.
    fn content(&mut self, number: u32, text: &str, kind: &str, ars: Ars) -> Option<()> {
        let Some(day) = territory(&field(text, TERRITORY)) else {
            self.bad(number, text, TERRITORY);
            return None;
        };
        self.dates.entry(day).or_default().push(number);
        let (name, title) = self.name(number, text)?;
        let mark: u8 = self.number(number, text, MARK)?;
        let allowed = match kind {
            "40" => 41..=45,
            "50" => 50..=58,
            _ => 60..=67,
        };
        if !allowed.contains(&mark) {
            self.bad(number, text, MARK);
            return None;
        }
        if kind == "60" {
            let gemeinde = Gemeinde {
                ars,
                name,
                designation: designation(mark, &title),
                mark,
                hectares: self.number(number, text, AREA)?,
                inhabitants: self.number(number, text, PEOPLE)?,
                line: number,
            };
            return self.keep(number, ars, |reading| {
                reading.gemeinden.insert(ars, gemeinde).is_none()
            });
        }
        self.upper.insert(ars, number);
        let upper = Upper { ars, name, mark };
        match kind {
            "40" => self.keep(number, ars, |reading| {
                reading.districts.insert(ars, upper).is_none()
            }),
            // A Verband of one Gemeinde is that Gemeinde.
            _ if mark == 50 || ars.level() != Level::Verband => Some(()),
            _ => self.keep(number, ars, |reading| {
                reading.verbaende.insert(ars, upper).is_none()
            }),
        }
    }

    /// Keeps a row; a second one of the same key is a problem.
    fn keep(
        &mut self,
        number: u32,
        ars: Ars,
        insert: impl FnOnce(&mut Reading) -> bool,
    ) -> Option<()> {
        if insert(&mut self.reading) {
            return Some(());
        }
        let key = CleanText::new(ars.as_str());
        self.problem(Some((number, 11)), Fault::DuplicateKey { key });
        // It may be the row of a body that is missing now.
        self.reading.is_whole = false;
        None
    }

    /// The name and what stands behind its comma.
    fn name(&mut self, number: u32, text: &str) -> Option<(CleanText, String)> {
        let whole = field(text, NAME);
        let (name, title) = whole.split_once(',').unwrap_or((&whole, ""));
        let (name, title) = (name.trim(), title.trim());
        let has_letters = name.chars().any(char::is_alphabetic);
        if !has_letters || whole.contains('\u{fffd}') || text::is_hostile(&whole) {
            self.bad(number, text, NAME);
            return None;
        }
        Some((CleanText::new(name), title.to_owned()))
    }

    /// A field of nothing but digits, as text.
    fn digits<'t>(&mut self, number: u32, text: &'t str, of: Field) -> Option<Cow<'t, str>> {
        let value = field(text, of);
        let full = value.len() == of.2 - of.1 + 1;
        if full && value.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(value);
        }
        self.bad(number, text, of);
        None
    }

    fn number<T: std::str::FromStr>(&mut self, number: u32, text: &str, of: Field) -> Option<T> {
        let value = self.digits(number, text, of)?.parse().ok();
        if value.is_none() {
            self.bad(number, text, of);
        }
        value
    }

    fn bad(&mut self, number: u32, text: &str, of: Field) {
        self.bad_at(number, &field(text, of), of);
    }

    fn bad_at(&mut self, number: u32, value: &str, Field(name, from, to): Field) {
        let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let fault = ImportFault::BadPosition {
            field: name,
            from: small(from),
            to: small(to),
            text: CleanText::new(value.trim_end()),
        };
        self.problem(Some((number, small(from))), fault.into());
    }

    /// What only the whole file tells: its date, and whether every Kreis and every Verband has a Gemeinde.
    fn finish(mut self) -> Reading {
        let most = self
            .dates
            .iter()
            .max_by_key(|(day, rows)| (rows.len(), **day));
        self.reading.territory = most.map(|(day, _)| *day);
        for (day, lines) in std::mem::take(&mut self.dates) {
            let others = lines.iter().filter(|_| Some(day) != self.reading.territory);
            let others: Vec<_> = others.copied().collect();
            for line in others {
                self.bad_at(line, &day.to_string().replace('-', ""), TERRITORY);
            }
        }
        for ars in self.reading.gemeinden.keys() {
            self.upper.remove(&ars.verband());
            self.upper.remove(&ars.district());
        }
        for ars in &self.reading.unread {
            self.upper.remove(&ars.verband());
            self.upper.remove(&ars.district());
        }
        if !self.upper.is_empty() {
            self.incomplete();
        }
        if self.further > 0 {
            let place = Place {
                file: self.file.clone(),
                position: None,
            };
            let count = self.further;
            let problem = Problem::at(place, Fault::ManyMore { count });
            self.reading.problems.push(problem);
        }
        self.reading
    }
}
