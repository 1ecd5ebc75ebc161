//! The lines around the table: where the operator is, facts, which keys help.

use unicode_width::UnicodeWidthStr;

use super::context::words;
use super::field::{self, Style};
use super::format;
use super::keys;
use super::label;
use super::outlook;
use super::pen::{Cut, Pen};
use super::question;
use super::theme::Role;
use crate::app::column::Column;
use crate::app::command::Command;
use crate::app::key::Key;
use crate::app::keymap::BINDINGS;
use crate::app::language::Weighting;
use crate::app::model::Model;
use crate::app::prompt::{Notice, Purpose};
use crate::app::screen::{Fact, Row, Screen, VIEWS};
use crate::app::search::Direction;
use crate::app::value::Value;
use crate::domain::text::CleanText;
use crate::texts::{Words, fill};
use crate::ui::charset::Charset;

/// The second line: the way here, the source, and where in the list.
pub(super) fn crumbs(pen: &mut Pen<'_>, model: &Model, y: u16) {
    let w = words(model.language);
    let lens = model.lens();
    let width = pen.area().width;
    let list = &model.trail.now().list;
    let (n, m) = (list.rows.len().min(list.position() + 1), list.rows.len());
    let number = |number: usize| format::number(model.language, number as u64);
    let count = fill(w.count_of, &[("n", &number(n)), ("m", &number(m))]);
    let count_width = u16::try_from(pen.shown(&count).width()).unwrap_or(u16::MAX);
    let mut right = width.saturating_sub(count_width);
    pen.write((right, y), count_width, &count, Role::Plain, Cut::End);
    let names: Vec<_> = model
        .trail
        .screens()
        .map(|screen| label::screen(&lens, screen))
        .collect();
    // The source keeps some room: the way can be guessed, the source cannot.
    let for_source = if width >= 60 { SOURCE_WIDTH } else { 0 };
    let way = shorten(names, usize::from(right.saturating_sub(2 + for_source)));
    let used = pen.write((0, y), right.saturating_sub(2), &way, Role::Title, Cut::End);
    let sources: Vec<_> = model.sources().iter().map(CleanText::as_str).collect();
    let source = sources.join(", ");
    right = right.saturating_sub(2);
    let free = right.saturating_sub(used + 2);
    let weighting = match model.weighting {
        Weighting::Bodies => w.by_bodies,
        Weighting::Inhabitants => w.by_inhabitants,
    };
    let text = format!("{}: {source} · {weighting}", w.source);
    if free >= SOURCE_WIDTH - 2 {
        pen.write((used + 2, y), free, &text, Role::Dim, Cut::End);
    }
}

/// Cells that the source has at least, where the screen is not narrow.
const SOURCE_WIDTH: u16 = 24;

/// The way with its oldest parts left out until it fits; the present screen is never left out.
fn shorten(names: Vec<String>, width: usize) -> String {
    let mut names: std::collections::VecDeque<_> = names.into();
    let mut cut = false;
    loop {
        let way = names
            .iter()
            .map(|name| Charset::Unicode.cut(name, 28))
            .collect::<Vec<_>>()
            .join(" › ");
        let way = if cut { format!("… › {way}") } else { way };
        if way.width() <= width || names.len() <= 1 {
            return way;
        }
        names.pop_front();
        cut = true;
    }
}

/// Facts above the table: as many as the lines hold, the most important first.
pub(super) fn facts(pen: &mut Pen<'_>, model: &Model, lines: (u16, u16), charset: Charset) {
    let facts = model.trail.now().screen.facts(&model.lens());
    flow(pen, model, lines, charset, facts);
}

/// Facts one after the other, line by line, whole ones only.
fn flow(
    pen: &mut Pen<'_>,
    model: &Model,
    (top, lines): (u16, u16),
    charset: Charset,
    facts: Vec<Fact>,
) {
    let lens = model.lens();
    let width = pen.area().width;
    let (mut x, mut y) = (0_u16, top);
    for fact in facts {
        let style = Style {
            charset,
            width: 40,
            long: true,
        };
        let mut pieces = match label::fact(&lens, fact.label) {
            name if name.is_empty() => Vec::new(),
            name => vec![(format!("{name} "), Role::Plain)],
        };
        pieces.extend(field::pieces(&lens, &fact.value, style));
        let needed = pen.width(&pieces);
        if let Value::Ahead(..) = fact.value {
            // A forecast is a sentence: on a line of its own, and never cut while there are lines.
            let sentence: String = pieces.into_iter().map(|(text, _)| text).collect();
            y += u16::from(x > 0);
            for line in wrap(&pen.shown(&sentence), usize::from(width)) {
                if y < top + lines {
                    pen.write((0, y), width, &line, Role::Plain, Cut::End);
                }
                y += 1;
            }
            x = 0;
            continue;
        }
        if x > 0 && x.saturating_add(needed) > width {
            (x, y) = (0, y + 1);
        }
        if y >= top + lines {
            return;
        }
        pen.pieces((x, y), width.saturating_sub(x), &pieces, None, Cut::End);
        x = x.saturating_add(needed).saturating_add(2);
    }
}

