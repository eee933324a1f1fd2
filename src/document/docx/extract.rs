//! A package of Office Open XML as text.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::markup::comment_authors;
use super::markup::revisions;
use super::numbering::Numbering;
use super::package::Parts;
use super::package::Relationships;
use super::properties;
use super::story::Definitions;
use super::story::Found;
use super::story::Reader;
use super::styles::Styles;
use crate::document::archive::Archive;
use crate::document::extracted::Extracted;
use crate::document::extracted::Field;
use crate::document::extracted::FurnitureKind;
use crate::document::extracted::Metadatum;
use crate::document::flow::Block;
use crate::document::flow::Flow;
use crate::document::language::written_in;
use crate::document::limitation::Limitation;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;
use crate::document::ole::is_ole;
use crate::document::ole::ole_limitation;
use crate::document::revisions::comments;
use crate::document::revisions::counted;
use crate::document::xml::Node;
use crate::document::xml::Xml;

/// Where the document stands when the package does not say.
const USUAL_PART: &str = "word/document.xml";

/// Derives the text of a DOCX file: the accepted text of its body in reading order, then its notes,
/// then running heads and feet.
///
/// # Errors
/// A limitation when it is encrypted, too large or so damaged that there is no text.
pub(in crate::document) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, Limitation> {
    if is_ole(bytes) {
        return Err(ole_limitation(bytes));
    }
    let mut archive = Archive::open(bytes, limits)?;
    let package = Package::open(&mut archive, limits)?;
    package.read(limits)
}

/// The unpacked parts and where they stand.
struct Package {
    parts: Parts,
    top: Relationships,
    main: String,
    relationships: Relationships,
}

impl Package {
    fn open(archive: &mut Archive<'_>, limits: &Limits) -> Result<Self, Limitation> {
        let top = Relationships::of("", archive, limits);
        let main = top.part("officeDocument").filter(|part| archive.has(part));
        let main = main.unwrap_or(USUAL_PART).to_owned();
        let relationships = Relationships::of(&main, archive, limits);
        let mut parts = Parts::default();
        parts.unpack(&main, archive);
        if !parts.has(&main) {
            let missing = || {
                let detail = format!("its part {main} is missing, so there is no text");
                Limitation::new(LimitationKind::Damaged, detail)
            };
            return Err(parts.limitations.pop().unwrap_or_else(missing));
        }
        for kind in ["core-properties", "extended-properties"] {
            top.parts(kind).for_each(|part| parts.unpack(part, archive));
        }
        for kind in ["styles", "numbering", "footnotes", "endnotes", "comments", "header", "footer"]
        {
            relationships.parts(kind).for_each(|part| parts.unpack(part, archive));
        }
        Ok(Self { parts, top, main, relationships })
    }

