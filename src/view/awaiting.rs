//! `awaiting`: the systems that the team waits for a specification of.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Serialize;

use super::origin::ShortClaim;
use super::place::RangeSpace;
use super::time::Moment;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::analysis::origin::Basis;
use crate::analysis::readiness::ElementKind;
use crate::analysis::readiness::Verdict;

/// A place that names an awaited system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MentionView {
    /// The first byte of the name.
    pub start: usize,
    /// The byte after its last one.
    pub end: usize,
    /// What the offsets count; absent when they count bytes of the raw file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space: Option<RangeSpace>,
    /// The line it starts on.
    pub first_line: NonZeroU32,
    /// The line it ends on.
    pub last_line: NonZeroU32,
    /// Which name or alias of the entry stands there.
    pub name: String,
    /// The name as it stands there, with the words around it.
    pub quote: String,
    /// Whether it stands in noise.
    pub noise: bool,
}

/// A seed that names an awaited system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SeedMentions {
    /// The seed's last version.
    pub label: VersionLabel,
    /// The title.
    pub title: Option<ShortClaim>,
    /// When it was published, else when it was updated.
    pub published: Option<ShortClaim>,
    /// Every place, ascending.
    pub mentions: Vec<MentionView>,
}

/// A seed that specifies an awaited system, in part at least.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct BelongingView {
    /// The seed's last version.
    pub label: VersionLabel,
    /// `asserted` where the configuration says so, `inferred` where title or scope names it.
    pub basis: Basis,
    /// Why it belongs to the entry.
    pub reason: String,
    /// How much of a specification it is.
    pub verdict: Verdict,
    /// The score, 0 to 1.
    pub score: f64,
    /// How many requirement sentences it has.
    pub requirements: u64,
    /// The elements of the checklist that it lacks.
    pub missing: Vec<ElementKind>,
}

/// The first version that names an awaited system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SinceView {
    /// Which version, with the time when it was recorded.
    pub label: VersionLabel,
    /// When it was recorded.
    pub recorded_at: Moment,
    /// When it was published, else when it was updated.
    pub published: Option<ShortClaim>,
}

/// One awaited system.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AwaitedView {
    /// What the team calls it.
    pub name: String,
    /// What else it is called.
    pub aliases: Vec<String>,
    /// How much of a specification exists: the best of those that belong to it.
    pub specification: Verdict,
    /// The seeds that specify it, the best first.
    pub specified_by: Vec<BelongingView>,
    /// The seeds that name it, by seed id.
    pub mentioned_in: Vec<SeedMentions>,
    /// The first version that named it; null when none did.
    pub since: Option<SinceView>,
}

/// The systems that the team waits for a specification of.
#[derive(Debug, Clone, Default, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance awaiting")]
pub struct AwaitingView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// Every entry of the watch list, in its order.
    pub awaiting: Vec<AwaitedView>,
    /// What a person must look at, such as an asserted seed that was never recorded.
    pub problems: Vec<String>,
    /// What a person should know but need not act on.
    pub notes: Vec<String>,
}
