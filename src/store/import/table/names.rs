//! Which body a list means: by key, or by name with what helps: its kind, its district, who is responsible.

use std::collections::HashMap;

use super::words::folded;
use crate::domain::body::{BodyId, Class, Designation};
use crate::domain::nearest::nearest;
use crate::domain::register::Register;
use crate::domain::responsibility::Responsibility;
use crate::domain::service::ServiceId;

/// What a word says of the kind of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Landkreis,
    Region,
    Samtgemeinde,
    Stadt,
    Titled(Designation),
    Gemeinde,
    Authority(usize),
}

/// Words for kinds, folded, the longest first.
const KINDS: [(&str, Kind); 22] = [
    ("kreisfreie stadt", Kind::Stadt),
    ("landeshauptstadt", Kind::Stadt),
    ("universitatsstadt", Kind::Stadt),
    ("hansestadt", Kind::Stadt),
    ("samtgemeinde", Kind::Samtgemeinde),
    ("einheitsgemeinde", Kind::Gemeinde),
    ("mitgliedsgemeinde", Kind::Gemeinde),
    ("landkreis", Kind::Landkreis),
    ("gemeinde", Kind::Gemeinde),
    ("flecken", Kind::Titled(Designation::Flecken)),
    ("region", Kind::Region),
    ("markt", Kind::Titled(Designation::Markt)),
    ("stadt", Kind::Stadt),
    ("kreis", Kind::Landkreis),
    ("lk", Kind::Landkreis),
    ("rh", Kind::Region),
    ("ks", Kind::Stadt),
    ("gs", Kind::Stadt),
    ("hg", Kind::Stadt),
    ("eg", Kind::Gemeinde),
    ("mg", Kind::Gemeinde),
    ("sg", Kind::Samtgemeinde),
];

/// What a row says of a body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Asked<'a> {
    pub(super) code: &'a str,
    pub(super) name: &'a str,
    pub(super) kind: &'a str,
    pub(super) district: &'a str,
}

impl<'a> Asked<'a> {
    /// What is told where it is not understood.
    pub(super) fn shown(&self) -> &'a str {
        if self.name.is_empty() {
            self.code
        } else {
            self.name
        }
    }
}

/// The bodies that a row may mean.
#[derive(Clone, Debug, Default)]
pub(super) struct Found {
    /// None where the name is unknown.
    pub(super) bodies: Vec<BodyId>,
    /// Whether the kind or the district beside the name are those of none of them.
    pub(super) is_contradicted: bool,
}

/// All names of a register.
pub(super) struct Names<'a> {
    register: &'a Register,
    by_name: HashMap<String, Vec<BodyId>>,
    by_plate: HashMap<String, BodyId>,
    by_code: HashMap<String, BodyId>,
    kinds: Vec<(String, Kind)>,
}

impl<'a> Names<'a> {
    pub(super) fn new(register: &'a Register) -> Self {
        let mut names = Self {
            register,
            by_name: HashMap::new(),
            by_plate: HashMap::new(),
            by_code: HashMap::new(),
            kinds: KINDS
                .iter()
                .map(|(word, kind)| (folded(word), *kind))
                .collect(),
        };
        for (at, kind) in register.kinds().iter().enumerate() {
            for word in [&kind.key, &kind.name.de] {
                names
                    .kinds
                    .push((folded(word.as_str()), Kind::Authority(at)));
            }
        }
        for id in register.ids() {
            names.add(id);
        }
        names
    }

