//! Search everything: services, districts, municipalities, providers and commands, however they are spelt, ranked.

use nucleo_matcher::pattern::{AtomKind, CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use super::address::{self, names_a_screen};
use super::command::Command;
use super::effect::Effect;
use super::model::Model;
use super::prompt::{Notice, Prompt, Purpose};
use super::screen::Screen;
use super::update::{go, obey};
use super::views::Saying;
use crate::domain::body::{BodyId, Class};
use crate::domain::cell::ProviderId;
use crate::domain::collate::Folded;
use crate::domain::dataset::Dataset;
use crate::domain::service::ServiceId;
use crate::domain::text::CleanText;

/// What can be found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A command.
    Command(Command),
    /// A service.
    Service(ServiceId),
    /// A district, with its units.
    District(BodyId),
    /// A municipality or another body.
    Body(BodyId),
    /// A provider.
    Provider(ProviderId),
}

impl Target {
    /// Where it leads, where it is not something to be done.
    pub fn screen(self) -> Option<Screen> {
        Some(match self {
            Self::Command(Command::View(at)) => return super::screen::VIEWS.get(at).copied(),
            Self::Command(_) => return None,
            Self::Service(service) => Screen::Service {
                service,
                within: None,
            },
            Self::District(id) => Screen::District(id),
            Self::Body(id) => Screen::Municipality(id),
            Self::Provider(id) => Screen::Provider(Some(id)),
        })
    }

    /// Whether it moves the cursor only.
    fn is_move(self) -> bool {
        use Command::{
            Bottom, Down, HalfPageDown, HalfPageUp, Left, PageDown, PageUp, Right, Top, Up,
        };
        let moves = [
            Down,
            Up,
            Left,
            Right,
            PageDown,
            PageUp,
            HalfPageDown,
            HalfPageUp,
            Top,
            Bottom,
        ];
        matches!(self, Self::Command(command) if moves.contains(&command))
    }

    /// What is more often meant comes first among equals.
    fn weight(self) -> u32 {
        match self {
            Self::Service(_) => 5,
            Self::Command(_) => 4,
            Self::District(_) => 3,
            Self::Provider(_) => 2,
            Self::Body(_) => 1,
        }
    }
}

/// Something that can be found, with all its names folded into one text.
#[derive(Clone, Debug)]
struct Entry {
    target: Target,
    /// All names.
    text: String,
    /// The names that count most when they are typed in full.
    names: Vec<String>,
}

/// Everything that can be found; drawn up when data is loaded.
#[derive(Clone, Debug, Default)]
pub struct Index {
    entries: Vec<Entry>,
}

/// What was found while something is typed.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    /// The best matches, the best one first.
    pub hits: Vec<Target>,
    /// Position of the selected one.
    pub selected: usize,
}

/// Most matches that are kept.
pub const MOST: usize = 50;

impl Index {
    /// Lists what the data names, and the commands by the words that call them.
    pub(super) fn new(data: &Dataset, commands: &[(Command, String)]) -> Self {
        let commands = commands.iter().map(|(command, words)| {
            entry(
                Target::Command(*command),
                &[command.name(), words],
                words.split(", "),
            )
        });
        let services = data.catalogue.ids().map(|id| {
            let service = data.catalogue.service(id);
            let ozg_id = service.ozg_id.to_string();
            let names = service.names().map(CleanText::as_str);
            let mut all = names.to_vec();
            all.push(&ozg_id);
            all.extend(service.leika.iter().map(CleanText::as_str));
            entry(Target::Service(id), &all, names.into_iter())
        });
        let bodies = data.register.ids().map(|id| {
            let names = data.register.names(id);
            let target = match data.register.body(id).class {
                Class::Landkreis | Class::Region => Target::District(id),
                _ => Target::Body(id),
            };
            let all: Vec<_> = names.iter().map(String::as_str).collect();
            entry(target, &all, names.iter().map(String::as_str))
        });
        let providers = (0..).map(ProviderId).zip(&data.rollout.values.providers);
        let providers = providers.map(|(id, name)| {
            let name = name.as_str();
            entry(Target::Provider(id), &[name], std::iter::once(name))
        });
        Self {
            entries: commands
                .chain(services)
                .chain(bodies)
                .chain(providers)
                .collect(),
        }
    }

