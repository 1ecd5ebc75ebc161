//! Numbers in a filter: inhabitants and percentages.

/// A number of inhabitants: `10000`, `10.000`, `10k`.
pub(super) fn count(text: &str) -> Option<u64> {
    let (digits, times) = match text.strip_suffix(['k', 'K']) {
        Some(digits) => (digits, 1000),
        None => (text, 1),
    };
    let mut groups = digits.split('.');
    let first = groups.next().filter(|first| !first.is_empty())?;
    let mut number = String::from(first);
    for group in groups {
        // A dot parts thousands here, and nothing else.
        if group.len() != 3 || times != 1 {
            return None;
        }
        number.push_str(group);
    }
    let is_number = number.len() <= 12 && number.bytes().all(|b| b.is_ascii_digit());
    is_number
        .then(|| number.parse::<u64>().ok())
        .flatten()
        .map(|number| number * times)
}

/// A percentage from 0 to 100 with at most two decimals, in hundredths: `50`, `50%`, `99.9`.
pub(super) fn percent(text: &str) -> Option<u64> {
    let text = text.strip_suffix('%').unwrap_or(text);
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |text: &str, most| {
        !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit())
    };
    if !is_number(whole, 3) || !is_number(part, 2) {
        return None;
    }
    let hundredths = format!("{part:0<2}").parse::<u64>().ok()?;
    let value = whole.parse::<u64>().ok()? * 100 + hundredths;
    (value <= 10_000).then_some(value)
}
