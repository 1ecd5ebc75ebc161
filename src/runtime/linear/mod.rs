//! A session line by line: reads a line, updates, says what there is to say. No terminal is taken, nothing is addressed
//! by position: a pipe, a speaking reader and a braille display are served alike.

mod lookup;
mod news;
mod order;
mod views;

use std::io::{self, BufRead, Read, Write};

use crate::app::command::Command;
use crate::app::message::Message;
use crate::app::model::Model;
use crate::app::prompt::Notice;
use crate::app::screen::Screen;
use crate::domain::date::Date;
use crate::runtime::live::Feed;
use crate::runtime::outbox::Outbox;
use crate::runtime::shelf::Shelf;
use crate::texts::{Words, fill};
use crate::ui::charset::Charset;
use crate::ui::context::words;
use crate::ui::format;
use crate::ui::linear::{self, Landmark, Named, Own};
use order::Order;

/// Rows of a page where nobody says another number.
pub const PAGE: usize = 20;
/// Most rows of a page.
const LARGEST_PAGE: usize = 1000;
/// Bytes of a line that are read at once; what is longer counts as another line.
const LONGEST_LINE: u64 = 4096;
/// Columns and lines of a screen that has no room for pictures: every screen is its table.
pub const SIZE: (u16, u16) = (1, 1);

/// How a session is held.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// The characters there are.
    pub charset: Charset,
    /// Rows read at a time.
    pub page: usize,
    /// Whether somebody waits to be asked for the next line.
    pub prompts: bool,
    /// Tells the day it is; `None` where it was fixed at the start.
    pub today: Option<fn() -> Date>,
}

/// A session.
#[derive(Debug)]
pub struct Linear<R: BufRead, W: Write> {
    model: Model,
    manner: Manner,
    input: R,
    output: W,
    /// Position of the row that is read next.
    next: usize,
    /// Matches of a search that are read before that.
    found: Vec<usize>,
    shelf: Shelf,
    outbox: Outbox,
    /// The file that is there and is replaced when it is named once more.
    again: Option<String>,
    feed: Option<Feed>,
}

/// How much of a screen is read on arriving there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Arrival {
    /// All of it, also where the operator is there already.
    Read,
    /// All of it.
    New,
    /// Where the operator left off.
    Known,
}

impl<R: BufRead, W: Write> Linear<R, W> {
    /// Prepares a session; the model should have the [`SIZE`] of no screen.
    pub fn new(model: Model, manner: Manner, input: R, output: W) -> Self {
        Self {
            model,
            manner,
            input,
            output,
            next: 0,
            found: Vec::new(),
            shelf: Shelf::default(),
            outbox: Outbox::default(),
            again: None,
            feed: None,
        }
    }

    /// Runs until the operator quits or no line can come any more.
    pub fn run(&mut self) -> io::Result<()> {
        self.say(self.words().linear_welcome)?;
        self.read_screen()?;
        loop {
            self.ask()?;
            let Some(line) = self.hear()? else {
                // What the terminal shows next begins on a line of its own.
                if self.manner.prompts {
                    self.say("")?;
                }
                return self.output.flush();
            };
            self.catch_up()?;
            if !self.answer(&line)? {
                return self.output.flush();
            }
        }
    }

