//! What a text file says about itself in its head: YAML or TOML front matter of Markdown and
//! `AsciiDoc`, the document attributes of `AsciiDoc`, the field list of reStructuredText.

use super::extracted::Field;
use super::extracted::Metadatum;
use super::media_type::MediaType;
use crate::text::Span;

/// How far into a file the head may reach, in lines.
const HEAD_LINES: usize = 200;

/// Keys and what they state, in lower case.
const KEYS: [(&str, Field); 25] = [
    ("title", Field::Title),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("creator", Field::Author),
    ("publisher", Field::Publisher),
    ("organization", Field::Publisher),
    ("organisation", Field::Publisher),
    ("sitename", Field::Publisher),
    ("date", Field::Published),
    ("published", Field::Published),
    ("publishdate", Field::Published),
    ("publish_date", Field::Published),
    ("pubdate", Field::Published),
    ("created", Field::Published),
    ("revdate", Field::Published),
    ("updated", Field::Updated),
    ("modified", Field::Updated),
    ("lastmod", Field::Updated),
    ("last_modified", Field::Updated),
    ("lang", Field::Language),
    ("language", Field::Language),
    ("locale", Field::Language),
    ("canonical_url", Field::Url),
    ("canonical", Field::Url),
    ("source_url", Field::Url),
];

/// The statements in the head of a text, in order; none for other formats.
pub(super) fn metadata(text: &str, media_type: MediaType) -> Vec<Metadatum> {
    let text = text.trim_start_matches('\u{feff}');
    match media_type {
        MediaType::Markdown => fenced(text),
        MediaType::AsciiDoc => {
            let found = fenced(text);
            if found.is_empty() { fields(text, "attribute") } else { found }
        }
        MediaType::ReStructuredText => fields(text, "field"),
        _ => Vec::new(),
    }
}

/// Where the front matter of a text stands, its fences included; `None` where there is none.
pub(super) fn span(text: &str, media_type: MediaType) -> Option<Span> {
    if !matches!(media_type, MediaType::Markdown | MediaType::AsciiDoc) {
        return None;
    }
    let body = text.trim_start_matches('\u{feff}');
    let fence = body.lines().next()?.trim_end();
    let is_end = |line: &str| is_end(fence, line);
    if fence != "---" && fence != "+++" {
        return None;
    }
    let mut end = text.len() - body.len();
    for (number, line) in body.split_inclusive('\n').take(HEAD_LINES + 1).enumerate() {
        end += line.len();
        if number > 0 && is_end(line) {
            return Span::new(0, end);
        }
    }
    None
}

/// Whether a line ends the front matter that `fence` began.
fn is_end(fence: &str, line: &str) -> bool {
    line.trim_end() == fence || (fence == "---" && line.trim_end() == "...")
}

/// Front matter between `---` lines (YAML) or `+++` lines (TOML).
fn fenced(text: &str) -> Vec<Metadatum> {
    let Some((first, rest)) = text.split_once('\n') else { return Vec::new() };
    let fence = first.trim_end();
    if fence != "---" && fence != "+++" {
        return Vec::new();
    }
    let head: Vec<&str> = rest.lines().take(HEAD_LINES).collect();
    let Some(end) = head.iter().position(|line| is_end(fence, line)) else { return Vec::new() };
    let head = head.get(..end).unwrap_or_default();
    if fence == "+++" { toml_statements(&head.join("\n")) } else { yaml_statements(head) }
}

fn toml_statements(head: &str) -> Vec<Metadatum> {
    let Ok(table) = head.parse::<toml::Table>() else { return Vec::new() };
    let mut found = Vec::new();
    for (key, value) in &table {
        let values: Vec<String> = match value {
            toml::Value::String(text) => vec![text.clone()],
            toml::Value::Datetime(date) => vec![date.to_string()],
            toml::Value::Array(values) => {
                values.iter().filter_map(|value| value.as_str().map(ToOwned::to_owned)).collect()
            }
            _ => Vec::new(),
        };
        found.extend(values.iter().filter_map(|value| state(key, value, "front matter")));
    }
    found
}

