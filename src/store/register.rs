//! `bodies`: the register. Most of what a body is follows from its ARS.

use std::ops::RangeInclusive;

use super::document::{Document, Row};
use super::folder::Format;
use super::land::names;
use super::shapes::{
    AuthorityRow, BodiesFile, FormerRow, JsonRaw, KindRow, MunicipalRow, Parsed,
    PopulationSourceRow, Raw, RonRaw,
};
use crate::domain::body::{
    AuthorityKind, Body, BodyId, Class, Designation, KindId, Population, PopulationSource,
};
use crate::domain::key::{Ars, BodyKey, Level};
use crate::domain::lookup::Lookup;
use crate::domain::origin::Origin;
use crate::domain::problem::Fault;
use crate::domain::register::{Former, Register};
use crate::domain::text::CleanText;

/// The register, its source, and the file it was imported from.
pub(super) type Registered = (Register, CleanText, Option<Origin>);

pub(super) fn read(document: &mut Document<'_>) -> Option<Registered> {
    match document.format() {
        Format::Json => read_rows::<JsonRaw<'_>>(document),
        Format::Ron => read_rows::<RonRaw<'_>>(document),
    }
}

fn read_rows<'a, R: Raw<'a> + Row<'a, MunicipalRow<'a>>>(
    document: &mut Document<'a>,
) -> Option<Registered> {
    let sound = document.at_once(
        |document, file: BodiesFile<'a, R, Parsed<MunicipalRow<'a>>>| {
            Some(register(document, file))
        },
    );
    if sound.is_some() {
        return sound;
    }
    let file: BodiesFile<'a, R, R> = document.file()?;
    Some(register(document, file))
}

fn register<'a, R: Raw<'a>, M: Row<'a, MunicipalRow<'a>>>(
    document: &mut Document<'a>,
    file: BodiesFile<'a, R, M>,
) -> Registered {
    let source = document.clean(file.source.as_str());
    let origin = document.origin(file.imported.as_ref());
    let mut draft = Draft::default();
    for raw in &file.population_sources {
        if let Some(row) = document.row::<PopulationSourceRow<'_>>(raw.text()) {
            let (key, name) = (document.clean(row.key.as_str()), names(document, &row.name));
            draft.sources.push(PopulationSource {
                key,
                name,
                official: row.official,
            });
        }
    }
    for raw in &file.authority_kinds {
        if let Some(row) = document.row::<KindRow<'_>>(raw.text()) {
            let (key, name) = (document.clean(row.key.as_str()), names(document, &row.name));
            draft.kinds.push(AuthorityKind { key, name });
        }
    }
    let municipal = [file.districts, file.samtgemeinden, file.municipalities];
    for row in municipal.into_iter().flatten() {
        if let Some((_, row)) = row.read(document) {
            draft.municipal(document, &row);
        }
    }
    for raw in &file.authorities {
        if let Some(row) = document.row::<AuthorityRow<'_>>(raw.text()) {
            draft.authority(document, &row);
        }
    }
    let rows = file.former.iter();
    let rows: Vec<FormerRow<'a>> = rows.filter_map(|raw| document.row(raw.text())).collect();
    let former = rows.iter().filter_map(|row| draft.former(document, row));
    let former = former.collect();
    let register = Register::new(draft.bodies, draft.kinds, draft.sources).with_former(former);
    for row in &rows {
        let is_former = register.succession(row.ars.as_str()).next().is_some();
        if is_former && register.current(row.ars.as_str()).is_none() {
            let key = CleanText::new(row.into.as_str());
            document.fault(row.into.as_str(), Fault::UnknownBody { key });
        }
    }
    (register, source, origin)
}

/// The register while it is read: parents stand before their children.
#[derive(Default)]
struct Draft {
    bodies: Vec<Body>,
    by_key: Lookup<BodyKey, BodyId>,
    kinds: Vec<AuthorityKind>,
    sources: Vec<PopulationSource>,
}

impl Draft {
    fn municipal(&mut self, document: &mut Document<'_>, row: &MunicipalRow<'_>) {
        let key = row.ars.as_str();
        let Some(ars) = Ars::parse(key) else {
            document.fault(
                key,
                Fault::BadKey {
                    text: CleanText::new(key),
                },
            );
            return;
        };
        let Some(class) = class(document, ars, row) else {
            return;
        };
        let district = if class.is_district() {
            Some(self.next())
        } else {
            self.parent(document, key, ars.district())
        };
        let samtgemeinde = match ars.level() {
            Level::Member => self.parent(document, key, ars.verband()),
            _ => None,
        };
        let designation = row.designation.as_ref();
        let words = Designation::CODES;
        let body = Body {
            key: ars.into(),
            name: document.clean(row.name.as_str()),
            class,
            designation: designation
                .and_then(|word| document.word("designation", word.as_str(), &words)),
            district,
            samtgemeinde,
            plate: row
                .plate
                .as_ref()
                .map(|plate| document.clean(plate.as_str())),
            population: self.population(document, row),
            area_km2: within(document, "area_km2", row.area_km2, 0.0..=f32::MAX),
            position: within(document, "lat", row.lat, -90.0..=90.0).zip(within(
                document,
                "lon",
                row.lon,
                -180.0..=180.0,
            )),
        };
        self.push(document, key, body);
    }

