//! What may be typed next: fields, operators, values.

use super::field::{Field, Operator};
use super::parse::KEYWORDS;
use super::token::{Placed, Token, split};
use super::tree::written;
use super::vocabulary::{self, Words};
use crate::domain::collate::Folded;
use crate::domain::dataset::Dataset;

/// How a text may go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Completion {
    /// The column from which on the text is replaced, in characters.
    pub from: usize,
    /// What may stand there, the likeliest first; ready to be typed.
    pub candidates: Vec<String>,
    /// Whether a word is only begun: taken by itself it would mean something else.
    pub is_begun: bool,
}

/// Most candidates that are offered.
const MOST: usize = 40;

/// How a filter that ends here may go on. `tongue` is the position of the language among the words of a field: 0 for
/// English, 1 for German.
pub fn complete(text: &str, data: &Dataset, tongue: usize) -> Completion {
    let end = text.chars().count();
    // Inside a quotation the text is completed as if the quotation ended here.
    let (tokens, is_open) = match split(text) {
        Ok(tokens) => (tokens, false),
        Err(_) => match split(&format!("{text}\"")) {
            Ok(tokens) => (tokens, true),
            Err(_) => return Completion::default(),
        },
    };
    let is_touching = |placed: &&Placed| is_open || placed.end == end;
    let (begun, before) = match tokens.split_last() {
        Some((last, before)) if is_touching(&last) => match &last.token {
            Token::Word(word) | Token::Quoted(word) => (Some((word.as_str(), last.at)), before),
            _ => (None, tokens.as_slice()),
        },
        _ => (None, tokens.as_slice()),
    };
    let (begin, from) = begun.unwrap_or(("", end));
    if let Some((field, operator)) = awaited(before) {
        return Completion {
            from,
            candidates: values(field, operator, data, begin, tongue),
            is_begun: false,
        };
    }
    if let Some(field) = Field::parse(begin).filter(|_| !is_open) {
        return Completion {
            from: end,
            candidates: field
                .operators()
                .iter()
                .map(|it| it.sign().to_owned())
                .collect(),
            is_begun: true,
        };
    }
    if begun.is_none()
        && let Some(Token::Word(word)) = before.last().map(|placed| &placed.token)
        && let Some(field) = Field::parse(word)
        && awaited(before.get(..before.len() - 1).unwrap_or_default()).is_none()
    {
        let signs = field.operators().iter().map(|it| it.sign().to_owned());
        return Completion {
            from: end,
            candidates: signs.collect(),
            is_begun: true,
        };
    }
    let candidates = starts(begin, !before.is_empty(), tongue);
    Completion {
        from,
        is_begun: !begin.is_empty() && !candidates.is_empty(),
        candidates,
    }
}

/// The field whose value comes next: after its operator, or after a comma behind one of its values.
fn awaited(before: &[Placed]) -> Option<(Field, Operator)> {
    let mut rest = before.iter().rev().map(|placed| &placed.token);
    loop {
        match rest.next()? {
            Token::Operator(operator) => {
                let Token::Word(word) = rest.next()? else {
                    return None;
                };
                return Some((Field::parse(word)?, *operator));
            }
            Token::Comma => match rest.next()? {
                Token::Word(_) | Token::Quoted(_) => {}
                _ => return None,
            },
            _ => return None,
        }
    }
}

/// The word of a language.
fn spoken(words: &'static [&'static str], tongue: usize) -> Option<&'static str> {
    words.get(tongue).or(words.first()).copied()
}

/// Fields and joining words that begin so.
fn starts(begin: &str, may_join: bool, tongue: usize) -> Vec<String> {
    let fields = Field::WORDS
        .iter()
        .filter_map(|(_, words)| spoken(words, tongue));
    let joins = KEYWORDS
        .iter()
        .filter_map(|(_, words)| words.get(tongue).copied())
        .filter(|_| may_join);
    let all = fields.chain(joins).map(str::to_owned);
    fitting(all, begin)
}

