//! From an address to a place in the data: every word is looked up, and the first that means nothing is a mistake.

use super::keys::{self, DRAWINGS, GROUPINGS, TOPICS};
use super::{Address, Mistake, SCREENS, Wanted, What, Word, names, nearest};
use crate::analysis::change::Way;
use crate::analysis::select::Filter;
use crate::analysis::trend::Subject;
use crate::app::column;
use crate::app::language::Weighting;
use crate::app::lens::Lens;
use crate::app::list::Sort;
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::app::screen::map::Drawing;
use crate::app::table::Table;
use crate::domain::body::BodyId;
use crate::domain::dataset::Dataset;
use crate::domain::date;
use crate::domain::rollout::SnapshotId;
use crate::domain::service::ServiceId;

/// Where an address leads in the present data.
#[derive(Clone, Debug)]
pub struct Destination {
    /// The screen.
    pub screen: Screen,
    /// What is seen and counted.
    pub filter: Option<Filter>,
    /// The snapshot; `None` where there is none at all.
    pub at: Option<SnapshotId>,
    /// The one to compare with.
    pub compared: Option<SnapshotId>,
    /// The order of the table.
    pub sort: Option<Sort>,
    /// What bars count.
    pub weighting: Weighting,
    /// The service to be selected.
    pub service: Option<ServiceId>,
    /// The row to be selected, by its key.
    pub select: Option<String>,
    /// The columns to be shown, by their keys; empty: those of the screen.
    pub columns: Vec<String>,
}

impl Address {
    /// Looks every word up in the data of a session.
    pub fn bind(&self, model: &Model) -> Result<Destination, Mistake> {
        let data = &*model.data;
        let service = self.service.as_ref();
        let service = service.map(|word| names::service(data, word)).transpose()?;
        let mut screen = self.screen(data)?;
        let mut selected = service;
        if let Screen::Map { service: of, .. } = &mut screen {
            *of = selected.take();
        }
        if let (Some(word), false) = (&self.service, names_a_service(&screen)) {
            return Err(word.wrong(What::NotHere("service".to_owned())));
        }
        let snapshot = |word: &Option<Word>| word.as_ref().map(|word| snapshot(data, word));
        let at = snapshot(&self.date).transpose()?;
        let compared = snapshot(&self.compare).transpose()?;
        let lens = Lens {
            comparing: compared.is_some(),
            ..model.lens()
        };
        let filter = self.filter.as_ref().map(|word| filter(data, word));
        Ok(Destination {
            screen,
            filter: filter.transpose()?.flatten(),
            at: at.or(data.rollout.newest()),
            compared,
            sort: self.sort(&screen, &lens)?,
            weighting: self.weighting()?,
            service: selected,
            select: self.select.as_ref().map(|word| word.text.clone()),
            columns: self.columns.iter().map(|key| key.text.clone()).collect(),
        })
    }

    fn screen(&self, data: &Dataset) -> Result<Screen, Mistake> {
        let (first, rest) = self.path.split_first().ok_or(Mistake {
            at: 0,
            what: What::Missing(Wanted::Screen),
        })?;
        let path = Path { first, rest, data };
        let form = self.form.as_ref();
        let is = |name: &str| form.is_some_and(|form| form.text == name);
        let screen = match first.text.as_str() {
            "service" if is("districts") => {
                path.at_most(1)?;
                Screen::ServiceDistricts(path.service(0)?)
            }
            "municipalities" => {
                path.at_most(0)?;
                Screen::Municipalities { all: is("all") }
            }
            "matrix" => {
                path.at_most(1)?;
                let grouping = path.choice(0, Wanted::Grouping, &GROUPINGS)?;
                Screen::Matrix {
                    grouping: grouping.unwrap_or_default(),
                    folded: is("folded"),
                }
            }
            "trend" => Screen::Trend {
                subject: path.subject()?,
                numbers: is("numbers"),
            },
            _ => path.plain()?,
        };
        let takes = match screen {
            Screen::ServiceDistricts(_) => "districts",
            Screen::Municipalities { .. } => "all",
            Screen::Matrix { .. } => "folded",
            Screen::Trend { .. } => "numbers",
            _ => "",
        };
        match form {
            Some(form) if form.text != takes => Err(form.wrong(What::NotHere(form.text.clone()))),
            _ => Ok(screen),
        }
    }

