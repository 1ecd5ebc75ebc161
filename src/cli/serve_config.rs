//! `ozgtop serve-config`: the block of `sshd_config` that serves this program through an account without a shell, and
//! the same as a line of `authorized_keys`.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Desk, Failure};
use crate::domain::text::is_invisible;
use crate::store::Source;
use crate::texts::fill;

#[derive(Debug, Args)]
pub(super) struct ServeConfig {
    #[arg(long, value_name = "NAME", default_value = "ozgtop")]
    pub(super) user: String,
}

pub(super) fn run(desk: &mut Desk<'_>, wanted: &ServeConfig) -> Result<(), Failure> {
    let w = desk.words;
    if !is_account(&wanted.user) {
        let text = fill(w.serve_name, &[("name", &wanted.user)]);
        return Err(Failure::Usage(text));
    }
    let program = program().map_err(|error| {
        let detail = error.to_string();
        Failure::Failed(fill(w.serve_no_binary, &[("detail", &detail)]))
    })?;
    let data = data(desk)?;
    let quoted = |path: &Path| {
        let told = path.display().to_string();
        quoted(path).ok_or_else(|| Failure::Usage(fill(w.serve_path, &[("path", &told)])))
    };
    // `exec`: no shell of the account waits behind the program, and a hang-up reaches it at once.
    let mut command = format!("exec {} --kiosk", quoted(&program)?);
    let head = match &data {
        Some(folder) => {
            command.extend([" --data ", &quoted(folder)?]);
            let data = folder.display().to_string();
            fill(w.serve_head_data, &[("data", &data)])
        }
        None => w.serve_head_example.to_owned(),
    };
    let user = wanted.user.as_str();
    let mut lines = comment("", &fill(w.serve_head, &[("user", user)]));
    lines.extend(comment("", &head));
    lines.push(format!("Match User {user}"));
    for (why, settings) in block(w, &command) {
        lines.extend(comment("    ", why));
        lines.extend(settings.into_iter().map(|line| format!("    {line}")));
    }
    lines.extend(comment("", w.serve_key));
    lines.push(format!(
        "# restrict,pty,command=\"{command}\" ssh-ed25519 AAAA… {user}"
    ));
    Ok(desk.out.data(&lines.join("\n"))?)
}

/// What sshd does for the account, with the reason of each part. All of it may stand in a `Match` block
/// (`sshd_config(5)`). `DisableForwarding` says what the lines below it say once more, for whoever reads or edits them.
fn block<'a>(w: &'a crate::texts::Words, command: &str) -> [(&'a str, Vec<String>); 5] {
    let own = |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect();
    [
        (
            w.serve_command,
            vec![
                format!("ForceCommand {command}"),
                "PermitTTY yes".to_owned(),
                "PermitUserRC no".to_owned(),
                "Banner none".to_owned(),
            ],
        ),
        (
            w.serve_forwarding,
            own(&[
                "DisableForwarding yes",
                "AllowTcpForwarding no",
                "AllowStreamLocalForwarding no",
                "AllowAgentForwarding no",
                "X11Forwarding no",
                "PermitTunnel no",
                "GatewayPorts no",
                "PermitOpen none",
                "PermitListen none",
            ]),
        ),
        (
            w.serve_login,
            own(&[
                "AuthenticationMethods publickey",
                "PubkeyAuthentication yes",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no",
                "HostbasedAuthentication no",
                "PermitEmptyPasswords no",
            ]),
        ),
        (w.serve_environment, own(&["AcceptEnv LANG LC_*"])),
        (
            w.serve_alive,
            own(&[
                "ClientAliveInterval 20",
                "ClientAliveCountMax 3",
                "MaxSessions 4",
            ]),
        ),
    ]
}

fn comment(indent: &str, text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| format!("{indent}# {line}"));
    lines.collect()
}

/// Where this program lies.
fn program() -> std::io::Result<PathBuf> {
    std::env::current_exe()
}

/// The whole path of the data folder, which must be one; `None` where none is named. Links stay links: what they lead to
/// may change.
fn data(desk: &Desk<'_>) -> Result<Option<PathBuf>, Failure> {
    let Source::Folder(folder) = desk.source() else {
        return Ok(None);
    };
    let whole = std::path::absolute(&folder).ok();
    let whole = whole.filter(|path| path.is_dir());
    let told = folder.display().to_string();
    let text = fill(desk.words.serve_no_folder, &[("path", &told)]);
    whole.map(Some).ok_or(Failure::Failed(text))
}

/// A name that means one account: no pattern, no list.
fn is_account(name: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    let begins = name.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '_');
    begins && name.len() <= 32 && name.chars().all(is_plain)
}

/// A path as sshd, `authorized_keys` and every shell read it alike: plain, or in single quotes. Where that cannot be done
/// without a second sort of quoting, `None`.
fn quoted(path: &Path) -> Option<String> {
    let path = path.to_str()?;
    let is_unsafe = |c: char| matches!(c, '\'' | '"' | '\\' | '!' | '`') || is_invisible(c);
    if path.contains(is_unsafe) {
        return None;
    }
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "/._-+,:@".contains(c);
    if path.chars().all(is_plain) {
        return Some(path.to_owned());
    }
    Some(format!("'{path}'"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_quoted_or_refused() {
        let quoted = |path: &str| quoted(Path::new(path));
        assert_eq!(quoted("/usr/bin/ozgtop").unwrap(), "/usr/bin/ozgtop");
        assert_eq!(quoted("/srv/a b;#ü$x").unwrap(), "'/srv/a b;#ü$x'");
        for path in ["/a'b", "/a\"b", "/a\\b", "/a\nb", "/a`b", "/a\u{202e}b"] {
            assert_eq!(quoted(path), None, "{path:?}");
        }
    }

    #[test]
    fn a_name_means_one_account() {
        for name in ["ozgtop", "_www", "a.b-c_1"] {
            assert!(is_account(name), "{name}");
        }
        for name in ["", "a,b", "*", "!a", "a b", "-a", "a\nb", "ä", "a?"] {
            assert!(!is_account(name), "{name:?}");
        }
    }
}
