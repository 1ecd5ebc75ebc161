//! Saved views: addresses under names. What is kept lies outside; here it is shown, asked for, and told what became of it.

use super::address::{self, Address, Mistake, names_a_screen};
use super::command::Command;
use super::effect::Effect;
use super::model::Model;
use super::prompt::{Notice, Prompt, Purpose};
use super::screen::{Row, Screen};
use super::update::go;
use crate::domain::text::CleanText;

/// An address under a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedView {
    /// The name.
    pub name: CleanText,
    /// The address as it was kept; it may mean nothing in the present data.
    pub address: String,
}

/// The saved views as they were last read.
#[derive(Clone, Debug, Default)]
pub struct Views {
    /// All of them.
    pub all: Vec<SavedView>,
    /// Why they cannot be read.
    pub trouble: Option<String>,
    /// The name that is taken and was asked about: given once more it is replaced.
    asked: Option<CleanText>,
    /// The view that is forgotten when asked for once more.
    doomed: Option<CleanText>,
}

/// The address that a text means: that of the saved view of this name, else itself.
pub fn address_of(views: &[SavedView], text: &str) -> String {
    let name = CleanText::new(text.trim());
    let mut named = views.iter().filter(|view| view.name == name);
    match named.next() {
        Some(view) if !names_a_screen(text.trim()) => view.address.clone(),
        _ => text.to_owned(),
    }
}

/// What was done outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// The views were read.
    Read,
    /// A view was saved.
    Saved(CleanText),
    /// A view was forgotten.
    Forgotten(CleanText),
    /// Nothing: the settings bring this view along.
    Given(CleanText),
    /// Nothing, and why.
    Refused(String),
}

/// A view being named.
#[derive(Clone, Debug)]
pub struct Naming {
    /// What is saved.
    pub address: String,
    /// What is wrong with the name that was given.
    pub wrong: Option<BadName>,
}

/// Why a name is not taken at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BadName {
    /// It begins as an address does.
    IsAddress,
    /// It stands for this address; given once more it is replaced.
    Taken(String),
}

/// What is said about addresses and saved views.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Saying {
    /// The address of what is on screen.
    Here(String),
    /// The row that an address selects is not there.
    RowGone(String),
    /// An address leads nowhere.
    Wrong(String, Mistake),
    /// A view was saved.
    Saved(CleanText),
    /// A view was forgotten.
    Forgotten(CleanText),
    /// Once more forgets this view.
    ForgetAgain(CleanText),
    /// No view is selected that could be forgotten.
    NothingToForget,
    /// A view stands in the settings, where only a person may strike it out.
    Given(CleanText),
    /// The views could not be read or written, and why.
    Refused(String),
    /// The last session goes on here.
    Restored(String),
    /// The address of the last session leads nowhere.
    NotRestored(Mistake),
    /// What is left of the last session cannot be read, and why.
    SessionBroken(String),
}

/// Whether a command is about views or addresses.
pub(super) fn concern(command: Command) -> bool {
    use Command::{ForgetView, SaveView, ShowAddress, Views};
    matches!(command, Views | SaveView | ForgetView | ShowAddress)
}

/// Carries out a command about views and addresses.
pub(super) fn obey(model: &mut Model, command: Command) -> Vec<Effect> {
    match command {
        Command::Views => {
            go(model, Some(Screen::Views));
            vec![Effect::ReadViews]
        }
        Command::SaveView => begin(model),
        Command::ForgetView => forget(model),
        _ => {
            let address = Address::of(model).to_string();
            say(model, Saying::Here(address));
            Vec::new()
        }
    }
}

/// Another command takes back what waits to be given once more.
pub(super) fn calm(model: &mut Model, command: Command) {
    if command != Command::ForgetView {
        model.views.doomed = None;
    }
    if command != Command::SaveView {
        model.views.asked = None;
    }
}

fn say(model: &mut Model, saying: Saying) {
    model.notice = Some(Notice::Address(saying));
}

