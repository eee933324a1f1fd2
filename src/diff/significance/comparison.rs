//! Two passages side by side: their units, which are paired, and what is explained so far.

use super::align::Alignment;
use super::token::Gap;
use super::unit::Role;
use super::unit::Unit;
use super::vocabulary::Vocabulary;
use crate::diff::Significance;
use crate::text::Span;

/// How many units of a gap are looked at to judge one of them.
const CLAUSE: usize = 64;

/// One thing that differs: its class, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Finding {
    pub(super) significance: Significance,
    pub(super) old: Option<Span>,
    pub(super) new: Option<Span>,
    /// Whether it is too slight to be named beside a graver one: commas around an edit.
    pub(super) is_slight: bool,
}

/// A side of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    Old,
    New,
}

impl Version {
    pub(super) const BOTH: [Self; 2] = [Self::Old, Self::New];

    pub(super) fn other(self) -> Self {
        match self {
            Self::Old => Self::New,
            Self::New => Self::Old,
        }
    }
}

/// One passage of a comparison.
#[derive(Debug)]
pub(super) struct Passage<'t> {
    pub(super) text: &'t str,
    pub(super) units: Vec<Unit<'t>>,
    /// For each unit, its partner on the other side.
    partners: Vec<Option<usize>>,
    /// For each unit, how many pairs stand before it.
    gaps: Vec<usize>,
    /// Whether a finding speaks of the unit.
    explained: Vec<bool>,
}

/// Two passages, and the findings so far.
#[derive(Debug)]
pub(super) struct Comparison<'t> {
    old: Passage<'t>,
    new: Passage<'t>,
    pub(super) vocabulary: &'t Vocabulary,
    pub(super) findings: Vec<Finding>,
}

impl<'t> Comparison<'t> {
    /// Pairs the units of two passages; `texts` and `units` are old and new.
    pub(super) fn new(
        texts: [&'t str; 2],
        units: [Vec<Unit<'t>>; 2],
        vocabulary: &'t Vocabulary,
    ) -> Self {
        let [old_text, new_text] = texts;
        let [old_units, new_units] = units;
        let alignment = Alignment::new(&old_units, &new_units);
        let passage = |text, units: Vec<Unit<'t>>, partners, gaps| {
            let explained = vec![false; units.len()];
            Passage { text, units, partners, gaps, explained }
        };
        Self {
            old: passage(old_text, old_units, alignment.old, alignment.old_gap),
            new: passage(new_text, new_units, alignment.new, alignment.new_gap),
            vocabulary,
            findings: Vec::new(),
        }
    }

    /// The passage of one side.
    pub(super) fn side(&self, version: Version) -> &Passage<'t> {
        match version {
            Version::Old => &self.old,
            Version::New => &self.new,
        }
    }

    /// Pairs of places of equal units, in order.
    pub(super) fn pairs(&self) -> Vec<(usize, usize)> {
        let partners = self.old.partners.iter().enumerate();
        partners.filter_map(|(at, partner)| Some((at, (*partner)?))).collect()
    }

    /// The gaps in which a unit of either side stands.
    pub(super) fn gaps(&self) -> Vec<usize> {
        let places =
            |side: &Passage<'_>| side.unpaired().map(|at| side.gap_of(at)).collect::<Vec<usize>>();
        let mut gaps = places(&self.old);
        gaps.extend(places(&self.new));
        gaps.sort_unstable();
        gaps.dedup();
        gaps
    }

    /// Adds a finding about a unit of either side or both, and marks them as explained.
    pub(super) fn report(
        &mut self,
        significance: Significance,
        old: Option<usize>,
        new: Option<usize>,
    ) {
        let span = |passage: &mut Passage<'_>, at: Option<usize>| {
            let at = at?;
            if let Some(explained) = passage.explained.get_mut(at) {
                *explained = true;
            }
            passage.units.get(at).map(|unit| unit.reach)
        };
        let finding = Finding {
            significance,
            old: span(&mut self.old, old),
            new: span(&mut self.new, new),
            is_slight: false,
        };
        self.findings.push(finding);
    }

    /// Adds a finding about a unit of one side.
    pub(super) fn report_one(&mut self, significance: Significance, version: Version, at: usize) {
        match version {
            Version::Old => self.report(significance, Some(at), None),
            Version::New => self.report(significance, None, Some(at)),
        }
    }

    /// Marks a unit as explained by a finding about another.
    pub(super) fn explain(&mut self, version: Version, at: usize) {
        let passage = match version {
            Version::Old => &mut self.old,
            Version::New => &mut self.new,
        };
        if let Some(explained) = passage.explained.get_mut(at) {
            *explained = true;
        }
    }
}

impl Passage<'_> {
    /// The partner of a unit.
    pub(super) fn partner(&self, at: usize) -> Option<usize> {
        self.partners.get(at).copied().flatten()
    }

    /// The number of the gap that a unit stands in, or ends.
    pub(super) fn gap_of(&self, at: usize) -> usize {
        self.gaps.get(at).copied().unwrap_or(0)
    }

    /// Whether a finding speaks of a unit.
    pub(super) fn is_explained(&self, at: usize) -> bool {
        self.explained.get(at).copied().unwrap_or(true)
    }

    /// Places of the units of a gap.
    pub(super) fn gap(&self, gap: usize) -> std::ops::Range<usize> {
        let start = self.gaps.partition_point(|number| *number < gap);
        let end = self.gaps.partition_point(|number| *number <= gap);
        // Only the last unit that is counted to a gap can be the paired one that ends it.
        let is_ended = end.checked_sub(1).is_some_and(|last| self.partner(last).is_some());
        start..(if is_ended { end - 1 } else { end }).max(start)
    }

    /// The units of a gap, at most as many as a clause has.
    pub(super) fn gap_units(&self, gap: usize) -> &[Unit<'_>] {
        let places = self.gap(gap);
        let end = places.end.min(places.start + CLAUSE);
        self.units.get(places.start..end).unwrap_or_default()
    }

    /// Places of the units without a partner.
    pub(super) fn unpaired(&self) -> impl Iterator<Item = usize> + '_ {
        self.partners.iter().enumerate().filter(|(_, partner)| partner.is_none()).map(|(at, _)| at)
    }

    /// How many units of a gap carry content; counted over one clause.
    pub(super) fn content_of(&self, gap: usize) -> usize {
        self.gap_units(gap).iter().filter(|unit| unit.has_content()).count()
    }

    /// The first unit with content after `at` in the same clause, at most four units on.
    pub(super) fn head_of(&self, at: usize) -> Option<usize> {
        (at + 1..at + 5)
            .take_while(|next| self.units.get(*next).is_some_and(|unit| unit.gap < Gap::Clause))
            .find(|next| self.units.get(*next).is_some_and(Unit::has_content))
    }

    /// Whether a negation stands at most five units before `at`, in the same clause.
    pub(super) fn is_negated(&self, at: usize) -> bool {
        let is_open =
            |index: &usize| self.units.get(index + 1).is_some_and(|unit| unit.gap < Gap::Clause);
        (at.saturating_sub(5)..at)
            .rev()
            .take_while(is_open)
            .any(|index| self.units.get(index).is_some_and(is_negative))
    }
}

/// Whether a unit negates.
pub(super) fn is_negative(unit: &Unit<'_>) -> bool {
    match &unit.role {
        Role::Negator | Role::Absorbed => true,
        Role::Modal(modality) => modality.is_negative,
        _ => false,
    }
}
