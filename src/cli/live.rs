//! The data folder of a session: what it looks like before it is loaded, and the thread that follows it.

use std::path::PathBuf;
use std::sync::Arc;
use std::thread;
use std::time::Duration;

use chrono::Timelike;

use super::{Desk, Failure};
use crate::app::live::{Follow, Since};
use crate::app::model::Model;
use crate::runtime::live::{Plan, Watcher};
use crate::store::still::{Held, Look};
use crate::store::{self, Rest, Source};

/// A folder as it looked before the data was read: what happened since then is no older than the data.
#[derive(Debug, Default)]
pub(super) struct Seen {
    root: PathBuf,
    look: Look,
}

/// Tries to read a folder that somebody writes into, and how long one waits before the next.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(20);

/// Reads the data with a look at its folder before and one after: where they are not the same it was read while somebody
/// wrote, and is read again. Whoever never stops writing gets a session all the same, which says so in its first line.
/// Without a look for the data in the program.
pub(super) fn steady<T>(desk: &Desk<'_>, read: impl Fn() -> T) -> (T, Option<Seen>) {
    let Source::Folder(root) = desk.source() else {
        return (read(), None);
    };
    let mut look = Look::at(&root);
    let mut data = read();
    for _ in 0..TRIES {
        let now = Look::at(&root);
        if now == look {
            break;
        }
        thread::sleep(PAUSE);
        look = Look::at(&root);
        data = read();
    }
    (data, Some(Seen { root, look }))
}

/// A session with the newest snapshot alone, and the rest for later. Where something was asked for that may need the older
/// ones, everything is loaded at once.
pub(super) fn first(
    desk: &mut Desk<'_>,
    size: (u16, u16),
) -> Result<(Model, Option<Rest>), Failure> {
    let filter = desk.arguments.filter.as_ref();
    let is_filtered = filter.or(desk.settings.filter.as_ref()).is_some();
    if is_filtered || desk.settings.restore_session {
        return Ok((desk.usable_model(size)?, None));
    }
    let read = || store::load_newest(&desk.source(), desk.limits());
    let ((data, rest), seen) = steady(desk, read);
    desk.seen = seen;
    let model = desk.usable(data, size)?;
    desk.tell_problems(&model)?;
    Ok((model, rest))
}

/// Reads the rest of the data once a session stands, and follows the folder from then on.
pub(super) fn follow(desk: &mut Desk<'_>, model: &Model, rest: Option<Rest>) -> Option<Watcher> {
    let seen = desk.seen.take();
    let follow = match seen {
        None if rest.is_none() => return None,
        None => Follow::Nothing,
        Some(_) if desk.settings.live => Follow::Watched,
        Some(_) => Follow::WhenAsked,
    };
    let seen = seen.unwrap_or_default();
    let plan = Plan {
        root: seen.root,
        limits: desk.limits(),
        seen: seen.look,
        data: Arc::clone(&model.data),
        rest,
        brief: model.brief(),
        follow,
        load: Box::new(Held::load),
        clock,
    };
    // Without another thread a session is as good as it was: it shows what was loaded.
    Watcher::begin(plan).ok()
}

/// The time here and now.
#[expect(
    clippy::disallowed_methods,
    reason = "since when something is wrong is told in the time of the operator"
)]
fn clock() -> Since {
    let now = chrono::Local::now();
    let small = |number: u32| u8::try_from(number).unwrap_or_default();
    Since {
        day: now.date_naive(),
        hour: small(now.hour()),
        minute: small(now.minute()),
    }
}
