//! Files and pages from the network, asked for as an ordinary, patient client asks.
//!
//! A server is not trusted: it may stall, stop half-way, repeat itself, never come to an end or send more than anybody
//! asked for. Every such thing has a limit in [`Patience`] and a [`FetchFault`].

mod address;
mod ask;
pub(super) mod page;

use std::collections::HashSet;
use std::time::Duration;

use self::ask::{Asking, Reply, Trouble};
use self::page::Page;
use super::{MAX_BYTES, Watch};
use crate::domain::origin::Origin;
use crate::domain::text::CleanText;
pub use address::Address;

/// How much is waited and taken.
#[derive(Clone, Debug)]
pub struct Patience {
    /// Until a connection stands.
    pub connect: Duration,
    /// While not a byte arrives.
    pub silence: Duration,
    /// Until one answer is complete.
    pub answer: Duration,
    /// For all of it.
    pub whole: Duration,
    /// How often one question is asked at most.
    pub tries: u32,
    /// The pause before the second try; it doubles.
    pub pause: Duration,
    /// The longest pause, also where the server names one.
    pub longest_pause: Duration,
    /// Most bytes of all pages together.
    pub bytes: u64,
    /// Most pages.
    pub pages: u64,
    /// Rows of a page, where the address names no size.
    pub size: u32,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            silence: Duration::from_secs(15),
            answer: Duration::from_mins(2),
            whole: Duration::from_hours(1),
            tries: 5,
            pause: Duration::from_secs(1),
            longest_pause: Duration::from_mins(1),
            bytes: MAX_BYTES,
            pages: 100_000,
            size: 1_000,
        }
    }
}

/// Why nothing could be fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FetchFault {
    /// Somebody wished to stop.
    Stopped,
    /// No such host.
    NoHost,
    /// No connection, or one that broke.
    NoAnswer {
        /// What the library says.
        detail: CleanText,
    },
    /// Nothing came for too long.
    Silent,
    /// The server says that the question is wrong or forbidden.
    Refused {
        /// Its status.
        status: u16,
    },
    /// The server failed at every try.
    Failing {
        /// Its last status.
        status: u16,
    },
    /// The server asks for a longer pause than anybody waits.
    Busy {
        /// The pause in seconds.
        seconds: u64,
    },
    /// The answer ended before its content did, at every try.
    Cut,
    /// More than is taken.
    TooLarge {
        /// What is taken at most, in bytes.
        limit: u64,
    },
    /// All of it took too long.
    TooLong,
    /// The server leads somewhere else: too often, to an address that is neither `http` nor `https`, or from an encrypted
    /// one to one that is not.
    Elsewhere,
    /// Neither a page of rows nor a table.
    NotData {
        /// The media type that the server names.
        media_type: CleanText,
    },
    /// JSON that is no page of rows.
    NotPages {
        /// What the parser says.
        detail: CleanText,
    },
    /// A page that was there before, or another one than asked for.
    Repeats {
        /// Its number, from 0.
        page: u64,
    },
    /// Pages without end, or one without rows before the last.
    Endless {
        /// How many were read.
        pages: u64,
    },
    /// The number of pages changed while they were read, twice.
    Moving,
}

/// What was fetched.
#[derive(Debug)]
pub struct Download {
    /// Address, hash of all bytes; no date, as an answer has none of its own.
    pub origin: Origin,
    /// The content.
    pub content: Content,
    /// Whether the number of pages changed once, and all pages were read anew.
    pub begun_anew: bool,
}

/// Rows in one of their two shapes.
#[derive(Debug)]
pub enum Content {
    /// JSON, page by page.
    Pages(Vec<Vec<u8>>),
    /// CSV or a workbook.
    Table(Vec<u8>),
}

impl Content {
    /// Which of both bytes are.
    pub fn of(bytes: Vec<u8>) -> Self {
        if page::is_json(&bytes) {
            Self::Pages(vec![bytes])
        } else {
            Self::Table(bytes)
        }
    }
}

/// What surrounds the work: whoever watches, and the time.
pub struct World<'a> {
    /// Is told the pages.
    pub watch: &'a mut dyn Watch,
    /// Time since the work began.
    pub elapsed: &'a dyn Fn() -> Duration,
    /// Pages so far, and of how many; 0 where nobody knows.
    pages: (u64, u64),
}

impl<'a> World<'a> {
    /// The world at the beginning.
    pub fn new(watch: &'a mut dyn Watch, elapsed: &'a dyn Fn() -> Duration) -> Self {
        Self {
            watch,
            elapsed,
            pages: (0, 0),
        }
    }

    fn goes_on(&mut self, patience: &Patience) -> Result<(), Trouble> {
        let (done, whole) = self.pages;
        if self.watch.goes_on(done, whole).is_break() {
            return Err(Trouble::Stop(FetchFault::Stopped));
        }
        if (self.elapsed)() > patience.whole {
            return Err(Trouble::Stop(FetchFault::TooLong));
        }
        Ok(())
    }
}

