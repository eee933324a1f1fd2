//! The store under `snapshots/`: objects, runs, analyses and statements, as files.
//!
//! Owns where things lie, how they are written (durably, atomically, never over a sound one) and
//! the lock. Does not know what a record means (`history`). Reading believes nothing: every run,
//! analysis and statement is checked against its name. Start from [`Store`].
//!
//! ```
//! use provenance::id::ContentId;
//! use provenance::store::{MemoryStorage, Store};
//! let store = Store::new(MemoryStorage::default());
//! let id = ContentId::of(b"text");
//! store.put_object(id, b"text").unwrap();
//! assert_eq!(store.object(id).unwrap(), b"text");
//! ```

mod disk;
mod error;
mod hashes;
mod layout;
mod lock;
mod memory;
mod objects;
mod records;
mod storage;

pub use disk::DiskStorage;
pub use error::StoreError;
pub use hashes::HashesState;
pub(crate) use layout::TEMPORARY;
pub use layout::{Folder, analysis_path, hashes_path, object_path, run_path, statement_path};
pub use lock::{Lock, LockError};
pub use memory::MemoryStorage;
pub use objects::{ObjectState, PutOutcome};
pub use records::{Damage, Loaded, Store};
pub use storage::Storage;