/// Lines about the selected row: a problem in full and what to do, or a value that its line had to cut.
pub(super) fn detail(pen: &mut Pen<'_>, model: &Model, (top, lines): (u16, u16), charset: Charset) {
    let stop = model.trail.now();
    let Some(row) = stop.list.selected else {
        return;
    };
    let lens = model.lens();
    let columns = stop.screen.columns(&lens);
    let column = columns.get(stop.list.column).copied();
    let under_cursor = stop.screen.under_cursor(&lens, row, column);
    if !under_cursor.is_empty() {
        return flow(pen, model, (top, lines), charset, under_cursor);
    }
    let style = Style {
        charset,
        width: 400,
        long: true,
    };
    let text = |column| -> String {
        let pieces = field::pieces(&lens, &stop.screen.value(&lens, row, column), style);
        pieces.into_iter().map(|(text, _)| text).collect()
    };
    let parts = match row {
        Row::Problem(_) => vec![
            format!("{}: {}", text(Column::Subject), text(Column::What)),
            format!(
                "{}: {}",
                words(model.language).do_this,
                text(Column::Advice)
            ),
        ],
        Row::Fact(_) => vec![text(Column::Value)],
        Row::Help(_) => vec![text(Column::Meaning)],
        Row::Snapshot(id) => match stop.screen {
            Screen::Trend { subject, .. } => outlook::stand(&lens, subject, id, charset),
            _ => return,
        },
        Row::Question(question) => {
            vec![question::answer(&lens, question), text(Column::Worst)]
        }
        _ => return,
    };
    let width = usize::from(pen.area().width);
    let all: Vec<_> = parts
        .iter()
        .flat_map(|part| wrap(&pen.shown(part), width))
        .collect();
    let is_cut = all.len() > 1
        || all
            .first()
            .is_some_and(|line| line.width() > width.saturating_sub(30));
    for (y, line) in (top..top + lines).zip(all).filter(|_| is_cut) {
        pen.write((0, y), u16::MAX, &line, Role::Plain, Cut::End);
    }
}

/// Breaks a text at spaces.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else {
            continue;
        };
        if !line.is_empty() && line.width() + 1 + word.width() > width {
            lines.push(word.to_owned());
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines
}

/// The last line: what is typed, what the program says, or which keys help.
pub(super) fn hints(pen: &mut Pen<'_>, model: &Model, y: u16) {
    if let Some(prompt) = &model.prompt {
        let sign = match prompt.purpose {
            Purpose::Search => '/',
            Purpose::Command => ':',
        };
        let x = pen.write(
            (0, y),
            u16::MAX,
            &format!("{sign}{}", prompt.text),
            Role::Title,
            Cut::End,
        );
        pen.write((x, y), 1, " ", Role::Selected, Cut::End);
        return;
    }
    if let Some(notice) = &model.notice {
        pen.write(
            (0, y),
            u16::MAX,
            &notice_text(model, notice),
            Role::Warning,
            Cut::End,
        );
        return;
    }
    let mut x = 0_u16;
    for (key, text) in hint_list(model) {
        let text = format!(" {text}");
        let needed = pen.width(&vec![
            (key.clone(), Role::Plain),
            (text.clone(), Role::Plain),
        ]);
        if x.saturating_add(needed) > pen.area().width {
            break;
        }
        x += pen.write((x, y), u16::MAX, &key, Role::Title, Cut::End);
        x += pen.write((x, y), u16::MAX, &text, Role::Plain, Cut::End) + 2;
    }
}

