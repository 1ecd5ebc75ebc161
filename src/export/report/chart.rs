//! Live cells over time as a line, with the target and what the present pace would bring.

use std::fmt::Write;

use super::document::{Drawing, Head, Picture, Table};
use super::say;
use crate::analysis::forecast::Arrival;
use crate::analysis::tally::Share;
use crate::analysis::trend::Subject;
use crate::app::lens::Lens;
use crate::domain::date::{self, Date, days_between};
use crate::domain::target::Target;
use crate::export::markup::html as bare;
use crate::texts::fill;
use crate::ui::format;

/// The picture, and where in it the line runs: left, top, right, bottom.
const SIZE: (u32, u32) = (440, 176);
const PLOT: (f64, f64, f64, f64) = (34.0, 12.0, 428.0, 156.0);

/// Dates that are told as numbers where there is no picture.
const NUMBERS: usize = 12;

/// Where dates and shares lie in the picture.
struct Plane {
    first: Date,
    days: f64,
}

impl Plane {
    fn x(&self, on: Date) -> f64 {
        let (left, _, right, _) = PLOT;
        left + days_between(self.first, on) as f64 / self.days * (right - left)
    }

    fn y(share: f64) -> f64 {
        let (_, top, _, bottom) = PLOT;
        bottom - share.clamp(0.0, 1.0) * (bottom - top)
    }
}

/// The picture; without a line where there are fewer than two dates.
pub(super) fn picture(lens: &Lens<'_>) -> Picture {
    let w = say::of(lens);
    let series = match lens.standing.at {
        Some(at) => lens.trends.reach(Subject::Land, at, |point| &point.bodies),
        None => Vec::new(),
    };
    let title = w.report_chart.to_owned();
    let (Some(first), Some(last)) = (series.first(), series.last()) else {
        return Picture::default();
    };
    let told = |(on, share): &(Date, Share)| {
        let percent = format::percent(*share);
        format!(
            "{} {} ({percent})",
            say::day(lens, *on),
            say::share(lens, *share)
        )
    };
    let description = fill(
        w.report_chart_text,
        &[("first", &told(first)), ("last", &told(last))],
    );
    let drawing = (series.len() > 1).then(|| drawing(lens, &series));
    Picture {
        name: "chart",
        key: drawing.as_ref().map(|_| key(lens)),
        below: Vec::new(),
        title,
        description,
        drawing,
        legend: Vec::new(),
        numbers: numbers(lens, &series),
    }
}

/// What the lines stand for.
fn key(lens: &Lens<'_>) -> String {
    let w = say::of(lens);
    let mut parts = vec![w.report_key_line.to_owned()];
    if let Some(target) = lens.target {
        let percent = target.percent().to_string();
        let on = say::day(lens, target.date());
        parts.push(fill(
            w.report_key_target,
            &[("percent", &percent), ("date", &on)],
        ));
    }
    parts.push(w.report_key_pace.to_owned());
    parts.join(" · ")
}

/// The newest dates as numbers.
fn numbers(lens: &Lens<'_>, series: &[(Date, Share)]) -> Table {
    let w = say::of(lens);
    let row = |(on, share): &(Date, Share)| {
        vec![
            say::day(lens, *on),
            say::share(lens, *share),
            format!("{} {}", format::percent(*share), say::bar(*share)),
        ]
    };
    Table {
        caption: w.report_chart.to_owned(),
        heads: vec![
            Head::left(w.report_stand_term),
            Head::right(w.report_online),
            Head::right(w.report_by_bodies),
        ],
        rows: series.iter().rev().take(NUMBERS).rev().map(row).collect(),
        sum: None,
        look: Some("dates"),
    }
}

/// The last day of the picture: the target where it is near, and in any case a little ahead; never more of the future than
/// there is of the past.
fn end(lens: &Lens<'_>, first: Date, last: Date) -> Date {
    let past = u32::try_from(days_between(first, last))
        .unwrap_or(0)
        .max(30);
    let outlook = lens.digest.outlooks.of(Subject::Land);
    let arrival = match outlook.map(|outlook| outlook.pace.arrival) {
        Some(Arrival::Expected { date, .. }) => Some(date),
        _ => None,
    };
    let ahead = date::plus_days(last, past / 4);
    let goals = [lens.target.map(Target::date), arrival];
    let goal = goals.into_iter().flatten().max().unwrap_or(ahead);
    goal.clamp(ahead, date::plus_days(last, past))
}

fn drawing(lens: &Lens<'_>, series: &[(Date, Share)]) -> Drawing {
    let mut svg = String::new();
    let (width, height) = SIZE;
    if let (Some((first, _)), Some(now @ (last, _))) = (series.first(), series.last()) {
        let end = end(lens, *first, *last);
        let plane = Plane {
            first: *first,
            days: days_between(*first, end).max(1) as f64,
        };
        grid(lens, &mut svg, &plane, [*first, *last, end]);
        target(lens, &mut svg, &plane, end);
        line(&mut svg, &plane, series);
        pace(lens, &mut svg, &plane, *now, end);
        marks(lens, &mut svg, &plane, series);
    }
    Drawing { width, height, svg }
}

