//! `ozgtop wait`: returns when something has become true of the data.

use std::time::{Duration, Instant};

use super::arguments::Wait;
use super::{Desk, Failure, nagios};
use crate::analysis::condition::Condition;
use crate::analysis::measure::{Ground, Measure};
use crate::store::Source;
use crate::texts::fill;

pub(super) fn run(desk: &mut Desk<'_>, wait: &Wait) -> Result<(), Failure> {
    let names: Vec<_> = Measure::NAMES.iter().map(|(_, name)| *name).collect();
    let condition = Condition::parse(&wait.until).map_err(|part| {
        let parts = [("text", part.as_str()), ("names", &names.join(", "))];
        Failure::Usage(format!(
            "--until: {}",
            fill(desk.words.cli_bad_condition, &parts)
        ))
    })?;
    let begun = now();
    if let Some(missing) = missing(desk) {
        desk.err.line(&format!("ozgtop: {missing}"))?;
        desk.err.flush()?;
    }
    loop {
        let model = desk.model(desk.load(), (80, 24));
        let model = desk.filtered(model)?;
        let ground = nagios::ground(&model, desk);
        if condition.holds(&ground) {
            return Ok(());
        }
        let left = wait
            .timeout
            .map(|most| most.saturating_sub(begun.elapsed()));
        if left.is_some_and(|left| left.is_zero()) {
            return Err(over(desk, &condition, &ground));
        }
        // No longer than the time that is left: the last look is at its end.
        std::thread::sleep(left.map_or(wait.every, |left| left.min(wait.every)));
    }
}

/// That the data folder is not there, where it is not: it may come, so waiting is right, but not in silence.
fn missing(desk: &Desk<'_>) -> Option<String> {
    match desk.source() {
        Source::Folder(folder) if !folder.is_dir() => {
            let path = folder.display().to_string();
            Some(fill(desk.words.wait_no_folder, &[("path", &path)]))
        }
        _ => None,
    }
}

/// What is not true yet when the time is over.
fn over(desk: &Desk<'_>, condition: &Condition, ground: &Ground<'_>) -> Failure {
    let open = condition.open(ground).map(|(comparison, reading)| {
        let is = reading.map_or_else(
            || "–".to_owned(),
            |reading| nagios::told(desk, comparison.measure, reading),
        );
        let parts = [("text", comparison.text.as_str()), ("is", &is)];
        fill(desk.words.wait_open, &parts)
    });
    let open: Vec<_> = open.chain(missing(desk)).collect();
    let text = fill(desk.words.wait_over, &[("open", &open.join("; "))]);
    Failure::Failed(text)
}

#[expect(
    clippy::disallowed_methods,
    reason = "the time that is waited is counted from here"
)]
fn now() -> Instant {
    Instant::now()
}

/// A length of time: `90s`, `15m`, `2h`, `1d`; seconds where nothing is said.
pub(super) fn parse_duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let seconds = match text.get(digits.len()..) {
        Some("" | "s") => 1,
        Some("m" | "min") => 60,
        Some("h") => 3600,
        Some("d") => 86_400,
        _ => 0,
    };
    let number: Option<u32> = digits.parse().ok().filter(|_| seconds > 0);
    number
        .map(|number| Duration::from_secs(u64::from(number) * seconds))
        .ok_or_else(|| "90s, 15m, 2h, 1d".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_of_time_have_units() {
        let seconds = |text| parse_duration(text).map(|it| it.as_secs()).ok();
        assert_eq!(seconds("90"), Some(90));
        assert_eq!(seconds("15m"), Some(900));
        assert_eq!(seconds("2h"), Some(7200));
        assert_eq!(seconds("1d"), Some(86_400));
        for wrong in ["", "h", "1w", "-1s", "1.5h", "99999999999s"] {
            assert_eq!(seconds(wrong), None, "{wrong}");
        }
    }
}
