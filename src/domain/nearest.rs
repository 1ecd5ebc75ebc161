//! The known word that was probably meant by one that is not known.

/// What belongs to the nearest of the known words, where one is near enough to be a slip of the fingers: one letter put
/// in, taken out, changed or swapped with its neighbour in words of up to three, two in words of up to eight, else a
/// third (optimal string alignment). Small and capital letters are the same.
pub fn nearest<'a, T>(word: &str, known: impl IntoIterator<Item = (&'a str, T)>) -> Option<T> {
    let most = match word.chars().count() {
        0..=3 => 1,
        4..=8 => 2,
        letters => letters / 3,
    };
    let word = word.to_lowercase();
    let far = |known: &str| strsim::osa_distance(&word, &known.to_lowercase());
    let measured = known.into_iter().map(|(known, value)| (far(known), value));
    let near = measured.filter(|(far, _)| *far <= most);
    near.min_by_key(|(far, _)| *far).map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_understood_and_a_guess_is_not_made() {
        let near = |word, known: &[&'static str]| nearest(word, known.iter().map(|it| (*it, *it)));
        let known = ["stale_days", "stalled_days", "theme"];
        assert_eq!(near("stale_day", &known), Some("stale_days"));
        assert_eq!(near("qiut", &["quit", "up"]), Some("quit"));
        assert_eq!(near("Thme", &known), Some("theme"));
        assert_eq!(near("colour", &known), None);
        assert_eq!(near("", &known), None);
    }
}
