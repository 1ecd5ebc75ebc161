//! The README's examples do what it says: each command line is run, in its order, in one folder.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use ozgtop::analysis::select::Field;
use ozgtop::app::keymap::Keymap;

/// The command lines of the README: indented, without their comments; `a|b` is run both ways, `[…]` with and without.
fn examples() -> Vec<String> {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let lines = readme
        .lines()
        .filter_map(|line| line.strip_prefix("    ozgtop"));
    lines
        .flat_map(|line| variants(line.split('#').next().unwrap().trim()))
        .collect()
}

fn variants(line: &str) -> Vec<String> {
    if let Some((before, rest)) = line.split_once('[') {
        let (inside, after) = rest.split_once(']').unwrap();
        return [
            format!("{before}{after}"),
            format!("{before}{inside}{after}"),
        ]
        .iter()
        .flat_map(|it| variants(it))
        .collect();
    }
    let Some(word) = line.split_whitespace().find(|word| word.contains('|')) else {
        return vec![line.to_owned()];
    };
    word.split('|')
        .flat_map(|choice| variants(&line.replacen(word, choice, 1)))
        .collect()
}

/// The words of a line as a shell parts them: what stands between quotation marks is one.
fn words(line: &str) -> Vec<String> {
    let parts = line.split('"').enumerate();
    let word = |(at, part): (usize, &str)| match at % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    };
    parts.flat_map(word).collect()
}

#[test]
fn every_example_runs() {
    let folder = tempfile::tempdir().unwrap();
    let examples = examples();
    assert!(examples.len() > 20, "{examples:?}");
    for example in examples {
        let arguments = words(&example);
        let ran = Command::new(env!("CARGO_BIN_EXE_ozgtop"))
            .args(arguments)
            .current_dir(folder.path())
            .env_clear()
            .env("LANG", "de_DE.UTF-8")
            .env("HOME", folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let stderr = String::from_utf8_lossy(&ran.stderr);
        assert!(
            ran.status.success(),
            "ozgtop {example}: {:?} {stderr}",
            ran.status
        );
        assert!(!ran.stdout.is_empty(), "ozgtop {example} says nothing");
    }
}

/// The keys in the README are those of the keymap that holds unless another one is chosen.
#[test]
fn the_keys_are_those_of_the_keymap() {
    let mut lines: Vec<String> = Vec::new();
    for (command, keys) in Keymap::default().bindings() {
        let keys: Vec<_> = keys.iter().map(|key| key.written()).collect();
        let told = format!("{} {}", command.name(), keys.join(" "));
        match lines.last_mut() {
            Some(line) if line.chars().count() + told.chars().count() + 3 <= 122 => {
                line.push_str(" · ");
                line.push_str(&told);
            }
            _ => lines.push(told),
        }
    }
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    let block = lines.join("\n    ");
    assert!(readme.contains(&format!("\n\n    {block}\n\n")), "{block}");
}

/// The reference of the filter names every field by its key and its German word, beside the operators that it takes.
#[test]
fn the_filter_is_told_as_it_is_read() {
    let readme =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    for (field, words) in Field::WORDS {
        let signs: Vec<_> = field.operators().iter().map(|it| it.sign()).collect();
        let signs = signs.join(" ");
        let told = if words[0] == words[1] {
            words[0].to_owned()
        } else {
            format!("{} {}", words[0], words[1])
        };
        let stands = |line: &str| {
            let at = line.find(&told);
            at.is_some_and(|at| {
                let before =
                    line[..at].trim_end_matches(|c: char| c.is_alphabetic() || " ·".contains(c));
                before.ends_with(&signs)
            })
        };
        assert!(readme.lines().any(stands), "{told} after {signs}");
    }
}
