//! Where copied text goes: to tmux, to the terminal's clipboard, or on a sheet to be marked by hand.

use std::io::{self, Write};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::app::copying::{Copied, Part, Sent};
use crate::app::model::Model;
use crate::export::copy;
use crate::ui::charset::Charset;

/// Most bytes of a text that a terminal is sent: in base64, with what stands around it, the 100,000 bytes that xterm takes.
pub const LIMIT: usize = 74_994;
/// How often tmux is looked at, every 10 ms, before it is given up: a second.
const PATIENCE: u32 = 100;

/// The way of a copied text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clipboard {
    /// `tmux load-buffer`, within tmux.
    Tmux,
    /// The terminal's clipboard (OSC 52).
    Terminal,
    /// That of a tmux in which the line here begins: it refuses unless it is told otherwise.
    FarTmux,
    /// A screen with nothing but the text.
    #[default]
    Sheet,
    /// Nowhere.
    Off,
}

impl Clipboard {
    /// The same without starting programs, for whoever must not start any.
    #[must_use]
    pub fn without_programs(self) -> Self {
        match self {
            Self::Tmux => Self::FarTmux,
            other => other,
        }
    }

    /// Copies a part of what is on screen; `tell` reaches the terminal.
    pub fn copy(
        self,
        model: &Model,
        charset: Charset,
        part: Part,
        tell: impl FnOnce(&[u8]) -> io::Result<()>,
    ) -> io::Result<Copied> {
        if self == Self::Off {
            return Ok(Copied::Off);
        }
        let Some(text) = copy::text(model, part) else {
            return Ok(Copied::Nothing);
        };
        let lines = text.lines().count();
        let sheet =
            |text: &str| Copied::Sheet(charset.text(&text.replace('\t', "  ")).into_owned());
        Ok(match self {
            Self::Tmux => match to_tmux(&text) {
                Some(sent) => Copied::Sent(lines, sent),
                None => sheet(&text),
            },
            Self::Terminal | Self::FarTmux if text.len() > LIMIT => {
                Copied::TooLong(text.len(), LIMIT)
            }
            Self::Terminal | Self::FarTmux => {
                tell(&sequence(&text))?;
                let far = self == Self::FarTmux;
                Copied::Sent(lines, if far { Sent::FarTmux } else { Sent::Terminal })
            }
            Self::Sheet | Self::Off => sheet(&text),
        })
    }
}

/// OSC 52 with a text for the clipboard.
fn sequence(text: &str) -> Vec<u8> {
    let text = base64(text.as_bytes());
    [b"\x1b]52;c;", text.as_bytes(), b"\x1b\\"].concat()
}

/// RFC 4648, section 4.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letter = |bits: u32| {
        let at = usize::try_from(bits & 63).unwrap_or(0);
        LETTERS.get(at).copied().map_or('=', char::from)
    };
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let byte = |at: usize| three.get(at).copied().map_or(0, u32::from);
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for place in 0..4 {
            out.push(if place <= three.len() {
                letter(bits >> (18 - 6 * place))
            } else {
                '='
            });
        }
    }
    out
}

/// Gives tmux a text, by its own clipboard where it knows how (since 3.2); `None` where it takes none.
fn to_tmux(text: &str) -> Option<Sent> {
    if fed(&["load-buffer", "-w", "-"], text)? {
        return Some(Sent::Tmux);
    }
    fed(&["load-buffer", "-"], text)?.then_some(Sent::TmuxAlone)
}

/// Whether tmux takes a text and has it then, in a buffer of its own that is taken away again.
pub fn tmux_copies() -> bool {
    const NAME: &str = "ozgtop-doctor";
    let takes = fed(&["load-buffer", "-b", NAME, "-"], NAME) == Some(true);
    if !takes {
        return false;
    }
    let mut show = Command::new("tmux");
    show.args(["show-buffer", "-b", NAME]).stdin(Stdio::null());
    let has = show
        .output()
        .is_ok_and(|shown| shown.stdout == NAME.as_bytes());
    fed(&["delete-buffer", "-b", NAME], "") == Some(true) && has
}

/// Runs tmux with these arguments and this input, and tells whether it took it; `None` where there is none, or none that
/// answers in time.
fn fed(arguments: &[&str], text: &str) -> Option<bool> {
    let started = Command::new("tmux")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let mut child = started.ok()?;
    if let Some(mut input) = child.stdin.take() {
        let text = text.as_bytes().to_vec();
        // A tmux that reads nothing must not hold the screen up.
        let feeds = move || drop(input.write_all(&text));
        // Without another thread tmux gets nothing, and says so.
        let _ = thread::Builder::new().spawn(feeds);
    }
    ended_well(&mut child)
}

fn ended_well(child: &mut Child) -> Option<bool> {
    for _ in 0..PATIENCE {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) => thread::sleep(Duration::from_millis(10)),
            Err(_) => break,
        }
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_standard() {
        // RFC 4648, section 10.
        for (text, coded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), coded);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
        assert_eq!(sequence(&"x".repeat(LIMIT)).len(), 99_992 + 9);
    }

    #[test]
    fn who_may_start_no_program_asks_the_terminal() {
        assert_eq!(Clipboard::Tmux.without_programs(), Clipboard::FarTmux);
        for way in [Clipboard::Terminal, Clipboard::Sheet, Clipboard::Off] {
            assert_eq!(way.without_programs(), way);
        }
    }
}
