//! What each concern is called in SARIF, and what to do about it.

use crate::report::sarif::SarifLevel;
use crate::report::sarif::SarifRule;
use crate::view::Concern;

/// The rule of a concern.
pub(super) fn rule(concern: Concern) -> SarifRule {
    let found = RULES.iter().find(|(other, _)| *other == concern);
    found.map_or(UNNAMED, |(_, rule)| *rule)
}

/// What stands for a concern that has no rule of its own.
const UNNAMED: SarifRule =
    new("review/other", "Something else changes.", "Look at it.", SarifLevel::Note);

const fn new(
    id: &'static str,
    summary: &'static str,
    help: &'static str,
    level: SarifLevel,
) -> SarifRule {
    SarifRule { id, summary, help, level }
}

const RULES: [(Concern, SarifRule); 16] = [
    (
        Concern::Tampering,
        new(
            "review/tampering",
            "A stored file is not what the tool would have written.",
            "Bring back what was recorded; only `provenance` writes under snapshots/.",
            SarifLevel::Error,
        ),
    ),
    (
        Concern::Configuration,
        new(
            "review/configuration",
            "Settings for seeds or records change.",
            "Check that the new settings hide nothing.",
            SarifLevel::Warning,
        ),
    ),
    (
        Concern::Statement,
        new(
            "review/statement",
            "A person states something about a seed.",
            "Check that it is so.",
            SarifLevel::Note,
        ),
    ),
    (
        Concern::SpecificationRegression,
        new(
            "review/specification-regression",
            "A seed is no specification any more.",
            "Decide whether what was built on it still stands.",
            SarifLevel::Error,
        ),
    ),
    (
        Concern::SpecificationArrival,
        new(
            "review/specification-arrival",
            "A seed is a specification now.",
            "Work that waited for it can begin.",
            SarifLevel::Note,
        ),
    ),
    (
        Concern::Citation,
        new(
            "review/citation",
            "A cited passage is not as it was.",
            "Decide again, or cite what stands there now.",
            SarifLevel::Error,
        ),
    ),
    (
        Concern::Removed,
        new(
            "review/removed",
            "A seed is removed.",
            "Check that nothing rests on it.",
            SarifLevel::Warning,
        ),
    ),
    (
        Concern::Contested,
        new(
            "review/contested",
            "Several files claim one seed.",
            "Keep one of them.",
            SarifLevel::Error,
        ),
    ),
    (
        Concern::Unread,
        new(
            "review/unread",
            "Something could not be read or compared.",
            "Look at it by hand.",
            SarifLevel::Error,
        ),
    ),
    (
        Concern::Unrecorded,
        new(
            "review/unrecorded",
            "A changed seed has no record.",
            "Run `provenance snapshot` and commit what it writes.",
            SarifLevel::Warning,
        ),
    ),
    (
        Concern::Obligation,
        new(
            "review/obligation",
            "A duty, recommendation or permission changes.",
            "Decide again what rests on it.",
            SarifLevel::Warning,
        ),
    ),
    (
        Concern::Negation,
        new(
            "review/negation",
            "Something is negated, or is so no more.",
            "Decide again what rests on it.",
            SarifLevel::Warning,
        ),
    ),
    (
        Concern::Quantity,
        new(
            "review/quantity",
            "A number, unit, bound, currency or date changes.",
            "Decide again what rests on it.",
            SarifLevel::Warning,
        ),
    ),
    (
        Concern::Reference,
        new(
            "review/reference",
            "A name, address, identifier or cross-reference changes.",
            "Check what it leads to.",
            SarifLevel::Note,
        ),
    ),
    (Concern::Wording, new("review/wording", "Words change.", "Read them.", SarifLevel::Note)),
    (
        Concern::Cosmetic,
        new("review/cosmetic", "Spelling or form changes.", "Nothing.", SarifLevel::Note),
    ),
];

#[cfg(test)]
mod tests {
    use super::rule;
    use crate::view::Concern;

    #[test]
    fn every_concern_has_a_rule_of_its_name() {
        for concern in Concern::ALL {
            assert_eq!(rule(concern).id, format!("review/{}", concern.name()));
        }
    }
}
