//! Where the operator came from: back restores selection, order and scroll; forward undoes back.

use super::list::List;
use super::screen::Screen;

/// A screen with its table as the operator left it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stop {
    /// The screen.
    pub screen: Screen,
    /// Its table.
    pub list: List,
}

impl Stop {
    /// A screen not seen before.
    pub fn new(screen: Screen) -> Self {
        Self {
            screen,
            list: List::default(),
        }
    }
}

/// The way from the first screen to the present one, and what was left by going back.
#[derive(Clone, Debug)]
pub struct Trail {
    past: Vec<Stop>,
    now: Stop,
    future: Vec<Stop>,
}

/// Longest way that is remembered.
const LONGEST: usize = 100;

impl Trail {
    /// A trail that starts here.
    pub fn new(screen: Screen) -> Self {
        Self {
            past: Vec::new(),
            now: Stop::new(screen),
            future: Vec::new(),
        }
    }

    /// The present stop.
    pub fn now(&self) -> &Stop {
        &self.now
    }

    /// The present stop, to be changed.
    pub fn now_mut(&mut self) -> &mut Stop {
        &mut self.now
    }

    /// The screens from the first to the present one.
    pub fn screens(&self) -> impl DoubleEndedIterator<Item = &Screen> {
        self.past.iter().chain([&self.now]).map(|stop| &stop.screen)
    }

    /// Whether there is no way back.
    pub fn is_at_start(&self) -> bool {
        self.past.is_empty()
    }

    /// Goes to a screen. One that lies on the way already is returned to as it was left; going where forward would
    /// lead keeps what lies ahead.
    pub fn go(&mut self, screen: Screen) {
        if screen == self.now.screen {
            return;
        }
        if let Some(at) = self.past.iter().position(|stop| stop.screen == screen) {
            while self.past.len() > at {
                self.back();
            }
            return;
        }
        if self.future.last().is_some_and(|next| next.screen == screen) {
            self.forward();
            return;
        }
        self.future.clear();
        if self.past.len() >= LONGEST {
            self.past.remove(0);
        }
        self.past
            .push(std::mem::replace(&mut self.now, Stop::new(screen)));
    }

    /// Changes every stop; one of which nothing is left is left out. False where that is the present one, and the one before
    /// it is shown.
    pub(super) fn convert(&mut self, change: impl Fn(&Stop) -> Option<Stop>) -> bool {
        self.past = self.past.iter().filter_map(&change).collect();
        self.future = self.future.iter().filter_map(&change).collect();
        let now = change(&self.now);
        let stays = now.is_some();
        let before = || self.past.pop().unwrap_or(Stop::new(Screen::Overview));
        self.now = now.unwrap_or_else(before);
        stays
    }

    /// Goes one screen back; false where there is none.
    pub fn back(&mut self) -> bool {
        let Some(before) = self.past.pop() else {
            return false;
        };
        self.future.push(std::mem::replace(&mut self.now, before));
        true
    }

    /// Goes forward again; false where nothing was left.
    pub fn forward(&mut self) -> bool {
        let Some(next) = self.future.pop() else {
            return false;
        };
        self.past.push(std::mem::replace(&mut self.now, next));
        true
    }
}
