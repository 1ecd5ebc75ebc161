//! Who is responsible for what: the rules of the catalogue laid over the register. Every later figure counts in this table.

use std::collections::HashSet;

use super::body::{BodyId, Class};
use super::cell::CellId;
use super::register::Register;
use super::service::{Catalogue, Change, Exception, Group, Service, ServiceId};

/// Why a body is responsible.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The rule names its class.
    Rule,
    /// An exception adds it.
    Exception,
}

/// The inhabitants for whom a body is responsible, service by service.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Inhabitants of all register rows that resolve to this cell.
    pub inhabitants: u64,
    /// Whether all of these numbers are official.
    pub official: bool,
}

/// A cell's place: its service, its body, why, and for how many.
#[derive(Clone, Copy, Debug)]
pub struct Slot {
    /// The service.
    pub service: ServiceId,
    /// The responsible body.
    pub body: BodyId,
    /// Why it is responsible.
    pub reason: Reason,
    /// Its area; `None` for a special authority that serves no single district: it counts in bodies only.
    pub area: Option<Area>,
}

/// All cells: the sparse matrix of services and responsible bodies, in catalogue order, then register order.
#[derive(Debug, Default)]
pub struct Responsibility {
    slots: Vec<Slot>,
    starts: Vec<u32>,
    lookup: Vec<u32>,
    bodies: usize,
    delegated: Vec<(ServiceId, BodyId, BodyId)>,
    serving: Vec<(BodyId, BodyId)>,
    of_body: Vec<Vec<CellId>>,
    served: Vec<u32>,
}

const NO_CELL: u32 = u32::MAX;

impl Responsibility {
    /// Lays the rules over the register.
    pub fn new(register: &Register, catalogue: &Catalogue) -> Self {
        let mut table = Self {
            bodies: register.len(),
            lookup: vec![NO_CELL; register.len() * catalogue.len()],
            serving: serving_authorities(register),
            of_body: vec![Vec::new(); register.len()],
            ..Self::default()
        };
        for id in catalogue.ids() {
            table.starts.push(table.count());
            table.add_service(register, id, catalogue.service(id));
        }
        table.starts.push(table.count());
        table.resolve_all(register, catalogue);
        table.measure_areas(register, catalogue);
        table
    }

    fn add_service(&mut self, register: &Register, id: ServiceId, service: &Service) {
        let with = |wanted: fn(Change) -> bool| -> HashSet<BodyId> {
            let chosen = service
                .exceptions
                .iter()
                .filter(|exception| wanted(exception.change));
            chosen.map(|exception| exception.body).collect()
        };
        let added = with(|change| change == Change::Add);
        let gone = with(|change| change != Change::Add);
        for body in register.ids() {
            let by_rule = service
                .rule
                .iter()
                .any(|group| belongs(register, body, *group));
            if gone.contains(&body) || !(by_rule || added.contains(&body)) {
                continue;
            }
            let cell = CellId(self.count());
            if let Some(entry) = self.lookup.get_mut(id.index() * self.bodies + body.index()) {
                *entry = cell.0;
            }
            if let Some(cells) = self.of_body.get_mut(body.index()) {
                cells.push(cell);
            }
            let reason = if by_rule {
                Reason::Rule
            } else {
                Reason::Exception
            };
            self.slots.push(Slot {
                service: id,
                body,
                reason,
                area: None,
            });
        }
        let delegate = |exception: &Exception| match exception.change {
            Change::DelegateTo(to) => Some((id, exception.body, to)),
            Change::Add | Change::Remove => None,
        };
        self.delegated
            .extend(service.exceptions.iter().filter_map(delegate));
    }

    /// Works out once who serves whom.
    fn resolve_all(&mut self, register: &Register, catalogue: &Catalogue) {
        let mut served = Vec::with_capacity(self.lookup.len());
        for service in catalogue.ids() {
            for body in register.ids() {
                served.push(
                    self.resolve(register, service, body)
                        .map_or(NO_CELL, |cell| cell.0),
                );
            }
        }
        self.served = served;
    }

    /// Adds every register row's inhabitants to the cell it resolves to: disjoint areas, nobody is counted twice.
    fn measure_areas(&mut self, register: &Register, catalogue: &Catalogue) {
        for slot in &mut self.slots {
            let body = register.body(slot.body);
            let has_area = !matches!(body.class, Class::Authority(_)) || body.district.is_some();
            slot.area = has_area.then_some(Area {
                inhabitants: 0,
                official: true,
            });
        }
        let rows = register
            .ids()
            .filter(|id| register.body(*id).class.is_register_row());
        for row in rows {
            let Some((count, official)) = register.inhabitants(row) else {
                continue;
            };
            for service in catalogue.ids() {
                let Some(cell) = self.serving(service, row) else {
                    continue;
                };
                if let Some(area) = self
                    .slots
                    .get_mut(cell.index())
                    .and_then(|slot| slot.area.as_mut())
                {
                    area.inhabitants += u64::from(count);
                    area.official &= official || count == 0;
                }
            }
        }
    }

