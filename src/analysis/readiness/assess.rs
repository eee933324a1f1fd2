//! Judging a document.

use serde::Serialize;

use super::checklist::ask;
use super::checklist::checklist;
use super::features::features;
use super::other_kind::other_kind;
use super::reading::Reading;
use super::score::THRESHOLD;
use super::score::weights;
use super::verdict::Element;
use super::verdict::ElementKind;
use super::verdict::Readiness;
use super::verdict::Verdict;
use crate::analysis::PerMille;
use crate::document::Document;
use crate::text::Span;

/// The user's own rules.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rules {}

/// Requirement sentences that a specification has at least.
const FEWEST_REQUIREMENTS: usize = 5;
/// Requirement sentences that an interface reference has at least: its tables say the rest.
const FEWEST_IN_REFERENCE: usize = 3;
/// Elements of substance that a specification has at least.
const FEWEST_ELEMENTS: usize = 3;
/// Below this score a document is clearly of another kind, such as a tutorial with a table: parts
/// that look like those of a specification are none.
const CLEARLY_OTHER: PerMille = PerMille::new(100);

/// Judges how much of a specification a document is. `noise` are the spans that do not belong to
/// it, ascending. Takes time linear in the text's length.
#[must_use]
pub fn assess(document: &Document<'_>, noise: &[Span], _rules: &Rules) -> Readiness {
    let left_out = without_front_matter(document, noise);
    let reading = Reading::of(document.text(), &left_out);
    let mut elements = checklist(document.text(), &reading);
    if let Some(version) = version_in_front(document) {
        let own = elements.iter_mut().find(|element| element.kind == ElementKind::Version);
        own.into_iter().filter(|own| !own.is_present).for_each(|own| *own = version.clone());
    }
    let score = weights().map(|weights| weights.score(&features(&reading))).unwrap_or_default();
    let other = other_kind(document.text(), &reading);
    let defines_data = document.extractor().reads_definitions();
    let judgement =
        Judgement { reading: &reading, elements: &elements, score, other, defines_data };
    let (verdict, reasons) = judgement.verdict();
    Readiness {
        verdict,
        score,
        threshold: THRESHOLD,
        elements,
        reasons,
        requirements: reading.requirements,
    }
}

/// The noise, and the front matter before it: keys for programs, no sentences of the text.
pub(super) fn without_front_matter(document: &Document<'_>, noise: &[Span]) -> Vec<Span> {
    let Some(front) = document.front_matter() else { return noise.to_vec() };
    let behind = noise.iter().filter(|span| span.start() >= front.end());
    std::iter::once(front).chain(behind.copied()).collect()
}

/// The version and status that stand in the front matter.
fn version_in_front(document: &Document<'_>) -> Option<Element> {
    let front = document.front_matter()?.slice(document.text());
    let elements = checklist(front, &Reading::of(front, &[]));
    elements.into_iter().find(|element| element.kind == ElementKind::Version && element.is_present)
}

struct Judgement<'a> {
    reading: &'a Reading,
    elements: &'a [Element],
    score: PerMille,
    /// What its headings say that it is instead.
    other: Option<&'static str>,
    /// Whether its format can define data and nothing else.
    defines_data: bool,
}

