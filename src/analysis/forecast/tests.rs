//! Forecasts against answers worked out by hand, and (in `laws`) against arbitrary series.

mod laws;
mod range;

use super::*;

fn day(text: &str) -> Date {
    date::parse(text).unwrap()
}

fn series(points: &[(&str, u64, u64)]) -> Vec<(Date, Share)> {
    let point = |(on, part, whole): &(&str, u64, u64)| {
        (
            day(on),
            Share {
                part: *part,
                whole: *whole,
            },
        )
    };
    points.iter().map(point).collect()
}

fn goal(percent: u32) -> Goal {
    Target::read(percent, "2030-12-31").unwrap().into()
}

/// Arrival by pace at all bodies.
fn all(points: &[(&str, u64, u64)]) -> Arrival {
    pace(&series(points), Goal::ALL).arrival
}

fn reached(since: &str) -> Arrival {
    Arrival::Reached { since: day(since) }
}

fn expect(date: &str, earliest: &str, latest: Option<&str>) -> Arrival {
    Arrival::Expected {
        date: day(date),
        earliest: day(earliest),
        latest: latest.map(day),
    }
}

#[test]
fn a_goal_is_a_number_of_bodies() {
    assert_eq!(
        (goal(95).needed(403), goal(95).needed(6), goal(1).needed(3)),
        (383, 6, 1)
    );
    assert_eq!((Goal::ALL.needed(403), goal(99).needed(403)), (403, 399));
    assert_eq!(Goal::ALL.needed(u64::MAX), u64::MAX);
    let of = |part, whole| Share { part, whole };
    assert!(!Goal::ALL.is_met(of(402, 403)), "99 % is not enough");
    assert!(Goal::ALL.is_met(of(403, 403)) && !Goal::ALL.is_met(of(0, 0)));
}

/// 40 in 100 days, 20 missing: 50 days. 2√40 = 12.65: 2000 / 52.65 = 37.99 → 38 days, 2000 / 27.35 = 73.1 → 74 days.
#[test]
fn a_straight_line_is_carried_on() {
    let points = series(&[
        ("2026-01-01", 0, 100),
        ("2026-07-23", 40, 100),
        ("2026-10-31", 80, 100),
    ]);
    let Pace { arrival, window } = pace(&points, Goal::ALL);
    assert_eq!(
        arrival,
        expect("2026-12-20", "2026-12-08", Some("2027-01-13"))
    );
    let window = window.unwrap();
    assert_eq!(
        (window.from, window.to),
        (day("2026-07-23"), day("2026-10-31"))
    );
    assert_eq!((window.gained, window.days), (40, 100));
}

#[test]
fn days_are_rounded_up_and_a_single_gain_has_an_open_end() {
    // One in 92 days, three missing: 276 days; early with 1 + 2√1 = 3: 92 days; late with 1 − 2 < 0: never.
    let one = [("2026-07-31", 3, 7), ("2026-10-31", 4, 7)];
    assert_eq!(all(&one), expect("2027-08-03", "2027-01-31", None));
    // Four in 92 days, one missing: 23 days; early with 4 + 4: 11.5 → 12 days; late with 4 − 4 = 0: never.
    let four = [("2026-07-31", 5, 10), ("2026-10-31", 9, 10)];
    assert_eq!(all(&four), expect("2026-11-23", "2026-11-12", None));
    // 7 in 92 days, one missing: 13.14 → 14 days; 2√7 = 5.29: 7.49 → 8 and 53.85 → 54 days.
    let seven = [("2026-07-31", 2, 10), ("2026-10-31", 9, 10)];
    assert_eq!(
        all(&seven),
        expect("2026-11-14", "2026-11-08", Some("2026-12-24"))
    );
}

#[test]
fn the_window_is_the_last_ninety_days_or_what_there_is() {
    let points = [
        ("2026-05-31", 0, 9),
        ("2026-08-02", 3, 9),
        ("2026-08-03", 4, 9),
        ("2026-10-31", 5, 9),
    ];
    let from = |points: &[(&str, u64, u64)]| {
        pace(&series(points), Goal::ALL)
            .window
            .ok()
            .map(|it| it.from)
    };
    assert_eq!(
        from(&points),
        Some(day("2026-08-02")),
        "exactly 90 days, not 89"
    );
    assert_eq!(from(&points[2..]), Some(day("2026-08-03")), "all there is");
    assert_eq!(
        from(&[("2026-10-03", 0, 9), ("2026-10-31", 5, 9)]),
        Some(day("2026-10-03")),
        "28 days"
    );
    assert_eq!(
        all(&[("2026-10-04", 0, 9), ("2026-10-31", 5, 9)]),
        Arrival::TooLittleData
    );
    // Dates left out in between change nothing: only the ends of the window count.
    let uneven = [
        ("2026-03-31", 0, 9),
        ("2026-10-01", 4, 9),
        ("2026-10-31", 5, 9),
    ];
    assert_eq!(pace(&series(&uneven), Goal::ALL).window.unwrap().days, 214);
}

