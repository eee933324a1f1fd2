//! `coverage`: which requirement sentences of a seed are cited, and where.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Serialize;

use super::place::RangeView;
use super::time::SchemaVersion;
use super::version::VersionLabel;

/// What kind of file cites.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CitingKind {
    /// A decision record, or another document.
    Decision,
    /// Code.
    Code,
    /// A test.
    Test,
}

/// A place that cites.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, JsonSchema)]
pub struct CitingView {
    /// What kind of file it is.
    pub kind: CitingKind,
    /// The file.
    pub file: String,
    /// The line.
    pub line: u32,
}

/// A requirement sentence with the places that cite it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct CoveredView {
    /// The requirement's name: it stays while its words stay.
    pub id: String,
    /// Its place.
    #[serde(flatten)]
    pub range: RangeView,
    /// The line it starts on.
    pub first_line: NonZeroU32,
    /// Its text.
    pub text: String,
    /// The places that cite it or a part of it; empty when nobody does.
    pub cited: Vec<CitingView>,
}

/// The requirement sentences of a version, with the places that cite each.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance coverage")]
pub struct CoverageView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The version whose requirements these are.
    pub version: VersionLabel,
    /// All requirement sentences, in the order of the text.
    pub requirements: Vec<CoveredView>,
    /// How many nobody cites.
    pub uncited: u64,
    /// How many are cited in decisions.
    pub in_decisions: u64,
    /// How many are cited in code that is no test.
    pub in_code: u64,
    /// How many are cited in tests.
    pub in_tests: u64,
    /// Citations of the seed that rest on no requirement sentence.
    pub elsewhere: u64,
}
