//! Joining lines to blocks.

use super::line::LineKind;
use super::line::classify;
use super::line::is_title;
use crate::text::Span;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis::readiness) enum BlockKind {
    /// A heading and its depth, 1 to 6 by markup or number, 7 by its look alone.
    Heading(u8),
    /// A paragraph.
    Prose,
    /// A paragraph that is quoted as a whole (`> ...`).
    Quote,
    /// A list item.
    Item,
    /// A table row.
    Row,
    /// Lines of code, data or grammar, one block a line.
    Code,
    /// A line of a table of contents.
    Contents,
}

/// A piece of the document; its span leaves out bullets, heading marks and surrounding space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::analysis::readiness) struct Block {
    /// Where it stands.
    pub(in crate::analysis::readiness) span: Span,
    /// What it is.
    pub(in crate::analysis::readiness) kind: BlockKind,
}

/// A line narrower than this many columns ends its paragraph, unless the next one starts with a
/// lower-case letter; a wider one may have been wrapped.
const WRAP_COLUMNS: usize = 45;

/// Cuts a text into blocks, leaving out the lines that start inside `noise` (ascending).
pub(in crate::analysis::readiness) fn blocks(text: &str, noise: &[Span]) -> Vec<Block> {
    let mut outline = Outline { text, ..Outline::default() };
    let mut noise = noise.iter().peekable();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        while noise.next_if(|span| span.end() <= start).is_some() {}
        let is_noise = noise.peek().is_some_and(|span| span.contains(start));
        if !is_noise {
            outline.line(line, start);
        }
        start += line.len();
    }
    outline.blocks
}

/// The state between two lines.
#[derive(Default)]
struct Outline<'t> {
    text: &'t str,
    blocks: Vec<Block>,
    is_fenced: bool,
    /// Whether the next line may continue the last block.
    is_open: bool,
    /// Whether the last line was blank (or there was none).
    after_text: bool,
    /// Columns of the last line, roughly.
    last_columns: usize,
    /// How many lines the last block has.
    last_lines: usize,
}

impl Outline<'_> {
    fn line(&mut self, line: &str, start: usize) {
        let outer = line.trim_start_matches([' ', '\t', '\u{feff}', '\u{3000}']);
        let quoted = outer.starts_with('>') && !self.is_fenced;
        let inner = if quoted { outer.trim_start_matches(['>', ' ']) } else { outer };
        let indent = line.len() - inner.len();
        let inner = inner.trim_end();
        let span = Span::at(start + indent, inner.len());
        let kind = classify(inner, if quoted { 0 } else { indent });
        if kind == LineKind::Fence {
            self.is_fenced = !self.is_fenced;
            self.close();
        } else if self.is_fenced {
            self.push(span, BlockKind::Code);
        } else if quoted && !matches!(kind, LineKind::Blank | LineKind::Rule(_)) {
            self.paragraph(span, BlockKind::Quote, inner);
        } else {
            self.open_line(kind, span, inner);
        }
        self.after_text = kind != LineKind::Blank;
    }

    fn open_line(&mut self, kind: LineKind, span: Span, inner: &str) {
        let from = |at: usize| Span::new(span.start() + at, span.end()).unwrap_or(span);
        match kind {
            LineKind::Numbered { .. } | LineKind::Heading { .. } | LineKind::Item { .. }
                if self.is_wrapped_quantity(inner) =>
            {
                self.paragraph(span, BlockKind::Prose, inner);
            }
            LineKind::Blank | LineKind::Fence => self.close(),
            LineKind::Rule(byte) => self.rule(byte),
            LineKind::Heading { level, text_at } => {
                self.push(from(text_at), BlockKind::Heading(level));
                self.close();
            }
            LineKind::Numbered { text_at } => {
                let alone = !self.after_text && self.next_is_blank(span.end());
                let kind = if alone { BlockKind::Heading(1) } else { BlockKind::Item };
                self.push(from(text_at), kind);
                self.is_open = !alone;
                self.last_columns = columns(inner);
            }
            LineKind::Item { text_at } => {
                self.push(from(text_at), BlockKind::Item);
                self.is_open = true;
                self.last_columns = columns(inner);
            }
            LineKind::Row => self.push(span, BlockKind::Row),
            LineKind::Contents => self.push(span, BlockKind::Contents),
            LineKind::Code => self.push(span, BlockKind::Code),
            LineKind::Text if self.is_alone_title(span, inner) => {
                self.push(span, BlockKind::Heading(7));
                self.last_lines = 1;
            }
            LineKind::Text => self.paragraph(span, BlockKind::Prose, inner),
        }
    }

    /// A line of a wrapped paragraph that happens to start with a number: `within` / `200 ms.`.
    fn is_wrapped_quantity(&self, inner: &str) -> bool {
        let rest = inner.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
        let number = inner.get(..inner.len() - rest.len()).unwrap_or_default();
        if number.is_empty() || number.ends_with('.') || !self.is_open {
            return false;
        }
        let has_word = rest
            .strip_prefix(' ')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase() || c == '%'));
        let has_ideograph = rest.chars().next().is_some_and(|c| u32::from(c) >= 0x4e00);
        let before = self.blocks.last().and_then(|last| self.text.get(..last.span.end()));
        let is_open_sentence = before.is_some_and(|before| {
            !before.ends_with(['.', '。', ';', '；', ':', '：', '!', '！', '?', '？'])
        });
        self.last_columns >= WRAP_COLUMNS && is_open_sentence && (has_word || has_ideograph)
    }

    /// A short line between blank lines, or before a paragraph, that starts as a title does.
    fn is_alone_title(&self, span: Span, inner: &str) -> bool {
        let first = inner.chars().next().unwrap_or_default();
        let starts = first.is_uppercase() || u32::from(first) >= 0x2e80 || first == '*';
        !self.after_text
            && starts
            && is_title(inner)
            && !is_label(inner)
            && self.next_is_blank(span.end())
    }

    /// Adds a line to the last paragraph if it continues it, else starts a new one.
    fn paragraph(&mut self, span: Span, kind: BlockKind, inner: &str) {
        let is_lower = inner.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
        let continues = self.is_open && (self.last_columns >= WRAP_COLUMNS || is_lower);
        match self.blocks.last_mut() {
            Some(last) if continues && (last.kind == kind || last.kind == BlockKind::Item) => {
                last.span = last.span.join(span);
                self.last_lines += 1;
            }
            _ => self.push(span, kind),
        }
        self.is_open = true;
        self.last_columns = columns(inner);
    }

    /// A rule right under a single line makes it a heading.
    fn rule(&mut self, byte: u8) {
        let single = self.after_text && self.last_lines == 1;
        let is_title = |block: &&mut Block| {
            single && matches!(block.kind, BlockKind::Prose | BlockKind::Heading(7))
        };
        if let Some(last) = self.blocks.last_mut().filter(is_title) {
            last.kind = BlockKind::Heading(if byte == b'=' { 1 } else { 2 });
        }
        self.close();
    }

    fn push(&mut self, span: Span, kind: BlockKind) {
        if !span.is_empty() {
            self.blocks.push(Block { span, kind });
        }
        self.is_open = false;
        self.last_lines = 1;
    }

    fn close(&mut self) {
        self.is_open = false;
    }

    /// Whether the line after the one that holds the byte before `end` is blank or missing.
    fn next_is_blank(&self, end: usize) -> bool {
        let rest = self.text.get(end..).unwrap_or_default();
        let mut lines = rest.splitn(3, '\n');
        lines.next();
        lines.next().is_none_or(|line| {
            let line = line.trim();
            line.is_empty() || (line.len() >= 3 && line.bytes().all(|b| b"=-~^".contains(&b)))
        })
    }
}

