//! When the address of a seed was asked last, and what marks its document had then.
//!
//! Remembered beside the caches: it saves requests and bytes on the way, and proves nothing. Where
//! it is gone, as in a fresh clone, the facts in the record stand in.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use jiff::Timestamp;
use serde::Deserialize;
use serde::Serialize;

use crate::capture::Address;
use crate::id::ContentId;
use crate::id::SeedId;
use crate::project::open::Project;

/// The last answer of a seed's address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LastAsked {
    pub(super) url: Address,
    /// The document that it stood for.
    pub(super) content: ContentId,
    pub(super) time: Timestamp,
}

/// The last answers, by seed.
pub(super) type Asked = BTreeMap<SeedId, LastAsked>;

impl Project {
    fn asked_path(&self) -> PathBuf {
        self.state_folder().join("asked.json")
    }

    /// What is remembered; nothing where it cannot be read.
    pub(super) fn asked(&self) -> Asked {
        let bytes = fs::read(self.asked_path()).unwrap_or_default();
        serde_json::from_slice(&bytes).unwrap_or_default()
    }

    /// Remembers; where that fails, the next time asks more than it would have to.
    pub(super) fn remember_asked(&self, asked: &Asked) {
        let Ok(bytes) = serde_json::to_vec(asked) else { return };
        let path = self.asked_path();
        let temporary = path.with_extension("new");
        drop(fs::write(&temporary, bytes).and_then(|()| fs::rename(&temporary, &path)));
    }
}
