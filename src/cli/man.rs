//! `ozgtop man`: the manual page, written from the command line, the keymap and the settings.

use std::fmt::Write;

use super::{Desk, Failure, arguments, usage};
use crate::config::Setting;
use crate::texts::Words;
use crate::ui::keys;

pub(super) fn run(desk: &mut Desk<'_>) -> Result<(), Failure> {
    let model = desk.model(desk.load(), (80, 24));
    let (w, lens) = (desk.words, model.lens());
    let command = arguments::command(w);
    let mut page = Page::default();
    let version = env!("CARGO_PKG_VERSION");
    page.line(&format!(".TH OZGTOP 1 \"\" \"ozgtop {version}\""));
    page.section(w.man_name);
    let about = text(command.get_about());
    let short = about
        .split_once(". ")
        .map_or(about.as_str(), |(first, _)| first);
    page.text(&format!("ozgtop - {short}"));
    page.section(w.man_synopsis);
    page.text(&usage::in_words("ozgtop [OPTIONS] [COMMAND]", w));
    page.section(w.man_description);
    page.text(&about);
    page.section(w.man_options);
    options(&mut page, &command);
    page.section(w.man_commands);
    commands(&mut page, &command, "ozgtop");
    page.section(w.man_keys);
    page.text(w.man_about_keys);
    for (command, _) in lens.keymap.bindings() {
        let told = keys::told(w, lens.keymap, command);
        let does = keys::command(&lens, command);
        page.item(&told, &format!("{does} ({})", command.name()));
    }
    page.section(w.man_settings);
    page.text(w.man_about_settings);
    for setting in Setting::ALL {
        page.item(setting.key(), &setting.variable());
    }
    page.section(w.man_files);
    files(&mut page, desk, w);
    Ok(desk.out.data(&page.0)?)
}

fn files(page: &mut Page, desk: &Desk<'_>, w: &Words) {
    page.item("config/default.ron", w.set_built_in);
    page.item("/etc/ozgtop/config.ron", desk.words.man_files_system);
    page.item("$XDG_CONFIG_HOME/ozgtop/config.ron", w.man_files_own);
}

/// The arguments of a command.
fn options(page: &mut Page, command: &clap::Command) {
    for argument in command.get_arguments() {
        let value = argument.get_value_names().into_iter().flatten();
        let values: Vec<_> = value.map(ToString::to_string).collect();
        let takes = argument.get_action().takes_values();
        let long = argument.get_long().map(|long| format!("--{long}"));
        let name = match long {
            Some(long) if takes => format!("{long} {}", values.join(" ")),
            Some(long) => long,
            None => values.join(" "),
        };
        page.item(&name, &text(argument.get_help()));
    }
}

fn commands(page: &mut Page, command: &clap::Command, path: &str) {
    for sub in command.get_subcommands() {
        let path = format!("{path} {}", sub.get_name());
        page.item(&path, &text(sub.get_about()));
        let own: Vec<_> = sub
            .get_arguments()
            .filter(|it| !it.is_global_set())
            .collect();
        if !own.is_empty() {
            page.line(".RS");
            options(page, sub);
            page.line(".RE");
        }
        commands(page, sub, &path);
    }
}

fn text(styled: Option<&clap::builder::StyledStr>) -> String {
    styled.map(ToString::to_string).unwrap_or_default()
}

/// The page in the language of man(7).
#[derive(Default)]
struct Page(String);

impl Page {
    fn line(&mut self, line: &str) {
        // Writing to a `String` cannot fail.
        let _ = writeln!(self.0, "{line}");
    }

    fn section(&mut self, name: &str) {
        self.line(&format!(".SH {}", plain(name)));
    }

    fn text(&mut self, text: &str) {
        self.line(&plain(text));
    }

    fn item(&mut self, term: &str, text: &str) {
        self.line(&format!(".TP\n\\fB{}\\fR\n{}", plain(term), plain(text)));
    }
}

/// Text in which nothing is a request: no backslash, and no dot or apostrophe at the beginning of a line.
fn plain(text: &str) -> String {
    let text = text
        .replace('\\', "\\e")
        .replace('-', "\\-")
        .replace('\n', " ");
    if text.starts_with(['.', '\'']) {
        return format!("\\&{text}");
    }
    text
}
