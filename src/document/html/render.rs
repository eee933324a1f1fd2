//! From the tree of a page to its visible text and the elements around it.

use super::element::Layout;
use super::element::is_dress;
use super::element::layout;
use super::line::Line;
use super::tree::Content;
use super::tree::NodeId;
use super::tree::ROOT;
use super::tree::Tree;
use super::visibility::Visibility;
use super::visibility::visibility;
use crate::document::extracted::Element;
use crate::document::limits::Limits;
use crate::document::writer::Writer;
use crate::text::Span;

/// The visible text of a page.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    pub(super) text: String,
    /// Elements with text in them, parents before children.
    pub(super) elements: Vec<Element>,
    /// Letters that the page hides from its reader.
    pub(super) hidden_letters: usize,
}

/// Renders a page.
pub(super) fn render(tree: &Tree, limits: &Limits) -> Rendered {
    let mut renderer = Renderer {
        tree,
        most_elements: limits.parts,
        writer: Writer::default(),
        elements: Vec::new(),
        open: Vec::new(),
        line: Line::default(),
        kind: Kind::Paragraph,
        lists: Vec::new(),
        is_in_row: false,
        is_preformatted: is_preformatted(tree),
        hidden_letters: 0,
    };
    renderer.walk_children(ROOT);
    renderer.flush();
    Rendered {
        text: renderer.writer.finish(),
        elements: settled(renderer.elements),
        hidden_letters: renderer.hidden_letters,
    }
}

/// What the line that is gathered will be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Paragraph,
    Heading(usize),
    Item { depth: usize, number: Option<u64> },
}

/// A list that is open: the number of the next item where it counts them.
#[derive(Debug)]
struct List {
    next: Option<u64>,
}

/// An element, and whether any text stood in it yet.
#[derive(Debug)]
struct Draft {
    element: Element,
    has_text: bool,
}

struct Renderer<'t> {
    tree: &'t Tree,
    most_elements: usize,
    writer: Writer,
    elements: Vec<Draft>,
    /// Open elements that are recorded: index, and where in the line they begin.
    open: Vec<(usize, usize)>,
    line: Line,
    kind: Kind,
    lists: Vec<List>,
    /// Inside a row of a table of data, blocks stay on the row's line.
    is_in_row: bool,
    /// Whether most of the page is preformatted text: a document set as such, not samples of code.
    is_preformatted: bool,
    hidden_letters: usize,
}

/// The least bytes of preformatted text that may be a document set as such.
const LONG_PREFORMATTED: usize = 4000;

/// The most bytes of `class`, `id` and the like that are kept.
const MOST_HINTS: usize = 240;

