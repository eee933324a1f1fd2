//! What the tests ask of pairs of sentences.

use std::collections::BTreeSet;

use crate::diff::Options;
use crate::diff::Significance;
use crate::diff::Significance::Wording;
use crate::diff::compare;
use crate::diff::significance::classify_passages;

/// Pairs whose most serious class is `first`, both ways round, as passages and as changes of a
/// text.
#[track_caller]
pub(super) fn all_are(first: Significance, pairs: &[(&str, &str)]) {
    let mut wrong = Vec::new();
    for (old, new) in pairs {
        for (old, new) in [(old, new), (new, old)] {
            for classes in [classify_passages(old, new), classes_of_changes(old, new)] {
                if classes.first() != Some(&first) {
                    wrong.push(format!("{classes:?}: {old} -> {new}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "not {first:?}:\n{}", wrong.join("\n"));
}

/// All classes of the changes that make `new` of `old`.
pub(super) fn classes_of_changes(old: &str, new: &str) -> BTreeSet<Significance> {
    let diff = compare(old, new, &Options::default());
    diff.changes.iter().flat_map(|change| change.significance.iter().copied()).collect()
}

/// Pairs with exactly these classes, both ways round.
#[track_caller]
pub(super) fn all_are_exactly(classes: &[Significance], pairs: &[(&str, &str)]) {
    let expected: BTreeSet<Significance> = classes.iter().copied().collect();
    for (old, new) in pairs {
        for (old, new) in [(old, new), (new, old)] {
            assert_eq!(classify_passages(old, new), expected, "{old} -> {new}");
            if expected.first() < Some(&Wording) {
                let shown = classes_of_changes(old, new);
                assert_eq!(shown.first(), expected.first(), "{old} -> {new}");
            }
        }
    }
}
