//! The forecast by S-curve: a logistic curve through all dates, where the data carries one.

use super::{Arrival, DEVIATIONS, Goal, expected, settled, whole_days};
use crate::analysis::tally::Share;
use crate::domain::date::{self, Date};

/// Shares strictly between nothing and all that a curve needs.
const LEAST_POINTS: usize = 6;

/// Days from the first of them to the last.
const LEAST_SPAN: i64 = 120;

/// Percent of the bodies that must be live: before, a curve says nothing about its other half.
const LEAST_PERCENT: u128 = 10;

/// Coefficient of determination below which the points do not lie on a curve.
const LEAST_DETERMINATION: f64 = 0.9;

/// Why the data carries no curve.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Unfit {
    /// Too few dates with a share strictly between nothing and all; six are needed.
    FewPoints {
        /// How many there are.
        found: usize,
    },
    /// They span too short a time; 120 days are needed.
    ShortSpan {
        /// Days from the first to the last.
        days: i64,
    },
    /// The share is below 10 percent.
    EarlyDays,
    /// The curve does not rise.
    NotRising,
    /// The points do not lie on a curve.
    Scattered {
        /// The weighted coefficient of determination, 0 to 1; 0.9 is needed.
        determination: f64,
    },
    /// By the curve the goal would be reached already: the roll-out lags behind it.
    Behind,
}

/// A logistic curve y(t) = 1 / (1 + exp(−(t − t₀) / s)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fit {
    /// The day from which `midpoint` counts: the last of the series.
    pub origin: Date,
    /// t₀: days from the origin to the day on which half is live; negative where it has passed.
    pub midpoint: f64,
    /// s: days in which the odds of being live grow e-fold; positive.
    pub scale: f64,
    /// Weighted coefficient of determination R² of the logits, up to 1.
    pub determination: f64,
    /// Standard deviation of the residuals in logits, of an observation of mean weight.
    pub spread: f64,
    /// The mean weight w̄ of the observations, n·y·(1 − y).
    weight: f64,
    /// The weighted mean of the observed days, counted from the origin.
    centre: f64,
    /// Σ w (t − centre)², the weights scaled to a mean of 1.
    across: f64,
    /// How many dates the curve rests on.
    count: f64,
}

impl Fit {
    /// The share by the curve on a day, 0 to 1.
    pub fn share(&self, on: Date) -> f64 {
        let days = date::days_between(self.origin, on) as f64;
        1.0 / (1.0 + (-(days - self.midpoint) / self.scale).exp())
    }

    /// How far a new observation of a weight may lie from the curve on a day, in logits: one standard deviation,
    /// spread · √(w̄/w₀ + 1/n + (t − t̄)²/Sxx).
    pub fn deviation(&self, days: f64, weight: f64) -> f64 {
        let away = (days - self.centre).powi(2) / self.across;
        self.spread * (self.weight / weight + self.count.recip() + away).sqrt()
    }

    /// The days on which the upper and the lower edge of the range around the curve pass the wanted logit: the roots of
    /// (L(t) − wanted)² = (2 · deviation(t))². Both edges pass it: with R² of 0.9 from six points the slope is at least six of
    /// its own standard deviations.
    fn range(&self, wanted: Wanted) -> (f64, f64) {
        let slope = self.scale.recip();
        let above = wanted.logit - (self.centre - self.midpoint) * slope;
        let variance = (DEVIATIONS * self.spread).powi(2);
        let square = slope * slope - variance / self.across;
        let rest = above * above - variance * (self.weight / wanted.weight + self.count.recip());
        let root = ((above * slope).powi(2) - square * rest).max(0.0).sqrt();
        let early = self.centre + (above * slope - root) / square;
        let late = self.centre + (above * slope + root) / square;
        (early, late)
    }
}

/// A forecast and what it rests on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Curve {
    /// When the goal is reached, or why a curve does not tell.
    pub arrival: Result<Arrival, Unfit>,
    /// The curve, where the data carries one.
    pub fit: Option<Fit>,
}

