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

/// What a screen would like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Lines of facts.
    pub facts: u16,
    /// Lines of its head.
    pub head: u16,
    /// Rows that are enough, where it has no more to show: what is left goes to the detail.
    pub enough: Option<u16>,
    /// Lines of detail.
    pub detail: u16,
}

/// Shares out `height` lines. Rows always get the first line, then title, head, crumbs and hints. Detail gets up to two
/// lines where four rows are left, more where ten are; facts come only where ten rows are left beside them.
pub fn lines(height: u16, wish: Wish) -> Lines {
    let Wish {
        facts,
        head,
        enough,
        detail,
    } = wish;
    let line = |least: u16| u16::from(height >= least);
    let (title, crumbs, hints) = (line(2), line(4), line(5));
    let head = if height >= 12 { head } else { line(3) };
    let frame = title + head + crumbs + hints;
    let room = height.saturating_sub(frame);
    let spare = room.saturating_sub(10);
    let detail = detail.min(spare.max(room.saturating_sub(4).min(2)));
    let facts = facts.min(room.saturating_sub(detail).saturating_sub(10));
    let left = room.saturating_sub(facts + detail);
    let detail = detail + enough.map_or(0, |enough| left.saturating_sub(enough));
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
            for (facts, detail, enough) in
                [(0, 0, None), (3, 0, None), (2, 3, None), (2, 4, Some(13))]
            {
                let it = lines(
                    height,
                    Wish {
                        facts,
                        head: 1,
                        enough,
                        detail,
                    },
                );
                let frame = it.title + it.crumbs + it.head + it.hints;
                assert_eq!(frame + it.facts + it.rows + it.detail, height, "{it:?}");
                assert!(height == 0 || it.rows > 0, "{it:?}");
            }
        }
        let wish = Wish {
            facts: 2,
            head: 1,
            enough: None,
            detail: 0,
        };
        assert_eq!(lines(24, wish).rows, 18);
        assert_eq!(lines(12, wish).facts, 0);
        let few = Wish {
            enough: Some(13),
            ..wish
        };
        assert_eq!((lines(24, few).rows, lines(24, few).detail), (13, 5));
    }
}
