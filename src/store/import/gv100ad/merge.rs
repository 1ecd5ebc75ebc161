//! The official rows laid over the register in force: what the file does not know stays as it is.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use super::Gone;
use super::records::{Gemeinde, Reading, Upper};
use crate::domain::body::Class;
use crate::domain::date::Date;
use crate::domain::import_fault::ImportFault;
use crate::domain::key::{Ars, Level};
use crate::domain::problem::{Fault, Place, Problem};
use crate::domain::text::CleanText;
use crate::store::save::register::Rows;
use crate::store::shapes::{FormerRow, MunicipalRow, Word};

/// An official row, or one of the register that stays as it is.
type Table<'a> = BTreeMap<String, MunicipalRow<'a>>;

/// Merges; `population` is the key of the source of all numbers. Returns what is wrong.
pub(super) fn merge(
    rows: &mut Rows<'_>,
    reading: &Reading,
    gone: &[Gone],
    (file, population, territory): (&CleanText, &str, Date),
) -> Vec<Problem> {
    let mut merge = Merge::new(rows, reading, population);
    merge.uppers();
    for gemeinde in reading.gemeinden.values() {
        merge.gemeinde(gemeinde);
    }
    merge.keep_unread(reading);
    let mut problems = merge.drop_orphans(reading, file);
    merge.count_districts();
    let mut former: Vec<_> = merge.moved.drain(..).collect();
    for gone in gone {
        let key = |text: &str| CleanText::new(text);
        let fault = if merge.has(&gone.from) {
            let key = key(&gone.from);
            ImportFault::NotDissolved { key }.into()
        } else if merge.has(&gone.to) {
            former.retain(|(from, _)| *from != gone.from);
            former.push((gone.from.clone(), gone.to.clone()));
            continue;
        } else {
            let key = key(&gone.to);
            Fault::UnknownBody { key }
        };
        problems.push(Problem::at(gone.place.clone(), fault));
    }
    let tables = (merge.districts, merge.verbaende, merge.gemeinden);
    rows.districts = tables.0.into_values().collect();
    rows.samtgemeinden = tables.1.into_values().collect();
    rows.municipalities = tables.2.into_values().collect();
    retire(rows, &former, territory);
    problems
}

/// Notes the keys that are no more; one that is in force again is none.
fn retire(rows: &mut Rows<'_>, former: &[(String, String)], territory: Date) {
    let municipal = [&rows.districts, &rows.samtgemeinden, &rows.municipalities];
    let keys = municipal.into_iter().flatten();
    let keys: HashSet<_> = keys.map(|row| row.ars.as_str().to_owned()).collect();
    let renewed = |ars: &str| former.iter().any(|(from, _)| from == ars);
    rows.former
        .retain(|row| !keys.contains(row.ars.as_str()) && !renewed(row.ars.as_str()));
    let owned = |text: &str| Word(Cow::Owned(text.to_owned()));
    rows.former
        .extend(former.iter().map(|(from, into)| FormerRow {
            ars: owned(from),
            into: owned(into),
            since: owned(&territory.to_string()),
        }));
    for authority in &mut rows.authorities {
        let into = authority.district.as_ref().and_then(|district| {
            let mut found = former.iter();
            found.find(|(from, _)| from == district.as_str())
        });
        if let Some((_, into)) = into {
            authority.district = Some(owned(into));
        }
    }
}

struct Merge<'a, 'r> {
    reading: &'r Reading,
    population: &'r str,
    old: Table<'a>,
    /// Old keys of Gemeinden that have another one now, by their AGS.
    by_ags: HashMap<String, String>,
    districts: Table<'a>,
    verbaende: Table<'a>,
    gemeinden: Table<'a>,
    moved: Vec<(String, String)>,
}

