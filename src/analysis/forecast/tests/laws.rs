//! Laws that every forecast keeps, whatever the series.

use proptest::prelude::*;

use super::*;

/// Series in order of time, growing or not, and some that no data set can hold: out of order, more live than responsible.
fn arbitrary() -> impl Strategy<Value = Vec<(Date, Share)>> {
    let small = (0_u64..500, 0_u64..500);
    let huge = (any::<u64>(), any::<u64>());
    let rising = proptest::collection::vec((1_u32..200, 0_u64..40), 0..40).prop_map(|steps| {
        let (mut on, mut part) = (0, 0);
        let point = |(days, gained)| {
            on += days;
            part += gained;
            (on, (part, 700))
        };
        steps.into_iter().map(point).collect::<Vec<_>>()
    });
    let any_order = proptest::collection::vec((0_u32..20_000, prop_oneof![small, huge]), 0..20);
    prop_oneof![rising, any_order].prop_map(|points| {
        let start = day("2000-01-01");
        let point = |(on, (part, whole))| (date::plus_days(start, on), Share { part, whole });
        points.into_iter().map(point).collect()
    })
}

proptest! {
    #[test]
    fn every_forecast_lies_ahead_and_in_order(points in arbitrary(), percent in 1_u32..=100) {
        let wanted = goal(percent);
        let arrivals = [Some(pace(&points, wanted).arrival), curve(&points, wanted).arrival.ok()];
        for arrival in arrivals.into_iter().flatten() {
            match arrival {
                Arrival::Expected { date, earliest, latest } => {
                    let now = points.last().unwrap().0;
                    prop_assert!(now < earliest && earliest <= date);
                    prop_assert!(date::days_between(now, date) <= i64::from(HORIZON_DAYS));
                    if let Some(latest) = latest {
                        prop_assert!(date <= latest);
                        prop_assert!(date::days_between(now, latest) <= i64::from(HORIZON_DAYS));
                    }
                }
                Arrival::Reached { since } => prop_assert!(points.iter().any(|(on, _)| *on == since)),
                _ => {}
            }
        }
        if let Some(fit) = curve(&points, wanted).fit {
            prop_assert!(fit.scale > 0.0 && fit.midpoint.is_finite() && fit.spread.is_finite());
            prop_assert!((0.0..=1.0).contains(&fit.share(Date::MAX)));
        }
    }
}
