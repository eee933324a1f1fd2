//! What binds a passage beside it: exceptions and conditions that came, went or changed.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::alignment::Alignment;
use super::alignment::Version;
use super::clause::clauses;
use super::lexicon::CueSet;
use super::lexicon::Cues;
use super::lexicon::find_cues;
use super::location::ContextChange;
use super::vocabulary::Vocabulary;
use super::vocabulary::similarity;
use crate::diff::Significance;
use crate::diff::classify_passages;
use crate::text::BlockKind;
use crate::text::Span;
use crate::text::fold;

/// A passage of one text: its sentences, and the part of them that is quoted.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    /// The first and the last sentence.
    pub(super) units: RangeInclusive<usize>,
    /// What is quoted.
    pub(super) part: Span,
}

/// Clauses that share less of their words, in per mille, are not the same; nor are sentences that
/// limit a passage.
const SAME: u32 = 600;
const SAME_LIMIT: u32 = 700;

/// Sentences on either side where a clause may have gone without having gone at all.
const NEAR: usize = 3;

/// Compares what stands beside a passage in both texts.
pub(super) fn compare_context(
    alignment: &Alignment<'_>,
    old: &Scope,
    new: &Scope,
) -> Vec<ContextChange> {
    let cues = Cues::built_in();
    let mut changes = beside_change(alignment, (old, new), cues);
    changes.extend(next_change(alignment, (old, new), cues));
    changes.extend(lead_change(alignment, old, new));
    changes.extend(heading_change(alignment, old, new, cues));
    changes
}

/// Clauses in the sentence of a quoted fragment; one that merely went into the next sentence is
/// still there.
fn beside_change(
    alignment: &Alignment<'_>,
    (old, new): (&Scope, &Scope),
    cues: &Cues,
) -> Vec<ContextChange> {
    let all: &[&CueSet] = &[&cues.exceptions, &cues.conditions, &cues.contrasts];
    let beside = |version: &Version<'_>, scope: &Scope| -> Vec<String> {
        rests(version, scope).iter().flat_map(|rest| clauses(rest, all)).collect()
    };
    let known = |version: &Version<'_>, scope: &Scope| -> Vec<String> {
        let near = following(version, scope, 0).flat_map(|text| clauses(text, all));
        near.chain(beside(version, scope)).collect()
    };
    differences(
        (&beside(&alignment.old, old), &known(&alignment.old, old)),
        (&beside(&alignment.new, new), &known(&alignment.new, new)),
        SAME,
    )
}

/// The sentence after a passage, when it limits the passage.
fn next_change(
    alignment: &Alignment<'_>,
    (old, new): (&Scope, &Scope),
    cues: &Cues,
) -> Vec<ContextChange> {
    let limit = |version: &Version<'_>, scope: &Scope| {
        let next = next(version, scope).filter(|text| limits(text, cues));
        next.map(|text| fold(text).text().to_owned())
    };
    let near = |version: &Version<'_>, scope: &Scope| -> Vec<String> {
        let from = scope.units.start().saturating_sub(NEAR);
        let until = scope.units.end() + 1 + NEAR;
        let units = version.units.get(from..until.min(version.units.len())).unwrap_or_default();
        let texts = units.iter().map(|unit| fold(unit.span.slice(version.text)).text().to_owned());
        texts.collect()
    };
    let (before, after) = (limit(&alignment.old, old), limit(&alignment.new, new));
    let (old_near, new_near) = (near(&alignment.old, old), near(&alignment.new, new));
    // A sentence that was only split says the same together with the one after it.
    let whole: String = following(&alignment.new, new, 1).take(2).collect::<Vec<&str>>().join(" ");
    let whole = fold(&whole).text().to_owned();
    let has_hedge = |text: &str| !find_cues(text, &cues.hedges).is_empty();
    let mut changes = Vec::new();
    if let Some(before) = &before {
        let stands = best(before, &new_near, SAME_LIMIT);
        let is_same = stands.is_some_and(|other| {
            let is_other =
                |other: &str| is_grave(before, other) || has_hedge(before) != has_hedge(other);
            !is_other(other) || !is_other(&whole)
        });
        if !is_same {
            changes.push(ContextChange { old: Some(before.clone()), new: stands.cloned() });
        }
    }
    if let Some(after) = after {
        let stood = best(&after, &old_near, SAME_LIMIT);
        let is_same = stood.is_some_and(|other| has_hedge(other) == has_hedge(&after));
        if !is_same && changes.is_empty() {
            changes.push(ContextChange { old: stood.cloned(), new: Some(after) });
        }
    }
    changes
}

/// Exceptions that came into a passage or went out of it.
pub(super) fn exceptions_inside(old: &str, new: &str) -> Vec<ContextChange> {
    let cues: &[&CueSet] = &[&Cues::built_in().exceptions];
    let (old, new) = (clauses(old, cues), clauses(new, cues));
    differences((&old, &old), (&new, &new), SAME)
}

/// The sentences from the first of a passage on, or, after skipping all of it, those that follow.
fn following<'v>(
    version: &'v Version<'_>,
    scope: &Scope,
    skipped: usize,
) -> impl Iterator<Item = &'v str> {
    let from = if skipped == 0 { *scope.units.start() } else { scope.units.end() + skipped };
    let until = (scope.units.end() + 1 + NEAR).min(version.units.len());
    let units = version.units.get(from..until).unwrap_or_default();
    units.iter().map(|unit| unit.span.slice(version.text))
}

