//! `ozgtop completions`: what a shell needs to complete commands and flags, from the same table as the help.

use super::arguments::Completions;
use super::{Desk, Failure, arguments};

pub(super) fn run(desk: &mut Desk<'_>, completions: &Completions) -> Result<(), Failure> {
    let mut command = arguments::command(desk.words);
    // Into memory: the library panics where the disk is full.
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut command, "ozgtop", &mut script);
    Ok(desk.out.data(&String::from_utf8_lossy(&script))?)
}
