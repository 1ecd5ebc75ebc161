//! The register: all bodies, who belongs to whom, and the order in which names are listed.

use std::sync::OnceLock;

use super::body::{AuthorityKind, Body, BodyId, Class, PopulationSource};
use super::collate::{self, Folded};
use super::date::Date;
use super::key::BodyKey;
use super::lookup::Lookup;
use super::text::CleanText;

/// A key that a body had before: it was renumbered, or went into another. What was reported under it stays readable.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Former {
    /// The key that is no more.
    pub key: BodyKey,
    /// The body that it went into; this may be a former one itself.
    pub into: BodyKey,
    /// The day from which on it is no more.
    pub since: Date,
}

/// How many times in a row a key may have changed; longer chains can only be circles.
const MAX_CHAIN: usize = 64;

/// All bodies of a Land. Ids are positions; an id of another register yields a body without a name, never a panic.
#[derive(Debug)]
pub struct Register {
    bodies: Vec<Body>,
    kinds: Vec<AuthorityKind>,
    sources: Vec<PopulationSource>,
    by_key: Lookup<BodyKey, BodyId>,
    former: Lookup<BodyKey, Former>,
    rank: Vec<u32>,
    /// Not before somebody searches: the first frame needs none.
    folded: OnceLock<Vec<Folded>>,
    inhabitants: Vec<Option<(u32, bool)>>,
    nobody: Body,
}

impl Register {
    /// Builds the register. Keys must be unique; parents must be ids of `bodies`.
    pub fn new(
        bodies: Vec<Body>,
        kinds: Vec<AuthorityKind>,
        sources: Vec<PopulationSource>,
    ) -> Self {
        let ids = || (0..).map(BodyId).zip(&bodies);
        let by_key = ids().map(|(id, body)| (body.key.clone(), id)).collect();
        let mut order: Vec<_> = ids()
            .map(|(id, body)| (collate::sort_key(body.name.as_str()), &body.key, id))
            .collect();
        order.sort_unstable();
        let mut rank = vec![0; bodies.len()];
        for (position, (_, _, id)) in (0..).zip(&order) {
            if let Some(slot) = rank.get_mut(id.index()) {
                *slot = position;
            }
        }
        let inhabitants = count_inhabitants(&bodies, &sources);
        Self {
            bodies,
            kinds,
            sources,
            by_key,
            former: Lookup::default(),
            rank,
            folded: OnceLock::new(),
            inhabitants,
            nobody: nobody(),
        }
    }

    /// Adds the keys that are no more.
    pub fn with_former(mut self, former: Vec<Former>) -> Self {
        self.former = former
            .into_iter()
            .map(|former| (former.key.clone(), former))
            .collect();
        self
    }

    /// The keys through which a former one went, itself first; nothing where the key is none.
    pub fn succession<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Former> {
        let next = |former: &&'a Former| self.former.get(former.into.as_str());
        std::iter::successors(self.former.get(key), next).take(MAX_CHAIN)
    }

    /// The body that has this key, or that the body of this key went into.
    pub fn current(&self, key: &str) -> Option<BodyId> {
        let into = self.succession(key).last();
        self.find(into.map_or(key, |former| former.into.as_str()))
    }

    /// Every key that is no more, with the body that it went into.
    pub fn former(&self) -> impl Iterator<Item = (&Former, BodyId)> {
        self.former
            .values()
            .filter_map(|former| Some((former, self.current(former.key.as_str())?)))
    }

    /// All ids in register order.
    pub fn ids(&self) -> impl Iterator<Item = BodyId> + use<> {
        (0..u32::try_from(self.bodies.len()).unwrap_or(u32::MAX)).map(BodyId)
    }

    /// How many bodies there are.
    pub fn len(&self) -> usize {
        self.bodies.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.bodies.is_empty()
    }

    /// The body with this id.
    pub fn body(&self, id: BodyId) -> &Body {
        self.bodies.get(id.index()).unwrap_or(&self.nobody)
    }

    /// The body with this key as files write it.
    pub fn find(&self, key: &str) -> Option<BodyId> {
        self.by_key.get(key).copied()
    }

    /// Position of the body's name in the alphabetical list (DIN 5007-1, then by key).
    pub fn rank(&self, id: BodyId) -> u32 {
        self.rank.get(id.index()).copied().unwrap_or(u32::MAX)
    }

    /// Name, ARS and AGS, prepared for searching.
    pub fn folded(&self, id: BodyId) -> Option<&Folded> {
        let fold = |body| searchable(body, &self.kinds);
        let folded = || self.bodies.iter().map(fold).collect();
        self.folded.get_or_init(folded).get(id.index())
    }

