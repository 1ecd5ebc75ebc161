//! Settings: built-in, then `/etc`, then the user's file, then the environment, then flags; the later one wins.
//!
//! This room knows no data and no words. A fault in a settings file is told with its place and passed over: it must not
//! keep anybody from seeing the roll-out, and what is sound beside it counts.

mod fault;
mod keys;
mod layer;
mod notation;
mod setting;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

pub use fault::{Fault, Origin, Position, Taker, Wrong};
pub use layer::Said;
pub use notation::{Broken, Wanted};
pub use setting::{COLORS, KEYMAPS, Kind, Setting, THEMES, Value, WEIGHTINGS};

use crate::analysis::figures::Thresholds;
use crate::app::command::Command;
use crate::app::keymap::Keymap;
use crate::app::language::{Language, Weighting};
use crate::app::screen::{Screen, VIEWS};
use crate::domain::target::Target;
use layer::Layer;

/// The settings that hold when no file says otherwise.
const BUILT_IN: &str = include_str!("../../config/default.ron");

/// Where settings for everybody stand.
const SYSTEM: &str = "/etc/ozgtop/config.ron";

/// What became of a settings file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is none.
    Absent,
    /// It was read.
    Read,
    /// It cannot be read.
    Refused,
}

/// What files and environment say, before the command line is known.
#[derive(Clone, Debug, Default)]
pub struct Layers {
    layers: Vec<Layer>,
    files: Vec<(PathBuf, Outcome)>,
}

impl Layers {
    /// Reads what is built in and the files; `config_home` is the user's folder for settings, where there is one.
    pub fn read(config_home: Option<&Path>) -> Self {
        let own = config_home.map(|home| home.join("ozgtop/config.ron"));
        let mut layers = Self::built_in();
        for path in [Some(PathBuf::from(SYSTEM)), own].into_iter().flatten() {
            layers.add_file(path);
        }
        layers
    }

    /// What is built in and one file that must be there, to check it.
    pub fn of_file(path: &Path) -> Self {
        let mut layers = Self::built_in();
        if layers.add_file(path.to_owned()) == Outcome::Absent {
            layers.layers.push(refused(path, Wrong::Missing));
        }
        layers
    }

    fn built_in() -> Self {
        Self {
            layers: vec![Layer::of_file(&Origin::BuiltIn, BUILT_IN)],
            files: Vec::new(),
        }
    }

    fn add_file(&mut self, path: PathBuf) -> Outcome {
        let (layer, outcome) = match read_file(&path) {
            Ok(None) => (Layer::default(), Outcome::Absent),
            Ok(Some(text)) => {
                let layer = Layer::of_file(&Origin::File(path.clone()), &text);
                (layer, Outcome::Read)
            }
            Err(error) => {
                let layer = refused(&path, Wrong::Unreadable(error.to_string()));
                (layer, Outcome::Refused)
            }
        };
        self.layers.push(layer);
        self.files.push((path, outcome));
        outcome
    }

    /// With the variables of the environment that begin with `OZGTOP_`.
    #[must_use]
    pub fn with_variables(mut self, variables: &[(String, String)]) -> Self {
        self.layers.push(Layer::of_variables(variables));
        self
    }

    /// With what the command line says; wrong values do not come this far.
    #[must_use]
    pub fn with_flags(mut self, flags: Vec<(Setting, String)>) -> Self {
        let said = flags.into_iter().map(|(setting, text)| Said {
            setting,
            name: None,
            value: match setting.row().1 {
                Kind::Switch => Value::Switch(text == "true"),
                _ => Value::Text(text),
            },
            origin: Origin::Flag,
            position: None,
        });
        self.layers.push(Layer {
            said: said.collect(),
            faults: Vec::new(),
        });
        self
    }

    /// The language that is wanted so far; `None` for that of the locale.
    pub fn language(&self) -> Option<Language> {
        in_force(&self.layers)
            .word(Setting::Language)
            .and_then(Language::parse)
    }
}

