//! What the fields of a row say of a cell.

use super::{Reader, bad_field, bad_field_of, column_number, is_blank, number_of};
use crate::domain::date::Date;
use crate::domain::phase::Phase;
use crate::domain::problem::Fault;
use crate::domain::text::CleanText;
use crate::store::import::sheet::{Kind, Row};
use crate::store::import::table::column::Column;
use crate::store::import::table::draft::Said;
use crate::store::import::table::layout::Layout;
use crate::store::import::table::when;
use crate::store::import::table::words::{Meaning, Reading, folded};

impl Reader<'_> {
    /// What a row says; `None` where its phase cannot be read. Other fields that cannot are told and passed over.
    pub(super) fn said(
        &mut self,
        row: &Row,
        layout: &Layout,
        phase_at: Option<usize>,
    ) -> Option<Said> {
        let mut said = Said::default();
        if let Some(at) = phase_at {
            self.phase(row, layout, at, &mut said)?;
        }
        let since = self.day(row, layout, Column::Since);
        let planned = self.day(row, layout, Column::Planned);
        said.since = self
            .not_after(row, layout, Column::Since, since)
            .or(said.since);
        said.planned = planned.map(|when| when.last).or(said.planned);
        let updated = self.day(row, layout, Column::Updated);
        said.updated = self.not_after(row, layout, Column::Updated, updated);
        let clean = |text: &str| (!is_blank(text)).then(|| CleanText::new(text));
        let text = |column| clean(layout.text(row, column));
        let constants = &self.mapping.constants;
        said.provider = text(Column::Provider).or_else(|| clean(&constants.provider));
        said.procedure = text(Column::Procedure).or_else(|| clean(&constants.procedure));
        said.blocker = text(Column::Blocker);
        said.url = text(Column::Url);
        said.contact = text(Column::Contact);
        said.note = text(Column::Note);
        let solution = match layout.text(row, Column::Solution) {
            "" => constants.solution.as_str(),
            text => text,
        };
        said.own_solution = self.solution(row, layout, solution);
        self.marks(row, layout, &mut said);
        Some(said)
    }

    fn phase(&mut self, row: &Row, layout: &Layout, at: usize, said: &mut Said) -> Option<()> {
        let text = row.text(at);
        if is_blank(text) {
            return Some(());
        }
        let reading = match row.kind(at) {
            Kind::Error => None,
            Kind::Date(last) => Some(Reading {
                meaning: None,
                when: Some(when::When { last, is_day: true }),
            }),
            _ => self.vocabulary.read(text),
        };
        let Some(reading) = reading else {
            let allowed = self.vocabulary.allowed(text);
            let fault = bad_field(layout, at, text, allowed);
            self.push((row.number(), column_number(at)), fault);
            return None;
        };
        let is_past = reading
            .when
            .is_some_and(|when| when.is_day && when.last <= self.date);
        let alone_is_live = self.mapping.past_days_are_live && is_past;
        let phase = match reading.meaning {
            Some(meaning) => meaning.phase(),
            None if alone_is_live => Some(Some(Phase::Live)),
            None => Some(Some(Phase::Planned)),
        };
        said.phase = phase;
        said.is_deferred = reading.meaning == Some(Meaning::Deferred);
        said.is_disturbed = reading.meaning == Some(Meaning::Disturbed);
        let when = reading.when.map(|when| when.last);
        if phase == Some(Some(Phase::Live)) {
            // The last day of a month that is not over is no day since when.
            said.since = when.filter(|day| *day <= self.date);
        } else {
            said.planned = when;
        }
        Some(())
    }

    fn day(&mut self, row: &Row, layout: &Layout, column: Column) -> Option<when::When> {
        let at = *layout.columns.get(&column)?;
        let text = row.text(at);
        if is_blank(text) {
            return None;
        }
        if let Kind::Date(last) = row.kind(at) {
            return Some(when::When { last, is_day: true });
        }
        let found = when::parse(text).filter(|_| row.kind(at) != Kind::Error);
        if found.is_none() {
            let allowed = "31.10.2026, 10/2026, Oktober 2026, KW 44/2026, Q3/2026, 2026-10-31";
            let fault = bad_field(layout, at, text, allowed.to_owned());
            self.push((row.number(), column_number(at)), fault);
        }
        found
    }

    /// A day that is not after the snapshot's; one that is is told.
    fn not_after(
        &mut self,
        row: &Row,
        layout: &Layout,
        column: Column,
        day: Option<when::When>,
    ) -> Option<Date> {
        let day = day?;
        if day.last <= self.date {
            return Some(day.last);
        }
        if day.is_day {
            let field = if column == Column::Since {
                "since"
            } else {
                "updated"
            };
            let fault = Fault::AfterSnapshot {
                field,
                date: day.last,
            };
            self.push((row.number(), number_of(layout, column)), fault);
        }
        None
    }

    fn solution(&mut self, row: &Row, layout: &Layout, text: &str) -> Option<bool> {
        match folded(text).as_str() {
            "" => None,
            "efa" | "einer fur alle" | "ja" | "yes" | "true" => Some(false),
            "own" | "eigenlosung" | "eigene losung" | "eigen" | "nein" | "no" | "false" => {
                Some(true)
            }
            _ => {
                let fault = bad_field_of(
                    layout,
                    Column::Solution,
                    text,
                    "efa, own, Eigenlösung".to_owned(),
                );
                self.push((row.number(), number_of(layout, Column::Solution)), fault);
                None
            }
        }
    }

    fn marks(&mut self, row: &Row, layout: &Layout, said: &mut Said) {
        let text = layout.text(row, Column::Marks);
        for word in text.split([',', ';', '/']).filter(|word| !is_blank(word)) {
            match folded(word).as_str() {
                "zuruckgestellt" | "deferred" | "pausiert" => said.is_deferred = true,
                "gestort" | "disturbed" => said.is_disturbed = true,
                "eigenlosung" | "own" | "own solution" => said.own_solution = Some(true),
                "efa" => said.own_solution = Some(false),
                _ => {
                    let allowed = "zurückgestellt, gestört, Eigenlösung, EfA".to_owned();
                    let fault = bad_field_of(layout, Column::Marks, word, allowed);
                    self.push((row.number(), number_of(layout, Column::Marks)), fault);
                }
            }
        }
    }
}
