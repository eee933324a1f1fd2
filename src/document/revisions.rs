//! Telling tracked changes and comments.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::limitation::Limitation;
use super::limitation::LimitationKind;

/// Most names that are told.
const MOST_NAMES: usize = 5;

/// Tracked changes and who made them.
#[derive(Debug, Default)]
pub(super) struct Revisions {
    counts: BTreeMap<Revision, usize>,
    authors: BTreeSet<String>,
}

/// The kinds of tracked change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Revision {
    Insertion,
    Deletion,
    Move,
    Layout,
}

impl Revisions {
    /// Counts a change.
    pub(super) fn add(&mut self, revision: Revision, author: &str) {
        *self.counts.entry(revision).or_default() += 1;
        self.authors.insert(author.trim().to_owned());
    }

    /// Tells them.
    pub(super) fn limitation(&self) -> Option<Limitation> {
        let noun = |revision: Revision| match revision {
            Revision::Insertion => "insertion",
            Revision::Deletion => "deletion",
            Revision::Move => "move",
            Revision::Layout => "change of layout",
        };
        let total: usize = self.counts.values().sum();
        let counts = self.counts.iter().map(|(revision, count)| counted(*count, noun(*revision)));
        let counts: Vec<String> = counts.flatten().collect();
        (!counts.is_empty()).then(|| {
            Limitation::new(
                LimitationKind::TrackedChanges,
                format!(
                    "{}{} {} tracked and not settled; the text is the one with all accepted",
                    counts.join(", "),
                    by(&self.authors),
                    if total == 1 { "is" } else { "are" }
                ),
            )
        })
    }
}

/// Tells the comments, each given by its author.
pub(super) fn comments(authors: &[String]) -> Option<Limitation> {
    let count = counted(authors.len(), "comment")?;
    let names = authors.iter().map(|name| name.trim().to_owned()).collect();
    let detail = format!("{count}{} left out of the text", by(&names));
    Some(Limitation::new(LimitationKind::Comments, detail))
}

/// `3 comments`, `changes of layout`; `None` for none.
pub(super) fn counted(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => {
            let (first, rest) =
                noun.split_once(" of ").map_or((noun, None), |(first, rest)| (first, Some(rest)));
            let rest = rest.map(|rest| format!(" of {rest}")).unwrap_or_default();
            Some(format!("{count} {first}s{rest}"))
        }
    }
}

fn by(authors: &BTreeSet<String>) -> String {
    let names: Vec<&str> =
        authors.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let shown = names.get(..names.len().min(MOST_NAMES)).unwrap_or_default().join(", ");
    match names.len().checked_sub(MOST_NAMES) {
        _ if names.is_empty() => String::new(),
        Some(more) if more > 0 => format!(" by {shown} and {more} more"),
        _ => format!(" by {shown}"),
    }
}
