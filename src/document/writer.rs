//! Writing derived text: blocks in a light markup.

use crate::text::Span;

/// Writes blocks as the text that everything else reads: a paragraph a line, a blank line between
/// blocks, `# ` before headings, `- ` or `1. ` before list items, `| a | b |` for rows, code
/// between fences. So `text::blocks` sees in derived text the same structure as in Markdown.
///
/// ```
/// use provenance::document::Writer;
/// let mut writer = Writer::default();
/// writer.heading(2, "Scope");
/// writer.paragraph("The  system\nshall answer.");
/// writer.item(0, None, "within 5 s");
/// writer.row(&["Limit", "5 s"]);
/// assert_eq!(writer.finish(), "## Scope\n\nThe system shall answer.\n\n- within 5 s\n\n| Limit | 5 s |\n");
/// ```
#[derive(Debug, Default, Clone)]
pub struct Writer {
    text: String,
    last: Last,
}

/// What was written last: items and rows stand together without blank lines.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Last {
    #[default]
    Nothing,
    Block,
    Item,
    Row,
}

/// The deepest heading and list item that are told apart.
const DEEPEST: usize = 6;

impl Writer {
    /// Where the next block will begin, in bytes, once it is written.
    #[must_use]
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether nothing was written yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// A paragraph; runs of white space become one space. Gives where its text stands, an empty
    /// span when there is none.
    pub fn paragraph(&mut self, text: &str) -> Span {
        self.block("", text, Last::Block)
    }

    /// A block of lines that stand under one another, such as an address. The text is written as
    /// it is but for blank lines and the line end at its end, so that offsets in it hold.
    pub fn lines(&mut self, text: &str) -> Span {
        let text = text.trim_end();
        if text.is_empty() {
            return Span::empty(self.text.len());
        }
        self.open(Last::Block);
        let start = self.text.len();
        self.text.push_str(text);
        self.text.push('\n');
        Span::at(start, text.len())
    }

    /// A heading of level 1 to 6. Gives where its text stands, without the marks.
    pub fn heading(&mut self, level: usize, text: &str) -> Span {
        let marks = "#".repeat(level.clamp(1, DEEPEST));
        self.block(&format!("{marks} "), text, Last::Block)
    }

    /// A list item `depth` levels below the outermost, with its number in an ordered list.
    pub fn item(&mut self, depth: usize, number: Option<u64>, text: &str) -> Span {
        let mark = number.map_or_else(|| "-".to_owned(), |number| format!("{number}."));
        self.listed(depth, &mark, text)
    }

    /// A numbered paragraph with its number as the document writes it, such as `(a)`, `3.2.1` or
    /// `第三条`, or `-`: an item of a list where the number looks like one, else a paragraph. The
    /// number belongs to the text; the span holds it, unless it is a bullet.
    pub fn labelled(&mut self, depth: usize, label: &str, text: &str) -> Span {
        let label = squeeze(label);
        if squeeze(text).is_empty() {
            return Span::empty(self.text.len());
        }
        let is_plain = |label: &str| label.chars().count() <= 4 && !label.contains(['.', ')', ' ']);
        let inner = label.strip_suffix(['.', ')']).map(|inner| inner.trim_start_matches('('));
        match inner.filter(|inner| is_plain(inner)) {
            _ if label == "-" => self.listed(depth, &label, text),
            Some(_) => {
                let item = self.listed(depth, &label, text);
                Span::at(item.start() - label.len() - 1, item.len() + label.len() + 1)
            }
            _ => self.paragraph(&format!("{label} {text}")),
        }
    }

    fn listed(&mut self, depth: usize, mark: &str, text: &str) -> Span {
        let indent = "  ".repeat(depth.min(DEEPEST));
        self.block(&format!("{indent}{mark} "), text, Last::Item)
    }

    /// A row of a table. Gives where it stands, from the first cell's text to the last one's.
    pub fn row(&mut self, cells: &[impl AsRef<str>]) -> Span {
        let cells: Vec<String> = cells.iter().map(|cell| squeeze(cell.as_ref())).collect();
        if cells.iter().all(String::is_empty) {
            return Span::empty(self.text.len());
        }
        let row = self.block("| ", &cells.join(" | "), Last::Row);
        self.text.truncate(row.end());
        self.text.push_str(" |\n");
        row
    }

    /// Preformatted lines, kept as they are between fences.
    pub fn code(&mut self, text: &str) -> Span {
        let text = text.trim_matches('\n').trim_end();
        if text.trim().is_empty() {
            return Span::empty(self.text.len());
        }
        self.open(Last::Block);
        let fence = if text.contains("```") { "~~~" } else { "```" };
        self.text.push_str(fence);
        self.text.push('\n');
        let start = self.text.len();
        self.text.push_str(text);
        let end = self.text.len();
        self.text.push('\n');
        self.text.push_str(fence);
        self.text.push('\n');
        Span::at(start, end - start)
    }

    /// The text.
    #[must_use]
    pub fn finish(self) -> String {
        self.text
    }

    fn block(&mut self, mark: &str, text: &str, kind: Last) -> Span {
        let text = squeeze(text);
        if text.is_empty() {
            return Span::empty(self.text.len());
        }
        self.open(kind);
        self.text.push_str(mark);
        let start = self.text.len();
        self.text.push_str(&text);
        self.text.push('\n');
        Span::at(start, text.len())
    }

    fn open(&mut self, kind: Last) {
        let stand_together = kind == self.last && matches!(kind, Last::Item | Last::Row);
        if self.last != Last::Nothing && !stand_together {
            self.text.push('\n');
        }
        self.last = kind;
    }
}

/// Runs of white space as one space, none at the ends; soft hyphens, zero-width spaces and control
/// characters left out.
fn squeeze(text: &str) -> String {
    let is_dropped = |character: char| {
        matches!(character, '\u{ad}' | '\u{200b}' | '\u{feff}')
            || (character.is_control() && !character.is_whitespace())
    };
    let kept: String = text.chars().filter(|character| !is_dropped(*character)).collect();
    kept.split_whitespace().collect::<Vec<_>>().join(" ")
}
