//! Line and column of a byte in a text, told quickly for every row of a large file.

/// Line and column (both from 1, columns in characters) of the byte at `offset`.
pub(super) fn position(text: &str, offset: usize) -> (u32, u32) {
    advance((1, 1), text.get(..offset).unwrap_or(text))
}

/// The position behind `passed`, which begins at the position `from`.
pub(super) fn advance(from: (u32, u32), passed: &str) -> (u32, u32) {
    let small = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let lines = passed.bytes().filter(|byte| *byte == b'\n').count();
    let (column, last) = match passed.rfind('\n') {
        Some(at) => (1, passed.get(at + 1..).unwrap_or_default()),
        None => (from.1, passed),
    };
    let column = small(last.chars().count()).saturating_add(column);
    (from.0.saturating_add(small(lines)), column)
}

/// Positions at regular distances, so that telling a place does not read the whole file before it.
pub(super) struct Milestones(Vec<(usize, (u32, u32))>);

impl Milestones {
    const DISTANCE: usize = 128;

    pub(super) fn new(text: &str) -> Self {
        let (mut at, mut position) = (0, (1, 1));
        let mut stones = vec![(at, position)];
        while let Some(passed) = (at + Self::DISTANCE..at + Self::DISTANCE + 4)
            .find_map(|next| text.get(at..next).filter(|_| next < text.len()))
        {
            position = advance(position, passed);
            at += passed.len();
            stones.push((at, position));
        }
        Self(stones)
    }

    /// The same as [`position`] of the text that these were made of.
    pub(super) fn position(&self, text: &str, offset: usize) -> (u32, u32) {
        let after = self.0.partition_point(|(at, _)| *at <= offset);
        let stone = after.checked_sub(1).and_then(|at| self.0.get(at));
        let (at, position) = stone.copied().unwrap_or((0, (1, 1)));
        advance(position, text.get(at..offset).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn milestones_tell_the_same_as_counting_from_the_start() {
        for text in [
            "",
            "eins\n",
            &"äöü\n€".repeat(900),
            &"Zeile ohne Ende ß".repeat(300),
        ] {
            let milestones = Milestones::new(text);
            for (offset, _) in text.char_indices() {
                let expected = position(text, offset);
                assert_eq!(milestones.position(text, offset), expected);
            }
        }
    }
}
