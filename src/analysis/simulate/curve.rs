//! The S-curve of a service: when its first, its many and its last bodies go live. Knows neither cells nor reports.

use super::calendar::Calendar;
use super::place::Place;
use super::stream::Stream;
use crate::domain::responsibility::Responsibility;
use crate::domain::service::{Catalogue, Service, ServiceId};

/// Reach at the end in thousandths for services of which it is known how they fare: Führerschein (four offices in the
/// whole of Germany in January 2026) and elektronische Wohnsitzanmeldung (three quarters of the population in May
/// 2026), as publicly reported. Keyed by OZG-ID.
const KNOWN: [(u32, i64); 2] = [(10169, 110), (10124, 850)];

/// Below this reach in thousandths a service is slow: the last of its size to finish early, and never later.
const SLOW: i64 = 400;

/// The S itself: share of bodies in thousandths against the place in the order that this share has reached. The places
/// heap up around the middle, since several drawn numbers make one.
const ORDER: [(i64, i64); 11] = [
    (0, 100),
    (50, 285),
    (100, 330),
    (200, 385),
    (350, 445),
    (500, 495),
    (650, 545),
    (800, 605),
    (900, 665),
    (960, 720),
    (1000, 850),
];

/// Whether and by when a service is finished.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Finished by the middle snapshot, for good.
    First,
    /// Finished between the middle and the newest snapshot.
    Later,
    /// Still rolling out at the newest snapshot.
    Ordinary,
}

/// When the bodies of one service go live.
pub(super) struct Curve {
    /// Whether and by when it is finished.
    pub(super) role: Role,
    /// Last position of a snapshot by which every cell must have reported; `None` if some never need to.
    pub(super) reported_by: Option<usize>,
    /// Last day on which a cell may go live.
    limit: Option<i64>,
    start: i64,
    width: i64,
    length: i64,
}

/// A departure from the curve, so that a service is surely neither untouched nor finished at the middle snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// As the curve says.
    None,
    /// Live on this day, and ever after.
    LiveBy(i64),
    /// Not live before the day after this one.
    LiveAfter(i64),
}

/// Draws the curve of every service, in catalogue order.
pub(super) fn curves(
    catalogue: &Catalogue,
    responsibility: &Responsibility,
    calendar: &Calendar,
    seed: u64,
) -> Vec<Curve> {
    let reach = |id| expected_reach(catalogue.service(id), seed);
    let mut order: Vec<(usize, bool, ServiceId)> = catalogue
        .ids()
        .map(|id| {
            let cells = responsibility.of_service(id).count();
            (cells, reach(id) < SLOW, id)
        })
        .filter(|(cells, _, _)| *cells > 0)
        .collect();
    order.sort_unstable();
    let quota = catalogue.len() / 8;
    let first: Vec<_> = order.iter().take(quota).map(|(_, _, id)| *id).collect();
    let later: Vec<_> = order
        .iter()
        .skip(quota)
        .filter(|(_, slow, _)| !slow && calendar.last() > calendar.middle)
        .take(quota)
        .map(|(_, _, id)| *id)
        .collect();
    catalogue
        .ids()
        .map(|id| {
            let role = match id {
                id if first.contains(&id) => Role::First,
                id if later.contains(&id) => Role::Later,
                _ => Role::Ordinary,
            };
            Curve::new(role, reach(id), catalogue.service(id), calendar, seed)
        })
        .collect()
}

/// Reach in thousandths at the newest snapshot, before anything goes wrong.
fn expected_reach(service: &Service, seed: u64) -> i64 {
    let known = KNOWN.iter().find(|(ozg_id, _)| *ozg_id == service.ozg_id);
    let mut random = Stream::of(seed, &["reach", service.key.as_str()]);
    let (slow, low) = (random.chance(100), random.between(250, SLOW - 1));
    let usual = 500 + i64::midpoint(random.between(0, 300), random.between(0, 300));
    match (known, slow) {
        (Some((_, reach)), _) => *reach,
        (None, true) => low,
        (None, false) => usual,
    }
}

impl Curve {
    fn new(role: Role, reach: i64, service: &Service, calendar: &Calendar, seed: u64) -> Self {
        let mut random = Stream::of(seed, &["curve", service.key.as_str()]);
        let (middle, end) = (calendar.day(calendar.middle), calendar.day(calendar.last()));
        let length = calendar.length();
        let part = |per_mille: i64| length * per_mille / 1000;
        let (limit, reported_by, width, order) = match role {
            Role::First => {
                let limit = middle - random.between(5, 90);
                (Some(limit), Some(calendar.middle), (850, 1050), 850)
            }
            Role::Later => {
                let spare = (end - middle) * random.between(20, 450) / 1000;
                let reported = Some(calendar.last());
                (Some(end - spare), reported, (1300, 1600), 850)
            }
            Role::Ordinary => (None, None, (3300, 4300), in_order(reach)),
        };
        let width = part(random.between(width.0, width.1));
        Self {
            role,
            reported_by,
            limit,
            start: limit.unwrap_or(end) - width * order / 1000,
            width,
            length,
        }
    }

    /// The day on which a cell goes live; `wave` says when its provider comes to this service (0 to 1000).
    pub(super) fn go_live(&self, place: &Place, wave: i64, wish: Wish, random: &mut Stream) -> i64 {
        let (pilot, early) = (random.chance(25), random.between(150, 320));
        let (one, two) = (random.between(0, 1000), random.between(0, 1000));
        let size = place
            .smallness
            .unwrap_or_else(|| i64::midpoint(one, 1000 - two));
        let order = if pilot {
            early
        } else {
            (3 * size + 2 * wave + 2 * one + 3 * two) / 10
        };
        // The long tail: mostly small bodies.
        let (tail, delay) = (random.between(0, 8000), random.between(300, 1200));
        let straggles = !pilot && tail < size && self.limit.is_none();
        let delay = if straggles { delay } else { 0 };
        let day = self.start + self.width * order / 1000 + self.length * delay / 1000;
        let (spread, moved) = (random.between(0, 50), random.between(1, 27));
        let day = match self.limit {
            Some(limit) if day > limit => limit - spread,
            _ => day,
        };
        match wish {
            Wish::None => day,
            Wish::LiveBy(latest) => day.min(latest - spread),
            Wish::LiveAfter(day_before) => day.max(day_before + moved),
        }
    }
}

/// Where in the order the body stands with which this share of bodies is reached.
fn in_order(share: i64) -> i64 {
    let between = |((from, low), (to, high)): ((i64, i64), (i64, i64))| {
        (from..=to)
            .contains(&share)
            .then(|| low + (high - low) * (share - from) / (to - from))
    };
    let pairs = ORDER.iter().copied().zip(ORDER.iter().copied().skip(1));
    pairs.map(between).find_map(|order| order).unwrap_or(850)
}
