//! Where answers are remembered: with the other caches, rebuildable, read by no other command.

use std::fs;

use crate::citation::Memory;
use crate::project::open::Project;

/// The file's name in the folder of caches.
const FILE: &str = "answers";

impl Project {
    /// Reads what was remembered; whatever is wrong with it, nothing was.
    pub(super) fn recall_answers(&self) -> Memory {
        let bytes = fs::read(self.state_folder().join(FILE)).unwrap_or_default();
        let mut rules = self.rules.id().as_bytes().to_vec();
        rules.extend_from_slice(self.config.words_as_written.as_bytes());
        Memory::read(&bytes, &rules)
    }

    /// Forgets everything: answers quote. A failure leaves what others cannot reach.
    pub(in crate::project) fn forget_answers(&self) {
        drop(fs::remove_file(self.state_folder().join(FILE)));
    }

    /// Remembers. A failure only costs time at the next run.
    pub(super) fn remember_answers(&self, memory: &Memory, forgets_rest: bool) {
        let Some(bytes) = memory.to_bytes(forgets_rest) else { return };
        let folder = self.state_folder();
        let temporary = folder.join(format!("{FILE}.{}", std::process::id()));
        let write = || {
            fs::create_dir_all(&folder)?;
            fs::write(&temporary, bytes)?;
            fs::rename(&temporary, folder.join(FILE))
        };
        if write().is_err() {
            drop(fs::remove_file(&temporary));
        }
    }
}
