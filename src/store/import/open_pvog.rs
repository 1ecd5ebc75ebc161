//! Exports of Open-PVOG, the public view of the data in the Portalverbund Online-Gateway: one row per entry of an
//! Onlinedienst. They tell whether there is one with a working link: evidence, never a phase.
//!
//! What becomes of a row is decided in this order, by the first that holds:
//! 1. `leika_key` that is no number of up to 14 digits: a problem. A spreadsheet loses leading zeros; they are put back.
//! 2. A service that the catalogue does not have: passed over. Most of the export is such. A LeiKa key of the catalogue may
//!    be the beginning of the row's; the longest one decides, and `ozgid` where none fits.
//! 3. `ars` that is no ARS: a problem. One of another Land: passed over.
//! 4. `nicht in Auswertung berücksichtigt`: passed over.
//! 5. Unknown words in `online_status`, `aktiv` or `art_flaechendeckung`: a problem.
//! 6. The cells it counts for: see `open_pvog/place.rs`. None: told. Else the row counts once in each of them.
//!
//! Rows of one service at one body add up.

pub mod compare;
mod line;
mod place;
mod tally;

use std::borrow::Cow;
use std::ops::ControlFlow;

use serde_json::value::RawValue;
use serde_json::{Map, Value};

use self::line::{Column, Field, Line};
use self::tally::Tally;
use super::fetch::{Content, page};
use super::{Original, Watch, sheet};
use crate::domain::body::BodyId;
use crate::domain::cell::CellId;
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::evidence::Seen;
use crate::domain::import_fault::ImportFault;
use crate::domain::origin::Origin;
use crate::domain::problem::{Expected, Fault, Place, Problem};
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;

/// How many rows without a cell are named.
pub const EXAMPLES: usize = 5;

/// One file, or all pages of one address.
#[derive(Debug)]
pub struct Input {
    /// Where it comes from.
    pub origin: Origin,
    /// Its rows.
    pub content: Content,
}

impl From<Original> for Input {
    fn from(original: Original) -> Self {
        Self {
            origin: original.origin,
            content: Content::of(original.bytes),
        }
    }
}

/// What became of the rows; the numbers but `rows` add up to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All rows without the heads.
    pub rows: u64,
    /// Rows that count in at least one cell.
    pub used: u64,
    /// Rows of services that the catalogue does not have.
    pub other_service: u64,
    /// Rows of another Land.
    pub other_land: u64,
    /// Rows that the export itself leaves out.
    pub left_out: u64,
    /// Rows of bodies that have no cell of the service, and none of which acts for them.
    pub no_cell: u64,
    /// Rows that cannot be read; each is a problem.
    pub bad: u64,
}

/// What all sources together say.
#[derive(Debug)]
pub struct Reading {
    /// The cells with at least one entry, in their order.
    pub seen: Vec<(CellId, Seen)>,
    /// What became of the rows.
    pub counts: Counts,
    /// Up to [`EXAMPLES`] services and bodies of rows without a cell.
    pub without_cell: Vec<(ServiceId, BodyId)>,
    /// The newest `export_datum`, else the newest `datenstand_pvog_import`.
    pub date: Option<Date>,
    /// Where the rows come from.
    pub origins: Vec<Origin>,
    /// Rows that do not count, and fields that were not understood.
    pub problems: Vec<Problem>,
}

/// Why there is no reading.
#[derive(Debug)]
pub enum Stop {
    /// Whoever watches asked to stop.
    Asked,
    /// A source cannot be read at all.
    Fault(Box<Problem>),
}

impl From<sheet::Stop> for Stop {
    fn from(stop: sheet::Stop) -> Self {
        match stop {
            sheet::Stop::Asked => Self::Asked,
            sheet::Stop::Fault(problem) => Self::Fault(problem),
        }
    }
}

/// Reads all sources against the catalogue and the register of `data`.
pub fn read(data: &Dataset, inputs: Vec<Input>, watch: &mut dyn Watch) -> Result<Reading, Stop> {
    let mut tally = Tally::new(data);
    let mut origins = Vec::with_capacity(inputs.len());
    let missing = missing_pages(&inputs);
    for Input { origin, content } in inputs {
        tally.begin(&origin);
        let stated = match content {
            Content::Pages(pages) => {
                read_pages(&origin, &pages, &mut tally, watch)?;
                tally.end()
            }
            Content::Table(bytes) => {
                let original = Original {
                    bytes,
                    origin: origin.clone(),
                };
                read_table(&original, &mut tally, watch)?;
                tally.end()
            }
        };
        origins.push(Origin {
            date: stated.or(origin.date),
            ..origin
        });
    }
    let mut reading = tally.reading(origins);
    reading.problems.extend(missing);
    Ok(reading)
}

