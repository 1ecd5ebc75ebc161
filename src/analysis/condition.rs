//! Something that becomes true one day: `reach>=80 and overdue=0`.

use super::measure::{Ground, Measure, Reading};

/// One comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// What is compared.
    pub measure: Measure,
    sign: &'static str,
    value: f64,
    /// As it was written.
    pub text: String,
}

/// Comparisons that must all hold.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition(Vec<Comparison>);

/// The signs; a longer one stands before the shorter one that it begins with.
const SIGNS: [&str; 6] = [">=", "<=", "!=", ">", "<", "="];

impl Condition {
    /// Reads comparisons joined by `and` or `und`; the part that cannot be read comes back as it was
    /// written, or all where a part is missing.
    pub fn parse(text: &str) -> Result<Self, String> {
        let words: Vec<_> = text.split_whitespace().collect();
        let parts = words.split(|word| matches!(*word, "and" | "und"));
        let read = |part: &[&str]| {
            let told = if part.is_empty() {
                text.trim().to_owned()
            } else {
                part.join(" ")
            };
            Comparison::parse(&part.concat()).ok_or(told)
        };
        parts.map(read).collect::<Result<_, _>>().map(Self)
    }

    /// Whether all comparisons hold. What cannot be counted holds nothing.
    pub fn holds(&self, ground: &Ground<'_>) -> bool {
        self.open(ground).next().is_none()
    }

    /// The comparisons that do not hold, with what is measured.
    pub fn open<'a>(
        &'a self,
        ground: &'a Ground<'_>,
    ) -> impl Iterator<Item = (&'a Comparison, Option<Reading>)> + 'a {
        let read = |comparison: &'a Comparison| (comparison, comparison.measure.read(ground));
        self.0
            .iter()
            .map(read)
            .filter(|(comparison, reading)| !reading.is_some_and(|it| comparison.holds(it.value)))
    }
}

impl Comparison {
    fn parse(text: &str) -> Option<Self> {
        let signs = SIGNS
            .iter()
            .filter_map(|sign| Some((text.find(sign)?, *sign)));
        let (at, sign) = signs.min_by_key(|(at, _)| *at)?;
        let measure = Measure::parse(text.get(..at)?)?;
        let value = measure.value(text.get(at + sign.len()..)?)?;
        Some(Self {
            measure,
            sign,
            value,
            text: text.to_owned(),
        })
    }

    #[expect(
        clippy::float_cmp,
        reason = "counts and days are whole; 100 of a percentage is exact"
    )]
    fn holds(&self, value: f64) -> bool {
        match self.sign {
            ">=" => value >= self.value,
            "<=" => value <= self.value,
            ">" => value > self.value,
            "<" => value < self.value,
            "!=" => value != self.value,
            _ => value == self.value,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_joined() {
        let condition = Condition::parse("reach >= 80% und snapshot>2026-10-31 and overdue=0");
        let texts: Vec<_> = condition.unwrap().0.into_iter().map(|it| it.text).collect();
        assert_eq!(texts, ["reach>=80%", "snapshot>2026-10-31", "overdue=0"]);
        for (wrong, part) in [
            ("", ""),
            ("reach", "reach"),
            ("reach>=x", "reach>=x"),
            ("overdue>=5%", "overdue>=5%"),
            ("live>1 and nonsense<2", "nonsense<2"),
            ("live>1 and", "live>1 and"),
            ("live>1 oder  overdue=0", "live>1 oder overdue=0"),
            ("snapshot>=12", "snapshot>=12"),
        ] {
            assert_eq!(Condition::parse(wrong), Err(part.to_owned()));
        }
    }

    #[test]
    fn the_ends_belong_to_it() {
        let holds = |text: &str, value| Comparison::parse(text).unwrap().holds(value);
        assert!(holds("live>=5", 5.0) && holds("live<=5", 5.0) && holds("live=5", 5.0));
        assert!(!holds("live>5", 5.0) && !holds("live<5", 5.0) && !holds("live!=5", 5.0));
    }
}
