//! A text being typed: the line itself, and above it how it may go on or what is wrong with it.

use unicode_width::UnicodeWidthStr;

use super::chrome::wrap;
use super::context::words;
use super::export;
use super::format;
use super::palette;
use super::pen::{Cut, Pen};
use super::saying;
use super::theme::Role;
use crate::analysis::select::{Field, Mistake, What};
use crate::app::export::Exporting;
use crate::app::language::Language;
use crate::app::model::Model;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::sift::Sketch;
use crate::app::views::Naming;
use crate::texts::fill;

/// Paints what is typed on line `y`, and what belongs to it on the line above.
pub(super) fn paint(pen: &mut Pen<'_>, model: &Model, prompt: &Prompt, y: u16) {
    match &prompt.purpose {
        Purpose::Search => line(pen, prompt, "/", None, "", y),
        Purpose::Palette(finder) => {
            palette::paint(pen, model, finder, &prompt.text, y);
            line(pen, prompt, ":", None, "", y);
        }
        Purpose::Filter(sketch) => filter(pen, model, prompt, sketch, y),
        Purpose::Name(naming) => name(pen, model, prompt, naming, y),
        Purpose::Export(exporting) => file(pen, model, prompt, *exporting, y),
    }
}

fn filter(pen: &mut Pen<'_>, model: &Model, prompt: &Prompt, sketch: &Sketch, y: u16) {
    let w = words(model.language);
    let number = |number| format::number(model.language, number);
    let (n, m) = (
        number(model.standing.total.bodies.total()),
        number(model.whole().total.bodies.total()),
    );
    let count = fill(w.filter_count, &[("n", &n), ("m", &m)]);
    let sign = format!("{}: ", w.filter_label);
    let wrong = sketch.mistake.as_ref().map(|mistake| mistake.at);
    line(pen, prompt, &sign, wrong, &count, y);
    let Some(above) = y.checked_sub(1) else {
        return;
    };
    // What is only begun is no mistake yet.
    let completion = &sketch.completion;
    let is_begun = |mistake: &&Mistake| {
        let is_value = matches!(mistake.what, What::UnknownValue(..) | What::NoValue(_));
        is_value && mistake.at >= completion.from && !completion.candidates.is_empty()
    };
    if let Some(mistake) = sketch.mistake.as_ref().filter(|it| !is_begun(it)) {
        let text = mistake_text(model.language, mistake);
        let lines = wrap(&text, usize::from(pen.area().width));
        let count = u16::try_from(lines.len())
            .unwrap_or(1)
            .min(y.saturating_sub(2))
            .max(1);
        for (line, text) in (y.saturating_sub(count)..y).zip(&lines) {
            pen.blank(line);
            pen.write((0, line), u16::MAX, text, Role::Warning, Cut::End);
        }
        return;
    }
    let chosen = sketch.turn.as_ref().map(|(at, _)| *at);
    candidates(pen, model, &sketch.completion.candidates, chosen, above);
}

/// The name of a view, and above it what is saved or why the name is not taken at once.
fn name(pen: &mut Pen<'_>, model: &Model, prompt: &Prompt, naming: &Naming, y: u16) {
    let sign = format!("{}: ", words(model.language).view_name);
    line(pen, prompt, &sign, None, "", y);
    let Some(above) = y.checked_sub(1) else {
        return;
    };
    let role = match naming.wrong {
        Some(_) => Role::Warning,
        None => Role::Plain,
    };
    let text = saying::naming(model.language, naming);
    pen.blank(above);
    pen.write((0, above), u16::MAX, &text, role, Cut::End);
}

/// The name of a file, and above it the formats or why the name is not taken at once.
fn file(pen: &mut Pen<'_>, model: &Model, prompt: &Prompt, exporting: Exporting, y: u16) {
    let sign = format!("{}: ", words(model.language).export_name);
    line(pen, prompt, &sign, None, "", y);
    let Some(above) = y.checked_sub(1) else {
        return;
    };
    let role = match exporting.wrong {
        Some(_) => Role::Warning,
        None => Role::Plain,
    };
    pen.blank(above);
    let text = export::asked(model.language, exporting);
    pen.write((0, above), u16::MAX, &text, role, Cut::End);
}

