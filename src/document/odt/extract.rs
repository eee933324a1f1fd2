//! A package of the OpenDocument format as text.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use super::story::Reader;
use super::styles::Styles;
use crate::document::archive::Archive;
use crate::document::extracted::Extracted;
use crate::document::extracted::Field;
use crate::document::extracted::FurnitureKind;
use crate::document::extracted::Metadatum;
use crate::document::flow::Flow;
use crate::document::language::written_in;
use crate::document::limitation::Limitation;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;
use crate::document::revisions::comments;
use crate::document::revisions::counted;
use crate::document::xml::Node;
use crate::document::xml::Xml;
use crate::document::xml::source;

/// Derives the text of an ODT file: its body in reading order, then its notes, then running heads
/// and feet.
///
/// # Errors
/// A limitation when it is encrypted, too large or so damaged that there is no text.
pub(in crate::document) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, Limitation> {
    let mut archive = Archive::open(bytes, limits)?;
    if is_encrypted(&mut archive) {
        return Err(Limitation::new(
            LimitationKind::Encrypted,
            "encrypted with a password: save a copy without one to read its text",
        ));
    }
    let part = |archive: &mut Archive<'_>, name: &str| archive.read(name).ok().flatten();
    let styles = part(&mut archive, "styles.xml").unwrap_or_default();
    let about = part(&mut archive, "meta.xml").unwrap_or_default();
    let content = archive.read("content.xml")?.ok_or_else(|| {
        let detail = "its part content.xml is missing, so there is no text";
        Limitation::new(LimitationKind::Damaged, detail)
    })?;
    let (styles, about, content) = (source(&styles), source(&about), source(&content));
    let styles = Xml::read(&styles, limits);
    let content = Xml::read(&content, limits);
    let objects = content.root().map(|root| objects(root, &mut archive, limits));
    let mut extracted = read(&content, &styles, &objects.unwrap_or_default(), limits)?;
    let metadata = Xml::read(&about, limits).root().map(metadata).unwrap_or_default();
    extracted.metadata.splice(0..0, metadata);
    Ok(extracted)
}

fn read(
    content: &Xml<'_>,
    styles: &Xml<'_>,
    objects: &BTreeMap<String, Option<String>>,
    limits: &Limits,
) -> Result<Extracted, Limitation> {
    let broken = content.broken("its part content.xml");
    let Some(root) = content.root() else {
        let detail = "its part content.xml holds no XML";
        return Err(broken.unwrap_or_else(|| Limitation::new(LimitationKind::Damaged, detail)));
    };
    let mut defined = Styles::default();
    [styles.root(), Some(root)].into_iter().flatten().for_each(|root| defined.add(root));
    let body = root.child("body").and_then(|body| body.child("text")).unwrap_or(root);
    let mut flow = Flow::new(limits);
    let mut reader = Reader::new(&defined, objects);
    for node in body.children() {
        let mut blocks = Vec::new();
        reader.block(node, &mut blocks);
        flow.write(blocks);
        if flow.is_full() {
            break;
        }
    }
    let notes = std::mem::take(&mut reader.found.notes);
    notes.into_iter().flatten().for_each(|note| flow.write(note));
    if let Some(root) = styles.root() {
        furniture(root, &mut reader, &mut flow);
    }
    let found = reader.found;
    let (text, furniture, cut) = flow.finish();
    let language = written_in(&text, &defined.languages);
    let language = Metadatum::new(Field::Language, language, "fo:language of the default style");
    let hidden = counted(found.hidden, "character").map(|count| {
        let detail = format!("{count} formatted as hidden, left out");
        Limitation::new(LimitationKind::HiddenText, detail)
    });
    let attached = counted(found.objects, "embedded object").map(|count| {
        let detail = format!("{count} whose text is not read");
        Limitation::new(LimitationKind::Attachments, detail)
    });
    let limitations = broken
        .into_iter()
        .chain(cut)
        .chain(found.revisions.limitation())
        .chain(comments(&found.comments))
        .chain(hidden)
        .chain(attached)
        .collect();
    let metadata = language.into_iter().collect();
    Ok(Extracted { text, furniture, metadata, limitations, ..Extracted::default() })
}

fn is_encrypted(archive: &mut Archive<'_>) -> bool {
    let Ok(Some(manifest)) = archive.read("META-INF/manifest.xml") else { return false };
    memchr::memmem::find(&manifest, b"encryption-data").is_some()
}

/// The objects that the content refers to, with the text of formulas.
fn objects(
    root: Node<'_>,
    archive: &mut Archive<'_>,
    limits: &Limits,
) -> BTreeMap<String, Option<String>> {
    let mut objects = BTreeMap::new();
    for node in root.descendants().filter(|node| node.name() == "object") {
        let Some(place) = node.attribute("href") else { continue };
        let place = place.trim_start_matches("./").trim_end_matches('/').to_owned();
        if objects.contains_key(&place) {
            continue;
        }
        let formula = archive.read(&format!("{place}/content.xml")).ok().flatten();
        let formula = formula.and_then(|bytes| {
            let text = source(&bytes);
            let xml = Xml::read(&text, limits);
            xml.root().filter(|root| root.name() == "math").map(written_formula)
        });
        objects.insert(place, formula);
    }
    objects
}

/// The signs of a formula in the order they stand (`MathML`), without its source in another
/// language.
fn written_formula(math: Node<'_>) -> String {
    let leaves =
        math.descendants().filter(|node| matches!(node.name(), "mi" | "mn" | "mo" | "mtext"));
    leaves.map(|node| node.text().trim().to_owned()).collect::<Vec<_>>().join(" ")
}

/// Running heads, then running feet, those of equal text once.
fn furniture(root: Node<'_>, reader: &mut Reader<'_>, flow: &mut Flow) {
    let pages = root.child("master-styles");
    let areas: Vec<Node<'_>> =
        pages.into_iter().flat_map(Node::children).flat_map(Node::children).collect();
    let mut seen = BTreeSet::new();
    for (name, kind) in
        [("header", FurnitureKind::RunningHead), ("footer", FurnitureKind::RunningFoot)]
    {
        for area in areas.iter().filter(|area| area.name().starts_with(name)) {
            if area.attribute("display").is_some_and(|display| display == "false") {
                continue;
            }
            let mut blocks = reader.blocks(*area);
            blocks.retain(|block| seen.insert(format!("{block:?}")));
            flow.write_furniture(blocks, kind);
        }
    }
}

/// What `meta.xml` says (ISO/IEC 26300-1, 4.3).
fn metadata(root: Node<'_>) -> Vec<Metadatum> {
    let Some(about) = root.child("meta") else { return Vec::new() };
    let fields = [
        ("title", Field::Title),
        ("initial-creator", Field::Author),
        ("creation-date", Field::Published),
        ("date", Field::Updated),
        ("language", Field::Language),
    ];
    fields
        .into_iter()
        .filter_map(|(name, field)| {
            let node = about.child(name)?;
            let source = format!("document property {}", node.qualified_name());
            Metadatum::new(field, &node.text(), source)
        })
        .collect()
}
