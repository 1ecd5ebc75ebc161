//! Finding a row: by name however the umlauts are typed, by ARS, AGS, OZG-ID or LeiKa key.

use super::lens::Lens;
use super::list::List;
use super::screen::{Row, Screen};
use crate::analysis::group::Group;
use crate::domain::collate::Folded;
use crate::domain::text::CleanText;

/// Which way to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// Down the list, the present row first.
    Here,
    /// Down the list, from the next row.
    Next,
    /// Up the list, from the row before.
    Previous,
}

/// Position of the next match and whether the search wrapped around.
pub fn find(
    screen: &Screen,
    list: &List,
    lens: &Lens<'_>,
    query: &Folded,
    direction: Direction,
) -> Option<(usize, bool)> {
    let (count, from) = (list.rows.len(), list.position());
    let steps = match direction {
        Direction::Here => 0..count,
        Direction::Next | Direction::Previous => 1..count + 1,
    };
    for step in steps {
        let at = match direction {
            Direction::Previous => (from + count - step % count.max(1)) % count.max(1),
            Direction::Here | Direction::Next => (from + step) % count.max(1),
        };
        if list
            .rows
            .get(at)
            .is_some_and(|row| matches(screen, *row, lens, query))
        {
            let wrapped = match direction {
                Direction::Previous => at >= from,
                Direction::Here => at < from,
                Direction::Next => at <= from,
            };
            return Some((at, wrapped));
        }
    }
    None
}

/// Positions of all matches.
pub fn all(screen: &Screen, list: &List, lens: &Lens<'_>, query: &Folded) -> Vec<usize> {
    let rows = (0..).zip(&list.rows);
    let found = rows.filter(|(_, row)| matches(screen, **row, lens, query));
    found.map(|(at, _)| at).collect()
}

fn matches(screen: &Screen, row: Row, lens: &Lens<'_>, query: &Folded) -> bool {
    let body = |id| {
        lens.data
            .register
            .folded(id)
            .is_some_and(|text| text.contains(query))
    };
    match row {
        Row::Body(id) | Row::Group(Group::District(id)) => body(id),
        Row::Service(id) => {
            let service = lens.data.catalogue.service(id);
            let names = service.names().into_iter().chain(&service.leika);
            let ozg_id = service.ozg_id.to_string();
            let mut texts = names.map(CleanText::as_str).chain([ozg_id.as_str()]);
            texts.any(|text| Folded::new(text).contains(query))
        }
        Row::Cell(id) => lens.data.responsibility.slot(id).is_some_and(|slot| {
            // On the screen of one service its name would match every row.
            let service = !matches!(screen, Screen::Service { .. })
                && matches(screen, Row::Service(slot.service), lens, query);
            let provider = lens.standing.cell(id).provider;
            body(slot.body) || service || matches(screen, Row::Provider(provider), lens, query)
        }),
        Row::Provider(id) => {
            let name = id.and_then(|id| lens.data.rollout.values.provider(id));
            name.is_some_and(|name| Folded::new(name.as_str()).contains(query))
        }
        Row::Problem(at) => lens
            .problems
            .get(at)
            .is_some_and(|problem| match problem.cell() {
                Some(cell) => matches(screen, Row::Cell(cell), lens, query),
                None => problem
                    .place
                    .as_ref()
                    .is_some_and(|place| Folded::new(place.file.as_str()).contains(query)),
            }),
        Row::Snapshot(id) => lens
            .data
            .rollout
            .snapshot(id)
            .is_some_and(|snapshot| Folded::new(&snapshot.date.to_string()).contains(query)),
        Row::Group(Group::Provider(id)) => matches(screen, Row::Provider(id), lens, query),
        Row::Saved(at) => lens
            .views
            .get(at)
            .is_some_and(|view| Folded::new(view.name.as_str()).contains(query)),
        Row::Fact(_)
        | Row::Help(_)
        | Row::Question(_)
        | Row::Total
        | Row::Group(_)
        | Row::Column(_) => false,
    }
}
