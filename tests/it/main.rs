//! All integration tests in one binary: few binaries, short builds.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::disallowed_macros,
    reason = "a test fails by panicking, and looks at files and processes from outside"
)]

mod bytes;
mod data;
mod format;
mod keys;
mod pictures;
mod pty;
mod rooms;
mod session;
mod terminal;
mod way_out;
