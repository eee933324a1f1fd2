//! A book as text.

use std::collections::BTreeMap;

use crate::document::archive::Archive;
use crate::document::compound::Compound;
use crate::document::extracted::Extracted;
use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;
use crate::document::html;
use crate::document::limitation::Limitation;
use crate::document::limitation::LimitationKind;
use crate::document::limits::Limits;
use crate::document::xml::Node;
use crate::document::xml::Xml;
use crate::document::xml::source;

/// Where a book says which package document is its own.
const CONTAINER: &str = "META-INF/container.xml";

/// Derives the text of a book: its chapters in reading order.
///
/// # Errors
/// A limitation when it is encrypted, too large or so damaged that there is no text.
pub(in crate::document) fn extract(bytes: &[u8], limits: &Limits) -> Result<Extracted, Limitation> {
    let mut archive = Archive::open(bytes, limits)?;
    let container = part(&mut archive, CONTAINER)?;
    let path = Xml::read(&container, limits)
        .root()
        .and_then(|root| root.descendants().find_map(|node| node.attribute("full-path")))
        .ok_or_else(|| damaged("it names no package document, so there is no text"))?
        .into_owned();
    let package = part(&mut archive, &path)?;
    let xml = Xml::read(&package, limits);
    let root = xml.root().ok_or_else(|| damaged("its package document holds no XML"))?;
    let locked = archive.read("META-INF/encryption.xml").ok().flatten().unwrap_or_default();
    let mut compound = Compound::new(limits);
    let (mut read, mut encrypted) = (0usize, 0usize);
    for chapter in chapters(root, &path) {
        if compound.is_full() {
            break;
        }
        if memchr::memmem::find(&locked, chapter.as_bytes()).is_some() {
            encrypted += 1;
            continue;
        }
        match archive.read(&chapter) {
            Ok(Some(bytes)) => {
                read += 1;
                compound.add(html::extract(&bytes, limits).1);
            }
            Ok(None) => compound.tell(damaged(&format!("its chapter {chapter} is missing"))),
            Err(limitation) => compound.tell(limitation),
        }
    }
    if encrypted > 0 {
        let locked = Limitation::new(
            LimitationKind::Encrypted,
            "its chapters are encrypted (DRM), so their text cannot be read",
        );
        if read == 0 {
            return Err(locked);
        }
        compound.tell(locked);
    }
    xml.broken(&path).into_iter().for_each(|broken| compound.tell(broken));
    let mut whole = compound.finish();
    whole.metadata = metadata(root);
    Ok(whole)
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, Limitation> {
    let bytes = archive.read(name)?;
    let bytes = bytes.ok_or_else(|| damaged(&format!("its part {name} is missing")))?;
    Ok(source(&bytes).into_owned())
}

fn damaged(detail: &str) -> Limitation {
    Limitation::new(LimitationKind::Damaged, detail)
}

/// The paths of the chapters in reading order; those outside the line of reading, such as notes,
/// come last.
fn chapters(package: Node<'_>, path: &str) -> Vec<String> {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let is_page = |kind: &str| matches!(kind, "application/xhtml+xml" | "text/html");
    let manifest: BTreeMap<_, _> = package
        .child("manifest")
        .into_iter()
        .flat_map(Node::children)
        .filter(|item| item.attribute("media-type").is_some_and(|kind| is_page(&kind)))
        .filter_map(|item| Some((item.attribute("id")?, item.attribute("href")?)))
        .collect();
    let spine = package.child("spine").into_iter().flat_map(Node::children);
    let (aside, line): (Vec<_>, Vec<_>) = spine
        .filter(|item| item.name() == "itemref")
        .partition(|item| item.attribute("linear").is_some_and(|linear| linear == "no"));
    let mut seen = std::collections::BTreeSet::new();
    line.into_iter()
        .chain(aside)
        .filter_map(|item| manifest.get(&item.attribute("idref")?))
        .map(|href| resolve(folder, href))
        .filter(|path| seen.insert(path.clone()))
        .collect()
}

/// A reference as a path from the top of the archive.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or_default();
    let mut path: Vec<String> =
        folder.split('/').filter(|step| !step.is_empty()).map(str::to_owned).collect();
    for step in href.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(decoded(step)),
        }
    }
    path.join("/")
}

/// A step of a path with its percent signs resolved.
fn decoded(step: &str) -> String {
    let mut bytes = Vec::with_capacity(step.len());
    let mut rest = step.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// What the package document says of the book.
fn metadata(package: Node<'_>) -> Vec<Metadatum> {
    let Some(about) = package.child("metadata") else { return Vec::new() };
    // Books of the second version may have their elements one level deeper.
    let nodes: Vec<Node<'_>> = about.descendants().collect();
    let modified = |node: &&Node<'_>| {
        node.name() == "meta"
            && node.attribute("property").is_some_and(|name| name == "dcterms:modified")
    };
    let modified = nodes.iter().find(modified).and_then(|node| {
        Metadatum::new(Field::Updated, &node.text(), "book property dcterms:modified")
    });
    let fields = [
        ("title", Field::Title),
        ("creator", Field::Author),
        ("publisher", Field::Publisher),
        ("date", Field::Published),
        ("language", Field::Language),
    ];
    fields
        .into_iter()
        .flat_map(|(name, field)| {
            let all =
                nodes.iter().filter(move |node| node.qualified_name() == format!("dc:{name}"));
            let most = if field == Field::Author { usize::MAX } else { 1 };
            all.take(most).filter_map(move |node| {
                Metadatum::new(field, &node.text(), format!("book property dc:{name}"))
            })
        })
        .chain(modified)
        .collect()
}
