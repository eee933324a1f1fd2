//! The blocks of a word processor's document on their way to text.

use super::extracted::Furniture;
use super::extracted::FurnitureKind;
use super::limitation::Limitation;
use super::limitation::LimitationKind;
use super::limits::Limits;
use super::writer::Writer;
use crate::text::Span;

/// A block of a document, not yet written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Block {
    /// Running text.
    Paragraph(String),
    /// A heading with the number that stands before it.
    Heading { level: usize, text: String },
    /// An item of a list, `-` as label when it has a bullet.
    Item { depth: usize, label: String, text: String },
    /// A row of a table, one text a cell.
    Row(Vec<String>),
}

/// The mark before a numbered paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Label {
    /// `-` for a bullet.
    pub(super) text: String,
    /// The level in the list, 0 being the outermost.
    pub(super) depth: usize,
    /// Whether no space follows.
    pub(super) is_tight: bool,
}

impl Block {
    /// A paragraph or, with a level, heading with the mark that stands before it.
    pub(super) fn labelled(text: String, label: Option<Label>, heading: Option<usize>) -> Self {
        let is_empty = text.trim().is_empty();
        match (heading, label) {
            (Some(level), Some(label)) if label.text != "-" && !is_empty => {
                Self::Heading { level, text: label.before(&text) }
            }
            (Some(level), _) => Self::Heading { level, text },
            (None, Some(label)) if label.is_tight && label.text != "-" && !is_empty => {
                Self::Paragraph(label.before(&text))
            }
            (None, Some(label)) => Self::Item { depth: label.depth, label: label.text, text },
            (None, None) => Self::Paragraph(text),
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Paragraph(text) | Self::Heading { text, .. } => text,
            Self::Item { label, text, .. } if label == "-" => text,
            Self::Item { label, text, .. } => format!("{label} {text}"),
            Self::Row(cells) => cells.join(" "),
        }
    }
}

impl Label {
    fn before(&self, text: &str) -> String {
        format!("{}{}{text}", self.text, if self.is_tight { "" } else { " " })
    }
}

/// The blocks of a table from the blocks of its cells, by rows. A table of one column is a frame
/// around its content and gives that content; rows of a table in a cell follow its own row.
pub(super) fn table(rows: Vec<Vec<Vec<Block>>>) -> Vec<Block> {
    if rows.iter().all(|cells| cells.len() < 2) {
        return rows.into_iter().flatten().flatten().collect();
    }
    let mut blocks = Vec::new();
    for cells in rows {
        let mut nested = Vec::new();
        let mut row = Vec::new();
        for cell in cells {
            let (rows, texts): (Vec<_>, Vec<_>) =
                cell.into_iter().partition(|block| matches!(block, Block::Row(_)));
            nested.extend(rows);
            let texts: Vec<String> = texts.into_iter().map(Block::into_text).collect();
            row.push(texts.join(" "));
        }
        blocks.push(Block::Row(row));
        blocks.append(&mut nested);
    }
    blocks
}

/// Writes blocks as long as there is room.
#[derive(Debug)]
pub(super) struct Flow {
    writer: Writer,
    furniture: Vec<Furniture>,
    most_bytes: usize,
}

impl Flow {
    pub(super) fn new(limits: &Limits) -> Self {
        Self { writer: Writer::default(), furniture: Vec::new(), most_bytes: limits.text_bytes }
    }

    /// Whether the text is as long as it may become.
    pub(super) fn is_full(&self) -> bool {
        self.writer.len() >= self.most_bytes
    }

    /// Writes blocks; does nothing once the text is full.
    pub(super) fn write(&mut self, blocks: Vec<Block>) {
        for block in blocks {
            self.write_one(block);
        }
    }

    fn write_one(&mut self, block: Block) -> Span {
        if self.is_full() {
            return Span::empty(self.writer.len());
        }
        match block {
            Block::Paragraph(text) => self.writer.paragraph(&text),
            Block::Heading { level, text } => self.writer.heading(level, &text),
            Block::Item { depth, label, text } => self.writer.labelled(depth, &label, &text),
            Block::Row(cells) => self.writer.row(&cells),
        }
    }

    /// Writes blocks of a running head or foot, each once however often its page area comes.
    pub(super) fn write_furniture(&mut self, blocks: Vec<Block>, kind: FurnitureKind) {
        for block in blocks {
            let is_number = !matches!(block, Block::Row(_)) && is_page_number(&block);
            let span = self.write_one(block);
            let kind = if is_number { FurnitureKind::PageNumber } else { kind };
            if !span.is_empty() {
                self.furniture.push(Furniture { span, kind });
            }
        }
    }

    /// The text, what of it is furniture, and a limitation when it was cut short.
    pub(super) fn finish(self) -> (String, Vec<Furniture>, Option<Limitation>) {
        let cut = self.is_full().then(|| {
            Limitation::new(LimitationKind::TooLarge, "its text is longer than is read; cut short")
        });
        (self.writer.finish(), self.furniture, cut)
    }
}

fn is_page_number(block: &Block) -> bool {
    let text = block.clone().into_text();
    let text = text.trim().trim_matches(['-', '–', '—', ' ']);
    !text.is_empty() && text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::Block;
    use super::table;

    fn cell(text: &str) -> Vec<Block> {
        vec![Block::Paragraph(text.to_owned())]
    }

    #[test]
    fn rows_of_a_table_in_a_cell_follow_the_row_of_that_cell() {
        let inner = table(vec![vec![cell("c"), cell("d")]]);
        let outer = table(vec![vec![cell("a"), [cell("b"), inner].concat()]]);
        let rows = [["a", "b"], ["c", "d"]];
        assert_eq!(outer, rows.map(|row| Block::Row(row.map(str::to_owned).to_vec())));
    }

    #[test]
    fn a_table_of_one_column_is_only_a_frame() {
        assert_eq!(table(vec![vec![cell("a")], vec![cell("b")]]), [cell("a"), cell("b")].concat());
    }
}
