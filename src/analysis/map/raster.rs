//! The outlines as half-cells of a character grid: which district is where.

use std::collections::HashMap;

use super::whole;
use crate::domain::body::BodyId;
use crate::domain::outline::{Outlines, Point, Step};

/// Outlines in a plane where x and y have the same scale, in degrees of latitude (111 km); y grows to the south.
///
/// Equirectangular, true to scale at the middle latitude: within 3 % everywhere in Niedersachsen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    narrowing: f64,
    left: f64,
    top: f64,
    /// Width of what is drawn, in degrees of latitude.
    pub width: f64,
    /// Height of what is drawn, in degrees.
    pub height: f64,
}

impl Projection {
    /// The projection that has the outermost corners on its edges; `None` where there is no corner.
    pub fn of(outlines: &Outlines) -> Option<Self> {
        let corners = || {
            outlines
                .rings()
                .flat_map(|(_, steps)| outlines.corners(steps))
        };
        corners().next()?;
        let span = |of: fn(Point) -> f64| {
            corners()
                .map(of)
                .fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), it| {
                    (least.min(it), most.max(it))
                })
        };
        let ((west, east), (south, north)) = (span(Point::lon), span(Point::lat));
        let narrowing = f64::midpoint(south, north).to_radians().cos();
        Some(Self {
            narrowing,
            left: west * narrowing,
            top: -north,
            width: (east - west) * narrowing,
            height: north - south,
        })
    }

    /// Where a place lies: x from the western, y from the northern edge, in degrees of latitude.
    pub fn project(&self, point: Point) -> (f64, f64) {
        (
            point.lon() * self.narrowing - self.left,
            -point.lat() - self.top,
        )
    }

    /// The corners of a ring in the plane.
    pub(super) fn ring(&self, outlines: &Outlines, steps: &[Step]) -> Vec<(f64, f64)> {
        outlines
            .corners(steps)
            .map(|point| self.project(point))
            .collect()
    }
}

/// Twice the area inside a ring, positive whichever way it runs, and its centre.
pub(super) fn area_and_centre(ring: &[(f64, f64)]) -> (f64, (f64, f64)) {
    let Some(first @ (x0, y0)) = ring.first().copied() else {
        return (0.0, (0.0, 0.0));
    };
    let next = ring.iter().skip(1).chain([&first]);
    let (mut area, mut x, mut y) = (0.0, 0.0, 0.0);
    for ((ax, ay), (bx, by)) in ring.iter().zip(next) {
        let (ax, ay, bx, by) = (ax - x0, ay - y0, bx - x0, by - y0);
        let cross = ax * by - bx * ay;
        area += cross;
        x += (ax + bx) * cross;
        y += (ay + by) * cross;
    }
    if area == 0.0 {
        return (0.0, (x0, y0));
    }
    (area.abs(), (x0 + x / (3.0 * area), y0 + y / (3.0 * area)))
}

/// Which district is where in a grid of character cells, each with an upper and a lower half.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Raster {
    columns: usize,
    lines: usize,
    pixels: Vec<Option<BodyId>>,
    counts: HashMap<BodyId, usize>,
}

/// The largest grid that is drawn.
const MOST: (usize, usize) = (500, 200);

/// Districts that are looked after when they are too small to be seen: each costs a look at the whole grid.
const MOST_KEPT: usize = 1000;

/// What is known of a district while it is drawn.
struct Shape {
    district: BodyId,
    rings: Vec<Vec<(f64, f64)>>,
    area: f64,
    centre: (f64, f64),
}

impl Raster {
    /// Draws the outlines as large as they fit, in the middle, into `columns` × `lines` cells (at most 500 × 200). A cell is
    /// taken to be twice as high as wide, so a half-cell is square. A half-cell belongs to the district at its centre; where
    /// outlines lie over one another, to the smaller one. Every district has at least one half-cell, if there is room.
    pub fn new(outlines: &Outlines, columns: usize, lines: usize) -> Self {
        let (columns, lines) = (columns.min(MOST.0), lines.min(MOST.1));
        let mut raster = Self {
            columns,
            lines,
            pixels: vec![None; columns * lines * 2],
            counts: HashMap::new(),
        };
        let Some(projection) = Projection::of(outlines) else {
            return raster;
        };
        let (wide, high) = (columns as f64, (lines * 2) as f64);
        let tiny = 1e-9; // a single point or a line has no width or no height
        let scale = (wide / projection.width.max(tiny)).min(high / projection.height.max(tiny));
        let left = (wide - projection.width * scale) / 2.0;
        let top = (high - projection.height * scale) / 2.0;
        let mut shapes = shapes(outlines, &projection, |(x, y)| {
            (left + x * scale, top + y * scale)
        });
        shapes.sort_by(|a, b| b.area.total_cmp(&a.area));
        for shape in &shapes {
            raster.fill(shape);
        }
        for pixel in raster.pixels.iter().flatten() {
            *raster.counts.entry(*pixel).or_default() += 1;
        }
        for shape in shapes.iter().take(MOST_KEPT) {
            raster.keep_alive(shape);
        }
        raster
    }

