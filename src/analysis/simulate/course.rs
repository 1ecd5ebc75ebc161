//! The course of one cell: the days on which it enters its phases, and what hinders it. Knows no other cell.

use super::curve::{Curve, Role, Wish};
use super::place::Place;
use super::stream::{Stream, mix};
use crate::domain::phase::Phase;

/// A time in which a cell does not move.
#[derive(Clone, Copy)]
struct Halt {
    phase: Phase,
    days: i64,
    deferred: bool,
}

/// Everything that ever happens to one cell, in days since the first snapshot.
pub(super) struct Course {
    /// The days on which a phase was entered, earliest first; `Open` before all of them.
    steps: Vec<(i64, Phase)>,
    /// The announced day of going live.
    pub(super) announced: i64,
    /// First snapshot that tells it; `None` if none does.
    reported_from: Option<usize>,
    silent: (usize, usize),
    hindered: Option<(i64, i64)>,
    deferred: bool,
    /// Source of everything that is only a label.
    pub(super) noise: u64,
}

/// A cell on one day, before anything is written about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The phase it is in.
    pub(super) phase: Phase,
    /// The day on which it entered the phase; nobody enters `Open`.
    pub(super) since: Option<i64>,
    /// Whether something holds it back.
    pub(super) hindered: bool,
    /// Whether it is paused.
    pub(super) deferred: bool,
    /// Whether its link is broken.
    pub(super) disturbed: bool,
}

impl Course {
    /// Charts the course of a cell from its own stream.
    pub(super) fn chart(
        curve: &Curve,
        place: &Place,
        wave: i64,
        wish: Wish,
        mut random: Stream,
    ) -> Self {
        let noise = random.next();
        let live = curve.go_live(place, wave, wish, &mut random);
        let halt = halt(&mut random);
        let mut steps = climb(live, halt, &mut random);
        let setback = (
            random.chance(25),
            random.between(60, 500),
            random.between(30, 85),
        );
        if let (Role::Ordinary, Wish::None, (true, after, days)) = (curve.role, wish, setback) {
            steps.extend([
                (live + after, Phase::Pilot),
                (live + after + days, Phase::Live),
            ]);
        }
        let (forgotten, chosen) = (random.chance(13), random.between(0, 1000));
        let reported_from = place.reports_from.filter(|_| !forgotten);
        let must = match wish {
            Wish::LiveBy(_) => Some(0),
            _ => curve.reported_by,
        };
        let (reported_from, silent) = match must {
            Some(latest) => (Some(report(reported_from, latest, chosen)), (0, 0)),
            None => (reported_from, place.silent),
        };
        let hindered = hindrance(&steps, halt, &mut random);
        Self {
            announced: live - slip(halt, &mut random),
            steps,
            reported_from,
            silent,
            hindered,
            deferred: halt.is_some_and(|halt| halt.deferred),
            noise,
        }
    }

    /// The first day on which the cell is live.
    pub(super) fn goes_live(&self) -> i64 {
        let live = self.steps.iter().find(|(_, phase)| *phase == Phase::Live);
        live.map_or(i64::MAX, |(day, _)| *day)
    }

    /// What is reported in the snapshot in this position, taken on this day; `None` if nothing is.
    pub(super) fn at(&self, position: usize, day: i64) -> Option<Moment> {
        let heard = self.reported_from.is_some_and(|from| from <= position);
        if !heard || (self.silent.0..self.silent.1).contains(&position) {
            return None;
        }
        let step = self.steps.iter().rev().find(|(from, _)| *from <= day);
        let (since, phase) =
            step.map_or((None, Phase::Open), |(from, phase)| (Some(*from), *phase));
        let hindered = self
            .hindered
            .is_some_and(|(from, to)| (from..to).contains(&day));
        Some(Moment {
            phase,
            since,
            hindered,
            deferred: hindered && self.deferred,
            disturbed: phase == Phase::Live && self.disturbed(position),
        })
    }

