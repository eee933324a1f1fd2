//! The verdict and the checklist it comes with.

use schemars::JsonSchema;
use serde::Deserialize;
use serde::Serialize;

use crate::analysis::Evidence;
use crate::analysis::PerMille;
use crate::text::Span;

/// How much of a system specification a document is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// No specification.
    None,
    /// Parts of one.
    Partial,
    /// A specification that one could build from.
    Specification,
}

/// An element of the checklist, after ISO/IEC/IEEE 29148.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum ElementKind {
    /// Scope and purpose.
    Scope,
    /// Terms and actors.
    Terms,
    /// Functional requirements: numbered or normative sentences with a technical subject.
    Requirements,
    /// Interfaces: messages, endpoints, parameters, return values.
    Interfaces,
    /// Data: fields, types, units, grammar.
    Data,
    /// Behaviour and errors: conditions, states, error codes.
    Behaviour,
    /// Qualities with number, unit and bound.
    Qualities,
    /// Acceptance: tests, Given/When/Then, conformance.
    Acceptance,
    /// Version and status.
    Version,
    /// Maturity: no open ends such as TODO, TBD or empty sections.
    Maturity,
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Element {
    /// Which element.
    pub kind: ElementKind,
    /// Whether the document has it.
    pub is_present: bool,
    /// How many places show it.
    pub count: u32,
    /// The best of those places.
    pub evidence: Vec<Evidence>,
}

/// A requirement sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    /// Where it stands.
    pub span: Span,
    /// A name that stays while the sentence stands: derived from its normalised text.
    pub id: String,
    /// What makes it weak, if anything (vague words, no subject, no measure, escape clause).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weaknesses: Vec<String>,
}

/// How much of a system specification a document is, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// The verdict.
    pub verdict: Verdict,
    /// The score, in a thousand.
    pub score: PerMille,
    /// The score from which a specification is possible, in a thousand.
    pub threshold: PerMille,
    /// The checklist, one line for every [`ElementKind`], in its order.
    pub elements: Vec<Element>,
    /// Why the verdict is what it is, as sentence fragments.
    pub reasons: Vec<String>,
    /// The requirement sentences, ascending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub requirements: Vec<Requirement>,
}
