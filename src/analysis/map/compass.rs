//! Who lies beside whom on the map of outlines, and where an arrow key leads.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Direction;
use super::raster::{Projection, area_and_centre};
use crate::domain::body::BodyId;
use crate::domain::outline::Outlines;

/// Centres and neighbours of the districts that have an outline.
#[derive(Clone, Debug, Default)]
pub struct Compass {
    centres: BTreeMap<BodyId, (f64, f64)>,
    neighbours: BTreeMap<BodyId, BTreeSet<BodyId>>,
}

/// A neighbour lies in a direction if it leads at most this many times farther astray than along: 63°.
const NEIGHBOUR_CONE: f64 = 2.0;
/// The same for a district that shares no border: 45°.
const OTHER_CONE: f64 = 1.0;
/// A step astray counts as many steps along.
const ASTRAY: f64 = 2.0;

impl Compass {
    /// Finds centres (of the largest ring) and shared borders.
    pub fn new(outlines: &Outlines) -> Self {
        let Some(projection) = Projection::of(outlines) else {
            return Self::default();
        };
        let mut compass = Self::default();
        let mut largest: HashMap<BodyId, f64> = HashMap::new();
        let mut sides: BTreeMap<usize, BTreeSet<BodyId>> = BTreeMap::new();
        for (district, steps) in outlines.rings() {
            for step in steps {
                sides.entry(step.arc).or_default().insert(district);
            }
            let (area, centre) = area_and_centre(&projection.ring(outlines, steps));
            let known = largest.entry(district).or_insert(-1.0);
            if area > *known {
                *known = area;
                compass.centres.insert(district, centre);
            }
        }
        // A border has two sides.
        for beside in sides.values().filter(|beside| beside.len() == 2) {
            for one in beside {
                let others = beside.iter().filter(|other| *other != one).copied();
                compass.neighbours.entry(*one).or_default().extend(others);
            }
        }
        compass
    }

    /// The districts that share a border with this one, in register order.
    pub fn neighbours(&self, of: BodyId) -> impl Iterator<Item = BodyId> + '_ {
        self.neighbours.get(&of).into_iter().flatten().copied()
    }

    /// The district that an arrow leads to: the neighbour that lies best in that direction, else the nearest other
    /// district there; `None` at the edge of the Land, and of a district without an outline.
    pub fn towards(&self, from: BodyId, direction: Direction) -> Option<BodyId> {
        self.best(from, direction, self.neighbours(from), NEIGHBOUR_CONE)
            .or_else(|| {
                let others = self.centres.keys().copied().filter(|id| *id != from);
                self.best(from, direction, others, OTHER_CONE)
            })
    }

    /// The district that lies farthest in a direction: where a movement may begin.
    pub fn outermost(&self, direction: Direction) -> Option<BodyId> {
        let along = |(x, y): &(f64, f64)| direction.along_and_across(*x, *y).0;
        self.centres
            .iter()
            .max_by(|a, b| along(a.1).total_cmp(&along(b.1)))
            .map(|(id, _)| *id)
    }

    fn best(
        &self,
        from: BodyId,
        direction: Direction,
        among: impl Iterator<Item = BodyId>,
        cone: f64,
    ) -> Option<BodyId> {
        let (x, y) = self.centres.get(&from)?;
        let cost = |id: BodyId| {
            let (to_x, to_y) = self.centres.get(&id)?;
            let (along, across) = direction.along_and_across(to_x - x, to_y - y);
            (along > 0.0 && across <= along * cone).then_some(along + ASTRAY * across)
        };
        among
            .filter_map(|id| Some((id, cost(id)?)))
            .min_by(|a, b| a.1.total_cmp(&b.1))
            .map(|(id, _)| id)
    }
}
