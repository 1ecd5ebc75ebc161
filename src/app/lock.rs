//! A session that only looks: nothing is written, and nobody is left in front of a shell.
//!
//! Everything that the program does to the world leaves [`update`](super::update::update) as an effect, and passes
//! through [`hold`]. Commands that would lead there are answered before anybody types a name.

use super::command::Command;
use super::effect::Effect;
use super::model::Model;
use super::prompt::Notice;

/// The effects that a locked session may have. No `_`: whoever adds an effect decides here.
fn passes(effect: &Effect) -> bool {
    match effect {
        Effect::Quit | Effect::Repaint | Effect::ReadViews => true,
        Effect::Suspend
        | Effect::SaveView { .. }
        | Effect::ForgetView(_)
        | Effect::Export { .. } => false,
    }
}

/// The commands that could only lead to what does not pass.
const CLOSED: [Command; 4] = [
    Command::Suspend,
    Command::SaveView,
    Command::ForgetView,
    Command::Export,
];

impl Model {
    /// Whether a command is not to be had in this session.
    pub fn is_closed(&self, command: Command) -> bool {
        self.locked && CLOSED.contains(&command)
    }
}

/// Whether a command was refused; then it is said why.
pub(super) fn refuses(model: &mut Model, command: Command) -> bool {
    let is_closed = model.is_closed(command);
    if is_closed {
        model.notice = Some(Notice::Closed(command));
    }
    is_closed
}

/// Of these effects those that this session may have.
pub(super) fn hold(model: &Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.retain(|effect| !model.locked || passes(effect));
    effects
}
