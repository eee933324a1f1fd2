//! Styles of paragraphs, text and sections (ISO/IEC 26300-1, 16).

use std::collections::BTreeMap;

use super::lists::ListStyle;
use crate::document::xml::Node;

/// Most styles that one may have as parents in a row.
const LONGEST_CHAIN: usize = 32;

/// A style, with what it says itself.
#[derive(Debug, Default)]
struct Style {
    parent: Option<String>,
    is_hidden: Option<bool>,
    list: Option<String>,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// By family and name.
    by_name: BTreeMap<(String, String), Style>,
    lists: BTreeMap<String, ListStyle>,
    /// How headings outside lists are numbered.
    pub(super) outline: ListStyle,
    /// The language of western text, and of East Asian text.
    pub(super) languages: [Option<String>; 2],
}

impl Styles {
    /// Adds the styles of a document's root: of the styles part first, of the content then, whose
    /// own styles come before those of the same name.
    pub(super) fn add(&mut self, root: Node<'_>) {
        let groups = root.children().filter(|node| node.name().ends_with("styles"));
        for node in groups.flat_map(Node::children) {
            match node.name() {
                "style" => self.add_style(node),
                "list-style" => {
                    let name = node.attribute("name").unwrap_or_default();
                    self.lists.insert(name.into_owned(), ListStyle::read(node));
                }
                "outline-style" => self.outline = ListStyle::read(node),
                "default-style" => self.add_default(node),
                _ => {}
            }
        }
    }

    fn add_default(&mut self, node: Node<'_>) {
        let is_paragraph = node.attribute("family").is_some_and(|family| family == "paragraph");
        if let Some(properties) = node.child("text-properties").filter(|_| is_paragraph) {
            self.languages = languages(properties);
        }
    }

    fn add_style(&mut self, node: Node<'_>) {
        let value = |name: &str| node.attribute(name).map(String::from);
        let (Some(family), Some(name)) = (value("family"), value("name")) else { return };
        let display = node.child("text-properties").and_then(|text| text.attribute("display"));
        let style = Style {
            parent: value("parent-style-name"),
            is_hidden: display.map(|display| display == "none"),
            list: value("list-style-name"),
        };
        self.by_name.insert((family, name), style);
    }

    /// Whether a style of that family hides its text.
    pub(super) fn is_hidden(&self, family: &str, name: &str) -> bool {
        self.chain(family, name).iter().find_map(|(_, style)| style.is_hidden).unwrap_or(false)
    }

    /// Whether a paragraph is the title of the document.
    pub(super) fn is_title(&self, name: &str) -> bool {
        name == "Title" || self.chain("paragraph", name).iter().any(|(name, _)| *name == "Title")
    }

    /// The name of the list style that a paragraph style brings along; empty when it says that
    /// there is none.
    pub(super) fn list_of(&self, name: &str) -> Option<&str> {
        self.chain("paragraph", name).iter().find_map(|(_, style)| style.list.as_deref())
    }

    /// A list style by its name.
    pub(super) fn list(&self, name: &str) -> Option<&ListStyle> {
        self.lists.get(name)
    }

    /// A style and its parents.
    fn chain<'s>(&'s self, family: &str, name: &str) -> Vec<(&'s str, &'s Style)> {
        let mut chain: Vec<(&str, &Style)> = Vec::new();
        let mut key = (family.to_owned(), name.to_owned());
        while chain.len() < LONGEST_CHAIN {
            let Some(((_, name), style)) = self.by_name.get_key_value(&key) else { break };
            chain.push((name, style));
            let Some(parent) = &style.parent else { break };
            key.1.clone_from(parent);
        }
        chain
    }
}

fn languages(properties: Node<'_>) -> [Option<String>; 2] {
    [("language", "country"), ("language-asian", "country-asian")].map(|(language, country)| {
        let said = |name: &str| properties.attribute(name).filter(|value| value != "none");
        let language = said(language)?;
        Some(match said(country) {
            Some(country) => format!("{language}-{country}"),
            None => language.into_owned(),
        })
    })
}
