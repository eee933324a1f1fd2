//! Which citations a replacement touches, for `impact` and for a review.

use std::collections::BTreeMap;

use crate::citation::Audited;
use crate::citation::Citation;
use crate::citation::ContextChange;
use crate::view::CitationFinding;

/// The citations of which something else holds after a replacement than before, in the order of
/// `after`; without `before`, those that a person must look at.
pub(in crate::project) fn touched(
    before: Option<&[Audited]>,
    mut after: Vec<Audited>,
) -> Vec<Audited> {
    let Some(before) = before else {
        after.retain(Audited::needs_person);
        return after;
    };
    let known: BTreeMap<&Citation, Brief<'_>> =
        before.iter().map(|one| (&one.citation, brief(one))).collect();
    after.retain(|one| known.get(&one.citation) != Some(&brief(one)));
    after
}

/// What tells whether something else holds: the finding, what stands for the passage, and what
/// stands beside it and binds it.
type Brief<'a> = (CitationFinding, Option<Vec<&'a str>>, &'a [ContextChange]);

fn brief(one: &Audited) -> Brief<'_> {
    let followed = one.followed();
    let new = followed.and_then(|followed| followed.new.as_ref());
    let words = new.map(|new| new.text.split_whitespace().collect());
    let context = followed.map_or(&[][..], |followed| &followed.context);
    (CitationFinding::of(&one.outcome, &one.notes), words, context)
}
