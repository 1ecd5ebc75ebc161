//! Damaged outlines: every fault is told at its place; every other ring and tile counts, and nothing takes long.

use std::time::{Duration, Instant};

use ozgtop::analysis::map::raster::Raster;
use ozgtop::domain::dataset::Dataset;
use ozgtop::domain::outline::Outlines;
use ozgtop::domain::outline_fault::OutlineFault;
use ozgtop::domain::problem::Fault;
use ozgtop::store::{self, Limits, Source};

use crate::scene::{Scene, files};

const FILE: &str = "outlines.ron";
const OUTLINES: &str = include_str!("../fixtures/hamlet.outlines.ron");

fn scene() -> Scene {
    let scene = Scene::hamlet();
    scene.write(FILE, OUTLINES);
    scene
}

/// One test a line: the name, what is replaced by what, how many rings and tiles are left. The messages are in
/// `snapshots/`.
macro_rules! outlines {
    ($($name:ident: $from:expr, $to:expr, $left:expr;)*) => {
        $(#[test]
        fn $name() {
            let scene = scene();
            scene.edit(FILE, $from, $to);
            insta::assert_snapshot!(stringify!($name), scene.check(3));
            assert_eq!(left(&scene.load()), $left);
        })*
    };
}

/// Rings and tiles.
fn left(data: &Dataset) -> (usize, usize) {
    let tiles = data
        .register
        .districts()
        .filter(|id| data.outlines.tile(*id).is_some());
    (data.outlines.rings().count(), tiles.count())
}

outlines! {
    outlines_of_no_known_body: "039020000000", "039030000000", (1, 1);
    outlines_of_a_body_that_is_no_district: "039020000000", "039015401000", (1, 1);
    outlines_with_a_short_key: "039020000000", "03902", (1, 1);
    outlines_of_a_district_twice: "039020000000", "039010000000", (1, 1);
    outlines_without_a_district: "        (ars: \"039020000000\", rings: [[2, -1]], tile: [1, 0]),\n", "", (1, 1);
    outlines_without_any_district: "(ars: \"039010000000\", rings: [[0, 1]], tile: [0, 0]),\n        (ars: \"039020000000\", rings: [[2, -1]], tile: [1, 0]),", "", (0, 0);
    outlines_without_a_ring: "[[2, -1]]", "[]", (1, 2);
    outlines_with_an_empty_ring: "[[2, -1]]", "[[2, -1], []]", (2, 2);
    outlines_with_an_unknown_arc: "[[2, -1]]", "[[2, -9]]", (1, 2);
    outlines_with_an_arc_beyond_numbers: "[[2, -1]]", "[[2, 99999999999999999999]]", (1, 1);
    outlines_with_an_open_ring: "[[2, -1]]", "[[2, 0]]", (1, 2);
    outlines_with_a_ring_half_way: "[[2, -1]]", "[[2]]", (1, 2);
    outlines_with_a_word_in_a_ring: "[[2, -1]]", "[[2, \"zurück\"]]", (1, 1);
    outlines_with_an_unknown_field: "tile: [1, 0]", "kachel: [1, 0]", (2, 1);
    outlines_with_two_districts_on_a_tile: "tile: [1, 0]", "tile: [0, 0]", (2, 1);
    outlines_with_a_tile_too_far_out: "tile: [1, 0]", "tile: [100, 0]", (2, 1);
    outlines_with_a_negative_tile: "tile: [1, 0]", "tile: [1, -1]", (2, 1);
    outlines_with_a_tile_of_three_numbers: "tile: [1, 0]", "tile: [1, 0, 0]", (2, 1);
    outlines_with_a_latitude_beyond_the_pole: "[8.0, 53.0]", "[8.0, 153.0]", (2, 2);
    outlines_with_a_point_that_is_no_number: "[8.0, 53.0]", "[NaN, 53.0]", (2, 2);
    outlines_with_a_point_of_three_numbers: "[8.0, 53.0]", "[8.0, 53.0, 0.0]", (2, 2);
    outlines_with_a_point_of_one_number: "[8.0, 53.0]", "[8.0]", (2, 2);
    outlines_with_an_arc_of_one_point: "[[9.0, 52.0], [9.0, 53.0]]", "[[9.0, 52.0]]", (2, 2);
    outlines_with_an_empty_arc: "[[9.0, 52.0], [9.0, 53.0]]", "[]", (2, 2);
    outlines_with_a_word_for_an_arc: "[[9.0, 52.0], [9.0, 53.0]]", "\"Weser\"", (2, 2);
    outlines_of_the_future: "schema: 1", "schema: 2", (0, 0);
    outlines_without_arcs: "arcs:", "linien:", (0, 0);
}

