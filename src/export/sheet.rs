//! What is on screen as a table that no format knows of: every text complete and uncut, and beside it the number, share or
//! date that it tells.

mod datum;

use crate::analysis::select::Filter;
use crate::analysis::tally::{Share, Tally};
use crate::app::address::Address;
use crate::app::column::Column;
use crate::app::language::{Language, Weighting};
use crate::app::lens::Lens;
use crate::app::model::Model;
use crate::app::screen::{Label, Row, Screen};
use crate::app::value::Value;
use crate::domain::date::Date;
use crate::domain::text::CleanText;
use crate::texts::fill;
use crate::ui::charset::Charset;
use crate::ui::context::words;
use crate::ui::field::{self, Pieces, Style};
use crate::ui::theme::Role;
use crate::ui::{format, label, linear, title};

use super::{Printed, legend};
use datum::datum;

/// What a field tells beside its text.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// Nothing is known or nothing applies.
    Nothing,
    /// No more than the text.
    Text,
    /// A number.
    Number(i64),
    /// A part of a whole, told as `n/m`.
    Part(Share),
    /// A part of a whole, told in percent.
    Percent(Share),
    /// A day.
    Day(Date),
    /// A distribution over the phases.
    Phases(Tally),
}

/// A field of the table.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// As it stands on screen, uncut, each piece with its role.
    pub pieces: Pieces,
    /// The same in whole words.
    pub words: String,
    /// What it tells.
    pub datum: Datum,
    /// The sign that the text adds to the datum: `≈` before it, `+`, `!`, `=` behind it.
    pub sign: Option<char>,
    /// The `n/m` of a percent that no other column tells.
    pub share: Option<String>,
    /// Whether the words say better what the text says by a letter or sign.
    pub is_sign: bool,
}

impl Field {
    /// As it stands on screen, uncut.
    pub fn text(&self) -> String {
        let pieces = self.pieces.iter();
        let text: String = pieces.map(|(text, _)| text.as_str()).collect();
        text.trim().to_owned()
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its key in JSON.
    pub key: String,
    /// Its head: whole words, but for the letters of a service in a matrix.
    pub head: String,
    /// Its head in whole words.
    pub name: String,
    /// Whether it is set against its right edge.
    pub right: bool,
    /// Whether it is one of many narrow ones.
    pub is_narrow: bool,
}

/// A row.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its fields, one for each column.
    pub fields: Vec<Field>,
    /// Whether it sums up others.
    pub is_sum: bool,
}

/// What is on screen.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// The language of all words.
    pub language: Language,
    /// What is on screen, in a few words.
    pub title: String,
    /// The whole way to it.
    pub trail: String,
    /// Name and text of what holds for all figures: Land, date, source, filter, ….
    pub head: Vec<(String, String)>,
    /// That the data is made up, where it is.
    pub example: Option<&'static str>,
    /// Name and text of the facts above the table; the name may be empty.
    pub facts: Vec<(String, String)>,
    /// The columns.
    pub columns: Vec<Head>,
    /// The rows in the order on screen.
    pub rows: Vec<Line>,
    /// The letters, signs and figures that occur, and what they mean.
    pub legend: Vec<(String, String)>,
    /// Whose picture it is, and the like.
    pub notes: Vec<String>,
    /// The date of the snapshot.
    pub date: Option<Date>,
}

impl Sheet {
    /// Of what is on screen now.
    pub fn of(model: &Model) -> Self {
        let (lens, stop) = (model.lens(), model.trail.now());
        let columns = columns(model);
        let names = model
            .trail
            .screens()
            .map(|screen| label::screen(&lens, screen));
        let line = |row: &Row| Line {
            fields: columns
                .iter()
                .map(|column| cut(&lens, &stop.screen, *row, *column))
                .collect(),
            is_sum: matches!(row, Row::Group(_) | Row::Total),
        };
        let mut rows: Vec<_> = stop.list.rows.iter().map(line).collect();
        tell_shares(model.language, &columns, &mut rows);
        Self {
            language: model.language,
            title: label::screen(&lens, &stop.screen),
            trail: names.collect::<Vec<_>>().join(" › "),
            head: head(model),
            example: model
                .data
                .is_synthetic()
                .then_some(words(model.language).example_data),
            facts: facts(&lens, &stop.screen),
            columns: columns
                .iter()
                .map(|column| head_of(&lens, *column))
                .collect(),
            rows,
            legend: legend::of(model, &columns),
            notes: legend::notes(model),
            date: model.standing.date,
        }
    }

    /// What holds for all figures, in one line.
    pub fn line(&self) -> String {
        let parts = self.head.iter();
        let told = parts.map(|(name, text)| {
            if name.is_empty() {
                text.clone()
            } else {
                format!("{name}: {text}")
            }
        });
        told.collect::<Vec<_>>().join(" · ")
    }
}

/// Beside every percent its `n/m`, unless another column has it; in the many narrow columns of a matrix there is no room.
fn tell_shares(language: Language, columns: &[Column], rows: &mut [Line]) {
    let number = |number| format::number(language, number);
    for (at, column) in columns.iter().enumerate() {
        if matches!(column, Column::Matrix(_)) || is_told_beside(rows, at) {
            continue;
        }
        for field in rows.iter_mut().filter_map(|line| line.fields.get_mut(at)) {
            if let Datum::Percent(Share { part, whole }) = field.datum {
                field.share = Some(format!("{}/{}", number(part), number(whole)));
            }
        }
    }
}

