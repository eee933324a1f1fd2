//! What stands in a paragraph (ECMA-376-1, 17.3).

use super::math::formula;
use super::story::Reader;
use super::story::choice;
use super::styles::hidden;
use super::symbol::symbol;
use crate::document::flow::Block;
use crate::document::xml::Node;

/// Most fields that are open in each other.
const DEEPEST_FIELD: usize = 64;

/// What a paragraph holds.
#[derive(Debug)]
pub(super) struct Inline {
    pub(super) text: String,
    /// What its text boxes hold.
    pub(super) boxes: Vec<Block>,
    /// Whether its style hides it.
    pub(super) is_hidden: bool,
}

impl Reader<'_> {
    /// Reads the content of a paragraph or of an element in one.
    pub(super) fn inlines(&mut self, parent: Node<'_>, into: &mut Inline) {
        for node in parent.children() {
            match node.name() {
                "r" if node.qualified_name() != "m:r" => self.run(node, into),
                "pPr" | "rPr" | "sdtPr" | "sdtEndPr" | "del" | "moveFrom" | "rt" => {}
                "oMath" | "oMathPara" => self.push(&formula(node), into),
                "AlternateContent" => {
                    if let Some(choice) = choice(node) {
                        self.inlines(choice, into);
                    }
                }
                // Links, insertions, fields in one element, content controls, ruby.
                _ => self.inlines(node, into),
            }
        }
    }

    fn run(&mut self, run: Node<'_>, into: &mut Inline) {
        let is_hidden = self.is_hidden(run, into);
        for node in run.children() {
            if is_hidden && node.name() == "t" {
                self.found.hidden += node.text().chars().filter(|c| !c.is_whitespace()).count();
            } else if !is_hidden || node.name() == "fldChar" {
                self.piece(node, into);
            }
        }
    }

    fn is_hidden(&self, run: Node<'_>, into: &Inline) -> bool {
        let Some(properties) = run.child("rPr") else { return into.is_hidden };
        let of_style = || {
            let style = properties.child("rStyle")?.attribute("val")?;
            Some(self.definitions.styles.is_hidden(&style)).filter(|is_hidden| *is_hidden)
        };
        hidden(properties).or_else(of_style).unwrap_or(into.is_hidden)
    }

    fn piece(&mut self, node: Node<'_>, into: &mut Inline) {
        match node.name() {
            "t" => {
                let text = node.text();
                let is_kept = node.attribute("space").is_some_and(|space| space == "preserve");
                // What XML counts as white space, which a no-break space is not.
                let trimmed = text.trim_matches([' ', '\t', '\n', '\r']);
                self.push(if is_kept { &text } else { trimmed }, into);
            }
            "tab" | "ptab" => self.push("\t", into),
            "br" | "cr" => self.push("\n", into),
            "noBreakHyphen" => self.push("\u{2011}", into),
            "sym" => match symbol(node) {
                Some(character) => self.push(character.encode_utf8(&mut [0; 4]), into),
                None => self.found.symbols += 1,
            },
            "fldChar" => self.field(node, into),
            "footnoteReference" => self.note(0, node, into),
            "endnoteReference" => self.note(1, node, into),
            "ruby" => self.inlines(node, into),
            "drawing" | "pict" => self.boxes(node, into),
            "object" => {
                self.found.objects += 1;
                self.boxes(node, into);
            }
            "AlternateContent" => {
                for node in choice(node).into_iter().flat_map(Node::children) {
                    self.piece(node, into);
                }
            }
            _ => {}
        }
    }

    fn field(&mut self, node: Node<'_>, into: &mut Inline) {
        match node.attribute("fldCharType").as_deref() {
            Some("begin") if self.fields.len() < DEEPEST_FIELD => {
                if let Some(chosen) = node.child("ffData").and_then(chosen) {
                    self.push(&chosen, into);
                }
                self.fields.push(false);
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    *field = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    fn note(&mut self, kind: usize, node: Node<'_>, into: &mut Inline) {
        let Some(id) = node.attribute("id") else { return };
        let is_marked = node.attribute("customMarkFollows").is_some_and(|flag| flag != "0");
        let Some(notes) = self.found.notes.get_mut(kind) else { return };
        notes.push(id.into_owned());
        let number = notes.len();
        if !is_marked {
            let mark = if kind == 0 { format!("[^{number}]") } else { format!("[^e{number}]") };
            self.push(&mark, into);
        }
    }

    /// Text boxes in a drawing: what they hold follows the paragraph.
    fn boxes(&mut self, drawing: Node<'_>, into: &mut Inline) {
        for node in drawing.children() {
            match node.name() {
                "txbxContent" => into.boxes.append(&mut self.blocks(node)),
                "AlternateContent" => {
                    if let Some(choice) = choice(node) {
                        self.boxes(choice, into);
                    }
                }
                _ => self.boxes(node, into),
            }
        }
    }

    /// Adds text, unless it is the code of a field.
    fn push(&self, text: &str, into: &mut Inline) {
        if self.fields.iter().all(|is_result| *is_result) {
            into.text.push_str(text);
        }
    }
}

/// The entry that is chosen in a form's list.
fn chosen(form: Node<'_>) -> Option<String> {
    let list = form.child("ddList")?;
    let index = list.child("result").or_else(|| list.child("default"));
    let index = index.and_then(|index| index.attribute("val")?.parse().ok()).unwrap_or(0);
    let entry = list.children().filter(|node| node.name() == "listEntry").nth(index)?;
    entry.attribute("val").map(String::from)
}
