//! One question to a server, asked again where that helps.
//!
//! The network is waited for in a thread of its own, so that a wish to stop and the end of patience are heard while it
//! is silent.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use ureq::http::{HeaderMap, Response, header};
use ureq::{Agent, Body, Error};

use super::address::Address;
use super::{FetchFault, Patience, World};
use crate::domain::text::CleanText;

/// How often a wish to stop is looked at.
const BEAT: Duration = Duration::from_millis(25);
const READ_BYTES: usize = 64 << 10;
const REDIRECTS: u32 = 5;
const ACCEPT: &str = "application/json, text/csv;q=0.9, */*;q=0.5";

/// What a server sent.
pub(super) struct Reply {
    pub(super) bytes: Vec<u8>,
    /// The media type that it names; in lower case, without parameters.
    pub(super) media_type: String,
}

/// Why there is no reply.
pub(super) enum Trouble {
    /// Asking again may help, after the time that the server names.
    Again(FetchFault, Option<Duration>),
    /// Less should be asked for at once.
    Smaller,
    /// Nothing helps.
    Stop(FetchFault),
}

/// Asks one server.
pub(super) struct Asking<'a> {
    agent: Agent,
    patience: &'a Patience,
}

impl<'a> Asking<'a> {
    pub(super) fn new(address: &Address, patience: &'a Patience) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .https_only(address.is_secure())
            .max_redirects(REDIRECTS)
            .timeout_connect(Some(patience.connect))
            .timeout_resolve(Some(patience.connect))
            .timeout_per_read(Some(patience.silence))
            .timeout_per_call(Some(patience.answer))
            .user_agent(concat!("ozgtop/", env!("CARGO_PKG_VERSION")))
            .accept(ACCEPT)
            .build();
        Self {
            agent: config.new_agent(),
            patience,
        }
    }

    /// A reply of at most `limit` bytes that `check` takes; at most as many tries as patience allows, with pauses that
    /// double, or as long as the server asks for.
    pub(super) fn ask(
        &self,
        url: &str,
        limit: u64,
        world: &mut World<'_>,
        check: impl Fn(&Reply) -> Result<(), Trouble>,
    ) -> Result<Reply, Trouble> {
        let mut pause = self.patience.pause;
        let mut tries = 1;
        loop {
            let outcome = self.once(url, limit, world);
            let outcome = outcome.and_then(|reply| check(&reply).map(|()| reply));
            let (fault, wanted) = match outcome {
                Err(Trouble::Again(fault, wanted)) => (fault, wanted),
                settled => return settled,
            };
            if tries >= self.patience.tries {
                return Err(Trouble::Stop(fault));
            }
            if let Some(wanted) = wanted.filter(|wanted| *wanted > self.patience.longest_pause) {
                let seconds = wanted.as_secs();
                return Err(Trouble::Stop(FetchFault::Busy { seconds }));
            }
            world.watch.rests(wanted.unwrap_or(pause));
            rest(wanted.unwrap_or(pause), self.patience, world)?;
            pause = (pause * 2).min(self.patience.longest_pause);
            tries += 1;
        }
    }

    fn once(&self, url: &str, limit: u64, world: &mut World<'_>) -> Result<Reply, Trouble> {
        let (sender, receiver) = mpsc::channel();
        let given_up = Arc::new(AtomicBool::new(false));
        let (agent, url, heard) = (self.agent.clone(), url.to_owned(), Arc::clone(&given_up));
        thread::spawn(move || {
            // Nobody listens any more where the question was given up.
            let _ = sender.send(exchange(&agent, &url, limit, &heard));
        });
        loop {
            match receiver.recv_timeout(BEAT) {
                Ok(outcome) => return outcome,
                Err(RecvTimeoutError::Timeout) => {
                    if let Err(trouble) = world.goes_on(self.patience) {
                        given_up.store(true, Ordering::Relaxed);
                        return Err(trouble);
                    }
                }
                Err(RecvTimeoutError::Disconnected) => {
                    let detail = CleanText::default();
                    return Err(Trouble::Stop(FetchFault::NoAnswer { detail }));
                }
            }
        }
    }
}

