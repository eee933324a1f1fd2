//! A story (the body, a note, a running head) as blocks (ECMA-376-1, 17.2).

use super::inline::Inline;
use super::numbering::Counters;
use super::numbering::Numbering;
use super::styles::NumberReference;
use super::styles::Styles;
use super::styles::outline;
use crate::document::flow::Block;
use crate::document::flow::Label;
use crate::document::flow::table;
use crate::document::xml::Node;

/// Most columns that one merged cell is spread over.
const WIDEST_SPAN: usize = 64;

/// What the paragraphs of a document refer to.
#[derive(Debug, Default)]
pub(super) struct Definitions {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
}

/// Reads stories from their beginning to their end; numbers go on from one to the next.
#[derive(Debug)]
pub(super) struct Reader<'d> {
    pub(super) definitions: &'d Definitions,
    pub(super) counters: Counters,
    /// The fields that are open, each with whether its result is being read.
    pub(super) fields: Vec<bool>,
    /// What was met.
    pub(super) found: Found,
    /// Text of a paragraph whose mark was deleted: it runs on into the next.
    carried: String,
}

/// What was met on the way.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The notes that were referred to, in the order of their marks: footnotes, endnotes.
    pub(super) notes: [Vec<String>; 2],
    /// Characters that are hidden.
    pub(super) hidden: usize,
    /// Objects of other programs.
    pub(super) objects: usize,
    /// Documents that are brought in from other parts.
    pub(super) imports: usize,
    /// Symbols without a known character.
    pub(super) symbols: usize,
}

impl<'d> Reader<'d> {
    pub(super) fn new(definitions: &'d Definitions) -> Self {
        Self {
            definitions,
            counters: Counters::default(),
            fields: Vec::new(),
            found: Found::default(),
            carried: String::new(),
        }
    }

    /// The blocks inside a body, cell, note or text box.
    pub(super) fn blocks(&mut self, story: Node<'_>) -> Vec<Block> {
        let mut blocks = Vec::new();
        self.content(story, &mut blocks);
        blocks.extend(self.last());
        blocks
    }

    fn content(&mut self, parent: Node<'_>, blocks: &mut Vec<Block>) {
        for node in parent.children() {
            self.block(node, blocks);
        }
    }

    /// What is left at the end of a story whose last mark was deleted.
    pub(super) fn last(&mut self) -> Option<Block> {
        let carried = std::mem::take(&mut self.carried);
        (!carried.is_empty()).then_some(Block::Paragraph(carried))
    }

    /// The blocks of one child of a story.
    pub(super) fn block(&mut self, node: Node<'_>, blocks: &mut Vec<Block>) {
        match node.name() {
            "p" => self.paragraph(node, blocks),
            "tbl" => {
                let rows = self.rows(node);
                blocks.append(&mut table(rows));
            }
            "altChunk" => self.found.imports += 1,
            "del" | "moveFrom" | "pPr" | "tblPr" | "tcPr" | "sectPr" | "sdtPr" | "sdtEndPr" => {}
            "AlternateContent" => {
                if let Some(choice) = choice(node) {
                    self.content(choice, blocks);
                }
            }
            // Content controls, custom markup, insertions: what they hold is part of the story.
            _ => self.content(node, blocks),
        }
    }

    fn paragraph(&mut self, node: Node<'_>, blocks: &mut Vec<Block>) {
        let properties = node.child("pPr");
        let style = self.definitions.styles.paragraph_style(properties);
        let mut inline = Inline {
            text: std::mem::take(&mut self.carried),
            boxes: Vec::new(),
            is_hidden: self.definitions.styles.is_hidden(&style),
        };
        self.inlines(node, &mut inline);
        // The code of a field that is never closed shall not swallow what follows.
        while self.fields.last() == Some(&false) {
            self.fields.pop();
        }
        let mark = properties.and_then(|properties| properties.child("rPr"));
        if mark.is_some_and(|mark| mark.child("del").is_some() || mark.child("moveFrom").is_some())
        {
            self.carried = inline.text;
            blocks.append(&mut inline.boxes);
            return;
        }
        let label = self.label(properties, &style);
        let heading = match properties.and_then(outline) {
            Some(level) => (level < 9).then_some(level + 1),
            None => self.definitions.styles.heading(&style),
        };
        blocks.push(Block::labelled(inline.text, label, heading));
        blocks.append(&mut inline.boxes);
    }

    fn label(&mut self, properties: Option<Node<'_>>, style: &str) -> Option<Label> {
        let own = properties.and_then(NumberReference::read);
        let styles = &self.definitions.styles;
        let of_style = styles.number(style);
        let (by, reference) = match (own, of_style) {
            (Some(own), Some((by, of_style))) if own.list.is_none() => {
                (by, NumberReference { list: of_style.list.clone(), level: own.level })
            }
            (Some(own), _) => (style, own),
            (None, Some((by, of_style))) => (by, of_style.clone()),
            (None, None) => return None,
        };
        self.definitions.numbering.next(&reference, by, styles, &mut self.counters)
    }

    fn rows(&mut self, node: Node<'_>) -> Vec<Vec<Vec<Block>>> {
        let mut rows = Vec::new();
        for child in node.children() {
            match child.name() {
                "tr" if is_deleted_row(child) => {}
                "tr" => rows.push(self.cells(child)),
                "tblPr" | "tblGrid" | "del" | "moveFrom" => {}
                // Rows stand in content controls, too.
                _ => rows.append(&mut self.rows(child)),
            }
        }
        rows
    }

    fn cells(&mut self, row: Node<'_>) -> Vec<Vec<Block>> {
        let mut cells = Vec::new();
        for child in row.children() {
            match child.name() {
                "tc" => {
                    cells.push(self.blocks(child));
                    let span = cell_property(child, "gridSpan").and_then(|span| span.parse().ok());
                    let empty = span.unwrap_or(1usize).clamp(1, WIDEST_SPAN) - 1;
                    cells.extend(std::iter::repeat_n(Vec::new(), empty));
                }
                "trPr" | "tblPrEx" => {}
                _ => cells.append(&mut self.cells(child)),
            }
        }
        cells
    }
}

/// What of an `mc:AlternateContent` is read: the first choice, which Word itself takes, or else
/// what stands there for older programs (ECMA-376-3, 7.6).
pub(super) fn choice(node: Node<'_>) -> Option<Node<'_>> {
    node.child("Choice").or_else(|| node.child("Fallback"))
}

fn cell_property<'a>(cell: Node<'a>, name: &str) -> Option<std::borrow::Cow<'a, str>> {
    cell.child("tcPr")?.child(name)?.attribute("val")
}

fn is_deleted_row(row: Node<'_>) -> bool {
    row.child("trPr").is_some_and(|properties| properties.child("del").is_some())
}
