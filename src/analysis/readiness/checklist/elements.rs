//! The ten elements.

use crate::analysis::Evidence;
use crate::analysis::readiness::lexicon::Family;
use crate::analysis::readiness::reading::ElementMarks;
use crate::analysis::readiness::reading::Reading;
use crate::analysis::readiness::verdict::Element;
use crate::analysis::readiness::verdict::ElementKind;
use crate::text::Span;

/// Requirement sentences from which the element counts as present.
const FEWEST_REQUIREMENTS: u32 = 3;
/// Fields, calls or conditions from which their element counts as present.
const FEWEST_PLACES: u32 = 3;
/// Bounded quantities from which the element counts as present.
const FEWEST_BOUNDS: u32 = 2;

/// Judges every element, in the order of [`ElementKind`].
pub(in crate::analysis::readiness) fn checklist(text: &str, reading: &Reading) -> Vec<Element> {
    let list = List { text, reading };
    vec![
        list.scope(),
        list.terms(),
        list.requirements(),
        list.interfaces(),
        list.data(),
        list.behaviour(),
        list.qualities(),
        list.acceptance(),
        list.version(),
        list.maturity(),
    ]
}

struct List<'a> {
    text: &'a str,
    reading: &'a Reading,
}

impl List<'_> {
    fn scope(&self) -> Element {
        let headings = self.headings(&[Family::Scope]);
        let count = headings.count + self.reading.purposes.count;
        self.element(ElementKind::Scope, count > 0, &[&headings, &self.reading.purposes])
    }

    fn terms(&self) -> Element {
        let headings = self.headings(&[Family::Terms, Family::Actors]);
        let is_present = headings.count > 0 || self.reading.terms.count >= FEWEST_PLACES;
        self.element(ElementKind::Terms, is_present, &[&headings, &self.reading.terms])
    }

    fn requirements(&self) -> Element {
        let spans = self.reading.requirements.iter().map(|found| found.span);
        let places = gather(spans);
        let is_present = places.count >= FEWEST_REQUIREMENTS;
        self.element(ElementKind::Requirements, is_present, &[&places])
    }

    fn interfaces(&self) -> Element {
        let headings = self.headings(&[Family::Interface]);
        let calls = &self.reading.calls;
        let labels = &self.reading.interface_labels;
        let is_present = calls.count >= FEWEST_PLACES
            || (labels.count >= FEWEST_PLACES && self.reading.fields.count > 0)
            || (headings.count > 0 && calls.count + self.reading.fields.count + headings.count > 2);
        self.element(ElementKind::Interfaces, is_present, &[calls, &headings, labels])
    }

    fn data(&self) -> Element {
        let headings = self.headings(&[Family::Data]);
        let fields = &self.reading.fields;
        let is_present = fields.count >= FEWEST_PLACES || (headings.count > 0 && fields.count > 0);
        self.element(ElementKind::Data, is_present, &[fields, &headings])
    }

    fn behaviour(&self) -> Element {
        let headings = self.headings(&[Family::Errors]);
        let conditions = &self.reading.behaviours;
        let is_present = conditions.count >= FEWEST_PLACES
            || (headings.count > 0 && conditions.count + self.reading.tokens.codes > 0);
        self.element(ElementKind::Behaviour, is_present, &[conditions, &headings])
    }

    fn qualities(&self) -> Element {
        let bounds = &self.reading.bounds;
        self.element(ElementKind::Qualities, bounds.count >= FEWEST_BOUNDS, &[bounds])
    }

    fn acceptance(&self) -> Element {
        let headings = self.headings(&[Family::Acceptance]);
        let tests = &self.reading.tests;
        let is_present = tests.count >= FEWEST_PLACES || (headings.count > 0 && tests.count > 0);
        self.element(ElementKind::Acceptance, is_present, &[tests, &headings])
    }

    fn version(&self) -> Element {
        let headings = self.headings(&[Family::Version]);
        let labels = &self.reading.labels;
        let is_present = labels.count + headings.count > 0;
        self.element(ElementKind::Version, is_present, &[labels, &headings])
    }

    /// Present when nothing is left open; its evidence is what is.
    fn maturity(&self) -> Element {
        let empty = gather(self.reading.sections.empty().map(|heading| heading.span));
        let holes = &self.reading.holes;
        let has_words = !self.reading.requirements.is_empty();
        let is_present = has_words && holes.count + empty.count == 0;
        self.element(ElementKind::Maturity, is_present, &[holes, &empty])
    }

    /// The headings of any of the families that have something under them.
    fn headings(&self, families: &[Family]) -> ElementMarks {
        let of_family = |family: &Family| self.reading.sections.filled(*family).map(|h| h.span);
        gather(families.iter().flat_map(of_family))
    }

    fn element(&self, kind: ElementKind, is_present: bool, places: &[&ElementMarks]) -> Element {
        let count = places.iter().fold(0_u32, |sum, marks| sum.saturating_add(marks.count));
        let mut spans: Vec<Span> = places
            .iter()
            .flat_map(|marks| &marks.spans)
            .copied()
            .take(ElementMarks::KEPT)
            .collect();
        spans.sort();
        spans.dedup();
        let evidence = spans.into_iter().map(|span| Evidence::quote(self.text, span)).collect();
        Element { kind, is_present, count, evidence }
    }
}

fn gather(spans: impl Iterator<Item = Span>) -> ElementMarks {
    let mut marks = ElementMarks::default();
    spans.for_each(|span| marks.note(span));
    marks
}
