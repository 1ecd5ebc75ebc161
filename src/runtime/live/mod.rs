//! Live reload: one thread watches a data folder and loads it anew, for as many sessions as look at it.
//!
//! The protocol, so that no view mixes two states of the folder:
//!
//! 1. Something tells that the folder may have changed: the system (`ears`), every five seconds a look by the thread
//!    itself (network mounts tell nothing), or an operator. What is told is never counted and never queued: it is one switch,
//!    so a flood of it, and one that the system lost, mean the same: look.
//! 2. The thread waits until 250 ms have passed in which every look was equal to the one before: a writer of several
//!    files is in the middle of it as long as it writes.
//! 3. It takes the bytes of all files into memory between two equal looks ([`store::still`](crate::store::still) says what a
//!    look tells). If the second one differs everything is thrown away, and the waiting begins anew.
//! 4. Only then are they parsed: nothing on the disk can change what is parsed. Where a file that was sound has become
//!    useless as a whole, or the folder is gone, the result is thrown away, the trouble is told, and the last good data stays.
//! 5. The figures are counted here as well. Data and figures reach the sessions as one `Arc` and are swapped in between two
//!    frames.
//!
//! A session may begin with the newest snapshot alone. Then the thread begins with the older ones, once the first frame
//! stands. If the folder is not what it was before the first of its files was read, what was read is thrown away, and steps
//! 2 to 5 bring all of it.
//!
//! A folder that does not come to rest within a second is taken in all the same where every state of it must be complete:
//! since it was last at rest nothing was written in place, and either one single file was replaced again and again, or the
//! whole folder was. In any other unrest nobody can tell which files belong together: the last good data stays, and after two
//! seconds the top line says so.

mod ears;
mod worker;

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{fmt, io, thread};

use crate::app::counted::{Brief, Counted};
use crate::app::live::{Follow, News, Since, Trouble};
use crate::domain::dataset::Dataset;
use crate::store::still::{Held, Look};
use crate::store::{Limits, Rest};

/// The name of the thread: a panic in it does not end the process, see
/// [`install_panic_hook`](super::guard::install_panic_hook).
pub(super) const THREAD: &str = "live";

/// What is watched, and how.
pub struct Plan {
    /// The data folder; empty where the data lies in the program.
    pub root: std::path::PathBuf,
    /// How much is read at most.
    pub limits: Limits,
    /// What the folder looked like before the data on screen was loaded.
    pub seen: Look,
    /// The data on screen.
    pub data: Arc<Dataset>,
    /// What of it was not read yet.
    pub rest: Option<Rest>,
    /// For whom is counted.
    pub brief: Brief,
    /// Whether it is watched, or looked at when somebody asks.
    pub follow: Follow,
    /// Reads what was held.
    pub load: Box<dyn Fn(Held) -> Dataset + Send>,
    /// Tells the time where the operator is.
    pub clock: fn() -> Since,
}

impl fmt::Debug for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plan")
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}

/// What the thread and its visitors share.
struct Shared {
    bell: Mutex<Bell>,
    rung: Condvar,
    desk: Mutex<Desk>,
}

/// Why the thread is woken. Switches, no queue: nothing can overflow.
#[derive(Clone, Copy, Default)]
struct Bell {
    changed: bool,
    asked: bool,
    over: bool,
}

/// What the thread has found out, and who wants to know.
#[derive(Default)]
struct Desk {
    newest: Option<Arc<Counted>>,
    trouble: Option<Trouble>,
    boxes: Vec<Letterbox>,
}

/// What one session has not fetched yet: at most one set of data, however slow the session is.
struct Letterbox {
    number: usize,
    news: Option<News>,
    call: Box<dyn Fn() + Send>,
}

