//! What the process was started with: variables, locale, clock. Read once and handed on.

use std::collections::HashMap;
use std::ffi::OsString;
use std::io::{IsTerminal, stdin, stdout};
use std::path::PathBuf;

use crate::app::language::Language;
use crate::domain::date::Date;
use crate::ui::charset::Charset;
use crate::ui::theme::Palette;

/// The variables of the process.
#[derive(Clone, Debug, Default)]
pub struct Environment {
    variables: HashMap<OsString, OsString>,
}

impl Environment {
    /// From these variables.
    pub fn new(variables: impl IntoIterator<Item = (OsString, OsString)>) -> Self {
        Self {
            variables: variables.into_iter().collect(),
        }
    }

    /// What a session behind a door may know: the terminal, the locale, and what the client asked for. All else that
    /// came from outside is as if it were not there: home, XDG folders, settings, colours.
    #[must_use]
    pub(super) fn sealed(&self) -> Self {
        const KEPT: [&str; 6] = [
            "TERM",
            "LANG",
            "LC_ALL",
            "LC_CTYPE",
            "LC_MESSAGES",
            ORIGINAL_COMMAND,
        ];
        let kept = self.variables.iter();
        let kept = kept.filter(|(name, _)| KEPT.iter().any(|known| *name == known));
        let mut sealed = Self::new(kept.map(|(name, value)| (name.clone(), value.clone())));
        if let Some(term) = sealed.variables.get_mut(std::ffi::OsStr::new("TERM"))
            && !is_terminal_name(term)
        {
            *term = "dumb".into();
        }
        sealed
    }

    /// What an SSH client asked for in place of the forced command.
    pub(super) fn original_command(&self) -> Option<&std::ffi::OsStr> {
        let asked = self.variables.get(std::ffi::OsStr::new(ORIGINAL_COMMAND));
        asked.map(OsString::as_os_str)
    }

    /// A variable that is set and not empty.
    fn get(&self, name: &str) -> Option<String> {
        let value = self
            .variables
            .get(std::ffi::OsStr::new(name))?
            .to_string_lossy()
            .into_owned();
        (!value.is_empty()).then_some(value)
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        self.variables
            .get(std::ffi::OsStr::new(name))
            .filter(|value| !value.is_empty())
            .map(PathBuf::from)
    }

    /// The variables that begin with `OZGTOP_`, in the order of their names.
    pub(super) fn settings(&self) -> Vec<(String, String)> {
        let own = self.variables.iter().filter(|(_, value)| !value.is_empty());
        let mut own: Vec<(String, String)> = own
            .map(|(name, value)| {
                (
                    name.to_string_lossy().into(),
                    value.to_string_lossy().into(),
                )
            })
            .filter(|(name, _): &(String, String)| name.starts_with("OZGTOP_"))
            .collect();
        own.sort();
        own
    }

    /// Whether GNU screen runs here.
    pub(super) fn is_in_screen(&self) -> bool {
        self.get("STY").is_some() && !self.is_in_tmux()
    }

    /// The data folder of the environment.
    pub(super) fn data(&self) -> Option<PathBuf> {
        self.path("OZGTOP_DATA")
    }

    /// The user's folder for settings (XDG Base Directory Specification).
    pub(super) fn config_home(&self) -> Option<PathBuf> {
        self.path("XDG_CONFIG_HOME")
            .or_else(|| Some(self.path("HOME")?.join(".config")))
    }

    /// The user's folder for state (XDG Base Directory Specification); a relative one is passed over, as that asks.
    pub(super) fn state_home(&self) -> Option<PathBuf> {
        let own = self.path("XDG_STATE_HOME");
        own.filter(|path| path.is_absolute())
            .or_else(|| Some(self.path("HOME")?.join(".local/state")))
    }

    /// The home folder.
    pub(super) fn home(&self) -> Option<PathBuf> {
        self.path("HOME")
    }

    /// The language of the locale; German where it names none that we have.
    pub(super) fn language(&self) -> Language {
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"]
            .iter()
            .find_map(|name| self.get(name));
        locale
            .and_then(|locale| Language::parse(&locale))
            .unwrap_or_default()
    }

    /// The characters of the locale and the terminal.
    pub(super) fn charset(&self) -> Charset {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .iter()
            .find_map(|name| self.get(name))
            .unwrap_or_default();
        let locale = locale.to_ascii_lowercase();
        let utf8 = locale.ends_with("utf-8") || locale.ends_with("utf8");
        if utf8 && !self.is_hardware_terminal() {
            Charset::Unicode
        } else {
            Charset::Ascii
        }
    }

