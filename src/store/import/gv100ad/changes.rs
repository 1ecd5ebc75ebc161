//! What is different between two registers, body by body, and what is lost with the bodies that are no more.

use std::collections::{BTreeMap, HashMap};

use crate::domain::body::{Body, BodyId};
use crate::domain::dataset::Dataset;
use crate::domain::key::BodyKey;
use crate::domain::register::Register;

/// What became of a body; `before` is an id of the register before, `after` one of the register after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was not there.
    New {
        /// The body.
        after: BodyId,
    },
    /// The same Gemeinde with another ARS: it moved to another Samtgemeinde, or out of one.
    Moved {
        /// With its former key.
        before: BodyId,
        /// With its present one.
        after: BodyId,
    },
    /// It went into another, as the mapping says.
    Merged {
        /// The body that is no more.
        before: BodyId,
        /// The one it went into.
        after: BodyId,
    },
    /// It is no more, and no mapping says where it went.
    Dissolved {
        /// The body that is no more.
        before: BodyId,
    },
    /// It has another name.
    Renamed {
        /// With its former name.
        before: BodyId,
        /// With its present one.
        after: BodyId,
    },
    /// It has another class: rules of responsibility speak of classes.
    Class {
        /// With its former class.
        before: BodyId,
        /// With its present one.
        after: BodyId,
    },
    /// It has another title, such as Stadt instead of Gemeinde.
    Titled {
        /// With its former title.
        before: BodyId,
        /// With its present one.
        after: BodyId,
    },
}

/// All changes: what came and went first, in the order of the registers.
pub(super) fn changes(before: &Register, after: &Register) -> Vec<Change> {
    let municipal = |body: &Body| body.key.ars().is_some();
    let ags = |body: &Body| body.ags().filter(|ags| ags.len() == 8);
    let by_ags: HashMap<_, _> = after
        .ids()
        .filter(|id| before.find(after.body(*id).key.as_str()).is_none())
        .filter_map(|id| Some((ags(after.body(id))?, id)))
        .collect();
    let (mut found, mut followed) = (Vec::new(), Vec::new());
    for id in before.ids().filter(|id| municipal(before.body(*id))) {
        let old = before.body(id);
        let same = after.find(old.key.as_str());
        let moved = ags(old).and_then(|ags| by_ags.get(&ags).copied());
        let now = match (same, moved, after.current(old.key.as_str())) {
            (Some(same), ..) => same,
            (None, Some(moved), _) => {
                found.push(Change::Moved {
                    before: id,
                    after: moved,
                });
                moved
            }
            (None, None, Some(into)) => {
                found.push(Change::Merged {
                    before: id,
                    after: into,
                });
                continue;
            }
            (None, None, None) => {
                found.push(Change::Dissolved { before: id });
                continue;
            }
        };
        followed.push((id, now));
    }
    for id in after.ids().filter(|id| municipal(after.body(*id))) {
        if !followed.iter().any(|(_, now)| *now == id) {
            found.push(Change::New { after: id });
        }
    }
    for (id, now) in followed {
        let (old, new) = (before.body(id), after.body(now));
        let (before, after) = (id, now);
        if old.name != new.name {
            found.push(Change::Renamed { before, after });
        }
        if old.class != new.class {
            found.push(Change::Class { before, after });
        }
        // A title that the register did not tell before is no other one.
        if old.designation.is_some() && old.designation != new.designation {
            found.push(Change::Titled { before, after });
        }
    }
    found
}

/// How many reported cells of the newest snapshot have no place any more, by the body that they were reported for.
pub(super) fn lost(before: &Dataset, after: &Dataset) -> BTreeMap<BodyKey, usize> {
    let mut lost = BTreeMap::new();
    let Some(newest) = before.rollout.newest() else {
        return lost;
    };
    for (cell, slot) in before.responsibility.slots() {
        if before.rollout.cell(newest, cell).phase.is_none() {
            continue;
        }
        let body = &before.register.body(slot.body).key;
        let service = before.catalogue.service(slot.service).key.as_str();
        let place = after
            .catalogue
            .find(service)
            .zip(after.register.current(body.as_str()))
            .and_then(|(service, body)| after.responsibility.cell(service, body));
        if place.is_none() {
            *lost.entry(body.clone()).or_insert(0) += 1;
        }
    }
    lost
}
