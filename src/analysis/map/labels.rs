//! Where a short text can be written into each district of a raster.

use std::collections::HashMap;

use super::raster::Raster;
use crate::domain::body::BodyId;

/// Cells of one line that lie in one district.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Label {
    /// The district.
    pub district: BodyId,
    /// The first cell.
    pub column: usize,
    /// The line.
    pub line: usize,
    /// How many cells the text may have from here on: as many as were asked for.
    pub width: usize,
}

/// A possible place and what speaks for it, the strongest reason first.
struct Candidate {
    label: Label,
    halves: usize,
    margin: usize,
    near: f64,
}

/// A place of `width` cells in every district that has one. At least one half of each cell is the district's own, no two
/// places overlap or touch; the districts with the fewest possible places choose first, so a city comes before the Landkreis around
/// it. What is preferred: whole cells, then room on both sides, then the middle of the district.
pub fn labels(raster: &Raster, width: usize) -> Vec<Label> {
    if width == 0 {
        return Vec::new();
    }
    let mut wanted: Vec<_> = candidates(raster, width).into_iter().collect();
    wanted.sort_by_key(|(district, candidates)| (candidates.len(), *district));
    let mut taken = vec![false; raster.columns() * raster.lines()];
    let mut placed = Vec::new();
    for (_, candidates) in wanted {
        let span = |label: &Label| {
            let from = label.line * raster.columns() + label.column;
            from..from + label.width
        };
        let free = candidates.iter().rev().filter(|candidate| {
            let cells = taken.get(span(&candidate.label));
            cells.is_some_and(|cells| !cells.contains(&true))
        });
        let best = free.max_by(|a, b| {
            (a.halves, a.margin)
                .cmp(&(b.halves, b.margin))
                .then(b.near.total_cmp(&a.near))
        });
        if let Some(best) = best {
            // A blank on both sides: two numbers side by side would be read as one.
            let line = best.label.line * raster.columns();
            let from = best.label.column.saturating_sub(1);
            let to = (best.label.column + best.label.width + 1).min(raster.columns());
            if let Some(cells) = taken.get_mut(line + from..line + to) {
                cells.fill(true);
            }
            placed.push(best.label);
        }
    }
    placed.sort_by_key(|label| (label.line, label.column));
    placed
}

/// A run of cells of one line in which a district has a half or both.
struct Run {
    district: BodyId,
    line: usize,
    start: usize,
    halves: Vec<usize>,
}

fn runs(raster: &Raster) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for line in 0..raster.lines() {
        let mut open: Vec<Run> = Vec::new();
        for column in 0..raster.columns() {
            let [upper, lower] = raster.cell(column, line);
            let of = |district| {
                usize::from(upper == Some(district)) + usize::from(lower == Some(district))
            };
            let (going, ended) = open.into_iter().partition(|run: &Run| of(run.district) > 0);
            runs.extend::<Vec<_>>(ended);
            open = going;
            for district in [upper, lower.filter(|it| Some(*it) != upper)]
                .into_iter()
                .flatten()
            {
                match open.iter_mut().find(|run| run.district == district) {
                    Some(run) => run.halves.push(of(district)),
                    None => open.push(Run {
                        district,
                        line,
                        start: column,
                        halves: vec![of(district)],
                    }),
                }
            }
        }
        runs.extend(open);
    }
    runs
}

fn candidates(raster: &Raster, width: usize) -> HashMap<BodyId, Vec<Candidate>> {
    let runs = runs(raster);
    let middles = middles(raster);
    let mut found: HashMap<BodyId, Vec<Candidate>> = HashMap::new();
    for run in &runs {
        let length = run.halves.len();
        let middle = middles.get(&run.district).copied().unwrap_or_default();
        for (at, cells) in run.halves.windows(width).enumerate() {
            let column = run.start + at;
            let x = column as f64 + width as f64 / 2.0 - middle.0;
            let y = run.line as f64 + 0.5 - middle.1;
            found.entry(run.district).or_default().push(Candidate {
                label: Label {
                    district: run.district,
                    column,
                    line: run.line,
                    width,
                },
                halves: cells.iter().sum(),
                margin: at.min(length - width - at).min(1),
                near: x * x + 4.0 * y * y,
            });
        }
    }
    found
}

/// The middle of the half-cells of every district, in cells.
fn middles(raster: &Raster) -> HashMap<BodyId, (f64, f64)> {
    let mut sums: HashMap<BodyId, (f64, f64, f64)> = HashMap::new();
    for row in 0..raster.lines() * 2 {
        for column in 0..raster.columns() {
            if let Some(district) = raster.half(column, row) {
                let sum = sums.entry(district).or_default();
                sum.0 += column as f64 + 0.5;
                sum.1 += f64::midpoint(row as f64, 0.5);
                sum.2 += 1.0;
            }
        }
    }
    let middle = |(x, y, count): (f64, f64, f64)| (x / count, y / count);
    sums.into_iter()
        .map(|(id, sum)| (id, middle(sum)))
        .collect()
}