impl Renderer<'_> {
    fn walk_children(&mut self, id: NodeId) {
        let tree = self.tree;
        for child in tree.children(id) {
            self.walk(child);
        }
    }

    fn walk(&mut self, id: NodeId) {
        match self.tree.content(id) {
            Content::Text(text) => self.line.push(text),
            Content::Element(..) => self.walk_element(id),
            Content::Other => {}
        }
    }

    fn walk_element(&mut self, id: NodeId) {
        match visibility(self.tree, id) {
            Visibility::Shown => {}
            Visibility::NoText => return,
            Visibility::Hidden => {
                let letters = |text: String| text.chars().filter(|c| c.is_alphanumeric()).count();
                self.hidden_letters += letters(self.tree.text_of(id));
                return;
            }
        }
        let name = self.tree.name(id);
        match layout(name) {
            Layout::Inline => self.walk_inline(id),
            Layout::Break if self.is_in_row => self.line.space(),
            Layout::Break => self.end_line(),
            Layout::Preformatted if !self.is_in_row => self.preformatted(id),
            Layout::Table if !self.is_in_row => self.table(id),
            _ if self.is_in_row => {
                self.line.space();
                self.walk_inline(id);
                self.line.space();
            }
            Layout::Heading(level) => self.walk_block(id, Kind::Heading(level)),
            Layout::List { is_ordered } => self.list(id, is_ordered),
            Layout::Item => self.item(id),
            Layout::Block | Layout::Table | Layout::Preformatted => {
                self.walk_block(id, Kind::Paragraph);
            }
        }
    }

    /// A line's end; two of them are a paragraph's end.
    fn end_line(&mut self) {
        if self.line.is_at_line_start() {
            self.flush();
        } else {
            self.line.end_line();
        }
    }

    fn walk_inline(&mut self, id: NodeId) {
        let name = self.tree.name(id);
        if matches!(name, "a" | "button" | "label") {
            // Menus put their links side by side and leave the gap to the style sheet.
            self.line.space_after_link();
        }
        let hints = hints(self.tree, id);
        let is_recorded = !is_dress(name) || !hints.is_empty();
        let start = self.line.at();
        let index = is_recorded.then(|| self.open_element(name, hints, start)).flatten();
        let quotes = (name == "q").then_some(("\u{201c}", "\u{201d}"));
        if let Some((mark, _)) = quotes {
            self.line.push(mark);
        }
        self.walk_children(id);
        if let Some((_, mark)) = quotes {
            self.line.push(mark);
        }
        if index.is_some()
            && let Some((index, start)) = self.open.pop()
        {
            self.line.mark(index, start);
        }
        if matches!(name, "a" | "button" | "label") {
            self.line.end_link();
        }
    }

    /// A block of its own; `kind` is what its lines are. A paragraph that begins an item is the
    /// item.
    fn walk_block(&mut self, id: NodeId, kind: Kind) {
        self.flush();
        let outer = self.kind;
        let begins_item = matches!(outer, Kind::Item { .. }) && kind == Kind::Paragraph;
        if !begins_item {
            self.kind = kind;
        }
        let index = self.open_element(self.tree.name(id), hints(self.tree, id), 0);
        self.walk_children(id);
        self.flush();
        if index.is_some() {
            self.open.pop();
        }
        if !begins_item {
            self.kind = if matches!(outer, Kind::Item { .. }) { Kind::Paragraph } else { outer };
        }
    }

    fn list(&mut self, id: NodeId, is_ordered: bool) {
        let start = self.tree.attribute(id, "start").and_then(|start| start.trim().parse().ok());
        self.flush();
        self.lists.push(List { next: is_ordered.then(|| start.unwrap_or(1)) });
        self.walk_block(id, Kind::Paragraph);
        self.lists.pop();
    }

    fn item(&mut self, id: NodeId) {
        let depth = self.lists.len().saturating_sub(1);
        let value = self.tree.attribute(id, "value").and_then(|value| value.trim().parse().ok());
        let number = self.lists.last_mut().and_then(|list| {
            let number = value.or(list.next)?;
            list.next = Some(number.saturating_add(1));
            Some(number)
        });
        self.flush();
        let outer = self.kind;
        let index = self.open_element("li", hints(self.tree, id), 0);
        self.kind = Kind::Item { depth, number };
        self.walk_children(id);
        self.flush();
        if index.is_some() {
            self.open.pop();
        }
        self.kind = outer;
    }

    fn preformatted(&mut self, id: NodeId) {
        self.flush();
        let index = self.open_element("pre", hints(self.tree, id), 0);
        let text: String = self.tree.text_of(id).replace('\r', "").replace('\t', "    ");
        let kept: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
        let span = if self.is_preformatted {
            self.writer.lines(kept.trim_start_matches('\n'))
        } else {
            self.writer.code(&kept)
        };
        self.cover_open(span);
        if index.is_some() {
            self.open.pop();
        }
    }

    fn table(&mut self, id: NodeId) {
        if !is_data(self.tree, id) {
            return self.walk_block(id, Kind::Paragraph);
        }
        self.flush();
        let index = self.open_element("table", hints(self.tree, id), 0);
        let rows: Vec<NodeId> = rows(self.tree, id);
        for row in rows {
            if self.tree.name(row) == "tr" {
                self.row(row);
            } else {
                self.walk_block(row, Kind::Paragraph);
            }
        }
        if index.is_some() {
            self.open.pop();
        }
    }

    fn row(&mut self, id: NodeId) {
        let index = self.open_element("tr", hints(self.tree, id), 0);
        let outer = std::mem::replace(&mut self.is_in_row, true);
        let cells = self.tree.children(id).filter(|cell| is_cell(self.tree, *cell));
        for (at, cell) in cells.enumerate() {
            if at > 0 {
                self.line.push_bar();
            }
            self.walk_element(cell);
        }
        self.is_in_row = outer;
        let (text, marks) = self.line.take();
        let has_text = text.chars().any(|character| character != '|' && character != ' ');
        if has_text {
            let row = self.writer.row(&[&text]);
            self.cover(row, &marks);
        }
        if index.is_some() {
            self.open.pop();
        }
    }

    /// Writes the line that was gathered as a block of its kind.
    fn flush(&mut self) {
        if self.is_in_row {
            return;
        }
        let (text, marks) = self.line.take();
        if text.is_empty() {
            return;
        }
        let one_line = || text.replace('\n', " ");
        let span = match self.kind {
            Kind::Paragraph => self.writer.lines(&text),
            Kind::Heading(level) => self.writer.heading(level, &one_line()),
            Kind::Item { depth, number } => self.writer.item(depth, number, &one_line()),
        };
        if matches!(self.kind, Kind::Item { .. }) {
            self.kind = Kind::Paragraph;
        }
        self.cover(span, &marks);
    }

    /// Lets the elements in a line that now stands at `span` cover their part of it.
    fn cover(&mut self, span: Span, marks: &[(usize, usize, usize)]) {
        for (index, start, end) in marks {
            let end = (*end).min(span.len());
            if *start < end {
                self.extend(*index, Span::at(span.start() + start, end - start));
            }
        }
        self.cover_open(span);
    }

    /// Lets every open element cover what stands at `span` from where it began.
    fn cover_open(&mut self, span: Span) {
        let mut open = std::mem::take(&mut self.open);
        for (index, start) in &mut open {
            if *start < span.len() {
                self.extend(*index, Span::at(span.start() + *start, span.len() - *start));
            }
            *start = 0;
        }
        self.open = open;
    }

    fn extend(&mut self, index: usize, span: Span) {
        let Some(draft) = self.elements.get_mut(index) else { return };
        draft.element.span = if draft.has_text { draft.element.span.join(span) } else { span };
        draft.has_text = true;
    }

    /// Records an element that opens at `start` of the line; `None` when there are too many.
    fn open_element(&mut self, name: &str, hints: String, start: usize) -> Option<usize> {
        if self.elements.len() >= self.most_elements {
            return None;
        }
        let parent = self.open.last().map(|(index, _)| *index);
        let element =
            Element { span: Span::empty(0), parent, name: name.to_ascii_lowercase(), hints };
        self.elements.push(Draft { element, has_text: false });
        let index = self.elements.len() - 1;
        self.open.push((index, start));
        Some(index)
    }
}