/// Asks for a name.
fn begin(model: &mut Model) -> Vec<Effect> {
    let naming = Naming {
        address: Address::of(model).to_string(),
        wrong: None,
    };
    let origin = model.trail.now().list.clone();
    let purpose = Purpose::Name(Box::new(naming));
    model.prompt = Some(Prompt::new(purpose, String::new(), origin));
    vec![Effect::ReadViews]
}

/// Another name is being typed.
pub(super) fn retype(model: &mut Model) {
    if let Some(Prompt {
        purpose: Purpose::Name(naming),
        ..
    }) = &mut model.prompt
    {
        naming.wrong = None;
    }
}

/// Takes the name, or asks whether the view of this name is to be replaced.
pub(super) fn submit(model: &mut Model) -> Vec<Effect> {
    let Some(prompt) = &mut model.prompt else {
        return Vec::new();
    };
    let Purpose::Name(naming) = &mut prompt.purpose else {
        return Vec::new();
    };
    let name = CleanText::new(prompt.text.trim());
    let mut views = model.views.all.iter();
    let taken = views.find(|view| view.name == name && view.address != naming.address);
    let is_asked = model.views.asked.take().is_some_and(|asked| asked == name);
    if names_a_screen(name.as_str()) {
        naming.wrong = Some(BadName::IsAddress);
        return Vec::new();
    }
    if let Some(view) = taken.filter(|_| !is_asked) {
        naming.wrong = Some(BadName::Taken(view.address.clone()));
        model.views.asked = Some(name);
        return Vec::new();
    }
    let address = std::mem::take(&mut naming.address);
    model.prompt = None;
    if name.is_empty() {
        return Vec::new();
    }
    vec![Effect::SaveView { name, address }]
}

/// Forgets the selected view, but asks first.
fn forget(model: &mut Model) -> Vec<Effect> {
    let doomed = model.views.doomed.take();
    let Some(view) = selected(model) else {
        say(model, Saying::NothingToForget);
        return Vec::new();
    };
    let name = view.name.clone();
    if doomed.as_ref() == Some(&name) {
        return vec![Effect::ForgetView(name)];
    }
    model.views.doomed = Some(name.clone());
    say(model, Saying::ForgetAgain(name));
    Vec::new()
}

fn selected(model: &Model) -> Option<&SavedView> {
    match model.trail.now().list.selected {
        Some(Row::Saved(at)) => model.views.all.get(at),
        _ => None,
    }
}

/// Opens the selected view; false where none is selected.
pub(super) fn open(model: &mut Model) -> bool {
    let Some(text) = selected(model).map(|view| view.address.clone()) else {
        return false;
    };
    if let Err(mistake) = address::open(model, &text) {
        say(model, Saying::Wrong(text, mistake));
    }
    true
}

/// Goes where the last session ended, and says so.
pub(super) fn restore(model: &mut Model, last: Result<String, String>) {
    let saying = match last {
        Err(why) => Saying::SessionBroken(why),
        Ok(text) => match address::open(model, &text) {
            Ok(()) => Saying::Restored(text),
            Err(mistake) => Saying::NotRestored(mistake),
        },
    };
    say(model, saying);
}

/// Takes the views as they are now; where they cannot be read nothing is shown.
pub(super) fn kept(model: &mut Model, views: Result<Vec<SavedView>, String>, done: Done) {
    let is_shown = model.trail.now().screen == Screen::Views;
    let trouble = views.as_ref().err().cloned();
    let saying = match done {
        Done::Read => trouble.clone().filter(|_| is_shown).map(Saying::Refused),
        Done::Saved(name) => Some(Saying::Saved(name)),
        Done::Forgotten(name) => Some(Saying::Forgotten(name)),
        Done::Given(name) => Some(Saying::Given(name)),
        Done::Refused(why) => Some(Saying::Refused(why)),
    };
    model.views.all = views.unwrap_or_default();
    model.views.trouble = trouble;
    if let Some(saying) = saying {
        say(model, saying);
    }
    if is_shown {
        model.refill();
    }
}
