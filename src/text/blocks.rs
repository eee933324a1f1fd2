//! Blocks: paragraphs, headings, list items, table rows and lines of code.
//!
//! Reads plain text, Markdown, reStructuredText and `AsciiDoc` alike, by the shape of the lines and by
//! marks around them. Hard-wrapped
//! lines are told from lines that are paragraphs of their own by the rule of greedy wrapping: a
//! line was wrapped when the first word of the next one would not have fitted on it.

use memchr::memchr_iter;

use super::marked::is_label;
use super::marked::is_titled;
use super::marked::marked;
use super::script::is_wide;
use super::script::is_written_without_spaces;
use crate::text::Span;

/// What a block is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A title, with the line under it when it is underlined.
    Heading,
    /// An item of a list, with its continuation lines.
    ListItem,
    /// One row of a table, or the rule between two.
    TableRow,
    /// One line of code or preformatted text.
    Code,
}

/// A block and its place: from its first to its last character that is not white space, the
/// indentation of its first line included, the last line's end left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Bytes of the text that was given.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// The blocks of `text`, ascending; only white space lies between and around them. Linear time.
///
/// ```
/// use provenance::text::{BlockKind, blocks};
/// let text = "# Title\n\nA paragraph.\n- item one\n- item two\n";
/// let kinds: Vec<BlockKind> = blocks(text).iter().map(|block| block.kind).collect();
/// assert_eq!(kinds, [
///     BlockKind::Heading, BlockKind::Paragraph, BlockKind::ListItem, BlockKind::ListItem,
/// ]);
/// ```
#[must_use]
pub fn blocks(text: &str) -> Vec<Block> {
    let mut reader = Reader::default();
    let lines: Vec<Line<'_>> = lines(text).collect();
    let marked = marked(&lines);
    let mut stretch: Vec<Line<'_>> = Vec::new();
    for (line, kind) in lines.into_iter().zip(marked) {
        if line.body.is_empty() {
            reader.read_stretch(&stretch);
            stretch.clear();
        } else if let Some(kind) = kind {
            if !stretch.is_empty() {
                reader.read_stretch(&stretch);
                stretch.clear();
            }
            reader.push_marked(&line, kind);
        } else {
            stretch.push(line);
        }
    }
    reader.read_stretch(&stretch);
    reader.blocks
}

/// One line, without its end.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    /// From the start of the line to its last character that is not white space.
    pub(super) span: Span,
    /// The line without white space around it.
    pub(super) body: &'a str,
    /// Columns of white space before the body.
    pub(super) indent: usize,
    /// Columns up to the end of the body.
    pub(super) width: usize,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    text.split_inclusive('\n').map(move |line| {
        let start = at;
        at += line.len();
        let trimmed = line.trim_end();
        let body = trimmed.trim_start();
        let indent = columns(trimmed.get(..trimmed.len() - body.len()).unwrap_or_default());
        Line { span: Span::at(start, trimmed.len()), body, indent, width: indent + columns(body) }
    })
}

/// Columns that `text` takes on a terminal; a tab counts four.
fn columns(text: &str) -> usize {
    if text.is_ascii() {
        return text.len() + 3 * memchr_iter(b'\t', text.as_bytes()).count();
    }
    text.chars().map(|character| 1 + usize::from(is_wide(character))).sum()
}

/// What is known while the lines pass by.
#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The mark that closes the code fence we are in.
    fence: Option<&'static str>,
    /// Whether the last block was a list item or its continuation: indented text is its.
    is_in_list: bool,
    /// Whether the last line belonged to a title that marks tell.
    is_in_title: bool,
}

impl Reader {
    /// Takes a line that marks around it tell; the lines of a title are one block.
    fn push_marked(&mut self, line: &Line<'_>, kind: BlockKind) {
        let is_title = kind == BlockKind::Heading;
        match self.blocks.last() {
            Some(last) if self.is_in_title && last.kind == kind && !is_titled(line.body) => {
                self.extend(line.span);
            }
            _ => self.blocks.push(Block { span: line.span, kind }),
        }
        self.is_in_title = is_title;
        self.is_in_list &= !is_title;
    }

