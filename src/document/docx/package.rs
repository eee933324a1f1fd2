//! The parts of an Office Open XML package and how they refer to each other.

use std::collections::BTreeMap;

use crate::document::archive::Archive;
use crate::document::limitation::Limitation;
use crate::document::limits::Limits;
use crate::document::xml::Node;
use crate::document::xml::Xml;
use crate::document::xml::source;

/// What a part refers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Relationship {
    /// The id that elements use.
    id: String,
    /// The last word of its type, such as `footnotes`: the words are the same in the transitional
    /// and the strict namespace.
    kind: String,
    /// The part that it leads to.
    part: String,
}

/// The relationships of one part.
#[derive(Debug, Default)]
pub(super) struct Relationships(Vec<Relationship>);

impl Relationships {
    /// Reads what `part` refers to; the package itself is the part with an empty name.
    pub(super) fn of(part: &str, archive: &mut Archive<'_>, limits: &Limits) -> Self {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let path = format!("{folder}/_rels/{name}.rels");
        let Ok(Some(bytes)) = archive.read(&path) else { return Self::default() };
        let text = source(&bytes);
        let xml = Xml::read(&text, limits);
        let read = |node: Node<'_>| {
            let is_outside = node.attribute("TargetMode").is_some_and(|mode| mode == "External");
            let kind = node.attribute("Type")?.rsplit('/').next()?.to_owned();
            let part = resolve(folder, &node.attribute("Target")?);
            let id = node.attribute("Id").unwrap_or_default().into_owned();
            (!is_outside).then_some(Relationship { id, kind, part })
        };
        Self(xml.root().into_iter().flat_map(|root| root.children()).filter_map(read).collect())
    }

    /// The first part of a kind.
    pub(super) fn part(&self, kind: &str) -> Option<&str> {
        self.0.iter().find(|found| found.kind == kind).map(|found| found.part.as_str())
    }

    /// All parts of a kind.
    pub(super) fn parts<'s>(&'s self, kind: &'s str) -> impl Iterator<Item = &'s str> {
        self.0.iter().filter(move |found| found.kind == kind).map(|found| found.part.as_str())
    }

    /// The part that an id leads to.
    pub(super) fn by_id(&self, id: &str) -> Option<&str> {
        self.0.iter().find(|found| found.id == id).map(|found| found.part.as_str())
    }
}

/// A target as a path from the top of the package.
fn resolve(folder: &str, target: &str) -> String {
    let from_top = target.starts_with('/');
    let mut path: Vec<&str> = if from_top {
        Vec::new()
    } else {
        folder.split('/').filter(|step| !step.is_empty()).collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(path.pop()),
            step => path.push(step),
        }
    }
    path.join("/")
}

/// The XML of the parts that a document's text is made of, unpacked.
#[derive(Debug, Default)]
pub(super) struct Parts {
    sources: BTreeMap<String, String>,
    /// What could not be unpacked.
    pub(super) limitations: Vec<Limitation>,
}

impl Parts {
    /// Unpacks a part, unless it was already; a part that is not there is left out.
    pub(super) fn unpack(&mut self, part: &str, archive: &mut Archive<'_>) {
        if self.sources.contains_key(part) {
            return;
        }
        match archive.read(part) {
            Ok(Some(bytes)) => {
                let text = match String::from_utf8(bytes) {
                    Ok(text) => text,
                    Err(error) => source(error.as_bytes()).into_owned(),
                };
                self.sources.insert(part.to_owned(), text);
            }
            Ok(None) => {}
            Err(limitation) => self.limitations.push(limitation),
        }
    }

    /// Whether a part was unpacked.
    pub(super) fn has(&self, part: &str) -> bool {
        self.sources.contains_key(part)
    }

    /// A part as XML.
    pub(super) fn xml(&self, part: &str, limits: &Limits) -> Option<Xml<'_>> {
        Some(Xml::read(self.sources.get(part)?, limits))
    }
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn targets_are_relative_to_the_part_that_names_them() {
        assert_eq!(resolve("word", "styles.xml"), "word/styles.xml");
        assert_eq!(resolve("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolve("word", "/word/notes.xml"), "word/notes.xml");
        assert_eq!(resolve("", "word/document.xml"), "word/document.xml");
    }
}
