//! The seldom values of cells, each kept once and known by its position.

use std::hash::Hash;
use std::sync::Arc;

use super::super::document::Document;
use super::super::shapes::{CellRow, Word};
use crate::domain::cell::{Detail, DetailId, Maturity, ProcedureId, ProviderId};
use crate::domain::lookup::Lookup;
use crate::domain::problem::Fault;
use crate::domain::rollout::Values;
use crate::domain::text::CleanText;

/// Values seen so far, each with its position.
#[derive(Default)]
pub(super) struct Interned {
    providers: Lookup<CleanText, usize>,
    procedures: Lookup<CleanText, usize>,
    details: Lookup<Arc<Detail>, usize>,
}

/// The position of a text; a text that was seen is clean, and needs no second look.
fn position_of(
    seen: &mut Lookup<CleanText, usize>,
    document: &mut Document<'_>,
    word: &Word<'_>,
) -> Option<u16> {
    let known = seen.get(word.as_str()).copied();
    let at = known.unwrap_or_else(|| position(seen, document.clean(word.as_str())));
    u16::try_from(at).ok()
}

fn position<T: Hash + Eq>(seen: &mut Lookup<T, usize>, value: T) -> usize {
    let next = seen.len();
    *seen.entry(value).or_insert(next)
}

fn in_order<T: Clone>(seen: &Lookup<T, usize>) -> Vec<T> {
    let mut values: Vec<_> = seen.iter().collect();
    values.sort_unstable_by_key(|(_, position)| **position);
    values.into_iter().map(|(value, _)| value.clone()).collect()
}

impl Interned {
    pub(super) fn provider(
        &mut self,
        document: &mut Document<'_>,
        word: &Word<'_>,
    ) -> Option<ProviderId> {
        position_of(&mut self.providers, document, word).map(ProviderId)
    }

    pub(super) fn procedure(
        &mut self,
        document: &mut Document<'_>,
        word: &Word<'_>,
    ) -> Option<ProcedureId> {
        position_of(&mut self.procedures, document, word).map(ProcedureId)
    }

    pub(super) fn detail(
        &mut self,
        document: &mut Document<'_>,
        row: &CellRow<'_>,
    ) -> Option<DetailId> {
        let mut clean =
            |word: &Option<Word<'_>>| word.as_ref().map(|word| document.clean(word.as_str()));
        let mut detail = Detail {
            blocker: clean(&row.blocker),
            url: clean(&row.url),
            contact: clean(&row.contact),
            note: clean(&row.note),
            maturity: None,
        };
        if let Some(maturity) = &row.maturity {
            let model = maturity
                .model
                .as_ref()
                .map(|model| document.clean(model.as_str()));
            detail.maturity = model
                .map(|model| Maturity {
                    level: maturity.level,
                    model,
                })
                .filter(is_known_level);
            if detail.maturity.is_none() {
                document.fault_of_field("maturity", Fault::BadMaturity);
            }
        }
        if detail == Detail::default() {
            return None;
        }
        u32::try_from(position(&mut self.details, Arc::new(detail)))
            .ok()
            .map(DetailId)
    }

    pub(super) fn values(&self) -> Values {
        Values {
            providers: in_order(&self.providers),
            procedures: in_order(&self.procedures),
            details: in_order(&self.details),
        }
    }
}

/// Model 1.1 has levels 0 to 4, model 2.0 has 0 to 7; other models are taken as they are.
fn is_known_level(maturity: &Maturity) -> bool {
    match maturity.model.as_str() {
        "1.1" => maturity.level <= 4,
        "2.0" => maturity.level <= 7,
        _ => true,
    }
}