/// Fits a logistic curve to all dates and reads off when it arrives at the goal.
///
/// Weighted least squares on logit(y) = ln(y / (1 − y)) over all shares strictly between 0 and 1, with weights w = n·y·(1 − y):
/// the inverse of the approximate variance of an observed logit (J. Berkson, Application of the Logistic Function to
/// Bio-Assay, Journal of the American Statistical Association 39 (227), 1944, 357–365). A logistic curve never arrives at all
/// of N bodies, so a goal that needs all of them is met half a body short, at (N − ½) / N.
///
/// The range is a prediction interval of two standard deviations: a new observation of weight w₀ on day t scatters around a
/// straight line through n others by σ · √(1/w₀ + 1/Σw + (t − t̄)²/Sxx), σ that of an observation of weight 1, means and Sxx
/// weighted. The new observation is one at the goal, so w₀ = n·y·(1 − y) there: about ½ where all are wanted, hundreds of times
/// less than halfway in a large roll-out, which makes the range that wide. Here σ is kept for the mean weight w̄, so that the
/// root reads √(w̄/w₀ + 1/n + (t − t̄)²/Sxx) with weights scaled to a mean of 1. The days are those on which the edges pass the
/// goal (N. R. Draper, H. Smith, Applied Regression Analysis, 3rd ed. 1998, ch. 1 and 9 for the interval and the weights,
/// ch. 3.2 for reading a day off it). Successive dates are not independent of one another, so it is a measure of scatter and no
/// test of significance. `series` runs from the earliest date to the one on screen.
pub fn curve(series: &[(Date, Share)], goal: Goal) -> Curve {
    let without = |arrival| Curve { arrival, fit: None };
    if let Some(arrival) = settled(series, goal) {
        return without(Ok(arrival));
    }
    let Some((origin, now)) = series.last() else {
        return without(Ok(Arrival::TooLittleData));
    };
    let fit = match fit(series, *origin, *now) {
        Ok(fit) => fit,
        Err(unfit) => return without(Err(unfit)),
    };
    let wanted = Wanted::new(goal, now.whole);
    let days = fit.midpoint + wanted.logit * fit.scale;
    let arrival = if days <= 0.0 {
        Err(Unfit::Behind)
    } else {
        let (early, late) = fit.range(wanted);
        Ok(expected(*origin, days, early, Some(late)))
    };
    Curve {
        arrival,
        fit: Some(fit),
    }
}

/// What an observation at the goal would be.
#[derive(Clone, Copy)]
struct Wanted {
    /// ln(y / (1 − y)).
    logit: f64,
    /// n·y·(1 − y).
    weight: f64,
}

impl Wanted {
    /// The goal among `whole` bodies.
    fn new(goal: Goal, whole: u64) -> Self {
        let needed = goal.needed(whole);
        let short = if needed == whole { 0.5 } else { 0.0 };
        let (part, rest) = (needed as f64 - short, (whole - needed) as f64 + short);
        Self {
            logit: (part / rest).ln(),
            weight: part * (rest / whole as f64),
        }
    }
}

/// A share strictly between nothing and all: days from the origin, logit, weight.
struct Observed {
    day: f64,
    logit: f64,
    weight: f64,
}

fn fit(series: &[(Date, Share)], origin: Date, now: Share) -> Result<Fit, Unfit> {
    let between: Vec<_> = series
        .iter()
        .filter(|(_, share)| 0 < share.part && share.part < share.whole)
        .collect();
    if between.len() < LEAST_POINTS {
        let found = between.len();
        return Err(Unfit::FewPoints { found });
    }
    let days = match (between.first(), between.last()) {
        (Some((first, _)), Some((last, _))) => date::days_between(*first, *last),
        _ => 0,
    };
    if days < LEAST_SPAN {
        return Err(Unfit::ShortSpan { days });
    }
    if u128::from(now.part) * 100 < u128::from(now.whole) * LEAST_PERCENT {
        return Err(Unfit::EarlyDays);
    }
    let observed = between.into_iter().map(|(on, share)| {
        let (part, rest) = (share.part as f64, (share.whole - share.part) as f64);
        Observed {
            day: date::days_between(origin, *on) as f64,
            logit: (part / rest).ln(),
            weight: part * (rest / share.whole as f64),
        }
    });
    line(origin, &observed.collect::<Vec<_>>())
}

/// The straight line through the logits.
fn line(origin: Date, observed: &[Observed]) -> Result<Fit, Unfit> {
    let sum =
        |of: &dyn Fn(&Observed) -> f64| observed.iter().map(|it| it.weight * of(it)).sum::<f64>();
    let total = sum(&|_| 1.0);
    let (day, logit) = (sum(&|it| it.day) / total, sum(&|it| it.logit) / total);
    let across = sum(&|it| (it.day - day).powi(2));
    let slope = sum(&|it| (it.day - day) * (it.logit - logit)) / across;
    let scale = slope.recip();
    // A rise of less than one e-fold in the whole horizon is none; written so that no number at all counts as none too.
    let rises = slope > 0.0 && whole_days(scale).is_some();
    if !rises {
        return Err(Unfit::NotRising);
    }
    let left = sum(&|it| (it.logit - logit - slope * (it.day - day)).powi(2));
    let determination = 1.0 - left / sum(&|it| (it.logit - logit).powi(2));
    if determination.is_nan() || determination < LEAST_DETERMINATION {
        return Err(Unfit::Scattered { determination });
    }
    let count = observed.len() as f64;
    Ok(Fit {
        origin,
        midpoint: day - logit * scale,
        scale,
        determination,
        spread: (left / total * count / (count - 2.0)).sqrt(),
        weight: total / count,
        centre: day,
        across: across / total * count,
        count,
    })
}
