//! `services`: the catalogue, its rules of responsibility and their exceptions.

use std::collections::HashSet;

use super::document::{Document, Row};
use super::folder::Format;
use super::land::names;
use super::shapes::{ExceptionRow, JsonRaw, Parsed, RonRaw, ServiceRow, ServicesFile};
use crate::domain::body::{BodyId, Class, KindId};
use crate::domain::problem::Fault;
use crate::domain::register::Register;
use crate::domain::responsibility::is_responsible;
use crate::domain::service::{Catalogue, Change, Exception, Group, Service};
use crate::domain::text::CleanText;

pub(super) fn read(document: &mut Document<'_>, register: &Register) -> Option<Catalogue> {
    let sound = document.at_once(|document, file: ServicesFile<'_, Parsed<ServiceRow<'_>>>| {
        Some(catalogue(document, register, file))
    });
    if sound.is_some() {
        return sound;
    }
    Some(match document.format() {
        Format::Json => {
            let file: ServicesFile<'_, JsonRaw<'_>> = document.file()?;
            catalogue(document, register, file)
        }
        Format::Ron => {
            let file: ServicesFile<'_, RonRaw<'_>> = document.file()?;
            catalogue(document, register, file)
        }
    })
}

fn catalogue<'a, R: Row<'a, ServiceRow<'a>>>(
    document: &mut Document<'a>,
    register: &Register,
    file: ServicesFile<'a, R>,
) -> Catalogue {
    let mut services: Vec<Service> = Vec::new();
    let mut seen = HashSet::new();
    for row in file.services {
        let Some((_, row)) = row.read(document) else {
            continue;
        };
        if !seen.insert(row.key.as_str().to_owned()) {
            document.fault(
                row.key.as_str(),
                Fault::DuplicateKey {
                    key: CleanText::new(row.key.as_str()),
                },
            );
            continue;
        }
        services.push(service(document, register, &row));
    }
    Catalogue::new(services)
}

fn service(document: &mut Document<'_>, register: &Register, row: &ServiceRow<'_>) -> Service {
    let mut optional = |word: Option<&super::shapes::Word<'_>>| {
        word.map(|word| document.clean(word.as_str()))
            .unwrap_or_default()
    };
    let (lead, law) = (optional(row.lead.as_ref()), optional(row.law.as_ref()));
    let mut service = Service {
        key: document.clean(row.key.as_str()),
        name: names(document, &row.name),
        short: document.clean(row.short.as_str()),
        ozg_id: row.ozg_id,
        leika: row
            .leika
            .iter()
            .map(|key| document.clean(key.as_str()))
            .collect(),
        field: row
            .field
            .as_ref()
            .map(|field| names(document, field))
            .unwrap_or_default(),
        lead,
        law,
        rule: row
            .responsible
            .iter()
            .filter_map(|word| group(document, register, word.as_str()))
            .collect(),
        exceptions: row
            .exceptions
            .iter()
            .filter_map(|row| exception(document, register, row))
            .collect(),
        exceptions_missing: row.exceptions_missing,
        note: row
            .note
            .as_ref()
            .map(|note| names(document, note))
            .unwrap_or_default(),
    };
    drop_vain_delegations(document, register, row, &mut service);
    service
}

/// A body to which others delegate must be responsible itself; else nobody would serve them.
fn drop_vain_delegations(
    document: &mut Document<'_>,
    register: &Register,
    row: &ServiceRow<'_>,
    service: &mut Service,
) {
    for word in row.exceptions.iter().filter_map(|row| row.to.as_ref()) {
        let to = register.current(word.as_str());
        let Some(to) = to.filter(|to| !is_responsible(register, service, *to)) else {
            continue;
        };
        let given = service.exceptions.len();
        service
            .exceptions
            .retain(|exception| exception.change != Change::DelegateTo(to));
        if service.exceptions.len() < given {
            let fault = Fault::NotResponsible {
                service: service.key.clone(),
                body: CleanText::new(word.as_str()),
                instead: None,
            };
            document.fault(word.as_str(), fault);
        }
    }
}

fn group(document: &mut Document<'_>, register: &Register, word: &str) -> Option<Group> {
    if word == "RG" {
        return Some(Group::RegionUnits);
    }
    if let Some(class) = Class::parse(word) {
        return Some(Group::Class(class));
    }
    let kind = register
        .kinds()
        .iter()
        .position(|kind| kind.key.as_str() == word);
    let id = kind.and_then(|at| u8::try_from(at).ok()).map(KindId);
    // Without a register every name would be a problem that only repeats the first.
    if id.is_none() && !register.is_empty() {
        let codes = Class::CODES
            .iter()
            .map(|(_, code)| (*code).to_owned())
            .chain(["RG".to_owned()]);
        let kinds = register.kinds().iter().map(|kind| kind.key.to_string());
        let allowed = codes.chain(kinds).collect::<Vec<_>>().join(", ");
        let fault = Fault::UnknownWord {
            field: "responsible",
            text: CleanText::new(word),
            allowed,
        };
        document.fault(word, fault);
    }
    id.map(|id| Group::Class(Class::Authority(id)))
}

fn exception(
    document: &mut Document<'_>,
    register: &Register,
    row: &ExceptionRow<'_>,
) -> Option<Exception> {
    let body = find_body(document, register, row.body.as_str())?;
    let delegate = Change::DelegateTo(body); // to whom, stands in another field
    let words = [
        (Change::Add, "add"),
        (Change::Remove, "remove"),
        (delegate, "delegate"),
    ];
    let word = row.change.as_str();
    let change = match (document.word("change", word, &words)?, row.to.as_ref()) {
        (Change::DelegateTo(_), Some(to)) => {
            Change::DelegateTo(find_body(document, register, to.as_str())?)
        }
        (Change::DelegateTo(_), None) => {
            let field = CleanText::new("to");
            document.fault(word, Fault::MissingField { field });
            return None;
        }
        (_, Some(to)) => {
            let fault = Fault::UnknownWord {
                field: "change",
                text: CleanText::new(word),
                allowed: "delegate".to_owned(),
            };
            document.fault(to.as_str(), fault);
            return None;
        }
        (change, None) => change,
    };
    let source = row
        .source
        .as_ref()
        .map(|source| document.clean(source.as_str()))
        .unwrap_or_default();
    Some(Exception {
        body,
        change,
        source,
    })
}

/// The body that has this key or took over the one that had it, or a problem that says whether the key or the register is at fault.
pub(super) fn find_body(
    document: &mut Document<'_>,
    register: &Register,
    key: &str,
) -> Option<BodyId> {
    let found = register.current(key);
    if found.is_none() && !register.is_empty() {
        let text = CleanText::new(key);
        let fault = match crate::domain::key::BodyKey::parse(key) {
            Some(_) => Fault::UnknownBody { key: text },
            None => Fault::BadKey { text },
        };
        document.fault(key, fault);
    }
    found
}
