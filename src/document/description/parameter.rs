//! Parameters and headers.

use super::fields::Fields;
use super::schema::Table;
use super::shape::Shape;
use super::sheet::Sheet;
use super::value::Value;

/// Writes a list of parameters as a table.
pub(super) fn write(sheet: &mut Sheet, level: usize, parameters: &[Value]) {
    if parameters.is_empty() {
        return;
    }
    sheet.paragraph("Parameters:");
    let mut table = Table::default();
    for parameter in parameters {
        add_one(&mut table, sheet, parameter);
    }
    table.finish(sheet, level);
}

/// Adds a parameter under its own name and place.
pub(super) fn add_one<'v>(table: &mut Table<'v>, sheet: &mut Sheet, parameter: &'v Value) {
    let Some(mut fields) = Fields::of(parameter) else {
        return table.add(sheet, "", None, Shape::of_value(parameter));
    };
    let name = fields.text("name").unwrap_or_default();
    let name = match fields.text("in") {
        Some(place) => format!("{name} ({place})"),
        None => name.to_owned(),
    };
    match fields.text("$ref") {
        Some(reference) => {
            let mut shape = Shape::of(fields);
            shape.kind = String::new();
            table.add(sheet, reference, None, shape);
        }
        None => add(table, sheet, &name, fields),
    }
}

/// Adds a parameter or header under a name.
pub(super) fn add<'v>(
    table: &mut Table<'v>,
    sheet: &mut Sheet,
    name: &str,
    mut fields: Fields<'v>,
) {
    let is_reference = fields.has("$ref");
    let is_required = fields.flag("required");
    let own = fields.take("schema");
    let description = fields.text("description").unwrap_or_default();
    // OpenAPI 3 keeps the type in a schema of its own, Swagger 2.0 beside the name.
    let mut shape = match own {
        Some(schema) => Shape::of_value(schema),
        None => Shape::of(fields.clone()),
    };
    if own.is_some() {
        let outer = Shape::of(fields);
        for text in [outer.bounds].into_iter().filter(|text| !text.is_empty()) {
            let gap = if shape.bounds.is_empty() { "" } else { "; " };
            shape.bounds = format!("{}{gap}{text}", shape.bounds);
        }
        shape.examples.extend(outer.examples);
        shape.children.extend(outer.children);
    }
    shape.description = match (description, std::mem::take(&mut shape.description)) {
        (outer, inner) if inner.is_empty() || inner == outer => outer.to_owned(),
        ("", inner) => inner,
        (outer, inner) => format!("{outer} {inner}"),
    };
    let is_required = if is_reference { None } else { Some(is_required) };
    table.add(sheet, name, is_required, shape);
}
