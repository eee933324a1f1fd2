//! What people accepted of citations, read from their statements.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use serde::de::IntoDeserializer;
use serde::de::value::Error as ValueError;

use crate::citation::Acceptance;
use crate::citation::AcceptedAs;
use crate::citation::CitationId;
use crate::citation::SignOff;
use crate::id::StatementId;
use crate::project::error::ProjectError;
use crate::project::open::Project;
use crate::record::AcceptedFinding;
use crate::record::Statement;
use crate::record::StatementBody;
use crate::view::AcceptedView;

impl Project {
    /// The acceptances that stand, later ones last. A statement that cannot be believed accepts
    /// nothing; `verify` tells of it.
    pub(super) fn acceptances(&self) -> Result<Vec<(Acceptance, AcceptedView)>, ProjectError> {
        Ok(standing_acceptances(&self.store.statements()?.sound))
    }
}

/// The acceptances that stand by these statements, later ones last.
pub(in crate::project) fn standing_acceptances(
    statements: &BTreeMap<StatementId, (String, Statement)>,
) -> Vec<(Acceptance, AcceptedView)> {
    let mut taken_back: BTreeSet<(StatementId, &str)> = BTreeSet::new();
    let mut replaced: BTreeSet<StatementId> = BTreeSet::new();
    for (_, statement) in statements.values() {
        replaced.extend(&statement.replaces);
        if let StatementBody::Revocation(revocation) = &statement.body {
            let citation = revocation.citation.as_str();
            taken_back.extend(revocation.sign_offs.iter().map(|id| (*id, citation)));
        }
    }
    let mut standing: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (id, (_, statement)) in statements {
        let StatementBody::SignOff(findings) = &statement.body else { continue };
        if replaced.contains(id) {
            continue;
        }
        for finding in findings {
            let is_back = taken_back.contains(&(*id, finding.citation.as_str()));
            let Some(acceptance) = acceptance(finding).filter(|_| !is_back) else { continue };
            let view = AcceptedView {
                who: statement.who.clone(),
                at: statement.time.into(),
                why: statement.why.clone(),
                statement: *id,
            };
            standing.entry((statement.time, *id)).or_default().push((acceptance, view));
        }
    }
    standing.into_values().flatten().collect()
}

/// What was accepted; none when this tool knows no such finding.
fn acceptance(finding: &AcceptedFinding) -> Option<Acceptance> {
    let sign_off = SignOff {
        citation: citation_id(&finding.citation)?,
        context: finding.context,
        finding: AcceptedAs::named(&finding.finding)?,
        new_passage: finding.new_passage,
        old_passage: finding.old_passage,
        version: finding.version,
    };
    Some(Acceptance { sign_off, files: finding.files.clone() })
}

fn citation_id(text: &str) -> Option<CitationId> {
    let read: Result<CitationId, ValueError> =
        serde::Deserialize::deserialize(text.into_deserializer());
    read.ok()
}
