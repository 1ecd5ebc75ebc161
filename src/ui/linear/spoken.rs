//! Sentences that were written for the eye, in words alone.

use crate::texts::{Words, fill};

/// A sentence that was written for the eye: signs become words, or go where they say nothing.
pub(super) fn spoken(w: &Words, text: &str) -> String {
    let text = text
        .replace("±2σ", w.linear_scatter)
        .replace("±2√n", w.linear_scatter)
        .replace("±2 Standardabweichungen", w.linear_scatter)
        .replace("±2 standard deviations", w.linear_scatter)
        .replace("±0", "0")
        .replace("R²", w.linear_fit)
        .replace(" · ", ", ")
        .replace(" → ", &format!(", {} ", w.linear_leads))
        .replace("<1%", w.linear_below_one);
    let letters: Vec<char> = text.chars().collect();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| letters.get(at))
            .is_some_and(char::is_ascii_digit)
    };
    let mut out = String::with_capacity(text.len());
    for (at, c) in letters.iter().enumerate() {
        let (before, after) = (is_digit(at.checked_sub(1)), is_digit(Some(at + 1)));
        match c {
            '%' if before => out.push_str(" %"),
            '–' if before && (after || is_word(letters.get(at + 1))) => {
                out.push_str(w.linear_range);
            }
            '≈' | '\u{2500}'..='\u{25ff}' | '\u{2800}'..='\u{28ff}' => {}
            '→' => out.push_str(w.linear_leads),
            c => out.push(*c),
        }
    }
    let out = shares(w, &out);
    out.split(' ')
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn is_word(c: Option<&char>) -> bool {
    c.is_some_and(|c| c.is_alphabetic())
}

/// `9/12` as `9 von 12`; a month (`10/2026`) stays.
fn shares(w: &Words, text: &str) -> String {
    let told = text.split(' ').map(|part| {
        let numbers = part.split_once('/').filter(|(n, m)| {
            let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
            let is_month = n.len() == 2 && m.len() == 4 && m.starts_with("20");
            digits(n) && digits(m) && !is_month
        });
        numbers.map_or_else(
            || part.to_owned(),
            |(n, m)| fill(w.linear_count, &[("n", n), ("m", m)]),
        )
    });
    told.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::{DE, EN};

    #[test]
    fn sentences_for_the_eye_become_sentences_for_the_ear() {
        assert_eq!(
            spoken(&DE, "09.2027 (05.2027–12.2028), ±2σ, R² 0,97"),
            "09.2027 (05.2027 bis 12.2028), plus oder minus zwei Standardabweichungen, Bestimmtheitsmaß 0,97"
        );
        assert_eq!(spoken(&DE, "▲ 9/12 75% ≈3"), "9 von 12 75 % 3");
        assert_eq!(
            spoken(&EN, "10/2026 (+9), <1%"),
            "10/2026 (+9), less than 1 %"
        );
        assert_eq!(spoken(&DE, "„offen“ → „online“"), "„offen“, dann „online“");
    }
}
