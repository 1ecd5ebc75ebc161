//! The range of an S-curve, worked out by hand.

use super::*;

/// Six observations of weight 9 (100·0.1·0.9, 48·¼·¾), 30 days apart, at −2 −1 −1 1 1 2 times λ = ln 3. Counted in 15
/// days from the middle, u = −5 −3 … 5: Σu² = 70, slope Σu·L / Σu² = 28/70 = 0.4 λ, R² = 11.2/12, left over 0.8 λ², so the
/// spread is √(0.8/4) = 0.447 λ. All of 100: logit ln 199 = 4.818 λ at u = 12.05, 105.7 days after the last; an observation
/// there weighs 100·0.995·0.005 = 0.4975, so w̄/w₀ = 18.09, and it scatters by √(0.2·(18.09 + 1/6 + 12.05²/70)) λ = 2.215. The
/// edges: (0.4u − 4.818)² = 4·0.2·(18.09 + 1/6 + u²/70), u = 2.47 and 23.48: before today and 277.1 days after it. (With 1 in
/// place of w̄/w₀ they would be 56 and 184 days after it.)
#[test]
fn the_range_is_that_of_an_observation_at_the_goal() {
    let points = series(&[
        ("2026-01-01", 10, 100),
        ("2026-01-31", 12, 48),
        ("2026-03-02", 12, 48),
        ("2026-04-01", 36, 48),
        ("2026-05-01", 36, 48),
        ("2026-05-31", 90, 100),
    ]);
    let Curve { arrival, fit } = curve(&points, Goal::ALL);
    let fit = fit.unwrap();
    let lambda = 3.0_f64.ln();
    assert!((fit.determination - 11.2 / 12.0).abs() < 1e-9, "{fit:?}");
    assert!(
        (fit.spread - 0.2_f64.sqrt() * lambda).abs() < 1e-9,
        "{fit:?}"
    );
    let deviation = fit.deviation(105.68, 0.4975);
    assert!((deviation - 2.2153).abs() < 1e-3, "{deviation}");
    let days = |days| date::plus_days(fit.origin, days);
    let told = Arrival::Expected {
        date: days(106),
        earliest: days(1),
        latest: Some(days(278)),
    };
    assert_eq!(arrival, Ok(told));
}
