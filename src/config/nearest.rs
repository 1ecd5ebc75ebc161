//! The known word that was probably meant.

/// The nearest of the known words, where one is near enough to be a slip of the fingers.
pub(super) fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let most = match word.chars().count() {
        0..=3 => 1,
        4..=8 => 2,
        letters => letters / 3,
    };
    known
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= most)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters have to be put in, taken out or changed (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (above, a) in from.chars().enumerate() {
        let mut diagonal = above;
        let mut left = above + 1;
        let mut next = vec![left];
        for (up, b) in row.iter().skip(1).zip(&to) {
            let changed = diagonal + usize::from(a != *b);
            left = changed.min(up + 1).min(left + 1);
            diagonal = *up;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_a_guess_is_not_made() {
        assert_eq!(distance("kitten", "sitting"), 3);
        let known = ["stale_days", "stalled_days", "theme"];
        assert_eq!(nearest("stale_day", known), Some("stale_days"));
        assert_eq!(nearest("qiut", ["quit", "up"]), Some("quit"));
        assert_eq!(nearest("thme", known), Some("theme"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("", known), None);
    }
}
