//! That both languages say the same things, and every noun follows its number.

use super::*;

fn placeholders(text: &str) -> Vec<&str> {
    let mut names: Vec<_> = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name.split('|').next().unwrap())
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[test]
fn both_languages_say_the_same_things() {
    for ((name, de), (_, en)) in DE.entries().into_iter().zip(EN.entries()) {
        assert!(!de.is_empty() && !en.is_empty(), "{name} is empty");
        assert_eq!(placeholders(de), placeholders(en), "{name}");
    }
}

#[test]
fn values_are_filled_in_once() {
    assert_eq!(
        fill("{n} von {m}", &[("n", "{m}"), ("m", "403")]),
        "{m} von 403"
    );
    assert_eq!(fill("a { b {x", &[]), "a { b {x");
}

#[test]
fn a_noun_follows_its_number() {
    let pattern = "{n} {n|Befund|Befunde}";
    let said = |n| fill(pattern, &[("n", n)]);
    assert_eq!(
        ["0", "1", "2", "11", "1.001", "−1"].map(said),
        [
            "0 Befunde",
            "1 Befund",
            "2 Befunde",
            "11 Befunde",
            "1.001 Befunde",
            "−1 Befund"
        ]
    );
    assert_eq!(fill(pattern, &[]), pattern);
}

/// Whether a text says after a number what it counts, in one form for all numbers.
fn counts_in_one_form(text: &str) -> bool {
    const COUNTS: [&str; 10] = [
        "n",
        "m",
        "days",
        "bodies",
        "services",
        "cells",
        "snapshots",
        "limit",
        "stated",
        "without",
    ];
    // What may follow a number without a form of its own: no noun, or one that is shortened.
    const FREE: [&str; 31] = [
        "von",
        "of",
        "Einw.",
        "inh.",
        "T",
        "d",
        "%",
        "über",
        "past",
        "flächendeckend",
        "everywhere",
        "at",
        "an",
        "nie",
        "never",
        "ohne",
        "without",
        "more",
        "weitere",
        "are",
        // Of something that is named elsewhere.
        "gibt",
        "mehr",
        "weniger",
        "fewer",
        "ok",
        "kaputt",
        "inaktiv",
        "broken",
        "inactive",
        "neu",
        "new",
    ];
    COUNTS.iter().any(|name| {
        let number = format!("{{{name}}} ");
        text.match_indices(&number).any(|(at, _)| {
            let rest = &text[at + number.len()..];
            let word = rest.split([' ', ',', '.', ';', ':', ')']).next().unwrap();
            let bare = rest.split(' ').next().unwrap();
            let is_free = FREE.contains(&word) || FREE.contains(&bare);
            !rest.starts_with(&format!("{{{name}|"))
                && !is_free
                && word.starts_with(char::is_alphabetic)
        })
    })
}

#[test]
fn every_count_has_its_noun_in_both_forms() {
    // A pace is that of four weeks at least; in the last one keys stand, not counts.
    const NEVER_ONE: [&str; 3] = ["pace_expected", "pace_never", "empty_services"];
    assert!(counts_in_one_form("{n} Tage") && counts_in_one_form("({days} days)"));
    for words in [&DE, &EN] {
        let faults: Vec<_> = words
            .entries()
            .into_iter()
            .filter(|(name, text)| !NEVER_ONE.contains(name) && counts_in_one_form(text))
            .collect();
        assert_eq!(faults, []);
        for (name, text) in words.entries() {
            for choice in text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}'))
            {
                let forms = choice.0.split('|').count();
                assert!(matches!(forms, 1 | 3), "{name}: {text}");
            }
        }
    }
}
