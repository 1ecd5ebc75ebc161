//! Words in both languages for every argument; the language is known before the rest.

use super::*;
use crate::texts::{DE, EN};
use crate::ui::theme::{Palette, ThemeName};

fn check(command: &clap::Command, path: &str) {
    assert!(
        command
            .get_about()
            .is_some_and(|about| !about.to_string().is_empty()),
        "{path} says nothing"
    );
    for arg in command.get_arguments() {
        assert!(
            arg.get_help()
                .is_some_and(|help| !help.to_string().is_empty()),
            "{path}.{}",
            arg.get_id()
        );
    }
    command
        .get_subcommands()
        .for_each(|sub| check(sub, &format!("{path} {}", sub.get_name())));
}

#[test]
fn every_argument_has_words_in_both_languages() {
    for words in [&DE, &EN] {
        command(words).debug_assert();
        check(&command(words), "");
    }
}

#[test]
fn themes_and_colours_have_the_names_of_the_house() {
    let themes = ThemeName::ALL.map(ThemeName::key);
    assert_eq!(THEMES[1..], themes);
    assert_eq!(COLORS[1..], Palette::ALL.map(Palette::key));
}

#[test]
fn the_language_is_known_before_the_rest() {
    let language =
        |line: &[&str]| Arguments::language(&line.iter().map(OsString::from).collect::<Vec<_>>());
    assert_eq!(
        language(&["ozgtop", "--lang", "en", "nonsense"]),
        Some(Language::En)
    );
    assert_eq!(
        language(&["ozgtop", "list", "--lang=de"]),
        Some(Language::De)
    );
    assert_eq!(language(&["ozgtop", "--lang"]), None);
}

#[test]
fn no_arguments_are_what_clap_reads_of_none() {
    let words = &DE;
    let name = [OsString::from("ozgtop")];
    let read = Arguments::read(&name, words).unwrap();
    let matches = bare().try_get_matches_from(&name).unwrap();
    let parsed = Arguments::from_arg_matches(&matches).unwrap();
    assert_eq!(format!("{read:?}"), format!("{parsed:?}"));
}
