//! Publisher and republisher: who the words say filed the text, and whose site carries it.

use super::claim::Basis;
use super::claim::Claim;
use super::page::Page;
use crate::analysis::Evidence;
use crate::analysis::PerMille;
use crate::text::Span;

/// Who published it, and who published it again.
#[derive(Debug, Default)]
pub(super) struct Publishers {
    pub(super) publisher: Option<Claim>,
    pub(super) republisher: Option<Claim>,
}

/// Keeps the source (agency or paper that filed the text) and the site apart. A site without a
/// source is the publisher, unless the text is a letter: that was not written for the site.
pub(super) fn settle(
    page: &Page<'_>,
    source: Option<Span>,
    site: Option<Claim>,
    is_letter: bool,
) -> Publishers {
    let publisher = source.map(|span| Claim {
        value: span.slice(page.text).to_owned(),
        basis: Basis::Stated,
        confidence: PerMille::new(900),
        evidence: vec![Evidence::quote(page.text, span)],
        reason: None,
    });
    let is_same = |site: &Claim| {
        publisher.as_ref().is_some_and(|publisher| is_same_name(&publisher.value, &site.value))
    };
    match site {
        Some(site) if is_same(&site) => Publishers { publisher, republisher: None },
        Some(site) if publisher.is_none() && !is_letter => {
            Publishers { publisher: Some(site), republisher: None }
        }
        site => Publishers { publisher, republisher: site },
    }
}

/// Whether two names are equal but for case, spaces and marks, or one holds the other.
pub(super) fn is_same_name(one: &str, other: &str) -> bool {
    let (one, other) = (plain(one), plain(other));
    let shortest = one.chars().count().min(other.chars().count());
    shortest >= 2 && (one.contains(&other) || other.contains(&one))
}

/// Letters and digits only, in lower case.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
