//! The map of the shipped data: every district is seen, in proportion, and reached.

use std::collections::BTreeSet;

use ozgtop::analysis::map::Direction;
use ozgtop::analysis::map::compass::Compass;
use ozgtop::analysis::map::labels::labels;
use ozgtop::analysis::map::raster::Raster;
use ozgtop::analysis::map::tiles::TileMap;
use ozgtop::analysis::map::without_outline;
use ozgtop::domain::body::{BodyId, Class};
use ozgtop::domain::dataset::Dataset;

use crate::session::bundled;

const SIZES: [(usize, usize); 4] = [(40, 17), (80, 34), (160, 44), (200, 50)];

fn district(data: &Dataset, key: &str) -> BodyId {
    data.register.find(&format!("{key}0000000")).unwrap()
}

#[test]
fn every_district_is_seen_at_every_size() {
    let data = bundled();
    assert_eq!(without_outline(&data.register, &data.outlines), []);
    for (columns, lines) in SIZES {
        let raster = Raster::new(&data.outlines, columns, lines);
        for id in data.register.districts() {
            assert!(raster.count(id) > 0, "{columns}×{lines} {id:?}");
        }
        let used = |row: usize| (0..columns).any(|column| raster.half(column, row).is_some());
        let high = (0..lines * 2).filter(|row| used(*row)).count();
        let wide = |column: usize| (0..lines * 2).any(|row| raster.half(column, row).is_some());
        let wide = (0..columns).filter(|column| wide(*column)).count();
        assert!(
            high + 2 >= lines * 2 || wide + 2 >= columns,
            "{wide}×{high}"
        );
    }
}

/// The borders are simplified, so the areas of the register are met only roughly.
#[test]
fn a_district_takes_its_part_of_the_land() {
    let data = bundled();
    let areas: Vec<_> = data
        .register
        .districts()
        .filter_map(|id| Some((id, f64::from(data.register.body(id).area_km2?))))
        .collect();
    assert_eq!(areas.len(), 45);
    let whole: f64 = areas.iter().map(|(_, area)| area).sum();
    let raster = Raster::new(&data.outlines, 200, 50);
    let pixels: usize = areas.iter().map(|(id, _)| raster.count(*id)).sum();
    for (id, area) in &areas {
        let expected = area / whole;
        let share = raster.count(*id) as f64 / pixels as f64;
        // A tenth, and two half-cells for what is lost and won at the border.
        let tolerance = expected * 0.1 + 2.0 / pixels as f64;
        let name = &data.register.body(*id).name;
        assert!(
            (share - expected).abs() < tolerance,
            "{name}: {share:.4} for {expected:.4}"
        );
    }
}

#[test]
fn a_city_inside_a_district_belongs_to_itself() {
    let data = bundled();
    let raster = Raster::new(&data.outlines, 160, 44);
    for (city, around) in [("03404", "03459"), ("03405", "03455"), ("03103", "03151")] {
        let (city, around) = (district(&data, city), district(&data, around));
        assert!(raster.count(city) * 3 < raster.count(around), "{city:?}");
        assert!(raster.count(city) >= 8, "{city:?}");
    }
}

#[test]
fn labels_lie_in_their_district_and_do_not_overlap() {
    let data = bundled();
    for ((columns, lines), most_without) in SIZES.into_iter().zip([5, 0, 0, 0]) {
        let raster = Raster::new(&data.outlines, columns, lines);
        for width in [2, 3] {
            let placed = labels(&raster, width);
            let mut cells = BTreeSet::new();
            for label in &placed {
                for column in label.column..label.column + label.width {
                    let cell = raster.cell(column, label.line);
                    assert!(cell.contains(&Some(label.district)), "{label:?}");
                    assert!(cells.insert((column, label.line)), "{label:?}");
                }
            }
            let without = 45 - placed.len();
            assert!(
                without <= most_without + (width - 2) * 5,
                "{columns}: {without}"
            );
        }
    }
}

type Step<'a> = &'a dyn Fn(BodyId, Direction) -> Option<BodyId>;

fn reached(from: BodyId, step: Step<'_>) -> BTreeSet<BodyId> {
    let mut seen = BTreeSet::from([from]);
    let mut open = vec![from];
    while let Some(at) = open.pop() {
        let next = Direction::ALL
            .iter()
            .filter_map(|direction| step(at, *direction));
        open.extend(next.filter(|id| seen.insert(*id)));
    }
    seen
}

/// Moves that lead somewhere, and those of them that are undone by the opposite arrow.
fn undone(data: &Dataset, step: Step<'_>) -> (usize, usize) {
    let moves = data
        .register
        .districts()
        .flat_map(|from| Direction::ALL.map(|direction| (from, direction)));
    let mut counted = (0, 0);
    for (from, direction) in moves {
        if let Some(to) = step(from, direction) {
            counted.0 += 1;
            counted.1 += usize::from(step(to, direction.opposite()) == Some(from));
        }
    }
    counted
}

#[test]
fn arrows_reach_every_district_and_mostly_lead_back() {
    let data = bundled();
    let compass = Compass::new(&data.outlines);
    let tiles = TileMap::new(&data.register, &data.outlines);
    let steps: [Step<'_>; 2] = [&|id, way| compass.towards(id, way), &|id, way| {
        tiles.towards(id, way)
    }];
    for (step, least) in steps.into_iter().zip([70, 80]) {
        for from in data.register.districts() {
            assert_eq!(reached(from, step).len(), 45, "{from:?}");
        }
        let (moves, back) = undone(&data, step);
        assert!(
            moves > 150 && back * 100 >= moves * least,
            "{back} of {moves}"
        );
    }
}

#[test]
fn arrows_lead_where_a_person_expects() {
    let data = bundled();
    let compass = Compass::new(&data.outlines);
    for (from, way, to) in [
        ("03454", Direction::Up, "03457"),
        ("03351", Direction::Right, "03151"),
        ("03155", Direction::Down, "03159"),
        ("03357", Direction::Right, "03353"),
        ("03252", Direction::Up, "03257"),
    ] {
        let step = compass.towards(district(&data, from), way);
        assert_eq!(step, Some(district(&data, to)), "{from} {way:?}");
    }
    assert_eq!(
        compass.towards(district(&data, "03354"), Direction::Right),
        None
    );
    assert_eq!(
        compass.towards(district(&data, "03159"), Direction::Down),
        None
    );
}

#[test]
fn tiles_fit_a_small_screen_and_neighbours_stay_together() {
    let data = bundled();
    let map = TileMap::new(&data.register, &data.outlines);
    assert_eq!((map.columns(), map.rows(), map.iter().count()), (10, 8, 45));
    let compass = Compass::new(&data.outlines);
    let (mut pairs, mut together) = (0, 0);
    for one in data.register.districts() {
        for other in compass.neighbours(one) {
            let (a, b) = (map.place(one).unwrap(), map.place(other).unwrap());
            pairs += 1;
            together += usize::from(a.0.abs_diff(b.0) <= 1 && a.1.abs_diff(b.1) <= 1);
        }
    }
    assert!(
        pairs >= 190 && together * 100 >= pairs * 90,
        "{together} of {pairs}"
    );
    // A city touches the district around it, and no district is south of one that it lies north of.
    for id in data.register.districts() {
        if data.register.body(id).class == Class::KreisfreieStadt {
            let near = |other: BodyId| {
                let (a, b) = (map.place(id).unwrap(), map.place(other).unwrap());
                a.0.abs_diff(b.0) <= 1 && a.1.abs_diff(b.1) <= 1
            };
            assert!(compass.neighbours(id).any(near), "{id:?}");
        }
    }
}
