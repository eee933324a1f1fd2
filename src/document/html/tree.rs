//! The tree of a page, in one flat arena.

use std::borrow::Cow;
use std::cell::Cell;
use std::cell::RefCell;

use html5ever::Attribute;
use html5ever::LocalName;
use html5ever::Namespace;
use html5ever::QualName;
use html5ever::interface::ElemName;
use html5ever::interface::ElementFlags;
use html5ever::interface::NodeOrText;
use html5ever::interface::QuirksMode;
use html5ever::interface::TreeSink;
use html5ever::ns;
use html5ever::parse_document;
use html5ever::tendril::StrTendril;
use html5ever::tendril::TendrilSink;

use crate::document::limits::Limits;

/// A node, by its place in the arena.
pub(super) type NodeId = usize;

/// The document node.
pub(super) const ROOT: NodeId = 0;

/// What stands in for every node beyond the limit; nothing is ever linked to it.
const BEYOND: NodeId = 1;

/// Bytes of a page that are parsed between two looks at the limits.
const CHUNK_BYTES: usize = 4096;

/// The deepest nesting of open elements; browsers stop at the same depth.
const DEEPEST: usize = 512;

/// Most nodes of a page.
const MOST_NODES: usize = 1_500_000;

/// What a node is.
#[derive(Debug)]
pub(super) enum Content {
    /// The root, a template's contents, a comment or an instruction: nothing to show.
    Other,
    /// Running text.
    Text(StrTendril),
    /// An element with its attributes.
    Element(QualName, Vec<Attribute>),
}

#[derive(Debug)]
struct Node {
    content: Content,
    parent: Option<NodeId>,
    previous: Option<NodeId>,
    next: Option<NodeId>,
    first: Option<NodeId>,
    last: Option<NodeId>,
    /// How deep it stood when it was put in its place.
    depth: usize,
}

/// A parsed page.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: Vec<Node>,
    /// Whether parsing stopped at a limit.
    pub(super) is_cut: bool,
}

impl Tree {
    /// Parses a page. One that is nested too deep or has too many nodes is read up to there.
    pub(super) fn parse(text: &str, limits: &Limits) -> Self {
        let mut parser = parse_document(Sink::new(limits), html5ever::ParseOpts::default());
        let mut rest = text;
        let mut is_cut = false;
        while !rest.is_empty() {
            let (chunk, after) = rest.split_at(rest.floor_char_boundary(CHUNK_BYTES.max(4)));
            parser.process(StrTendril::from_slice(chunk));
            rest = after;
            if parser.tokenizer.sink.sink.is_exhausted() {
                is_cut = true;
                break;
            }
        }
        let mut tree = parser.finish();
        tree.is_cut |= is_cut;
        tree
    }

    pub(super) fn content(&self, id: NodeId) -> &Content {
        self.nodes.get(id).map_or(&Content::Other, |node| &node.content)
    }

    pub(super) fn first_child(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.get(id)?.first
    }

    pub(super) fn next_sibling(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.get(id)?.next
    }

    pub(super) fn parent(&self, id: NodeId) -> Option<NodeId> {
        self.nodes.get(id)?.parent
    }

    /// The children of a node in order.
    pub(super) fn children(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), |child| self.next_sibling(*child))
    }

    /// All nodes below `id`, in document order.
    pub(super) fn descendants(&self, id: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        std::iter::successors(self.first_child(id), move |at| self.following(*at, id))
    }

    /// The next node in document order that lies below `top`.
    pub(super) fn following(&self, at: NodeId, top: NodeId) -> Option<NodeId> {
        self.first_child(at).or_else(|| self.after(at, top))
    }

    /// The next node that lies below `top` and not below `at`.
    pub(super) fn after(&self, at: NodeId, top: NodeId) -> Option<NodeId> {
        let mut at = at;
        while at != top {
            if let Some(next) = self.next_sibling(at) {
                return Some(next);
            }
            at = self.parent(at)?;
        }
        None
    }

    /// The local name of an element; empty for other nodes.
    pub(super) fn name(&self, id: NodeId) -> &str {
        match self.content(id) {
            Content::Element(name, _) => &name.local,
            Content::Text(_) | Content::Other => "",
        }
    }

    /// The value of an attribute.
    pub(super) fn attribute(&self, id: NodeId, name: &str) -> Option<&str> {
        let Content::Element(_, attributes) = self.content(id) else { return None };
        let found = attributes.iter().find(|attribute| &*attribute.name.local == name);
        found.map(|attribute| &*attribute.value)
    }

    /// All text below a node, as it stands.
    pub(super) fn text_of(&self, id: NodeId) -> String {
        let mut text = String::new();
        for node in self.descendants(id) {
            if let Content::Text(piece) = self.content(node) {
                text.push_str(piece);
            }
        }
        text
    }
}