/// `Version: 2`, `Date: 2025-03-01`, `状态：已发布`: a word, a colon and a value with a digit, or a
/// state.
fn is_label(line: &str) -> bool {
    let Some((key, value)) = line.split_once([':', '：']) else { return false };
    let is_word = !key.is_empty() && key.len() <= 24 && key.chars().all(char::is_alphabetic);
    let is_state = key.eq_ignore_ascii_case("status") || key.ends_with("状态");
    is_word && (is_state || value.bytes().any(|byte| byte.is_ascii_digit()))
}

/// Columns that a line takes, roughly: bytes beyond ASCII come in threes and take two columns.
fn columns(line: &str) -> usize {
    let wide = line.bytes().filter(|byte| *byte >= 0x80).count();
    line.len() - wide + wide * 2 / 3
}

#[cfg(test)]
mod tests {
    use super::BlockKind;
    use super::blocks;
    use crate::text::Span;

    fn kinds(text: &str) -> Vec<(BlockKind, &str)> {
        blocks(text, &[]).iter().map(|block| (block.kind, block.span.slice(text))).collect()
    }

    #[test]
    fn a_wrapped_paragraph_is_one_block() {
        let text = "The server must answer every request that it receives\nwithin two seconds.\n";
        assert_eq!(kinds(text).len(), 1);
    }

    #[test]
    fn a_wrapped_line_that_starts_with_a_number_continues_its_paragraph() {
        for text in [
            "The controller shall answer every request within\n200 ms. It shall be available\n",
            "The network of the country has by now more than\n2.5 billion users of its devices\n",
            "系统在正常负载条件下对用户发起的所有查询请求均应在\n10秒内返回完整的查询结果\n",
        ] {
            assert_eq!(kinds(text).len(), 1, "{text}");
        }
        let listed = "The controller shall answer every request as follows:\n1 by mail\n2 by bus\n";
        assert_eq!(kinds(listed).len(), 3);
    }

    #[test]
    fn short_lines_are_paragraphs_of_their_own() {
        assert_eq!(kinds("版本：1.0\n日期：今天\n").len(), 2);
    }

    #[test]
    fn a_label_that_stands_alone_is_no_heading() {
        for label in ["Version: 2", "Status: approved", "版本：1.0"] {
            let text = format!("Title\n=====\n\n{label}\n\n1 Scope\n");
            let is_heading = |(kind, body): &(BlockKind, &str)| {
                matches!(kind, BlockKind::Heading(_)) && *body == label
            };
            assert!(!kinds(&text).iter().any(is_heading), "{label}");
        }
        let title = "Design: thumbnail service";
        assert_eq!(kinds(&format!("{title}\n\ntext\n"))[0], (BlockKind::Heading(7), title));
    }

    #[test]
    fn an_underlined_line_is_a_heading() {
        assert_eq!(kinds("Scope\n=====\ntext\n")[0], (BlockKind::Heading(1), "Scope"));
    }

    #[test]
    fn lines_inside_a_fence_are_code() {
        assert_eq!(kinds("```\n# no heading\n```\n"), [(BlockKind::Code, "# no heading")]);
    }

    #[test]
    fn noise_is_left_out() {
        let text = "Share this page\n\nThe server must answer.\n";
        let found = blocks(text, &[Span::at(0, 16)]);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].span.slice(text), "The server must answer.");
    }

    #[test]
    fn an_empty_text_has_no_blocks() {
        assert_eq!(blocks("", &[]), []);
        assert_eq!(blocks("\n\n \n", &[]), []);
    }
}
