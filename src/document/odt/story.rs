//! A story (the body, a cell, a note, a running head) as blocks (ISO/IEC 26300-1, 5).

use std::collections::BTreeMap;

use super::inline::Inline;
use super::lists::Counters;
use super::styles::Styles;
use crate::document::flow::Block;
use crate::document::flow::Label;
use crate::document::flow::table;
use crate::document::revisions::Revision;
use crate::document::revisions::Revisions;
use crate::document::xml::Node;

/// Most times that a cell or row is repeated.
const MOST_REPEATS: usize = 64;

/// Reads stories from their beginning to their end; numbers go on from one to the next.
#[derive(Debug)]
pub(super) struct Reader<'d> {
    pub(super) styles: &'d Styles,
    /// Formulas and other objects by their folder, with the text of those that have one.
    pub(super) objects: &'d BTreeMap<String, Option<String>>,
    /// What was met.
    pub(super) found: Found,
    outline: Counters,
    lists_by_style: BTreeMap<String, Counters>,
    lists_by_id: BTreeMap<String, Counters>,
    /// The list that is being read.
    list: Option<List>,
}

/// A list and the item in it that is being read.
#[derive(Debug, Clone, Default)]
struct List {
    style: String,
    counters: Counters,
    depth: usize,
    /// Whether the next paragraph is the first of an item, with the number that the item starts
    /// at where it says so.
    item: Option<Option<u64>>,
    /// The list style of this item alone.
    item_style: Option<String>,
}

/// What was met on the way.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The footnotes and endnotes, each with its mark and text.
    pub(super) notes: [Vec<Vec<Block>>; 2],
    /// Characters that are hidden.
    pub(super) hidden: usize,
    /// Objects of other programs.
    pub(super) objects: usize,
    /// The authors of comments, one a comment.
    pub(super) comments: Vec<String>,
    /// Tracked changes.
    pub(super) revisions: Revisions,
}

impl<'d> Reader<'d> {
    pub(super) fn new(styles: &'d Styles, objects: &'d BTreeMap<String, Option<String>>) -> Self {
        Self {
            styles,
            objects,
            found: Found::default(),
            outline: Counters::default(),
            lists_by_style: BTreeMap::new(),
            lists_by_id: BTreeMap::new(),
            list: None,
        }
    }

    /// The blocks inside a cell, note, box or running head, which is no part of the list around it.
    pub(super) fn blocks(&mut self, story: Node<'_>) -> Vec<Block> {
        let outer = self.list.take();
        let mut blocks = Vec::new();
        self.content(story, &mut blocks);
        self.list = outer;
        blocks
    }

    fn content(&mut self, parent: Node<'_>, blocks: &mut Vec<Block>) {
        for node in parent.children() {
            self.block(node, blocks);
        }
    }

    /// The blocks of one child of a story.
    pub(super) fn block(&mut self, node: Node<'_>, blocks: &mut Vec<Block>) {
        match node.name() {
            "p" | "h" => self.paragraph(node, blocks),
            "list" => self.list(node, blocks),
            "numbered-paragraph" => self.content(node, blocks),
            "table" => {
                let rows = self.rows(node);
                blocks.append(&mut table(rows));
            }
            "tracked-changes" => self.revisions(node),
            "section" if node.attribute("display").is_some_and(|display| display == "none") => {
                self.hide(node);
            }
            "frame" | "text-box" | "custom-shape" | "g" => {
                let mut inline = Inline::default();
                self.shape(node, &mut inline);
                blocks.append(&mut inline.boxes);
            }
            "forms" | "annotation" => self.note_comment(node),
            // The recipe of an index, not the index.
            name if name.ends_with("-source") || name.ends_with("-decls") => {}
            _ => self.content(node, blocks),
        }
    }

    pub(super) fn note_comment(&mut self, node: Node<'_>) {
        if node.name() == "annotation" {
            let author = node.child("creator").map(Node::text);
            self.found.comments.push(author.unwrap_or_default());
        }
    }

    pub(super) fn hide(&mut self, node: Node<'_>) {
        self.found.hidden += node.text().chars().filter(|c| !c.is_whitespace()).count();
    }

    fn paragraph(&mut self, node: Node<'_>, blocks: &mut Vec<Block>) {
        let style = node.attribute("style-name").unwrap_or_default();
        if self.styles.is_hidden("paragraph", &style) {
            self.hide(node);
            return;
        }
        let heading = (node.name() == "h").then(|| {
            node.attribute("outline-level").and_then(|level| level.parse().ok()).unwrap_or(1)
        });
        let label = self.label(node, &style, heading);
        let mut inline = Inline::default();
        self.inlines(node, &mut inline);
        let heading = heading.or_else(|| self.styles.is_title(&style).then_some(1));
        blocks.push(Block::labelled(inline.text, label, heading));
        blocks.append(&mut inline.boxes);
    }

