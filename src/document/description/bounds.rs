//! What a schema allows, in words that tell a bound from a duty.

use super::fields::Fields;
use super::value::Value;
use super::value::number;

/// Bounds that count: key, words before the number, what is counted in one and in many.
const COUNTS: [(&str, &str, &str, &str); 8] = [
    ("minLength", "at least", "character", "characters"),
    ("maxLength", "at most", "character", "characters"),
    ("minItems", "at least", "item", "items"),
    ("maxItems", "at most", "item", "items"),
    ("minProperties", "at least", "field", "fields"),
    ("maxProperties", "at most", "field", "fields"),
    ("minContains", "at least", "such item", "such items"),
    ("maxContains", "at most", "such item", "such items"),
];

/// Facts that are there or not.
const FLAGS: [(&str, &str); 5] = [
    ("uniqueItems", "no item twice"),
    ("nullable", "may be null"),
    ("readOnly", "read only"),
    ("writeOnly", "write only"),
    ("deprecated", "DEPRECATED"),
];

/// Takes all bounds of a schema, in one order.
pub(super) fn take(fields: &mut Fields<'_>) -> Vec<String> {
    let mut bounds = Vec::new();
    bounds.extend(limit(fields, "minimum", "exclusiveMinimum", ["at least", "more than"]));
    bounds.extend(limit(fields, "maximum", "exclusiveMaximum", ["at most", "less than"]));
    for (key, words) in [("exclusiveMinimum", "more than"), ("exclusiveMaximum", "less than")] {
        bounds.extend(figure(fields, key).map(|bound| format!("{words} {bound}")));
    }
    bounds.extend(figure(fields, "multipleOf").map(|step| format!("a multiple of {step}")));
    for (key, words, one, many) in COUNTS {
        let count = figure(fields, key);
        bounds.extend(count.map(|count| {
            let what = if count == "1" { one } else { many };
            format!("{words} {count} {what}")
        }));
    }
    bounds.extend(fields.text("pattern").map(|pattern| format!("must match `{pattern}`")));
    bounds.extend(fields.list("enum").map(|values| format!("one of {}", listed(values))));
    bounds.extend(fields.take("const").map(|value| format!("exactly {}", value.to_line())));
    bounds.extend(fields.take("default").map(|value| format!("default {}", value.to_line())));
    for (key, words) in FLAGS {
        bounds.extend(fields.flag(key).then(|| words.to_owned()));
    }
    bounds
}

/// A bound that a truth value beside it makes exclusive (OpenAPI 3.0, JSON Schema draft 4).
fn limit(
    fields: &mut Fields<'_>,
    key: &str,
    exclusive: &str,
    [inclusive_words, exclusive_words]: [&str; 2],
) -> Option<String> {
    let bound = figure(fields, key)?;
    let words = if fields.flag(exclusive) { exclusive_words } else { inclusive_words };
    Some(format!("{words} {bound}"))
}

/// The number of a key, by what it means.
fn figure(fields: &mut Fields<'_>, key: &str) -> Option<String> {
    let is_figure = |value: &Value| matches!(value, Value::Number(_) | Value::Text(_));
    fields.take_if(key, is_figure).and_then(Value::plain).map(number)
}

/// Values beside one another.
pub(super) fn listed(values: &[Value]) -> String {
    values.iter().map(Value::to_line).collect::<Vec<_>>().join(", ")
}