/// A file that could not be used at all.
fn refused(path: &Path, what: Wrong) -> Layer {
    let fault = Fault {
        origin: Origin::File(path.to_owned()),
        position: None,
        what,
    };
    Layer {
        said: Vec::new(),
        faults: vec![fault],
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "settings are no data: a short text file, read once at the start"
)]
fn read_file(path: &Path) -> std::io::Result<Option<String>> {
    match std::fs::metadata(path) {
        Ok(about) if about.is_file() && about.len() <= 1 << 16 => {
            std::fs::read_to_string(path).map(Some)
        }
        Ok(_) => Err(std::io::ErrorKind::InvalidInput.into()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// What holds, each with where it comes from.
#[derive(Clone, Debug, Default)]
pub struct InForce(Vec<Said>);

impl InForce {
    /// Everything that is said, in the order of the settings.
    pub fn all(&self) -> impl Iterator<Item = &Said> {
        self.0.iter()
    }

    /// What is said about a setting; about a map one for each of its names.
    pub fn of(&self, setting: Setting) -> impl Iterator<Item = &Said> {
        self.0.iter().filter(move |said| said.setting == setting)
    }

    /// The text of a setting.
    pub fn word(&self, setting: Setting) -> Option<&str> {
        self.of(setting).find_map(|said| match &said.value {
            Value::Text(text) => Some(text.as_str()),
            _ => None,
        })
    }

    fn number(&self, setting: Setting) -> Option<u32> {
        self.of(setting).find_map(|said| match said.value {
            Value::Number(number) => Some(number),
            _ => None,
        })
    }
}

/// The later layer wins, setting by setting, in maps name by name.
fn in_force(layers: &[Layer]) -> InForce {
    let mut all: Vec<Said> = Vec::new();
    for said in layers.iter().flat_map(|layer| &layer.said) {
        all.retain(|known| (known.setting, &known.name) != (said.setting, &said.name));
        all.push(said.clone());
    }
    let place = |said: &Said| Setting::ALL.iter().position(|it| *it == said.setting);
    all.sort_by_key(place);
    InForce(all)
}

/// The settings and where they come from.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The data folder; a relative one of a file counts from the folder of this file.
    pub data: Option<PathBuf>,
    /// The language; `None` for that of the locale.
    pub language: Option<Language>,
    /// What counts as stalled, stale and overdue.
    pub thresholds: Thresholds,
    /// What is to be reached by when, where a layer says so; it wins over the target of the data.
    pub target: Option<Target>,
    /// What bars count at first.
    pub weighting: Weighting,
    /// Name of the theme, one of [`THEMES`].
    pub theme: String,
    /// How many colours are used, one of [`COLORS`].
    pub colors: String,
    /// Which key means what.
    pub keymap: Keymap,
    /// The screen that a session begins on.
    pub start_view: Screen,
    /// The filter that a session begins with; only the data tells whether it can be read.
    pub filter: Option<String>,
    /// Columns of tables: the name of the table, the keys of its columns.
    pub columns: Vec<(String, Vec<String>)>,
    /// Whether a session begins where the last one ended.
    pub restore_session: bool,
    /// Whether the line to the terminal is thin: no colours, fewer frames.
    pub slow: bool,
    /// Whether the data folder is watched.
    pub live: bool,
    /// Named views: the name, the address.
    pub views: Vec<(String, String)>,
    /// Largest data file that is read, in bytes.
    pub max_file_bytes: u64,
    /// What holds, with where it comes from.
    pub in_force: InForce,
    /// The files that were looked for, in order of rising weight.
    pub files: Vec<(PathBuf, Outcome)>,
    /// What is wrong, layer by layer.
    pub faults: Vec<Fault>,
}

impl Settings {
    /// Puts the layers together.
    pub fn new(layers: Layers) -> Self {
        let Layers { mut layers, files } = layers;
        let in_force = &in_force(&layers);
        let keymap = keymap(in_force, &mut layers);
        let standard = Thresholds::default();
        let number = |setting, standard| in_force.number(setting).unwrap_or(standard);
        let word = |setting| in_force.word(setting).unwrap_or("auto").to_owned();
        let share = in_force.number(Setting::TargetShare);
        let target = share.zip(in_force.word(Setting::TargetDate));
        Self {
            data: data(in_force),
            language: in_force.word(Setting::Language).and_then(Language::parse),
            thresholds: Thresholds {
                stalled_days: number(Setting::StalledDays, standard.stalled_days),
                stale_days: number(Setting::StaleDays, standard.stale_days),
                overdue_days: number(Setting::OverdueDays, standard.overdue_days),
            },
            target: target.and_then(|(share, date)| Target::read(share, date)),
            weighting: match in_force.word(Setting::Weighting) {
                Some("inhabitants") => Weighting::Inhabitants,
                _ => Weighting::Bodies,
            },
            theme: word(Setting::Theme),
            colors: word(Setting::Colors),
            keymap,
            start_view: start_view(in_force),
            filter: in_force.word(Setting::Filter).map(str::to_owned),
            columns: columns(in_force),
            restore_session: is_on(in_force, Setting::RestoreSession),
            slow: is_on(in_force, Setting::Slow),
            live: !in_force
                .of(Setting::Live)
                .any(|said| said.value == Value::Switch(false)),
            views: views(in_force),
            max_file_bytes: u64::from(number(Setting::MaxFileMib, 64)) << 20,
            files,
            in_force: in_force.clone(),
            faults: layers.into_iter().flat_map(|layer| layer.faults).collect(),
        }
    }
}

fn is_on(in_force: &InForce, setting: Setting) -> bool {
    let mut said = in_force.of(setting);
    said.any(|said| said.value == Value::Switch(true))
}

/// The prepared keymap with what each layer binds; what is wrong with it is a fault of that layer.
fn keymap(in_force: &InForce, layers: &mut [Layer]) -> Keymap {
    let name = in_force.word(Setting::Keymap).unwrap_or("default");
    let mut keymap = keys::preset(name);
    for layer in layers {
        let said = layer.said.iter();
        let own: Vec<&Said> = said.filter(|said| said.setting == Setting::Keys).collect();
        keymap = keys::apply(&keymap, &own, &mut layer.faults);
        layer.faults.sort_by_key(|fault| fault.position);
    }
    keymap
}

fn data(in_force: &InForce) -> Option<PathBuf> {
    let said = in_force.of(Setting::Data).next()?;
    let path = PathBuf::from(in_force.word(Setting::Data)?);
    let beside = match &said.origin {
        Origin::File(file) => file.parent(),
        _ => None,
    };
    Some(beside.map_or_else(|| path.clone(), |folder| folder.join(&path)))
}

fn start_view(in_force: &InForce) -> Screen {
    let command = in_force.word(Setting::StartView).and_then(Command::parse);
    match command {
        Some(Command::View(at)) => VIEWS.get(at).copied(),
        _ => None,
    }
    .unwrap_or(Screen::Overview)
}

fn columns(in_force: &InForce) -> Vec<(String, Vec<String>)> {
    let said = in_force.of(Setting::Columns);
    said.filter_map(|said| match &said.value {
        Value::List(columns) => Some((said.name.clone()?, columns.clone())),
        _ => None,
    })
    .collect()
}

fn views(in_force: &InForce) -> Vec<(String, String)> {
    let said = in_force.of(Setting::Views);
    said.filter_map(|said| match &said.value {
        Value::Text(address) => Some((said.name.clone()?, address.clone())),
        _ => None,
    })
    .collect()
}
