//! Maps small enough to be counted by hand: two squares side by side, a town inside the left one.

use super::areas::Areas;
use super::compass::Compass;
use super::labels::{Label, labels};
use super::raster::{Projection, Raster};
use super::tiles::TileMap;
use super::{Direction, without_outline};
use crate::domain::body::{Body, BodyId, Class};
use crate::domain::key::BodyKey;
use crate::domain::outline::{Arc, Outlines, Point, Step, Tile};
use crate::domain::register::Register;
use crate::domain::text::CleanText;

const WEST: BodyId = BodyId(0);
const EAST: BodyId = BodyId(1);
const TOWN: BodyId = BodyId(2);
const LOST: BodyId = BodyId(3);

fn arc(points: &[(f64, f64)]) -> Arc {
    let points = points.iter().map(|(lon, lat)| Point::new(*lon, *lat));
    Arc {
        points: points.collect::<Option<_>>().unwrap(),
        hurt: false,
    }
}

/// Two squares of 8 × 8 degrees on both sides of the equator, so that nothing is narrowed; the town is 2 × 2 degrees in
/// the middle of the western one. With `hole`, the outline of the west has a hole for it.
fn squares(hole: bool) -> Outlines {
    let mut it = Outlines::new(vec![
        arc(&[(8.0, 4.0), (8.0, -4.0)]),
        arc(&[(8.0, -4.0), (0.0, -4.0), (0.0, 4.0), (8.0, 4.0)]),
        arc(&[(8.0, 4.0), (16.0, 4.0), (16.0, -4.0), (8.0, -4.0)]),
        arc(&[(3.0, 1.0), (5.0, 1.0), (5.0, -1.0), (3.0, -1.0), (3.0, 1.0)]),
    ]);
    let rings: &[(BodyId, &[i64])] = &[(TOWN, &[3]), (WEST, &[0, 1]), (EAST, &[2, -1])];
    let inner: &[(BodyId, &[i64])] = if hole { &[(WEST, &[-4])] } else { &[] };
    for (district, numbers) in rings.iter().chain(inner) {
        let steps = numbers.iter().map(|n| Step::from_number(*n)).collect();
        it.add_ring(*district, steps).unwrap();
    }
    it
}

fn picture(raster: &Raster) -> Vec<String> {
    let letter = |id: Option<BodyId>| id.map_or('.', |id| ['w', 'e', 'T', '?'][id.index()]);
    (0..raster.lines() * 2)
        .map(|row| {
            (0..raster.columns())
                .map(|x| letter(raster.half(x, row)))
                .collect()
        })
        .collect()
}

fn register() -> Register {
    let district = |name: &str| Body {
        key: BodyKey::parse(name).unwrap(),
        name: CleanText::new(name),
        class: Class::Landkreis,
        designation: None,
        district: None,
        samtgemeinde: None,
        plate: None,
        population: None,
        area_km2: None,
        position: None,
    };
    let keys = [
        "039010000000",
        "039020000000",
        "039030000000",
        "039040000000",
    ];
    Register::new(keys.map(district).to_vec(), Vec::new(), Vec::new())
}

#[test]
fn two_squares_and_a_town() {
    let expected = [
        "wwwwwwwweeeeeeee",
        "wwwwwwwweeeeeeee",
        "wwwwwwwweeeeeeee",
        "wwwTTwwweeeeeeee",
        "wwwTTwwweeeeeeee",
        "wwwwwwwweeeeeeee",
        "wwwwwwwweeeeeeee",
        "wwwwwwwweeeeeeee",
    ];
    for hole in [true, false] {
        let raster = Raster::new(&squares(hole), 16, 4);
        assert_eq!(picture(&raster), expected);
        let counts = [WEST, EAST, TOWN, LOST].map(|id| raster.count(id));
        assert_eq!(counts, [60, 64, 4, 0]);
        assert_eq!(raster.cell(3, 1), [Some(WEST), Some(TOWN)]);
        assert_eq!(raster.cell(16, 0), [None, None]);
        assert_eq!(raster.districts(), [WEST, EAST, TOWN]);
    }
}

#[test]
fn the_map_keeps_its_shape_and_stands_in_the_middle() {
    let wide = Raster::new(&squares(true), 20, 4);
    assert_eq!(picture(&wide)[3], "..wwwTTwwweeeeeeee..");
    let high = Raster::new(&squares(true), 16, 6);
    assert_eq!(picture(&high)[1], "................");
    assert_eq!(picture(&high)[2], "wwwwwwwweeeeeeee");
    let projection = Projection::of(&squares(true)).unwrap();
    assert_eq!((projection.width, projection.height), (16.0, 8.0));
}

#[test]
fn a_town_too_small_for_its_centre_still_has_a_half_cell() {
    for (columns, lines) in [(4, 1), (6, 2), (3, 1), (8, 2), (3, 40)] {
        let raster = Raster::new(&squares(true), columns, lines);
        for id in [WEST, EAST, TOWN] {
            assert!(raster.count(id) > 0, "{columns}×{lines} {id:?}");
        }
    }
}

