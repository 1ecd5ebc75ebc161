//! Where the operator's own state lies: carries out what the model wants of it, and tells what came of that.

use std::path::{Path, PathBuf};

use crate::app::address::Address;
use crate::app::effect::Effect;
use crate::app::message::Message;
use crate::app::model::Model;
use crate::app::views::{Done, SavedView};
use crate::domain::text::CleanText;
use crate::store::shelf::{self, Entry};

/// Most views that are kept.
const MOST: usize = 1000;

/// What is missing where there is no folder.
const NO_FOLDER: &str = "XDG_STATE_HOME? HOME?";

/// A folder for saved views and the end of the last session; without one nothing is kept.
#[derive(Clone, Debug, Default)]
pub struct Shelf {
    folder: Option<PathBuf>,
    /// Views that the settings bring along: they are shown, but not kept here.
    given: Vec<SavedView>,
}

impl Shelf {
    /// A shelf in this folder, which need not be there yet, beside the views that the settings bring along.
    pub fn new(folder: Option<PathBuf>, given: &[(String, String)]) -> Self {
        let view = |(name, address): &(String, String)| SavedView {
            name: CleanText::new(name),
            address: address.clone(),
        };
        Self {
            folder,
            given: given.iter().map(view).collect(),
        }
    }

    fn file(&self, name: &str) -> Result<PathBuf, String> {
        let folder: Option<&Path> = self.folder.as_deref();
        let file = folder.map(|folder| folder.join(name));
        file.ok_or_else(|| NO_FOLDER.to_owned())
    }

    fn entries(&self) -> Result<Vec<Entry>, String> {
        match self.file("views.ron") {
            Ok(file) => shelf::read_views(&file),
            Err(_) => Ok(Vec::new()),
        }
    }

    /// The saved views, then those of the settings that have no namesake; or why they cannot be read.
    pub fn views(&self) -> Result<Vec<SavedView>, String> {
        let entries = self.entries()?.into_iter();
        let view = |entry: Entry| SavedView {
            name: CleanText::new(&entry.name),
            address: entry.address,
        };
        let mut views: Vec<_> = entries.map(view).collect();
        let is_new = |given: &&SavedView| !views.iter().any(|own| own.name == given.name);
        let given: Vec<_> = self.given.iter().filter(is_new).cloned().collect();
        views.extend(given);
        Ok(views)
    }

    /// Carries out what concerns the shelf; `None` where the effect is another's.
    pub fn carry_out(&self, effect: Effect) -> Option<Message> {
        let outcome = match effect {
            Effect::ReadViews => Ok(Done::Read),
            Effect::SaveView { name, address } => self.save(name, address),
            Effect::ForgetView(name) => self.forget(name),
            Effect::Quit
            | Effect::Suspend
            | Effect::Repaint
            | Effect::Reload
            | Effect::Export { .. }
            | Effect::Copy { .. } => return None,
        };
        let done = outcome.unwrap_or_else(Done::Refused);
        Some(Message::Kept(self.views(), done))
    }

    /// What is there is read again: another session may have added to it. What cannot be read is never replaced.
    fn save(&self, name: CleanText, address: String) -> Result<Done, String> {
        let mut entries = self.entries()?;
        let is_same = |entry: &&mut Entry| CleanText::new(&entry.name) == name;
        match entries.iter_mut().find(is_same) {
            Some(entry) => entry.address = address,
            None => entries.push(Entry {
                name: name.to_string(),
                address,
            }),
        }
        if entries.len() > MOST {
            return Err(format!("> {MOST}"));
        }
        shelf::write_views(&self.file("views.ron")?, entries)?;
        Ok(Done::Saved(name))
    }

    fn forget(&self, name: CleanText) -> Result<Done, String> {
        let mut entries = self.entries()?;
        let count = entries.len();
        entries.retain(|entry| CleanText::new(&entry.name) != name);
        if entries.len() == count {
            return Ok(Done::Given(name));
        }
        shelf::write_views(&self.file("views.ron")?, entries)?;
        Ok(Done::Forgotten(name))
    }

    /// Where the last session ended, or why nobody knows; `None` where there was none.
    pub fn last(&self) -> Option<Result<String, String>> {
        let file = self.file("session.ron").ok()?;
        shelf::read_session(&file).transpose()
    }

    /// Keeps where a session ends.
    pub fn remember(&self, model: &Model) -> Result<(), String> {
        let address = Address::of(model).to_string();
        shelf::write_session(&self.file("session.ron")?, address)
    }
}