    fn population(
        &self,
        document: &mut Document<'_>,
        row: &MunicipalRow<'_>,
    ) -> Option<Population> {
        let count = row.population?;
        let key = row
            .population_source
            .as_ref()
            .map_or("", super::shapes::Word::as_str);
        if row.population_source.is_none() {
            let field = CleanText::new("population_source");
            document.fault_of_field("population", Fault::MissingField { field });
            return None;
        }
        let source = self
            .sources
            .iter()
            .position(|source| source.key.as_str() == key);
        if source.is_none() {
            let allowed = self
                .sources
                .iter()
                .map(|source| source.key.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            let text = CleanText::new(key);
            document.fault(
                key,
                Fault::UnknownWord {
                    field: "population_source",
                    text,
                    allowed,
                },
            );
        }
        source.map(|source| Population { count, source })
    }

    fn authority(&mut self, document: &mut Document<'_>, row: &AuthorityRow<'_>) {
        let text = row.key.as_str();
        let key = BodyKey::parse(text);
        let kind = key.as_ref().and_then(BodyKey::authority_kind);
        let kind = kind.and_then(|kind| {
            self.kinds
                .iter()
                .position(|known| known.key.as_str() == kind)
        });
        let id = kind.and_then(|at| u8::try_from(at).ok()).map(KindId);
        let (Some(key), Some(id)) = (key.clone(), id) else {
            let fault = match key.as_ref().and_then(BodyKey::authority_kind) {
                Some(kind) => Fault::UnknownWord {
                    field: "authority_kinds",
                    text: CleanText::new(kind),
                    allowed: self.known_kinds(),
                },
                None => Fault::BadKey {
                    text: CleanText::new(text),
                },
            };
            document.fault(text, fault);
            return;
        };
        let district = row.district.as_ref().and_then(|word| {
            let found = self.by_key.get(word.as_str()).copied();
            if found.is_none() {
                document.fault(
                    word.as_str(),
                    Fault::UnknownBody {
                        key: CleanText::new(word.as_str()),
                    },
                );
            }
            found
        });
        let body = Body {
            key,
            name: document.clean(row.name.as_str()),
            class: Class::Authority(id),
            designation: None,
            district,
            samtgemeinde: None,
            plate: None,
            population: None,
            area_km2: None,
            position: None,
        };
        self.push(document, text, body);
    }

    /// A key that is no more; one that is still in force is a problem.
    fn former(&self, document: &mut Document<'_>, row: &FormerRow<'_>) -> Option<Former> {
        let mut key = |word: &str| {
            let key = Ars::parse(word);
            if key.is_none() {
                let text = CleanText::new(word);
                document.fault(word, Fault::BadKey { text });
            }
            key.map(BodyKey::from)
        };
        let (ars, into) = (key(row.ars.as_str()), key(row.into.as_str()));
        let since = document.date(row.since.as_str());
        let ars = ars?;
        if self.by_key.contains_key(&ars) {
            let key = CleanText::new(ars.as_str());
            document.fault(row.ars.as_str(), Fault::DuplicateKey { key });
            return None;
        }
        Some(Former {
            key: ars,
            into: into?,
            since: since?,
        })
    }

    fn known_kinds(&self) -> String {
        let kinds: Vec<_> = self.kinds.iter().map(|kind| kind.key.as_str()).collect();
        kinds.join(", ")
    }

    fn parent(&self, document: &mut Document<'_>, at: &str, parent: Ars) -> Option<BodyId> {
        let found = self.by_key.get(parent.as_str()).copied();
        if found.is_none() {
            document.fault(
                at,
                Fault::NoParent {
                    key: CleanText::new(parent.as_str()),
                },
            );
        }
        found
    }

    fn next(&self) -> BodyId {
        BodyId(u32::try_from(self.bodies.len()).unwrap_or(u32::MAX))
    }

    fn push(&mut self, document: &mut Document<'_>, at: &str, body: Body) {
        if self.by_key.contains_key(&body.key) {
            document.fault(
                at,
                Fault::DuplicateKey {
                    key: CleanText::new(at),
                },
            );
            return;
        }
        self.by_key.insert(body.key.clone(), self.next());
        self.bodies.push(body);
    }
}

/// A number in its range, or a problem.
fn within(
    document: &mut Document<'_>,
    field: &'static str,
    value: Option<f32>,
    range: RangeInclusive<f32>,
) -> Option<f32> {
    let fits = value.filter(|value| range.contains(value));
    if fits.is_none() && value.is_some() {
        document.fault_of_field(field, Fault::OutOfRange { field });
    }
    fits
}

/// The class a row states, or the one that its ARS tells.
fn class(document: &mut Document<'_>, ars: Ars, row: &MunicipalRow<'_>) -> Option<Class> {
    if let Some(word) = row.class.as_ref() {
        return document.word("class", word.as_str(), &Class::CODES);
    }
    Some(match ars.level() {
        Level::District => Class::Landkreis,
        Level::Verband => Class::Samtgemeinde,
        Level::Unitary => Class::Einheitsgemeinde,
        Level::Member => Class::Mitgliedsgemeinde,
        Level::Unincorporated => Class::Gemeindefrei,
    })
}
