//! What the words of an address mean in the data: services, bodies, providers, by whichever of their names.

use super::{Mistake, Wanted, What, Word};
use crate::domain::body::{Body, BodyId, Class};
use crate::domain::cell::ProviderId;
use crate::domain::collate::Folded;
use crate::domain::dataset::Dataset;
use crate::domain::key::{BodyKey, Level};
use crate::domain::nearest::nearest;
use crate::domain::register::Register;
use crate::domain::service::ServiceId;

/// The word for what has no provider, or lies in no group.
pub(super) const NONE: &str = "none";

/// Most names that are offered.
const OFFERED: usize = 5;

/// The service of this key, OZG-ID, short name or name.
pub(super) fn service(data: &Dataset, word: &Word) -> Result<ServiceId, Mistake> {
    let catalogue = &data.catalogue;
    if let Some(id) = catalogue.find(&word.text) {
        return Ok(id);
    }
    let is_meant = |id: &ServiceId| catalogue.service(*id).is_called(&word.text);
    if let Some(id) = catalogue.ids().find(is_meant) {
        return Ok(id);
    }
    let known = catalogue.ids();
    let known = known.flat_map(|id| catalogue.service(id).names());
    let near = nearest(&word.text, known.map(|name| (name.as_str(), name)));
    let near = near.map(ToString::to_string).into_iter().collect();
    Err(word.unknown(Wanted::Service, near))
}

/// The body of exactly this key: as files write it, the five digits of a district, or the eight of an AGS.
fn exact(register: &Register, text: &str) -> Option<BodyId> {
    let district = |digits: &str| register.find(&format!("{digits}0000000"));
    let by_ags = || {
        let has = |id: &BodyId| register.body(*id).ags().is_some_and(|ags| ags == text);
        let mut found = register.ids().filter(has);
        found.next().filter(|_| found.next().is_none())
    };
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let found = register.find(text);
    found.or_else(|| match text.len() {
        5 if is_number => district(text),
        8 if is_number => text.strip_suffix("000").and_then(district).or_else(by_ags),
        _ => None,
    })
}

/// The one body with this key or name among those that may be meant; a key names any of them.
pub(super) fn body(
    data: &Dataset,
    word: &Word,
    wanted: Wanted,
    may: impl Fn(&Body) -> bool,
) -> Result<BodyId, Mistake> {
    let register = &data.register;
    if let Some(id) = exact(register, &word.text).filter(|id| may(register.body(*id))) {
        return Ok(id);
    }
    let folded = Folded::new(&word.text);
    let may_be = |id: &BodyId| may(register.body(*id));
    let is_meant = |id: &BodyId| {
        let is_same = |name: &String| Folded::new(name).is_same(&folded);
        register.names(*id).iter().any(is_same)
    };
    let mut found: Vec<_> = register.ids().filter(may_be).filter(is_meant).collect();
    // An authority that shares its name with a city is not what a name alone means.
    let is_municipal = |id: &BodyId| !matches!(register.body(*id).class, Class::Authority(_));
    if found.iter().any(is_municipal) {
        found.retain(is_municipal);
    }
    match found.as_slice() {
        [one] => Ok(*one),
        [] => {
            let names = register.ids().filter(may_be);
            let names = names.map(|id| (register.body(id).name.as_str(), id));
            let near = nearest(&word.text, names);
            let near = near.map(|id| register.body(id).name.to_string());
            Err(word.unknown(wanted, near.into_iter().collect()))
        }
        many => {
            let told =
                |id: &BodyId| format!("{} {}", short(register, *id), register.body(*id).name);
            let told = many.iter().take(OFFERED).map(told).collect();
            Err(word.wrong(What::Several(word.text.clone(), told)))
        }
    }
}

/// The shortest key by which a body is found again: the five digits of a district, an AGS, its key.
pub(super) fn short(register: &Register, id: BodyId) -> String {
    let key: &BodyKey = &register.body(id).key;
    let district = key.ars().filter(|ars| ars.level() == Level::District);
    let digits = district.and_then(|_| key.as_str().get(..5).map(str::to_owned));
    let short = digits.or_else(|| register.body(id).ags());
    let is_found = |short: &String| exact(register, short) == Some(id);
    short
        .filter(is_found)
        .unwrap_or_else(|| key.as_str().to_owned())
}

/// The provider of this name, or `None` for the cells without one.
pub(super) fn provider(data: &Dataset, word: &Word) -> Result<Option<ProviderId>, Mistake> {
    let names = || (0..).map(ProviderId).zip(&data.rollout.values.providers);
    let found = names().find(|(_, name)| name.as_str() == word.text);
    let folded = Folded::new(&word.text);
    let is_none = word.text.is_empty() || word.text == NONE;
    let alike = || {
        let same = |name: &str| Folded::new(name).is_same(&folded);
        names().find(|(_, name)| !is_none && same(name.as_str()))
    };
    if let Some((id, _)) = found.or_else(alike) {
        return Ok(Some(id));
    }
    if is_none {
        return Ok(None);
    }
    let near = nearest(&word.text, names().map(|(_, name)| (name.as_str(), name)));
    let near = near.map(ToString::to_string).into_iter().collect();
    Err(word.unknown(Wanted::Provider, near))
}

/// The name of a provider as [`provider`] reads it.
pub(super) fn provider_name(data: &Dataset, id: Option<ProviderId>) -> String {
    let providers = &data.rollout.values;
    match id.and_then(|id| providers.provider(id)) {
        Some(name) => name.to_string(),
        // Somebody may really be called so.
        None if providers.providers.iter().any(|it| it.as_str() == NONE) => String::new(),
        None => NONE.to_owned(),
    }
}