    /// Reads lines between two blank ones.
    fn read_stretch(&mut self, stretch: &[Line<'_>]) {
        self.is_in_title = false;
        let widest = stretch.iter().map(|line| line.width).max().unwrap_or(0);
        let mut before: Option<Line<'_>> = None;
        for (index, line) in stretch.iter().enumerate() {
            let kind = self.kind_of(line, before.is_none());
            let joins = match (kind, before, self.blocks.last()) {
                (BlockKind::Paragraph, Some(before), Some(last)) => {
                    matches!(last.kind, BlockKind::Paragraph | BlockKind::ListItem)
                        && goes_on(&before, line, widest)
                }
                _ => false,
            };
            let is_label = before.is_some_and(|before| is_label(before.body));
            if is_underline(line.body) && index == 1 && !is_label && self.underlines(line) {
                self.extend(line.span);
                self.retitle();
            } else if joins {
                self.extend(line.span);
            } else {
                self.blocks.push(Block { span: line.span, kind });
            }
            self.is_in_list = match kind {
                BlockKind::ListItem => true,
                BlockKind::Paragraph if joins => self.is_in_list,
                BlockKind::Paragraph => self.is_in_list && line.indent > 0,
                BlockKind::Heading => false,
                BlockKind::TableRow | BlockKind::Code => self.is_in_list,
            };
            before = Some(*line);
        }
    }

    fn kind_of(&mut self, line: &Line<'_>, is_first: bool) -> BlockKind {
        if let Some(mark) = self.fence {
            if line.body.starts_with(mark) {
                self.fence = None;
            }
            return BlockKind::Code;
        }
        if let Some(mark) = ["```", "~~~"].into_iter().find(|mark| is_fence(line.body, mark)) {
            self.fence = Some(mark);
            return BlockKind::Code;
        }
        let follows_code = self.blocks.last().is_some_and(|last| last.kind == BlockKind::Code);
        if is_heading(line.body) {
            BlockKind::Heading
        } else if is_table_row(line.body) {
            BlockKind::TableRow
        } else if line.indent >= 4 && !self.is_in_list && (is_first || follows_code) {
            BlockKind::Code
        } else if starts_item(line.body) {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    fn extend(&mut self, span: Span) {
        if let Some(last) = self.blocks.last_mut() {
            last.span = last.span.join(span);
        }
    }

    fn retitle(&mut self) {
        if let Some(last) = self.blocks.last_mut() {
            last.kind = BlockKind::Heading;
        }
    }

    /// Whether the last block is a title that this line underlines.
    fn underlines(&self, line: &Line<'_>) -> bool {
        self.blocks.last().is_some_and(|last| {
            last.kind == BlockKind::Paragraph && line.span.len() * 3 >= last.span.len()
        })
    }
}

/// Narrowest and widest text, in columns, that is taken for hard-wrapped.
const WRAPPED: std::ops::RangeInclusive<usize> = 30..=130;

/// Whether `line` continues the block that ends with `before`, in lines at most `widest` wide.
fn goes_on(before: &Line<'_>, line: &Line<'_>, widest: usize) -> bool {
    if !WRAPPED.contains(&widest) {
        return false;
    }
    let first_word = if line.body.starts_with(is_written_without_spaces) {
        4
    } else {
        columns(line.body.split_whitespace().next().unwrap_or_default()).min(30)
    };
    let is_full = before.width + 1 + first_word > widest;
    let is_open = !before.body.ends_with(['.', '!', '?', ':', '。', '！', '？', '：', '；'])
        && line.body.starts_with(char::is_lowercase)
        && before.width * 2 > widest;
    is_full || is_open
}

fn is_fence(body: &str, mark: &str) -> bool {
    body.strip_prefix(mark).is_some_and(|rest| !rest.contains('`'))
}

/// `#` to `######`, then white space or the end (CommonMark, ATX headings).
fn is_heading(body: &str) -> bool {
    let rest = body.trim_start_matches('#');
    let depth = body.len() - rest.len();
    (1..=6).contains(&depth) && (rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// A line of one punctuation mark, three times or more.
fn is_underline(body: &str) -> bool {
    let mark = body.bytes().next().unwrap_or(b' ');
    body.len() >= 3 && b"=-~^*+#\"'`._:".contains(&mark) && body.bytes().all(|byte| byte == mark)
}

/// A row of cells between bars, or the rule of a grid table.
fn is_table_row(body: &str) -> bool {
    let has_bars = body.starts_with('|')
        && body.len() > 1
        && body.get(1..).is_some_and(|rest| rest.contains('|'))
        && !is_substitution(body);
    let is_open_row = body.matches(" | ").count() >= 2;
    let is_rule = body.len() >= 5
        && body.starts_with(['+', '|', '=', ':', '-'])
        && body.contains(['+', '|', ' '])
        && body.bytes().all(|byte| b"+-=|: ".contains(&byte))
        && (body.contains("--") || body.contains("=="));
    has_bars || is_open_row || is_rule
}

/// `|name| is`: a sentence that begins with a substitution of reStructuredText.
fn is_substitution(body: &str) -> bool {
    let mut parts = body.split('|').skip(1);
    let (name, rest) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let is_tight = !name.is_empty() && !name.starts_with(' ') && !name.ends_with(' ');
    is_tight && rest.starts_with(' ') && !rest.trim().is_empty() && parts.next().is_none()
}

/// Whether a line starts an item of a list: a bullet, or a number or letter with a stop or
/// bracket, then white space (a space is not needed after ideographic marks).
#[must_use]
pub fn starts_item(line: &str) -> bool {
    let body = line.trim_start();
    let mut characters = body.chars();
    match characters.next() {
        Some('-' | '+' | '•' | '◦' | '‣' | '·' | '–') => {
            characters.next().is_some_and(char::is_whitespace)
        }
        // Deeper items of AsciiDoc have more stars.
        Some('*') => body.trim_start_matches('*').starts_with(char::is_whitespace),
        Some('.') => body.starts_with(". "),
        Some('(' | '（') => is_numbered(characters.as_str()),
        Some('①'..='⑳') => true,
        Some('#') => body.starts_with("#. "),
        Some(_) => is_numbered(body),
        None => false,
    }
}

/// `1.`, `12)`, `a)`, `iv.`, `一、`, then what an item has.
fn is_numbered(body: &str) -> bool {
    let is_number = |character: char| {
        character.is_ascii_alphanumeric() || "一二三四五六七八九十".contains(character)
    };
    let rest = body.trim_start_matches(is_number);
    let number = body.get(..body.len() - rest.len()).unwrap_or_default();
    let is_ordinal = number.bytes().all(|byte| byte.is_ascii_digit())
        || number.len() == 1
        || number.bytes().all(|byte| b"ivxIVX".contains(&byte))
        || !number.is_ascii();
    if number.is_empty() || number.chars().count() > 4 || !is_ordinal {
        return false;
    }
    let mut after = rest.chars();
    match after.next() {
        Some('.' | ')') => after.next().is_some_and(char::is_whitespace),
        Some('、' | '）' | '．') => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prop_assert;
    use proptest::proptest;

    use super::BlockKind;
    use super::blocks;

    fn cut(text: &str) -> Vec<&str> {
        blocks(text).iter().map(|block| block.span.slice(text)).collect()
    }

    fn kinds(text: &str) -> Vec<BlockKind> {
        blocks(text).iter().map(|block| block.kind).collect()
    }

    #[test]
    fn a_hard_wrapped_paragraph_is_one_block() {
        let text = "The gateway keeps a list of the readers that it has seen during\nthe last hour and forgets the others without telling them about\nit.\n\nNext.";
        assert_eq!(cut(text).len(), 2);
    }

    #[test]
    fn each_long_line_of_a_dump_is_a_paragraph() {
        let line = "论坛在本市举行，来自各地的三百名代表参加了会议并听取了报告。".repeat(4);
        assert_eq!(cut(&format!("{line}\n{line}\n{line}")).len(), 3);
    }

    #[test]
    fn short_ragged_lines_are_blocks_of_their_own() {
        assert_eq!(cut("Home\nNews\nSports and weather\nContact us by telephone").len(), 4);
    }

    #[test]
    fn hard_wrapped_list_items_keep_their_continuation_lines() {
        let text =
            "- the first item goes on and on until the line is full and wraps\n  here\n- second";
        assert_eq!(kinds(text), [BlockKind::ListItem, BlockKind::ListItem]);
    }

    #[test]
    fn tables_are_cut_by_row_and_code_by_line() {
        assert_eq!(kinds("| a | b |\n|---|---|\n| 1 | 2 |"), [BlockKind::TableRow; 3]);
        assert_eq!(kinds("+---+---+\n| a | b |\n+===+===+"), [BlockKind::TableRow; 3]);
        assert_eq!(kinds("```\nlet a = 1;\n\nlet b = 2;\n```"), [BlockKind::Code; 4]);
        assert_eq!(
            kinds("Example::\n\n    one\n    two\n"),
            [BlockKind::Paragraph, BlockKind::Code, BlockKind::Code]
        );
    }

    #[test]
    fn an_underlined_title_is_one_heading() {
        assert_eq!(kinds("Abstract\n========\n\nText"), [BlockKind::Heading, BlockKind::Paragraph]);
        let long = "The order in which the harbour takes in ships";
        assert_eq!(kinds(&format!("{long}\n{}", "-".repeat(long.len()))), [BlockKind::Heading]);
    }

    proptest! {
        #[test]
        fn only_white_space_lies_outside_the_blocks(text in "\\PC{0,20}|[a1|+=`~#. \\n\\t\\r中-]{0,60}") {
            let mut at = 0;
            for block in blocks(&text) {
                prop_assert!(text[at..block.span.start()].trim().is_empty());
                prop_assert!(!block.span.slice(&text).trim().is_empty());
                at = block.span.end();
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