/// Fetches a table, or all pages: `page` counts from 0, and the last is the one that says so or whose number plus one is
/// that of all pages. Where the server says that a page is too large (413), pages of half the size are read from the
/// first one on. Where the number of pages changes on the way, rows may be missing: all is read anew, once.
pub fn fetch(
    address: &Address,
    patience: &Patience,
    world: &mut World<'_>,
) -> Result<Download, FetchFault> {
    let asking = Asking::new(address, patience);
    let mut size = address.size().unwrap_or(patience.size);
    let mut begun_anew = false;
    let content = loop {
        world.pages = (0, 0);
        match read_all(&asking, address, size, patience, world) {
            Ok(content) => break content,
            Err(Ended::TooLarge) if size > 1 => size /= 2,
            Err(Ended::TooLarge) => return Err(FetchFault::Refused { status: 413 }),
            Err(Ended::Moved) if begun_anew => return Err(FetchFault::Moving),
            Err(Ended::Moved) => begun_anew = true,
            Err(Ended::Fault(fault)) => return Err(fault),
        }
    };
    let parts: Vec<&[u8]> = match &content {
        Content::Pages(pages) => pages.iter().map(Vec::as_slice).collect(),
        Content::Table(bytes) => vec![bytes],
    };
    let origin = Origin {
        name: CleanText::new(&address.shown()),
        sha256: CleanText::new(&super::sha256(parts)),
        date: None,
    };
    Ok(Download {
        origin,
        content,
        begun_anew,
    })
}

/// Why a row of pages was not read to its end.
enum Ended {
    TooLarge,
    Moved,
    Fault(FetchFault),
}

impl From<Trouble> for Ended {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Again(fault, _) | Trouble::Stop(fault) => Self::Fault(fault),
            Trouble::Smaller => Self::TooLarge,
        }
    }
}

fn read_all(
    asking: &Asking<'_>,
    address: &Address,
    size: u32,
    patience: &Patience,
    world: &mut World<'_>,
) -> Result<Content, Ended> {
    let (mut pages, mut known) = (Vec::new(), HashSet::new());
    let (mut total, mut left) = (None, patience.bytes);
    for number in 0.. {
        if number >= patience.pages {
            break;
        }
        let too_large = |trouble| match trouble {
            Trouble::Stop(FetchFault::TooLarge { .. }) => {
                let limit = patience.bytes;
                Trouble::Stop(FetchFault::TooLarge { limit })
            }
            other => other,
        };
        let reply = asking.ask(&address.page(number, size), left, world, sound);
        let reply = reply.map_err(too_large)?;
        if number == 0 && !page::is_json(&reply.bytes) {
            return Ok(Content::Table(reply.bytes));
        }
        let page = Page::read(&reply.bytes).map_err(|error| Ended::Fault(not_pages(&error)))?;
        if number > 0 && page.total_pages != total {
            return Err(Ended::Moved);
        }
        total = page.total_pages;
        let digest = super::sha256([page.content.get().as_bytes()]);
        let is_other = page.number.is_some_and(|told| told != number);
        if is_other || (!page.is_empty() && !known.insert(digest)) {
            return Err(Ended::Fault(FetchFault::Repeats { page: number }));
        }
        let (is_last, is_empty) = (page.is_last(number), page.is_empty());
        left = left.saturating_sub(reply.bytes.len() as u64);
        pages.push(reply.bytes);
        world.pages = (number + 1, total.unwrap_or(0));
        if is_last {
            world.goes_on(patience)?;
            return Ok(Content::Pages(pages));
        }
        if is_empty || total.is_some_and(|total| total > patience.pages) {
            break;
        }
        world.goes_on(patience)?;
    }
    let pages = pages.len() as u64;
    Err(Ended::Fault(FetchFault::Endless { pages }))
}

/// Whether a reply is one that can be read: JSON that is cut off is asked for again.
fn sound(reply: &Reply) -> Result<(), Trouble> {
    let media_type = reply.media_type.as_str();
    if reply.bytes.is_empty() {
        return Err(Trouble::Again(FetchFault::Cut, None));
    }
    if page::is_json(&reply.bytes) {
        return match Page::read(&reply.bytes) {
            Ok(_) => Ok(()),
            Err(error) if error.is_eof() => Err(Trouble::Again(FetchFault::Cut, None)),
            Err(error) => Err(Trouble::Stop(not_pages(&error))),
        };
    }
    let is_table = [
        "csv",
        "spreadsheet",
        "excel",
        "octet-stream",
        "zip",
        "text/plain",
    ];
    if media_type.is_empty() || is_table.iter().any(|word| media_type.contains(word)) {
        return Ok(());
    }
    let media_type = CleanText::new(media_type);
    Err(Trouble::Stop(FetchFault::NotData { media_type }))
}

fn not_pages(error: &serde_json::Error) -> FetchFault {
    FetchFault::NotPages {
        detail: CleanText::new(&error.to_string()),
    }
}