    /// Fills by the even–odd rule: along each row of centres, what lies between every other crossing is inside.
    fn fill(&mut self, shape: &Shape) {
        let rows = self.lines * 2;
        let mut crossings: Vec<Vec<f64>> = vec![Vec::new(); rows];
        for ring in &shape.rings {
            let next = ring.iter().cycle().skip(1);
            for (a, b) in ring.iter().zip(next) {
                let ((ax, ay), (bx, by)) = if a.1 <= b.1 { (*a, *b) } else { (*b, *a) };
                let from = whole((ay - 0.5).ceil(), rows);
                let to = whole((by - 0.5).ceil(), rows);
                let slope = (bx - ax) / (by - ay);
                let within = crossings.get_mut(from..to).unwrap_or_default();
                for (row, crossed) in (from..).zip(within) {
                    crossed.push(ax + (row as f64 + 0.5 - ay) * slope);
                }
            }
        }
        let columns = self.columns.max(1);
        for (row, crossed) in self.pixels.chunks_mut(columns).zip(&mut crossings) {
            crossed.sort_unstable_by(f64::total_cmp);
            for pair in crossed.chunks_exact(2) {
                let [from, to] = pair else { continue };
                let from = whole((from - 0.5).ceil(), columns);
                let to = whole((to - 0.5).ceil(), columns);
                let inside = row.get_mut(from..to).unwrap_or_default();
                inside.fill(Some(shape.district));
            }
        }
    }

    /// Gives a district that fell between the centres the nearest half-cell that another one can spare.
    fn keep_alive(&mut self, shape: &Shape) {
        if self.count(shape.district) > 0 {
            return;
        }
        let columns = self.columns.max(1);
        let spare = self.pixels.iter().enumerate().filter(|(_, owner)| {
            owner.is_none_or(|owner| self.counts.get(&owner).is_some_and(|count| *count > 1))
        });
        let distance = |(at, owner): &(usize, &Option<BodyId>)| {
            let x = (at % columns) as f64 + 0.5 - shape.centre.0;
            let y = (at / columns) as f64 + 0.5 - shape.centre.1;
            let abroad = if owner.is_none() { 0.5 } else { 0.0 };
            x * x + y * y + abroad
        };
        let nearest = spare.min_by(|a, b| distance(a).total_cmp(&distance(b)));
        let Some(at) = nearest.map(|(at, _)| at) else {
            return;
        };
        if let Some(pixel) = self.pixels.get_mut(at) {
            if let Some(count) = pixel.and_then(|owner| self.counts.get_mut(&owner)) {
                *count -= 1;
            }
            *pixel = Some(shape.district);
            self.counts.insert(shape.district, 1);
        }
    }

    /// Width in cells.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Height in cells.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// The district of a half-cell: `row` counts halves, so it runs to twice the number of lines.
    pub fn half(&self, column: usize, row: usize) -> Option<BodyId> {
        if column >= self.columns {
            return None;
        }
        let at = row.checked_mul(self.columns)?.checked_add(column)?;
        self.pixels.get(at).copied().flatten()
    }

    /// The districts of the upper and of the lower half of a cell.
    pub fn cell(&self, column: usize, line: usize) -> [Option<BodyId>; 2] {
        let row = line.saturating_mul(2);
        [
            self.half(column, row),
            self.half(column, row.saturating_add(1)),
        ]
    }

    /// How many half-cells a district has.
    pub fn count(&self, district: BodyId) -> usize {
        self.counts.get(&district).copied().unwrap_or(0)
    }

    /// The districts that have half-cells, in register order.
    pub fn districts(&self) -> Vec<BodyId> {
        let mut all: Vec<_> = self.counts.keys().copied().collect();
        all.sort_unstable();
        all
    }
}

/// The districts with their rings where `place` puts them.
fn shapes(
    outlines: &Outlines,
    projection: &Projection,
    place: impl Fn((f64, f64)) -> (f64, f64),
) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = Vec::new();
    let mut known: HashMap<BodyId, usize> = HashMap::new();
    for (district, steps) in outlines.rings() {
        let ring: Vec<_> = projection
            .ring(outlines, steps)
            .into_iter()
            .map(&place)
            .collect();
        let (area, centre) = area_and_centre(&ring);
        let at = *known.entry(district).or_insert(shapes.len());
        match shapes.get_mut(at) {
            Some(shape) => {
                if area > shape.area {
                    (shape.area, shape.centre) = (area, centre);
                }
                shape.rings.push(ring);
            }
            None => shapes.push(Shape {
                district,
                rings: vec![ring],
                area,
                centre,
            }),
        }
    }
    shapes
}