/// Those that begin so first, then those that contain it.
fn fitting(all: impl Iterator<Item = String>, begin: &str) -> Vec<String> {
    let wanted = Folded::new(begin);
    let all: Vec<String> = all.collect();
    let is_first = |name: &&String| Folded::new(name).starts_with(&wanted);
    let is_inside = |name: &&String| Folded::new(name).contains(&wanted) && !is_first(name);
    let first = all.iter().filter(is_first);
    let inside = all.iter().filter(is_inside);
    let mut found: Vec<String> = Vec::new();
    for name in first.chain(inside) {
        if !found.contains(name) {
            found.push(name.clone());
        }
        if found.len() == MOST {
            break;
        }
    }
    found
}

fn spoken_all<T>(table: &'static [Words<T>], tongue: usize) -> Vec<String> {
    let words = table.iter().filter_map(|(_, words)| spoken(words, tongue));
    words.map(str::to_owned).collect()
}

fn values(
    field: Field,
    operator: Operator,
    data: &Dataset,
    begin: &str,
    tongue: usize,
) -> Vec<String> {
    let names = |names: &[crate::domain::text::CleanText]| {
        let names = names.iter().map(ToString::to_string);
        names
            .chain(spoken(&vocabulary::NONE, tongue).map(str::to_owned))
            .collect()
    };
    let all: Vec<String> = match field {
        Field::Service => {
            let services = data.catalogue.ids();
            services
                .map(|id| data.catalogue.service(id).key.to_string())
                .collect()
        }
        Field::Phase => {
            let mut phases = spoken_all(&vocabulary::PHASES, tongue);
            // "Keine Angabe" stands last and has no place in the order.
            phases.truncate(phases.len() - usize::from(operator.is_order()));
            phases
        }
        Field::Status => spoken_all(&vocabulary::STATUSES, tongue),
        Field::Solution => spoken_all(&vocabulary::PRODUCTS, tongue),
        Field::Problem => spoken_all(&vocabulary::TROUBLES, tongue),
        Field::Kind => {
            let kinds = data
                .register
                .kinds()
                .iter()
                .map(|kind| kind.key.to_string());
            spoken_all(&vocabulary::KINDS, 0)
                .into_iter()
                .chain(kinds)
                .collect()
        }
        Field::District => {
            let districts = data.register.districts();
            let mut names: Vec<_> = districts.map(|id| district_name(data, id)).collect();
            names.sort();
            names
        }
        // Every body of the register would be too many to be sorted at every key.
        Field::Municipality if begin.is_empty() => Vec::new(),
        Field::Municipality => body_names(data, begin),
        Field::Provider => names(&data.rollout.values.providers),
        Field::Procedure => names(&data.rollout.values.procedures),
        Field::Since | Field::Planned => {
            let words = if operator.is_order() {
                ["30d", "4w", "6m", "1y"].as_slice()
            } else {
                &[]
            };
            words.iter().map(|word| (*word).to_owned()).collect()
        }
        Field::Population | Field::Reach | Field::Text => Vec::new(),
    };
    let found = fitting(all.into_iter(), begin);
    found.iter().map(|name| written(name)).collect()
}

/// The shortest name of a district that is its alone.
fn district_name(data: &Dataset, id: crate::domain::body::BodyId) -> String {
    let register = &data.register;
    let body = register.body(id);
    let mut others = register.districts().filter(|other| *other != id);
    if others.any(|other| register.body(other).name == body.name) {
        return format!("{} {}", body.class.code().unwrap_or_default(), body.name);
    }
    body.name.to_string()
}

/// The names of bodies that contain what is begun.
fn body_names(data: &Dataset, begin: &str) -> Vec<String> {
    let wanted = Folded::new(begin);
    let found = data.register.ids().filter(|id| {
        data.register
            .folded(*id)
            .is_some_and(|text| text.contains(&wanted))
    });
    let names = found.map(|id| data.register.body(id).name.to_string());
    let mut names: Vec<_> = names.collect();
    // Of names that begin alike the shortest is the one that cannot be told by another letter.
    names.sort_by_key(|name| (name.chars().count(), name.clone()));
    names
}
