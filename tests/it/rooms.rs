//! The house keeps its rules: rooms use only what they may, files stay short, paths in the documents exist.

use std::fs;
use std::path::{Path, PathBuf};

/// Room, rooms it may use, crates it may not use.
const ROOMS: &[(&str, &[&str], &[&str])] = &[
    (
        "domain",
        &[],
        &[
            "serde",
            "ron",
            "serde_json",
            "ratatui",
            "crossterm",
            "clap",
            "notify",
            "std::fs",
        ],
    ),
    (
        "analysis",
        &["domain"],
        &[
            "chrono",
            "serde",
            "ron",
            "ratatui",
            "crossterm",
            "clap",
            "notify",
            "std::fs",
        ],
    ),
    (
        "store",
        &["domain"],
        &["chrono", "ratatui", "crossterm", "clap", "notify"],
    ),
    (
        "app",
        &["domain", "analysis"],
        &[
            "chrono",
            "serde",
            "ron",
            "ratatui",
            "crossterm",
            "clap",
            "notify",
            "std::fs",
        ],
    ),
    (
        "ui",
        &["domain", "analysis", "app", "texts"],
        &[
            "chrono",
            "serde",
            "ron",
            "crossterm",
            "clap",
            "notify",
            "std::fs",
        ],
    ),
    (
        "export",
        &["domain", "analysis", "app", "ui", "texts"],
        &["chrono", "ron", "crossterm", "clap", "notify", "std::fs"],
    ),
    (
        "texts",
        &[],
        &[
            "chrono",
            "serde",
            "ron",
            "ratatui",
            "crossterm",
            "clap",
            "notify",
            "std::fs",
        ],
    ),
    (
        "config",
        &["domain", "app", "ui", "analysis"],
        &["ratatui", "crossterm", "clap", "notify"],
    ),
    (
        "runtime",
        &["domain", "store", "app", "ui", "texts", "config", "export"],
        &["serde", "ron", "clap"],
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for item in fs::read_dir(folder).unwrap() {
        let path = item.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

#[test]
fn rooms_use_only_what_they_may() {
    let mut faults = Vec::new();
    for (room, may, never) in ROOMS {
        for path in sources(&root().join("src").join(room)) {
            let text = fs::read_to_string(&path).unwrap();
            // What follows a module of tests in the same file is tests; after one in a file of its own code goes on.
            let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
            for (number, line) in code
                .lines()
                .enumerate()
                .filter(|(_, line)| !line.trim_start().starts_with("//"))
            {
                let others = ROOMS
                    .iter()
                    .map(|(other, ..)| *other)
                    .chain(["cli"])
                    .filter(|other| other != room);
                let rooms = others
                    .filter(|other| !may.contains(other))
                    .map(|other| format!("crate::{other}"));
                // A list of rooms in one `use` would hide an arrow from this test.
                let lists = ["crate::{".to_owned()].into_iter();
                let crates = never.iter().map(|name| format!("{name}::"));
                for fault in rooms
                    .chain(crates)
                    .chain(lists)
                    .filter(|used| line.contains(used.as_str()))
                {
                    faults.push(format!(
                        "{}:{}: {room} may not use {fault}",
                        path.display(),
                        number + 1
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn files_have_one_job() {
    for path in sources(&root().join("src"))
        .into_iter()
        .chain(sources(&root().join("tests")))
    {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        let is_table = path.ends_with("texts/de.rs") || path.ends_with("texts/en.rs");
        assert!(
            lines <= 400 || is_table,
            "{}: {lines} lines",
            path.display()
        );
        assert!(
            text.starts_with("//!"),
            "{}: says not what it is",
            path.display()
        );
    }
}

#[test]
fn documents_are_short_and_their_paths_exist() {
    for (name, most) in [("README.md", 110), ("ARCHITECTURE.md", 150)] {
        let text = fs::read_to_string(root().join(name)).unwrap();
        assert!(
            text.lines().count() <= most,
            "{name} is longer than {most} lines"
        );
        for quoted in text.split('`').skip(1).step_by(2) {
            let is_path = ["src/", "tests/", "data/", "config/"]
                .iter()
                .any(|folder| quoted.starts_with(folder));
            let plain = !quoted.contains(['<', '…', '*', ' ']);
            if is_path && plain {
                assert!(root().join(quoted).exists(), "{name} names {quoted}");
            }
        }
    }
}

/// The picture in the README is a real frame.
#[test]
fn the_readme_shows_a_real_frame() {
    let readme = fs::read_to_string(root().join("README.md")).unwrap();
    let shown = readme
        .split("```text\n")
        .nth(1)
        .unwrap()
        .split("\n```")
        .next()
        .unwrap();
    let session = crate::session::Session::bundled((80, 24));
    assert_eq!(shown, session.text());
}
