//! For which cells a row counts: what its ARS means to its service.
//!
//! | ARS | counts for |
//! |---|---|
//! | Bund, or the Land itself | all cells of the service, as their service reaches everywhere |
//! | a body with a cell of its own | that cell |
//! | a Mitgliedsgemeinde | the cell of its Samtgemeinde, which acts for it |
//! | a district without a cell of its own | the cells of all bodies in it, special authorities of that district included |
//! | any other body | none |
//!
//! Special authorities have no ARS: one that serves a single district is met by the district's, the others only by rows of
//! Bund or Land, or by a row whose `ars` is that of a body. A body that has handed a service over to another has no cell:
//! its row may stem from before, so it is told and not counted for the other.

use std::collections::HashMap;

use crate::domain::body::{BodyId, Class};
use crate::domain::cell::CellId;
use crate::domain::dataset::Dataset;
use crate::domain::evidence::Coverage;
use crate::domain::key::{Ars, Level};
use crate::domain::service::ServiceId;

/// Where a row belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Belongs {
    /// To these cells; the coverage where the row itself says none.
    Cells(Vec<CellId>, Option<Coverage>),
    /// To a body without a cell of the service.
    NoCell(BodyId),
    /// To another Land.
    Elsewhere,
    /// To no body of the register, though the ARS is of the Land.
    Unknown,
}

/// Services by LeiKa key and OZG-ID, bodies by ARS.
pub(super) struct Places<'a> {
    data: &'a Dataset,
    land: Option<Ars>,
    /// Entries of the catalogue, the longest first.
    leika: Vec<(&'a str, ServiceId)>,
    known: HashMap<(String, Option<u32>), Vec<ServiceId>>,
}

impl<'a> Places<'a> {
    pub(super) fn new(data: &'a Dataset) -> Self {
        let catalogue = &data.catalogue;
        let of = |id: ServiceId| {
            let keys = catalogue.service(id).leika.iter();
            keys.map(move |key| (key.as_str(), id))
        };
        let mut leika: Vec<_> = catalogue.ids().flat_map(of).collect();
        leika.retain(|(key, _)| !key.is_empty());
        leika.sort_by_key(|(key, id)| (std::cmp::Reverse(key.len()), *id));
        Self {
            data,
            land: Ars::parse(data.land.key.as_str()),
            leika,
            known: HashMap::new(),
        }
    }

    /// The services of a LeiKa key: those whose entry in the catalogue begins it, the longest entries alone; else those with
    /// the OZG-ID.
    pub(super) fn services(&mut self, leika: String, ozg: Option<u32>) -> &[ServiceId] {
        let (entries, data) = (&self.leika, self.data);
        let key = (leika, ozg);
        self.known.entry(key).or_insert_with_key(|(leika, ozg)| {
            let fits = |entry: &&(&str, ServiceId)| leika.starts_with(entry.0);
            let longest = entries.iter().find(fits).map(|(entry, _)| *entry);
            let mut found: Vec<_> = if let Some(longest) = longest {
                let same = entries.iter().filter(|(entry, _)| *entry == longest);
                same.map(|(_, id)| *id).collect()
            } else {
                let ids = data.catalogue.ids();
                let is_it = |id: &ServiceId| Some(data.catalogue.service(*id).ozg_id) == *ozg;
                ids.filter(is_it).collect()
            };
            found.dedup();
            found
        })
    }

    /// Where a row with this ARS belongs.
    pub(super) fn belongs(&self, service: ServiceId, ars: Ars) -> Belongs {
        let table = &self.data.responsibility;
        let everywhere =
            |coverage| Belongs::Cells(table.of_service(service).collect(), Some(coverage));
        if ars.as_str().bytes().all(|digit| digit == b'0') {
            return everywhere(Coverage::Federal);
        }
        if self.land == Some(ars) {
            return everywhere(Coverage::Land);
        }
        let Some(body) = self.body(ars) else {
            return if self.is_of_land(ars) {
                Belongs::Unknown
            } else {
                Belongs::Elsewhere
            };
        };
        let this = self.data.register.body(body);
        let acting = match this.samtgemeinde {
            Some(samtgemeinde) if table.cell(service, body).is_none() => samtgemeinde,
            _ => body,
        };
        if let Some(cell) = table.cell(service, acting) {
            return Belongs::Cells(vec![cell], None);
        }
        let inside = self.inside(service, body);
        if this.class.is_district() && !inside.is_empty() {
            return Belongs::Cells(inside, Some(Coverage::District));
        }
        Belongs::NoCell(body)
    }

    /// The body with an ARS; a Mitgliedsgemeinde that the register no longer has is met by its Samtgemeinde.
    fn body(&self, ars: Ars) -> Option<BodyId> {
        let find = |ars: Ars| self.data.register.find(ars.as_str());
        find(ars).or_else(|| match ars.level() {
            Level::Member => find(ars.verband())
                .filter(|body| self.data.register.body(*body).class == Class::Samtgemeinde),
            _ => None,
        })
    }

    fn is_of_land(&self, ars: Ars) -> bool {
        let land = |ars: &Ars| ars.as_str().get(..2).map(str::to_owned);
        self.land.is_some_and(|own| land(&own) == land(&ars))
    }

    /// The cells of a service whose bodies lie in a district.
    fn inside(&self, service: ServiceId, district: BodyId) -> Vec<CellId> {
        let table = &self.data.responsibility;
        let lies = |cell: &CellId| {
            let body = table
                .slot(*cell)
                .map(|slot| self.data.register.body(slot.body));
            body.is_some_and(|body| body.district == Some(district))
        };
        table.of_service(service).filter(lies).collect()
    }
}
