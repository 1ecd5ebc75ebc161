//! Faults of settings in the words of a language: where, what, and what to do.

use crate::config::{Broken, Fault, Kind, Origin, Setting, Taker, Wanted, Wrong};
use crate::texts::{Words, fill};

/// Where something comes from.
pub(super) fn origin(w: &Words, origin: &Origin) -> String {
    match origin {
        Origin::BuiltIn => w.set_built_in.to_owned(),
        Origin::File(path) => path.display().to_string(),
        Origin::Variable(name) => fill(w.set_variable, &[("name", name)]),
        Origin::Flag => w.set_flag.to_owned(),
    }
}

/// Where, with line and column, and what is wrong.
pub(super) fn told(w: &Words, fault: &Fault) -> String {
    let place = origin(w, &fault.origin);
    let what = what(w, &fault.what);
    match fault.position {
        Some(at) => format!("{place}:{}:{}: {what}", at.line, at.column),
        None => format!("{place}: {what}"),
    }
}

fn what(w: &Words, wrong: &Wrong) -> String {
    let near = |pattern, name: &str, near: Option<&str>| {
        let text = fill(pattern, &[("name", name)]);
        match near {
            Some(near) => text + &fill(w.set_near, &[("near", near)]),
            None => text,
        }
    };
    match wrong {
        Wrong::Unreadable(detail) => fill(w.set_unreadable, &[("detail", detail)]),
        Wrong::Missing => w.set_missing.to_owned(),
        Wrong::Broken(broken) => broken_notation(w, broken),
        Wrong::UnknownSetting(name, it) => near(w.set_unknown, name, *it),
        Wrong::UnknownVariable(name, it) => near(w.set_unknown_variable, name, it.as_deref()),
        Wrong::Twice(name) => fill(w.set_twice, &[("name", name)]),
        Wrong::WrongKind(setting) => {
            let name = setting.key();
            fill(w.set_kind, &[("name", name), ("kind", kind(w, *setting))])
        }
        Wrong::OutOfRange { found, low, high } => fill(
            w.set_range,
            &[
                ("found", found),
                ("low", &low.to_string()),
                ("high", &high.to_string()),
            ],
        ),
        Wrong::UnknownWord { found, allowed } => {
            let allowed = allowed.join("\", \"");
            fill(w.set_word, &[("found", found), ("allowed", &allowed)])
        }
        Wrong::BadDay(found) => fill(w.set_day, &[("found", found)]),
        Wrong::Alone(other) => fill(w.set_alone, &[("other", other.key())]),
        Wrong::UnknownTable(name, it) => near(w.set_table, name, *it),
        Wrong::UnknownCommand(name, it) => near(w.set_command, name, *it),
        Wrong::UnknownKey(text) => fill(w.set_key, &[("text", text)]),
        Wrong::TakenKey(key, by) => fill(
            w.set_taken,
            &[("key", &key.written()), ("by", taker(w, *by))],
        ),
        Wrong::ContestedKey(key, first, second) => fill(
            w.set_contested,
            &[
                ("key", &key.written()),
                ("first", first.name()),
                ("second", second.name()),
            ],
        ),
        Wrong::Keyless(command, by) => fill(
            w.set_keyless,
            &[("command", command.name()), ("by", by.name())],
        ),
        Wrong::Restored(command, key) => fill(
            w.set_restored,
            &[("command", command.name()), ("key", &key.written())],
        ),
    }
}

fn broken_notation(w: &Words, broken: &Broken) -> String {
    let (wanted, found) = match broken {
        Broken::Unclosed(sign) => {
            return fill(w.set_unclosed, &[("sign", &sign.to_string())]);
        }
        Broken::Expected(wanted, found) => (wanted, found),
    };
    let wanted = match wanted {
        Wanted::Sign(sign) => format!("`{sign}`"),
        Wanted::Name => w.set_wanted_name.to_owned(),
        Wanted::Value => w.set_wanted_value.to_owned(),
        Wanted::End => w.set_wanted_end.to_owned(),
    };
    let found = match found {
        Some(found) => format!("`{found}`"),
        None => w.set_wanted_end.to_owned(),
    };
    fill(w.set_expected, &[("wanted", &wanted), ("found", &found)])
}

/// Which values a setting takes.
fn kind(w: &Words, setting: Setting) -> &'static str {
    match setting.row().1 {
        Kind::Text | Kind::Word(_) | Kind::View => w.set_kind_text,
        Kind::Number(..) => w.set_kind_number,
        Kind::Day => w.set_kind_day,
        Kind::Switch => w.set_kind_switch,
        Kind::Lists => w.set_kind_lists,
        Kind::Texts => w.set_kind_texts,
    }
}

fn taker(w: &Words, taker: Taker) -> &'static str {
    match taker {
        Taker::Tmux => w.set_taker_tmux,
        Taker::Screen => w.set_taker_screen,
        Taker::FlowControl => w.set_taker_flow,
        Taker::Ssh => w.set_taker_ssh,
        Taker::Backspace => w.set_taker_backspace,
        Taker::Tab => w.set_taker_tab,
        Taker::Enter => w.set_taker_enter,
        Taker::Cancel => w.set_taker_cancel,
    }
}

/// What to do about it.
pub(super) fn advice(w: &Words, fault: &Fault) -> &'static str {
    match &fault.what {
        Wrong::Unreadable(_) => w.set_do_unreadable,
        Wrong::Missing => w.set_do_missing,
        Wrong::Broken(_) => w.set_do_broken,
        Wrong::UnknownSetting(..) => w.set_do_unknown,
        Wrong::UnknownVariable(..) => w.set_do_unknown_variable,
        Wrong::Twice(_) => w.set_do_twice,
        Wrong::WrongKind(_)
        | Wrong::OutOfRange { .. }
        | Wrong::UnknownWord { .. }
        | Wrong::BadDay(_) => w.set_do_value,
        Wrong::Alone(_) => w.set_do_alone,
        Wrong::UnknownTable(..) => w.set_do_table,
        Wrong::UnknownCommand(..) => w.set_do_command,
        Wrong::UnknownKey(_) => w.set_do_key,
        Wrong::TakenKey(..) => w.set_do_taken,
        Wrong::ContestedKey(..) => w.set_do_contested,
        Wrong::Keyless(..) => w.set_do_keyless,
        Wrong::Restored(..) => w.set_do_restored,
    }
}