impl<'a, 'r> Merge<'a, 'r> {
    fn new(rows: &mut Rows<'a>, reading: &'r Reading, population: &'r str) -> Self {
        let mut old = Table::new();
        for list in [
            &mut rows.districts,
            &mut rows.samtgemeinden,
            &mut rows.municipalities,
        ] {
            old.extend(list.drain(..).map(|row| (row.ars.0.to_string(), row)));
        }
        let gemeinden = old.keys().filter_map(|key| Ars::parse(key));
        let gemeinden = gemeinden
            .filter(|ars| ars.level() != Level::District && !reading.gemeinden.contains_key(ars));
        let by_ags = gemeinden
            .filter_map(|ars| Some((ars.ags()?, ars.as_str().to_owned())))
            .collect();
        Self {
            reading,
            population,
            old,
            by_ags,
            districts: Table::new(),
            verbaende: Table::new(),
            gemeinden: Table::new(),
            moved: Vec::new(),
        }
    }

    fn has(&self, key: &str) -> bool {
        [&self.districts, &self.verbaende, &self.gemeinden]
            .into_iter()
            .any(|table| table.contains_key(key))
    }

    /// The row of the register in force, or an empty one.
    fn base(&mut self, key: &str) -> MunicipalRow<'a> {
        self.old.remove(key).unwrap_or_else(|| MunicipalRow {
            ars: owned(key),
            name: Word::default(),
            class: None,
            designation: None,
            plate: None,
            population: None,
            population_source: None,
            area_km2: None,
            lat: None,
            lon: None,
        })
    }

    fn uppers(&mut self) {
        let reading = self.reading;
        for upper in reading.districts.values() {
            let key = upper.ars.as_str();
            let mut row = self.base(key);
            let class = match class_of(&row) {
                _ if matches!(upper.mark, 41 | 42) => Class::KreisfreieStadt,
                Some(Class::Region) => Class::Region,
                _ => Class::Landkreis,
            };
            set_class(&mut row, upper.ars, class);
            row.name = owned(upper.name.as_str());
            if class != Class::KreisfreieStadt {
                row.designation = None;
            }
            self.districts.insert(key.to_owned(), row);
        }
        for upper in reading.verbaende.values() {
            let key = upper.ars.as_str();
            let mut row = self.base(key);
            row.name = verband_name(&row, upper);
            self.verbaende.insert(key.to_owned(), row);
        }
    }

    fn gemeinde(&mut self, gemeinde: &Gemeinde) {
        let (ars, key) = (gemeinde.ars, gemeinde.ars.as_str());
        if ars.level() == Level::District {
            let Some(mut row) = self.districts.remove(key) else {
                return; // its Kreis could not be read: it stays as it is
            };
            self.fill(&mut row, gemeinde);
            self.districts.insert(key.to_owned(), row);
            return;
        }
        let before = ars.ags().and_then(|ags| self.by_ags.get(&ags).cloned());
        let before = before.filter(|_| !self.old.contains_key(key));
        let mut row = match before {
            Some(before) => {
                let row = self.base(&before);
                self.moved.push((before, key.to_owned()));
                row
            }
            None => self.base(key),
        };
        let class = match (ars.level(), class_of(&row)) {
            _ if matches!(gemeinde.mark, 65 | 66) => Class::Gemeindefrei,
            (Level::Unincorporated, _) => Class::Gemeindefrei,
            (Level::Member, _) => Class::Mitgliedsgemeinde,
            (_, Some(own @ (Class::GrosseSelbstaendigeStadt | Class::SpecialStatus))) => own,
            _ => Class::Einheitsgemeinde,
        };
        row.ars = owned(key);
        set_class(&mut row, ars, class);
        self.fill(&mut row, gemeinde);
        self.gemeinden.insert(key.to_owned(), row);
    }

    /// What the file knows of a Gemeinde.
    fn fill(&self, row: &mut MunicipalRow<'a>, gemeinde: &Gemeinde) {
        row.name = owned(gemeinde.name.as_str());
        let designation = gemeinde.designation;
        row.designation = designation.map(|it| Word(Cow::Borrowed(it.code())));
        row.population = Some(gemeinde.inhabitants);
        row.population_source = Some(owned(self.population));
        row.area_km2 = Some(square_km(u64::from(gemeinde.hectares)));
    }

    /// Bodies whose rows could not be read stay as they are, with those above them; all do where rows are missing.
    fn keep_unread(&mut self, reading: &Reading) {
        let ags: HashSet<_> = reading.unread.iter().filter_map(Ars::ags).collect();
        let unread = |ars: &Ars| {
            !reading.is_whole
                || reading.unread.contains(ars)
                || ars.ags().is_some_and(|of| ags.contains(&of))
        };
        let kept = self.old.keys().filter_map(|key| Ars::parse(key));
        let kept: Vec<_> = kept.filter(unread).collect();
        for ars in kept {
            for key in [ars.district(), ars.verband(), ars] {
                let Some(row) = self.old.remove(key.as_str()) else {
                    continue;
                };
                let table = match key.level() {
                    Level::District => &mut self.districts,
                    Level::Verband => &mut self.verbaende,
                    _ => &mut self.gemeinden,
                };
                table.insert(key.as_str().to_owned(), row);
            }
        }
    }

    /// Drops the Gemeinden whose Kreis or Samtgemeinde is nowhere.
    fn drop_orphans(&mut self, reading: &Reading, file: &CleanText) -> Vec<Problem> {
        let mut problems = Vec::new();
        for gemeinde in reading.gemeinden.values() {
            let ars = gemeinde.ars;
            let parent = match ars.level() {
                Level::Member if !self.verbaende.contains_key(ars.verband().as_str()) => {
                    ars.verband()
                }
                _ if !self.districts.contains_key(ars.district().as_str()) => ars.district(),
                _ => continue,
            };
            self.gemeinden.remove(ars.as_str());
            let place = Place {
                file: file.clone(),
                position: Some((gemeinde.line, 11)),
            };
            let key = CleanText::new(parent.as_str());
            problems.push(Problem::at(place, Fault::NoParent { key }));
        }
        problems
    }

    /// A Landkreis has the inhabitants and the area of its Gemeinden, where all of them are official.
    fn count_districts(&mut self) {
        let mut sums: HashMap<String, Option<(u32, u64)>> = HashMap::new();
        for (key, row) in &self.gemeinden {
            let Some(ars) = Ars::parse(key) else { continue };
            let official = row.population_source.as_ref();
            let official = official.is_some_and(|source| source.as_str() == self.population);
            let read = self.reading.gemeinden.get(&ars).filter(|_| official);
            let sum = sums.entry(ars.district().as_str().to_owned());
            let sum = sum.or_insert(Some((0, 0)));
            *sum = sum.zip(read).map(|((people, hectares), read)| {
                (
                    people.saturating_add(read.inhabitants),
                    hectares + u64::from(read.hectares),
                )
            });
        }
        for (key, row) in &mut self.districts {
            if let Some(Some((people, hectares))) = sums.get(key) {
                row.population = Some(*people);
                row.population_source = Some(owned(self.population));
                row.area_km2 = Some(square_km(*hectares));
            }
        }
    }
}

