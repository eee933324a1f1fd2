//! Names of things: digests, seed ids and git object ids, each its own type.
//!
//! Owns the parsing and printing of identifiers. Does not decide which seed a file is (that is
//! `history`) nor where an object lies (that is `store`). Start from [`ContentId`] and [`SeedId`].
//!
//! ```
//! use provenance::id::ContentId;
//! let id = ContentId::of(b"");
//! assert_eq!(id.to_string().len(), 64);
//! assert_eq!(id.to_string().parse::<ContentId>().unwrap(), id);
//! ```

mod blob_id;
mod digest;
mod seed_id;
mod seed_path;

pub(crate) use blob_id::BlobHasher;
pub use blob_id::{BlobId, BlobIdError};
pub use digest::{AnalysisId, ContentId, DigestError, HashesId, RulesId, RunId, StatementId};
pub use seed_id::{SeedId, SeedIdError};
pub use seed_path::{SeedPath, SeedPathError};
