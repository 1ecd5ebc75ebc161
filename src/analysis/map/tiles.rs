//! The schematic map: one tile a district, all of the same size, each in its rough place.

use std::collections::{BTreeMap, HashMap};

use super::Direction;
use crate::domain::body::BodyId;
use crate::domain::outline::{Outlines, Tile};
use crate::domain::register::Register;

/// The tiles of all districts of a register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TileMap {
    columns: usize,
    rows: usize,
    tiles: BTreeMap<(usize, usize), BodyId>,
    places: HashMap<BodyId, (usize, usize)>,
}

/// Columns of a map of which no tile is given.
const USUAL_COLUMNS: usize = 10;

impl TileMap {
    /// Puts every district on its tile, and those without one below, row by row in register order. Empty columns in the
    /// west and rows in the north are left out.
    pub fn new(register: &Register, outlines: &Outlines) -> Self {
        let districts: Vec<_> = register.districts().collect();
        let given: Vec<_> = districts
            .iter()
            .filter_map(|id| Some((*id, outlines.tile(*id)?)))
            .collect();
        let least = |of: fn(Tile) -> usize| given.iter().map(|(_, tile)| of(*tile)).min();
        let left = least(Tile::column).unwrap_or(0);
        let top = least(Tile::row).unwrap_or(0);
        let mut map = Self::default();
        for (district, tile) in &given {
            map.put(*district, tile.column() - left, tile.row() - top);
        }
        if given.is_empty() {
            map.columns = USUAL_COLUMNS.min(districts.len());
        }
        let (columns, first) = (map.columns.max(1), map.rows);
        let others = districts
            .into_iter()
            .filter(|id| outlines.tile(*id).is_none());
        for (at, district) in others.enumerate() {
            map.put(district, at % columns, first + at / columns);
        }
        map
    }

    fn put(&mut self, district: BodyId, column: usize, row: usize) {
        self.columns = self.columns.max(column + 1);
        self.rows = self.rows.max(row + 1);
        self.tiles.insert((row, column), district);
        self.places.insert(district, (column, row));
    }

    /// How many tiles lie side by side.
    pub fn columns(&self) -> usize {
        self.columns
    }

    /// How many tiles lie below one another.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// The district on a tile.
    pub fn at(&self, column: usize, row: usize) -> Option<BodyId> {
        self.tiles.get(&(row, column)).copied()
    }

    /// Column and row of a district.
    pub fn place(&self, district: BodyId) -> Option<(usize, usize)> {
        self.places.get(&district).copied()
    }

    /// All districts with column and row, row by row.
    pub fn iter(&self) -> impl Iterator<Item = (BodyId, usize, usize)> {
        self.tiles
            .iter()
            .map(|((row, column), district)| (*district, *column, *row))
    }

    /// The tile that an arrow leads to: the nearest one of the same row or column, else the nearest that lies there at all;
    /// `None` at the edge.
    pub fn towards(&self, from: BodyId, direction: Direction) -> Option<BodyId> {
        let (column, row) = self.place(from)?;
        let steps = |(id, to_column, to_row): (BodyId, usize, usize)| {
            let x = to_column as f64 - column as f64;
            let y = to_row as f64 - row as f64;
            let (along, across) = direction.along_and_across(x, y);
            (along > 0.0).then_some((id, along, across))
        };
        let astray = |across: f64| across > 0.0;
        self.iter()
            .filter_map(steps)
            .min_by(|(_, along, across), (_, other_along, other_across)| {
                let aside = astray(*across).cmp(&astray(*other_across));
                let far = (along + across).total_cmp(&(other_along + other_across));
                aside.then(far).then(across.total_cmp(other_across))
            })
            .map(|(id, ..)| id)
    }
}
