//! Naming a version, or any other side of a comparison.

use std::fmt;

use schemars::JsonSchema;
use serde::Serialize;

use super::time::Moment;
use crate::id::ContentId;
use crate::id::SeedId;

/// Which version, or which plain file, is meant.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VersionLabel {
    /// The seed; null for a plain file.
    #[schemars(with = "Option<String>")]
    pub seed: Option<SeedId>,
    /// The version's number; null where there is none, as in the working tree, and where two
    /// branches made the same number.
    pub version: Option<u32>,
    /// The digest of the content; null where nothing stands, as before the first version.
    #[schemars(with = "Option<String>")]
    pub digest: Option<ContentId>,
    /// The path, from the repository's root or as it was given.
    pub path: Option<String>,
    /// When the version was recorded; null for what is not recorded.
    pub date: Option<Moment>,
}

impl VersionLabel {
    /// Hexadecimal digits of a digest that are shown to people.
    pub const SHORT_DIGITS: usize = 8;
}

impl fmt::Display for VersionLabel {
    /// `003@2`, else `003@3d62ea6c`, else the seed or the path alone.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Some(seed) = &self.seed else {
            return out.write_str(self.path.as_deref().unwrap_or("(nothing)"));
        };
        match (self.version, &self.digest) {
            (Some(number), _) => write!(out, "{seed}@{number}"),
            (None, Some(digest)) => write!(out, "{seed}@{}", digest.short(Self::SHORT_DIGITS)),
            (None, None) => write!(out, "{seed}"),
        }
    }
}
