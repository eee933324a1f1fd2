//! Why the store could not do what was asked.

use std::io;

use crate::id::ContentId;
use crate::record::FormatError;

/// Why the store could not do what was asked. Paths are relative to `snapshots/`.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// The system refused to read, write, list or sync.
    #[error("cannot {what} snapshots/{path}")]
    Io {
        /// What was attempted.
        what: &'static str,
        /// On which path.
        path: String,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// No object of that name is there.
    #[error("there is no object {id}")]
    ObjectMissing {
        /// The content that was asked for.
        id: ContentId,
    },
    /// The object's bytes are not what its name says.
    #[error("the content of object {id} is not what its name says")]
    ObjectAltered {
        /// The content that was asked for.
        id: ContentId,
    },
    /// A file changed between being hashed and being kept.
    #[error("it changed while it was read")]
    Unstable,
    /// A value cannot be written in canonical form.
    #[error("cannot write a record")]
    Format(#[from] FormatError),
}
