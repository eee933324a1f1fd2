//! An audit as SARIF, for annotations of code.

use std::io;
use std::io::Write;
use std::num::NonZeroU32;

use super::passages;
use super::sarif::SarifLevel;
use super::sarif::SarifLog;
use super::sarif::SarifResult;
use super::sarif::SarifRule;
use super::sarif::write_sarif;
use crate::view::AuditView;
use crate::view::CitationFinding;
use crate::view::CitationView;

/// What to do about a passage that is not what it was.
const LOOK: &str = "Read both passages. If the decision still stands, accept the finding with \
    `provenance audit --accept`; else change the decision and cite the new passage.";

/// What to do about a citation that cannot be followed.
const MEND: &str = "Cite words of a recorded version: `provenance cite` writes the lines.";

/// Writes what needs a person.
///
/// # Errors
/// When `out` cannot be written.
pub fn write_audit_sarif(view: &AuditView, out: &mut dyn Write) -> io::Result<()> {
    let open: Vec<&CitationView> = view.open().collect();
    let rules = CitationFinding::ALL.into_iter().filter(|it| !it.is_harmless()).map(rule);
    let log = SarifLog { rules: rules.collect(), results: open.into_iter().map(result).collect() };
    write_sarif(&log, out)
}

fn result(citation: &CitationView) -> SarifResult {
    let line = |number: u32| NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN);
    let side = |stretches: Vec<passages::Stretch>| -> String {
        stretches.into_iter().map(|it| it.text).collect()
    };
    let old = match passages::old_words(citation) {
        words if words.is_empty() => passages::passage_line(&citation.quote),
        words => side(words),
    };
    let new = passages::reason(citation)
        .or_else(|| (!citation.words.is_empty()).then(|| side(passages::new_words(citation))));
    let parts = [
        Some(format!("{} ({})", citation.finding.name(), passages::target(citation))),
        Some(format!("old: {old}")),
        new.map(|new| format!("new: {new}")),
        passages::since(citation),
    ];
    let remarks = passages::remarks(citation).into_iter().map(Some);
    let next = citation.next.as_ref().map(|next| format!("next: {next}"));
    let message: Vec<String> = parts.into_iter().chain(remarks).chain([next]).flatten().collect();
    SarifResult {
        rule: rule(citation.finding).id,
        message: message.join("\n"),
        path: citation.file.clone(),
        lines: Some((line(citation.first_line), line(citation.last_line))),
        fingerprint: citation.id.clone(),
    }
}

const fn rule(finding: CitationFinding) -> SarifRule {
    let (id, summary, level) = words(finding);
    let help = match finding {
        CitationFinding::NeverThere
        | CitationFinding::UnknownSeed
        | CitationFinding::UnknownVersion
        | CitationFinding::AmbiguousVersion
        | CitationFinding::Withheld
        | CitationFinding::NotHere
        | CitationFinding::Unreadable
        | CitationFinding::Noise => MEND,
        _ => LOOK,
    };
    SarifRule { id, summary, help, level }
}

const fn words(finding: CitationFinding) -> (&'static str, &'static str, SarifLevel) {
    use CitationFinding as Is;
    use SarifLevel::Error;
    use SarifLevel::Note;
    use SarifLevel::Warning;
    match finding {
        Is::NeverThere => {
            ("citation/never-there", "The quoted words never stood in the version cited.", Error)
        }
        Is::UnknownSeed => ("citation/unknown-seed", "The seed cited was never recorded.", Error),
        Is::UnknownVersion => ("citation/unknown-version", "The seed has no such version.", Error),
        Is::AmbiguousVersion => {
            ("citation/ambiguous-version", "Several versions of the seed fit.", Error)
        }
        Is::Withheld => ("citation/withheld", "The content cited is withheld.", Warning),
        Is::NotHere => {
            ("citation/not-here", "The content cited is not here to look into.", Warning)
        }
        Is::Changed => {
            ("citation/changed", "The passage or its surroundings changed, out of sight.", Error)
        }
        Is::Unreadable => ("citation/unreadable", "The version cited is no text.", Error),
        Is::Removed => ("citation/removed", "The seed cited was removed.", Error),
        Is::Gone => ("citation/gone", "Nothing stands for the passage any more.", Error),
        Is::Ambiguous => {
            ("citation/ambiguous", "Several places could stand for the passage.", Error)
        }
        Is::Obligation => {
            ("citation/obligation", "The passage binds in another degree now.", Error)
        }
        Is::Negation => ("citation/negation", "The passage says the opposite now.", Error),
        Is::Quantity => ("citation/quantity", "A quantity in the passage changed.", Error),
        Is::Reference => ("citation/reference", "The passage names something else now.", Warning),
        Is::Context => {
            ("citation/context", "An exception or condition beside the passage changed.", Error)
        }
        Is::Reworded => ("citation/reworded", "The passage says it in other words.", Warning),
        Is::Noise => ("citation/noise", "The passage stands in scrape noise.", Warning),
        Is::Moved => ("citation/moved", "The passage stands in another place.", Note),
        Is::Cosmetic => ("citation/cosmetic", "The passage differs in dress alone.", Note),
        Is::Unchanged => ("citation/unchanged", "The passage stands as it stood.", Note),
    }
}