/// What may follow, as many as fit, with the one that was put in among them.
fn candidates(pen: &mut Pen<'_>, model: &Model, all: &[String], chosen: Option<usize>, y: u16) {
    if all.is_empty() {
        return;
    }
    pen.blank(y);
    let width = pen.area().width;
    let mut x = pen.write(
        (0, y),
        width,
        words(model.language).filter_next,
        Role::Title,
        Cut::End,
    ) + 2;
    let room = usize::from(width.saturating_sub(x));
    let mut skipped = chosen.unwrap_or(0);
    let mut taken = 0;
    // The chosen one keeps its neighbours in sight.
    while skipped > 0 {
        taken += all.get(skipped).map_or(0, |text| text.width() + 2);
        if taken > room / 2 {
            break;
        }
        skipped -= 1;
    }
    for (at, text) in all.iter().enumerate().skip(skipped) {
        let needed = u16::try_from(text.width()).unwrap_or(u16::MAX);
        if x.saturating_add(needed) > width {
            break;
        }
        let role = if chosen == Some(at) {
            Role::Selected
        } else {
            Role::Plain
        };
        x += pen.write((x, y), u16::MAX, text, role, Cut::End) + 2;
    }
}

/// The text with its cursor, the character that is wrong marked, and something at the right edge where there is room.
fn line(pen: &mut Pen<'_>, prompt: &Prompt, sign: &str, wrong: Option<usize>, right: &str, y: u16) {
    let width = pen.area().width;
    let mut x = pen.write((0, y), width, sign, Role::Title, Cut::End);
    let room = usize::from(width.saturating_sub(x + 1));
    // Of a long text the part around the cursor is shown.
    let skipped = prompt.cursor.saturating_sub(room);
    let letters = prompt.text.chars().chain([' ']).enumerate().skip(skipped);
    for (at, letter) in letters.take(room + 1) {
        let role = match wrong {
            _ if at == prompt.cursor => Role::Selected,
            Some(wrong) if at == wrong => Role::Warning,
            _ => Role::Title,
        };
        x += pen.write((x, y), 2, letter.encode_utf8(&mut [0; 4]), role, Cut::End);
    }
    let needed = u16::try_from(right.width()).unwrap_or(u16::MAX);
    if x.saturating_add(needed).saturating_add(2) <= width {
        pen.write((width - needed, y), needed, right, Role::Plain, Cut::End);
    }
}

/// What is wrong with the filter that is being typed.
pub fn mistake(model: &Model) -> Option<String> {
    let Purpose::Filter(sketch) = &model.prompt.as_ref()?.purpose else {
        return None;
    };
    let mistake = sketch.mistake.as_ref()?;
    Some(mistake_text(model.language, mistake))
}

/// What is wrong with a filter, where, and what was expected.
pub fn mistake_text(language: Language, mistake: &Mistake) -> String {
    let w = words(language);
    let at = (mistake.at + 1).to_string();
    let what = what_text(language, &mistake.what);
    fill(w.filter_at, &[("at", &at), ("what", &what)])
}

pub(super) fn what_text(language: Language, what: &What) -> String {
    let w = words(language);
    let name = |field: &Field| {
        let words = field.words();
        words.get(language.position()).copied().unwrap_or_default()
    };
    let signs = |field: &Field| {
        let signs = field.operators().iter().map(|operator| operator.sign());
        signs.collect::<Vec<_>>().join(" ")
    };
    let example = |field: &Field| field.example(language.position());
    match what {
        What::UnknownField(word, Some(near)) => fill(
            w.mistake_field_near,
            &[("word", word), ("near", name(near))],
        ),
        What::UnknownField(word, None) => {
            let fields: Vec<_> = Field::WORDS.iter().map(|(field, _)| name(field)).collect();
            let fields = fields.join(", ");
            fill(w.mistake_field, &[("word", word), ("fields", &fields)])
        }
        What::NoOperator(field) => {
            let parts = [("field", name(field)), ("signs", &signs(field))];
            fill(w.mistake_no_operator, &parts)
        }
        What::WrongOperator(field, _) => {
            let parts = [("field", name(field)), ("signs", &signs(field))];
            fill(w.mistake_operator, &parts)
        }
        What::NoValue(field) => {
            let parts = [("field", name(field)), ("example", example(field))];
            fill(w.mistake_no_value, &parts)
        }
        What::UnknownValue(field, word, near) if near.is_empty() => {
            let parts = [
                ("word", word.as_str()),
                ("field", name(field)),
                ("example", example(field)),
            ];
            fill(w.mistake_value, &parts)
        }
        What::UnknownValue(field, word, near) => {
            let near = near.join(", ");
            let parts = [
                ("word", word.as_str()),
                ("field", name(field)),
                ("near", &near),
            ];
            fill(w.mistake_value_near, &parts)
        }
        What::OneValue(operator) => fill(w.mistake_one_value, &[("sign", operator.sign())]),
        What::NoTerm => {
            let phase = Field::Phase;
            let example = format!("{}<{}", name(&phase), example(&phase));
            fill(w.mistake_no_term, &[("example", &example)])
        }
        What::NotClosed => w.mistake_not_closed.to_owned(),
        What::NotOpened => w.mistake_not_opened.to_owned(),
        What::OpenQuote => w.mistake_open_quote.to_owned(),
        What::TooDeep => w.mistake_too_deep.to_owned(),
    }
}
