//! All integration tests in one binary: few binaries, short builds.

mod data;
mod keys;
mod pictures;
mod rooms;
mod session;
