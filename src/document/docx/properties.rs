//! What a package says about its document (ECMA-376-2, clause 11; ECMA-376-1, 22.2).

use crate::document::extracted::Field;
use crate::document::extracted::Metadatum;
use crate::document::xml::Node;

/// The core properties that are read.
const CORE: [(&str, Field); 5] = [
    ("title", Field::Title),
    ("creator", Field::Author),
    ("created", Field::Published),
    ("modified", Field::Updated),
    ("language", Field::Language),
];

/// Reads the root of the core properties.
pub(super) fn core(root: Node<'_>) -> Vec<Metadatum> {
    let mut found = Vec::new();
    for (name, field) in CORE {
        let Some(node) = root.child(name) else { continue };
        let source = format!("core property {}", node.qualified_name());
        let text = node.text();
        // Several authors stand in one element (Word writes them with semicolons).
        let values: Vec<&str> =
            if field == Field::Author { text.split(';').collect() } else { vec![&text] };
        found.extend(values.into_iter().filter_map(|value| Metadatum::new(field, value, &source)));
    }
    found
}

/// Reads the root of the extended properties, where the company stands.
pub(super) fn extended(root: Node<'_>) -> Option<Metadatum> {
    let company = root.child("Company")?.text();
    Metadatum::new(Field::Publisher, &company, "extended property Company")
}
