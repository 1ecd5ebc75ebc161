//! The data folder of a session: what it looks like before it is loaded, and the thread that follows it.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::Timelike;

use super::Desk;
use crate::app::live::Since;
use crate::domain::dataset::Dataset;
use crate::runtime::live::{Plan, Watcher};
use crate::store::Source;
use crate::store::still::{Held, Look};

/// A folder as it looked before the data was read: what happened since then is no older than the data.
#[derive(Debug)]
pub(super) struct Seen {
    root: PathBuf,
    look: Look,
}

/// Looks at the data folder; to be called before it is loaded. `None` for the data in the program.
pub(super) fn look(desk: &Desk<'_>) -> Option<Seen> {
    let Source::Folder(root) = desk.source() else {
        return None;
    };
    let look = Look::at(&root);
    Some(Seen { root, look })
}

/// Follows the folder from now on.
pub(super) fn follow(desk: &mut Desk<'_>, data: &Arc<Dataset>) -> Option<Watcher> {
    let seen = desk.seen.take()?;
    let plan = Plan {
        root: seen.root,
        limits: desk.limits(),
        seen: seen.look,
        data: Arc::clone(data),
        watch: desk.settings.live,
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
