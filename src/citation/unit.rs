//! A text as sentences in blocks under headings.

use super::letters::Letters;
use super::letters::is_letter;
use crate::text::Block;
use crate::text::BlockKind;
use crate::text::Span;
use crate::text::blocks;
use crate::text::sentences;

/// A sentence, a heading, or a line of code.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its text, without white space around it and without the mark of a list item.
    pub(super) span: Span,
    /// What the block is that it stands in.
    pub(super) kind: BlockKind,
    /// The number of that block.
    pub(super) block: usize,
    /// The last heading before it, as an index of units.
    pub(super) section: Option<usize>,
    /// Its letters: equal for sentences that differ in dress alone.
    pub(super) key: String,
}

/// The units of a text, ascending; what has no letter is left out.
pub(super) fn units(text: &str) -> Vec<Unit> {
    let mut found: Vec<Unit> = Vec::new();
    let mut section = None;
    for (number, kind, span) in sentences_in_blocks(text) {
        let key = Letters::new(span.slice(text)).text().to_owned();
        if key.is_empty() {
            continue;
        }
        if kind == BlockKind::Heading {
            section = Some(found.len());
        }
        found.push(Unit { span, kind, block: number, section, key });
    }
    found
}

/// The places of the units of a text.
pub(super) fn bare_sentences(text: &str) -> impl Iterator<Item = Span> {
    let has_letter = |span: &Span| span.slice(text).contains(is_letter);
    sentences_in_blocks(text).into_iter().map(|(_, _, span)| span).filter(has_letter)
}

/// The sentences of a text, each with the number and the kind of its block.
fn sentences_in_blocks(text: &str) -> Vec<(usize, BlockKind, Span)> {
    let mut found = Vec::new();
    for (number, block) in paragraphs(text).into_iter().enumerate() {
        let body = block.span.slice(text);
        // Deep in a line, a mark of headings is a comment in code.
        let is_deep = body.starts_with("    ") || body.starts_with('\t');
        let kind = match block.kind {
            BlockKind::Heading if is_deep => BlockKind::Code,
            kind => kind,
        };
        let cut = match kind {
            BlockKind::Heading | BlockKind::Code => vec![Span::at(0, body.len())],
            BlockKind::Paragraph | BlockKind::ListItem | BlockKind::TableRow => sentences(body),
        };
        for sentence in cut {
            let span = Span::at(block.span.start() + sentence.start(), sentence.len());
            found.push((number, kind, without_mark(span, text)));
        }
    }
    found
}

/// Narrowest line, in bytes, after which an unfinished sentence goes on in the next one.
const WRAPPED: usize = 40;

/// The blocks of a text, those joined again that a ragged line end parts in the middle of a
/// sentence.
fn paragraphs(text: &str) -> Vec<Block> {
    let mut found: Vec<Block> = Vec::new();
    for block in blocks(text) {
        match found.last_mut() {
            Some(last) if goes_on(text, *last, block) => last.span = last.span.join(block.span),
            _ => found.push(block),
        }
    }
    found
}

fn goes_on(text: &str, before: Block, after: Block) -> bool {
    let gap = text.get(before.span.end()..after.span.start()).unwrap_or_default();
    let body = before.span.slice(text);
    let line = body.rsplit('\n').next().unwrap_or_default();
    let is_finished = body.ends_with(|character: char| {
        ".!?:;。！？：；…|".contains(character) || matches!(character, '"' | '”' | ')')
    });
    after.kind == BlockKind::Paragraph
        && matches!(before.kind, BlockKind::Paragraph | BlockKind::ListItem)
        && gap.bytes().filter(|byte| *byte == b'\n').count() <= 1
        && line.len() >= WRAPPED
        && !is_finished
}

/// `span` without white space around it, and without the bullet or number of a list item.
fn without_mark(span: Span, text: &str) -> Span {
    let slice = span.slice(text);
    let body = slice.trim_end();
    let start = body.trim_start();
    let rest = start.trim_start_matches(['-', '*', '+', '•', '>', ':', '#', '.']);
    let is_marked = rest.starts_with(char::is_whitespace) && rest.len() < start.len();
    let rest = if is_marked { rest.trim_start() } else { start };
    let rest = without_number(rest);
    let offset = body.len() - rest.len();
    Span::at(span.start() + offset, rest.len())
}

/// A list item's text without its number.
fn without_number(text: &str) -> &str {
    let rest = text.trim_start_matches(|character: char| character.is_ascii_digit());
    let digits = text.len() - rest.len();
    let after = rest.strip_prefix(['.', ')', '、']);
    match after {
        Some(after) if (1..=3).contains(&digits) && after.starts_with(char::is_whitespace) => {
            after.trim_start()
        }
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::units;

    #[test]
    fn a_sentence_over_a_ragged_line_end_is_one_unit() {
        let text = "The index lists every harbour of the coast, known as the\nPorts. Each of them has a lighthouse that burns all night long.\n";
        assert_eq!(units(text).len(), 2);
    }

    #[test]
    fn sentences_know_their_heading_and_lose_their_marks() {
        let text = "# One\n\nFirst. Second.\n\n- item\n3. third\n";
        let found: Vec<&str> = units(text).iter().map(|unit| unit.span.slice(text)).collect();
        assert_eq!(found, ["One", "First.", "Second.", "item", "third"]);
        assert!(units(text).iter().all(|unit| unit.section == Some(0)));
    }
}
