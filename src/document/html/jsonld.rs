//! What a page says about itself in JSON-LD with the words of schema.org.

use serde_json::Value;

use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;

/// Types of schema.org that stand for the document itself, not for the site, its owner or a list.
const DOCUMENT_TYPES: [&str; 24] = [
    "AdvertiserContentArticle",
    "AnalysisNewsArticle",
    "Article",
    "AskPublicNewsArticle",
    "BackgroundNewsArticle",
    "BlogPosting",
    "CreativeWork",
    "DigitalDocument",
    "DiscussionForumPosting",
    "Legislation",
    "LiveBlogPosting",
    "MedicalScholarlyArticle",
    "NewsArticle",
    "OpinionNewsArticle",
    "Report",
    "ReportageNewsArticle",
    "Review",
    "ReviewNewsArticle",
    "ScholarlyArticle",
    "SocialMediaPosting",
    "TechArticle",
    "WebPage",
    "Recipe",
    "HowTo",
];

/// Deepest nesting that is looked into.
const DEEPEST: usize = 8;

/// Most objects of one script that are looked at.
const MOST_OBJECTS: usize = 2000;

/// The statements in one script. Pages break the rules of JSON with raw line ends; those are
/// forgiven, anything else is no JSON-LD.
pub(super) fn statements(script: &str) -> Vec<Metadatum> {
    let cleaned: String = script.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    let cleaned = cleaned.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let cleaned = cleaned.trim().trim_end_matches(';');
    let mut found = Vec::new();
    if let Ok(value) = serde_json::from_str::<Value>(cleaned) {
        let mut objects = Vec::new();
        gather(&value, 0, &mut objects);
        let named = |object: &&Value| kind_of(object).is_some();
        for object in objects.iter().copied().filter(named) {
            describe(object, &objects, &mut found);
        }
    }
    found
}

/// Whether a script speaks of an article, as far as its letters tell.
pub(super) fn has_article(script: &str) -> bool {
    ["Article\"", "BlogPosting\""].iter().any(|kind| script.contains(kind))
}

/// All objects of a value, outer ones first.
fn gather<'a>(value: &'a Value, depth: usize, objects: &mut Vec<&'a Value>) {
    if depth > DEEPEST || objects.len() >= MOST_OBJECTS {
        return;
    }
    match value {
        Value::Array(values) => values.iter().for_each(|value| gather(value, depth + 1, objects)),
        Value::Object(fields) => {
            objects.push(value);
            let inner = ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"];
            for key in inner {
                if let Some(value) = fields.get(key) {
                    gather(value, depth + 1, objects);
                }
            }
        }
        _ => {}
    }
}

/// The type of an object that is a document.
fn kind_of(object: &Value) -> Option<&str> {
    let kinds = object.get("@type")?;
    let is_document = |kind: &&str| DOCUMENT_TYPES.contains(kind);
    match kinds {
        Value::String(kind) => Some(kind.as_str()).filter(is_document),
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).find(is_document),
        _ => None,
    }
}

fn describe(object: &Value, all: &[&Value], found: &mut Vec<Metadatum>) {
    let kind = kind_of(object).unwrap_or_default();
    let mut state = |field: Field, key: &str| {
        for value in object.get(key).map(|value| names(value, all)).unwrap_or_default() {
            found.extend(Metadatum::new(field, &value, format!("JSON-LD {kind} {key}")));
        }
    };
    state(Field::Title, "headline");
    if kind != "WebPage" {
        state(Field::Title, "name");
    }
    state(Field::Author, "author");
    state(Field::Author, "creator");
    state(Field::Publisher, "publisher");
    state(Field::Published, "datePublished");
    state(Field::Updated, "dateModified");
    state(Field::Language, "inLanguage");
    state(Field::Url, "url");
}

/// The names that a value stands for: a text, an object with a name or a reference to one, or a
/// list of these.
fn names(value: &Value, all: &[&Value]) -> Vec<String> {
    match value {
        Value::String(text) => vec![unescaped(text)],
        Value::Array(values) => values.iter().flat_map(|value| names(value, all)).collect(),
        Value::Object(fields) => {
            let own = fields.get("name");
            let referred = || {
                let id = fields.get("@id")?;
                all.iter().find(|other| other.get("@id") == Some(id))?.get("name")
            };
            match own.or_else(referred) {
                Some(Value::String(name)) => vec![unescaped(name)],
                Some(Value::Array(names)) => {
                    names.iter().filter_map(Value::as_str).map(unescaped).collect()
                }
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// A value whose author escaped it once more than the page needs.
pub(super) fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let end = after.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';');
        let decoded = end.and_then(|end| Some((character(after.get(..end)?)?, end)));
        match decoded {
            Some((character, end)) => {
                plain.push(character);
                rest = after.get(end + 1..).unwrap_or_default();
            }
            None => {
                plain.push('&');
                rest = after;
            }
        }
    }
    plain + rest
}

/// The most bytes of an entity's name.
const LONGEST_ENTITY: usize = 10;

/// The character that an entity stands for: by number, or one of those that titles have.
fn character(entity: &str) -> Option<char> {
    if let Some(number) = entity.strip_prefix('#') {
        let hexadecimal = number.strip_prefix(['x', 'X']);
        let code = match hexadecimal {
            Some(digits) => u32::from_str_radix(digits, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?).filter(|character| !character.is_control());
    }
    let named = [
        ("amp", '&'),
        ("apos", '\''),
        ("bull", '\u{2022}'),
        ("gt", '>'),
        ("hellip", '\u{2026}'),
        ("laquo", '\u{ab}'),
        ("ldquo", '\u{201c}'),
        ("lsquo", '\u{2018}'),
        ("lt", '<'),
        ("mdash", '\u{2014}'),
        ("middot", '\u{b7}'),
        ("nbsp", ' '),
        ("ndash", '\u{2013}'),
        ("quot", '"'),
        ("raquo", '\u{bb}'),
        ("rdquo", '\u{201d}'),
        ("rsquo", '\u{2019}'),
    ];
    named.into_iter().find(|(name, _)| *name == entity).map(|(_, character)| character)
}

#[cfg(test)]
mod tests {
    use super::statements;
    use crate::document::extracted::Field;

    #[test]
    fn what_was_escaped_once_too_often_is_read() {
        let read = super::unescaped;
        assert_eq!(read("A &#038; B &bull; C&#x27;s &amp;"), "A & B \u{2022} C's &");
        assert_eq!(read("AT&T; & co &unknown; &#x110000;"), "AT&T; & co &unknown; &#x110000;");
    }

    #[test]
    fn an_article_in_a_graph_names_its_author_by_reference() {
        let script = r##"{"@graph":[{"@type":"NewsArticle","headline":"A &amp; B",
            "author":{"@id":"#p"},"datePublished":"2024-01-31T08:00:00+01:00",
            "publisher":{"name":"The Daily"}},{"@type":"Person","@id":"#p","name":"Jo Doe"}]}"##;
        // The reference is found among the objects of the graph.
        let found = statements(script);
        let of = |field| found.iter().find(|one| one.field == field).map(|one| one.value.as_str());
        assert_eq!(of(Field::Title), Some("A & B"));
        assert_eq!(of(Field::Author), Some("Jo Doe"));
        assert_eq!(of(Field::Publisher), Some("The Daily"));
        assert_eq!(of(Field::Published), Some("2024-01-31T08:00:00+01:00"));
    }

    #[test]
    fn the_owner_of_the_site_is_not_the_author_of_the_page() {
        let script = r#"{"@type":"Organization","name":"Acme","author":"Nobody"}"#;
        assert!(statements(script).is_empty());
    }
}
