//! Styles of paragraphs and characters (ECMA-376-1, 17.7).

use std::collections::BTreeMap;

use crate::document::xml::Node;

/// Most styles that one may be based on in a row.
const LONGEST_CHAIN: usize = 32;

/// The outline level of body text.
const BODY_TEXT: usize = 9;

/// What is said of a paragraph's number: the list and the level in it, either of which may come
/// from elsewhere.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct NumberReference {
    pub(super) list: Option<String>,
    pub(super) level: Option<usize>,
}

impl NumberReference {
    /// Reads `w:numPr` of paragraph properties.
    pub(super) fn read(properties: Node<'_>) -> Option<Self> {
        let number = properties.child("numPr")?;
        let value = |name: &str| number.child(name)?.attribute("val").map(String::from);
        Some(Self {
            list: value("numId"),
            level: value("ilvl").and_then(|level| level.parse().ok()),
        })
    }
}

/// A style, with what it says itself.
#[derive(Debug, Default)]
struct Style {
    /// The name in lower case; those of Word's own styles are English in every language.
    name: String,
    based_on: Option<String>,
    outline: Option<usize>,
    number: Option<NumberReference>,
    is_hidden: Option<bool>,
}

/// The styles of a document by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    default_paragraph: String,
    /// The language of western text, and of East Asian text.
    pub(super) languages: [Option<String>; 2],
}

impl Styles {
    /// Reads the root of the styles part.
    pub(super) fn read(root: Node<'_>) -> Self {
        let mut styles = Self { languages: languages(root), ..Self::default() };
        for node in root.children().filter(|node| node.name() == "style") {
            let Some(id) = node.attribute("styleId") else { continue };
            let is_paragraph = node.attribute("type").is_some_and(|kind| kind == "paragraph");
            if is_paragraph && flag(node, "default") == Some(true) {
                styles.default_paragraph = id.to_string();
            }
            let value = |name: &str| node.child(name)?.attribute("val");
            let paragraph = node.child("pPr");
            let style = Style {
                name: value("name").unwrap_or_default().trim().to_lowercase(),
                based_on: value("basedOn").map(String::from),
                outline: paragraph.and_then(outline),
                number: paragraph.and_then(NumberReference::read),
                is_hidden: node.child("rPr").and_then(hidden),
            };
            styles.by_id.insert(id.into_owned(), style);
        }
        styles
    }

    /// The id of the style that a paragraph has.
    pub(super) fn paragraph_style(&self, properties: Option<Node<'_>>) -> String {
        let named = properties.and_then(|properties| properties.child("pStyle")?.attribute("val"));
        named.map_or_else(|| self.default_paragraph.clone(), String::from)
    }

    /// The level of the heading that a style makes, 1 being the highest; `None` for body text. A
    /// style that is not defined is known by its id.
    pub(super) fn heading(&self, id: &str) -> Option<usize> {
        if !self.by_id.contains_key(id) {
            return named_heading(&id.to_lowercase());
        }
        let level = self.chain(id).find_map(|(_, style)| {
            style.outline.or_else(|| named_heading(&style.name).map(|level| level - 1))
        });
        level.filter(|level| *level < BODY_TEXT).map(|level| level + 1)
    }

    /// What a style says of numbers, with the id of the style that says it.
    pub(super) fn number(&self, id: &str) -> Option<(&str, &NumberReference)> {
        self.chain(id).find_map(|(id, style)| Some((id, style.number.as_ref()?)))
    }

    /// Whether a style hides its text.
    pub(super) fn is_hidden(&self, id: &str) -> bool {
        self.chain(id).find_map(|(_, style)| style.is_hidden).unwrap_or(false)
    }

    /// A style and those it is based on.
    fn chain<'s>(&'s self, id: &str) -> impl Iterator<Item = (&'s str, &'s Style)> {
        let first = self.by_id.get_key_value(id);
        std::iter::successors(first, |(_, style)| {
            self.by_id.get_key_value(style.based_on.as_deref()?)
        })
        .map(|(id, style)| (id.as_str(), style))
        .take(LONGEST_CHAIN)
    }
}

/// The outline level that paragraph properties name, 0 being the highest.
pub(super) fn outline(properties: Node<'_>) -> Option<usize> {
    properties.child("outlineLvl")?.attribute("val")?.parse().ok()
}

/// Whether character properties hide the text, where they say anything of it.
pub(super) fn hidden(properties: Node<'_>) -> Option<bool> {
    let vanish = properties.child("vanish")?;
    Some(flag(vanish, "val").unwrap_or(true))
}

/// The value of an attribute that is on or off (ECMA-376-1, 22.9.2.7).
fn flag(node: Node<'_>, name: &str) -> Option<bool> {
    Some(!matches!(&*node.attribute(name)?, "0" | "false" | "off"))
}

/// `title` and `heading 3`, as Word names its styles.
fn named_heading(name: &str) -> Option<usize> {
    if name == "title" {
        return Some(1);
    }
    let level: usize = name.strip_prefix("heading")?.trim().parse().ok()?;
    (1..=BODY_TEXT).contains(&level).then_some(level)
}

fn languages(root: Node<'_>) -> [Option<String>; 2] {
    let found = root
        .child("docDefaults")
        .and_then(|defaults| defaults.child("rPrDefault")?.child("rPr")?.child("lang"));
    ["val", "eastAsia"].map(|name| found?.attribute(name).map(String::from))
}
