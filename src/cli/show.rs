//! `ozgtop show`: one thing with its facts and its table.

use super::arguments::{Show, Shown};
use super::output;
use super::{Desk, Failure};
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::domain::body::{Body, BodyId, Class};
use crate::domain::collate::Folded;
use crate::domain::service::ServiceId;
use crate::export::Printed;
use crate::texts::fill;
use crate::ui::field::full_name;

pub(super) fn run(desk: &mut Desk<'_>, show: &Show) -> Result<(), Failure> {
    let mut model = desk.usable_model((80, 24))?;
    let municipal = |body: &Body| !matches!(body.class, Class::Authority(_));
    let (kind, screen) = match &show.what {
        Shown::Service { key } => (
            "service",
            Screen::Service {
                service: service(desk, &model, key)?,
                within: None,
            },
        ),
        Shown::District { key } => (
            "district",
            Screen::District(body(desk, &model, key, |body| body.class.is_district())?),
        ),
        Shown::Municipality { key } => (
            "municipality",
            Screen::Municipality(body(desk, &model, key, municipal)?),
        ),
        Shown::Cell {
            service: key,
            body: at,
        } => {
            let (service, body) = (
                service(desk, &model, key)?,
                body(desk, &model, at, municipal)?,
            );
            let cell = model
                .data
                .responsibility
                .serving(service, body)
                .ok_or_else(|| {
                    let service = model.data.catalogue.service(service).key.as_str();
                    Failure::Failed(fill(
                        desk.words.cli_cell_unknown,
                        &[("service", service), ("body", at)],
                    ))
                })?;
            ("cell", Screen::Cell(cell))
        }
    };
    let printed = Printed {
        kind,
        screen,
        with_facts: true,
    };
    output::print(
        &mut desk.out,
        &mut model,
        desk.context.charset,
        show.format,
        &printed,
    )?;
    Ok(())
}

/// The service with this key, OZG-ID, short name or name.
fn service(desk: &Desk<'_>, model: &Model, text: &str) -> Result<ServiceId, Failure> {
    let catalogue = &model.data.catalogue;
    let is_meant = |id: &ServiceId| catalogue.service(*id).is_called(text);
    let unknown = || Failure::Failed(fill(desk.words.cli_not_found, &[("text", text)]));
    catalogue.ids().find(is_meant).ok_or_else(unknown)
}

/// The one body with this key, AGS or name among those that may be meant.
fn body(
    desk: &Desk<'_>,
    model: &Model,
    text: &str,
    may: impl Fn(&Body) -> bool,
) -> Result<BodyId, Failure> {
    let register = &model.data.register;
    // An exact key names any body, a name only those that may be meant.
    if let Some(id) = register.find(text) {
        return Ok(id);
    }
    let lens = model.lens();
    let wanted = Folded::new(text);
    let is_meant = |id: &BodyId| {
        let body = register.body(*id);
        let by_ags = body.ags().is_some_and(|ags| ags == text);
        let full = [full_name(&lens, *id)];
        let names = register.names(*id).into_iter().chain(full);
        let names: Vec<_> = names.collect();
        let by_name = || names.iter().any(|name| Folded::new(name).is_same(&wanted));
        by_ags || by_name()
    };
    let mut found: Vec<_> = register.ids().filter(is_meant).collect();
    // An authority that shares its name with a city is not what a name alone means.
    if found.iter().any(|id| may(register.body(*id))) {
        found.retain(|id| may(register.body(*id)));
    }
    match found.as_slice() {
        [id] => Ok(*id),
        [] => Err(Failure::Failed(fill(
            desk.words.cli_not_found,
            &[("text", text)],
        ))),
        many => {
            let name = |id: &BodyId| {
                format!(
                    "{} ({})",
                    register.body(*id).key.as_str(),
                    full_name(&lens, *id)
                )
            };
            let choice = many.iter().map(name).collect::<Vec<_>>().join(", ");
            Err(Failure::Failed(fill(
                desk.words.cli_ambiguous,
                &[("text", text), ("choice", &choice)],
            )))
        }
    }
}