    /// The best matches of a text, the best one first; of nothing all commands in their order.
    pub fn find(&self, text: &str) -> Vec<Target> {
        let wanted = Folded::new(text.trim());
        let wanted = wanted.key();
        if wanted.is_empty() {
            let all = self.entries.iter().map(|entry| entry.target);
            let commands = all.filter(|it| matches!(it, Target::Command(_)));
            // Nobody opens a list to find the arrow keys.
            let (moves, rest): (Vec<_>, Vec<_>) = commands.partition(|it| it.is_move());
            return rest.into_iter().chain(moves).collect();
        }
        let mut matcher = Matcher::new(Config::DEFAULT);
        let pattern = Pattern::new(
            wanted,
            CaseMatching::Respect,
            Normalization::Never,
            AtomKind::Fuzzy,
        );
        let mut letters = Vec::new();
        let mut found: Vec<(u32, usize, Target)> = Vec::new();
        let mut best = 0;
        for entry in &self.entries {
            let text = Utf32Str::new(&entry.text, &mut letters);
            // Who has the letters far apart only is not meant where another one has them together.
            let score = pattern.score(text, &mut matcher);
            if let Some(score) = score.filter(|score| score * 5 >= best * 4) {
                best = best.max(score);
                let score = score + named(&entry.names, wanted) + entry.target.weight();
                found.push((score, entry.text.len(), entry.target));
            }
        }
        found.retain(|(score, ..)| score * 5 >= best * 4);
        // Of equal matches the one that says least else is meant.
        let rank = |(score, length, _): &(u32, usize, Target)| (u32::MAX - score, *length);
        if found.len() > MOST {
            found.select_nth_unstable_by_key(MOST, rank);
            found.truncate(MOST);
        }
        found.sort_by_key(rank);
        found.into_iter().map(|(.., target)| target).collect()
    }
}

fn entry<'a>(target: Target, all: &[&str], names: impl Iterator<Item = &'a str>) -> Entry {
    let text = Folded::new(&all.join(" ")).key().to_owned();
    let names = names.map(|name| Folded::new(name).key().to_owned());
    Entry {
        target,
        text,
        names: names.collect(),
    }
}

/// What is said in full, or begun, is meant rather than what merely has the letters.
fn named(names: &[String], wanted: &str) -> u32 {
    let worth = |name: &String| match name.strip_prefix(wanted) {
        Some("") => 2000,
        Some(_) => 300,
        None => 0,
    };
    names.iter().map(worth).max().unwrap_or(0)
}

/// Begins to type.
pub(super) fn begin(model: &mut Model) {
    let origin = model.trail.now().list.clone();
    let finder = Finder {
        hits: model.index.find(""),
        selected: 0,
    };
    model.prompt = Some(Prompt::new(Purpose::Palette(finder), String::new(), origin));
}

/// Finds anew what the text means.
pub(super) fn retype(model: &mut Model) {
    if let Some(prompt) = &mut model.prompt
        && let Purpose::Palette(finder) = &mut prompt.purpose
    {
        *finder = Finder {
            hits: model.index.find(&prompt.text),
            selected: 0,
        };
    }
}

/// Selects the next match, or the one before.
pub(super) fn turn(finder: &mut Finder, by: isize) {
    if let Ok(count @ 1..) = isize::try_from(finder.hits.len()) {
        let next = (finder.selected.cast_signed() + by).rem_euclid(count);
        finder.selected = next.unsigned_abs();
    }
}

/// The address that a text is: what a colleague sent, or what stands beside a match.
pub fn pasted(text: &str) -> Option<String> {
    let text = text.trim();
    let text = text.strip_prefix("ozgtop open ").unwrap_or(text).trim();
    let text = text.trim_matches('\'');
    (names_a_screen(text) && text.contains(['/', '?'])).then(|| text.to_owned())
}

/// Does what is selected, or goes there.
pub(super) fn submit(model: &mut Model, finder: &Finder, text: &str) -> Vec<Effect> {
    if text.trim() == "q" {
        return vec![Effect::Quit];
    }
    if let Some(address) = pasted(text) {
        if model.data.awaits_history {
            model.notice = Some(Notice::HistoryAwaited);
            return Vec::new();
        }
        if let Err(mistake) = address::open(model, &address) {
            model.notice = Some(Notice::Address(Saying::Wrong(address, mistake)));
        }
        return Vec::new();
    }
    let Some(target) = finder.hits.get(finder.selected) else {
        model.notice = Some(Notice::NoSuchCommand(text.trim().to_owned()));
        return Vec::new();
    };
    match target {
        Target::Command(command) => obey(model, *command),
        target => {
            go(model, target.screen());
            Vec::new()
        }
    }
}
