//! What a tracking list changes, in words: counts for each service, and every cell with what is new of it.

use crate::app::lens::Lens;
use crate::app::lens::Mark;
use crate::app::model::Model;
use crate::cli::{Desk, Failure};
use crate::domain::cell::{Cell, Detail, Marks};
use crate::domain::date::Date;
use crate::domain::rollout::Values;
use crate::domain::text::CleanText;
use crate::store::import::table::Outcome;
use crate::texts::{Words, fill};
use crate::ui::field::full_name;
use crate::ui::{format, phase};

/// Most changes that are told where they are written; a dry run tells all.
const MAX_TOLD: usize = 50;

/// Counts by service, and the cells that change.
pub(super) fn print(
    desk: &mut Desk<'_>,
    model: &Model,
    is_dry: bool,
    outcome: &Outcome,
) -> Result<(), Failure> {
    let data = &model.data;
    let lens = model.lens();
    let limit = if is_dry { usize::MAX } else { MAX_TOLD };
    let (mut told, mut further) = (0, 0_u64);
    for service in data.catalogue.ids() {
        let short = data.catalogue.service(service).short.as_str();
        let here = || {
            let all = outcome.cells.iter();
            all.filter_map(|(id, cells)| Some((data.responsibility.slot(*id)?, cells)))
                .filter(|(slot, _)| slot.service == service)
        };
        let is_new = |before: &Cell| *before == Cell::UNKNOWN;
        let count = |wanted: &dyn Fn(&Cell, &Cell) -> bool| {
            let of = here().filter(|(_, (before, after))| wanted(before, after));
            of.count().to_string()
        };
        let (new, changed, same) = (
            count(&|before, after| before != after && is_new(before)),
            count(&|before, after| before != after && !is_new(before)),
            count(&|before, after| before == after),
        );
        if here().next().is_none() {
            continue;
        }
        let values = [
            ("short", short),
            ("new", &new),
            ("changed", &changed),
            ("same", &same),
        ];
        desk.out
            .line(&fill(desk.words.cli_table_service, &values))?;
        for (slot, (before, after)) in here().filter(|(_, (before, after))| before != after) {
            if told == limit {
                further += 1;
                continue;
            }
            told += 1;
            let body = full_name(&lens, slot.body);
            let what = difference(&lens, desk.words, &outcome.values, before, after);
            let values = [("short", short), ("body", &body), ("what", &what)];
            desk.out.line(&fill(desk.words.cli_table_fields, &values))?;
        }
    }
    if further > 0 {
        let n = format::number(desk.language, further);
        desk.out
            .line(&fill(desk.words.cli_table_more, &[("n", &n)]))?;
    }
    Ok(())
}

/// The phase, and every other field that is new: what it was and what it is. The day of the report follows from the
/// others and is told where nothing else is new.
fn difference(lens: &Lens<'_>, w: &Words, values: &Values, before: &Cell, after: &Cell) -> String {
    let word = |cell: &Cell| phase::look(w, cell.phase).word;
    let mut all = vec![if before.phase == after.phase {
        word(after).to_owned()
    } else {
        format!("{} → {}", word(before), word(after))
    }];
    let mut add = |label: &str, of: &dyn Fn(&Cell) -> String| {
        let (old, new) = (of(before), of(after));
        let or_dash = |text: String| {
            if text.is_empty() {
                "–".to_owned()
            } else {
                text
            }
        };
        if old != new {
            all.push(format!("{label}: {} → {}", or_dash(old), or_dash(new)));
        }
    };
    let day =
        |date: Option<Date>| date.map_or_else(String::new, |date| format::day(lens.language, date));
    let name = |text: Option<&CleanText>| text.map_or_else(String::new, ToString::to_string);
    add(w.fact_marks, &|cell| marks(w, cell));
    add(w.fact_solution, &|cell| solution(w, cell).to_owned());
    add(w.fact_since, &|cell| day(cell.since));
    add(w.fact_planned, &|cell| day(cell.planned));
    add(w.fact_provider, &|cell| {
        name(cell.provider.and_then(|id| values.provider(id)))
    });
    add(w.fact_procedure, &|cell| {
        name(cell.procedure.and_then(|id| values.procedure(id)))
    });
    let mut detail = |label: &str, of: fn(&Detail) -> Option<&CleanText>| {
        add(label, &|cell| {
            let detail = cell.detail.and_then(|id| values.detail(id));
            name(detail.and_then(of))
        });
    };
    detail(w.fact_blocker, |detail| detail.blocker.as_ref());
    detail(w.fact_url, |detail| detail.url.as_ref());
    detail(w.fact_contact, |detail| detail.contact.as_ref());
    detail(w.fact_note, |detail| detail.note.as_ref());
    if all.len() == 1 && before.phase == after.phase {
        let (old, new) = (day(before.updated), day(after.updated));
        all.push(format!("{}: {old} → {new}", w.fact_updated));
    }
    all.join(" · ")
}

fn marks(w: &Words, cell: &Cell) -> String {
    let marks = [
        (Marks::DEFERRED, Mark::Deferred),
        (Marks::DISTURBED, Mark::Disturbed),
    ];
    let set = marks.into_iter().filter(|(mark, _)| cell.marks.has(*mark));
    let words: Vec<_> = set.map(|(_, mark)| phase::mark(w, mark).1).collect();
    words.join(", ")
}

fn solution<'w>(w: &'w Words, cell: &Cell) -> &'w str {
    if cell.marks.has(Marks::OWN_SOLUTION) {
        w.mark_own_solution
    } else if cell.marks.has(Marks::SHARED_SOLUTION) {
        w.shared_solution
    } else {
        ""
    }
}
