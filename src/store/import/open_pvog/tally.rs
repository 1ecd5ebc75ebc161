//! Rows become counts per cell.

use super::line::{Column, Line, Reach, State, Wrong};
use super::place::{Belongs, Places};
use super::{Counts, EXAMPLES, Reading};
use crate::domain::body::BodyId;
use crate::domain::cell::CellId;
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::evidence::{Coverage, Seen, Sight};
use crate::domain::origin::Origin;
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;

/// Most problems of one source that are told one by one.
const TOLD: u64 = 100;

/// What was found about a cell, and of what kind of entry its link is.
#[derive(Clone, Debug, Default)]
struct Found {
    seen: Seen,
    link: Option<State>,
}

/// The newest day in a column, and the last text there: it is the same in nearly all rows.
#[derive(Default)]
struct Newest {
    date: Option<Date>,
    text: String,
}

/// What became of a row.
enum Fate {
    Used,
    OtherService,
    OtherLand,
    LeftOut,
    NoCell(ServiceId, BodyId),
}

/// All counts.
pub(super) struct Tally<'a> {
    places: Places<'a>,
    cells: Vec<Found>,
    counts: Counts,
    without_cell: Vec<(ServiceId, BodyId)>,
    problems: Vec<Problem>,
    file: CleanText,
    told: u64,
    exported: Newest,
    imported: Newest,
    dates: (Option<Date>, Option<Date>),
}

impl<'a> Tally<'a> {
    pub(super) fn new(data: &'a Dataset) -> Self {
        Self {
            places: Places::new(data),
            cells: vec![Found::default(); data.responsibility.len()],
            counts: Counts::default(),
            without_cell: Vec::new(),
            problems: Vec::new(),
            file: CleanText::default(),
            told: 0,
            exported: Newest::default(),
            imported: Newest::default(),
            dates: (None, None),
        }
    }

    /// A new source begins.
    pub(super) fn begin(&mut self, origin: &Origin) {
        self.file = origin.name.clone();
        self.told = 0;
        self.exported = Newest::default();
        self.imported = Newest::default();
    }

    /// A source ends; the day that it states for itself.
    pub(super) fn end(&mut self) -> Option<Date> {
        if let Some(count) = self.told.checked_sub(TOLD).filter(|count| *count > 0) {
            let place = self.place(None);
            let many = Problem::at(place, Fault::ManyMore { count });
            self.problems.push(many);
        }
        let (exported, imported) = self.dates;
        self.dates = (
            exported.max(self.exported.date),
            imported.max(self.imported.date),
        );
        self.exported.date.or(self.imported.date)
    }

    pub(super) fn reading(self, origins: Vec<Origin>) -> Reading {
        let cells = (0..).map(CellId).zip(self.cells);
        let seen = cells.map(|(cell, found)| (cell, found.seen));
        Reading {
            seen: seen
                .filter(|(_, seen)| seen.sight() != Sight::Nothing)
                .collect(),
            counts: self.counts,
            without_cell: self.without_cell,
            date: self.dates.0.or(self.dates.1),
            origins,
            problems: self.problems,
        }
    }

    /// Takes a row.
    pub(super) fn take(&mut self, line: &Line<'_>) {
        self.note_days(line);
        match self.judge(line) {
            Ok(fate) => {
                self.counts.rows += 1;
                match fate {
                    Fate::Used => self.counts.used += 1,
                    Fate::OtherService => self.counts.other_service += 1,
                    Fate::OtherLand => self.counts.other_land += 1,
                    Fate::LeftOut => self.counts.left_out += 1,
                    Fate::NoCell(service, body) => {
                        self.counts.no_cell += 1;
                        let example = (service, body);
                        if self.without_cell.len() < EXAMPLES
                            && !self.without_cell.contains(&example)
                        {
                            self.without_cell.push(example);
                        }
                    }
                }
            }
            Err((column, fault)) => self.bad(line.number, column, fault),
        }
    }

    /// A row that cannot be used.
    pub(super) fn bad(&mut self, row: u32, column: u32, fault: Fault) {
        let place = self.place(Some((row, column)));
        self.unreadable(Problem::at(place, fault));
    }

    /// The same where the problem is known already.
    pub(super) fn unreadable(&mut self, problem: Problem) {
        self.counts.rows += 1;
        self.counts.bad += 1;
        self.tell(problem);
    }

    fn tell(&mut self, problem: Problem) {
        self.told += 1;
        if self.told <= TOLD {
            self.problems.push(problem);
        }
    }

    fn place(&self, position: Option<(u32, u32)>) -> Place {
        Place {
            file: self.file.clone(),
            position,
        }
    }

    fn note_days(&mut self, line: &Line<'_>) {
        for column in [Column::Exported, Column::Imported] {
            let (newest, text) = match column {
                Column::Exported => (&mut self.exported, &line.exported.text),
                _ => (&mut self.imported, &line.imported.text),
            };
            if newest.text == *text {
                continue;
            }
            newest.text = text.to_string();
            match line.day(column) {
                Ok(day) => newest.date = newest.date.max(day),
                Err((column, fault)) => {
                    // The row counts all the same: only its day is lost.
                    let place = self.place(Some((line.number, column)));
                    self.tell(Problem::at(place, fault));
                }
            }
        }
    }

    /// The order of the rules stands at the head of [`super`].
    fn judge(&mut self, line: &Line<'_>) -> Result<Fate, Wrong> {
        let services = self.places.services(line.leika()?, line.ozg()).to_vec();
        let Some(first) = services.first().copied() else {
            return Ok(Fate::OtherService);
        };
        let ars = line.ars()?;
        if self.places.belongs(first, ars) == Belongs::Elsewhere {
            return Ok(Fate::OtherLand);
        }
        let Reach::Told(told) = line.reach()? else {
            return Ok(Fate::LeftOut);
        };
        let state = line.state()?;
        let mut fate = None;
        for service in services {
            match self.places.belongs(service, ars) {
                Belongs::Cells(cells, coverage) => {
                    let coverage = told.or(coverage);
                    for cell in cells {
                        self.count(cell, state, coverage, &line.url.text);
                    }
                    fate = Some(Fate::Used);
                }
                Belongs::NoCell(body) => fate = fate.or(Some(Fate::NoCell(service, body))),
                Belongs::Elsewhere => {}
                Belongs::Unknown => {
                    let key = CleanText::new(ars.as_str());
                    return Err((line.ars_column(), Fault::UnknownBody { key }));
                }
            }
        }
        Ok(fate.unwrap_or(Fate::OtherLand))
    }

    fn count(&mut self, cell: CellId, state: State, coverage: Option<Coverage>, url: &str) {
        let Some(Found { seen, link }) = self.cells.get_mut(cell.index()) else {
            return;
        };
        let counter = match state {
            State::Working => &mut seen.working,
            State::Broken => &mut seen.broken,
            State::Inactive => &mut seen.inactive,
        };
        *counter = counter.saturating_add(1);
        seen.coverage = seen.coverage.max(coverage);
        if !url.is_empty() && *link < Some(state) {
            *link = Some(state);
            seen.url = Some(CleanText::new(url));
        }
    }
}
