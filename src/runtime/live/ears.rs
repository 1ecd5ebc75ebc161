//! What the system tells of a folder. It may tell too much, too little, or nothing: whoever listens looks for himself.

use std::path::Path;
use std::sync::Arc;

use notify::event::{AccessKind, AccessMode};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::Shared;
use crate::store::still::Look;

/// Listens to a folder and its sub-folders. Folders and not files: a file that is replaced takes its watch with it.
pub(super) struct Ears {
    shared: Arc<Shared>,
    watcher: Option<RecommendedWatcher>,
    /// The folders that are listened to.
    at: Option<Look>,
}

impl Ears {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self {
            shared,
            watcher: None,
            at: None,
        }
    }

    /// Listens to the folders of this look; true where they are others than before. A folder that was replaced has the same
    /// name and is another one.
    pub(super) fn turn_to(&mut self, root: &Path, look: &Look) -> bool {
        if self.at.as_ref().is_some_and(|at| at.has_folders_of(look)) {
            return false;
        }
        self.at = Some(look.clone());
        let shared = Arc::clone(&self.shared);
        let listen = move |event: notify::Result<notify::Event>| {
            // That somebody reads is no news; our own reading would wake us for ever.
            let is_reading = event.as_ref().is_ok_and(|event| match event.kind {
                EventKind::Access(AccessKind::Close(AccessMode::Write)) => false,
                EventKind::Access(_) => true,
                _ => false,
            });
            if !is_reading {
                shared.ring(|bell| bell.changed = true);
            }
        };
        // Where the system cannot tell (no watches left, a strange file system), looking every few seconds has to do.
        self.watcher = notify::recommended_watcher(listen).ok();
        if let Some(watcher) = &mut self.watcher {
            for folder in look.folders(root) {
                let _ = watcher.watch(&folder, RecursiveMode::NonRecursive);
            }
        }
        true
    }
}
