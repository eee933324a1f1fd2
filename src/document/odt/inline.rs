//! What stands in a paragraph (ISO/IEC 26300-1, 6 and 7).

use super::story::Reader;
use crate::document::flow::Block;
use crate::document::xml::Node;

/// What a paragraph holds.
#[derive(Debug, Default)]
pub(super) struct Inline {
    pub(super) text: String,
    /// What its text boxes hold.
    pub(super) boxes: Vec<Block>,
}

impl Reader<'_> {
    /// Reads the content of a paragraph or of an element in one.
    pub(super) fn inlines(&mut self, parent: Node<'_>, into: &mut Inline) {
        for node in parent.children() {
            match node.name() {
                "" => into.text.push_str(&node.characters()),
                "s" => into.text.push(' '),
                "tab" => into.text.push('\t'),
                "line-break" => into.text.push('\n'),
                "span" if self.is_hidden(node) => self.hide(node),
                "hidden-text" | "hidden-paragraph" => self.hide(node),
                "note" => self.note(node, into),
                "annotation" => self.note_comment(node),
                "ruby-text" | "script" | "annotation-end" | "desc" | "title" => {}
                "frame" | "text-box" | "custom-shape" | "g" | "rect" | "ellipse" | "line"
                | "polygon" | "polyline" | "path" | "connector" | "caption" => {
                    self.shape(node, into);
                }
                // Spans, links, fields with their shown value, marks of changes.
                _ => self.inlines(node, into),
            }
        }
    }

    fn is_hidden(&self, span: Node<'_>) -> bool {
        span.attribute("style-name").is_some_and(|name| self.styles.is_hidden("text", &name))
    }

    fn note(&mut self, node: Node<'_>, into: &mut Inline) {
        let kind = usize::from(node.attribute("note-class").is_some_and(|kind| kind == "endnote"));
        let Some(body) = node.child("note-body") else { return };
        let place = self.found.notes.get_mut(kind).map_or(0, |notes| {
            notes.push(Vec::new());
            notes.len()
        });
        let mark = if kind == 0 { format!("[^{place}]") } else { format!("[^e{place}]") };
        into.text.push_str(&mark);
        let mut blocks = self.blocks(body);
        if let Some(Block::Paragraph(text)) = blocks.first_mut() {
            *text = format!("{mark}: {}", text.trim_start());
        }
        let noted = self.found.notes.get_mut(kind).and_then(|notes| notes.get_mut(place - 1));
        if let Some(noted) = noted {
            *noted = blocks;
        }
    }

    /// What is drawn: text follows the paragraph, a formula stands in it.
    pub(super) fn shape(&mut self, shape: Node<'_>, into: &mut Inline) {
        for node in shape.children() {
            match node.name() {
                "p" | "h" | "list" | "table" | "section" => self.block(node, &mut into.boxes),
                "object" => self.object(node, into),
                "object-ole" | "plugin" | "applet" => self.found.objects += 1,
                "" | "desc" | "title" | "event-listeners" => {}
                "annotation" => self.note_comment(node),
                _ => self.shape(node, into),
            }
        }
    }

    fn object(&mut self, node: Node<'_>, into: &mut Inline) {
        let place = node.attribute("href").unwrap_or_default();
        let place = place.trim_start_matches("./").trim_end_matches('/');
        let inside = node.child("math").map(|math| math.text());
        let formula = inside.as_ref().or_else(|| self.objects.get(place)?.as_ref());
        match formula {
            Some(text) => into.text.push_str(text),
            None => self.found.objects += 1,
        }
    }
}
