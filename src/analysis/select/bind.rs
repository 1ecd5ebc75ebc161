//! Terms against the data: names become the things they name, words become values, once, before any cell is looked at.

use super::day::{self, When};
use super::field::{Field, Operator};
use super::names::{bodies, kinds, named, services, texts};
use super::parse::Located;
use super::quantity::{count, percent};
use super::tree::Tree;
use super::vocabulary::{self, Product, Trouble, Words};
use super::{Mistake, What};
use crate::domain::body::BodyId;
use crate::domain::collate::Folded;
use crate::domain::dataset::Dataset;
use crate::domain::nearest::nearest;
use crate::domain::phase::{Phase, Status};
use crate::domain::text::CleanText;

/// One condition, ready to be held against cells.
#[derive(Clone, Debug)]
pub(super) struct Test {
    pub(super) wanted: Wanted,
    /// Whether the contrary is asked for.
    pub(super) negated: bool,
}

/// What a condition asks for.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    Service(Vec<bool>),
    Phase(Vec<Option<Phase>>),
    Status(Vec<Status>),
    /// By the district in which a body lies.
    District(Vec<bool>, Empty),
    Body(Vec<bool>),
    Provider(Vec<bool>, Empty),
    Procedure(Vec<bool>, Empty),
    Product(Vec<Product>),
    Since(Operator, Vec<When>),
    Planned(Operator, Vec<When>),
    Population(Operator, Vec<u64>),
    /// In hundredths of a percent.
    Reach(Operator, Vec<u64>),
    Trouble(Vec<Trouble>),
    Text(Box<Texts>),
}

/// Whether having none is among what is asked for.
pub(super) type Empty = bool;

/// Where a text is found.
#[derive(Clone, Debug, Default)]
pub(super) struct Texts {
    pub(super) services: Vec<bool>,
    pub(super) bodies: Vec<bool>,
    pub(super) providers: Vec<bool>,
    pub(super) procedures: Vec<bool>,
    pub(super) details: Vec<bool>,
}

/// A filter whose terms are all checked against the data.
#[derive(Clone, Debug)]
pub(super) struct Bound {
    pub(super) tree: Tree<Test>,
    fields: Vec<Field>,
}

impl Bound {
    /// Checks every term.
    pub(super) fn new(tree: &Tree<Located>, data: &Dataset) -> Result<Self, Mistake> {
        let mut fields = Vec::new();
        let tree = tree.try_map(&mut |located| {
            fields.push(located.term.field);
            bind(located, data)
        })?;
        Ok(Self { tree, fields })
    }

    /// Whether it asks for a field.
    pub(super) fn asks_for(&self, field: Field) -> bool {
        self.fields.contains(&field)
    }
}

fn bind(located: &Located, data: &Dataset) -> Result<Test, Mistake> {
    let (field, operator) = (located.term.field, located.term.operator);
    let refuse = |what| {
        let at = located.operator_at;
        Err(Mistake { at, what })
    };
    if !field.operators().contains(&operator) {
        return refuse(What::WrongOperator(field, operator));
    }
    if operator.is_order() && located.term.values.len() > 1 {
        return refuse(What::OneValue(operator));
    }
    let values = Values { located };
    let wanted = match field {
        Field::Service => Wanted::Service(services(&values, data)?),
        Field::Phase => Wanted::Phase(phases(&values)?),
        Field::Status => Wanted::Status(statuses(&values)?),
        Field::District => {
            let of = |id: BodyId| data.register.body(id).class.is_district();
            let (found, empty) = bodies(&values, data, of, true)?;
            Wanted::District(found, empty)
        }
        Field::Municipality => Wanted::Body(bodies(&values, data, |_| true, false)?.0),
        Field::Kind => Wanted::Body(kinds(&values, data)?),
        Field::Provider => {
            let names = data.rollout.values.providers.iter();
            let (found, empty) = named(&values, names.map(CleanText::as_str))?;
            Wanted::Provider(found, empty)
        }
        Field::Procedure => {
            let names = data.rollout.values.procedures.iter();
            let (found, empty) = named(&values, names.map(CleanText::as_str))?;
            Wanted::Procedure(found, empty)
        }
        Field::Solution => Wanted::Product(values.words(&vocabulary::PRODUCTS)?),
        Field::Problem => Wanted::Trouble(values.words(&vocabulary::TROUBLES)?),
        Field::Since => Wanted::Since(operator.plain(), values.read(day::read)?),
        Field::Planned => Wanted::Planned(operator.plain(), values.read(day::read)?),
        Field::Population => Wanted::Population(operator.plain(), values.read(count)?),
        Field::Reach => Wanted::Reach(operator.plain(), values.read(percent)?),
        Field::Text => Wanted::Text(Box::new(texts(&values, data))),
    };
    let negated = operator == Operator::NotEqual;
    Ok(Test { wanted, negated })
}

