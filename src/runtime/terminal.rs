//! The terminal of this process: taken for one session, and given back as it was.

use std::io::{self, Write};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use ratatui::layout::Size;

use super::guard::{self, Guard, Tty};
use super::inquiry::Inquiry;
use super::keyboard;
use super::live::Watcher;
use super::outbox::Outbox;
use super::session::{Event, Session, World};
use super::shelf::Shelf;
use super::signals::{self, Heard, Signal};
use super::wire::{Abilities, Wire};
use crate::app::message::Moment;
use crate::app::model::Model;
use crate::domain::date::Date;
use crate::ui::context::Context;

/// The terminal of this process.
struct Terminal {
    guard: Guard,
    heard: Heard,
    tty: Tty,
    started: Instant,
    today: Option<fn() -> Date>,
}

impl World for Terminal {
    fn size(&self) -> (u16, u16) {
        size()
    }

    fn today(&self) -> Option<Date> {
        self.today.map(|today| today())
    }

    fn moment(&self) -> Moment {
        Moment(u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX))
    }

    fn signals(&mut self) -> Vec<Signal> {
        self.heard.take().collect()
    }

    fn suspend(&mut self) -> io::Result<()> {
        self.guard.suspend();
        signals::stop_self(&self.heard)?;
        self.guard.resume()
    }

    fn resume(&mut self) -> io::Result<()> {
        self.guard.resume()
    }

    fn ask(&mut self, question: &[u8]) -> io::Result<()> {
        self.tty.write_all(question)
    }
}

/// Columns and lines of the terminal; 80×24 where it does not tell.
pub fn size() -> (u16, u16) {
    match crossterm::terminal::size() {
        Ok((width, height)) if width > 0 && height > 0 => (width, height),
        _ => (80, 24),
    }
}

/// What is known of the way to the terminal.
#[derive(Clone, Copy, Debug)]
pub struct Line {
    /// What the terminal is asked of itself, if anything.
    pub inquiry: Option<Inquiry>,
    /// What the terminal understands.
    pub abilities: Abilities,
    /// Least time between two frames.
    pub pace: Duration,
}

/// Takes the terminal, runs one session on it, gives it back and tells how the session ended. A terminal that is lost ends the process with 129.
#[expect(clippy::disallowed_methods, reason = "moments are counted from here")]
pub fn run(
    model: Model,
    context: Context,
    today: Option<fn() -> Date>,
    shelf: Shelf,
    outbox: Outbox,
    line: Line,
    watcher: Option<&Watcher>,
) -> io::Result<Model> {
    guard::install_panic_hook();
    // Bounded: what is typed while the terminal is stalled waits in the terminal, not here.
    let (send, events) = mpsc::sync_channel(64);
    let (send_signal, send_call) = (send.clone(), send.clone());
    // Before the terminal is taken: a TERM in between would end the process and leave it in our mode.
    let heard = signals::watch(move || drop(send_signal.try_send(Event::Signal)))?;
    let guard = Guard::enter()?;
    keyboard::read_input(move |bytes| send.send(Event::Typed(bytes)).is_ok())?;
    let backend = Wire::new(Tty::open()?, Size::from(size()), line.abilities);
    let world = Terminal {
        guard,
        heard,
        tty: Tty::open()?,
        started: Instant::now(),
        today,
    };
    let session = Session::new(model, context, backend, world).asking(line.inquiry);
    let call = move || drop(send_call.try_send(Event::Live));
    let feed = watcher.map(|watcher| watcher.subscribe(call.clone()));
    let session = session.keeping(shelf, outbox).paced(line.pace);
    let mut session = session.following(feed);
    match session.run(&events) {
        Err(error) if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => {
            signals::gone()
        }
        outcome => outcome.map(|()| session.into_model()),
    }
}
