//! The headings of a document, what they open, and whether anything stands under them.

use super::tally::BlockCounts;
use crate::analysis::readiness::lexicon::Family;
use crate::text::Span;

/// A heading.
#[derive(Debug, Clone)]
pub(in crate::analysis::readiness) struct Heading {
    /// Where its words stand.
    pub(in crate::analysis::readiness) span: Span,
    /// Depth, 1 to 6 by markup or number, 7 by its look alone.
    pub(in crate::analysis::readiness) level: u8,
    /// The families of section that it may open, ascending.
    pub(in crate::analysis::readiness) families: Vec<Family>,
    /// Whether anything but headings stands under it.
    pub(in crate::analysis::readiness) is_filled: bool,
}

/// All headings.
#[derive(Debug, Default)]
pub(in crate::analysis::readiness) struct Sections {
    headings: Vec<Heading>,
    /// Places in `headings` of those that are open, outermost first.
    open: Vec<usize>,
}

impl Sections {
    /// Opens a section, closing those that are not above it.
    pub(super) fn open(
        &mut self,
        span: Span,
        level: u8,
        families: Vec<Family>,
        counts: &mut BlockCounts,
    ) {
        self.close_down_to(level, counts);
        self.open.push(self.headings.len());
        self.headings.push(Heading { span, level, families, is_filled: false });
    }

    /// Notes that something stands in the open sections.
    pub(super) fn fill(&mut self) {
        for place in self.open.iter().rev() {
            match self.headings.get_mut(*place) {
                Some(heading) if !heading.is_filled => heading.is_filled = true,
                _ => break,
            }
        }
    }

    /// Closes all sections.
    pub(super) fn close(&mut self, counts: &mut BlockCounts) {
        self.close_down_to(0, counts);
    }

    fn close_down_to(&mut self, level: u8, counts: &mut BlockCounts) {
        while let Some(place) = self.open.pop() {
            let Some(heading) = self.headings.get(place) else { continue };
            if heading.level < level {
                self.open.push(place);
                break;
            }
            counts.empty_headings += u32::from(!heading.is_filled && heading.level < 7);
        }
    }

    /// The headings of a family that have something under them.
    pub(in crate::analysis::readiness) fn filled(
        &self,
        family: Family,
    ) -> impl Iterator<Item = &Heading> {
        self.headings
            .iter()
            .filter(move |heading| heading.is_filled && heading.families.contains(&family))
    }

    /// All headings.
    pub(in crate::analysis::readiness) fn all(&self) -> &[Heading] {
        &self.headings
    }

    /// The headings with nothing under them.
    pub(in crate::analysis::readiness) fn empty(&self) -> impl Iterator<Item = &Heading> {
        self.headings.iter().filter(|heading| !heading.is_filled && heading.level < 7)
    }
}
