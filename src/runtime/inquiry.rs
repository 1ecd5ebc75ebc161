//! The course of one inquiry at the terminal: asked after the first frame, heeded for a moment, waited for before the
//! terminal is given back. Does not read a clock.

use std::time::Duration;

use super::asking::{Answer, Questions};
use crate::app::message::Moment;
use crate::ui::appearance::Appearance;
use crate::ui::context::Context;

/// Answers later than this change nothing: who is reading already shall not see the colours change.
pub const HEEDED: Duration = Duration::from_millis(150);
/// Who leaves sooner than this after the question waits for the answers: they would be typed into the shell.
const OUTLASTED: Duration = Duration::from_secs(1);
/// So long the pieces of an answer are waited for, before a lone Esc is one that was pressed.
const AWAITED: Duration = Duration::from_secs(2);

/// What is asked, and what is known so far.
#[derive(Clone, Copy, Debug)]
pub struct Inquiry {
    appearance: Appearance,
    questions: Questions,
    asked: Option<Moment>,
    is_over: bool,
}

impl Inquiry {
    /// An inquiry whose answers complete what is known.
    pub fn new(appearance: Appearance, questions: Questions) -> Self {
        Self {
            appearance,
            questions,
            asked: None,
            is_over: false,
        }
    }

    /// What to send, now.
    pub(super) fn ask(&mut self, now: Moment) -> Questions {
        self.asked = Some(now);
        self.questions
    }

    /// Takes an answer; the context that follows, unless it comes too late.
    pub(super) fn heed(&mut self, answer: Answer, now: Moment) -> Option<Context> {
        let in_time = self.left_of(HEEDED, now).is_some();
        match answer {
            Answer::Done => self.is_over = true,
            _ if !in_time => {}
            // No look depends on it.
            Answer::Synchronises(_) | Answer::TakesCopies | Answer::Cursor { .. } => return None,
            Answer::Background(background) => self.appearance.background = Some(background),
            Answer::Colours(palette) => {
                self.appearance.offered = self.appearance.offered.max(palette);
            }
        }
        in_time.then(|| self.appearance.context())
    }

    /// Whether the terminal was asked for its ways, so that an answer about them counts, however late: it shows nowhere.
    pub(super) fn asks_for_ways(self) -> bool {
        self.asked.is_some() && self.questions.synchronises
    }

    /// Whether answers may still be under way, in pieces as well.
    pub(super) fn is_open(self, now: Moment) -> bool {
        self.left_of(AWAITED, now).is_some()
    }

    /// How long to wait for answers before the terminal is given back.
    pub(super) fn time_to_outlast(self, now: Moment) -> Option<Duration> {
        self.left_of(OUTLASTED, now)
    }

    fn left_of(self, span: Duration, now: Moment) -> Option<Duration> {
        let asked = self.asked.filter(|_| !self.is_over)?;
        let since = Duration::from_millis(now.0.saturating_sub(asked.0));
        span.checked_sub(since).filter(|left| !left.is_zero())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::appearance::Background;
    use crate::ui::theme::{Palette, ThemeName};

    const PAPER: Answer = Answer::Background(Background { rgb: [255; 3] });

    const ASKED: Questions = Questions {
        plain: b"?",
        synchronises: true,
    };

    fn asked() -> Inquiry {
        let mut inquiry = Inquiry::new(Appearance::default(), ASKED);
        assert!(!inquiry.is_open(Moment(0)) && !inquiry.asks_for_ways());
        assert_eq!(inquiry.ask(Moment(1000)), ASKED);
        assert!(inquiry.asks_for_ways());
        inquiry
    }

    #[test]
    fn answers_in_time_change_the_context() {
        let mut inquiry = asked();
        let context = inquiry.heed(PAPER, Moment(1149)).unwrap();
        assert_eq!(context.theme.name, ThemeName::Light);
        let colours = Answer::Colours(Palette::True);
        let context = inquiry.heed(colours, Moment(1149)).unwrap();
        assert_eq!(context.theme.palette, Palette::True);
        let fewer = Answer::Colours(Palette::Indexed);
        let context = inquiry.heed(fewer, Moment(1149)).unwrap();
        assert_eq!(context.theme.palette, Palette::True);
    }

    #[test]
    fn late_answers_change_nothing_but_are_waited_for() {
        let mut inquiry = asked();
        assert!(inquiry.heed(PAPER, Moment(1150)).is_none());
        let left = inquiry.time_to_outlast(Moment(1150));
        assert_eq!(left, Some(Duration::from_millis(850)));
        assert!(inquiry.heed(Answer::Done, Moment(1200)).is_none());
        assert_eq!(inquiry.time_to_outlast(Moment(1200)), None);
    }

    #[test]
    fn after_the_last_answer_nothing_is_heeded() {
        let mut inquiry = asked();
        inquiry.heed(Answer::Done, Moment(1001)).unwrap();
        assert!(inquiry.heed(PAPER, Moment(1002)).is_none());
        assert!(!inquiry.is_open(Moment(1002)));
    }
}
