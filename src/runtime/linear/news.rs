//! What happened between two lines: the day, and the data folder. It is said before the line is answered, and never while
//! somebody writes one.

use std::io::{self, BufRead, Write};
use std::thread;
use std::time::Duration;

use super::Linear;
use crate::app::message::Message;
use crate::app::prompt::Notice;
use crate::app::update::update;
use crate::runtime::live::Feed;
use crate::ui::linear;

/// How often, every [`STEP`], somebody who asked for the data looks whether it is there.
const LOOKS: u32 = 250;
const STEP: Duration = Duration::from_millis(20);

impl<R: BufRead, W: Write> Linear<R, W> {
    /// Lets the session follow a data folder.
    #[must_use]
    pub fn following(mut self, feed: Option<Feed>) -> Self {
        let follow = feed.as_ref().map(Feed::follow).unwrap_or_default();
        update(&mut self.model, Message::Following(follow));
        self.feed = feed;
        self
    }

    /// Takes in what happened since the last line, and says it.
    pub(super) fn catch_up(&mut self) -> io::Result<()> {
        if let Some(today) = self.manner.today {
            update(&mut self.model, Message::Dated(today()));
        }
        let Some(news) = self.feed.as_ref().and_then(Feed::take) else {
            return Ok(());
        };
        let before = self.model.live.trouble.clone();
        self.model.notice = None;
        update(&mut self.model, Message::Heard(news));
        if let Some(Notice::Live(_)) = self.model.notice {
            let said = linear::notice(&self.model);
            self.say_all(said.as_slice())?;
        }
        if self.model.live.trouble != before {
            let said = linear::trouble(&self.model);
            self.say_all(said.as_slice())?;
        }
        Ok(())
    }

    /// Has the folder looked at, and waits for what comes of it.
    pub(super) fn fetch(&mut self) {
        let Some(feed) = &self.feed else {
            return;
        };
        feed.ask();
        for _ in 0..LOOKS {
            thread::sleep(STEP);
            if let Some(news) = feed.take() {
                let is_answer = news.asked;
                update(&mut self.model, Message::Heard(news));
                if is_answer {
                    return;
                }
            }
        }
    }
}
