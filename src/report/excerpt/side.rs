//! One text of a diff, with its blocks.

use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Span;
use crate::text::blocks;

/// A text with its blocks.
pub(super) struct Side<'a> {
    pub(super) text: &'a str,
    blocks: Vec<Block>,
    headings: Vec<Span>,
}

impl<'a> Side<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let blocks = blocks(text);
        let headings = blocks.iter().filter(|block| block.kind == BlockKind::Heading);
        let headings = headings.map(|block| block.span).collect();
        Self { text, blocks, headings }
    }

    /// Whether a block starts at or after `offset` with nothing but white space before it, so
    /// that text from `offset` on begins a paragraph.
    pub(super) fn starts_block(&self, offset: usize) -> bool {
        let next = self.blocks.partition_point(|block| block.span.start() < offset);
        let is_blank = |from: usize, to: usize| {
            self.text.get(from..to).is_some_and(|between| between.trim().is_empty())
        };
        let inside = next.checked_sub(1).and_then(|before| self.blocks.get(before));
        if let Some(block) = inside.filter(|block| block.span.contains(offset)) {
            return is_blank(block.span.start(), offset);
        }
        true
    }

    /// Whether nothing but white space follows before the next block or the end of the text.
    pub(super) fn ends_block(&self, offset: usize) -> bool {
        let next = self.blocks.partition_point(|block| block.span.end() <= offset);
        self.blocks.get(next).is_none_or(|block| offset <= block.span.start())
    }

    /// Index of the last block that starts before `offset`, or at it when `is_at_included`.
    pub(super) fn block_before(&self, offset: usize, is_at_included: bool) -> Option<usize> {
        let after = self.blocks.partition_point(|block| {
            block.span.start() < offset || (is_at_included && block.span.start() == offset)
        });
        after.checked_sub(1)
    }

    /// Index of the first block that ends after `offset`.
    pub(super) fn block_after(&self, offset: usize) -> Option<usize> {
        let index = self.blocks.partition_point(|block| block.span.end() <= offset);
        (index < self.blocks.len()).then_some(index)
    }

    /// The place of a block.
    pub(super) fn block(&self, index: usize) -> Option<Span> {
        self.blocks.get(index).map(|block| block.span)
    }

    /// Index of the last block; 0 when there is none.
    pub(super) fn last_block(&self) -> usize {
        self.blocks.len().saturating_sub(1)
    }

    /// Whether a block starts in the span.
    pub(super) fn has_block_start(&self, span: Span) -> bool {
        let next = self.blocks.partition_point(|block| block.span.start() < span.start());
        self.blocks.get(next).is_some_and(|block| span.contains(block.span.start()))
    }

    /// Whether an empty line stands before the text that begins at or after `offset`.
    pub(super) fn has_gap_before(&self, offset: usize) -> bool {
        let (before, after) = self.text.split_at_checked(offset).unwrap_or_default();
        let above = before.get(before.trim_end().len()..).unwrap_or_default();
        let below = after.get(..after.len() - after.trim_start().len()).unwrap_or_default();
        above.matches('\n').chain(below.matches('\n')).nth(1).is_some()
    }

    /// Cuts a span where blocks start; every part without the white space at its ends is left
    /// as it is.
    pub(super) fn parts(&self, span: Span) -> Vec<Span> {
        let first = self.blocks.partition_point(|block| block.span.start() <= span.start());
        let inside = self.blocks.iter().skip(first).map(|block| block.span.start());
        let mut parts = Vec::new();
        let mut start = span.start();
        for end in inside.take_while(|start| *start < span.end()).chain([span.end()]) {
            parts.extend(Span::new(start, end).filter(|part| !part.is_empty()));
            start = end;
        }
        parts
    }

    /// The last heading that starts at or before `offset`.
    pub(super) fn heading_above(&self, offset: usize) -> Option<Span> {
        let after = self.headings.partition_point(|heading| heading.start() <= offset);
        after.checked_sub(1).and_then(|index| self.headings.get(index)).copied()
    }
}
