//! A filter against the cells of one date.

use std::cmp::Ordering;

use super::bind::{Test, Texts, Wanted};
use super::day::{Direction, Now};
use super::field::Operator;
use super::vocabulary::{Product, Trouble};
use super::{Field, Filter};
use crate::analysis::checks::Topic;
use crate::analysis::choice::Choice;
use crate::analysis::figures::Standing;
use crate::analysis::group::Group;
use crate::analysis::tally::Share;
use crate::domain::body::BodyId;
use crate::domain::cell::{Cell, CellId, DetailId, Marks};
use crate::domain::dataset::Dataset;
use crate::domain::date::Date;
use crate::domain::phase::Status;
use crate::domain::problem::Problem;
use crate::domain::service::ServiceId;

/// Of what `reach` is asked: of what the rows of a list are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// Of the service in the whole Land.
    #[default]
    Service,
    /// Of the district.
    District,
    /// Of the service within the district.
    ServiceInDistrict,
    /// Of the municipality: the services that its people find online.
    Municipality,
    /// Of the provider.
    Provider,
}

/// What a filter is held against, beside the data.
#[derive(Clone, Copy, Debug)]
pub struct Ground<'a> {
    /// The figures of the date without the filter.
    pub whole: &'a Standing,
    /// The findings of the date without the filter.
    pub findings: &'a [Problem],
    /// Of what reach is asked.
    pub scope: Scope,
    /// The day it is.
    pub today: Date,
}

fn statuses(data: &Dataset, whole: &Standing) -> Vec<Status> {
    let services = data.catalogue.ids();
    services
        .map(|id| whole.service(id).bodies.status())
        .collect()
}

/// The topics of the findings of every cell, a bit each.
fn troubles(data: &Dataset, findings: &[Problem]) -> Vec<u16> {
    let mut bits = vec![0; data.responsibility.len()];
    for problem in findings {
        let Some(cell) = problem.cell() else { continue };
        if let Some(of) = bits.get_mut(cell.index()) {
            *of |= bit(Topic::of(&problem.fault));
        }
    }
    bits
}

fn bit(topic: Topic) -> u16 {
    1 << topic as u8
}

/// Holds conditions against cells.
struct Judge<'a> {
    data: &'a Dataset,
    ground: Ground<'a>,
    now: Now,
    statuses: Vec<Status>,
    troubles: Vec<u16>,
}

fn at(of: &[bool], index: usize) -> bool {
    of.get(index).copied().unwrap_or(false)
}

impl Judge<'_> {
    fn holds(&self, test: &Test, service: ServiceId, body: BodyId, id: CellId) -> bool {
        self.is_wanted(&test.wanted, service, body, id) != test.negated
    }

    fn is_wanted(&self, wanted: &Wanted, service: ServiceId, body: BodyId, id: CellId) -> bool {
        let cell = self.ground.whole.cell(id);
        let now = self.now;
        let named =
            |of: &[bool], index: Option<usize>, empty| index.map_or(empty, |index| at(of, index));
        match wanted {
            Wanted::Service(of) => at(of, service.index()),
            Wanted::Phase(of) => of.contains(&cell.phase),
            Wanted::Status(of) => self
                .statuses
                .get(service.index())
                .is_some_and(|status| of.contains(status)),
            Wanted::District(of, empty) => {
                let district = self.data.register.body(body).district;
                named(of, district.map(BodyId::index), *empty)
            }
            Wanted::Body(of) => at(of, body.index()),
            Wanted::Provider(of, empty) => {
                named(of, cell.provider.map(|id| usize::from(id.0)), *empty)
            }
            Wanted::Procedure(of, empty) => {
                named(of, cell.procedure.map(|id| usize::from(id.0)), *empty)
            }
            Wanted::Product(of) => of.contains(&product(&cell)),
            Wanted::Since(operator, of) => of
                .iter()
                .any(|when| when.allows(*operator, cell.since, now, Direction::Back)),
            Wanted::Planned(operator, of) => of
                .iter()
                .any(|when| when.allows(*operator, cell.planned, now, Direction::Ahead)),
            Wanted::Population(operator, of) => {
                let inhabitants = self.data.register.inhabitants(body);
                inhabitants.is_some_and(|(count, _)| {
                    of.iter()
                        .any(|limit| operator.allows(u64::from(count).cmp(limit)))
                })
            }
            Wanted::Reach(operator, of) => {
                let reach = self.reach(service, body, &cell);
                of.iter().any(|limit| is_reach(reach, *operator, *limit))
            }
            Wanted::Trouble(of) => of
                .iter()
                .any(|trouble| self.has_trouble(*trouble, &cell, id)),
            Wanted::Text(texts) => is_in(texts, service, body, &cell),
        }
    }

    fn has_trouble(&self, trouble: Trouble, cell: &Cell, id: CellId) -> bool {
        let bits = self.troubles.get(id.index()).copied().unwrap_or(0);
        match trouble {
            Trouble::Finding(topic) => bits & bit(topic) != 0,
            Trouble::Deferred => cell.marks.has(Marks::DEFERRED),
            Trouble::Any => bits != 0,
            Trouble::None => bits == 0,
        }
    }

    fn reach(&self, service: ServiceId, body: BodyId, cell: &Cell) -> Share {
        let whole = self.ground.whole;
        let district = self.data.register.body(body).district;
        let group = district.map_or(Group::NoDistrict, Group::District);
        let figures = match self.ground.scope {
            Scope::Service => Some(whole.service(service)),
            Scope::District => Some(whole.group(group)),
            Scope::ServiceInDistrict => whole.service_in(service, group),
            Scope::Provider => Some(whole.provider(cell.provider)),
            Scope::Municipality => return whole.served(body).services.reach(),
        };
        figures.unwrap_or_default().bodies.reach()
    }
}

