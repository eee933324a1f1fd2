//! Passages as Web Annotations name them: the text-quote selector of the W3C Web Annotation Data
//! Model (2017), words with what stands before and after them.

use serde::Deserialize;
use serde_json::Value;

use super::location::LocateError;
use super::quotation::Standing;
use super::quotation::find_quotation;
use crate::text::Span;

/// A passage of some document, as an annotation names it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AnnotatedPassage {
    /// What the annotation says is annotated: a path or an address.
    pub source: Option<String>,
    /// Where a copy of that very content lies, if it says so.
    pub cached: Option<String>,
    /// The words.
    pub exact: String,
    /// The words before them.
    pub prefix: String,
    /// The words after them.
    pub suffix: String,
}

/// How deep annotations are looked for in collections, pages and lists.
const DEPTH: u32 = 6;

#[derive(Deserialize)]
struct QuoteSelector {
    exact: String,
    #[serde(default)]
    prefix: String,
    #[serde(default)]
    suffix: String,
}

/// Reads the passages of one annotation, of a list of them, of a page or a collection. An
/// annotation without a text-quote selector has none.
#[must_use]
pub fn annotated_passages(json: &Value) -> Vec<AnnotatedPassage> {
    let mut found = Vec::new();
    collect(json, DEPTH, &mut found);
    found
}

fn collect(json: &Value, depth: u32, found: &mut Vec<AnnotatedPassage>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match json {
        Value::Array(items) => items.iter().for_each(|item| collect(item, depth, found)),
        Value::Object(fields) => {
            for inside in ["items", "first"].iter().filter_map(|key| fields.get(*key)) {
                collect(inside, depth, found);
            }
            for target in fields.get("target").into_iter().flat_map(one_or_more) {
                found.extend(passage(target));
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// A value, or the values of a list.
fn one_or_more(value: &Value) -> &[Value] {
    value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice)
}

fn passage(target: &Value) -> Option<AnnotatedPassage> {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).map(str::to_owned);
    let selectors = target.get("selector").into_iter().flat_map(one_or_more);
    let is_quote =
        |it: &&Value| it.get("type").and_then(Value::as_str) == Some("TextQuoteSelector");
    let selector = selectors.into_iter().find(is_quote)?;
    let quote: QuoteSelector = serde_json::from_value(selector.clone()).ok()?;
    let states = target.get("state").into_iter().flat_map(one_or_more);
    Some(AnnotatedPassage {
        source: text(target.get("source")).or_else(|| text(target.get("source")?.get("id"))),
        cached: states.into_iter().find_map(|state| text(state.get("cached"))),
        exact: quote.exact,
        prefix: quote.prefix,
        suffix: quote.suffix,
    })
}

/// Finds an annotated passage in a text: the places of its words, narrowed to those with the words
/// before and after them when there are several.
///
/// # Errors
/// When the words are empty or stand nowhere.
pub fn find_annotated(text: &str, passage: &AnnotatedPassage) -> Result<Standing, LocateError> {
    let mut standing = find_quotation(text, &passage.exact)?;
    if standing.places.len() > 1 {
        let fits = |place: &Span| {
            let letters = |text: &str| -> String {
                text.chars()
                    .filter(|it| it.is_alphanumeric())
                    .flat_map(char::to_lowercase)
                    .collect()
            };
            let before = letters(text.get(..place.start()).unwrap_or_default());
            let after = letters(text.get(place.end()..).unwrap_or_default());
            before.ends_with(&letters(&passage.prefix))
                && after.starts_with(&letters(&passage.suffix))
        };
        let fitting: Vec<Span> = standing.places.iter().copied().filter(fits).collect();
        if !fitting.is_empty() {
            standing.places = fitting;
        }
    }
    Ok(standing)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::annotated_passages;
    use super::find_annotated;

    #[test]
    fn passages_are_read_out_of_annotations_lists_and_collections() {
        let one = json!({ "type": "Annotation", "target": {
            "source": "https://example.org/lamp",
            "selector": [
                { "type": "TextPositionSelector", "start": 1, "end": 2 },
                { "type": "TextQuoteSelector", "exact": "at dusk", "prefix": "lamp " },
            ],
        }});
        let collection = json!({ "first": { "items": [one, { "target": "no selector" }] } });
        for json in [one.clone(), json!([one.clone()]), collection] {
            let found = annotated_passages(&json);
            assert_eq!(found.len(), 1);
            assert_eq!((found[0].exact.as_str(), found[0].prefix.as_str()), ("at dusk", "lamp "));
            assert_eq!(found[0].source.as_deref(), Some("https://example.org/lamp"));
        }
    }

    #[test]
    fn what_stands_around_the_words_tells_twins_apart() {
        let text = "Ring the bell at dusk. Light the lamp at dusk. Sleep.";
        let json = json!({ "target": { "source": "a", "selector": {
            "type": "TextQuoteSelector", "exact": "at dusk", "prefix": "the lamp ", "suffix": ". Sl",
        }}});
        let found = find_annotated(text, &annotated_passages(&json)[0]).unwrap();
        assert_eq!(found.places.len(), 1);
        assert_eq!(found.places[0].start(), text.rfind("at dusk").unwrap());
    }

    #[test]
    fn no_json_makes_reading_fail() {
        let mut deep = json!({ "target": 1 });
        for _ in 0..100 {
            deep = json!([deep]);
        }
        assert!(annotated_passages(&deep).is_empty());
        assert!(annotated_passages(&json!({ "target": { "selector": { "type": 1 } } })).is_empty());
    }
}
