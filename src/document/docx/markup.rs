//! Tracked changes and comments (ECMA-376-1, 17.13).

use crate::document::revisions::Revision;
use crate::document::revisions::Revisions;
use crate::document::xml::Node;

/// The tracked changes inside a story.
pub(super) fn revisions(story: Node<'_>) -> Revisions {
    let mut revisions = Revisions::default();
    for node in story.descendants() {
        let revision = match node.name() {
            "ins" | "cellIns" => Revision::Insertion,
            "del" | "cellDel" => Revision::Deletion,
            "moveTo" => Revision::Move,
            "rPrChange" | "pPrChange" | "tblPrChange" | "sectPrChange" => Revision::Layout,
            _ => continue,
        };
        // An element of another meaning and the same name has no author.
        if let Some(author) = node.attribute("author") {
            revisions.add(revision, &author);
        }
    }
    revisions
}

/// The author of each comment, by the root of the comments part.
pub(super) fn comment_authors(root: Node<'_>) -> Vec<String> {
    let comments = root.children().filter(|node| node.name() == "comment");
    comments.map(|node| node.attribute("author").unwrap_or_default().into_owned()).collect()
}
