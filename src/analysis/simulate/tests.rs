//! Laws that hold for every simulated roll-out.

use super::*;
use crate::domain::body::{Body, BodyId, Class, Population};
use crate::domain::cell::Marks;
use crate::domain::date::{self, days_between};
use crate::domain::key::BodyKey;
use crate::domain::rollout::{Builder, Rollout, SnapshotId};
use crate::domain::service::Group;

const DISTRICTS: u32 = 6;
const UNITS: u32 = 8;

fn body(key: &str, class: Class, district: u32, count: u32) -> Body {
    let (row, column) = (district / 3, district % 3);
    Body {
        key: BodyKey::parse(key).unwrap(),
        name: CleanText::new(key),
        class,
        designation: None,
        district: Some(BodyId(district)),
        samtgemeinde: None,
        plate: None,
        population: Some(Population { count, source: 0 }),
        area_km2: None,
        position: Some((52.0 + row as f32, 8.0 + column as f32)),
    }
}

fn bodies() -> Vec<Body> {
    let district = |at: u32| {
        let key = format!("031{at:02}0000000");
        body(&key, Class::Landkreis, at, 60_000 + at * 40_000)
    };
    let unit = |at: u32| {
        let (district, number) = (at % DISTRICTS, at / DISTRICTS + 1);
        let key = format!("031{district:02}0{number:03}{number:03}");
        body(&key, Class::Einheitsgemeinde, district, 4_000 + at * 900)
    };
    let units = DISTRICTS * UNITS;
    (0..DISTRICTS)
        .map(district)
        .chain((0..units).map(unit))
        .collect()
}

fn services(count: usize) -> Vec<Service> {
    let service = |at: usize| Service {
        key: CleanText::new(&format!("service-{at}")),
        ozg_id: if at == 3 { 10169 } else { 0 },
        rule: vec![Group::Class(match at % 2 {
            0 => Class::Landkreis,
            _ => Class::Einheitsgemeinde,
        })],
        ..Service::default()
    };
    (0..count).map(service).collect()
}

struct World {
    register: Register,
    catalogue: Catalogue,
    responsibility: Responsibility,
}

fn world(bodies: Vec<Body>, services: Vec<Service>) -> World {
    let register = Register::new(bodies, Vec::new(), Vec::new());
    let catalogue = Catalogue::new(services);
    let responsibility = Responsibility::new(&register, &catalogue);
    World {
        register,
        catalogue,
        responsibility,
    }
}

fn plan(seed: u64, months: u16) -> Plan {
    Plan {
        seed,
        first: date::parse("2024-01-31").unwrap(),
        months,
        source: CleanText::new("example"),
    }
}

impl World {
    fn run(&self, seed: u64, months: u16) -> Simulated {
        simulate(
            &self.register,
            &self.catalogue,
            &self.responsibility,
            &plan(seed, months),
        )
    }

    fn rollout(&self, seed: u64, months: u16) -> Rollout {
        let simulated = self.run(seed, months);
        let mut builder = Builder::new(self.responsibility.len());
        for (snapshot, cells) in simulated.snapshots {
            builder.push(snapshot, cells);
        }
        builder.finish(simulated.values)
    }

    fn live(&self, rollout: &Rollout, service: ServiceId, at: SnapshotId) -> (usize, usize) {
        let cells: Vec<_> = self.responsibility.of_service(service).collect();
        let live = cells.iter().filter(|id| rollout.cell(at, **id).is_live());
        (live.count(), cells.len())
    }
}

/// Every cell of every snapshot in words, so that ids of different data sets compare.
fn told(world: &World, rollout: &Rollout) -> Vec<(String, String)> {
    let mut told = Vec::new();
    for (cell, slot) in world.responsibility.slots() {
        let service = &world.catalogue.service(slot.service).key;
        let body = world.register.body(slot.body).key.as_str();
        let in_words = |at: SnapshotId| {
            let now = rollout.cell(at, cell);
            let values = &rollout.values;
            let provider = now.provider.and_then(|id| values.provider(id));
            let procedure = now.procedure.and_then(|id| values.procedure(id));
            let detail = now.detail.and_then(|id| values.detail(id));
            let plain = Cell {
                provider: None,
                procedure: None,
                detail: None,
                ..now
            };
            format!("{plain:?} {provider:?} {procedure:?} {detail:?}")
        };
        let history: Vec<_> = rollout.ids().map(in_words).collect();
        told.push((format!("{service} {body}"), history.join("\n")));
    }
    told
}

