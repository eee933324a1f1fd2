//! What binds a passage beside it: exceptions and conditions that came, went or changed.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use super::alignment::Alignment;
use super::alignment::Version;
use super::clause::clauses;
use super::lexicon::Cues;
use super::lexicon::find_cue;
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

/// Clauses that share less of their words, in per mille, are not the same.
const SAME: u32 = 600;

/// Sentences on either side where a clause may have gone without having gone at all.
const NEAR: usize = 3;

/// Compares what stands beside a passage in both texts.
pub(super) fn compare_context(
    alignment: &Alignment<'_>,
    old: &Scope,
    new: &Scope,
) -> Vec<ContextChange> {
    let cues = Cues::built_in();
    let (old_near, new_near) = (near(&alignment.old, old), near(&alignment.new, new));
    let all: &[&[String]] = &[&cues.exceptions, &cues.conditions];
    let beside = |version: &Version<'_>, scope: &Scope| {
        rests(version, scope).iter().flat_map(|rest| clauses(rest, all)).collect::<Vec<String>>()
    };
    let known = |text: &str| clauses(text, all);
    let mut changes = differences(
        (&beside(&alignment.old, old), &known(&old_near)),
        (&beside(&alignment.new, new), &known(&new_near)),
    );
    let after = |version: &Version<'_>, scope: &Scope| {
        let next = next(version, scope).map(|unit| bindings(unit, cues)).unwrap_or_default();
        next
    };
    let windows =
        (binding_window(&alignment.old, old, cues), binding_window(&alignment.new, new, cues));
    changes.extend(differences(
        (&after(&alignment.old, old), &windows.0),
        (&after(&alignment.new, new), &windows.1),
    ));
    changes.extend(lead_change(alignment, old, new));
    changes.extend(heading_change(alignment, old, new, cues));
    changes
}

/// Exceptions that came into a passage or went out of it.
pub(super) fn exceptions_inside(old: &str, new: &str) -> Vec<ContextChange> {
    let cues: &[&[String]] = &[&Cues::built_in().exceptions];
    let (old, new) = (clauses(old, cues), clauses(new, cues));
    differences((&old, &old), (&new, &new))
}

/// The text around a passage, with its own sentences.
fn near(version: &Version<'_>, scope: &Scope) -> String {
    let from = scope.units.start().saturating_sub(NEAR);
    let units = version.units.get(from..).unwrap_or_default();
    let count = scope.units.end() - from + 1 + NEAR;
    let bodies = units.iter().take(count).map(|unit| unit.span.slice(version.text));
    bodies.collect::<Vec<&str>>().join(" ; ")
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
    let opens = opens_with_limit(text, Cues::built_in());
    let is_beside = next.block == last.block || opens && next.kind == BlockKind::Paragraph;
    is_beside.then_some(text)
}

fn opens_with_limit(text: &str, cues: &Cues) -> bool {
    let folded = fold(text);
    let head = folded.text().trim_start_matches(|character: char| !character.is_alphanumeric());
    find_cue(head, &cues.limits) == Some(0)
}

/// What limits the sentence before: the whole of one that opens so, or its exceptions.
fn bindings(sentence: &str, cues: &Cues) -> Vec<String> {
    if opens_with_limit(sentence, cues) {
        return vec![fold(sentence).text().to_owned()];
    }
    clauses(sentence, &[&cues.exceptions])
}

fn binding_window(version: &Version<'_>, scope: &Scope, cues: &Cues) -> Vec<String> {
    let from = scope.units.start().saturating_sub(NEAR);
    let units = version.units.get(from..).unwrap_or_default();
    let count = scope.units.end() - from + 1 + NEAR;
    let near = units.iter().take(count).map(|unit| unit.span.slice(version.text));
    near.flat_map(|text| bindings(text, cues).into_iter().chain(clauses(text, &[&cues.exceptions])))
        .collect()
}

/// Clauses that came, went or changed; each side with all clauses near it.
fn differences(
    (old, old_near): (&[String], &[String]),
    (new, new_near): (&[String], &[String]),
) -> Vec<ContextChange> {
    let mut changes = Vec::new();
    for clause in old {
        match best(clause, new_near) {
            None => changes.push(ContextChange { old: Some(clause.clone()), new: None }),
            Some(other) if is_grave(clause, other) => {
                let new = Some(other.clone());
                changes.push(ContextChange { old: Some(clause.clone()), new });
            }
            Some(_) => {}
        }
    }
    for clause in new {
        if best(clause, old_near).is_none() {
            changes.push(ContextChange { old: None, new: Some(clause.clone()) });
        }
    }
    changes
}

fn best<'c>(clause: &str, others: &'c [String]) -> Option<&'c String> {
    let vocabulary = Vocabulary::default();
    let bag = vocabulary.bag(clause);
    let alike = |other: &String| similarity(&bag, &vocabulary.bag(other));
    let found = others.iter().map(|other| (alike(other), other));
    found
        .filter(|(alike, _)| *alike >= SAME)
        .max_by_key(|(alike, _)| *alike)
        .map(|(_, other)| other)
}

/// Whether a change says something else about duties, polarity or amounts.
fn is_grave(old: &str, new: &str) -> bool {
    let grave =
        BTreeSet::from([Significance::Obligation, Significance::Negation, Significance::Quantity]);
    !classify_passages(old, new).is_disjoint(&grave)
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
    let old = heading(&alignment.old, *old.units.start())?;
    let new = heading(&alignment.new, *new.units.start())?;
    let has_cue = |text: &str| find_cue(fold(text).text(), &cues.standing).is_some();
    (has_cue(old) != has_cue(new))
        .then(|| ContextChange { old: Some(old.to_owned()), new: Some(new.to_owned()) })
}

fn heading<'t>(version: &Version<'t>, at: usize) -> Option<&'t str> {
    let section = version.units.get(at)?.section?;
    version.units.get(section).map(|unit| unit.span.slice(version.text))
}
