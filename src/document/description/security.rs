//! Who may ask: security requirements.

use super::fields::Fields;
use super::sheet::Sheet;
use super::value::Value;

/// Writes alternatives, each of which names what it needs together.
pub(super) fn write(sheet: &mut Sheet, requirements: &Value) {
    let alternatives = match requirements {
        Value::List(alternatives) => {
            alternatives.iter().map(alternative).collect::<Option<Vec<String>>>()
        }
        _ => None,
    };
    let Some(mut alternatives) = alternatives else {
        return sheet.entry("security", requirements);
    };
    let all = alternatives.len();
    alternatives.retain(|alternative| !alternative.is_empty());
    let by = alternatives.join(", or ");
    match (alternatives.len() == all, by.is_empty()) {
        (_, true) => sheet.paragraph("Authentication: none"),
        (true, false) => sheet.paragraph(&format!("Authentication: REQUIRED, by {by}")),
        (false, false) => sheet.paragraph(&format!("Authentication: OPTIONAL, by {by}")),
    }
}

/// What has to be there together; empty when nothing has to be.
fn alternative(requirement: &Value) -> Option<String> {
    let mut needed = Vec::new();
    let mut fields = Fields::of(requirement)?;
    // AsyncAPI 3 names a scheme by reference.
    if let Some(reference) = fields.text("$ref") {
        needed.push(reference.to_owned());
    }
    let names: Vec<&str> = fields.keys().collect();
    for name in names {
        match fields.texts(name)?.join(", ") {
            scopes if scopes.is_empty() => needed.push(name.to_owned()),
            scopes => needed.push(format!("{name} ({scopes})")),
        }
    }
    Some(needed.join(" and "))
}
