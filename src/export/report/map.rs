//! The districts in their places, shaded by the reach of all services, with their percent.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::document::{Drawing, Head, Picture, Table};
use super::say;
use crate::analysis::map::labels::labels;
use crate::analysis::map::raster::{Projection, Raster};
use crate::analysis::map::shade::Shade;
use crate::analysis::map::tiles::TileMap;
use crate::analysis::map::without_outline;
use crate::analysis::tally::Share;
use crate::app::lens::Lens;
use crate::app::screen::map::Reading;
use crate::domain::body::BodyId;
use crate::domain::outline::{Outlines, Step};
use crate::export::markup::html as bare;
use crate::texts::fill;
use crate::ui::field::full_name;
use crate::ui::{format, shade};

/// Room for the map.
const SIZE: (f64, f64) = (600.0, 520.0);

/// Columns of the grid in which places for numbers are looked for.
const COLUMNS: usize = 48;

/// A side of a tile.
const TILE: usize = 60;

/// The fill of every shade from light to dark: told apart in grey too, for many are printed so. The last one is that of a
/// district in which nobody is responsible; its number is a stroke.
const FILLS: [&str; 7] = [
    "#ffffff", "#dbe7f3", "#abc8e2", "#6f9fca", "#2c6aa3", "#08306b", "#ffffff",
];

/// Shades on which numbers are light.
const DARK: [usize; 2] = [4, 5];

/// The shade of a district in which nobody is responsible.
const NOBODY: usize = 6;

/// The picture; words alone where the data has neither outlines nor tiles.
pub(super) fn picture(lens: &Lens<'_>) -> Picture {
    let w = say::of(lens);
    let outlines = &lens.data.outlines;
    let drawing = match Projection::of(outlines) {
        Some(projection) => Some(drawn(lens, &projection)),
        None if outlines.is_empty() => None,
        None => Some(tiles(lens)),
    };
    let counts = counts(lens);
    let description = match drawing {
        Some(_) => counts
            .iter()
            .map(|(_, text)| text.as_str())
            .collect::<Vec<_>>()
            .join(" · "),
        None => w.report_no_map.to_owned(),
    };
    let missing = match Projection::of(outlines) {
        Some(_) => without_outline(&lens.data.register, outlines),
        None => Vec::new(),
    };
    let mut below = Vec::new();
    if !missing.is_empty() {
        let names = missing.iter().map(|id| full_name(lens, *id));
        let names = say::few(lens, names, 3, ", ");
        below.push(fill(w.report_no_outline, &[("names", &names)]));
    }
    if drawing.is_some() && !outlines.source().is_empty() {
        below.push(format!("{}: {}", w.attribution, outlines.source()));
    }
    Picture {
        name: "map",
        title: w.report_map.to_owned(),
        key: None,
        description,
        drawing,
        below,
        numbers: numbers(lens, &counts),
        legend: counts,
    }
}

fn reach(lens: &Lens<'_>, district: BodyId) -> Share {
    lens.standing.district(district).bodies.reach()
}

/// The level of a district's shade.
fn level(lens: &Lens<'_>, district: BodyId) -> usize {
    Shade::of(reach(lens, district)).map_or(NOBODY, Shade::level)
}

fn fill_of(level: usize) -> &'static str {
    FILLS.get(level).copied().unwrap_or("#ffffff")
}

/// How many districts have which shade, from light to dark; those that occur.
fn counts(lens: &Lens<'_>) -> Vec<(&'static str, String)> {
    let w = say::of(lens);
    let mut counts: BTreeMap<usize, u64> = BTreeMap::new();
    for id in lens.data.register.districts() {
        *counts.entry(level(lens, id)).or_default() += 1;
    }
    let all = counts.values().sum::<u64>();
    let told = |(level, count): (usize, u64)| {
        let shade = Shade::STEPS.get(level).copied();
        let (word, _) = shade::words(w, shade);
        (fill_of(level), format!("{word}: {count}/{all}"))
    };
    counts.into_iter().map(told).collect()
}

fn numbers(lens: &Lens<'_>, counts: &[(&'static str, String)]) -> Table {
    let w = say::of(lens);
    let row = |(_, text): &(&'static str, String)| {
        let (word, count) = text.split_once(": ").unwrap_or((text, ""));
        vec![word.to_owned(), count.to_owned()]
    };
    Table {
        caption: w.report_map.to_owned(),
        heads: vec![Head::left(w.report_online), Head::right(w.districts)],
        rows: counts.iter().map(row).collect(),
        sum: None,
        look: Some("shades"),
    }
}

/// What a pointer over a district tells.
fn told(lens: &Lens<'_>, district: BodyId) -> String {
    let share = reach(lens, district);
    let name = full_name(lens, district);
    let text = format!(
        "{name}: {} {}",
        say::share(lens, share),
        format::percent(share)
    );
    bare(&text).into_owned()
}

fn number(lens: &Lens<'_>, district: BodyId) -> String {
    let text = match reach(lens, district) {
        Share { whole: 0, .. } => "–".to_owned(),
        share => shade::number(Reading::Reach(share), 3),
    };
    bare(&text).into_owned()
}

/// The number of a district, light on dark.
fn label(lens: &Lens<'_>, svg: &mut String, district: BodyId, (x, y): (f64, f64)) {
    let is_dark = DARK.contains(&level(lens, district));
    let ink = if is_dark { " fill=\"#fff\"" } else { "" };
    let number = number(lens, district);
    let _ = writeln!(
        svg,
        "<text x=\"{x:.0}\" y=\"{:.0}\" font-size=\"24\" text-anchor=\"middle\"{ink}>{number}</text>",
        y + 8.0
    );
}