/// A lock that a panicking thread left behind holds nothing half-done here.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Shared {
    fn ring(&self, ring: impl FnOnce(&mut Bell)) {
        ring(&mut lock(&self.bell));
        self.rung.notify_all();
    }

    /// Waits for the bell; what it says is taken.
    fn wait(&self, most: Option<Duration>) -> Bell {
        let mut bell = lock(&self.bell);
        let silent = |bell: &mut Bell| !(bell.changed || bell.asked || bell.over);
        bell = if let Some(most) = most {
            let waited = self.rung.wait_timeout_while(bell, most, silent);
            waited.unwrap_or_else(PoisonError::into_inner).0
        } else {
            let waited = self.rung.wait_while(bell, silent);
            waited.unwrap_or_else(PoisonError::into_inner)
        };
        let over = bell.over;
        std::mem::replace(
            &mut *bell,
            Bell {
                over,
                ..Bell::default()
            },
        )
    }

    /// Puts something into every letterbox.
    fn post(&self, data: Option<&Arc<Counted>>, asked: bool, trouble: Option<&Trouble>) {
        let mut desk = lock(&self.desk);
        if let Some(data) = data {
            desk.newest = Some(Arc::clone(data));
        }
        desk.trouble = trouble.cloned();
        for letterbox in &mut desk.boxes {
            let was_empty = letterbox.news.is_none();
            let news = letterbox.news.get_or_insert_default();
            if let Some(data) = data {
                news.data = Some(Arc::clone(data));
                news.count += 1;
            }
            news.asked |= asked;
            news.trouble = trouble.cloned();
            if was_empty {
                (letterbox.call)();
            }
        }
    }
}

/// The thread that watches a folder; it ends when this is dropped.
pub struct Watcher {
    shared: Arc<Shared>,
    follow: Follow,
}

impl Watcher {
    /// Starts the thread.
    pub fn begin(plan: Plan) -> io::Result<Self> {
        let shared = Arc::new(Shared {
            bell: Mutex::default(),
            rung: Condvar::new(),
            desk: Mutex::default(),
        });
        let follow = plan.follow;
        let worker = worker::Worker::new(plan, Arc::clone(&shared));
        thread::Builder::new()
            .name(THREAD.to_owned())
            .spawn(move || worker.run())?;
        Ok(Self { shared, follow })
    }

    /// A letterbox of one session. `call` is called when something comes into the empty box; it must not wait for long.
    pub fn subscribe(&self, call: impl Fn() + Send + 'static) -> Feed {
        let mut desk = lock(&self.shared.desk);
        let number = desk.boxes.iter().map(|it| it.number + 1).max().unwrap_or(0);
        // Who comes late gets what was found out before.
        let is_new = desk.newest.is_some() || desk.trouble.is_some();
        let news = is_new.then(|| News {
            data: desk.newest.clone(),
            count: usize::from(desk.newest.is_some()),
            asked: false,
            trouble: desk.trouble.clone(),
        });
        if news.is_some() {
            call();
        }
        desk.boxes.push(Letterbox {
            number,
            news,
            call: Box::new(call),
        });
        Feed {
            number,
            follow: self.follow,
            shared: Arc::clone(&self.shared),
        }
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        self.shared.ring(|bell| bell.over = true);
    }
}

impl fmt::Debug for Watcher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Watcher").field(&self.follow).finish()
    }
}

/// One session's end: what came, and a way to ask.
pub struct Feed {
    number: usize,
    follow: Follow,
    shared: Arc<Shared>,
}

impl Feed {
    /// Whether the folder is watched.
    pub fn follow(&self) -> Follow {
        self.follow
    }

    /// What came since it was last fetched.
    pub fn take(&self) -> Option<News> {
        let mut desk = lock(&self.shared.desk);
        let mut boxes = desk.boxes.iter_mut();
        let own = boxes.find(|letterbox| letterbox.number == self.number)?;
        own.news.take()
    }

    /// The first frame stands: whatever is left to be read may be read now.
    pub fn begin(&self) {
        self.shared.ring(|bell| bell.changed = true);
    }

    /// Wants the folder to be looked at at once.
    pub fn ask(&self) {
        self.shared.ring(|bell| bell.asked = true);
    }
}

impl Drop for Feed {
    fn drop(&mut self) {
        let mut desk = lock(&self.shared.desk);
        desk.boxes
            .retain(|letterbox| letterbox.number != self.number);
    }
}

impl fmt::Debug for Feed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Feed").field(&self.number).finish()
    }
}
