//! Tracked changes and comments (ECMA-376-1, 17.13).

use std::collections::BTreeSet;

use crate::document::limitation::Limitation;
use crate::document::limitation::LimitationKind;
use crate::document::xml::Node;

/// Most names that are told.
const MOST_NAMES: usize = 5;

/// Tracked changes and who made them.
#[derive(Debug, Default)]
pub(super) struct Revisions {
    insertions: usize,
    deletions: usize,
    moves: usize,
    layouts: usize,
    authors: BTreeSet<String>,
}

impl Revisions {
    /// Counts the changes inside a story.
    pub(super) fn count(&mut self, story: Node<'_>) {
        for node in story.descendants() {
            let counter = match node.name() {
                "ins" | "cellIns" => &mut self.insertions,
                "del" | "cellDel" => &mut self.deletions,
                "moveTo" => &mut self.moves,
                "rPrChange" | "pPrChange" | "tblPrChange" | "sectPrChange" => &mut self.layouts,
                _ => continue,
            };
            // A character property of the same name has no author.
            let Some(author) = node.attribute("author") else { continue };
            *counter += 1;
            self.authors.insert(author.into_owned());
        }
    }

    /// Tells them.
    pub(super) fn limitation(&self) -> Option<Limitation> {
        let counts = [
            counted(self.insertions, "insertion"),
            counted(self.deletions, "deletion"),
            counted(self.moves, "move"),
            counted(self.layouts, "change of layout"),
        ];
        let counts: Vec<String> = counts.into_iter().flatten().collect();
        (!counts.is_empty()).then(|| {
            Limitation::new(
                LimitationKind::TrackedChanges,
                format!(
                    "{}{} are tracked and not settled; the text is the one with all of them accepted",
                    counts.join(", "),
                    by(&self.authors)
                ),
            )
        })
    }
}

/// Tells the comments of the comments part.
pub(super) fn comments(root: Node<'_>) -> Option<Limitation> {
    let comments: Vec<Node<'_>> = root.children().filter(|node| node.name() == "comment").collect();
    let authors = comments.iter().filter_map(|node| node.attribute("author")).map(String::from);
    let authors: BTreeSet<String> = authors.collect();
    let count = counted(comments.len(), "comment")?;
    Some(Limitation::new(
        LimitationKind::Comments,
        format!("{count}{} left out of the text", by(&authors)),
    ))
}

/// `3 comments`, `changes of layout`; `None` for none.
fn counted(count: usize, noun: &str) -> Option<String> {
    match count {
        0 => None,
        1 => Some(format!("1 {noun}")),
        _ => {
            let (first, rest) = noun.split_once(' ').unwrap_or((noun, ""));
            Some(format!("{count} {first}s {rest}").trim_end().to_owned())
        }
    }
}

fn by(authors: &BTreeSet<String>) -> String {
    let names: Vec<&str> =
        authors.iter().map(|name| name.trim()).filter(|name| !name.is_empty()).collect();
    let shown = names.get(..names.len().min(MOST_NAMES)).unwrap_or_default().join(", ");
    match names.len().checked_sub(MOST_NAMES) {
        _ if names.is_empty() => String::new(),
        Some(more) if more > 0 => format!(" by {shown} and {more} more"),
        _ => format!(" by {shown}"),
    }
}
