//! Tests of the program as a whole.

mod bytes;
mod format;
mod pty;
mod terminal;
mod way_out;
