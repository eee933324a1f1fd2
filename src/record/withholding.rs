//! Withholdings: a content that was kept and is taken out of reach.

use serde::Deserialize;
use serde::Serialize;

use crate::id::ContentId;
use crate::id::SeedId;

/// A content whose bytes are kept no longer, for every version of every seed that has it. Its
/// digest stays in the record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Withholding {
    /// The content.
    pub content: ContentId,
    /// The seed that was named when it was withheld.
    pub seed: SeedId,
}
