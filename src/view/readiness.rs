//! How much of a system specification a version is.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Serialize;

use super::place::EvidenceView;
use super::place::OnPage;
use super::place::Places;
use crate::analysis::readiness::Element;
use crate::analysis::readiness::ElementKind;
use crate::analysis::readiness::Readiness;
use crate::analysis::readiness::Requirement;
use crate::analysis::readiness::Verdict;
use crate::analysis::readiness::ask;

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ElementView {
    /// Which element.
    pub element: ElementKind,
    /// Whether the document has it.
    pub present: bool,
    /// How many places show it.
    pub count: u32,
    /// The best of those places; for maturity the places that are still open.
    pub evidence: Vec<EvidenceView>,
    /// What to ask the author for when it is missing; absent when it is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<&'static str>,
}

impl ElementView {
    fn of(element: &Element, places: &Places) -> Self {
        Self {
            element: element.kind,
            present: element.is_present,
            count: element.count,
            evidence: element.evidence.iter().map(|evidence| places.evidence(evidence)).collect(),
            ask: (!element.is_present).then(|| ask(element.kind)),
        }
    }
}

/// A requirement sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RequirementView {
    /// A name that stays while the sentence stands.
    pub id: String,
    /// The first byte.
    pub start: usize,
    /// The byte after the last one.
    pub end: usize,
    /// The line it starts on.
    pub first_line: NonZeroU32,
    /// The line it ends on.
    pub last_line: NonZeroU32,
    /// Where on a page it begins; absent for formats without pages.
    #[serde(flatten)]
    pub on_page: Option<OnPage>,
    /// What makes it weak, if anything.
    pub weaknesses: Vec<String>,
    /// Its words, or their beginning when they are many; only `readiness` tells them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl RequirementView {
    /// The most bytes of a requirement that are told.
    pub const MAX_BYTES: usize = 4096;

    /// Shows a requirement with its words.
    #[must_use]
    pub fn quoted(requirement: &Requirement, text: &str, places: &Places) -> Self {
        let whole = requirement.span.slice(text);
        let cut = whole.floor_char_boundary(Self::MAX_BYTES);
        Self { text: whole.get(..cut).map(ToOwned::to_owned), ..Self::of(requirement, places) }
    }

    fn of(requirement: &Requirement, places: &Places) -> Self {
        let (first_line, last_line) = places.lines_of(requirement.span);
        Self {
            id: requirement.id.clone(),
            start: requirement.span.start(),
            end: requirement.span.end(),
            first_line,
            last_line,
            on_page: places.on_page(requirement.span),
            weaknesses: requirement.weaknesses.clone(),
            text: None,
        }
    }
}

/// The verdict with its checklist.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReadinessView {
    /// The verdict.
    pub verdict: Verdict,
    /// The score, 0 to 1.
    pub score: f64,
    /// The score from which a specification is possible, 0 to 1.
    pub threshold: f64,
    /// The checklist, in the order of the elements.
    pub elements: Vec<ElementView>,
    /// Why the verdict is what it is.
    pub reasons: Vec<String>,
    /// The requirement sentences, ascending.
    pub requirements: Vec<RequirementView>,
}

impl ReadinessView {
    /// Shows the readiness of the document that `places` belongs to.
    #[must_use]
    pub fn of(readiness: &Readiness, places: &Places) -> Self {
        let elements = readiness.elements.iter();
        let requirements = readiness.requirements.iter();
        Self {
            verdict: readiness.verdict,
            score: readiness.score.fraction(),
            threshold: readiness.threshold.fraction(),
            elements: elements.map(|element| ElementView::of(element, places)).collect(),
            reasons: readiness.reasons.clone(),
            requirements: requirements.map(|found| RequirementView::of(found, places)).collect(),
        }
    }

    /// Shows the readiness with the words of every requirement in `text`.
    #[must_use]
    pub fn quoted(readiness: &Readiness, text: &str, places: &Places) -> Self {
        let requirements = readiness.requirements.iter();
        Self {
            requirements: requirements
                .map(|found| RequirementView::quoted(found, text, places))
                .collect(),
            ..Self::of(readiness, places)
        }
    }
}

/// The verdict in short, for a line about many seeds.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ReadinessBrief {
    /// The verdict.
    pub verdict: Verdict,
    /// The score, 0 to 1.
    pub score: f64,
    /// Whether a specification arrived with this version: it is one, and the one before was not.
    pub arrived: bool,
    /// Every element that is present, with the number of places that show it.
    pub present: Vec<ElementCount>,
    /// Every element that is missing.
    pub missing: Vec<ElementKind>,
}

/// An element of the checklist with the number of places that show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ElementCount {
    /// Which element.
    pub element: ElementKind,
    /// How many places show it.
    pub count: u32,
}

impl ReadinessBrief {
    /// Shortens a readiness. `had_specification` tells whether the version before it was a
    /// specification already.
    #[must_use]
    pub fn of(readiness: &Readiness, had_specification: bool) -> Self {
        let elements = readiness.elements.iter();
        let present = elements.clone().filter(|element| element.is_present);
        Self {
            verdict: readiness.verdict,
            score: readiness.score.fraction(),
            arrived: readiness.verdict == Verdict::Specification && !had_specification,
            present: present
                .map(|element| ElementCount { element: element.kind, count: element.count })
                .collect(),
            missing: elements
                .filter(|element| !element.is_present)
                .map(|element| element.kind)
                .collect(),
        }
    }
}