    /// What takes the colours away: `NO_COLOR` (no-color.org), or a terminal without any.
    pub(super) fn colourless(&self) -> Option<&'static str> {
        if self.get("NO_COLOR").is_some() {
            Some("NO_COLOR")
        } else {
            self.is_hardware_terminal().then_some("TERM")
        }
    }

    /// The colours that the environment says the terminal has, and the variable that says so.
    pub(super) fn offered(&self) -> (Palette, &'static str) {
        let named = self.get("COLORTERM").unwrap_or_default();
        let term = self.terminal();
        if matches!(named.as_str(), "truecolor" | "24bit") {
            (Palette::True, "COLORTERM")
        } else if term.split('-').any(|part| part == "direct") {
            (Palette::True, "TERM")
        } else if term.ends_with("-256color") {
            (Palette::Indexed, "TERM")
        } else {
            (Palette::Sixteen, "TERM")
        }
    }

    /// A terminal with neither colours nor Unicode.
    fn is_hardware_terminal(&self) -> bool {
        let term = self.terminal();
        term == "dumb" || term.starts_with("vt1") || term.starts_with("vt2")
    }

    /// The kind of terminal; only letters that a terminal's name has.
    pub(super) fn terminal(&self) -> String {
        let term = self.get("TERM").unwrap_or_default();
        term.chars()
            .filter(char::is_ascii_graphic)
            .take(64)
            .collect()
    }

    /// Whether a tmux runs here.
    pub(super) fn is_in_tmux(&self) -> bool {
        self.get("TMUX").is_some()
    }

    /// Whether somebody sits at a terminal that can only print lines.
    pub(super) fn has_lines_only(&self) -> bool {
        self.terminal() == "dumb" && is_interactive()
    }

    /// Lines of the terminal, where a variable tells them.
    pub(super) fn lines(&self) -> Option<usize> {
        self.get("LINES")?.parse().ok().filter(|lines| *lines > 0)
    }

    /// Whether a full screen can be shown at all.
    pub(super) fn has_screen(&self) -> bool {
        let term = self.terminal();
        !term.is_empty() && term != "dumb" && is_interactive()
    }
}

/// Where sshd leaves what the client asked for.
const ORIGINAL_COMMAND: &str = "SSH_ORIGINAL_COMMAND";

/// Whether this is the name of a kind of terminal, as terminfo has them.
fn is_terminal_name(name: &std::ffi::OsStr) -> bool {
    let is_known = |byte: &u8| byte.is_ascii_alphanumeric() || b"+._-".contains(byte);
    name.len() <= 64 && name.as_encoded_bytes().iter().all(is_known)
}

/// Whether lines come from a terminal and go to one.
pub(super) fn is_interactive() -> bool {
    stdin().is_terminal() && stdout().is_terminal()
}

/// The day it is here.
#[expect(
    clippy::disallowed_methods,
    reason = "the one place that reads the calendar"
)]
pub(super) fn today() -> Date {
    chrono::Local::now().date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Environment {
        Environment::new(
            pairs
                .iter()
                .map(|(name, value)| (name.into(), value.into())),
        )
    }

    #[test]
    fn locale_decides_language_and_characters() {
        let german = with(&[("LANG", "de_DE.UTF-8"), ("TERM", "xterm")]);
        assert_eq!(
            (german.language(), german.charset()),
            (Language::De, Charset::Unicode)
        );
        let english = with(&[
            ("LANG", "de_DE.UTF-8"),
            ("LC_ALL", "en_GB.utf8"),
            ("TERM", "linux"),
        ]);
        assert_eq!(
            (english.language(), english.charset()),
            (Language::En, Charset::Unicode)
        );
        let plain = with(&[("LANG", "C"), ("TERM", "xterm")]);
        assert_eq!(
            (plain.language(), plain.charset()),
            (Language::De, Charset::Ascii)
        );
        let old = with(&[("LANG", "de_DE.UTF-8"), ("TERM", "vt100")]);
        assert_eq!(
            (old.charset(), old.colourless()),
            (Charset::Ascii, Some("TERM"))
        );
    }

    #[test]
    fn variables_tell_the_colours() {
        let wanted = |value| with(&[("TERM", "xterm"), ("NO_COLOR", value)]).colourless();
        assert_eq!((wanted("1"), wanted("")), (Some("NO_COLOR"), None));
        let offered = |term| with(&[("TERM", term)]).offered();
        assert_eq!(offered("xterm"), (Palette::Sixteen, "TERM"));
        assert_eq!(offered("screen-256color"), (Palette::Indexed, "TERM"));
        assert_eq!(offered("xterm-direct"), (Palette::True, "TERM"));
        let local = with(&[("TERM", "xterm"), ("COLORTERM", "truecolor")]);
        assert_eq!(local.offered(), (Palette::True, "COLORTERM"));
    }
}