    fn words(&self) -> &'static Words {
        words(self.model.language)
    }

    fn say(&mut self, text: &str) -> io::Result<()> {
        let line = self.manner.charset.line(text);
        self.output.write_all(line.as_bytes())?;
        self.output.write_all(b"\n")
    }

    fn say_all(&mut self, lines: &[String]) -> io::Result<()> {
        lines.iter().try_for_each(|line| self.say(line))
    }

    /// Says a text with one value in it.
    fn say_with(&mut self, pattern: &str, values: &[(&str, &str)]) -> io::Result<()> {
        self.say(&fill(pattern, values))
    }

    fn ask(&mut self) -> io::Result<()> {
        if self.manner.prompts {
            let prompt = self.manner.charset.line(self.words().linear_prompt);
            self.output.write_all(prompt.as_bytes())?;
        }
        self.output.flush()
    }

    /// The next line; `None` at the end.
    fn hear(&mut self) -> io::Result<Option<String>> {
        let mut bytes = Vec::new();
        let mut input = (&mut self.input).take(LONGEST_LINE);
        let count = input.read_until(b'\n', &mut bytes)?;
        Ok((count > 0).then(|| String::from_utf8_lossy(&bytes).into_owned()))
    }

    /// Does what a line asks for; false where that is the end.
    fn answer(&mut self, line: &str) -> io::Result<bool> {
        let order = Order::read(self.model.language, &self.model.keymap, line);
        if order != Order::Onward {
            self.found.clear();
        }
        match order {
            Order::Onward => self.read_on(),
            Order::Row(number) => return self.open_row(number),
            Order::Call(Named::Command(it), _) if self.model.is_closed(it) => self.refuse(it),
            Order::Call(Named::Command(command), rest) => return self.obey(command, &rest),
            Order::Call(Named::Own(own), rest) => return self.obey_own(own, &rest),
            Order::Unknown(text, similar) => self.say_unknown(&text, &similar),
        }?;
        Ok(true)
    }

    fn say_unknown(&mut self, text: &str, similar: &[String]) -> io::Result<()> {
        let names = similar.join(", ");
        let w = self.words();
        let pattern = if names.is_empty() {
            w.linear_unknown_far
        } else {
            w.linear_unknown
        };
        self.say_with(pattern, &[("text", text), ("names", &names)])
    }

    /// Carries out a command; `rest` is what followed it.
    fn obey(&mut self, command: Command, rest: &str) -> io::Result<bool> {
        let (w, page, rows) = (self.words(), self.manner.page, self.rows());
        let half = page.div_ceil(2);
        self.again = self.again.take().filter(|_| command == Command::Export);
        match command {
            Command::Open if !rest.is_empty() => return self.open(rest),
            Command::Open => {
                let at = self.model.trail.now().list.position();
                return self.open_row(at.saturating_add(1));
            }
            Command::Search if rest.is_empty() => self.say(w.linear_search)?,
            Command::Search => self.search(rest)?,
            Command::Filter if order::takes_away(self.model.language, rest) => {
                return self.obey(Command::Unfilter, "");
            }
            Command::Filter => self.filter(rest)?,
            Command::Unfilter => {
                self.update(vec![Message::Given(command)]);
                self.next = 0;
                self.say_filter()?;
            }
            Command::Views if !rest.is_empty() => return self.view(rest),
            Command::SaveView => self.save(rest)?,
            Command::ShowAddress => self.say_address()?,
            Command::Export => self.export(rest)?,
            Command::Sort => return self.sort(rest),
            Command::Help => self.help(rest)?,
            Command::Compare if !rest.is_empty() => return self.compare(rest),
            Command::View(_) if !rest.is_empty() => {
                self.update(vec![Message::Given(command)]);
                self.next = 0;
                return self.open(rest);
            }
            Command::View(_) => return self.act(vec![Message::Given(command)], Arrival::Read),
            Command::Redraw | Command::Copy | Command::CopyView => self.read_screen()?,
            Command::PageDown => self.read_on()?,
            Command::HalfPageDown => self.read_rows(self.next, half)?,
            Command::PageUp => self.read_rows(self.next.saturating_sub(2 * page), page)?,
            Command::HalfPageUp => self.read_rows(self.next.saturating_sub(page + half), page)?,
            Command::Top => self.read_rows(0, page)?,
            Command::Bottom => self.read_rows(rows.saturating_sub(page), page)?,
            Command::Left | Command::Right => self.say(w.linear_no_cursor)?,
            Command::Suspend => self.say(w.linear_suspend)?,
            Command::Cancel => self.say(w.linear_cancel)?,
            Command::Palette => self.say(w.linear_typed)?,
            Command::Toggle if !self.has_other_form() => self.say(w.linear_no_other)?,
            Command::Back | Command::Leave | Command::Forward => {
                return self.act(vec![Message::Given(command)], Arrival::Known);
            }
            command => return self.act(vec![Message::Given(command)], Arrival::New),
        }
        Ok(true)
    }

    fn obey_own(&mut self, own: Own, rest: &str) -> io::Result<bool> {
        match own {
            Own::Row => self.read_row(rest)?,
            Own::Facts => {
                let lines = linear::facts(&self.model);
                self.say_all(&lines)?;
            }
            Own::List => self.read_rows(0, self.manner.page)?,
            Own::Where => self.say_all(&linear::whereabouts(&self.model))?,
            Own::Date if rest.is_empty() => self.say(&linear::dates(&self.model))?,
            Own::Date => {
                let Some(at) = self.snapshot(rest)? else {
                    return Ok(true);
                };
                let compared = self.model.compared.filter(|compared| *compared < at);
                return self.act(vec![Message::Asked { at, compared }], Arrival::New);
            }
            Own::Page => self.set_page(rest)?,
            Own::Upcoming => return self.upcoming(),
            Own::Words => self.say_all(&linear::terms(&self.model))?,
        }
        Ok(true)
    }

    fn rows(&self) -> usize {
        self.model.trail.now().list.rows.len()
    }

    /// Map and trend are tables here, whichever way they would be drawn.
    fn has_other_form(&self) -> bool {
        let screen = self.model.trail.now().screen;
        let is_picture = matches!(screen, Screen::Map { .. } | Screen::Trend { .. });
        !is_picture && screen.toggled().is_some()
    }

    /// Updates the model and says what came of it; false where that is the end.
    fn act(&mut self, messages: Vec<Message>, arrival: Arrival) -> io::Result<bool> {
        let before = Landmark::of(&self.model);
        if !self.update(messages) {
            return Ok(false);
        }
        if self.model.notice == Some(Notice::NothingBehind) {
            // What leads nowhere can still be read.
            self.read_row("")?;
            return Ok(true);
        }
        let mut lines = before.told(&self.model);
        if lines.is_empty() && matches!(self.model.notice, Some(Notice::Wrapped(_))) {
            // The only match is the one that is selected already.
            lines.extend(linear::selected(&self.model));
        }
        lines.extend(linear::notice(&self.model));
        let told = !lines.is_empty();
        self.say_all(&lines)?;
        let is_elsewhere = before.is_elsewhere(&self.model);
        if arrival == Arrival::Read || is_elsewhere {
            let is_known = arrival == Arrival::Known || (before.was_choice() && told);
            if is_known && self.rows() > 0 {
                self.read_known()?;
            } else {
                self.read_screen()?;
            }
        } else if !told {
            self.say(self.words().linear_nothing_new)?;
        } else if before.is_told_anew(&self.model) {
            self.next = 0;
        } else {
            self.next = self.model.trail.now().list.position() + 1;
        }
        Ok(true)
    }

    /// Heading, facts and the first page.
    fn read_screen(&mut self) -> io::Result<()> {
        let heading = linear::heading(&self.model);
        self.say(&heading)?;
        let facts = linear::first_facts(&self.model);
        self.say_all(&facts)?;
        self.read_rows(0, self.manner.page)
    }

    /// The screen where the operator left it: its name and the selected row. The list goes on behind it.
    fn read_known(&mut self) -> io::Result<()> {
        self.say(&linear::short_heading(&self.model))?;
        let selected = linear::selected(&self.model);
        self.say_all(selected.as_slice())?;
        self.next = self.model.trail.now().list.position() + 1;
        Ok(())
    }

    fn read_rows(&mut self, from: usize, count: usize) -> io::Result<()> {
        let from = from.min(self.rows());
        if from == self.rows() && from > 0 {
            return self.say_end();
        }
        let lines = linear::page(&self.model, from, count);
        self.next = from.saturating_add(count).min(self.rows());
        self.say_all(&lines)
    }

    fn read_on(&mut self) -> io::Result<()> {
        if !self.found.is_empty() {
            return self.read_found();
        }
        self.read_rows(self.next, self.manner.page)
    }

    fn say_end(&mut self) -> io::Result<()> {
        let n = format::number(self.model.language, self.rows() as u64);
        let name = linear::short_heading(&self.model);
        let name = name.trim_end_matches('.');
        self.say_with(self.words().linear_end, &[("name", name), ("n", &n)])
    }

    /// A row in full: the one of this number, or the selected one.
    fn read_row(&mut self, text: &str) -> io::Result<()> {
        if !text.is_empty() {
            let Some(row) = self.row_called(text)? else {
                return Ok(());
            };
            let column = None;
            let row = Some(row);
            self.update(vec![Message::Pointed { row, column }]);
        }
        let at = self.model.trail.now().list.position();
        self.next = at + 1;
        match linear::full(&self.model, at) {
            lines if lines.is_empty() => self.say(self.words().linear_no_rows),
            lines => self.say_all(&lines),
        }
    }

    /// The position that a number names; what it does not name is said.
    fn row_called(&mut self, text: &str) -> io::Result<Option<usize>> {
        let rows = self.rows();
        let at = order::number(text).and_then(|number| number.checked_sub(1));
        let at = at.filter(|at| *at < rows);
        if at.is_none() {
            let m = format::number(self.model.language, rows as u64);
            let w = self.words();
            self.say_with(w.linear_no_row, &[("n", text), ("m", &m)])?;
        }
        Ok(at)
    }

    fn open_row(&mut self, number: usize) -> io::Result<bool> {
        let Some(row) = self.row_called(&number.to_string())? else {
            return Ok(true);
        };
        let pointed = Message::Pointed {
            row: Some(row),
            column: Some(0),
        };
        let open = Message::Given(Command::Open);
        self.act(vec![pointed, open], Arrival::New)
    }

    /// Opens the row of a number, or the one row that matches; several are told.
    fn open(&mut self, text: &str) -> io::Result<bool> {
        if let Some(number) = order::number(text) {
            return self.open_row(number);
        }
        match self.named(text).as_slice() {
            [one] => self.open_row(one.saturating_add(1)),
            _ => self.search(text).map(|()| true),
        }
    }
}
