//! Thresholds in the range syntax of monitoring plugins (Monitoring Plugins Development Guidelines, "Threshold and
//! Ranges"): a value *outside* a range raises the alert, with `@` before it a value inside.

use std::fmt;

use super::measure::number;

/// A range: `10` (0 to 10), `10:` (10 or more), `~:10` (10 or less), `10:20`, `@10:20` (alert inside).
#[derive(Clone, Debug, PartialEq)]
pub struct Range {
    text: String,
    start: f64,
    end: f64,
    inside: bool,
}

impl Range {
    /// Reads a range; `None` where it is none, or where its start lies behind its end.
    pub fn parse(text: &str) -> Option<Self> {
        let (inside, rest) = match text.strip_prefix('@') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (start, end) = rest.split_once(':').unwrap_or(("0", rest));
        let start = match start {
            "~" => f64::NEG_INFINITY,
            // The syntax leaves the zero out: ":10" is "0:10".
            "" if rest.contains(':') && !end.is_empty() => 0.0,
            start => number(start)?,
        };
        let end = match end {
            "" if rest.contains(':') => f64::INFINITY,
            end => number(end)?,
        };
        (start <= end).then(|| Self {
            text: text.to_owned(),
            start,
            end,
            inside,
        })
    }

    /// Whether this value raises the alert. The ends belong to the range.
    pub fn alerts(&self, value: f64) -> bool {
        (self.start..=self.end).contains(&value) == self.inside
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of the guidelines: range, values that raise the alert, values that do not.
    #[test]
    fn ranges_are_those_of_the_guidelines() {
        let table: [(&str, &[f64], &[f64]); 6] = [
            ("10", &[-1.0, 10.1], &[0.0, 10.0]),
            ("10:", &[9.9], &[10.0, 1e9]),
            ("~:10", &[10.5], &[-1e9, 10.0]),
            ("10:20", &[9.0, 21.0], &[10.0, 20.0]),
            ("@10:20", &[10.0, 15.0, 20.0], &[9.0, 21.0]),
            (":5", &[-1.0, 6.0], &[0.0, 5.0]),
        ];
        for (text, alerts, fine) in table {
            let range = Range::parse(text).unwrap();
            assert_eq!(range.to_string(), text);
            assert!(alerts.iter().all(|value| range.alerts(*value)), "{text}");
            assert!(fine.iter().all(|value| !range.alerts(*value)), "{text}");
        }
        for wrong in [
            "", ":", "a", "20:10", "1:2:3", "@", "1e5", "inf", "NaN", "~", "10:~",
        ] {
            assert_eq!(Range::parse(wrong), None, "{wrong}");
        }
    }
}
