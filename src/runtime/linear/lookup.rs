//! Commands that take a word: find, sort, another date, the size of a page, help.

use std::io::{self, BufRead, Write};

use super::{Arrival, LARGEST_PAGE, Linear, order};
use crate::app::command::Command;
use crate::app::key::Key;
use crate::app::message::{Message, Moment};
use crate::app::screen::Row;
use crate::app::screen::overview::Question;
use crate::app::search;
use crate::domain::collate::Folded;
use crate::domain::rollout::SnapshotId;
use crate::texts::fill;
use crate::ui::format;
use crate::ui::linear;
use crate::ui::prompt;

impl<R: BufRead, W: Write> Linear<R, W> {
    /// Says all matches with their numbers, as many as a page has, and selects the first.
    pub(super) fn search(&mut self, text: &str) -> io::Result<()> {
        let typed = vec![
            Message::Given(Command::Search),
            Message::Pasted(text.to_owned()),
            Message::Pressed(Key::Enter, Moment::default()),
        ];
        self.update(typed);
        self.found = self.matches(text);
        let Some(first) = self.found.first().copied() else {
            let notice = linear::notice(&self.model);
            return self.say_all(notice.as_slice());
        };
        let pointed = Message::Pointed {
            row: Some(first),
            column: None,
        };
        self.update(vec![pointed]);
        let n = format::number(self.model.language, self.found.len() as u64);
        self.say_with(self.words().linear_found, &[("text", text), ("n", &n)])?;
        self.read_found()
    }

    /// Chooses what is shown and counted; without a text the present filter is told.
    pub(super) fn filter(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            return match linear::filter(&self.model) {
                Some(told) => self.say(&told),
                None => self.say(self.words().linear_filter),
            };
        }
        let pressed = |key| Message::Pressed(key, Moment::default());
        let typed = vec![
            Message::Given(Command::Filter),
            pressed(Key::Ctrl('u')),
            Message::Pasted(text.to_owned()),
            pressed(Key::Enter),
        ];
        self.update(typed);
        if let Some(wrong) = prompt::mistake(&self.model) {
            self.update(vec![pressed(Key::Esc)]);
            return self.say(&wrong);
        }
        self.next = 0;
        self.say_filter()
    }

    /// Says what the filter leaves.
    pub(super) fn say_filter(&mut self) -> io::Result<()> {
        let told = linear::filter(&self.model).or_else(|| linear::notice(&self.model));
        let rows = &self.model.trail.now().list;
        let n = format::number(self.model.language, rows.rows.len() as u64);
        let m = format::number(self.model.language, rows.unfiltered as u64);
        let count = fill(self.words().linear_rows_left, &[("n", &n), ("m", &m)]);
        let told = told.unwrap_or_default();
        self.say(&format!("{}. {count}", told.trim_end_matches('.')))
    }

    /// Says the next matches; what is read after the last one is the list behind it.
    pub(super) fn read_found(&mut self) -> io::Result<()> {
        let page = self.manner.page.min(self.found.len());
        let rest = self.found.split_off(page);
        let told = std::mem::replace(&mut self.found, rest);
        for at in &told {
            self.say(&linear::numbered(&self.model, *at))?;
        }
        self.next = told.last().map_or(0, |at| at + 1);
        if self.found.is_empty() {
            return Ok(());
        }
        let n = format::number(self.model.language, self.found.len() as u64);
        self.say_with(self.words().linear_found_more, &[("n", &n)])
    }

    /// The rows whose names match.
    pub(super) fn named(&self, text: &str) -> Vec<usize> {
        let stop = self.model.trail.now();
        let query = Folded::new(text);
        search::all(&stop.screen, &stop.list, &self.model.lens(), &query)
    }

    /// The rows whose names match, or that say this word.
    fn matches(&self, text: &str) -> Vec<usize> {
        let (query, named) = (Folded::new(text), self.named(text));
        let says = |at: &usize| Folded::new(&linear::brief(&self.model, *at)).contains(&query);
        (0..self.rows())
            .filter(|at| named.contains(at) || says(at))
            .collect()
    }

    /// Sorts by the column of this name; without one the names are told.
    pub(super) fn sort(&mut self, text: &str) -> io::Result<bool> {
        let w = self.words();
        if text.is_empty() {
            let names = linear::sort_names(&self.model);
            let first = names.last().cloned().unwrap_or_default();
            let names = names.join(", ");
            self.say_with(w.linear_sort_by, &[("names", &names), ("first", &first)])?;
            return Ok(true);
        }
        let Some(column) = linear::sort_column(&self.model, text) else {
            self.say_with(w.linear_no_order, &[("text", text)])?;
            return self.sort("");
        };
        let pointed = Message::Pointed {
            row: None,
            column: Some(column),
        };
        let sort = Message::Given(Command::Sort);
        // What is told of the new order is its first row.
        let first = Message::Pointed {
            row: Some(0),
            column: None,
        };
        self.act(vec![pointed, sort, first], Arrival::New)
    }

    /// Opens what is to go live next, by the question of the first screen that it answers.
    pub(super) fn upcoming(&mut self) -> io::Result<bool> {
        self.update(vec![Message::Given(Command::View(0))]);
        // Wherever it stands, in whatever order the operator has put the questions.
        let asked = Row::Question(Question::Upcoming);
        let rows = &self.model.trail.now().list.rows;
        let pointed = Message::Pointed {
            row: rows.iter().position(|row| *row == asked),
            column: Some(0),
        };
        let open = Message::Given(Command::Open);
        self.act(vec![pointed, open], Arrival::Read)
    }

    /// Compares with the snapshot of a day.
    pub(super) fn compare(&mut self, text: &str) -> io::Result<bool> {
        let (Some(base), Some(at)) = (self.snapshot(text)?, self.model.standing.at) else {
            return Ok(true);
        };
        if base == at {
            self.say(self.words().same_snapshot)?;
            return Ok(true);
        }
        let compared = Some(base);
        self.act(vec![Message::Asked { at, compared }], Arrival::New)
    }

    /// The snapshot of a day, or the last one before; what is no day or has none is said.
    pub(super) fn snapshot(&mut self, text: &str) -> io::Result<Option<SnapshotId>> {
        let w = self.words();
        let Some(day) = order::day(text) else {
            self.say_with(w.linear_bad_date, &[("text", text)])?;
            return Ok(None);
        };
        let told = format::day(self.model.language, day);
        let rollout = &self.model.data.rollout;
        let date = |id: &SnapshotId| rollout.snapshot(*id).map(|it| it.date);
        let found = rollout.ids().rev().find(|id| date(id) <= Some(day));
        let exact = found.as_ref().and_then(date) == Some(day);
        if found.is_none() {
            self.say_with(w.linear_no_date, &[("date", &told)])?;
        } else if !exact {
            self.say_with(w.linear_taken, &[("date", &told)])?;
        }
        Ok(found)
    }

    pub(super) fn set_page(&mut self, text: &str) -> io::Result<()> {
        let w = self.words();
        match order::number(text).filter(|rows| (1..=LARGEST_PAGE).contains(rows)) {
            Some(rows) => {
                self.manner.page = rows;
                self.say_with(w.linear_page, &[("n", &rows.to_string())])
            }
            None => self.say(w.linear_bad_page),
        }
    }

    /// All commands, or one.
    pub(super) fn help(&mut self, text: &str) -> io::Result<()> {
        if text.is_empty() {
            let lines = linear::commands(&self.model);
            return self.say_all(&lines);
        }
        match linear::command(&self.model, text) {
            Ok(line) => self.say(&line),
            Err(similar) => self.say_unknown(text, &similar),
        }
    }
}
