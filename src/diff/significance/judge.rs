//! The judgement on two passages, and on one change inside two sentences.

use std::collections::BTreeSet;

use super::bound;
use super::comparison::Comparison;
use super::comparison::Finding;
use super::comparison::Version;
use super::cosmetic;
use super::modality;
use super::noise;
use super::polarity;
use super::quantity;
use super::reading::read;
use super::reference;
use super::step;
use super::unit::Role;
use super::vocabulary::Vocabulary;
use crate::diff::Significance;
use crate::text::Span;

/// All that differs between two passages.
#[derive(Debug)]
pub(crate) struct Judgement {
    findings: Vec<Finding>,
}

impl Judgement {
    /// Judges two passages as wholes; linear but for short stretches.
    pub(super) fn new(old: &str, new: &str, vocabulary: &Vocabulary) -> Self {
        if old == new {
            return Self { findings: Vec::new() };
        }
        let (old_text, old_noise) = noise::blank(old, vocabulary);
        let (new_text, new_noise) = noise::blank(new, vocabulary);
        let units = [read(&old_text, vocabulary), read(&new_text, vocabulary)];
        let mut comparison = Comparison::new([&old_text, &new_text], units, vocabulary);
        noise::compare(&mut comparison, (old, &old_noise), (new, &new_noise));
        modality::compare(&mut comparison);
        polarity::compare(&mut comparison);
        quantity::compare(&mut comparison);
        step::compare(&mut comparison);
        bound::compare(&mut comparison);
        cosmetic::compare_spelling(&mut comparison);
        reference::compare(&mut comparison);
        cosmetic::compare_forms(&mut comparison);
        wording(&mut comparison);
        Self { findings: comparison.findings }
    }

    /// Every class that applies; cosmetic when nothing but white space differs.
    pub(super) fn classes(&self) -> BTreeSet<Significance> {
        classes(self.findings.iter())
    }

    /// The classes of what differs at these places of the old and the new passage.
    pub(super) fn classes_at(&self, old: Span, new: Span) -> BTreeSet<Significance> {
        let touches = |changed: Span, place: Option<Span>| {
            place.is_some_and(|place| {
                place.overlaps(changed)
                    || changed.is_empty() && place.covers(changed) && place.is_empty()
            })
        };
        let here = self
            .findings
            .iter()
            .filter(|finding| touches(old, finding.old) || touches(new, finding.new));
        classes(here)
    }
}

/// The classes of findings, without slight ones beside graver ones.
fn classes<'f>(findings: impl Iterator<Item = &'f Finding>) -> BTreeSet<Significance> {
    let (slight, plain): (Vec<&Finding>, Vec<&Finding>) =
        findings.partition(|finding| finding.is_slight);
    let chosen = if plain.is_empty() { slight } else { plain };
    chosen.into_iter().map(|finding| finding.significance).collect()
}

/// Reports every unit that no finding speaks of.
fn wording(comparison: &mut Comparison<'_>) {
    explain_neighbours(comparison);
    for version in Version::BOTH {
        let side = comparison.side(version);
        let rest: Vec<usize> = side.unpaired().filter(|at| !side.is_explained(*at)).collect();
        for at in rest {
            comparison.report_one(Significance::Wording, version, at);
        }
    }
}

/// Words of grammar beside a change of obligation, negation, quantity or reference belong to it.
fn explain_neighbours(comparison: &mut Comparison<'_>) {
    for version in Version::BOTH {
        let side = comparison.side(version);
        let is_absorbed =
            |at: &usize| side.units.get(*at).is_some_and(|unit| unit.role == Role::Absorbed);
        let absorbed: Vec<usize> = side.unpaired().filter(is_absorbed).collect();
        for at in absorbed {
            comparison.explain(version, at);
        }
    }
    for gap in comparison.gaps() {
        let has_finding = Version::BOTH.into_iter().any(|version| {
            let side = comparison.side(version);
            side.gap(gap).any(|at| side.is_explained(at))
        });
        if !has_finding {
            continue;
        }
        for version in Version::BOTH {
            let side = comparison.side(version);
            let is_minor = |at: &usize| {
                side.units.get(*at).is_some_and(|unit| {
                    matches!(
                        unit.role,
                        Role::Function | Role::Absorbed | Role::Bound(_) | Role::Negator
                    ) || comparison.vocabulary.is_lead(&unit.fold)
                })
            };
            let minor: Vec<usize> = side.gap(gap).filter(is_minor).collect();
            for at in minor {
                comparison.explain(version, at);
            }
        }
    }
}
