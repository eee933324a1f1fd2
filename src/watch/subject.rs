//! What a document is about: its title and its scope.

use crate::text::BlockKind;
use crate::text::Span;
use crate::text::blocks;

/// A part of a document that says what it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// Its title.
    Title(Span),
    /// Its scope or purpose.
    Scope(Span),
}

impl Subject {
    /// Where it stands.
    #[must_use]
    pub const fn span(self) -> Span {
        match self {
            Self::Title(span) | Self::Scope(span) => span,
        }
    }

    /// The word for it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Title(_) => "title",
            Self::Scope(_) => "scope",
        }
    }
}

/// The most bytes after a place that shows the scope that belong to it.
const SCOPE_BYTES: usize = 1200;

/// Title and scope of `text`: the first block, `titles` (where its title was found), and what
/// follows each place of `scopes` up to the next heading.
#[must_use]
pub fn subjects(text: &str, titles: &[Span], scopes: &[Span]) -> Vec<Subject> {
    let blocks = blocks(text);
    let mut found: Vec<Subject> =
        blocks.first().map(|block| Subject::Title(block.span)).into_iter().collect();
    found.extend(titles.iter().map(|span| Subject::Title(*span)));
    for scope in scopes {
        let after = blocks.iter().skip_while(|block| block.span.start() < scope.end());
        let heading = after.into_iter().find(|block| block.kind == BlockKind::Heading);
        let end = heading.map_or(text.len(), |block| block.span.start());
        let end = end.clamp(scope.end(), scope.end().saturating_add(SCOPE_BYTES));
        found.extend(Span::new(scope.start(), end).map(Subject::Scope));
    }
    found
}
