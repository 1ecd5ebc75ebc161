//! What a value says: the text of a field, in pieces that have a role each. Screen and lists both take it from here.

use super::bar;
use super::cell;
use super::change;
use super::charset::Charset;
use super::context::words;
use super::format;
use super::help;
use super::label;
use super::outlook;
use super::phase;
use super::problem;
use super::question;
use super::shade;
use super::theme::Role;
use crate::app::lens::Lens;
use crate::app::screen::Screen;
use crate::app::value::Value;
use crate::domain::body::{BodyId, Class};
use crate::domain::date::{Date, days_between};
use crate::domain::service::{Group, ServiceId};
use crate::texts::{Words, fill};

/// Pieces of text, left to right.
pub type Pieces = Vec<(String, Role)>;

/// How a field is to be written.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// The characters there are.
    pub charset: Charset,
    /// Cells there are; longer texts choose a shorter form, and bars fill them.
    pub width: usize,
    /// Whether days have their full year.
    pub long: bool,
}

/// The pieces of a field.
pub fn pieces(lens: &Lens<'_>, value: &Value, style: Style) -> Pieces {
    let w = words(lens.language);
    match value {
        Value::Bar(tally) => bar::bar(w, style.charset, tally, style.width),
        Value::Status(status) => {
            let role = match status {
                crate::domain::phase::Status::Everywhere => Role::Live,
                _ => Role::Plain,
            };
            vec![(phase::status(w, *status).0.to_owned(), role)]
        }
        Value::Spark(shares) => vec![(bar::spark(style.charset, shares, style.width), Role::Plain)],
        Value::Interval { missing: true, .. } => vec![
            (text(lens, value, style), Role::Plain),
            ("!".to_owned(), Role::Warning),
        ],
        Value::Shaded { share, change } => shade::pieces(*share, *change, style),
        Value::Group(group) => vec![(label::group(lens, *group), Role::Title)],
        Value::Land => vec![(lens.data.land.name.to_string(), Role::Title)],
        Value::Moves {
            forward,
            backward,
            silence,
        } => change::moves(*forward, *backward, *silence),
        Value::More(more) => change::more(*more),
        Value::List(values) => change::list(lens, values, style),
        Value::Many(values) => {
            let mut all = Pieces::new();
            for value in values {
                if !all.is_empty() {
                    all.push((" ".to_owned(), Role::Plain));
                }
                all.extend(pieces(lens, value, style));
            }
            all
        }
        Value::Change(Some(change)) if *change < 0 => vec![(format!("{change}"), Role::Warning)],
        value => cell::pieces(lens, value, style)
            .unwrap_or_else(|| vec![(text(lens, value, style), Role::Plain)]),
    }
}

/// The text of the plain values.
fn text(lens: &Lens<'_>, value: &Value, style: Style) -> String {
    let w = words(lens.language);
    let language = lens.language;
    match value {
        Value::Text(text) => text.to_string(),
        Value::Service(id) => language
            .of(&lens.data.catalogue.service(*id).name)
            .to_string(),
        Value::Body(id) => lens.data.register.body(*id).name.to_string(),
        Value::Acting { body, via } => acting(lens, *body, *via, style),
        Value::Nobody => w.nobody_known.to_owned(),
        Value::Kind(id) => kind(lens, *id),
        Value::Key(id) => lens.data.register.body(*id).key.as_str().to_owned(),
        Value::Id(id) => id.to_string(),
        Value::Day(date) if style.long => format::day(language, *date),
        Value::Day(date) => format::short_day(language, *date),
        Value::Month(date) => format::month(language, *date),
        Value::End { date, unplanned } => {
            let more = if *unplanned > 0 { "+" } else { "" };
            date.map_or("–".to_owned(), |date| {
                format!("{}{more}", format::month(language, date))
            })
        }
        Value::Rule(service) => rule(lens, *service),
        Value::Span(from, to) => span(lens, *from, *to),
        Value::Days(days) => days_text(w, *days),
        Value::Interval { days, .. } => fill(w.interval, &[("n", &days.to_string())]),
        Value::Ahead(subject, ahead) => outlook::ahead(lens, *subject, *ahead),
        Value::Column(column) => super::linear::head(lens, *column),
        Value::Shown(is_shown) => if *is_shown { "[x]" } else { "[ ]" }.to_owned(),
        Value::IsNew(true) => w.is_new.to_owned(),
        Value::Short(id) => lens.data.catalogue.service(*id).short.to_string(),
        Value::Cell(id) => label::screen(lens, &Screen::Cell(*id)),
        Value::Asked(question, date) => question::question(lens, *question, *date),
        Value::Fact(label) => label::fact(lens, *label),
        Value::Index(counts) => index(w, *counts),
        Value::Word(word) => label::word(w, *word).to_owned(),
        Value::Problem(at, part) => lens
            .problems
            .get(*at)
            .map(|found| problem::part(lens, found, *part))
            .unwrap_or_default(),
        Value::Help(at, part) => help::text(lens, *at, *part, style.charset),
        quantity => count_text(lens, quantity),
    }
}