    /// Whether the link is broken: for one to three of four snapshots, in one of seventy such fours.
    fn disturbed(&self, position: usize) -> bool {
        let four = u64::try_from(position / 4).unwrap_or_default();
        let chance = mix(self.noise ^ mix(four));
        let (length, broken) = (chance % 3 + 1, (chance >> 8) % 1000 < 14);
        broken && u64::try_from(position % 4).is_ok_and(|at| at < length)
    }
}

/// Three of ten cells halt for half a year and longer.
fn halt(random: &mut Stream) -> Option<Halt> {
    let (halts, deferred, early) = (random.chance(310), random.chance(180), random.chance(450));
    let days = random.between(180, 480);
    let phase = if early {
        Phase::Planned
    } else {
        Phase::Onboarding
    };
    halts.then_some(Halt {
        phase,
        days,
        deferred,
    })
}

/// The way up, told backwards from the day of going live: a halt starts earlier, it does not end later.
fn climb(live: i64, halt: Option<Halt>, random: &mut Stream) -> Vec<(i64, Phase)> {
    let extra = |phase| match halt {
        Some(halt) if halt.phase == phase => halt.days,
        _ => 0,
    };
    let pilot = live - random.between(20, 70).min(random.between(20, 70));
    let onboarding = pilot - random.between(60, 150) - extra(Phase::Onboarding);
    let (relapse, away, before) = (
        random.chance(25),
        random.between(45, 100),
        random.between(30, 60),
    );
    let mut steps = vec![
        (live, Phase::Live),
        (pilot, Phase::Pilot),
        (onboarding, Phase::Onboarding),
    ];
    let mut entered = onboarding;
    if relapse {
        steps.push((onboarding - away, Phase::Planned));
        steps.push((onboarding - away - before, Phase::Onboarding));
        entered = onboarding - away - before;
    }
    let planned = entered - random.between(60, 240) - extra(Phase::Planned);
    steps.push((planned, Phase::Planned));
    steps.reverse();
    steps
}

/// Days by which going live slips behind the announcement; negative where it comes early.
fn slip(halt: Option<Halt>, random: &mut Stream) -> i64 {
    let usual = match random.between(0, 99) {
        0..15 => -random.between(1, 20),
        15..45 => 0,
        45..75 => random.between(20, 90),
        _ => random.between(60, 240),
    };
    // Some halts were foreseen when the day was announced.
    let surprise = random.chance(600);
    match halt {
        Some(halt) if surprise => usual + halt.days,
        _ => usual,
    }
}

/// The days on which something holds the cell back: a halt, or a blocker while onboarding runs.
fn hindrance(
    steps: &[(i64, Phase)],
    halt: Option<Halt>,
    random: &mut Stream,
) -> Option<(i64, i64)> {
    let (blocked, delay) = (random.chance(180), random.between(20, 50));
    let phase = match halt {
        Some(halt) => halt.phase,
        None if blocked => Phase::Onboarding,
        None => return None,
    };
    let mut entries = steps.iter().enumerate();
    let entered = |(_, (_, entered)): &(usize, &(i64, Phase))| *entered == phase;
    // A cell may relapse to `Planned`, so a halt there is in the first stay, one in `Onboarding` in the last.
    let (at, _) = match phase {
        Phase::Planned => entries.find(entered)?,
        _ => entries.rfind(entered)?,
    };
    let (from, _) = steps.get(at)?;
    let (to, _) = steps.get(at + 1)?;
    let delay = match halt {
        Some(halt) if halt.deferred => delay,
        _ => 0,
    };
    Some((from + delay, *to))
}

/// The snapshot from which a cell is told that must be told in the snapshot `latest`.
fn report(from: Option<usize>, latest: usize, chosen: i64) -> usize {
    match from {
        Some(from) => from.min(latest),
        None => usize::try_from(chosen).unwrap_or_default() * latest / 1000,
    }
}
