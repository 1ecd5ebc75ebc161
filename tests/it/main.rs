//! Integration tests: the program and its library seen from outside.

#![expect(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails; clippy.toml allows this in test functions only, not in what they call"
)]

mod broken;
mod broken_files;
mod broken_rows;
mod cli;
mod cli_writing;
mod hamlet;
mod program;
mod scene;