/// Keys with a word each, as far as they do something here.
fn hint_list(model: &Model) -> Vec<(String, String)> {
    let w = words(model.language);
    let start = model.trail.is_at_start();
    let screen = &model.trail.now().screen;
    let first = |command: Command| {
        let binding = BINDINGS
            .iter()
            .find(|binding| binding.hint && binding.command == command);
        binding
            .and_then(|binding| binding.keys.first())
            .map(|key| keys::key(w, *key))
    };
    let mut hints = Vec::new();
    let mut add = |command: Command, text: &str| {
        hints.extend(first(command).map(|key| (key, text.to_owned())));
    };
    add(Command::Open, open_word(w, screen));
    if !start {
        add(Command::Back, w.hint_back);
    }
    add(Command::Help, w.hint_help);
    if let Some(other) = screen.toggled() {
        add(Command::Toggle, &toggle_word(model, &other));
    }
    match screen {
        Screen::Snapshots => {}
        _ if model.compared.is_some() => add(Command::Compare, w.hint_compare_end),
        _ => add(Command::Compare, w.hint_compare),
    }
    let dates = [Command::Earlier, Command::Later]
        .map(first)
        .into_iter()
        .flatten();
    let dates = dates.collect::<String>();
    match screen {
        Screen::Trend { .. } => {}
        _ => add(Command::Trend, w.hint_trend),
    }
    add(Command::NextProblem, w.hint_problem);
    add(Command::Search, w.hint_search);
    add(Command::Sort, w.hint_sort);
    add(Command::Weighting, w.hint_weighting);
    add(
        Command::Leave,
        if start { w.hint_quit } else { w.hint_leave },
    );
    let views = views();
    hints.insert(1.min(hints.len()), (views, w.hint_views.to_owned()));
    let at = if start { 3 } else { 4 };
    hints.insert(at.min(hints.len()), (dates, w.hint_dates.to_owned()));
    if matches!(screen, Screen::Trend { .. }) {
        hints.insert(
            3.min(hints.len()),
            ("+-".to_owned(), w.hint_subject.to_owned()),
        );
    }
    if let Some(language) = first(Command::Language) {
        hints.push((language, w.hint_language.to_owned()));
    }
    hints
}

/// What Enter does on a screen.
fn open_word(w: &'static Words, screen: &Screen) -> &'static str {
    match screen {
        Screen::Snapshots => w.hint_compare,
        Screen::Trend { .. } => w.hint_travel,
        _ => w.hint_open,
    }
}

/// The keys of the views, from the first to the last.
fn views() -> String {
    let of = |command| {
        let binding = BINDINGS.iter().find(|binding| binding.command == command);
        match binding.and_then(|binding| binding.keys.first()) {
            Some(Key::Char(key)) => key.to_string(),
            _ => String::new(),
        }
    };
    let last = VIEWS.len().saturating_sub(1);
    format!("{}-{}", of(Command::View(0)), of(Command::View(last)))
}

fn toggle_word(model: &Model, other: &Screen) -> String {
    let w = words(model.language);
    let word = match other {
        Screen::ServiceDistricts(_) => w.districts_of.to_owned(),
        Screen::Service { .. } => w.bodies_of.to_owned(),
        Screen::Matrix { folded: true, .. } => w.fold.to_owned(),
        Screen::Matrix { folded: false, .. } => w.unfold.to_owned(),
        Screen::Problems(Some(of)) => label::topic(w, *of).to_owned(),
        Screen::Changes(Some(of)) => label::way(w, *of).to_owned(),
        Screen::Trend { numbers: true, .. } => w.hint_numbers.to_owned(),
        Screen::Trend { numbers: false, .. } => w.hint_picture.to_owned(),
        Screen::Problems(None) | Screen::Changes(None) => w.all.to_owned(),
        other => label::screen(&model.lens(), other),
    };
    fill(w.hint_toggle, &[("other", &word)])
}

fn notice_text(model: &Model, notice: &Notice) -> String {
    let w = words(model.language);
    match notice {
        Notice::NotFound(text) if text.is_empty() => w.not_found_again.to_owned(),
        Notice::NotFound(text) => fill(w.not_found, &[("text", text)]),
        Notice::NotAmongUnits(text) => fill(w.not_found_units, &[("text", text)]),
        Notice::Wrapped(Direction::Previous) => w.wrapped_back.to_owned(),
        Notice::Wrapped(_) => w.wrapped.to_owned(),
        Notice::NoSearch => w.no_search.to_owned(),
        Notice::NoSuchCommand(text) => fill(w.no_such_command, &[("text", text)]),
        Notice::QuitAgain => w.quit_again.to_owned(),
        Notice::AtStart => w.at_start.to_owned(),
        Notice::AtEnd => w.at_end.to_owned(),
        Notice::NoSuchSnapshot => w.no_such_snapshot.to_owned(),
        Notice::Travelled { date, same } => {
            let text = if *same { w.travelled_same } else { w.travelled };
            fill(text, &[("date", &format::day(model.language, *date))])
        }
        Notice::NoOrder => w.no_order.to_owned(),
        Notice::NoComparison => w.no_comparison.to_owned(),
        Notice::NoProblem => w.no_problem.to_owned(),
        Notice::NothingBehind => w.nothing_behind.to_owned(),
    }
}