impl Operator {
    /// The same comparison without its negation, which stands beside it.
    fn plain(self) -> Self {
        match self {
            Self::NotEqual => Self::Equal,
            operator => operator,
        }
    }
}

/// The values of a term with what is needed to refuse one.
pub(super) struct Values<'a> {
    pub(super) located: &'a Located,
}

impl Values<'_> {
    pub(super) fn field(&self) -> Field {
        self.located.term.field
    }

    pub(super) fn operator(&self) -> Operator {
        self.located.term.operator
    }

    /// Whether a name is what a value asks for: the same, or part of it.
    pub(super) fn is_met(&self, wanted: &Folded, name: &Folded) -> bool {
        match self.operator() {
            Operator::Contains => name.contains(wanted),
            _ => name.is_same(wanted),
        }
    }

    /// Each value as something; the first one that is nothing is refused with the values that are near.
    pub(super) fn each<T>(
        &self,
        mut read: impl FnMut(&str) -> Option<T>,
        near: impl Fn(&str) -> Vec<String>,
    ) -> Result<Vec<T>, Mistake> {
        let values = self.located.term.values.iter().zip(&self.located.values_at);
        values
            .map(|(value, at)| {
                read(value).ok_or_else(|| Mistake {
                    at: *at,
                    what: What::UnknownValue(self.field(), value.clone(), near(value)),
                })
            })
            .collect()
    }

    fn read<T>(&self, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Mistake> {
        self.each(read, |_| Vec::new())
    }

    fn words<T: Copy>(&self, table: &[Words<T>]) -> Result<Vec<T>, Mistake> {
        let near = |value: &str| {
            let words = table.iter().flat_map(|(_, words)| words.iter());
            let nearest = nearest(value, words.map(|word| (*word, *word)));
            nearest.map(str::to_owned).into_iter().collect()
        };
        self.each(|value| vocabulary::meaning(table, value), near)
    }
}

/// What is asked for in an order: all that stand so to the value.
fn ordered<T: Copy + Ord>(values: &Values<'_>, found: Vec<T>, all: &[T]) -> Vec<T> {
    let operator = values.operator();
    match found.first() {
        Some(limit) if operator.is_order() => {
            let wanted = all
                .iter()
                .copied()
                .filter(|one| operator.allows(one.cmp(limit)));
            wanted.collect()
        }
        _ => found,
    }
}

/// "Keine Angabe" has no place in the order: it is equal to itself alone.
fn phases(values: &Values<'_>) -> Result<Vec<Option<Phase>>, Mistake> {
    let found = values.words(&vocabulary::PHASES)?;
    if values.operator().is_order() && found.contains(&None) {
        let what = What::WrongOperator(values.field(), values.operator());
        let at = values.located.operator_at;
        return Err(Mistake { at, what });
    }
    Ok(ordered(values, found, &Phase::ALL.map(Some)))
}

fn statuses(values: &Values<'_>) -> Result<Vec<Status>, Mistake> {
    let found = values.words(&vocabulary::STATUSES)?;
    let all = vocabulary::STATUSES.map(|(status, _)| status);
    Ok(ordered(values, found, &all))
}