impl Judgement<'_> {
    fn verdict(&self) -> (Verdict, Vec<String>) {
        let lacks = self.lacks();
        let verdict = if lacks.is_empty() {
            Verdict::Specification
        } else if self.is_partial() {
            Verdict::Partial
        } else {
            Verdict::None
        };
        let mut reasons = vec![self.summary()];
        reasons.extend(lacks);
        reasons.extend(self.remarks());
        if verdict != Verdict::None {
            reasons.extend(self.missing());
        }
        (verdict, reasons)
    }

    /// What keeps the document from being a specification.
    fn lacks(&self) -> Vec<String> {
        let mut lacks = Vec::new();
        lacks.extend(self.other.map(|other| format!("its headings are those of {other}")));
        if self.defines_data {
            lacks.push("a JSON Schema defines data and no system".to_owned());
        }
        if self.score < THRESHOLD {
            lacks.push(format!("its score of {} is below {THRESHOLD}", self.score));
        }
        let requirements = self.reading.requirements.len();
        let fewest = if self.is_reference() { FEWEST_IN_REFERENCE } else { FEWEST_REQUIREMENTS };
        if requirements < fewest {
            lacks.push(format!("fewer than {fewest} requirement sentences"));
        }
        if self.substance() < FEWEST_ELEMENTS {
            lacks.push(format!("fewer than {FEWEST_ELEMENTS} elements of the checklist"));
        }
        if self.is_unfinished() {
            lacks.push(format!("{} of its passages are still open", self.open_places()));
        }
        if self.is_repetition() {
            lacks.push("most of its requirement sentences are repetitions".to_owned());
        }
        lacks
    }

    /// Elements that are there, without those that say nothing of the system itself.
    fn substance(&self) -> usize {
        let counts =
            |element: &&Element| element.is_present && element.kind != ElementKind::Maturity;
        self.elements.iter().filter(counts).count()
    }

    fn has(&self, kind: ElementKind) -> bool {
        self.elements.iter().any(|element| element.kind == kind && element.is_present)
    }

    /// Parts of a specification: what the system must do, or what it exchanges and keeps.
    fn is_partial(&self) -> bool {
        let core = [
            ElementKind::Requirements,
            ElementKind::Interfaces,
            ElementKind::Data,
            ElementKind::Behaviour,
        ];
        let found = core.iter().filter(|kind| self.has(**kind)).count();
        let has_shape = self.has(ElementKind::Scope)
            || self.has(ElementKind::Qualities)
            || self.has(ElementKind::Version);
        let has_draft = self.reading.requirements.len() >= 2 && self.has(ElementKind::Scope);
        let has_parts = found >= 2 || (found == 1 && has_shape) || has_draft;
        (has_parts && self.score >= CLEARLY_OTHER && self.other.is_none()) || self.is_schema()
    }

    /// Interfaces and their data, mostly in tables.
    fn is_reference(&self) -> bool {
        self.has(ElementKind::Interfaces)
            && self.has(ElementKind::Data)
            && self.reading.blocks.table_heads > 0
    }

    /// Definitions of data with hardly a sentence.
    fn is_schema(&self) -> bool {
        let blocks = &self.reading.blocks;
        // A tutorial is mostly code too, but it also talks.
        let is_silent = self.reading.sentences.all * 4 < blocks.code_lines + blocks.rows;
        if !is_silent && self.score < CLEARLY_OTHER {
            return false;
        }
        blocks.definitions + blocks.fields >= 5
            && self.reading.sentences.all * 2 < blocks.code_lines + blocks.rows
            && blocks.log_lines == 0
    }

    fn open_places(&self) -> u32 {
        self.elements
            .iter()
            .filter(|element| element.kind == ElementKind::Maturity && !element.is_present)
            .map(|element| element.count)
            .sum()
    }

    /// Whether open places are many for what is there.
    fn is_unfinished(&self) -> bool {
        let requirements = u32::try_from(self.reading.requirements.len()).unwrap_or(u32::MAX);
        self.open_places() > 3 && self.open_places().saturating_mul(3) > requirements
    }

    fn is_repetition(&self) -> bool {
        self.reading.sentences.repeated_requirements > self.reading.sentences.requirements.max(5)
    }

    fn summary(&self) -> String {
        let count = |kind: ElementKind| {
            let found = self.elements.iter().find(|element| element.kind == kind);
            found.map_or(0, |element| element.count)
        };
        format!(
            "{} requirement sentences, {} places of interfaces, {} of data, {} bounded quantities",
            self.reading.requirements.len(),
            count(ElementKind::Interfaces),
            count(ElementKind::Data),
            count(ElementKind::Qualities),
        )
    }

    /// What a reader should know beside the counts.
    fn remarks(&self) -> Vec<String> {
        let sentences = &self.reading.sentences;
        let mut remarks = Vec::new();
        if sentences.repeated_requirements > 0 {
            let repeated = sentences.repeated_requirements;
            remarks.push(format!("{repeated} repeated requirement sentences are counted once"));
        }
        if sentences.quoted > sentences.requirements {
            remarks.push(format!("{} obligations stand in quotations", sentences.quoted));
        }
        if self.is_schema() {
            remarks.push("a schema or code without sentences that explain it".to_owned());
        }
        if self.reading.blocks.contents > self.reading.sentences.all {
            remarks.push("mostly a table of contents".to_owned());
        }
        remarks
    }

    /// What to ask the author for.
    fn missing(&self) -> impl Iterator<Item = String> {
        let absent = self.elements.iter().filter(|element| !element.is_present);
        absent.map(|element| format!("missing: {}", ask(element.kind)))
    }
}