/// Builds the arena as the parser asks; what goes beyond the limits is dropped.
#[derive(Debug)]
struct Sink {
    nodes: RefCell<Vec<Node>>,
    most: usize,
    deepest: Cell<usize>,
    /// The sum of all nodes' depths: how much the parser may have walked over its stack of open
    /// elements.
    walked: Cell<usize>,
    most_walked: usize,
}

impl Sink {
    fn new(limits: &Limits) -> Self {
        let sink = Self {
            nodes: RefCell::new(Vec::new()),
            most: MOST_NODES.min(limits.steps),
            deepest: Cell::new(0),
            walked: Cell::new(0),
            most_walked: limits.steps.saturating_mul(8),
        };
        sink.add(Content::Other);
        sink.add(Content::Other);
        sink
    }

    fn is_exhausted(&self) -> bool {
        self.nodes.borrow().len() >= self.most
            || self.deepest.get() > DEEPEST
            || self.walked.get() > self.most_walked
    }

    fn add(&self, content: Content) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        if nodes.len() >= self.most {
            return BEYOND;
        }
        let (parent, previous, next, first, last) = (None, None, None, None, None);
        nodes.push(Node { content, parent, previous, next, first, last, depth: 0 });
        nodes.len() - 1
    }

    /// Takes a node out of its place.
    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let Some(node) = nodes.get_mut(id) else { return };
        let (parent, previous, next) = (node.parent.take(), node.previous.take(), node.next.take());
        match previous.and_then(|previous| nodes.get_mut(previous)) {
            Some(previous) => previous.next = next,
            None => {
                if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
                    parent.first = next;
                }
            }
        }
        match next.and_then(|next| nodes.get_mut(next)) {
            Some(next) => next.previous = previous,
            None => {
                if let Some(parent) = parent.and_then(|parent| nodes.get_mut(parent)) {
                    parent.last = previous;
                }
            }
        }
    }

    /// Puts a node that has no place under `parent`, before `before` or at the end.
    fn attach(&self, id: NodeId, parent: NodeId, before: Option<NodeId>) {
        if id == BEYOND || parent == BEYOND || id == parent {
            return;
        }
        let mut nodes = self.nodes.borrow_mut();
        let previous = match before {
            Some(before) => nodes.get(before).and_then(|node| node.previous),
            None => nodes.get(parent).and_then(|node| node.last),
        };
        let depth = nodes.get(parent).map_or(0, |node| node.depth) + 1;
        self.deepest.set(self.deepest.get().max(depth));
        self.walked.set(self.walked.get().saturating_add(depth));
        if let Some(node) = nodes.get_mut(id) {
            (node.parent, node.previous, node.next) = (Some(parent), previous, before);
            node.depth = depth;
        }
        match previous.and_then(|previous| nodes.get_mut(previous)) {
            Some(previous) => previous.next = Some(id),
            None => {
                if let Some(parent) = nodes.get_mut(parent) {
                    parent.first = Some(id);
                }
            }
        }
        match before.and_then(|before| nodes.get_mut(before)) {
            Some(before) => before.previous = Some(id),
            None => {
                if let Some(parent) = nodes.get_mut(parent) {
                    parent.last = Some(id);
                }
            }
        }
    }

    /// Adds `child` under `parent`, before `before` or at the end; text joins the text before it.
    fn insert(&self, parent: NodeId, before: Option<NodeId>, child: NodeOrText<NodeId>) {
        match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                self.attach(id, parent, before);
            }
            NodeOrText::AppendText(text) => {
                if !self.joins(parent, before, &text) {
                    let id = self.add(Content::Text(text));
                    self.attach(id, parent, before);
                }
            }
        }
    }

    fn joins(&self, parent: NodeId, before: Option<NodeId>, text: &StrTendril) -> bool {
        let mut nodes = self.nodes.borrow_mut();
        let previous = match before {
            Some(before) => nodes.get(before).and_then(|node| node.previous),
            None => nodes.get(parent).and_then(|node| node.last),
        };
        match previous.and_then(|previous| nodes.get_mut(previous)).map(|node| &mut node.content) {
            Some(Content::Text(earlier)) => {
                earlier.push_tendril(text);
                true
            }
            _ => false,
        }
    }
}

