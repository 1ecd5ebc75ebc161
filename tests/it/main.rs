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

mod address;
mod asking;
mod broken;
mod broken_files;
mod broken_outlines;
mod broken_rows;
mod bytes;
mod cli;
mod cli_export;
mod cli_import_pvog;
mod cli_open;
mod cli_writing;
mod columns;
mod copy;
mod data;
mod dates;
mod doctor;
mod evidence;
mod export;
mod fetch;
mod filter;
mod filter_text;
mod format;
mod gv100ad;
mod gv100ad_files;
mod hamlet;
mod history;
mod import_pvog;
mod import_pvog_faults;
mod import_table;
mod import_table_faults;
mod keys;
mod kiosk;
mod least;
mod linear;
mod live;
mod live_losses;
mod live_torture;
mod loopback;
mod map;
mod map_screen;
mod matrix;
mod monitoring;
mod palette;
mod pictures;
mod program;
mod pty;
mod readme;
mod report;
mod rooms;
mod scene;
mod server;
mod session;
mod settings;
mod side_by_side;
mod sshd;
mod target;
mod terminal;
mod trend;
mod trends;
mod views;
mod way_out;
mod wire;
