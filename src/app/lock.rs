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
        // A copy goes to the looker's own terminal; the outbox sees to it that no program is started for it.
        Effect::Quit
        | Effect::Repaint
        | Effect::ReadViews
        | Effect::Reload
        | Effect::Copy { .. } => true,
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

/// Of these effects those that a session may have, which is locked or not.
pub(super) fn hold(locked: bool, mut effects: Vec<Effect>) -> Vec<Effect> {
    effects.retain(|effect| !locked || passes(effect));
    effects
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::copying::Part;
    use crate::app::export::FileFormat;
    use crate::domain::text::CleanText;

    #[test]
    fn what_writes_or_leads_to_a_shell_is_held_back() {
        let export = Effect::Export {
            path: "x.csv".to_owned(),
            format: FileFormat::Csv,
            replace: true,
        };
        let save = Effect::SaveView {
            name: CleanText::new("a"),
            address: "map".to_owned(),
        };
        let forget = Effect::ForgetView(CleanText::new("a"));
        let kept = vec![
            Effect::Repaint,
            Effect::ReadViews,
            Effect::Copy {
                part: Part::View,
                by_hand: true,
            },
            Effect::Quit,
        ];
        let mut all = vec![export, save, forget, Effect::Suspend];
        all.extend(kept.clone());
        assert_eq!(hold(false, all.clone()), all);
        assert_eq!(hold(true, all), kept);
    }
}
