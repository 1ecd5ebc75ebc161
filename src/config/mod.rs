//! Settings: built-in, then `/etc`, then the user's file; environment and flags come on top in `cli`.
//!
//! This room knows no data. A settings file that cannot be read is reported and passed over: it must not keep anybody
//! from seeing the roll-out.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::analysis::figures::Thresholds;
use crate::app::language::Weighting;
use crate::domain::target::Target;

/// The settings that hold when no file says otherwise.
const BUILT_IN: &str = include_str!("../../config/default.ron");

/// One layer: what a file says.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Layer {
    stalled_days: Option<u32>,
    stale_days: Option<u32>,
    weighting: Option<Weigh>,
    max_file_mib: Option<u32>,
    target_share: Option<Percent>,
    target_date: Option<Day>,
}

/// A weighting as files write it.
#[derive(Clone, Copy, Debug)]
struct Weigh(Weighting);

impl<'de> Deserialize<'de> for Weigh {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match String::deserialize(deserializer)?.as_str() {
            "bodies" => Ok(Self(Weighting::Bodies)),
            "inhabitants" => Ok(Self(Weighting::Inhabitants)),
            other => Err(serde::de::Error::custom(format!(
                "weighting is \"bodies\" or \"inhabitants\", not {other:?}"
            ))),
        }
    }
}

/// The share of a target, checked.
#[derive(Clone, Copy, Debug)]
struct Percent(u32);

impl<'de> Deserialize<'de> for Percent {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let percent = u32::deserialize(deserializer)?;
        match Target::read(percent, ANY_DAY) {
            Some(_) => Ok(Self(percent)),
            None => Err(serde::de::Error::custom(format!(
                "target_share is a percentage from 1 to 100, not {percent}"
            ))),
        }
    }
}

/// The day of a target, checked.
#[derive(Clone, Debug)]
struct Day(String);

/// A day that exists, to check a share alone.
const ANY_DAY: &str = "2026-12-31";

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let day = String::deserialize(deserializer)?;
        match Target::read(100, &day) {
            Some(_) => Ok(Self(day)),
            None => Err(serde::de::Error::custom(format!(
                "target_date is a day written as \"{ANY_DAY}\", not {day:?}"
            ))),
        }
    }
}

/// What became of a settings file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is none.
    Absent,
    /// It was read.
    Read,
    /// It was passed over: line, column and what the reader says.
    Refused(String),
}

/// The settings and where they come from.
#[derive(Clone, Debug)]
pub struct Settings {
    /// What counts as stalled and stale.
    pub thresholds: Thresholds,
    /// What is to be reached by when, where a file says so; it wins over the target of the data.
    pub target: Option<Target>,
    /// What bars count at first.
    pub weighting: Weighting,
    /// Largest data file that is read, in bytes.
    pub max_file_bytes: u64,
    /// The files that were looked for, in order of rising weight.
    pub files: Vec<(PathBuf, Outcome)>,
}

impl Settings {
    /// Reads all layers. `config_home` is the user's folder for settings, where there is one.
    pub fn read(config_home: Option<&Path>) -> Self {
        let system = Path::new("/etc/ozgtop/config.ron").to_owned();
        let own = config_home.map(|home| home.join("ozgtop/config.ron"));
        let mut merged = parse(BUILT_IN).unwrap_or_default();
        let mut files = Vec::new();
        for path in [Some(system), own].into_iter().flatten() {
            let outcome = match read_file(&path) {
                Ok(None) => Outcome::Absent,
                Ok(Some(text)) => match parse(&text) {
                    Ok(layer) => {
                        merged = merged.under(&layer);
                        Outcome::Read
                    }
                    Err(error) => Outcome::Refused(error),
                },
                Err(error) => Outcome::Refused(error.to_string()),
            };
            files.push((path, outcome));
        }
        let standard = Thresholds::default();
        Self {
            thresholds: Thresholds {
                stalled_days: merged.stalled_days.unwrap_or(standard.stalled_days),
                stale_days: merged.stale_days.unwrap_or(standard.stale_days),
            },
            target: merged.target(),
            weighting: merged
                .weighting
                .map_or_else(Weighting::default, |weigh| weigh.0),
            max_file_bytes: u64::from(merged.max_file_mib.unwrap_or(64)) << 20,
            files,
        }
    }
}

