//! `[[kept]]`: of which documents the store keeps something else than their bytes.

use serde::Deserialize;

use crate::id::SeedPath;
use crate::record::Kept;
use crate::seeds::Excludes;
use crate::seeds::WalkError;

/// One `[[kept]]` as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawKept {
    files: Vec<String>,
    keep: Keep,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Keep {
    Bytes,
    Hashes,
}

/// What is kept of which files; of several rules for a file the last one counts.
#[derive(Debug, Clone, Default)]
pub struct KeptRules(Vec<(Excludes, Kept)>);

impl KeptRules {
    /// Compiles what was written.
    pub(super) fn new(written: &[RawKept]) -> Result<Self, WalkError> {
        let compile = |rule: &RawKept| {
            let kept = match rule.keep {
                Keep::Bytes => Kept::Bytes,
                Keep::Hashes => Kept::Hashes,
            };
            Ok((Excludes::new(&rule.files)?, kept))
        };
        written.iter().map(compile).collect::<Result<_, _>>().map(Self)
    }

    /// What is kept of a file.
    #[must_use]
    pub fn of(&self, path: &SeedPath) -> Kept {
        let rule = self.0.iter().rev().find(|(files, _)| files.covers(path));
        rule.map_or(Kept::Bytes, |(_, kept)| *kept)
    }
}
