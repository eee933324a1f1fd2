//! Schemas as text: what they are in a line, then a table with a row for each field inside.

use super::fields::Fields;
use super::prose;
use super::shape::Shape;
use super::sheet::Sheet;
use super::value::Value;

/// A table of fields, with the descriptions and examples that no cell holds.
#[derive(Debug, Default)]
pub(super) struct Table<'v> {
    has_head: bool,
    long: Vec<(String, String)>,
    examples: Vec<(String, &'v Value)>,
}

/// The longest example that stands in a cell, in bytes.
const SHORT_EXAMPLE: usize = 80;

/// How a requirement is written, so that it reads as one (RFC 2119).
pub(super) const fn presence(is_required: Option<bool>) -> &'static str {
    match is_required {
        Some(true) => "REQUIRED",
        Some(false) => "OPTIONAL",
        None => "",
    }
}

/// Writes a schema: `label: kind; bounds`, its description, then its fields.
pub(super) fn write(sheet: &mut Sheet, level: usize, label: &str, schema: &Value) {
    write_shape(sheet, level, label, Shape::of_value(schema));
}

/// The same of a schema whose other keys were taken.
pub(super) fn write_fields(sheet: &mut Sheet, level: usize, label: &str, schema: Fields<'_>) {
    write_shape(sheet, level, label, Shape::of(schema));
}

fn write_shape(sheet: &mut Sheet, level: usize, label: &str, shape: Shape<'_>) {
    let gap = if shape.bounds.is_empty() { "" } else { "; " };
    sheet.paragraph(&format!("{label}: {}{gap}{}", shape.kind, shape.bounds));
    sheet.prose(level, &shape.description);
    let mut table = Table::default();
    table.add_children(sheet, "", &shape);
    table.finish(sheet, level);
    for example in shape.examples {
        sheet.entry("Example", example);
    }
}

impl<'v> Table<'v> {
    /// The row of a schema under `name`, then those of what stands inside it.
    pub(super) fn add(
        &mut self,
        sheet: &mut Sheet,
        name: &str,
        is_required: Option<bool>,
        mut shape: Shape<'v>,
    ) {
        if sheet.is_full() {
            return;
        }
        if !self.has_head {
            sheet.row(&["Field", "Type", "Presence", "Limits", "Description"]);
            self.has_head = true;
        }
        let mut description = std::mem::take(&mut shape.description);
        if !prose::is_plain(&description) {
            self.long.push((name.to_owned(), std::mem::take(&mut description)));
        }
        for example in std::mem::take(&mut shape.examples) {
            let line = example.to_line();
            if line.len() <= SHORT_EXAMPLE {
                let gap = if description.is_empty() { "" } else { " " };
                description = format!("{}{gap}Example: {line}", description.trim_end());
            } else {
                self.examples.push((name.to_owned(), example));
            }
        }
        let required = presence(is_required);
        sheet.row(&[name, &shape.kind, required, &shape.bounds, &description]);
        self.add_children(sheet, name, &shape);
    }

    fn add_children(&mut self, sheet: &mut Sheet, name: &str, shape: &Shape<'v>) {
        for child in &shape.children {
            let name = format!("{name}{}", child.suffix);
            let name = name.trim_start_matches(['.', ' ']);
            self.add(sheet, name, child.is_required, Shape::of_value(child.schema));
        }
    }

    /// Writes what no cell could hold under the table.
    pub(super) fn finish(self, sheet: &mut Sheet, level: usize) {
        for (name, description) in self.long {
            sheet.paragraph(&format!("{name}:"));
            sheet.prose(level, &description);
        }
        for (name, example) in self.examples {
            sheet.entry(&format!("Example of {name}"), example);
        }
    }
}