impl Layer {
    /// This layer with a weightier one above it.
    fn under(self, above: &Self) -> Self {
        Self {
            stalled_days: above.stalled_days.or(self.stalled_days),
            stale_days: above.stale_days.or(self.stale_days),
            weighting: above.weighting.or(self.weighting),
            max_file_mib: above.max_file_mib.or(self.max_file_mib),
            target_share: above.target_share.or(self.target_share),
            target_date: above.target_date.clone().or(self.target_date),
        }
    }

    fn target(&self) -> Option<Target> {
        Target::read(self.target_share?.0, &self.target_date.as_ref()?.0)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "settings are no data: a short text file, read once at the start"
)]
fn read_file(path: &Path) -> std::io::Result<Option<String>> {
    match std::fs::metadata(path) {
        Ok(about) if about.is_file() && about.len() < 1 << 20 => {
            std::fs::read_to_string(path).map(Some)
        }
        Ok(_) => Err(std::io::ErrorKind::InvalidInput.into()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn parse(text: &str) -> Result<Layer, String> {
    let layer: Layer = ron::Options::default()
        .with_default_extension(ron::extensions::Extensions::IMPLICIT_SOME)
        .from_str(text)
        .map_err(|error: ron::error::SpannedError| error.to_string())?;
    match (&layer.target_share, &layer.target_date) {
        (Some(_), None) => Err("target_share needs target_date in the same file".to_owned()),
        (None, Some(_)) => Err("target_date needs target_share in the same file".to_owned()),
        _ => Ok(layer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_settings_are_complete() {
        let layer = parse(BUILT_IN).unwrap();
        assert_eq!(
            (layer.stalled_days, layer.stale_days, layer.max_file_mib),
            (Some(180), Some(45), Some(64))
        );
        assert!(layer.weighting.is_some());
    }

    #[test]
    fn later_layers_win_and_wrong_ones_say_where() {
        let above = parse("(stalled_days: 90)").unwrap();
        let merged = parse(BUILT_IN).unwrap().under(&above);
        assert_eq!(
            (merged.stalled_days, merged.stale_days),
            (Some(90), Some(45))
        );
        assert!(parse("(stalled: 90)").unwrap_err().starts_with("1:"));
        assert!(parse("(weighting: \"heads\")").is_err());
    }

    #[test]
    fn a_target_is_whole_or_refused() {
        assert_eq!(
            parse(BUILT_IN).unwrap().target(),
            None,
            "a target is nobody's default"
        );
        let own = parse("(target_share: 95, target_date: \"2026-12-31\")").unwrap();
        assert_eq!(own.target(), Target::read(95, "2026-12-31"));
        let above = parse("(target_share: 100, target_date: \"2027-06-30\")").unwrap();
        assert_eq!(
            own.clone().under(&above).target(),
            Target::read(100, "2027-06-30")
        );
        assert_eq!(
            own.under(&Layer::default()).target(),
            Target::read(95, "2026-12-31")
        );
        for (wrong, why) in [
            ("(target_share: 95)", "target_share needs target_date"),
            (
                "(target_date: \"2026-12-31\")",
                "target_date needs target_share",
            ),
            (
                "(target_share: 0, target_date: \"2026-12-31\")",
                "1 to 100, not 0",
            ),
            (
                "(target_share: 101, target_date: \"2026-12-31\")",
                "1 to 100, not 101",
            ),
            (
                "(target_share: 95, target_date: \"31.12.2026\")",
                "not \"31.12.2026\"",
            ),
            (
                "(target_share: 95, target_date: \"2026-02-30\")",
                "not \"2026-02-30\"",
            ),
        ] {
            let error = parse(wrong).unwrap_err();
            assert!(error.contains(why), "{error}");
        }
        assert!(parse("(target_share: 0)").unwrap_err().starts_with("1:"));
    }
}