/// How many entries of the public index are what.
fn index(w: &Words, counts: [u16; 3]) -> String {
    let patterns = [w.index_working, w.index_broken, w.index_inactive];
    let told = counts.iter().zip(patterns).filter(|(count, _)| **count > 0);
    let told = told.map(|(count, pattern)| fill(pattern, &[("n", &count.to_string())]));
    let told: Vec<_> = told.collect();
    if told.is_empty() {
        return w.sight_nothing.to_owned();
    }
    told.join(", ")
}

/// From one day to another, and how many days that are: a gap between two snapshots shows.
fn span(lens: &Lens<'_>, from: Option<Date>, to: Option<Date>) -> String {
    let day = |date: Option<Date>| {
        date.map_or_else(|| "–".to_owned(), |date| format::day(lens.language, date))
    };
    let days = from.zip(to).map(|(from, to)| days_between(from, to).abs());
    let days = days.map(|days| format!(" ({})", days_text(words(lens.language), days)));
    format!("{} → {}{}", day(from), day(to), days.unwrap_or_default())
}

fn days_text(w: &Words, days: i64) -> String {
    fill(w.days, &[("n", &days.to_string())])
}

/// The text of numbers and shares.
fn count_text(lens: &Lens<'_>, value: &Value) -> String {
    let language = lens.language;
    match value {
        Value::Inhabitants { count, official } => {
            format!(
                "{}{}",
                if *official { "" } else { "≈" },
                format::number(language, *count)
            )
        }
        Value::Number(number) => format::number(language, *number),
        Value::Change(None) => "–".to_owned(),
        Value::Change(Some(0)) => "0".to_owned(),
        Value::Change(Some(change)) => format!("{change:+}"),
        Value::Count(share) => format!("{}/{}", share.part, share.whole),
        Value::People { share, .. } if share.whole == 0 => String::new(),
        Value::People { share, estimated } => {
            let mark = if *estimated { "≈" } else { "" };
            format!(
                "{mark}{}/{}",
                format::number(language, share.part),
                format::number(language, share.whole)
            )
        }
        Value::Percent { share, estimated } => {
            let mark = if *estimated && share.whole > 0 {
                "≈"
            } else {
                ""
            };
            format!("{mark}{}", format::percent(*share))
        }
        Value::Quoted { date, source } => format!("({}, {source})", format::day(language, *date)),
        _ => String::new(),
    }
}

/// The full name of a body: what it is, then what it is called.
pub fn full_name(lens: &Lens<'_>, id: BodyId) -> String {
    let body = lens.data.register.body(id);
    let name = &body.name;
    match body.class {
        Class::Region | Class::Gemeindefrei => name.to_string(),
        Class::Landkreis | Class::Samtgemeinde | Class::Authority(_) => {
            format!("{} {name}", label::class(lens, body.class))
        }
        _ => match body.designation {
            Some(designation) => format!(
                "{} {name}",
                label::designation(words(lens.language), designation)
            ),
            None => name.to_string(),
        },
    }
}

/// Who acts, in the longest form that fits.
fn acting(lens: &Lens<'_>, id: BodyId, via: bool, style: Style) -> String {
    let body = lens.data.register.body(id);
    let short = match body.class {
        Class::Landkreis | Class::Samtgemeinde | Class::Authority(_) => {
            format!("{} {}", kind(lens, id), body.name)
        }
        _ => body.name.to_string(),
    };
    let by_way = |name: &str| fill(words(lens.language).via, &[("body", name)]);
    let full = full_name(lens, id);
    let forms = if via {
        [by_way(&full), by_way(&short), format!("→{short}")]
    } else {
        [full, short.clone(), short]
    };
    let fits = |form: &&String| form.chars().count() <= style.width;
    forms
        .iter()
        .find(fits)
        .or(forms.last())
        .cloned()
        .unwrap_or_default()
}

/// What a body is, in a few letters.
fn kind(lens: &Lens<'_>, id: BodyId) -> String {
    let body = lens.data.register.body(id);
    match body.class {
        Class::Authority(kind) => {
            let kind = lens.data.register.kinds().get(usize::from(kind.0));
            kind.map(|kind| kind.key.as_str().to_uppercase())
                .unwrap_or_default()
        }
        class => class.code().unwrap_or_default().to_owned(),
    }
}

/// The bodies that a rule names, and how many they are.
fn rule(lens: &Lens<'_>, service: ServiceId) -> String {
    let w = words(lens.language);
    let name = |group: &Group| match group {
        Group::Class(class) => label::class(lens, *class),
        Group::RegionUnits => w.region_units.to_owned(),
    };
    let names: Vec<_> = lens
        .data
        .catalogue
        .service(service)
        .rule
        .iter()
        .map(name)
        .collect();
    let count = lens.data.responsibility.of_service(service).count();
    format!("{} ({count})", names.join(", "))
}
