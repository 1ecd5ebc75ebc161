//! One operator's session: waits, takes everything that has come, updates, draws at most once.

use std::io;
use std::sync::mpsc::{Receiver, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use super::asking::{self, Answer};
use super::clipboard::Clipboard;
use super::input::{Decoder, ESC_HOLD, Input};
use super::inquiry::Inquiry;
use super::live::Feed;
use super::outbox::Outbox;
use super::screen::Screen;
use super::shelf::Shelf;
use super::signals::Signal;
use super::wire::Line;
use crate::app::effect::Effect;
use crate::app::message::{Message, Moment};
use crate::app::model::Model;
use crate::app::update::update;
use crate::domain::date::Date;
use crate::ui::context::Context;
use crate::ui::view;

/// What comes from the world.
#[derive(Debug)]
pub enum Event {
    /// Bytes of the keyboard.
    Typed(Vec<u8>),
    /// A signal was heard; which one lies in the [`World`].
    Signal,
    /// The data folder was looked at; what came of it lies in the [`Feed`].
    Live,
}

/// Where events come from: a channel, or whatever a server has instead.
pub trait Events {
    /// Waits for the next one, without end or for so long.
    fn wait(&self, most: Option<Duration>) -> Result<Event, RecvTimeoutError>;
    /// The next one that is there already.
    fn next(&self) -> Result<Event, TryRecvError>;
}

impl Events for Receiver<Event> {
    fn wait(&self, most: Option<Duration>) -> Result<Event, RecvTimeoutError> {
        match most {
            Some(most) => self.recv_timeout(most),
            None => self.recv().map_err(RecvTimeoutError::from),
        }
    }

    fn next(&self) -> Result<Event, TryRecvError> {
        self.try_recv()
    }
}

/// What a session asks of the world: a terminal of ours, an SSH channel, or a test.
pub trait World {
    /// Columns and lines of the terminal now.
    fn size(&self) -> (u16, u16);
    /// The day it is; `None` where it was fixed at the start.
    fn today(&self) -> Option<Date>;
    /// Milliseconds since the start.
    fn moment(&self) -> Moment;
    /// The signals that were heard and not answered yet; none where there is no process to hear them.
    fn signals(&mut self) -> Vec<Signal> {
        Vec::new()
    }
    /// Gives the terminal back, stops the process, and takes the terminal over again when it goes on.
    fn suspend(&mut self) -> io::Result<()>;
    /// Takes the terminal over again after a stop from outside.
    fn resume(&mut self) -> io::Result<()>;
    /// Sends the terminal a question that nothing of it shows.
    fn ask(&mut self, question: &[u8]) -> io::Result<()>;
}

/// A session on some backend.
pub struct Session<B: Line, W: World> {
    model: Model,
    context: Context,
    screen: Screen<B>,
    world: W,
    decoder: Decoder,
    inquiry: Option<Inquiry>,
    shelf: Shelf,
    outbox: Outbox,
    pace: Pace,
    feed: Option<Feed>,
}

impl<B: Line, W: World> Session<B, W>
where
    io::Error: From<B::Error>,
{
    /// Prepares a session; nothing is drawn yet.
    pub fn new(model: Model, context: Context, backend: B, world: W) -> Self {
        let (width, height) = model.size;
        let screen = Screen::new(backend, width, height);
        Self {
            model,
            context,
            screen,
            world,
            decoder: Decoder::default(),
            inquiry: None,
            shelf: Shelf::default(),
            outbox: Outbox::default(),
            pace: Pace::default(),
            feed: None,
        }
    }

    /// Lets the session follow a data folder.
    pub fn following(mut self, feed: Option<Feed>) -> Self {
        let follow = feed.as_ref().map(Feed::follow).unwrap_or_default();
        update(&mut self.model, Message::Following(follow));
        self.feed = feed;
        self
    }

    /// Lets the session ask its terminal, after the first frame.
    #[must_use]
    pub fn asking(self, inquiry: Option<Inquiry>) -> Self {
        Self { inquiry, ..self }
    }

    /// Keeps saved views on this shelf, and writes files by these rules.
    pub fn keeping(mut self, shelf: Shelf, outbox: Outbox) -> Self {
        self.shelf = shelf;
        self.outbox = outbox;
        self
    }

    /// Draws no sooner than this after the last frame; what comes meanwhile is drawn together.
    #[must_use]
    pub fn paced(mut self, least: Duration) -> Self {
        self.pace.least = least;
        self
    }

    /// What the operator looked at last.
    pub fn into_model(self) -> Model {
        self.model
    }

    /// Runs until the operator quits or nothing can come any more.
    pub fn run(&mut self, events: &impl Events) -> io::Result<()> {
        // Nobody told of a change while the data was loaded.
        self.fit();
        self.draw()?;
        if self.model.data.awaits_history {
            self.feed.iter().for_each(Feed::begin);
        }
        if let Some(inquiry) = &mut self.inquiry {
            let questions = inquiry.ask(self.world.moment());
            let blank = self.screen.backend_mut().blank();
            if let Some(at) = blank.filter(|_| questions.synchronises) {
                self.world.ask(&asking::on_blank(at.x, at.y))?;
            }
            self.world.ask(questions.plain)?;
        }
        self.serve(events)?;
        self.outlast_answers(events);
        Ok(())
    }

    fn serve(&mut self, events: &impl Events) -> io::Result<()> {
        let mut inputs = Vec::new();
        loop {
            match self.wait(events) {
                Wait::Event(first) => {
                    let rest = std::iter::from_fn(|| events.next().ok());
                    for event in [first].into_iter().chain(rest) {
                        match event {
                            Event::Typed(bytes) => self.decoder.feed(&bytes, &mut inputs),
                            Event::Signal | Event::Live => {}
                        }
                    }
                }
                // A piece of an answer may look like a lone Esc.
                Wait::Deadline if self.is_asking() => self.decoder.flush_among_answers(&mut inputs),
                Wait::Deadline => self.decoder.flush(&mut inputs),
                Wait::Due => {}
                Wait::Over => return Ok(()),
            }
            if let Some(today) = self.world.today() {
                self.update(Message::Dated(today))?;
            }
            // Whatever woke the session: a full channel may have had no room for the call.
            for signal in self.world.signals() {
                self.heed(signal)?;
            }
            if let Some(news) = self.feed.as_ref().and_then(Feed::take) {
                self.update(Message::Heard(news))?;
            }
            for input in inputs.drain(..) {
                let message = match input {
                    Input::Key(key) => Message::Pressed(key, self.world.moment()),
                    Input::Paste(text) => Message::Pasted(text),
                    Input::Answer(answer) => {
                        self.learn(answer);
                        continue;
                    }
                };
                if !self.update(message)? {
                    return Ok(());
                }
            }
            let now = self.world.moment();
            self.pace.wanted.get_or_insert(now);
            if self.until_due().is_zero() {
                self.draw()?;
            }
        }
    }

    fn is_asking(&self) -> bool {
        let now = self.world.moment();
        self.inquiry.is_some_and(|inquiry| inquiry.is_open(now))
    }

    /// Takes on what the terminal says of itself.
    fn learn(&mut self, answer: Answer) {
        if let (Answer::Synchronises(does), Some(inquiry)) = (answer, self.inquiry)
            && inquiry.asks_for_ways()
        {
            self.screen.backend_mut().learn_synchronises(does);
        }
        let now = self.world.moment();
        let heard = self.inquiry.as_mut().and_then(|it| it.heed(answer, now));
        self.context = heard.unwrap_or(self.context);
    }

    /// Takes the answers that are under way, as nobody else should get them.
    fn outlast_answers(&mut self, events: &impl Events) {
        let mut inputs = Vec::new();
        while let Some(left) = self
            .inquiry
            .and_then(|inquiry| inquiry.time_to_outlast(self.world.moment()))
        {
            match events.wait(Some(left)) {
                Ok(Event::Typed(bytes)) => self.decoder.feed(&bytes, &mut inputs),
                Ok(Event::Signal | Event::Live) => {}
                Err(_) => return,
            }
            for input in inputs.drain(..) {
                if let Input::Answer(answer) = input {
                    self.learn(answer);
                }
            }
        }
    }

    /// Waits without end, but only 50 ms while a lone Esc may still become an arrow, and no longer than until a frame is due.
    fn wait(&self, events: &impl Events) -> Wait {
        let held = self.decoder.pending().then_some(ESC_HOLD);
        let due = self.pace.wanted.map(|_| self.until_due());
        let longest = held.into_iter().chain(due).min();
        match events.wait(longest) {
            Ok(event) => Wait::Event(event),
            Err(RecvTimeoutError::Timeout) if due.is_some() && due == longest => Wait::Due,
            Err(RecvTimeoutError::Timeout) => Wait::Deadline,
            Err(RecvTimeoutError::Disconnected) => Wait::Over,
        }
    }

    /// How long until the next frame may be drawn.
    fn until_due(&self) -> Duration {
        let now = self.world.moment();
        let left = |of: Duration, since: Option<Moment>| {
            let since = since.map_or(u64::MAX, |since| now.0.saturating_sub(since.0));
            of.saturating_sub(Duration::from_millis(since))
        };
        // The keys of a burst come one by one.
        let burst = self.pace.least.min(BURST);
        left(self.pace.least, self.pace.drawn).max(left(burst, self.pace.wanted))
    }

    /// Applies a message and carries out what follows; false when the session is over.
    fn update(&mut self, message: Message) -> io::Result<bool> {
        for effect in update(&mut self.model, message) {
            match effect {
                Effect::Quit => return Ok(false),
                Effect::Repaint => self.screen.invalidate(),
                Effect::Reload => self.feed.iter().for_each(Feed::ask),
                Effect::Suspend => {
                    self.world.suspend()?;
                    self.fit();
                    self.screen.invalidate();
                }
                Effect::Copy { part, by_hand } => {
                    let (charset, world) = (self.context.charset, &mut self.world);
                    let tell = |bytes: &[u8]| world.ask(bytes);
                    let clipboard = if by_hand {
                        Clipboard::Sheet
                    } else {
                        self.outbox.clipboard
                    };
                    let copied = clipboard.copy(&self.model, charset, part, tell)?;
                    update(&mut self.model, Message::Copied(part, copied));
                }
                effect => {
                    let written = self
                        .outbox
                        .carry_out(&mut self.model, self.context, &effect);
                    if let Some(outcome) = written.or_else(|| self.shelf.carry_out(effect)) {
                        update(&mut self.model, outcome);
                    }
                }
            }
        }
        Ok(true)
    }

    fn heed(&mut self, signal: Signal) -> io::Result<()> {
        match signal {
            Signal::Resized => {
                self.fit();
                Ok(())
            }
            Signal::Suspend => {
                self.world.suspend()?;
                self.fit();
                self.update(Message::Resumed).map(drop)
            }
            Signal::Continued => {
                self.world.resume()?;
                self.fit();
                self.update(Message::Resumed).map(drop)
            }
        }
    }

    /// Takes on the size the terminal has now.
    fn fit(&mut self) {
        let (width, height) = self.world.size();
        self.screen.resize(width, height);
        let area = self.screen.area();
        update(&mut self.model, Message::Resized(area.width, area.height));
    }

    fn draw(&mut self) -> io::Result<()> {
        let (model, context) = (&self.model, &self.context);
        self.screen.draw(|buffer| view(model, context, buffer))?;
        if !self.pace.least.is_zero() {
            self.pace.drawn = Some(self.world.moment());
        }
        self.pace.wanted = None;
        Ok(())
    }
}

/// On a thin line the first key of a burst waits so long for the others.
const BURST: Duration = Duration::from_millis(30);

/// When a frame may be drawn.
#[derive(Debug, Default)]
struct Pace {
    /// Least time between two frames; none on a line that is not thin.
    least: Duration,
    drawn: Option<Moment>,
    /// Since when something waits to be drawn.
    wanted: Option<Moment>,
}

/// What waiting brought.
enum Wait {
    Event(Event),
    Deadline,
    Due,
    Over,
}
