//! `blame`: the version that introduced each sentence.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Serialize;

use super::place::RangeSpace;
use super::problem::LimitationView;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::diff::Significance;

/// What a sentence said before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RewordingView {
    /// The version that introduced the old sentence.
    pub introduced: VersionLabel,
    /// The old sentence.
    pub text: String,
    /// What the rewording touched, most serious first.
    pub significance: Vec<Significance>,
}

/// A sentence and the version that introduced it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlamePassage {
    /// The first byte.
    pub start: usize,
    /// The byte after the last one; white space after the sentence belongs to it.
    pub end: usize,
    /// What the offsets count; absent when they count bytes of the raw file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub space: Option<RangeSpace>,
    /// The first line of its words.
    pub first_line: NonZeroU32,
    /// The last line of its words.
    pub last_line: NonZeroU32,
    /// The sentence, without white space at its ends.
    pub text: String,
    /// The version since which it has stood there without a break.
    pub introduced: VersionLabel,
    /// The first version that ever had it, where it was gone in between.
    pub first_seen: Option<VersionLabel>,
    /// What it was reworded from.
    pub reworded_from: Option<RewordingView>,
    /// Whether the scrape added it.
    pub noise: bool,
}

/// How much of a text one version introduced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct BlameShare {
    /// The version.
    pub version: VersionLabel,
    /// Number of sentences.
    pub sentences: u64,
    /// Bytes of these sentences.
    pub bytes: u64,
}

/// The version that introduced each sentence of a version.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "provenance blame")]
pub struct BlameView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The version that was asked for.
    pub label: VersionLabel,
    /// The title of its text.
    pub title: Option<String>,
    /// How many versions the seed has.
    pub versions: u32,
    /// What each version introduced of the whole text, newest first.
    pub shares: Vec<BlameShare>,
    /// The sentences, ascending and touching; with `--since` or `--line` those that were asked for.
    pub passages: Vec<BlamePassage>,
    /// How many sentences were not asked for.
    pub left_out: u64,
    /// What could not be read.
    pub limitations: Vec<LimitationView>,
}