    fn xml(&self, kind: &str, limits: &Limits) -> Option<Xml<'_>> {
        let part = self.relationships.part(kind).or_else(|| self.top.part(kind));
        self.parts.xml(part?, limits)
    }

    fn read(&self, limits: &Limits) -> Result<Extracted, Limitation> {
        let styles = self.xml("styles", limits).as_ref().and_then(Xml::root).map(Styles::read);
        let numbering =
            self.xml("numbering", limits).as_ref().and_then(Xml::root).map(Numbering::read);
        let definitions = Definitions {
            styles: styles.unwrap_or_default(),
            numbering: numbering.unwrap_or_default(),
        };
        let Some(xml) = self.parts.xml(&self.main, limits) else { return Ok(Extracted::default()) };
        let broken = xml.broken(&format!("its part {}", self.main));
        let Some(body) = xml.root().map(body) else {
            let detail = format!("its part {} holds no XML", self.main);
            return Err(broken.unwrap_or_else(|| Limitation::new(LimitationKind::Damaged, detail)));
        };
        let mut flow = Flow::new(limits);
        let mut reader = Reader::new(&definitions);
        for node in body.children() {
            let mut blocks = Vec::new();
            reader.block(node, &mut blocks);
            flow.write(blocks);
            if flow.is_full() {
                break;
            }
        }
        flow.write(reader.last().into_iter().collect());
        self.notes(&mut reader, &mut flow, limits);
        self.furniture(body, &mut reader, &mut flow, limits);
        let found = reader.found;
        let (text, furniture, cut) = flow.finish();
        let metadata = self.metadata(&text, &definitions.styles, limits);
        let comments = self
            .xml("comments", limits)
            .as_ref()
            .and_then(Xml::root)
            .and_then(|root| comments(&comment_authors(root)));
        let limitations = broken
            .into_iter()
            .chain(self.parts.limitations.iter().cloned())
            .chain(cut)
            .chain(revisions(body).limitation())
            .chain(comments)
            .chain(told(&found))
            .collect();
        Ok(Extracted { text, furniture, metadata, limitations, ..Extracted::default() })
    }

    /// Footnotes, then endnotes, in the order of their marks.
    fn notes(&self, reader: &mut Reader<'_>, flow: &mut Flow, limits: &Limits) {
        for (kind, (part, element)) in
            [("footnotes", "footnote"), ("endnotes", "endnote")].into_iter().enumerate()
        {
            let Some(xml) = self.xml(part, limits) else { continue };
            let Some(root) = xml.root() else { continue };
            let ids = reader.found.notes.get_mut(kind).map(std::mem::take).unwrap_or_default();
            let by_id: BTreeMap<_, _> = root
                .children()
                .filter(|node| node.name() == element)
                .filter_map(|node| Some((node.attribute("id")?.into_owned(), node)))
                .collect();
            for (index, id) in ids.iter().enumerate() {
                let Some(note) = by_id.get(id) else { continue };
                let mark =
                    if kind == 0 { format!("{}", index + 1) } else { format!("e{}", index + 1) };
                let mut blocks = reader.blocks(*note);
                if let Some(Block::Paragraph(text)) = blocks.first_mut() {
                    *text = format!("[^{mark}]: {}", text.trim_start());
                }
                flow.write(blocks);
            }
        }
    }

    /// Running heads, then running feet, those of equal text once.
    fn furniture(&self, body: Node<'_>, reader: &mut Reader<'_>, flow: &mut Flow, limits: &Limits) {
        let mut parts = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for (name, kind) in [
            ("headerReference", FurnitureKind::RunningHead),
            ("footerReference", FurnitureKind::RunningFoot),
        ] {
            for node in body.descendants().filter(|node| node.name() == name) {
                let part = node.attribute("id").and_then(|id| self.relationships.by_id(&id));
                let part = part.filter(|part| parts.insert(*part));
                let xml = part.and_then(|part| self.parts.xml(part, limits));
                let Some(root) = xml.as_ref().and_then(Xml::root) else { continue };
                let mut blocks = reader.blocks(root);
                blocks.retain(|block| seen.insert(format!("{block:?}")));
                flow.write_furniture(blocks, kind);
            }
        }
    }

    fn metadata(&self, text: &str, styles: &Styles, limits: &Limits) -> Vec<Metadatum> {
        let core = self.xml("core-properties", limits);
        let mut found = core.as_ref().and_then(Xml::root).map(properties::core).unwrap_or_default();
        let extended = self.xml("extended-properties", limits);
        found.extend(extended.as_ref().and_then(Xml::root).and_then(properties::extended));
        let language = written_in(text, &styles.languages);
        found.extend(Metadatum::new(Field::Language, language, "w:lang of the default style"));
        found
    }
}

/// The body; all there is in a file of several bodies, which Word reads, too.
fn body(root: Node<'_>) -> Node<'_> {
    let mut bodies = root.children().filter(|node| node.name() == "body");
    match (bodies.next(), bodies.next()) {
        (Some(body), None) => body,
        _ => root,
    }
}

/// What was met and is not shown.
fn told(found: &Found) -> impl Iterator<Item = Limitation> {
    let told = [
        (found.hidden, LimitationKind::HiddenText, "character", "formatted as hidden, left out"),
        (
            found.symbols,
            LimitationKind::UnknownCharacters,
            "symbol",
            "of a font without known characters, left out",
        ),
        (found.objects, LimitationKind::Attachments, "embedded object", "whose text is not read"),
        (found.imports, LimitationKind::Attachments, "imported document", "whose text is not read"),
    ];
    told.into_iter().filter_map(|(count, kind, noun, what)| {
        Some(Limitation::new(kind, format!("{} {what}", counted(count, noun)?)))
    })
}