/// Lines at every quarter and their percent, and the months of some days.
fn grid(lens: &Lens<'_>, svg: &mut String, plane: &Plane, [first, last, end]: [Date; 3]) {
    let (left, _, right, bottom) = PLOT;
    for percent in [0, 25, 50, 75, 100] {
        let y = Plane::y(f64::from(percent) / 100.0);
        let _ = writeln!(
            svg,
            "<path d=\"M{left:.0} {y:.1}H{right:.0}\" stroke=\"#bbb\" stroke-width=\".6\"/>\
             <text x=\"{:.0}\" y=\"{:.1}\" font-size=\"9\" text-anchor=\"end\">{percent}%</text>",
            left - 4.0,
            y + 3.0
        );
    }
    // The date of the report always stands there, others where there is room.
    let days = u32::try_from(days_between(first, end)).unwrap_or(0);
    let between = (1..6).map(|sixth| date::plus_days(first, days / 6 * sixth));
    let mut placed: Vec<f64> = Vec::new();
    for on in [last, first, end].into_iter().chain(between) {
        let x = plane.x(on).clamp(left + 14.0, right - 14.0);
        if placed.iter().any(|other| (other - x).abs() < 44.0) {
            continue;
        }
        placed.push(x);
        let _ = writeln!(
            svg,
            "<text x=\"{x:.1}\" y=\"{:.1}\" font-size=\"9\" text-anchor=\"middle\">{}</text>",
            bottom + 12.0,
            bare(&format::month(lens.language, on))
        );
    }
}

/// The line of the target, and its day where that is in the picture.
fn target(lens: &Lens<'_>, svg: &mut String, plane: &Plane, end: Date) {
    let Some(target) = lens.target else {
        return;
    };
    let (left, _, right, _) = PLOT;
    let y = Plane::y(f64::from(target.percent()) / 100.0);
    let _ = writeln!(
        svg,
        "<path d=\"M{left:.0} {y:.1}H{right:.0}\" stroke=\"#111\" stroke-width=\"1.2\" stroke-dasharray=\"7 4\"/>"
    );
    if target.date() >= plane.first && target.date() <= end {
        let x = plane.x(target.date());
        let _ = writeln!(
            svg,
            "<path d=\"M{x:.1} {:.1}l5 5l-5 5l-5 -5z\" fill=\"#fff\" stroke=\"#111\" stroke-width=\"1.2\"/>",
            y - 5.0
        );
    }
}

/// What was reported, with a dot for each date where they are few enough to be told apart.
fn line(svg: &mut String, plane: &Plane, series: &[(Date, Share)]) {
    const DOTS: usize = 60;
    let place =
        |(on, share): &(Date, Share)| (plane.x(*on), Plane::y(share.fraction().unwrap_or(0.0)));
    let mut path = String::new();
    for (at, point) in series.iter().enumerate() {
        let (x, y) = place(point);
        let _ = write!(path, "{}{x:.1} {y:.1}", if at == 0 { "M" } else { "L" });
    }
    let _ = writeln!(
        svg,
        "<path d=\"{path}\" fill=\"none\" stroke=\"#08306b\" stroke-width=\"2\"/>"
    );
    if series.len() > DOTS {
        return;
    }
    for point in series {
        let (x, y) = place(point);
        let _ = writeln!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"1.7\" fill=\"#08306b\"/>"
        );
    }
}

/// The present pace, carried on as long as it stays between nothing and all.
fn pace(lens: &Lens<'_>, svg: &mut String, plane: &Plane, now: (Date, Share), end: Date) {
    let Some(outlook) = lens.digest.outlooks.of(Subject::Land) else {
        return;
    };
    let (last, share) = now;
    let days = u32::try_from(days_between(last, end)).unwrap_or(0);
    // The line is straight: its last point is all that is looked for.
    let step = (days / 100).max(1) as usize;
    let ahead = (1..=days).rev().step_by(step).find_map(|days| {
        let on = date::plus_days(last, days);
        Some((on, outlook.at_pace(share, on)?))
    });
    let (Some((on, then)), Some(from)) = (ahead, share.fraction()) else {
        return;
    };
    let _ = writeln!(
        svg,
        "<path d=\"M{:.1} {:.1}L{:.1} {:.1}\" stroke=\"#08306b\" stroke-width=\"2\" stroke-dasharray=\"2 4\"/>",
        plane.x(last),
        Plane::y(from),
        plane.x(on),
        Plane::y(then)
    );
}

/// The number of the date of the report, and that of the date compared with as an open circle.
fn marks(lens: &Lens<'_>, svg: &mut String, plane: &Plane, series: &[(Date, Share)]) {
    let base = lens.standing.base_date;
    if let Some((on, share)) = series.iter().find(|(on, _)| Some(*on) == base) {
        let (x, y) = (plane.x(*on), Plane::y(share.fraction().unwrap_or(0.0)));
        let _ = writeln!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.2\" fill=\"#fff\" stroke=\"#08306b\" stroke-width=\"1.2\"/>"
        );
    }
    if let Some((on, share)) = series.last() {
        let (x, y) = (plane.x(*on), Plane::y(share.fraction().unwrap_or(0.0)));
        let _ = writeln!(
            svg,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"3.2\" fill=\"#08306b\"/>\n\
             <text x=\"{:.1}\" y=\"{:.1}\" font-size=\"10\" font-weight=\"bold\" text-anchor=\"end\">{} {}</text>",
            x - 5.0,
            y - 5.0,
            bare(&say::share(lens, *share)),
            bare(&format::percent(*share))
        );
    }
}
