//! Names in a filter: the services, bodies, providers and texts that a value means.

use super::Mistake;
use super::bind::{Empty, Texts, Values};
use super::field::Operator;
use super::vocabulary::{self, Kind};
use crate::domain::body::{BodyId, Class};
use crate::domain::collate::Folded;
use crate::domain::dataset::Dataset;
use crate::domain::nearest::nearest;
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;

pub(super) fn services(values: &Values<'_>, data: &Dataset) -> Result<Vec<bool>, Mistake> {
    let names: Vec<Vec<Folded>> = data
        .catalogue
        .ids()
        .map(|id| service_names(data, id))
        .collect();
    let mut found = vec![false; names.len()];
    let near = |value: &str| {
        let known = data.catalogue.ids();
        let known = known.flat_map(|id| data.catalogue.service(id).names());
        let nearest = nearest(value, known.map(|name| (name.as_str(), name)));
        nearest.map(ToString::to_string).into_iter().collect()
    };
    values.each(
        |value| {
            let wanted = Folded::new(value);
            let mut any = None;
            for (names, found) in names.iter().zip(&mut found) {
                if names.iter().any(|name| values.is_met(&wanted, name)) {
                    *found = true;
                    any = Some(());
                }
            }
            // A part of a name that nobody bears is no mistake: it finds nothing.
            any.or((values.operator() == Operator::Contains).then_some(()))
        },
        near,
    )?;
    Ok(found)
}

/// Everything by which a service is called.
fn service_names(data: &Dataset, id: ServiceId) -> Vec<Folded> {
    let service = data.catalogue.service(id);
    let id = service.ozg_id.to_string();
    let names = service.names().into_iter().chain(&service.leika);
    let names = names.map(CleanText::as_str).chain([id.as_str()]);
    names.map(Folded::new).collect()
}

pub(super) fn bodies(
    values: &Values<'_>,
    data: &Dataset,
    may: impl Fn(BodyId) -> bool,
    may_be_none: bool,
) -> Result<(Vec<bool>, Empty), Mistake> {
    let register = &data.register;
    let mut found = vec![false; register.len()];
    let mut empty = false;
    let near = |value: &str| {
        let known = register.ids().filter(|id| may(*id));
        let names = known.map(|id| (register.body(id).name.as_str(), id));
        let nearest = nearest(value, names);
        let name = nearest.map(|id| register.body(id).name.to_string());
        name.into_iter().collect()
    };
    values.each(
        |value| {
            if may_be_none && vocabulary::is_none(value) {
                empty = true;
                return Some(());
            }
            let wanted = Folded::new(value);
            let is_part = values.operator() == Operator::Contains;
            let is_meant = |id: BodyId| match register.folded(id) {
                // Every name stands in the folded text, so it tells quickly who cannot be meant.
                Some(text) if is_part => text.contains(&wanted),
                Some(_) => register
                    .names(id)
                    .iter()
                    .any(|name| Folded::new(name).is_same(&wanted)),
                None => false,
            };
            let mut any = is_part.then_some(());
            for id in register.ids().filter(|id| may(*id) && is_meant(*id)) {
                any = Some(());
                if let Some(found) = found.get_mut(id.index()) {
                    *found = true;
                }
            }
            any
        },
        near,
    )?;
    Ok((found, empty))
}

pub(super) fn kinds(values: &Values<'_>, data: &Dataset) -> Result<Vec<bool>, Mistake> {
    let register = &data.register;
    let authority = |value: &str| {
        let wanted = Folded::new(value);
        register.kinds().iter().position(|kind| {
            let names = [&kind.key, &kind.name.de, &kind.name.en];
            names
                .iter()
                .any(|name| Folded::new(name.as_str()).is_same(&wanted))
        })
    };
    let mut found = vec![false; register.len()];
    let near = |_: &str| {
        let codes = Class::CODES.iter().map(|(_, code)| (*code).to_owned());
        codes
            .chain(register.kinds().iter().map(|kind| kind.key.to_string()))
            .collect()
    };
    values.each(
        |value| {
            let municipal = vocabulary::meaning(&vocabulary::KINDS, value);
            let special = authority(value);
            if municipal.is_none() && special.is_none() {
                return None;
            }
            for (id, found) in register.ids().zip(&mut found) {
                let body = register.body(id);
                *found |= match (municipal, body.class) {
                    (Some(Kind::Class(class)), own) => class == own,
                    (Some(Kind::Designation(title)), _) => body.designation == Some(title),
                    (None, Class::Authority(kind)) => special == Some(usize::from(kind.0)),
                    (None, _) => false,
                };
            }
            Some(())
        },
        near,
    )?;
    Ok(found)
}

pub(super) fn named<'a>(
    values: &Values<'_>,
    names: impl Iterator<Item = &'a str>,
) -> Result<(Vec<bool>, Empty), Mistake> {
    let plain: Vec<&str> = names.collect();
    let names: Vec<Folded> = plain.iter().map(|name| Folded::new(name)).collect();
    let mut found = vec![false; names.len()];
    let mut empty = false;
    let near = |value: &str| {
        let wanted = Folded::new(value);
        let part = names
            .iter()
            .zip(&plain)
            .filter(|(name, _)| name.contains(&wanted));
        let part: Vec<_> = part.map(|(_, name)| (*name).to_owned()).take(3).collect();
        if !part.is_empty() {
            return part;
        }
        let nearest = nearest(value, plain.iter().map(|name| (*name, *name)));
        nearest.map(str::to_owned).into_iter().collect()
    };
    values.each(
        |value| {
            if vocabulary::is_none(value) {
                empty = true;
                return Some(());
            }
            let wanted = Folded::new(value);
            let mut any = (values.operator() == Operator::Contains).then_some(());
            for (name, found) in names.iter().zip(&mut found) {
                if values.is_met(&wanted, name) {
                    *found = true;
                    any = Some(());
                }
            }
            any
        },
        near,
    )?;
    Ok((found, empty))
}

pub(super) fn texts(values: &Values<'_>, data: &Dataset) -> Texts {
    let wanted: Vec<_> = values
        .located
        .term
        .values
        .iter()
        .map(|value| Folded::new(value))
        .collect();
    let in_text = |text: &Folded| wanted.iter().any(|wanted| text.contains(wanted));
    let in_name = |name: &str| in_text(&Folded::new(name));
    let known = &data.rollout.values;
    let services = data
        .catalogue
        .ids()
        .map(|id| service_names(data, id).iter().any(in_text));
    let bodies = data
        .register
        .ids()
        .map(|id| data.register.folded(id).is_some_and(in_text));
    let details = known.details.iter().map(|detail| {
        let texts = [&detail.blocker, &detail.url, &detail.contact, &detail.note];
        texts
            .into_iter()
            .flatten()
            .any(|text| in_name(text.as_str()))
    });
    Texts {
        services: services.collect(),
        bodies: bodies.collect(),
        providers: known
            .providers
            .iter()
            .map(|name| in_name(name.as_str()))
            .collect(),
        procedures: known
            .procedures
            .iter()
            .map(|name| in_name(name.as_str()))
            .collect(),
        details: details.collect(),
    }
}
