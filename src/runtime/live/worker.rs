//! The thread that looks, waits for rest, holds, parses and tells. The protocol stands in the head of the room.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use super::ears::Ears;
use super::{Plan, Shared};
use crate::app::counted::Counted;
use crate::app::live::{Follow, Trouble, What};
use crate::domain::dataset::Dataset;
use crate::domain::problem::{Fault, Problem};
use crate::domain::text::CleanText;
use crate::store::ROLLOUT;
use crate::store::still::{Held, Look, hold};

/// So long nothing may have changed.
const QUIET: Duration = Duration::from_millis(250);
/// After so long in unrest what must be complete is taken in.
const PATIENCE: Duration = Duration::from_secs(1);
/// After so long in unrest it is told.
const RESTLESS: Duration = Duration::from_secs(2);
/// Looks while waiting for rest: the system need not tell.
const STEP: Duration = Duration::from_millis(50);
/// The coarsest clock of a file system: two changes within it may look the same.
const TICK: Duration = Duration::from_millis(12);
/// So long nobody looks after a look.
const BREATH: Duration = Duration::from_millis(2);
/// Looks without being told.
const POLL: Duration = Duration::from_secs(5);
/// Looks for a folder that is gone: nothing can tell that it is back.
const SEEK: Duration = Duration::from_millis(500);

pub(super) struct Worker {
    plan: Plan,
    shared: Arc<Shared>,
    ears: Ears,
    /// What was last held, or found wanting.
    last: Look,
    /// What the data on screen was read from.
    shown: Look,
    /// The files of it that were of no use.
    lost: BTreeSet<CleanText>,
    trouble: Option<Trouble>,
    /// Whether the older snapshots are not on screen yet.
    awaited: bool,
}

/// How the folder came to rest.
enum Calm {
    /// Here are its bytes, and whether it is certain that they belong together.
    Held(Held, Look, bool),
    /// There is none.
    Gone(Look),
    /// Nobody looks any more.
    Over,
}

/// What happened since the folder was last at rest.
#[derive(Debug, Default)]
struct Unrest {
    other_folder: bool,
    in_place: bool,
    files: BTreeSet<String>,
}

impl Unrest {
    fn note(&mut self, before: &Look, now: &Look) {
        let difference = now.since(before);
        self.other_folder |= difference.is_other_folder;
        self.in_place |= difference.in_place;
        self.files.extend(difference.files);
    }

    /// Whether every state must be complete: one file replaced again and again, or the folder as a whole.
    fn is_of_whole_states(&self) -> bool {
        !self.in_place && self.files.len() <= usize::from(!self.other_folder)
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "how long the folder is at rest is counted from here"
)]
fn now() -> Instant {
    Instant::now()
}

/// The files that are of no use, with one fault each. A file that has not the rows that it says is one: it is torn.
fn losses(data: &Dataset) -> impl Iterator<Item = (&Problem, &CleanText)> {
    let is_loss =
        |problem: &&Problem| problem.whole || matches!(problem.fault, Fault::RowCount { .. });
    let all = data.problems.iter().filter(is_loss);
    all.filter_map(|problem| Some((problem, &problem.place.as_ref()?.file)))
}

impl Worker {
    pub(super) fn new(mut plan: Plan, shared: Arc<Shared>) -> Self {
        let lost = losses(&plan.data).map(|(_, file)| file.clone()).collect();
        // Held no longer than the screen holds it.
        plan.data = Arc::default();
        Self {
            ears: Ears::new(Arc::clone(&shared)),
            shared,
            last: plan.seen.clone(),
            shown: plan.seen.clone(),
            lost,
            trouble: None,
            awaited: plan.rest.is_some(),
            plan,
        }
    }

    pub(super) fn run(mut self) {
        // The folder may have changed between the load at the start and now.
        let (mut asked, mut told) = (false, true);
        if self.awaited && self.shared.wait(None).over {
            return;
        }
        loop {
            let look = catch_unwind(AssertUnwindSafe(|| {
                if told || asked || !self.last.is_still_so(&self.plan.root) {
                    self.complete();
                    self.look(asked);
                }
            }));
            if look.is_err() {
                // Not again before something changes: it would crash again.
                self.last = Look::at(&self.plan.root);
                self.tell(What::Crashed, asked);
            }
            let is_gone = matches!(&self.trouble, Some(trouble) if trouble.what == What::Gone);
            let most = match (self.is_watched(), is_gone) {
                (false, _) => None,
                (true, true) => Some(SEEK),
                (true, false) => Some(POLL),
            };
            let bell = self.shared.wait(most);
            if bell.over {
                return;
            }
            (asked, told) = (bell.asked, bell.changed);
        }
    }

    fn is_watched(&self) -> bool {
        self.plan.follow == Follow::Watched
    }

    /// Reads the older snapshots, where that was left to be done. Of two states of the folder nothing is handed on.
    fn complete(&mut self) {
        let Some(rest) = self.plan.rest.take() else {
            return;
        };
        let data = rest.load();
        if Look::at(&self.plan.root) == self.last {
            self.judge(data, None, false);
        } else {
            self.lost
                .extend(losses(&data).map(|(_, file)| file.clone()));
        }
    }

