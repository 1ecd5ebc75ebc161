//! Saved views and addresses, line by line; and what follows from a message outside.

use std::io::{self, BufRead, Write};

use super::{Arrival, Linear};
use crate::app::address::{Address, parse};
use crate::app::command::Command;
use crate::app::effect::Effect;
use crate::app::export::{BadFile, FileFormat, proposal};
use crate::app::key::Key;
use crate::app::message::{Message, Moment};
use crate::app::model::Model;
use crate::app::prompt::Purpose;
use crate::app::screen::Screen;
use crate::app::update::update;
use crate::app::views::address_of;
use crate::runtime::outbox::Outbox;
use crate::runtime::shelf::Shelf;
use crate::texts::fill;
use crate::ui::context::Context;
use crate::ui::export::{asked, closed};
use crate::ui::linear;
use crate::ui::saying::{mistake_text, naming};
use crate::ui::theme::Palette;

impl<R: BufRead, W: Write> Linear<R, W> {
    /// Keeps saved views on this shelf, and writes files by these rules.
    pub fn keeping(mut self, shelf: Shelf, outbox: Outbox) -> Self {
        self.shelf = shelf;
        self.outbox = outbox;
        self
    }

    /// Updates the model and carries out what follows; false where that is the end.
    pub(super) fn update(&mut self, messages: Vec<Message>) -> bool {
        for message in messages {
            for effect in update(&mut self.model, message) {
                if effect == Effect::Quit {
                    return false;
                }
                if effect == Effect::Reload {
                    self.fetch();
                    continue;
                }
                let context = Context::new(self.manner.charset, Palette::Sixteen);
                let written = self.outbox.carry_out(&mut self.model, context, &effect);
                if let Some(outcome) = written.or_else(|| self.shelf.carry_out(effect)) {
                    update(&mut self.model, outcome);
                }
            }
        }
        let is_picture = |screen: &Screen| matches!(screen, Screen::Trend { numbers: false, .. });
        if is_picture(&self.model.trail.now().screen) {
            update(&mut self.model, Message::Given(Command::Toggle));
            let now = self.model.trail.now().screen;
            if self.model.trail.screens().rev().nth(1) == Some(&now) {
                // It was on screen already, as the table that it is here.
                update(&mut self.model, Message::Given(Command::Back));
            }
        }
        true
    }

    /// The address of the screen, as it is pasted: no full stop behind it.
    pub(super) fn say_address(&mut self) -> io::Result<()> {
        let address = Address::of(&self.model).to_string();
        self.say(&address)
    }

    /// Opens a saved view or an address.
    pub(super) fn view(&mut self, text: &str) -> io::Result<bool> {
        let views = match self.shelf.views() {
            Ok(views) => views,
            Err(why) => {
                self.say_with(self.words().saying_refused, &[("why", &why)])?;
                return Ok(true);
            }
        };
        let address = address_of(&views, text);
        match parse(&address).and_then(|address| address.bind(&self.model)) {
            Ok(to) => self.act(vec![Message::Visited(Box::new(to))], Arrival::New),
            Err(mistake) => {
                let what = mistake_text(self.model.language, &mistake);
                let parts = [("text", text), ("what", what.as_str())];
                self.say_with(self.words().linear_view_unknown, &parts)?;
                Ok(true)
            }
        }
    }

    /// Says why this session has no such command.
    pub(super) fn refuse(&mut self, command: Command) -> io::Result<()> {
        self.say(&closed(&self.model, command))
    }

    /// Writes the screen into a file of this name; one that is there is replaced when it is named once more.
    pub(super) fn export(&mut self, name: &str) -> io::Result<()> {
        if name.is_empty() {
            let name = proposal(&self.model, FileFormat::Csv);
            return self.say(&fill(self.words().linear_export, &[("name", &name)]));
        }
        let pressed = |key| Message::Pressed(key, Moment::default());
        let again = self.again.take().is_some_and(|again| again == name);
        let typed = vec![
            Message::Given(Command::Export),
            pressed(Key::Ctrl('u')),
            Message::Pasted(name.to_owned()),
            pressed(Key::Enter),
        ];
        self.update(typed);
        let exporting = |model: &Model| match model.prompt.as_ref().map(|it| &it.purpose) {
            Some(Purpose::Export(of)) => Some(*of),
            _ => None,
        };
        let is_there = exporting(&self.model).is_some_and(|it| it.wrong == Some(BadFile::Exists));
        if again && is_there {
            self.update(vec![pressed(Key::Enter)]);
        } else if is_there {
            self.again = Some(name.to_owned());
        }
        let told = match exporting(&self.model) {
            Some(exporting) if is_there && exporting.wrong == Some(BadFile::Exists) => {
                Some(self.words().linear_export_again.to_owned())
            }
            Some(exporting) => Some(asked(self.model.language, exporting)),
            None => linear::notice(&self.model),
        };
        if self.model.prompt.is_some() {
            self.update(vec![pressed(Key::Esc)]);
        }
        self.say_all(told.as_slice())
    }

    /// Saves the screen under a name; a name that is taken is replaced when it is given once more.
    pub(super) fn save(&mut self, name: &str) -> io::Result<()> {
        if name.is_empty() {
            let address = Address::of(&self.model).to_string();
            return self.say(&fill(self.words().linear_save, &[("address", &address)]));
        }
        let pressed = |key| Message::Pressed(key, Moment::default());
        let typed = vec![
            Message::Given(Command::SaveView),
            Message::Pasted(name.to_owned()),
            pressed(Key::Enter),
        ];
        self.update(typed);
        let wrong = self.model.prompt.as_ref().and_then(|prompt| {
            let Purpose::Name(of) = &prompt.purpose else {
                return None;
            };
            Some(naming(self.model.language, of))
        });
        let told = wrong.or_else(|| linear::notice(&self.model));
        if self.model.prompt.is_some() {
            self.update(vec![pressed(Key::Esc)]);
        }
        self.say_all(told.as_slice())
    }
}
