//! The README's examples do what it says: each command line is run, in its order, in one folder.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

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

#[test]
fn every_example_runs() {
    let folder = tempfile::tempdir().unwrap();
    let examples = examples();
    assert!(examples.len() > 20, "{examples:?}");
    for example in examples {
        let arguments = example
            .split_whitespace()
            .map(|word| word.trim_matches('"'));
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
