//! What one schema says, without what stands inside it.

use std::collections::BTreeSet;

use super::bounds;
use super::fields::Fields;
use super::value::Value;

/// One schema by itself, and the schemas inside it.
#[derive(Debug)]
pub(super) struct Shape<'v> {
    /// What it is: `string (uuid)`, `array of #/components/schemas/Order`.
    pub(super) kind: String,
    /// What it allows.
    pub(super) bounds: String,
    /// Its title and description.
    pub(super) description: String,
    /// Examples.
    pub(super) examples: Vec<&'v Value>,
    /// What stands inside it.
    pub(super) children: Vec<Child<'v>>,
}

/// A schema inside another.
#[derive(Debug)]
pub(super) struct Child<'v> {
    /// How it hangs on its parent's name: `.street`, `[]`, ` (one of 1)`.
    pub(super) suffix: String,
    pub(super) schema: &'v Value,
    /// Whether it has to be there; `None` where the question makes no sense.
    pub(super) is_required: Option<bool>,
}

/// The schema that allows everything.
static ANYTHING: Value = Value::Bool(true);

/// Lists of schemas, and how their members are called.
const CHOICES: [(&str, &str); 4] =
    [("allOf", "all of"), ("oneOf", "one of"), ("anyOf", "any of"), ("prefixItems", "item")];

/// Single schemas inside another, and how they are called.
const SINGLE: [(&str, &str); 10] = [
    ("additionalItems", "[further]"),
    ("contains", " (contains)"),
    ("contentSchema", " (content)"),
    ("else", " (else)"),
    ("if", " (if)"),
    ("not", " (not)"),
    ("propertyNames", " (names of fields)"),
    ("then", " (then)"),
    ("unevaluatedItems", "[others]"),
    ("unevaluatedProperties", ".(others)"),
];

impl<'v> Shape<'v> {
    /// What a schema says; the fields of its own, all of them taken.
    pub(super) fn of(mut fields: Fields<'v>) -> Self {
        let mut children = Vec::new();
        let kind = kind(&mut fields, &mut children);
        take_children(&mut fields, &mut children);
        let title = fields.text("title").unwrap_or_default();
        let description = fields.text("description").unwrap_or_default();
        let description = match (title, description) {
            (title, "") => title.to_owned(),
            ("", description) => description.to_owned(),
            (title, description) => format!("{title}: {description}"),
        };
        let mut examples: Vec<&Value> = fields.take("example").into_iter().collect();
        examples.extend(fields.list("examples").unwrap_or_default());
        let mut bounds = bounds::take(&mut fields);
        bounds.extend(fields.rest().map(|(key, value)| format!("{key}: {}", value.to_line())));
        Self { kind, bounds: bounds.join("; "), description, examples, children }
    }

    /// Whether all it says stands in its kind and its children.
    fn says_only_its_kind(&self) -> bool {
        self.bounds.is_empty() && self.description.is_empty() && self.examples.is_empty()
    }

    /// What a value says where a schema belongs.
    pub(super) fn of_value(schema: &'v Value) -> Self {
        match Fields::of(schema) {
            Some(fields) => Self::of(fields),
            None => Self {
                kind: unstructured(schema),
                bounds: String::new(),
                description: String::new(),
                examples: Vec::new(),
                children: Vec::new(),
            },
        }
    }
}

/// `true` allows everything and `false` nothing (JSON Schema 2020-12, 4.3.2).
fn unstructured(schema: &Value) -> String {
    match schema {
        Value::Bool(true) => "any".to_owned(),
        Value::Bool(false) => "none".to_owned(),
        other => other.to_line(),
    }
}

/// The kind of a schema: its reference, type and format; and what its items are, when that is all
/// they say.
fn kind<'v>(fields: &mut Fields<'v>, children: &mut Vec<Child<'v>>) -> String {
    let mut kinds: Vec<String> = Vec::new();
    for key in ["$ref", "$dynamicRef", "$recursiveRef"] {
        kinds.extend(fields.text(key).map(ToOwned::to_owned));
    }
    let types = fields.text("type").map(|it| vec![it]).or_else(|| fields.texts("type"));
    kinds.extend(types.map(|types| types.join(" or ")));
    if let Some(items) = fields.take_if("items", |items| !matches!(items, Value::List(_))) {
        let inner = Shape::of_value(items);
        let is_kind_only = inner.says_only_its_kind();
        let of = if is_kind_only { inner.kind } else { "the following".to_owned() };
        match kinds.last_mut() {
            Some(last) => *last = format!("{last} of {of}"),
            None => kinds.push(format!("items: {of}")),
        }
        if is_kind_only {
            children.extend(inner.children.into_iter().map(|child| {
                let suffix = format!("[]{}", child.suffix);
                Child { suffix, ..child }
            }));
        } else {
            children.push(Child { suffix: "[]".to_owned(), schema: items, is_required: None });
        }
    }
    for (key, words) in CHOICES {
        let Some(schemas) = fields.list(key) else { continue };
        let plain: Option<Vec<String>> = schemas.iter().map(plain_kind).collect();
        match plain {
            Some(plain) if key != "prefixItems" => {
                kinds.push(format!("{words} {}", plain.join(", ")));
            }
            _ => children.extend(schemas.iter().zip(1..).map(|(schema, at)| {
                let suffix = format!(" ({words} {at})");
                Child { suffix, schema, is_required: None }
            })),
        }
    }
    let format = fields.text("format").map(|format| format!(" ({format})")).unwrap_or_default();
    let kinds = if kinds.is_empty() { "any".to_owned() } else { kinds.join(", ") };
    format!("{kinds}{format}")
}

/// The kind of a schema that says nothing but its kind.
fn plain_kind(schema: &Value) -> Option<String> {
    let shape = Shape::of_value(schema);
    (shape.says_only_its_kind() && shape.children.is_empty()).then_some(shape.kind)
}

fn take_children<'v>(fields: &mut Fields<'v>, children: &mut Vec<Child<'v>>) {
    let mut required: BTreeSet<&str> = fields.texts("required").into_iter().flatten().collect();
    for (name, schema) in fields.map("properties").into_iter().flat_map(Fields::rest) {
        let is_required = Some(required.remove(name));
        children.push(Child { suffix: format!(".{name}"), schema, is_required });
    }
    // Fields that have to be there and are described elsewhere, or nowhere.
    for name in required {
        let suffix = format!(".{name}");
        children.push(Child { suffix, schema: &ANYTHING, is_required: Some(true) });
    }
    for (pattern, schema) in fields.map("patternProperties").into_iter().flat_map(Fields::rest) {
        let suffix = format!(".(names like `{pattern}`)");
        children.push(Child { suffix, schema, is_required: None });
    }
    if let Some(schema) = fields.take("additionalProperties") {
        children.push(Child { suffix: ".(others)".to_owned(), schema, is_required: None });
    }
    for schema in fields.list("items").unwrap_or_default() {
        children.push(Child { suffix: "[next]".to_owned(), schema, is_required: None });
    }
    for (key, suffix) in SINGLE {
        if let Some(schema) = fields.take(key) {
            children.push(Child { suffix: suffix.to_owned(), schema, is_required: None });
        }
    }
    for (name, schema) in fields.map("dependentSchemas").into_iter().flat_map(Fields::rest) {
        let suffix = format!(" (with {name})");
        children.push(Child { suffix, schema, is_required: None });
    }
    for key in ["$defs", "definitions"] {
        for (name, schema) in fields.map(key).into_iter().flat_map(Fields::rest) {
            let suffix = format!(" ({key}/{name})");
            children.push(Child { suffix, schema, is_required: None });
        }
    }
}