/// The scalars and lists of scalars at the top level; people's front matter has little else.
fn yaml_statements(head: &[&str]) -> Vec<Metadatum> {
    let mut found = Vec::new();
    let mut list: Option<&str> = None;
    for line in head {
        let is_inner = line.starts_with([' ', '\t', '-']);
        let line = line.trim();
        if is_inner {
            let item = line.strip_prefix('-').map_or(line, str::trim_start);
            let item = item.strip_prefix("name:").unwrap_or(item);
            let is_plain = !item.contains(": ") && !item.ends_with(':');
            if let Some(key) = list.filter(|_| is_plain) {
                found.extend(state(key, unquoted(item), "front matter"));
            }
            continue;
        }
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        list = value.is_empty().then_some(key);
        match value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
            Some(inner) => {
                let items = inner.split(',').map(|item| unquoted(item.trim()));
                found.extend(items.filter_map(|item| state(key, item, "front matter")));
            }
            None => found.extend(state(key, unquoted(value), "front matter")),
        }
    }
    found
}

/// Lines `:key: value` in the first block or right under the title.
fn fields(text: &str, what: &str) -> Vec<Metadatum> {
    let lines = text.lines().take(HEAD_LINES);
    let read = |line: &str| {
        let (key, value) = line.strip_prefix(':')?.split_once(": ")?;
        state(key, value.trim(), what)
    };
    lines.filter_map(read).collect()
}

fn state(key: &str, value: &str, what: &str) -> Option<Metadatum> {
    let key = key.trim().to_ascii_lowercase();
    let (_, field) = KEYS.into_iter().find(|(known, _)| *known == key)?;
    Metadatum::new(field, value, format!("{what} {key}"))
}

/// A YAML scalar without its quotes or the comment behind it.
fn unquoted(value: &str) -> &str {
    for quote in ['"', '\''] {
        let inner = value.strip_prefix(quote).and_then(|rest| rest.split_once(quote));
        if let Some((inner, _)) = inner {
            return inner;
        }
    }
    value.split(" #").next().unwrap_or(value).trim()
}

#[cfg(test)]
mod tests {
    use super::metadata;
    use super::span;
    use crate::document::extracted::Field;
    use crate::document::media_type::MediaType;

    fn told(text: &str, media_type: MediaType) -> Vec<(Field, String)> {
        metadata(text, media_type).into_iter().map(|one| (one.field, one.value)).collect()
    }

    #[test]
    fn yaml_front_matter_states_scalars_and_lists() {
        let text = "---\ntitle: \"Pumps: a guide\"\nauthors:\n  - Ann Lee\n  - name: Bo Kim\n\
                    date: 2026-03-04 # first\ntags: [a, b]\nlang: en\n---\n\n# Pumps\ndate: never\n";
        assert_eq!(
            told(text, MediaType::Markdown),
            [
                (Field::Title, "Pumps: a guide".to_owned()),
                (Field::Author, "Ann Lee".to_owned()),
                (Field::Author, "Bo Kim".to_owned()),
                (Field::Published, "2026-03-04".to_owned()),
                (Field::Language, "en".to_owned()),
            ]
        );
    }

    #[test]
    fn toml_front_matter_and_field_lists_are_read_too() {
        let text = "+++\ntitle = 'Pumps'\ndate = 2026-03-04T09:00:00Z\n+++\nText.\n";
        assert_eq!(told(text, MediaType::Markdown)[0].1, "2026-03-04T09:00:00Z");
        let text = "Pumps\n=====\n\n:Author: Ann Lee\n:Date: 2026-03-04\n\nText.\n";
        assert_eq!(
            told(text, MediaType::ReStructuredText)[0],
            (Field::Author, "Ann Lee".to_owned())
        );
    }

    #[test]
    fn front_matter_ends_with_its_fence() {
        let text = "\u{feff}---\ntitle: x\n---\n# Pumps\n";
        assert_eq!(span(text, MediaType::Markdown).unwrap().slice(text).len(), text.len() - 8);
        assert_eq!(span(text, MediaType::Plain), None);
        assert_eq!(span("---\n\nText.\n", MediaType::Markdown), None);
    }

    #[test]
    fn a_rule_at_the_beginning_of_a_text_is_no_front_matter() {
        assert!(told("---\ntitle: x\n\nText without an end.\n", MediaType::Markdown).is_empty());
        assert!(told("---\ntitle: x\n---\n", MediaType::Plain).is_empty());
    }
}