/// What stands before and after a fragment in its own sentences.
fn rests<'t>(version: &Version<'t>, scope: &Scope) -> Vec<&'t str> {
    let first = version.units.get(*scope.units.start()).map(|unit| unit.span);
    let last = version.units.get(*scope.units.end()).map(|unit| unit.span);
    let (Some(first), Some(last)) = (first, last) else { return Vec::new() };
    let before = Span::new(first.start(), scope.part.start());
    let after = Span::new(scope.part.end(), last.end());
    [before, after].into_iter().flatten().map(|span| span.slice(version.text)).collect()
}

/// The sentence after a passage that may limit it.
fn next<'t>(version: &Version<'t>, scope: &Scope) -> Option<&'t str> {
    let last = version.units.get(*scope.units.end())?;
    let next = version.units.get(scope.units.end() + 1)?;
    let text = next.span.slice(version.text);
    let opens = limits(text, Cues::built_in());
    let is_beside = next.block == last.block || opens && next.kind == BlockKind::Paragraph;
    is_beside.then_some(text)
}

fn opens_with_limit(text: &str, cues: &Cues) -> bool {
    let folded = fold(text);
    let head = folded.text().trim_start_matches(|character: char| !character.is_alphanumeric());
    find_cues(head, &cues.limits).first() == Some(&0)
}

/// Whether a sentence limits the one before it; a question does not.
fn limits(sentence: &str, cues: &Cues) -> bool {
    let is_question = sentence.trim_end().ends_with(['?', '？']);
    let folded = fold(sentence);
    !is_question
        && (opens_with_limit(sentence, cues)
            || !find_cues(folded.text(), &cues.exemptions).is_empty())
}

/// Clauses that came, went or changed; each side with all clauses near it.
fn differences(
    (old, old_near): (&[String], &[String]),
    (new, new_near): (&[String], &[String]),
    least: u32,
) -> Vec<ContextChange> {
    let mut changes = Vec::new();
    for clause in old {
        match best(clause, new_near, least) {
            None => changes.push(ContextChange { old: Some(clause.clone()), new: None }),
            Some(other) if is_grave(clause, other) || is_widened(clause, other) => {
                let new = Some(other.clone());
                changes.push(ContextChange { old: Some(clause.clone()), new });
            }
            Some(_) => {}
        }
    }
    for clause in new {
        if best(clause, old_near, least).is_none() {
            changes.push(ContextChange { old: None, new: Some(clause.clone()) });
        }
    }
    changes
}

fn best<'c>(clause: &str, others: &'c [String], least: u32) -> Option<&'c String> {
    let vocabulary = Vocabulary::default();
    let bag = vocabulary.bag(clause);
    let alike = |other: &String| similarity(&bag, &vocabulary.bag(other));
    let found = others.iter().map(|other| (alike(other), other));
    found
        .filter(|(alike, _)| *alike >= least)
        .max_by_key(|(alike, _)| *alike)
        .map(|(_, other)| other)
}

/// Whether a change says something else about duties, polarity or amounts.
fn is_grave(old: &str, new: &str) -> bool {
    let grave =
        BTreeSet::from([Significance::Obligation, Significance::Negation, Significance::Quantity]);
    !classify_passages(old, new).is_disjoint(&grave)
}

/// Whether an alternative came into a clause or went out of it: `unless A` to `unless A or B`.
fn is_widened(old: &str, new: &str) -> bool {
    let joints = |text: &str| find_cues(fold(text).text(), &Cues::built_in().joints).len();
    joints(old) != joints(new)
}

/// The lead-in of the list that a passage is an item of, when it changed gravely.
fn lead_change(alignment: &Alignment<'_>, old: &Scope, new: &Scope) -> Option<ContextChange> {
    let old = lead(&alignment.old, *old.units.start())?;
    let new = lead(&alignment.new, *new.units.start())?;
    is_grave(old, new)
        .then(|| ContextChange { old: Some(old.to_owned()), new: Some(new.to_owned()) })
}

/// The sentence with a colon before the list that a sentence stands in.
fn lead<'t>(version: &Version<'t>, at: usize) -> Option<&'t str> {
    let unit = version.units.get(at)?;
    if unit.kind != BlockKind::ListItem {
        return None;
    }
    let before = version.units.get(..at)?.iter().rev();
    let lead = before.take(64).find(|unit| unit.kind != BlockKind::ListItem)?;
    let text = lead.span.slice(version.text);
    text.ends_with([':', '：']).then_some(text)
}

/// The heading over a passage, when a word in it takes the force from what stands under it.
fn heading_change(
    alignment: &Alignment<'_>,
    old: &Scope,
    new: &Scope,
    cues: &Cues,
) -> Option<ContextChange> {
    let (old, new) = (*old.units.start(), *new.units.start());
    let (before, after) = (heading(&alignment.old, old)?, heading(&alignment.new, new)?);
    let is_same = alignment.pair(before).is_some_and(|pair| pair.new == after);
    let title = |version: &Version<'_>, at: usize| {
        let unit = version.units.get(at)?;
        Some(unit.span.slice(version.text).to_owned())
    };
    let (before, after) = (title(&alignment.old, before)?, title(&alignment.new, after)?);
    let has_cue = |text: &str| !find_cues(fold(text).text(), &cues.standing).is_empty();
    (is_same && has_cue(&before) != has_cue(&after))
        .then_some(ContextChange { old: Some(before), new: Some(after) })
}

fn heading(version: &Version<'_>, at: usize) -> Option<usize> {
    version.units.get(at)?.section
}
