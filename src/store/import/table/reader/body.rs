//! Which cell a row means: its service and its body.

use super::{Key, MAX_NEAR, Reader, bad_field, is_blank, number_of};
use crate::domain::body::{BodyId, Class};
use crate::domain::cell::CellId;
use crate::domain::import_fault::ImportFault;
use crate::domain::problem::{Fault, Problem};
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;
use crate::store::import::sheet::Row;
use crate::store::import::table::column::Column;
use crate::store::import::table::layout::{self, Layout};
use crate::store::import::table::names::{Asked, keep_responsible};

impl Reader<'_> {
    pub(super) fn contradicts(&mut self, id: CellId, place: (u32, u32)) {
        let slot = self.data.responsibility.slot(id);
        let keys = slot.map(|slot| (self.called(slot.service), self.names.told(slot.body)));
        let (service, body) = keys.unwrap_or_default();
        let other = self.places.get(&id).map(|first| self.place(*first));
        self.problems.push(Problem {
            place: Some(self.place(place)),
            other,
            more: 0,
            whole: false,
            fault: Fault::DuplicateCell {
                service: CleanText::new(&service),
                body: CleanText::new(&body),
            },
        });
    }

    /// A service by its name and its key.
    fn called(&self, service: ServiceId) -> String {
        let service = self.data.catalogue.service(service);
        format!("{} ({})", service.name.de, service.key)
    }

    pub(super) fn service(&mut self, row: &Row, layout: &Layout) -> Option<ServiceId> {
        let text = match layout.text(row, Column::Service) {
            "" => self.mapping.constants.service.as_str(),
            text => text,
        };
        let catalogue = &self.data.catalogue;
        let known = self.services.entry(text.to_owned());
        let found = *known.or_insert_with(|| layout::service(catalogue, text));
        if found.is_none() {
            let keys: Vec<_> = catalogue
                .ids()
                .map(|id| catalogue.service(id).name.de.as_str())
                .collect();
            let at = layout.columns.get(&Column::Service).copied();
            let fault = bad_field(layout, at.unwrap_or(usize::MAX), text, keys.join(", "));
            self.push((row.number(), number_of(layout, Column::Service)), fault);
        }
        found
    }

    /// The cell of the body that a row means. A name is never guessed: what several bodies are called is told.
    pub(super) fn body(
        &mut self,
        row: &Row,
        layout: &Layout,
        service: ServiceId,
    ) -> Option<CellId> {
        let asked = Asked {
            code: layout.text(row, Column::Ars),
            name: layout.text(row, Column::Body),
            kind: layout.text(row, Column::Kind),
            district: layout.text(row, Column::District),
        };
        let key: Key = [asked.code, asked.name, asked.kind, asked.district]
            .map(str::to_owned)
            .into();
        let names = &self.names;
        let known = self.candidates.entry(key);
        let mut found = known.or_insert_with(|| names.candidates(asked)).clone();
        let responsibility = &self.data.responsibility;
        if !found.is_contradicted {
            keep_responsible(&mut found.bodies, responsibility, service);
        }
        if self.mapping.resolve_members && found.bodies.len() == 1 {
            for id in &mut found.bodies {
                let body = self.data.register.body(*id);
                if body.class == Class::Mitgliedsgemeinde {
                    *id = body.samtgemeinde.unwrap_or(*id);
                }
            }
        }
        let fault = match found.bodies.as_slice() {
            several if found.is_contradicted => self.contradicted(asked, several),
            [one] => match responsibility.cell(service, *one) {
                Some(cell) => return Some(cell),
                None => self.not_acting(service, *one),
            },
            [] => self.unknown(asked),
            several => {
                let candidates = self.all_told(several);
                let text = CleanText::new(asked.shown());
                ImportFault::SeveralBodies { text, candidates }.into()
            }
        };
        let column = if asked.name.is_empty() {
            Column::Ars
        } else {
            Column::Body
        };
        self.push((row.number(), number_of(layout, column)), fault);
        None
    }

    fn contradicted(&self, asked: Asked<'_>, bodies: &[BodyId]) -> Fault {
        let beside = [asked.kind, asked.district].into_iter();
        let beside: Vec<_> = beside.filter(|text| !is_blank(text)).collect();
        ImportFault::OtherBody {
            text: CleanText::new(asked.shown()),
            beside: CleanText::new(&beside.join(", ")).to_string(),
            candidates: self.all_told(bodies),
        }
        .into()
    }

    fn unknown(&mut self, asked: Asked<'_>) -> Fault {
        self.near += 1;
        let near = if self.near > MAX_NEAR {
            String::new()
        } else {
            self.names.near(asked)
        };
        let text = CleanText::new(asked.shown());
        ImportFault::UnknownName { text, near }.into()
    }

    /// Bodies with key and district, the first eight.
    fn all_told(&self, bodies: &[BodyId]) -> String {
        let told = bodies.iter().take(8).map(|id| self.names.told(*id));
        told.collect::<Vec<_>>().join("; ")
    }

    fn not_acting(&self, service: ServiceId, body: BodyId) -> Fault {
        let responsibility = &self.data.responsibility;
        let serving = responsibility.serving(service, body);
        let instead = serving.and_then(|cell| responsibility.slot(cell));
        Fault::NotResponsible {
            service: CleanText::new(&self.called(service)),
            body: CleanText::new(&self.names.told(body)),
            instead: instead.map(|slot| CleanText::new(&self.names.told(slot.body))),
        }
    }
}
