//! Which columns fit, and how wide each is.

use crate::app::column::Column;

/// A column that is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fitted {
    /// Its position among all columns.
    pub(super) at: usize,
    /// Its left edge.
    pub(super) x: u16,
    /// Its width.
    pub(super) width: u16,
}

/// Cells left of the first column, for the mark of the selected row.
pub(super) const MARKER: u16 = 2;

/// Columns of this priority or later come only when names have [`NAME_WIDTH`] cells.
const OPTIONAL: u8 = 5;

/// Columns of this priority or later come only when the others have the width they want.
const ADDING: u8 = 4;

/// Cells by which a column of a matrix may grow: words instead of letters in its head are all it gains.
const WIDER: u16 = 3;

/// A width at which names of a matrix are hardly ever cut.
const MATRIX_NAMES: u16 = 26;

/// A width at which most names can be told apart.
const NAME_WIDTH: u16 = 20;

/// Chooses columns for `width` cells: the first one and the one under the cursor always, then by priority, equal ones
/// by nearness to the cursor. What room is left goes to those that gain from it, again by priority. Where an operator
/// `chose` the columns himself, what stands further left goes first.
pub(super) fn fit(columns: &[Column], cursor: usize, width: u16, chose: bool) -> Vec<Fitted> {
    let priority = |at: usize, column: &Column| match u8::try_from(at) {
        Ok(at) if chose => at.saturating_add(1),
        _ => column.spec().priority,
    };
    // The narrow heads of a matrix reach beyond their columns, the last one too.
    let is_matrix = columns
        .iter()
        .any(|column| matches!(column, Column::Matrix(_)));
    let room = width.saturating_sub(MARKER + u16::from(is_matrix));
    let rank = |at: usize, column: &Column| {
        let always = at != 0 && at != cursor;
        (always, priority(at, column), at.abs_diff(cursor))
    };
    let mut order: Vec<_> = columns.iter().enumerate().collect();
    order.sort_by_key(|(at, column)| rank(*at, column));
    let mut chosen: Vec<(usize, u16)> = Vec::new();
    let mut used = 0;
    let first = columns.first().map(|column| column.spec());
    let for_names = first.map_or(0, |first| {
        first.max.min(NAME_WIDTH).saturating_sub(first.min)
    });
    let lacking = |column: &Column| column.wanted().saturating_sub(column.spec().min);
    let for_others: u16 = columns.iter().map(lacking).sum();
    for (at, column) in &order {
        let gap = u16::from(!chosen.is_empty());
        let least = column.spec().min;
        let optional = !chose && priority(*at, column) >= OPTIONAL && *at != cursor;
        let kept = if optional { for_names } else { 0 };
        let adds = !chose && priority(*at, column) >= ADDING && *at != cursor;
        let kept = kept + if adds { for_others } else { 0 };
        if used + gap + least + kept <= room || chosen.is_empty() {
            chosen.push((*at, least.min(room)));
            used += gap + least;
        }
    }
    let mut spare = room.saturating_sub(used);
    spare -= widen(columns, &mut chosen, spare);
    for most in [Column::wanted, |column: Column| column.spec().max] {
        for (at, width) in &mut chosen {
            let most = columns.get(*at).copied().map_or(0, most);
            let more = most.saturating_sub(*width).min(spare);
            *width += more;
            spare -= more;
        }
    }
    chosen.sort_unstable();
    let mut x = MARKER;
    let place = |(at, width): (usize, u16)| {
        let fitted = Fitted { at, x, width };
        x += width + 1;
        fitted
    };
    chosen.into_iter().map(place).collect()
}

/// Widens the columns of a matrix, all of them alike, as far as names keep what they need; tells the cells it took.
fn widen(columns: &[Column], chosen: &mut [(usize, u16)], spare: u16) -> u16 {
    let is_matrix = |at: usize| matches!(columns.get(at), Some(Column::Matrix(_)));
    let count = chosen.iter().filter(|(at, _)| is_matrix(*at)).count();
    let Some(count) = u16::try_from(count).ok().filter(|count| *count > 0) else {
        return 0;
    };
    let kept = MATRIX_NAMES.saturating_sub(columns.first().map_or(0, |name| name.spec().min));
    let more = (spare.saturating_sub(kept) / count).min(WIDER);
    for (_, width) in chosen.iter_mut().filter(|(at, _)| is_matrix(*at)) {
        *width += more;
    }
    more * count
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::service::ServiceId;

    #[test]
    fn columns_never_overlap_or_leave_the_screen() {
        let matrix: Vec<_> = [Column::Name]
            .into_iter()
            .chain((0..16).map(|id| Column::Matrix(ServiceId(id))))
            .collect();
        let list = vec![
            Column::Name,
            Column::Status,
            Column::Bar,
            Column::Online,
            Column::ByBodies,
        ];
        for columns in [matrix, list] {
            for width in 0..200 {
                for cursor in 0..columns.len() {
                    let fitted = fit(&columns, cursor, width, false);
                    assert!(
                        fitted.iter().all(|it| it.x + it.width <= width.max(MARKER)),
                        "{width} {fitted:?}"
                    );
                    assert!(
                        fitted
                            .windows(2)
                            .all(|pair| pair[0].x + pair[0].width < pair[1].x)
                    );
                    assert!(
                        width < 40 || fitted.iter().any(|it| it.at == cursor),
                        "{width} {cursor}"
                    );
                }
            }
        }
    }

    #[test]
    fn sixteen_services_fit_eighty_columns() {
        let matrix: Vec<_> = [Column::Name]
            .into_iter()
            .chain((0..16).map(|id| Column::Matrix(ServiceId(id))))
            .collect();
        assert_eq!(fit(&matrix, 0, 80, false).len(), 17);
    }
}
