//! A terminal tried out: what it says of itself, where its cursor is after a text, and how long an answer takes. Asked with
//! the questions of [`asking`], answers read by the one [`Decoder`]; what they are worth is judged elsewhere.
//!
//! Nothing stays behind: the mode of the line is given back however this ends, the line that texts are tried on is blank
//! again, and the last question is waited for, as its answer would be typed into the shell.

use std::fs::File;
use std::io::{self, Read, Write};
use std::os::fd::AsFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{QueueSelector, tcflush};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use signal_hook::{SigId, flag, low_level};

use super::asking::{self, Answer};
use super::guard::{Tty, in_foreground};
use super::input::{Decoder, Input};
use super::wire;
use crate::ui::appearance::Background;
use crate::ui::theme::Palette;

/// The first answer is waited for this long: who answers later than a session heeds is to be told from who never does.
pub const FIRST: Duration = Duration::from_millis(500);
/// The next ones.
const NEXT: Duration = Duration::from_millis(150);
/// All of it.
const ALL: Duration = Duration::from_secs(1);
/// Round trips.
const PINGS: usize = 5;
/// Where the cursor is (DSR 6).
const PLACE: &[u8] = b"\x1b[6n";
/// The line blank, the cursor at its beginning.
const BLANK: &[u8] = b"\r\x1b[2K";

/// What the terminal answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heard {
    /// How long each question was under way; none where nothing came.
    pub trips: Vec<Duration>,
    /// The cells that each text took; fewer than texts where answers stayed away.
    pub widths: Vec<u16>,
    /// Whether a character was repeated (REP).
    pub repeats: Option<bool>,
    /// Whether lines below a region stand still (DECSTBM).
    pub has_regions: Option<bool>,
    /// Whether mode 2026 is known.
    pub synchronises: Option<bool>,
    /// The background.
    pub background: Option<Background>,
    /// The colours it says it has.
    pub colours: Option<Palette>,
    /// Whether OSC 52 is among its attributes (DA1 52).
    pub takes_copies: bool,
    /// The last answer has come: what is missing will not come.
    pub is_complete: bool,
}

/// Whether a terminal of this name can be asked where its cursor is, and answers with nothing that shows.
pub fn can_be_asked(term: &str) -> bool {
    wire::is_known(term)
        || ["linux", "vt1", "vt2"]
            .iter()
            .any(|it| term.starts_with(it))
}

/// Tries the terminal of this process out with these texts; `Err` with a number where a signal ended it.
#[expect(clippy::disallowed_methods, reason = "answers are timed")]
pub fn try_out(term: &str, texts: &[&str]) -> io::Result<Result<Heard, u8>> {
    if !in_foreground() {
        return Ok(Ok(Heard::default()));
    }
    let signals = Signals::held()?;
    let mode = RawMode::enter()?;
    let mut trial = Trial {
        tty: Tty::open()?,
        keyboard: File::from(io::stdin().as_fd().try_clone_to_owned()?),
        decoder: Decoder::default(),
        signals: &signals,
        end: Instant::now() + ALL,
    };
    let heard = trial.run(term, texts);
    drop(mode);
    let ended = signals.heard();
    Ok(match ended {
        Some(signal) => Err(signal),
        None => Ok(heard?),
    })
}

/// The line without echo and without lines, until it is dropped.
struct RawMode;

impl RawMode {
    fn enter() -> io::Result<Self> {
        crossterm::terminal::enable_raw_mode()?;
        Ok(Self)
    }
}

impl Drop for RawMode {
    fn drop(&mut self) {
        // What came later than anyone waits would be typed into the shell. Nothing is left to do on failure.
        let _ = tcflush(rustix::stdio::stdin(), QueueSelector::IFlush);
        let _ = crossterm::terminal::disable_raw_mode();
    }
}

/// TERM, INT and HUP, put off for the second that a trial takes: they would leave the line in its mode.
struct Signals {
    heard: Arc<AtomicUsize>,
    over: Arc<AtomicBool>,
    holds: Vec<SigId>,
}

