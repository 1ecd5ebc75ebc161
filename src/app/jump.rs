//! Jumping to the next problem: along the rows of a table, and from one cell to the next.

use std::collections::HashSet;

use super::column::Column;
use super::lens::Lens;
use super::model::Model;
use super::prompt::Notice;
use super::screen::{Row, Screen};
use super::search::Direction;
use super::trail::Stop;
use super::update::go;
use crate::analysis::group::Group;
use crate::domain::cell::CellId;
use crate::domain::problem::Problem;

/// Goes to the next problem: in a table whose rows can have some to the next such row (in a matrix to the next such
/// cell), anywhere else to the cell of the next finding.
pub(super) fn to_problem(model: &mut Model, direction: Direction) {
    let has_rows = matches!(
        model.trail.now().list.selected,
        Some(
            Row::Total
                | Row::Group(_)
                | Row::Service(_)
                | Row::Body(_)
                | Row::Cell(_)
                | Row::Provider(_)
                | Row::Problem(_)
        )
    );
    if !has_rows {
        return to_finding(model, direction);
    }
    let found = model.with_stop(|stop, lens, height| {
        let found = next_place(stop, lens, direction)?;
        stop.list.column = found.column;
        stop.list.select(found.row, height);
        Some(found)
    });
    model.notice = match found {
        None => Some(Notice::NoProblem),
        Some(place) if place.wrapped => Some(Notice::Wrapped(direction)),
        Some(_) => None,
    };
}

struct Place {
    row: usize,
    column: usize,
    wrapped: bool,
}

/// Row by row; in a matrix cell by cell.
fn next_place(stop: &Stop, lens: &Lens<'_>, direction: Direction) -> Option<Place> {
    let columns = stop.screen.columns(lens);
    let first = columns
        .iter()
        .position(|column| matches!(column, Column::Matrix(_)));
    let (skipped, width) = match first {
        Some(first) => (
            first,
            columns
                .iter()
                .filter(|it| matches!(it, Column::Matrix(_)))
                .count(),
        ),
        None => (stop.list.column, 1),
    };
    let count = stop.list.rows.len() * width;
    let now =
        stop.list.position() * width + stop.list.column.saturating_sub(skipped).min(width - 1);
    // From a name the first cell of its row is the next one.
    let on_name = usize::from(first.is_some_and(|first| stop.list.column < first));
    (1..=count).find_map(|step| {
        let at = match direction {
            Direction::Previous => (now + count - step) % count,
            Direction::Here | Direction::Next => (now + step - on_name) % count,
        };
        let (row, column) = (at / width, at % width + skipped);
        let has = stop
            .list
            .rows
            .get(row)
            .is_some_and(|row| has_problem(lens, &stop.screen, *row, columns.get(column)));
        let wrapped = match direction {
            Direction::Previous => at >= now,
            Direction::Here | Direction::Next => at < now || (at == now && on_name == 0),
        };
        has.then_some(Place {
            row,
            column,
            wrapped,
        })
    })
}

fn has_problem(lens: &Lens<'_>, screen: &Screen, row: Row, column: Option<&Column>) -> bool {
    let flagged = |cell: Option<CellId>| cell.is_some_and(|cell| lens.digest.is_flagged(cell));
    let in_group = |service, group| lens.digest.is_group_flagged(service, group);
    let responsibility = &lens.data.responsibility;
    match (row, column) {
        (Row::Body(body), Some(Column::Matrix(service))) => {
            flagged(responsibility.cell(*service, body))
        }
        (Row::Service(service), _) => match screen {
            Screen::Municipality(body) => flagged(responsibility.serving(service, *body)),
            _ => responsibility
                .of_service(service)
                .any(|cell| flagged(Some(cell))),
        },
        (Row::Body(body), _) => match screen {
            Screen::Districts => in_group(None, Group::District(body)),
            Screen::ServiceDistricts(service) => in_group(Some(*service), Group::District(body)),
            Screen::Map { service, .. } => in_group(*service, Group::District(body)),
            _ => {
                let mut services = lens.data.catalogue.ids();
                services.any(|service| flagged(responsibility.cell(service, body)))
            }
        },
        (Row::Cell(cell), _) => flagged(Some(cell)),
        (Row::Provider(id), _) => in_group(None, Group::Provider(id)),
        (Row::Group(group), Some(Column::Matrix(service))) => {
            is_folded(screen) && in_group(Some(*service), group)
        }
        (Row::Problem(_), _) => true,
        _ => false,
    }
}

/// Whether groups stand for their cells: above the cells themselves they would be a second way to the same problem.
fn is_folded(screen: &Screen) -> bool {
    matches!(screen, Screen::Matrix { folded: true, .. })
}

/// Opens the cell of the finding after the one on screen, in the order in which problems are listed.
fn to_finding(model: &mut Model, direction: Direction) {
    // A cell with two findings is gone to once.
    let mut seen = HashSet::new();
    let cells = model.problems.iter().filter_map(Problem::cell);
    let cells: Vec<CellId> = cells.filter(|cell| seen.insert(*cell)).collect();
    let here = match model.trail.now().screen {
        Screen::Cell(id) => cells.iter().position(|cell| *cell == id),
        _ => None,
    };
    let count = cells.len();
    let next = match (here, direction) {
        (None, Direction::Previous) => count.checked_sub(1),
        (None, _) => Some(0),
        (Some(here), Direction::Previous) => Some((here + count - 1) % count),
        (Some(here), _) => Some((here + 1) % count),
    };
    let Some(cell) = next.and_then(|next| cells.get(next)) else {
        model.notice = Some(Notice::NoProblem);
        return;
    };
    let wrapped = match (here, next) {
        (Some(here), Some(next)) if direction == Direction::Previous => next >= here,
        (Some(here), Some(next)) => next <= here,
        _ => false,
    };
    if matches!(model.trail.now().screen, Screen::Cell(_)) {
        model.trail.back();
    }
    go(model, Some(Screen::Cell(*cell)));
    if wrapped {
        model.notice = Some(Notice::Wrapped(direction));
    }
}