#[test]
fn nothing_panics_without_outlines_or_without_room() {
    for outlines in [Outlines::default(), squares(true)] {
        for size in [(0, 0), (0, 5), (5, 0), (1, 1), (usize::MAX, usize::MAX)] {
            let raster = Raster::new(&outlines, size.0, size.1);
            assert!(raster.columns() <= 500 && raster.lines() <= 200);
            assert_eq!(raster.half(usize::MAX, usize::MAX), None);
            assert_eq!(raster.cell(0, usize::MAX), [None, None]);
            labels(&raster, 2);
        }
    }
    let point = Point::new(9.0, 52.0).unwrap();
    let mut dot = Outlines::new(vec![Arc {
        points: vec![point, point],
        hurt: false,
    }]);
    dot.add_ring(WEST, vec![Step::from_number(0)]).unwrap();
    assert_eq!(Raster::new(&dot, 10, 5).count(WEST), 1);
    let none = Compass::new(&Outlines::default());
    assert_eq!(none.towards(WEST, Direction::Left), None);
    assert_eq!(none.outermost(Direction::Up), None);
}

#[test]
fn labels_lie_inside_and_the_town_comes_first() {
    let raster = Raster::new(&squares(true), 16, 4);
    let label = |district, column, line| Label {
        district,
        column,
        line,
        width: 2,
    };
    let placed = labels(&raster, 2);
    assert_eq!(placed.len(), 3);
    assert!(placed.contains(&label(TOWN, 3, 1)), "{placed:?}");
    assert!(placed.contains(&label(EAST, 11, 1)), "{placed:?}");
    let wide: Vec<_> = labels(&raster, 3).iter().map(|it| it.district).collect();
    assert_eq!(wide.len(), 2, "the town has no three cells: {wide:?}");
    assert_eq!(labels(&raster, 0), []);
}

#[test]
fn the_larger_of_two_areas_gives_way_to_a_thin_border() {
    let raster = Raster::new(&squares(true), 16, 4);
    let areas = Areas::new(&raster);
    let picture = |line: usize| -> String {
        let glyph = |area: &super::areas::Area| match (area.upper, area.lower) {
            (false, false) => '.',
            (true, true) => ['w', 'e', 'T'][area.district.unwrap()],
            (true, false) => '\'',
            (false, true) => ',',
        };
        areas.line(line).iter().map(glyph).collect()
    };
    // The east is larger by the town, so the border is taken from it.
    assert_eq!(picture(0), "wwwwwwww.eeeeeee");
    assert_eq!(picture(1), "ww',,'ww.eeeeeee");
    assert_eq!(picture(2), "ww,'',ww.eeeeeee");
    assert!(areas.cell(8, 0).cut == Some(0) && areas.cell(0, 0).rim);
    assert!(!areas.cell(11, 1).rim, "in the middle of the east");
    assert_eq!(areas.districts(), [WEST, EAST, TOWN]);
    let nothing = Areas::new(&Raster::default());
    assert_eq!(
        (nothing.line(0).len(), nothing.cell(3, 3).district),
        (0, None)
    );
}

#[test]
fn arrows_follow_shared_borders_first() {
    let compass = Compass::new(&squares(true));
    assert!(compass.neighbours(WEST).eq([EAST, TOWN]));
    assert!(compass.neighbours(LOST).next().is_none());
    assert_eq!(compass.towards(WEST, Direction::Right), Some(EAST));
    assert_eq!(compass.towards(EAST, Direction::Left), Some(WEST));
    assert_eq!(compass.towards(EAST, Direction::Right), None);
    // The centre of the town is not beside that of the west, but on it.
    assert_eq!(compass.towards(TOWN, Direction::Right), Some(EAST));
    assert_eq!(compass.outermost(Direction::Right), Some(EAST));
}

#[test]
fn a_district_without_a_tile_stands_below() {
    let mut outlines = squares(true);
    outlines.set_tile(EAST, Tile::new(5, 3).unwrap());
    outlines.set_tile(WEST, Tile::new(4, 3).unwrap());
    let map = TileMap::new(&register(), &outlines);
    assert_eq!((map.columns(), map.rows()), (2, 2));
    let places = [WEST, EAST, TOWN, LOST].map(|id| map.place(id).unwrap());
    assert_eq!(places, [(0, 0), (1, 0), (0, 1), (1, 1)]);
    assert_eq!(map.at(1, 1), Some(LOST));
    assert_eq!(map.towards(WEST, Direction::Down), Some(TOWN));
    assert_eq!(map.towards(LOST, Direction::Up), Some(EAST));
    assert_eq!(map.towards(WEST, Direction::Up), None);
    assert_eq!(without_outline(&register(), &outlines), [LOST]);
    let bare = TileMap::new(&register(), &Outlines::default());
    assert_eq!((bare.columns(), bare.rows()), (4, 1));
    let empty = Register::new(Vec::new(), Vec::new(), Vec::new());
    assert_eq!(TileMap::new(&empty, &outlines).rows(), 0);
}
