//! `ozgtop show`: one thing with its facts and its table.

use super::arguments::{Show, Shown};
use super::output::{self, Printed};
use super::{Desk, Failure};
use crate::app::model::Model;
use crate::app::screen::Screen;
use crate::domain::body::{Body, BodyId};
use crate::domain::collate::sort_key;
use crate::domain::service::ServiceId;
use crate::texts::fill;
use crate::ui::field::full_name;

pub(super) fn run(desk: &mut Desk<'_>, show: &Show) -> Result<(), Failure> {
    let model = desk.usable_model((80, 24))?;
    let any = |_: &Body| true;
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
            Screen::Municipality(body(desk, &model, key, any)?),
        ),
        Shown::Cell {
            service: key,
            body: at,
        } => {
            let (service, body) = (service(desk, &model, key)?, body(desk, &model, at, any)?);
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
        &model,
        desk.context.charset,
        show.format,
        &printed,
    )?;
    Ok(())
}

/// The service with this key, OZG-ID, short name or name.
fn service(desk: &Desk<'_>, model: &Model, text: &str) -> Result<ServiceId, Failure> {
    let catalogue = &model.data.catalogue;
    let wanted = sort_key(text);
    let is_meant = |id: &ServiceId| {
        let service = catalogue.service(*id);
        let names = [
            &service.name.de,
            &service.name.en,
            &service.short,
            &service.key,
        ];
        service.ozg_id.to_string() == text
            || names.iter().any(|name| sort_key(name.as_str()) == wanted)
    };
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
    if let Some(id) = register.find(text).filter(|id| may(register.body(*id))) {
        return Ok(id);
    }
    let lens = model.lens();
    let wanted = sort_key(text);
    let is_meant = |id: &BodyId| {
        let body = register.body(*id);
        let by_ags = body
            .key
            .ars()
            .and_then(|ars| ars.ags())
            .is_some_and(|ags| ags == text);
        let by_name =
            || sort_key(body.name.as_str()) == wanted || sort_key(&full_name(&lens, *id)) == wanted;
        may(body) && (by_ags || by_name())
    };
    let found: Vec<_> = register.ids().filter(is_meant).collect();
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