/// Pages that were saved as files, and not all of them.
fn missing_pages(inputs: &[Input]) -> Option<Problem> {
    let pages = |input: &Input| match &input.content {
        Content::Pages(pages) => pages.len() as u64,
        Content::Table(_) => 0,
    };
    let stated = |input: &Input| match &input.content {
        Content::Pages(pages) => page::Page::read(pages.first()?).ok()?.total_pages,
        Content::Table(_) => None,
    };
    let found = inputs.iter().map(pages).sum();
    let (whole, input) = inputs
        .iter()
        .find_map(|input| Some((stated(input)?, input)))?;
    let place = Place {
        file: input.origin.name.clone(),
        position: None,
    };
    let fault = ImportFault::MissingPages { found, whole };
    (found < whole).then(|| Problem::at(place, fault.into()))
}

/// The columns of the head, by their place in the row.
struct Head(Vec<(usize, Column)>);

impl Head {
    fn read(row: &sheet::Row, file: &CleanText) -> Result<Self, Box<Problem>> {
        let columns = (0..row.len()).filter_map(|at| Some((at, Column::of(row.text(at))?)));
        let mut head: Vec<(usize, Column)> = Vec::new();
        for (at, column) in columns {
            if head.iter().all(|(_, known)| *known != column) {
                head.push((at, column));
            }
        }
        for needed in Column::NEEDED {
            if head.iter().all(|(_, known)| *known != needed) {
                let column = CleanText::new(needed.name());
                let place = Place {
                    file: file.clone(),
                    position: Some((row.number(), 1)),
                };
                let fault = ImportFault::MissingColumn { column };
                return Err(Box::new(Problem::at(place, fault.into())));
            }
        }
        Ok(Self(head))
    }

    fn line<'a>(&self, row: &'a sheet::Row) -> Line<'a> {
        let mut line = Line::at(row.number());
        for (at, column) in &self.0 {
            let number = u32::try_from(*at).unwrap_or(u32::MAX).saturating_add(1);
            line.put(*column, Field::new(Cow::Borrowed(row.text(*at)), number));
        }
        line
    }
}

fn read_table(
    original: &Original,
    tally: &mut Tally<'_>,
    watch: &mut dyn Watch,
) -> Result<(), Stop> {
    let mut head: Option<Head> = None;
    let mut fault = None;
    let outcome = sheet::read(original, None, watch, &mut |row| {
        match &head {
            Some(head) => tally.take(&head.line(row)),
            None => match Head::read(row, &original.origin.name) {
                Ok(read) => head = Some(read),
                Err(problem) => {
                    fault = Some(problem);
                    return ControlFlow::Break(());
                }
            },
        }
        ControlFlow::Continue(())
    });
    if let Some(problem) = fault {
        return Err(Stop::Fault(problem));
    }
    for problem in outcome?.problems {
        tally.unreadable(problem);
    }
    Ok(())
}

/// Rows of JSON are counted through all pages of a source; their columns are the fields in the order of the row.
fn read_pages(
    origin: &Origin,
    pages: &[Vec<u8>],
    tally: &mut Tally<'_>,
    watch: &mut dyn Watch,
) -> Result<(), Stop> {
    let broken = |fault| {
        let place = Place {
            file: origin.name.clone(),
            position: None,
        };
        Stop::Fault(Box::new(Problem::at(place, fault)))
    };
    let mut number = 0_u32;
    for (done, bytes) in pages.iter().enumerate() {
        let page = page::Page::read(bytes).map_err(|error| broken(syntax(&error)))?;
        let rows: Vec<&RawValue> =
            serde_json::from_str(page.content.get()).map_err(|error| broken(syntax(&error)))?;
        for row in rows {
            if number.is_multiple_of(1024)
                && watch.goes_on(done as u64, pages.len() as u64).is_break()
            {
                return Err(Stop::Asked);
            }
            number = number.saturating_add(1);
            match serde_json::from_str::<Map<String, Value>>(row.get()) {
                Ok(fields) => tally.take(&json_line(number, &fields)),
                Err(_) => tally.bad(
                    number,
                    1,
                    Fault::WrongType {
                        expected: Expected::Group,
                    },
                ),
            }
        }
    }
    Ok(())
}

fn json_line(number: u32, fields: &Map<String, Value>) -> Line<'_> {
    let mut line = Line::at(number);
    for (column, (name, value)) in (1..).zip(fields) {
        let Some(known) = Column::of(name) else {
            continue;
        };
        let text = match value {
            Value::Null => Cow::Borrowed(""),
            Value::String(text) => Cow::Borrowed(text.trim()),
            Value::Bool(true) => Cow::Borrowed("ja"),
            Value::Bool(false) => Cow::Borrowed("nein"),
            other => Cow::Owned(other.to_string()),
        };
        line.put(known, Field::new(text, column));
    }
    line
}

fn syntax(error: &serde_json::Error) -> Fault {
    if error.is_eof() {
        return Fault::CutOff;
    }
    Fault::Syntax {
        format: "JSON",
        detail: CleanText::new(&error.to_string()),
    }
}