impl Signals {
    fn held() -> io::Result<Self> {
        let mut signals = Self {
            heard: Arc::default(),
            over: Arc::default(),
            holds: Vec::new(),
        };
        for (signal, number) in [(SIGTERM, 15), (SIGINT, 2), (SIGHUP, 1)] {
            // Afterwards they end the process again as they always do.
            let over = Arc::clone(&signals.over);
            flag::register_conditional_default(signal, over)?;
            let hold = flag::register_usize(signal, Arc::clone(&signals.heard), number)?;
            signals.holds.push(hold);
        }
        Ok(signals)
    }

    fn heard(&self) -> Option<u8> {
        let number = self.heard.load(Ordering::SeqCst);
        u8::try_from(number).ok().filter(|number| *number > 0)
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        self.over.store(true, Ordering::SeqCst);
        for hold in self.holds.drain(..) {
            low_level::unregister(hold);
        }
    }
}

struct Trial<'a> {
    tty: Tty,
    keyboard: File,
    decoder: Decoder,
    signals: &'a Signals,
    /// When all of it is over.
    end: Instant,
}

#[expect(clippy::disallowed_methods, reason = "answers are timed")]
impl Trial<'_> {
    fn run(&mut self, term: &str, texts: &[&str]) -> io::Result<Heard> {
        let mut heard = Heard::default();
        self.tty.write_all(b"\r")?;
        while heard.trips.len() < PINGS {
            let longest = if heard.trips.is_empty() { FIRST } else { NEXT };
            let Some(trip) = self.ping(longest)? else {
                break;
            };
            heard.trips.push(trip);
            // On a slow line the time is better spent on the other answers.
            if trip * 3 > NEXT {
                break;
            }
        }
        if heard.trips.is_empty() {
            // An answer that comes late is taken all the same.
            self.ping_comes(self.end)?;
            return Ok(heard);
        }
        let questions = asking::questions(term, true, true);
        let is_known = wire::is_known(term);
        self.tty
            .write_all(&script(texts, questions.as_ref(), is_known))?;
        let mut places = Vec::new();
        while !heard.is_complete {
            let Some(answers) = self.answers(self.end)? else {
                break;
            };
            for answer in answers {
                match answer {
                    Answer::Cursor { line, column } => places.push((line, column)),
                    other => heard.take(other),
                }
            }
        }
        heard.take_places(&places, texts.len());
        Ok(heard)
    }

    /// One round trip; `None` where no answer came in time.
    fn ping(&mut self, longest: Duration) -> io::Result<Option<Duration>> {
        let asked = Instant::now();
        self.tty.write_all(PLACE)?;
        let has_come = self.ping_comes((asked + longest).min(self.end))?;
        Ok(has_come.then(|| asked.elapsed()))
    }

    fn ping_comes(&mut self, until: Instant) -> io::Result<bool> {
        while let Some(answers) = self.answers(until)? {
            if answers.iter().any(|it| matches!(it, Answer::Cursor { .. })) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The answers that come next; `None` where time is up, the line is lost, or a signal asks to end. What is typed
    /// meanwhile is lost.
    fn answers(&mut self, until: Instant) -> io::Result<Option<Vec<Answer>>> {
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() || self.signals.heard().is_some() {
            return Ok(None);
        }
        // A signal may come between the look and the wait.
        let wait = Timespec::try_from(left.min(Duration::from_millis(50)));
        let wait = wait.map_err(io::Error::other)?;
        let mut looked = [PollFd::new(&self.keyboard, PollFlags::IN)];
        match poll(&mut looked, Some(&wait)) {
            Ok(0) | Err(rustix::io::Errno::INTR) => return Ok(Some(Vec::new())),
            outcome => outcome?,
        };
        let mut buffer = [0; 1024];
        let count = match self.keyboard.read(&mut buffer) {
            Ok(0) => return Ok(None),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => 0,
            outcome => outcome?,
        };
        let mut inputs = Vec::new();
        let bytes = buffer.get(..count).unwrap_or_default();
        self.decoder.feed(bytes, &mut inputs);
        let answers = inputs.into_iter().filter_map(|input| match input {
            Input::Answer(answer) => Some(answer),
            Input::Key(_) | Input::Paste(_) => None,
        });
        Ok(Some(answers.collect()))
    }
}

/// All that is tried after the round trips, the last question last.
fn script(texts: &[&str], questions: Option<&asking::Questions>, is_known: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for text in texts {
        out.extend([b"\r", text.as_bytes(), PLACE].concat());
    }
    // One X and four more.
    out.extend([BLANK, b"X\x1b[4b", PLACE, BLANK].concat());
    if is_known {
        // On the other screen, as lines would move: at the foot of a region of two lines the cursor stays.
        out.extend(b"\x1b[?1049h\x1b[2;3r\x1b[3;1H\n\n");
        out.extend(PLACE);
        out.extend(b"\x1b[r\x1b[?1049l");
    }
    if questions.is_some_and(|it| it.synchronises) {
        out.extend([asking::SYNCHRONISES, BLANK].concat());
    }
    out.extend(questions.map_or(asking::END, |it| it.plain));
    out
}

impl Heard {
    fn take(&mut self, answer: Answer) {
        match answer {
            Answer::Background(background) => self.background = Some(background),
            Answer::Colours(palette) => self.colours = self.colours.max(Some(palette)),
            Answer::Synchronises(does) => self.synchronises = Some(does),
            Answer::TakesCopies => self.takes_copies = true,
            Answer::Done => self.is_complete = true,
            Answer::Cursor { .. } => {}
        }
    }

    /// Lines and columns, from 1, in the order of [`script`].
    fn take_places(&mut self, places: &[(u16, u16)], texts: usize) {
        let columns = places.iter().map(|(_, column)| column.saturating_sub(1));
        self.widths = columns.take(texts).collect();
        let after = |at: usize| places.get(texts + at).copied();
        self.repeats = after(0).map(|(_, column)| column == 6);
        self.has_regions = after(1).map(|(line, _)| line == 3);
    }

    /// The round trip in the middle.
    pub fn usual_trip(&self) -> Option<Duration> {
        let mut trips = self.trips.clone();
        trips.sort();
        trips.get(trips.len() / 2).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_told_apart_by_their_order() {
        let mut heard = Heard::default();
        heard.take_places(&[(9, 4), (9, 8), (9, 6), (3, 1)], 2);
        assert_eq!(heard.widths, [3, 7]);
        assert_eq!((heard.repeats, heard.has_regions), (Some(true), Some(true)));
        let mut poor = Heard::default();
        poor.take_places(&[(9, 4), (9, 14), (9, 2)], 2);
        assert_eq!(poor.widths, [3, 13]);
        assert_eq!((poor.repeats, poor.has_regions), (Some(false), None));
        poor.take_places(&[(9, 4)], 2);
        assert_eq!((poor.widths.len(), poor.repeats), (1, None));
    }

    #[test]
    fn the_console_gets_no_string_and_no_other_screen() {
        let script = String::from_utf8(script(&["a", "b"], None, false)).unwrap();
        assert_eq!(
            script,
            "\ra\x1b[6n\rb\x1b[6n\r\x1b[2KX\x1b[4b\x1b[6n\r\x1b[2K\x1b[c"
        );
        for (term, can) in [
            ("linux", true),
            ("vt220", true),
            ("dumb", false),
            ("", false),
        ] {
            assert_eq!(can_be_asked(term), can, "{term}");
        }
    }

    #[test]
    fn the_usual_trip_is_the_one_in_the_middle() {
        let of = |trips: &[u64]| {
            let trips = trips.iter().copied().map(Duration::from_millis).collect();
            let heard = Heard {
                trips,
                ..Heard::default()
            };
            heard.usual_trip().map(|trip| trip.as_millis())
        };
        assert_eq!(
            (of(&[]), of(&[9, 1, 2, 80, 3]), of(&[7])),
            (None, Some(3), Some(7))
        );
    }
}