    fn add(&mut self, id: BodyId) {
        let body = self.register.body(id);
        self.by_code.insert(body.key.as_str().to_owned(), id);
        if let Some(ags) = body.ags() {
            self.by_code.insert(ags, id);
        }
        if let Some(plate) = &body.plate {
            self.by_plate.insert(folded(plate.as_str()), id);
        }
        let name = body.name.as_str();
        let bare = name.split([',', '(']).next().unwrap_or(name);
        let mut keys = vec![folded(name), folded(bare)];
        // "Heidekreis" is called that, not "Kreis Heidekreis".
        keys.dedup();
        for key in keys {
            let ids = self.by_name.entry(key).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
    }

    /// All bodies that a row may mean. A key says which one; beside a name, kind and district must fit.
    pub(super) fn candidates(&self, asked: Asked<'_>) -> Found {
        let code = self
            .by_code(asked.code)
            .or_else(|| self.by_code(asked.name));
        if let Some(id) = code {
            return Found {
                bodies: vec![id],
                is_contradicted: false,
            };
        }
        let mut bodies = self.named(asked);
        let is_contradicted = !bodies.is_empty() && !self.narrow(&mut bodies, asked);
        if is_contradicted {
            bodies.extend(self.longer(asked.name));
        }
        Found {
            bodies,
            is_contradicted,
        }
    }

    /// Bodies whose name begins so: "Königslutter am Elm" for "Königslutter".
    fn longer(&self, name: &str) -> Vec<BodyId> {
        let start = folded(name) + " ";
        let named = |id: &BodyId| {
            let name = folded(self.register.body(*id).name.as_str());
            let is_known = self.by_name.get(start.trim_end());
            name.starts_with(&start) && !is_known.is_some_and(|known| known.contains(id))
        };
        self.register.ids().filter(named).collect()
    }

    /// All bodies of a name.
    fn named(&self, asked: Asked<'_>) -> Vec<BodyId> {
        let name = folded(asked.name);
        let whole = self.by_name.get(&name).cloned().unwrap_or_default();
        let (rest, named) = self.without_kind(&name);
        match named {
            Some(kind) => {
                let by_name = self.by_name.get(rest).cloned().unwrap_or_default();
                let mut of_kind: Vec<_> = by_name
                    .into_iter()
                    .filter(|id| self.is_of(*id, kind))
                    .collect();
                if of_kind.is_empty() && kind == Kind::Landkreis {
                    of_kind.extend(self.by_plate.get(rest));
                }
                of_kind.extend(
                    whole
                        .iter()
                        .filter(|id| !of_kind.contains(id))
                        .copied()
                        .collect::<Vec<_>>(),
                );
                of_kind
            }
            None => whole,
        }
    }

    /// Keeps those of the kind and the district that other columns name; false where that is none of them.
    fn narrow(&self, found: &mut Vec<BodyId>, asked: Asked<'_>) -> bool {
        let kind = folded(asked.kind);
        let kind = self.kinds.iter().find(|(word, _)| *word == kind);
        if let Some((_, kind)) = kind {
            let fits = keep_if_any(found, |id| self.is_of(id, *kind))
                || (*kind == Kind::Gemeinde && keep_if_any(found, |id| self.is_municipality(id)));
            if !fits {
                return false;
            }
        }
        let district = folded(asked.district);
        if !district.chars().any(char::is_alphanumeric) || district.starts_with("kreisfrei") {
            return true;
        }
        let districts = self.districts(asked.district);
        let of = |id: BodyId| self.register.body(id).district;
        // A body that belongs to no district contradicts none.
        keep_if_any(found, |id| {
            of(id).is_some_and(|own| districts.contains(&own))
        }) || keep_if_any(found, |id| of(id).is_none())
    }

    /// The districts that a text may mean: of a town and the Landkreis around it, both.
    fn districts(&self, text: &str) -> Vec<BodyId> {
        let whole = format!("Region {text}");
        for name in [text, &whole] {
            let asked = Asked {
                name,
                ..Asked::default()
            };
            let mut districts = self.candidates(asked).bodies;
            districts.retain(|id| self.register.body(*id).class.is_district());
            if !districts.is_empty() {
                return districts;
            }
        }
        let plate = self.by_plate.get(&folded(text));
        plate.copied().into_iter().collect()
    }

    /// Whether somebody may call it a Gemeinde: towns are that, too.
    fn is_municipality(&self, id: BodyId) -> bool {
        let class = self.register.body(id).class;
        class.is_register_row() && !class.is_district() && class != Class::Gemeindefrei
    }

    /// An ARS or AGS, with its leading zero or without; or a key of a special authority.
    fn by_code(&self, text: &str) -> Option<BodyId> {
        let code: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if let Some(id) = self.by_code.get(&code) {
            return Some(*id);
        }
        let is_number = !code.is_empty() && code.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || !matches!(code.len(), 4 | 7 | 11) {
            return None;
        }
        self.by_code.get(&format!("0{code}")).copied()
    }

    /// A name without the word of a kind before or after it.
    fn without_kind<'n>(&self, name: &'n str) -> (&'n str, Option<Kind>) {
        for (word, kind) in &self.kinds {
            let before = name
                .strip_prefix(word.as_str())
                .and_then(|rest| rest.strip_prefix(' '));
            let after = name
                .strip_suffix(word.as_str())
                .and_then(|rest| rest.strip_suffix(' '));
            if let Some(rest) = before.or(after) {
                return (rest, Some(*kind));
            }
        }
        (name, None)
    }

    fn is_of(&self, id: BodyId, kind: Kind) -> bool {
        let body = self.register.body(id);
        match kind {
            Kind::Landkreis => matches!(body.class, Class::Landkreis | Class::Region),
            Kind::Region => body.class == Class::Region,
            Kind::Samtgemeinde => body.class == Class::Samtgemeinde,
            Kind::Stadt => match body.class {
                Class::KreisfreieStadt | Class::GrosseSelbstaendigeStadt | Class::SpecialStatus => {
                    true
                }
                class => class.is_register_row() && body.designation == Some(Designation::Stadt),
            },
            Kind::Titled(title) => body.designation == Some(title),
            Kind::Gemeinde => matches!(
                body.class,
                Class::Einheitsgemeinde | Class::Mitgliedsgemeinde
            ),
            Kind::Authority(at) => {
                matches!(body.class, Class::Authority(kind) if usize::from(kind.0) == at)
            }
        }
    }

    /// Names that may have been meant.
    pub(super) fn near(&self, asked: Asked<'_>) -> String {
        let name = folded(asked.shown());
        let (rest, _) = self.without_kind(&name);
        let known = self.by_name.iter().map(|(key, ids)| (key.as_str(), ids));
        let near = nearest(rest, known);
        let told = near.into_iter().flatten().map(|id| self.told(*id));
        told.take(3).collect::<Vec<_>>().join(", ")
    }

    /// A body with its ARS and district: "Samtgemeinde Moorrand (039015401000, Heidekamp)".
    pub(super) fn told(&self, id: BodyId) -> String {
        let body = self.register.body(id);
        let name = self
            .register
            .names(id)
            .into_iter()
            .nth(1)
            .unwrap_or_default();
        let district = body.district.filter(|district| *district != id);
        let district = district.map(|district| format!(", {}", self.register.body(district).name));
        format!(
            "{} ({}{})",
            name.trim(),
            body.key.as_str(),
            district.unwrap_or_default()
        )
    }
}

/// Keeps those that are responsible for a service, where any is.
pub(super) fn keep_responsible(
    found: &mut Vec<BodyId>,
    responsibility: &Responsibility,
    service: ServiceId,
) {
    keep_if_any(found, |id| responsibility.cell(service, id).is_some());
}

/// Whether any is kept; else all are.
fn keep_if_any(found: &mut Vec<BodyId>, keeps: impl Fn(BodyId) -> bool) -> bool {
    let any = found.iter().any(|id| keeps(*id));
    if any {
        found.retain(|id| keeps(*id));
    }
    any
}
