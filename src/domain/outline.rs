//! The outlines of the districts: borders stored once, rings that walk along them, and the tiles of a schematic map.

use std::collections::{HashMap, HashSet};

use super::body::BodyId;

/// A place on earth: longitude and latitude in degrees (WGS 84), east and north positive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    lon: f64,
    lat: f64,
}

impl Point {
    /// A place with a longitude of −180 to 180 and a latitude of −90 to 90 degrees; `None` of anything else.
    pub fn new(lon: f64, lat: f64) -> Option<Self> {
        let sound = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
        sound.then_some(Self { lon, lat })
    }

    /// Longitude in degrees.
    pub fn lon(self) -> f64 {
        self.lon
    }

    /// Latitude in degrees.
    pub fn lat(self) -> f64 {
        self.lat
    }
}

/// A piece of border between two meeting points.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arc {
    /// Its corners in order.
    pub points: Vec<Point>,
    /// Whether corners are missing: such an arc is drawn as far as it is known, and its ends need not meet the next ones.
    pub hurt: bool,
}

/// An arc as a ring walks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// Position of the arc in [`Outlines`].
    pub arc: usize,
    /// Whether it is walked from its end to its beginning.
    pub backwards: bool,
}

impl Step {
    /// The step that files write as a number: n is arc n, a negative n is arc −n−1 backwards.
    pub fn from_number(number: i64) -> Self {
        let arc = if number < 0 { !number } else { number };
        Self {
            arc: usize::try_from(arc).unwrap_or(usize::MAX),
            backwards: number < 0,
        }
    }
}

/// A place in the schematic map: column and row, both from 0 to [`Tile::LAST`], row 0 in the north.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tile {
    row: u8,
    column: u8,
}

impl Tile {
    /// The largest column and row.
    pub const LAST: u8 = 99;

    /// A tile within the largest column and row.
    pub fn new(column: i64, row: i64) -> Option<Self> {
        let within = |number| u8::try_from(number).ok().filter(|it| *it <= Self::LAST);
        Some(Self {
            row: within(row)?,
            column: within(column)?,
        })
    }

    /// Counted from the west.
    pub fn column(self) -> usize {
        self.column.into()
    }

    /// Counted from the north.
    pub fn row(self) -> usize {
        self.row.into()
    }
}

/// Why a ring is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RingFault {
    /// It walks along nothing.
    Empty,
    /// It names an arc that does not exist, at this position of the ring.
    NoArc(usize),
    /// The step at this position does not begin where the one before it ends.
    Open(usize),
    /// The rings together would have more than [`Outlines::MOST_CORNERS`] corners.
    TooDetailed,
}

/// The outlines of the districts of a register. Every ring walks along arcs that exist, from one to the next and back to
/// its beginning; no two districts share a tile. Rings may lie inside one another: the inner one is a hole.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outlines {
    arcs: Vec<Arc>,
    rings: Vec<(BodyId, Vec<Step>)>,
    tiles: HashMap<BodyId, Tile>,
    taken: HashSet<Tile>,
    corners: usize,
}

impl Outlines {
    /// Corners of all rings together: enough for every district of Germany, few enough to be drawn at once.
    pub const MOST_CORNERS: usize = 50_000;

    /// Outlines along these arcs, without a ring yet.
    pub fn new(arcs: Vec<Arc>) -> Self {
        Self {
            arcs,
            ..Self::default()
        }
    }

    /// Adds a ring to the outline of a district, or says why it is none.
    pub fn add_ring(&mut self, district: BodyId, steps: Vec<Step>) -> Result<(), RingFault> {
        let first = steps.first().ok_or(RingFault::Empty)?;
        for (at, step) in steps.iter().enumerate() {
            let next = steps.get(at + 1).unwrap_or(first);
            self.arcs.get(step.arc).ok_or(RingFault::NoArc(at))?;
            if !self.meet(*step, *next) {
                let open = if at + 1 < steps.len() { at + 1 } else { 0 };
                let known = self.arcs.get(next.arc).is_some();
                return Err(if known {
                    RingFault::Open(open)
                } else {
                    RingFault::NoArc(open)
                });
            }
        }
        let corners: usize = steps.iter().map(|step| self.arc(*step).len().max(1)).sum();
        if self.corners.saturating_add(corners) > Self::MOST_CORNERS {
            return Err(RingFault::TooDetailed);
        }
        self.corners += corners;
        self.rings.push((district, steps));
        Ok(())
    }

    fn meet(&self, step: Step, next: Step) -> bool {
        let hurt = |step: Step| self.arcs.get(step.arc).is_some_and(|arc| arc.hurt);
        let end = |step: Step, last: bool| {
            let points = self.arc(step);
            if step.backwards == last {
                points.first()
            } else {
                points.last()
            }
        };
        hurt(step) || hurt(next) || end(step, true) == end(next, false)
    }

