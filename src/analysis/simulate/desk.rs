//! The desk that writes reports: turns a moment of a cell into the cell, its labels into values stored once.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::Arc;

use super::calendar::Calendar;
use super::course::{Course, Moment};
use super::place::Place;
use super::stream::Stream;
use crate::domain::cell::{Cell, Detail, DetailId, Marks, Maturity, ProcedureId, ProviderId};
use crate::domain::phase::Phase;
use crate::domain::rollout::Values;
use crate::domain::service::Service;
use crate::domain::text::CleanText;

/// What holds cells back.
const BLOCKERS: [&str; 6] = [
    "Schnittstelle zum Fachverfahren fehlt",
    "ePayment nicht angebunden",
    "Personal",
    "Vertrag mit dem Dienstleister fehlt",
    "Leistung im Zuständigkeitsfinder nicht gepflegt",
    "Release des Fachverfahrens abwarten",
];

/// What else is written about cells under way.
const NOTES: [&str; 4] = [
    "Ratsbeschluss liegt vor",
    "Einführung gemeinsam mit den Nachbarkommunen",
    "Schulung der Sachbearbeitung vereinbart",
    "Testfälle werden geprüft",
];

/// Whom to ask; an office, never a person.
const CONTACT: &str = "OZG-Koordination";

/// The model by which maturity is told.
const MODEL: &str = "2.0";

/// Names of Fachverfahren within a service.
const LETTERS: [&str; 4] = ["A", "B", "C", "D"];

/// Values with their positions, each kept once.
struct Store<T>(HashMap<T, u32>, Vec<T>);

impl<T: Clone + Eq + Hash> Store<T> {
    fn position(&mut self, value: T) -> u32 {
        let next = u32::try_from(self.1.len()).unwrap_or(u32::MAX);
        let position = *self.0.entry(value.clone()).or_insert(next);
        if position == next {
            self.1.push(value);
        }
        position
    }
}

/// The desk and what it has written so far.
pub(super) struct Desk {
    providers: Store<CleanText>,
    procedures: Store<CleanText>,
    details: Store<Arc<Detail>>,
}

/// The labels of a cell that stay the same whatever happens to it.
struct Labels {
    provider: bool,
    procedure: Option<CleanText>,
    own_solution: bool,
    contact: bool,
    blocker: Option<CleanText>,
    note: Option<CleanText>,
    maturity: Option<Maturity>,
}

impl Labels {
    fn new(service: &Service, noise: u64) -> Self {
        let mut random = Stream::of(noise, &["labels"]);
        let clean = |text: &&str| CleanText::new(text);
        let letters = Stream::of(0, &["letters", service.key.as_str()]).between(2, 4);
        let (letter, skew) = (
            random.between(0, letters - 1),
            random.between(0, letters - 1),
        );
        let letter = usize::try_from(letter.min(skew)).unwrap_or_default();
        let name = match service.short.as_str() {
            "" => service.key.as_str(),
            short => short,
        };
        let procedure = LETTERS
            .get(letter)
            .map(|letter| CleanText::new(&format!("Verfahren {name}-{letter}")));
        let (level, rated) = (random.between(3, 7), random.chance(400));
        Self {
            provider: random.chance(970),
            procedure: procedure.filter(|_| random.chance(850)),
            own_solution: random.chance(40),
            contact: random.chance(100),
            blocker: random.pick(&BLOCKERS).map(clean),
            note: random.pick(&NOTES).map(clean).filter(|_| random.chance(25)),
            maturity: rated.then(|| Maturity {
                level: u8::try_from(level).unwrap_or_default(),
                model: CleanText::new(MODEL),
            }),
        }
    }
}

impl Desk {
    /// An empty desk.
    pub(super) fn new() -> Self {
        Self {
            providers: Store(HashMap::new(), Vec::new()),
            procedures: Store(HashMap::new(), Vec::new()),
            details: Store(HashMap::new(), Vec::new()),
        }
    }

    /// Writes the cell that is reported in the snapshot of this position.
    pub(super) fn write(
        &mut self,
        (service, body_key, place): (&Service, &str, &Place),
        (course, moment): (&Course, Moment),
        (calendar, position): (&Calendar, usize),
    ) -> Cell {
        let labels = Labels::new(service, course.noise);
        let phase = moment.phase;
        let mut marks = Marks::default();
        for (set, mark) in [
            (moment.deferred, Marks::DEFERRED),
            (moment.disturbed, Marks::DISTURBED),
            (
                phase == Phase::Live && labels.own_solution,
                Marks::OWN_SOLUTION,
            ),
            (
                phase == Phase::Live && !labels.own_solution,
                Marks::SHARED_SOLUTION,
            ),
        ] {
            marks = if set { marks.with(mark) } else { marks };
        }
        let provider = place.provider.clone().filter(|_| labels.provider);
        let procedure = labels.procedure.clone();
        let url = format!("https://beispiel.invalid/{}/{body_key}", service.key);
        let detail = detail(labels, moment, &url);
        Cell {
            phase: Some(phase),
            marks,
            since: moment.since.map(|day| calendar.date(day)),
            planned: (phase > Phase::Open).then(|| calendar.date(course.announced)),
            updated: calendar.dates.get(position).copied(),
            provider: provider.and_then(|name| {
                let position = u16::try_from(self.providers.position(name)).ok();
                position.map(ProviderId)
            }),
            procedure: procedure.and_then(|name| {
                let position = u16::try_from(self.procedures.position(name)).ok();
                position.map(ProcedureId)
            }),
            detail: (detail != Detail::default())
                .then(|| DetailId(self.details.position(Arc::new(detail)))),
        }
    }

    /// What was written, each value once.
    pub(super) fn into_values(self) -> Values {
        Values {
            providers: self.providers.1,
            procedures: self.procedures.1,
            details: self.details.1,
        }
    }
}

fn detail(labels: Labels, moment: Moment, url: &str) -> Detail {
    let live = moment.phase == Phase::Live;
    let under_way = !live && moment.phase > Phase::Open;
    Detail {
        blocker: labels.blocker.filter(|_| moment.hindered),
        url: live.then(|| CleanText::new(url)),
        contact: (labels.contact && (live || under_way)).then(|| CleanText::new(CONTACT)),
        note: labels.note.filter(|_| under_way),
        maturity: labels.maturity.filter(|_| live),
    }
}
