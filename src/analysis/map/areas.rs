//! The raster as it is drawn: every district an area of its own, with a thin line left blank between two of them.

use super::raster::Raster;
use crate::domain::body::BodyId;

/// What is drawn of a cell. At most one district is drawn in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    /// Whose it is, as a position in [`Areas::districts`]; `None` where there is none.
    pub district: Option<usize>,
    /// Whether its upper half is drawn.
    pub upper: bool,
    /// Whether its lower half is drawn.
    pub lower: bool,
    /// The district across the border that runs through it: characters without halves leave such a cell blank, unless
    /// the two look different.
    pub cut: Option<usize>,
    /// Whether it lies at the rim of its district.
    pub rim: bool,
}

/// All cells of a map.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Areas {
    columns: usize,
    lines: usize,
    districts: Vec<BodyId>,
    cells: Vec<Area>,
}

/// A district with at most so many half-cells gives none of them away and is drawn in whole cells.
const TINY: usize = 6;

/// Half-cells by the position of their district, and how many each has.
struct Halves<'a> {
    raster: &'a Raster,
    sizes: Vec<usize>,
    owners: Vec<Option<usize>>,
}

impl Halves<'_> {
    fn owner(&self, x: usize, row: usize) -> Option<usize> {
        let inside = x < self.raster.columns();
        let at = inside.then_some(row * self.raster.columns() + x)?;
        self.owners.get(at).copied().flatten()
    }

    fn size(&self, district: usize) -> usize {
        self.sizes.get(district).copied().unwrap_or(0)
    }

    /// The smaller district beside a half-cell, to which it is given up for a border.
    fn gives_way_to(&self, owner: usize, x: usize, row: usize) -> Option<usize> {
        let rank = |district: usize| (self.size(district), district);
        let is_smaller = |other: &usize| rank(*other) < rank(owner);
        let left = x.checked_sub(1).and_then(|x| self.owner(x, row));
        let above = row.checked_sub(1).and_then(|row| self.owner(x, row));
        let beside = [left, above, self.owner(x + 1, row), self.owner(x, row + 1)];
        let smaller = beside.into_iter().flatten().find(is_smaller);
        smaller.filter(|_| self.size(owner) > TINY)
    }

    /// A cell without regard to its rim.
    fn area(&self, x: usize, line: usize) -> Area {
        let owners = [2 * line, 2 * line + 1].map(|row| (self.owner(x, row), row));
        let given = owners.map(|(owner, row)| self.gives_way_to(owner?, x, row));
        let [(upper, _), (lower, _)] = owners;
        let drawn = [
            upper.filter(|_| given[0].is_none()),
            lower.filter(|_| given[1].is_none()),
        ];
        let district = drawn[0].or(drawn[1]).or(upper).or(lower);
        let across = [upper, lower].into_iter().chain(given).flatten();
        let cut = across.into_iter().find(|other| Some(*other) != district);
        let is_tiny = district.is_some_and(|it| self.size(it) <= TINY);
        Area {
            district,
            upper: drawn[0].is_some() && drawn[0] == district,
            lower: drawn[1].is_some() && drawn[1] == district,
            cut: cut.filter(|_| !is_tiny),
            rim: false,
        }
    }
}

impl Areas {
    /// Draws the borders of a raster.
    pub fn new(raster: &Raster) -> Self {
        let districts = raster.districts();
        let (columns, lines) = (raster.columns(), raster.lines());
        let position = |id: BodyId| districts.binary_search(&id).ok();
        let rows = (0..lines * 2).flat_map(|row| (0..columns).map(move |x| (x, row)));
        let halves = Halves {
            raster,
            sizes: districts.iter().map(|id| raster.count(*id)).collect(),
            owners: rows
                .map(|(x, row)| raster.half(x, row).and_then(position))
                .collect(),
        };
        let places = (0..lines).flat_map(|line| (0..columns).map(move |x| (x, line)));
        let cells = places.clone().map(|(x, line)| halves.area(x, line));
        let mut areas = Self {
            columns,
            lines,
            cells: cells.collect(),
            districts,
        };
        let rims: Vec<_> = places.map(|(x, line)| areas.is_rim(x, line)).collect();
        for (area, rim) in areas.cells.iter_mut().zip(rims) {
            area.rim = rim;
        }
        areas
    }

    fn is_rim(&self, x: usize, line: usize) -> bool {
        let here = self.cell(x, line).district;
        let left = x.checked_sub(1).map(|x| self.cell(x, line));
        let above = line.checked_sub(1).map(|line| self.cell(x, line));
        let right = (x + 1 < self.columns).then(|| self.cell(x + 1, line));
        let beside = [left, above, right, Some(self.cell(x, line + 1))];
        let others = |area: Option<Area>| area.and_then(|area| area.district) != here;
        here.is_some() && beside.into_iter().any(others)
    }

    /// Width in cells.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// Height in cells.
    pub fn lines(&self) -> usize {
        self.lines
    }

    /// The districts that are drawn, in register order.
    pub fn districts(&self) -> &[BodyId] {
        &self.districts
    }

    /// A cell; nothing outside.
    pub fn cell(&self, x: usize, line: usize) -> Area {
        self.line(line).get(x).copied().unwrap_or_default()
    }

    /// The cells of a line from left to right.
    pub fn line(&self, line: usize) -> &[Area] {
        let from = line.saturating_mul(self.columns);
        let cells = self.cells.get(from..from.saturating_add(self.columns));
        cells.unwrap_or_default()
    }
}