    /// Every name by which a body is called: bare, with its title, with the code of its class ("LK Osnabrück"), ARS or key,
    /// AGS, vehicle registration code ("OS", "LK OS").
    pub fn names(&self, id: BodyId) -> Vec<String> {
        let body = self.body(id);
        let code = match body.class {
            Class::Authority(kind) => self
                .kinds
                .get(usize::from(kind.0))
                .map_or("", |kind| kind.key.as_str()),
            class => class.code().unwrap_or_default(),
        };
        let title = title(body, &self.kinds);
        let mut names = vec![
            body.name.to_string(),
            format!("{title} {}", body.name),
            format!("{code} {}", body.name),
            body.key.as_str().to_owned(),
        ];
        names.extend(body.ags());
        if let Some(plate) = &body.plate {
            names.extend([plate.to_string(), format!("{code} {plate}")]);
        }
        names
    }

    /// The kinds of special authority.
    pub fn kinds(&self) -> &[AuthorityKind] {
        &self.kinds
    }

    /// The sources of the numbers of inhabitants.
    pub fn sources(&self) -> &[PopulationSource] {
        &self.sources
    }

    /// The districts: Landkreise, Region and kreisfreie Städte.
    pub fn districts(&self) -> impl Iterator<Item = BodyId> {
        self.ids().filter(|id| self.body(*id).class.is_district())
    }

    /// The executing units of the Gemeinde level.
    pub fn units(&self) -> impl Iterator<Item = BodyId> {
        self.ids().filter(|id| self.body(*id).class.is_unit())
    }

    /// Every municipality: the rows of the municipality register and the Samtgemeinden.
    pub fn municipalities(&self) -> impl Iterator<Item = BodyId> {
        self.ids().filter(|id| {
            let class = self.body(*id).class;
            class.is_register_row() || class == Class::Samtgemeinde
        })
    }

    /// Everything that lies in a district, the district itself included.
    pub fn within(&self, district: BodyId) -> impl Iterator<Item = BodyId> {
        self.ids()
            .filter(move |id| self.body(*id).district == Some(district))
    }

    /// Inhabitants of a body; those of a Samtgemeinde are the sum of its members. The flag says whether all are official.
    pub fn inhabitants(&self, id: BodyId) -> Option<(u32, bool)> {
        self.inhabitants.get(id.index()).copied().flatten()
    }
}

/// What stands before the name of a body when it is named in full; empty where nothing does.
fn title<'a>(body: &Body, kinds: &'a [AuthorityKind]) -> &'a str {
    match (body.class, body.designation) {
        (Class::Landkreis, _) => "Landkreis",
        (Class::Samtgemeinde, _) => "Samtgemeinde",
        (Class::Authority(kind), _) => kinds
            .get(usize::from(kind.0))
            .map_or("", |kind| kind.name.de.as_str()),
        (_, Some(designation)) => designation.code(),
        (_, None) => "",
    }
}

/// Title, name, ARS, AGS and the vehicle registration code: what a person may type.
fn searchable(body: &Body, kinds: &[AuthorityKind]) -> Folded {
    let ags = body.ags().unwrap_or_default();
    let title = title(body, kinds);
    let code = body.class.code().unwrap_or_default();
    let plate = body.plate.as_ref().map(|plate| format!("{code} {plate}"));
    Folded::new(&format!(
        "{title} {} {} {ags} {}",
        body.name,
        body.key.as_str(),
        plate.unwrap_or_default(),
    ))
}

/// Inhabitants of every body and whether all of them are official; a Samtgemeinde has those of its members.
fn count_inhabitants(bodies: &[Body], sources: &[PopulationSource]) -> Vec<Option<(u32, bool)>> {
    let own = |body: &Body| {
        let population = body.population?;
        let official = sources
            .get(population.source)
            .is_some_and(|source| source.official);
        Some((population.count, official))
    };
    let mut all: Vec<_> = bodies.iter().map(own).collect();
    for body in bodies {
        let (Some(parent), Some((count, official))) = (body.samtgemeinde, own(body)) else {
            continue;
        };
        if let Some(sum) = all.get_mut(parent.index()) {
            let (before, all_official) = sum.unwrap_or((0, true));
            *sum = Some((before.saturating_add(count), all_official && official));
        }
    }
    all
}

fn nobody() -> Body {
    Body {
        key: BodyKey::default(),
        name: CleanText::default(),
        class: Class::Gemeindefrei,
        designation: None,
        district: None,
        samtgemeinde: None,
        plate: None,
        population: None,
        area_km2: None,
        position: None,
    }
}