#[test]
fn flat_falling_and_endless_have_no_date() {
    assert_eq!(
        all(&[("2026-01-31", 5, 9), ("2026-10-31", 5, 9)]),
        Arrival::NotAtThisPace
    );
    assert_eq!(
        all(&[("2026-01-31", 6, 9), ("2026-10-31", 5, 9)]),
        Arrival::NotAtThisPace
    );
    // One in 92 days, 120 missing: 11,040 days; 119 missing: 10,948 days.
    assert_eq!(
        all(&[("2026-07-31", 0, 121), ("2026-10-31", 1, 121)]),
        Arrival::TooFar
    );
    let within = all(&[("2026-07-31", 0, 120), ("2026-10-31", 1, 120)]);
    assert!(
        matches!(within, Arrival::Expected { latest: None, .. }),
        "{within:?}"
    );
}

#[test]
fn a_pace_that_cannot_be_measured_says_why() {
    let why = |points: &[(&str, u64, u64)]| pace(&series(points), Goal::ALL).window.unwrap_err();
    assert_eq!(why(&[]), Unpaced::NoBody);
    assert_eq!(
        why(&[("2026-01-31", 1, 2), ("2026-10-31", 0, 0)]),
        Unpaced::NoBody
    );
    assert_eq!(why(&[("2026-10-31", 5, 9)]), Unpaced::OneSnapshot);
    let days = 27;
    assert_eq!(
        why(&[("2026-10-04", 0, 9), ("2026-10-31", 5, 9)]),
        Unpaced::Short { days }
    );
}

#[test]
fn too_little_data_is_said() {
    for points in [
        &[] as &[(&str, u64, u64)],
        &[("2026-10-31", 5, 9)],
        &[("2026-01-31", 0, 0), ("2026-10-31", 0, 0)],
    ] {
        assert_eq!(all(points), Arrival::TooLittleData);
        assert_eq!(
            curve(&series(points), Goal::ALL).arrival,
            Ok(Arrival::TooLittleData)
        );
    }
}

#[test]
fn reached_is_told_since_the_present_unbroken_time() {
    assert_eq!(all(&[("2026-10-31", 9, 9)]), reached("2026-10-31"));
    let lost = [
        ("2026-01-31", 9, 9),
        ("2026-04-30", 8, 9),
        ("2026-07-31", 9, 9),
        ("2026-10-31", 9, 9),
    ];
    assert_eq!(all(&lost), reached("2026-07-31"));
    assert_eq!(
        curve(&series(&lost), Goal::ALL).arrival,
        Ok(reached("2026-07-31"))
    );
    assert_eq!(
        all(&lost[..2]),
        Arrival::NotAtThisPace,
        "reached once and lost again"
    );
    let below = series(&[("2026-01-31", 20, 100), ("2026-10-31", 60, 100)]);
    assert_eq!(
        pace(&below, goal(50)).arrival,
        reached("2026-10-31"),
        "the goal lies below the present"
    );
}

/// Two bodies more are live, three more are responsible: with today's 12 there are 6 missing. 6 × 92 / 2 = 276 days.
#[test]
fn a_growing_denominator_counts_as_it_is_today() {
    let grows = [("2026-07-31", 4, 9), ("2026-10-31", 6, 12)];
    let Arrival::Expected { date, .. } = all(&grows) else {
        panic!("{:?}", all(&grows))
    };
    assert_eq!(date, day("2027-08-03"));
    let lost = series(&[("2026-07-31", 9, 9), ("2026-10-31", 9, 10)]);
    assert_eq!(pace(&lost, Goal::ALL).arrival, Arrival::NotAtThisPace);
}

const MANY: u64 = 1_000_000_000_000;

/// A logistic series of so many bodies that rounding does not show: half on day 400 from the first of 2025, s = 60 days.
fn logistic(days: &[u32]) -> Vec<(Date, Share)> {
    let share = |days: u32| {
        let y = 1.0 / (1.0 + (-(f64::from(days) - 400.0) / 60.0).exp());
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a share of MANY"
        )]
        let part = (y * MANY as f64).round() as u64;
        Share { part, whole: MANY }
    };
    let start = day("2025-01-01");
    days.iter()
        .map(|days| (date::plus_days(start, *days), share(*days)))
        .collect()
}

/// 95 % lies ln(0.95 / 0.05) = 2.944 scales behind the middle: 400 + 176.67 → day 577 from the first of 2025.
#[test]
fn an_exact_logistic_series_gives_back_its_curve() {
    // Uneven distances: two dates are left out.
    let points = logistic(&[0, 30, 60, 90, 180, 210, 270, 300]);
    let Curve { arrival, fit } = curve(&points, goal(95));
    let fit = fit.unwrap();
    assert!(
        (fit.midpoint - 100.0).abs() < 1e-3 && (fit.scale - 60.0).abs() < 1e-3,
        "{fit:?}"
    );
    assert!(
        fit.determination > 0.999_999 && fit.spread < 1e-4,
        "{fit:?}"
    );
    assert!((fit.share(date::plus_days(fit.origin, 100)) - 0.5).abs() < 1e-4);
    assert_eq!(
        arrival,
        Ok(expect("2026-08-01", "2026-08-01", Some("2026-08-01")))
    );
    assert_eq!(date::plus_days(day("2025-01-01"), 577), day("2026-08-01"));
}

