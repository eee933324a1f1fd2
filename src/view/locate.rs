//! `locate`: where a passage of one version stands in another, and what became of it.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Serialize;

use super::place::OnPage;
use super::place::Places;
use super::place::RangeSpace;
use super::place::RangeView;
use super::time::SchemaVersion;
use super::version::VersionLabel;
use crate::analysis::PerMille;
use crate::citation::ContextChange;
use crate::citation::Finding;
use crate::citation::Location;
use crate::citation::Placed;
use crate::citation::Strategy;
use crate::document::Space;
use crate::text::Span;

/// A passage with its lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PassageView {
    /// Its place.
    #[serde(flatten)]
    pub range: RangeView,
    /// The line it starts on.
    pub first_line: NonZeroU32,
    /// The line it ends on.
    pub last_line: NonZeroU32,
    /// Where on a page it begins; absent for formats without pages.
    #[serde(flatten)]
    pub on_page: Option<OnPage>,
    /// Its text.
    pub text: String,
}

impl PassageView {
    /// The passage at a place of a text.
    #[must_use]
    pub fn of(span: Span, text: &str, places: &Places) -> Self {
        let (first_line, last_line) = places.lines_of(span);
        let text = span.slice(text).to_owned();
        let on_page = places.on_page(span);
        Self { range: places.range(span), first_line, last_line, on_page, text }
    }

    /// A passage whose place is known.
    #[must_use]
    pub fn placed(placed: &Placed) -> Self {
        let space = match placed.space {
            Space::Raw => None,
            Space::Derived => Some(RangeSpace::Derived),
        };
        let (start, end) = (placed.span.start(), placed.span.end());
        Self {
            range: RangeView { start, end, space },
            first_line: placed.first_line,
            last_line: placed.last_line,
            on_page: None,
            text: placed.text.clone(),
        }
    }
}

/// An exception or condition beside the passage that came, went or changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ContextView {
    /// What stood there; null when it came.
    pub old: Option<String>,
    /// What stands there; null when it went.
    pub new: Option<String>,
}

impl ContextView {
    /// Shows changes beside a passage.
    #[must_use]
    pub fn of(changes: &[ContextChange]) -> Vec<Self> {
        let show = |it: &ContextChange| Self { old: it.old.clone(), new: it.new.clone() };
        changes.iter().map(show).collect()
    }
}

/// Where a passage of one version stands in another, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(title = "provenance locate")]
pub struct LocateView {
    /// The version of this JSON.
    pub schema_version: SchemaVersion,
    /// The version that was quoted.
    pub old_version: VersionLabel,
    /// The version it was followed into.
    pub new_version: VersionLabel,
    /// The most dangerous thing that became of it.
    pub finding: Finding,
    /// What else became of it, most dangerous first.
    pub also: Vec<Finding>,
    /// The passage that was quoted.
    pub old: PassageView,
    /// What stands for it now; null when it is gone or ambiguous.
    pub new: Option<PassageView>,
    /// Changes beside it that bear on it.
    pub context: Vec<ContextView>,
    /// How sure the place is, 0 to 1.
    pub confidence: f64,
    /// How the passage was followed.
    pub strategy: Strategy,
    /// Places that could stand for it, when there are several.
    pub candidates: Vec<PassageView>,
}

impl LocateView {
    /// Shows a location; `old` and `new` are the texts with what their offsets count.
    #[must_use]
    pub fn of(
        location: &Location,
        (old_version, old, old_places): (VersionLabel, &str, &Places),
        (new_version, new, new_places): (VersionLabel, &str, &Places),
    ) -> Self {
        let there = |span: Span| PassageView::of(span, new, new_places);
        let confidence = u16::try_from(location.confidence).unwrap_or(u16::MAX);
        Self {
            schema_version: SchemaVersion,
            old_version,
            new_version,
            finding: location.finding,
            also: location.also.clone(),
            old: PassageView::of(location.old, old, old_places),
            new: location.new.as_ref().map(|passage| there(passage.span)),
            context: ContextView::of(&location.context),
            confidence: PerMille::new(confidence).fraction(),
            strategy: location.strategy,
            candidates: location.candidates.iter().map(|span| there(*span)).collect(),
        }
    }
}
