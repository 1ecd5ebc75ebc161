//! How the lines of the terminal are shared out. Numbers only: scrolling needs them as much as painting.

/// Lines from the top; a part that is squeezed out has no lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lines {
    /// The line about the program, the Land and the snapshot.
    pub title: u16,
    /// The line of breadcrumbs and counts.
    pub crumbs: u16,
    /// Lines of facts above the table.
    pub facts: u16,
    /// The head of the table.
    pub head: u16,
    /// Rows of the table.
    pub rows: u16,
    /// Lines about the selected row below the table.
    pub detail: u16,
    /// The line of key hints.
    pub hints: u16,
}

/// Shares out `height` lines; `facts` and `detail` are what the screen would like. Rows always get the first line,
/// then title, head, crumbs and hints. Detail gets up to two lines where four rows are left, more where ten are; facts
/// come only where ten rows are left beside them.
pub fn lines(height: u16, facts: u16, head: u16, detail: u16) -> Lines {
    let line = |least: u16| u16::from(height >= least);
    let (title, crumbs, hints) = (line(2), line(4), line(5));
    let head = if height >= 12 { head } else { line(3) };
    let frame = title + head + crumbs + hints;
    let room = height.saturating_sub(frame);
    let spare = room.saturating_sub(10);
    let detail = detail.min(spare.max(room.saturating_sub(4).min(2)));
    let facts = facts.min(room.saturating_sub(detail).saturating_sub(10));
    Lines {
        title,
        crumbs,
        facts,
        head,
        rows: room.saturating_sub(facts + detail),
        detail,
        hints,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_add_up_at_every_height_and_rows_come_first() {
        for height in 0..=60 {
            for (facts, detail) in [(0, 0), (3, 0), (2, 3)] {
                let it = lines(height, facts, 1, detail);
                let frame = it.title + it.crumbs + it.head + it.hints;
                assert_eq!(frame + it.facts + it.rows + it.detail, height, "{it:?}");
                assert!(height == 0 || it.rows > 0, "{it:?}");
            }
        }
        assert_eq!(lines(24, 2, 1, 0).rows, 18);
        assert_eq!(lines(12, 2, 1, 0).facts, 0);
    }
}