fn owned(text: &str) -> Word<'static> {
    Word(Cow::Owned(text.to_owned()))
}

/// Hectares as km²; a Land has fewer than a float counts exactly.
#[expect(
    clippy::cast_possible_truncation,
    reason = "two digits behind the point are all that hectares have"
)]
fn square_km(hectares: u64) -> f32 {
    (hectares as f64 / 100.0) as f32
}

fn class_of(row: &MunicipalRow<'_>) -> Option<Class> {
    let word = row.class.as_ref()?;
    Class::parse(word.as_str())
}

/// Writes the class where the ARS does not tell it, or where the register always did.
fn set_class(row: &mut MunicipalRow<'_>, ars: Ars, class: Class) {
    let told = match ars.level() {
        Level::District => Class::Landkreis,
        Level::Verband => Class::Samtgemeinde,
        Level::Unitary => Class::Einheitsgemeinde,
        Level::Member => Class::Mitgliedsgemeinde,
        Level::Unincorporated => Class::Gemeindefrei,
    };
    let write = row.class.is_some() || told != class;
    row.class = class
        .code()
        .filter(|_| write)
        .map(|code| Word(Cow::Borrowed(code)));
}

/// The register's spelling stays where only signs differ ("Rethem/Aller" and "Rethem (Aller)").
fn verband_name<'a>(row: &MunicipalRow<'a>, upper: &Upper) -> Word<'a> {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|letter| letter.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    if letters(row.name.as_str()) == letters(upper.name.as_str()) {
        return row.name.clone();
    }
    owned(upper.name.as_str())
}