    /// Looks at the folder, and loads it where it is another one than before, the older snapshots are missing or somebody
    /// asks.
    fn look(&mut self, mut asked: bool) {
        if !self.is_watched() && !asked && !self.awaited {
            return;
        }
        loop {
            let mut look = Look::at(&self.plan.root);
            if self.is_watched() && self.ears.turn_to(&self.plan.root, &look) {
                // What happened before somebody listened.
                look = Look::at(&self.plan.root);
            }
            if !asked && !self.awaited && look.shows_the_same(&self.last) {
                self.last = look;
                return;
            }
            match self.rest(look, &mut asked) {
                Calm::Over => return,
                Calm::Gone(look) => {
                    self.last = look;
                    return self.tell(What::Gone, asked);
                }
                Calm::Held(held, look, is_certain) => {
                    let data = (self.plan.load)(held);
                    let loss = self.loss(&data, &look);
                    // One that was only begun is no fault: it is waited for.
                    if is_certain || loss.is_none() {
                        self.last = look;
                        return self.judge(data, loss, asked);
                    }
                }
            }
        }
    }

    /// Waits until nothing changes any more, and takes the bytes in.
    fn rest(&mut self, first: Look, asked: &mut bool) -> Calm {
        let mut unrest = Unrest::default();
        unrest.note(&self.last, &first);
        // What looks as it did when it was last at rest has been waited for.
        let is_known = first.shows_the_same(&self.last);
        let mut needed = if is_known { TICK } else { QUIET };
        let begun = now();
        let (mut look, mut since) = (first, begun);
        loop {
            let is_late = begun.elapsed() >= PATIENCE;
            let is_certain = since.elapsed() >= needed;
            let is_likely = is_late && since.elapsed() >= TICK && unrest.is_of_whole_states();
            if is_certain && !look.is_there() {
                return Calm::Gone(look);
            }
            if (is_certain || is_likely)
                && look.is_there()
                && let Some(held) = hold(&self.plan.root, self.plan.limits, &look)
            {
                return Calm::Held(held, look, is_certain);
            }
            if begun.elapsed() >= RESTLESS && !is_certain {
                self.tell(What::Restless, false);
            }
            let bell = self.shared.wait(Some(if is_late { TICK } else { STEP }));
            if bell.over {
                return Calm::Over;
            }
            *asked |= bell.asked;
            // A flood of changes is one change.
            thread::sleep(BREATH);
            let next = Look::at(&self.plan.root);
            if next != look {
                if self.is_watched() {
                    self.ears.turn_to(&self.plan.root, &next);
                }
                unrest.note(&look, &next);
                (look, since, needed) = (next, now(), QUIET);
            }
        }
    }

    /// What was sound in the data on screen and is of no use now.
    fn loss(&self, data: &Dataset, look: &Look) -> Option<What> {
        let mut losses = losses(data).filter(|(problem, file)| {
            let was_there = match problem.fault {
                Fault::FolderMissing
                | Fault::FolderEmpty
                | Fault::NotAFolder
                | Fault::NoPermission
                | Fault::FileMissing => true,
                _ => self.shown.has(file.as_str()),
            };
            was_there && !self.lost.contains(*file)
        });
        let loss = losses.next().map(|(problem, file)| match problem.fault {
            Fault::FolderMissing | Fault::FolderEmpty | Fault::NotAFolder => What::Gone,
            _ => What::File(file.clone()),
        });
        // Files that are gone are no fault of a file; but nobody withdraws every snapshot.
        let had_snapshots = self.shown.has_snapshots() && !look.has_snapshots();
        loss.or_else(|| had_snapshots.then(|| What::File(CleanText::new(ROLLOUT))))
    }

    /// Hands sound data on; what is not sound is told.
    fn judge(&mut self, data: Dataset, loss: Option<What>, asked: bool) {
        if let Some(what) = loss {
            return self.tell(what, asked);
        }
        self.shown = self.last.clone();
        self.lost = losses(&data).map(|(_, file)| file.clone()).collect();
        (self.trouble, self.awaited) = (None, false);
        let counted = Counted::new(Arc::new(data), &self.plan.brief);
        self.shared.post(Some(&Arc::new(counted)), asked, None);
    }

    /// Tells what keeps newer data away, with the time at which it began.
    fn tell(&mut self, what: What, asked: bool) {
        let is_known = self.trouble.as_ref().is_some_and(|it| it.what == what);
        if !is_known {
            // However it changes: so long newer data has been kept away.
            let begun = self.trouble.as_ref().map(|trouble| trouble.since);
            let since = begun.unwrap_or_else(self.plan.clock);
            self.trouble = Some(Trouble { what, since });
        }
        if !is_known || asked {
            self.shared.post(None, asked, self.trouble.as_ref());
        }
    }
}
