//! What the neighbours of modal and negative words make of them.

use super::lexicon::Strength;
use super::token::Gap;
use super::token::Shape;
use super::unit::Modality;
use super::unit::Role;
use super::unit::Unit;
use super::vocabulary::Tag;
use super::vocabulary::Vocabulary;

/// Settles the modal words and negators of a passage.
pub(super) fn settle(units: &mut [Unit<'_>], vocabulary: &Vocabulary) {
    for at in 0..units.len() {
        let settled = match units.get(at).map(|unit| &unit.role) {
            Some(Role::Modal(modality)) => settle_modal(units, at, *modality, vocabulary),
            Some(Role::Negator) => settle_negator(units, at, vocabulary),
            _ => continue,
        };
        let negator = settled.absorbed.and_then(|absorbed| units.get_mut(absorbed));
        let taken = negator.map(|negator| {
            negator.role = Role::Absorbed;
            negator.span
        });
        if let Some(unit) = units.get_mut(at) {
            unit.role = settled.role;
            unit.reach = taken.map_or(unit.span, |taken| unit.span.join(taken));
        }
    }
}

/// What became of a unit, and which negator it took in.
struct Settled {
    role: Role,
    absorbed: Option<usize>,
}

impl Settled {
    fn alone(role: Role) -> Self {
        Self { role, absorbed: None }
    }
}

/// A modal word in its place.
fn settle_modal(
    units: &[Unit<'_>],
    at: usize,
    modality: Modality,
    vocabulary: &Vocabulary,
) -> Settled {
    let Some(unit) = units.get(at) else { return Settled::alone(Role::Word) };
    let is_capitals = unit.shape == Shape::Capitals && unit.fold.is_ascii();
    let is_predicate = vocabulary.phrases(first_word(&unit.fold)).iter().any(|phrase| {
        phrase.words.join(" ") == unit.fold
            && matches!(&phrase.tag, Tag::Modal(tag) if tag.is_predicate)
    });
    if !states(units, at, is_predicate, vocabulary) {
        return Settled::alone(Role::Word);
    }
    let firm = Modality { is_soft: modality.is_soft && !is_capitals, ..modality };
    let negator = if is_predicate { negator_before(units, at) } else { negator_after(units, at) };
    let Some(absorbed) = negator else { return Settled::alone(Role::Modal(firm)) };
    let negated = if is_predicate || firm.strength == Strength::Required && firm.is_soft {
        negate_predicate(firm)
    } else {
        Modality { is_negative: !firm.is_negative, ..firm }
    };
    Settled { role: Role::Modal(negated), absorbed: Some(absorbed) }
}

fn first_word(fold: &str) -> &str {
    fold.split(' ').next().unwrap_or_default()
}

/// Whether a modal word states a duty or permission where it stands.
fn states(units: &[Unit<'_>], at: usize, is_predicate: bool, vocabulary: &Vocabulary) -> bool {
    let Some(unit) = units.get(at) else { return false };
    if unit.is_code || unit.shape == Shape::Capital && !unit.opens_sentence() && unit.fold == "may"
    {
        return false;
    }
    if unit.shape == Shape::Capitals {
        return true;
    }
    let before = |reach: usize| clause_before(units, at, reach);
    if is_predicate && unit.fold.is_ascii() {
        return before(3).any(|unit| vocabulary.is_be(&unit.fold));
    }
    let next = units.get(at + 1).map_or("", |unit| unit.fold.as_ref());
    match unit.fold.as_ref() {
        "should" => {
            let asks = before(7).any(|unit| vocabulary.opens_question(&unit.fold));
            !asks && !unit.opens_sentence()
        }
        "must" => {
            next != "have"
                || units
                    .get(at + 2)
                    .is_some_and(|unit| !unit.fold.ends_with("ed") && unit.fold != "been")
        }
        _ => true,
    }
}

/// The units before `at` in the same clause, nearest first.
fn clause_before<'u, 't>(
    units: &'u [Unit<'t>],
    at: usize,
    reach: usize,
) -> impl Iterator<Item = &'u Unit<'t>> {
    let before = units.get(at.saturating_sub(reach)..at).unwrap_or_default();
    let opens = units.get(at).is_some_and(|unit| unit.gap >= Gap::Clause);
    let mut is_over = opens;
    before.iter().rev().take_while(move |unit| {
        let is_in = !is_over;
        is_over = unit.gap >= Gap::Clause;
        is_in
    })
}

/// The negator that follows an auxiliary, at most one word behind it.
fn negator_after(units: &[Unit<'_>], at: usize) -> Option<usize> {
    let is_free = |index: usize| {
        let unit = units.get(index)?;
        (unit.role == Role::Negator
            && unit.gap < Gap::Clause
            && !matches!(unit.fold.as_ref(), "no" | "without" | "non"))
        .then_some(index)
    };
    let is_adverb = |unit: &Unit<'_>| {
        unit.fold.ends_with("ly") || matches!(unit.fold.as_ref(), "also" | "therefore" | "thus")
    };
    is_free(at + 1)
        .or_else(|| units.get(at + 1).filter(|unit| is_adverb(unit)).and_then(|_| is_free(at + 2)))
}

/// The negator that stands before a predicate, at most two words ahead of it.
fn negator_before(units: &[Unit<'_>], at: usize) -> Option<usize> {
    let before = (at.saturating_sub(3)..at).rev();
    let in_clause = clause_before(units, at, 3).count();
    before
        .take(in_clause)
        .find(|index| units.get(*index).is_some_and(|unit| unit.role == Role::Negator))
}

/// "not required", "not permitted", "not recommended", "not prohibited".
fn negate_predicate(modality: Modality) -> Modality {
    let (strength, is_negative, is_soft) = match (modality.strength, modality.is_negative) {
        (Strength::Required, false) => (Strength::Exempt, false, true),
        (Strength::Required, true) => (Strength::Permitted, false, true),
        (Strength::Permitted, false) => (Strength::Required, true, false),
        (strength, is_negative) => (strength, !is_negative, modality.is_soft),
    };
    Modality { strength, is_negative, is_soft, is_binding: modality.is_binding }
}

/// A negator in its place: part of a prohibition ("do not", "cannot"), or a negation.
fn settle_negator(units: &[Unit<'_>], at: usize, vocabulary: &Vocabulary) -> Settled {
    let free = Settled::alone(Role::Negator);
    let Some(unit) = units.get(at).filter(|unit| unit.fold == "not") else { return free };
    let Some(before) = at.checked_sub(1) else { return free };
    let Some(auxiliary) = units.get(before).filter(|_| unit.gap < Gap::Clause) else { return free };
    let prohibition = |strength, is_soft| Settled {
        role: Role::Modal(Modality { strength, is_negative: true, is_soft, is_binding: true }),
        absorbed: None,
    };
    match auxiliary.fold.as_ref() {
        "do" if auxiliary.gap >= Gap::Clause => prohibition(Strength::Imperative, false),
        "can" if binds(units, before, vocabulary) => prohibition(Strength::Permitted, true),
        _ => free,
    }
}

/// Whether the auxiliary at `at` speaks of somebody whom a rule can bind, in a main clause.
fn binds(units: &[Unit<'_>], at: usize, vocabulary: &Vocabulary) -> bool {
    let subject = clause_before(units, at, 3).any(|unit| vocabulary.is_agent(&unit.fold));
    let depends = clause_before(units, at, 10).any(|unit| vocabulary.subordinates(&unit.fold));
    subject && !depends
}