/// The elements with text in them; their parents' indices follow.
fn settled(drafts: Vec<Draft>) -> Vec<Element> {
    let mut place: Vec<Option<usize>> = Vec::with_capacity(drafts.len());
    let mut elements: Vec<Element> = Vec::new();
    for draft in drafts {
        if !draft.has_text {
            place.push(None);
            continue;
        }
        let parent = draft.element.parent.and_then(|parent| place.get(parent).copied().flatten());
        place.push(Some(elements.len()));
        elements.push(Element { parent, ..draft.element });
    }
    elements
}

/// What `class`, `id`, `role` and `itemprop` say, in lower case.
fn hints(tree: &Tree, id: NodeId) -> String {
    let values = ["class", "id", "role", "itemprop", "rel"];
    let values = values.into_iter().filter_map(|name| tree.attribute(id, name));
    let mut hints = String::new();
    for word in values.flat_map(str::split_whitespace) {
        if hints.len() + word.len() > MOST_HINTS {
            break;
        }
        if !hints.is_empty() {
            hints.push(' ');
        }
        hints.push_str(&word.to_lowercase());
    }
    hints
}

fn is_cell(tree: &Tree, id: NodeId) -> bool {
    matches!(tree.name(id), "td" | "th")
}

/// The rows of a table, and its caption, in order.
fn rows(tree: &Tree, id: NodeId) -> Vec<NodeId> {
    let groups = tree.children(id).flat_map(|child| match tree.name(child) {
        "thead" | "tbody" | "tfoot" => tree.children(child).collect(),
        _ => vec![child],
    });
    groups.filter(|row| matches!(tree.name(*row), "tr" | "caption")).collect()
}

/// Whether most of a page's text is preformatted, as RFCs are.
fn is_preformatted(tree: &Tree) -> bool {
    let (mut preformatted, mut all) = (0, 0);
    let mut next = tree.first_child(ROOT);
    while let Some(id) = next {
        let is_shown = visibility(tree, id) == Visibility::Shown;
        let is_inside = is_shown && layout(tree.name(id)) != Layout::Preformatted;
        if let Content::Text(text) = tree.content(id) {
            all += text.trim().len();
        } else if is_shown && !is_inside {
            let length = tree.text_of(id).len();
            (preformatted, all) = (preformatted + length, all + length);
        }
        next = if is_inside { tree.following(id, ROOT) } else { tree.after(id, ROOT) };
    }
    preformatted > LONG_PREFORMATTED && preformatted * 2 > all
}

/// Whether a table holds data, not the layout of the page: it has headers, or several rows and
/// columns whose cells hold no blocks of a page.
fn is_data(tree: &Tree, id: NodeId) -> bool {
    if matches!(tree.attribute(id, "role"), Some("presentation" | "none")) {
        return false;
    }
    let mut has_headers = false;
    let mut paragraphs = 0;
    for below in tree.descendants(id) {
        match tree.name(below) {
            "table" | "h1" | "h2" | "h3" | "form" | "article" | "section" | "nav" | "pre" => {
                return false;
            }
            "th" | "thead" | "caption" => has_headers = true,
            "p" => paragraphs += 1,
            _ => {}
        }
    }
    let rows = rows(tree, id);
    let cells = |row: &NodeId| tree.children(*row).filter(|cell| is_cell(tree, *cell)).count();
    let widest = rows.iter().map(cells).max().unwrap_or(0);
    let all: usize = rows.iter().map(cells).sum();
    widest > 1 && rows.len() > 1 && (has_headers || paragraphs <= all)
}