#[test]
fn the_same_seed_tells_the_same_and_another_something_else() {
    let world = world(bodies(), services(8));
    let once = format!("{:?}", world.run(42, 34));
    assert!(once == format!("{:?}", world.run(42, 34)));
    assert!(once != format!("{:?}", world.run(43, 34)));
}

#[test]
fn the_stream_is_splitmix64() {
    let mut stream = Stream::from_state(1_234_567);
    let numbers = [stream.next(), stream.next(), stream.next()];
    assert_eq!(
        numbers,
        [
            6_457_827_717_110_365_317,
            3_203_168_211_198_807_973,
            9_817_491_932_198_370_423
        ]
    );
}

#[test]
fn a_further_body_and_service_leave_the_others_unchanged() {
    let before = world(bodies(), services(7));
    let mut more = bodies();
    more.insert(
        DISTRICTS as usize + 3,
        body("031020900900", Class::Einheitsgemeinde, 2, 9_999),
    );
    let mut wanted = services(7);
    wanted.insert(2, services(8).pop().unwrap());
    let after = world(more, wanted);
    let later = told(&after, &after.rollout(42, 34));
    let first = told(&before, &before.rollout(42, 34));
    let service = format!("{} ", services(8).pop().unwrap().key);
    assert!(later.iter().any(|(place, _)| place.starts_with(&service)));
    for entry in first {
        // With eight services one of them is finished first, which seven do not have.
        let finished = entry.0.starts_with("service-0 ") || entry.0.starts_with("service-2 ");
        assert!(finished || later.contains(&entry), "{}", entry.0);
    }
}

#[test]
fn cells_move_up_and_seldom_back_and_only_where_a_setback_leads() {
    let world = world(bodies(), services(16));
    let (mut moves, mut back) = (0, 0);
    for seed in 0..10 {
        let rollout = world.rollout(seed, 34);
        for cell in world.responsibility.ids() {
            let history: Vec<_> = rollout.history(cell).collect();
            for (at, now) in &history {
                let date = rollout.snapshot(*at).unwrap().date;
                assert!(now.since.is_none_or(|since| since <= date));
                assert!(now.phase.is_none() || now.updated == Some(date));
                assert_eq!(now.planned.is_some(), now.phase > Some(Phase::Open));
                assert!(now.is_live() || !now.marks.has(Marks::DISTURBED));
            }
            let phases: Vec<_> = history.iter().filter_map(|(_, now)| now.phase).collect();
            for pair in phases.windows(2).filter(|pair| pair[0] != pair[1]) {
                moves += 1;
                let setback = [
                    (Phase::Live, Phase::Pilot),
                    (Phase::Onboarding, Phase::Planned),
                ];
                if pair[1] < pair[0] {
                    back += 1;
                    assert!(setback.contains(&(pair[0], pair[1])), "{pair:?}");
                }
            }
        }
    }
    assert!(back > 0 && back * 20 < moves, "{back} of {moves}");
}

#[test]
fn at_the_middle_an_eighth_is_finished_and_all_others_roll_out() {
    let world = world(bodies(), services(17));
    for (seed, months) in (0..20).flat_map(|seed| [1, 2, 3, 7, 34].map(|months| (seed, months))) {
        let rollout = world.rollout(seed, months);
        let middle = SnapshotId((months - 1) * 19 / 33);
        let everywhere = |service: &ServiceId| {
            let (live, all) = world.live(&rollout, *service, middle);
            assert!(live > 0, "{service:?} of seed {seed}, {months} months");
            live == all
        };
        let finished: Vec<_> = world.catalogue.ids().filter(everywhere).collect();
        let few = |service: &ServiceId| service.0.is_multiple_of(2);
        assert!(finished.len() == 2 && finished.iter().all(few), "{seed}");
        for (service, at) in finished
            .iter()
            .flat_map(|id| rollout.ids().map(move |at| (*id, at)))
        {
            let (live, all) = world.live(&rollout, service, at);
            assert!(at < middle || live == all, "seed {seed}");
        }
    }
}

