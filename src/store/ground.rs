//! What rows about cells are checked against.

use super::catalogue::find_body;
use super::document::Document;
use super::shapes::Word;
use crate::domain::cell::CellId;
use crate::domain::dataset::Dataset;
use crate::domain::problem::Fault;
use crate::domain::register::Register;
use crate::domain::responsibility::Responsibility;
use crate::domain::service::Catalogue;
use crate::domain::text::CleanText;

/// What rows are checked against.
pub(super) struct Ground<'a> {
    pub(super) register: &'a Register,
    pub(super) catalogue: &'a Catalogue,
    pub(super) responsibility: &'a Responsibility,
}

impl<'a> Ground<'a> {
    pub(super) fn of(data: &'a Dataset) -> Self {
        Self {
            register: &data.register,
            catalogue: &data.catalogue,
            responsibility: &data.responsibility,
        }
    }

    /// Whether rows about cells can be read: else every one would be a problem that only repeats the first.
    pub(super) fn is_there(&self) -> bool {
        !self.catalogue.is_empty() && !self.register.is_empty()
    }

    /// The cell of a row, or a problem.
    pub(super) fn cell(
        &self,
        document: &mut Document<'_>,
        service: &Word<'_>,
        body: &Word<'_>,
    ) -> Option<CellId> {
        let (service_key, body_key) = (service.as_str(), body.as_str());
        let Some(service) = self.catalogue.find(service_key) else {
            document.fault(
                service_key,
                Fault::UnknownService {
                    key: CleanText::new(service_key),
                },
            );
            return None;
        };
        let body = find_body(document, self.register, body_key)?;
        let cell = self.responsibility.cell(service, body);
        if cell.is_none() {
            let at = self.responsibility.serving(service, body);
            let slot = at.and_then(|cell| self.responsibility.slot(cell));
            let key = slot.map(|slot| &self.register.body(slot.body).key);
            let fault = Fault::NotResponsible {
                service: CleanText::new(service_key),
                body: CleanText::new(body_key),
                instead: key.map(|key| CleanText::new(key.as_str())),
            };
            document.fault(body_key, fault);
        }
        cell
    }
}
