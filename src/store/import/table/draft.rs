//! The new value of a cell, field by field, on top of the old one; and the values that cells share.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::cell::{Cell, Detail, DetailId, Marks, ProcedureId, ProviderId};
use crate::domain::date::Date;
use crate::domain::phase::Phase;
use crate::domain::rollout::Values;
use crate::domain::text::CleanText;

/// What a row says of a cell; what it does not say stays as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    /// `Some(None)`: nobody reported.
    #[expect(
        clippy::option_option,
        reason = "said, and said to be unknown, are two things"
    )]
    pub(super) phase: Option<Option<Phase>>,
    pub(super) since: Option<Date>,
    pub(super) planned: Option<Date>,
    pub(super) updated: Option<Date>,
    pub(super) provider: Option<CleanText>,
    pub(super) procedure: Option<CleanText>,
    pub(super) own_solution: Option<bool>,
    /// Said to be no solution of their own; whether it is the shared one is not said.
    pub(super) is_not_own: bool,
    pub(super) deferred: Option<bool>,
    pub(super) disturbed: Option<bool>,
    pub(super) blocker: Option<CleanText>,
    pub(super) url: Option<CleanText>,
    pub(super) contact: Option<CleanText>,
    pub(super) note: Option<CleanText>,
}

/// Values seen so far: those of the data, and new ones behind them.
pub(super) struct Shared {
    values: Values,
    providers: HashMap<CleanText, u16>,
    procedures: HashMap<CleanText, u16>,
    details: HashMap<Arc<Detail>, u32>,
}

impl Shared {
    pub(super) fn new(known: &Values) -> Self {
        fn positions<T: Clone + std::hash::Hash + Eq, N>(
            values: &[T],
            number: impl Fn(usize) -> Option<N>,
        ) -> HashMap<T, N> {
            let at = values.iter().cloned().enumerate();
            at.filter_map(|(at, value)| Some((value, number(at)?)))
                .collect()
        }
        Self {
            providers: positions(&known.providers, |at| u16::try_from(at).ok()),
            procedures: positions(&known.procedures, |at| u16::try_from(at).ok()),
            details: positions(&known.details, |at| u32::try_from(at).ok()),
            values: Values {
                providers: known.providers.clone(),
                procedures: known.procedures.clone(),
                details: known.details.clone(),
            },
        }
    }

    pub(super) fn into_values(self) -> Values {
        self.values
    }

    fn provider(&mut self, name: CleanText) -> Option<ProviderId> {
        if let Some(at) = self.providers.get(&name) {
            return Some(ProviderId(*at));
        }
        let at = u16::try_from(self.values.providers.len()).ok()?;
        self.values.providers.push(name.clone());
        self.providers.insert(name, at);
        Some(ProviderId(at))
    }

    fn procedure(&mut self, name: CleanText) -> Option<ProcedureId> {
        if let Some(at) = self.procedures.get(&name) {
            return Some(ProcedureId(*at));
        }
        let at = u16::try_from(self.values.procedures.len()).ok()?;
        self.values.procedures.push(name.clone());
        self.procedures.insert(name, at);
        Some(ProcedureId(at))
    }

    fn detail(&mut self, detail: Detail) -> Option<DetailId> {
        if detail == Detail::default() {
            return None;
        }
        if let Some(at) = self.details.get(&detail) {
            return Some(DetailId(*at));
        }
        let at = u32::try_from(self.values.details.len()).ok()?;
        let detail = Arc::new(detail);
        self.values.details.push(Arc::clone(&detail));
        self.details.insert(detail, at);
        Some(DetailId(at))
    }

    /// The cell as it stands after what was said on that day. An old `since` belongs to the old phase and goes with it,
    /// what held a cell back goes when it is online. Address and solution are facts of the cell, and stay. A cell that
    /// changes was reported on the day of the list, unless the list says when.
    pub(super) fn apply(&mut self, before: &Cell, said: Said, date: Date) -> Cell {
        let updated = said.updated;
        let mut cell = self.told(before, said);
        if cell != *before {
            cell.updated = updated.or(Some(date));
        } else if updated.is_some() {
            cell.updated = updated;
        }
        cell
    }

    fn told(&mut self, before: &Cell, said: Said) -> Cell {
        let mut cell = *before;
        let phase = said.phase.unwrap_or(before.phase);
        let moved = phase != before.phase;
        cell.phase = phase;
        cell.marks = marks(before.marks, moved, &said);
        cell.since = said.since.or(before.since.filter(|_| !moved));
        cell.planned = said.planned.or(before.planned);
        if let Some(name) = said.provider {
            cell.provider = self.provider(name);
        }
        if let Some(name) = said.procedure {
            cell.procedure = self.procedure(name);
        }
        let old = before.detail.and_then(|id| self.values.detail(id));
        let old = old.cloned().unwrap_or_default();
        cell.detail = self.detail(Detail {
            blocker: said.blocker.or(old.blocker.filter(|_| !cell.is_live())),
            url: said.url.or(old.url),
            contact: said.contact.or(old.contact),
            note: said.note.or(old.note),
            maturity: old.maturity,
        });
        cell
    }
}

/// Deferred and disturbed were said of the old phase; a cell that moved has left them behind.
fn marks(before: Marks, moved: bool, said: &Said) -> Marks {
    let mut marks = Marks::default();
    let mut set = |mark, is_set: bool| {
        if is_set {
            marks = marks.with(mark);
        }
    };
    set(
        Marks::DEFERRED,
        (said.deferred).unwrap_or(!moved && before.has(Marks::DEFERRED)),
    );
    set(
        Marks::DISTURBED,
        (said.disturbed).unwrap_or(!moved && before.has(Marks::DISTURBED)),
    );
    let was_own = before.has(Marks::OWN_SOLUTION) && !said.is_not_own;
    let own = said.own_solution.unwrap_or(was_own);
    let shared = said
        .own_solution
        .map_or(before.has(Marks::SHARED_SOLUTION), |own| !own);
    set(Marks::OWN_SOLUTION, own);
    set(Marks::SHARED_SOLUTION, shared);
    marks
}
