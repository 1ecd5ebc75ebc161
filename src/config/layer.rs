//! One layer of settings: a file, or the environment. What is wrong in it is told; what is sound counts.

use super::fault::{Fault, Origin, Position, Wrong};
use super::notation::{self, Broken, Node, Shape};
use super::setting::{Kind, Setting, Value};
use crate::domain::nearest::nearest;

/// One thing that a layer says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// About which setting.
    pub setting: Setting,
    /// About which name of it, where the setting is a map.
    pub name: Option<String>,
    /// What.
    pub value: Value,
    /// Where it stands.
    pub origin: Origin,
    /// Where in the file.
    pub position: Option<Position>,
}

/// What a layer says, and what is wrong with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    pub(super) said: Vec<Said>,
    pub(super) faults: Vec<Fault>,
}

impl Layer {
    /// Reads a file.
    pub(super) fn of_file(origin: &Origin, text: &str) -> Self {
        let mut layer = Self::default();
        let (entries, flaws) = notation::entries(text);
        for (at, broken) in flaws {
            layer.fault(origin, text, Some(at), Wrong::Broken(broken));
        }
        let mut seen: Vec<&str> = Vec::new();
        for entry in &entries {
            let name = entry.name.as_str();
            let wrong = match Setting::parse(name) {
                None => {
                    let known = Setting::ALL.map(Setting::key);
                    Wrong::UnknownSetting(name.to_owned(), nearest(name, known.map(|it| (it, it))))
                }
                Some(_) if seen.contains(&name) => Wrong::Twice(name.to_owned()),
                Some(setting) => {
                    seen.push(name);
                    layer.take(setting, &entry.value, origin, text);
                    continue;
                }
            };
            layer.fault(origin, text, Some(entry.at), wrong);
        }
        layer.pair(&seen);
        layer.faults.sort_by_key(|fault| fault.position);
        layer
    }

    /// Reads the variables of the environment that begin with `OZGTOP_`.
    pub(super) fn of_variables(variables: &[(String, String)]) -> Self {
        let mut layer = Self::default();
        let mut seen = Vec::new();
        for (name, text) in variables {
            let origin = Origin::Variable(name.clone());
            let setting = Setting::ALL.into_iter().find(|it| it.variable() == *name);
            let Some(setting) = setting else {
                let known = Setting::ALL.map(Setting::variable);
                let near = nearest(name, known.iter().map(|it| (it.as_str(), it.clone())));
                layer.fault(
                    &origin,
                    text,
                    None,
                    Wrong::UnknownVariable(name.clone(), near),
                );
                continue;
            };
            seen.push(setting.key());
            match plain(setting, text) {
                Ok(node) => layer.take(setting, &node, &origin, text),
                Err((at, broken)) => layer.fault(&origin, text, Some(at), Wrong::Broken(broken)),
            }
        }
        layer.pair(&seen);
        for fault in &mut layer.faults {
            fault.position = None;
        }
        layer
    }

    fn take(&mut self, setting: Setting, node: &Node, origin: &Origin, text: &str) {
        let (parts, wrong) = setting.read(node);
        for (name, at, value) in parts {
            self.said.push(Said {
                setting,
                name,
                value,
                origin: origin.clone(),
                position: Some(Position::of(text, at)),
            });
        }
        for (at, wrong) in wrong {
            self.fault(origin, text, Some(at), wrong);
        }
    }

    fn fault(&mut self, origin: &Origin, text: &str, at: Option<usize>, what: Wrong) {
        self.faults.push(Fault {
            origin: origin.clone(),
            position: at.map(|at| Position::of(text, at)),
            what,
        });
    }

    /// A target is a share and a day of one layer: either alone does not count. Where the other one was given and is
    /// wrong, that has been said.
    fn pair(&mut self, seen: &[&str]) {
        let (share, date) = (Setting::TargetShare, Setting::TargetDate);
        for (one, other) in [(share, date), (date, share)] {
            if self.said.iter().any(|said| said.setting == other) {
                continue;
            }
            let alone = self.said.iter().position(|said| said.setting == one);
            let Some(said) = alone.map(|at| self.said.remove(at)) else {
                continue;
            };
            if !seen.contains(&other.key()) {
                self.faults.push(Fault {
                    origin: said.origin,
                    position: said.position,
                    what: Wrong::Alone(other),
                });
            }
        }
    }
}

/// The value of a variable: words without quotation marks, maps as in a file.
fn plain(setting: Setting, text: &str) -> Result<Node, (usize, Broken)> {
    let shape = match setting.row().1 {
        Kind::Lists | Kind::Texts => return notation::value(text),
        Kind::Number(..) => Shape::Number(text.to_owned()),
        Kind::Switch => match text {
            "true" => Shape::Switch(true),
            "false" => Shape::Switch(false),
            _ => Shape::Other,
        },
        Kind::Text | Kind::Word(_) | Kind::View | Kind::Day => Shape::Text(text.to_owned()),
    };
    Ok(Node { at: 0, shape })
}