#[test]
fn all_is_half_a_body_short() {
    // 200 bodies: (200 − ½) / 200, a logit of ln 399 = 5.989.
    let points = logistic(&[0, 30, 60, 90, 180, 210, 270, 300]);
    let mut points: Vec<_> = points;
    points.last_mut().unwrap().1 = Share {
        part: 32,
        whole: 200,
    };
    let Curve { arrival, fit } = curve(&points, Goal::ALL);
    let fit = fit.unwrap();
    let Ok(Arrival::Expected { date, .. }) = arrival else {
        panic!("{arrival:?}")
    };
    let share = |days| fit.share(date::minus_days(date, days));
    assert!(
        share(0) >= 199.5 / 200.0 && share(1) < 199.5 / 200.0,
        "{fit:?}"
    );
}

/// The logits zigzag around a rising line, so the range has a width: on its ends the curve lies two standard deviations of a
/// new observation below and above the goal, and that is more than two of the observed ones, the further ahead the more.
#[test]
fn scatter_widens_the_range() {
    let wobbly = series(&[
        ("2026-01-01", 6, 100),
        ("2026-02-01", 15, 100),
        ("2026-03-01", 20, 100),
        ("2026-04-01", 37, 100),
        ("2026-05-01", 44, 100),
        ("2026-06-01", 66, 100),
    ]);
    let Curve { arrival, fit } = curve(&wobbly, goal(97));
    let Ok(Arrival::Expected {
        date,
        earliest,
        latest,
    }) = arrival
    else {
        panic!("{arrival:?}")
    };
    let fit = fit.unwrap();
    let days = |on| date::days_between(fit.origin, on) as f64;
    let above = |on| (days(on) - fit.midpoint) / fit.scale - (97.0_f64 / 3.0).ln();
    let weight = 0.97 * 3.0;
    // Ends are whole days, rounded up: they lie at most one day's rise beyond the edge.
    let (early, late) = (days(earliest), days(latest.unwrap()));
    let (below, beyond) = (
        above(earliest) + 2.0 * fit.deviation(early, weight),
        above(latest.unwrap()) - 2.0 * fit.deviation(late, weight),
    );
    let step = 1.1 / fit.scale;
    assert!((0.0..step).contains(&below), "{fit:?} {below}");
    assert!((0.0..step).contains(&beyond), "{fit:?} {beyond}");
    assert!(earliest < date && date < latest.unwrap());
    assert!(late - days(date) > days(date) - early, "later is less sure");
    let (near, far) = (
        fit.deviation(days(fit.origin), weight),
        fit.deviation(late, weight),
    );
    assert!(fit.spread * 1.08 < near && near < far, "{near} {far}");
}

#[test]
fn a_curve_is_refused_with_the_reason() {
    let why = |points: &[(Date, Share)]| curve(points, Goal::ALL).arrival.unwrap_err();
    assert_eq!(
        why(&logistic(&[0, 30, 60, 90, 120])),
        Unfit::FewPoints { found: 5 }
    );
    assert_eq!(
        why(&logistic(&[300, 310, 320, 330, 340, 350])),
        Unfit::ShortSpan { days: 50 }
    );
    assert_eq!(why(&logistic(&[0, 30, 60, 90, 120, 150])), Unfit::EarlyDays);
    let with = |parts: [u64; 6]| {
        let dates = [
            "2026-01-01",
            "2026-02-01",
            "2026-03-01",
            "2026-04-01",
            "2026-05-01",
            "2026-06-01",
        ];
        let points = dates
            .into_iter()
            .zip(parts)
            .map(|(on, part)| (on, part, 100));
        series(&points.collect::<Vec<_>>())
    };
    assert_eq!(why(&with([40; 6])), Unfit::NotRising);
    assert_eq!(why(&with([80, 70, 60, 50, 40, 30])), Unfit::NotRising);
    assert!(
        matches!(why(&with([10, 60, 5, 70, 20, 60])), Unfit::Scattered { determination } if determination < 0.9)
    );
    // By the curve 88 % were reached in May; since then one has been lost.
    let behind = curve(&with([10, 25, 48, 71, 88, 87]), goal(88)).arrival;
    assert_eq!(behind, Err(Unfit::Behind));
}

#[test]
fn a_day_of_the_forecast_is_a_whole_one_within_the_horizon() {
    assert_eq!(
        (whole_days(-5.0), whole_days(0.0), whole_days(1.2)),
        (Some(1), Some(1), Some(2))
    );
    assert_eq!(
        (whole_days(7.0), whole_days(7.000_000_1)),
        (Some(7), Some(7))
    );
    assert_eq!(whole_days(f64::from(HORIZON_DAYS)), Some(HORIZON_DAYS));
    for far in [
        f64::from(HORIZON_DAYS) + 1.0,
        f64::INFINITY,
        f64::MAX,
        f64::NAN,
    ] {
        assert_eq!(whole_days(far), None);
    }
}
