//! What to ask the author for.

use crate::analysis::readiness::verdict::ElementKind;

/// What is missing when an element is not there, as a request to the author.
#[must_use]
pub const fn ask(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::Scope => "what the system is for, and what is out of scope",
        ElementKind::Terms => "the terms it uses, and who acts in it",
        ElementKind::Requirements => {
            "numbered or normative sentences that say what the system must do"
        }
        ElementKind::Interfaces => "messages, endpoints, parameters and return values",
        ElementKind::Data => "fields with their types, units and permitted values",
        ElementKind::Behaviour => "what happens under which condition, and on which error",
        ElementKind::Qualities => "performance, capacity and the like with number, unit and bound",
        ElementKind::Acceptance => "how each requirement is tested or accepted",
        ElementKind::Version => "version and status of the document",
        ElementKind::Maturity => "the passages that are still open",
    }
}