#[test]
fn outlines_may_be_missing_and_count_when_they_are_there() {
    let without = Scene::hamlet().load();
    assert_eq!((without.problems.len(), left(&without)), (0, (0, 0)));
    assert!(without.outlines.is_empty());
    let with = scene().load();
    assert_eq!((with.problems.len(), left(&with)), (0, (2, 2)));
    let json = "{\"schema\":1,\"source\":\"Umrisse, erfunden\",\"arcs\":[[[9,52],[9,53]],[[9,53],[8,53],[8,52],[9,52]],\
                [[9,52],[10,52],[10,53],[9,53]]],\"districts\":[{\"ars\":\"039010000000\",\"rings\":[[0,1]],\"tile\":[0,0]},\
                {\"ars\":\"039020000000\",\"rings\":[[2,-1]],\"tile\":[1,0]}]}";
    assert_eq!(
        read("outlines.json", json.to_owned()).outlines,
        with.outlines
    );
}

fn read(file: &str, text: String) -> Dataset {
    let mut all = files();
    all.push((file.to_owned(), text.into_bytes()));
    store::load(&Source::Files(all), Limits::default())
}

/// Without a register each row would be a problem that only repeats the first.
#[test]
fn outlines_without_a_register_say_nothing() {
    let scene = scene();
    scene.remove("bodies.ron");
    let faults: Vec<_> = scene
        .load()
        .problems
        .into_iter()
        .map(|it| it.fault)
        .collect();
    assert_eq!(faults, [Fault::FileMissing]);
}

/// As many points, empty borders and rings as are read: in little time, and drawn in little time.
#[test]
fn a_flood_of_points_is_read_and_drawn_in_little_time() {
    let zigzag = "[8.1,52.1],[9.9,52.9],".repeat(90_000);
    let ends = "[[9,52],[9,53]],[[9,53],[8,53],[8,52],[9,52]]";
    let json = |arcs: &str, rings: &str| {
        let row = format!("{{\"ars\":\"039010000000\",\"rings\":[{rings}]}}");
        format!(
            "{{\"schema\":1,\"source\":\"Umrisse, erfunden\",\"arcs\":[{arcs}],\"districts\":[{row}]}}"
        )
    };
    let ron = |arcs: &str, rings: &str| {
        let row = format!("(ars: \"039010000000\", rings: [{rings}])");
        format!("(schema: 1, source: \"x\", arcs: [{arcs}], districts: [{row}])")
    };
    // As many points as are drawn, each joined to the next across the whole map.
    let most = "[8.1,52.1],[9.9,52.9],[8.2,53.9],".repeat(16_000);
    for (what, arcs, rings) in [
        ("zigzag", format!("[{most}[8.1,52.1]]"), "[0]".to_owned()),
        (
            "points",
            format!("[{}]", zigzag.trim_end_matches(',')),
            "[0]".to_owned(),
        ),
        ("borders", "[],".repeat(600_000) + "[]", "[0]".to_owned()),
        (
            "numbers",
            ends.to_owned(),
            format!("[{}0,1]", "0,1,".repeat(500_000)),
        ),
        ("rings", ends.to_owned(), "[0,1],".repeat(300_000) + "[0,1]"),
    ] {
        for (name, text) in [("json", json(&arcs, &rings)), ("ron", ron(&arcs, &rings))] {
            let begun = Instant::now();
            let data = read(&format!("outlines.{name}"), text);
            let read = begun.elapsed();
            let raster = Raster::new(&data.outlines, 500, 200);
            let took = begun.elapsed();
            assert!(!data.problems.is_empty() && raster.columns() == 500);
            assert_ne!(*data.outlines, Outlines::default(), "{what} was not read");
            assert!(
                took < Duration::from_secs(20),
                "{what} as {name}: read in {read:?}, drawn after {took:?}"
            );
        }
    }
}

#[test]
fn outlines_beyond_their_size_are_not_read() {
    let arc = "[9,52],".repeat(1_500_000);
    for name in ["outlines.json", "outlines.ron"] {
        let data = read(name, format!("{{\"arcs\":[[{arc}"));
        let [problem] = data.problems.as_slice() else {
            panic!("{:?}", data.problems)
        };
        let limit = 2 << 20;
        assert_eq!(problem.fault, OutlineFault::TooLarge { limit }.into());
    }
}