    fn label(&mut self, node: Node<'_>, style: &str, heading: Option<usize>) -> Option<Label> {
        if let Some(list) = &mut self.list {
            let start = list.item.take()?;
            let of_paragraph = self.styles.list_of(style).filter(|_| list.style.is_empty());
            let of_item = list.item_style.as_deref();
            let name = of_item.or(of_paragraph).unwrap_or(&list.style);
            return list.counters.next(self.styles.list(name)?, list.depth, start);
        }
        let is_header = node.attribute("is-list-header").is_some_and(|flag| flag == "true");
        let level = heading?.checked_sub(1).filter(|_| !is_header)?;
        // A heading whose style names no list at all stands outside the outline.
        if self.styles.list_of(style) == Some("") {
            return None;
        }
        let restarts = node.attribute("restart-numbering").is_some_and(|flag| flag == "true");
        let start = node.attribute("start-value").and_then(|start| start.parse().ok());
        self.outline.next(&self.styles.outline, level, start.filter(|_| restarts))
    }

    fn list(&mut self, node: Node<'_>, blocks: &mut Vec<Block>) {
        let style = node.attribute("style-name").map(String::from);
        let continues = node.attribute("continue-numbering").is_some_and(|flag| flag == "true");
        let outer = self.list.take();
        let list = match &outer {
            Some(outer) => {
                let mut list = outer.clone();
                list.depth += 1;
                list.item = None;
                list.item_style = None;
                list.style = style.unwrap_or_else(|| outer.style.clone());
                if !continues {
                    list.counters.restart(list.depth);
                }
                list
            }
            None => {
                let style = style.unwrap_or_default();
                let before = node.attribute("continue-list");
                let before = before
                    .and_then(|id| self.lists_by_id.get(&*id))
                    .or_else(|| self.lists_by_style.get(&style).filter(|_| continues));
                List { counters: before.cloned().unwrap_or_default(), style, ..List::default() }
            }
        };
        self.list = Some(list);
        self.items(node, blocks);
        let ended = self.list.take();
        match (outer, ended) {
            (Some(mut outer), Some(ended)) => {
                outer.counters = ended.counters;
                self.list = Some(outer);
            }
            (None, Some(ended)) => {
                for name in ["id", "continue-list"] {
                    if let Some(id) = node.attribute(name) {
                        self.lists_by_id.insert(id.into_owned(), ended.counters.clone());
                    }
                }
                self.lists_by_style.insert(ended.style, ended.counters);
            }
            _ => {}
        }
    }

    fn items(&mut self, list: Node<'_>, blocks: &mut Vec<Block>) {
        for item in list.children() {
            let start = item.attribute("start-value").and_then(|start| start.parse().ok());
            if let Some(list) = &mut self.list {
                list.item = (item.name() == "list-item").then_some(start);
                list.item_style = item.attribute("style-override").map(String::from);
            }
            self.content(item, blocks);
        }
    }

    fn rows(&mut self, node: Node<'_>) -> Vec<Vec<Vec<Block>>> {
        let mut rows = Vec::new();
        for child in node.children() {
            match child.name() {
                "table-row" => {
                    let cells = self.cells(child);
                    let is_empty = cells.iter().all(Vec::is_empty);
                    let repeats = if is_empty { 1 } else { repeats(child, "number-rows-repeated") };
                    rows.extend(std::iter::repeat_n(cells, repeats));
                }
                "table-header-rows" | "table-rows" | "table-row-group" => {
                    rows.append(&mut self.rows(child));
                }
                _ => {}
            }
        }
        rows
    }

    fn cells(&mut self, row: Node<'_>) -> Vec<Vec<Block>> {
        let mut cells = Vec::new();
        for child in row.children() {
            let cell = match child.name() {
                "table-cell" => self.blocks(child),
                "covered-table-cell" => Vec::new(),
                _ => continue,
            };
            let repeats = repeats(child, "number-columns-repeated");
            cells.extend(std::iter::repeat_n(cell, repeats));
        }
        cells
    }

    fn revisions(&mut self, node: Node<'_>) {
        for change in node.children().flat_map(Node::children) {
            let revision = match change.name() {
                "insertion" => Revision::Insertion,
                "deletion" => Revision::Deletion,
                "format-change" => Revision::Layout,
                _ => continue,
            };
            let author = change.child("change-info").and_then(|about| about.child("creator"));
            self.found.revisions.add(revision, &author.map(Node::text).unwrap_or_default());
        }
    }
}

fn repeats(node: Node<'_>, name: &str) -> usize {
    let repeats = node.attribute(name).and_then(|repeats| repeats.parse().ok());
    repeats.unwrap_or(1usize).clamp(1, MOST_REPEATS)
}
