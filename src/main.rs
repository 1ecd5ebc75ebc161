//! The program `ozgtop`: arguments and environment in, exit code out. Everything else is in the library.

use std::process::ExitCode;

#[expect(
    clippy::disallowed_methods,
    reason = "arguments and environment are read here and handed on"
)]
fn main() -> ExitCode {
    // For bugs alone; without it the report is only less pretty.
    let plain = color_eyre::config::Theme::new();
    let _ = color_eyre::config::HookBuilder::default()
        .theme(plain)
        .install();
    let environment = ozgtop::cli::Environment::new(std::env::vars_os());
    ozgtop::cli::run(std::env::args_os(), &environment)
}