/// The name of an element; others have none.
#[derive(Debug)]
struct Named(Namespace, LocalName);

impl ElemName for Named {
    fn ns(&self) -> &Namespace {
        &self.0
    }

    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

impl TreeSink for Sink {
    type Handle = NodeId;
    type Output = Tree;
    type ElemName<'a> = Named;

    fn finish(self) -> Tree {
        let is_cut = self.is_exhausted();
        Tree { nodes: self.nodes.into_inner(), is_cut }
    }

    fn parse_error(&self, _message: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        ROOT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Named {
        let nodes = self.nodes.borrow();
        match nodes.get(*target).map(|node| &node.content) {
            Some(Content::Element(name, _)) => Named(name.ns.clone(), name.local.clone()),
            _ => Named(ns!(html), LocalName::from("div")),
        }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> NodeId {
        self.add(Content::Element(name, attrs))
    }

    fn create_comment(&self, _text: StrTendril) -> NodeId {
        self.add(Content::Other)
    }

    fn create_pi(&self, _target: StrTendril, _data: StrTendril) -> NodeId {
        self.add(Content::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        self.insert(*parent, None, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        previous: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        let has_parent =
            self.nodes.borrow().get(*element).is_some_and(|node| node.parent.is_some());
        if has_parent {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        *target
    }

    fn same_node(&self, one: &NodeId, other: &NodeId) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _mode: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, child: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow().get(*sibling).and_then(|node| node.parent);
        if let Some(parent) = parent {
            self.insert(parent, Some(*sibling), child);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, more: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        let content = nodes.get_mut(*target).map(|node| &mut node.content);
        if let Some(Content::Element(_, attributes)) = content {
            for attribute in more {
                if !attributes.iter().any(|known| known.name == attribute.name) {
                    attributes.push(attribute);
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        loop {
            let child = self.nodes.borrow().get(*node).and_then(|node| node.first);
            let Some(child) = child else { break };
            self.detach(child);
            self.attach(child, *new_parent, None);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ROOT;
    use super::Tree;
    use crate::document::limits::Limits;

    #[test]
    fn markup_that_is_out_of_order_is_mended_as_browsers_do() {
        let tree = Tree::parse("<table><p>before</p><tr><td>cell</table>after", &Limits::default());
        assert_eq!(tree.text_of(ROOT), "beforecellafter");
    }

    #[test]
    fn nesting_without_end_is_read_up_to_the_limit() {
        let tree = Tree::parse(&"<div>".repeat(1_000_000), &Limits::default());
        assert!(tree.is_cut);
        assert!(tree.nodes.len() < 4000);
    }

    #[test]
    fn formatting_that_multiplies_itself_stops_at_the_limit() {
        let open: String = (0..3000).map(|n| format!("<b id={n}>")).collect();
        let page = format!("<p>{open}{}", "<p>x".repeat(100_000));
        let tree = Tree::parse(&page, &Limits { steps: 200_000, ..Limits::default() });
        assert!(tree.is_cut);
    }
}