    fn sort(&self, screen: &Screen, lens: &Lens<'_>) -> Result<Option<Sort>, Mistake> {
        let Some(word) = &self.sort else {
            return Ok(None);
        };
        let descending = word.text.starts_with('-');
        let key = word.text.strip_prefix('-').unwrap_or(&word.text);
        let columns = column::with_difference(&Table::of(screen).all(lens));
        let found = columns.iter().find(|column| column.key(lens) == key);
        if let Some(column) = found.copied() {
            return Ok(Some(Sort { column, descending }));
        }
        let known: Vec<_> = columns.iter().map(|column| column.key(lens)).collect();
        let known: Vec<_> = known.iter().map(String::as_str).collect();
        Err(word.unknown(Wanted::Column, nearest(key, &known)))
    }

    fn weighting(&self) -> Result<Weighting, Mistake> {
        let known = [
            ("bodies", Weighting::Bodies),
            ("inhabitants", Weighting::Inhabitants),
        ];
        match &self.weighting {
            None => Ok(Weighting::Bodies),
            Some(word) => keys::value(&known, &word.text).ok_or_else(|| {
                word.unknown(Wanted::Weighting, known.map(|(it, _)| it.to_owned()).into())
            }),
        }
    }
}

/// Whether a service can be selected on a screen, or is what it is about.
fn names_a_service(screen: &Screen) -> bool {
    matches!(
        screen,
        Screen::Map { .. }
            | Screen::Matrix { .. }
            | Screen::District(_)
            | Screen::Services
            | Screen::Municipality(_)
            | Screen::Provider(_)
            | Screen::Changes(_)
            | Screen::Upcoming
            | Screen::Cells
    )
}

fn filter(data: &Dataset, word: &Word) -> Result<Option<Filter>, Mistake> {
    Filter::read(&word.text, data).map_err(|mistake| Mistake {
        at: word.column(mistake.at),
        what: What::Filter(mistake.what),
    })
}

/// The snapshot of a day, or the last one before.
fn snapshot(data: &Dataset, word: &Word) -> Result<SnapshotId, Mistake> {
    let day = date::parse(&word.text).ok_or_else(|| word.unknown(Wanted::Date, Vec::new()))?;
    let rollout = &data.rollout;
    let is_there = |id: &SnapshotId| rollout.snapshot(*id).is_some_and(|it| it.date <= day);
    let found = rollout.ids().rev().find(is_there);
    found.ok_or_else(|| word.wrong(What::NoSnapshot(day)))
}

/// The words of a path behind the first.
struct Path<'a> {
    first: &'a Word,
    rest: &'a [Word],
    data: &'a Dataset,
}

