//! What the fields of a row say of a cell.

use super::{Reader, bad_detail, bad_field, column_number, is_blank, number_of};
use crate::domain::date::Date;
use crate::domain::import_fault::ImportFault;
use crate::domain::phase::Phase;
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
        let is = |meaning| (reading.meaning == Some(meaning)).then_some(true);
        said.deferred = is(Meaning::Deferred);
        said.disturbed = is(Meaning::Disturbed);
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
            let fault = bad_detail(layout, column, text, allowed);
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
            let fault = ImportFault::LaterDay {
                column: layout.head(column),
                day: day.last,
            };
            self.push((row.number(), number_of(layout, column)), fault.into());
        }
        None
    }

    fn solution(&mut self, row: &Row, layout: &Layout, text: &str) -> Option<bool> {
        match folded(text).as_str() {
            _ if is_blank(text) => None,
            "efa" | "einer fur alle" | "ja" | "yes" | "true" => Some(false),
            "own" | "eigenlosung" | "eigene losung" | "eigen" | "nein" | "no" | "false" => {
                Some(true)
            }
            _ => {
                let fault = bad_detail(layout, Column::Solution, text, "efa, own, Eigenlösung");
                self.push((row.number(), number_of(layout, Column::Solution)), fault);
                None
            }
        }
    }

    fn marks(&mut self, row: &Row, layout: &Layout, said: &mut Said) {
        let text = layout.text(row, Column::Marks);
        for word in text.split([',', ';', '/']).filter(|word| !is_blank(word)) {
            match folded(word).as_str() {
                "zuruckgestellt" | "deferred" | "pausiert" => said.deferred = Some(true),
                "gestort" | "disturbed" => said.disturbed = Some(true),
                "eigenlosung" | "own" | "own solution" => said.own_solution = Some(true),
                "efa" => said.own_solution = Some(false),
                _ => {
                    let allowed = "zurückgestellt, gestört, Eigenlösung, EfA";
                    let fault = bad_detail(layout, Column::Marks, word, allowed);
                    self.push((row.number(), number_of(layout, Column::Marks)), fault);
                }
            }
        }
        said.deferred = self.yes(row, layout, Column::Deferred).or(said.deferred);
        said.disturbed = (self.yes(row, layout, Column::Disturbed)).or(said.disturbed);
        match self.yes(row, layout, Column::OwnSolution) {
            Some(true) => said.own_solution = Some(true),
            Some(false) => said.is_not_own = true,
            None => {}
        }
    }

    /// A column of yes and no.
    fn yes(&mut self, row: &Row, layout: &Layout, column: Column) -> Option<bool> {
        let text = layout.text(row, column);
        match folded(text).as_str() {
            _ if is_blank(text) => None,
            "ja" | "j" | "x" | "1" | "yes" | "y" | "true" | "wahr" | "✓" | "✔" => Some(true),
            "nein" | "n" | "0" | "no" | "false" | "falsch" | "✗" | "✘" => Some(false),
            _ => {
                let fault = bad_detail(layout, column, text, "ja, nein, x");
                self.push((row.number(), number_of(layout, column)), fault);
                None
            }
        }
    }
}