    fn count(&self) -> u32 {
        u32::try_from(self.slots.len()).unwrap_or(NO_CELL)
    }

    /// How many cells there are: 2,184 in Niedersachsen by the bundled rules.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether nobody is responsible for anything.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// All cells in order.
    pub fn ids(&self) -> impl Iterator<Item = CellId> + use<> {
        (0..self.count()).map(CellId)
    }

    /// Where a cell stands.
    pub fn slot(&self, cell: CellId) -> Option<&Slot> {
        self.slots.get(cell.index())
    }

    /// All cells with their places.
    pub fn slots(&self) -> impl Iterator<Item = (CellId, &Slot)> {
        self.ids().zip(&self.slots)
    }

    /// The cells of a service.
    pub fn of_service(&self, service: ServiceId) -> impl Iterator<Item = CellId> + use<> {
        let start = self.starts.get(service.index()).copied().unwrap_or(0);
        let end = self
            .starts
            .get(service.index() + 1)
            .copied()
            .unwrap_or(start);
        (start..end).map(CellId)
    }

    /// The cells for which a body is responsible itself.
    pub fn of_body(&self, body: BodyId) -> &[CellId] {
        self.of_body.get(body.index()).map_or(&[], Vec::as_slice)
    }

    /// The cell of a body that is responsible itself.
    pub fn cell(&self, service: ServiceId, body: BodyId) -> Option<CellId> {
        self.entry(&self.lookup, service, body)
    }

    /// The cell that serves the people of a body: its own, else that of its Samtgemeinde, its district, or the special
    /// authority of that district. `None` where nobody is responsible, or nobody knows which authority is.
    pub fn serving(&self, service: ServiceId, body: BodyId) -> Option<CellId> {
        self.entry(&self.served, service, body)
    }

    fn entry(&self, table: &[u32], service: ServiceId, body: BodyId) -> Option<CellId> {
        if body.index() >= self.bodies {
            return None;
        }
        let entry = table
            .get(service.index() * self.bodies + body.index())
            .copied()?;
        (entry != NO_CELL).then_some(CellId(entry))
    }

    fn resolve(&self, register: &Register, service: ServiceId, body: BodyId) -> Option<CellId> {
        let mut at = body;
        // Delegation chains are cut: four steps lead from a Mitgliedsgemeinde to its authority.
        for _ in 0..8 {
            let delegate = self
                .delegated
                .iter()
                .find(|(of, from, _)| (*of, *from) == (service, at));
            if let Some((_, _, to)) = delegate {
                return self.cell(service, *to);
            }
            if let Some(cell) = self.cell(service, at) {
                return Some(cell);
            }
            let this = register.body(at);
            at = match (this.samtgemeinde, this.district) {
                (Some(samtgemeinde), _) => samtgemeinde,
                (None, Some(district)) if district != at => district,
                _ => return self.serving_cell(service, at),
            };
        }
        None
    }

    fn serving_cell(&self, service: ServiceId, district: BodyId) -> Option<CellId> {
        let from = self.serving.partition_point(|(of, _)| *of < district);
        let mut here = self
            .serving
            .iter()
            .skip(from)
            .take_while(|(of, _)| *of == district);
        here.find_map(|(_, authority)| self.cell(service, *authority))
    }
}

/// Pairs of a district and a special authority that serves just this one, in order of the district.
fn serving_authorities(register: &Register) -> Vec<(BodyId, BodyId)> {
    let pair = |id: BodyId| match register.body(id) {
        body if matches!(body.class, Class::Authority(_)) => {
            body.district.map(|district| (district, id))
        }
        _ => None,
    };
    let mut pairs: Vec<_> = register.ids().filter_map(pair).collect();
    pairs.sort_unstable();
    pairs
}

/// Whether the rule and the exceptions of a service make a body responsible.
pub fn is_responsible(register: &Register, service: &Service, body: BodyId) -> bool {
    let departs = |wanted: fn(Change) -> bool| {
        let mut of_body = service.exceptions.iter().filter(|it| it.body == body);
        of_body.any(|exception| wanted(exception.change))
    };
    let by_rule = || {
        service
            .rule
            .iter()
            .any(|group| belongs(register, body, *group))
    };
    !departs(|change| change != Change::Add)
        && (departs(|change| change == Change::Add) || by_rule())
}

fn belongs(register: &Register, body: BodyId, group: Group) -> bool {
    let this = register.body(body);
    match group {
        Group::Class(class) => this.class == class,
        Group::RegionUnits => {
            this.class.is_unit()
                && this
                    .district
                    .is_some_and(|district| register.body(district).class == Class::Region)
        }
    }
}
