//! A sheet as spreadsheets want it: one number, date or text in a field. A share takes two columns, `n/m` in one field
//! would be taken for a date; a distribution takes a column for each phase.

use super::sheet::{Datum, Field, Sheet, is_told_beside};
use crate::analysis::tally::Share;
use crate::domain::date::Date;
use crate::ui::context::words;
use crate::ui::phase::{self, BAR_ORDER};

/// What stands in one field of a spreadsheet.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    Empty,
    Text(String),
    Number(i64),
    /// Whole percent, rounded down as on screen.
    Percent(u64),
    Day(Date),
}

/// A field, and the sign that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Part {
    pub(super) entry: Entry,
    pub(super) sign: Option<char>,
}

/// The table.
pub(super) struct Spread {
    pub(super) heads: Vec<String>,
    pub(super) rows: Vec<Vec<Part>>,
}

/// What a column of the sheet becomes.
struct Plan {
    /// Position in the sheet.
    at: usize,
    /// Whether `n` and `m` follow.
    has_shares: bool,
    /// Whether the percent stands before them.
    has_percent: bool,
    has_phases: bool,
    /// The signs that are set apart.
    signs: Vec<char>,
}

impl Spread {
    /// Of a sheet; `signs_apart` sets signs in a column of their own, where a format cannot add them to a number.
    pub(super) fn of(sheet: &Sheet, signs_apart: bool) -> Self {
        let plans: Vec<_> = (0..sheet.columns.len())
            .map(|at| Plan::of(sheet, at, signs_apart))
            .collect();
        let heads = plans.iter().flat_map(|plan| plan.heads(sheet)).collect();
        let row = |fields: &[Field]| {
            let parts = plans.iter();
            parts.flat_map(|plan| plan.parts(fields)).collect()
        };
        Self {
            heads,
            rows: sheet.rows.iter().map(|line| row(&line.fields)).collect(),
        }
    }
}

impl Plan {
    fn of(sheet: &Sheet, at: usize, signs_apart: bool) -> Self {
        let fields = || sheet.rows.iter().filter_map(|line| line.fields.get(at));
        let any = |is: fn(&Datum) -> bool| fields().any(|field| is(&field.datum));
        let is_narrow = sheet.columns.get(at).is_some_and(|head| head.is_narrow);
        let has_percent = any(|datum| matches!(datum, Datum::Percent(_)));
        let has_parts = any(|datum| matches!(datum, Datum::Part(_)));
        let mut signs: Vec<char> = Vec::new();
        for sign in fields().filter_map(|field| field.sign) {
            if signs_apart && !signs.contains(&sign) {
                signs.push(sign);
            }
        }
        Self {
            at,
            has_shares: !is_narrow
                && (has_parts || has_percent && !is_told_beside(&sheet.rows, at)),
            has_percent,
            has_phases: any(|datum| matches!(datum, Datum::Phases(_))),
            signs,
        }
    }

    fn heads(&self, sheet: &Sheet) -> Vec<String> {
        let name = sheet.columns.get(self.at).map_or("", |head| &head.name);
        if self.has_phases {
            let w = words(sheet.language);
            let word = |phase| phase::look(w, phase).word;
            return BAR_ORDER
                .iter()
                .map(|phase| format!("{name}: {}", word(*phase)))
                .collect();
        }
        let mut heads = Vec::new();
        if self.has_percent || !self.has_shares {
            heads.push(name.to_owned());
        }
        if self.has_shares {
            heads.extend([format!("{name} (n)"), format!("{name} (m)")]);
        }
        if !self.signs.is_empty() {
            heads.push(format!(
                "{name} ({})",
                self.signs.iter().collect::<String>()
            ));
        }
        heads
    }

    fn parts(&self, fields: &[Field]) -> Vec<Part> {
        let Some(field) = fields.get(self.at) else {
            return Vec::new();
        };
        let bare = |entry| Part { entry, sign: None };
        if self.has_phases {
            let count = |phase| match &field.datum {
                Datum::Phases(tally) => Entry::Number(signed(tally.of(phase))),
                _ => Entry::Empty,
            };
            return BAR_ORDER.iter().map(|phase| bare(count(*phase))).collect();
        }
        let sign = field.sign.filter(|_| self.signs.is_empty());
        let of = |share: Share| {
            [
                Entry::Number(signed(share.part)),
                Entry::Number(signed(share.whole)),
            ]
        };
        let shares = match &field.datum {
            Datum::Part(share) | Datum::Percent(share) => Some(of(*share)),
            _ => None,
        };
        let mut parts: Vec<Part> = Vec::new();
        if self.has_percent || !self.has_shares {
            let entry = entry(field);
            parts.push(Part { entry, sign });
        }
        if self.has_shares {
            // A text where others have a share stands in the first column of it.
            let lone = if self.has_percent {
                Entry::Empty
            } else {
                entry(field)
            };
            let [n, m] = shares.unwrap_or([lone, Entry::Empty]);
            parts.extend([
                Part { entry: n, sign },
                Part {
                    entry: m,
                    sign: None,
                },
            ]);
        }
        if !self.signs.is_empty() {
            // The head has the sign; here it would be taken for a formula.
            let has = field.sign.map(|_| Entry::Number(1));
            parts.push(bare(has.unwrap_or(Entry::Empty)));
        }
        parts
    }
}

fn entry(field: &Field) -> Entry {
    match &field.datum {
        Datum::Nothing => Entry::Empty,
        Datum::Number(number) => Entry::Number(*number),
        Datum::Percent(share) => share.percent().map_or(Entry::Empty, Entry::Percent),
        Datum::Part(share) => Entry::Number(signed(share.part)),
        Datum::Day(date) => Entry::Day(*date),
        Datum::Phases(_) | Datum::Text => Entry::Text(if field.is_sign {
            field.words.clone()
        } else {
            field.text()
        }),
    }
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
