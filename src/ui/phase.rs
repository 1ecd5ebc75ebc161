//! The one table of the phases on screen: word, explanation, letter, shape in bars, role.

use super::charset::Charset;
use super::theme::Role;
use crate::analysis::figures::Thresholds;
use crate::app::lens::Mark;
use crate::domain::phase::{Phase, Status};
use crate::texts::Words;

/// How a phase looks.
#[derive(Clone, Copy, Debug)]
pub struct Look {
    /// Its word.
    pub word: &'static str,
    /// What it means.
    pub means: &'static str,
    /// Letter where the body itself is responsible.
    pub letter: char,
    /// Letter where another body acts.
    pub via: char,
    /// Shape in bars.
    pub fill: char,
    /// Letters and shape where the terminal has ASCII alone.
    pub ascii: (char, char, char),
    /// Its role.
    pub role: Role,
}

/// From the left of a bar to its right.
pub const BAR_ORDER: [Option<Phase>; 6] = [
    Some(Phase::Live),
    Some(Phase::Pilot),
    Some(Phase::Onboarding),
    Some(Phase::Planned),
    Some(Phase::Open),
    None,
];

/// The look of a phase, or of "keine Angabe".
pub fn look(words: &Words, phase: Option<Phase>) -> Look {
    let (word, means, [letter, via, fill], ascii, role) = match phase {
        Some(Phase::Open) => (
            words.phase_open,
            words.means_open,
            ['O', 'o', '·'],
            ('O', 'o', '.'),
            Role::Open,
        ),
        Some(Phase::Planned) => (
            words.phase_planned,
            words.means_planned,
            ['P', 'p', '░'],
            ('P', 'p', 'p'),
            Role::Planned,
        ),
        Some(Phase::Onboarding) => (
            words.phase_onboarding,
            words.means_onboarding,
            ['U', 'u', '▒'],
            ('U', 'u', 'u'),
            Role::Onboarding,
        ),
        Some(Phase::Pilot) => (
            words.phase_pilot,
            words.means_pilot,
            ['T', 't', '▓'],
            ('T', 't', 't'),
            Role::Pilot,
        ),
        Some(Phase::Live) => (
            words.phase_live,
            words.means_live,
            ['●', '○', '█'],
            ('*', '+', '#'),
            Role::Live,
        ),
        None => (
            words.phase_unknown,
            words.means_unknown,
            ['?', '?', '?'],
            ('?', '?', '?'),
            Role::Unknown,
        ),
    };
    Look {
        word,
        means,
        letter,
        via,
        fill,
        ascii,
        role,
    }
}

/// Stands where no cell exists.
pub const NOT_RESPONSIBLE: char = '-';

impl Look {
    /// The letter; `own` is false where another body acts.
    pub fn letter(&self, charset: Charset, own: bool) -> char {
        match (charset, own) {
            (Charset::Unicode, true) => self.letter,
            (Charset::Unicode, false) => self.via,
            (Charset::Ascii, true) => self.ascii.0,
            (Charset::Ascii, false) => self.ascii.1,
        }
    }

    /// The shape in bars.
    pub fn fill(&self, charset: Charset) -> char {
        match charset {
            Charset::Unicode => self.fill,
            Charset::Ascii => self.ascii.2,
        }
    }
}

/// Sign, word and meaning of a mark.
pub fn mark(words: &Words, mark: Mark) -> (char, &'static str, &'static str) {
    match mark {
        Mark::Disturbed => ('x', words.mark_disturbed, words.means_disturbed),
        Mark::Overdue => ('!', words.mark_overdue, words.means_overdue),
        Mark::Stalled => ('=', words.mark_stalled, words.means_stalled),
        Mark::Deferred => ('z', words.mark_deferred, words.means_deferred),
        Mark::OwnSolution => ('e', words.mark_own_solution, words.means_own_solution),
    }
}

/// What counts as overdue: the words tell the days of grace where there are any.
pub(super) fn overdue(words: &Words, thresholds: Thresholds) -> &'static str {
    match thresholds.overdue_days {
        0 => words.means_overdue,
        _ => words.means_overdue_grace,
    }
}

/// Word and meaning of a status.
pub fn status(words: &Words, status: Status) -> (&'static str, &'static str) {
    match status {
        Status::NotStarted => (words.status_not_started, words.means_not_started),
        Status::Preparing => (words.status_preparing, words.means_preparing),
        Status::Piloting => (words.status_piloting, words.means_piloting),
        Status::RollingOut => (words.status_rolling_out, words.means_rolling_out),
        Status::Everywhere => (words.status_everywhere, words.means_everywhere),
    }
}
