//! What happened to many seeds, without all of it being in memory.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use schemars::JsonSchema;
use schemars::Schema;
use schemars::SchemaGenerator;
use serde::Serialize;
use serde::Serializer;

use super::change::SeedChange;

/// Makes the change with a given index.
type Make = dyn Fn(usize) -> Option<SeedChange> + Send + Sync;

/// What happened to seeds, by seed id. Where there are many, each change is made when it is asked
/// for: those of a first snapshot of a hundred thousand documents would fill more memory than
/// everything else.
#[derive(Clone)]
pub struct SeedChanges(Source);

#[derive(Clone)]
enum Source {
    Held(Vec<SeedChange>),
    Made { count: usize, make: Arc<Make> },
}

impl SeedChanges {
    /// `count` changes, each made by `make` from its index; one that it does not make is left out.
    #[must_use]
    pub fn made_by(
        count: usize,
        make: impl Fn(usize) -> Option<SeedChange> + Send + Sync + 'static,
    ) -> Self {
        Self(Source::Made { count, make: Arc::new(make) })
    }

    /// How many there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        match &self.0 {
            Source::Held(changes) => changes.len(),
            Source::Made { count, .. } => *count,
        }
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All of them, one at a time.
    pub fn iter(&self) -> impl Iterator<Item = SeedChange> {
        (0..self.len()).filter_map(|index| match &self.0 {
            Source::Held(changes) => changes.get(index).cloned(),
            Source::Made { make, .. } => make(index),
        })
    }
}

impl Default for SeedChanges {
    fn default() -> Self {
        Self(Source::Held(Vec::new()))
    }
}

impl From<Vec<SeedChange>> for SeedChanges {
    fn from(changes: Vec<SeedChange>) -> Self {
        Self(Source::Held(changes))
    }
}

impl fmt::Debug for SeedChanges {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_list().entries(self.iter()).finish()
    }
}

impl PartialEq for SeedChanges {
    fn eq(&self, other: &Self) -> bool {
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}

impl Serialize for SeedChanges {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl JsonSchema for SeedChanges {
    fn schema_name() -> Cow<'static, str> {
        Vec::<SeedChange>::schema_name()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        Vec::<SeedChange>::json_schema(generator)
    }
}