impl Path<'_> {
    /// The screens that have no other form.
    fn plain(&self) -> Result<Screen, Mistake> {
        let most = match self.first.text.as_str() {
            "service" | "cell" => 2,
            "district" | "municipality" | "provider" | "problems" | "changes" | "map"
            | "columns" => 1,
            _ => 0,
        };
        self.at_most(most)?;
        Ok(match self.first.text.as_str() {
            "overview" => Screen::Overview,
            "services" => Screen::Services,
            "districts" => Screen::Districts,
            "providers" => Screen::Providers,
            "evidence" => Screen::Evidence,
            "upcoming" => Screen::Upcoming,
            "snapshots" => Screen::Snapshots,
            "views" => Screen::Views,
            "help" => Screen::Help,
            "cells" => Screen::Cells,
            "bodies" => Screen::Bodies,
            "service" => Screen::Service {
                service: self.service(0)?,
                within: self.rest.get(1).map(|_| self.district(1)).transpose()?,
            },
            "district" => Screen::District(self.district(0)?),
            "municipality" => Screen::Municipality(self.body(0)?),
            "provider" => {
                Screen::Provider(names::provider(self.data, self.word(0, Wanted::Provider)?)?)
            }
            "columns" => {
                let table = self.choice(
                    0,
                    Wanted::Screen,
                    &Table::NAMES.map(|(table, name)| (name, table)),
                )?;
                Screen::Columns(table.unwrap_or(Table::Services))
            }
            "cell" => self.cell()?,
            "problems" => Screen::Problems(self.choice(0, Wanted::Topic, &TOPICS)?),
            "changes" => {
                let ways = Way::ALL.map(|way| (way.key(), way));
                Screen::Changes(self.choice(0, Wanted::Way, &ways)?)
            }
            "map" => Screen::Map {
                service: None,
                drawing: self
                    .choice(0, Wanted::Drawing, &DRAWINGS)?
                    .unwrap_or(Drawing::Tiles),
            },
            _ => {
                return Err(self
                    .first
                    .unknown(Wanted::Screen, SCREENS.map(str::to_owned).into()));
            }
        })
    }

    /// Nothing may follow so many words.
    fn at_most(&self, count: usize) -> Result<(), Mistake> {
        match self.rest.get(count) {
            Some(word) => Err(word.wrong(What::TooMuch(word.text.clone()))),
            None => Ok(()),
        }
    }

    fn word(&self, at: usize, wanted: Wanted) -> Result<&Word, Mistake> {
        let before = at.checked_sub(1).and_then(|at| self.rest.get(at));
        self.rest.get(at).ok_or_else(|| {
            let before = before.unwrap_or(self.first);
            let at = before.column(before.text.chars().count());
            let what = What::Missing(wanted);
            Mistake { at, what }
        })
    }

    fn service(&self, at: usize) -> Result<ServiceId, Mistake> {
        names::service(self.data, self.word(at, Wanted::Service)?)
    }

    fn district(&self, at: usize) -> Result<BodyId, Mistake> {
        let word = self.word(at, Wanted::District)?;
        names::body(self.data, word, Wanted::District, |body| {
            body.class.is_district()
        })
    }

    fn body(&self, at: usize) -> Result<BodyId, Mistake> {
        let word = self.word(at, Wanted::Body)?;
        names::body(self.data, word, Wanted::Body, |_| true)
    }

    fn cell(&self) -> Result<Screen, Mistake> {
        let (service, body) = (self.service(0)?, self.body(1)?);
        let word = self.word(1, Wanted::Body)?;
        let own = self.data.responsibility.cell(service, body);
        let cell = own.or_else(|| self.data.responsibility.serving(service, body));
        cell.map(Screen::Cell).ok_or_else(|| {
            let service = self.data.catalogue.service(service).key.to_string();
            word.wrong(What::NoCell(service, word.text.clone()))
        })
    }

    /// One of a few words, where there is one.
    fn choice<T: Copy>(
        &self,
        at: usize,
        wanted: Wanted,
        table: &[(&'static str, T)],
    ) -> Result<Option<T>, Mistake> {
        let Some(word) = self.rest.get(at) else {
            return Ok(None);
        };
        let known: Vec<_> = table.iter().map(|(known, _)| *known).collect();
        let unknown = || word.unknown(wanted, nearest(&word.text, &known));
        keys::value(table, &word.text).map(Some).ok_or_else(unknown)
    }

    fn subject(&self) -> Result<Subject, Mistake> {
        let Some(kind) = self.rest.first() else {
            return Ok(Subject::Land);
        };
        self.at_most(2)?;
        Ok(match kind.text.as_str() {
            "service" => Subject::Service(self.service(1)?),
            "district" => Subject::District(self.district(1)?),
            "provider" => {
                Subject::Provider(names::provider(self.data, self.word(1, Wanted::Provider)?)?)
            }
            _ => {
                let known = nearest(&kind.text, &["service", "district", "provider"]);
                return Err(kind.unknown(Wanted::Subject, known));
            }
        })
    }
}