/// Waits, in small steps.
fn rest(time: Duration, patience: &Patience, world: &mut World<'_>) -> Result<(), Trouble> {
    let mut left = time;
    while !left.is_zero() {
        world.goes_on(patience)?;
        let step = left.min(BEAT);
        thread::sleep(step);
        left = left.saturating_sub(step);
    }
    world.goes_on(patience)
}

fn exchange(agent: &Agent, url: &str, limit: u64, given_up: &AtomicBool) -> Result<Reply, Trouble> {
    let mut response = agent.get(url).call().map_err(trouble)?;
    judge(&response)?;
    let media_type = header_text(response.headers(), header::CONTENT_TYPE)
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    let bytes = body(&mut response, limit, given_up)?;
    Ok(Reply { bytes, media_type })
}

/// What a status means, after RFC 9110 (408, 413, 5xx) and RFC 6585 (429).
fn judge(response: &Response<Body>) -> Result<(), Trouble> {
    let status = response.status().as_u16();
    let wait = header_text(response.headers(), header::RETRY_AFTER);
    let wait = wait.trim().parse().ok().map(Duration::from_secs);
    match status {
        200..=299 => Ok(()),
        300..=399 => Err(Trouble::Stop(FetchFault::Elsewhere)),
        408 | 429 | 500 | 502 | 503 | 504 => {
            Err(Trouble::Again(FetchFault::Failing { status }, wait))
        }
        413 => Err(Trouble::Smaller),
        _ => Err(Trouble::Stop(FetchFault::Refused { status })),
    }
}

fn header_text(headers: &HeaderMap, name: header::HeaderName) -> &str {
    let value = headers.get(name).and_then(|value| value.to_str().ok());
    value.unwrap_or_default()
}

fn body(
    response: &mut Response<Body>,
    limit: u64,
    given_up: &AtomicBool,
) -> Result<Vec<u8>, Trouble> {
    let mut reader = response.body_mut().as_reader();
    let (mut bytes, mut part) = (Vec::new(), vec![0; READ_BYTES]);
    loop {
        if given_up.load(Ordering::Relaxed) {
            return Err(Trouble::Stop(FetchFault::Stopped));
        }
        let count = match reader.read(&mut part) {
            Ok(0) => return Ok(bytes),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(trouble(Error::from(error))),
        };
        bytes.extend(part.iter().take(count));
        if bytes.len() as u64 > limit {
            return Err(Trouble::Stop(FetchFault::TooLarge { limit }));
        }
    }
}

/// What is said by the library, without the address: there may be a password in it.
fn trouble(error: Error) -> Trouble {
    match error {
        Error::Timeout(_) => Trouble::Again(FetchFault::Silent, None),
        Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => {
            Trouble::Again(FetchFault::Silent, None)
        }
        Error::Io(error) if error.kind() == io::ErrorKind::UnexpectedEof => {
            Trouble::Again(FetchFault::Cut, None)
        }
        Error::Decompress(..) | Error::BodyStalled => Trouble::Again(FetchFault::Cut, None),
        // The system says so in words alone; a name that is not known now will not be in a few seconds.
        Error::Io(error) if error.to_string().contains("failed to lookup address") => {
            Trouble::Stop(FetchFault::NoHost)
        }
        Error::Io(_) | Error::ConnectionFailed | Error::Protocol(_) => {
            let detail = CleanText::new(&error.to_string());
            Trouble::Again(FetchFault::NoAnswer { detail }, None)
        }
        Error::HostNotFound => Trouble::Stop(FetchFault::NoHost),
        Error::BadUri(_)
        | Error::RequireHttpsOnly(_)
        | Error::TooManyRedirects
        | Error::RedirectFailed => Trouble::Stop(FetchFault::Elsewhere),
        Error::InvalidProxyUrl | Error::ConnectProxyFailed(_) => {
            let detail = CleanText::new("proxy");
            Trouble::Stop(FetchFault::NoAnswer { detail })
        }
        error => {
            let detail = CleanText::new(&error.to_string());
            Trouble::Stop(FetchFault::NoAnswer { detail })
        }
    }
}