fn product(cell: &Cell) -> Product {
    if cell.marks.has(Marks::OWN_SOLUTION) {
        Product::Own
    } else if cell.marks.has(Marks::SHARED_SOLUTION) {
        Product::Shared
    } else {
        Product::Unsaid
    }
}

/// Without rounding: 99.9 % is less than 100 %. The reach of nothing compares with nothing.
fn is_reach(reach: Share, operator: Operator, hundredths: u64) -> bool {
    let part = u128::from(reach.part) * 10_000;
    let limit = u128::from(reach.whole) * u128::from(hundredths);
    reach.whole > 0 && operator.allows(Ord::cmp(&part, &limit) as Ordering)
}

fn is_in(texts: &Texts, service: ServiceId, body: BodyId, cell: &Cell) -> bool {
    let in_detail = |id: DetailId| at(&texts.details, id.0 as usize);
    at(&texts.services, service.index())
        || at(&texts.bodies, body.index())
        || cell
            .provider
            .is_some_and(|id| at(&texts.providers, usize::from(id.0)))
        || cell
            .procedure
            .is_some_and(|id| at(&texts.procedures, usize::from(id.0)))
        || cell.detail.is_some_and(in_detail)
}

impl Filter {
    /// Holds a filter against every cell of a date.
    pub fn choose(&self, data: &Dataset, ground: Ground<'_>) -> Choice {
        let Some(on) = ground.whole.date else {
            return Choice::default();
        };
        let now = Now {
            on,
            today: ground.today,
        };
        let judge = Judge {
            data,
            ground,
            now,
            statuses: statuses(data, ground.whole),
            troubles: troubles(data, ground.findings),
        };
        let holds = |service, body, cell| {
            self.bound
                .tree
                .holds(&|test| judge.holds(test, service, body, cell))
        };
        let slots = data.responsibility.slots();
        let cells = slots
            .map(|(id, slot)| holds(slot.service, slot.body, id))
            .collect();
        let mut served = Vec::with_capacity(data.register.len() * data.catalogue.len());
        for body in data.register.ids() {
            for service in data.catalogue.ids() {
                let cell = data.responsibility.serving(service, body);
                served.push(cell.is_some_and(|cell| holds(service, body, cell)));
            }
        }
        Choice::of(cells, served, data.catalogue.len())
    }

    /// Whether it asks how far cells are: what was chosen for that says nothing about how others go on.
    pub fn depends_on_course(&self) -> bool {
        let fields = [Field::Phase, Field::Since, Field::Planned, Field::Problem];
        fields.into_iter().any(|field| self.asks_for(field))
    }

    /// Whether what it chooses depends on what a list is about.
    pub fn depends_on_scope(&self) -> bool {
        self.asks_for(Field::Reach)
    }
}