/// Whether another column tells the shares of this one as `n/m`.
pub(super) fn is_told_beside(rows: &[Line], at: usize) -> bool {
    let count = rows.first().map_or(0, |line| line.fields.len());
    (0..count).any(|other| {
        rows.iter().all(|line| {
            let datum = |at: usize| line.fields.get(at).map(|field| &field.datum);
            match datum(at) {
                Some(Datum::Percent(share)) => datum(other) == Some(&Datum::Part(*share)),
                _ => true,
            }
        })
    })
}

/// The columns that are shown; problems are told with what to do about them.
pub fn columns(model: &Model) -> Vec<Column> {
    let screen = model.trail.now().screen;
    let mut columns = screen.columns(&model.lens());
    if matches!(screen, Screen::Problems(_)) && !columns.contains(&Column::Advice) {
        columns.push(Column::Advice);
    }
    columns
}

/// The date that the values are compared with, where they are.
pub fn compared(model: &Model, printed: &Printed) -> Option<Date> {
    let is_difference = model.lens().comparing || matches!(printed.screen, Screen::Changes(_));
    model.standing.base_date.filter(|_| is_difference)
}

/// The sources of the snapshot in force, as texts.
pub fn sources(model: &Model) -> Vec<String> {
    model.sources().iter().map(CleanText::to_string).collect()
}

fn head(model: &Model) -> Vec<(String, String)> {
    let w = words(model.language);
    let day = |date| format::day(model.language, date);
    let mut head = vec![(w.export_land.to_owned(), model.data.land.name.to_string())];
    let mut tell = |name: &str, text: Option<String>| {
        let text = text.filter(|text| !text.is_empty());
        head.extend(text.map(|text| (name.to_owned(), text)));
    };
    let stand = model.standing.date.map(|date| {
        let newer = model.newer().map(|newest| {
            let date = [("date", day(newest))];
            let date = date.each_ref().map(|(name, text)| (*name, text.as_str()));
            fill(w.not_newest, &date)
        });
        let parts = [Some(day(date)), newer];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    });
    tell(w.snapshot, stand.or_else(|| Some(w.no_snapshot.to_owned())));
    tell(w.export_age, Some(title::age(model)));
    let example = model.data.is_synthetic();
    tell("", example.then(|| w.example_data.to_owned()));
    tell(
        w.export_compared,
        compared(model, &Printed::of(model)).map(day),
    );
    let by = match model.weighting {
        Weighting::Bodies => w.by_bodies,
        Weighting::Inhabitants => w.by_inhabitants,
    };
    tell(w.export_weighting, Some(by.to_owned()));
    let filter = model.filter.as_ref();
    tell(w.filter_label, filter.map(Filter::text).map(str::to_owned));
    tell(w.source, Some(sources(model).join(", ")));
    tell(w.export_address, Some(Address::of(model).to_string()));
    head
}

/// The facts above the table, but for those of a cell, which are its table, and the letters, which the legend has.
fn facts(lens: &Lens<'_>, screen: &Screen) -> Vec<(String, String)> {
    if matches!(screen, Screen::Cell(_)) {
        return Vec::new();
    }
    let facts = screen.facts(lens).into_iter();
    let told = facts.filter(|fact| !linear::is_legend(fact)).map(|fact| {
        let name = match fact.label {
            Label::Bare => String::new(),
            of => label::fact(lens, of),
        };
        (name, field_of(lens, &fact.value).text())
    });
    told.filter(|(_, text)| !text.is_empty()).collect()
}

fn head_of(lens: &Lens<'_>, column: Column) -> Head {
    let name = match column {
        // Told without the column beside it, its short name would say too little.
        Column::ByInhabitants => words(lens.language).figure_reach_inhabitants.to_owned(),
        column => linear::head(lens, column),
    };
    let is_narrow = matches!(column, Column::Matrix(_));
    Head {
        key: column.key(lens),
        head: if is_narrow {
            label::head(lens, column)
        } else {
            name.clone()
        },
        name,
        right: column.spec().right,
        is_narrow,
    }
}

/// A field, and how many examples are left out where a screen has no room for all: a list of hundreds is a table of its own.
fn cut(lens: &Lens<'_>, screen: &Screen, row: Row, column: Column) -> Field {
    let value = screen.value(lens, row, column);
    let mut field = field_of(lens, &value);
    let all = screen.value_in_full(lens, row, column);
    if let (Value::List(told), Value::List(all)) = (value, all)
        && let Some(left @ 1..) = all.len().checked_sub(told.len())
    {
        let left = format::number(lens.language, left as u64);
        let more = fill(words(lens.language).report_more, &[("n", &left)]);
        field.words = format!("{} {more}", field.words);
        field.pieces.push((format!(" {more}"), Role::Plain));
    }
    field
}

fn field_of(lens: &Lens<'_>, value: &Value) -> Field {
    let words = linear::value(lens, value);
    let pieces = match value {
        // A bar says nothing without its width.
        Value::Bar(_) => vec![(words.clone(), Role::Plain)],
        value => field::pieces(lens, value, STYLE),
    };
    let (datum, sign) = datum(lens, value);
    let mut field = Field {
        pieces,
        words,
        datum,
        sign,
        share: None,
        is_sign: matches!(
            value,
            Value::Matrix { .. }
                | Value::Phase(_)
                | Value::Marks(_)
                | Value::Kind(_)
                | Value::Short(_)
        ),
    };
    if field.datum == Datum::Text && field.text().is_empty() {
        field.datum = Datum::Nothing;
    }
    field
}

/// The sign of what rests on estimates.
pub const ESTIMATED: char = '≈';

/// All of Unicode, and all the room there is.
const STYLE: Style = Style {
    charset: Charset::Unicode,
    width: 1_000_000,
    long: true,
};