/// The outlines, the largest first: a city inside a Landkreis lies on it.
fn drawn(lens: &Lens<'_>, projection: &Projection) -> Drawing {
    let outlines = &lens.data.outlines;
    let tiny = 1e-9; // a single point or a line has no width or no height
    let (wide, high) = (projection.width.max(tiny), projection.height.max(tiny));
    let scale = (SIZE.0 / wide).min(SIZE.1 / high);
    let mut paths: BTreeMap<BodyId, (i64, String)> = BTreeMap::new();
    for (district, steps) in outlines.rings() {
        let corners = corners(outlines, steps, projection, scale);
        let (area, path) = paths.entry(district).or_default();
        *area += doubled_area(&corners);
        for (at, (x, y)) in corners.iter().enumerate() {
            let _ = write!(path, "{}{x} {y}", if at == 0 { "M" } else { "L" });
        }
        path.push('Z');
    }
    let mut paths: Vec<_> = paths.into_iter().collect();
    paths.sort_by_key(|(district, (area, _))| (std::cmp::Reverse(*area), *district));
    let mut svg = String::from("<g stroke=\"#333\" stroke-width=\".8\" fill-rule=\"evenodd\">\n");
    for (district, (_, path)) in paths {
        let (fill, told) = (fill_of(level(lens, district)), told(lens, district));
        let _ = writeln!(
            svg,
            "<path fill=\"{fill}\" d=\"{path}\"><title>{told}</title></path>"
        );
    }
    svg.push_str("</g>\n");
    let lines = whole(COLUMNS as f64 * high / wide / 2.0).clamp(1, 200);
    let raster = Raster::new(outlines, COLUMNS, lines);
    let cell = (COLUMNS as f64 / wide).min(lines as f64 * 2.0 / high);
    let left = (COLUMNS as f64 - wide * cell) / 2.0;
    let top = (lines as f64 * 2.0 - high * cell) / 2.0;
    for place in labels(&raster, 3) {
        let x = (place.column as f64 + 1.5 - left) / cell * scale;
        let y = (place.line as f64 * 2.0 + 1.0 - top) / cell * scale;
        label(lens, &mut svg, place.district, (x, y));
    }
    let side = |length: f64| u32::try_from(whole(length * scale)).unwrap_or(1).max(1);
    Drawing {
        width: side(wide),
        height: side(high),
        svg,
    }
}

/// The corners of a ring in the picture, without those that fall together.
fn corners(
    outlines: &Outlines,
    steps: &[Step],
    projection: &Projection,
    scale: f64,
) -> Vec<(i64, i64)> {
    let place = |point| {
        let (x, y) = projection.project(point);
        let rounded = |length: f64| i64::try_from(whole(length * scale)).unwrap_or(0);
        (rounded(x), rounded(y))
    };
    let mut corners: Vec<_> = outlines.corners(steps).map(place).collect();
    corners.dedup();
    corners
}

fn doubled_area(corners: &[(i64, i64)]) -> i64 {
    let next = corners.iter().cycle().skip(1);
    let crosses = corners.iter().zip(next).map(|(a, b)| a.0 * b.1 - b.0 * a.1);
    crosses.sum::<i64>().abs()
}

/// Rounds a length that is not negative and small.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "kept within the picture first; NaN becomes 0"
)]
fn whole(length: f64) -> usize {
    length.round().clamp(0.0, 10_000.0) as usize
}

/// One tile a district, where nobody knows the outlines.
fn tiles(lens: &Lens<'_>) -> Drawing {
    let tiles = TileMap::new(&lens.data.register, &lens.data.outlines);
    let mut svg = String::new();
    for (district, column, row) in tiles.iter() {
        let (fill, told) = (fill_of(level(lens, district)), told(lens, district));
        let (x, y) = (column * TILE, row * TILE);
        let _ = writeln!(
            svg,
            "<rect fill=\"{fill}\" x=\"{x}\" y=\"{y}\" width=\"{TILE}\" height=\"{TILE}\" stroke=\"#111\"><title>{told}</title></rect>"
        );
        let middle = |at: usize| at as f64 + TILE as f64 / 2.0;
        label(lens, &mut svg, district, (middle(x), middle(y)));
    }
    let side = |count: usize| u32::try_from(count * TILE).unwrap_or(1).max(1);
    Drawing {
        width: side(tiles.columns()),
        height: side(tiles.rows()),
        svg,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of a fill (WCAG 2.2).
    fn luminance(fill: &str) -> f64 {
        let channel = |at: usize| {
            let value = f64::from(u8::from_str_radix(&fill[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
    }

    #[test]
    fn numbers_can_be_read_on_every_shade_and_shades_told_apart_in_grey() {
        for (level, fill) in FILLS.iter().enumerate() {
            let ink = if DARK.contains(&level) { 1.0 } else { 0.0 };
            let (light, dark) = (luminance(fill).max(ink), luminance(fill).min(ink));
            assert!((light + 0.05) / (dark + 0.05) >= 4.5, "{fill}");
        }
        let steps = FILLS.iter().zip(&FILLS[1..NOBODY]);
        for (lighter, darker) in steps {
            let (light, dark) = (luminance(lighter), luminance(darker));
            assert!((light + 0.05) / (dark + 0.05) >= 1.2, "{lighter} {darker}");
        }
    }
}