    /// Puts a district on a tile; `false` where another one is on it already.
    pub fn set_tile(&mut self, district: BodyId, tile: Tile) -> bool {
        let free = self.taken.insert(tile);
        if let Some(before) = free.then(|| self.tiles.insert(district, tile)).flatten() {
            self.taken.remove(&before);
        }
        free
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        self.rings.is_empty() && self.tiles.is_empty()
    }

    fn arc(&self, step: Step) -> &[Point] {
        self.arcs
            .get(step.arc)
            .map_or(&[], |arc| arc.points.as_slice())
    }

    /// All rings with their district, in the order of the file.
    pub fn rings(&self) -> impl Iterator<Item = (BodyId, &[Step])> {
        self.rings
            .iter()
            .map(|(district, steps)| (*district, steps.as_slice()))
    }

    /// The corners of a ring in order; the last one is joined to the first.
    pub fn corners<'a>(&'a self, steps: &'a [Step]) -> impl Iterator<Item = Point> + 'a {
        steps.iter().flat_map(|step| {
            let points = self.arc(*step);
            let count = points.len();
            // The first corner of a step is the last one of the step before.
            let walked = (0..count).skip(usize::from(count > 1));
            walked.filter_map(move |at| {
                points
                    .get(if step.backwards { count - 1 - at } else { at })
                    .copied()
            })
        })
    }

    /// Whether a district has an outline.
    pub fn has(&self, district: BodyId) -> bool {
        self.rings.iter().any(|(of, _)| *of == district)
    }

    /// The tile of a district.
    pub fn tile(&self, district: BodyId) -> Option<Tile> {
        self.tiles.get(&district).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arc(points: &[(f64, f64)]) -> Arc {
        Arc {
            points: points
                .iter()
                .map(|(lon, lat)| Point::new(*lon, *lat).unwrap())
                .collect(),
            hurt: false,
        }
    }

    /// A line with an arch over it and an arch under it.
    fn outlines() -> Outlines {
        Outlines::new(vec![
            arc(&[(0.0, 0.0), (1.0, 0.0)]),
            arc(&[(1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]),
            arc(&[(1.0, 0.0), (1.0, -1.0), (0.0, 0.0)]),
        ])
    }

    fn steps(numbers: &[i64]) -> Vec<Step> {
        numbers.iter().map(|n| Step::from_number(*n)).collect()
    }

    #[test]
    fn a_ring_walks_along_arcs_that_exist_and_comes_back() {
        let mut it = outlines();
        let one = BodyId(1);
        assert_eq!(it.add_ring(one, steps(&[0, 1])), Ok(()));
        assert_eq!(it.add_ring(one, steps(&[-3, -1])), Ok(()));
        assert_eq!(it.add_ring(one, steps(&[])), Err(RingFault::Empty));
        assert_eq!(it.add_ring(one, steps(&[0])), Err(RingFault::Open(0)));
        assert_eq!(it.add_ring(one, steps(&[1, 2])), Err(RingFault::Open(1)));
        assert_eq!(it.add_ring(one, steps(&[0, 3])), Err(RingFault::NoArc(1)));
        assert_eq!(it.add_ring(one, steps(&[-4])), Err(RingFault::NoArc(0)));
        assert_eq!(
            it.add_ring(one, steps(&[i64::MIN])),
            Err(RingFault::NoArc(0))
        );
        let rings: Vec<_> = it.rings().map(|(_, ring)| ring.to_vec()).collect();
        assert_eq!(rings.len(), 2);
        let walked: Vec<_> = it
            .corners(&rings[1])
            .map(|point| (point.lon(), point.lat()))
            .collect();
        assert_eq!(walked, [(1.0, -1.0), (1.0, 0.0), (0.0, 0.0)]);
    }

    #[test]
    fn rings_without_end_are_refused() {
        let mut it = outlines();
        let round: Vec<i64> = [0, 1].repeat(5_000);
        let added = (0..5).map(|_| it.add_ring(BodyId(0), steps(&round)));
        assert_eq!(added.flatten().count(), 1);
        assert_eq!(
            it.add_ring(BodyId(0), steps(&round)),
            Err(RingFault::TooDetailed)
        );
    }

    #[test]
    fn places_and_tiles_are_sound() {
        assert!(Point::new(f64::NAN, 0.0).is_none());
        assert!(Point::new(f64::INFINITY, 0.0).is_none());
        assert!(Point::new(10.0, 90.1).is_none());
        assert!(Point::new(-180.0, 90.0).is_some());
        assert!(Tile::new(99, 0).is_some() && Tile::new(100, 0).is_none());
        assert!(Tile::new(0, -1).is_none());
        let mut it = Outlines::default();
        let tile = |column| Tile::new(column, 0).unwrap();
        assert!(it.set_tile(BodyId(1), tile(1)) && !it.set_tile(BodyId(2), tile(1)));
        assert!(it.set_tile(BodyId(1), tile(2)) && it.set_tile(BodyId(2), tile(1)));
        assert_eq!(it.tile(BodyId(2)), Some(tile(1)));
        assert_eq!(it.tile(BodyId(3)), None);
    }
}
