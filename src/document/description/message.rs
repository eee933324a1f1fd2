//! Messages of `AsyncAPI`.

use super::body;
use super::fields::Fields;
use super::info;
use super::schema;
use super::sheet::Sheet;
use super::value::Value;

/// Single values of a message, with their labels.
const FACTS: [(&str, &str); 5] = [
    ("name", "Name"),
    ("messageId", "Identifier"),
    ("title", "Title"),
    ("contentType", "Content type"),
    ("schemaFormat", "Schema format"),
];

/// Writes what a message says, under its heading or label.
pub(super) fn write(sheet: &mut Sheet, level: usize, message: &Value) {
    let Some(mut fields) = Fields::of(message) else { return sheet.entry("Message", message) };
    if let Some(reference) = fields.text("$ref") {
        sheet.item(&format!("Message: {reference}"));
        return sheet.rest(fields);
    }
    for choice in fields.list("oneOf").unwrap_or_default() {
        sheet.paragraph("One of the messages:");
        write(sheet, level, choice);
    }
    sheet.paragraph(fields.text("summary").unwrap_or_default());
    sheet.prose(level, fields.text("description").unwrap_or_default());
    for (key, label) in FACTS {
        if let Some(value) = fields.text(key) {
            sheet.item(&format!("{label}: {value}"));
        }
    }
    if fields.flag("deprecated") {
        sheet.paragraph("DEPRECATED");
    }
    info::write_more(sheet, &mut fields);
    for (key, label) in [("headers", "Headers"), ("payload", "Payload")] {
        if let Some(part) = fields.take(key) {
            schema::write(sheet, level, label, part);
        }
    }
    body::write_examples(sheet, level, &mut fields);
    sheet.rest(fields);
}