#[test]
fn changes_alone_tell_the_same_as_complete_snapshots() {
    let world = world(bodies(), services(16));
    let simulated = world.run(7, 34);
    let complete = |at: usize| simulated.snapshots[at].0.complete;
    let chosen: Vec<_> = (0..34).filter(|at| complete(*at)).collect();
    assert_eq!(chosen, [0, 12, 24, 33]);
    let mut changes = Builder::new(world.responsibility.len());
    for (snapshot, cells) in &simulated.snapshots {
        if snapshot.complete {
            assert!(cells.iter().all(|(_, cell)| cell.phase.is_some()));
        }
        let snapshot = Snapshot {
            complete: false,
            ..snapshot.clone()
        };
        changes.push(snapshot, cells.iter().copied());
    }
    let changes = changes.finish(simulated.values);
    let complete = world.rollout(7, 34);
    for at in complete.ids() {
        // A cell that fell silent just when a complete snapshot was due is told nowhere else.
        let differing = complete
            .cells(at)
            .into_iter()
            .zip(changes.cells(at))
            .filter(|(one, other)| one != other && one.phase.is_some());
        assert_eq!(differing.count(), 0);
    }
}

#[test]
fn the_newest_snapshot_has_the_faults_of_real_data() {
    let world = world(bodies(), services(16));
    let rollout = world.rollout(42, 34);
    let newest = rollout.newest().unwrap();
    let reference = rollout.snapshot(newest).unwrap().date;
    let cells = rollout.cells(newest);
    let share = |wanted: &dyn Fn(&Cell) -> bool| {
        let found = cells.iter().filter(|cell| wanted(cell)).count();
        found * 1000 / cells.len()
    };
    let soon = |cell: &Cell| {
        let days = cell.planned.map(|planned| days_between(reference, planned));
        !cell.is_live() && days.is_some_and(|days| (0..=28).contains(&days))
    };
    assert!((450..850).contains(&share(&Cell::is_live)));
    assert!((20..120).contains(&share(&|cell| cell.overdue_days(reference, 0).is_some())));
    assert!((10..100).contains(&share(&|cell| cell.stalled_days(reference, 180).is_some())));
    assert!((1..80).contains(&share(&|cell| cell.phase.is_none())));
    assert!((1..60).contains(&share(&|cell| cell.marks.has(Marks::OWN_SOLUTION))));
    assert!(share(&soon) > 0);
    let values = &rollout.values;
    assert!(values.providers.len() <= 7 && !values.procedures.is_empty());
    let mut details: Vec<_> = values.details.iter().collect();
    details.sort_by_key(|detail| format!("{detail:?}"));
    details.dedup();
    assert_eq!(details.len(), values.details.len());
}

#[test]
fn nothing_to_simulate_is_no_fault() {
    for (bodies, services) in [
        (Vec::new(), services(16)),
        (bodies(), Vec::new()),
        (Vec::new(), Vec::new()),
        (bodies(), services(1)),
    ] {
        let world = world(bodies, services);
        for months in [0, 1, 2, 70] {
            let simulated = world.run(1, months);
            assert_eq!(simulated.snapshots.len(), usize::from(months));
            let newest = simulated.snapshots.last();
            assert!(newest.is_none_or(|(snapshot, _)| snapshot.complete && snapshot.synthetic));
        }
    }
}

/// Every live cell has some chance of each thing that the index can show; together they are few.
#[test]
fn the_index_mostly_agrees_and_contradicts_both_ways() {
    use crate::domain::evidence::Sight;
    let world = world(bodies(), services(16));
    let simulated = world.run(42, 34);
    let (snapshot, cells) = simulated.snapshots.last().unwrap();
    let evidence = simulated.evidence.as_ref().unwrap();
    assert!(evidence.synthetic && evidence.date == snapshot.date);
    let live = cells.iter().filter(|(_, cell)| cell.is_live());
    let (working, not): (Vec<&(CellId, Cell)>, Vec<_>) =
        live.partition(|(id, _)| evidence.sight(*id) == Sight::Working);
    assert!(working.len() > 9 * not.len() && !not.is_empty());
    for (id, cell) in cells {
        if cell.is_live() && cell.marks.has(Marks::DISTURBED) {
            assert_eq!(evidence.sight(*id), Sight::Broken);
        }
    }
    let untracked = cells.iter().filter(|(_, cell)| !cell.is_live());
    assert!(
        untracked
            .clone()
            .any(|(id, _)| evidence.sight(*id) == Sight::Working)
    );
    assert_eq!(world.run(42, 34).evidence, simulated.evidence);
}
