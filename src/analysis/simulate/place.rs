//! What a body brings to every service: its size, its IT provider, its diligence in reporting. Knows no services.

use std::collections::HashMap;

use super::stream::Stream;
use crate::domain::body::{Body, BodyId, Class};
use crate::domain::register::Register;
use crate::domain::text::CleanText;

/// Invented IT providers; each serves whole stretches of land.
const PROVIDERS: [&str; 6] = [
    "IT-Verbund Leuchtturm",
    "Kommunale Datenzentrale Eiche",
    "Zweckverband Kranich",
    "KommunalNetz Findling",
    "Rechenzentrum Wacholder",
    "IT-Genossenschaft Silberdistel",
];

/// What a body without a provider runs on.
pub(super) const OWN_IT: &str = "Eigene IT";

/// Height and width of a stretch of land in thousandths of a degree.
const STRETCH: (i64, i64) = (1300, 2000);

/// Inhabitants of a middling district and of a middling municipality.
const MIDDLING: (i64, i64) = (130_000, 14_000);

/// A body as the simulation sees it.
pub(super) struct Place {
    /// 0 for the largest, 1000 for the smallest; `None` where inhabitants are not known.
    pub(super) smallness: Option<i64>,
    /// Its IT provider.
    pub(super) provider: Option<CleanText>,
    /// Position of the first snapshot for which it reports; `None` if it never does.
    pub(super) reports_from: Option<usize>,
    /// Positions of snapshots for which it failed to report: from the first, before the second.
    pub(super) silent: (usize, usize),
}

/// Describes every body, in register order.
pub(super) fn places(register: &Register, seed: u64) -> Vec<Place> {
    let inhabitants = inhabitants(register);
    let districts: HashMap<BodyId, i64> = register.districts().zip(0..).collect();
    register
        .ids()
        .map(|id| {
            let body = register.body(id);
            let stretch = stretch(register, &districts, body, seed);
            let known = inhabitants.get(id.index()).copied().flatten();
            place(body, known, provider(register, body, stretch, seed), seed)
        })
        .collect()
}

fn place(body: &Body, inhabitants: Option<i64>, provider: Option<CleanText>, seed: u64) -> Place {
    let mut random = Stream::of(seed, &["reports", body.key.as_str()]);
    let middling = if body.class.is_district() {
        MIDDLING.0
    } else {
        MIDDLING.1
    };
    let (fate, wait) = (random.between(0, 999), random.between(1, 8));
    let (lapses, lapse) = (random.chance(15), random.between(6, 40));
    let from = |position: i64| usize::try_from(position).unwrap_or_default();
    Place {
        smallness: inhabitants.map(|count| 1000 * middling / (middling + count)),
        provider,
        reports_from: match fate {
            0..15 => None,
            15..65 => Some(from(wait)),
            _ => Some(0),
        },
        silent: if lapses {
            (from(lapse), from(lapse + random.between(2, 3)))
        } else {
            (0, 0)
        },
    }
}

/// Inhabitants of every body; those of a Samtgemeinde are the sum of its members, found in one pass.
fn inhabitants(register: &Register) -> Vec<Option<i64>> {
    let own = |id| {
        register
            .body(id)
            .population
            .map(|population| i64::from(population.count))
    };
    let mut counts: Vec<Option<i64>> = register.ids().map(own).collect();
    for id in register.ids() {
        let parent = register.body(id).samtgemeinde;
        if let (Some(parent), Some(count)) = (parent, own(id))
            && let Some(sum) = counts.get_mut(parent.index())
        {
            *sum = Some(sum.unwrap_or_default() + count);
        }
    }
    counts
}

/// Number of the provider that prevails where the body's district lies. Told from the place alone, so that a further
/// body or district moves no border.
fn stretch(
    register: &Register,
    districts: &HashMap<BodyId, i64>,
    body: &Body,
    seed: u64,
) -> Option<usize> {
    let district = body.district?;
    let Some((latitude, longitude)) = register.body(district).position else {
        let order = districts.get(&district).copied().unwrap_or_default();
        return usize::try_from(order / 4 % 6).ok();
    };
    let (y, x) = (thousandths(latitude), thousandths(longitude));
    let (row, column) = (y.div_euclid(STRETCH.0), x.div_euclid(STRETCH.1));
    let around = (row - 1..=row + 1)
        .flat_map(|row| (column - 1..=column + 1).map(move |column| (row, column)));
    let nearest = around.min_by_key(|(row, column)| {
        let mut random = Stream::of(seed, &["stretch", &format!("{row} {column}")]);
        let center_y = row * STRETCH.0 + random.between(STRETCH.0 / 5, STRETCH.0 * 4 / 5);
        let center_x = column * STRETCH.1 + random.between(STRETCH.1 / 5, STRETCH.1 * 4 / 5);
        // A degree of longitude is about three fifths of one of latitude here.
        let (up, across) = (y - center_y, (x - center_x) * 3 / 5);
        up * up + across * across
    });
    let (row, column) = nearest.unwrap_or_default();
    let turn = Stream::of(seed, &["turn"]).between(0, 5);
    usize::try_from((column + 2 * row + turn).rem_euclid(6)).ok()
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "a cast saturates, and degrees are clamped to the globe"
)]
fn thousandths(degrees: f32) -> i64 {
    (f64::from(degrees.clamp(-180.0, 180.0)) * 1000.0) as i64
}

fn provider(
    register: &Register,
    body: &Body,
    stretch: Option<usize>,
    seed: u64,
) -> Option<CleanText> {
    if let Class::Authority(kind) = body.class {
        let kind = register.kinds().get(usize::from(kind.0))?;
        let name = format!("Fach-IT {}", kind.key.as_str().to_uppercase());
        let has_one = Stream::of(seed, &["authority", kind.key.as_str()]).chance(500);
        return has_one.then(|| CleanText::new(&name));
    }
    let mut random = Stream::of(seed, &["provider", body.key.as_str()]);
    let own_it = match body.class {
        Class::KreisfreieStadt | Class::Region | Class::SpecialStatus => 350,
        Class::Landkreis | Class::GrosseSelbstaendigeStadt => 60,
        _ => 25,
    };
    let (own, stray) = (random.chance(own_it), random.chance(70));
    let name = match (own, stray) {
        (true, _) => Some(&OWN_IT),
        (false, true) => random.pick(&PROVIDERS),
        (false, false) => PROVIDERS.get(stretch.unwrap_or_default()),
    };
    name.map(|name| CleanText::new(name))
}
