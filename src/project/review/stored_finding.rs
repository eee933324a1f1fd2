//! Findings about stored files.

use std::collections::BTreeSet;

use crate::project::open::SNAPSHOTS;
use crate::record::AnalysedContent;
use crate::record::Statement;
use crate::record::StatementBody;
use crate::view::Concern;
use crate::view::ReviewFinding;

/// Something that this tool would not have written.
pub(super) fn tampering(path: &str, meaning: String) -> ReviewFinding {
    let path = if path.is_empty() { SNAPSHOTS.to_owned() } else { format!("{SNAPSHOTS}/{path}") };
    ReviewFinding {
        concern: Concern::Tampering,
        seed: None,
        path: Some(path),
        meaning,
        command: None,
        remedy: None,
    }
}

/// A stored file in another folder than that of its month.
pub(super) fn misplaced(path: &str, expected: &str) -> Option<ReviewFinding> {
    let meaning = "does not lie in the folder of its month".to_owned();
    (path != expected).then(|| tampering(path, meaning))
}

/// An analysis that its rules do not make.
pub(super) fn forged(path: &str, said: &AnalysedContent) -> ReviewFinding {
    let content = said.content.short(8);
    tampering(path, format!("says of content {content} what its rules do not derive"))
}

/// What a person says from now on.
pub(super) fn said(path: &str, statement: &Statement) -> ReviewFinding {
    let Statement { who, why, .. } = statement;
    let (seed, what) = match &statement.body {
        StatementBody::Claim(claim) => {
            let value = claim.value.as_ref().map_or("withdrawn".to_owned(), |it| format!("{it:?}"));
            (Some(&claim.seed), format!("{} of {} is {value}", claim.field.name(), claim.seed))
        }
        StatementBody::Identity(identity) => (
            Some(&identity.seed),
            format!("{} is the same seed as {}", identity.seed, identity.same_as),
        ),
        StatementBody::SignOff(accepted) => {
            let citations: BTreeSet<&str> =
                accepted.iter().map(|finding| finding.citation.as_str()).collect();
            let count = match citations.len() {
                1 => "1 citation".to_owned(),
                count => format!("{count} citations"),
            };
            (None, format!("what became of {count} is fine"))
        }
        StatementBody::Withholding(withholding) => (
            Some(&withholding.seed),
            format!("the content {} is withheld", withholding.content.short(8)),
        ),
        StatementBody::Revocation(_) => {
            (None, "an earlier sign-off of a citation holds no longer".to_owned())
        }
    };
    ReviewFinding {
        concern: Concern::Statement,
        seed: seed.cloned(),
        remedy: Some("counts once it is merged; this review goes without it".to_owned()),
        ..tampering(path, format!("{who} says that {what}: {why}"))
    }
}
