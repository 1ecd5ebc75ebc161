//! Data that changes while a session looks at it: what has come, what waits, what is wrong, what is marked.

use std::collections::HashSet;
use std::sync::Arc;

use super::counted::Counted;
use super::effect::Effect;
use super::model::Model;
use super::prompt::Notice;
use super::reload;
use super::screen::Row;
use crate::domain::date::Date;
use crate::domain::text::CleanText;

/// Whether there is anything to be loaded anew.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Follow {
    /// The data lies in the program.
    #[default]
    Nothing,
    /// A folder that is looked at when somebody asks.
    WhenAsked,
    /// A folder that is watched.
    Watched,
}

/// When something began: a day, an hour and a minute where the operator is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Since {
    /// The day.
    pub day: Date,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

/// Why the last good data stays.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A file that was sound is of no use any more.
    File(CleanText),
    /// The folder is gone, or nothing is in it.
    Gone,
    /// The files change without a pause: nobody knows when they are complete.
    Restless,
    /// Loading failed in a way that nobody foresaw.
    Crashed,
}

/// What keeps newer data from the screen, and since when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trouble {
    /// What.
    pub what: What,
    /// Since when.
    pub since: Since,
}

/// What has come of the folder since it was last told.
#[derive(Clone, Debug, Default)]
pub struct News {
    /// The newest complete data.
    pub data: Option<Arc<Counted>>,
    /// How many times the folder was loaded.
    pub count: usize,
    /// Whether somebody asked for it.
    pub asked: bool,
    /// What is wrong now.
    pub trouble: Option<Trouble>,
}

/// What is said of it at the bottom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    /// Loaded; so many rows of the present table are different, and so many are gone.
    Renewed(usize, usize),
    /// Loaded, and a newer snapshot is on screen.
    Newer(Date),
    /// The snapshot that was on screen is gone; the nearest is shown.
    DateGone(Date),
    /// The snapshot with which the screen was compared is gone, and the comparison with it.
    ComparisonGone(Date),
    /// What the screen was about is gone.
    PlaceGone,
    /// The filter means nothing in the new data and was taken away.
    FilterGone,
    /// New data waits from now on.
    Paused,
    /// It does not wait any more.
    Resumed,
    /// The data lies in the program.
    Bundled,
    /// The folder is looked at only when somebody asks.
    Unwatched,
    /// What is wrong stands in the top line.
    Faulty,
}

impl Said {
    /// Whether it has to be known before anything else is done.
    fn tells_a_loss(self) -> bool {
        matches!(
            self,
            Self::DateGone(_) | Self::ComparisonGone(_) | Self::PlaceGone | Self::FilterGone
        )
    }
}

/// The live part of a session.
#[derive(Debug, Default)]
pub struct Live {
    /// Whether there is anything to be loaded anew.
    pub follow: Follow,
    /// Whether the operator wants the screen to stay as it is.
    pub paused: bool,
    /// How many times the folder was loaded and not shown.
    pub pending: usize,
    /// What keeps newer data from the screen.
    pub trouble: Option<Trouble>,
    /// The rows of the present table that are new or different, until the next key.
    pub marked: HashSet<Row>,
    waiting: Option<Arc<Counted>>,
    asked: bool,
}

/// Takes in what has come.
pub(super) fn hear(model: &mut Model, news: News) {
    let live = &mut model.live;
    live.trouble = news.trouble;
    if let Some(data) = news.data {
        live.pending += news.count;
        live.waiting = Some(data);
        live.asked |= news.asked;
        show(model);
    }
    if news.asked && model.live.trouble.is_some() {
        say(model, Said::Faulty);
    }
}

/// Shows what waits, unless the operator wants nothing to move: he has paused, or is typing. A pause does not keep away what
/// the screen says it waits for.
pub(super) fn show(model: &mut Model) {
    let live = &mut model.live;
    let is_paused = live.paused && !live.asked && !model.data.awaits_history;
    if model.prompt.is_some() || is_paused {
        return;
    }
    let Some(data) = live.waiting.take() else {
        return;
    };
    live.pending = 0;
    let asked = std::mem::take(&mut live.asked);
    let said = reload::take_on(model, &data);
    // What the operator was just told about something else stays until the next key.
    let is_free = match &model.notice {
        None => true,
        // That something is gone is not covered by what changed after it.
        Some(Notice::Live(before)) => {
            !before.tells_a_loss() || said.is_some_and(Said::tells_a_loss)
        }
        Some(_) => false,
    };
    if let Some(said) = said.filter(|_| asked || is_free) {
        say(model, said);
    }
}

/// Whatever was marked has been seen.
pub(super) fn calm(model: &mut Model) {
    model.live.marked.clear();
}

/// Looks at the folder at once.
pub(super) fn ask(model: &mut Model) -> Vec<Effect> {
    if model.live.follow == Follow::Nothing {
        say(model, Said::Bundled);
        return Vec::new();
    }
    vec![Effect::Reload]
}

/// Stops and goes on.
pub(super) fn pause(model: &mut Model) {
    match model.live.follow {
        Follow::Nothing => say(model, Said::Bundled),
        Follow::WhenAsked => say(model, Said::Unwatched),
        Follow::Watched => {
            model.live.paused = !model.live.paused;
            if model.live.paused {
                say(model, Said::Paused);
            } else {
                say(model, Said::Resumed);
                show(model);
            }
        }
    }
}

fn say(model: &mut Model, said: Said) {
    model.notice = Some(Notice::Live(said));
}
